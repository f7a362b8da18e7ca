"""`medvind`: one command, help in under 0.3 s, so everything heavy is imported when it is used."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from bot.cli_admin import groups
from bot.console import Commands, err, out, refuse, say, settings_of, t, wait_for

app = Commands(
    help=t("cli-help"),
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_show_locals=False,  # somebody's story may be among them
)
for name, group in groups.items():
    app.add_typer(group, name=name)


def main() -> None:
    """The entry point."""
    try:
        app()
    except Exception as error:  # its message may quote a row, which is somebody's story
        from bot.logs import crashed, quiet_logs

        quiet_logs()
        crashed(error)
        say(t("cli-crashed"), err())
        sys.exit(1)


@app.command(help=t("cli-run-help"))
def run(
    port: Annotated[int, typer.Option(help=t("cli-port-help"), min=1, max=65535)] = 3978,
    host: str = "0.0.0.0",  # noqa: S104 - behind the municipality's proxy
) -> None:
    from bot.commands import serve

    _interruptible(serve.run(settings_of(), port, host))


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
        say(t("cli-demo-listens", address=f"http://127.0.0.1:{port}"))
        say(t("cli-demo-chat", command=f"{_myself()} chat --as Anne"))
        say(t("cli-demo-playground", command=serve.playground_command(port)))
        say(t("cli-demo-stop"))
        if playground and serve.start_playground(port) is None:
            say(t("cli-no-npx"), err())

    person = serve.person_called(as_)
    _interruptible(serve.demo(settings_of(database), port, seeded=seed, current=person.name, ready=ready))


def _myself() -> str:
    """How this command is called from here: by name where it is on the path."""
    return "medvind" if shutil.which("medvind") else os.path.relpath(sys.argv[0])


def _interruptible(work: Coroutine[Any, Any, None]) -> None:
    try:
        wait_for(work)
    except KeyboardInterrupt:
        out().print()


@app.command(help=t("cli-chat-help"))
def chat(
    as_: Annotated[str, typer.Option("--as", help=t("cli-as-help"))] = "Anne Holm",
    database: Annotated[str | None, typer.Option(help=t("cli-database-help"))] = None,
) -> None:
    from bot.commands.chat import chat as talk

    # asyncio would take note of Ctrl-C and go on waiting for the line; a handler of ours it leaves alone.
    signal.signal(signal.SIGINT, _interrupt)
    try:
        wait_for(talk(settings_of(database), as_, out(), input))
    except KeyboardInterrupt:
        out().print()


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

    _hand_over(wait_for(pull(settings_of(database), week, format_)), output)


@app.command(help=t("cli-forums-help"))
def forums(
    since: Annotated[str | None, typer.Option(help=t("cli-since-help"))] = None,
    format_: Annotated[str, typer.Option("--format", help=t("cli-paper-format-help"))] = "md",
    output: Annotated[Path | None, typer.Option(help=t("cli-output-help"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli-json-help"))] = False,
    database: Annotated[str | None, typer.Option(help=t("cli-database-help"))] = None,
) -> None:
    from bot.commands import committee

    fmt, day = committee.format_of(format_), committee.since_of(since) if since else None
    paper = wait_for(committee.paper(settings_of(database), day))
    _hand_over(committee.as_json(paper) if as_json else committee.render(paper, fmt), output)


@app.command(help=t("cli-incidents-help"))
def incidents(
    period: Annotated[str | None, typer.Option(help=t("cli-period-help"))] = None,
    unit: Annotated[str | None, typer.Option(help=t("cli-pattern-unit-help"))] = None,
    format_: Annotated[str, typer.Option("--format", help=t("cli-pattern-format-help"))] = "md",
    output: Annotated[Path | None, typer.Option(help=t("cli-output-help"))] = None,
    database: Annotated[str | None, typer.Option(help=t("cli-database-help"))] = None,
) -> None:
    from bot.commands import patterns

    fmt, asked = patterns.format_of(format_), patterns.period_of(period) if period else None
    paper = wait_for(patterns.paper(settings_of(database), asked, unit))
    _hand_over(patterns.render(paper, fmt), output)


def _hand_over(content: bytes, output: Path | None) -> None:
    """To the file, else to stdout; a zip, which a Word document is, would only ruin a terminal."""
    if output is None and content.startswith(b"PK") and sys.stdout.isatty():
        refuse("cli-docx-needs-file")
    if output is None:
        sys.stdout.buffer.write(content)
        return
    try:
        output.write_bytes(content)
    except OSError:
        refuse("cli-file-unwritable", file=str(output))
    say(t("cli-written", file=str(output)))


@app.command(help=t("cli-tick-help"))
def tick(
    at: Annotated[str | None, typer.Option(help=t("cli-at-help"))] = None,
    database: Annotated[str | None, typer.Option(help=t("cli-database-help"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli-json-help"))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=t("cli-yes-help"))] = False,
) -> None:
    from bot.commands.data import tick as beat

    settings = settings_of(database)
    if at and settings.app_id and not yes:
        refuse("cli-at-needs-yes")
    planned, taken = wait_for(beat(settings, _moment(at) if at else None))
    if as_json:
        out().print_json(data={"planned": planned, "taken": taken})
    else:
        say(t("cli-ticked", planned=planned, taken=taken))


def _moment(written: str) -> datetime:
    """A moment as UTC: without a zone it is what the clocks in Copenhagen show."""
    from domain.calendar import COPENHAGEN, IsoWeek

    try:
        moment = datetime.fromisoformat(written)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=COPENHAGEN)
        IsoWeek.of(moment)  # refuses a year that nobody can mean
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        refuse("cli-not-a-time", at=written)


@app.command(help=t("cli-doctor-help"))
def doctor(as_json: Annotated[bool, typer.Option("--json", help=t("cli-json-help"))] = False) -> None:
    from bot.commands.doctor import examine

    findings = wait_for(examine(settings_of(), npx=shutil.which("npx") is not None))
    told = [(finding.well, t(finding.text_id, **finding.values)) for finding in findings]
    if as_json:
        out().print_json(data=[{"well": well, "finding": text} for well, text in told])
    else:
        for well, text in told:
            say(f"{'·' if well is None else '✓' if well else '✗'} {text}")
    if any(well is False for well, _ in told):
        raise typer.Exit(1)


if __name__ == "__main__":
    main()
