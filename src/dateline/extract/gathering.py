"""Which mentions name the same happening: one record for several wordings.

The network says of each two mentions how likely they name one happening. The two groups whose mentions do so best on
average are joined, again and again, until no two groups reach the threshold (average linkage). What the words
themselves part ("another blast", the death of somebody else) is never joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from dateline.extract.dating import Dating
from dateline.extract.happenings import Mention
from dateline.extract.network import Reading
from dateline.model import EventType, ParsedReport, Span, Token

_ANOTHER = frozenset({"another", "similar", "previous", "earlier", "separate", "other"})
_DEADLY = frozenset({"kill", "murder", "assassinate", "execute", "behead", "slay", "die"})
_STOP = frozenset(
    "a an the of in on at by to for and or his her its their this that with from as near ’s 's last people".split()
)


@dataclass(frozen=True, slots=True)
class Filling:
    """Words that fill a role: their evidence (the words first, then the pronoun where one stood), and how likely.

    is_person: whether they name a person.
    """

    evidence: tuple[Span, ...]
    probability: float = 1.0
    is_person: bool = False

    @property
    def text(self) -> str:
        """The words."""
        return self.evidence[0].text


@dataclass(frozen=True, slots=True)
class Told:
    """One mention with what it tells: the words of each role, pronouns already replaced.

    probability: that the mention names a record (`happenings`). sources: who vouches for it or disputes it, as far as
        the network sees it; `voices` holds them against the attribution relations.
    """

    mention: Mention
    actor: tuple[Filling, ...]
    recipient: tuple[Filling, ...]
    object: tuple[Filling, ...]
    means: tuple[Filling, ...]
    place: tuple[Filling, ...]
    time: tuple[Filling, ...]
    probability: float
    sources: tuple[Filling, ...] = ()

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
        """The type that its mentions make likeliest; of equals that of the first."""
        weights: defaultdict[EventType, float] = defaultdict(float)
        for told in self.told:
            weights[told.mention.type] += told.probability
        return max(weights, key=lambda kind: weights[kind])

    @property
    def by_clarity(self) -> list[Told]:
        """The mentions, those of its type and the likeliest first; of equals the first in the text."""
        own = self.type
        return sorted(self.told, key=lambda told: (told.mention.type is not own, -told.probability))

    @property
    def probability(self) -> float:
        """The probability of its likeliest mention."""
        return max(told.probability for told in self.told)


def gather(
    report: ParsedReport, reading: Reading, dating: Dating, tellings: Sequence[Told], threshold: float
) -> list[Happening]:
    """The happenings that ``tellings`` name, in the order of their first mention.

    threshold: the least mean probability at which two groups of mentions are joined. Mentions that their own times set
    apart never are.
    """
    count = len(tellings)
    links = np.full((count, count), -np.inf)
    others = {told.mention.token.sentence for told in tellings if _is_another(report, told.mention.token)}
    for i, one in enumerate(tellings):
        for j, other in enumerate(tellings[i + 1 :], i + 1):
            apart = _are_apart(report, one, other, others) or dating.are_apart(one.mention.token, other.mention.token)
            if not apart:
                links[i, j] = links[j, i] = reading.same(one.mention.token, other.mention.token)
    groups = {number: [number] for number in range(count)}
    while len(groups) > 1:
        into, gone = sorted(int(index) for index in np.unravel_index(links.argmax(), links.shape))
        if links[into, gone] < threshold:
            break
        sizes = len(groups[into]), len(groups[gone])
        joined = (sizes[0] * links[into] + sizes[1] * links[gone]) / sum(sizes)
        links[into], links[:, into] = joined, joined
        links[gone], links[:, gone], links[into, into] = -np.inf, -np.inf, -np.inf
        groups[into] += groups.pop(gone)
    return [Happening([tellings[number] for number in sorted(group)]) for _, group in sorted(groups.items())]


def _are_apart(report: ParsedReport, one: Told, other: Told, others: Set[int]) -> bool:
    """Whether the words themselves say that ``other``, the later, is another happening than ``one``.

    others: the sentences that tell of another happening; what they name with "a" or "an" belongs to that one. Words
        within a mention's own phrase name the same ("killed in a similar attack").
    """
    first, second = one.mention.token, other.mention.token
    is_within = any(ancestor.index == first.index for ancestor in islice(report.ancestors(second), 2))
    if _is_another(report, second) and not is_within:
        return True
    determiner = next((child.lower for child in report.children(second) if child.dep == "det"), "none")
    if second.sentence in others and determiner in ("a", "an") and first.sentence != second.sentence:
        return True
    victims = _victims(one), _victims(other)
    return bool(victims[0] and victims[1] and not victims[0] & victims[1])


def _is_another(report: ParsedReport, token: Token) -> bool:
    """Whether the words say that this is not the happening told before ("a similar attack", "another blast")."""
    return any(child.lower in _ANOTHER for child in report.children(token))


def _victims(told: Told) -> set[str]:
    """The content words of the persons that a killing names as its victims; empty where it names none."""
    if told.mention.token.lemma.lower() not in _DEADLY:
        return set()
    return set().union(*(content_words(f.text) for f in told.recipient if f.is_person), set())


def content_words(text: str) -> set[str]:
    """The words of ``text`` in lower case, without articles, prepositions and the like."""
    return {
        word for word in text.lower().replace("’", " ").replace("'", " ").split() if word not in _STOP and word != "s"
    }
