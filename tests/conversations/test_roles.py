"""Roles by an administrator's card: who may give which, what is refused, and who is told."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlmodel import select

from bot.terminal.chat import Chat, actions_of, inputs_of
from dialogs.role_form import PEOPLE_SHOWN, WHOLE_AREA
from dialogs.screens import (
    Choice,
    Notice,
    RoleForm,
    RoleGiven,
    RoleLine,
    RoleNews,
    RolePlaces,
    RolesHere,
    RoleTaken,
    Screen,
    Welcome,
)
from domain.kinds import Role
from domain.organisation import PersonSpec, RoleSpec
from domain.roles import AREA_WIDE, grantable
from storage import buttons, organisation, people
from storage.database import Session
from storage.tables import Outgoing, Person, RoleGrant, Unit
from tests.stories import rows
from tests.town import (
    ANNE,
    BENTE,
    GRENAA,
    JONAS,
    KAREN,
    LAERKEN,
    METTE,
    NADIA,
    OTHER_TENANT,
    OTTO,
    SAMIRA,
    TENANT,
    Town,
    organisation_of_the_town,
)

AREA_NAME, GRENAA_NAME = "Sundhed og Omsorg", "Hjemmeplejen Grenaa"
NOBODYS = Notice("roles-administrator-only")
Held = set[tuple[str, str, str, bool]]


async def roles_of(town: Town) -> Held:
    return {(row.person_id, row.role, row.unit_id, row.by_card) for row in await rows(town, RoleGrant)}


async def grant(town: Town, person_id: str, role: Role, unit_id: str = "", *, by_card: bool = True) -> None:
    async with town.database.write() as session:
        row = RoleGrant(tenant_id=TENANT, person_id=person_id, role=role, unit_id=unit_id, by_card=by_card)
        session.add(row)


async def here(chat: Chat, place: str) -> RolesHere:
    """The roles of a place, by way of the choice."""
    await chat.says("roller")
    (shown,) = await chat.taps("Vis rollerne", place=place)
    assert isinstance(shown, RolesHere)
    return shown


async def gives(chat: Chat, place: str, **chosen: str) -> Screen:
    await here(chat, place)
    await chat.taps("Giv en rolle")
    (answer,) = await chat.taps("Giv rollen", **chosen)
    return answer


async def takes(chat: Chat, place: str, who: str) -> Screen:
    await here(chat, place)
    (answer,) = await chat.taps(f"Fjern {who}")
    return answer


async def test_an_administrator_of_the_area_chooses_where(town: Town) -> None:
    (shown,) = await town.chat(KAREN).says("roller og adgang")
    assert isinstance(shown, RolePlaces)
    assert shown.places == (
        Choice(GRENAA, GRENAA_NAME), Choice(LAERKEN, "Plejecenter Lærken"), Choice(WHOLE_AREA, AREA_NAME),
    )  # fmt: skip


async def test_every_role_is_shown_with_where_it_comes_from(town: Town) -> None:
    await grant(town, ANNE, Role.DEPUTY, GRENAA)
    shown = await here(town.chat(KAREN), GRENAA)
    assert (shown.place, shown.several, shown.more) == (GRENAA_NAME, True, False)
    assert [(one.name, one.role, one.by_card, bool(one.take)) for one in shown.lines] == [
        ("Mette Ravn", Role.LEADER, False, True),
        ("Anne Holm", Role.DEPUTY, True, True),
        ("Jonas Vestermark", Role.DEPUTY, False, True),
        ("Samira Yildirim", Role.WORK_ENVIRONMENT_REP, False, True),
    ]
    area = await here(town.chat(KAREN), WHOLE_AREA)
    assert area.lines == (
        RoleLine("Karen Lindhøj", Role.EDITOR, False, area.lines[0].take),
        RoleLine("Karen Lindhøj", Role.ADMINISTRATOR, False, ""),
    )


async def test_a_role_is_given_and_she_is_told(town: Town) -> None:
    before = await roles_of(town)
    answer = await gives(town.chat(KAREN), GRENAA, person=ANNE, role=Role.DEPUTY)
    assert isinstance(answer, RoleGiven)
    assert answer == RoleGiven("Anne Holm", Role.DEPUTY, GRENAA_NAME, answer.show)
    assert await roles_of(town) - before == {(ANNE, "deputy", GRENAA, True)}
    await town.chat(ANNE).says("hej")
    (news,) = await town.chat(ANNE).reads_mail()
    assert news == RoleNews(Role.DEPUTY, GRENAA_NAME, given=True, by="Karen Lindhøj")
    (note,) = await rows(town, Outgoing)
    assert (note.person_id, note.delivery_class) == (ANNE, "deadline")


async def test_what_the_administrator_and_the_colleague_read(town: Town) -> None:
    karen, anne = town.chat(KAREN), town.chat(ANNE)
    await gives(karen, GRENAA, person=ANNE, role=Role.DEPUTY)
    said = str(karen.cards)
    assert "Anne Holm er nu stedfortræder i Hjemmeplejen Grenaa." in said
    assert "Anne Holm får besked." in said
    await anne.says("hej")
    await anne.reads_mail()
    read = str(anne.cards)
    assert "Du er nu stedfortræder i Hjemmeplejen Grenaa." in read
    assert "Den har Karen Lindhøj givet dig." in read
    assert anne.cards[0]["fallbackText"] == "Du har en besked fra Medvind"


async def test_a_role_takes_effect_at_once_and_ends_at_once(town: Town) -> None:
    karen, anne = town.chat(KAREN), town.chat(ANNE)
    assert await anne.says("roller") == [NOBODYS]
    await gives(karen, GRENAA, person=ANNE, role=Role.ADMINISTRATOR)
    (shown,) = await anne.says("roller")
    assert isinstance(shown, RolesHere)
    answer = await takes(karen, GRENAA, "Anne Holm som administrator")
    assert isinstance(answer, RoleTaken)
    assert answer == RoleTaken("Anne Holm", Role.ADMINISTRATOR, GRENAA_NAME, answer.show, in_file=False)
    assert await anne.says("roller") == [NOBODYS]


async def test_what_is_undone_before_it_is_told_is_not_told(town: Town) -> None:
    town.clock.set("2026-11-28 21:00")  # Saturday evening: she hears of it on Monday
    karen = town.chat(KAREN)
    await gives(karen, GRENAA, person=ANNE, role=Role.DEPUTY)
    await takes(karen, GRENAA, "Anne Holm som stedfortræder")
    await town.chat(ANNE).says("hej")
    assert await town.chat(ANNE).reads_mail() == ()
    town.clock.set("2026-11-30 08:00")
    told = await town.chat(ANNE).reads_mail()
    assert told == [RoleNews(Role.DEPUTY, GRENAA_NAME, given=False, by="Karen Lindhøj")]


async def test_a_role_of_the_file_is_taken_and_the_card_says_that_it_comes_back(town: Town) -> None:
    karen = town.chat(KAREN)
    answer = await takes(karen, GRENAA, "Jonas Vestermark som stedfortræder")
    assert isinstance(answer, RoleTaken)
    assert answer.in_file
    assert "Rollen står i organisationsfilen." in str(karen.cards)
    assert JONAS not in {person_id for person_id, *_ in await roles_of(town)}
    async with town.database.write() as session:
        await organisation.apply(session, TENANT, organisation_of_the_town(), town.clock())
    assert (JONAS, "deputy", GRENAA, False) in await roles_of(town)


async def test_an_import_afterwards_keeps_what_a_card_gave(town: Town) -> None:
    await gives(town.chat(KAREN), LAERKEN, person=BENTE, role=Role.LEADER)
    async with town.database.write() as session:
        await organisation.apply(session, TENANT, organisation_of_the_town(), town.clock())
    assert (BENTE, "leader", LAERKEN, True) in await roles_of(town)


async def test_a_role_she_has_already_is_left_as_it_is(town: Town) -> None:
    before = await roles_of(town)
    answer = await gives(town.chat(KAREN), GRENAA, person=METTE, role=Role.LEADER)
    assert isinstance(answer, RoleGiven)
    assert (answer.new, answer.told) == (False, False)
    assert await roles_of(town) == before
    assert await rows(town, Outgoing) == []


async def test_whoever_gives_herself_a_role_needs_no_message(town: Town) -> None:
    answer = await gives(town.chat(KAREN), GRENAA, person=KAREN, role=Role.LEADER)
    assert isinstance(answer, RoleGiven)
    assert (answer.new, answer.told) == (True, False)
    assert await rows(town, Outgoing) == []


# The form


async def test_who_is_not_of_the_unit_is_found_by_name(town: Town) -> None:
    karen = town.chat(KAREN)
    await here(karen, GRENAA)
    (shown,) = await karen.taps("Giv en rolle")
    assert isinstance(shown, RoleForm)
    assert BENTE not in {one.value for one in shown.people}
    assert Choice(ANNE, "Anne Holm, social- og sundhedsassistent") in shown.people
    (found,) = await karen.taps("Søg", name="bente", role=Role.LEADER)
    assert isinstance(found, RoleForm)
    assert (found.people, found.person, found.role) == (
        (Choice(BENTE, "Bente Krogh, sygeplejerske"),), BENTE, Role.LEADER,
    )  # fmt: skip
    (given,) = await karen.taps("Giv rollen")
    assert isinstance(given, RoleGiven)
    assert (BENTE, "leader", GRENAA, True) in await roles_of(town)


@pytest.mark.parametrize("name", ["Xerxes", "Nadia", "Otto", "%", "_"])
async def test_who_is_not_of_the_organisation_is_not_found(town: Town, name: str) -> None:
    await town.chat(NADIA).says("hej")
    await town.chat(OTTO, OTHER_TENANT).says("hej")
    karen = town.chat(KAREN)
    await here(karen, GRENAA)
    await karen.taps("Giv en rolle")
    (answer,) = await karen.taps("Søg", name=name)
    assert isinstance(answer, RoleForm)
    assert (answer.people, answer.problems) == ((), ("name",))
    assert "Giv rollen" not in {action["title"] for action in actions_of(karen.cards[0])}


async def test_of_many_only_so_many_are_shown(town: Town) -> None:
    crowd = tuple(
        PersonSpec(f"00000000-0000-4000-8000-{n:012}", f"Navn {n}", "", GRENAA, None)
        for n in range(100, 101 + PEOPLE_SHOWN)
    )
    file = organisation_of_the_town()
    async with town.database.write() as session:
        await organisation.apply(session, TENANT, replace(file, people=file.people + crowd), town.clock())
    karen = town.chat(KAREN)
    await here(karen, GRENAA)
    (shown,) = await karen.taps("Giv en rolle")
    assert isinstance(shown, RoleForm)
    assert len(shown.people) == PEOPLE_SHOWN
    (found,) = await karen.taps("Søg", name="navn")
    assert isinstance(found, RoleForm)
    assert (len(found.people), found.problems) == (PEOPLE_SHOWN, ("many",))


@pytest.mark.parametrize(
    ("chosen", "problems"),
    [
        ({}, ("person", "role")),
        ({"person": ANNE}, ("role",)),
        ({"role": "leader"}, ("person",)),
        ({"person": NADIA, "role": "leader"}, ("person",)),
        ({"person": OTTO, "role": "leader"}, ("person",)),
        ({"person": ANNE, "role": "king"}, ("role",)),
    ],
)
async def test_what_cannot_be_given_is_asked_for_again(
    town: Town, chosen: dict[str, str], problems: tuple[str, ...]
) -> None:
    await town.chat(NADIA).says("hej")
    before = await roles_of(town)
    answer = await gives(town.chat(KAREN), GRENAA, **chosen)
    assert isinstance(answer, RoleForm)
    assert answer.problems == problems
    assert await roles_of(town) == before


@pytest.mark.parametrize("role", Role)
async def test_for_the_whole_area_there_are_no_leaders_deputies_or_representatives(
    town: Town, role: Role
) -> None:
    answer = await gives(town.chat(KAREN), WHOLE_AREA, person=ANNE, role=role)
    assert isinstance(answer, RoleGiven if role in AREA_WIDE else RoleForm)
    assert ((ANNE, role, "", True) in await roles_of(town)) is (role in AREA_WIDE)
    assert set(grantable(None)) == set(AREA_WIDE)


async def test_who_has_left_is_given_nothing(town: Town) -> None:
    async with town.database.write() as session:
        (await session.get_one(Person, (TENANT, ANNE))).left_at = town.clock()
    answer = await gives(town.chat(KAREN), GRENAA, person=ANNE, role=Role.DEPUTY)
    assert isinstance(answer, RoleForm)
    assert answer.problems == ("person",)


# Who may


@pytest.mark.parametrize("person", [ANNE, METTE, JONAS, SAMIRA, BENTE, NADIA])
async def test_nobody_else_sees_or_gives_a_role(town: Town, person: str) -> None:
    chat = town.chat(person)
    assert await chat.says("roller") == [NOBODYS]
    (hello, *_) = await chat.says("hej")
    assert isinstance(hello, Welcome)
    assert not hello.gives_roles


async def test_an_administrator_of_a_unit_gives_roles_there_and_nowhere_else(town: Town) -> None:
    await grant(town, BENTE, Role.ADMINISTRATOR, LAERKEN)
    bente = town.chat(BENTE)
    (hello, *_) = await bente.says("hej")
    assert isinstance(hello, Welcome)
    assert hello.gives_roles
    (shown,) = await bente.says("roller")
    assert isinstance(shown, RolesHere)
    assert (shown.place, shown.several) == ("Plejecenter Lærken", False)
    await bente.taps("Giv en rolle")
    (answer,) = await bente.taps("Giv rollen", person=BENTE, role=Role.LEADER)
    assert isinstance(answer, RoleGiven)
    assert (BENTE, "leader", LAERKEN, True) in await roles_of(town)


@pytest.mark.some_on_postgresql(3)
@pytest.mark.parametrize("place", [GRENAA, WHOLE_AREA, "", "no such unit", "@AREA"])
@pytest.mark.parametrize("act", ["roles.show", "roles.form", "roles.find", "roles.give", "roles.take"])
async def test_a_place_that_is_not_hers_is_refused_at_every_step(town: Town, act: str, place: str) -> None:
    """Even with a button that is good: what it is bound to is asked about again."""
    await grant(town, BENTE, Role.ADMINISTRATOR, LAERKEN)
    bente = town.chat(BENTE)
    await bente.says("hej")
    before = await roles_of(town)
    about = f"{place}|editor|{KAREN}" if act == "roles.take" else place
    async with town.database.write() as session:
        token = await _button(session, town, bente, act, about)
    chosen = {"person": BENTE, "role": "editor"} if act == "roles.give" else {}
    assert await bente.submits({"do": act, "token": token, **chosen}) == [NOBODYS]
    assert await roles_of(town) == before


async def _button(session: Session, town: Town, chat: Chat, act: str, about: str) -> str:
    return await buttons.mint(
        session,
        TENANT,
        act,
        about,
        person_id=chat.speaker.person_id,
        conversation_id=chat.here.conversation_id,
        expires_at=town.clock().replace(year=2030),
    )


async def test_a_foreign_unit_on_the_card_opens_nothing(town: Town) -> None:
    await grant(town, BENTE, Role.ADMINISTRATOR, LAERKEN)
    async with town.database.write() as session:
        session.add(Unit(tenant_id=TENANT, id="old", area_id="so", name="Gammel", in_organisation=False))
    karen = town.chat(KAREN)
    for foreign in ("old", "no such unit", "../x"):
        await karen.says("roller")
        (again,) = await karen.taps("Vis rollerne", place=foreign)
        assert isinstance(again, RolePlaces)


async def test_a_role_that_has_ended_ends_with_the_card_still_open(town: Town) -> None:
    """She opened the form as an administrator, and presses it when she is none any more."""
    await grant(town, BENTE, Role.ADMINISTRATOR, LAERKEN)
    bente, karen = town.chat(BENTE), town.chat(KAREN)
    await bente.says("roller")
    await bente.taps("Giv en rolle")
    await takes(karen, LAERKEN, "Bente Krogh som administrator")
    before = await roles_of(town)
    assert await bente.taps("Giv rollen", person=BENTE, role=Role.ADMINISTRATOR) == [NOBODYS]
    assert await roles_of(town) == before


async def test_a_token_that_was_passed_on_gives_nothing(town: Town) -> None:
    karen, anne = town.chat(KAREN), town.chat(ANNE)
    await anne.says("hej")
    await here(karen, GRENAA)
    (form,) = await karen.taps("Giv en rolle")
    assert isinstance(form, RoleForm)
    before = await roles_of(town)
    stolen = {"do": "roles.give", "token": form.give, "person": ANNE, "role": "administrator"}
    assert await anne.submits(stolen) == [Notice("button-gone")]
    anne.place = karen.here
    assert await anne.submits(stolen) == [Notice("button-gone")]
    assert await roles_of(town) == before


async def test_a_namesake_of_another_tenant_is_nobody_here(town: Town) -> None:
    """The same ids, an administrator over there: here she may nothing, and nobody here gets anything of hers."""
    async with town.database.write() as session:
        await people.introduce(session, OTHER_TENANT, ANNE, "Anne Anden")
        session.add(RoleGrant(tenant_id=OTHER_TENANT, person_id=ANNE, role=Role.ADMINISTRATOR, unit_id=""))
    assert await town.chat(ANNE).says("roller") == [NOBODYS]


# Administrators stay


async def test_nobody_takes_away_her_own_administrator_role(town: Town) -> None:
    await grant(town, ANNE, Role.ADMINISTRATOR)
    karen = town.chat(KAREN)
    await here(karen, WHOLE_AREA)
    titles = {action["title"] for action in actions_of(karen.cards[0])}
    assert "Fjern Anne Holm som administrator" in titles
    assert "Fjern Karen Lindhøj som administrator" not in titles
    assert "Din egen rolle som administrator kan kun en anden fjerne." in str(karen.cards)
    before = await roles_of(town)
    async with town.database.write() as session:
        token = await _button(session, town, karen, "roles.take", f"{WHOLE_AREA}|administrator|{KAREN}")
    assert await karen.submits({"do": "roles.take", "token": token}) == [Notice("roles-not-your-own")]
    assert await roles_of(town) == before


async def test_the_last_administrator_of_the_area_stays(town: Town) -> None:
    """Two take each other's role at the same moment: one of them must find that she is none any more."""
    await grant(town, ANNE, Role.ADMINISTRATOR)
    presses = []
    for person, other in ((KAREN, "Anne Holm"), (ANNE, "Karen Lindhøj")):
        chat = town.chat(person)
        await here(chat, WHOLE_AREA)
        presses.append(chat.taps(f"Fjern {other} som administrator"))
    answers = [answer for (answer,) in await asyncio.gather(*presses)]
    assert sorted(type(answer).__name__ for answer in answers) == ["Notice", "RoleTaken"]
    assert [key[1:3] for key in await roles_of(town)].count(("administrator", "")) == 1


