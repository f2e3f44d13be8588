"""Codings measured against codings made by hand.

Articles and codings come as files in the coding guide's form; the figures are those of the guide's scorer. What does
not belong here: making the codings (`run`), and the floors that a release must keep.
"""

from dateline.evaluate.coded import (
    Article,
    CodedEvent,
    CodedFigure,
    load_articles,
    load_codings,
    parse_codings,
)
from dateline.evaluate.events import EventScores, Missed, score_events
from dateline.evaluate.quality import quality_table
from dateline.evaluate.tally import Share, Tally

__all__ = [
    "Article",
    "CodedEvent",
    "CodedFigure",
    "EventScores",
    "Missed",
    "Share",
    "Tally",
    "load_articles",
    "load_codings",
    "parse_codings",
    "quality_table",
    "score_events",
]
