"""The committee's paper: in the house format, in alphabetical order whatever happened, and nobody is named."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import permutations

import pytest
import time_machine
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digest.committee.formats import PaperFormat, render
from digest.committee.paper import KINDS, ForumLine, Meeting, Paper, Point, State, grouped, point_of
from digest.committee.wording import as_json, wording
from digest.section import Agreement
from domain.alphabet import danish_order
from domain.calendar import IsoWeek
from domain.kinds import ForumKind, Topic
from tests.rules.test_digest_formats import PAYLOADS

ATTENDANCE, SAFETY = Topic.ATTENDANCE, Topic.PSYCHOLOGICAL_SAFETY
DISCUSSED = Point(ATTENDANCE, State.DISCUSSED, IsoWeek.parse("2026-W47"))
WAITING, POSTPONED = Point(ATTENDANCE, State.WAITING), Point(ATTENDANCE, State.POSTPONED)
OMU = ForumLine(
    ForumKind.AREA_COMMITTEE, "Sundhed og Omsorg", "OMU", (DISCUSSED, Point(SAFETY, State.WAITING)), None
)
LMU = ForumLine(
    ForumKind.LOCAL_COMMITTEE, "Hjemmeplejen Grenaa", "LMU Grenaa", (POSTPONED,), date(2026, 12, 3)
)
KITCHEN = ForumLine(ForumKind.STAFF_MEETING_MED, "Norddjurs Mad", "Køkkenet", (WAITING,), date(2026, 11, 30))
NORD = ForumLine(ForumKind.TEAM_MEETING, "Hjemmeplejen Grenaa", "Team Nord", (DISCUSSED,), date(2026, 11, 26))
PAPER = Paper(
    "Sundhed og Omsorg",
    "da",
    date(2026, 5, 25),
    date(2026, 11, 23),
    grouped([NORD, KITCHEN, LMU, OMU]),
    (Agreement("LMU Grenaa", "Vi bytter de to tunge morgener"),),
)
TITLE = "Status på faste punkter: sygefravær og fremmøde, psykologisk tryghed"
WHY = [
    "Sygefravær og fremmøde er et fast punkt på MED- og teammøder.",
    "Psykologisk tryghed kan også være et fast punkt.",
    "Arbejdspladsvurderingen (APV) skal også omfatte sygefravær. Det følger af bekendtgørelse nr. 1838 af "
    "14. december 2023, § 2, stk. 2, nr. 2.",
    "Punktet har sammenhæng med arbejdsmiljøindsatsen i kommunens MED-aftale.",
    "Listen viser, hvor punktet er på dagsordenen, og hvor det er drøftet. Den gælder møder fra 25.5.2026 til "
    "23.11.2026.",
    "Et punkt er drøftet, når mødet selv har markeret det i Medvind. Der kan være mange grunde til, at et "
    "punkt er udsat eller ikke drøftet endnu.",
    "Rækkefølgen er alfabetisk efter enhed og møde. Listen viser ikke, hvor meget fravær der er, eller hvad "
    "der er sagt. Ingen personer er nævnt.",
]
LAST = [
    ("h2", "Økonomiske konsekvenser"),
    ("p", "Punktet har ingen økonomiske konsekvenser."),
    ("h2", "Indstilling"),
    ("p", "Formanden indstiller, at udvalget drøfter status og tager den til efterretning."),
    ("h2", "Beslutning"),
]
HEAD = ("Enhed", "Møde", "Fast punkt", "Næste møde")
ROWS = [
    ("Sundhed og Omsorg", "OMU", "Sygefravær og fremmøde: drøftet, sidste gang i uge 47\n"
     "Psykologisk tryghed: på dagsordenen, endnu ikke drøftet", "ikke fastsat"),
    ("Hjemmeplejen Grenaa", "LMU Grenaa", "Sygefravær og fremmøde: udsat", "3.12.2026"),
    ("Norddjurs Mad", "Køkkenet", "Sygefravær og fremmøde: på dagsordenen, endnu ikke drøftet", "30.11.2026"),
    ("Hjemmeplejen Grenaa", "Team Nord", "Sygefravær og fremmøde: drøftet, sidste gang i uge 47", "26.11.2026"),
]  # fmt: skip
GROUPS = ["Områdeudvalg (OMU)", "Lokaludvalg (LMU)", "Personalemøder med MED-status", "Teammøder"]


def word_blocks(paper: Paper) -> list[tuple[str, object]]:
    """Headings, paragraphs and tables in their order; a table as its rows."""
    found: list[tuple[str, object]] = []
    for item in Document(BytesIO(render(paper, PaperFormat.DOCX))).iter_inner_content():
        if isinstance(item, Table):
            found.append(("table", [tuple(cell.text for cell in row.cells) for row in item.rows]))
        elif isinstance(item, Paragraph):
            assert item.style is not None
            tag = re.sub(r"^Heading (\d)$", r"h\1", item.style.name or "")
            found.append((tag if tag[0] == "h" else "p", item.text))
    return found


def markdown_blocks(paper: Paper) -> list[tuple[str, str]]:
    """What a reader of Markdown sees; anything but headings, paragraphs and flat lists fails."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    blocks: list[tuple[str, str]] = []
    for token in tokens.parse(render(paper, PaperFormat.MD).decode()):
        if token.type.endswith("_open"):
            known = {"heading_open", "paragraph_open", "bullet_list_open", "list_item_open"}
            assert token.type in known, token.type
            assert token.level <= (2 if token.type == "paragraph_open" else 1)
            tag = token.tag if token.level == 0 or token.type != "paragraph_open" else "li"
        elif token.type == "inline":
            children = token.children or []
            assert {child.type for child in children} <= {"text", "hardbreak"}
            blocks.append(
                (tag, "".join("\n" if child.type == "hardbreak" else child.content for child in children))
            )
    return blocks


