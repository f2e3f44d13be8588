"""Cross-validate the built-in coder end to end on coded articles and print its figures.

usage: cross_validate.py ARTICLES.json GOLD.jsonl [--folds N]

Each fold is coded by weights that were trained on the other articles; the thresholds are those of the shipped weights.
The figures are those of ``dateline evaluate events``.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

from train_weights import Article, load, train

from dateline.evaluate import load_articles, load_codings, parse_codings, quality_table, score_events
from dateline.export.codings import guide_event
from dateline.extract import BuiltinCoder
from dateline.extract.lexicon import Lexicon, load_lexicon
from dateline.extract.weights import load_weights
from dateline.model import Coding
from dateline.resolve import DateResolver, PlaceResolver


def code_fold(training: list[Article], held_out: list[Article], lexicon: Lexicon) -> list[str]:
    """The held-out articles' codings, a JSON line each, by weights trained on the others."""
    shipped = load_weights()
    weights = replace(train(training, lexicon), threshold=shipped.threshold, join_threshold=shipped.join_threshold)
    resolvers = (DateResolver(), PlaceResolver())
    lines = []
    for article, coding in zip(
        held_out, BuiltinCoder(weights=weights).extract([a.report for a in held_out]), strict=True
    ):
        assert isinstance(coding, Coding), coding
        for resolver in resolvers:
            coding = resolver.resolve(article.report, coding)  # noqa: PLW2901 - each resolver adds its fields
        events = [guide_event(record, number) for number, record in enumerate(coding.records, 1)]
        lines.append(json.dumps({"id": coding.report_id, "events": events}))
    return lines


def main() -> None:
    """Code each fold, score all together, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=int, default=4)
    arguments = parser.parse_args()
    lexicon = load_lexicon()
    articles = load(arguments.articles, arguments.gold, lexicon)
    lines = []
    for fold in range(arguments.folds):
        training = [article for index, article in enumerate(articles) if index % arguments.folds != fold]
        lines += code_fold(training, articles[fold :: arguments.folds], lexicon)
    scores = score_events(
        load_articles(arguments.articles), load_codings(arguments.gold), parse_codings(lines, "cross-validation")
    )
    print(quality_table(scores))  # noqa: T201 - the script's result


if __name__ == "__main__":
    main()
