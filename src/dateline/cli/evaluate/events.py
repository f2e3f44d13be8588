"""``dateline evaluate events``: codings measured against codings made by hand."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.exits import Exit
from dateline.cli.options import settings_from, settings_options
from dateline.cli.output import write_pieces
from dateline.cli.progress import CodingProgress
from dateline.cli.safe import to_json
from dateline.cli.talk import say, say_progress
from dateline.config import Settings
from dateline.evaluate import load_articles, load_codings, parse_codings, quality_table, score_events
from dateline.export import CodingsExporter
from dateline.model import Coding, Report
from dateline.read import ReadOptions
from dateline.run import make_pipeline, read_inputs

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("articles", type=_FILE)
@click.argument("gold", type=_FILE)
@click.option(
    "--predictions", metavar="FILE", help="Write the codings that are scored to this file, in the form of GOLD."
)
@click.option("--from", "predicted", type=_FILE, help="Score the codings in this file instead of coding the articles.")
@click.option("--by-type", is_flag=True, help="Add the figures of each event type.")
@click.option("--table", is_flag=True, help="Print Markdown tables instead of JSON.")
@settings_options(
    "coder", "parser", "pipeline", "least_confidence", "resolvers", "gazetteer", "actors", "max_characters"
)
def events(
    articles: Path,
    gold: Path,
    predictions: str | None,
    predicted: Path | None,
    by_type: bool,
    table: bool,
    config: Path | None,
    **flags: object,
) -> None:
    """Code ARTICLES and print the figures of the codings against those in GOLD.

    ARTICLES is a JSON list of articles (id, date, publisher, title, text), GOLD the coding guide's JSONL form. Ends
    with 3 where an article could not be coded; it counts as coded without events.
    """
    if predicted is not None and predictions is not None:
        raise click.UsageError("--from scores codings that are there, and --predictions writes new ones; give one.")
    known, right = load_articles(articles), load_codings(gold)
    failed = 0
    if predicted is not None:
        found = load_codings(predicted)
    else:
        lines, failed = _code(articles, settings_from(config, flags))
        if predictions is not None:
            write_pieces(lines, predictions)
        found = parse_codings(lines, "the codings")
    scores = score_events(known, right, found)
    click.echo(quality_table(scores) if table else to_json(scores.to_json(by_type=by_type)))
    if failed:
        say(f"{failed} articles could not be coded and count as coded without events.")
        raise SystemExit(Exit.PARTLY)


def _code(articles: Path, settings: Settings) -> tuple[list[str], int]:
    """The codings of the articles as lines of the form ``codings``, and how many articles failed."""
    coded: list[tuple[Report, Coding]] = []
    failed = 0
    outcomes = read_inputs([str(articles)], ReadOptions(max_characters=settings.max_characters))
    with CodingProgress(files=1) as progress:
        for done in make_pipeline(settings, say_progress).code_each(outcomes):
            progress(done)
            failed += done.failure is not None
            if done.report is not None and done.coding is not None:
                coded.append((done.report, done.coding))
    return list(CodingsExporter().export(coded)), failed
