"""The Teams app package: build the zip an administrator uploads, and check it without a network.

Teams tells an administrator about a faulty package late and tersely, and about a missing translation never.
So every rule that can be checked offline is checked first; the rules themselves are in `manifest_rules`.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import BadZipFile, ZipFile, ZipInfo

from bot.manifest_rules import Problem, content, data, reading, shape

LANGUAGE_FILES = {"da": "da.json", "en": "en.json"}
COPIED = (*LANGUAGE_FILES.values(), "color.png", "color32.png", "outline.png")
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # a zip entry cannot be older; the same input must give the same bytes


def build(app_id: str, public_url: str, to: Path, version: str) -> Path:
    """Write the package to the file `to`; bot and app share one id: one registration to renew."""
    values = {
        "APP_ID": app_id,
        "BOT_ID": app_id,
        "HOST": urlsplit(public_url).hostname or "",
        "PUBLIC_URL": public_url.rstrip("/"),
        "VERSION": version,
    }
    manifest = data("manifest.template.json").decode()
    for name, value in values.items():
        manifest = manifest.replace(f"{{{{{name}}}}}", json.dumps(value)[1:-1])
    files = {name: data(name) for name in COPIED} | {"manifest.json": manifest.encode()}
    to.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(to, "w") as package:
        for name in sorted(files):
            entry = ZipInfo(name, LONG_AGO)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # else the bytes differ on Windows
            package.writestr(entry, files[name])  # stored, not deflated: zlib's versions differ
    return to


def problems(zip_path: Path) -> list[Problem]:
    """Everything wrong with a package; a broken shape is reported alone, as later rules trust it."""
    try:
        with ZipFile(zip_path) as package:
            files = {name: package.read(name) for name in package.namelist()}
    except (OSError, EOFError, RuntimeError, BadZipFile, zlib.error) as fault:
        return [Problem("unreadable", f"{zip_path.name}: {fault}")]
    for stage in (reading, shape, content):
        if found := list(stage(files)):
            return found
    return []


def command_titles() -> list[tuple[str, str]]:
    """(language, text) of all that a tap on a command may send: the bot has to understand each of them."""
    found = [
        (language, text)
        for language, name in LANGUAGE_FILES.items()
        for key, text in json.loads(data(name)).items()
        if key.startswith("bots[") and key.endswith((".title", ".prompt"))
    ]
    return list(dict.fromkeys(found))
