"""The longer documents: one source, the same in both languages, and true to the code (safety.md 5.4)."""

from __future__ import annotations

import re
import tomllib

import pytest

from bot.settings import Settings
from bot.web.document import as_html, title_of
from domain.anonymity import IN_DETAIL, MANY, SMALLEST
from domain.check_in import LASTS
from storage import check_in_closing, outbox
from tests.house.words import ROOT
from texts.catalogue import LANGUAGES
from texts.documents import document, in_every_language

MOST_WORDS = 15
NAME = "check-ins"


def blocks(language: str) -> list[str]:
    return [block for block in re.split(r"\n\s*\n", document(NAME, language)) if block.strip()]


def plain(language: str) -> str:
    return re.sub(r"\*\*|`|^- |^#+ ", "", document(NAME, language), flags=re.M)


def test_docs_holds_what_the_page_shows() -> None:
    """Written by scripts/documents.py: run it when this fails."""
    assert (ROOT / "docs" / "check-ins.md").read_text(encoding="utf8") == in_every_language(NAME)
    danish, english = (title_of(document(NAME, language)) for language in ("da", "en"))
    whole = in_every_language(NAME)
    assert whole.startswith(f"# {danish}\n")
    assert whole.index(danish) < whole.index(f"\n# {english}\n")


def test_the_documents_are_in_the_distribution() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
    taken = project["tool"]["setuptools"]["package-data"]["*"]
    assert {f"*{path.suffix}" for path in (ROOT / "texts").iterdir() if path.stem.startswith(NAME)} <= {
        *taken
    }


def test_both_languages_say_as_much() -> None:
    """Heading for heading, and line for line of every list."""
    shapes = [
        [(re.match(r"#+|- |", block)[0], block.count("\n- ")) for block in blocks(language)]  # type: ignore[index]
        for language in LANGUAGES
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_longer_than_voice_allows(language: str) -> None:
    long = [
        sentence
        for sentence in re.split(r"(?<=[.?!:])\s+|\n", plain(language))
        if len(re.findall(r"\w[\w’'/.-]*", sentence)) > MOST_WORDS
    ]
    assert long == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_called_anonymous(language: str) -> None:
    """The word stands there only to say that it is not so."""
    denied = {"da": "ikke »anonymt«", "en": "not “anonymous”"}[language]
    told = plain(language).replace("do not write “anonymous”", denied)
    assert denied in told
    assert "anonym" not in told.replace(denied, "")


@pytest.mark.parametrize(("language", "weeks"), [("da", "to uger"), ("en", "two weeks")])
def test_its_numbers_are_those_of_the_code(language: str, weeks: str) -> None:
    told = plain(language)
    assert (LASTS.days, weeks in told) == (14, True)
    assert (check_in_closing.KEY_OUTLIVES.days, check_in_closing.KEY_MISSED.days) == (7, 7)
    assert (check_in_closing.KEPT.days, bool(re.search(r"24 (måneder|months)", told))) == (730, True)
    assert re.search(rf"{outbox.KEPT.days} (dage|days)", told)
    assert f"{SMALLEST}–{IN_DETAIL - 1}, {IN_DETAIL}–{MANY - 1}" in told
    assert f"1–{SMALLEST - 1}" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_tells_to_set_and_to_watch_is_there(language: str) -> None:
    coded = re.findall(r"`(.+?)`", document(NAME, language))
    setting, folder, *events = coded
    assert setting.removeprefix("MEDVIND_").lower() == "check_in_keys"
    assert folder == str(Settings.model_fields["check_in_keys"].default)
    closing = (ROOT / "storage" / "check_in_closing.py").read_text(encoding="utf8")
    assert set(events) == {"month_key_destroyed", "check_in_unreadable"}
    assert all(f'"{event}"' in closing for event in events)


def test_the_small_markdown_becomes_html() -> None:
    source = "# A & B\n\nOne **bold**\nline with `code`.\n\n- first\n- second\n  goes on\n\n## <i>C</i>\n"
    assert as_html(source) == (
        "<h1>A &amp; B</h1>\n<p>One <strong>bold</strong> line with <code>code</code>.</p>\n"
        "<ul>\n<li>first</li>\n<li>second goes on</li>\n</ul>\n<h2>&lt;i&gt;C&lt;/i&gt;</h2>"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_the_document_can_be_rendered(language: str) -> None:
    """Nothing of the Markdown is left over on the page."""
    told = re.sub(r"<[^>]+>", "", as_html(document(NAME, language)))
    assert not re.search(r"\*\*|`|^#|^- ", told, re.M)