def test_the_word_document_is_in_the_house_format() -> None:
    tables = [
        block
        for heading, row in zip(GROUPS, ROWS, strict=True)
        for block in (("h3", heading), ("table", [HEAD, row]))
    ]
    assert word_blocks(PAPER) == [
        ("h1", TITLE),
        ("p", "Sundhed og Omsorg · 25.5.2026 – 23.11.2026"),
        ("h2", "Sagsfremstilling"),
        *(("p", text) for text in WHY),
        *tables,
        ("h3", "I sagde – vi gjorde"),
        ("p", "Lederne har sagt ja til, at disse aftaler må fortælles."),
        ("p", "LMU Grenaa: Vi bytter de to tunge morgener"),
        *LAST,
        ("p", ""),
    ]


def test_the_markdown_says_the_same() -> None:
    items = [
        block
        for heading, (unit, name, points, meets) in zip(GROUPS, ROWS, strict=True)
        for block in (("h3", heading), ("li", f"{unit} · {name}\n{points}\nNæste møde: {meets}"))
    ]
    assert markdown_blocks(PAPER) == [
        ("h1", TITLE),
        ("p", "Sundhed og Omsorg · 25.5.2026 – 23.11.2026"),
        ("h2", "Sagsfremstilling"),
        *(("p", text) for text in WHY),
        *items,
        ("h3", "I sagde – vi gjorde"),
        ("p", "Lederne har sagt ja til, at disse aftaler må fortælles."),
        ("li", "LMU Grenaa: Vi bytter de to tunge morgener"),
        *LAST,
        ("p", "_" * 40),
    ]


def test_json_lists_the_same() -> None:
    data = json.loads(as_json(PAPER))
    assert data["title"] == TITLE
    assert (data["since"], data["until"]) == ("2026-05-25", "2026-11-23")
    assert [group["kind"] for group in data["groups"]] == list(KINDS)
    assert data["groups"][0]["forums"][0]["points"] == [
        {"topic": "attendance", "state": "discussed", "week": "2026-W47"},
        {"topic": "psychological_safety", "state": "waiting", "week": None},
    ]
    assert data["groups"][1]["forums"] == [
        {
            "unit": "Hjemmeplejen Grenaa",
            "name": "LMU Grenaa",
            "points": [{"topic": "attendance", "state": "postponed", "week": None}],
            "next_meeting": "2026-12-03",
        }
    ]
    assert data["agreements"] == [{"forum": "LMU Grenaa", "text": "Vi bytter de to tunge morgener"}]


