"""Which mentions name the same happening: one record for several wordings.

Mentions are taken in the order of the text. Each joins the earlier happening to which it most likely belongs, or begins
one of its own. An attack and what names it openly (a blast, a death) can be one happening; mentions of other types
never join. The likelihood is a log-linear judgement (`weights`) over what two mentions say of the same and of different
things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from dateline.extract.happenings import Mention
from dateline.extract.weights import Weights, probability
from dateline.model import EventType, ParsedReport, Span, Token

_ROLES = ("actor", "recipient", "object", "place", "time")
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
        """The type of its mentions; an attack that is also called an explosion or a death is an attack."""
        types = {told.mention.type for told in self.told}
        return EventType.ASSAULT if EventType.ASSAULT in types else self.told[0].mention.type

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
    others: set[int] = set()
    for told in tellings:
        token = told.mention.token
        if _is_another(report, token):
            others.add(token.sentence)
        best, likeliest = None, weights.join_threshold
        for happening in happenings:
            if not are_kin(happening.type, told.mention.type) or _are_apart(report, happening, told, others):
                continue
            likely = _likelihood(report, happening, told, weights)
            if likely > likeliest:
                best, likeliest = happening, likely
        if best is None:
            happenings.append(Happening([told]))
        else:
            best.told.append(told)
    return happenings


def are_kin(one: EventType, other: EventType) -> bool:
    """Whether mentions of the two types can name one happening: the same type, or an attack and its open name."""
    return one is other or {one, other} == {EventType.ASSAULT, EventType.INCIDENT}


def _are_apart(report: ParsedReport, happening: Happening, told: Told, others: Set[int]) -> bool:
    """Whether the words themselves say that ``told`` is another happening: "another blast", somebody else's death.

    others: the sentences that tell of another happening; what they name with "a" or "an" belongs to that one. Words
        within a mention's own phrase name the same ("killed in a similar attack").
    """
    token = told.mention.token
    sentence_starts_other = token.sentence in others and _determiner(report, token) in ("a", "an")
    own = {one.mention.token.index for one in happening.told}
    is_within = any(ancestor.index in own for ancestor in islice(report.ancestors(token), 2))
    if _is_another(report, token) and not is_within:
        return True
    if sentence_starts_other and happening.told[0].mention.token.sentence != token.sentence:
        return True
    victims = _victims(told)
    return bool(victims) and any(not victims & each for one in happening.told if (each := _victims(one)))


def _determiner(report: ParsedReport, token: Token) -> str:
    return next((child.lower for child in report.children(token) if child.dep == "det"), "none")


def _victims(told: Told) -> set[str]:
    """The content words of the persons that a killing names as its victims; empty where it names none."""
    if told.mention.token.lemma.lower() not in _DEADLY:
        return set()
    return set().union(*(content_words(f.text) for f in told.recipient if f.is_person), set())


def _likelihood(report: ParsedReport, happening: Happening, told: Told, weights: Weights) -> float:
    """The mean of the best and of all pair probabilities: one good link joins, a happening full of misfits does not."""
    each = [probability(weights.joining, pair_features(report, other, told)) for other in happening.told]
    return (max(each) + sum(each) / len(each)) / 2


def pair_features(report: ParsedReport, one: Told, other: Told) -> Iterator[str]:
    """The names of the features that hold for two mentions of one type, ``one`` before ``other``."""
    a, b = one.mention, other.mention
    yield "bias"
    yield f"type={a.type if a.type is b.type else 'kin'}"
    if a.type is not b.type:
        yield f"kin={a.mode}/{b.mode}"
        yield f"kin-word={(a if a.type is EventType.INCIDENT else b).token.lemma.lower()}"
    same_word = a.token.lemma.lower() == b.token.lemma.lower()
    yield f"same-word={same_word}:{a.token.pos == b.token.pos}"
    if not same_word and _stem(a) == _stem(b):
        yield "same-stem"
    yield f"mode={'same' if a.mode == b.mode else 'open' if a.mode is None or b.mode is None else 'other'}"
    distance = abs(b.token.sentence - a.token.sentence)
    yield f"distance={min(distance, 3) if distance < 4 else 'near' if distance < 9 else 'far'}"
    for role in _ROLES:
        told = _compare(one.role(role), other.role(role))
        yield f"{role}={told}"
        if told in ("shared", "different"):
            yield f"{role}={told}:{'same-word' if same_word else 'other-word'}"
    if b.token.pos in ("NOUN", "PROPN"):
        determiner = _determiner(report, b.token)
        kind = determiner if determiner in ("the", "this", "that", "a", "an", "none") else "other"
        yield f"second-determiner={kind}"
        yield f"second-determiner={kind}:{'near' if distance < 2 else 'far'}:{same_word}"
        yield f"second-plural={b.token.tag in ('NNS', 'NNPS')}:{a.token.tag in ('NNS', 'NNPS')}"
    if report.sentences[a.token.sentence].in_title:
        yield f"first-in-title:{'lead' if b.token.sentence <= 2 else 'later'}"
    if any(child.index == b.token.index for child in report.subtree(a.token)):
        yield "second-under-first"
    if any(child.index == a.token.index for child in report.subtree(b.token)):
        yield "first-under-second"
    if b.token.dep == "conj" and b.token.head == a.token.index:
        yield "coordinated"


def _is_another(report: ParsedReport, token: Token) -> bool:
    """Whether the words say that this is not the happening told before ("a similar attack", "another blast")."""
    return any(child.lower in _ANOTHER for child in report.children(token))


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
