"""The linkage game as it is in the service: asked by message, opened as a card, answered with a press."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Any

from dialogs.base import Place
from dialogs.screens import CheckInCard, CheckInThanks
from domain.check_in import CheckInAnswer
from storage import heard
from storage.database import Database
from storage.tables import CheckInRound, CheckInTeam
from tests.check_ins.dump import Dump, Row, dump
from tests.check_ins.linkage import SIZE, Played, Secret, evidence, secret_of
from tests.check_ins.parish import ASKED, OPENS, colleagues, person_id, settle
from tests.databases import KEYS
from tests.storage.test_rotation import opened, raw_values
from tests.stories import rows
from tests.town import TENANT, Town

ANSWERS = {CheckInAnswer.CLEARLY.value: 1, CheckInAnswer.NO.value: -1}


@dataclass(frozen=True)
class Trail:
    """What else of the two is in the database: every row of theirs, and every text that the data key opens."""

    elder: Sequence[tuple[str, Row]]
    younger: Sequence[tuple[str, Row]]
    elder_texts: Sequence[str]
    younger_texts: Sequence[str]


async def play(town: Town, rounds: int, dice: Random) -> tuple[Played, Sequence[Trail]]:
    secrets = await _asked(town, rounds, dice)
    versions = defaultdict[str, list[bytes]](list)
    await _watch(town, versions)
    turns = [(moment, secret) for moment in range(SIZE) for secret in dice.sample(secrets, len(secrets))]
    for number, (moment, secret) in enumerate(turns):
        town.clock.now += timedelta(seconds=7)
        await press(town, secret.people[secret.order[moment]], secret.answers[secret.order[moment]])
        if number % rounds == rounds - 1:
            await _watch(town, versions)
    while_open = await dump(town.database)
    trails = await _trails(town.database, while_open, secrets)
    town.clock.set("2026-12-07 08:00")
    await town.tick()
    return Played(
        evidence(secrets, versions, while_open, await dump(town.database), TENANT), secrets, while_open.raw
    ), trails


async def _asked(town: Town, rounds: int, dice: Random) -> list[Secret]:
    """Six in each of so many teams; their rounds are open, and they have their invitations."""
    first = {f"hold-{number}": 100 + SIZE * number for number in range(rounds)}
    await settle(town, *(colleagues(SIZE, team, first=number) for team, number in first.items()))
    for moment in (OPENS, ASKED):
        town.clock.set(moment)
        await town.tick()
    held = {row.team_id: row.round_id for row in await rows(town, CheckInTeam)}
    people = {team: [person_id(number + n) for n in range(SIZE)] for team, number in first.items()}
    return [secret_of(held[team], ids, dice) for team, ids in people.items()]


async def _watch(town: Town, versions: dict[str, list[bytes]]) -> None:
    for row in await rows(town, CheckInRound):
        versions[row.id].append(row.tally)


def _here(town: Town, person: str, activity: str) -> Place:
    return replace(town.chat(person).here, activity_id=f"f:{person}:{activity}")


async def press(town: Town, person: str, answer: CheckInAnswer) -> None:
    """As Teams sends it: every message and every press has an id of its own."""
    speaker = town.chat(person).speaker
    (card,) = (await town.talk.hear(speaker, _here(town, person, "says"), "tjek ind")).screens
    assert isinstance(card, CheckInCard)
    value = {"do": "checkin.answer", "token": card.token, "answer": answer.value}
    said = await town.talk.press(speaker, _here(town, person, "taps"), value, lambda said: repr(said.screens))
    assert isinstance(said.screens[0], CheckInThanks)


async def _trails(database: Database, seen: Dump, secrets: Sequence[Secret]) -> Sequence[Trail]:
    by_person = defaultdict[str, list[tuple[str, Row]]](list)
    names = {name: person for secret in secrets for person in secret.people for name in _names(person)}
    for table, found in seen.tables.items():
        for row in found:
            for person in {names[word] for word in _words(row.cells) if word in names}:
                by_person[person].append((table, row))
    texts = defaultdict[str, list[str]](list)
    for place, value in await raw_values(database):
        for word in place:
            if word in names:
                texts[names[word]] += opened(KEYS, [(place, value)])
    pairs = [[secret.people[one] for one in secret.pair] for secret in secrets]
    return [Trail(by_person[a], by_person[b], texts[a], texts[b]) for a, b in pairs]


def _names(person: str) -> Iterator[str]:
    """By which a row can be known as hers: the id, and the marks of what she sent, which anybody can make."""
    yield person
    for activity in ("says", "taps"):
        conversation, id = f"terminal:{person}", f"f:{person}:{activity}"
        yield heard.mark_of(TENANT, person, conversation, id)


def _words(cells: Mapping[str, Any]) -> Iterator[str]:
    for cell in cells.values():
        yield from str(cell).replace("|", " ").split()


def _told(rows: Sequence[tuple[str, Row]], texts: Sequence[str]) -> int:
    """Whether an answer stands there in so many words."""
    words = [word for _, row in rows for word in _words(row.cells)] + list(texts)
    return sum(value for answer, value in ANSWERS.items() if any(word == answer for word in words))


def guesses(trail: Trail) -> dict[str, bool]:
    """Was it the elder who said "clearly"? By how much there is of each, where, when, and in what words."""

    def size(rows: Sequence[tuple[str, Row]]) -> int:
        return sum(len(str(cell)) for _, row in rows for cell in row.cells.values())

    def last(rows: Sequence[tuple[str, Row]]) -> str:
        return max(
            (str(cell) for _, row in rows for name, cell in row.cells.items() if name.endswith("_at")),
            default="",
        )

    def places(rows: Sequence[tuple[str, Row]]) -> list[tuple[str, tuple[int, ...]]]:
        return sorted((table, row.place) for table, row in rows)

    elder, younger = trail.elder, trail.younger
    return {
        "by_number_of_rows": len(elder) > len(younger),
        "by_size_of_rows": size(elder) > size(younger),
        "by_last_moment": last(elder) < last(younger),
        "by_place_of_rows": places(elder) < places(younger),
        "by_words": _told(elder, trail.elder_texts) > _told(younger, trail.younger_texts),
        "by_length_of_texts": sum(map(len, trail.elder_texts)) > sum(map(len, trail.younger_texts)),
    }
