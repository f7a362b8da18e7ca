"""Cards that ask somebody for her yes, and tell the storyteller how it went."""

from __future__ import annotations

from microsoft_teams.cards import AdaptiveCard

from bot.teams.cards.parts import Pen, banner, heading, line, quoted, subtle
from dialogs.screens import ConsentAnswered, ConsentOutcome, ConsentRequest
from domain.kinds import ConsentReason


def consent_request(screen: ConsentRequest, pen: Pen) -> AdaptiveCard:
    t, about = pen.t, "-about" if screen.reason is ConsentReason.ABOUT_HER else ""
    body = [
        heading(t(f"consent-heading{about}")),
        line(t(f"consent-text{about}", author=screen.author)),
        quoted(screen.body, title=screen.title),
        subtle(t("consent-way-out")),
    ]
    yes = pen.act(t("consent-yes"), "consent.yes", screen.yes, primary=True)
    return pen.card(body, [yes, pen.act(t("consent-no"), "consent.no", screen.no)])


def consent_answered(screen: ConsentAnswered, pen: Pen) -> AdaptiveCard:
    t = pen.t
    if screen.said_yes:
        body = [banner(t("consent-said-yes"), style="good"), line(t("consent-said-yes-next"))]
        return pen.card(body, [pen.act(t("consent-take-back"), "consent.no", screen.change)])
    body = [banner(t("consent-said-no")), line(t("consent-said-no-next"))]
    return pen.card(body, [pen.act(t("consent-yes-after-all"), "consent.yes", screen.change)])


def consent_outcome(screen: ConsentOutcome, pen: Pen) -> AdaptiveCard:
    t, title = pen.t, screen.title or pen.t("untitled")
    if not screen.said_yes:
        # Her words stay hers: no change of ours would help.
        her_words = screen.reason is ConsentReason.HER_WORDS
        said = "consent-outcome-no"
        following = "consent-outcome-no-words" if her_words else "consent-outcome-no-next"
    else:
        waiting = screen.still_waiting
        said = "consent-outcome-yes"
        following = "consent-outcome-yes-waiting" if waiting else "consent-outcome-yes-next"
    body = [
        banner(t(said, colleague=screen.colleague), style="good" if screen.said_yes else "emphasis"),
        line(t(following, title=title)),
    ]
    return pen.card(body, [pen.act(t("button-my-stories"), "stories.open")])
