"""Fit the built-in coder's weights on coded articles and write ``lexicon/weights.json``.

usage: train_weights.py ARTICLES.json GOLD.jsonl [--output FILE] [--folds N]

ARTICLES.json and GOLD.jsonl have the form of the coding guide's gold sets. Deterministic: the same data and library
versions give the same file. Needs the extra ``train`` (scikit-learn). See ``docs/reference/weights.md``.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from dateline.extract.coreference import find_antecedents
from dateline.extract.gathering import Told, are_kin, content_words, gather, pair_features
from dateline.extract.happenings import Mention, find_mentions
from dateline.extract.lexicon import Lexicon, load_lexicon
from dateline.extract.roles import candidates, roles_of
from dateline.extract.roles import features as features_of_role
from dateline.extract.salience import features
from dateline.extract.telling import role_words, scene, tell
from dateline.extract.weights import ROLES, Weights, probability
from dateline.model import EventType, ParsedReport, PublishedBasis, Report
from dateline.parse import SpacyParser

_LEAST_SEEN = 4
_C_SALIENCE = 0.15
_C_JOINING = 0.3
_C_ROLES = 0.8
_THRESHOLDS = (0.35, 0.4, 0.45, 0.5)
_JOIN_THRESHOLDS = (0.4, 0.45, 0.5, 0.55, 0.6)
# Cross-validated end to end on the training articles: arguments F1 is flat between 0.3 and 0.45.
ROLE_THRESHOLDS = {"actor": 0.4, "recipient": 0.4, "object": 0.35, "means": 0.35, "place": 0.45, "time": 0.4}


@dataclass
class Article:
    """A parsed article with its candidate mentions, and for each the gold records that it names (by index)."""

    report: ParsedReport
    mentions: list[Mention]
    events: list[dict[str, Any]]
    names: list[list[int]]


def load(articles: Path, gold: Path, lexicon: Lexicon) -> list[Article]:
    """Parse the articles and hold the mentions against the gold triggers."""
    codings = {row["id"]: row["events"] for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines())}
    reports = [
        Report(
            item["id"],
            (item["title"] + "\n" if item.get("title") else "") + item["text"],
            str(articles),
            len(item["title"]) + 1 if item.get("title") else 0,
            date.fromisoformat(item["date"]),
            PublishedBasis.GIVEN,
        )
        for item in json.loads(articles.read_text(encoding="utf-8"))
    ]
    found = []
    for parsed in SpacyParser().parse(reports):
        assert isinstance(parsed, ParsedReport), parsed
        mentions = find_mentions(parsed, lexicon)
        events = codings[parsed.report.id]
        found.append(Article(parsed, mentions, events, [_named(parsed, m, events) for m in mentions]))
    return found


def _named(report: ParsedReport, mention: Mention, events: Sequence[dict[str, Any]]) -> list[int]:
    """The gold records of the mention's type, or of a kindred one, one of whose triggers it overlaps."""
    hits = []
    for index, event in enumerate(events):
        spans = [m.span() for t in event["triggers"] for m in re.finditer(re.escape(t), report.report.text)]
        if are_kin(EventType(event["type"]), mention.type) and any(
            a < mention.words.end and mention.words.start < b for a, b in spans
        ):
            hits.append(index)
    return hits


def entry_counts(articles: Sequence[Article]) -> dict[str, tuple[int, int]]:
    """How often each entry named a record, and how often it matched."""
    seen: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for article in articles:
        for mention, named in zip(article.mentions, article.names, strict=True):
            seen[mention.entry.key] += 1
            hits[mention.entry.key] += bool(named)
    return {key: (hits[key], seen[key]) for key in sorted(seen)}


Row = dict[str, float]


def fit(rows: Sequence[Row], labels: Sequence[bool], c: float, *, sparse: bool = False) -> dict[str, float]:
    """Weights of a logistic regression over ``rows``; features seen fewer than four times are left out.

    sparse: penalise the sum of the weights' sizes, so that most features are dropped, rather than of their squares.
    """
    seen: Counter[str] = Counter(name for row in rows for name in row)
    kept = [{name: value for name, value in row.items() if seen[name] >= _LEAST_SEEN} for row in rows]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    model = LogisticRegression(
        C=c,
        l1_ratio=1.0 if sparse else 0.0,
        solver="liblinear",
        max_iter=3000,
        fit_intercept=False,
        random_state=0,
    ).fit(matrix, labels)
    pairs = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    return {str(name): round(float(weight), 3) for name, weight in pairs if abs(weight) >= 0.002}


def salience_rows(articles: Sequence[Article], lexicon: Lexicon) -> Iterator[tuple[Row, bool]]:
    """Features and label of each mention; the prior of its entry leaves the mention's own article out."""
    weights = Weights(entry_counts(articles), {}, {})
    for article in articles:
        own = entry_counts([article])
        for index, (mention, named) in enumerate(zip(article.mentions, article.names, strict=True)):
            row = dict.fromkeys(features(article.report, mention, lexicon, article.mentions[:index]), 1.0)
            row["prior"] = weights.prior(mention.entry, *own[mention.entry.key])
            yield row, bool(named)


def tellings(article: Article, lexicon: Lexicon, weights: Weights) -> list[Told]:
    """What each mention tells, with the probability that it names a record."""
    antecedents = find_antecedents(article.report)
    told = []
    for index, mention in enumerate(article.mentions):
        offset = weights.salience.get("prior", 1.0) * weights.prior(mention.entry)
        names = features(article.report, mention, lexicon, article.mentions[:index])
        likely = probability(weights.salience, names, offset)
        told.append(tell(article.report, mention, article.mentions, lexicon, antecedents, weights, likely))
    return told


