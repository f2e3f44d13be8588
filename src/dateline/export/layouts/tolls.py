"""One number, or three, from the casualty figures of a happening, by named policies.

Every policy works on totals by voice. A voice's total is its first figure without a role; a voice that gives figures
by role alone has their sum. Figures that are denied, doubted, retracted or could not be verified are left out. A bound
that no voice sets stays unknown, and unknown is never zero. Vague words ("dozens") make bounds by a named rule, and a
number that rests on them is flagged. What does not belong here: reading figures from a text (`extract`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.export.happening import Figure, Happening
from dateline.model import CasualtyKind, CasualtyRole, Stance
from dateline.model.figures import ACLED, GUIDE, Bounds, FigureRule, bounds, numbers

LOWEST = "lowest"
FIRST_VOICE = "first voice"
UCDP_TRIPLE = "ucdp-triple"

POLICIES = {
    LOWEST: "the lowest of the totals that the voices give",
    FIRST_VOICE: "the total of the voice that stands first",
    UCDP_TRIPLE: "best: the total of the voice that stands first; low and high: the lowest and highest total of any",
}
"""What each policy takes, for loss reports and documentation."""

VAGUE, UPPER_ONLY = "vague_number", "upper_bound_only"
_REJECTED = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.CANNOT_VERIFY, Stance.RETRACTS})
_VAGUE_WORD = re.compile(rf"\b(?:{'|'.join(sorted({*GUIDE.vague, *ACLED.vague}))})\b", re.IGNORECASE)
_SIDES = (CasualtyRole.CIVILIAN, CasualtyRole.SIDE_A, CasualtyRole.SIDE_B, CasualtyRole.PERPETRATOR)


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people with its bounds; None where no bound is told. is_vague: it rests on words like "dozens"."""

    low: int | None
    high: int | None
    is_vague: bool = False

    def flags(self) -> Iterator[str]:
        """What a reader of one number must know."""
        if self.is_vague:
            yield VAGUE
        if self.low is None:
            yield UPPER_ONLY


def lowest(happening: Happening, kind: CasualtyKind, rule: FigureRule) -> Toll | None:
    """The total with the lowest low bound, of those with one; None where no figure of ``kind`` is told."""
    totals = list(_totals(happening, kind, rule))
    known = [toll for toll in totals if toll.low is not None]
    return min(known, key=lambda toll: toll.low or 0) if known else next(iter(totals), None)


def first_voice(happening: Happening, kind: CasualtyKind, rule: FigureRule) -> Toll | None:
    """The total of the first voice; None where no figure of ``kind`` is told."""
    return next(_totals(happening, kind, rule), None)


def extremes(happening: Happening, kind: CasualtyKind, rule: FigureRule) -> tuple[int | None, int | None]:
    """The lowest and the highest number that any total sets; None where none sets one."""
    totals = list(_totals(happening, kind, rule))
    told = [bound for toll in totals for bound in (toll.low, toll.high) if bound is not None]
    lows = [toll.low for toll in totals if toll.low is not None]
    return min(lows, default=None), max(told, default=None)


def by_role(happening: Happening, kind: CasualtyKind, role: CasualtyRole, rule: FigureRule) -> Toll | None:
    """The first figure of ``kind`` for people of ``role``; None where none is told."""
    figures = (each for each in _accepted(happening, kind) if each.role is role)
    return next((_toll(each, rule) for each in figures), None)


def _accepted(happening: Happening, kind: CasualtyKind) -> Iterator[Figure]:
    for figure in happening.figures:
        if figure.kind is kind and figure.stance not in _REJECTED:
            yield figure


def _totals(happening: Happening, kind: CasualtyKind, rule: FigureRule) -> Iterator[Toll]:
    """The total of each voice, in the order in which the voices first speak."""
    voices: dict[str | None, list[Figure]] = {}
    for figure in _accepted(happening, kind):
        voices.setdefault(figure.voice, []).append(figure)
    for figures in voices.values():
        yield _total(figures, rule)


def _total(figures: list[Figure], rule: FigureRule) -> Toll:
    parts = [_toll(_latest(figures, role), rule) for role in _SIDES if any(each.role is role for each in figures)]
    if any(each.role is CasualtyRole.UNKNOWN for each in figures):
        whole = _toll(_latest(figures, CasualtyRole.UNKNOWN), rule)
        return _sum(parts) if parts and (whole.high or whole.low or 0) < _least(parts) else whole
    return _sum(parts)


def _latest(figures: Iterable[Figure], role: CasualtyRole) -> Figure:
    """The first figure of ``role``, or the last one by which the voice takes an earlier one back."""
    of_role = [each for each in figures if each.role is role]
    return next((each for each in reversed(of_role) if each.stance is Stance.REVISES), of_role[0])


def _least(tolls: list[Toll]) -> int:
    return sum(toll.low or 0 for toll in tolls)


def _sum(tolls: list[Toll]) -> Toll:
    highs = [toll.high for toll in tolls if toll.high is not None]
    lows = [toll.low for toll in tolls if toll.low is not None]
    return Toll(
        sum(lows) if lows else None,
        sum(highs) if len(highs) == len(tolls) else None,
        any(toll.is_vague for toll in tolls),
    )


def _toll(figure: Figure, rule: FigureRule) -> Toll:
    vague = is_vague(figure.words)
    if vague and bounds(figure.words, GUIDE) == Bounds(figure.low, figure.high):
        made = bounds(figure.words, rule)
        assert made is not None  # it was not for the guide's rule, which knows the same words
        return Toll(made.low, made.high, vague)
    return Toll(figure.low, figure.high, vague)


def is_vague(words: str) -> bool:
    """Whether the number of ``words`` rests on a vague word ("dozens", "several hundred") and not on figures."""
    return _VAGUE_WORD.search(words) is not None and not numbers(words) and bounds(words) != Bounds(0, 0)
