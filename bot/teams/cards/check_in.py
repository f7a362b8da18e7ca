"""The question of a check-in to one person, and the thanks that do not say what she has answered."""

from __future__ import annotations

from microsoft_teams.cards import Action as CardAction
from microsoft_teams.cards import AdaptiveCard, CardElement

from bot.check_in_words import as_asked
from bot.teams.cards.parts import Pen, banner, heading, line, one_tap, quoted, subtle
from dialogs.screens import CheckInCard, CheckInThanks
from domain.anonymity import IN_DETAIL, SMALLEST
from domain.calendar import local
from domain.check_in import CheckInAnswer, CheckInQuestion
from texts.dates import long_date


def check_in_card(screen: CheckInCard, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [
        banner(t("check-in-heading"), t("check-in-team", team=screen.team, when=pen.when(screen.closes_at)))
    ]
    if screen.tried:
        body.append(quoted(screen.tried, title=t("check-in-tried"), lines=2))
    # Who sees what stands before the answers: one tap is all there is, and it cannot be taken back.
    body += [
        heading(as_asked(screen.question, t)),
        line(f"**{t('check-in-confidential')}** {_who_sees(screen.question, pen)}"),
        line(t("check-in-final")),
    ]
    if screen.together:
        body.append(line(t("check-in-together", teams=", ".join(screen.together))))
    body += one_tap([_answer(answer, screen.token, pen) for answer in CheckInAnswer])
    return pen.card(body, _beside(screen, pen))


def _who_sees(question: CheckInQuestion, pen: Pen) -> str:
    if question.about_leader:
        return pen.t("check-in-who-elsewhere", least=IN_DETAIL)
    return pen.t("check-in-who", least=SMALLEST)


def _answer(answer: CheckInAnswer, token: str, pen: Pen) -> tuple[str, CardAction]:
    words = pen.t(f"check-in-answer-{answer}")
    return words, pen.act(words, "checkin.answer", token, answer=answer)


def _beside(screen: CheckInCard, pen: Pen) -> list[CardAction]:
    """What she can do without answering."""
    t = pen.t
    beside = [pen.read_on(t("check-in-about"), screen.about)]
    if screen.stop:
        beside.append(pen.act(t("check-in-stop"), "checkin.stop", screen.stop, rare=True))
    if screen.resume:
        beside.append(pen.act(t("check-in-resume"), "checkin.resume", screen.resume))
    return beside


def check_in_thanks(screen: CheckInThanks, pen: Pen) -> AdaptiveCard:
    t = pen.t
    day = long_date(local(screen.closes_at).date(), pen.language)
    body = [
        banner(t("check-in-thanks-heading"), style="good"),
        line(t("check-in-thanks-next", day=day)),
        line(t("check-in-thanks-first")),
        subtle(t("check-in-thanks-elsewhere" if screen.elsewhere else "check-in-thanks-who")),
    ]
    return pen.card(body, [pen.read_on(t("check-in-about"), screen.about)])
