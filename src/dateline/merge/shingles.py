"""Near-duplicate texts: how much of their wording two texts share, from sketches of their word sequences.

A sketch holds the smallest hashes of a text's sequences of `LENGTH` words (bottom-k sketch, Cohen and Kaplan, PODC
2007). Two sketches give the resemblance of the texts, and how much of the shorter one stands in the longer.

What does not belong here: what shared wording means for an incident (`origins`).
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from zlib import crc32

from dateline.merge.words import words_of

LENGTH = 4
SIZE = 160


class Sketch:
    """The smallest hashes of one text's word sequences, ascending, and how many different sequences it has."""

    __slots__ = ("count", "hashes")

    def __init__(self, text: str) -> None:
        words = [word.lower() for word in words_of(text)]
        found = {crc32(" ".join(words[at : at + LENGTH]).encode()) for at in range(max(1, len(words) - LENGTH + 1))}
        self.count = len(found)
        self.hashes: Sequence[int] = array("I", sorted(found)[:SIZE])


def shared(one: Sketch, other: Sketch) -> tuple[float, float]:
    """(resemblance, containment) of two texts, both between 0 and 1: shared sequences per all, and per the shorter's.

    Exact where both texts have no more than `SIZE` sequences, else an estimate.
    """
    a, b = set(one.hashes), set(other.hashes)
    smallest = sorted(a | b)[:SIZE]
    both = sum(value in a and value in b for value in smallest)
    resemblance = both / len(smallest)
    union = (one.count + other.count) / (1 + resemblance)
    contained = resemblance * union / max(1, min(one.count, other.count))
    return resemblance, min(1.0, contained)
