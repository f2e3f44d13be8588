"""Incidents measured against a story set: reports of which somebody wrote down what incidents they tell.

The way through it: `form` (the two files, read) → `mapping` (which predicted record tells which gold mention) →
`figures` (B³, near misses, whole incidents, independent origins). The figures are those of the story sets' scorer.
"""

from dateline.evaluate.incidents.figures import IncidentScores, score_incidents
from dateline.evaluate.incidents.form import (
    GoldIncident,
    GoldStories,
    PredictedIncident,
    PredictedMember,
    parse_predicted_incidents,
    parse_stories,
)

__all__ = [
    "GoldIncident",
    "GoldStories",
    "IncidentScores",
    "PredictedIncident",
    "PredictedMember",
    "parse_predicted_incidents",
    "parse_stories",
    "score_incidents",
]
