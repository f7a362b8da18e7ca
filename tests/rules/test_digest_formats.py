"""A section reads the same in every format, and what people wrote is never markup in any of them."""

from __future__ import annotations

import email
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email.policy import default
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digest import page
from digest.data import wording
from digest.formats import Format, UnknownFormat, render
from digest.section import Agreement, Group, Item, Section
from domain.calendar import IsoWeek
from domain.kinds import Theme
from texts.dates import clock, long_date, short_date, week_span

Blocks = list[tuple[str, str]]

COFFEE = Item(
    id="s1",
    title="Kaffen flyttede ud på gangen",
    text="En assistent satte kaffekanden på et rullebord og tændte radioen.\nSeks talte om høst.\n\n"
    "Teamet har nu kaffe på gangen hver tirsdag. Det koster en kande og lidt mod.",
    byline="Anne, social- og sundhedsassistent",
    unit="Plejecenter Digterparken",
    reason="newest",
)
LAKE = Item("s2", None, "I dag gik en beboer helt ned til søen.", None, "Farsøhthus", "new_unit")
SAY_IT = Item("s3", "Sig det højt", "Min leder takkede mig.", None, "Hjemmeplejen Allingåbro", "new_theme")
BUNS = Item(
    "s4", None, "Nattevagten havde bagt boller.", "Mette, hjælper", "Hjemmeplejen Glesborg", "new_unit"
)
FULL = Section(
    week=IsoWeek.parse("2026-W47"),
    area="Sundhed og Omsorg",
    language="da",
    groups=(Group(Theme.CITIZEN_FOCUS, (COFFEE, LAKE)), Group(Theme.ATTRACTIVE_WORKPLACE, (SAY_IT, BUNS))),
    left_out=317,
    agreements=(
        Agreement("LMU Grenaa", "Vi bytter de to tunge morgener"),
        Agreement("Team Nord", "Afløsere får et opkald dagen før"),
    ),
)
EMPTY = Section(IsoWeek.parse("2026-W53"), "Sundhed og Omsorg", "da", ())

INVITATION = (
    "Har du set noget, der lykkedes? Skriv to linjer til Medvind i Teams. "
    "Du bestemmer selv, om dit navn skal med."
)
FULL_BLOCKS: Blocks = [
    ("h1", "Gode historier fra Sundhed og Omsorg – uge 47"),
    ("p", "16.–22. november 2026"),
    ("h2", "Blik for borgeren"),
    ("h3", "Kaffen flyttede ud på gangen"),
    ("p", COFFEE.text.split("\n\n")[0]),
    ("p", COFFEE.text.split("\n\n")[1]),
    ("p", "— Anne, social- og sundhedsassistent, Plejecenter Digterparken"),
    ("p", "Farsøhthus"),
    ("p", LAKE.text),
    ("h2", "En attraktiv arbejdsplads"),
    ("h3", "Sig det højt"),
    ("p", SAY_IT.text),
    ("p", "Hjemmeplejen Allingåbro"),
    ("p", "Hjemmeplejen Glesborg"),
    ("p", BUNS.text),
    ("p", "— Mette, hjælper"),
    ("h2", "I sagde – vi gjorde"),
    ("p", "LMU Grenaa: Vi bytter de to tunge morgener"),
    ("p", "Team Nord: Afløsere får et opkald dagen før"),
    ("p", INVITATION),
]
EMPTY_BLOCKS: Blocks = [
    ("h1", "Gode historier fra Sundhed og Omsorg – uge 53"),
    ("p", "28. december 2026 – 3. januar 2027"),
    ("p", "Ingen nye historier i denne uge. Det er helt i orden. De kommer, når der er noget at fortælle."),
    ("p", INVITATION),
]

