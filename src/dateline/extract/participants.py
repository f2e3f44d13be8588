"""Who takes part in a happening, what is hit, with what, where and when: as one mention of it tells.

Gives heads of phrases; `phrases` turns them into words, and pronouns into what they stand for. Places and times are
those of the happening's own clause first, then of its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.extract import grammar
from dateline.extract.happenings import Mention, in_class
from dateline.extract.lexicon import Lexicon
from dateline.model import EventType, Name, ParsedReport, Token

_VERBAL = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.SUPPORT, EventType.THREATEN})
SYMMETRIC = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})
_MOTION = frozenset({EventType.MOBILIZE, EventType.CONSULT, EventType.RETREAT, EventType.AID, EventType.COERCE})
_MEANS_PREPOSITIONS = frozenset({"with", "by", "using", "in", "from"})
_CLOSE = 5  # tokens; a time of another clause is the happening's in one case of two so close by, in three farther off
_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
_TIME_ENTITIES = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Participants:
    """What one mention tells: heads of phrases by role, in the order found; times as names found by the parser.

    time_is_near: whether the time stands in the mention's own clause rather than elsewhere in its sentence.
    """

    actor: tuple[Token, ...] = ()
    recipient: tuple[Token, ...] = ()
    object: tuple[Token, ...] = ()
    means: tuple[Token, ...] = ()
    place: tuple[Token, ...] = ()
    time: tuple[Name, ...] = ()
    time_is_near: bool = True


def find_participants(report: ParsedReport, mention: Mention, lexicon: Lexicon) -> Participants:
    """What ``mention`` tells of the happening that it names."""
    token = mention.token
    if token.pos in ("VERB", "AUX"):
        actors, acted_on = _of_verb(report, mention, lexicon)
    elif token.pos == "ADJ":
        actors, acted_on = [], grammar.subjects(report, token)
    else:
        actors, acted_on = _of_noun(report, mention, lexicon)
    sorted_roles = _Sorted(report, mention, lexicon)
    sorted_roles.sort(actors, acted_on)
    places = _places(report, token, mention.type, lexicon)
    times, time_near = _times(report, token)
    taken = {t.index for t in (*sorted_roles.actor, *sorted_roles.recipient, *sorted_roles.object)}
    return Participants(
        _unique(sorted_roles.actor),
        _unique(sorted_roles.recipient),
        _unique(sorted_roles.object),
        _unique((*sorted_roles.means, *_means(report, token, lexicon))),
        _unique((*sorted_roles.place, *(p for p in places if p.index not in taken))),
        times,
        time_near,
    )


def _unique(words: Iterable[Token]) -> tuple[Token, ...]:
    return tuple({word.index: word for word in words}.values())


class _Sorted:
    """Sorts doers and those acted on into the roles of the coding guide."""

    def __init__(self, report: ParsedReport, mention: Mention, lexicon: Lexicon) -> None:
        self.report, self.type, self.lexicon = report, mention.type, lexicon
        self.actor: list[Token] = []
        self.recipient: list[Token] = []
        self.object: list[Token] = []
        self.means: list[Token] = []
        self.place: list[Token] = []

    def sort(self, actors: list[Token], acted_on: list[Token]) -> None:
        for word in actors:
            self._actor(word)
        for word in acted_on:
            if self.type in SYMMETRIC and self._is_party(word):
                self.actor.append(word)
            else:
                self._acted_on(word)

    def _actor(self, word: Token) -> None:
        if self._is(word, "weapon") and self.type in (EventType.ASSAULT, EventType.INCIDENT):
            self.means.append(word)
        elif self._is_party(word) or word.entity == "PRODUCT":
            self.actor.append(word)

    def _acted_on(self, word: Token) -> None:
        harmful = self.type in (EventType.ASSAULT, EventType.INCIDENT, EventType.COERCE, EventType.RETREAT)
        if word.pos == "PRON":
            if word.lower not in ("it", "this", "that", "which", "what", "there", "these", "those"):
                self.recipient.append(word)
        elif harmful and (word.entity in _PLACE_ENTITIES or self._is(word, "place")):
            self.place.append(word)
            if not word.entity and self._is(word, "thing"):
                self.object.append(word)
        elif self._is(word, "weapon") and self.type is EventType.ASSAULT:
            self.means.append(word)
        elif self._is_party(word):
            self.recipient.append(word)
        elif self.type in _VERBAL and (owner := self._owner(word)) is not None:
            self.recipient.append(owner)
        elif self._is(word, "thing") and self.type not in SYMMETRIC:
            self.object.append(word)

    def _owner(self, thing: Token) -> Token | None:
        """Whose deed or word it is that a verbal act is aimed at ("criticised the minister's plan")."""
        owners = [child for child in self.report.children(thing) if child.dep == "poss"]
        owners += grammar.prepositional_objects(self.report, thing, frozenset({"of", "by", "from"}))
        return next((owner for owner in owners if self._is_party(owner)), None)

    def _is(self, word: Token, name: str) -> bool:
        return in_class(word, name, self.lexicon)

    def _is_party(self, word: Token) -> bool:
        """Whether ``word`` can take part: a person, body, country, or a pronoun for one."""
        if word.pos == "PRON":
            return word.lower in ("he", "she", "they", "him", "her", "them", "who", "whom", "i", "we", "us", "me", "it")
        if word.pos == "PROPN":
            return word.entity not in ("DATE", "TIME", "MONEY", "PERCENT", "LAW", "WORK_OF_ART", "EVENT", "LANGUAGE")
        if word.pos == "NUM":
            return True
        return self._is(word, "person") or self._is(word, "group") or word.entity in ("NORP", "ORG", "GPE", "PERSON")


def _of_verb(report: ParsedReport, mention: Mention, lexicon: Lexicon) -> tuple[list[Token], list[Token]]:
    verb = mention.token
    actors, acted_on = grammar.agents(report, verb), grammar.objects(report, verb)
    if mention.type is EventType.INCIDENT and not grammar.is_passive(report, verb):
        return [], actors + acted_on
    prepositions = lexicon.participants.addressee[mention.type] & {
        "with",
        "on",
        "to",
        "at",
        "against",
        "from",
        "upon",
        "behind",
        "between",
    }
    acted_on = acted_on + grammar.prepositional_objects(report, verb, frozenset(prepositions))
    if mention.type is EventType.REQUEST:
        asked = (child for child in report.children(verb) if child.dep in ("ccomp", "xcomp", "advcl"))
        acted_on += [w for child in asked for w in report.children(child) if w.dep in ("nsubj", "nsubjpass")]
    return actors, acted_on


def _of_noun(report: ParsedReport, mention: Mention, lexicon: Lexicon) -> tuple[list[Token], list[Token]]:
    noun = mention.token
    actors = grammar.by_phrase(report, noun)
    acted_on = grammar.prepositional_objects(report, noun, lexicon.participants.addressee[mention.type])
    for child in report.children(noun):
        if child.dep == "poss":
            (acted_on if _undergoes(mention, lexicon) else actors).extend(grammar.conjuncts(report, child))
        elif child.dep in ("compound", "amod", "nmod"):
            doer = _modifying_doer(report, child, mention.type, lexicon)
            if doer is not None:
                (acted_on if _undergoes(mention, lexicon) else actors).append(doer)
    governor = _governing_verb(report, noun)
    if governor is not None:
        doers, undergone = _of_governor(report, noun, governor, mention, lexicon)
        actors += doers
        acted_on += undergone
    return actors, acted_on


def _modifying_doer(report: ParsedReport, modifier: Token, event_type: EventType, lexicon: Lexicon) -> Token | None:
    """The doer that a word before the noun names: "Turkish airstrikes", "coalition raid", "US-led bombing"."""
    if modifier.lemma.lower() in lexicon.participants.participles:
        return next((c for c in report.children(modifier) if c.entity in ("GPE", "NORP", "ORG")), None)
    if event_type in SYMMETRIC:
        return modifier if modifier.entity == "PERSON" else None
    if modifier.entity in ("NORP", "ORG", "PERSON") or in_class(modifier, "group", lexicon):
        return modifier
    if modifier.entity == "GPE" and (modifier.tag.startswith("JJ") or modifier.lower in lexicon.classes["state"].nouns):
        return modifier
    return modifier if in_class(modifier, "person", lexicon) and modifier.pos == "NOUN" else None


def _of_governor(
    report: ParsedReport, noun: Token, governor: Token, mention: Mention, lexicon: Lexicon
) -> tuple[list[Token], list[Token]]:
    """Doers and those acted on that the verb above the noun adds ("launched an attack", "faces charges")."""
    lemma = governor.lemma.lower()
    addressed = lexicon.participants.addressee[mention.type] & {"on", "against", "with", "to"}
    if lemma in lexicon.participants.suffering:
        return [], grammar.agents(report, governor)
    if lemma == "be" and noun.dep == "pobj":
        return grammar.subjects(report, governor), []
    if lemma not in lexicon.participants.light:
        return [], []
    acted_on = grammar.prepositional_objects(report, governor, addressed)
    if grammar.is_passive(report, governor):
        return grammar.by_phrase(report, governor), acted_on
    return (grammar.agents(report, governor) if noun.dep in ("dobj", "obj", "pobj", "conj") else []), acted_on


def _undergoes(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether the possessor of such a noun is the one it happens to ("his arrest", "their release")."""
    return mention.token.lemma.lower() in lexicon.participants.undergone


