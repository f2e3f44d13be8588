"""``dateline evaluate``: what dateline says, measured against what people coded by hand."""

from __future__ import annotations

import click

from dateline.cli.evaluate.benchmarks import actors, attribution, geo, probes, timex
from dateline.cli.evaluate.events import events
from dateline.cli.evaluate.incidents import incidents


@click.group()
def evaluate() -> None:
    """Measure codings, places, times, actors and attribution against what people say of the same texts."""


for command in (events, geo, timex, actors, attribution, probes, incidents):
    evaluate.add_command(command)
