"""The store: reports, codings, decisions, incidents and acts in one SQLite file that refuses unproven evidence.

`Store` opens a file and reads from it, `Writer` adds to it. Tables stand in `schema`, the way from version to version
in `migrations`, everything that is SQLite's own in `sqlite`, so that another database can join beside it.

What does not belong here: making or changing values, and choosing among them; the store gives back what it was given.
"""

from dateline.store.counts import Counts
from dateline.store.merged import Merged, MergedRecord, MergingCounts, State
from dateline.store.queue import Order, QueueFilter, QueueItem, QueueState
from dateline.store.store import Store
from dateline.store.verify import Problem, ProblemKind
from dateline.store.writer import Writer

__all__ = [
    "Counts",
    "Merged",
    "MergedRecord",
    "MergingCounts",
    "Order",
    "Problem",
    "ProblemKind",
    "QueueFilter",
    "QueueItem",
    "QueueState",
    "State",
    "Store",
    "Writer",
]