def _governing_verb(report: ParsedReport, noun: Token) -> Token | None:
    first = grammar.first_conjunct(report, noun)
    head = report.head(first)
    while head is not None and head.pos == "ADP":
        head = report.head(head)
    return head if head is not None and head.pos in ("VERB", "AUX") else None


def _means(report: ParsedReport, token: Token, lexicon: Lexicon) -> list[Token]:
    found = [
        noun
        for noun in grammar.prepositional_objects(report, token, _MEANS_PREPOSITIONS)
        if in_class(noun, "weapon", lexicon)
    ]
    for child in report.children(token):
        if (
            child.dep == "compound"
            and in_class(child, "weapon", lexicon)
            and child.lemma.lower() not in ("air", "fire")
        ):
            found.append(child)
        if child.dep == "advcl" and child.lemma.lower() == "use":
            found += [noun for noun in grammar.objects(report, child) if in_class(noun, "weapon", lexicon)]
    return found


def _places(report: ParsedReport, token: Token, event_type: EventType, lexicon: Lexicon) -> list[Token]:
    """Heads of the place phrases of the happening, nearest clause first, else of its sentence."""
    locating = lexicon.participants.locating
    prepositions = locating | lexicon.participants.moving if event_type in _MOTION else locating
    found = _places_under(report, token, prepositions, lexicon)
    if found:
        return found
    current = token
    for ancestor in report.ancestors(token):
        if ancestor.pos in ("VERB", "AUX") and current.dep in ("ccomp",) and token.pos == "VERB":
            break
        found = [p for p in _places_under(report, ancestor, locating, lexicon) if p.index != token.index]
        if found:
            return found
        current = ancestor
    sentence = report.sentences[token.sentence]
    named = [
        word
        for word in report.sentence_tokens(sentence)
        if word.entity in _PLACE_ENTITIES and word.dep == "pobj" and _preposition_of(report, word) in locating
    ]
    return sorted(named, key=lambda word: abs(word.index - token.index))[:1]


