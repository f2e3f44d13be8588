"""Coded articles for the training scripts: each parsed, with the mentions that name its gold records."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dateline.extract.happenings import Mention, find_mentions, lexicon_types
from dateline.extract.lexicon import load_lexicon
from dateline.extract.network import load_network
from dateline.learn.examples import CodedText, mentions_of
from dateline.model import ParsedReport, PublishedBasis, Report
from dateline.parse import SpacyParser

_LEAST = 0.1


@dataclass
class Article:
    """A parsed article with its mentions, and for each the gold records that it names (by index)."""

    report: ParsedReport
    mentions: list[Mention]
    events: list[dict[str, Any]]
    names: list[Sequence[int]]


def load(articles: Path, gold: Path) -> list[Article]:
    """Parse the articles; their mentions are those that the network finds likely at all and a gold trigger names."""
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
    lexicon, network = load_lexicon(), load_network()
    found = []
    for parsed in SpacyParser().parse(reports):
        assert isinstance(parsed, ParsedReport), parsed
        events = codings[parsed.report.id]
        reading = network.read(parsed, lexicon_types(parsed, lexicon))
        mentions = find_mentions(parsed, reading, lexicon, _LEAST)
        named = {mention.token.index: mention.events for mention in mentions_of(CodedText(parsed, events))}
        found.append(Article(parsed, mentions, events, [named.get(m.token.index, ()) for m in mentions]))
    return found
