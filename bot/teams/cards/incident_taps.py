"""The first three taps for thumbs in gloves: what, whom and who; and the thanks when it is registered.

Nothing asks what anybody meant, felt, or was to blame for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from microsoft_teams.cards import Action as CardAction
from microsoft_teams.cards import AdaptiveCard, CardElement, Container, TextBlock

from bot.teams.cards.incident import pointers
from bot.teams.cards.parts import TAP_HEIGHT, Pen, banner, heading, line, subtle
from dialogs.screens import IncidentSaved, IncidentTap, Receiver
from domain.incident import IncidentKind, WhoDidIt, WhomItHit

ASKS = ("kind", "hit", "who")


def kebab(value: str) -> str:
    return value.replace("_", "-")


def incident_tap(screen: IncidentTap, pen: Pen) -> AdaptiveCard:
    t, name = pen.t, screen.asks
    kept = "incident-tap-kept-first" if screen.number == 1 else "incident-tap-kept"
    body: list[CardElement] = [
        subtle(t("incident-tap-progress", number=screen.number)),
        heading(t(f"incident-tap-{name}")),
        subtle(t(f"incident-tap-{name}-note")),
        *_taps(name, pen),
        subtle(t(kept), spacing="Default"),
    ]
    actions = [pen.act(t("incident-not-now"), "menu.open")]
    if screen.number > 1:
        actions.append(pen.act(t("incident-restart"), "incident.restart"))
    return pen.card(body, actions)


def _taps(name: str, pen: Pen) -> Iterable[CardElement]:
    t = pen.t
    if name == "kind":
        for kind in IncidentKind:
            words = t(f"incident-kind-{kebab(kind)}")
            about = t(f"incident-kind-about-{kebab(kind)}")
            yield _row(words, pen.act(words, "incident.kind", kind=kind), about)
    elif name == "hit":
        for hit in WhomItHit:
            words = t(f"incident-hit-{kebab(hit)}")
            yield _row(words, pen.act(words, "incident.hit", hit=hit))
    else:
        for who in WhoDidIt:
            words = t(f"incident-who-{kebab(who)}")
            yield _row(words, pen.act(words, "incident.who", who=who))


def _row(words: str, action: CardAction, about: str = "") -> Container:
    """One answer: the whole row is the button, at every width, for six would break side by side."""
    items: list[CardElement] = [TextBlock(text=words, wrap=True, color="Accent")]
    if about:
        items.append(TextBlock(text=about, wrap=True, is_subtle=True, size="Small", spacing="None"))
    return Container(
        items=items,
        select_action=action,
        style="emphasis",
        rounded_corners=True,
        spacing="Small",
        min_height=TAP_HEIGHT,
        vertical_content_alignment="Center",
    )


def together(receivers: Sequence[Receiver], pen: Pen) -> str:
    """Who they are and what they are: `lederen Mette Ravn og jeres AMR Samira Yildirim`."""
    said = [pen.t(f"incident-receiver-{kebab(one.part)}", name=one.name) for one in receivers]
    return pen.t("incident-and", first=", ".join(said[:-1]), last=said[-1]) if len(said) > 1 else said[0]


def incident_saved(screen: IncidentSaved, pen: Pen) -> AdaptiveCard:
    """Thanks, what happens now, who sees it; in the same words whatever it was."""
    t = pen.t
    number = t("incident-number", number=str(screen.number))
    people = together(screen.receivers, pen) if screen.receivers else ""
    body: list[CardElement] = [
        banner(t("incident-saved-heading"), number),
        line(t("incident-saved-text")),
        line(t("incident-saved-seen-by", people=people) if people else t("incident-saved-nobody-yet")),
        line(f"**{t('incident-saved-enough')}**"),
        *pointers(pen, citizen=screen.citizen_hurt, force=screen.force_used),
    ]
    actions = [pen.act(t("incident-help-call"), "contacts.open")]
    if screen.for_colleague:
        body.append(line(t("incident-saved-for-colleague")))
        actions.append(pen.act(t("incident-help-button"), "care.open"))
    return pen.card(body, actions)
