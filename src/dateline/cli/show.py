"""``dateline show``: a report with its evidence marked, and its records beside or below it."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from dateline.cli.marks import marked_text
from dateline.cli.options import json_option, store_argument
from dateline.cli.record_lines import record_view
from dateline.cli.safe import one_line, to_json
from dateline.cli.talk import make_console, say
from dateline.errors import ConfigError
from dateline.model import Coding, Report
from dateline.model.codec import maker_to_json, record_to_json
from dateline.run import open_store

if TYPE_CHECKING:
    from dateline.store import Store

_TWO_COLUMNS_FROM = 120
_LEGEND = "[1 actor: words] marks the words that carry the actor of record 1."


@click.command()
@store_argument
@click.argument("report_id", required=False)
@click.option("--width", type=click.IntRange(40), help="Columns to write; otherwise those of the terminal.")
@json_option
def show(store: Path, report_id: str | None, width: int | None, as_json: bool) -> None:
    """Show a report with its evidence marked.

    The report REPORT_ID of STORE is printed with its records beside or below it. A mark reads [1 actor: gunmen]: these
    words carry the actor of record 1. Without REPORT_ID the reports are listed; a store that holds one report shows it.
    """
    with open_store(store, create=False) as opened:
        report = _wanted(opened, store, report_id)
        if report is None:
            _list(opened, store, as_json)
            return
        coding = opened.coding(report.id)
        if as_json:
            click.echo(to_json(_as_json(report, coding)))
            return
        console = make_console(sys.stdout, width)
        with console.capture() as captured:
            _print(console, report, coding)
        for line in captured.get().splitlines():
            click.echo(line.rstrip(), color=True)  # columns are filled up with blanks, which no reader needs
        if coding is None:
            say(f"this report is not coded; 'dateline status {quote(str(store))}' lists what failed.")


def _wanted(opened: Store, store: Path, report_id: str | None) -> Report | None:
    """The report asked for, or the only one; None where all are to be listed."""
    if report_id is None:
        return next(iter(opened.reports()), None) if opened.counts().reports == 1 else None
    report = opened.report(report_id)
    if report is None:
        command = f"dateline show {quote(str(store))}"
        raise ConfigError(f"{store} holds no report {report_id!r}; '{command}' lists those that it holds.")
    return report


def _list(opened: Store, store: Path, as_json: bool) -> None:
    rows = [_row(report, opened.coding(report.id)) for report in opened.reports()]
    if as_json:
        click.echo(to_json(rows))
        return
    for row in rows:
        count = "not coded" if row["records"] is None else f"records: {row['records']}"
        told = [str(row[key]) for key in ("published", "publisher", "title") if row[key]]
        click.echo(one_line(f"{row['id']}  {count}  {', '.join(told)}"))
    say(f"{len(rows)} reports; 'dateline show {quote(str(store))} REPORT_ID' shows one with its evidence.")


def _row(report: Report, coding: Coding | None) -> dict[str, Any]:
    return {
        "id": report.id,
        "published": report.published.isoformat() if report.published else None,
        "publisher": report.publisher,
        "title": report.title,
        "records": len(coding.records) if coding else None,
    }


def _as_json(report: Report, coding: Coding | None) -> dict[str, Any]:
    return {
        "report": _row(report, coding)
        | {"language": report.language, "origin": report.origin, "text_hash": report.text_hash, "text": report.text},
        "maker": maker_to_json(coding.maker) if coding else None,
        "records": [record_to_json(record) for record in coding.records] if coding else None,
    }


def _print(console: Console, report: Report, coding: Coding | None) -> None:
    console.print(Text(one_line(_title(report)), style="bold"))
    if coding is not None and coding.records:
        console.print(Text(_LEGEND, style="dim"))
    console.print()
    records = coding.records if coding else ()
    text = marked_text(report, records)
    told: list[RenderableType] = [record_view(number, record) for number, record in enumerate(records, 1)]
    if not told and coding is not None:
        told = [Text("No happening was found in this report.")]
    if console.width >= _TWO_COLUMNS_FROM and told:
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(ratio=5)
        table.add_column(ratio=4)
        table.add_row(text, Group(*_spaced(told)))
        console.print(table)
        return
    console.print(text)
    for each in told:
        console.print()
        console.print(each)


def _spaced(told: list[RenderableType]) -> list[RenderableType]:
    return [part for each in told for part in (each, Text())]


def _title(report: Report) -> str:
    published = f"{report.published} ({report.published_basis})" if report.published else "no day of publication"
    return ", ".join(filter(None, (f"Report {report.id}", report.publisher, published, report.language, report.origin)))
