"""A day in Medvind's life with every log there is switched on: run in a process of its own by test_logs.

Every name, text, id and secret is a canary. They are printed on stdout as JSON when the day is over; what was
logged is on stderr.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys

from sqlalchemy import text

from bot.logs import quiet_logs
from storage.database import Database
from storage.tables import Outgoing, Story
from tests.databases import KEYS
from tests.edge.door import eventually
from tests.edge.fake_connector import Fault
from tests.stories import filled, rows
from tests.town import ANNE, KAREN, METTE, NADIA, NAMES, TENANT, Clock, Town
from tests.web.desk import Desk
from tests.web.teams_client import TeamsClient, in_teams

TITLE, BODY = "Gulspurven på taget", "Blåmejsen satte sig i vindueskarmen, og hele gangen blev stille."
DRAFT, LOST = "Rødkælken kom forbi os igen i morges.", "Musvitten fløj ind ad døren i går."
SEARCH = "Nattergalen spørger om noget"


async def a_day(client: TeamsClient, town: Town) -> set[str]:
    """Stories, a consent, a nudge, a digest, a sign-in, and turns and messages that fail."""
    desk = Desk(town, client.client)
    form = await client.says(ANNE, "del en god historie")
    await client.presses(ANNE, form.card, "Send historien", **filled(title=TITLE, body=BODY, colleague=METTE))
    await client.says(ANNE, DRAFT)
    caught = await client.catches(NADIA, DRAFT, KAREN)
    await client.says(NADIA, SEARCH)
    asked = await client.says(METTE, "hej")
    assert asked.status == 200
    await client.joins_the_team(METTE)
    town.clock.set("2026-11-26 09:00")
    await client.medvind.metronome.tick(town.clock())
    token = await desk.token()
    assert (await desk.pull("2026-W48", token)).status == 200
    key = await desk.link(KAREN)
    assert (await desk.get(f"/editor/login?key={key}")).status == 200
    signed_in = await desk.post_key(key)
    cookie = signed_in.headers["Set-Cookie"].partition(";")[0]
    assert (await desk.get("/editor", Cookie=cookie)).status == 200
    await what_fails(client, town)
    metrics = await desk.get("/metrics")
    sys.stderr.write(metrics.text)
    buttons = set(re.findall(r"'token': '([^']+)'", f"{form} {caught}"))
    return buttons | {token, key, cookie.partition("=")[2]}


async def what_fails(client: TeamsClient, town: Town) -> None:
    """Errors quote what they were about: a database its row, a client its address, Teams our message."""
    client.teams.fail(Fault(500, body=f"<html>{LOST}"), Fault(reset=True), Fault(429), Fault(403))
    for _ in range(4):
        await client.says(ANNE, LOST)
    async with town.database.write() as session:
        await (await session.connection()).execute(text("ALTER TABLE story RENAME TO gone"))
    failed = await client.says(ANNE, LOST)
    assert "Det blev ikke gemt" in str(failed.posted)
    desk = Desk(town, client.client)
    assert (await desk.pull("2026-W48", await desk.token())).status == 500
    async with town.database.write() as session:
        await (await session.connection()).execute(text("ALTER TABLE gone RENAME TO story"))
    await client.sends(client.activity(ANNE, serviceUrl="https://evil.example/"))
    await client.sends(client.activity(ANNE, conversation={"id": 7}))


async def main(url: str) -> None:
    database = Database(url, KEYS)
    town = await Town.found(database, Clock())
    async with in_teams(town) as client:
        secrets = await a_day(client, town)

        async def settled() -> bool:
            return all(row.state != "sending" for row in await rows(town, Outgoing))

        await eventually(settled)
        objects = {row.id for row in await rows(town, Story)} | {row.id for row in await rows(town, Outgoing)}
    await database.close()
    names = {part for person in (ANNE, METTE, KAREN, NADIA) for part in NAMES[person].split()}
    ids = {ANNE, METTE, KAREN, NADIA, TENANT, "19:nord", "19%3Anord", "a:0000", "a%3A0000", "29:0000"}
    sys.stdout.write(json.dumps(sorted({TITLE, BODY, DRAFT, LOST, SEARCH} | secrets | objects | names | ids)))


if __name__ == "__main__":
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    quiet_logs(logging.DEBUG)
    asyncio.run(main(sys.argv[1]))
