"""``dateline evaluate geo`` and its like: one part of dateline on a benchmark file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from dateline.cli.exits import Exit
from dateline.cli.options import settings_from, settings_options
from dateline.cli.output import write_pieces
from dateline.cli.safe import to_json
from dateline.cli.talk import say, say_progress
from dateline.evaluate.actors import parse_given_actors, parse_gold_actors, score_actors
from dateline.evaluate.attribution import parse_attributions, score_attributions
from dateline.evaluate.geo import parse_texts, parse_toponyms, score_toponyms
from dateline.evaluate.json_lines import text_of
from dateline.evaluate.probes import load_probes, parse_probe_codings, score_probes
from dateline.evaluate.timex import parse_timex_documents, parse_timexes, score_timexes
from dateline.run.benchmarks import code_probes, find_relations, locate_toponyms, name_actors, read_times

_FILE = click.Path(path_type=Path)
_Command = TypeVar("_Command", bound=Callable[..., Any])


def _benchmark_options(command: _Command) -> _Command:
    command = click.option(
        "--from", "predicted", type=_FILE, help="Score what stands in this file instead of reading the texts of GOLD."
    )(command)
    return click.option(
        "--predictions", metavar="FILE", help="Write what is scored to this file, a JSON object a line."
    )(command)


@click.command()
@click.argument("gold", type=_FILE)
@_benchmark_options
@click.option("--given", is_flag=True, help="Locate the toponyms of GOLD, so that resolution alone is measured.")
@settings_options("parser", "pipeline", "gazetteer")
def geo(
    gold: Path,
    predictions: str | None,
    predicted: Path | None,
    given: bool,
    config: Path | None,
    **flags: object,
) -> None:
    """Find and locate the toponyms in the texts of GOLD and print the figures of recognition and resolution.

    GOLD has a JSON object a line, {"id", "text", "toponyms": [{"start", "end", "lat", "lon", "geonames_id"}]}.
    """
    lines = text_of(gold).split("\n")
    right = parse_toponyms(lines, str(gold))
    settings = settings_from(config, flags)

    def predict() -> Iterable[Mapping[str, Any]]:
        return locate_toponyms(parse_texts(lines, str(gold)), right if given else None, settings, say_progress)

    found, origin = _found(predict, predictions, predicted)
    click.echo(to_json(score_toponyms(right, parse_toponyms(found, origin)).to_json()))


@click.command()
@click.argument("gold", type=_FILE)
@_benchmark_options
def timex(gold: Path, predictions: str | None, predicted: Path | None) -> None:
    """Find and read the time expressions in the texts of GOLD and print the figures of TempEval-3, task A.

    GOLD has a JSON object a line, {"id", "text", "dct", "timexes": [{"start", "end", "type", "value"}]}.
    """
    lines = text_of(gold).split("\n")
    right = parse_timexes(lines, str(gold))
    found, origin = _found(lambda: read_times(parse_timex_documents(lines, str(gold))), predictions, predicted)
    click.echo(to_json(score_timexes(right, parse_timexes(found, origin)).to_json()))


@click.command()
@click.argument("gold", type=_FILE)
@_benchmark_options
@settings_options("gazetteer", "actors")
def actors(gold: Path, predictions: str | None, predicted: Path | None, config: Path | None, **flags: object) -> None:
    """Say country and sector of the actors in GOLD and print how many are right.

    GOLD has a JSON object a line, as the PLOVER gold standard records have it: {"id", "text", "source": [{"actorText",
    "code", "sector"}], "target": [...]}.
    """
    right = parse_gold_actors(text_of(gold).split("\n"), str(gold))
    settings = settings_from(config, flags)
    found, origin = _found(lambda: name_actors(right, settings, say_progress), predictions, predicted)
    click.echo(to_json(score_actors(right, parse_given_actors(found, origin)).to_json()))


@click.command()
@click.argument("probes", type=_FILE, nargs=-1, required=True)
@_benchmark_options
@click.option("--failures", is_flag=True, help="List the probes that fail, with what is wrong.")
@settings_options("coder", "parser", "pipeline", "least_confidence", "resolvers", "gazetteer", "actors")
def probes(
    probes: tuple[Path, ...],
    predictions: str | None,
    predicted: Path | None,
    failures: bool,
    config: Path | None,
    **flags: object,
) -> None:
    """Code the texts of PROBES, one file or several, and print how many codings hold what they must, by class.

    PROBES have a JSON object a line, {"id", "class", "date", "text", "expect": [...], "forbid": [...]}, where the lists
    hold partial events in the coding guide's form. Ends with 3 where a probe could not be coded; it counts as coded
    without events.
    """
    asked = load_probes(probes)
    settings = settings_from(config, flags)
    found, origin = _found(lambda: code_probes(asked, settings, say_progress, say), predictions, predicted)
    scores = score_probes(asked, parse_probe_codings(found, origin))
    click.echo(to_json(scores.to_json(failures=failures)))
    if scores.without_coding and predicted is None:
        raise SystemExit(Exit.PARTLY)


@click.command()
@click.argument("gold", type=_FILE)
@_benchmark_options
@settings_options("parser", "pipeline", "gazetteer")
def attribution(
    gold: Path, predictions: str | None, predicted: Path | None, config: Path | None, **flags: object
) -> None:
    """Find who says what in the texts of GOLD and print the figures of sources, cues, contents and whole relations.

    GOLD has a JSON object a line, such as PolNeAR's relations: {"id", "text", "attributions": [{"source": [{"start",
    "end"}], "cue": [...], "content": [...]}]}.
    """
    lines = text_of(gold).split("\n")
    right = parse_attributions(lines, str(gold))
    settings = settings_from(config, flags)
    found, origin = _found(
        lambda: find_relations(parse_texts(lines, str(gold)), settings, say_progress), predictions, predicted
    )
    click.echo(to_json(score_attributions(right, parse_attributions(found, origin)).to_json()))


def _found(
    predict: Callable[[], Iterable[Mapping[str, Any]]], predictions: str | None, predicted: Path | None
) -> tuple[list[str], str]:
    """The lines that are scored and where they come from: a file, or made now and written where that is asked."""
    if predicted is not None and predictions is not None:
        raise click.UsageError("--from scores what is there, and --predictions writes anew; give one.")
    if predicted is not None:
        return text_of(predicted).split("\n"), str(predicted)
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in predict()]
    if predictions is not None:
        write_pieces(lines, predictions)
    return lines, "the predictions"
