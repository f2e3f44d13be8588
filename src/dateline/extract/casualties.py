"""How many people a report says were killed, injured, arrested and so on, figure by figure, with the words for it.

Every figure stands by itself: which happening it belongs to, who says it and which of several is right are questions
for others. The words that tell a harm stand in ``lexicon/casualties.toml``. What does not belong here: reading number
words before a noun (`quantities`), and bounds of vague words (`dateline.model.figures`).
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.errors import ConfigError
from dateline.extract import grammar
from dateline.extract.lexicon import load_lexicon
from dateline.extract.quantities import Quantity, QuantityWords, count_people, is_number
from dateline.model import CasualtyKind, CasualtyRole, ParsedReport, Span, Token
from dateline.model.figures import Bounds, bounds

_FILE = "casualties.toml"
_LISTS = ("objects", "subjects", "predicates", "counts", "deeds", "tolls", "losses", "fates", "manners")
_RAISES = frozenset(
    {"rise", "climb", "jump", "stand", "increase", "soar", "reach", "be", "go", "up", "grow", "put", "bring", "raise"}
)
_PASSES = frozenset({"pass", "exceed", "top", "surpass"})
_RECENT = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday overnight dawn midnight hours".split()
)
"""Words that make a period so short that one happening can fill it ("since last Sunday")."""
_HARM_POS = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})


@dataclass(frozen=True, slots=True)
class Harm:
    """The words that tell one kind of harm, by how they point to those counted (see casualties.toml)."""

    kind: CasualtyKind
    objects: frozenset[str]
    subjects: frozenset[str]
    predicates: frozenset[str]
    counts: frozenset[str]
    deeds: frozenset[str]
    tolls: frozenset[str]
    losses: frozenset[str]
    fates: Mapping[tuple[str, str], str]
    manners: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CasualtyLexicon:
    """The words of casualties.toml; ``hash`` is the SHA-256 of the file."""

    harms: tuple[Harm, ...]
    starts: frozenset[str]
    period_prepositions: frozenset[str]
    period_nouns: frozenset[str]
    period_phrases: tuple[str, ...]
    unreal_auxiliaries: frozenset[str]
    infinitive_heads: frozenset[str]
    conditions: frozenset[str]
    unreal_adjectives: frozenset[str]
    roles: Mapping[CasualtyRole, frozenset[str]]
    quantity: QuantityWords
    counted_as_people: frozenset[str]
    hash: str


@dataclass(frozen=True, slots=True)
class CasualtyFigure:
    """One number of people harmed, as one place in the report gives it.

    words: the number with what is counted ("at least 12 people"), or the name or noun of one person; where a pronoun
        stands for the person, the word for the harm ("killed").
    low, high: inclusive bounds; None where the words set none; at least one is set.
    head: token index of the noun, name or number counted; governor: of the word that tells the harm.
    period: the words that make it a total over a period ("since March"), else None.
    is_part: whether the people are among those of another figure ("including three children").
    is_told: whether a number word stands there; else one person or name was counted as one.
    """

    kind: CasualtyKind
    words: Span
    low: int | None
    high: int | None
    role: CasualtyRole
    head: int
    governor: int
    sentence: int
    is_told: bool
    period: Span | None = None
    is_part: bool = False

    @property
    def is_total(self) -> bool:
        """Whether the figure adds up many happenings over a period."""
        return self.period is not None


@cache
def load_casualty_lexicon() -> CasualtyLexicon:
    """The casualty words that ship with the package, read once.

    Raises:
        ConfigError: an unknown kind, role or list in the data file, or an entry of the wrong form.
    """
    text = (files("dateline.extract.lexicon") / _FILE).read_text(encoding="utf-8")
    data = tomllib.loads(text)
    quantity = {name: frozenset(found) for name, found in data["quantity"].items()}
    quantity["people"] |= load_lexicon().classes["person"].nouns
    harms = tuple(_harm(name, lists) for name, lists in data["harm"].items())
    return CasualtyLexicon(
        harms=harms,
        starts=frozenset(data["period"]["starts"]),
        period_prepositions=frozenset(data["period"]["prepositions"]),
        period_nouns=frozenset(data["period"]["nouns"]),
        period_phrases=tuple(data["period"]["phrases"]),
        unreal_auxiliaries=frozenset(data["unreal"]["auxiliaries"]),
        infinitive_heads=frozenset(data["unreal"]["infinitive_heads"]),
        conditions=frozenset(data["unreal"]["conditions"]),
        unreal_adjectives=frozenset(data["unreal"]["adjectives"]),
        roles={CasualtyRole(name): frozenset(found) for name, found in data["roles"].items()},
        quantity=QuantityWords(**quantity),
        counted_as_people=frozenset(noun for harm in harms for (_, noun), who in harm.fates.items() if who == "object"),
        hash=hashlib.sha256(text.encode()).hexdigest(),
    )


def _harm(name: str, lists: Mapping[str, Any]) -> Harm:
    if name not in {kind.value for kind in CasualtyKind} or set(lists) != set(_LISTS):
        raise ConfigError(
            f"{_FILE}: [harm.{name}] with {', '.join(lists)}: the name must be one of {', '.join(CasualtyKind)} "
            f"and its lists {', '.join(_LISTS)}"
        )
    fates = [_parts(name, entry, 3) for entry in lists["fates"]]
    manners = [_parts(name, entry, 2) for entry in lists["manners"]]
    plain = {key: frozenset(lists[key]) for key in _LISTS[:7]}
    return Harm(
        CasualtyKind(name),
        **plain,
        fates={(verb, noun): counted for verb, noun, counted in fates},
        manners=frozenset((verb, manner) for verb, manner in manners),
    )


def _parts(name: str, entry: str, count: int) -> list[str]:
    parts = entry.split()
    if len(parts) != count:
        raise ConfigError(f"{_FILE}: [harm.{name}] entry {entry!r} has {len(parts)} words; {count} are expected")
    return parts


def find_casualties(report: ParsedReport, lexicon: CasualtyLexicon) -> tuple[CasualtyFigure, ...]:
    """Every casualty figure of ``report``, in the order of the text.

    A list of people ("two policemen and a civilian") gives one figure with the sum, and one for each part with
    ``is_part`` set. Harms that are denied, conditional or only possible give no figure; "no injuries" gives 0.
    """
    found: dict[tuple[CasualtyKind, int, bool], CasualtyFigure] = {}
    for anchor in _anchors(report, lexicon):
        for figure in _figures(report, anchor, lexicon):
            key = (figure.kind, figure.head, figure.is_part)
            if key not in found:
                found[key] = figure
    for figure in _nobody_harmed(report, lexicon):
        found.setdefault((figure.kind, figure.head, False), figure)
    _leave_the_dead(report, found)
    kept = [_as_shared(figure, found.values(), report) for figure in found.values()]
    return tuple(
        sorted((f for f in kept if f is not None), key=lambda f: (f.words.start, f.words.end, f.kind, f.is_part))
    )


def _leave_the_dead(report: ParsedReport, found: dict[tuple[CasualtyKind, int, bool], CasualtyFigure]) -> None:
    """Take out the injured who the same word says were killed ("stabbed to death")."""
    dead = {(figure.head, figure.governor) for figure in found.values() if figure.kind is CasualtyKind.KILLED}
    for key, figure in list(found.items()):
        is_verb = report.tokens[figure.governor].pos == "VERB" and (figure.low, figure.high) != (0, 0)
        if figure.kind is CasualtyKind.INJURED and is_verb and (figure.head, figure.governor) in dead:
            del found[key]


def _nobody_harmed(report: ParsedReport, lexicon: CasualtyLexicon) -> Iterator[CasualtyFigure]:
    """Figures of zero for a harm that is denied of anybody: "did not kill anyone", "without causing any casualties"."""
    for token in report.tokens:
        for harm in lexicon.harms:
            first, last = _nobody(report, token, harm)
            if first is not None and last is not None:
                words = report.span(*sorted((first, last), key=lambda word: word.index))
                yield CasualtyFigure(
                    harm.kind, words, 0, 0, CasualtyRole.UNKNOWN, last.index, token.index, token.sentence, is_told=True
                )


def _nobody(report: ParsedReport, token: Token, harm: Harm) -> tuple[Token | None, Token | None]:
    """The negation and the word that it denies the harm of."""
    if token.pos == "VERB" and token.lemma.lower() in harm.objects and grammar.is_negated(report, token):
        negation = next((c for c in report.children(token) if c.dep == "neg" or c.lower == "never"), None)
        anyone = (o for o in grammar.objects(report, token) if o.lower in ("anyone", "anybody", "any"))
        return negation, next(anyone, None)
    if token.pos == "NOUN" and token.lower.removesuffix("s") in harm.counts | {
        n.rstrip("y") + "ie" for n in harm.counts
    }:
        is_any = any(child.lower == "any" for child in report.children(token))
        above = next((a for a in report.ancestors(token) if a.lower == "without"), None)
        return (above if is_any and token.sentence == (above or token).sentence else None), token
    return None, None


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A word that tells a harm, and the heads of the phrases that tell who is counted."""

    kind: CasualtyKind
    token: Token
    counted: tuple[Token, ...]


