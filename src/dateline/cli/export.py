"""``dateline export``: the codings of a store in one of the formats, or in a layout that the field uses."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import click

from dateline.cli.options import store_argument
from dateline.cli.output import STANDARD_OUTPUT, write_made, write_pieces
from dateline.cli.talk import say
from dateline.model import FileExporter, Losses
from dateline.run import make_exporter, make_layout, open_store


@click.command()
@store_argument
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    help="jsonl, csv, datapackage, parquet, geojson, hxl, jsonld, ftm, datasette, codings, or a plug-in's name.",
)
@click.option(
    "--layout",
    "layout_name",
    metavar="NAME",
    help="acled, ged, gtd, polecat, gdelt, gdelt-mentions, or a plug-in's name.",
)
@click.option(
    "--output",
    metavar="FILE",
    help="The file to write, or the folder for datapackage and datasette; it appears when it is whole. Otherwise, and "
    "for -, standard output.",
)
@click.option(
    "--loss-report",
    metavar="FILE",
    help="Of a layout: the file for the loss report in JSON. Otherwise, with --output, OUTPUT.losses.json.",
)
def export(
    store: Path, format_name: str | None, layout_name: str | None, output: str | None, loss_report: str | None
) -> None:
    """Write the codings of STORE in one format, or in one layout.

    Reports come in the order in which they were read. A format is dateline's own: jsonl, datapackage, parquet, jsonld
    and datasette hold every claim with its evidence; csv, geojson and hxl one row or feature per record; ftm the listed
    actors; codings the coding guide's own form. A layout is the table of another data set; what it cannot hold is
    counted in the loss report, of which one line is said on standard error.
    """
    if (format_name is None) == (layout_name is None):
        raise click.UsageError("one of --format and --layout is needed: what dateline holds, or another's table of it.")
    if layout_name is None:
        if loss_report is not None:
            raise click.UsageError("--loss-report goes with --layout; a format of dateline's own has none.")
        _write_format(store, str(format_name), output)
        return
    layout, losses = make_layout(layout_name), Losses()
    with open_store(store, create=False) as opened:
        write_pieces(layout.lay_out(opened.codings(), losses), output)
    if loss_report is None and output not in (None, STANDARD_OUTPUT):
        loss_report = f"{output}.losses.json"
    if loss_report is not None:
        write_pieces([json.dumps(losses.to_json(), ensure_ascii=False, indent=2) + "\n"], loss_report)
    say(f"{layout_name}: {losses.summary()}")


def _write_format(store: Path, name: str, output: str | None) -> None:
    exporter = make_exporter(name)
    with open_store(store, create=False) as opened:
        if isinstance(exporter, FileExporter):
            write_made(partial(exporter.write, opened.codings()), output, is_folder=exporter.is_folder)
        else:
            write_pieces(exporter.export(opened.codings()), output)
