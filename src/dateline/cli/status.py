"""``dateline status``: how much a store holds, and what failed."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from dateline.cli.options import json_option, store_argument
from dateline.cli.safe import one_line, printable, to_json
from dateline.model import Failure
from dateline.run import open_store


@click.command()
@store_argument
@click.option("--details", is_flag=True, help="Print the traceback of each failure that has one.")
@json_option
def status(store: Path, details: bool, as_json: bool) -> None:
    """Count what STORE holds, and list what failed."""
    with open_store(store, create=False) as opened:
        counts = dataclasses.asdict(opened.counts())
        failures = list(opened.failures())
    if as_json:
        listed = [{"id": failure.id, **dataclasses.asdict(failure)} for failure in failures]
        click.echo(to_json({"counts": counts, "failures": listed}))
        return
    for name, count in counts.items():
        told = _each(count) if isinstance(count, dict) else count
        click.echo(one_line(f"{name.replace('_', ' ')}: {told}"))
    for failure in failures:
        _print(failure, details)


def _each(numbers: dict[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in numbers.items()) or "none"


def _print(failure: Failure, details: bool) -> None:
    who = f" (report {failure.report_id})" if failure.report_id else ""
    click.echo(one_line(f"failed in {failure.stage}: {failure.origin}{who}: {failure.message}"))
    if details and failure.detail:
        for line in failure.detail.splitlines():
            click.echo(f"    {printable(line)}")