def _anchors(report: ParsedReport, lexicon: CasualtyLexicon) -> Iterator[_Anchor]:
    for token in report.tokens:
        if token.pos not in _HARM_POS and token.tag[:2] not in ("VB", "NN", "JJ"):
            continue
        for harm in lexicon.harms:
            counted = _counted(report, token, harm, lexicon)
            if counted and not _is_unreal(report, token, lexicon):
                yield _Anchor(harm.kind, token, tuple(counted))


def _counted(report: ParsedReport, token: Token, harm: Harm, lexicon: CasualtyLexicon) -> list[Token]:
    """The heads of the phrases that ``token`` says were harmed, each coordination by its first word."""
    lemma = token.lemma.lower()
    found: list[Token] = []
    if token.tag[:2] == "VB" or token.pos == "VERB":
        found = _by_verb(report, token, harm, lexicon)
    is_participle = lemma in harm.objects and token.tag[:2] not in ("VB", "NN")
    if not found and (token.lower in harm.predicates or is_participle):
        found = _said_of(report, token, lexicon)
    if not found and token.pos in ("NOUN", "PROPN", "VERB") and token.tag != "VBD":
        found = _by_noun(report, token, harm, lexicon)
    if not found and token.lower in harm.predicates:
        found = _standing_before(report, token, lexicon)
    return [counted for noun in found for counted in _amounts(report, noun, lexicon)]