def test_with_one_point_only_that_one_is_told() -> None:
    paper = replace(PAPER, groups=grouped([LMU]), agreements=())
    blocks = [text for _, text in markdown_blocks(paper)]
    assert blocks[0] == "Status på fast punkt: sygefravær og fremmøde"
    assert not {"Psykologisk tryghed kan også være et fast punkt.", "I sagde – vi gjorde"} & set(blocks)


def test_a_place_without_forums_gets_a_finished_text() -> None:
    empty = replace(PAPER, groups=(), agreements=())
    assert ("p", "Der er ingen møder i organisationen endnu.") in markdown_blocks(empty)
    assert ("p", "Der er ingen møder i organisationen endnu.") in word_blocks(empty)


def test_english_has_the_same_shape() -> None:
    english = markdown_blocks(replace(PAPER, language="en"))
    assert [tag for tag, _ in english] == [tag for tag, _ in markdown_blocks(PAPER)]
    said = "Sick leave and attendance: put off\nNext meeting: 3 Dec 2026"
    assert ("li", f"Hjemmeplejen Grenaa · LMU Grenaa\n{said}") in english


@pytest.mark.parametrize("fmt", PaperFormat)
def test_the_same_paper_gives_the_same_bytes_on_another_day(fmt: PaperFormat) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 8, 30, tzinfo=UTC)):
        first = render(PAPER, fmt)
    with time_machine.travel(datetime(2027, 6, 1, 20, 0, tzinfo=UTC)):
        assert render(PAPER, fmt) == first


@pytest.mark.parametrize(("language", "locale"), [("da", "da-DK"), ("en", "en-GB")])
def test_word_knows_its_language_repeats_the_head_of_a_table_and_names_no_author(
    language: str, locale: str
) -> None:
    document = Document(BytesIO(render(replace(PAPER, language=language), PaperFormat.DOCX)))
    properties = document.core_properties
    assert (properties.language, properties.author, properties.last_modified_by) == (
        locale,
        "Medvind",
        "Medvind",
    )
    assert properties.created == datetime(2026, 11, 23, tzinfo=UTC)
    assert set(document.styles.element.xpath("//w:lang/@w:val")) == {locale}
    assert len(document.tables) == len(GROUPS)
    for table in document.tables:
        heads = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
    assert document.paragraphs[-1].style.element.xpath(".//w:pBdr/w:bottom"), "a line to write on"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_people_wrote_is_text_and_nothing_else(payload: str) -> None:
    line = replace(LMU, unit=payload, name=payload)
    paper = replace(PAPER, area=payload, groups=grouped([line]), agreements=(Agreement(payload, payload),))
    status = "Sygefravær og fremmøde: udsat"
    told = markdown_blocks(paper)
    assert told[1] == ("p", f"{payload} · 25.5.2026 – 23.11.2026")
    assert ("li", f"{payload} · {payload}\n{status}\nNæste møde: 3.12.2026") in told
    assert ("li", f"{payload}: {payload}") in told
    assert [tag for tag, _ in told].count("h3") == 2
    [table] = [content for tag, content in word_blocks(paper) if tag == "table"]
    assert table == [HEAD, (payload, payload, status, "3.12.2026")]
    assert ("p", f"{payload}: {payload}") in word_blocks(paper)


@pytest.mark.parametrize(
    ("names", "order"),
    [
        (["Øster", "Æblegården", "Ålsrode", "Zebra", "Anholt"], "Anholt Zebra Æblegården Øster Ålsrode"),
        (["Grenaa", "Grenz", "Grená"], "Grená Grenz Grenaa"),
        (["Aarhus", "Åby", "Ørsted", "Abild"], "Abild Ørsted Åby Aarhus"),
        (["nord", "Nord", "Mord", "Öst", "Ølst"], "Mord Nord nord Ølst Öst"),
        (["Æ\u030aa", "A\u030asted", "Zuu"], "Zuu Æ\u030aa A\u030asted"),
    ],
)
def test_names_are_in_danish_order(names: list[str], order: str) -> None:
    """`aa` is the letter å, whichever way somebody's keyboard made it."""
    for written in permutations(names):
        assert " ".join(sorted(written, key=danish_order)) == order


