"""The order of the stages: the one place that knows it. Reports in, codings in the store, failures as rows.

What does not belong here: what a stage does, and anything about a terminal (`cli`).
"""

from dateline.run.account import Account, Telling, account_of
from dateline.run.attribute import attribute, attribute_each, relations_of
from dateline.run.build import make_exporter, make_layout, make_pipeline
from dateline.run.comparison import Agreement, Cell, Figure, Row, compare, tolls
from dateline.run.inputs import count_inputs, make_report, read_inputs
from dateline.run.merging import MergeSummary, merge_store
from dateline.run.once import code, open_store
from dateline.run.pipeline import Done, Pipeline, Progress, RunSummary

__all__ = [
    "Account",
    "Agreement",
    "Cell",
    "Done",
    "Figure",
    "MergeSummary",
    "Pipeline",
    "Progress",
    "Row",
    "RunSummary",
    "Telling",
    "account_of",
    "attribute",
    "attribute_each",
    "code",
    "compare",
    "count_inputs",
    "make_exporter",
    "make_layout",
    "make_pipeline",
    "make_report",
    "merge_store",
    "open_store",
    "read_inputs",
    "relations_of",
    "tolls",
]