PAYLOADS = r"""
<script>alert(1)</script>
<img src=x onerror=alert(1)>
"><svg/onload=alert(1)>
'><img src=x onerror=alert(1)>
<a href="javascript:alert(1)">klik</a>
<iframe src="https://evil.example"></iframe>
<style>*{display:none}</style>
</p></div></body></html>
</title><script>alert(1)</script>
<!-- kommentar -->
<!DOCTYPE html>
<?php echo 1 ?>
<![CDATA[ x ]]>
<w:t>Word</w:t>
<b>fed</b> og <i>skrå</i>
<https://evil.example>
<mand@example.dk>
&lt;script&gt;alert(1)&lt;/script&gt;
&amp; &copy; &#60; &#x3c; &colon; &copy
S&O, Q&A & R&D
3 < 5 > 2
{{ 7 * 7 }} {% raw %} {# x #}
${jndi:ldap://x} #{1+1}
{ $byline } { -term } {"}"}
[klik](javascript:alert(1))
[klik](https://evil.example "titel")
![billede](https://evil.example/x.png)
[klik][1]
[1]: https://evil.example
[^1]: fodnote
![][x] [] [ ] [x]
]( [ ](x
**fed** __fed__
*skrå* _skrå_ snake_case_ord
***alt***
*stjerne forrest
stjerne bagest*
_ _ * * _
~~streget~~ ~en~ ~~~
`kode` ``kode``
```
```python
# overskrift
###### seks
## dobbelt ##
#emne @navn #123
- punkt
-
---
- - -
+ punkt
+++
* punkt
***
___
1. nummer
1) nummer
12345. nummer
1.
2026. var et godt år
===
= x
> citat
>>> citat
| a | b |
|---|---|
:--|--:
: definition
\
\\
\*ikke fed\*
bagest \
C:\mappe\fil_navn
https://evil.example/?a=b&c=d
www.evil.example
ftp://evil.example mailto:x@example.dk
javascript:alert(1)
x@example.dk
$E = mc^2$ og 3^2^
==mærke== :smile:
[[wiki]] ((fod))
Content-Type: text/html
--=_medvind_section
=_medvind_section-- =3D =
.
From mig
"citat" 'citat' “citat” »citat«
Ærø, Ålborg & Grenå – 100 % 🙂👩‍⚕️
قالت شكراً
!
(Nord)
…
""".strip().split("\n")


class Reader(HTMLParser):
    """Reads a page back as blocks, and refuses whatever we do not write ourselves."""

    ALLOWED = {  # noqa: RUF012
        **dict.fromkeys(("head", "title", "em", "br"), frozenset[str]()),
        **dict.fromkeys(("h1", "h2", "h3", "div", "p", "body"), frozenset({"style"})),
        "html": frozenset({"lang"}),
        "meta": frozenset({"charset", "name", "content"}),
    }

    def __init__(self) -> None:
        super().__init__()
        self.blocks: Blocks = []
        self.title = ""
        self.seen: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert {name for name, _ in attrs} <= self.ALLOWED[tag]
        self.seen.append(tag)
        if tag in {"h1", "h2", "h3", "p"}:
            self.blocks.append((tag, ""))
        if tag == "br":
            self.handle_data("\n")
        elif tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in {"h1", "h2", "h3", "p", "em"}:
            kind, text = self.blocks[-1]
            self.blocks[-1] = (kind, text + data)
        elif self._open and self._open[-1] == "title":
            self.title += data
        else:
            assert not data.strip()

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_pi = unknown_decl = handle_comment


