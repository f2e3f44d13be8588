"""Which time expression of a report dates which happening: one log-linear choice for each happening.

All time expressions near a happening are held against each other, and against the outcome that none of them dates it.
Expressions that mean the same days stand together: their probabilities add up. Weights: ``lexicon/dating.json``, made
by ``scripts/train_dating.py``; each is the log of the factor by which a feature raises the odds of an outcome.

What does not belong here: what an expression means on the calendar (`knowledge.times`), and the record's days
(`resolve`), which are made from the words chosen here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.errors import ConfigError
from dateline.extract import grammar, phrases
from dateline.extract.happenings import Mention
from dateline.extract.participants import is_date
from dateline.extract.status import find_status, load_status_words
from dateline.knowledge.times.rules import needs_anchor, resolve_date
from dateline.model import Days, Name, ParsedReport, Span, Status, Token

AHEAD = frozenset({Status.PLANNED, Status.THREATENED})
"""Statuses of happenings that lie ahead of the report."""

_TIMES = frozenset({"DATE", "TIME"})
_REACH = 8  # sentences; of the gold time words of the training articles, one in fifty stands farther off
_LONGEST_PATH = 6
_SPEECH = frozenset(
    "say tell add announce report state write tweet declare explain note warn claim insist speak describe".split()
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: the parser's name, its head, its words with their preposition, whether it needs an anchor."""

    name: Name
    head: Token
    words: Span
    is_anchored: bool

    @property
    def sentence(self) -> int:
        """Index of its sentence."""
        return self.head.sentence


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


@dataclass(frozen=True, slots=True)
class DatingWeights:
    """The weights by feature, and how much likelier than its days the outcome "none" must be to be chosen."""

    features: Mapping[str, float]
    caution: float


def occasion(report: ParsedReport, mentions: Sequence[Mention]) -> Occasion:
    """The occasion that ``mentions``, the clearest first, name."""
    return Occasion(tuple(mentions), find_status(report, mentions[0], load_status_words()).status)


class Calendar:
    """The time expressions of one report, and the days that each means for a happening behind or ahead of the report.

    Words counted from another happening are counted from the nearest date told before them.
    """

    def __init__(self, report: ParsedReport) -> None:
        self.report = report
        published = report.report.published
        self.published = published or (report.report.dateline.day if report.report.dateline else None)
        self.expressions = tuple(_expressions(report))
        self._days = {ahead: self._read(ahead) for ahead in (False, True)}

    def days(self, expression: Expression, *, ahead: bool) -> Days | None:
        """The days that ``expression`` means; None where it names none."""
        return self._days[ahead].get(expression.words)

    def _read(self, ahead: bool) -> dict[Span, Days]:
        found: dict[Span, Days] = {}
        before: Days | None = None
        for one in self.expressions:
            anchor = before if one.is_anchored else None
            read = resolve_date(one.words, self.published, future=ahead, anchor=anchor)
            if isinstance(read, Days):
                found[one.words] = read
                if not one.is_anchored:
                    before = read
        return found


def _expressions(report: ParsedReport) -> Iterator[Expression]:
    for name in report.names:
        if name.entity in _TIMES and is_date(report, name):
            tokens = report.tokens[name.first : name.last]
            head = next((token for token in tokens if not name.first <= token.head < name.last), tokens[-1])
            words = phrases.time_words(report, head)
            yield Expression(name, head, words, needs_anchor(words.text))


