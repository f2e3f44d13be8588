"""What a report is about as a whole: its telling words and the names in it, made once for each report.

Words are weighed by how few texts hold them (``word_counts.csv``, counted by ``scripts/count_words.py``), never by the
reports at hand, so that a new report changes no comparison that was made before.

What does not belong here: what a record tells (`profile`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from dateline.merge.facts import ReportFacts
from dateline.merge.words import stems, words_of

_MOST_WORDS = 50
_MOST_NAMES = 40
_LEAD = 1500  # characters: title and first paragraphs tell what a report is about


@dataclass(frozen=True, slots=True)
class Background:
    """words: the most telling stems of title and lead. names: stems of the words in capitals, the most telling ones."""

    words: tuple[str, ...]
    names: tuple[str, ...]


def background_of(facts: ReportFacts) -> Background:
    """The background of one report."""
    lead = facts.text[:_LEAD]
    capital = " ".join(word for word in words_of(facts.text) if word[:1].isupper())
    return Background(_telling(stems(lead), _MOST_WORDS), _telling(stems(capital), _MOST_NAMES))


def _telling(words: Iterable[str], most: int) -> tuple[str, ...]:
    return tuple(sorted(sorted(words, key=lambda word: (-rarity(word), word))[:most]))


@cache
def _counts() -> tuple[int, dict[str, int]]:
    lines = (files("dateline.merge") / "word_counts.csv").read_text(encoding="utf-8").splitlines()
    rows = [line.rsplit(",", 1) for line in lines[1:]]
    counts = {word: int(count) for word, count in rows}
    return counts.pop("", 1), counts


@cache
def rarity(word: str) -> float:
    """The log of how many times as many texts there are as texts that hold the stem ``word``; unseen counts half."""
    texts, counts = _counts()
    return log(texts / (counts.get(word, 0) + 0.5))


def similarity(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Cosine of two sets of stems, each weighed by its rarity: 0 where nothing is shared, 1 where they are equal."""
    common = set(a).intersection(b)
    if not common:
        return 0.0
    return sum(rarity(word) ** 2 for word in common) / (_length(a) * _length(b))


@cache
def _length(words: tuple[str, ...]) -> float:
    return sum(rarity(word) ** 2 for word in words) ** 0.5 or 1.0
