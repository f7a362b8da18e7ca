"""`medvind`: one command, help in under 0.3 s, so everything heavy is imported when it is used."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer
from rich.console import Console
from typer.core import TyperGroup

from texts.catalogue import texts

if TYPE_CHECKING:
    from bot.settings import Settings

t = texts(os.environ.get("MEDVIND_LANGUAGE", "da"))
Result = TypeVar("Result")
out, err = Console(highlight=False), Console(stderr=True, highlight=False)


class Refusing(TyperGroup):
    """A refusal, whichever command it comes from, is one sentence on stderr and exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        from bot.commands.refusal import CommandRefused

        try:
            return super().invoke(ctx)
        except CommandRefused as refused:
            _refuse(refused.text_id, **refused.values)


app = typer.Typer(
    cls=Refusing,
    help=t("cli-help"),
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_show_locals=False,  # somebody's story may be among them
)
groups = {name: typer.Typer(help=t(f"cli-{name}-help"), no_args_is_help=True) for name in
          ("org", "token", "db", "manifest")}  # fmt: skip
for name, group in groups.items():
    app.add_typer(group, name=name)


def main() -> None:
    """The entry point."""
    from bot.logs import quiet_logs

    quiet_logs()
    app()


def _settings(database: str | None = None) -> Settings:
    from pydantic import ValidationError

    from bot.settings import Settings

    try:
        settings = Settings()
    except ValidationError as wrong:
        names = ", ".join(f"MEDVIND_{str(error['loc'][0]).upper()}" for error in wrong.errors())
        _refuse("cli-wrong-settings", names=names)
    return settings.model_copy(update={"database_url": database}) if database else settings


def _refuse(text_id: str, **values: str) -> NoReturn:
    _say(t(text_id, **values), err)
    raise typer.Exit(1)


def _say(text: str, console: Console = out) -> None:
    """A line as it is: a bracket in a file's name is no markup, and a path is not broken in two."""
    console.print(text, markup=False, soft_wrap=True)


def _await(work: Coroutine[Any, Any, Result]) -> Result:
    return asyncio.run(work)


@app.command(help=t("cli-run-help"))
def run(
    port: Annotated[int, typer.Option(help=t("cli-port-help"), min=1, max=65535)] = 3978,
    host: str = "0.0.0.0",  # noqa: S104 - behind the municipality's proxy
) -> None:
    from bot.commands import serve

    _interruptible(serve.run(_settings(), port, host))


@app.command(help=t("cli-demo-help"))
def demo(
    port: Annotated[int, typer.Option(help=t("cli-port-help"), min=1, max=65535)] = 3978,
    database: Annotated[str | None, typer.Option(help=t("cli-database-help"))] = None,
    playground: Annotated[bool, typer.Option(help=t("cli-playground-help"))] = False,
    seed: Annotated[bool, typer.Option(help=t("cli-seed-help"))] = True,
    as_: Annotated[str, typer.Option("--as", help=t("cli-as-help"))] = "Anne Holm",
) -> None:
    from bot.commands import serve

    def ready() -> None:
        _say(t("cli-demo-listens", address=f"http://127.0.0.1:{port}"))
        _say(t("cli-demo-chat", command=f"{_myself()} chat --as Anne"))
        _say(t("cli-demo-playground", command=serve.playground_command(port)))
        _say(t("cli-demo-stop"))
        if playground and serve.start_playground(port) is None:
            _say(t("cli-no-npx"), err)

    person = serve.person_called(as_)
    _interruptible(serve.demo(_settings(database), port, seeded=seed, current=person.name, ready=ready))


def _myself() -> str:
    """How this command is called from here: by name where it is on the path."""
    return "medvind" if shutil.which("medvind") else os.path.relpath(sys.argv[0])


def _interruptible(work: Coroutine[Any, Any, None]) -> None:
    try:
        asyncio.run(work)
    except KeyboardInterrupt:
        out.print()


@app.command(help=t("cli-chat-help"))
def chat(
    as_: Annotated[str, typer.Option("--as", help=t("cli-as-help"))] = "Anne Holm",
    database: Annotated[str | None, typer.Option(help=t("cli-database-help"))] = None,
) -> None:
    from bot.commands.chat import chat as talk

    # asyncio would take note of Ctrl-C and go on waiting for the line; a handler of ours it leaves alone.
    signal.signal(signal.SIGINT, _interrupt)
    try:
        _await(talk(_settings(database), as_, out, input))
    except KeyboardInterrupt:
        out.print()


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