names = st.sampled_from(["Grenaa", "Glesborg", "Ålsrode", "Allingåbro", "Ørsted", "Æbeltoft", "auning"])
points = st.lists(st.sampled_from([DISCUSSED, WAITING, POSTPONED, Point(SAFETY, State.WAITING)]), max_size=2)
lines = st.builds(
    ForumLine, st.sampled_from(ForumKind), names, names, points.map(tuple), st.none() | st.dates()
)


@given(found=st.lists(lines, max_size=12), others=st.lists(points.map(tuple), min_size=12, max_size=12))
def test_what_was_discussed_never_changes_the_order(
    found: list[ForumLine], others: list[tuple[Point, ...]]
) -> None:
    """The same forums with anything else behind them stand in the same order: there is nothing to win."""

    def order(given: list[ForumLine]) -> list[tuple[str, str, str]]:
        return [(line.kind, line.unit, line.name) for group in grouped(given) for line in group.forums]

    changed = [replace(line, points=new, meets_on=None) for line, new in zip(found, others, strict=False)]
    assert order(changed) == order(found)
    assert [kind for kind in KINDS if any(line.kind is kind for line in found)] == list(
        dict.fromkeys(group.kind for group in grouped(found))
    )
    assert sorted(order(found)) == sorted((line.kind, line.unit, line.name) for line in found)


@given(st.lists(lines, max_size=8))
def test_nothing_in_the_paper_can_be_added_up(found: list[ForumLine]) -> None:
    """The only numbers are dates and weeks: no count, no share."""
    said = wording(replace(PAPER, groups=grouped(found)))
    rows = [row for table in said.tables for row in table.rows]
    told = " ".join([*(table.title for table in said.tables), *(row.meets for row in rows)])
    told += " ".join(point for row in rows for point in row.points)
    counted = re.sub(r"\d{1,2}\.\d{1,2}\.\d{1,4}|uge \d{1,2}", "", told)
    assert not re.search(r"\d|%|procent", counted)


MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)


def met(weeks_ago: int, came_of_it: str) -> Meeting:
    return Meeting(MONDAY - timedelta(weeks=weeks_ago), came_of_it == "discussed", came_of_it == "postponed")


@pytest.mark.parametrize(
    ("meetings", "state", "week"),
    [
        ([], State.WAITING, None),
        ([met(1, "")], State.WAITING, None),
        ([met(1, "postponed")], State.POSTPONED, None),
        ([met(1, "postponed"), met(0, "")], State.WAITING, None),
        ([met(0, "postponed"), met(1, "")], State.POSTPONED, None),
        ([met(0, "discussed"), met(4, "discussed")], State.DISCUSSED, "2026-W47"),
        ([met(0, "postponed"), met(4, "discussed")], State.DISCUSSED, "2026-W43"),
        ([met(0, ""), met(46, "discussed")], State.DISCUSSED, "2026-W01"),
    ],
)
def test_where_a_point_stands(meetings: list[Meeting], state: State, week: str | None) -> None:
    assert point_of(ATTENDANCE, meetings, date(2026, 12, 1)) == Point(
        ATTENDANCE, state, IsoWeek.parse(week) if week else None
    )


def test_a_week_of_another_year_is_told_with_its_year() -> None:
    old = replace(NORD, points=(Point(ATTENDANCE, State.DISCUSSED, IsoWeek.parse("2025-W47")),))
    for paper, said in (
        (replace(PAPER, groups=grouped([old])), "drøftet, sidste gang i uge 47 i 2025"),
        (replace(PAPER, groups=grouped([NORD])), "drøftet, sidste gang i uge 47"),
        (replace(PAPER, groups=grouped([NORD]), last=date(2027, 1, 3)), "drøftet, sidste gang i uge 47"),
        (
            replace(PAPER, groups=grouped([NORD]), last=date(2027, 1, 4)),
            "drøftet, sidste gang i uge 47 i 2026",
        ),
    ):
        assert f"Sygefravær og fremmøde: {said}" in [
            point for table in wording(paper).tables for row in table.rows for point in row.points
        ]


def test_what_nobody_has_arranged_is_not_said_to_be_on_an_agenda() -> None:
    assert point_of(ATTENDANCE, [], None).state is State.NOT_YET
    assert point_of(ATTENDANCE, [], date(2026, 12, 1)).state is State.WAITING
    assert point_of(ATTENDANCE, [met(1, "")], None).state is State.WAITING
