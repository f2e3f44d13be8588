"""Who is said to have done a deed, who denies it, and who claims it, by the grammar above and beside the deed's words.

The words stand in ``lexicon/blame.toml``. What does not belong here: which sources vouch for a happening
(`attribution`), and what follows for its record (`responsibility`, `assembly`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from dateline.extract import grammar
from dateline.extract.happenings import in_class
from dateline.extract.lexicon import load_lexicon
from dateline.model import ParsedReport, Token

_BELOW = frozenset({"dobj", "obj", "pobj", "pcomp", "prep", "xcomp", "ccomp", "agent", "acl", "dative", "advcl"})
_CLIMB = 6
_THAT = frozenset({"allegation", "accusation"})


@dataclass(frozen=True, slots=True)
class BlameWords:
    """The words of blame.toml."""

    accuse: Mapping[str, frozenset[str]]
    blame: Mapping[str, frozenset[str]]
    convict: Mapping[str, frozenset[str]]
    trace: Mapping[str, frozenset[str]]
    deny: frozenset[str]
    denied: frozenset[str]
    rivals: frozenset[str]
    claim: frozenset[str]


@dataclass(frozen=True, slots=True)
class Accusation:
    """That somebody is said to have done a deed.

    cue: the word that says so. accused, accuser: heads of phrases, None where nobody is named. is_open: whether the
    deed itself need not have happened ("accused of", not "blamed for"). is_judgement: whether a court says so.
    """

    cue: Token
    accused: Token | None
    accuser: Token | None
    is_open: bool
    is_judgement: bool = False


@dataclass(frozen=True, slots=True)
class Denial:
    """That somebody denies a deed, or having done it.

    denier: head of the phrase, None where nobody is named. of_responsibility: whether the deed itself is granted
    ("denied involvement in the attack"). rival: the word by which somebody else asserts the deed ("denied claims").
    """

    cue: Token
    denier: Token | None
    of_responsibility: bool
    rival: Token | None


@cache
def load_blame_words() -> BlameWords:
    """The words that ship with the package, read once."""
    data = tomllib.loads((files("dateline.extract.lexicon") / "blame.toml").read_text(encoding="utf-8"))
    tables = {
        name: {lemma: frozenset(led) for lemma, led in data[name].items()}
        for name in ("accuse", "blame", "convict", "trace")
    }
    deny = data["deny"]
    return BlameWords(
        **tables,
        deny=frozenset(deny["verbs"]),
        denied=frozenset(deny["of"]),
        rivals=frozenset(deny["rivals"]),
        claim=frozenset(data["claim"]["verbs"]),
    )


def find_accusation(report: ParsedReport, deed: Token) -> Accusation | None:
    """Who is said to have done what ``deed`` names, by the nearest word that says so; None where none does."""
    return _traced(report, deed) or _accused(report, deed)


def _path(report: ParsedReport, deed: Token) -> Iterator[Token]:
    """``deed`` and the words above it, as long as each is a complement of the next."""
    current = _named_by(report, grammar.first_conjunct(report, deed))
    yield current
    for _ in range(_CLIMB):
        head = report.head(current)
        if head is None or current.dep not in _BELOW:
            return
        current = grammar.first_conjunct(report, head)
        yield current


def _named_by(report: ParsedReport, deed: Token) -> Token:
    """The noun of which a relative clause tells the deed ("the bombing that killed 14"), else the deed's own word."""
    pronouns = {child.lower for child in report.children(deed) if child.tag in ("WDT", "WP")}
    noun = report.head(deed)
    return noun if noun is not None and deed.dep == "relcl" and pronouns & {"that", "which"} else deed


def _accused(report: ParsedReport, deed: Token) -> Accusation | None:
    words, path = load_blame_words(), list(_path(report, deed))
    for below, word in pairwise(path):
        led = _led_by(report, below, path)
        if word.lemma.lower() in _THAT and below.dep in ("acl", "ccomp") and below.pos == "VERB":
            return Accusation(word, next(iter(grammar.agents(report, below)), None), None, is_open=True)
        for table, is_open, is_judgement in (
            (words.accuse, True, False),
            (words.blame, False, False),
            (words.convict, False, True),
        ):
            if led & table.get(word.lemma.lower(), frozenset()):
                if word.lemma == "hold" and not _is_held_responsible(report, word):
                    continue
                cue, accused, accuser = _parties(report, word, below)
                return Accusation(cue, accused, accuser, is_open, is_judgement)
    return None


def _led_by(report: ParsedReport, below: Token, path: list[Token]) -> set[str]:
    """The prepositions between a word and what it takes; a preposition that hangs on the object counts, too."""
    led = {below.lower} if below.pos in ("ADP", "SCONJ") else set()
    if below.pos in ("NOUN", "PROPN", "PRON", "ADJ"):
        led |= {t.lower for t in path if t.pos in ("ADP", "SCONJ") and t.head == below.index}
    return led


