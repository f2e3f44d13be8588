"""Who speaks: the words of a source, the clearest mention behind a pronoun, and the kind of speaker.

The words that tell kinds stand in ``lexicon/attribution.toml``. What does not belong here: what a source says and with
which stance (`extract.attribution`), and who it is in the world (`resolve`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.errors import ConfigError
from dateline.extract.coreference import agrees
from dateline.model import ParsedReport, SourceKind, Token

LEXICON_FILE = "attribution.toml"

_LONGEST_APPOSITION = 14
_ANTECEDENT_SENTENCES = 8
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "dep"})
_BESIDE = frozenset({"npadvmod", "mark"})
_DASHES = frozenset({"-", "–", "—", "--"})
_TIMES = frozenset({"DATE", "TIME"})
_EDGES = frozenset({"PUNCT", "CCONJ", "SPACE"})
_SINGULAR = frozenset({"he", "she", "him", "her", "his"})
_PLURAL = frozenset({"they", "them", "their"})
_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
_NEUTER = frozenset({"it", "its"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_PRONOUNS = _SINGULAR | _PLURAL | _FIRST | _NEUTER | _RELATIVE
_GROUPS = frozenset({"ORG", "GPE", "NORP"})


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The words that tell what kind of speaker a source is.

    kinds: word or name in lower case to its kind; generic: heads that leave the kind to their modifiers, with the kind
    that stands where these tell nothing; anonymity: words that say that a source will not be named.
    """

    kinds: Mapping[str, SourceKind]
    generic: Mapping[str, SourceKind]
    anonymity: frozenset[str]


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """The words of one source: tokens ``first`` to ``last`` (inclusive), and the head of the phrase."""

    head: Token
    first: Token
    last: Token


@cache
def load_source_words() -> SourceWords:
    """The words that tell kinds, from the lexicon that ships with the package, read once.

    Raises:
        ConfigError: an unknown kind of source, or a word that stands under two kinds; all are named at once.
    """
    data = tomllib.loads((files("dateline.extract.lexicon") / LEXICON_FILE).read_text(encoding="utf-8"))
    return read_source_words(data)


def read_source_words(data: Mapping[str, Any]) -> SourceWords:
    """The words that tell kinds, from the ``kinds``, ``generic`` and ``anonymity`` tables of the lexicon.

    Raises:
        ConfigError: an unknown kind of source, or a word that stands under two kinds; all are named at once.
    """
    problems: list[str] = []
    kinds = _by_word(data, "kinds", problems)
    generic = _by_word(data, "generic", problems)
    problems += [f"{word!r} stands in [kinds] and in [generic]" for word in sorted(kinds.keys() & generic.keys())]
    if problems:
        raise ConfigError(f"{LEXICON_FILE}: " + "; ".join(problems) + ". Keep each word once, under a known kind.")
    return SourceWords(kinds, generic, frozenset(data["anonymity"]["words"]))


def _by_word(data: Mapping[str, Any], table: str, problems: list[str]) -> dict[str, SourceKind]:
    found: dict[str, SourceKind] = {}
    for name, words in data[table].items():
        if name not in set(SourceKind):
            problems.append(f"[{table}] {name!r} is no kind of source; known: {', '.join(SourceKind)}")
            continue
        for word in words:
            if word in found:
                problems.append(f"[{table}] {word!r} stands under {found[word]} and {name}")
            found[word] = SourceKind(name)
    return found


# ------------------------------------------------------------------------------------------------ the words of a source


def source_phrase(report: ParsedReport, head: Token) -> SourcePhrase:
    """The full noun phrase of ``head``: with coordination and short appositions, without trailing clauses."""
    first = last = head
    for child in report.children(head):
        if child.index < head.index:
            if child.dep in _CLAUSES or child.dep in _BESIDE or child.pos in _EDGES:
                continue
            start = report.subtree(child)[0]
            first = start if start.index < first.index else first
    for child in report.children(head):
        if child.index > head.index and child.text in _DASHES:
            break
        if child.index < head.index or child.pos in _EDGES:
            continue
        if child.dep in _CLAUSES or child.dep in _BESIDE:
            break
        end = _phrase_end(report, child)
        if end is None:
            break
        last = end if end.index > last.index else last
    return SourcePhrase(head, *_trim(report, first, last))


