"""Fit the weights that choose the time expression of a happening, and write ``lexicon/dating.json``.

usage: train_dating.py ARTICLES.json GOLD.jsonl [--output FILE] [--folds N]

ARTICLES.json and GOLD.jsonl have the form of the coding guide's gold sets. The happenings are the gold records, by the
mentions that name them. An outcome is right when its days are those of the record; for a record without days, when it
is "none". Several right outcomes share the credit (conditional logit with marginal likelihood). Deterministic. Needs
the extra ``train`` (scikit-learn, for SciPy).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from coded_articles import Article, load
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from dateline.extract.dating import Dating, DatingWeights, Expression, Occasion, occasion
from dateline.model import Days

LEAST_SEEN = 4
STRENGTH = 3.0
CAUTION = 0.55


@dataclass
class Question:
    """One record: the features of its outcomes, which of them are right."""

    outcomes: list[list[str]]
    right: list[bool]


def gold_dating(article: Article) -> tuple[Dating, list[dict[str, Any]]]:
    """The dating of an article's gold records that a mention names, and these records."""
    told: list[tuple[Occasion, dict[str, Any]]] = []
    for index, event in enumerate(article.events):
        mentions = [m for m, named in zip(article.mentions, article.names, strict=True) if index in named]
        if mentions:
            told.append((occasion(article.report, mentions), event))
    return Dating(article.report, [one for one, _ in told]), [event for _, event in told]


def questions(article: Article) -> Iterator[Question]:
    """One question for each gold record that can be answered: some outcome gives its days, or it has none."""
    dating, events = gold_dating(article)
    for number, event in enumerate(events):
        outcomes = dating.outcomes(number)
        right = [is_right(dating, dating.occasions[number], expression, event) for expression, _ in outcomes]
        if any(right):
            yield Question([names for _, names in outcomes], right)


def is_right(dating: Dating, one: Occasion, expression: Expression | None, event: dict[str, Any]) -> bool:
    """Whether an outcome gives the days of ``event``."""
    if expression is None:
        return event["date_from"] is None
    days = dating.calendar.days(expression, ahead=one.is_ahead)
    if days is None:
        return event["date_from"] is None and any(_touch(expression.words.text, words) for words in event["time"])
    return is_same(days, event)


def is_same(days: Days, event: dict[str, Any]) -> bool:
    """Whether ``days`` are those of the gold record."""
    return (days.first.isoformat(), days.last.isoformat()) == (event["date_from"], event["date_to"])


def _touch(one: str, other: str) -> bool:
    return one in other or other in one


def fit(each: Sequence[Question], strength: float = STRENGTH) -> dict[str, float]:
    """The weights of a conditional logit with a squared penalty; features seen fewer than four times are left out."""
    seen: Counter[str] = Counter(name for question in each for names in question.outcomes for name in set(names))
    names = sorted(name for name, count in seen.items() if count >= LEAST_SEEN)
    index = {name: number for number, name in enumerate(names)}
    rows = [[index[n] for n in set(outcome) if n in index] for q in each for outcome in q.outcomes]
    starts = np.cumsum([0, *(len(q.outcomes) for q in each)])
    matrix = csr_matrix(
        (np.ones(sum(map(len, rows))), np.concatenate(rows), np.cumsum([0, *map(len, rows)])),
        shape=(len(rows), len(names)),
    )
    right = np.array([is_right for q in each for is_right in q.right])
    owner = np.repeat(np.arange(len(each)), np.diff(starts))

    def loss(weights: Any) -> tuple[float, Any]:
        scores = matrix @ weights
        top = np.maximum.reduceat(scores, starts[:-1])
        powers = np.exp(scores - top[owner])
        shares = powers / np.add.reduceat(powers, starts[:-1])[owner]
        hits = np.add.reduceat(shares * right, starts[:-1])
        slope = shares - np.where(right, shares / hits[owner], 0.0)
        penalty = 0.5 * strength * weights @ weights
        return float(-np.log(hits).sum() + penalty), matrix.T @ slope + strength * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return {name: round(float(w), 3) for name, w in zip(names, found.x, strict=True) if abs(w) >= 0.005}


def reached(each: Iterable[tuple[Dating, list[dict[str, Any]]]], weights: DatingWeights) -> tuple[int, int]:
    """(right, told) days over the gold records, as ``dateline evaluate events`` counts them."""
    right = told = 0
    for dating, events in each:
        for number, event in enumerate(events):
            choice = dating.choose(number, weights)
            days = choice.days if choice else None
            right += bool(days and is_same(days, event))
            told += bool(days or event["date_from"])
    return right, told


def main() -> None:
    """Cross-validate on the gold records, fit on all articles, write the file and print the figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    default = Path(__file__).parent.parent / "src/dateline/extract/lexicon/dating.json"
    parser.add_argument("--output", type=Path, default=default)
    parser.add_argument("--folds", type=int, default=4)
    arguments = parser.parse_args()
    articles = load(arguments.articles, arguments.gold)
    asked = [list(questions(article)) for article in articles]
    right = told = 0
    for fold in range(arguments.folds):
        training = [q for index, each in enumerate(asked) if index % arguments.folds != fold for q in each]
        weights = DatingWeights(fit(training), CAUTION)
        counts = reached(map(gold_dating, articles[fold :: arguments.folds]), weights)
        right, told = right + counts[0], told + counts[1]
    content = {
        "made_by": "scripts/train_dating.py",
        "caution": CAUTION,
        "features": fit([q for each in asked for q in each]),
    }
    arguments.output.write_text(json.dumps(content, indent=0, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    print(f"articles {len(articles)}, cross-validated days right {right}/{told} = {right / told:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