class Dating:
    """Dates the happenings of one report, which are given by their mentions."""

    def __init__(self, report: ParsedReport, occasions: Sequence[Occasion]) -> None:
        self.report = report
        self.calendar = Calendar(report)
        self.occasions = occasions
        self.mentions = sorted(
            ((mention, number) for number, one in enumerate(occasions) for mention in one.mentions),
            key=lambda pair: pair[0].token.index,
        )

    def choose(self, number: int, weights: DatingWeights) -> Choice | None:
        """The words that date the occasion of index ``number``; None where none does."""
        each = self.outcomes(number)
        likely = likelihoods([list(names) for _, names in each], weights.features)
        none = likely[0]
        by_days: dict[object, list[tuple[float, Expression]]] = {}
        for (expression, _), share in zip(each[1:], likely[1:], strict=True):
            assert expression is not None
            days = self.calendar.days(expression, ahead=self.occasions[number].is_ahead)
            key = (days.first, days.last) if days else expression.words
            by_days.setdefault(key, []).append((share, expression))
        if not by_days:
            return None
        best = max(by_days.values(), key=lambda group: sum(share for share, _ in group))
        total = sum(share for share, _ in best)
        if total < weights.caution * none:
            return None
        best.sort(key=lambda pair: -pair[0])
        kept = [expression.words for share, expression in best if share >= _LEAST_SHARE * best[0][0]]
        return Choice(tuple(kept), self.calendar.days(best[0][1], ahead=self.occasions[number].is_ahead), total)

    def outcomes(self, number: int) -> list[tuple[Expression | None, list[str]]]:
        """The outcomes for the occasion of index ``number`` with their features; the first is that none dates it."""
        one = self.occasions[number]
        near = [x for x in self.calendar.expressions if self._is_near(one, x)]
        found: list[tuple[Expression | None, list[str]]] = [(None, list(self._none_features(one, near)))]
        found += [(x, list(self._features(one, number, x, near))) for x in near]
        return found

    def _is_near(self, one: Occasion, expression: Expression) -> bool:
        if self.report.sentences[expression.sentence].in_title or expression.sentence <= 2:
            return True
        return any(abs(m.token.sentence - expression.sentence) <= _REACH for m in one.mentions)

    def _none_features(self, one: Occasion, near: Sequence[Expression]) -> Iterator[str]:
        first = one.mentions[0]
        inside = [x for x in near if any(m.token.sentence == x.sentence for m in one.mentions)]
        dated = [x for x in inside if self.calendar.days(x, ahead=one.is_ahead)]
        yield "none"
        yield f"none:type={first.type}"
        yield f"none:status={one.status}"
        yield f"none:inside={min(len(dated), 2)}"
        yield f"none:undated-inside={min(len(inside) - len(dated), 1)}"
        yield f"none:near={min(len(near) // 3, 3)}"
        yield f"none:mentions={min(len(one.mentions), 3)}"
        for name in set(self._tellings(one)):
            yield f"none:{name}"

    def _tellings(self, one: Occasion) -> Iterator[str]:
        """How the mentions stand: the form of the verb, the determiner of the noun, title, lead, quotation."""
        for mention in one.mentions:
            token, sentence = mention.token, self.report.sentences[mention.token.sentence]
            yield f"form={form(self.report, token)}"
            if sentence.in_title:
                yield "in-title"
            elif sentence.index <= 1:
                yield "in-lead"
            if self.report.is_quoted(token.start, token.end):
                yield "quoted"

    def _features(
        self, one: Occasion, number: int, expression: Expression, near: Sequence[Expression]
    ) -> Iterator[str]:
        days = self.calendar.days(expression, ahead=one.is_ahead)
        mention = min(one.mentions, key=lambda m: self._distance(m, expression))
        kind = kind_of(expression, days)
        apart = _apart(expression.sentence - mention.token.sentence)
        yield "some"
        yield f"kind={kind}"
        yield f"apart={apart}"
        yield f"kind={kind}:{'inside' if apart == '0' else 'outside'}"
        yield f"first-word={expression.words.text.split()[0].lower()}"
        yield f"head={expression.head.dep}:{'inside' if apart == '0' else 'outside'}"
        yield from self._meaning(one, expression, days, apart)
        yield from self._manner(mention, expression, apart)
        yield from self._rivals(one, number, mention, expression, near, apart)
        if apart == "0":
            yield from self._path(mention, expression, kind)
            yield from self._others_in_sentence(number, mention, expression)
        else:
            yield from self._between(one, number, mention, expression, apart)

    def _distance(self, mention: Mention, expression: Expression) -> tuple[int, int, int]:
        between = abs(mention.token.sentence - expression.sentence)
        steps = len(path(self.report, mention.token, expression.head)) if not between else 0
        return between, steps, abs(mention.token.index - expression.head.index)

    def _meaning(self, one: Occasion, expression: Expression, days: Days | None, apart: str) -> Iterator[str]:
        where = "inside" if apart == "0" else "outside"
        if days is None:
            yield f"no-days:{where}"
            return
        yield f"length={_length(days)}:{where}"
        if self.calendar.published is not None:
            ago = (self.calendar.published - days.last).days
            gap = "ahead" if ago < 0 else "0" if not ago else "1-6" if ago < 7 else "7-60" if ago < 61 else "old"
            yield f"gap={gap}:{where}"
            yield f"gap={gap}:{one.status}"
            yield f"gap={gap}:{form(self.report, one.mentions[0].token)}:{where}"

    def _manner(self, mention: Mention, expression: Expression, apart: str) -> Iterator[str]:
        where = "inside" if apart == "0" else "outside"
        manner = form(self.report, mention.token)
        sentence = self.report.sentences[expression.sentence]
        yield f"form={manner}:{where}"
        yield f"type={mention.type}:{where}"
        yield f"at={'title' if sentence.in_title else 'lead' if sentence.index <= 1 else 'body'}:{apart}"
        if sentence.paragraph == self.report.sentences[mention.token.sentence].paragraph:
            yield f"same-paragraph:{apart}"
        verb = _verb_above(self.report, expression.head)
        if verb is not None:
            says = verb.lemma.lower() in _SPEECH
            yield f"under-speech={says}:{where}"
            yield f"same-tense={form(self.report, verb) == manner}:{apart}"
        if self.report.is_quoted(expression.words.start, expression.words.end):
            yield f"quoted:{self.report.is_quoted(mention.token.start, mention.token.end)}:{where}"

    def _rivals(
        self,
        one: Occasion,
        number: int,
        mention: Mention,
        expression: Expression,
        near: Sequence[Expression],
        apart: str,
    ) -> Iterator[str]:
        side = "before" if expression.head.index < mention.token.index else "after"
        low, high = sorted((expression.head.index, mention.token.index))
        nearer = sum(low < x.head.index < high and x is not expression for x in near)
        yield f"times-between={side}:{min(nearer, 3)}:{'inside' if apart == '0' else 'outside'}"
        if apart != "0":
            dated = any(
                x.sentence == m.token.sentence and self.calendar.days(x, ahead=one.is_ahead) is not None
                for x in near
                for m in one.mentions
            )
            yield f"inside-too={dated}:{apart}"

    def _others_in_sentence(self, number: int, mention: Mention, expression: Expression) -> Iterator[str]:
        own = len(path(self.report, mention.token, expression.head))
        others = [m for m, n in self.mentions if n != number and m.token.sentence == expression.sentence]
        lengths = [len(path(self.report, m.token, expression.head)) for m in others]
        if lengths:
            least = min(lengths)
            yield f"other={'closer' if least < own else 'as-close' if least == own else 'farther'}"
        else:
            yield "other=none"
        low, high = sorted((expression.head.index, mention.token.index))
        between = sum(low < m.token.index < high for m in others)
        yield f"others-between={min(between, 2)}"
        yield f"clause-between={_clause_between(self.report, mention.token, expression.head)}"

    def _path(self, mention: Mention, expression: Expression, kind: str) -> Iterator[str]:
        steps = path(self.report, mention.token, expression.head)
        side = "before" if expression.head.index < mention.token.index else "after"
        distance = abs(expression.head.index - mention.token.index)
        joined = "/".join(steps)
        ups = [step for step in steps if step.startswith("^")]
        yield f"path={joined}"
        yield f"path={mention.token.pos}:{joined}"
        yield f"steps={min(len(steps), 6)}"
        yield f"ups={'/'.join(ups)}"
        yield f"ups={len(ups)}:{mention.token.pos}"
        yield f"downs={min(len(steps) - len(ups), 4)}:{side}"
        yield f"distance={side}:{min(distance // 4, 6)}"
        yield f"side={side}:{mention.token.pos}:{kind}"

    def _between(
        self, one: Occasion, number: int, mention: Mention, expression: Expression, apart: str
    ) -> Iterator[str]:
        """What links an expression of another sentence: a mention there of the same word or type, what lies between."""
        there = [(m, n) for m, n in self.mentions if m.token.sentence == expression.sentence]
        yield f"others-there={min(len(there), 3)}:{apart}"
        if any(m.type is mention.type for m, _ in there):
            yield f"type-there:{apart}"
        if any(m.token.lemma.lower() == mention.token.lemma.lower() for m, _ in there):
            yield f"word-there:{apart}"
        low, high = sorted((expression.head.index, mention.token.index))
        between = {n for m, n in self.mentions if low < m.token.index < high and n != number}
        yield f"happenings-between={min(len(between), 4)}:{'before' if expression.head.index == low else 'after'}"
        determiner = next((c.lower for c in self.report.children(mention.token) if c.dep == "det"), "none")
        if mention.token.pos == "NOUN":
            yield f"determiner={determiner if determiner in ('the', 'a', 'an', 'none') else 'other'}:{apart}"


