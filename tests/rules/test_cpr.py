"""CPR numbers are found however they are written; telephones, dates and case numbers are left alone (safety T16).

Every number here is made up: days, months and years are drawn, and no check digit is looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.cpr import contains_cpr

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

# d day, m month, y year of two digits, Y of four, s serial
FORMS = (
    """
{d:02}{m:02}{y:02}{s}
{d:02}{m:02}{y:02}-{s}
{d:02}{m:02}{y:02} {s}
{d:02}{m:02}{y:02}.{s}
{d:02}{m:02}{y:02}/{s}
{d:02}{m:02}{y:02}_{s}
{d:02}{m:02}{y:02} - {s}
{d:02}{m:02}{y:02}  {s}
{d:02} {m:02} {y:02} {s}
{d:02} {m:02} {y:02}-{s}
{d:02}-{m:02}-{y:02}-{s}
{d:02}.{m:02}.{y:02}-{s}
{d:02}/{m:02}/{y:02}-{s}
{d:02}/{m:02}-{y:02} {s}
{d:02}.{m:02}.{y:02}{s}
{d}.{m}.{y:02}-{s}
{d}. {m}. {y:02} - {s}
{d}/{m}-{y:02} {s}
{d:02}{m:02}{Y}-{s}
{d:02}{m:02}{Y}{s}
{d:02}.{m:02}.{Y}-{s}
{d:02}{m:02} {y:02} {s}
CPR:{d:02}{m:02}{y:02}{s}
cpr{d:02}{m:02}{y:02}-{s}.
({d:02}{m:02}{y:02}-{s})
{d:02}{m:02}{y:02}–{s}
{d:02}{m:02}{y:02}\u2011{s}
{d:02}{m:02}{y:02}\u2212{s}
{d:02}{m:02}{y:02}\u00a0{s}
{d:02}\u202f{m:02}\u202f{y:02}\u202f{s}
{d:02}{m:02}{y:02}\u200b{s}
{d:02}{m:02}{y:02}\u2060-\ufeff{s}
{d:02}{m:02}{y:02}\u00ad{s}
{d:02}{m:02}{y:02}－{s}
{d:02}．{m:02}．{y:02}－{s}
""".strip().splitlines()
    + [f"{{d:02}}{{m:02}}{{y:02}}{gap}{{s}}" for gap in (":", ",", "=", "~", "*", "’", " / ", "|")]
    + ["{d:02}{m:02}{y:02} ({s})", "{Y}-{m:02}-{d:02}-{s}", "{Y}.{m:02}.{d:02} {s}"]
    + ["{d:02}{m:02}{y:02}\n{s}", "{d:02} {m:02} {y:02}\r\n{s}", "{d:02}{m:02}{y:02}\t{s}"]
)


def a_number(random: Random) -> dict[str, object]:
    year = random.randrange(1900, 2027)
    day = random.randrange(1, 32) + random.choice([0, 0, 0, 60])
    serial = f"{random.randrange(10_000):04}"
    return {"d": day, "m": random.randrange(1, 13), "y": year % 100, "Y": year, "s": serial}


@pytest.mark.parametrize("form", FORMS)
def test_every_written_form_is_found(form: str) -> None:
    """A hundred numbers in each form, alone and in a sentence, in ordinary and other digits: all are found."""
    random = Random(form)
    for _ in range(100):
        written = form.format(**a_number(random))
        assert contains_cpr(written), written
        assert contains_cpr(f"Jeg ringede til Inger, {written}, om middagen."), written
        assert contains_cpr(written.translate(FULL_WIDTH)), written
        assert contains_cpr(written.translate(ARABIC)), written


@pytest.mark.parametrize(
    "written",
    [
        "0101901234",
        "010190-1234",
        "610190-1234",
        "910190-1234",
        "0101900000",
        "010190-12 34",
        "01 01 90 12 34",
    ],
)
def test_single_numbers(written: str) -> None:
    """Replacement numbers add 60 to the day; a serial of noughts fails every check digit and still counts."""
    assert contains_cpr(written) is (written != "010190-12 34")


def test_a_number_fails_or_passes_modulus_11_alike() -> None:
    """Since 2007 the check does not hold for everybody: all ten thousand serials of a birthday are found."""
    assert all(contains_cpr(f"010107-{serial:04}") for serial in range(10_000))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "21 11 20 26",
        "+45 21 11 20 26",
        "tlf. 2111 2026",
        "004521112026",
        "+4521112026",
        "21112026 eller 20111213",
        "21 11 20 26\n20 11 12 13",
        "2111 2026, 2011 1213",
        "sag 22/179",
        "2023-432-0016",
        "27.03.00-Ø56-1-23",
        "26.11.2026",
        "26.11.2026 kl. 14.30",
        "26.11.26 14.30-15.30",
        "den 26/11 kl. 14-16",
        "01.01.2026-31.12.2026",
        "1.1.2026 - 1.2.2026",
        "den 1.-9.12.2026",
        "den 12-14.11 2026",
        "24.12.2026 - 2027-03-24",
        "stue 12, 2. sal",
        "rum 1.12.34",
        "2026-W47",
        "1-3-10-modellen i 2026",
        "12345678",
        "0101190",
        "01019012345",
        "0101901234567",
        "410190-1234",
        "001390-1234",
        "310090-1234",
        "320190-1234",
        "011390-1234",
        "8500 Grenaa",
        "kl. 07.15-15.30",
        "4 måltider, 3 gåture, 2 sange og 1 kage",
    ],
)
def test_what_is_no_cpr_number_is_left_alone(text: str) -> None:
    """Telephones have eight digits, dates no serial, and there is no 41st day or 13th month."""
    assert not contains_cpr(text)


def grouped(random: Random, digits: str) -> str:
    sizes = random.choice([(2, 2, 2, 2), (4, 4), (8,), (3, 3, 2), (2, 3, 3)])
    parts, at = [], 0
    for size in sizes:
        parts.append(digits[at : at + size])
        at += size
    return " ".join(parts)


def digits(random: Random, how_many: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(how_many))


def a_date(random: Random) -> str:
    form = random.choice(
        ["{d}.{m}.{y}", "{d:02}.{m:02}.{y}", "{d}/{m} {y}", "{y}-{m:02}-{d:02}", "{d}/{m}-{y}"]
    )
    return form.format(d=random.randrange(1, 29), m=random.randrange(1, 13), y=random.randrange(2020, 2030))


def a_time(random: Random) -> str:
    return f"{random.randrange(24):02}{random.choice('.:')}{random.randrange(60):02}"


INNOCENT: dict[str, Callable[[Random], str]] = {
    "telephone": lambda r: r.choice(["", "+45 ", "0045 ", "tlf. ", "+45"]) + grouped(r, digits(r, 8)),
    "telephone after a name": lambda r: f"Ring {grouped(r, digits(r, 8))} eller {grouped(r, digits(r, 8))}",
    "case": lambda r: r.choice([f"{digits(r, 2)}/{digits(r, r.choice([3, 4, 5]))}", f"20{digits(r, 2)}-{digits(r, 3)}-{digits(r, 4)}"]),
    "date": a_date,
    "date and time": lambda r: f"{a_date(r)} kl. {a_time(r)}",
    "date range": lambda r: f"{a_date(r)} - {a_date(r)}",
    "time range": lambda r: f"{a_time(r)}-{a_time(r)}",
    "room": lambda r: r.choice([f"stue {digits(r, 3)}", f"{r.randrange(5)}.{r.randrange(40)}", f"B{digits(r, 4)}"]),
    "week": lambda r: r.choice([f"2026-W{r.randrange(1, 54):02}", f"uge {r.randrange(1, 54)} 2026"]),
    "account": lambda r: digits(r, r.choice([7, 8, 11, 13, 14, 16])),
}  # fmt: skip


@pytest.mark.parametrize("kind", INNOCENT)
def test_false_alarms_are_rare(kind: str) -> None:
    """At most one in a hundred of a thousand generated strings of each kind."""
    random = Random(kind)
    alarms = [text for _ in range(1000) if contains_cpr(text := INNOCENT[kind](random))]
    assert len(alarms) <= 10, alarms[:10]


@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 10**6), st.sampled_from(FORMS))
@settings(max_examples=100)
def test_words_around_a_number_do_not_hide_it(before: str, after: str, seed: int, form: str) -> None:
    """Unless they are digits that make it another number."""
    number = form.format(**a_number(Random(seed)))
    assert contains_cpr(f"{before} x {number} x {after}")


@pytest.mark.parametrize(
    "hostile",
    [
        "0",
        "9",
        "01",
        "01 ",
        "1.",
        "1 ",
        " 1",
        "1.1.1.",
        "01.01.90-",
        "010190-123x",
        "٣",
        "1\u200b",
        "\u0301",
        "- . /",
    ],
)
def test_ten_kilobytes_of_hostile_digits_come_to_an_end(hostile: str) -> None:
    """No repetition in the pattern is unbounded, so the search cannot explode; and a number at the end is found."""
    flood = hostile * (10_000 // len(hostile))
    assert not contains_cpr(flood)
    assert contains_cpr(flood + " x 010190-1234")
