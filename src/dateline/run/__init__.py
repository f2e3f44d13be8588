"""The order of the stages: the one place that knows it. Reports in, codings in the store, failures as rows.

What does not belong here: what a stage does, and anything about a terminal (`cli`).
"""

from dateline.run.attribute import attribute, attribute_each, relations_of
from dateline.run.build import make_exporter, make_layout, make_pipeline
from dateline.run.inputs import count_inputs, make_report, read_inputs
from dateline.run.once import code, open_store
from dateline.run.pipeline import Done, Pipeline, Progress, RunSummary

__all__ = [
    "Done",
    "Pipeline",
    "Progress",
    "RunSummary",
    "attribute",
    "attribute_each",
    "code",
    "count_inputs",
    "make_exporter",
    "make_layout",
    "make_pipeline",
    "make_report",
    "open_store",
    "read_inputs",
    "relations_of",
]