_LEAST_SHARE = 0.3


def likelihoods(outcomes: Sequence[Sequence[str]], weights: Mapping[str, float]) -> list[float]:
    """The probability of each outcome, given by the features that hold for it; they sum to 1."""
    scores = [sum(weights.get(name, 0.0) for name in names) for names in outcomes]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def kind_of(expression: Expression, days: Days | None) -> str:
    """The kind of an expression, by its words: weekday, month, year, span counted from today, clock, ..."""
    lower = expression.words.text.lower()
    words = set(lower.replace(",", " ").split())
    has_figure = any(character.isdigit() for character in lower)
    if words & _DAY_NAMES:
        return "weekday"
    if words & _MONTH_NAMES:
        return "date" if any(w.isdigit() and len(w) < 3 for w in words) else "month"
    if words & {"today", "yesterday", "tonight", "tomorrow", "overnight"} or "last night" in lower:
        return "near-day"
    if "ago" in words:
        return "ago"
    if "since" in words:
        return "since"
    if expression.is_anchored:
        return "anchored"
    for unit in ("week", "month", "year", "weekend", "day"):
        if words & {unit, f"{unit}s"}:
            return f"unit:{unit}:{'days' if days else 'none'}"
    if has_figure and days is not None:
        return "year"
    return "other:days" if days else "other:none"


