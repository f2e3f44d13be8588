"""``dateline evaluate``: what dateline says, measured against what people coded by hand."""

from __future__ import annotations

import click

from dateline.cli.evaluate.benchmarks import actors, attribution, geo, timex
from dateline.cli.evaluate.events import events


@click.group()
def evaluate() -> None:
    """Measure codings, places, time expressions, actors and attribution against those made by hand."""


for command in (events, geo, timex, actors, attribution):
    evaluate.add_command(command)
