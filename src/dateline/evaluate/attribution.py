"""Attribution relations scored against gold ones: source, cue, content, and relations as wholes.

A part (source, cue or content) is compared as a set of characters: white space, and quotation marks and punctuation at
the edges of its spans, do not count. Source of the overlap figures: Johansson and Moschitti, as used for attribution by
Pareti (2015). The figures agree with the benchmark data's scorer on every digit; a test compares the two on random and
on real input. What does not belong here: finding the relations (`extract.attribution`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.errors import RunError
from dateline.evaluate.json_lines import json_objects, listed, mapping_of, optional_text, whole_number
from dateline.evaluate.tally import Tally

PARTS = ("source", "cue", "content")
LINKS = ("content_source", "content_source_exact", "content_source_cue")
_DIGITS = 4
_FORM = '{"id", "attributions"}'
_EDGE = frozenset(" \t\r\n\"'`.,;:()[]-\u2013\u2014\u2018\u2019\u201c\u201d\u00a0")
_SAME = 0.5
_CUE_WEIGHT, _SOURCE_WEIGHT = 0.5, 0.1

Characters = frozenset[int]


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation: for each of `PARTS` the (start, end) of its spans, none where the part is empty."""

    source: tuple[tuple[int, int], ...] = ()
    cue: tuple[tuple[int, int], ...] = ()
    content: tuple[tuple[int, int], ...] = ()

    def part(self, name: str) -> tuple[tuple[int, int], ...]:
        """The spans of one of `PARTS`."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[name]


@dataclass(frozen=True, slots=True)
class AttributionDocument:
    """The relations of one document; text: of a gold file, None where it gives none."""

    relations: tuple[Relation, ...]
    text: str | None = None


@dataclass(slots=True)
class PartScores:
    """The figures of one part.

    exact: parts of the same characters; partial: parts that share some, one to one; characters: single characters.
    covered_predicted, covered_gold: sums, over the parts of each side, of the largest share that one of the other side
    covers.
    """

    exact: Tally = field(default_factory=Tally)
    partial: Tally = field(default_factory=Tally)
    characters: Tally = field(default_factory=Tally)
    covered_predicted: float = 0.0
    covered_gold: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """``{exact, partial, overlap, char}``, each ``{p, r, f1}``."""
        overlap = _shares(self.covered_predicted, self.exact.predicted, self.covered_gold, self.exact.gold)
        return {
            "exact": _rounded(self.exact),
            "partial": _rounded(self.partial),
            "overlap": overlap,
            "char": _rounded(self.characters),
        }


@dataclass(slots=True)
class AttributionScores:
    """The figures of one set of predictions.

    documents: how many gold has; missing: those without a prediction, which count as empty. parts: by the name of the
    part. links: relations paired one to one, right where content and source overlap by at least half, where both are
    the same, and where the cue overlaps too.
    """

    documents: int = 0
    missing: int = 0
    gold: int = 0
    predicted: int = 0
    parts: dict[str, PartScores] = field(default_factory=lambda: {name: PartScores() for name in PARTS})
    links: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in LINKS})

    def to_json(self) -> dict[str, Any]:
        """The figures under the names of the benchmark's scorer, rounded to four digits."""
        figures: dict[str, Any] = {"docs": self.documents, "missing_docs": self.missing}
        figures |= {"gold_attributions": self.gold, "pred_attributions": self.predicted}
        figures |= {name: scores.to_json() for name, scores in self.parts.items()}
        exact, partial = Tally(), Tally()
        for scores in self.parts.values():
            exact.add(scores.exact)
            partial.add(scores.partial)
        figures["micro"] = {"exact": _rounded(exact), "partial": _rounded(partial)}
        figures["linked"] = {name: _rounded(tally) for name, tally in self.links.items()}
        return figures


def parse_attributions(lines: Iterable[str], origin: str) -> dict[str, AttributionDocument]:
    """The relations of each document of JSON lines ``{"id", "text"?, "attributions": [{"source", "cue", "content"}]}``.

    A part is a list of spans ``{"start", "end"}``, or null.

    Raises:
        RunError: a line has another form; the message names it.
    """
    return {
        document: AttributionDocument(
            tuple(
                _relation(item, f"{place}, attribution {number}")
                for number, item in enumerate(listed(data, "attributions", place), 1)
            ),
            optional_text(data, "text", place),
        )
        for place, document, data in json_objects(lines, origin, _FORM)
    }


def score_attributions(
    gold: Mapping[str, AttributionDocument], predicted: Mapping[str, AttributionDocument]
) -> AttributionScores:
    """The figures of ``predicted`` against ``gold``, both by document id; other documents are not scored.

    Edges are left out by the gold document's text; without one, the spans are compared as they are.
    """
    scores = AttributionScores()
    for document, right in gold.items():
        found = predicted.get(document, AttributionDocument(()))
        scores.documents += 1
        scores.missing += document not in predicted
        _add(scores, _characters(right.relations, right.text), _characters(found.relations, right.text))
    return scores


_Parts = Mapping[str, Characters]


def _characters(relations: Sequence[Relation], text: str | None) -> list[_Parts]:
    return [{name: _inside(relation.part(name), text) for name in PARTS} for relation in relations]


