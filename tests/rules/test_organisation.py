"""The organisation file: what is read from it, and how each slip of the pen is told."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource

from bot.demo import data
from domain.kinds import Cadence, Role
from domain.organisation import Fault, OrganisationFileError, RoleSpec, read

ROOT = Path(__file__).parents[2]
ANNE = "00000000-0000-4000-8000-000000000001"
BO = "00000000-0000-4000-8000-00000000000b"
GROUP = "00000000-0000-4000-8000-000000000031"
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
"""
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
    assert (team.weekday, team.at) == (3, time(14, 30))
    assert (team.cadence, team.anchor) == (Cadence.MONTHLY, date(2026, 1, 5))
    assert organisation.roles == (RoleSpec(BO, Role.LEADER, "auning"), RoleSpec(BO, Role.EDITOR, None))
    assert (bo.team_id, organisation.contacts[0].note) == (None, "")
    assert organisation.contacts[0].checked == date(2026, 11, 2)


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
    assert (organisation.teams[0].weekday, organisation.people[0].team_id) == (None, None)


def test_a_meeting_may_have_a_section_of_its_own() -> None:
    section = '[team.meeting]\nweekday = "onsdags"\nat = "9:00"\ncadence = "weekly"\n'
    lines = [section.rstrip() if line.startswith("meeting") else line for line in GOOD.splitlines()]
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
    assert faults_of(GOOD + twin) == (Fault("duplicate-id", 38, GROUP, "Team Nord"),)


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


def test_the_demo_has_its_people_and_every_unit_its_roles() -> None:
    organisation = data.organisation()
    assert (len(organisation.units), len(organisation.teams), len(organisation.people)) == (3, 5, 25)
    assert [int(person.id[-2:]) for person in organisation.people] == list(range(1, 26))
    assert {team.cadence for team in organisation.teams} == set(Cadence)
    for unit in organisation.units:
        roles = sorted(role.role for role in organisation.roles if role.unit_id == unit.id)
        assert roles == [Role.DEPUTY, Role.LEADER, Role.WORK_ENVIRONMENT_REP]


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
