"""The organisation file: what is read from it, and how each slip of the pen is told."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource

from bot.demo import data
from domain.calendar import IsoWeek
from domain.check_in import EVERY
from domain.follow_up import Counted, Model
from domain.incident_clocks import DEFAULT, Rules
from domain.kinds import Cadence, ContactKind, ForumKind, Role, Topic
from domain.organisation import (
    NO_DAY,
    NO_REST,
    Fault,
    FollowUpSpec,
    IncidentsSpec,
    MeetingSpec,
    OrganisationFileError,
    RoleSpec,
    TeamSpec,
    read,
)
from domain.quiet_hours import DAYTIME, Hours
from domain.rhythm import Rhythm
from domain.schedule import SUMMER, Occasion, Rest, Schedule

ROOT = Path(__file__).parents[2]
ANNE = "00000000-0000-4000-8000-000000000001"
BO = "00000000-0000-4000-8000-00000000000b"
GROUP = "00000000-0000-4000-8000-000000000031"
ANCHOR = "anchor = 2026-01-21"
CHOSEN = 'lead_days = 15, earliest = "07:00", latest = "15:00", summer = "27-32"'
GOOD = f"""\
# unit = "en bemærkning er ikke en værdi"
[area]
id = "so"
name = "Sundhed og Omsorg"
[[unit]]
id = "grenaa"
name = "Hjemmeplejen Grenaa"
[[unit]]
id = "auning"
name = "Træningscenter Auning"
[[team]]
id = "nord"
unit = "grenaa"
name = "Team Nord"
teams_group_id = "{GROUP}"
meeting = {{ weekday = "torsdag", at = "14:30", cadence = "monthly", anchor = 2026-01-05 }}
[[person]]
id = "{ANNE}"
name = "Anne Holm"
title = "social- og sundhedsassistent"
unit = "grenaa"
team = "nord"
[[person]]
id = "{BO}"
name = "Bo Damhave"
title = "leder"
unit = "auning"
roles = ["leader", "editor@area"]
[[contact]]
name = "Alarm"
number = "1-1-2"
owner = "HR"
checked = 2026-11-02
[[forum]]
id = "lmu"
name = "LMU Grenaa"
kind = "local_committee"
unit = "grenaa"
team = "nord"
convenor = "{ANNE}"
points = ["attendance", "psychological_safety"]
meeting = {{ weekday = "onsdag", at = "13:00", cadence = "quarterly", {ANCHOR}, {CHOSEN} }}
[follow_up]
model = "1-5-14"
days = "working"
talk = false
text = "Ring hellere end at skrive."
owner = "HR"
checked = 2026-11-02
[check_in]
every_weeks = 4
[incidents]
origin = "Beredskabsplanen"
assessment_hours = 12
report_days = 9
ask_last_days = 45
owner = "HR"
checked = 2026-11-02
"""
NOBODY = "99999999-9999-4999-8999-999999999999"
HOURS = 'earliest = "08:00", latest = "17:00"'
UNCLOSED = "Expected ']]' at the end of an array declaration"
# What is written wrongly in GOOD (old, new), and the fault that must come of it.
SLIPS = [
    ("[[contact]]", "[[contact", Fault("syntax-error", 29, "[[contact", UNCLOSED)),
    ("[[unit]]\n", "[[enhed]]\n", Fault("missing-table", None, "unit", "[[unit]]")),
    ("[[contact]]", "[[contakt]]", Fault("unknown-key", 29, "contakt", "contact")),
    ('title = "leder"', 'titel = "leder"', Fault("unknown-key", 26, "titel", "title")),
    ('title = "leder"', 'titel = "leder"', Fault("missing-key", 23, "title", "[[person]] Bo Damhave")),
    ('"Bo Damhave"', '" "', Fault("empty-value", 25, "name", "[[person]]")),
    ('title = "leder"', "title = 7", Fault("wrong-kind", 26, "7", 'title = "…"')),
    ("[area]", "[[area]]", Fault("wrong-kind", 2, "area", "[area]")),
    ("[[contact]]", "[contact]", Fault("wrong-kind", 29, "contact", "[[contact]]")),
    ('["leader", "editor@area"]', '"leader"', Fault("wrong-kind", 28, "leader", 'roles = ["leader"]')),
    ('id = "auning"', 'id = "grenaa"', Fault("duplicate-id", 9, "grenaa", "Hjemmeplejen Grenaa")),
    (BO, ANNE, Fault("duplicate-id", 24, ANNE, "Anne Holm")),
    ('unit = "auning"', 'unit = "aunning"', Fault("unknown-unit", 27, "aunning", "auning")),
    ('unit = "grenaa"\nname', 'unit = "x"\nname', Fault("unknown-unit", 13, "x", "grenaa, auning")),
    ('team = "nord"', 'team = "syd"', Fault("unknown-team", 22, "syd", "nord")),
    ('unit = "auning"', 'unit = "auning"\nteam = "nord"', Fault("team-in-other-unit", 28, "nord", "grenaa")),
    ('"leader", ', '\n"leadr",\n', Fault("unknown-role", 29, "leadr", "leader")),
    ('"leader"', '"leader@area"', Fault("role-not-area-wide", 28, "leader@area", "leader")),
    ('"torsdag"', '"thorsdag"', Fault("unknown-weekday", 16, "thorsdag", "torsdag, tirsdag, thursday")),
    ('"monthly"', '"montly"', Fault("unknown-cadence", 16, "montly", "monthly")),
    (", anchor = 2026-01-05", "", Fault("missing-anchor", 16, "monthly", "anchor = 2026-01-05")),
    (GROUP, "nord", Fault("bad-guid", 15, "nord", "00000000-0000-4000-8000-000000000001")),
    ('"14:30"', '"14:60"', Fault("bad-time", 16, "14:60", "14:30")),
    ("= 2026-01-05", '= "5. januar"', Fault("bad-date", 16, "5. januar", "2026-01-05")),
    ("= 2026-11-02", "= 2026-11-02T08:00:00", Fault("bad-date", 33, "2026-11-02 08:00:00", "2026-01-05")),
    ("= 2026-01-05", "= 0202-01-05", Fault("bad-date", 16, "0202-01-05", "2026-01-05")),
    ('id = "auning"', 'id = "Træning 1"', Fault("bad-id", 9, "Træning 1", "hjemmeplejen-grenaa")),
    ('kind = "local_committee"\n', "", Fault("missing-key", 34, "kind", "[[forum]] LMU Grenaa")),
    ('"local_committee"', '"lokal_committee"', Fault("unknown-kind", 37, "lokal_committee", "local_committee, area_committee")),
    ('"local_committee"', '"area_committee"', Fault("unit-of-area-committee", 38, "grenaa", "LMU Grenaa")),
    ('unit = "grenaa"\nteam = "nord"\nc', 'team = "nord"\nc', Fault("missing-key", 34, "unit", "[[forum]] LMU Grenaa")),
    ('unit = "grenaa"\nteam = "nord"\nc', 'unit = "auning"\nteam = "nord"\nc',
        Fault("forum-team-in-other-unit", 39, "nord", "grenaa")),
    ('team = "nord"\nconvenor', 'team = "sud"\nconvenor', Fault("unknown-team", 39, "sud", "nord")),
    ('id = "lmu"', 'id = "nord"', Fault("duplicate-id", 35, "nord", "Team Nord")),
    ('id = "lmu"', 'id = "Nord"', Fault("duplicate-id", 35, "Nord", "Team Nord")),
    (f'convenor = "{ANNE}"', f'convenor = "{NOBODY}"', Fault("unknown-convenor", 40, NOBODY, "[[person]]")),
    (f'convenor = "{ANNE}"', f'convenor = "{BO[:-2]}1b"', Fault("unknown-convenor", 40, f"{BO[:-2]}1b", BO)),
    (f'convenor = "{ANNE}"', 'convenor = "Anne"', Fault("bad-guid", 40, "Anne", ANNE)),
    ('["attendance", ', '["attendence", ', Fault("unknown-points", 41, "attendence", "attendance")),
    ('points = ["attendance", "psychological_safety"]', 'points = "attendance"',
        Fault("wrong-kind", 41, "attendance", 'points = ["attendance"]')),
    ('points = ["attendance", "psychological_safety"]', "points = []",
        Fault("wrong-kind", 41, "[]", 'points = ["attendance"]')),
    (CHOSEN, 'points = ["attendance"]', Fault("unknown-key", 42, "points", '[[forum]] points = ["attendance"]')),
    (ANCHOR + ", ", "", Fault("missing-anchor", 42, "quarterly", "anchor = 2026-01-05")),
    ("lead_days = 15", "lead_days = 31", Fault("bad-lead-days", 42, "31", "0-30")),
    ("lead_days = 15", "lead_days = -1", Fault("bad-lead-days", 42, "-1", "0-30")),
    ("lead_days = 15", 'lead_days = "15"', Fault("wrong-kind", 42, "15", "lead_days = 2")),
    ("lead_days = 15", "lead_days = true", Fault("wrong-kind", 42, "True", "lead_days = 2")),
    ('"monthly", anchor', '"monthly", lead_days = 16, anchor', Fault("bad-lead-days", 16, "16", "0-15")),
    ('earliest = "07:00"', 'earliest = "7"', Fault("bad-time", 42, "7", "14:30")),
    ('earliest = "07:00"', 'earliest = "15:00"', Fault("hours-reversed", 42, "15:00-15:00", HOURS)),
    (', latest = "15:00"', ', latest = "06:30"', Fault("hours-reversed", 42, "07:00-06:30", HOURS)),
    ('summer = "27-32"', 'summer = "juli"', Fault("bad-summer", 42, "juli", '"28-30", "none"')),
    ('summer = "27-32"', 'summer = "28-54"', Fault("bad-summer", 42, "28-54", '"28-30", "none"')),
    ("[follow_up]", "[[follow_up]]", Fault("wrong-kind", 43, "follow_up", "[follow_up]")),
    ('"1-5-14"', '"1-5-5"', Fault("bad-model", 44, "1-5-5", "1-3-10, 1-5-14, 2-6-14")),
    ('"1-5-14"', '"1-5-29"', Fault("bad-model", 44, "1-5-29", "1-3-10, 1-5-14, 2-6-14")),
    ('model = "1-5-14"\n', "", Fault("missing-key", 43, "model", "[follow_up]")),
    ('"working"', '"arbejdsdage"', Fault("unknown-days", 45, "arbejdsdage", "calendar, working")),
    ("talk = false", 'talk = "nej"', Fault("wrong-kind", 46, "nej", "talk = true")),
    ("Ring hellere", "Ring " + "å" * 1500, Fault("too-long", 47, "text", "1500")),
    ('owner = "HR"', 'owner = ""', Fault("empty-value", 48, "owner", "[follow_up]")),
    ("[check_in]", "[[check_in]]", Fault("wrong-kind", 50, "check_in", "[check_in]")),
    ("every_weeks = 4\n", "", Fault("missing-key", 50, "every_weeks", "[check_in]")),
    ("every_weeks = 4", "every_weeks = 1", Fault("bad-every-weeks", 51, "1", "2, 4, 6, 12")),
    ("every_weeks = 4", 'every_weeks = "4"', Fault("wrong-kind", 51, "4", "every_weeks = 2")),
    ("every_weeks = 4", "every_week = 4", Fault("unknown-key", 51, "every_week", "every_weeks")),
    ('name = "Team Nord"', 'name = "Team Nord"\ncheck_in_day = "onsdags"',
        Fault("bad-check-in-day", 15, "onsdags", "mandag, tirsdag, onsdag, torsdag, fredag, ingen")),
    ('name = "Team Nord"', 'name = "Team Nord"\ncheck_in_day = "lørdag"',
        Fault("bad-check-in-day", 15, "lørdag", "mandag, tirsdag, onsdag, torsdag, fredag, ingen")),
    ('name = "Team Nord"', 'name = "Team Nord"\ncheck_in_day = 2', Fault("wrong-kind", 15, "2", 'check_in_day = "…"')),
    ('"leader"', '"area_head"', Fault("role-only-area-wide", 28, "area_head", "area_head@area")),
    ('number = "1-1-2"', 'number = "1-1-2"\nkind = "local_committee"',
        Fault("unknown-contact-kind", 32, "local_committee", "peer, crisis, hr, whistleblower, hotline")),
    ("[incidents]", "[[incidents]]", Fault("wrong-kind", 52, "incidents", "[incidents]")),
    ('origin = "Beredskabsplanen"\n', "", Fault("missing-key", 52, "origin", "[incidents]")),
    ('origin = "Ber', f'origin = "{"å" * 120}', Fault("too-long", 53, "origin", "120")),
    ("hours = 12", "hours = 0", Fault("number-out-of-range", 54, "0", "assessment_hours = 1-336")),
    ("hours = 12", "hours = 337", Fault("number-out-of-range", 54, "337", "assessment_hours = 1-336")),
    ("hours = 12", 'hours = "12"', Fault("wrong-kind", 54, "12", "assessment_hours = 2")),
    ("report_days = 9", "report_days = 15", Fault("number-out-of-range", 55, "15", "report_days = 1-14")),
    ("last_days = 45", "last_days = 181", Fault("number-out-of-range", 56, "181", "ask_last_days = 1-180")),
    ("last_days = 45", "last_days = 7",
        Fault("asked-in-wrong-order", 56, "7, 7", "ask_first_days = 7, ask_last_days = 30")),
    ("ask_last_days = 45", "ask_first_days = 31",
        Fault("asked-in-wrong-order", 56, "31, 30", "ask_first_days = 7, ask_last_days = 30")),
]  # fmt: skip


def faults_of(text: str) -> tuple[Fault, ...]:
    with pytest.raises(OrganisationFileError) as caught:
        read(text)
    return caught.value.faults


def test_a_good_file_is_read_whole() -> None:
    organisation = read(GOOD)
    team, bo = organisation.teams[0], organisation.people[1]
    assert (organisation.area.id, [unit.id for unit in organisation.units]) == ("so", ["grenaa", "auning"])
    assert (team.unit_id, team.teams_group_id) == ("grenaa", GROUP)
    meeting, committee = organisation.forums
    assert (meeting.id, meeting.kind, meeting.unit_id, meeting.team_id) == (
        "nord", ForumKind.TEAM_MEETING, "grenaa", "nord",
    )  # fmt: skip
    assert meeting.meeting == MeetingSpec(3, time(14, 30), Cadence.MONTHLY, date(2026, 1, 5))
    assert (committee.kind, committee.convenor_id, committee.topics) == (
        ForumKind.LOCAL_COMMITTEE, ANNE, tuple(Topic),
    )  # fmt: skip
    assert committee.meeting == MeetingSpec(
        2, time(13), Cadence.QUARTERLY, date(2026, 1, 21), 15, Hours(time(7), time(15)), Rest(27, 32)
    )
    assert organisation.follow_up == FollowUpSpec(
        Model((1, 5, 14), Counted.WORKING, talk=False), "Ring hellere end at skrive.", "HR", date(2026, 11, 2)
    )
    assert organisation.roles == (RoleSpec(BO, Role.LEADER, "auning"), RoleSpec(BO, Role.EDITOR, None))
    assert (bo.team_id, organisation.contacts[0].note) == (None, "")
    assert organisation.contacts[0].checked == date(2026, 11, 2)
    assert organisation.contacts[0].kind is ContactKind.OTHER
    assert organisation.incidents == IncidentsSpec(
        Rules(assessment_hours=12, report_days=9, ask_last_days=45),
        "Beredskabsplanen",
        "HR",
        date(2026, 11, 2),
    )


def test_hours_that_are_not_written_are_the_usual_ones() -> None:
    usual = read(re.sub(r"(assessment_hours|report_days|ask_last_days) = .*\n", "", GOOD)).incidents
    assert usual
    assert usual.rules == DEFAULT
    assert read(GOOD.partition("[incidents]")[0]).incidents is None


@pytest.mark.parametrize("kind", ContactKind)
def test_a_number_may_say_what_it_is_for(kind: ContactKind) -> None:
    said = read(GOOD.replace('number = "1-1-2"', f'number = "1-1-2"\nkind = "{kind.upper()}"'))
    assert said.contacts[0].kind is kind


@pytest.mark.parametrize(("old", "new", "fault"), SLIPS, ids=[f"{slip[2].code}-{slip[1]}" for slip in SLIPS])
def test_a_slip_is_told_with_its_line_and_its_cure(old: str, new: str, fault: Fault) -> None:
    assert old in GOOD
    assert fault in faults_of(GOOD.replace(old, new))


OTHER_WAYS = [
    ('"torsdag"', '"Thursday"'),
    ('"14:30"', '"14.30"'),
    ('"14:30"', "14:30:00"),
    ("= 2026-01-05", '= "2026-01-05"'),
    (BO, BO.upper()),
    ("\n", "\r\n"),
    ("# unit", "\ufeff# unit"),
]


@pytest.mark.parametrize(("old", "new"), OTHER_WAYS)
def test_the_same_thing_may_be_written_in_several_ways(old: str, new: str) -> None:
    assert read(GOOD.replace(old, new)) == read(GOOD)


def test_a_team_without_meetings_and_a_person_without_a_team_are_in_order() -> None:
    lines = [line for line in GOOD.splitlines() if not line.startswith("meeting")]
    organisation = read("\n".join(lines).replace('team = "nord"', 'team = ""'))
    assert [forum.meeting for forum in organisation.forums] == [None, None]
    assert organisation.people[0].team_id is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ('"onsdag"', 2),
        ('"Wednesday"', 2),
        ('"mandag"', 0),
        ('"FREDAG"', 4),
        ('"ingen"', NO_DAY),
        ('"none"', NO_DAY),
        ('""', None),
    ],
)
def test_the_day_on_which_a_team_is_asked(written: str, day: object) -> None:
    """Monday to Friday; "ingen" is an answer, and another one than to say nothing."""
    said = read(GOOD.replace('name = "Team Nord"', f'name = "Team Nord"\ncheck_in_day = {written}'))
    assert said.teams[0].check_in_day == day
    assert read(GOOD).teams[0].check_in_day is None


def test_how_often_is_said_once_for_the_whole_area() -> None:
    assert read(GOOD).check_in_weeks == 4
    assert read(GOOD.replace("[check_in]\nevery_weeks = 4\n", "")).check_in_weeks is None
    assert {read(GOOD.replace("weeks = 4", f"weeks = {weeks}")).check_in_weeks for weeks in EVERY} == set(
        EVERY
    )


def test_what_the_file_says_of_a_day_wins_over_the_leader_and_silence_does_not() -> None:
    team = TeamSpec("nord", "grenaa", "Team Nord")
    days = [replace(team, check_in_day=said).day_after(1) for said in (None, 0, NO_DAY)]
    assert days == [1, 0, None]


def test_a_meeting_may_have_a_section_of_its_own() -> None:
    section = '[team.meeting]\nweekday = "onsdags"\nat = "9:00"\ncadence = "weekly"\n'
    lines = GOOD.splitlines()
    lines[15] = section.rstrip()
    assert Fault("unknown-weekday", 17, "onsdags", "onsdag, torsdag, søndag") in faults_of("\n".join(lines))


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = GOOD.replace('"14:30"', '"halv tre"').replace('"leader"', '"chef"').replace(BO, "bo")
    faults = faults_of(text.replace('name = "Sundhed og Omsorg"\n', ""))
    assert [(fault.line, fault.code) for fault in faults] == [
        (2, "missing-key"),
        (15, "bad-time"),
        (23, "bad-guid"),
        (27, "unknown-role"),
    ]


def test_two_teams_cannot_share_one_group_in_teams() -> None:
    twin = f'[[team]]\nid = "syd"\nunit = "grenaa"\nname = "Team Syd"\nteams_group_id = "{GROUP}"\n'
    assert faults_of(GOOD + twin) == (Fault("duplicate-id", 63, GROUP, "Team Nord"),)


@pytest.mark.parametrize("text", ["", 'area = "so"\nunit = 5\n', 'unit = ["x"]', "[area", '\ufeff# "'])
def test_a_file_that_is_nothing_like_it_is_a_fault_and_not_a_crash(text: str) -> None:
    assert faults_of(text)


@pytest.mark.parametrize(("language", "line"), [("da", None), ("da", 1234), ("en", None), ("en", 1234)])
def test_every_fault_has_its_sentence(language: str, line: int | None) -> None:
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((ROOT / "texts").glob(f"*{language}.ftl*")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf8")))
    for code in {fault.code for _, _, fault in SLIPS}:
        pattern = bundle.get_message(f"organisation-fault-{code}").value
        assert pattern
        said, problems = bundle.format_pattern(pattern, {"line": line or 0, "detail": "ABC", "hint": "DEF"})
        assert not problems
        assert [part in str(said) for part in ("ABC", "DEF", "1234")] == [True, True, line is not None]


def test_the_example_is_read_cleanly() -> None:
    example = read((ROOT / "examples" / "org.toml").read_text(encoding="utf8"))
    assert (len(example.units), {role.role for role in example.roles}) == (11, set(Role))
    assert {forum.kind for forum in example.forums} == set(ForumKind)
    assert example.follow_up
    assert str(example.follow_up.model) == "1-3-10"
    assert {contact.kind for contact in example.contacts} == set(ContactKind)
    assert example.incidents
    assert (example.incidents.rules, bool(example.incidents.origin)) == (DEFAULT, True)


def test_the_demo_has_its_people_and_every_unit_its_roles() -> None:
    organisation = data.organisation()
    assert (len(organisation.units), len(organisation.teams), len(organisation.people)) == (3, 5, 32)
    assert [int(person.id[-2:]) for person in organisation.people] == list(range(1, 33))
    assert {forum.meeting.cadence for forum in organisation.forums if forum.meeting} == set(Cadence)
    assert {forum.kind for forum in organisation.forums} == set(ForumKind)
    assert tuple(Topic) in {forum.topics for forum in organisation.forums}
    assert [role.unit_id for role in organisation.roles if role.role is Role.MED_SECRETARY] == [None]
    assert [role.unit_id for role in organisation.roles if role.role is Role.AREA_HEAD] == [None]
    assert {contact.kind for contact in organisation.contacts} == set(ContactKind)
    for unit in organisation.units:
        roles = sorted(role.role for role in organisation.roles if role.unit_id == unit.id)
        assert roles == [Role.DEPUTY, Role.LEADER, Role.WORK_ENVIRONMENT_REP]


def test_the_demo_has_teams_of_every_size_that_check_ins_know() -> None:
    """One of which half steps are told, one of which only a level is, and two that are counted together."""
    organisation = data.organisation()
    leading = {role.person_id for role in organisation.roles if role.role in (Role.LEADER, Role.DEPUTY)}
    size = Counter(person.team_id for person in organisation.people if person.id not in leading)
    units = {team.id: team.unit_id for team in organisation.teams}
    assert all(isinstance(team.check_in_day, int) for team in organisation.teams)
    assert organisation.check_in_weeks == 2
    assert any(size[team] >= 10 for team in units)
    assert any(5 <= size[team] < 10 for team in units)
    small = [team for team in units if size[team] < 5]
    pairs = [(one, other) for one in small for other in units if one != other and units[one] == units[other]]
    assert any(size[one] + size[other] >= 5 for one, other in pairs)


def test_the_first_five_are_the_demo_s_main_characters() -> None:
    organisation = data.organisation()
    anne, *_ = first = organisation.people[:5]
    assert (anne.name, anne.title) == ("Anne Holm", "social- og sundhedsassistent")
    assert (organisation.teams[0].name, organisation.teams[0].teams_group_id) == ("Team Nord", GROUP)
    assert anne.team_id == organisation.teams[0].id
    _, leader, deputy, rep, editor = (person.id for person in first)
    assert set(organisation.roles[:5]) == {
        RoleSpec(leader, Role.LEADER, anne.unit_id),
        RoleSpec(deputy, Role.DEPUTY, anne.unit_id),
        RoleSpec(rep, Role.WORK_ENVIRONMENT_REP, anne.unit_id),
        RoleSpec(editor, Role.EDITOR, None),
        RoleSpec(editor, Role.ADMINISTRATOR, None),
    }


@pytest.mark.parametrize("text", ["x = " + "[" * 5000, "x = " + "9" * 6000, "[[[[", "\x00"])
def test_what_no_editor_would_write_is_a_fault_too(text: str) -> None:
    with pytest.raises(OrganisationFileError) as refused:
        read(text)
    assert [fault.code for fault in refused.value.faults] == ["syntax-error"]


def _meeting_written(**more: str) -> MeetingSpec:
    """The team's meeting, with some keys more in its braces."""
    said = "".join(f", {key} = {value}" for key, value in more.items())
    meeting = read(GOOD.replace("= 2026-01-05 }", f"= 2026-01-05{said} }}")).forums[0].meeting
    assert meeting
    return meeting