def _phrase_end(report: ParsedReport, child: Token) -> Token | None:
    """The last token that ``child`` adds to the phrase it follows; None where the phrase ends before it."""
    if child.dep == "appos":
        words = report.subtree(child)
        return words[-1] if len(words) <= _LONGEST_APPOSITION and not _has_clause(report, words) else None
    if child.dep in ("conj", "appos") or child.pos in ("NOUN", "PROPN", "PRON"):
        return source_phrase(report, child).last
    if child.pos == "ADJ":
        words = report.subtree(child)
        return None if _has_clause(report, words) else words[-1]
    if child.dep == "prep":
        nouns = [noun for noun in report.children(child) if noun.dep in ("pobj", "pcomp")]
        if any(noun.dep == "pcomp" or noun.entity in _TIMES for noun in nouns):
            return None
        return source_phrase(report, nouns[-1]).last if nouns else None
    return child


def _has_clause(report: ParsedReport, words: Sequence[Token]) -> bool:
    return any(word.dep in ("relcl", "ccomp") for word in words)


def _trim(report: ParsedReport, first: Token, last: Token) -> tuple[Token, Token]:
    while first.index < last.index and (first.pos in _EDGES or first.dep in ("preconj", "mark")):
        first = report.tokens[first.index + 1]
    while first.index < last.index and (last.pos in _EDGES or last.tag == "POS"):
        last = report.tokens[last.index - 1]
    after = report.tokens[last.index + 1] if last.index + 1 < len(report.tokens) else last
    if after.text == ")" and any(token.text == "(" for token in report.tokens[first.index : last.index + 1]):
        last = after
    return first, last


# ------------------------------------------------------------------------------------------------ pronouns


def is_pronoun(token: Token) -> bool:
    """Whether ``token`` is a pronoun that a clearer mention can replace."""
    return token.pos == "PRON" and token.lower in _PRONOUNS


def is_first_person(token: Token) -> bool:
    """Whether ``token`` stands for the speaker of the words around it."""
    return token.pos == "PRON" and token.lower in _FIRST


def antecedent(report: ParsedReport, pronoun: Token, earlier: Sequence[SourcePhrase]) -> SourcePhrase | None:
    """The clearest earlier mention that ``pronoun`` stands for, or None where there is none that fits.

    earlier: the sources found before it, in the order of the text; the last that fits wins, before any other name. A
    relative pronoun stands for the noun that its clause hangs on.
    """
    if pronoun.lower in _RELATIVE:
        return _relative_antecedent(report, pronoun)
    oldest = pronoun.sentence - _ANTECEDENT_SENTENCES
    for phrase in reversed(earlier):
        if phrase.head.sentence < oldest:
            break
        if phrase.last.index < pronoun.index and _fits(report, pronoun, phrase):
            return phrase
    return _nearest_mention(report, pronoun)


def _relative_antecedent(report: ParsedReport, pronoun: Token) -> SourcePhrase | None:
    for verb in report.ancestors(pronoun):
        if verb.dep == "relcl" and (noun := report.head(verb)) is not None:
            return source_phrase(report, noun) if noun.index < pronoun.index else None
        if verb.pos not in ("VERB", "AUX"):
            return None
    return None


def _fits(report: ParsedReport, pronoun: Token, phrase: SourcePhrase) -> bool:
    head = phrase.head
    if head.pos == "PRON":
        return False
    if not agrees(pronoun, head, report.tokens[phrase.first.index : phrase.last.index + 1]):
        return False
    is_plural = head.tag in ("NNS", "NNPS") or _is_coordinated(report, head)
    if pronoun.lower in _SINGULAR:
        return not is_plural and head.entity not in _GROUPS and head.pos in ("NOUN", "PROPN")
    if pronoun.lower in _PLURAL:
        return is_plural or head.entity in _GROUPS or head.lemma in ("police", "group", "team")
    return not is_plural and head.entity != "PERSON"


