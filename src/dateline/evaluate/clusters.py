"""Clusters of mentions measured against gold clusters: MUC, B³, CEAF-e, their mean (CoNLL F1), and pairs.

What stands in gold alone is unclustered on the predicted side; what stands in the prediction alone is left out.
Sources: Vilain et al. (1995), Bagga and Baldwin (1998), Luo (2005, entity-based with phi 4), Pradhan et al. (2012).

What does not belong here: making the clusters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import comb
from typing import Any

from dateline.errors import RunError
from dateline.evaluate.assignment import best_pairs
from dateline.evaluate.json_lines import boolean, json_objects, listed, mapping_of, required_text

Clusters = Mapping[str, str]
"""The name of its cluster for each mention."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision and recall of one measure."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean, rounded to four digits as the mean of several is made from it."""
        both = self.precision + self.recall
        return round(2 * self.precision * self.recall / both, 4) if both else 0.0

    def to_json(self) -> dict[str, float]:
        """``{p, r, f1}``, rounded to four digits."""
        return {"p": round(self.precision, 4), "r": round(self.recall, 4), "f1": self.f1}


@dataclass(frozen=True, slots=True)
class ClusterScores:
    """The figures of a clustering."""

    items: int
    gold_clusters: int
    predicted_clusters: int
    muc: Figures
    b3: Figures
    ceafe: Figures
    pairwise: Figures

    @property
    def conll(self) -> float:
        """Mean F1 of MUC, B³ and CEAF-e."""
        return round((self.muc.f1 + self.b3.f1 + self.ceafe.f1) / 3, 4)

    def to_json(self) -> dict[str, Any]:
        """The figures by name."""
        return {
            "items": self.items,
            "gold_clusters": self.gold_clusters,
            "pred_clusters": self.predicted_clusters,
            "muc": self.muc.to_json(),
            "b3": self.b3.to_json(),
            "ceafe": self.ceafe.to_json(),
            "conll_f1": self.conll,
            "pairwise": self.pairwise.to_json(),
        }


def parse_gold_clusters(lines: Iterable[str], origin: str) -> dict[str, str]:
    """The gold clusters of the mentions in validated sentences, from JSON lines of ECB+ documents.

    Raises:
        RunError: a line has another form; the message names it.
    """
    found: dict[str, str] = {}
    for place, _, document in json_objects(lines, origin, '{"id", "event_mentions"}'):
        for number, item in enumerate(listed(document, "event_mentions", place), 1):
            where = f"{place}, event mention {number}"
            mention = mapping_of(item, where)
            if boolean({"is": mention.get("in_validated_subset", True)}, "is", where):
                found[required_text(mention, "id", where)] = required_text(mention, "cluster", where)
    return found


def parse_clusters(lines: Iterable[str], origin: str) -> dict[str, str]:
    """The clusters of a prediction, from JSON lines ``{"id", "cluster"}``.

    Raises:
        RunError: a line has another form; the message names it.
    """
    rows = json_objects(lines, origin, '{"id", "cluster"}')
    return {identity: required_text(row, "cluster", place) for place, identity, row in rows}


def score_clusters(gold: Clusters, predicted: Clusters) -> ClusterScores:
    """Measure a clustering against gold.

    Raises:
        RunError: gold holds no mention.
    """
    if not gold:
        raise RunError("the gold file holds no mention in a validated sentence; nothing can be scored. Check the file.")
    given = {item: cluster for item, cluster in predicted.items() if item in gold}
    key, answer = _groups(gold), _groups(given)
    together = Counter((gold[item], given[item]) for item in given)
    return ClusterScores(
        len(gold),
        len(key),
        len(answer),
        _muc(key, answer, gold, given),
        _b3(key, answer, gold, given, together),
        _ceafe(key, answer, together),
        _pairs(key, answer, together),
    )


def _groups(clusters: Clusters) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for item, cluster in clusters.items():
        groups[cluster].append(item)
    return groups


def _muc(key: dict[str, list[str]], answer: dict[str, list[str]], gold: Clusters, given: Clusters) -> Figures:
    kept, asked = _links(key, given)
    right, made = _links(answer, gold)
    if not asked and not made:
        return Figures(1.0, 1.0) if given else Figures(0.0, 0.0)
    return Figures(right / made if made else 0.0, kept / asked if asked else 0.0)


def _links(groups: dict[str, list[str]], other: Clusters) -> tuple[int, int]:
    """How many of the links that tie each group together the other side has, and how many there are."""
    kept = 0
    for members in groups.values():
        found = [other[item] for item in members if item in other]
        kept += len(found) - len(set(found))
    return kept, sum(len(members) - 1 for members in groups.values())


def _b3(
    key: dict[str, list[str]],
    answer: dict[str, list[str]],
    gold: Clusters,
    given: Clusters,
    together: Counter[tuple[str, str]],
) -> Figures:
    precise = sum(together[gold[item], given[item]] / len(answer[given[item]]) for item in given)
    recalled = sum(together[gold[item], given[item]] / len(key[gold[item]]) for item in given)
    return Figures(precise / len(given) if given else 0.0, recalled / len(gold))


def _ceafe(key: dict[str, list[str]], answer: dict[str, list[str]], together: Counter[tuple[str, str]]) -> Figures:
    if not answer:
        return Figures(0.0, 0.0)
    total = 0.0
    for rows, columns in _connected(together):
        likeness = [[2 * together[a, b] / (len(key[a]) + len(answer[b])) for b in columns] for a in rows]
        total += sum(likeness[row][column] for row, column in best_pairs(likeness))
    return Figures(total / len(answer), total / len(key))


def _connected(together: Iterable[tuple[str, str]]) -> Iterator[tuple[list[str], list[str]]]:
    """Gold and predicted clusters that are tied by shared mentions, part by part: each can be assigned on its own."""
    answers: dict[str, set[str]] = defaultdict(set)
    keys: dict[str, set[str]] = defaultdict(set)
    for a, b in together:
        answers[a].add(b)
        keys[b].add(a)
    while answers:
        waiting = [next(iter(answers))]
        rows: set[str] = set()
        columns: set[str] = set()
        while waiting:
            a = waiting.pop()
            if a in answers:
                rows.add(a)
                columns |= answers[a]
                waiting += [other for b in answers.pop(a) for other in keys[b] if other in answers]
        yield sorted(rows), sorted(columns)


def _pairs(key: dict[str, list[str]], answer: dict[str, list[str]], together: Counter[tuple[str, str]]) -> Figures:
    both = sum(comb(count, 2) for count in together.values())
    made = sum(comb(len(members), 2) for members in answer.values())
    asked = sum(comb(len(members), 2) for members in key.values())
    if not made and not asked:
        return Figures(1.0, 1.0) if answer else Figures(0.0, 0.0)
    return Figures(both / made if made else 0.0, both / asked if asked else 0.0)