def _inside(spans: Iterable[tuple[int, int]], text: str | None) -> Characters:
    """The characters of ``spans`` that count."""
    found: set[int] = set()
    for start, end in spans:
        if text is None:
            found.update(range(start, end))
            continue
        while start < end and text[start : start + 1] in _EDGE_OR_NONE:
            start += 1  # noqa: PLW2901 - the span shrinks
        while end > start and text[end - 1 : end] in _EDGE_OR_NONE:
            end -= 1  # noqa: PLW2901
        found.update(index for index in range(start, end) if not text[index : index + 1].isspace())
    return frozenset(found)


_EDGE_OR_NONE = _EDGE | {""}


def _add(scores: AttributionScores, gold: Sequence[_Parts], predicted: Sequence[_Parts]) -> None:
    scores.gold += len(gold)
    scores.predicted += len(predicted)
    for name in PARTS:
        ours = [parts[name] for parts in predicted if parts[name]]
        _add_part(scores.parts[name], [parts[name] for parts in gold if parts[name]], ours)
    right = Counter[str]()
    for i, j in _pairs(gold, predicted):
        right.update(_agreements(gold[i], predicted[j]))
    for name in LINKS:
        scores.links[name].add(Tally(right[name], len(predicted), len(gold)))


def _add_part(scores: PartScores, gold: Sequence[Characters], predicted: Sequence[Characters]) -> None:
    counts = (len(predicted), len(gold))
    scores.exact.add(Tally((Counter(gold) & Counter(predicted)).total(), *counts))
    shared = [[len(one & other) for other in predicted] for one in gold]
    weighed = [
        (number / len(gold[i] | predicted[j]), i, j)
        for i, row in enumerate(shared)
        for j, number in enumerate(row)
        if number
    ]
    scores.partial.add(Tally(len(_one_to_one(weighed)), *counts))
    # The sums run in the order of the benchmark's scorer, so that they agree in the last digit.
    for i, one in enumerate(gold):
        scores.covered_gold += max(shared[i], default=0) / len(one)
    for j, other in enumerate(predicted):
        scores.covered_predicted += max((row[j] for row in shared), default=0) / len(other)
    all_gold, all_predicted = frozenset[int]().union(*gold), frozenset[int]().union(*predicted)
    scores.characters.add(Tally(len(all_gold & all_predicted), len(all_predicted), len(all_gold)))


def _pairs(gold: Sequence[_Parts], predicted: Sequence[_Parts]) -> list[tuple[int, int]]:
    """Relations in pairs, one to one, the closest in content and cue first."""
    weighed = []
    for i, one in enumerate(gold):
        for j, other in enumerate(predicted):
            content, cue, source = (_jaccard(one[name], other[name]) for name in ("content", "cue", "source"))
            weight = content + _CUE_WEIGHT * cue + _SOURCE_WEIGHT * source
            if weight > 0:
                weighed.append((weight, i, j))
    return _one_to_one(weighed)


def _one_to_one(weighed: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pairs of the largest weights, each index once; of equal weights the earlier in gold, then in the predictions."""
    taken: set[int] = set()
    given: set[int] = set()
    pairs = []
    for _, i, j in sorted(weighed, key=lambda each: (-each[0], each[1], each[2])):
        if i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            pairs.append((i, j))
    return pairs


def _agreements(one: _Parts, other: _Parts) -> list[str]:
    """The `LINKS` on which a pair of relations is right."""
    found = []
    if _dice(one["content"], other["content"]) >= _SAME and _dice(one["source"], other["source"]) >= _SAME:
        found.append("content_source")
        if _dice(one["cue"], other["cue"]) >= _SAME:
            found.append("content_source_cue")
    if one["content"] == other["content"] and one["source"] == other["source"]:
        found.append("content_source_exact")
    return found


def _jaccard(one: Characters, other: Characters) -> float:
    return len(one & other) / max(1, len(one | other))


def _dice(one: Characters, other: Characters) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def _rounded(tally: Tally) -> dict[str, float]:
    """As the benchmark's scorer rounds: shares first, then F1 from the unrounded ones."""
    return _shares(tally.right, tally.predicted, tally.right, tally.gold)


def _shares(right_of_predicted: float, predicted: int, right_of_gold: float, gold: int) -> dict[str, float]:
    precision = right_of_predicted / predicted if predicted else 0.0
    recall = right_of_gold / gold if gold else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return {"p": round(precision, _DIGITS), "r": round(recall, _DIGITS), "f1": round(f1, _DIGITS)}


def _relation(item: object, place: str) -> Relation:
    data = mapping_of(item, place)
    return Relation(*(_spans(data, name, place) for name in PARTS))


def _spans(data: Mapping[str, Any], name: str, place: str) -> tuple[tuple[int, int], ...]:
    return tuple(_span(item, f"{place}, {name} {number}") for number, item in enumerate(listed(data, name, place), 1))


def _span(item: object, place: str) -> tuple[int, int]:
    data = mapping_of(item, place)
    start, end = whole_number(data, "start", place), whole_number(data, "end", place)
    if end < start:
        raise RunError(f"{place}: it ends at {end}, before its start {start}; accepted is an end after it. Mend it.")
    return start, end
