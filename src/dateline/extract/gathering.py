"""Which mentions name the same happening: one record for several wordings.

Mentions are taken in the order of the text. Each joins the earlier happening to which it most likely belongs, or begins
one of its own; mentions of different types never join. The likelihood is a log-linear judgement (`weights`) over what
two mentions say of the same and of different things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.extract.happenings import Mention
from dateline.extract.weights import Weights, probability
from dateline.model import EventType, ParsedReport, Span

_ROLES = ("actor", "recipient", "object", "place", "time")
_STOP = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "by", "to", "for", "and", "or", "his", "her", "its", "their", "this"]
    + ["that", "with", "from", "as", "near", "’s", "'s", "last", "people"]
)


@dataclass(frozen=True, slots=True)
class Filling:
    """Words that fill a role: their evidence (the words first, then the pronoun where one stood), and how likely."""

    evidence: tuple[Span, ...]
    probability: float = 1.0

    @property
    def text(self) -> str:
        """The words."""
        return self.evidence[0].text


@dataclass(frozen=True, slots=True)
class Told:
    """One mention with what it tells: the words of each role, pronouns already replaced.

    probability: that the mention names a record (`salience`).
    """

    mention: Mention
    actor: tuple[Filling, ...]
    recipient: tuple[Filling, ...]
    object: tuple[Filling, ...]
    means: tuple[Filling, ...]
    place: tuple[Filling, ...]
    time: tuple[Filling, ...]
    probability: float

    def role(self, name: str) -> tuple[Filling, ...]:
        """The fillings of role ``name``, the likeliest first."""
        found: tuple[Filling, ...] = getattr(self, name)
        return found


@dataclass(slots=True)
class Happening:
    """The mentions that name one happening, in the order of the text."""

    told: list[Told] = field(default_factory=list)

    @property
    def type(self) -> EventType:
        """The type that all mentions share."""
        return self.told[0].mention.type

    @property
    def by_clarity(self) -> list[Told]:
        """The mentions, the likeliest first; of equals the first in the text."""
        return sorted(self.told, key=lambda told: -told.probability)

    @property
    def probability(self) -> float:
        """The probability of its likeliest mention."""
        return max(told.probability for told in self.told)


def gather(report: ParsedReport, tellings: Sequence[Told], weights: Weights) -> list[Happening]:
    """The happenings that ``tellings`` name, in the order of their first mention."""
    happenings: list[Happening] = []
    for told in tellings:
        best, likeliest = None, weights.join_threshold
        for happening in happenings:
            if happening.type is told.mention.type:
                likely = _likelihood(report, happening, told, weights)
                if likely > likeliest:
                    best, likeliest = happening, likely
        if best is None:
            happenings.append(Happening([told]))
        else:
            best.told.append(told)
    return happenings


def _likelihood(report: ParsedReport, happening: Happening, told: Told, weights: Weights) -> float:
    """The mean of the best and of all pair probabilities: one good link joins, a happening full of misfits does not."""
    each = [probability(weights.joining, pair_features(report, other, told)) for other in happening.told]
    return (max(each) + sum(each) / len(each)) / 2


def pair_features(report: ParsedReport, one: Told, other: Told) -> Iterator[str]:
    """The names of the features that hold for two mentions of one type, ``one`` before ``other``."""
    a, b = one.mention, other.mention
    yield "bias"
    yield f"type={a.type}"
    same_word = a.token.lemma.lower() == b.token.lemma.lower()
    yield f"same-word={same_word}:{a.token.pos == b.token.pos}"
    if not same_word and _stem(a) == _stem(b):
        yield "same-stem"
    yield f"mode={'same' if a.mode == b.mode else 'open' if a.mode is None or b.mode is None else 'other'}"
    distance = abs(b.token.sentence - a.token.sentence)
    yield f"distance={min(distance, 3) if distance < 4 else 'near' if distance < 9 else 'far'}"
    for role in _ROLES:
        yield f"{role}={_compare(one.role(role), other.role(role))}"
    if b.token.pos in ("NOUN", "PROPN"):
        determiner = next((c.lower for c in report.children(b.token) if c.dep == "det"), "none")
        kind = determiner if determiner in ("the", "this", "that", "a", "an", "none") else "other"
        yield f"second-determiner={kind}"
        yield f"second-plural={b.token.tag in ('NNS', 'NNPS')}:{a.token.tag in ('NNS', 'NNPS')}"
    if report.sentences[a.token.sentence].in_title:
        yield f"first-in-title:{'lead' if b.token.sentence <= 2 else 'later'}"
    if any(child.index == b.token.index for child in report.subtree(a.token)):
        yield "second-under-first"
    if any(child.index == a.token.index for child in report.subtree(b.token)):
        yield "first-under-second"
    if b.token.dep == "conj" and b.token.head == a.token.index:
        yield "coordinated"


def _stem(mention: Mention) -> str:
    return mention.token.lemma.lower()[:5]


def _compare(one: tuple[Filling, ...], other: tuple[Filling, ...]) -> str:
    if not one and not other:
        return "none"
    if not one or not other:
        return "one"
    first = set().union(*(content_words(filling.text) for filling in one))
    second = set().union(*(content_words(filling.text) for filling in other))
    return "shared" if first & second else "different"


def content_words(text: str) -> set[str]:
    """The words of ``text`` in lower case, without articles, prepositions and the like."""
    return {
        word for word in text.lower().replace("’", " ").replace("'", " ").split() if word not in _STOP and word != "s"
    }
