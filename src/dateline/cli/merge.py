"""``dateline merge``: records of many reports brought together to incidents."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from shlex import quote
from typing import Any

import click

from dateline.cli.decisions import decision_line
from dateline.cli.exits import Exit
from dateline.cli.options import json_option, store_argument
from dateline.cli.safe import one_line, to_json
from dateline.cli.talk import say
from dateline.model.codec import decision_to_json
from dateline.run import MergeSummary, merge_store, open_store


@click.command()
@store_argument
@json_option
def merge(store: Path, as_json: bool) -> None:
    """Bring the records of STORE together to incidents.

    Only what is not up to date is looked at: reports coded since the last time, and records about which somebody
    decided. What is counted is told, and each record that joins nothing on its own, with the reason. A run that was
    stopped goes on when it is started again.
    """
    with open_store(store, create=False) as opened:
        summary = merge_store(opened, progress=_tell_step)
    if as_json:
        click.echo(to_json(_as_json(summary)))
    else:
        for each in summary.unmerged:
            click.echo(one_line(f"{each.record} joins nothing on its own: {each.reason}"))
    for group in summary.contradictions:
        told = "; ".join(decision_line(each) for each in group)
        say(
            f"note: these decisions cannot all be true, and not all are followed: {told}. Undo one with "
            f"'dateline decide {quote(str(store))} --undo DECISION --by NAME --because TEXT'."
        )
    say(_told(summary, store))
    if summary.interrupted:
        say(f"stopped by Ctrl-C; what was merged is kept in {store}. Give the same command again to go on.")
        raise SystemExit(Exit.INTERRUPTED)


def _tell_step(done: int, left: int) -> None:
    if left:
        say(f"{done} reports merged, {left} to go")


def _told(summary: MergeSummary, store: Path) -> str:
    happened = ", ".join(f"{number} {kind}" for kind, number in summary.changes.items()) or "nothing changed"
    alone = len(summary.unmerged) == 1
    return (
        f"{_number(summary.reports, 'report')} with {_number(summary.records, 'record')} merged, "
        f"{summary.compared_again} looked at again: {happened}; {_number(summary.decided, 'decision')} made, "
        f"{summary.ended} ended. {_number(summary.incidents, 'incident')} in {store}; "
        f"{_number(len(summary.unmerged), 'record')} joining nothing on {'its' if alone else 'their'} own."
    )


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _as_json(summary: MergeSummary) -> dict[str, Any]:
    told = {each.name: getattr(summary, each.name) for each in dataclasses.fields(summary)}
    told["unmerged"] = [dataclasses.asdict(each) for each in summary.unmerged]
    told["contradictions"] = [[decision_to_json(each) for each in group] for group in summary.contradictions]
    return told
