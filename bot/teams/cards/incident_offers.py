"""The three offers, each with an answer of its own; the witness's card; and the question a week later."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import AdaptiveCard, CardElement

from bot.teams.cards.incident_taps import kebab
from bot.teams.cards.parts import Pen, banner, heading, line, one_tap, row_of, small_heading, subtle
from dialogs.screens import IncidentAsk, IncidentWitness, OfferLine
from domain.calendar import local
from domain.incident import OfferAnswer
from texts.dates import long_date

ANSWERS = (OfferAnswer.YES, OfferAnswer.NO, OfferAnswer.LATER)
GOT_HELP = ("yes", "partly", "no")


def offers(lines: Sequence[OfferLine], act: str, token: str, pen: Pen) -> list[CardElement]:
    """Each for itself, and a no is as easy as a yes. Without a token only what was answered."""
    t = pen.t
    told: list[CardElement] = [small_heading(t("incident-offers-heading"))]
    if token:
        told.append(line(t("incident-offers-free")))
    for one in lines:
        told += [
            line(f"**{t(f'incident-offer-{kebab(one.offer)}')}**").model_copy(update={"separator": True})
        ]
        told.append(subtle(t(f"incident-offer-about-{kebab(one.offer)}"), spacing="None"))
        if one.answer:
            told.append(line(t("incident-answered", answer=t(f"incident-answer-{one.answer}"))))
        if token:
            told.append(
                row_of(
                    *(
                        pen.act(t(f"incident-answer-{answer}"), act, token, offer=one.offer, answer=answer)
                        for answer in ANSWERS
                        if answer != one.answer
                    )
                )
            )
    return told


def incident_ask(screen: IncidentAsk, pen: Pen) -> AdaptiveCard:
    t = pen.t
    taps = []
    for answer in GOT_HELP:
        words = t(f"incident-got-help-{answer}")
        taps.append((words, pen.act(words, "incident.got-help", screen.token, answer=answer)))
    about = t("incident-ask-about", number=str(screen.number), when=pen.when(screen.occurred_at))
    body: list[CardElement] = [
        subtle(about),
        heading(t("incident-ask-heading")),
        line(t("incident-ask-seen-by")),
        *one_tap(taps),
        subtle(t("incident-not-report"), spacing="Default"),
    ]
    return pen.card(body, [pen.act(t("incident-help-call"), "contacts.open")])


def incident_witness(screen: IncidentWitness, pen: Pen) -> AdaptiveCard:
    t = pen.t
    day = long_date(local(screen.occurred_at).date(), pen.language)
    body: list[CardElement] = [
        banner(t("incident-witness-card-heading")),
        line(t("incident-witness-card-text", when=day)),
        subtle(t("incident-witness-card-kept")),
        *offers(screen.offers, "witness.offer", screen.offer, pen),
        subtle(t("incident-not-report"), spacing="Default"),
    ]
    return pen.card(body, [pen.act(t("incident-help-call"), "contacts.open")])
