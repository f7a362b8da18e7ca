"""An administrator's cards about roles, and the message to whom they are about."""

from __future__ import annotations

from microsoft_teams.cards import Action as CardAction
from microsoft_teams.cards import AdaptiveCard, CardElement, Choice, ChoiceSetInput, TextInput

from bot.teams.cards.parts import (
    Pen,
    asks,
    banner,
    heading,
    line,
    plain,
    problem,
    row_of,
    small_heading,
    subtle,
)
from dialogs.role_form import WHOLE_AREA
from dialogs.screens import RoleForm, RoleGiven, RoleLine, RoleNews, RolePlaces, RolesHere, RoleTaken
from domain.kinds import Role


def role_places(screen: RolePlaces, pen: Pen) -> AdaptiveCard:
    t = pen.t
    which = ChoiceSetInput(
        id="place",
        label=t("roles-where-label"),
        placeholder=t("roles-where-placeholder"),
        choices=[
            Choice(
                title=t("roles-whole-area", area=one.label) if one.value == WHOLE_AREA else one.label,
                value=one.value,
            )
            for one in screen.places
        ],
        is_required=True,
        error_message=t("roles-where-error"),
    )
    choose = pen.act(t("roles-where-button"), "roles.choose", screen.choose, primary=True, inputs=True)
    body = [heading(t("roles-where-heading")), line(t("roles-where-text")), which]
    return pen.card(body, [choose, pen.act(t("button-cancel"), "menu.cancel")])


def roles_here(screen: RolesHere, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [heading(t("roles-heading", place=screen.place)), subtle(t("roles-text"))]
    for one in screen.lines:
        body += _line(one, pen)
    if not screen.lines:
        body.append(line(t("roles-none")))
    if screen.more:
        body.append(subtle(t("roles-more")))
    actions = [pen.act(t("roles-give-open"), "roles.form", screen.give, primary=True)]
    if screen.several:
        actions.append(pen.act(t("roles-other-place"), "roles.open"))
    return pen.card(body, actions)


def _line(one: RoleLine, pen: Pen) -> list[CardElement]:
    t = pen.t
    whence = t("roles-from-card") if one.by_card else t("roles-from-file")
    told = line(f"**{plain(one.name)}** {_noun(one.role, pen)} · {whence}")
    if not one.take:
        return [told, subtle(t("roles-own"))]
    title = t("roles-take", name=one.name, role=_noun(one.role, pen))
    return [told, row_of(pen.act(title, "roles.take", one.take))]


def _noun(role: Role, pen: Pen) -> str:
    return pen.t(f"role-as-{role.replace('_', '-')}")


def role_form(screen: RoleForm, pen: Pen) -> AdaptiveCard:
    t = pen.t
    body: list[CardElement] = [
        heading(t("roles-give-heading", place=screen.place)),
        subtle(t("roles-who-sees")),
    ]
    if screen.problems:
        body.append(asks(t("form-problems")))
    if screen.people:
        people = [(one.value, one.label) for one in screen.people]
        body.append(_choose("person", people, screen.person, pen))
    body += _problem("person", screen, pen)
    roles = [(str(role), t(f"role-{role.replace('_', '-')}")) for role in screen.roles]
    body += [_choose("role", roles, screen.role, pen), *_problem("role", screen, pen)]
    name = TextInput(id="name", label=t("roles-name-label"), value=screen.name or None, max_length=60)
    body += [small_heading(t("roles-find-heading")), name]
    body += [*_problem("name", screen, pen), *_problem("many", screen, pen)]
    body.append(row_of(pen.act(t("roles-find"), "roles.find", screen.find, inputs=True)))
    actions: list[CardAction] = []
    if screen.people:
        actions.append(pen.act(t("roles-give"), "roles.give", screen.give, primary=True, inputs=True))
    return pen.card(body, [*actions, pen.act(t("button-cancel"), "menu.cancel")])


def _choose(name: str, choices: list[tuple[str, str]], value: str, pen: Pen) -> ChoiceSetInput:
    """Not required by the client: who searches for a name has nothing to choose yet."""
    return ChoiceSetInput(
        id=name,
        label=pen.t(f"roles-{name}-label"),
        placeholder=pen.t(f"roles-{name}-placeholder"),
        choices=[Choice(title=title, value=key) for key, title in choices],
        value=value if value in dict(choices) else None,
    )


def _problem(name: str, screen: RoleForm, pen: Pen) -> list[CardElement]:
    return [problem(pen.t(f"roles-problem-{name}"))] if name in screen.problems else []


def role_given(screen: RoleGiven, pen: Pen) -> AdaptiveCard:
    t = pen.t
    about = {"name": screen.name, "role": _noun(screen.role, pen), "place": screen.place}
    if screen.new:
        body = [banner(t("roles-given-heading"), style="good"), line(t("roles-given", **about))]
    else:
        body = [banner(t("roles-already-heading")), line(t("roles-already", **about))]
    return _with_the_others(body, screen, pen)


def role_taken(screen: RoleTaken, pen: Pen) -> AdaptiveCard:
    t = pen.t
    about = {"name": screen.name, "role": _noun(screen.role, pen), "place": screen.place}
    body = [banner(t("roles-taken-heading"), style="good"), line(t("roles-taken", **about))]
    if screen.in_file:
        body.append(asks(t("roles-taken-in-file")))
    return _with_the_others(body, screen, pen)


def _with_the_others(body: list[CardElement], screen: RoleGiven | RoleTaken, pen: Pen) -> AdaptiveCard:
    if screen.told:
        body.append(subtle(pen.t("roles-told", name=screen.name)))
    return pen.card(body, [pen.act(pen.t("roles-where-button"), "roles.show", screen.show)])


def role_news(screen: RoleNews, pen: Pen) -> AdaptiveCard:
    t, name = pen.t, screen.by or pen.t("role-news-somebody")
    about = {"role": _noun(screen.role, pen), "place": screen.place}
    if screen.given:
        body = [
            banner(t("role-news-given-heading")),
            line(t("role-news-given", **about)),
            line(t("role-news-given-by", name=name)),
            line(t("role-news-given-next")),
        ]
    else:
        body = [
            banner(t("role-news-taken-heading")),
            line(t("role-news-taken", **about)),
            line(t("role-news-taken-by", name=name)),
        ]
    body.append(subtle(t("role-news-mistake")))
    return pen.card(body, [pen.act(t("button-menu"), "menu.open")])
