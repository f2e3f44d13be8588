"""Stretches of text that a gold file and a prediction mark, brought into pairs.

Offsets are Unicode code points, the end exclusive. What does not belong here: what is compared on a pair (`geo`,
`timex`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Stretch(Protocol):
    """Anything with a place in a text."""

    @property
    def start(self) -> int:
        """The first code point."""
        ...

    @property
    def end(self) -> int:
        """The one after the last."""
        ...


def pair_stretches(gold: Sequence[Stretch], predicted: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Pairs (index in ``gold``, index in ``predicted``) that share characters, each index in one pair at most.

    The pair with the largest share of common characters comes first; of equal ones the earlier in gold, then in the
    predictions, as in the scorers of the benchmark data.
    """
    weighed = sorted(
        (-shared / (max(one.end, other.end) - min(one.start, other.start)), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(predicted)
        if (shared := min(one.end, other.end) - max(one.start, other.start)) > 0
    )
    taken: set[int] = set()
    given: set[int] = set()
    pairs = []
    for _, i, j in weighed:
        if i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            pairs.append((i, j))
    return pairs
