"""`/metrics`: what an administrator can watch and set an alarm on, and nothing about anybody."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlmodel import col, update

from bot.logs import DOOR
from storage import delivery, outbox
from storage.outbox import DeliveryClass, State
from storage.tables import Outgoing
from tests.town import ANNE, OTHER_TENANT, TENANT, Town
from tests.web.desk import Desk, tells
from tests.web.teams_client import in_teams
from tests.web.watch import watching

NUDGE, DEADLINE = DeliveryClass.NUDGE, DeliveryClass.DEADLINE


@pytest.fixture
async def desk(town: Town) -> AsyncIterator[Desk]:
    """Without a running sender: what is put into the outbox stays there."""
    async with watching(town) as desk:
        yield desk


async def figure(desk: Desk, name: str, **labels: str) -> float:
    """One number of the page."""
    page = (await desk.get("/metrics")).text
    (value,) = [
        sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
        if sample.name == name and sample.labels == labels
    ]
    return float(value)


async def mail(
    town: Town, key: str, delivery_class: DeliveryClass, tenant: str = TENANT, **changed: object
) -> None:
    """A message due in an hour, and then as the test wants it."""
    due = town.clock() + timedelta(hours=1)
    note = outbox.to_person(
        ANNE, message="agenda", object_id=key, key=key, delivery_class=delivery_class, not_before=due
    )
    async with town.database.write() as session:
        assert await outbox.add(session, tenant, note, town.clock())
        if changed:
            await session.exec(update(Outgoing).where(col(Outgoing.key) == key).values(**changed))


async def test_how_deep_the_outbox_is(desk: Desk) -> None:
    """Over all tenants together; what has come to its end is not in it."""
    for number, state in enumerate([*State, State.WAITING]):
        tenant = TENANT if number % 2 else OTHER_TENANT
        await mail(desk.town, f"mail-{number}", DEADLINE, tenant, state=state, lease_until=None)
    page = (await desk.get("/metrics")).text
    depth = {
        (sample.labels["delivery_class"], sample.labels["state"]): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
        if sample.name == "medvind_outbox_messages"
    }
    nudges = {("nudge", state): 0 for state in ("waiting", "sending", "uncertain", "refused")}
    deadlines = {("deadline", state): 1 for state in ("sending", "uncertain", "refused")}
    assert depth == nudges | deadlines | {("deadline", "waiting"): 2}


async def test_how_long_what_is_due_has_been_lying(desk: Desk) -> None:
    await mail(desk.town, "nudge", NUDGE)
    desk.town.clock.now += timedelta(minutes=10)
    await mail(desk.town, "deadline", DEADLINE)
    ages = ("medvind_outbox_oldest_due_seconds", "medvind_outbox_deadline_due_seconds")
    assert [await figure(desk, age) for age in ages] == [0, 0], "nothing is due yet"
    desk.town.clock.now += timedelta(minutes=60, seconds=30)
    assert [await figure(desk, age) for age in ages] == [630, 30]


async def test_held_mail_is_told_and_still_ages(desk: Desk) -> None:
    """`/readyz` does not turn red for it; whoever watches must see it all the same."""
    await mail(desk.town, "deadline", DEADLINE)
    desk.town.clock.now += timedelta(hours=3)
    assert await figure(desk, "medvind_outbox_held") == 0
    async with desk.town.database.write() as session:
        await delivery.hold(session, desk.town.clock())
    assert await figure(desk, "medvind_outbox_held") == 1
    assert await figure(desk, "medvind_outbox_deadline_due_seconds") == 7200


async def test_messages_and_dropped_keys_are_counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way to her is not known yet, so that it is tried again."""
    await mail(desk.town, "agenda", DEADLINE, not_before=desk.town.clock())
    counts = []
    for _ in range(2):
        await desk.town.tick()
        counts.append(await figure(desk, "medvind_messages_total", message="agenda", outcome="retry"))
        desk.town.clock.now += timedelta(hours=1)
    assert counts[1] == counts[0] + 1
    monkeypatch.setattr(DOOR, "dropped", 7)
    assert await figure(desk, "medvind_log_keys_dropped_total") == 7


async def test_turns_are_counted_and_timed(town: Town) -> None:
    """From five milliseconds to ten seconds: Teams gives up after ten to fifteen."""
    async with in_teams(town) as teams:
        running = Desk(town, teams.client)
        counted = []
        for _ in range(2):
            await teams.says(ANNE, "hej")
            names = ("medvind_turns_total", "medvind_turn_seconds_count")
            counted.append([await figure(running, name, kind="message") for name in names])
        page = (await running.get("/metrics")).text
    assert counted[1] == [count + 1 for count in counted[0]]
    bounds = re.findall(r'medvind_turn_seconds_bucket\{kind="message",le="([^"]+)"\}', page)
    assert (bounds[0], bounds[-2:]) == ("0.005", ["10.0", "+Inf"])


async def test_no_label_is_about_anybody(desk: Desk) -> None:
    """Names from the code only: no tenant, no id, no word that somebody wrote."""
    await tells(desk.town, ANNE, title="Gulspurven")
    await mail(desk.town, "deadline", DEADLINE)
    await desk.town.tick()
    page = (await desk.get("/metrics")).text
    labels = {
        value
        for family in text_string_to_metric_families(page)
        if family.name.startswith("medvind_")
        for sample in family.samples
        for name, value in sample.labels.items()
        if name != "le"
    }
    assert {"deadline", "waiting"} <= labels
    assert [label for label in labels if not re.fullmatch("[a-z_]{1,40}", label)] == []


async def test_the_page_can_be_read_by_prometheus(desk: Desk) -> None:
    """Two registries are written one after the other: no family may be in both."""
    page = (await desk.get("/metrics")).text
    families = re.findall(r"^# TYPE (\S+)", page, re.M)
    assert len(families) == len(set(families)) > 5
