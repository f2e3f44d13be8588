"""Records of many reports to incidents: which records tell one happening, with reasons, origins and grades.

Pure: records and decisions in, incidents out. What does not belong here: keeping them (`store`), and the order of
stages (`run`).
"""

from dateline.merge.facts import ReportFacts, Unheeded, Unmergeable
from dateline.merge.merging import MachineDecisions, Merging, keys_of, merge
from dateline.merge.scorer import Scorer, default_scorer

__all__ = [
    "MachineDecisions",
    "Merging",
    "ReportFacts",
    "Scorer",
    "Unheeded",
    "Unmergeable",
    "default_scorer",
    "keys_of",
    "merge",
]
