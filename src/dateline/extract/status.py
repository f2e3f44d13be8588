"""Whether a happening took place, as one mention presents it, and the words that say so.

Tense and aspect, modals, negation, conditionals, and words above or beside the happening that put it into another
status (``lexicon/status.toml``). Verbal happenings (a demand, a threat) take place in the saying, so that words which
govern what is demanded do not govern them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.extract import grammar
from dateline.extract.happenings import Mention
from dateline.model import ParsedReport, Status, Token

_COMPLEMENTS = frozenset(
    {"xcomp", "ccomp", "dobj", "obj", "pobj", "pcomp", "acl", "prep", "nsubjpass", "advcl", "relcl"}
)
_CLIMB = 3


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The words that put a happening into one status."""

    governors: frozenset[str]
    modifiers: frozenset[str]
    modals: frozenset[str]
    prepositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class StatusTold:
    """A status and the word that tells it; None where nothing does and the plain reading holds."""

    status: Status
    cue: Token | None


@cache
def load_status_words() -> Mapping[Status, StatusWords]:
    """The status lexicon, read once."""
    data = tomllib.loads((files("dateline.extract.lexicon") / "status.toml").read_text(encoding="utf-8"))
    return {
        Status(name): StatusWords(
            frozenset(words["governors"]),
            frozenset(words["modifiers"]),
            frozenset(words["modals"]),
            frozenset(words["prepositions"]),
        )
        for name, words in data.items()
    }


def find_status(report: ParsedReport, mention: Mention, words: Mapping[Status, StatusWords]) -> StatusTold:
    """The status in which ``mention`` presents its happening."""
    token = mention.token
    for told in (
        _conditional(report, token),
        _by_modifier(report, token, words),
        _by_auxiliary(report, token, words),
        _by_governor(report, token, words),
        _by_negation(report, token),
        _progressive(report, token),
    ):
        if told is not None:
            return told
    return StatusTold(Status.OCCURRED, None)


def _conditional(report: ParsedReport, token: Token) -> StatusTold | None:
    current = token
    for ancestor in (token, *report.ancestors(token)):
        for child in report.children(ancestor):
            if child.dep == "mark" and child.lower in ("if", "unless") and child.index < token.index:
                return StatusTold(Status.HYPOTHETICAL, child)
        if ancestor.dep in ("ccomp", "relcl") and ancestor is not current:
            break
    return None


def _by_modifier(report: ParsedReport, token: Token, words: Mapping[Status, StatusWords]) -> StatusTold | None:
    if token.pos == "VERB":
        return None
    for child in report.children(token):
        if child.dep in ("amod", "compound", "det", "advmod"):
            for status, table in words.items():
                if child.lemma.lower() in table.modifiers or child.lower in table.modifiers:
                    return StatusTold(status, child)
    head = report.head(token)
    if head is not None and head.dep == "prep" and head.pos in ("ADP", "ADV"):
        for status, table in words.items():
            above = report.head(head)
            names = {head.lower} | ({above.lower} if above is not None else set())
            if names & table.prepositions:
                return StatusTold(status, head)
    return None


def _by_auxiliary(report: ParsedReport, token: Token, words: Mapping[Status, StatusWords]) -> StatusTold | None:
    verb = token if token.pos in ("VERB", "AUX") else _light_verb(report, token)
    if verb is None:
        return None
    for auxiliary in grammar.auxiliaries(report, verb):
        for status, table in words.items():
            if auxiliary.lower in table.modals:
                return StatusTold(status, auxiliary)
    return None


def _light_verb(report: ParsedReport, noun: Token) -> Token | None:
    head = report.head(grammar.first_conjunct(report, noun))
    return (
        head
        if head is not None and head.pos in ("VERB", "AUX") and noun.dep in ("dobj", "nsubj", "nsubjpass")
        else None
    )


def _by_governor(report: ParsedReport, token: Token, words: Mapping[Status, StatusWords]) -> StatusTold | None:
    current = grammar.first_conjunct(report, token)
    for steps, ancestor in enumerate(report.ancestors(current)):
        if steps >= _CLIMB or current.dep not in _COMPLEMENTS:
            return None
        infinitive = any(child.lower == "to" and child.dep == "aux" for child in report.children(current))
        nominal = current.pos in ("NOUN", "PROPN", "ADP")
        for status, table in words.items():
            if ancestor.lemma.lower() in table.governors and _governs(status, infinitive, nominal):
                return StatusTold(status, ancestor)
        if ancestor.pos in ("VERB", "AUX") and not infinitive and current.dep in ("ccomp", "relcl", "advcl"):
            return None
        current = ancestor
    return None


def _governs(status: Status, infinitive: bool, nominal: bool) -> bool:
    """An infinitive takes any governor's status; a noun that of fearing, foiling or denying, not of wanting."""
    return infinitive or (nominal and status in (Status.HYPOTHETICAL, Status.FAILED, Status.ONGOING))


def _by_negation(report: ParsedReport, token: Token) -> StatusTold | None:
    if not grammar.is_negated(report, token):
        return None
    cue = next((c for c in report.children(token) if c.dep == "neg" or c.lower in ("no", "never", "neither")), None)
    return StatusTold(Status.DENIED, cue)


def _progressive(report: ParsedReport, token: Token) -> StatusTold | None:
    if token.pos != "VERB" or token.tag != "VBG":
        return None
    present = ("is", "are", "'s", "’s", "'re", "’re", "been", "being")
    cue = next((a for a in grammar.auxiliaries(report, token) if a.lower in present), None)
    return None if cue is None else StatusTold(Status.ONGOING, cue)
