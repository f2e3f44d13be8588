"""Words for attacks, battles and fires that are not meant of any: idioms, sport, stage, trade, fiction.

The words stand in ``lexicon/figurative.toml``. Only words of harm are asked about. What does not belong here: whether a
real happening is worth a record (`network`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.extract import grammar
from dateline.model import EventType, ParsedReport, Token

_HARMFUL = frozenset({EventType.ASSAULT, EventType.INCIDENT, EventType.RETREAT})
_BESIDE = 3  # tokens within which the words of an idiom stand


@dataclass(frozen=True, slots=True)
class FigurativeWords:
    """The words of figurative.toml; ``domains`` are all nouns of sport, stage, trade, kitchen and body."""

    domains: frozenset[str]
    real: frozenset[str]
    idioms: Mapping[str, frozenset[str]]
    objects: frozenset[str]
    subjects: frozenset[str]
    works: frozenset[str]


@cache
def load_figurative_words() -> FigurativeWords:
    """The words that ship with the package, read once."""
    data = tomllib.loads((files("dateline.extract.lexicon") / "figurative.toml").read_text(encoding="utf-8"))
    return FigurativeWords(
        frozenset(word for listed in data["domains"].values() for word in listed),
        frozenset(data["real"]["words"]),
        {lemma: frozenset(listed) for lemma, listed in data["idioms"].items()},
        frozenset(data["things"]["objects"]),
        frozenset(data["things"]["subjects"]),
        frozenset(data["fiction"]["works"]),
    )


def is_figurative(report: ParsedReport, token: Token, event_type: EventType) -> bool:
    """Whether ``token``, a word for a happening of ``event_type``, is not meant of one."""
    if event_type not in _HARMFUL:
        return False
    words = load_figurative_words()
    sentence = report.sentence_tokens(report.sentences[token.sentence])
    others = [word for word in sentence if word.index != token.index and word.pos in ("NOUN", "PROPN", "ADJ")]
    if any({word.lower, word.lemma.lower()} & words.real for word in others):
        return False
    if event_type is EventType.RETREAT:
        return _is_idiom(report, token, words)
    return (
        _is_idiom(report, token, words)
        or _is_of_things(report, token, words)
        or _is_fiction(report, token, words)
        or _is_of_domain(report, token, words)
    )


def _is_idiom(report: ParsedReport, token: Token, words: FigurativeWords) -> bool:
    beside = words.idioms.get(token.lemma.lower())
    if beside is None:
        return False
    near = report.tokens[max(0, token.index - _BESIDE) : token.index + _BESIDE + 1]
    return any(word.sentence == token.sentence and word.lemma.lower() in beside for word in near)


def _is_of_things(report: ParsedReport, token: Token, words: FigurativeWords) -> bool:
    """As in "killed her hopes", "the album bombed"."""
    if token.pos != "VERB":
        return False
    acted_on = [noun for noun in grammar.objects(report, token) if noun.pos != "PROPN"]
    if any(noun.lemma.lower() in words.objects for noun in acted_on):
        return True
    return any(noun.lemma.lower() in words.subjects for noun in grammar.agents(report, token) if noun.pos != "PROPN")


def _is_fiction(report: ParsedReport, token: Token, words: FigurativeWords) -> bool:
    """As in "the film, in which a spy assassinates a dictator"."""
    for word in (token, *report.ancestors(token)):
        noun = report.head(word)
        if word.dep == "relcl" and noun is not None and noun.lemma.lower() in words.works:
            return True
    return False


def _is_of_domain(report: ParsedReport, token: Token, words: FigurativeWords) -> bool:
    if any(noun.entity == "PERSON" for noun in grammar.objects(report, token)):
        return False
    sentence = report.sentence_tokens(report.sentences[token.sentence])
    return any(
        word.pos == "NOUN" and word.dep not in ("compound", "nmod") and word.lemma.lower() in words.domains
        for word in sentence
        if word.index != token.index
    )
