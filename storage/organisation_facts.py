"""How an organisation is in the database and how the file wants it, side by side and in the same terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date

from domain.incident_clocks import Rules
from domain.kinds import Topic
from domain.organisation import ContactSpec, ForumSpec, Organisation, PersonSpec, TeamSpec, UnitSpec
from domain.organisation_diff import Facts, Ref
from domain.schedule import Schedule
from storage import forums
from storage.incident_rules import as_rules
from storage.organisation_rows import Key, Rows
from storage.tables import Contact, Forum, Person, Team, Unit

CARD, FILE = "card", "file"  # where a role comes from
Sides = tuple[Mapping[str, Facts], Mapping[str, Facts]]  # before and after, by key


class Both:
    """What is there, and what is wanted. Names are the file's, or else those known until now."""

    def __init__(self, rows: Rows, wanted: Organisation, today: date) -> None:
        self.rows, self.wanted, self.today = rows, wanted, today
        self._units = _refs(rows.units.values(), wanted.units)
        self._teams = _refs(rows.teams.values(), wanted.teams)
        self._people = _refs(rows.people.values(), wanted.people)

    def areas(self) -> Sides:
        there = {
            area.id: Facts(area.name, {"check_in_weeks": area.check_in_weeks}) for area in self.rows.areas
        }
        weeks = self.wanted.check_in_weeks or self.rows.check_in_weeks
        return there, {self.wanted.area.id: Facts(self.wanted.area.name, {"check_in_weeks": weeks})}

    def units(self) -> Sides:
        there = {u.id: Facts(u.name, {}) for u in self.rows.units.values() if u.in_organisation}
        return there, {unit.id: Facts(unit.name, {}) for unit in self.wanted.units}

    def teams(self) -> Sides:
        rows = self.rows.teams
        there = {t.id: self._team(t, t.check_in_day) for t in rows.values() if t.in_organisation}
        then = {
            spec.id: self._team(spec, spec.day_after(rows[spec.id].check_in_day if spec.id in rows else None))
            for spec in self.wanted.teams
        }
        return there, then

    def _team(self, team: Team | TeamSpec, check_in_day: int | None) -> Facts:
        fields: dict[str, object] = {
            "unit": self._units.get(team.unit_id),
            "teams_group_id": team.teams_group_id,
        }
        return Facts(team.name, fields | {"check_in_day": check_in_day})

    def forums(self) -> Sides:
        """What the file does not say of a forum stays, so it is no difference."""
        there = {f.id: self._forum_there(f) for f in self.rows.forums.values() if f.in_organisation}
        return there, {spec.id: self._forum_wanted(spec) for spec in self.wanted.forums}

    def _forum_there(self, forum: Forum) -> Facts:
        return self._forum(forum, forums.topics_of(forum), forums.schedule_of(forum))

    def _forum_wanted(self, spec: ForumSpec) -> Facts:
        known = self.rows.forums.get(spec.id)
        topics = spec.topics or (forums.topics_of(known) if known else (Topic.ATTENDANCE,))
        schedule = forums.schedule_of(known) if known else None
        if spec.meeting is not None:
            schedule = spec.meeting.schedule(schedule, self.today)
        return self._forum(spec, topics, schedule)

    def _forum(self, forum: Forum | ForumSpec, topics: tuple[Topic, ...], schedule: Schedule | None) -> Facts:
        fields: dict[str, object] = {
            "kind": str(forum.kind),
            "unit": self._units.get(forum.unit_id or ""),
            "team": self._teams.get(forum.team_id or ""),
            "convenor": self.person(forum.convenor_id) if forum.convenor_id else None,
            "points": topics,
        }
        if schedule is not None:
            fields |= {"meeting": schedule.rhythm, "lead_days": schedule.lead_days, "hours": schedule.hours}
            fields |= {"summer": schedule.rest or "none"}
            fields |= {"paused_until": schedule.paused_until, "moved": schedule.moved}
        return Facts(forum.name, fields)

    def people(self) -> Sides:
        there = {
            p.id: self._person(p.name, p.title, p.unit_id, p.team_id)
            for p in self.rows.people.values()
            if p.in_organisation
        }
        then = {p.id: self._person(p.name, p.title, p.unit_id, p.team_id) for p in self.wanted.people}
        return there, then

    def _person(self, name: str, title: str, unit_id: str | None, team_id: str | None) -> Facts:
        unit, team = self._units.get(unit_id or ""), self._teams.get(team_id or "")
        return Facts(name, {"title": title, "unit": unit, "team": team})

    def roles(self) -> Sides:
        """A role that a card gave and the file gives as well is the file's from then on."""
        there = {
            key: self.role(key, CARD if grant.by_card else FILE) for key, grant in self.rows.grants.items()
        }
        given = {role.key: self.role(role.key, FILE) for role in self.wanted.roles}
        then = {key: self.role(key, CARD) for key in self.by_card()} | given
        return _joined(there), _joined(then)

    def by_card(self) -> list[Key]:
        """The roles that cards gave, and that stay."""
        return sorted(self.wanted.outlived_by(k for k, grant in self.rows.grants.items() if grant.by_card))

    def role(self, key: Key, source: str) -> Facts:
        person_id, role, unit_id = key
        fields = {"role": role, "unit": self._units.get(unit_id), "source": source}
        return Facts(self.person(person_id).name, fields)

    def contacts(self) -> Sides:
        there = [_contact(row, row.checked_on) for row in self.rows.contacts]
        return _numbered(there), _numbered([_contact(spec, spec.checked) for spec in self.wanted.contacts])

    def follow_up(self) -> Sides:
        row, own = self.rows.follow_up, self.wanted.follow_up
        there = (
            {"": _model(row.days, row.counted, row.talk, row.text, row.owner, row.checked_on)} if row else {}
        )
        if own is None:
            return there, {}
        model = own.model
        then = _model(str(model), model.counted, model.talk, own.text, own.owner, own.checked)
        return there, {"": then}

    def incidents(self) -> Sides:
        row, own = self.rows.incidents, self.wanted.incidents
        there = {"": _hours(as_rules(row), row.origin, row.owner, row.checked_on)} if row else {}
        return there, {"": _hours(own.rules, own.origin, own.owner, own.checked)} if own else {}

    def person(self, person_id: str) -> Ref:
        """Somebody whose name nobody knows goes by her id."""
        return self._people.get(person_id, Ref(person_id, person_id))