_DAY_NAMES = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTH_NAMES = frozenset(
    "january february march april may june july august september october november december "
    "jan feb aug sept oct nov dec jan. feb. aug. sept. oct. nov. dec.".split()
)


def _apart(sentences: int) -> str:
    """How far the expression's sentence stands from the mention's: behind it is negative."""
    if -2 <= sentences <= 2:
        return str(sentences)
    if sentences < 0:
        return "-4" if sentences >= -4 else "-far"
    return "4" if sentences <= 4 else "far"


def _length(days: Days) -> str:
    length = (days.last - days.first).days + 1
    return next((f"{limit}" for limit in (1, 7, 31, 366) if length <= limit), "more")


def form(report: ParsedReport, token: Token) -> str:
    """The form in which a word is told: tag, with "perfect", "past-perfect", or "modal" for verbs that have one."""
    if token.pos not in ("VERB", "AUX"):
        return token.pos
    words = {aux.lower for aux in grammar.auxiliaries(report, token)}
    if words & {"has", "have", "'ve", "’ve", "'s", "’s"} and token.tag == "VBN":
        return "perfect"
    if words & {"had", "'d", "’d"}:
        return "past-perfect"
    if any(aux.tag == "MD" for aux in grammar.auxiliaries(report, token)):
        return "modal"
    if words & {"was", "were", "is", "are", "been"}:
        return f"{token.tag}:{'past' if words & {'was', 'were'} else 'present'}"
    return token.tag


def _verb_above(report: ParsedReport, token: Token) -> Token | None:
    return next((above for above in report.ancestors(token) if above.pos in ("VERB", "AUX")), None)


def path(report: ParsedReport, start: Token, end: Token) -> list[str]:
    """The dependencies from ``start`` up to the common head and down to ``end``, without coordination."""
    above = [start, *report.ancestors(start)]
    chain = [end, *report.ancestors(end)]
    heights = {token.index: height for height, token in enumerate(above)}
    meeting = next((i for i, token in enumerate(chain) if token.index in heights), None)
    if meeting is None:
        return ["apart"] * _LONGEST_PATH
    up = [f"^{_label(token)}" for token in above[: heights[chain[meeting].index]] if token.dep != "conj"]
    down = [_label(token) for token in reversed(chain[:meeting]) if token.dep != "conj"]
    steps = up + down
    return steps if len(steps) <= _LONGEST_PATH else [*steps[:3], "long", *steps[-2:]]


def _label(token: Token) -> str:
    return token.lower if token.pos == "ADP" else token.dep


def _clause_between(report: ParsedReport, one: Token, other: Token) -> bool:
    """Whether a finite verb stands between the two words."""
    low, high = sorted((one.index, other.index))
    return any(
        token.tag in ("VBD", "VBZ", "VBP") and token.dep not in ("aux", "auxpass")
        for token in report.tokens[low + 1 : high]
    )


@cache
def load_dating_weights() -> DatingWeights:
    """The weights that ship with the package, read once.

    Raises:
        ConfigError: the file lacks a part.
    """
    data = json.loads((files("dateline.extract.lexicon") / "dating.json").read_text(encoding="utf-8"))
    if missing := [repr(part) for part in ("features", "caution") if part not in data]:
        raise ConfigError(
            f"lexicon/dating.json is of another version: it lacks {', '.join(missing)}; accepted is a file with "
            "'features' and 'caution'. Make it with scripts/train_dating.py, or install dateline again."
        )
    return DatingWeights(data["features"], data["caution"])
