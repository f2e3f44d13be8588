"""What an incident shows at a glance, from what its records tell: kept small, so that a whole archive fits in memory.

What does not belong here: the full matrix of what each report tells (`merge`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from sys import intern
from typing import TypeVar

from dateline.model import (
    Casualties,
    CasualtyKind,
    Country,
    Days,
    EventRecord,
    EventType,
    Field,
    Location,
    Mode,
    Outline,
    Report,
    Stance,
    Status,
)

_AGAINST = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.RETRACTS})
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Glance:
    """What of one record its incident's outline is made from. killed, injured: the figures that nobody disputes."""

    record: str
    published: date | None
    type: EventType
    mode: str | None
    days: tuple[date, date] | None
    place: str | None
    country: str | None
    status: str | None
    killed: tuple[tuple[int | None, int | None], ...]
    injured: tuple[tuple[int | None, int | None], ...]

    @property
    def rank(self) -> tuple[date, str]:
        """By day of publication, unknown days first, then by id."""
        return (self.published or date.min, self.record)


def glance_at(record: EventRecord, report: Report) -> Glance:
    """What of ``record``, which ``report`` tells, an outline is made from."""
    mode, days, country = record.value(Field.MODE), record.value(Field.DAYS), record.value(Field.COUNTRY)
    status = record.value(Field.STATUS)
    return Glance(
        record=record.id,
        published=report.published,
        type=record.type,
        mode=intern(mode.name) if isinstance(mode, Mode) else None,
        days=(days.first, days.last) if isinstance(days, Days) else None,
        place=_place(record),
        country=intern(country.alpha3) if isinstance(country, Country) else None,
        status=status.value if isinstance(status, Status) else None,
        killed=_figures(record, CasualtyKind.KILLED),
        injured=_figures(record, CasualtyKind.INJURED),
    )


def outline_of(glances: Sequence[Glance]) -> Outline:
    """The outline of the incident that these records tell.

    Each value is the one that most records tell, of equally many the latest told. Figures come from the latest report
    that gives one: the latest word, not the truth; the figures of all speakers stand in the incident's table.
    """
    ordered = sorted(glances, key=lambda glance: glance.rank)
    event_type = _most([glance.type for glance in ordered])
    assert event_type is not None
    modes = [glance.mode for glance in ordered if glance.type is event_type]
    days = _most([glance.days for glance in ordered])
    return Outline(
        type=event_type,
        mode=_most(modes),
        first_day=days[0] if days else None,
        last_day=days[1] if days else None,
        place=_most([glance.place for glance in ordered]),
        country=_most([glance.country for glance in ordered]),
        status=_most([glance.status for glance in ordered]),
        killed=_latest(ordered, lambda glance: glance.killed),
        injured=_latest(ordered, lambda glance: glance.injured),
    )


def _place(record: EventRecord) -> str | None:
    location = record.value(Field.LOCATION)
    if isinstance(location, Location):
        return intern(location.place.name)
    words = record.words(Field.PLACE)
    return words[0] if words else None


def _figures(record: EventRecord, kind: CasualtyKind) -> tuple[tuple[int | None, int | None], ...]:
    told = (claim for claim in record.of(Field.CASUALTIES) if claim.stance not in _AGAINST)
    values = (claim.value for claim in told)
    return tuple((value.low, value.high) for value in values if isinstance(value, Casualties) and value.kind is kind)


def _most(values: Iterable[_T | None]) -> _T | None:
    """The value told most often; of equally many the one told last."""
    counts: Counter[_T] = Counter()
    last: dict[_T, int] = {}
    for number, value in enumerate(values):
        if value is not None:
            counts[value] += 1
            last[value] = number
    return max(counts, key=lambda value: (counts[value], last[value]), default=None)


def _latest(
    ordered: Sequence[Glance], figures: Callable[[Glance], tuple[tuple[int | None, int | None], ...]]
) -> str | None:
    """The first figure of the latest report that gives one, in words."""
    for glance in reversed(ordered):
        for low, high in figures(glance):
            return bounds_in_words(low, high)
    return None


def bounds_in_words(low: int | None, high: int | None) -> str:
    """A number of people: "15", "at least 9", "at most 20", "12 to 15"."""
    if low == high:
        return str(low)
    if high is None:
        return f"at least {low}"
    return f"at most {high}" if low is None else f"{low} to {high}"