def _is_coordinated(report: ParsedReport, head: Token) -> bool:
    return any(child.dep == "conj" for child in report.children(head))


def _nearest_mention(report: ParsedReport, pronoun: Token) -> SourcePhrase | None:
    """The last subject, else the last name, of the right sort in this sentence or the few before it."""
    oldest = report.sentences[max(pronoun.sentence - 2, 0)].first
    fallback: Token | None = None
    for index in range(pronoun.index - 1, oldest - 1, -1):
        token = report.tokens[index]
        if not _is_mention_of(pronoun, token):
            continue
        if token.dep in ("nsubj", "nsubjpass"):
            return source_phrase(report, token)
        fallback = fallback or token
    return source_phrase(report, fallback) if fallback is not None else None


def _is_mention_of(pronoun: Token, token: Token) -> bool:
    if token.pos not in ("NOUN", "PROPN") or token.dep in ("compound", "poss", "npadvmod"):
        return False
    if pronoun.lower in _SINGULAR:
        return token.entity == "PERSON"
    if pronoun.lower in _PLURAL:
        return token.tag in ("NNS", "NNPS") or token.entity == "ORG"
    return token.entity in ("ORG", "GPE")


# ------------------------------------------------------------------------------------------------ kinds


def kind_of_source(report: ParsedReport, phrase: SourcePhrase, words: SourceWords) -> SourceKind:
    """What kind of speaker the words of ``phrase`` tell of; ``unknown`` where they do not tell.

    The phrase is read from its head outwards, first to the left, then to the right, and the first listed word or name
    decides. A generic head ("spokesman", "officials") is decided by its neighbours where they are listed. A country or
    town that speaks is its government. Whether a body is a party to the conflict depends on the happening, so that an
    army is ``security_forces`` here.
    """
    tokens = report.tokens[phrase.first.index : phrase.last.index + 1]
    if any(token.lower in words.anonymity for token in tokens):
        return SourceKind.ANONYMOUS
    position = phrase.head.index - phrase.first.index
    order = [*range(position, -1, -1), *range(position + 1, len(tokens))]
    generic: SourceKind | None = None
    for place in order:
        kind = _listed(tokens, place, words.kinds)
        if kind is not None:
            return kind
        generic = generic or _listed(tokens, place, words.generic)
    if generic is not None:
        return generic
    return SourceKind.OFFICIAL if phrase.head.entity == "GPE" else SourceKind.UNKNOWN


def kinds_of_names(report: ParsedReport, words: SourceWords) -> dict[str, SourceKind]:
    """The kind of speaker that each person of a report is, by the last word of the name, where a mention tells it.

    The first mention that tells it decides ("Police Chief Ana Brod ... Brod said"), since reports introduce a speaker
    once and use the surname from there on.
    """
    found: dict[str, SourceKind] = {}
    for head in report.tokens:
        if head.pos != "PROPN" or head.dep in ("compound", "poss") or head.entity in _GROUPS or head.text in found:
            continue
        kind = kind_of_source(report, source_phrase(report, head), words)
        if kind is not SourceKind.UNKNOWN:
            found[head.text] = kind
    return found


def _listed(tokens: Sequence[Token], place: int, listed: Mapping[str, SourceKind]) -> SourceKind | None:
    """The kind of the longest listed name that ends at ``place``, else of the word there."""
    for length in (3, 2):
        if place - length + 1 >= 0:
            name = " ".join(token.lower for token in tokens[place - length + 1 : place + 1])
            if name in listed:
                return listed[name]
    token = tokens[place]
    return listed.get(token.lower) or listed.get(token.lemma.lower())
