"""Cards that lead somewhere: welcome, short messages, whom to call, the editor's, one's own data."""

from __future__ import annotations

from datetime import datetime

from microsoft_teams.cards import Action, AdaptiveCard, CardElement

from bot.teams.cards.parts import (
    Pen,
    asks,
    banner,
    facts,
    heading,
    line,
    plain,
    quoted,
    small_heading,
    subtle,
)
from dialogs.screens import MyData, NewsletterReady, Notice, Undelivered, Welcome, WhomToCall
from domain.kinds import Theme
from domain.newsletter import Chapter
from texts.dates import short_date


def notice(screen: Notice, pen: Pen) -> AdaptiveCard:
    ways_on = [
        pen.act(pen.t("button-story"), "story.open"),
        pen.act(pen.t("button-menu"), "menu.open"),
    ]
    values = {name: pen.when(v) if isinstance(v, datetime) else v for name, v in screen.values.items()}
    return pen.card([line(pen.t(screen.text, **values))], ways_on if screen.menu else [])


def welcome(screen: Welcome, pen: Pen) -> AdaptiveCard:
    t = pen.t
    hello = (
        t("welcome-heading", name=screen.first_name) if screen.first_name else t("welcome-heading-nameless")
    )
    body = [banner(hello, t("welcome-text")), line(t("welcome-question")), subtle(t("welcome-hint"))]
    actions: list[Action] = [
        pen.act(t("button-story"), "story.open", primary=True),
        pen.act(t("button-incident"), "incident.open"),
        pen.act(t("button-check-in"), "checkin.open"),
        pen.act(t("button-my-stories"), "stories.open"),
        pen.act(t("button-contribute"), "contribute.open", rare=True),
        pen.act(t("button-check-in-trends"), "trends.open", rare=True),
    ]
    if screen.is_editor:
        actions.append(pen.act(t("button-newsletter"), "newsletter.open"))
    if screen.sets_rhythm:
        actions.append(pen.act(t("button-overview"), "overview.open"))
        actions.append(pen.act(t("button-rhythm"), "rhythm.open", rare=True))
        actions.append(pen.act(t("button-check-in-day"), "checkinday.open", rare=True))
    if screen.hands_over:
        actions.append(pen.act(t("button-hand-over"), "handover.open", rare=True))
    if screen.gives_roles:
        actions.append(pen.act(t("button-roles"), "roles.open", rare=True))
    actions.append(pen.act(t("button-my-data"), "data.open", rare=True))
    return pen.card(body, actions)


def whom_to_call(screen: WhomToCall, pen: Pen) -> AdaptiveCard:
    t = pen.t
    people = [
        (t("call-leader"), ", ".join(screen.leaders)),
        (t("call-deputy"), ", ".join(screen.deputies)),
        (t("call-representative"), ", ".join(screen.representatives)),
    ]
    # Lines, not a fact set: on a phone its narrow column breaks the long Danish titles inside a word.
    known = [line(f"**{role}** {plain(names)}") for role, names in people if names]
    body: list[CardElement] = [heading(t("call-heading")), asks(t("call-danger"))]
    body.append(small_heading(t("call-people")))
    body.extend(known or [line(t("call-nobody"))])
    if screen.numbers:
        body.append(small_heading(t("call-numbers")))
    for number in screen.numbers:
        checked = short_date(number.checked_on, pen.language)
        body.append(line(f"**{plain(number.name)}** {plain(number.number)}"))
        told = t("call-number-checked", note=number.note, date=checked, owner=number.owner)
        body.append(subtle(told.strip(), spacing="None"))
    body.append(line(t("call-register")))
    register = pen.act(t("button-incident"), "incident.open")
    return pen.card(body, [register, pen.act(t("button-menu"), "menu.open")])


def newsletter_ready(screen: NewsletterReady, pen: Pen) -> AdaptiveCard:
    t = pen.t
    count = sum(number for _, number in screen.counts)
    body: list[CardElement] = [
        heading(t("newsletter-heading", week=screen.week.week)),
        line(t("newsletter-count", count=count) if count else t("newsletter-none")),
    ]
    if screen.counts:
        body.append(facts((_heading(one, pen), str(number)) for one, number in screen.counts))
    if screen.titles:
        body.append(quoted("\n".join(screen.titles)))
    if screen.agreements:
        body.append(line(t("newsletter-agreements", count=screen.agreements)))
    if screen.last_week:
        body.append(line(t("newsletter-last-week", count=screen.last_week)))
    if screen.awaiting:
        body.append(subtle(t("newsletter-awaiting", count=screen.awaiting)))
    if screen.published_at:
        body.append(line(t("newsletter-published", when=pen.when(screen.published_at))))
    body.append(subtle(t("newsletter-link-note")))
    return pen.card(body, [pen.link(t("newsletter-open"), screen.link)])


def _heading(of: Theme | Chapter, pen: Pen) -> str:
    name = of.replace("_", "-")
    return pen.t(f"theme-{name}") if isinstance(of, Theme) else pen.t(f"chapter-{name}")


def my_data(screen: MyData, pen: Pen) -> AdaptiveCard:
    t, nothing = pen.t, pen.t("my-data-nothing")
    roles = ", ".join(t(f"role-{role.replace('_', '-')}") for role in screen.roles)
    kept = [
        (t("my-data-name"), screen.name or nothing),
        (t("my-data-title"), screen.title or nothing),
        (t("my-data-unit"), screen.unit or nothing),
        (t("my-data-roles"), roles or nothing),
        (t("my-data-stories"), str(screen.stories)),
        (t("my-data-drafts"), str(screen.drafts)),
        (t("my-data-consents"), str(screen.consents)),
    ]
    if screen.incidents:
        kept.append((t("my-data-incidents"), str(screen.incidents)))
    if screen.follow_ups:
        kept.append((t("my-data-follow-ups"), str(screen.follow_ups)))
    body: list[CardElement] = [heading(t("my-data-heading")), facts(kept), line(t("my-data-text"))]
    body += [line(t("my-data-check-ins")), subtle(t("my-data-retention"))]
    if screen.follow_ups:
        body.append(subtle(t("my-data-follow-ups-kept")))
    if screen.incidents:
        body.append(subtle(t("my-data-incidents-kept")))
    actions = [pen.act(t("button-my-stories"), "stories.open")]
    if screen.link:
        actions.append(pen.read_on(t("my-data-download"), screen.link))
    if screen.erase:
        actions.append(pen.act(t("my-data-erase"), "data.erase-drafts", screen.erase))
    return pen.card(body, actions)


def undelivered(screen: Undelivered, pen: Pen) -> AdaptiveCard:
    t, name = pen.t, screen.name or pen.t("undelivered-somebody")
    body = [
        banner(t("undelivered-heading")),
        line(t("undelivered-what", name=name)),
        line(t("undelivered-next", name=name)),
        subtle(t("undelivered-seen-by")),
    ]
    return pen.card(body)
