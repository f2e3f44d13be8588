"""``dateline verify``: every span checked again against the frozen text."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from dateline.cli.exits import Exit
from dateline.cli.options import json_option, store_argument
from dateline.cli.safe import one_line, to_json
from dateline.cli.talk import say
from dateline.run import open_store


@click.command()
@store_argument
@json_option
def verify(store: Path, as_json: bool) -> None:
    """Check every span against its text.

    Every text of STORE is checked against its hash and every span against its text. Each problem is printed, and the
    command ends with 1 where there is one.
    """
    with open_store(store, create=False) as opened:
        spans = opened.counts().spans
        problems = list(opened.verify())
    if as_json:
        click.echo(to_json({"spans": spans, "problems": [dataclasses.asdict(problem) for problem in problems]}))
    else:
        for problem in problems:
            click.echo(one_line(str(problem)))
    say(f"{spans} spans checked against their texts: {len(problems)} problems.")
    if problems:
        raise SystemExit(Exit.FAILED)