def _refs(
    there: Iterable[Unit | Team | Person], wanted: Iterable[UnitSpec | TeamSpec | PersonSpec]
) -> dict[str, Ref]:
    known = {one.id: Ref(one.id, one.name) for one in there if one.name}
    return known | {one.id: Ref(one.id, one.name) for one in wanted}


def _joined(roles: Mapping[Key, Facts]) -> dict[str, Facts]:
    return {"|".join(key): facts for key, facts in roles.items()}


def _contact(contact: Contact | ContactSpec, checked: date) -> Facts:
    fields = {"contact_kind": str(contact.kind), "number": contact.number, "note": contact.note}
    return Facts(contact.name, {**fields, "owner": contact.owner, "checked": checked})


def _numbered(contacts: Iterable[Facts]) -> dict[str, Facts]:
    """By name; two may share one."""
    seen: Counter[str] = Counter()
    found = {}
    for contact in contacts:
        seen[contact.name] += 1
        found[f"{contact.name}|{seen[contact.name]}"] = contact
    return found


def _model(days: str, counted: str, talk: bool, text: str, owner: str, checked: date) -> Facts:
    fields = {"days": str(counted), "talk": talk, "text": text, "owner": owner, "checked": checked}
    return Facts(days, fields)


def _hours(rules: Rules, origin: str, owner: str, checked: date) -> Facts:
    """They go by where they come from."""
    return Facts(origin, {**asdict(rules), "owner": owner, "checked": checked})
