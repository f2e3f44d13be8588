"""``dateline evaluate``: what dateline says, measured against what people coded by hand."""

from __future__ import annotations

import click

from dateline.cli.evaluate.benchmarks import actors, geo
from dateline.cli.evaluate.events import events


@click.group()
def evaluate() -> None:
    """Measure codings, places and actors against those made by hand."""


for command in (events, geo, actors):
    evaluate.add_command(command)
