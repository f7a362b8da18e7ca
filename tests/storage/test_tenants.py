"""What one tenant can ask of storage: never a row of another, never a change to one (safety.md T7).

Every public function of `storage` that takes a tenant or an object of one is called, by the names and types
of its parameters: one that takes something new fails here until it is said what to give it.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from random import Random
from typing import Any, get_args, get_type_hints

import pytest
from sqlalchemy import update
from sqlalchemy.exc import NoResultFound
from sqlmodel import SQLModel, col, select

import storage
from domain import follow_up
from domain.calendar import IsoWeek
from domain.incident_clocks import Rules
from domain.kinds import Cadence, ConsentAnswer, ConsentReason, NameShown, Role, StoryState, Theme, Topic
from domain.rhythm import Rhythm
from domain.schedule import Occasion, Schedule
from domain.story_rules import first_name
from storage import (
    agenda,
    consents,
    follow_ups,
    forums,
    hand_overs,
    incident_rules,
    mail,
    outbox,
    role_grants,
    rosters,
    stories,
)
from storage.access import Purpose
from storage.ballot import Sealed
from storage.database import Session
from storage.heard import HeardBefore
from storage.newsletters import NotThese
from storage.outbox import DeliveryClass, State
from storage.rows import write_waiting
from storage.tables import (
    AgendaPoint,
    Button,
    CheckInTalk,
    FollowUp,
    Forum,
    Heard,
    IncidentRules,
    Outgoing,
    Person,
    RoleGrant,
    Story,
    StoryConsent,
    Team,
)
from tests.conftest import Some
from tests.storage import a_photo, an_incident, an_issue, rounds
from tests.storage.day import a_day
from tests.storage.neighbours import TABLES, move_in, rows_of, told
from tests.storage.populated import canary
from tests.town import (
    ANNE,
    BENTE,
    GRENAA,
    GROUP,
    JONAS,
    KAREN,
    METTE,
    NADIA,
    NORD,
    OTHER_TENANT,
    TENANT,
    Town,
    organisation_of_the_town,
)

# Of no tenant: tools, and what is about the service as a whole or finds its tenant by a secret.
FOR_ALL = {
    "access": {"end_session", "exchange_link", "lend_app_role", "prune", "token_of", "visit_of"},
    "audit": {"prune", "snapshot", "tenants"},
    "backup": {"restore", "take"},
    "buttons": {"prune"},
    "crypto": {"fingerprint", "new_key"},
    "database": {"database_time", "migrations"},
    "exports": {"prune"},
    "delivery": {"held_since", "hold", "in_the_way", "limits", "release"},
    "health": {"outbox_figures", "prove_writing", "schema_is_current"},
    "heard": {"prune"},
    "mail": {"counts", "doubt", "due", "set_aside", "troubles"},
    "outbox": {
        "claim",
        "has_mail",
        "hold_what_is_read",
        "next_due",
        "prune",
        "settle_lost_leases",
        "to_person",
        "wait_briefly",
    },
    "people": {"any_one"},
    "photo_links": {"behind_link", "use_link"},
    "photos": {"prune"},
    "printable": {"is_printed"},
    "rosters": {"claim"},
    "rows": {"insert_later", "insert_new", "insert_once", "run", "table_of", "write_waiting"},
    "rotation": {"rotate", "sealed_tables", "versions", "without_key"},
    "inline": {"begin", "wait_until"},
    "sealing": {"keeps_sealed", "opened_values", "sealed", "sealed_values"},
    "stories": {"prune"},
    "disturbances": {"prune"},
    "forums": {"nudge_due"},
    "follow_ups": {"due", "prune"},
    "agenda": {"prune"},
    "incident_drafts": {"prune"},
    "incident_patterns": {"is_told"},
    "incidents": {"due", "prune"},
    "personal_data": {"columns_of_people", "kept_tables", "name_of"},
    "ballot": {"round_on"},
    "check_in_closing": {"abandon", "cleared", "destroy_keys", "due", "prune", "with_traces"},
    "check_in_opening": {"due_unit"},
    "check_ins": {"keys_of"},
    "month_keys": {"last_day", "month_of"},
    "releases": {"body_of"},
}
SOUTH = "00000000-0000-4000-8000-0000000000e2"
Function = Callable[..., Any]


def public() -> Iterator[tuple[str, str, Function]]:
    """Every function of storage that others may call."""
    for module in pkgutil.iter_modules(storage.__path__):
        if not module.ispkg:
            inside = importlib.import_module(f"storage.{module.name}")
            for name, function in vars(inside).items():
                ours = inspect.isfunction(function) and function.__module__ == inside.__name__
                if ours and not name.startswith("_"):
                    yield module.name, name, function


def of_a_tenant(function: Function) -> bool:
    hints = get_type_hints(function)
    return "tenant_id" in hints or any(_is_row(hint) for name, hint in hints.items() if name != "return")


def _is_row(hint: Any) -> bool:
    if isinstance(hint, type) and issubclass(hint, SQLModel):
        return hint is not SQLModel
    return any(_is_row(part) for part in get_args(hint) if get_args(hint)[:1] != (SQLModel,))


FUNCTIONS = {
    f"{module}.{name}": function
    for module, name, function in public()
    if of_a_tenant(function) and module not in ("rows", "sealing")
}


def test_every_function_is_of_a_tenant_or_known_to_be_for_all() -> None:
    others: dict[str, set[str]] = {}
    for module, name, function in public():
        if not of_a_tenant(function):
            others.setdefault(module, set()).add(name)
    assert others == FOR_ALL
    assert len(FUNCTIONS) > 60


class Asking:
    """What to give a function, by the name or the type of its parameter. `strange`: ids of the neighbour's."""

    def __init__(self, session: Session, now: datetime, person_id: str, *, strange: bool) -> None:
        self.session, self.now, self.person_id, self.strange = session, now, person_id, strange

    async def gifts(self) -> Mapping[Any, Any]:
        session, now = self.session, self.now
        kinds: tuple[type[SQLModel], ...] = (AgendaPoint, Button, FollowUp, Forum, Heard)
        row: dict[Any, Any] = {kind: await self._one(kind) for kind in kinds}
        row[Outgoing] = await self._one(Outgoing, Outgoing.state == State.SENDING)
        consent = await self._one(StoryConsent, StoryConsent.person_id == BENTE)
        story = await self._one(Story, Story.id == consent.story_id)
        row |= {StoryConsent: consent, Story: story, Team: await self._one(Team), Person: await self._me()}
        row[RoleGrant] = await self._one(RoleGrant, col(RoleGrant.handed_over_until).is_not(None))
        row[IncidentRules] = await self._one(IncidentRules)
        row |= self._words(row) | self._things(row) | await rounds.gifts(session, self._id)
        row |= await an_incident.gifts(session, now, self._id)
        row |= await a_photo.gifts(session, self._id) | await an_issue.gifts(session, self._id)
        return row | {Session: session, datetime: now}

    async def _one(self, kind: type[SQLModel], *where: Any) -> Any:
        table = kind.__table__  # type: ignore[attr-defined]
        found: Any = await self.session.exec(
            select(kind).where(table.c.tenant_id == TENANT, *where).order_by(*table.primary_key)
        )
        return found.first()

    async def _me(self) -> Person:
        return await self.session.get_one(Person, (TENANT, self.person_id))

    def _id(self, table: str, known: str, column: str = "id") -> str:
        return canary(OTHER_TENANT, table, column).replace(" ", "-") if self.strange else known

    def _words(self, row: Mapping[Any, Any]) -> dict[str, Any]:
        """Parameters that are strings, or mean something by their name."""
        return {
            "tenant_id": TENANT,
            "label": "digest",
            "act": row[Button].act,
            "object_id": row[Story].id,
            "token": self._id("button", row[Button].token, "token"),
            "person_id": self._id("person", BENTE),
            "conversation_id": row[Button].conversation_id,
            "service_url": "https://smba.trafficmanager.net/emea/",
            "activity_id": "activity",
            "mark": self._id("heard", row[Heard].mark, "mark"),
            "answer": "{}",
            "subject": self._id("incident", "an-incident"),
            "story_id": self._id("story", row[Story].id),
            "story_ids": [self._id("story", row[Story].id)],
            "consent_id": self._id("story_consent", row[StoryConsent].id),
            "point_id": self._id("agenda_point", row[AgendaPoint].id),
            "point_ids": [self._id("agenda_point", row[AgendaPoint].id)],
            "note_id": self._id("outbox", row[Outgoing].id),
            "key": self._id("outbox", row[Outgoing].key, "key"),
            "team_id": self._id("team", NORD),
            "unit_id": self._id("unit", GRENAA),
            "group_id": self._id("team", GROUP, "teams_group_id"),
            "name": "Kanarie0",
            "text": f"{canary(OTHER_TENANT, 'person', 'name')} har sunget.",
            "body": "Vi gik en tur.",
            "owner": row[Outgoing].owner or "test",
            "reason": "redirect",
            "administrators": [NADIA, self._id("person", ANNE)],
            "but": (),
            "first": (self._id("person", BENTE),),
            "asks": [consents.Ask(KAREN, ConsentReason.ABOUT_HER)],
            "meets_at": self.now + timedelta(days=7 if self.strange else 0),
            "starts": IsoWeek.of(self.now).starts(),
            "ends": IsoWeek.of(self.now).ends(),
            "limit": 1000,
            "skip": 0,
            "count": 3,
            "per_second": 30,
            "patience": timedelta(0),
            "members": [rosters.Listed(self._id("person", BENTE), "Bente"), rosters.Listed("new-id", "Ny")],
            "wanted": organisation_of_the_town(),
            "schedule": Schedule(Rhythm(2, self.now.time(), Cadence.WEEKLY, self.now.date())),
            "topic": Topic.ATTENDANCE,
            "topics": tuple(Topic),
            "forum_id": self._id("forum", NORD),
            "forum_ids": [self._id("forum", NORD)],
            "week": str(IsoWeek.of(self.now)),
            "reachable": True,
            "words": ["kanarie0"],
            "together": [(row[Forum], Occasion(IsoWeek.of(self.now), self.now))],
            "before": self.now + timedelta(days=30),
            "message": "agenda",
            "run_id": self._id("follow_up", row[FollowUp].id),
            "plan": follow_up.steps(follow_up.DEFAULT, row[FollowUp].started_on),
            "moment": self.now,
            "moments": [self.now],
            "started_on": self.now.date(),
            "checked_on": self.now.date(),
            "advance": lambda done, total: None,
            "by": self._id("person", KAREN),
            "grants": [row[RoleGrant]],
            "origin": "Beredskabsplanen",
        }

    def _things(self, row: Mapping[Any, Any]) -> dict[Any, Any]:
        """Parameters that are known by their type."""
        note = outbox.Note(
            "a-key",
            "agenda",
            row[AgendaPoint].id,
            DeliveryClass.NUDGE,
            self.now,
            team_id=NORD,
            replaces="card",
        )
        return {
            Purpose: Purpose.LINK,
            Role: Role.LEADER,
            State: State.DELIVERED,
            ConsentAnswer: ConsentAnswer.YES,
            outbox.Note: note,
            stories.Wording: stories.Wording("", "Ny tekst", Theme.CITIZEN_FOCUS, NameShown.NONE, GRENAA),
            float | None: None,
            datetime | None: self.now,
            role_grants.Change: role_grants.Change(
                self._id("person", BENTE), Role.LEADER, self._id("unit", GRENAA), given=True
            ),
            follow_up.Model: follow_up.Model((2, 6, 14), follow_up.Counted.WORKING, talk=False),
            Rules: Rules(calls_hours=48),
            consents.Ask: consents.Ask(KAREN, ConsentReason.ABOUT_HER),
        }

    async def call(self, name: str) -> Any:
        """The function's answer, and the objects it was given, which it may have changed."""
        function, gifts = FUNCTIONS[name], await self.gifts()
        gifts, hints = {**gifts, **await self._especially(name)}, get_type_hints(function)
        given = {name: gifts[name] if name in gifts else gifts[hints[name]] for name in _parameters(function)}
        answer = function(**given)
        answer = await answer if inspect.isawaitable(answer) else answer
        await self.session.run_sync(write_waiting)
        return answer, [one for one in given.values() if isinstance(one, SQLModel)]

    async def _especially(self, name: str) -> dict[str, Any]:
        """Where what fits most functions would find nothing."""
        draft = await self._one(Story, Story.state == StoryState.DRAFT)
        withdrawn = await self._one(Story, Story.state == StoryState.WITHDRAWN)
        button = await self._one(Button)
        dropped = await self._one(Outgoing, Outgoing.state == State.DROPPED)
        card = await self._one(Outgoing, Outgoing.message == "agenda_refresh")
        again = outbox.Note("again", card.message, card.object_id, DeliveryClass.DEADLINE, self.now)
        again = replace(again, conversation_id=card.conversation_id, replaces=card.replaces)
        bente = await self.session.get_one(Person, (TENANT, BENTE))
        point, forum = await self._one(AgendaPoint), await self._one(Forum)
        mette = await self.session.get_one(Person, (TENANT, METTE))
        delivered = await self._one(Outgoing, Outgoing.state == State.DELIVERED)
        closed = await self._one(AgendaPoint, col(AgendaPoint.discussed_at).is_not(None))
        open_ = await self._one(AgendaPoint, col(AgendaPoint.discussed_at).is_(None))
        likely = await rounds.especially(self.session) | await an_incident.especially(self.session, self.now)
        likely |= await a_photo.especially(self.session) | await an_issue.especially(self.session)
        told = await self._one(AgendaPoint, col(AgendaPoint.told_at).is_not(None))
        likely |= {
            "agenda.still_told": {"point_ids": [told.id]},
            "buttons.find": {"person_id": button.person_id},
            "follow_ups.is_snoozed": {"plan": ()},
            "agenda.point_for": {"together": [(forum, Occasion(IsoWeek.parse(point.week), point.meets_at))]},
            "outbox.posted": {"key": delivered.key},
            "agenda.discuss": {"point": open_},
            "agenda.reopen": {"point": closed},
            "agenda.postpone": {"point": open_},
            "forums.meeting_with": {"meets_at": forum.next_meeting_at},
            "people.first_names": {"words": [first_name(bente.name)], "unit_id": bente.unit_id},
            "outbox.add_refresh": {"note": again},
            "outbox.revive": {"key": dropped.key},
            "outbox.waiting_for": {"person_id": KAREN},
            "rosters.put_off": {"claimed": self.now + timedelta(hours=1)},
            "people.called": {"name": bente.name[:5]},
            "role_grants.candidates_called": {"name": bente.name[:5]},
            "role_grants.holds": {"person_id": METTE},
            "role_grants.take": {"person_id": METTE},
            "role_grants.told_of": {"key": f"given-role|{METTE}|{Role.LEADER}|{GRENAA}|now"},
            "people.named": {"text": f"{bente.name} og {canary(OTHER_TENANT, 'person', 'name')}"},
            "stories.discard_draft": {"story_id": draft.id},
            "stories.drafted": {"body": draft.body},
            "stories.withdrawn": {"story_id": withdrawn.id},
            "teams.by_channel": {"conversation_id": (await self._one(Team)).conversation_id},
            "forums.is_due": {"now": self.now + timedelta(days=30)},
            "teams.unbound_match": {"group_id": SOUTH},
            "hand_overs.hand_over": {"leader": mette},
            "hand_overs.take_back": {"leader": mette},
            "hand_overs.led_by": {"leader": mette},
            "hand_overs.told_of": {"key": f"watch|{METTE}|{GRENAA}|{JONAS}|now"},
        }
        sending = await self._one(Outgoing, Outgoing.state == State.SENDING)
        # Whoever is not of the tenant is refused by the database itself.
        always = (
            rounds.ALWAYS
            | an_incident.ALWAYS
            | await an_issue.always(self.session)
            | {
                "outbox.recipients": {"rows": [sending]},
                "outbox.arrived": {"sent": [(sending, "activity")]},
                "disturbances.take": {"person_id": BENTE},
                "disturbances.take_first": {"person_id": BENTE},
                "check_in_talks.begin": {
                    "round_id": (await self._one(CheckInTalk)).round_id,
                    "team_id": NORD,
                },
            }
        )
        return always.get(name, {}) if self.strange else always.get(name) or likely.get(name, {})


