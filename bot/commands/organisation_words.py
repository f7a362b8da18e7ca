"""What an import changes, in words: with marks that can be read without colours, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from domain.calendar import local
from domain.kinds import Cadence
from domain.organisation_diff import Diff, Entry, FieldChange, Mark, Ref, What
from domain.quiet_hours import Hours
from domain.rhythm import Rhythm
from domain.schedule import Occasion, Rest
from texts.catalogue import Texts
from texts.dates import clock, short_date

# A sign and a colour; the sign alone must do.
SIGNS = {Mark.ADDED: "+", Mark.CHANGED: "~", Mark.LEFT: "-", Mark.KEPT: "="}
STYLES = {Mark.ADDED: "green", Mark.CHANGED: "yellow", Mark.LEFT: "red", Mark.KEPT: "dim"}
_CALLED = {What.FOLLOW_UP: "model", What.INCIDENTS: "origin"}  # what goes by something else than a name
NEW_SHOWN = 30  # of one kind: the first import of a municipality has thousands
Line = tuple[str, str]  # what to print, and in which style


def lines(found: Diff, t: Texts) -> Iterator[Line]:
    """Each kind of thing under its heading, in the order of the file."""
    if not found.changes:
        yield t("cli-diff-none"), ""
    for what in What:
        entries = [entry for entry in (*found.changes, *found.kept) if entry.what is what]
        if entries:
            yield t(f"cli-diff-of-{what.replace('_', '-')}"), "bold"
            yield from _of_one_kind(entries, t)
    if found.changes:
        added, changed, left = map(found.count, (Mark.ADDED, Mark.CHANGED, Mark.LEFT))
        yield t("cli-diff-sum", added=added, changed=changed, left=left), ""


def _of_one_kind(entries: Sequence[Entry], t: Texts) -> Iterator[Line]:
    added = [entry for entry in entries if entry.mark is Mark.ADDED]
    for entry in [*added[:NEW_SHOWN], *(entry for entry in entries if entry.mark is not Mark.ADDED)]:
        yield f"  {SIGNS[entry.mark]} {_title(entry, t)}", STYLES[entry.mark]
        for change in () if entry.what is What.ROLE else entry.fields:
            called = _CALLED.get(entry.what, "name") if change.field == "name" else change.field
            yield f"      {_change(replace(change, field=called), t)}", ""
    if len(added) > NEW_SHOWN:
        yield f"  {t('cli-diff-more', count=len(added) - NEW_SHOWN)}", ""


def _title(entry: Entry, t: Texts) -> str:
    """The name, with what tells one role or one forum from another."""
    about = entry.facts.fields
    if entry.what is What.ROLE:
        unit = about["unit"].name if isinstance(about["unit"], Ref) else t("cli-diff-everywhere")
        role = t(f"role-{str(about['role']).replace('_', '-')}")
        said = t("cli-diff-role", name=entry.name, role=role, unit=unit)
        if entry.mark is Mark.KEPT:
            return f"{said} ({t('cli-diff-by-card')})"
        return f"{said} ({t('cli-diff-also-in-file')})" if entry.mark is Mark.CHANGED else said
    if entry.what is What.FORUM and entry.mark is Mark.ADDED:
        told = [word_for(about[field], field, t) for field in ("kind", "meeting") if about.get(field)]
        return f"{entry.name} ({'; '.join(told)})"
    return entry.name or t("cli-diff-field-order")


def _change(change: FieldChange, t: Texts) -> str:
    before, after = (word_for(value, change.field, t) for value in (change.before, change.after))
    field = t(f"cli-diff-field-{change.field.replace('_', '-')}")
    return t("cli-diff-change", field=field, before=before, after=after)


def word_for(value: object, field: str, t: Texts) -> str:
    """One value as an administrator says it."""
    match field, value:
        case _, None | "":
            return t("my-data-nothing")
        case "kind", str():
            return t(f"forum-kind-{value.replace('_', '-')}")
        case "contact_kind", str():
            return t(f"contact-kind-{value}")
        case "days", str():
            return t(f"cli-diff-days-{value}")
        case "summer", str():
            return t("rhythm-summer-none")
        case "talk", bool():
            return t("cli-yes") if value else t("cli-no")
        case "lead_days", int():
            return t("rhythm-lead", days=value)
        case "check_in_day", int():
            return t(f"rhythm-weekday-{value}")
        case "points", tuple():
            return t(f"rhythm-topics-{'-and-'.join(value).replace('_', '-')}")
        case "order", tuple():
            return ", ".join(value)
    return _moment(value, t)


def _moment(value: object, t: Texts) -> str:
    """What is about time, and at last whatever is a text already."""
    match value:
        case Ref():
            return value.name
        case Rhythm():
            return _rhythm(value, t)
        case Hours():
            return t("rhythm-hours", first=f"{value.wakes:%H.%M}", last=f"{value.sleeps:%H.%M}")
        case Rest():
            return t("rhythm-summer", first=str(value.first), last=str(value.last))
        case Occasion():
            there = local(value.meets_at)
            return f"{short_date(there.date(), t.language)} {clock(there, t.language)}"
        case date():
            return short_date(value, t.language)
    return str(value)


def _rhythm(rhythm: Rhythm, t: Texts) -> str:
    weekday, often = (
        t(f"rhythm-weekday-{rhythm.weekday}"),
        t(f"rhythm-cadence-{rhythm.cadence.replace('_', '-')}"),
    )
    told = t("cli-diff-meeting", weekday=weekday, at=clock(rhythm.at, t.language), cadence=often)
    if rhythm.cadence is Cadence.WEEKLY:
        return told
    return t("cli-diff-counted", meeting=told, anchor=short_date(rhythm.anchor, t.language))


def as_data(found: Diff) -> dict[str, object]:
    """For `--json`: codes and ids, moments in ISO."""
    return {
        "changes": [_entry(entry) for entry in found.changes],
        "kept": [_entry(entry) for entry in found.kept],
        "counts": {str(mark): found.count(mark) for mark in (Mark.ADDED, Mark.CHANGED, Mark.LEFT)},
    }


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "what": str(entry.what),
        "mark": str(entry.mark),
        "id": entry.id,
        "name": entry.name,
        "is": {field: _plain(value) for field, value in entry.facts.fields.items()},
        "fields": [
            {"field": change.field, "from": _plain(change.before), "to": _plain(change.after)}
            for change in entry.fields
        ],
    }


def _plain(value: object) -> object:
    match value:
        case Ref():
            return value.id
        case Rhythm():
            at, anchor = value.at.isoformat("minutes"), value.anchor.isoformat()
            return {"weekday": value.weekday, "at": at, "cadence": str(value.cadence), "anchor": anchor}
        case Hours():
            return {"earliest": f"{value.wakes:%H:%M}", "latest": f"{value.sleeps:%H:%M}"}
        case Rest():
            return f"{value.first}-{value.last}"
        case Occasion():
            return {"week": str(value.week), "at": value.meets_at.isoformat()}
        case tuple():
            return [str(one) for one in value]
        case date():
            return value.isoformat()
    return value
