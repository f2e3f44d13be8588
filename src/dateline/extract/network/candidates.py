"""The phrases of a report that can fill a role of a happening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.extract import phrases
from dateline.extract.coreference import Antecedents
from dateline.model import Name, ParsedReport, Span, Token

_TIMES = frozenset({"DATE", "TIME"})
_NOMINAL = frozenset({"PROPN", "NOUN", "PRON", "NUM"})
_MODIFYING = frozenset({"compound", "nummod", "nmod", "amod"})
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase by its head. words: its evidence, a pronoun's antecedent first; place: its evidence as a place.

    is_time: whether it is a time expression, which can fill no other role; of those, ``words`` and ``place`` are equal.
    """

    head: Token
    is_time: bool
    words: tuple[Span, ...]
    place: tuple[Span, ...]


def candidates(report: ParsedReport, antecedents: Antecedents) -> list[Candidate]:
    """The candidates of ``report`` in the order of the text; pronouns whose antecedent is unknown are none."""
    found: list[Candidate] = []
    of_times: set[int] = set()
    for name in report.names:
        if name.entity in _TIMES:
            head = _head_of(report, name)
            spans = (phrases.time_words(report, head),)
            found.append(Candidate(head, is_time=True, words=spans, place=spans))
            of_times.update(range(name.first, name.last))
    for token in report.tokens:
        if token.index not in of_times and _heads_phrase(report, token):
            words = participant_words(report, token, antecedents)
            if words:
                place = (phrases.place_words(report, token),)
                found.append(Candidate(token, is_time=False, words=words, place=place))
    return sorted(found, key=lambda candidate: candidate.head.index)


def _head_of(report: ParsedReport, name: Name) -> Token:
    words = report.tokens[name.first : name.last]
    outside = (word for word in words if word.head == word.index or not name.first <= word.head < name.last)
    return next(outside, words[-1])


def _heads_phrase(report: ParsedReport, token: Token) -> bool:
    """Whether ``token`` heads a noun phrase, or is a name inside one ("the Turkish army")."""
    if token.pos not in _NOMINAL:
        return bool(token.entity) and token.pos == "ADJ"
    if token.dep in _MODIFYING and not token.entity:
        return False
    if token.dep == "compound":
        name = next((name for name in report.names if name.first <= token.index < name.last), None)
        return name is not None and not name.first <= token.head < name.last
    return True


def participant_words(report: ParsedReport, head: Token, antecedents: Antecedents) -> tuple[Span, ...]:
    """The evidence for a participant: its words, and where they stand for a clearer earlier mention, that one first.

    A pronoun whose antecedent is not known gives ().
    """
    is_pronoun = head.pos == "PRON" or head.lower in _RELATIVE
    clearer = antecedents.of(head)
    if clearer is None:
        return () if is_pronoun else (phrases.noun_words(report, head),)
    words = report.span(report.tokens[clearer[0]], report.tokens[clearer[1] - 1])
    if is_pronoun:
        return (words, report.span(head, head))
    own = phrases.noun_words(report, head)
    return (words, own) if len(words.text) > len(own.text) else (own,)


def in_reach(mention: Token, each: Sequence[Candidate], reach: int) -> Iterator[int]:
    """The numbers of the candidates at most ``reach`` sentences away from ``mention``."""
    for number, candidate in enumerate(each):
        if abs(candidate.head.sentence - mention.sentence) <= reach:
            yield number
