"""The tables of decisions, incidents and what happened to them, as the newest migration leaves them.

The ledger is in `decision` and the two tables that hang on it; what stands in `outline`, `member` and their kin is made
from it by merging and may be made again; `incident`, `change` and `redirect` remember every id that was ever given.

Records are named by their ids, because a decision outlives the coding that it was made about. What does not belong
here: guards and views (`migrations`).
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, Float, ForeignKey, Integer, Table, Text, UniqueConstraint

from dateline.store.schema import metadata

decision = Table(
    "decision",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("first_record", Text, nullable=False, index=True),
    Column("second_record", Text, nullable=False, index=True),
    Column("verdict", Text, nullable=False),
    Column("score", Float),
    Column("maker", ForeignKey("maker.number", ondelete="RESTRICT"), nullable=False),
    Column("made_at", Text, nullable=False),
    CheckConstraint("first_record < second_record", name="pair"),
    CheckConstraint("verdict IN ('same', 'different', 'related', 'unsure')", name="verdict"),
    CheckConstraint("score BETWEEN 0 AND 1", name="score"),
)
"""What was decided about two records, named by their ids. Rows are only added. Times are UTC in ISO 8601."""

decision_reason = Table(
    "decision_reason",
    metadata,
    Column("decision", ForeignKey("decision.number", ondelete="RESTRICT"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("field", Text),
    Column("weight", Float, nullable=False),
    Column("words", Text, nullable=False),
)
"""Why it was decided so, the weightiest first."""

decision_end = Table(
    "decision_end",
    metadata,
    Column("decision", ForeignKey("decision.number", ondelete="RESTRICT"), primary_key=True),
    Column("maker", ForeignKey("maker.number", ondelete="RESTRICT"), nullable=False),
    Column("ended_at", Text, nullable=False),
    Column("words", Text, nullable=False),
)
"""That a decision was undone, by whom and why. Undoing adds a row here and changes none."""

merging = Table(
    "merging",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("maker", ForeignKey("maker.number", ondelete="RESTRICT"), nullable=False),
    Column("made_at", Text, nullable=False, index=True),
)
"""One merging that was kept."""

merged_record = Table(
    "merged_record",
    metadata,
    Column("id", Text, primary_key=True),
    Column("report", ForeignKey("report.number", ondelete="RESTRICT"), nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
)
"""A record that ever took part in a merging, and where its clearest mention stands."""

merged_report = Table(
    "merged_report",
    metadata,
    Column("report", ForeignKey("report.number", ondelete="RESTRICT"), primary_key=True),
    Column("coding", Integer, nullable=False),
    Column("maker", ForeignKey("maker.number", ondelete="RESTRICT"), nullable=False),
)
"""A report whose incidents are up to date: which coding took part, and who merged.

The row goes when the coding does and when a person decides about one of its records; the next merging takes the reports
that have none, or whose latest coding is another.
"""

block = Table(
    "block",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("record", ForeignKey("merged_record.id", ondelete="RESTRICT"), primary_key=True, index=True),
)
"""The blocks of a record that takes part: it is compared with those that share one. ``key`` is a hash of 63 bits."""

heir = Table(
    "heir",
    metadata,
    Column("record", ForeignKey("merged_record.id", ondelete="RESTRICT"), primary_key=True),
    Column("heir", ForeignKey("merged_record.id", ondelete="RESTRICT"), nullable=False, index=True),
    CheckConstraint("record <> heir", name="another"),
)
"""Which record of a later coding tells what a record told that no longer takes part."""

incident = Table(
    "incident",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("merging", ForeignKey("merging.number", ondelete="RESTRICT"), nullable=False),
)
"""Every id that was ever given to an incident, and the merging that gave it. Rows are only added."""

outline = Table(
    "outline",
    metadata,
    Column("incident", ForeignKey("incident.number", ondelete="RESTRICT"), primary_key=True),
    Column("grade", Text, nullable=False, index=True),
    Column("type", Text, nullable=False, index=True),
    Column("mode", Text),
    Column("first_day", Date, index=True),
    Column("last_day", Date, index=True),
    Column("place", Text),
    Column("country", Text, index=True),
    Column("status", Text),
    Column("killed", Text),
    Column("injured", Text),
    Column("content", Text, nullable=False),
)
"""An incident that stands, with what it shows at a glance; ``content`` is made from all that is kept of it."""

member = Table(
    "member",
    metadata,
    Column("record", ForeignKey("merged_record.id", ondelete="RESTRICT"), primary_key=True),
    Column("incident", ForeignKey("outline.incident", ondelete="RESTRICT"), nullable=False, index=True),
    Column("report", Text, nullable=False, index=True),
    Column("published", Date),
)
"""A record of an incident that stands. Each record is in one at most."""

origin = Table(
    "origin",
    metadata,
    Column("incident", ForeignKey("outline.incident", ondelete="CASCADE"), primary_key=True),
    Column("report", Text, primary_key=True),
    Column("position", Integer, nullable=False),
)
"""Which of an incident's reports tell it independently: those of one position are one origin."""

bond = Table(
    "bond",
    metadata,
    Column("incident", ForeignKey("outline.incident", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("earlier", Text, nullable=False),
    Column("later", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("words", Text, nullable=False),
)
"""Why two reports are one origin."""

link = Table(
    "link",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("later", ForeignKey("outline.incident", ondelete="CASCADE"), nullable=False, index=True),
    Column("earlier", ForeignKey("outline.incident", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    UniqueConstraint("later", "earlier", "kind"),
)
"""What one incident is to another."""

link_evidence = Table(
    "link_evidence",
    metadata,
    Column("link", ForeignKey("link.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("span", ForeignKey("span.number", ondelete="RESTRICT"), nullable=False, index=True),
)
"""The words that state a link."""

unmerged = Table(
    "unmerged",
    metadata,
    Column("record", ForeignKey("merged_record.id", ondelete="RESTRICT"), primary_key=True),
    Column("reason", Text, nullable=False),
)
"""A record that joins nothing on its own, and why."""

redirect = Table(
    "redirect",
    metadata,
    Column("incident", ForeignKey("incident.number", ondelete="RESTRICT"), primary_key=True),
    Column("record", ForeignKey("merged_record.id", ondelete="RESTRICT"), primary_key=True),
)
"""A record that an incident which stands no longer held last; where it is now, there the incident's id leads."""

change = Table(
    "change",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("merging", ForeignKey("merging.number", ondelete="RESTRICT"), nullable=False, index=True),
    Column("incident", ForeignKey("incident.number", ondelete="RESTRICT"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("field", Text),
    Column("before", Text),
    Column("after", Text),
)
"""What happened to an incident in one merging. Rows are only added."""

change_into = Table(
    "change_into",
    metadata,
    Column("change", ForeignKey("change.number", ondelete="RESTRICT"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("incident", ForeignKey("incident.number", ondelete="RESTRICT"), nullable=False),
)
"""The incidents into which one was split, merged or renamed."""

change_record = Table(
    "change_record",
    metadata,
    Column("change", ForeignKey("change.number", ondelete="RESTRICT"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("record", ForeignKey("merged_record.id", ondelete="RESTRICT"), nullable=False),
)
"""The records that joined or left an incident, or made it."""
