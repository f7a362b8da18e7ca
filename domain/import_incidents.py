"""Reading what an organisation file says of incidents: the municipality's own hours and days."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from domain.import_table import ImportTable
from domain.incident_clocks import DEFAULT, Rules
from domain.organisation_specs import IncidentsSpec

ORIGIN_MAX = 120  # it stands beside the hours, on a phone


def incidents_of(table: ImportTable) -> IncidentsSpec | None:
    """What is not written keeps its usual number. None where there is a fault in the numbers."""
    origin, owner, checked = table.text("origin"), table.text("owner"), table.day("checked")
    if len(origin) > ORIGIN_MAX:
        table.fault("too-long", "origin", "origin", str(ORIGIN_MAX))
    numbers = {key: _number(table, key, usual) for key, usual in asdict(DEFAULT).items()}
    if numbers["ask_first_days"] >= numbers["ask_last_days"]:
        span = f"{numbers['ask_first_days']}, {numbers['ask_last_days']}"
        key = "ask_last_days" if "ask_last_days" in table.values else "ask_first_days"
        table.fault("asked-in-wrong-order", key, span, "ask_first_days = 7, ask_last_days = 30")
        return None
    return IncidentsSpec(Rules(**numbers), origin, owner, checked or date.min)


def _number(table: ImportTable, key: str, usual: int) -> int:
    """The usual number, too, where the written one cannot be: the file is refused for it anyway."""
    most = 14 * 24 if key.endswith("_hours") else 14 if key == "report_days" else 180
    written = table.number(key)
    if written is not None and not 1 <= written <= most:
        table.fault("number-out-of-range", key, written, f"{key} = 1-{most}")
        return usual
    return usual if written is None else written
