"""``dateline export``: the codings of a store in one of the formats."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import store_argument
from dateline.cli.output import write_pieces
from dateline.run import make_exporter, open_store


@click.command()
@store_argument
@click.option(
    "--format", "format_name", required=True, metavar="NAME", help="jsonl, csv, codings, or a plug-in's name."
)
@click.option(
    "--output",
    metavar="FILE",
    help="The file to write; it appears when it is whole. Otherwise, and for -, standard output.",
)
def export(store: Path, format_name: str, output: str | None) -> None:
    """Write the codings of STORE in one format.

    Reports come in the order in which they were read. jsonl holds every claim with its evidence, csv one row per
    record, codings the coding guide's own form.
    """
    exporter = make_exporter(format_name)
    with open_store(store, create=False) as opened:
        write_pieces(exporter.export(opened.codings()), output)