def _amounts(report: ParsedReport, noun: Token, lexicon: CasualtyLexicon) -> list[Token]:
    """The noun itself; of "the number of dead rose to 267" what the number rose to."""
    preposition = noun if noun.lower == "of" else report.head(noun)
    is_of = preposition is not None and preposition.lower == "of"
    number = report.head(preposition) if preposition is not None and is_of else noun
    is_told = number is not None and number.lower == "number"
    if number is None or not is_told or not any(c.dep == "det" and c.lower == "the" for c in report.children(number)):
        return [noun]
    return _toll_numbers(report, number, lexicon)


def _by_verb(report: ParsedReport, token: Token, harm: Harm, lexicon: CasualtyLexicon) -> list[Token]:
    lemma = token.lemma.lower()
    is_done = lemma in harm.objects or _has_manner(report, token, harm)
    if (is_done or lemma in harm.subjects) and (crowd := _in_their_thousands(report, token)):
        return crowd
    if is_done:
        return _acted_on(report, token, lexicon)
    if lemma in harm.subjects:
        return _doing(report, token)
    lost = _first_ones(report, grammar.objects(report, token)) if lemma in harm.losses else []
    return [noun for noun in lost if _is_many_people(report, noun, lexicon)] or _fated(report, token, harm)


def _in_their_thousands(report: ParsedReport, verb: Token) -> list[Token]:
    below = [noun for child in report.children(verb) if child.lower == "in" for noun in _pobj(report, child)]
    crowds = ("dozens", "scores", "hundreds", "thousands")
    return [n for n in below if n.lower in crowds and any(c.dep == "poss" for c in report.children(n))]


def _by_noun(report: ParsedReport, token: Token, harm: Harm, lexicon: CasualtyLexicon) -> list[Token]:
    names = {token.lemma.lower(), token.lower}
    if names & harm.counts:
        return _complements(report, token) or [_amount_of(report, token)]
    if names & harm.deeds:
        return _complements(report, token)
    return _toll_numbers(report, token, lexicon) if _is_toll(report, token, harm) else []


