"""The administrator's commands: organisation, tokens, database, app package."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.console import err, out, refuse, say, settings_of, t, wait_for

groups = {
    name: typer.Typer(help=t(f"cli-{name}-help"), no_args_is_help=True)
    for name in ("org", "token", "db", "manifest")
}


@groups["org"].command("import", help=t("cli-org-import-help"))
def org_import(file: Path) -> None:
    from bot.commands.data import import_organisation

    wanted = wait_for(import_organisation(settings_of(), file))
    counts = {"units": len(wanted.units), "teams": len(wanted.teams), "people": len(wanted.people)}
    say(t("cli-org-imported", **counts))


@groups["org"].command("show", help=t("cli-org-show-help"))
def org_show(as_json: Annotated[bool, typer.Option("--json", help=t("cli-json-help"))] = False) -> None:
    from bot.commands.data import organisation_summary

    summary = wait_for(organisation_summary(settings_of()))
    if as_json:
        out.print_json(json.dumps(summary, ensure_ascii=False))
        return
    if summary["area"] is None:
        refuse("cli-no-organisation")
    out.print(str(summary["area"]), style="bold", markup=False)
    for unit in summary["units"]:  # type: ignore[attr-defined]
        say(f"  {unit}")
    for team in summary["teams"]:  # type: ignore[attr-defined]
        say(f"  · {team['name']}  {_in_copenhagen(team['next_meeting'])}")


def _in_copenhagen(moment: str | None) -> str:
    """As the team says it; `--json` has the moment in UTC."""
    from domain.calendar import local
    from texts.dates import clock, long_date

    if moment is None:
        return ""
    there = local(datetime.fromisoformat(moment))
    return f"{long_date(there.date(), t.language)} {clock(there, t.language)}"


@groups["token"].command("create", help=t("cli-token-create-help"))
def token_create(
    label: Annotated[str, typer.Option(help=t("cli-label-help"))] = "digest",
    database: Annotated[str | None, typer.Option(help=t("cli-database-help"))] = None,
) -> None:
    from bot.commands.data import create_token

    token = wait_for(create_token(settings_of(database), label))
    say(t("cli-token-once"), err)
    say(token)


@groups["db"].command("upgrade", help=t("cli-db-upgrade-help"))
def db_upgrade() -> None:
    from bot.commands.data import upgrade

    wait_for(upgrade(settings_of()))
    say(t("cli-db-upgraded"))


@groups["manifest"].command("build", help=t("cli-manifest-build-help"))
def manifest_build(
    output: Annotated[Path, typer.Option(help=t("cli-output-help"))] = Path("medvind.zip"),
) -> None:
    from bot.commands.manifest import build_manifest

    say(t("cli-written", file=str(build_manifest(settings_of(), output))))


@groups["manifest"].command("check", help=t("cli-manifest-check-help"))
def manifest_check(file: Annotated[Path, typer.Argument()] = Path("medvind.zip")) -> None:
    from bot.manifest import problems

    found = problems(file)
    for problem in found:
        say(t(problem.text_id, detail=problem.detail), err)
    if found:
        raise typer.Exit(1)
    say(t("cli-manifest-ok"))