def read_html(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert not reader._open
    return reader


def html_blocks(section: Section) -> Blocks:
    return read_html(render(section, Format.HTML).decode()).blocks


def mail_blocks(section: Section) -> Blocks:
    message = email.message_from_bytes(render(section, Format.EML), policy=default)
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    return read_html(message.get_body(("html",)).get_content()).blocks


def markdown_blocks(section: Section) -> Blocks:
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    blocks: Blocks = []
    for token in tokens.parse(render(section, Format.MD).decode()):
        if token.type in {"heading_open", "paragraph_open"}:
            assert token.level == 0  # in no list and no quotation
            blocks.append((token.tag, ""))
        elif token.type == "inline":
            children = token.children or []
            assert {child.type for child in children} <= {"text", "hardbreak", "em_open", "em_close"}
            if any(child.type == "em_open" for child in children):
                # An emphasis of ours spans its whole line, and there is no other.
                shape = [child.type for child in children if child.content or child.type != "text"]
                assert shape == ["em_open", "text", "em_close"]
            text = "".join("\n" if child.type == "hardbreak" else child.content for child in children)
            blocks[-1] = (blocks[-1][0], text)
        else:
            assert token.type in {"heading_close", "paragraph_close"}
    return blocks


def word_blocks(section: Section) -> Blocks:
    document = Document(BytesIO(render(section, Format.DOCX)))
    assert all(len(paragraph.runs) == 1 for paragraph in document.paragraphs)
    tags = {f"Heading {level}": f"h{level}" for level in (1, 2, 3)}
    return [(tags.get(paragraph.style.name, "p"), paragraph.text) for paragraph in document.paragraphs]


READERS = [html_blocks, mail_blocks, markdown_blocks, word_blocks]
readers = pytest.mark.parametrize("read", READERS)


def everything(section: Section, fmt: Format) -> str:
    """All text a file holds, however it is packed."""
    content = render(section, fmt)
    if fmt in (Format.DOCX, Format.ZIP):
        with ZipFile(BytesIO(content)) as archive:
            texts = [name for name in archive.namelist() if not name.endswith(".jpg")]
            return "".join(archive.read(name).decode() for name in texts)
    if fmt is Format.EML:
        message = email.message_from_bytes(content, policy=default)
        texts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
        return str(message["Subject"]) + "".join(texts)
    return content.decode()


@readers
def test_a_full_section_reads_the_same_in_every_format(read: Callable[[Section], Blocks]) -> None:
    assert read(FULL) == FULL_BLOCKS


@readers
def test_an_empty_week_is_a_finished_text_and_week_53_exists(read: Callable[[Section], Blocks]) -> None:
    assert read(EMPTY) == EMPTY_BLOCKS


@readers
def test_a_section_in_english_keeps_the_stories_as_written(read: Callable[[Section], Blocks]) -> None:
    blocks = read(replace(FULL, language="en"))
    assert blocks[:3] == [
        ("h1", "Good stories from Sundhed og Omsorg – week 47"),
        ("p", "16–22 November 2026"),
        ("h2", "Eye for the citizen"),
    ]
    assert blocks[3:9] == FULL_BLOCKS[3:9]
    assert ("h2", "You said – we did") in blocks
    assert "Have you seen something that worked?" in blocks[-1][1]


@readers
@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_people_wrote_is_text_and_nothing_else(payload: str, read: Callable[[Section], Blocks]) -> None:
    text = f"{payload}\n{payload}\n\n{payload}"
    named = Item("s1", payload, text, payload, payload, "newest")
    untitled = Item("s2", None, payload, None, payload, "newest")
    groups = (Group(Theme.STRONG_NARRATIVE, (named, untitled)),)
    agreed = (Agreement(payload, payload), Agreement("", payload))
    section = replace(FULL, area=payload, groups=groups, agreements=agreed)
    assert read(section) == [
        ("h1", f"Gode historier fra {payload} – uge 47"),
        ("p", "16.–22. november 2026"),
        ("h2", "En stærk fortælling"),
        ("h3", payload),
        ("p", f"{payload}\n{payload}"),
        ("p", payload),
        ("p", f"— {payload}, {payload}"),
        ("p", payload),
        ("p", payload),
        ("h2", "I sagde – vi gjorde"),
        ("p", f"{payload}: {payload}"),
        ("p", payload),
        ("p", INVITATION),
    ]


anything = st.text(
    st.one_of(st.sampled_from("\\`*_{}[]()#+-.!<>&|~=:;/\"'1ax \n\t"), st.characters(exclude_categories=())),
    max_size=30,
)


@settings(max_examples=100, deadline=None)
@given(title=anything, text=anything, byline=anything, unit=anything)
def test_no_text_whatever_becomes_markup(title: str, text: str, byline: str, unit: str) -> None:
    item = Item("s1", title, text, byline, unit, "newest")
    agreed = (Agreement(title, text), Agreement(unit, "x"))
    section = replace(FULL, groups=(Group(Theme.CITIZEN_FOCUS, (item,)),), agreements=agreed)
    chapter, last = wording(section).chapters
    [story] = chapter.stories
    lines = [("h3", story.title), ("p", story.unit_above)]
    lines += [("p", "\n".join(paragraph)) for paragraph in story.paragraphs]
    lines += [("p", story.sign_off), ("h2", last.title), *(("p", s.paragraphs[0][0]) for s in last.stories)]
    expected = [(kind, line) for kind, line in lines if line]
    for read in READERS:
        assert read(section)[3:-1] == expected


@pytest.mark.parametrize("fmt", Format)
@pytest.mark.parametrize("section", [FULL, EMPTY], ids=["full", "empty"])
def test_the_same_section_gives_the_same_bytes_on_another_day(section: Section, fmt: Format) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 8, 30, tzinfo=UTC)):
        first = render(section, fmt)
    with time_machine.travel(datetime(2027, 6, 1, 20, 0, tzinfo=UTC)):
        assert render(section, fmt) == first


