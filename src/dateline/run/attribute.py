"""Who says what in a report, without coding it: attribution alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.errors import ReportError
from dateline.extract.attribution import Attribution, find_attributions
from dateline.model import AttributionRelation, Failure, ParsedReport, Parser, Report
from dateline.run.inputs import make_report
from dateline.run.once import default_pipeline
from dateline.run.pipeline import Pipeline


def attribute(report: str | Report, *, pipeline: Pipeline | None = None) -> tuple[AttributionRelation, ...]:
    """Every attribution relation of one report, in the order of the cues.

    report: a `Report`, or a text from which `make_report` makes one. pipeline: the one whose parser reads it; the
    default one is made once and kept. A relation that others pass on tells them under ``outer``.

    Raises:
        ReportError: there are no words, too many, or the parser fails; the error says which.
        RunError: the parser is not installed.
    """
    if isinstance(report, str):
        report = make_report(report)
    (outcome,) = attribute_each([report], (pipeline or default_pipeline()).parser)
    if isinstance(outcome, Failure):
        raise ReportError(outcome.message, origin=outcome.origin, stage=outcome.stage, report_id=outcome.report_id)
    return outcome[1]


def attribute_each(
    outcomes: Iterable[Report | Failure], parser: Parser
) -> Iterator[tuple[Report, tuple[AttributionRelation, ...]] | Failure]:
    """Yield, for each outcome of reading in its order, the report with its relations, or the failure."""
    for read in outcomes:
        if isinstance(read, Failure):
            yield read
            continue
        (parsed,) = parser.parse([read])
        yield parsed if isinstance(parsed, Failure) else (read, relations_of(parsed))


def relations_of(report: ParsedReport) -> tuple[AttributionRelation, ...]:
    """The attribution relations of a parsed report, in the order of the cues."""
    found = find_attributions(report)
    made: dict[int, AttributionRelation] = {}
    return tuple(_relation(report, found, place, made, frozenset()) for place in range(len(found)))


def _relation(
    report: ParsedReport,
    found: tuple[Attribution, ...],
    place: int,
    made: dict[int, AttributionRelation],
    inside: frozenset[int],
) -> AttributionRelation:
    """The relation at ``place`` with those that pass it on; ``inside`` are those below it, which end a circle."""
    if place in made:
        return made[place]
    one = found[place]
    inside |= {place}
    outer = None if one.via is None or one.via in inside else _relation(report, found, one.via, made, inside)
    tokens = report.tokens
    made[place] = AttributionRelation(
        one.source,
        one.source_words,
        one.cue,
        tuple(report.span(tokens[first], tokens[last - 1]) for first, last in one.content),
        one.stance,
        one.kind,
        one.negated,
        one.is_quoted,
        outer,
    )
    return made[place]
