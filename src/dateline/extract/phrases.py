"""From heads of phrases to the words that stand in a record, exactly as the report has them."""

from __future__ import annotations

from dateline.extract import grammar
from dateline.model import ParsedReport, Span, Token

_LONGEST = 14
_TIME_PREPOSITIONS = frozenset(
    "on in at since during before after until by from over for within between last next this earlier late early".split()
)


def noun_words(report: ParsedReport, head: Token) -> Span:
    """The full noun phrase of ``head`` without trailing clauses; cut to its head and name where it runs too long."""
    name = _name_of(report, head)
    first, last = grammar.phrase(report, head)
    if name is not None and first.index >= name[0].index and last.index <= name[1].index:
        first, last = name
    if last.index - first.index + 1 > _LONGEST:
        first, last = (name[0], name[1]) if name is not None else (_near(report, first, head), head)
    first, last = _trim(report, first, last)
    return report.span(first, last)


def _near(report: ParsedReport, first: Token, head: Token) -> Token:
    return report.tokens[max(first.index, head.index - 4)]


def _name_of(report: ParsedReport, token: Token) -> tuple[Token, Token] | None:
    if not token.entity:
        return None
    for name in report.names:
        if name.first <= token.index < name.last:
            return report.tokens[name.first], report.tokens[name.last - 1]
    return None


def _trim(report: ParsedReport, first: Token, last: Token) -> tuple[Token, Token]:
    while first.index < last.index and (first.pos in ("PUNCT", "CCONJ", "SCONJ") or first.lower in ("the", "a", "an")):
        first = report.tokens[first.index + 1]
    while first.index < last.index and (last.pos in ("PUNCT", "CCONJ") or last.lower in ("’s", "'s", "’", "'")):
        last = report.tokens[last.index - 1]
    return first, last


def place_words(report: ParsedReport, head: Token) -> Span:
    """The words for a place: the name where ``head`` is part of one, else the noun phrase."""
    name = _name_of(report, head)
    if name is None:
        return noun_words(report, head)
    first, last = _trim(report, *name)
    before = report.tokens[first.index - 1] if first.index else None
    while (
        before is not None
        and before.sentence == first.sentence
        and before.lower.removesuffix("ern")
        in ("north", "south", "east", "west", "central", "north-east", "north-west")
    ):
        first = before
        before = report.tokens[first.index - 1] if first.index else None
    return report.span(first, last)


def time_words(report: ParsedReport, head: Token) -> Span:
    """The time expression that ``head`` is part of, with its preposition ("on Friday", "in December")."""
    first, last = _name_of(report, head) or (head, head)
    if first.index:
        before = report.tokens[first.index - 1]
        if before.sentence == first.sentence and before.lower in _TIME_PREPOSITIONS:
            first = before
    return report.span(first, last)