@pytest.mark.parametrize(
    ("more", "field", "value"),
    [
        ({"lead_days": "0"}, "lead_days", 0),
        ({"earliest": '"06:30"'}, "hours", Hours(time(6, 30), DAYTIME.sleeps)),
        ({"latest": "22:00:00"}, "hours", Hours(DAYTIME.wakes, time(22))),
        ({"summer": '"none"'}, "rest", NO_REST),
        ({"summer": '"28 \u2013 30"'}, "rest", SUMMER),
        ({"summer": '"52-2"'}, "rest", Rest(52, 2)),
        ({"summer": '""'}, "rest", None),
    ],
)
def test_what_else_a_meeting_can_say(more: dict[str, str], field: str, value: object) -> None:
    assert getattr(_meeting_written(**more), field) == value


def test_a_team_s_points_stand_in_its_meeting() -> None:
    read_again = read(GOOD.replace("= 2026-01-05 }", '= 2026-01-05, points = ["psychological_safety"] }'))
    assert [forum.topics for forum in read_again.forums] == [(Topic.PSYCHOLOGICAL_SAFETY,), tuple(Topic)]


def test_an_area_committee_is_no_units_and_may_meet_in_any_teams_channel() -> None:
    area = GOOD.replace('"local_committee"\nunit = "grenaa"', '"area_committee"')
    assert [(forum.unit_id, forum.team_id) for forum in read(area).forums] == [
        ("grenaa", "nord"),
        (None, "nord"),
    ]


