"""What the reports of one incident tell, field by field, and where they agree or contradict one another.

What does not belong here: choosing one value among many, and how the comparison is shown (`cli`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import asin, cos, radians, sin, sqrt

from dateline.model import (
    Casualties,
    CasualtyKind,
    Claim,
    Country,
    Days,
    Field,
    Identity,
    Location,
    Responsibility,
    Stance,
    Status,
    Value,
    Words,
)
from dateline.run.account import Telling

_EARTH_KM = 6371.0
_AGAINST = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.RETRACTS})
_NOT_SO = frozenset({Status.DENIED, Status.FAILED})
_SO = frozenset({Status.OCCURRED, Status.ONGOING})


class Agreement(StrEnum):
    """What the reports' values of one field are to one another."""

    ALONE = "alone"
    """One report tells it."""
    AGREE = "agree"
    """All reports that tell it share a value."""
    VARY = "vary"
    """Values differ, and can be true together."""
    CONTRADICT = "contradict"
    """Values exclude one another, or a source disputes one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One claim, and the report that makes it."""

    report: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Row:
    """One field, or one kind of casualties, across the reports.

    values: claims of one value stand together, the value told by most reports first; each in the order of the reports.
    """

    field: Field
    kind: CasualtyKind | None
    values: tuple[tuple[Cell, ...], ...]
    agreement: Agreement

    @property
    def name(self) -> str:
        """The field's name, or the kind of casualties."""
        return self.kind.value if self.kind else self.field.value


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the toll over time: told in this report, of that kind."""

    report: str
    kind: CasualtyKind
    claim: Claim


def compare(tellings: Sequence[Telling]) -> list[Row]:
    """One row for each field that a report tells, in the order of `Field`; casualties have a row for each kind."""
    cells: dict[tuple[Field, CasualtyKind | None], list[Cell]] = defaultdict(list)
    for telling in tellings:
        for claim in telling.record.claims:
            kind = claim.value.kind if isinstance(claim.value, Casualties) else None
            cells[claim.field, kind].append(Cell(telling.report.id, claim))
    order = [(field, kind) for field in Field for kind in (None, *CasualtyKind) if field is not Field.MAIN]
    return [_row(*key, cells[key]) for key in order if key in cells]


def tolls(tellings: Sequence[Telling]) -> list[Figure]:
    """Every figure of people harmed, by kind, and within a kind in the order of publication."""
    order = list(CasualtyKind)
    found = [
        Figure(telling.report.id, claim.value.kind, claim)
        for telling in tellings
        for claim in telling.record.of(Field.CASUALTIES)
        if isinstance(claim.value, Casualties)
    ]
    return sorted(found, key=lambda figure: order.index(figure.kind))


def _row(field: Field, kind: CasualtyKind | None, cells: Sequence[Cell]) -> Row:
    groups: dict[object, list[Cell]] = defaultdict(list)
    for cell in cells:
        groups[_key(cell.claim.value)].append(cell)
    ordered = sorted(groups.values(), key=lambda group: -len({cell.report for cell in group}))
    return Row(field, kind, tuple(map(tuple, ordered)), _agreement(cells))


def _agreement(cells: Sequence[Cell]) -> Agreement:
    told: dict[str, list[Value]] = defaultdict(list)
    for cell in cells:
        told[cell.report].append(cell.claim.value)
    if any(cell.claim.stance in _AGAINST for cell in cells) or _exclude(told.values()):
        return Agreement.CONTRADICT
    if len(told) == 1:
        return Agreement.ALONE
    shared = set.intersection(*({_key(value) for value in values} for values in told.values()))
    return Agreement.AGREE if shared else Agreement.VARY


def _exclude(told: Iterable[Sequence[Value]]) -> bool:
    """Whether two reports tell nothing that can be true together, or one tells figures that cannot."""
    listed = list(told)
    within = (values for values in listed if isinstance(values[0], Casualties))
    return any(not any(_can_both(a, b) for a in one for b in other) for one, other in combinations(listed, 2)) or any(
        not _can_both(a, b) for values in within for a, b in combinations(values, 2)
    )


def _can_both(one: Value, other: Value) -> bool:
    for kind, can_both in _RULES:
        if isinstance(one, kind) and isinstance(other, kind):
            return can_both(one, other)
    return True


def _countries(one: Country, other: Country) -> bool:
    return one == other


def _days(one: Days, other: Days) -> bool:
    return one.first <= other.last and other.first <= one.last


def _figures(one: Casualties, other: Casualties) -> bool:
    low = max(one.low or 0, other.low or 0)
    highs = [value.high for value in (one, other) if value.high is not None]
    return not highs or low <= min(highs)


def _statuses(one: Status, other: Status) -> bool:
    return not ({one, other} & _NOT_SO and {one, other} & _SO)


def _responsible(one: Responsibility, other: Responsibility) -> bool:
    return one.who is None or other.who is None or _folded(one.who) == _folded(other.who)


def _locations(one: Location, other: Location) -> bool:
    """Whether the circles that hold the two places overlap; the distance is the great circle's, by the haversine."""
    up, across = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    chord = sin(up / 2) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(across / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, chord))) <= one.radius_km + other.radius_km


_RULES: tuple[tuple[type, Callable[..., bool]], ...] = (
    (Country, _countries),
    (Days, _days),
    (Casualties, _figures),
    (Status, _statuses),
    (Responsibility, _responsible),
    (Location, _locations),
)
"""For the values that can exclude one another: whether two of them can be true of one happening."""


def _key(value: Value) -> object:
    """What makes two values the same to a reader; the words behind them may differ."""
    if isinstance(value, Words):
        return _folded(value.text)
    if isinstance(value, Identity):
        return value.id
    if isinstance(value, Location):
        return (value.place.geonames_id, value.place.name, value.precision)
    if isinstance(value, Days):
        return (value.first, value.last)
    if isinstance(value, Casualties):
        return (value.low, value.high)
    if isinstance(value, Responsibility):
        return (value.stance, _folded(value.who or ""))
    return value


def _folded(words: str) -> str:
    told = " ".join(words.casefold().split())
    for article in ("the ", "a ", "an "):
        told = told.removeprefix(article)
    return told