@pytest.mark.parametrize("fmt", Format)
def test_a_name_is_there_by_the_byline_alone(fmt: Format) -> None:
    assert "Anne" in everything(FULL, fmt)
    nameless = replace(FULL, groups=(Group(Theme.CITIZEN_FOCUS, (replace(COFFEE, byline=None),)),))
    assert "Anne" not in everything(nameless, fmt)


@pytest.mark.parametrize("fmt", Format)
def test_only_json_tells_why_and_how_many(fmt: Format) -> None:
    told = everything(FULL, fmt)
    assert ("317" in told) is (fmt is Format.JSON)
    assert ("new_unit" in told) is (fmt is Format.JSON)


@pytest.mark.parametrize("fmt", Format)
def test_what_is_not_text_is_left_out(fmt: Format) -> None:
    marred = "En\x00 rolig\x1b\ud800 \u202eaften\ufeff\uffff\r\nmed\u2028kaffe\x0b\tog\x85brød\u200b"
    item = Item("s1", marred, marred, marred, marred, "newest")
    agreed = (Agreement(marred, marred),)
    section = replace(FULL, groups=(Group(Theme.CITIZEN_FOCUS, (item,)),), agreements=agreed)
    told = everything(section, fmt)
    assert told.count("En rolig aften med kaffe og brød") > everything(
        replace(section, agreements=()), fmt
    ).count("En rolig aften med kaffe og brød")
    assert not re.search("[\x00\x0b\x1b\x85\u2028\u202e\ud800\ufeff\uffff]", told)


@readers
def test_a_field_with_nothing_to_see_leaves_no_line(read: Callable[[Section], Blocks]) -> None:
    item = Item("s1", " \u200b\n", "Kaffe.", "\u2060", "\t", "newest")
    groups = (Group(Theme.CITIZEN_FOCUS, (item,)), Group(Theme.STRONG_NARRATIVE, ()))
    section = replace(FULL, groups=groups, agreements=(Agreement("Team Nord", " \u200b\n"),))
    assert read(section)[2:-1] == [("h2", "Blik for borgeren"), ("p", "Kaffe.")]


def test_json_holds_all_that_a_machine_needs() -> None:
    content = render(FULL, Format.JSON).decode()
    assert content.endswith("}\n")
    assert '  "area": "Sundhed og Omsorg"' in content
    data = json.loads(content)
    assert {**data, "groups": None} == {
        "week": "2026-W47",
        "language": "da",
        "area": "Sundhed og Omsorg",
        "name": "",
        "heading": "Gode historier fra Sundhed og Omsorg – uge 47",
        "dates": "16.–22. november 2026",
        "groups": None,
        "agreements": [
            {"forum": "LMU Grenaa", "text": "Vi bytter de to tunge morgener"},
            {"forum": "Team Nord", "text": "Afløsere får et opkald dagen før"},
        ],
        "note": None,
        "left_out": 317,
        "invitation": INVITATION,
    }
    assert [(group["theme"], group["title"]) for group in data["groups"]] == [
        ("citizen_focus", "Blik for borgeren"),
        ("attractive_workplace", "En attraktiv arbejdsplads"),
    ]
    items = [Item(**item) for group in data["groups"] for item in group["items"]]
    assert items == [COFFEE, LAKE, SAY_IT, BUNS]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_json_keeps_what_people_wrote(payload: str) -> None:
    item, agreed = Item("s1", payload, payload, payload, payload, "newest"), Agreement(payload, payload)
    section = replace(FULL, groups=(Group(Theme.CITIZEN_FOCUS, (item,)),), agreements=(agreed,))
    data = json.loads(render(section, Format.JSON))
    assert (data["groups"][0]["items"], data["agreements"]) == ([vars(item)], [vars(agreed)])


