"""Time expressions scored against gold ones, in the manner of TempEval-3, task A.

Source: UzZaman et al., SemEval-2013 task 1. The figures agree with the benchmark data's scorer on every digit; a test
compares the two on random and on real input. What does not belong here: finding the expressions (`parse`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dateline.errors import RunError
from dateline.evaluate.json_lines import json_objects, listed, mapping_of, optional_text, required_text, whole_number
from dateline.evaluate.stretches import pair_stretches
from dateline.evaluate.tally import Tally

_DIGITS = 4
MEASURES = ("strict", "relaxed", "type", "value", "strict_value")
_FORM = '{"id", "timexes"}'


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: characters ``start`` to ``end`` (exclusive), its TIMEX3 type and value, "" where not told."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class TimexDocument:
    """A document of a gold file: its text, and the day it was made, where known."""

    text: str
    published: date | None


@dataclass(slots=True)
class TimexScores:
    """The figures of one set of predictions.

    documents: how many gold has; missing: those without a prediction, which count as empty. tallies: for each of
    `MEASURES`, how many expressions are right: with the same span (strict), with spans that overlap (relaxed), and of
    the overlapping ones with the same type, value, or span and value.
    """

    documents: int = 0
    missing: int = 0
    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in MEASURES})

    def to_json(self) -> dict[str, Any]:
        """The figures under the names of the benchmark's scorer, rounded to four digits."""
        relaxed = self.tallies["relaxed"]
        figures: dict[str, Any] = {"docs": self.documents, "missing_docs": self.missing}
        figures |= {"gold": relaxed.gold, "pred": relaxed.predicted}
        figures |= {name: tally.to_json(_DIGITS) for name, tally in self.tallies.items()}
        for name in ("type", "value"):
            right = self.tallies[name].right
            figures[f"{name}_accuracy"] = round(right / relaxed.right, _DIGITS) if relaxed.right else 0.0
        return figures


def parse_timexes(lines: Iterable[str], origin: str) -> dict[str, tuple[Timex, ...]]:
    """The expressions of each document of JSON lines ``{"id", "timexes": [{"start", "end", "type", "value"}]}``.

    Raises:
        RunError: a line has another form; the message names it.
    """
    return {
        document: tuple(
            _timex(item, f"{place}, timex {number}") for number, item in enumerate(listed(data, "timexes", place), 1)
        )
        for place, document, data in json_objects(lines, origin, _FORM)
    }


def parse_timex_documents(lines: Iterable[str], origin: str) -> dict[str, TimexDocument]:
    """The texts of a gold file, by id, with the day of ``dct``.

    Raises:
        RunError: a line has no text, or a ``dct`` that is no day.
    """
    return {
        document: TimexDocument(required_text(data, "text", place), _day(optional_text(data, "dct", place), place))
        for place, document, data in json_objects(lines, origin, '{"id", "text", "dct", "timexes"}')
    }


def score_timexes(gold: Mapping[str, Sequence[Timex]], predicted: Mapping[str, Sequence[Timex]]) -> TimexScores:
    """The figures of ``predicted`` against ``gold``, both by document id; other documents are not scored."""
    scores = TimexScores()
    for document, right in gold.items():
        found = predicted.get(document, ())
        scores.documents += 1
        scores.missing += document not in predicted
        pairs = [(right[i], found[j]) for i, j in pair_stretches(right, found)]
        same = [(one.start, one.end) == (other.start, other.end) for one, other in pairs]
        value = [one.value == other.value for one, other in pairs]
        counts = {
            "strict": sum(same),
            "relaxed": len(pairs),
            "type": sum(one.type == other.type for one, other in pairs),
            "value": sum(value),
            "strict_value": sum(one and other for one, other in zip(same, value, strict=True)),
        }
        for name, tally in scores.tallies.items():
            tally.add(Tally(counts[name], len(found), len(right)))
    return scores


def _timex(item: object, place: str) -> Timex:
    data = mapping_of(item, place)
    start, end = whole_number(data, "start", place), whole_number(data, "end", place)
    value = (optional_text(data, "value", place) or "").strip()
    return Timex(start, end, optional_text(data, "type", place) or "", value)


def _day(words: str | None, place: str) -> date | None:
    """The day of a TIMEX3 value, which may go on with a time of day."""
    if words is None:
        return None
    try:
        return date.fromisoformat(words[:10])
    except ValueError as error:
        raise RunError(f"{place}: 'dct' is {words!r}; accepted is a day as YYYY-MM-DD, or null. Mend it.") from error
