"""Which predicted event stands for which gold event, and which words mean the same.

The measures are those of the coding guide's scorer: two events can be a pair when their triggers share characters
somewhere in the article, or when the first trigger of one stands in a sentence with any trigger of the other. What does
not belong here: counting what follows from the pairs (`events`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.evaluate.coded import ROLES, CodedEvent

_WORD = re.compile(r"[\w$£€]+")
_EMPTY_WORDS = frozenset("a an the of in on at by to for and or his her its their this that with from as near".split())
_SENTENCE_BREAK = re.compile(
    r"(?<=[.!?][\"”’')])\s+"  # after a mark and its closing quote or bracket
    r"|(?<=[.!?])\s+(?=[\"“‘'A-Z0-9])"  # after a mark, before what can begin a sentence
    r"|\n+"
)

# What a pair weighs. Right type outweighs everything; touching triggers outweigh shared words; of shared words at most
# three count. The order of these decides the pairs, and with them all figures: they are the guide scorer's.
_TOUCHING = 4.0
_SAME_SENTENCE = 2.0
_SAME_TYPE = 5.0
_SHARED_ARGUMENT = 0.5
_MOST_SHARED = 3


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters ``start`` to ``end`` of an article; ``end`` is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _LocatedEvent:
    """An event with the places of its triggers.

    places: every place at which a trigger stands. rows: the sentences of these places. first_rows: those of the first
    trigger, or all where it stands nowhere.
    """

    event: CodedEvent
    places: tuple[_Stretch, ...]
    rows: frozenset[int]
    first_rows: frozenset[int]


def content_words(text: str) -> frozenset[str]:
    """The words of ``text`` in lower case, without articles, prepositions and the like."""
    return frozenset(_WORD.findall(text.lower())) - _EMPTY_WORDS


def words_overlap(one: str, other: str) -> bool:
    """Whether two wordings share at least half of the content words of the shorter one.

    Where one of them has no content word, they must be equal but for case and outer white space.
    """
    words, other_words = content_words(one), content_words(other)
    if not words or not other_words:
        return one.strip().lower() == other.strip().lower()
    return 2 * len(words & other_words) >= min(len(words), len(other_words))


def count_overlapping(gold: Sequence[str], predicted: Sequence[str]) -> int:
    """How many of ``gold`` find a partner in ``predicted``; each takes the first that overlaps and is still free."""
    free = list(predicted)
    found = 0
    for wording in gold:
        partner = next((index for index, other in enumerate(free) if words_overlap(wording, other)), None)
        if partner is not None:
            del free[partner]
            found += 1
    return found


def pair_events(text: str, gold: Sequence[CodedEvent], predicted: Sequence[CodedEvent]) -> list[tuple[int, int]]:
    """Pairs (index in ``gold``, index in ``predicted``), each event in one pair at most, the heaviest pairs first.

    Of pairs of one weight, that of the later gold event is taken first, then that of the later predicted event.
    """
    sentences = list(_sentences(text))
    gold_located = [_locate(text, sentences, event) for event in gold]
    predicted_located = [_locate(text, sentences, event) for event in predicted]
    weighed = sorted(
        (
            (weight, i, j)
            for i, one in enumerate(gold_located)
            for j, other in enumerate(predicted_located)
            if (weight := _weight(one, other)) > 0
        ),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    for _, i, j in weighed:
        if i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            pairs.append((i, j))
    return pairs


def _sentences(text: str) -> Iterator[_Stretch]:
    start = 0
    for gap in _SENTENCE_BREAK.finditer(text):
        yield _Stretch(start, gap.start())
        start = gap.end()
    yield _Stretch(start, len(text))


def _locate(text: str, sentences: Sequence[_Stretch], event: CodedEvent) -> _LocatedEvent:
    places = _places(text, event.triggers)
    rows = _rows(sentences, places)
    first_rows = _rows(sentences, _places(text, event.triggers[:1])) or rows
    return _LocatedEvent(event, places, rows, first_rows)


def _places(text: str, triggers: Sequence[str]) -> tuple[_Stretch, ...]:
    return tuple(
        _Stretch(match.start(), match.end())
        for trigger in triggers
        if trigger.strip()
        for match in re.finditer(re.escape(trigger), text)
    )


def _rows(sentences: Sequence[_Stretch], places: Sequence[_Stretch]) -> frozenset[int]:
    """Numbers of the sentences in which the places begin; the end of a sentence counts as in it."""
    return frozenset(
        number
        for number, sentence in enumerate(sentences)
        for place in places
        if sentence.start <= place.start <= sentence.end
    )


def _weight(gold: _LocatedEvent, predicted: _LocatedEvent) -> float:
    """How well two events fit; 0 for two that cannot be a pair."""
    touching = any(one.start < other.end and other.start < one.end for one in gold.places for other in predicted.places)
    together = gold.first_rows & predicted.rows or gold.rows & predicted.first_rows
    if not touching and not together:
        return 0.0
    weight = _TOUCHING if touching else _SAME_SENTENCE
    if gold.event.type == predicted.event.type:
        weight += _SAME_TYPE
    return weight + _SHARED_ARGUMENT * min(_shared_arguments(gold.event, predicted.event), _MOST_SHARED)


def _shared_arguments(gold: CodedEvent, predicted: CodedEvent) -> int:
    return sum(
        any(words_overlap(wording, other) for other in predicted.arguments[role])
        for role in ROLES
        for wording in gold.arguments[role]
    )