def _amount_of(report: ParsedReport, noun: Token) -> Token:
    """The vague amount that a noun depends on ("a number of deaths and injuries"), or the noun itself."""
    preposition = report.head(grammar.first_conjunct(report, noun))
    amount = report.head(preposition) if preposition is not None and preposition.lower == "of" else None
    return (
        noun
        if amount is None or amount.lower not in ("number", "dozens", "scores", "hundreds", "thousands", "handful")
        else amount
    )


def _standing_before(report: ParsedReport, word: Token, lexicon: CasualtyLexicon) -> list[Token]:
    """The number or numbered noun right before a participle, where the parser ties the two together wrongly."""
    previous = report.tokens[word.index - 1] if word.index else word
    is_free = previous.index != word.index and previous.sentence == word.sentence and not grammar.objects(report, word)
    return [previous] if is_free and _has_number(report, previous, lexicon) else []


def _is_many_people(report: ParsedReport, noun: Token, lexicon: CasualtyLexicon) -> bool:
    is_people = noun.lemma.lower() in lexicon.quantity.people or noun.entity == "NORP" or noun.tag == "CD"
    return is_people and _has_number(report, noun, lexicon)


def _first_ones(report: ParsedReport, nouns: Iterable[Token]) -> list[Token]:
    firsts = {grammar.first_conjunct(report, noun).index: grammar.first_conjunct(report, noun) for noun in nouns}
    return list(firsts.values())


def _acted_on(report: ParsedReport, verb: Token, lexicon: CasualtyLexicon) -> list[Token]:
    noun = report.head(verb)
    if verb.dep == "acl" and noun is not None and noun.dep == "conj" and grammar.is_passive(report, verb):
        return [noun]  # "three dead and a dozen injured": the participle is said of its own noun alone
    found = _first_ones(report, grammar.objects(report, verb))
    if not found and grammar.is_passive(report, verb):
        found = _first_ones(report, _subjects(report, verb))
    if found or grammar.is_passive(report, verb):
        # A number after "and" is often parsed as a second verb ("killed a guard, and three of his men").
        others = [child for child in report.children(verb) if child.dep == "conj" and child.tag == "CD"]
        return found + [_whole_number(report, number) for number in others]
    shared = [c for c in grammar.conjuncts(report, verb) if c.index > verb.index and c.pos == "VERB"]
    for other in shared:
        if found := _first_ones(report, grammar.objects(report, other)):
            return found if not grammar.is_passive(report, other) else []
    if verb.tag in ("VBN", "VBD") and not any(child.dep == "aux" for child in report.children(verb)):
        # A headline's participle ("Five killed in blast") is parsed as an active verb.
        subjects = [child for child in report.children(verb) if child.dep in ("nsubj", "nummod")]
        return [noun for noun in subjects if _has_number(report, noun, lexicon)]
    return []


def _whole_number(report: ParsedReport, number: Token) -> Token:
    """The last word of a number that the parser ties to another word ("two dozen")."""
    following = report.tokens[number.index + 1 : number.index + 2]
    scales = ("dozen", "hundred", "thousand", "million")
    return following[0] if following and following[0].lower in scales else number


def _has_number(report: ParsedReport, noun: Token, lexicon: CasualtyLexicon) -> bool:
    counted = count_people(report, noun, lexicon.quantity)
    return counted is not None and counted.is_told


def _doing(report: ParsedReport, verb: Token) -> list[Token]:
    if verb.dep in ("acl", "amod") and verb.tag in ("VBG", "VBN") and (noun := report.head(verb)) is not None:
        return [noun]
    return _first_ones(report, _subjects(report, verb))


def _subjects(report: ParsedReport, verb: Token) -> list[Token]:
    """The subjects of ``verb``; for a gerund after a preposition ("after suffering ...") those of the clause."""
    found = grammar.subjects(report, verb)
    preposition = report.head(verb)
    if found or verb.dep != "pcomp" or preposition is None:
        return found
    clause = report.head(preposition)
    return grammar.subjects(report, clause) if clause is not None and clause.pos in ("VERB", "AUX") else []


def _has_manner(report: ParsedReport, verb: Token, harm: Harm) -> bool:
    manners = {manner for lemma, manner in harm.manners if lemma == verb.lemma.lower()}
    if not manners:
        return False
    around = list(report.children(verb))
    around += [noun for child in around if child.lower == "to" for noun in grammar.prepositional(report, child)]
    return any(word.lower in manners for word in around)


