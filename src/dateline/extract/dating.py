"""Which time expression of a report dates which happening.

The network judges each expression beside each mention of the happening; an expression counts as its best mention finds
it. Expressions that mean the same days stand together: their odds add up.

What does not belong here: what an expression means on the calendar (`knowledge.times`), and the record's days
(`resolve`), which are made from the words chosen here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.extract import phrases
from dateline.extract.happenings import Mention
from dateline.extract.network import Candidate, Reading
from dateline.extract.status import find_status, load_status_words
from dateline.knowledge.times.calendar import Calendar
from dateline.model import Days, Name, ParsedReport, Span, Status, Token

AHEAD = frozenset({Status.PLANNED, Status.THREATENED})
"""Statuses of happenings that lie ahead of the report."""

_TIMES = frozenset({"DATE", "TIME"})
_LEAST = 0.33
"""The least probability of the words that date a happening; dev is flat from 0.3 to 0.5 and falls beyond."""
_LEAST_SHARE = 0.3
"""Of the best words' odds: the least odds of further words for the same days to be kept beside them."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: its head, and its words with their preposition."""

    head: Token
    words: Span


@dataclass(frozen=True, slots=True)
class Occasion:
    """A happening as far as its date is concerned: its mentions, the clearest first, and its status."""

    mentions: tuple[Mention, ...]
    status: Status

    @property
    def is_ahead(self) -> bool:
        """Whether it lies ahead of the report."""
        return self.status in AHEAD


@dataclass(frozen=True, slots=True)
class Choice:
    """The words that date a happening, the likeliest first, and how likely they give its days."""

    words: tuple[Span, ...]
    days: Days | None
    probability: float


def occasion(report: ParsedReport, mentions: Sequence[Mention]) -> Occasion:
    """The occasion that ``mentions``, the clearest first, name."""
    return Occasion(tuple(mentions), find_status(report, mentions[0], load_status_words()).status)


class Dating:
    """Dates the happenings of one report by what the network says of it."""

    def __init__(self, report: ParsedReport, reading: Reading) -> None:
        self.report = report
        self._reading = reading
        self.expressions = tuple(_expressions(self.report))
        self.calendar = Calendar(self.report, [(x.words, False) for x in self.expressions])

    def choose(self, one: Occasion) -> Choice | None:
        """The words that date ``one``; None where none does."""
        likely = self._probabilities(one)
        by_days: dict[object, list[tuple[float, Expression]]] = {}
        for expression in self.expressions:
            if expression.words in likely:
                days = self._days(expression, one)
                key = (days.first, days.last) if days else expression.words
                by_days.setdefault(key, []).append((_odds(likely[expression.words]), expression))
        if not by_days:
            return None
        best = max(by_days.values(), key=lambda group: sum(odds for odds, _ in group))
        total = sum(odds for odds, _ in best)
        if total < _odds(_LEAST):
            return None
        best.sort(key=lambda pair: -pair[0])
        kept = tuple(expression.words for odds, expression in best if odds >= _LEAST_SHARE * best[0][0])
        return Choice(kept, self._days(best[0][1], one), total / (1.0 + total))

    def own_days(self, mention: Token) -> Days | None:
        """The days that words right at ``mention`` tell ("killed on Friday", "Friday's raid"); None without such."""
        for expression in self.expressions:
            above = self.report.head(expression.head)
            if above is not None and above.pos == "ADP":
                above = self.report.head(above)
            if above is not None and above.index == mention.index:
                return self.calendar.read(expression.words, ahead=False).days
        return None

    def are_apart(self, one: Token, other: Token) -> bool:
        """Whether times tell that two mentions name two happenings: by days of their own, or by a stretch between."""
        if is_beyond_gap(self.report, other, one) or is_beyond_gap(self.report, one, other):
            return one.sentence == other.sentence
        first, second = self.own_days(one), self.own_days(other)
        return bool(first and second and (first.last < second.first or second.last < first.first))

    def _days(self, expression: Expression, one: Occasion) -> Days | None:
        return self.calendar.read(expression.words, ahead=one.is_ahead).days

    def _probabilities(self, one: Occasion) -> Mapping[Span, float]:
        """How likely each expression in reach is the time of ``one``, by its best mention."""
        best: dict[Span, float] = {}
        for mention in one.mentions:
            open_to = [x for x in self.expressions if not is_beyond_gap(self.report, mention.token, x.head)]
            asked = [Candidate(x.head, is_time=True, words=(x.words,), place=(x.words,)) for x in open_to]
            for candidate, roles in self._reading.roles(mention.token, mention.type, asked):
                (words,) = candidate.words
                best[words] = max(best.get(words, 0.0), roles["time"])
        return best


def _expressions(report: ParsedReport) -> Iterator[Expression]:
    for name in report.names:
        if name.entity in _TIMES and _is_date(report, name) and not _is_in_dateline(report, name):
            tokens = report.tokens[name.first : name.last]
            head = next((token for token in tokens if not name.first <= token.head < name.last), tokens[-1])
            yield Expression(head, _with_end(report, name, phrases.time_words(report, head)))


def _is_date(report: ParsedReport, name: Name) -> bool:
    """Whether a time expression can date a happening: no age, and nothing that repeats."""
    words = [token.lower for token in report.tokens[name.first : name.last]]
    if "old" in words or "aged" in words or words[-1] in ("daily", "weekly", "annual"):
        return False
    before = report.tokens[name.first - 1].lower if name.first else ""
    return before != "aged"


def _is_in_dateline(report: ParsedReport, name: Name) -> bool:
    """Whether the expression stands in the dateline, which tells when the dispatch was filed."""
    dateline = report.report.dateline
    return dateline is not None and dateline.start <= report.tokens[name.first].start < dateline.end


def _with_end(report: ParsedReport, name: Name, words: Span) -> Span:
    """The words of a range whose end is a time expression of its own ("from June 2005 to October 2008")."""
    if not words.text.lower().startswith(("from ", "between ")):
        return words
    end = next((n for n in report.names if n.first == name.last + 1 and n.entity in _TIMES), None)
    if end is None or report.tokens[name.last].lower not in ("to", "until", "till", "through", "and"):
        return words
    return report.report.span(words.start, report.tokens[end.last - 1].end)


def is_beyond_gap(report: ParsedReport, mention: Token, time: Token) -> bool:
    """Whether ``mention`` lies a told stretch away from what ``time`` dates ("on Friday, a week after the bombing")."""
    around_time = {time.index, *(token.index for token in report.ancestors(time))}
    for token in (mention, *report.ancestors(mention)):
        if token.index in around_time:
            return False
        links = [token] if token.pos == "ADP" else [c for c in report.children(token) if c.dep == "mark"]
        if any(link.lower in ("after", "before") and _has_stretch(report, link) for link in links):
            return True
    return False


def _has_stretch(report: ParsedReport, link: Token) -> bool:
    before = report.tokens[link.index - 1] if link.index else None
    return before is not None and before.dep == "npadvmod" and before.pos == "NOUN"


def _odds(probability: float) -> float:
    bounded = min(max(probability, 0.001), 0.999)
    return bounded / (1.0 - bounded)