def joining_rows(articles: Sequence[Article], lexicon: Lexicon, weights: Weights) -> Iterator[tuple[Row, bool]]:
    """Features and label of each pair of mentions of one type that both name a record."""
    for article in articles:
        told = tellings(article, lexicon, weights)
        named = [(t, set(n)) for t, n in zip(told, article.names, strict=True) if n]
        for i, (one, first) in enumerate(named):
            for other, second in named[i + 1 :]:
                if are_kin(one.mention.type, other.mention.type):
                    yield dict.fromkeys(pair_features(article.report, one, other), 1.0), bool(first & second)


def role_rows(articles: Sequence[Article], lexicon: Lexicon) -> Iterator[tuple[Row, bool, set[str]]]:
    """Features of each phrase beside each mention that names a record, whether it is a time, and the roles it fills."""
    for article in articles:
        antecedents = find_antecedents(article.report)
        for mention, named in zip(article.mentions, article.names, strict=True):
            if not named:
                continue
            seen = scene(article.report, mention, article.mentions, lexicon, antecedents)
            each = list(candidates(seen))
            for candidate in each:
                filled = {
                    role
                    for role in roles_of(seen, candidate)
                    for words in role_words(article.report, role, candidate, antecedents)[:1]
                    for index in named
                    for gold in article.events[index][role]
                    if overlap(words.text, gold)
                }
                yield (
                    dict.fromkeys(features_of_role(seen, candidate, each), 1.0),
                    roles_of(seen, candidate) == ("time",),
                    filled,
                )


def _of_role(role: str, rows: Sequence[tuple[Row, bool, set[str]]]) -> tuple[list[Row], list[bool]]:
    """The rows of the candidates that could fill ``role``, and whether they do."""
    own = [(row, role in filled) for row, is_time, filled in rows if is_time == (role == "time")]
    return [row for row, _ in own], [label for _, label in own]


def overlap(one: str, other: str) -> bool:
    """Whether two wordings share at least half of the content words of the shorter."""
    a, b = content_words(one), content_words(other)
    return bool(a and b) and 2 * len(a & b) >= min(len(a), len(b))


def train(articles: Sequence[Article], lexicon: Lexicon) -> Weights:
    """The weights that the articles give, with thresholds still at their defaults."""
    salience = list(salience_rows(articles, lexicon))
    roles = list(role_rows(articles, lexicon))
    weights = Weights(
        entry_counts(articles),
        fit([row for row, _ in salience], [label for _, label in salience], _C_SALIENCE),
        {},
        {role: fit(*_of_role(role, roles), _C_ROLES, sparse=True) for role in ROLES},
        role_thresholds=ROLE_THRESHOLDS,
    )
    joining = list(joining_rows(articles, lexicon, weights))
    return replace(
        weights,
        joining=fit([row for row, _ in joining], [label for _, label in joining], _C_JOINING),
    )


def score(article: Article, told: Sequence[Told], weights: Weights) -> tuple[int, int, int]:
    """(right, predicted, gold) records: a record is right when its mentions name a gold record not yet found."""
    names = {id(t): n for t, n in zip(told, article.names, strict=True)}
    happenings = gather(article.report, [t for t in told if t.probability >= weights.threshold], weights)
    found: set[int] = set()
    for happening in happenings:
        votes: Counter[int] = Counter(i for t in happening.told for i in names[id(t)] if i not in found)
        if votes:
            found.add(votes.most_common(1)[0][0])
    return len(found), len(happenings), len(article.events)


def f1(right: int, predicted: int, gold: int) -> float:
    """F1 of counts."""
    return 2 * right / max(1, predicted + gold)


def choose_thresholds(articles: Sequence[Article], lexicon: Lexicon, folds: int) -> tuple[float, float, float]:
    """The thresholds with the best cross-validated F1, and that F1."""
    totals: dict[tuple[float, float], list[int]] = defaultdict(lambda: [0, 0, 0])
    for fold in range(folds):
        weights = train([a for i, a in enumerate(articles) if i % folds != fold], lexicon)
        for article in articles[fold::folds]:
            told = tellings(article, lexicon, weights)
            for threshold, join in product(_THRESHOLDS, _JOIN_THRESHOLDS):
                found = score(article, told, replace(weights, threshold=threshold, join_threshold=join))
                totals[threshold, join] = [a + b for a, b in zip(totals[threshold, join], found, strict=True)]
    best = max(totals, key=lambda key: f1(*totals[key]))
    return *best, f1(*totals[best])


def main() -> None:
    """Train, choose the thresholds by cross-validation, write the file and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    default = Path(__file__).parent.parent / "src/dateline/extract/lexicon/weights.json"
    parser.add_argument("--output", type=Path, default=default)
    parser.add_argument("--folds", type=int, default=4)
    arguments = parser.parse_args()
    lexicon = load_lexicon()
    articles = load(arguments.articles, arguments.gold, lexicon)
    threshold, join, reached = choose_thresholds(articles, lexicon, arguments.folds)
    weights = replace(train(articles, lexicon), threshold=threshold, join_threshold=join)
    content = {
        "made_by": "scripts/train_weights.py",
        "threshold": threshold,
        "join_threshold": join,
        "salience": weights.salience,
        "joining": weights.joining,
        "roles": weights.roles,
        "role_thresholds": weights.role_thresholds,
        "entries": {key: list(counts) for key, counts in weights.entries.items()},
    }
    arguments.output.write_text(json.dumps(content, indent=0, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    print(  # noqa: T201 - the script's result
        f"articles {len(articles)}, cross-validated F1 {reached:.3f} at threshold {threshold}, joining {join}"
    )


if __name__ == "__main__":
    main()
