"""The texts' files, of which an entry is read when it is first said: it must be as if all had been."""

from __future__ import annotations

import re
from importlib import resources

import pytest
from fluent.runtime import FluentBundle, FluentResource

from tests.house.words import messages
from texts.catalogue import LANGUAGES
from texts.entries import Entries

SOURCE = """\
# A heading = no entry

plain = Hello { $name }
lines =
    The first line
    and the second = not another one
-brand = Medvind
refers = { plain }, says { -brand }
chooses = { $count ->
    [one] One
   *[other] { $count } for { refers }
}
last= The end"""


@pytest.mark.parametrize(
    ("text_id", "said"),
    [
        ("plain", "Hello Anne"),
        ("lines", "The first line\nand the second = not another one"),
        ("refers", "Hello Anne, says Medvind"),
        ("chooses", "2 for Hello Anne, says Medvind"),
        ("last", "The end"),
        ("unknown", None),
        ("and", None),
    ],
)
def test_an_entry_is_said_with_all_that_it_refers_to(text_id: str, said: str | None) -> None:
    """Twice: the second time it has been read."""
    entries = Entries("en", SOURCE)
    for _ in range(2):
        assert entries.has(text_id) is (said is not None)
        assert entries.say(text_id, {"name": "Anne", "count": 2}) == said


def test_a_text_that_cannot_be_filled_in_is_refused_by_its_name() -> None:
    with pytest.raises(ValueError, match="plain in en"):
        Entries("en", SOURCE).say("plain", {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_ours_is_said_as_when_the_whole_file_was_read(language: str) -> None:
    source = resources.files("texts").joinpath(f"{language}.ftl").read_text(encoding="utf8")
    values = dict.fromkeys(re.findall(r"\$(\w+)", source), 2)
    entries, whole = Entries(language, source), FluentBundle([language], use_isolating=False)
    whole.add_resource(FluentResource(source))
    for text_id in messages(language):
        pattern = whole.get_message(text_id).value
        assert pattern is not None
        assert entries.say(text_id, values) == whole.format_pattern(pattern, values)[0], text_id