def test_capitals_in_a_units_id_lead_to_the_same_unit_everywhere() -> None:
    """The role, the person and the meeting must end up where the unit is."""
    shouting = read(
        GOOD.replace('unit = "grenaa"', 'unit = "GRENAA"').replace('unit = "auning"', 'unit = "AUNING"')
    )
    assert shouting == read(GOOD)


THURSDAY = Rhythm(3, time(14, 30), Cadence.WEEKLY, date(2026, 11, 26))
SAID = MeetingSpec(3, time(14, 30), Cadence.WEEKLY)
TODAY = date(2026, 11, 23)


def test_what_the_file_does_not_say_stays_as_the_leader_arranged_it() -> None:
    moved = Occasion(IsoWeek(2026, 48), datetime(2026, 11, 27, 9, tzinfo=UTC))
    before = Schedule(THURSDAY, 4, Hours(time(6), time(14)), None, date(2027, 1, 4), moved)
    assert SAID.schedule(before, TODAY) == before
    said = replace(SAID, lead_days=2, hours=DAYTIME, rest=SUMMER).schedule(before, TODAY)
    assert said == replace(before, lead_days=2, hours=DAYTIME, rest=SUMMER)
    assert replace(SAID, rest=NO_REST).schedule(Schedule(THURSDAY), TODAY).rest is None


def test_a_new_rhythm_ends_the_pause_of_the_old_one_and_shortens_a_lead_that_no_longer_fits() -> None:
    before = Schedule(
        replace(THURSDAY, cadence=Cadence.QUARTERLY), 30, rest=None, paused_until=date(2027, 1, 4)
    )
    after = SAID.schedule(before, TODAY)
    assert (after.paused_until, after.lead_days, after.rest) == (None, 4, None)


def test_a_first_rhythm_without_an_anchor_is_counted_from_today() -> None:
    assert SAID.schedule(None, TODAY) == Schedule(replace(THURSDAY, anchor=TODAY))
