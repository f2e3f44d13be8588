"""``dateline evaluate incidents``: incidents measured against those that somebody wrote down of the same reports."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click

from dateline.cli.exits import Exit
from dateline.cli.options import settings_from, settings_options
from dateline.cli.output import write_pieces
from dateline.cli.progress import CodingProgress
from dateline.cli.safe import to_json
from dateline.cli.talk import say, say_progress
from dateline.config import Settings
from dateline.evaluate.incidents import parse_predicted_incidents, parse_stories, score_incidents
from dateline.evaluate.json_lines import text_of
from dateline.model import Coding, Report
from dateline.read import ReadOptions
from dateline.run import make_pipeline, read_inputs
from dateline.run.told_incidents import DOUBTFUL, gold_codings, tell_incidents

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("reports", type=_FILE)
@click.argument("gold", type=_FILE)
@click.option("--predictions", metavar="FILE", help="Write the incidents that are scored to this file.")
@click.option("--from", "predicted", type=_FILE, help="Score the incidents in this file instead of making them.")
@click.option("--given", is_flag=True, help="Merge records made from GOLD, so that merging alone is measured.")
@settings_options(
    "coder", "parser", "pipeline", "least_confidence", "resolvers", "gazetteer", "actors", "max_characters"
)
def incidents(
    reports: Path,
    gold: Path,
    predictions: str | None,
    predicted: Path | None,
    given: bool,
    config: Path | None,
    **flags: object,
) -> None:
    """Code and merge REPORTS and print the figures of their incidents against those in GOLD.

    REPORTS is a JSON list of reports (id, date, publisher, title, text), GOLD the gold file of a story set. Doubtful
    records are merged, too, unless --least-confidence says otherwise. Ends with 3 where a report could not be coded; it
    counts as coded without events.
    """
    if predicted is not None and (predictions is not None or given):
        raise click.UsageError("--from scores what is there; --predictions and --given make it anew. Give one.")
    right = parse_stories(text_of(gold), str(gold))
    failed = 0
    if predicted is not None:
        text, origin = text_of(predicted), str(predicted)
    else:
        settings = settings_from(config, flags)
        if given:
            coded = gold_codings(right, _read(reports, settings))
        else:
            coded, failed = _code(reports, settings)
        text, origin = json.dumps(tell_incidents(coded), ensure_ascii=False, indent=1) + "\n", "the predictions"
        if predictions is not None:
            write_pieces([text], predictions)
    click.echo(to_json(score_incidents(right, parse_predicted_incidents(text, origin, right.reports)).to_json()))
    if failed:
        say(f"{failed} reports could not be coded and count as coded without events.")
        raise SystemExit(Exit.PARTLY)


def _read(reports: Path, settings: Settings) -> list[Report]:
    outcomes = read_inputs([str(reports)], ReadOptions(max_characters=settings.max_characters))
    return [outcome for outcome in outcomes if isinstance(outcome, Report)]


def _code(reports: Path, settings: Settings) -> tuple[list[tuple[Report, Coding]], int]:
    """The codings of the reports, doubtful records among them, and how many reports failed."""
    if settings.least_confidence is None and settings.coder == "builtin":
        settings = replace(settings, least_confidence=DOUBTFUL)
    coded: list[tuple[Report, Coding]] = []
    failed = 0
    outcomes = read_inputs([str(reports)], ReadOptions(max_characters=settings.max_characters))
    with CodingProgress(files=1) as progress:
        for done in make_pipeline(settings, say_progress).code_each(outcomes):
            progress(done)
            failed += done.failure is not None
            if done.report is not None and done.coding is not None:
                coded.append((done.report, done.coding))
    return coded, failed
