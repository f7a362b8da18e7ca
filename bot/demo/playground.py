"""Microsoft 365 Agents Playground for the demo: its people are the seeded ones.

It wants exactly five users beside the current one, one extra channel at the most, and ends without a
word when the file is wrong. It reads `.m365agentsplayground.yml` from the folder it is started in.
"""

from __future__ import annotations

import json
from pathlib import Path

from bot.settings import DEMO_APP, DEMO_TENANT
from domain.organisation import Organisation, PersonSpec

FILE = ".m365agentsplayground.yml"
PACKAGE = "@microsoft/m365agentsplayground@0.2.28"
PORT = 56150
OTHERS = 5
# JSON is YAML: no library is needed to write it right.
_NOTE = "# Written by `medvind demo`: the people of the demo municipality. Do not edit.\n"


def npx_line(port: int) -> list[str]:
    address = f"http://127.0.0.1:{port}/api/messages"
    start = ["start", "-p", str(PORT), "-e", address, "-c", "msteams", "--disable-telemetry"]
    return ["npx", "--yes", "--package", PACKAGE, "agentsplayground", *start]


def write(organisation: Organisation, current: PersonSpec, folder: Path) -> Path:
    """Write the Playground's file with `current` in front of the screen."""
    team = organisation.teams[0]
    others = [person for person in organisation.people if person.id != current.id][:OTHERS]
    content = {
        "version": "0.1.1",
        "tenantId": DEMO_TENANT,
        "bot": {"id": DEMO_APP, "name": "Medvind"},
        "currentUser": _user(current),
        "users": [_user(person) for person in others],
        "personalChat": {"id": f"personal-{current.id}"},
        "groupChat": {"id": "demo-group", "name": "Gruppechat"},
        "team": {
            "id": "demo-team",
            "name": team.name,
            "aadGroupId": team.teams_group_id,
            "channels": [{"id": "demo-channel", "name": "Trivsel"}],
        },
    }
    path = folder / FILE
    path.write_text(_NOTE + json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf8")
    return path


def _user(person: PersonSpec) -> dict[str, str]:
    given, _, surname = person.name.partition(" ")
    address = f"{person.id[-2:]}@demo.invalid"
    return {
        "id": person.id,
        "name": person.name,
        "userPrincipleName": address,
        "aadObjectId": person.id,
        "givenName": given,
        "surname": surname,
        "email": address,
    }
