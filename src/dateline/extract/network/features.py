"""What the network is told beside the words: grammar, place in the report, lexicon, and how two words stand together.

All features are small whole numbers. Names (of parts of speech, dependencies, paths ...) become numbers by a
`Vocabulary`, which training writes into the model file; 0 is a name that training did not see.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.extract.network.candidates import Candidate, in_reach
from dateline.model import EventType, ParsedReport, Token

Ints = npt.NDArray[np.int64]

TYPES = tuple(EventType)
TOKEN_FEATURES = ("pos", "tag", "dep", "entity", "lexicon", "place", "quoted", "head_dep")
PAIR_FEATURES = ("distance", "sentences", "path", "is_time")
REACH = 2
"""Sentences between a mention and a phrase that can fill a role of it."""
DISTANCES = 17
PLACES = 6
ALIKE = 12
_UP, _DOWN = 4, 3
_NO_PATH, _RARE_PATH = 0, 1


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The numbers of names, by kind: pos, tag, dep, entity, path."""

    numbers: Mapping[str, Mapping[str, int]]

    def of(self, kind: str, name: str) -> int:
        """The number of ``name``; 0 where training did not see it."""
        return self.numbers[kind].get(name, 0)

    def path(self, path: str | None) -> int:
        """The number of a dependency path: 0 for none (another sentence), 1 for one that is rare."""
        return _NO_PATH if path is None else self.numbers["path"].get(path, _RARE_PATH)


def token_features(report: ParsedReport, lexicon_types: Mapping[int, EventType], vocabulary: Vocabulary) -> Ints:
    """``TOKEN_FEATURES`` of every token: [tokens, 8]. lexicon_types: the type that the lexicon gives a token."""
    first_of_body = next((sentence.index for sentence in report.sentences if not sentence.in_title), 0)
    rows = [
        (
            vocabulary.of("pos", token.pos),
            vocabulary.of("tag", token.tag),
            vocabulary.of("dep", token.dep),
            vocabulary.of("entity", token.entity),
            TYPES.index(lexicon_types[token.index]) + 1 if token.index in lexicon_types else 0,
            _place(report, token, first_of_body),
            int(report.is_quoted(token.start, token.end)),
            vocabulary.of("dep", report.tokens[token.head].dep),
        )
        for token in report.tokens
    ]
    return np.array(rows, np.int64).reshape(-1, len(TOKEN_FEATURES))


def _place(report: ParsedReport, token: Token, first_of_body: int) -> int:
    """Where in the report: title, lead, and ever later parts of the body."""
    if report.sentences[token.sentence].in_title:
        return 0
    after = token.sentence - first_of_body
    return 1 if after == 0 else 2 if after <= 2 else 3 if after <= 6 else 4 if after < 14 else 5


def pair_features(
    report: ParsedReport, mention: Token, each: Sequence[Candidate], vocabulary: Vocabulary
) -> tuple[list[int], Ints]:
    """The numbers of the candidates in reach of ``mention``, and ``PAIR_FEATURES`` of each: [candidates, 4]."""
    upward = _upward(report, mention)
    chosen = list(in_reach(mention, each, REACH))
    rows = []
    for number in chosen:
        head = each[number].head
        between = head.sentence - mention.sentence
        path = _path(report, head, mention, upward) if between == 0 else None
        rows.append(
            (_distance(head.index - mention.index), between + REACH, vocabulary.path(path), each[number].is_time)
        )
    return chosen, np.array(rows, np.int64).reshape(-1, len(PAIR_FEATURES))


def _distance(tokens: int) -> int:
    size = min(int(math.log2(abs(tokens) + 1) * 1.5), DISTANCES // 2)
    return DISTANCES // 2 + (size if tokens > 0 else -size)


def _upward(report: ParsedReport, token: Token) -> dict[int, int]:
    """The token and its ancestors, each with its distance."""
    return {word.index: steps for steps, word in enumerate((token, *report.ancestors(token)))}


def _path(report: ParsedReport, head: Token, mention: Token, upward: Mapping[int, int]) -> str | None:
    """The dependency path from a phrase up to the common ancestor and down to the mention, as "nsubj|" or "pobj<prep|".

    None where the parser's trees do not meet.
    """
    if head.index == mention.index:
        return "SELF"
    up = []
    word = head
    while word.index not in upward:
        up.append(word.dep)
        if word.head == word.index:
            return None
        word = report.tokens[word.head]
    chain = list(upward)[: upward[word.index]]
    down = [report.tokens[index].dep for index in reversed(chain)]
    return "<".join(up[:_UP]) + "+" * (len(up) > _UP) + "|" + ">".join(down[:_DOWN]) + "+" * (len(down) > _DOWN)


def path_names(report: ParsedReport, mention: Token, each: Sequence[Candidate]) -> list[str]:
    """The paths that `pair_features` would number, for making a vocabulary."""
    upward = _upward(report, mention)
    found = (
        _path(report, candidate.head, mention, upward)
        for candidate in each
        if candidate.head.sentence == mention.sentence
    )
    return [path for path in found if path is not None]


def alike(report: ParsedReport, one: Token, other: Token) -> int:
    """How two mentions stand together: sentences between them, and whether they begin with the same five letters."""
    between = abs(one.sentence - other.sentence)
    bucket = between if between < 4 else 4 if between < 9 else 5
    return 2 * bucket + (one.lower[:5] == other.lower[:5])