def _is_held_responsible(report: ParsedReport, verb: Token) -> bool:
    below = [word for child in report.children(verb) for word in (child, *report.children(child))]
    return any(word.lower in ("responsible", "accountable") for word in below)


def _parties(report: ParsedReport, word: Token, below: Token) -> tuple[Token, Token | None, Token | None]:
    """The cue, the accused and the accuser of an accusing word."""
    if word.pos not in ("VERB", "AUX"):  # "X is responsible for", "the group responsible for"
        verb = report.head(word)
        if word.dep == "amod" and verb is not None:
            return word, verb, None
        if word.pos == "NOUN":  # "arrested on suspicion of", "faces charges of"
            above = report.head(verb) if verb is not None and verb.pos == "ADP" else None
            found = grammar.objects(report, above) if above is not None and above.pos == "VERB" else []
            return word, next(iter(found), None), None
        subjects = grammar.subjects(report, verb) if verb is not None and verb.pos in ("VERB", "AUX") else []
        return word, next(iter(subjects), None), None
    if word.lemma == "be":
        return below, next(iter(grammar.subjects(report, word)), None), None
    if word.dep == "acl" and (noun := report.head(word)) is not None:
        return word, noun, next(iter(grammar.by_phrase(report, word)), None)
    accused = next(iter(grammar.objects(report, word)), None)
    return word, accused, next(iter(grammar.agents(report, word)), None)


def _traced(report: ParsedReport, deed: Token) -> Accusation | None:
    """As in "blamed the attack on X", "the attack was blamed on X", "an attack blamed on X"."""
    noun = grammar.first_conjunct(report, deed)
    head = report.head(noun)
    verbs = [child for child in report.children(noun) if child.dep == "acl" and child.tag == "VBN"]
    if head is not None and noun.dep in ("dobj", "obj", "nsubjpass"):
        verbs.append(head)
    for verb in verbs:
        led = load_blame_words().trace.get(verb.lemma.lower(), frozenset())
        below = led and (
            grammar.prepositional_objects(report, verb, led)
            or [word for word in grammar.prepositional_objects(report, noun, led) if _is_people(word)]
            or _farther_off(report, verb, noun, led)
        )
        if below:
            return Accusation(verb, below[0], next(iter(grammar.agents(report, verb)), None), is_open=False)
    return None


def _is_people(noun: Token) -> bool:
    lexicon = load_lexicon()
    return in_class(noun, "person", lexicon) or in_class(noun, "group", lexicon)


def _farther_off(report: ParsedReport, verb: Token, deed: Token, led: frozenset[str]) -> list[Token]:
    """What the last of the prepositions behind the deed leads to, where the parser ties it to a word in between.

    "blamed the attack on the embassy" has one such preposition, which says what was attacked.
    """
    found = [w for w in report.subtree(verb) if w.lower in led and w.dep == "prep" and w.index > deed.index]
    is_clear = found and (verb.lemma.lower() != "blame" or len(found) > 1)
    return grammar.prepositional(report, found[-1]) if is_clear else []


def find_denial(report: ParsedReport, deed: Token) -> Denial | None:
    """Who denies what ``deed`` names, or having done it; None where nobody does in its own sentence."""
    words, path = load_blame_words(), list(_path(report, deed))
    for number, word in enumerate(path[1:], 1):
        if word.lemma.lower() in words.deny and word.pos == "VERB":
            between = path[1:number]
            names = {t.lemma.lower() for t in between} | {t.lower for t in between}
            is_granted = bool(names & words.denied) and (path[0].pos != "VERB" or "responsibility" in names)
            rival = next((t for t in between if t.lemma.lower() in words.rivals), None) or _rival_aside(
                report, between, word
            )
            return Denial(word, next(iter(grammar.agents(report, word)), None), is_granted, rival)
    return None


def _rival_aside(report: ParsedReport, between: list[Token], verb: Token) -> Token | None:
    """As in "denied that it had, as Caracas claimed"; "dismissed as false a claim"."""
    for word in (*between, verb):
        for child in report.children(word):
            marks = {mark.lower for mark in report.children(child)}
            if child.dep == "advcl" and child.pos == "VERB" and "as" in marks:
                return child
    return None


def find_claimants(report: ParsedReport, deed: Token) -> Token | None:
    """The head of the phrase that claims ``deed``, as in "X claimed the attack", "an attack claimed by X"."""
    noun = grammar.first_conjunct(report, deed)
    if noun.pos not in ("NOUN", "PROPN"):
        return None
    head = report.head(noun)
    verbs = [child for child in report.children(noun) if child.dep == "acl" and child.tag == "VBN"]
    if head is not None and noun.dep in ("dobj", "obj", "nsubjpass"):
        verbs.append(head)
    for verb in verbs:
        if verb.lemma.lower() in load_blame_words().claim and not grammar.is_negated(report, verb):
            return next(iter(grammar.agents(report, verb)), None)
    return None