def _preposition_of(report: ParsedReport, noun: Token) -> str:
    head = report.head(noun)
    return head.lower if head is not None and head.pos == "ADP" else ""


def _places_under(report: ParsedReport, head: Token, prepositions: frozenset[str], lexicon: Lexicon) -> list[Token]:
    found: list[Token] = []
    for child in report.children(head):
        if child.dep == "prep" and child.lower in prepositions:
            for noun in grammar.prepositional(report, child):
                found += _place_nouns(report, noun, lexicon)
        elif (
            child.dep in ("compound", "amod", "nmod", "poss") and child.entity in ("GPE", "LOC") and head.pos == "NOUN"
        ):
            found.append(child)
    return found


def _place_nouns(report: ParsedReport, noun: Token, lexicon: Lexicon) -> list[Token]:
    """``noun`` and its appositions and inner places that are place words ("Duma, in Eastern Ghouta")."""
    found = []
    for word in grammar.conjuncts(report, noun):
        if word.entity in _PLACE_ENTITIES or (word.pos != "PROPN" and in_class(word, "place", lexicon)):
            found.append(word)
        for child in report.children(word):
            if child.dep == "appos" and (child.entity in _PLACE_ENTITIES or in_class(child, "place", lexicon)):
                found.append(child)
            elif child.dep == "prep" and child.lower in ("in", "of", "near", "outside"):
                for inner in grammar.prepositional(report, child):
                    if inner.entity in _PLACE_ENTITIES:
                        found.append(inner)
    return found


def _times(report: ParsedReport, token: Token) -> tuple[tuple[Name, ...], bool]:
    """The time expression of the happening: the one nearest in its own clause, else the only one of the sentence."""
    sentence = report.sentences[token.sentence]
    names = [
        name
        for name in report.names
        if name.entity in _TIME_ENTITIES and sentence.first <= name.first < sentence.last and is_date(report, name)
    ]
    if not names:
        return (), True
    clause = _clause(report, token)
    inside = [name for name in names if any(name.first <= i < name.last for i in clause)]
    if inside:
        return (min(inside, key=lambda name: abs(name.first - token.index)),), True
    nearest = min(names, key=lambda name: abs(name.first - token.index))
    return ((nearest,), False) if abs(nearest.first - token.index) < _CLOSE else ((), False)


def is_date(report: ParsedReport, name: Name) -> bool:
    """Whether a time expression can date a happening: no age, and nothing that repeats."""
    words = [token.lower for token in report.tokens[name.first : name.last]]
    if "old" in words or "aged" in words or words[-1] in ("daily", "weekly", "annual"):
        return False
    before = report.tokens[name.first - 1].lower if name.first else ""
    return before != "aged"


def _clause(report: ParsedReport, token: Token) -> set[int]:
    """Indices of the tokens of the clause of ``token``: its verb's subtree without clauses that depend on that."""
    top = token
    while top.pos not in ("VERB", "AUX") and (head := report.head(top)) is not None:
        top = head
    found: set[int] = set()
    stack = [top]
    while stack:
        word = stack.pop()
        found.add(word.index)
        for child in report.children(word):
            other_clause = child.dep in ("ccomp", "advcl", "relcl", "parataxis") and child.index != token.index
            if not other_clause and not (child.dep == "conj" and child.pos == "VERB"):
                stack.append(child)
    return found
