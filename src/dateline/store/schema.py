"""The tables, as the newest migration leaves them. A test compares the two.

Each row has a ``number``, its place in this file; an ``id`` is made from content and is the same in every file. Columns
that are named for a table (``claim.span``) hold a number of that table. ``position`` counts from 1.

What does not belong here: guards and views (`migrations`), and what is SQLite's alone (`sqlite`).
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

report = Table(
    "report",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("text_hash", Text, nullable=False),
    Column("body_start", Integer, nullable=False),
    Column("published", Date),
    Column("published_basis", Text),
    Column("publisher", Text),
    Column("language", Text),
    Column("origin", Text, nullable=False),
    Column("dateline_start", Integer),
    Column("dateline_end", Integer),
    Column("dateline_place_start", Integer),
    Column("dateline_place", Text),
    Column("dateline_day", Date),
    CheckConstraint("(published IS NULL) = (published_basis IS NULL)", name="published_with_basis"),
    CheckConstraint("(dateline_start IS NULL) = (dateline_end IS NULL)", name="dateline_whole"),
    CheckConstraint("(dateline_place IS NULL) = (dateline_place_start IS NULL)", name="dateline_place_whole"),
)
"""One published text, frozen. Numbers rise in the order of insertion."""

maker = Table(
    "maker",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("component", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("settings", Text, nullable=False),
)
"""Who made a value: a part with version and hash of its settings, or a person."""

span = Table(
    "span",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("report.number", ondelete="RESTRICT"), nullable=False),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Column("quotation", Text, nullable=False),
    UniqueConstraint("report", "start_char", "end_char"),
    CheckConstraint("0 <= start_char AND start_char < end_char", name="offsets"),
)
"""Words of one report with their place: offsets in Unicode code points, the end exclusive. Each stretch stands once."""

coding = Table(
    "coding",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("report.number", ondelete="RESTRICT"), nullable=False),
    Column("maker", ForeignKey("maker.number", ondelete="RESTRICT"), nullable=False, index=True),
    UniqueConstraint("report", "maker"),
)
"""The fact that one coder read one report, also where it found nothing. A later coding has a higher number."""

record = Table(
    "record",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("coding", ForeignKey("coding.number", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("id", Text, nullable=False, index=True),
    Column("type", Text, nullable=False),
    UniqueConstraint("coding", "position"),
    UniqueConstraint("coding", "id"),
)
"""One happening as one report tells it, in one coding. ``id`` is `EventRecord.id`; two coders may make the same."""

claim = Table(
    "claim",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("record", ForeignKey("record.number", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("span", ForeignKey("span.number", ondelete="RESTRICT"), nullable=False, index=True),
    Column("stance", Text),
    Column("confidence", Float),
    Column("maker", ForeignKey("maker.number", ondelete="RESTRICT"), nullable=False),
    UniqueConstraint("record", "position"),
    CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
)
"""One value of one field. ``value`` is JSON (`dateline.model.codec`); ``span`` its first words, never missing."""

further_evidence = Table(
    "further_evidence",
    metadata,
    Column("claim", ForeignKey("claim.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("span", ForeignKey("span.number", ondelete="RESTRICT"), nullable=False, index=True),
    CheckConstraint("position > 1", name="position"),
)
"""A claim's evidence after the first, from position 2 on; the first is ``claim.span``."""

voice = Table(
    "voice",
    metadata,
    Column("claim", ForeignKey("claim.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("source", ForeignKey("span.number", ondelete="RESTRICT"), index=True),
    Column("cue", ForeignKey("span.number", ondelete="RESTRICT"), index=True),
    CheckConstraint("source IS NOT NULL OR cue IS NOT NULL", name="words"),
)
"""Who vouches for a claim or disputes it: position 1 is the innermost, the next one passes it on, and so on."""

absence = Table(
    "absence",
    metadata,
    Column("record", ForeignKey("record.number", ondelete="CASCADE"), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("reason", Text),
    Column("maker", ForeignKey("maker.number", ondelete="RESTRICT")),
)
"""A field without a claim, and which kind of empty it is."""

absence_evidence = Table(
    "absence_evidence",
    metadata,
    Column("record", Integer, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("span", ForeignKey("span.number", ondelete="RESTRICT"), nullable=False, index=True),
    ForeignKeyConstraint(["record", "field"], ["absence.record", "absence.field"], ondelete="CASCADE"),
)
"""The words that are told but could not be resolved."""

failure = Table(
    "failure",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("origin", Text, nullable=False, index=True),
    Column("stage", Text, nullable=False),
    Column("report_id", Text, index=True),
    Column("message", Text, nullable=False),
    Column("detail", Text),
)
"""A report that did not get through a stage. ``report_id`` may name a report that the store does not hold."""
