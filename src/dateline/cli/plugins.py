"""``dateline plugins``: the parts that can be asked for by name."""

from __future__ import annotations

import dataclasses

import click

from dateline.cli.options import json_option
from dateline.cli.safe import one_line, to_json
from dateline.registry import plugins as installed_plugins


@click.command()
@json_option
def plugins(as_json: bool) -> None:
    """List the parts that go by a name.

    Each stands with its import path and the distribution that it comes from.
    """
    found = installed_plugins()
    if as_json:
        click.echo(to_json([dataclasses.asdict(plugin) for plugin in found]))
        return
    for plugin in found:
        click.echo(one_line(f"{plugin.point} {plugin.name}: {plugin.path} ({plugin.source})"))
