"""Countries around a participant's words: of a place that they name, and of a stretch of text.

The one place in this room that knows the gazetteer. What does not belong here: what the places mean for an actor
(`rules`).
"""

from __future__ import annotations

from collections import Counter

from dateline.knowledge.actors import WhoIsWho
from dateline.knowledge.gazetteer import Gazetteer, Kind
from dateline.knowledge.gazetteer.gazetteer import prominence
from dateline.resolve.actors.phrases import parts_of

_LEAST_PEOPLE = 50_000
"""Smaller places are likelier a person's or a body's name than a place where they stand for an actor."""
_OF_PEOPLE = frozenset({Kind.SETTLEMENT, Kind.ADMIN2, Kind.ADMIN3, Kind.POSTAL, Kind.WATER, Kind.FEATURE})


class PlaceLookup:
    """Gives the country in which a named place most likely lies, or None."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self.gazetteer = gazetteer or Gazetteer()
        self._known: dict[str, str | None] = {}

    def __call__(self, name: str) -> str | None:
        """The country of the place that most people live in of those called ``name``; None for none."""
        if name not in self._known:
            self._known[name] = self._look_up(name)
        return self._known[name]

    def _look_up(self, name: str) -> str | None:
        if self.gazetteer.is_common(name):
            return None
        best = next(iter(self.gazetteer.look_up(name)), None)
        if best is None or (best.kind in _OF_PEOPLE and not best.is_listed and prominence(best) < _LEAST_PEOPLE):
            return None
        return best.place.country or None


def leading_country(text: str, who: WhoIsWho, places: PlaceLookup) -> tuple[str, float] | None:
    """The country that ``text`` names most, and its share of all that it names; the first of equals. None for none."""
    counts = Counter(part.nation.country for part in parts_of(text, who) if part.nation and part.nation.country)
    if not counts:
        return None
    country, count = counts.most_common(1)[0]
    return country, count / counts.total()
