"""Event codings scored against gold codings.

The figures are those of the coding guide's scorer, and agree with it to the last digit that it prints; a test compares
the two on random codings and on real ones. What does not belong here: which events are pairs (`matching`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.errors import RunError
from dateline.evaluate.coded import ROLES, Article, CodedEvent
from dateline.evaluate.matching import count_overlapping, pair_events
from dateline.evaluate.tally import Share, Tally

_ATTRIBUTION = "attribution"

FIELDS = ("mode", "country", "date", "killed", "injured", "status", "certainty", "responsibility")
"""The fields on which a found event is compared with gold, in the order in which they are reported."""

_Told = str | tuple[str | None, str | None] | tuple[int | None, int | None]
"""A value that two events are compared by."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A gold event that no predicted event of its type stands for; trigger is its first, or "" for none."""

    article_id: str
    type: str
    trigger: str


@dataclass(slots=True)
class EventScores:
    """The figures of one set of predictions.

    articles: how many gold has; articles without a prediction count as coded without events.
    events: events whose type is right and whose trigger stands in a matching place. untyped: the same without the type.
    main: gold's main events, and how many of them were found with the right type.
    roles: arguments, role by role: an argument counts when its event was found with the right type and its words
        overlap gold's. attribution: the same for the sources of events.
    given_match: of the events found with the right type, how many agree on each of `FIELDS` that one of the two tells.
    by_type: ``events`` for each type that occurs. missed: the gold events that were not found, in the order of gold.
    """

    articles: int = 0
    events: Tally = field(default_factory=Tally)
    untyped: Tally = field(default_factory=Tally)
    main: Share = field(default_factory=Share)
    roles: dict[str, Tally] = field(default_factory=lambda: {role: Tally() for role in ROLES})
    attribution: Tally = field(default_factory=Tally)
    given_match: dict[str, Share] = field(default_factory=lambda: {name: Share() for name in FIELDS})
    by_type: dict[str, Tally] = field(default_factory=dict)
    missed: list[Missed] = field(default_factory=list)

    @property
    def arguments(self) -> Tally:
        """All roles together."""
        together = Tally()
        for tally in self.roles.values():
            together.add(tally)
        return together

    def to_json(self, *, by_type: bool = False) -> dict[str, Any]:
        """The figures under the names that the guide's scorer prints, rounded to three digits.

        A field of ``given_match`` that no pair tells is left out, and ``main_recall`` of no main events is None.
        """
        figures: dict[str, Any] = {
            "articles": self.articles,
            "gold_records": self.events.gold,
            "predicted_records": self.events.predicted,
            "events": self.events.to_json(),
            "untyped": self.untyped.to_json(),
            "main_recall": round(self.main.value, 3) if self.main.told else None,
            "arguments": self.arguments.to_json(),
            "roles": {role: round(tally.f1, 3) for role, tally in self.roles.items()},
            _ATTRIBUTION: self.attribution.to_json(),
            "given_match": {name: round(share.value, 3) for name, share in self.given_match.items() if share.told},
        }
        if by_type:
            figures["by_type"] = {
                name: tally.to_json() | {"gold": tally.gold} for name, tally in sorted(self.by_type.items())
            }
        return figures


def score_events(
    articles: Mapping[str, Article],
    gold: Mapping[str, Sequence[CodedEvent]],
    predicted: Mapping[str, Sequence[CodedEvent]],
) -> EventScores:
    """The figures of ``predicted`` against ``gold``; all three by the id of the article.

    Predictions for articles that gold does not have are not scored; an article of gold without a prediction counts as
    coded without events.

    Raises:
        RunError: gold names an article that is not there, or no prediction is for an article of gold.
    """
    _check_ids(articles, gold, predicted)
    scores = EventScores()
    for article_id, gold_events in gold.items():
        _score_article(scores, articles[article_id], gold_events, predicted.get(article_id, ()))
    return scores


def _check_ids(articles: Mapping[str, Any], gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> None:
    if unknown := [article_id for article_id in gold if article_id not in articles]:
        raise RunError(
            f"gold codes {unknown[0]!r} ({len(unknown)} such in all), which is not among the {len(articles)} articles; "
            "accepted is gold whose ids are ids of articles. Name the articles that belong to this gold file."
        )
    if gold and predicted and not predicted.keys() & gold.keys():
        raise RunError(
            f"none of the {len(predicted)} reports predicted is in gold (the first is {next(iter(predicted))!r}, "
            f"gold's first is {next(iter(gold))!r}); accepted are predictions with the ids of the articles. "
            "Name the predictions that belong to this gold file."
        )


def _score_article(
    scores: EventScores, article: Article, gold: Sequence[CodedEvent], predicted: Sequence[CodedEvent]
) -> None:
    pairs = pair_events(article.whole, gold, predicted)
    typed = [(i, j) for i, j in pairs if gold[i].type == predicted[j].type]
    scores.articles += 1
    scores.events.add(Tally(len(typed), len(predicted), len(gold)))
    scores.untyped.add(Tally(len(pairs), len(predicted), len(gold)))
    _count_totals(scores, gold, predicted)
    for i, j in typed:
        _count_pair(scores, gold[i], predicted[j])
    found = {i for i, _ in typed}
    for i, event in enumerate(gold):
        if i not in found:
            scores.missed.append(Missed(article.id, event.type.value, next(iter(event.triggers), "")))


def _count_totals(scores: EventScores, gold: Sequence[CodedEvent], predicted: Sequence[CodedEvent]) -> None:
    """Count what there is, found or not."""
    scores.main.told += sum(event.main for event in gold)
    for event in gold:
        _type_tally(scores, event).gold += 1
    for event in predicted:
        _type_tally(scores, event).predicted += 1
    for role, tally in scores.roles.items():
        tally.gold += _total(event.arguments[role] for event in gold)
        tally.predicted += _total(event.arguments[role] for event in predicted)
    scores.attribution.gold += _total(event.sources for event in gold)
    scores.attribution.predicted += _total(event.sources for event in predicted)


def _count_pair(scores: EventScores, gold: CodedEvent, predicted: CodedEvent) -> None:
    """Count what a pair of one type has right."""
    scores.main.right += gold.main
    _type_tally(scores, gold).right += 1
    for role, tally in scores.roles.items():
        tally.right += count_overlapping(gold.arguments[role], predicted.arguments[role])
    scores.attribution.right += count_overlapping(gold.sources, predicted.sources)
    other = _told(predicted)
    for name, value in _told(gold).items():
        if value is None and other[name] is None:
            continue
        share = scores.given_match[name]
        share.told += 1
        share.right += value == other[name]


def _told(event: CodedEvent) -> dict[str, _Told | None]:
    """The values that two events are compared by; None where the event does not tell one."""
    return {
        "mode": event.mode,
        "country": event.country,
        "date": (event.date_from, event.date_to) if event.date_from else None,
        "killed": (event.killed.low, event.killed.high) if event.killed else None,
        "injured": (event.injured.low, event.injured.high) if event.injured else None,
        "status": event.status,
        "certainty": event.certainty,
        "responsibility": event.responsibility,
    }


def _type_tally(scores: EventScores, event: CodedEvent) -> Tally:
    return scores.by_type.setdefault(event.type.value, Tally())


def _total(wordings: Iterable[Sequence[str]]) -> int:
    return sum(len(listed) for listed in wordings)
