"""The data map: what every column that can hold text is for, and how it is kept (safety.md T10, T22).

Whatever people write, what they are called, and the ids that lead to their chats are sealed. What is not
sealed has a form, in which no sentence fits: a new column for free text fails here until it is sealed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Boolean, Date, Integer, LargeBinary
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

from bot.clock import wall_clock
from bot.demo.seed import seed
from bot.web.desk.take import CLIPBOARD
from dialogs.registry import ACTS
from dialogs.rhythm_form import TOPICS
from digest.formats import Format
from domain.anonymity import Band, Finding, Level
from domain.audit import Act
from domain.check_in import CheckInQuestion
from domain.deck import CARDS
from domain.follow_up import Counted
from domain.incident import Offer, OfficialReport, OpenState, Part
from domain.incident_clocks import Step
from domain.kinds import (
    Cadence,
    ConsentAnswer,
    ConsentReason,
    ContactKind,
    ForumKind,
    NameShown,
    Role,
    StoryKind,
    StoryState,
    Theme,
    Topic,
)
from domain.newsletter import EditAnswer, Reason
from nudges.registry import BY_MESSAGE
from storage import tables
from storage.access import Purpose
from storage.ballot import WIPED_SECRET, WIPED_TALLY
from storage.check_in_talks import TrialOutcome
from storage.check_ins import State as RoundState
from storage.columns import UtcDateTime
from storage.outbox import DeliveryClass, State
from storage.releases import Group, body_of
from storage.sealing import Sealed, seals_of
from tests.storage.day import a_day
from tests.storage.populated import CLASSES, RAW
from tests.town import Town
from texts.catalogue import LANGUAGES, texts

TABLES = SQLModel.metadata.tables
assert tables, "importing the tables fills the metadata"


@dataclass(frozen=True)
class Kept:
    """How a column is kept. `form`: what stands in it when it is not sealed; `why` it may stand there."""

    why: str
    form: str = ""


def one_of(words: Iterable[object], why: str = "the code needs it to choose rows by") -> Kept:
    return Kept(why, "|".join(map(re.escape, sorted(map(str, words)))))


ENTRA = Kept("Entra's id of a person: without the directory it names nobody", r"[0-9a-z-]{1,64}")
OURS = Kept("a random id, or one from the import file: says nothing by itself", r"[0-9A-Za-z_-]{1,64}")
TENANT = Kept("Entra's id of the municipality; empty for the service itself", r"[0-9a-z-]{0,64}")
HASH = Kept("a hash of a secret of 32 random bytes: it cannot be guessed back", r"[0-9a-f]{64}")
SEAL = Kept("a link of the trail: it takes the trail's own secret to make", r"([0-9a-f]{64})?")
KEYED = Kept("looks a sealed value up: a hash that takes the data key to make", r"[0-9a-f]{32}")
PRINT = Kept("looks up what nobody can guess: a plain hash of Teams' own ids", r"[0-9a-f]{40}")
NAME = Kept("the organisation's own name of a part of itself, as on its website", r".+")
REGION = Kept("the address of Teams' servers in a region: the same for everybody", r"https://[\w./-]+")
WEEK = Kept("an ISO week: which meeting it is", r"\d{4}-W\d\d")
CLOCK = Kept("a time of day", r"\d\d:\d\d")
TOKEN = Kept("what a card carries: opens only for whom and where it was made", r"[\w-]{22}")
MARK = Kept("a one-way mark: it takes the secret of the round to make, and goes with it", r"[0-9a-f]{32}")
QUESTION, LEVEL = "|".join(CheckInQuestion), "|".join(Level)
TOLD = rf'"band": "(5-9|10-19|20\+)", "divided": (true|false), "half_steps": ([0-6]|null), "level": "({LEVEL})", '
FINDING = rf'{{({TOLD})?"question": "({QUESTION})"}}'
RAW_NAMES = {f"{table}.{column}" for table, column in RAW}
TREES = (tree for language in LANGUAGES for tree in texts(language).phrases("follow-up-word-phrases"))
TREE = f"({'|'.join(TREES)})( [0-9]+)?"
SEALED = {
    "agenda_point.agreement": "what people write",
    "api_token.label": "what the administrator calls it, perhaps by whoever has it",
    "audit_head.secret": "whoever has it can forge the trail",
    "button.conversation_id": "leads to a person's chat",
    "button.object_id": "may hold the name of a colleague whose words were caught",
    "check_in_talk.trial": "what people write",
    "contact.name": "may be a person's",
    "contact.note": "free text",
    "contact.number": "may be a person's own",
    "contact.owner": "may be a person's name",
    "follow_up_model.owner": "may be a person's name",
    "follow_up_model.text": "what the municipality writes",
    "heard.answer": "quotes what was written",
    "incident.got_help": "what somebody answers about her own help",
    "incident.audience": "tells the kind where it is narrow",
    "incident.kind": "what somebody was exposed to",
    "incident.place": "where, which with the unit may tell of a citizen",
    "incident.police": "what the injured person decides",
    "incident.police_note": "what people write",
    "incident.small": "what somebody was exposed to",
    "incident.what_before": "what people write",
    "incident.what_happened": "what people write",
    "incident.what_was_done": "what people write",
    "incident.who_did_it": "what somebody was exposed to",
    "incident_draft.taps": "what somebody was exposed to, as far as she has got",
    "incident_offer.answer": "whether somebody wants help",
    "incident_question.answer": "what people write",
    "incident_question.question": "what people write",
    "incident_rules.origin": "what the municipality writes",
    "incident_rules.owner": "may be a person's name",
    "newsletter.agreements": "what people write",
    "newsletter.area": "kept with what was printed",
    "newsletter.title": "what people write",
    "newsletter_export.label": "what the administrator calls it, perhaps by whoever has it",
    "newsletter_export.stories": "which stories, and so whose, went where",
    "newsletter_item.alt_text": "what people write",
    "newsletter_item.body": "what people write",
    "newsletter_item.byline": "a person's name and title",
    "newsletter_item.title": "what people write",
    "newsletter_item.unit_name": "with the byline it may name one person",
    "outbox.activity_id": "leads to a message",
    "outbox.conversation_id": "leads to a person's chat",
    "outbox.replaces": "leads to a message",
    "person.conversation_id": "leads to a person's chat",
    "person.name": "a person's name",
    "person.title": "with the unit it may name one person",
    "story.body": "what people write",
    "story.title": "what people write",
    "story_photo.alt_text": "what people write",
    "story_photo.image": "may show a person",
    "story_version.body": "what people write",
    "story_version.title": "what people write",
    "team.conversation_id": "leads to the team's channel",
}
OPEN = {
    "agenda_point.forum_id": OURS,
    "agenda_point.id": OURS,
    "agenda_point.tenant_id": TENANT,
    "agenda_point.week": WEEK,
    "agenda_question.card": one_of(CARDS),
    "agenda_question.forum_id": OURS,
    "agenda_question.point_id": OURS,
    "agenda_question.tenant_id": TENANT,
    "agenda_question.topic": one_of(Topic),
    "api_token.tenant_id": TENANT,
    "api_token.token_hash": HASH,
    "area.id": OURS,
    "area.name": NAME,
    "area.tenant_id": TENANT,
    "audit.act": one_of(Act),
    "audit.person_id": ENTRA,
    "audit.seal": SEAL,
    "audit.subject": OURS,
    "audit.tenant_id": TENANT,
    "audit_head.anchor": SEAL,
    "audit_head.newest": SEAL,
    "audit_head.seal": SEAL,
    "audit_head.tenant_id": TENANT,
    "button.act": one_of(ACTS),
    "button.person_id": ENTRA,
    "button.tenant_id": TENANT,
    "button.token": TOKEN,
    "card_draw.card": one_of(CARDS),
    "card_draw.forum_id": OURS,
    "card_draw.tenant_id": TENANT,
    "card_draw.topic": one_of(Topic),
    "check_in_eligible.mark": MARK,
    "check_in_eligible.round_id": OURS,
    "check_in_eligible.tenant_id": TENANT,
    "check_in_release.body": Kept("what was told of a round: the question and a finding, no counts", FINDING),
    "check_in_release.level": one_of(Group),
    "check_in_release.node_id": OURS,
    "check_in_release.tenant_id": TENANT,
    "check_in_round.id": OURS,
    "check_in_round.question": one_of(CheckInQuestion),
    "check_in_round.state": one_of(RoundState),
    "check_in_round.tenant_id": TENANT,
    "check_in_round.unit_id": OURS,
    "check_in_taken.round_id": OURS,
    "check_in_taken.tenant_id": TENANT,
    "check_in_taken.token": MARK,
    "check_in_talk.outcome": one_of(["", *TrialOutcome]),
    "check_in_talk.round_id": OURS,
    "check_in_talk.team_id": OURS,
    "check_in_talk.tenant_id": TENANT,
    "check_in_team.round_id": OURS,
    "check_in_team.team_id": OURS,
    "check_in_team.tenant_id": TENANT,
    "contact.id": OURS,
    "contact.kind": one_of(ContactKind),
    "contact.tenant_id": TENANT,
    "delivery.tenant_id": TENANT,
    "disturbance.message": one_of(BY_MESSAGE),
    "disturbance.person_id": ENTRA,
    "disturbance.tenant_id": TENANT,
    "disturbance.week": WEEK,
    "follow_up.id": OURS,
    "follow_up.leader_id": ENTRA,
    "follow_up.tenant_id": TENANT,
    "follow_up.word": Kept("one of our thirty trees: she alone knows whom it is about", TREE),
    "follow_up_model.counted": one_of(Counted),
    "follow_up_model.days": Kept("which days of an absence", r"[0-9]{1,2}(-[0-9]{1,2}){0,4}"),
    "follow_up_model.tenant_id": TENANT,
    "forum.cadence": one_of(Cadence),
    "forum.convenor_id": ENTRA,
    "forum.held_week": WEEK,
    "forum.id": OURS,
    "forum.kind": one_of(ForumKind),
    "forum.meets_at": CLOCK,
    "forum.moved_week": WEEK,
    "forum.name": NAME,
    "forum.next_week": WEEK,
    "forum.sleeps": CLOCK,
    "forum.team_id": OURS,
    "forum.tenant_id": TENANT,
    "forum.topics": one_of(TOPICS),
    "forum.unit_id": OURS,
    "forum.wakes": CLOCK,
    "heard.mark": PRINT,
    "heard.tenant_id": TENANT,
    "incident.debriefing": one_of(["", "yes", "no"]),
    "incident.hit_id": ENTRA,
    "incident.id": OURS,
    "incident.official_report_status": one_of(OfficialReport),
    "incident.reporter_id": ENTRA,
    "incident.state": one_of(OpenState),
    "incident.tenant_id": TENANT,
    "incident.unit_id": OURS,
    "incident_draft.person_id": ENTRA,
    "incident_draft.tenant_id": TENANT,
    "incident_offer.incident_id": OURS,
    "incident_offer.offer": one_of(Offer),
    "incident_offer.person_id": ENTRA,
    "incident_offer.tenant_id": TENANT,
    "incident_part.incident_id": OURS,
    "incident_part.part": one_of(Part),
    "incident_part.person_id": ENTRA,
    "incident_part.tenant_id": TENANT,
    "incident_question.asked_by": ENTRA,
    "incident_question.incident_id": OURS,
    "incident_question.position": Kept("which of the two questions", r"[12]"),
    "incident_question.tenant_id": TENANT,
    "incident_rules.tenant_id": TENANT,
    "incident_step.done_by": ENTRA,
    "incident_step.incident_id": OURS,
    "incident_step.step": one_of(Step),
    "incident_step.tenant_id": TENANT,
    "member.person_id": ENTRA,
    "member.team_id": OURS,
    "member.tenant_id": TENANT,
    "newsletter.link": Kept("where the municipality itself publishes it", r"(https://[!-~]{1,492})?"),
    "newsletter.published_by": ENTRA,
    "newsletter.tenant_id": TENANT,
    "newsletter.week": WEEK,
    "newsletter.without": Kept("random ids of agreements", r"([0-9a-f]{32}( [0-9a-f]{32})*)?"),
    "newsletter_export.format": one_of([*Format, CLIPBOARD, "feed-json", "feed-atom"]),
    "newsletter_export.id": OURS,
    "newsletter_export.person_id": ENTRA,
    "newsletter_export.tenant_id": TENANT,
    "newsletter_export.week": WEEK,
    "newsletter_item.photo_id": OURS,
    "newsletter_item.reason": one_of(Reason),
    "newsletter_item.story_id": OURS,
    "newsletter_item.tenant_id": TENANT,
    "newsletter_item.week": WEEK,
    "outbox.delivery_class": one_of(DeliveryClass),
    "outbox.id": OURS,
    "outbox.key": Kept("which occurrence it is: kind, ids, week or moment", r"[\w|.:+-]{1,200}"),
    "outbox.message": one_of(BY_MESSAGE),
    "outbox.object_id": OURS,
    "outbox.owner": Kept("which process has taken it: random", r"[0-9a-z]{1,32}"),
    "outbox.person_id": ENTRA,
    "outbox.reason": Kept(
        "our word, or Teams' code, for why it was not sent", r"[\w.-]{0,64}( [\w.-]{1,20}){0,3}"
    ),
    "outbox.replaces_mark": PRINT,
    "outbox.state": one_of(State),
    "outbox.team_id": OURS,
    "outbox.tenant_id": TENANT,
    "person.chat_mark": PRINT,
    "person.id": ENTRA,
    "person.language": one_of(LANGUAGES),
    "person.name_mark": KEYED,
    "person.service_url": REGION,
    "person.team_id": OURS,
    "person.tenant_id": TENANT,
    "person.unit_id": OURS,
    "role_grant.person_id": ENTRA,
    "role_grant.role": one_of(Role),
    "role_grant.tenant_id": TENANT,
    "role_grant.unit_id": Kept("a unit's id; empty means the whole area", r"[0-9A-Za-z_-]{0,64}"),
    "story.author_id": ENTRA,
    "story.id": OURS,
    "story.kind": one_of(StoryKind),
    "story.name_shown": one_of(NameShown),
    "story.state": one_of(StoryState),
    "story.tenant_id": TENANT,
    "story.theme": one_of(Theme),
    "story.unit_id": OURS,
    "story_consent.answer": one_of(ConsentAnswer),
    "story_consent.id": OURS,
    "story_consent.person_id": ENTRA,
    "story_consent.reason": one_of(ConsentReason),
    "story_consent.story_id": OURS,
    "story_consent.tenant_id": TENANT,
    "story_photo.id": OURS,
    "story_photo.story_id": OURS,
    "story_photo.tenant_id": TENANT,
    "story_version.answer": one_of(EditAnswer),
    "story_version.id": OURS,
    "story_version.person_id": ENTRA,
    "story_version.story_id": OURS,
    "story_version.tenant_id": TENANT,
    "team.channel_mark": PRINT,
    "team.id": OURS,
    "team.name": NAME,
    "team.service_url": REGION,
    "team.teams_group_id": Kept("Entra's id of the Teams team, from the import file", r"[0-9a-z-]{1,64}"),
    "team.tenant_id": TENANT,
    "team.unit_id": OURS,
    "unit.area_id": OURS,
    "unit.id": OURS,
    "unit.name": NAME,
    "unit.tenant_id": TENANT,
    "web_key.key_hash": HASH,
    "web_key.person_id": ENTRA,
    "web_key.purpose": one_of(Purpose),
    "web_key.tenant_id": TENANT,
}
# Bytes, sealed with what is in no backup: the round's own secret, and the key of the month.
LOCKED = {
    "check_in_round.tally": (WIPED_TALLY, "how often each answer was given: always as long"),
    "check_in_round.wrapped": (WIPED_SECRET, "the secret that the round's tokens and tally are made with"),
}
# Only what the organisation itself publishes has a name in the open.
NAMED = {"area.name", "forum.name", "team.name", "unit.name"}
WITHOUT_TEXT = (UtcDateTime, Date, Boolean, Integer)
SENTENCE = "Vi gik en tur ned til søen i dag."


def columns() -> dict[str, Any]:
    """Every column that can hold what somebody has written."""
    return {
        f"{table.name}.{column.name}": column.type
        for table in TABLES.values()
        for column in table.columns
        if not isinstance(column.type, WITHOUT_TEXT)
    }


def test_every_column_that_can_hold_text_is_on_the_map() -> None:
    assert sorted(columns()) == sorted(SEALED | OPEN | LOCKED)
    assert all(SEALED.values())
    assert all(kept.why and kept.form for kept in OPEN.values())


def test_there_are_only_kinds_of_columns_that_the_map_can_tell_apart() -> None:
    """JSON, pickles and plain bytes could hold anything."""
    kinds = {name: type(kind) for name, kind in columns().items()}
    assert {name for name, kind in kinds.items() if kind is Sealed} == set(SEALED)
    assert {name for name, kind in kinds.items() if kind is LargeBinary} == set(LOCKED) == set(RAW_NAMES)
    assert set(kinds.values()) <= {Sealed, AutoString, LargeBinary}


def test_what_a_round_keeps_locked_is_as_long_as_when_it_is_wiped() -> None:
    """Else its length would tell that it is over, or how many have answered."""
    assert {name: len(wiped) for name, (wiped, _) in LOCKED.items()} == {
        f"{table}.{column}": length for (table, column), length in RAW.items()
    }


@pytest.mark.parametrize("name", sorted(OPEN.keys() - NAMED))
def test_no_sentence_fits_where_nothing_is_sealed(name: str) -> None:
    assert not re.fullmatch(OPEN[name].form, SENTENCE)
    assert not re.fullmatch(OPEN[name].form, "Anne Holm") or name == "outbox.reason"


def test_what_is_told_of_a_round_is_its_finding_and_nothing_more() -> None:
    form = OPEN["check_in_release.body"].form
    told = [None, Finding(Band.FEW, Level.LOW), Finding(Band.MANY, Level.MIDDLE, 3, divided=True)]
    assert all(re.fullmatch(form, body_of(CheckInQuestion.HELP, one)) for one in told)


def test_what_looks_a_sealed_value_up_is_a_mark() -> None:
    marks = {
        f"{table.name}.{seal.type.mark}"
        for table in TABLES.values()
        for seal in seals_of(CLASSES[table.name])
        if seal.type.mark
    }
    assert {OPEN[mark] for mark in marks} <= {KEYED, PRINT}
    assert OPEN["person.name_mark"] is KEYED, "names can be guessed, so a plain hash would tell them"


async def test_what_stands_there_has_the_form_that_the_map_says(town: Town) -> None:
    """After a day of Medvind, and in the demo."""
    await a_day(town)
    await seed(town.database, wall_clock())
    wrong, seen = set(), set()
    async with town.database.read() as session:
        connection = await session.connection()
        for name, kept in OPEN.items():
            table, column = name.split(".")
            found = await connection.execute(
                TABLES[table].select().with_only_columns(TABLES[table].c[column])
            )
            values = {value for (value,) in found if value is not None}
            wrong |= {(name, value) for value in values if not re.fullmatch(kept.form, value)}
            seen |= {name} if values else set()
    assert wrong == set()
    assert len(seen) > 60, "it was a full day"