@app.command(help=t("cli-digest-help"))
def digest(
    week: Annotated[str | None, typer.Option(help=t("cli-week-help"))] = None,
    format_: Annotated[str, typer.Option("--format", help=t("cli-format-help"))] = "md",
    output: Annotated[Path | None, typer.Option(help=t("cli-output-help"))] = None,
    database: Annotated[str | None, typer.Option(help=t("cli-database-help"))] = None,
) -> None:
    from bot.commands.data import digest as pull

    section = _await(pull(_settings(database), week, format_))
    if output is None and format_ == "docx" and sys.stdout.isatty():
        _refuse("cli-docx-needs-file")
    if output is None:
        sys.stdout.buffer.write(section)
        return
    try:
        output.write_bytes(section)
    except OSError:
        _refuse("cli-file-unwritable", file=str(output))
    _say(t("cli-written", file=str(output)))


@app.command(help=t("cli-tick-help"))
def tick(
    at: Annotated[str | None, typer.Option(help=t("cli-at-help"))] = None,
    database: Annotated[str | None, typer.Option(help=t("cli-database-help"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli-json-help"))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=t("cli-yes-help"))] = False,
) -> None:
    from bot.commands.data import tick as beat

    settings = _settings(database)
    if at and settings.app_id and not yes:
        _refuse("cli-at-needs-yes")
    planned, taken = _await(beat(settings, _moment(at) if at else None))
    if as_json:
        out.print_json(data={"planned": planned, "taken": taken})
    else:
        _say(t("cli-ticked", planned=planned, taken=taken))


def _moment(written: str) -> datetime:
    """A moment as UTC: without a zone it is what the clocks in Copenhagen show."""
    from domain.calendar import COPENHAGEN, IsoWeek

    try:
        moment = datetime.fromisoformat(written)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=COPENHAGEN)
        IsoWeek.of(moment)  # refuses a year that nobody can mean
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        _refuse("cli-not-a-time", at=written)


@groups["org"].command("import", help=t("cli-org-import-help"))
def org_import(file: Path) -> None:
    from bot.commands.data import import_organisation

    wanted = _await(import_organisation(_settings(), file))
    counts = {"units": len(wanted.units), "teams": len(wanted.teams), "people": len(wanted.people)}
    _say(t("cli-org-imported", **counts))


@groups["org"].command("show", help=t("cli-org-show-help"))
def org_show(as_json: Annotated[bool, typer.Option("--json", help=t("cli-json-help"))] = False) -> None:
    from bot.commands.data import organisation_summary

    summary = _await(organisation_summary(_settings()))
    if as_json:
        out.print_json(json.dumps(summary, ensure_ascii=False))
        return
    if summary["area"] is None:
        _refuse("cli-no-organisation")
    out.print(str(summary["area"]), style="bold", markup=False)
    for unit in summary["units"]:  # type: ignore[attr-defined]
        _say(f"  {unit}")
    for team in summary["teams"]:  # type: ignore[attr-defined]
        _say(f"  · {team['name']}  {team['next_meeting'] or ''}")


@groups["token"].command("create", help=t("cli-token-create-help"))
def token_create(
    label: Annotated[str, typer.Option(help=t("cli-label-help"))] = "digest",
    database: Annotated[str | None, typer.Option(help=t("cli-database-help"))] = None,
) -> None:
    from bot.commands.data import create_token

    token = _await(create_token(_settings(database), label))
    _say(t("cli-token-once"), err)
    _say(token)


@groups["db"].command("upgrade", help=t("cli-db-upgrade-help"))
def db_upgrade() -> None:
    from bot.commands.data import upgrade

    _await(upgrade(_settings()))
    _say(t("cli-db-upgraded"))


@groups["manifest"].command("build", help=t("cli-manifest-build-help"))
def manifest_build(
    output: Annotated[Path, typer.Option(help=t("cli-output-help"))] = Path("medvind.zip"),
) -> None:
    from bot.commands.manifest import build_manifest

    _say(t("cli-written", file=str(build_manifest(_settings(), output))))


@groups["manifest"].command("check", help=t("cli-manifest-check-help"))
def manifest_check(file: Annotated[Path, typer.Argument()] = Path("medvind.zip")) -> None:
    from bot.manifest import problems

    found = problems(file)
    for problem in found:
        _say(t(problem.text_id, detail=problem.detail), err)
    if found:
        raise typer.Exit(1)
    _say(t("cli-manifest-ok"))


@app.command(help=t("cli-doctor-help"))
def doctor(as_json: Annotated[bool, typer.Option("--json", help=t("cli-json-help"))] = False) -> None:
    from bot.commands.doctor import examine

    findings = _await(examine(_settings(), npx=shutil.which("npx") is not None))
    told = [(finding.well, t(finding.text_id, **finding.values)) for finding in findings]
    if as_json:
        out.print_json(data=[{"well": well, "finding": text} for well, text in told])
    else:
        for well, text in told:
            _say(f"{'·' if well is None else '✓' if well else '✗'} {text}")
    if any(well is False for well, _ in told):
        raise typer.Exit(1)


if __name__ == "__main__":
    main()