def _fated(report: ParsedReport, verb: Token, harm: Harm) -> list[Token]:
    for noun in grammar.objects(report, verb) + [c for c in report.children(verb) if c.dep == "oprd"]:
        is_own = any(child.lower == "own" for child in report.children(noun))
        name = f"own-{noun.lemma.lower()}" if is_own else noun.lemma.lower()
        counted = harm.fates.get((verb.lemma.lower(), name))
        if counted == "subject":
            return _first_ones(report, _subjects(report, verb))
        if counted == "object":
            others = [o for o in grammar.objects(report, verb) if o.index != noun.index]
            return _complements(report, noun) or _first_ones(report, others) or [noun]
    return []


def _complements(report: ParsedReport, noun: Token) -> list[Token]:
    """Those whom a noun tells of: "the deaths of five", "his murder"."""
    found = [
        inner
        for child in report.children(noun)
        if child.dep == "prep" and child.lower == "of"
        for inner in grammar.prepositional(report, child)
    ]
    return found or [child for child in report.children(noun) if child.dep == "poss" and child.tag != "PRP$"]


def _said_of(report: ParsedReport, word: Token, lexicon: CasualtyLexicon) -> list[Token]:
    """Those of whom a predicate is said: "left 12 dead", "five were missing", "12 dead"."""
    own = [child for child in report.children(word) if child.dep in ("nsubj", "nsubjpass")]
    if own:
        return own
    head = report.head(word)
    if any(is_number(report, child, lexicon.quantity) for child in report.children(word) if child.index < word.index):
        return [word]
    if head is None:
        return []
    if word.dep in ("amod", "acl", "advmod", "appos", "nmod") and head.tag in ("CD", "NN", "NNS", "NNP", "NNPS", "PRP"):
        return [head]
    if head.pos in ("VERB", "AUX"):
        if grammar.is_passive(report, head) or head.lemma in ("be", "remain", "go", "lie"):
            return _first_ones(report, grammar.subjects(report, head) or grammar.objects(report, head))
        return _first_ones(report, grammar.objects(report, head))
    return []


def _is_toll(report: ParsedReport, token: Token, harm: Harm) -> bool:
    if token.lemma.lower() in harm.tolls:
        return True
    previous = report.tokens[token.index - 1] if token.index else token
    return f"{previous.lower} {token.lower}" in harm.tolls


def _toll_numbers(report: ParsedReport, toll: Token, lexicon: CasualtyLexicon) -> list[Token]:
    """The last number that a toll has: "a toll of 19", "rose from 12 to 19", "stood at 19", "passed 100"."""
    around = [noun for child in report.children(toll) if child.lower in ("of", "at") for noun in _pobj(report, child)]
    verb = report.head(toll)
    if verb is not None and (verb.lemma in _RAISES | _PASSES or verb.pos == "ADP"):
        if verb.pos == "ADP":
            verb = report.head(verb) or verb
        for child in report.children(verb):
            if child.dep in ("dobj", "attr", "oprd", "npadvmod", "nsubj"):
                around.append(child)
            elif child.lower in ("to", "at", "past", "above", "from", "into"):
                around += _pobj(report, child)
    numbers = [noun for noun in around if _has_number(report, noun, lexicon)]
    return numbers[-1:]


def _pobj(report: ParsedReport, preposition: Token) -> list[Token]:
    return grammar.prepositional(report, preposition)


def _is_unreal(report: ParsedReport, token: Token, lexicon: CasualtyLexicon) -> bool:
    """Whether the harm is negated, conditional, only possible, planned or attempted."""
    children = list(report.children(token))
    if any(child.dep == "amod" and child.lower in lexicon.unreal_adjectives for child in children):
        return True
    if token.pos not in ("VERB", "AUX"):
        return False
    if any(child.dep == "neg" or (child.dep == "mark" and child.lower in lexicon.conditions) for child in children):
        return True
    auxiliaries = grammar.auxiliaries(report, token)
    words = {aux.lower for aux in auxiliaries}
    if words & lexicon.unreal_auxiliaries:
        return True
    head = report.head(token)
    is_bare_infinitive = any(aux.tag == "TO" for aux in auxiliaries) and "have" not in words
    return is_bare_infinitive and (head is None or head.lemma.lower() not in lexicon.infinitive_heads)


