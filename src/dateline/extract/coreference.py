"""What the pronouns and short descriptions of a report stand for: the clearest earlier mention in the same report.

A rule-based resolver in the line of Lappin and Leass (1994): candidates that agree in gender, number and animacy are
weighed by nearness and by grammatical role, and what a pronoun was found to stand for stays in play. Names with the
same last word are one person. Where nothing agrees, nothing is given.

What does not belong here: links between reports (`merge`), and who speaks (`attribution`).
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Flag, auto
from functools import cache
from importlib.resources import files

from dateline.extract import grammar
from dateline.extract.casualties import load_casualty_lexicon
from dateline.extract.lexicon import load_lexicon
from dateline.model import Name, ParsedReport, Token

_FILE = "coreference.toml"
_REACH = 3  # sentences back
# Weights of a subject, of each sentence of distance, of the subject of the pronoun's own clause (for possessives) and
# of each earlier mention. The result on the training reports is flat around them (precision 0.69 to 0.71).
_SUBJECT, _NEAR, _OWN_SUBJECT, _CHAIN = 2.0, 2.0, 2.5, 0.2
_KEPT = 60  # entities kept in play; more than three sentences of news ever name, and the cost stays linear
_NAME_TYPES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_NOT_MENTIONS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})
_INSIDE_PHRASE = frozenset({"compound", "amod", "nmod", "nummod", "quantmod", "npadvmod", "attr", "advmod"})


class Trait(Flag):
    """What a mention can be; a pronoun fits where they share a trait."""

    MASCULINE = auto()
    FEMININE = auto()
    PLURAL = auto()
    THING = auto()


@dataclass(frozen=True, slots=True)
class Antecedents:
    """What pronouns and short descriptions stand for.

    ranges: index of a pronoun, or of the head of a short description or short name, to the tokens (first, and last,
        exclusive) of the clearest earlier mention of the same person or body.
    """

    ranges: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    def of(self, token: Token) -> tuple[int, int] | None:
        """The tokens (first, and last, exclusive) that ``token`` stands for, or None."""
        return self.ranges.get(token.index)


@dataclass(frozen=True, slots=True)
class _Words:
    pronouns: Mapping[str, Trait]
    masculine: frozenset[str]
    feminine: frozenset[str]
    masculine_names: frozenset[str]
    feminine_names: frozenset[str]
    groups: frozenset[str]
    titles: Mapping[str, str]
    speech: frozenset[str]
    people: frozenset[str]
    amounts: frozenset[str]
    persons: frozenset[str]


@cache
def _load_words() -> _Words:
    data = tomllib.loads((files("dateline.extract.lexicon") / _FILE).read_text(encoding="utf-8"))
    gender = {name: frozenset(found) for name, found in data["gender"].items()}
    groups = frozenset(data["groups"]["nouns"])
    people = load_casualty_lexicon().quantity.people | load_lexicon().classes["person"].nouns
    return _Words(
        pronouns={word: Trait[name.upper()] for name, found in data["pronouns"].items() for word in found},
        **gender,
        groups=groups,
        titles=data["titles"],
        speech=frozenset(data["speech"]["verbs"]),
        people=load_casualty_lexicon().quantity.people - load_casualty_lexicon().quantity.vague,
        amounts=load_casualty_lexicon().quantity.vague,
        persons=(people | gender["masculine"] | gender["feminine"]) - groups,
    )


def agrees(pronoun: Token, head: Token, phrase: Sequence[Token]) -> bool:
    """Whether nothing in ``phrase`` contradicts that "he" or "she" stands for it: a person, no word of the other sex.

    Of other pronouns nothing is said.
    """
    words = _load_words()
    trait = words.pronouns.get(pronoun.lower, Trait.THING)
    if trait not in (Trait.MASCULINE, Trait.FEMININE):
        return True
    if head.pos == "NOUN" and head.lemma.lower() not in words.persons:
        return False
    told = {token.lower for token in phrase}
    is_feminine = bool(told & words.feminine) or bool(told & (words.feminine_names - words.masculine_names))
    is_masculine = bool(told & words.masculine) or bool(told & (words.masculine_names - words.feminine_names))
    return is_feminine is is_masculine or (is_feminine if trait is Trait.FEMININE else is_masculine)


@dataclass(slots=True, eq=False)
class _Entity:
    """One person, body or thing: its clearest mention, and where it was last spoken of."""

    head: Token
    first: int
    last: int
    traits: Trait
    descriptions: set[str]
    is_named: bool
    latest: Token
    weight: float = 0.0


def find_antecedents(report: ParsedReport) -> Antecedents:
    """What the pronouns, short names and short definite descriptions of ``report`` stand for.

    Only earlier mentions are considered, the title last. The first full mention of a name is its clearest. Relative
    pronouns stand for the noun that their clause hangs on. Pronouns of the first and second person, "it" without a
    verb of doing, and words for which nothing earlier agrees are left out.
    """
    return Antecedents(dict(_Resolver(report, _load_words()).run()))


class _Resolver:
    """One pass over the tokens of a report; keeps the entities seen so far, those spoken of last at the end."""

    def __init__(self, report: ParsedReport, words: _Words) -> None:
        self.report = report
        self.words = words
        self.person_words = self._find_person_words()
        self.names = {name.last - 1: name for name in map(self._name, report.names) if name is not None}
        self.recent: list[_Entity] = []
        self.by_name: dict[str, _Entity] = {}
        self.by_description: dict[str, _Entity] = {}

    def _find_person_words(self) -> frozenset[str]:
        """Last words of names that the parser takes for a person's at least as often as for anything else."""
        votes: Counter[str] = Counter()
        for name in self.report.names:
            last = self._last_word(name)
            votes[last.lower] += 1 if name.entity == "PERSON" else -1
        full = {self._last_word(n).lower for n in self.report.names if n.entity == "PERSON" and n.last - n.first > 1}
        return frozenset(word for word in full if votes[word] >= 0)

    def _last_word(self, name: Name) -> Token:
        tokens = [t for t in self.report.tokens[name.first : name.last] if t.tag != "POS"]
        return tokens[-1] if tokens else self.report.tokens[name.last - 1]

    def _name(self, name: Name) -> Name | None:
        """The name without a possessive ending, and as a person's where the rest of the report says so."""
        last = self._last_word(name)
        entity = "PERSON" if last.lower in self.person_words and last.tag == "NNP" else name.entity
        return Name(name.first, last.index + 1, entity) if entity in _NAME_TYPES else None

    def _type(self, token: Token) -> str:
        name = self.names.get(token.index)
        return name.entity if name is not None else ""

    def run(self) -> Iterator[tuple[int, tuple[int, int]]]:
        for token in self.report.tokens:
            found = self._read(token)
            if found is not None:
                yield token.index, (found.first, found.last)

    def _read(self, token: Token) -> _Entity | None:
        """Take note of ``token``; give the earlier mention that it stands for."""
        if token.tag in ("WP", "WDT", "WP$") and token.dep != "det":
            return self._relative(token)
        if token.lower in self.words.pronouns and token.pos in ("PRON", "DET"):
            return self._pronoun(token)
        if self._is_mention(token):
            return self._noun(token)
        return None

    def _is_mention(self, token: Token) -> bool:
        if token.index in self.names:
            return token.dep not in ("compound", "nmod", "amod") or self._type(token) == "PERSON"
        is_noun = token.pos in ("NOUN", "PROPN") and token.dep not in _INSIDE_PHRASE
        return is_noun and token.entity not in _NOT_MENTIONS

    def _relative(self, token: Token) -> _Entity | None:
        """The noun that a relative clause hangs on; for "who" the nearest one upwards that is not a thing."""
        clause = next((verb for verb in self.report.ancestors(token) if verb.dep == "relcl"), None)
        if clause is None:
            return None
        for noun in self.report.ancestors(clause):
            if noun.pos in ("VERB", "AUX"):
                return None
            if noun.pos not in ("NOUN", "PROPN") or noun.index > token.index:
                continue
            entity = next((known for known in reversed(self.recent) if known.latest.index == noun.index), None)
            entity = entity or self._entity(noun)
            if token.lower in ("which", "that") or entity.traits != Trait.THING:
                entity.latest = token if entity in self.recent else entity.latest
                return entity
        return None

    # Nouns and names

    def _noun(self, token: Token) -> _Entity | None:
        name = self.names.get(token.index)
        known = self._known_name(name) if name is not None else self._known_description(token)
        if known is not None and known.last <= token.index:
            answer = known if self._is_shorter(token, known) else None
            range_before = (known.first, known.last)
            self._speak_of(known, token)
            self._make_clearer(known, token, name)
            return replace(known, first=range_before[0], last=range_before[1]) if answer else None
        partner = self._partner(token)
        if partner is not None:
            self._join(partner, token, name)
            return None
        entity = self._entity(token)
        self._register(entity, name)
        self._speak_of(entity, token)
        return None

    def _partner(self, token: Token) -> _Entity | None:
        """The entity that ``token`` is a second word for: "the secretary, A. Noor" and "A. Noor, the secretary"."""
        head = self.report.head(token)
        if token.dep != "appos" or head is None:
            return None
        is_pair = sorted((self._type(token) == "PERSON", self._type(head) == "PERSON")) == [False, True]
        other = head if self._type(token) == "PERSON" else token
        if not is_pair or other.tag != "NN":
            return None
        return next((known for known in reversed(self.recent[-6:]) if known.latest is head), None)

    def _join(self, known: _Entity, token: Token, name: Name | None) -> None:
        other = self._entity(token)
        known.descriptions |= other.descriptions
        known.traits = known.traits & other.traits or (known if known.is_named else other).traits
        if name is not None and not known.is_named:
            known.head, known.first, known.last, known.is_named = other.head, other.first, other.last, True
        self._register(known, name)

    def _make_clearer(self, known: _Entity, token: Token, name: Name | None) -> None:
        """Take a later mention as the clearest where it gives more of the name, or the first outside the title."""
        if name is None or name.entity != "PERSON":
            return
        held = sum(t.tag == "NNP" for t in self.report.tokens[known.first : known.last])
        other = self._entity(token)
        is_fuller = name.last - name.first > 1 and name.last - name.first > held
        if is_fuller:
            known.head, known.first, known.last = other.head, other.first, other.last
        known.descriptions |= other.descriptions
        self._register(known, name)

    def _is_shorter(self, token: Token, known: _Entity) -> bool:
        first, last = grammar.phrase(self.report, token)
        return last.index + 1 - first.index < known.last - known.first or known.is_named != bool(token.entity)

    def _known_name(self, name: Name) -> _Entity | None:
        tokens = self.report.tokens[name.first : name.last]
        if name.entity == "PERSON":
            known = self.by_name.get(tokens[-1].lower)
            given = {t.lower for t in tokens[:-1]}
            if known is None or not given:
                return known
            others = {t.lower for t in self.report.tokens[known.first : known.last]}
            return known if given & others or known.last - known.first == 1 else None
        return self.by_name.get(" ".join(t.lower for t in tokens if t.lower != "the"))

    def _known_description(self, token: Token) -> _Entity | None:
        """The earlier mention of "the general": definite, unmodified, of a person or body."""
        children = list(self.report.children(token))
        is_definite = any(
            child.dep == "det" and child.lower in ("the", "this", "that", "these", "those") for child in children
        )
        is_bare = all(child.dep in ("det", "punct", "case", "cc", "conj", "appos", "relcl") for child in children)
        if not is_definite or not is_bare or token.tag in ("NNP", "NNPS"):
            return None
        known = self.by_description.get(_key(token))
        return known if known is not None and token.sentence > known.head.sentence else None

    def _entity(self, token: Token) -> _Entity:
        first, last = grammar.phrase(self.report, token)
        name = self.names.get(token.index)
        start, end = first.index, last.index + 1
        if name is not None:
            start, end = min(start, name.first), max(end, name.last)
        if self.report.tokens[end - 1].lower in ("'s", "’s", "'", "’") and end - 1 > token.index:
            end -= 1
        traits = self._traits(token, start)
        return _Entity(token, start, end, traits, self._descriptions(token, start), name is not None, token)

    def _register(self, entity: _Entity, name: Name | None) -> None:
        if name is not None:
            tokens = self.report.tokens[name.first : name.last]
            key = tokens[-1].lower if name.entity == "PERSON" else " ".join(t.lower for t in tokens if t.lower != "the")
            self.by_name[key] = entity
        for description in entity.descriptions:
            held = self.by_description.get(description)
            is_fuller = entity.last - entity.first > 2 or entity.is_named
            if is_fuller and (held is None or entity.is_named or not held.is_named):
                self.by_description[description] = entity

    def _descriptions(self, token: Token, start: int) -> set[str]:
        """The nouns by which the entity may be called later: its own, its titles, those it is in apposition with."""
        found = {_key(token)} if token.tag in ("NN", "NNS") else set()
        for word in self.report.tokens[start : token.index]:
            title = self.words.titles.get(word.lower, word.lower)
            if title in self.words.people:
                found.add(f"{title}/NN")
        partners = [child for child in self.report.children(token) if child.dep == "appos"]
        if token.dep == "appos" and (head := self.report.head(token)) is not None:
            partners.append(head)
        found |= {_key(partner) for partner in partners if partner.tag in ("NN", "NNS")}
        return {key for key in found if key.split("/")[0] in self.words.people | self.words.groups}

    # Traits

    def _traits(self, token: Token, start: int) -> Trait:
        lemma = token.lemma.lower()
        if self._type(token) == "PERSON":
            return self._gender(self.report.tokens[start : token.index + 1])
        if any(child.dep in ("cc", "conj") for child in self.report.children(token)):
            return Trait.PLURAL | (self._single_traits(token, lemma) if token.tag in ("NN", "NNP") else Trait.PLURAL)
        if (token.tag in ("NNS", "NNPS") and token.entity not in ("ORG", "GPE")) or lemma in self.words.amounts:
            return Trait.PLURAL
        return self._single_traits(token, lemma)

    def _single_traits(self, token: Token, lemma: str) -> Trait:
        if self._type(token) in ("ORG", "NORP") or lemma in self.words.groups:
            return Trait.THING | Trait.PLURAL
        if lemma in self.words.masculine or lemma in self.words.feminine or lemma in self.words.people:
            return self._gender((token,))
        return Trait.THING

    def _gender(self, tokens: tuple[Token, ...]) -> Trait:
        words = {token.lower for token in tokens} | {token.lemma.lower() for token in tokens}
        if words & self.words.feminine:
            return Trait.FEMININE
        if words & self.words.masculine:
            return Trait.MASCULINE
        if words & self.words.feminine_names and not words & self.words.masculine_names:
            return Trait.FEMININE
        if words & self.words.masculine_names and not words & self.words.feminine_names:
            return Trait.MASCULINE
        return Trait.MASCULINE | Trait.FEMININE

    # Pronouns

    def _pronoun(self, token: Token) -> _Entity | None:
        wanted = self.words.pronouns[token.lower]
        if wanted is Trait.THING and not self._is_referring(token):
            return None
        fitting = [entity for entity in self._within_reach(token) if entity.traits & wanted]
        fitting = [entity for entity in fitting if self._can_be(entity, token)]
        if wanted is Trait.THING and token.dep in ("nsubj", "poss"):
            fitting = [entity for entity in fitting if self._is_body(entity)]
        if not fitting:
            return None
        best = max(fitting, key=lambda entity: (self._weigh(entity, token, wanted), entity.latest.index))
        if wanted in (Trait.MASCULINE, Trait.FEMININE):
            best.traits = wanted
        self._speak_of(best, token)
        return best

    def _within_reach(self, token: Token) -> Iterator[_Entity]:
        for entity in reversed(self.recent):
            distance = token.sentence - entity.latest.sentence
            if distance > _REACH:
                return
            yield entity

    def _is_referring(self, token: Token) -> bool:
        """Whether an "it" refers: a possessive, or the subject or object of a verb other than "be", "seem" and such."""
        verb = self.report.head(token)
        if token.tag == "PRP$" or verb is None:
            return token.tag == "PRP$"
        is_empty = verb.lemma in (
            "be",
            "seem",
            "appear",
            "take",
            "happen",
            "become",
            "remain",
            "mean",
        ) or grammar.is_passive(self.report, verb)
        return verb.pos == "VERB" and not is_empty

    def _can_be(self, entity: _Entity, token: Token) -> bool:
        """Whether grammar lets ``token`` stand for ``entity``: not beside it under one verb, not inside its phrase."""
        latest = entity.latest
        if latest.index >= token.index or entity.first <= token.index < entity.last:
            return False
        is_reflexive = token.lower.endswith(("self", "selves"))
        is_argument = token.tag == "PRP" and not is_reflexive
        verb = self._clause(token)
        is_beside = verb is not None and latest.sentence == token.sentence and self._clause(latest) is verb
        if is_argument and is_beside and latest.dep not in ("poss", "compound"):
            return False
        return not self._is_own_speech(entity, token)

    def _clause(self, token: Token) -> Token | None:
        return next((word for word in self.report.ancestors(token) if word.pos in ("VERB", "AUX")), None)

    def _is_own_speech(self, entity: _Entity, token: Token) -> bool:
        """Whether the pronoun stands in words that ``entity`` speaks in the same sentence, and so means another."""
        latest = entity.latest
        if latest.sentence != token.sentence or not self.report.is_quoted(token.start, token.end):
            return False
        if self.report.is_quoted(latest.start, latest.end):
            return False
        verb = self.report.head(latest)
        return latest.dep == "nsubj" and verb is not None and verb.lemma in self.words.speech

    def _is_body(self, entity: _Entity) -> bool:
        """Whether the entity is one that acts: a person, people, a body or a country."""
        is_known = entity.head.lemma.lower() in self.words.people | self.words.groups
        return is_known or entity.head.entity in _NAME_TYPES

    def _weigh(self, entity: _Entity, token: Token, wanted: Trait) -> float:
        """How likely ``token`` stands for ``entity``; weights set by hand, checked on the training reports."""
        latest = entity.latest
        weight = -_NEAR * (token.sentence - latest.sentence)
        weight += _SUBJECT * (latest.dep in ("nsubj", "nsubjpass")) + 0.5 * (latest.dep in ("dobj", "poss"))
        weight += 1.0 * (latest.dep == token.dep)
        weight += 1.0 * entity.is_named * (wanted is not Trait.PLURAL)
        weight += 1.0 * (entity.traits == wanted)
        weight += 1.0 * self._is_body(entity)
        weight += _CHAIN * min(entity.weight, 3.0)
        if token.tag == "PRP$" and latest.sentence == token.sentence and self._clause(latest) is self._clause(token):
            weight += _OWN_SUBJECT * (latest.dep in ("nsubj", "nsubjpass"))
        weight -= 2.0 * self.report.sentences[latest.sentence].in_title
        if self._speaks(token) and self._speaks(latest):
            weight += 2.0
        return weight

    def _speaks(self, token: Token) -> bool:
        verb = self.report.head(token)
        return token.dep == "nsubj" and verb is not None and verb.lemma in self.words.speech

    def _speak_of(self, entity: _Entity, token: Token) -> None:
        entity.latest = token
        entity.weight += 1.0
        if entity in self.recent[-1:]:
            return
        self.recent = [other for other in self.recent[-_KEPT:] if other is not entity]
        self.recent.append(entity)


def _key(token: Token) -> str:
    return f"{token.lemma.lower()}/{token.tag[:3]}"