def _parameters(function: Function) -> list[str]:
    return list(inspect.signature(function).parameters)


async def a_full_day(town: Town) -> None:
    """Something of everything: also what is withdrawn, still asked for, not sent yet, and without a channel."""
    await a_day(town)
    async with town.database.write() as session:
        anne = await session.get_one(Person, (TENANT, ANNE))
        (await session.get_one(Person, (TENANT, BENTE))).language = "da"
        team = Team(tenant_id=TENANT, id="team-syd", unit_id=GRENAA, name="Team Syd", teams_group_id=SOUTH)
        session.add(team)
        (await session.get_one(Team, (TENANT, NORD))).roster_due_at = town.clock() + timedelta(hours=1)
        # The neighbour that moves in next door is to have members like these.
        listed = [rosters.Listed(ANNE, "Anne"), rosters.Listed(METTE, "Mette", owns=True)]
        await rosters.store(session, TENANT, NORD, listed, town.clock())
        await follow_ups.start(session, anne, ["Birk"], town.clock())
        own = {"text": "Ring til HR.", "owner": "HR", "checked_on": town.clock().date()}
        await follow_ups.set_model(session, TENANT, follow_up.DEFAULT, town.clock(), **own)  # type: ignore[arg-type]
        for body in ("Den ene gik vi en tur.", "Den anden gik vi en tur."):
            story = await stories.draft(session, anne, body, town.clock())
            wording = stories.Wording("", body, Theme.CITIZEN_FOCUS, NameShown.NONE, GRENAA)
            ask = consents.Ask(KAREN, ConsentReason.ABOUT_HER)
            (question,) = await stories.submit(session, story, wording, [ask], town.clock())
            note = outbox.consent_request(question, town.clock())
            await outbox.add(session, TENANT, note, town.clock())
        await stories.withdraw(session, story, town.clock())
        forum = await session.get_one(Forum, (TENANT, NORD))
        mette, until = await session.get_one(Person, (TENANT, METTE)), town.clock() + timedelta(days=2)
        (_,) = await hand_overs.hand_over(session, mette, GRENAA, until, town.clock())
        hours = {"origin": "MED", "owner": "AMO", "checked_on": town.clock().date()}
        await incident_rules.set_rules(session, TENANT, Rules(police_hours=70), **hours)  # type: ignore[arg-type]
        for weeks in (2, 3):  # the neighbour is one week ahead
            meets_at = town.clock() + timedelta(weeks=weeks)
            point = await agenda.point_for(
                session, [(forum, Occasion(IsoWeek.of(meets_at), meets_at))], town.clock()
            )
        forums.set_topics(forum, tuple(Topic))
        point.discussed_at = town.clock()
        agenda.agree(point, "Vi bytter de to tunge morgener", town.clock())
        agenda.tell(point, town.clock())
        (_,) = await outbox.claim(session, "test", town.clock(), limit=1)
        await rounds.hold_rounds(session, town.clock())
        await an_incident.happens(session, town.clock())
        await a_photo.is_sent(session, town.clock())
        await an_issue.comes_out(session, town.clock())


