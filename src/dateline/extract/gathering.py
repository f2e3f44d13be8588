"""Which mentions name the same happening: one record for several wordings.

The network says of each two mentions how likely they name one happening. The two groups whose mentions do so best on
average are joined, again and again, until no two groups reach the threshold (average linkage).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from dateline.extract.happenings import Mention
from dateline.extract.network import Reading
from dateline.model import EventType, Span

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
        """The type that its mentions make likeliest; of equals that of the first."""
        weights: Counter[EventType] = Counter()
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


def gather(reading: Reading, tellings: Sequence[Told], threshold: float) -> list[Happening]:
    """The happenings that ``tellings`` name, in the order of their first mention.

    threshold: the least mean probability at which two groups of mentions are joined.
    """
    count = len(tellings)
    links = np.full((count, count), -np.inf)
    for i in range(count):
        for j in range(i + 1, count):
            links[i, j] = links[j, i] = reading.same(tellings[i].mention.token, tellings[j].mention.token)
    groups = {number: [number] for number in range(count)}
    while len(groups) > 1:
        one, other = sorted(int(index) for index in np.unravel_index(links.argmax(), links.shape))
        if links[one, other] < threshold:
            break
        sizes = len(groups[one]), len(groups[other])
        joined = (sizes[0] * links[one] + sizes[1] * links[other]) / sum(sizes)
        links[one], links[:, one] = joined, joined
        links[other], links[:, other], links[one, one] = -np.inf, -np.inf, -np.inf
        groups[one] += groups.pop(other)
    return [Happening([tellings[number] for number in sorted(group)]) for _, group in sorted(groups.items())]


def content_words(text: str) -> set[str]:
    """The words of ``text`` in lower case, without articles, prepositions and the like."""
    return {
        word for word in text.lower().replace("’", " ").replace("'", " ").split() if word not in _STOP and word != "s"
    }
