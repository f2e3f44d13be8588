"""The figures of a story set: B³, pairs, near misses kept apart, incidents recovered, independent origins counted.

A gold mention that was not found counts as missed in recall and not at all in precision. Source: Bagga and Baldwin
(1998) for B³, and the scorer of the story sets for the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import comb
from typing import Any

from dateline.evaluate.incidents.form import GoldIncident, GoldStories, PredictedIncident
from dateline.evaluate.incidents.mapping import Mapping, Mention, map_records


@dataclass(frozen=True)
class IncidentScores:
    """How well predicted incidents are those of a story set."""

    gold: GoldStories
    predicted: Sequence[PredictedIncident]
    mapping: Mapping

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every gold mention."""
        return [(one.id, report) for one in self.gold.incidents for report in one.mentions]

    @cached_property
    def by_id(self) -> dict[str, GoldIncident]:
        """The gold incidents by id."""
        return {one.id: one for one in self.gold.incidents}

    @cached_property
    def together(self) -> Counter[tuple[str, int]]:
        """How many mentions of a gold incident stand in a predicted one."""
        return Counter((incident, at) for (incident, _), at in self.mapping.at.items())

    @cached_property
    def best(self) -> dict[str, int]:
        """For each gold incident that was found, the predicted one that holds most of its mentions and least else."""
        held: dict[str, Counter[int]] = defaultdict(Counter)
        for (incident, at), count in self.together.items():
            held[incident][at] = count
        return {
            incident: min(counts, key=lambda at: (-counts[at], self._sizes[at] - counts[at], at))
            for incident, counts in held.items()
        }

    @cached_property
    def _sizes(self) -> Counter[int]:
        return Counter(self.mapping.at.values())

    def to_json(self) -> dict[str, Any]:
        """The figures by name, shares rounded to four digits; None where there is nothing to count."""
        focus = [one for one in self.gold.incidents if one.role == "focus"]
        several = [one for one in self.gold.incidents if len(one.reports) > 1]
        return {
            "mapped": self._mapped(),
            "bcubed": self._bcubed(),
            "pairwise": self._pairwise(),
            "near_miss": self._near_misses(),
            "focus": self._recovered(focus),
            "independent_origins": {"focus": self._origins(focus), "all": self._origins(several)},
        }

    def _mapped(self) -> dict[str, Any]:
        found = len(self.mapping.at)
        return {
            "gold_mentions": len(self.mentions),
            "found": found,
            "share": _share(found, len(self.mentions)),
            "members": sum(len(one.members) for one in self.predicted),
            "members_told_once": self.mapping.once.total(),
            "members_unmapped": len(self.mapping.free),
        }

    def _bcubed(self) -> dict[str, float]:
        found = self.mapping.at.items()
        precise = sum(self.together[incident, at] / self._sizes[at] for (incident, _), at in found)
        recalled = sum(self.together[incident, at] / len(self.by_id[incident].mentions) for (incident, _), at in found)
        return _figures(precise, len(found), recalled, len(self.mentions))

    def _pairwise(self) -> dict[str, float]:
        both = _pair_count(self.together.values())
        predicted = _pair_count(self._sizes.values())
        return _figures(both, predicted, both, _pair_count(len(one.mentions) for one in self.gold.incidents))

    def _near_misses(self) -> dict[str, Any]:
        pairs = set(self._pairs_to_keep_apart())
        at = self.mapping.at
        found = [(a, b) for a, b in pairs if a in at and b in at]
        merged = [(a, b) for a, b in found if at[a] == at[b]]
        return {
            "pairs": len(pairs),
            "pairs_found": len(found),
            "kept_apart": _share(len(found) - len(merged), len(found)),
            "incident_pairs": len({frozenset((a[0], b[0])) for a, b in pairs}),
            "incident_pairs_merged": len({frozenset((a[0], b[0])) for a, b in merged}),
        }

    def _pairs_to_keep_apart(self) -> Iterable[tuple[Mention, Mention]]:
        """Pairs of a near miss's mention and a mention of its focus or of an incident that is linked to it."""
        linked: dict[str, set[str]] = defaultdict(set)
        for later, earlier in self.gold.links:
            linked[later].add(earlier)
            linked[earlier].add(later)
        for near in self.gold.incidents:
            if near.role == "near-miss":
                focus = {o.id for o in self.gold.incidents if o.story == near.story and o.role == "focus"}
                for other in sorted(linked[near.id] | focus):
                    for a in near.mentions:
                        for b in self.by_id[other].mentions:
                            yield _ordered((near.id, a), (other, b))

    def _recovered(self, focus: Sequence[GoldIncident]) -> dict[str, Any]:
        whole = {one.id for one in focus if self._is_whole(one)}
        pure = {one.id for one in focus if self._is_pure(one)}
        return {
            "incidents": len(focus),
            "whole": _share(len(whole), len(focus)),
            "pure": _share(len(pure), len(focus)),
            "whole_and_pure": _share(len(whole & pure), len(focus)),
            "not_recovered": [one.id for one in focus if one.id not in whole & pure],
        }

    def _is_whole(self, one: GoldIncident) -> bool:
        at = self.best.get(one.id)
        return at is not None and self.together[one.id, at] == len(one.mentions)

    def _is_pure(self, one: GoldIncident) -> bool:
        """Nothing else stands in it; second records of its own reports are let pass."""
        at = self.best.get(one.id)
        if at is None or self.mapping.once[at]:
            return False
        foreign = {incident for incident, index in self.together if index == at} - {one.id}
        loose = {report for index, report in self.mapping.free if index == at}
        return not foreign and loose <= set(one.reports)

    def _origins(self, some: Sequence[GoldIncident]) -> dict[str, Any]:
        right = sum(one.id in self.best and self.predicted[self.best[one.id]].origins == one.origins for one in some)
        return {"right": right, "of": len(some), "accuracy": _share(right, len(some))}


def score_incidents(gold: GoldStories, predicted: Sequence[PredictedIncident]) -> IncidentScores:
    """Measure predicted incidents against a story set."""
    return IncidentScores(gold, predicted, map_records(gold, predicted))


def _ordered(a: Mention, b: Mention) -> tuple[Mention, Mention]:
    return (a, b) if a < b else (b, a)


def _pair_count(sizes: Iterable[int]) -> int:
    return sum(comb(size, 2) for size in sizes)


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None


def _figures(precise: float, predicted: float, recalled: float, gold: float) -> dict[str, float]:
    p, r = precise / predicted if predicted else 0.0, recalled / gold if gold else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r), 4) if p and r else 0.0}