@readers
def test_a_week_with_an_agreement_is_not_an_empty_one(read: Callable[[Section], Blocks]) -> None:
    assert json.loads(render(EMPTY, Format.JSON))["agreements"] == []
    agreed = replace(EMPTY, agreements=FULL.agreements[:1])
    assert json.loads(render(agreed, Format.JSON))["note"] is None
    assert read(agreed)[2:-1] == FULL_BLOCKS[-4:-2]


def test_the_word_file_is_the_same_as_before_it_shared_its_page_with_another_document() -> None:
    """Part by part, for how a zip is packed differs from machine to machine. A wanted change changes this."""
    with ZipFile(BytesIO(render(replace(FULL, agreements=()), Format.DOCX))) as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist())
    assert sha256(parts).hexdigest() == "fa22386f75f3cdb656e432f4398ebb54867b4a1f47227102dfa75ad45d4906ef"


@pytest.mark.parametrize(("language", "locale"), [("da", "da-DK"), ("en", "en-GB")])
def test_word_knows_its_language_and_week_and_no_person(language: str, locale: str) -> None:
    document = Document(BytesIO(render(replace(FULL, language=language), Format.DOCX)))
    properties = document.core_properties
    assert properties.language == locale
    assert properties.title.endswith(" 47, 2026")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("Medvind", "Medvind", "")
    assert properties.created == properties.modified == datetime(2026, 11, 16, tzinfo=UTC)
    assert set(document.styles.element.xpath("//w:lang/@w:val")) == {locale}
    assert document.paragraphs[-1].style.font.italic


def test_a_mail_is_a_draft_without_people_or_date() -> None:
    content = render(FULL, Format.EML)
    assert content.count(b"\n") == content.count(b"\r\n")
    message = email.message_from_bytes(content, policy=default)
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "Gode historier fra Sundhed og Omsorg – uge 47"
    assert not {"from", "to", "date", "message-id"} & {name.lower() for name in message}
    plain = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert all(text in plain for _, text in FULL_BLOCKS)


def test_a_page_stands_alone_and_fetches_nothing() -> None:
    content = render(FULL, Format.HTML).decode()
    reader = read_html(content)
    assert content.startswith("<!DOCTYPE html>")
    assert '<html lang="da">' in content
    assert reader.title == "Gode historier fra Sundhed og Omsorg – uge 47, 2026"
    assert "max-width: 600px" in content
    assert "url(" not in content
    assert "http" not in content


def test_a_fragment_is_the_page_without_its_frame() -> None:
    reader = read_html(page.fragment(FULL))
    assert reader.blocks == FULL_BLOCKS
    assert not {"html", "head", "body", "title"} & set(reader.seen)
    assert "font-family" in page.fragment(FULL)


def test_every_format_has_a_type_and_a_suffix() -> None:
    assert [fmt.suffix for fmt in Format] == [".md", ".html", ".docx", ".eml", ".json", ".zip"]
    assert all("/" in fmt.content_type for fmt in Format)
    assert Format("docx") is Format.DOCX
    with pytest.raises(UnknownFormat, match="'pdf' is not one of md, html, docx, eml, json, zip"):
        Format("pdf")


def test_dates_are_written_as_people_here_write_them() -> None:
    thursday = date(2026, 11, 26)
    assert long_date(thursday, "da") == "torsdag den 26. november 2026"
    assert long_date(thursday, "en") == "Thursday 26 November 2026"
    assert short_date(thursday, "da") == "26.11.2026"
    assert short_date(date(2027, 6, 5), "da") == "5.6.2027"
    assert short_date(thursday, "en") == "26 Nov 2026"
    assert clock(time(14, 30), "da") == "kl. 14.30"
    assert clock(datetime(2026, 11, 26, 3, 15, tzinfo=UTC), "da") == "kl. 03.15"
    assert clock(time(14, 30), "en") == "14:30"
    assert week_span(date(2026, 11, 30), "da") == "30. november – 6. december 2026"
    assert week_span(date(2026, 12, 28), "en") == "28 December 2026 – 3 January 2027"
    assert long_date(thursday, "sv") == long_date(thursday, "da")
