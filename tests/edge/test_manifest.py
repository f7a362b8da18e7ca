"""The Teams package: what we build is right, and what is wrong is found before Teams finds it."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from bot.manifest import build, command_titles, problems
from bot.manifest_rules import localisable
from texts.catalogue import LANGUAGES, Texts

APP_ID = "6f1c2b5e-3c1d-4e0a-9f43-0c5a7d2e8b11"
FIRST_COMMAND = "bots[0].commandLists[0].commands[0].title"

Files = dict[str, bytes]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return build(APP_ID, "https://medvind.example.dk", tmp_path / "medvind.zip", "1.2.3")


def contents(package: Path) -> Files:
    with ZipFile(package) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest_of(package: Path) -> dict:
    return json.loads(contents(package)["manifest.json"])


def edit(name: str, change: Callable[[dict], object]) -> Callable[[Files], None]:
    def change_file(files: Files) -> None:
        content = json.loads(files[name])
        change(content)
        files[name] = json.dumps(content).encode()

    return change_file


def paint(name: str, mode: str, size: tuple[int, int], colour: tuple[int, ...]) -> Callable[[Files], None]:
    def repaint(files: Files) -> None:
        picture = BytesIO()
        Image.new(mode, size, colour).save(picture, "PNG")
        files[name] = picture.getvalue()

    return repaint


def every_site(address: str, domain: str) -> Callable[[Files], None]:
    def move(manifest: dict) -> None:
        manifest["developer"] |= dict.fromkeys(("websiteUrl", "privacyUrl", "termsOfUseUrl"), address)
        manifest["validDomains"] = [domain]

    return edit("manifest.json", move)


FAULTS = {
    "file": (lambda files: files.pop("outline.png"), "outline.png"),
    "unreadable": (lambda files: files.update({"en.json": b"{"}), "en.json"),
    "schema": (edit("manifest.json", lambda m: m.pop("accentColor")), "accentColor"),
    "schema-version": (edit("en.json", lambda en: en.update({"$schema": "https://x/v1.25/y"})), "en.json"),
    "untranslated": (edit("en.json", lambda en: en.pop(FIRST_COMMAND)), f"en.json: {FIRST_COMMAND}"),
    "unused": (
        edit("da.json", lambda da: da.update({"staticTabs[1].name": "Om"})),
        "da.json: staticTabs[1].name",
    ),
    "default-language": (edit("da.json", lambda da: da.update({FIRST_COMMAND: "Del"})), FIRST_COMMAND),
    "app-id": (edit("manifest.json", lambda m: m.update(id="medvind")), "medvind"),
    "name": (edit("en.json", lambda en: en.update({"name.short": "Medvind Chat"})), "Medvind Chat"),
    "https": (every_site("http://medvind.example.dk/", "medvind.example.dk"), "http://"),
    "domain": (edit("manifest.json", lambda m: m.update(validDomains=["*.example.dk"])), "*.example.dk"),
    "tunnel": (every_site("https://a1.ngrok-free.app/", "a1.ngrok-free.app"), "ngrok"),
    "icon-size": (paint("color.png", "RGB", (96, 96), (79, 82, 178)), "color.png: 96×96"),
    "icon-transparent": (paint("color32.png", "RGB", (32, 32), (79, 82, 178)), "color32.png"),
    "icon-white": (paint("outline.png", "RGBA", (32, 32), (0, 0, 0, 0)), "outline.png"),
}


def broken(package: Path, fault: Callable[[Files], object]) -> Path:
    files = contents(package)
    fault(files)
    with ZipFile(package, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return package


def test_what_is_built_has_no_problems(package: Path) -> None:
    assert problems(package) == []
    assert b"{{" not in contents(package)["manifest.json"]


@pytest.mark.parametrize("code", FAULTS)
def test_each_fault_is_found_alone_and_named(package: Path, code: str) -> None:
    fault, detail = FAULTS[code]
    found = problems(broken(package, fault))
    assert [problem.code for problem in found] == [code]
    assert detail in found[0].detail


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", FAULTS)
def test_each_fault_can_be_said(package: Path, code: str, language: str) -> None:
    [problem] = problems(broken(package, FAULTS[code][0]))
    # Not `Texts`' fallback: an English sentence has to exist in its own right.
    assert Texts(language)._files[0].has(problem.text_id)
    assert problem.detail in Texts(language)(problem.text_id, detail=problem.detail)


def test_what_is_no_zip_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("hej")
    for name in ("a.zip", "nowhere.zip"):
        assert [problem.code for problem in problems(tmp_path / name)] == ["unreadable"]


def test_a_command_moved_in_the_manifest_alone_is_drift(package: Path) -> None:
    def swap(manifest: dict) -> None:
        commands = manifest["bots"][0]["commandLists"][0]["commands"]
        commands[0], commands[4] = commands[4], commands[0]

    codes = {problem.code for problem in problems(broken(package, edit("manifest.json", swap)))}
    assert codes == {"untranslated", "unused", "default-language"}


@pytest.mark.parametrize("key", ["name.short", "description.short"])
def test_limits_beside_a_reference_hold(package: Path, key: str) -> None:
    """Read as draft-04, which the schema says it is, a name of any length would pass."""
    too_long = edit("en.json", lambda en: en.update({key: "x" * 200}))
    assert [problem.code for problem in problems(broken(package, too_long))] == ["schema"]


@pytest.mark.parametrize(
    "app_id", ["", "medvind", "00000000-0000-0000-0000-000000000000", APP_ID.replace("-", "")]
)
def test_an_app_id_nobody_filled_in_is_found(tmp_path: Path, app_id: str) -> None:
    built = build(app_id, "https://medvind.example.dk", tmp_path / "m.zip", "1.0.0")
    assert {problem.code for problem in problems(built)} == {"app-id"}


@pytest.mark.parametrize(
    ("url", "codes"),
    [
        ("medvind.example.dk", ["https"]),
        ("http://127.0.0.1:3978", ["https", "tunnel"]),
        ("https://x-3978.euw.devtunnels.ms", ["tunnel"]),
    ],
)
def test_an_address_teams_cannot_use_is_found(tmp_path: Path, url: str, codes: list[str]) -> None:
    built = build(APP_ID, url, tmp_path / "m.zip", "1.0.0")
    assert [problem.code for problem in problems(built)] == codes


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, package: Path) -> None:
    again = build(APP_ID, "https://medvind.example.dk/", tmp_path / "deep" / "again.zip", "1.2.3")
    assert again.read_bytes() == package.read_bytes()
    assert list(contents(again)) == sorted(contents(again))


def test_medvind_asks_to_read_no_channel(package: Path) -> None:
    manifest = manifest_of(package)
    assert "authorization" not in manifest
    assert manifest["validDomains"] == ["medvind.example.dk"]
    assert manifest["bots"][0]["scopes"] == ["personal", "team"]
    assert manifest["bots"][0]["supportsFiles"] is False


def test_the_tab_is_signed_in_by_teams(package: Path) -> None:
    """The token that Teams gives the tab is for this address, which the sign-in asks for (bot/web/sign_in)."""
    manifest = manifest_of(package)
    (tab,) = (tab for tab in manifest["staticTabs"] if tab["entityId"] == "editor")
    assert tab["contentUrl"] == "https://medvind.example.dk/editor/tab"
    assert manifest["webApplicationInfo"] == {
        "id": APP_ID,
        "resource": f"api://medvind.example.dk/{APP_ID}",
    }
    assert manifest["permissions"][0] == "identity"


def test_words_with_a_legal_meaning_are_not_used(package: Path) -> None:
    """`anmelde` is what one does to the police; `anonym` is a promise that no manifest can keep."""
    files = contents(package)
    words = (files["da.json"] + files["en.json"] + files["manifest.json"]).decode().lower()
    assert not [word for word in ("anmeld", "melde ", " meld ", "anonym") if word in words]


def test_the_icons_are_what_teams_wants(package: Path) -> None:
    files = contents(package)
    big, small, outline = (Image.open(BytesIO(files[n])) for n in ("color.png", "color32.png", "outline.png"))
    assert (big.size, small.size, outline.size) == ((192, 192), (32, 32), (32, 32))
    assert big.mode == "RGB"
    corners = [big.getpixel(place) for place in ((0, 0), (191, 0), (0, 191), (191, 191))]
    assert corners == [(0x4F, 0x52, 0xB2)] * 4
    assert small.getchannel("A").getextrema() == (0, 255)
    assert [outline.getchannel(c).getextrema() for c in "RGBA"] == [(255, 255)] * 3 + [(0, 255)]


def test_command_titles_are_those_of_both_languages(package: Path) -> None:
    titles = command_titles()
    assert {("da", "Noget er sket"), ("en", "Something happened")} <= set(titles)
    assert {("da", "Tjek ind"), ("en", "Check in")} <= set(titles)
    assert len(titles) == len(set(titles))
    danish = {
        text for key, text in localisable(manifest_of(package)).items() if key.endswith((".title", ".prompt"))
    }
    assert {text for language, text in titles if language == "da"} <= danish
