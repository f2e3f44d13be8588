"""``dateline attribute``: who says what in a report, without coding it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from dateline.cli.exits import Exit
from dateline.cli.options import json_option, settings_from, settings_options
from dateline.cli.safe import one_line, to_json
from dateline.cli.talk import say, say_progress
from dateline.model import AttributionRelation, Failure, Report
from dateline.model.codec import relation_to_json
from dateline.read import ReadOptions
from dateline.run import attribute_each, make_pipeline, read_inputs


@click.command()
@click.argument("file")
@settings_options("parser", "pipeline", "gazetteer", "max_characters")
@json_option
def attribute(file: str, config: Path | None, as_json: bool, **flags: object) -> None:
    """Show who says what in FILE: each source with its cue, its stance, and the words that rest on it.

    FILE is what 'dateline code' reads, or - for standard input. A source in square brackets stands for a pronoun; one
    that others pass on is followed by them. Ends with 3 where a report could not be read.
    """
    settings = settings_from(config, flags)
    outcomes = read_inputs([file], ReadOptions(max_characters=settings.max_characters), sys.stdin.buffer)
    parser = make_pipeline(settings, say_progress).parser
    rows: list[dict[str, Any]] = []
    failed = 0
    for outcome in attribute_each(outcomes, parser):
        if isinstance(outcome, Failure):
            failed += 1
            say(f"{outcome.origin}: {outcome.message}")
        elif as_json:
            rows.append(_row(*outcome))
        else:
            for line in _lines(*outcome):
                click.echo(one_line(line) if not line.startswith("  ") else f"  {one_line(line)}")
    if as_json:
        click.echo(to_json(rows))
    if failed:
        raise SystemExit(Exit.PARTLY)


def _row(report: Report, relations: Sequence[AttributionRelation]) -> dict[str, Any]:
    told = {"id": report.id, "origin": report.origin, "text_hash": report.text_hash}
    return told | {"relations": [relation_to_json(relation) for relation in relations]}


def _lines(report: Report, relations: Sequence[AttributionRelation]) -> Iterator[str]:
    yield f"Report {report.id}, {report.origin}: {len(relations)} relation{'' if len(relations) == 1 else 's'}"
    for number, relation in enumerate(relations, 1):
        told = ", passed on by ".join(_voice(each) for each in relation.chain())
        negated = ", negated" if relation.is_negated else ""
        yield f"{number} {told}: {relation.stance.value.replace('_', ' ')}{negated}"
        for span in relation.content:
            yield f"  {span.start}-{span.end} {span.text}"


def _voice(relation: AttributionRelation) -> str:
    words = "nobody named" if relation.source is None else relation.source.text
    if relation.source is not None and relation.source_words is not None:
        apart = relation.source.end <= relation.source_words.start or relation.source_words.end <= relation.source.start
        words = f"{relation.source_words.text} [{words}]" if apart else words
    kind = "" if relation.source is None else f" ({relation.kind.value.replace('_', ' ')})"
    return f"{words}{kind}{f', “{relation.cue.text}”' if relation.cue else ''}"
