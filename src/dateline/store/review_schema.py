"""The tables of reviewing: acts, glances for the queue, and accounts, as the newest migration leaves them.

What does not belong here: guards (`migrations`).
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, Float, ForeignKey, Index, Integer, Table, Text

from dateline.store.schema import metadata

act = Table(
    "act",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("report", ForeignKey("report.number", ondelete="RESTRICT"), nullable=False, index=True),
    Column("record", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("base", ForeignKey("maker.number", ondelete="RESTRICT"), nullable=False),
    Column("maker", ForeignKey("maker.number", ondelete="RESTRICT"), nullable=False),
    Column("made_at", Text, nullable=False),
    CheckConstraint("kind IN ('accept', 'reject', 'change')", name="kind"),
)
"""What a person did with a record. Rows are only added. ``told`` and ``before`` are JSON: claims by field; ``base`` is
the maker of the coding that was reviewed."""

act_end = Table(
    "act_end",
    metadata,
    Column("act", ForeignKey("act.number", ondelete="RESTRICT"), primary_key=True),
    Column("maker", ForeignKey("maker.number", ondelete="RESTRICT"), nullable=False),
    Column("ended_at", Text, nullable=False),
)
"""That an act was undone, and by whom. Undoing adds a row here and changes none."""

glance = Table(
    "glance",
    metadata,
    Column("record", ForeignKey("record.number", ondelete="CASCADE"), primary_key=True),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("country", Text),
    Column("first_day", Date),
    Column("killed", Integer),
    Column("certainty", Text),
    Column("source_kind", Text),
    Column("doubt", Float, nullable=False),
    Column("disputed", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Index("ix_glance_doubt", "doubt"),
    Index("ix_glance_killed", "killed"),
    Index("ix_glance_country", "country"),
    Index("ix_glance_type", "type"),
    Index("ix_glance_source_kind", "source_kind"),
)
"""What the queue shows of a record and orders it by; made with the record, so that no list has to read claims."""

account = Table(
    "account",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    CheckConstraint("role IN ('reader', 'coder', 'adjudicator', 'admin')", name="role"),
)
"""Who may use a review page that needs a login. ``password`` is an Argon2 hash."""
