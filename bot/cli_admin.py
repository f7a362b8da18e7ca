"""The administrator's commands: organisation, tokens, database, app package."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.console import Commands, err, out, refuse, say, settings_of, t, wait_for

groups = {
    name: Commands(help=t(f"cli-{name}-help"), no_args_is_help=True)
    for name in ("org", "token", "db", "manifest")
}
groups["outbox"] = Commands(help=t("cli-outbox-help"), no_args_is_help=True)
groups["audit"] = Commands(help=t("cli-audit-help"), no_args_is_help=True)


@groups["org"].command("import", help=t("cli-org-import-help"))
def org_import(
    file: Path,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=t("cli-dry-run-help"))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=t("cli-yes-help"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli-json-help"))] = False,
    database: Annotated[str | None, typer.Option(help=t("cli-database-help"))] = None,
) -> None:
    from bot.commands import organisation
    from bot.commands.organisation_words import as_data, lines
    from bot.progress import Bar

    settings = settings_of(database)
    if dry_run:
        found = wait_for(organisation.look(settings, file))
    else:
        with Bar(t("cli-importing"), err()) as advance:
            found = wait_for(organisation.import_organisation(settings, file, advance, yes=yes))
    wanted = found.wanted
    counts = {"units": len(wanted.units), "teams": len(wanted.teams), "people": len(wanted.people)}
    doubts = [t(doubt.text_id, **doubt.values) for doubt in organisation.doubts(found.diff)]
    if as_json:
        about = {"applied": not dry_run, "read": counts, "doubts": doubts}
        out().print_json(data=about | as_data(found.diff))
        return
    for line, style in lines(found.diff, t):
        out().print(line, style=style or None, markup=False, soft_wrap=True)
    say(t("cli-org-not-changed") if dry_run else t("cli-org-imported", **counts))
    for doubt in doubts if dry_run else ():
        say(doubt, err())


@groups["org"].command("show", help=t("cli-org-show-help"))
def org_show(
    as_json: Annotated[bool, typer.Option("--json", help=t("cli-json-help"))] = False,
    database: Annotated[str | None, typer.Option(help=t("cli-database-help"))] = None,
) -> None:
    from bot.commands.data import organisation_summary

    summary: Any = wait_for(organisation_summary(settings_of(database)))
    if as_json:
        out().print_json(data=summary)
        return
    if summary["area"] is None:
        refuse("cli-no-organisation")
    out().print(summary["area"], style="bold", markup=False)
    for unit in summary["units"]:
        say(f"  {unit}")
    for forum in summary["forums"]:
        kind, when = t(f"forum-kind-{forum['kind'].replace('_', '-')}"), _in_copenhagen(forum["next_meeting"])
        say(f"  · {forum['name']} ({kind})  {when}".rstrip())
        through = {"channel": "cli-forum-channel", "person": "cli-forum-person", None: "cli-forum-nobody"}
        say("    " + t(through[forum["through"]], name=forum["reaches"] or ""))
    for team in summary["teams"]:
        if team["check_in_day"] is not None:
            weekday, weeks = t(f"rhythm-weekday-{team['check_in_day']}"), summary["check_in_weeks"]
            say("  · " + t("cli-org-check-in", name=team["name"], weekday=weekday, weeks=weeks))


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
    say(t("cli-token-once"), err())
    say(token)


@groups["db"].command("upgrade", help=t("cli-db-upgrade-help"))
def db_upgrade() -> None:
    from bot.commands.data import upgrade

    wait_for(upgrade(settings_of()))
    say(t("cli-db-upgraded"))


@groups["db"].command("new-key", help=t("cli-db-new-key-help"))
def db_new_key() -> None:
    from storage.crypto import new_key

    say(new_key())


@groups["db"].command("rotate-key", help=t("cli-db-rotate-key-help"))
def db_rotate_key(
    check: Annotated[bool, typer.Option("--check", help=t("cli-check-help"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli-json-help"))] = False,
) -> None:
    from bot.commands import keys
    from bot.progress import Bar

    settings = settings_of()
    with Bar(t("cli-rotating"), err()) as advance:
        report = wait_for(keys.count(settings) if check else keys.rotate(settings, advance))
    if as_json:
        out().print_json(data=asdict(report))
    else:
        say("\n".join(keys.lines(report, t)))
    if report.unreadable:
        refuse("cli-keys-unreadable", count=str(report.unreadable))


@groups["db"].command("backup", help=t("cli-db-backup-help"))
def db_backup(
    file: Path,
    yes: Annotated[bool, typer.Option("--yes", help=t("cli-yes-help"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli-json-help"))] = False,
) -> None:
    from bot.commands import backup
    from bot.progress import Bar

    if file.exists() and not yes:
        refuse("cli-file-exists", file=str(file))
    with Bar(t("cli-backing-up"), err()) as advance:
        report = wait_for(backup.take(settings_of(), file, advance))
    if as_json:
        out().print_json(data=asdict(report), default=datetime.isoformat)
    else:
        say(t("cli-backed-up", file=str(file), rows=report.total))


@groups["db"].command("restore", help=t("cli-db-restore-help"))
def db_restore(
    file: Path, as_json: Annotated[bool, typer.Option("--json", help=t("cli-json-help"))] = False
) -> None:
    from bot.commands import backup
    from bot.progress import Bar

    with Bar(t("cli-restoring"), err()) as advance:
        report = wait_for(backup.restore(settings_of(), file, advance))
    if as_json:
        out().print_json(data=asdict(report), default=datetime.isoformat)
    else:
        say(t("cli-restored", rows=report.total, taken=_in_copenhagen(report.taken_at.isoformat())))


@groups["outbox"].command("show", help=t("cli-outbox-show-help"))
def outbox_show(as_json: Annotated[bool, typer.Option("--json", help=t("cli-json-help"))] = False) -> None:
    from bot.commands.outbox import lines, overview

    found = wait_for(overview(settings_of()))
    if as_json:
        out().print_json(data=asdict(found), default=datetime.isoformat)
    else:
        say("\n".join(lines(found, t)))


@groups["outbox"].command("hold", help=t("cli-outbox-hold-help"))
def outbox_hold() -> None:
    from bot.commands.outbox import hold

    wait_for(hold(settings_of()))
    say(t("cli-outbox-held"))


@groups["outbox"].command("release", help=t("cli-outbox-release-help"))
def outbox_release(
    yes: Annotated[bool, typer.Option("--yes", help=t("cli-yes-help"))] = False,
    skip_restored: Annotated[bool, typer.Option("--skip-restored", help=t("cli-skip-restored-help"))] = False,
) -> None:
    from bot.commands.outbox import release

    due = wait_for(release(settings_of(), yes=yes, skip_restored=skip_restored))
    say(t("cli-outbox-released", count=due.count) if due else t("cli-outbox-not-held"))


@groups["audit"].callback()
def audit() -> None:
    """Keeps `verify` a word of its own, while it is the only one."""


@groups["audit"].command("verify", help=t("cli-audit-verify-help"))
def audit_verify(
    as_json: Annotated[bool, typer.Option("--json", help=t("cli-json-help"))] = False,
    database: Annotated[str | None, typer.Option(help=t("cli-database-help"))] = None,
) -> None:
    from bot.commands.audit import line, verify

    found = wait_for(verify(settings_of(database)))
    if as_json:
        told = [asdict(one) | {"whole": one.whole} for one in found]
        out().print_json(data=told, default=datetime.isoformat)
    else:
        for one in found:
            say(line(one, t), out() if one.whole else err())
        if not found:
            say(t("cli-audit-none"))
    if not all(one.whole for one in found):
        raise typer.Exit(1)


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
        say(t(problem.text_id, detail=problem.detail), err())
    if found:
        raise typer.Exit(1)
    say(t("cli-manifest-ok"))
