"""``dateline code``: read reports, code them, keep them."""

from __future__ import annotations

import dataclasses
import sys
from datetime import date
from pathlib import Path
from shlex import quote

import click

from dateline.cli.exits import Exit
from dateline.cli.options import Day, json_option, settings_from, settings_options
from dateline.cli.progress import CodingProgress
from dateline.cli.safe import to_json
from dateline.cli.talk import say, say_progress
from dateline.config import Settings
from dateline.read import ReadOptions
from dateline.run import RunSummary, count_inputs, make_pipeline, open_store, read_inputs


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--date", "published", type=Day(), help="The day of publication of every report; goes before the files'.")
@click.option("--publisher", help="The publisher of every report; goes before the files'.")
@click.option("--language", help="The language of every report, as ISO 639-1 code; otherwise it is detected.")
@settings_options("store", "coder", "parser", "pipeline", "resolvers", "gazetteer", "actors", "max_characters")
@click.option("--review", is_flag=True, help="Merge the records afterwards, and serve the review page of the store.")
@json_option
def code(
    paths: tuple[str, ...],
    published: date | None,
    publisher: str | None,
    language: str | None,
    config: Path | None,
    review: bool,
    as_json: bool,
    **flags: object,
) -> None:
    """Code reports and keep them in a store.

    PATH is a plain text, an HTML page, a JSON, JSONL or CSV file of articles (id, date, publisher, title, text), a
    folder of these, or - for standard input. Reports that are in the store already are left as they are, so a run that
    was stopped goes on when it is started again.
    """
    settings = settings_from(config, flags)
    if settings.store is None:
        raise click.UsageError("no store is named; give --store FILE, such as --store events.db.")
    options = ReadOptions(published, publisher, language, settings.max_characters)
    pipeline = make_pipeline(settings, say_progress)
    with open_store(settings.store) as store, CodingProgress(count_inputs(paths)) as progress:
        outcomes = read_inputs(paths, options, sys.stdin.buffer)
        summary = pipeline.code(outcomes, store, progress)
    _report(summary, settings.store, as_json)
    if summary.interrupted:
        raise SystemExit(Exit.INTERRUPTED)
    if review:
        _review(settings.store, settings)
    if summary.failures:
        raise SystemExit(Exit.PARTLY)


def _review(path: Path, settings: Settings) -> None:
    """Bring the incidents up to date, and serve the page until it is ended."""
    from dateline.cli.review import Listening, serve_store  # noqa: PLC0415 - FastAPI, which coding does not need
    from dateline.run import merge_store  # noqa: PLC0415 - as above

    with open_store(path) as store:
        merge_store(store)
    serve_store(path, Listening(opens=True), settings)


def _report(summary: RunSummary, store: Path, as_json: bool) -> None:
    if as_json:
        click.echo(to_json(dataclasses.asdict(summary)))
    say(
        f"{_number(summary.coded, 'report')} coded, {_number(summary.records, 'record')} found, "
        f"{summary.unchanged} unchanged, {summary.failures} failed; kept in {store}."
    )
    if summary.failures:
        say(f"{summary.failures} did not get through; 'dateline status {quote(str(store))}' lists them.")
    if summary.interrupted:
        say(f"stopped by Ctrl-C; what was coded is kept in {store}. Give the same command again to go on.")


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