def _figures(report: ParsedReport, anchor: _Anchor, lexicon: CasualtyLexicon) -> Iterator[CasualtyFigure]:
    for noun in anchor.counted:
        members = list(_members(report, noun, anchor))
        counts = [count for member in members if (count := _count(report, member, anchor, lexicon)) is not None]
        if not counts or len(counts) < len(members):
            # One member of the list that cannot be counted leaves the sum unknown, so that only the parts are told.
            yield from (_figure(report, anchor, count, lexicon, is_part=len(members) > 1) for count in counts)
        elif len(counts) == 1:
            yield _figure(report, anchor, counts[0], lexicon)
        else:
            yield _figure(report, anchor, _sum(report, counts), lexicon)
            yield from (_figure(report, anchor, count, lexicon, is_part=True) for count in counts)
        for member in members:
            yield from _parts_of(report, anchor, member, lexicon)


def _count(report: ParsedReport, noun: Token, anchor: _Anchor, lexicon: CasualtyLexicon) -> Quantity | None:
    """How many ``noun`` counts; lives and bodies are counted as people where the verb says so.

    A toll that rose "from 12 to 19" counts the last number alone.
    """
    if anchor.token.lemma.lower() in ("toll", "count") and noun.tag == "CD" and _follows_to(report, noun):
        found = bounds(noun.text)
        return None if found is None else Quantity(report.span(noun, noun), found, True, noun)
    is_life = noun.lemma.lower() in lexicon.counted_as_people and noun.head == anchor.token.index
    words = replace(lexicon.quantity, not_people=frozenset()) if is_life else lexicon.quantity
    return count_people(report, noun, words)


def _follows_to(report: ParsedReport, number: Token) -> bool:
    before = report.tokens[max(number.index - 2, 0) : number.index]
    return [token.lower for token in before][-1:] == ["to"] and before[0].tag == "CD"


def _members(report: ParsedReport, noun: Token, anchor: _Anchor) -> Iterator[Token]:
    """The words of a list of people, each person once.

    A member that has a harm or a verb of its own is not one of this list. "The film-maker and activist" is one person;
    "journalists A and B" and "the mayor, A, and three guards" are read through the apposition.
    """
    names = [child for child in report.children(noun) if child.dep == "appos" and child.index > noun.index]
    if noun.tag == "NNS" and names and names[0].entity == "PERSON":
        yield from grammar.conjuncts(report, names[0])
        return
    yield noun
    for name in names[:1]:
        yield from (other for other in grammar.conjuncts(report, name) if other.index != name.index)
    for member in grammar.conjuncts(report, noun):
        own = [c for c in report.children(member) if c.dep in ("acl", "amod") and c.index > member.index]
        is_told_apart = any(c.index != anchor.token.index for c in own)
        if member.index != noun.index and not is_told_apart and not _is_same_person(report, noun, member):
            yield member


def _is_same_person(report: ParsedReport, first: Token, other: Token) -> bool:
    """Whether ``other`` is a second word for the person of ``first``: singular, and without an article of its own."""
    has_article = any(child.dep in ("det", "poss") for child in report.children(first))
    own = any(child.dep in ("det", "poss", "nummod") for child in report.children(other))
    return has_article and not own and first.tag == other.tag == "NN"


def _sum(report: ParsedReport, counts: list[Quantity]) -> Quantity:
    lows = [count.bounds.low for count in counts if count.bounds.low is not None]
    highs = [count.bounds.high for count in counts if count.bounds.high is not None]
    first = min(count.words.start for count in counts)
    last = max(count.words.end for count in counts)
    total = Bounds(sum(lows) if lows else None, sum(highs) if len(highs) == len(counts) else None)
    return Quantity(report.report.span(first, last), total, True, counts[0].head)


def _parts_of(report: ParsedReport, anchor: _Anchor, noun: Token, lexicon: CasualtyLexicon) -> Iterator[CasualtyFigure]:
    """Figures for "including three children" after ``noun``."""
    for child in report.children(noun):
        if child.lower in ("including", "among"):
            for inner in _pobj(report, child):
                for member in grammar.conjuncts(report, inner):
                    count = count_people(report, member, lexicon.quantity)
                    if count is not None and count.is_told:
                        yield _figure(report, anchor, count, lexicon, is_part=True)


