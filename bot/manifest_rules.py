"""What a Teams app package must satisfy: Microsoft's schemas, and the rules that no schema knows.

Three stages, each a generator over the package's files. A later stage trusts what an earlier one has seen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO
from textwrap import shorten
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from jsonschema import Draft201909Validator
from PIL import Image

ICONS = {"color": (192, 192), "outline": (32, 32), "color32x32": (32, 32)}
FORBIDDEN_IN_NAME = ("Chat", "Activity", "Files", "Help", "Teams")
TUNNELS = re.compile(
    r"ngrok|devtunnels|trycloudflare|loca\.lt|localtunnel|serveo|localhost|127\.0\.0\.1", re.I
)
SITES = ("websiteUrl", "privacyUrl", "termsOfUseUrl")
# Patterns left to content(), which names the cure.
SAID_BETTER = re.compile(
    r"\$\.(id|bots\[0\]\.botId|composeExtensions\[0\]\.botId|webApplicationInfo\.id"
    r"|developer\.\w+Url|staticTabs\[\d+\]\.\w+Url)"
)

Json = dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """What is wrong: `texts(language)(problem.text_id, detail=problem.detail)` says it to a person."""

    code: str
    detail: str

    @property
    def text_id(self) -> str:
        return f"manifest-problem-{self.code}"


def localisable(manifest: Json) -> dict[str, str]:
    """The manifest's strings that Teams lets an app translate, by the key that a language file gives them."""
    schema = _schema("MicrosoftTeams.Localization.schema.json")
    plain, patterns = schema["properties"], [re.compile(pattern) for pattern in schema["patternProperties"]]
    return {
        key: text
        for key, text in _strings(manifest)
        if not key.startswith("$") and (key in plain or any(pattern.search(key) for pattern in patterns))
    }


def _strings(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, child in value.items():
            yield from _strings(child, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from _strings(child, f"{key}[{number}]")
    elif isinstance(value, str):
        yield key, value


def reading(files: dict[str, bytes]) -> Iterator[Problem]:
    """The files are there and can be read at all."""
    if "manifest.json" not in files:
        yield Problem("file", "manifest.json")
        return
    try:
        manifest = json.loads(files["manifest.json"])
        wanted = [str(name) for name in (*manifest["icons"].values(), *_language_files(manifest))]
    except (ValueError, TypeError, AttributeError, KeyError) as fault:
        yield Problem("unreadable", f"manifest.json: {fault!r}")
        return
    for name in wanted:
        try:
            _ = Image.open(BytesIO(files[name])).load() if name.endswith(".png") else json.loads(files[name])
        except KeyError:
            yield Problem("file", name)
        except (ValueError, OSError) as fault:
            yield Problem("unreadable", f"{name}: {fault}")


def _language_files(manifest: Json) -> list[str]:
    info = manifest["localizationInfo"]
    return [info["defaultLanguageFile"], *(language["file"] for language in info["additionalLanguages"])]


def shape(files: dict[str, bytes]) -> Iterator[Problem]:
    """Microsoft's schemas, and one version of them throughout."""
    manifest = json.loads(files["manifest.json"])
    schemas = dict.fromkeys(_language_files(manifest), "MicrosoftTeams.Localization.schema.json")
    version = f"/v{manifest.get('manifestVersion')}/"
    for name, schema in {"manifest.json": "MicrosoftTeams.schema.json", **schemas}.items():
        given = json.loads(files[name])
        for error in Draft201909Validator(_schema(schema)).iter_errors(given):
            if error.validator != "pattern" or not SAID_BETTER.fullmatch(error.json_path):
                yield Problem("schema", f"{name}: {error.json_path}: {shorten(error.message, 160)}")
        if isinstance(given, dict) and version not in str(given.get("$schema")):
            yield Problem("schema-version", name)


def content(files: dict[str, bytes]) -> Iterator[Problem]:
    """What no schema knows."""
    manifest = json.loads(files["manifest.json"])
    languages = {name: json.loads(files[name]) for name in _language_files(manifest)}
    yield from _translations(manifest, languages)
    yield from _identity(manifest, languages)
    yield from _hosts(manifest)
    for role, name in manifest["icons"].items():
        yield from _icon(role, name, Image.open(BytesIO(files[name])))


def _translations(manifest: Json, languages: dict[str, Json]) -> Iterator[Problem]:
    """A command's place in its list is its key: change one file alone, and the other's words mix up."""
    wanted = localisable(manifest)
    for name, words in languages.items():
        given = words.keys() - {"$schema"}
        yield from (Problem("untranslated", f"{name}: {key}") for key in sorted(wanted.keys() - given))
        yield from (Problem("unused", f"{name}: {key}") for key in sorted(given - wanted.keys()))
    default = manifest["localizationInfo"]["defaultLanguageFile"]
    differing = (key for key, text in wanted.items() if languages[default].get(key, text) != text)
    yield from (Problem("default-language", f"{default}: {key}") for key in differing)


def _identity(manifest: Json, languages: dict[str, Json]) -> Iterator[Problem]:
    bots = [part["botId"] for part in manifest.get("bots", []) + manifest.get("composeExtensions", [])]
    for given in dict.fromkeys([manifest["id"], *bots]):
        if not _is_guid(given):
            yield Problem("app-id", given or '""')
    names = [words.get(key, "") for words in languages.values() for key in ("name.short", "name.full")]
    for name in dict.fromkeys([*manifest["name"].values(), *names]):
        for word in FORBIDDEN_IN_NAME:
            if word.lower() in name.lower():
                yield Problem("name", f"{name} ({word})")


def _is_guid(text: str) -> bool:
    """In the dashed form, and not the all-zero one that stands in for an id nobody has filled in."""
    try:
        return str(UUID(text)) == text.lower() and UUID(text).int != 0
    except ValueError:
        return False


def _hosts(manifest: Json) -> Iterator[Problem]:
    """A tunnel's host belongs to whoever opens it next; Teams would trust that stranger's pages as ours."""
    urls = [urlsplit(manifest["developer"][key]) for key in SITES]
    domains = manifest.get("validDomains", [])
    if any(url.scheme != "https" for url in urls):
        yield Problem("https", urls[0].geturl())
    elif any({url.hostname} != set(domains) for url in urls):
        yield Problem("domain", f"{', '.join(domains)} / {urls[0].hostname}")
    for domain in domains:
        if TUNNELS.search(domain):
            yield Problem("tunnel", domain)


def _icon(role: str, name: str, image: Image.Image) -> Iterator[Problem]:
    if image.size != ICONS[role]:
        yield Problem("icon-size", f"{name}: {image.width}×{image.height}")
    red, green, blue, alpha = (channel.getextrema() for channel in image.convert("RGBA").split())
    if role != "color" and alpha[0] != 0:
        yield Problem("icon-transparent", name)
    if role == "outline" and (red, green, blue) != ((255, 255),) * 3:
        yield Problem("icon-white", name)


def data(name: str) -> bytes:
    """A file of `appmanifest`, wherever that is installed."""
    return resources.files("appmanifest").joinpath(name).read_bytes()


@cache
def _schema(name: str) -> Json:
    r"""A schema of Microsoft's, read as draft 2019-09 though it says draft-04.

    It has `const` and limits beside a `$ref`, which draft-04 ignores silently. Only `extensionFunction.name`
    has `\p{L}`, which Python's `re` lacks; `\w` is a little wider, and we have no such functions.
    """
    schema: Json = json.loads(data(f"schema/{name}").replace(rb"\\p{L}", rb"\\w"))
    del schema["$schema"]
    return schema