async def test_the_role_of_an_administrator_who_has_left_can_be_taken(town: Town) -> None:
    await grant(town, ANNE, Role.ADMINISTRATOR)
    async with town.database.write() as session:
        (await session.get_one(Person, (TENANT, ANNE))).left_at = town.clock()
    answer = await takes(town.chat(KAREN), WHOLE_AREA, "Anne Holm som administrator")
    assert isinstance(answer, RoleTaken)


async def test_only_in_ones_own_chat(town: Town) -> None:
    assert await town.in_channel(KAREN).says("roller") == [Notice("speak-privately", menu=False)]


async def test_the_way_to_the_roles_is_on_the_front_door(town: Town) -> None:
    karen = town.chat(KAREN)
    await karen.says("hej")
    (shown,) = await karen.taps("Roller")
    assert isinstance(shown, RolePlaces)
    assert [field["id"] for field in inputs_of(karen.cards[0])] == ["place"]


async def test_english_is_understood_and_answered(town: Town) -> None:
    karen = town.chat(KAREN)
    await karen.says("roles and access")
    await karen.taps("Show the roles", place=GRENAA)
    await karen.taps("Give a role")
    await karen.taps("Give the role", person=ANNE, role=Role.DEPUTY)
    assert "Anne Holm is now a deputy in Hjemmeplejen Grenaa." in str(karen.cards)


async def test_what_the_settings_or_the_file_gave_stays_the_files(town: Town) -> None:
    """Given by card to somebody who has it from the file, it is still the file's to take back."""
    await gives(town.chat(KAREN), GRENAA, person=METTE, role=Role.LEADER)
    file = organisation_of_the_town()
    without = tuple(role for role in file.roles if role != RoleSpec(METTE, Role.LEADER, GRENAA))
    async with town.database.write() as session:
        await organisation.apply(session, TENANT, replace(file, roles=without), town.clock())
    async with town.database.read() as session:
        held = (await session.exec(select(RoleGrant).where(RoleGrant.person_id == METTE))).all()
    assert held == []