def _figure(
    report: ParsedReport, anchor: _Anchor, count: Quantity, lexicon: CasualtyLexicon, *, is_part: bool = False
) -> CasualtyFigure:
    low, high = count.bounds.low, count.bounds.high
    if _is_passed(report, anchor) and high is not None:
        low, high = high + 1, None
    return CasualtyFigure(
        kind=anchor.kind,
        words=_evidence(report, anchor, count),
        low=low,
        high=high,
        role=_role(report, count.head, lexicon),
        head=count.head.index,
        governor=anchor.token.index,
        sentence=anchor.token.sentence,
        is_told=count.is_told,
        period=_period(report, anchor, count, lexicon),
        is_part=is_part or _is_among(report, count),
    )


def _is_among(report: ParsedReport, count: Quantity) -> bool:
    """Whether "among them" or "including" stands right before the words."""
    start = next(
        t.index for t in report.sentence_tokens(report.sentences[count.head.sentence]) if t.start >= count.words.start
    )
    before = [token.lower for token in report.tokens[max(start - 2, 0) : start]]
    return before[-1:] == ["including"] or before in (["among", "them"], ["among", "whom"])


def _is_passed(report: ParsedReport, anchor: _Anchor) -> bool:
    verb = report.head(anchor.token)
    return anchor.token.lemma.lower() in ("toll", "count") and verb is not None and verb.lemma in _PASSES


def _evidence(report: ParsedReport, anchor: _Anchor, count: Quantity) -> Span:
    return report.span(anchor.token, anchor.token) if count.head.tag in ("PRP", "WP") else count.words


def _role(report: ParsedReport, head: Token, lexicon: CasualtyLexicon) -> CasualtyRole:
    words = {head.lower, head.lemma.lower()}
    words |= {child.lemma.lower() for child in report.children(head) if child.dep in ("amod", "compound")}
    words |= {noun.lemma.lower() for c in report.children(head) if c.lower == "of" for noun in _pobj(report, c)}
    return next((role for role, known in lexicon.roles.items() if words & known), CasualtyRole.UNKNOWN)


def _period(report: ParsedReport, anchor: _Anchor, count: Quantity, lexicon: CasualtyLexicon) -> Span | None:
    """The words that make a told number above one a total over a period."""
    if not count.is_told or (count.bounds.high is not None and count.bounds.high <= 1):
        return None
    for head in (anchor.token, count.head, *_clause_heads(report, anchor.token)):
        for child in report.children(head):
            if found := _period_phrase(report, child, lexicon):
                return found
    return None


def _clause_heads(report: ParsedReport, token: Token) -> Iterator[Token]:
    head = report.head(token)
    if head is not None and token.dep in ("conj", "oprd", "acomp", "nsubj", "dobj", "xcomp"):
        yield head


def _period_phrase(report: ParsedReport, child: Token, lexicon: CasualtyLexicon) -> Span | None:
    words = report.subtree(child)
    if any(word.lower in _RECENT for word in words):
        return None
    text = " ".join(word.lower for word in words)
    if text in lexicon.period_phrases:
        return report.span(words[0], words[-1])
    if child.lower in lexicon.starts and child.dep in ("prep", "mark", "advmod") and len(words) > 1:
        return report.span(words[0], words[-1])
    if child.dep == "prep" and child.lower in lexicon.period_prepositions:
        nouns = _pobj(report, child)
        if any(noun.lemma.lower() in lexicon.period_nouns for noun in nouns):
            return report.span(words[0], words[-1])
    return None


def _as_shared(
    figure: CasualtyFigure, figures: Iterable[CasualtyFigure], report: ParsedReport
) -> CasualtyFigure | None:
    """The figure with the bounds that are left where one number is told of two harms ("killed or wounded 30").

    Each harm then befell at most as many; without an upper bound nothing is told of either. "A number of deaths and
    injuries" tells the number of each.
    """
    pair = {CasualtyKind.KILLED, CasualtyKind.INJURED}
    twins = [f for f in figures if f.head == figure.head and {f.kind, figure.kind} == pair]
    is_shared = any(not f.is_part and f.is_told and (f.low, f.high) != (0, 0) for f in twins)
    if figure.is_part or not is_shared or report.tokens[figure.governor].pos == "NOUN":
        return figure
    return None if figure.high is None else replace(figure, low=None)