def cases(function: Function) -> Iterator[tuple[str, bool]]:
    """As whom, and whether with the neighbour's ids. Where nobody asks, it does not matter who does."""
    people = (ANNE, BENTE, KAREN) if Person in get_type_hints(function).values() else (ANNE,)
    yield from product(people, (False, True))


async def asked(town: Town, name: str, person: str, strange: bool) -> tuple[str, Any]:
    """What the function tells, and how the neighbour's rows stand after it. Nothing of it stays."""
    async with town.database.read() as session:
        try:
            answer = told(await Asking(session, town.clock(), person, strange=strange).call(name))
        except (HeardBefore, NoResultFound, NotThese, Sealed) as refused:
            answer = repr(refused)
        after = await rows_of(session, OTHER_TENANT)
        await session.rollback()
    return answer, after


@pytest.fixture
def same_dice(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Throws them anew: what is random comes out the same, so that whole answers can be compared."""

    def throw() -> None:
        dice = Random(1)
        monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=dice.getrandbits(128), version=4))
        monkeypatch.setattr("secrets.randbelow", dice.randrange)
        monkeypatch.setattr("secrets.token_urlsafe", lambda _: f"{dice.getrandbits(128):x}")
        monkeypatch.setattr("storage.ballot.os.urandom", dice.randbytes)

    return throw


async def all_answers(
    town: Town, throw: Callable[[], None], some: Some
) -> dict[tuple[str, str, bool], tuple[str, Any]]:
    found = {}
    every = [(name, *case) for name, function in FUNCTIONS.items() for case in cases(function)]
    for name, person, strange in some(every, 3):
        throw()
        found[name, person, strange] = await asked(town, name, person, strange)
    return found


async def test_no_function_tells_or_changes_anything_of_another_tenant(
    town: Town, same_dice: Callable[[], None], some: Some
) -> None:
    """Each is asked in a database where there is nobody else, and again when the neighbour has moved in:
    the answers are the same to the letter, and the neighbour's rows are as they were.
    """
    await a_full_day(town)
    alone = await all_answers(town, same_dice, some)
    async with town.database.write() as session:
        await move_in(session, TENANT, OTHER_TENANT)
        neighbour = await rows_of(session, OTHER_TENANT)
    assert {table.name for table in TABLES if not neighbour[table.name]} == set(), "a row in every table"
    together = await all_answers(town, same_dice, some)
    assert [case for case, (answer, _) in together.items() if answer != alone[case][0]] == []
    assert [case for case, (_, after) in together.items() if after != neighbour] == []
    assert _silent(alone) == set(), "else it would be no wonder that they tell nothing of the neighbour"


def _silent(answers: Mapping[tuple[str, str, bool], tuple[str, Any]]) -> set[str]:
    """The functions that ought to tell something, and have told nothing to anybody."""
    nothing = ("None, ", "False, ", "0, ", ", ")
    speaking = {name for (name, _, _), (answer, _) in answers.items() if not answer.startswith(nothing)}
    asked = {n for n, f in FUNCTIONS.items() if all((n, *case) in answers for case in cases(f))}
    telling = {n for n, f in FUNCTIONS.items() if get_type_hints(f)["return"] is not type(None)}
    return telling & asked - speaking


async def test_the_administrators_list_names_people_of_the_messages_own_tenant(town: Town) -> None:
    """`medvind outbox` is about all tenants; a message to somebody here must not show a namesake's name there."""
    await a_full_day(town)
    async with town.database.write() as session:
        await move_in(session, TENANT, OTHER_TENANT)
        refused = update(Outgoing).where(col(Outgoing.tenant_id) == TENANT).values(state=State.REFUSED)
        await session.exec(refused)
        found = await mail.troubles(session, 100)
    assert len(found) > 3
    assert OTHER_TENANT not in told(found)
