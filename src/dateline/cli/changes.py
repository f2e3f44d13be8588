"""``dateline changes``: what happened to the incidents of a store since a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import click

from dateline.cli.incidents import outline_line
from dateline.cli.options import Day, json_option, store_argument
from dateline.cli.safe import one_line, to_json
from dateline.cli.talk import say
from dateline.model import Change, ChangeKind
from dateline.run import open_store


@click.command()
@store_argument
@click.option(
    "--since", required=True, type=Day(), help="The first day, from midnight UTC on. The day of merging counts."
)
@json_option
def changes(store: Path, since: date, as_json: bool) -> None:
    """Show what happened to the incidents of STORE since a day.

    Incidents are new, joined by records, split, merged, renamed (an earlier report gave them another id), withdrawn, or
    show another value than before. The oldest change stands first.
    """
    with open_store(store, create=False) as opened:
        found = list(opened.changes(datetime.combine(since, time(), UTC)))
        if as_json:
            click.echo(to_json([change_row(each) for each in found]))
        else:
            for each in found:
                now = opened.incident(each.incident) if each.kind is ChangeKind.NEW else None
                shown = f": {outline_line(now)}" if now else ""
                click.echo(one_line(f"{change_line(each)}{shown}"))
    say(f"{len(found)} changes since {since}.")


def change_line(change: Change) -> str:
    """A change on one line: when, which incident, and what happened."""
    return f"{change.at:%Y-%m-%d %H:%M} UTC: {change.incident} {_happened(change)}"


def _happened(change: Change) -> str:
    count = len(change.records)
    records = f"{count} record{'' if count == 1 else 's'}"
    into = ", ".join(change.into)
    match change.kind:
        case ChangeKind.VALUE:
            return f"shows: {change.field} was {change.before or 'not told'}, is {change.after or 'not told'}"
        case ChangeKind.NEW:
            return f"is new, with {records}"
        case ChangeKind.JOINED:
            return f"is joined by {records}"
        case ChangeKind.LEFT:
            return f"is left by {records}"
        case ChangeKind.WITHDRAWN:
            return f"is withdrawn, with its {records}"
        case ChangeKind.RENAMED:
            return f"is renamed {into}"
        case ChangeKind.SPLIT | ChangeKind.MERGED:
            return f"is {change.kind.value} into {into}"


def change_row(change: Change) -> dict[str, Any]:
    """A change as JSON data."""
    return {
        "at": change.at.isoformat(),
        "incident": change.incident,
        "kind": change.kind.value,
        "into": list(change.into),
        "records": list(change.records),
        "field": change.field,
        "before": change.before,
        "after": change.after,
    }
