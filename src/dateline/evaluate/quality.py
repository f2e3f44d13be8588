"""The figures of an evaluation as tables for ``docs/quality.md``.

What does not belong here: running an evaluation, and what the figures mean.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.evaluate.events import EventScores
from dateline.evaluate.tally import Tally

_UNTOLD = "–"


def quality_table(scores: EventScores) -> str:
    """Three Markdown tables: measures, fields of the events found, and types; figures with three digits.

    A share stands with the number that it is a share of. A figure of nothing is a dash, never 0.
    """
    return "\n".join("".join(f"{line}\n" for line in table(scores)) for table in (_measures, _fields, _types))


def _measures(scores: EventScores) -> Iterator[str]:
    yield "| measure | precision | recall | F1 | in gold | predicted |"
    yield "| --- | --- | --- | --- | --- | --- |"
    yield _tally_row("events", scores.events)
    yield _tally_row("events, type aside", scores.untyped)
    main = scores.main
    yield f"| main events | | {_figure(main.value, main.told)} | | {main.told} | |"
    yield _tally_row("arguments", scores.arguments)
    for role, tally in scores.roles.items():
        yield _tally_row(role, tally)
    yield _tally_row("attribution", scores.attribution)


def _fields(scores: EventScores) -> Iterator[str]:
    yield "| field, where the event was found | right | told in |"
    yield "| --- | --- | --- |"
    for name, share in scores.given_match.items():
        yield f"| {name} | {_figure(share.value, share.told)} | {share.told} |"


def _types(scores: EventScores) -> Iterator[str]:
    yield "| type | precision | recall | F1 | in gold | predicted |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, tally in sorted(scores.by_type.items()):
        yield _tally_row(name, tally)


def _tally_row(name: str, tally: Tally) -> str:
    figures = (
        _figure(tally.precision, tally.predicted),
        _figure(tally.recall, tally.gold),
        _figure(tally.f1, tally.predicted + tally.gold),
    )
    return f"| {name} | {' | '.join(figures)} | {tally.gold} | {tally.predicted} |"


def _figure(value: float, of: int) -> str:
    return f"{value:.3f}" if of else _UNTOLD
