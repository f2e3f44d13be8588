"""Schema version 0001: reports, codings with their evidence, failures; guards and views.

The tables are portable. Guards and views are written for each database apart (`_GUARDS`, `_VIEWS`).

The guards keep three promises whoever writes to the file, also with foreign keys switched off:

- A span holds the words that stand in its report at its place, counted in code points, as SQLite's ``substr`` counts.
- A claim has a span of its own report; a value that is words equals the words of that span.
- Rows are added and taken away, never changed. A report's text, and the words behind a value, cannot turn into others.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store.migrations.columns import each_told, first_told

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make everything."""
    _make_report_tables()
    _make_coding_tables()
    _make_claim_tables()
    _make_absence_tables()
    _make_failure_table()
    dialect = op.get_bind().dialect.name
    for statement in (*_GUARDS[dialect], *_VIEWS[dialect]):
        op.execute(statement)


def downgrade() -> None:
    """There is nothing before the first version."""
    raise NotImplementedError("schema version 0001 is the first; delete the file instead")


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer(), nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _integer(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _points(table: str, column: str, target: str, ondelete: str = "RESTRICT") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.number"], name=f"fk_{table}_{column}", ondelete=ondelete)


def _make_report_tables() -> None:
    op.create_table(
        "report",
        _number(),
        _text("id"),
        _text("text"),
        _text("text_hash"),
        _integer("body_start"),
        sa.Column("published", sa.Date()),
        _text("published_basis", nullable=True),
        _text("publisher", nullable=True),
        _text("language", nullable=True),
        _text("origin"),
        _integer("dateline_start", nullable=True),
        _integer("dateline_end", nullable=True),
        _integer("dateline_place_start", nullable=True),
        _text("dateline_place", nullable=True),
        sa.Column("dateline_day", sa.Date()),
        sa.PrimaryKeyConstraint("number", name="pk_report"),
        sa.UniqueConstraint("id", name="uq_report_id"),
        sa.CheckConstraint(
            "(published IS NULL) = (published_basis IS NULL)", name=op.f("ck_report_published_with_basis")
        ),
        sa.CheckConstraint("(dateline_start IS NULL) = (dateline_end IS NULL)", name=op.f("ck_report_dateline_whole")),
        sa.CheckConstraint(
            "(dateline_place IS NULL) = (dateline_place_start IS NULL)", name=op.f("ck_report_dateline_place_whole")
        ),
    )
    op.create_table(
        "span",
        _number(),
        _integer("report"),
        _integer("start_char"),
        _integer("end_char"),
        _text("quotation"),
        sa.PrimaryKeyConstraint("number", name="pk_span"),
        _points("span", "report", "report"),
        sa.UniqueConstraint("report", "start_char", "end_char", name="uq_span_report_start_char_end_char"),
        sa.CheckConstraint("0 <= start_char AND start_char < end_char", name=op.f("ck_span_offsets")),
    )


def _make_coding_tables() -> None:
    op.create_table(
        "maker",
        _number(),
        _text("id"),
        _text("component"),
        _text("version"),
        _text("settings"),
        sa.PrimaryKeyConstraint("number", name="pk_maker"),
        sa.UniqueConstraint("id", name="uq_maker_id"),
    )
    op.create_table(
        "coding",
        _number(),
        _integer("report"),
        _integer("maker"),
        sa.PrimaryKeyConstraint("number", name="pk_coding"),
        _points("coding", "report", "report"),
        _points("coding", "maker", "maker"),
        sa.UniqueConstraint("report", "maker", name="uq_coding_report_maker"),
    )
    op.create_index("ix_coding_maker", "coding", ["maker"])
    op.create_table(
        "record",
        _number(),
        _integer("coding"),
        _integer("position"),
        _text("id"),
        _text("type"),
        sa.PrimaryKeyConstraint("number", name="pk_record"),
        _points("record", "coding", "coding", "CASCADE"),
        sa.UniqueConstraint("coding", "position", name="uq_record_coding_position"),
        sa.UniqueConstraint("coding", "id", name="uq_record_coding_id"),
    )


def _make_claim_tables() -> None:
    op.create_table(
        "claim",
        _number(),
        _integer("record"),
        _integer("position"),
        _text("field"),
        _text("value"),
        _integer("span"),
        _text("stance", nullable=True),
        sa.Column("confidence", sa.Float()),
        _integer("maker"),
        sa.PrimaryKeyConstraint("number", name="pk_claim"),
        _points("claim", "record", "record", "CASCADE"),
        _points("claim", "span", "span"),
        _points("claim", "maker", "maker"),
        sa.UniqueConstraint("record", "position", name="uq_claim_record_position"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_claim_confidence")),
    )
    op.create_index("ix_claim_span", "claim", ["span"])
    op.create_table(
        "further_evidence",
        _integer("claim"),
        _integer("position"),
        _integer("span"),
        sa.PrimaryKeyConstraint("claim", "position", name="pk_further_evidence"),
        _points("further_evidence", "claim", "claim", "CASCADE"),
        _points("further_evidence", "span", "span"),
        sa.CheckConstraint("position > 1", name=op.f("ck_further_evidence_position")),
    )
    op.create_index("ix_further_evidence_span", "further_evidence", ["span"])
    op.create_table(
        "voice",
        _integer("claim"),
        _integer("position"),
        _text("kind"),
        _integer("source", nullable=True),
        _integer("cue", nullable=True),
        sa.PrimaryKeyConstraint("claim", "position", name="pk_voice"),
        _points("voice", "claim", "claim", "CASCADE"),
        _points("voice", "source", "span"),
        _points("voice", "cue", "span"),
        sa.CheckConstraint("source IS NOT NULL OR cue IS NOT NULL", name=op.f("ck_voice_words")),
    )
    op.create_index("ix_voice_source", "voice", ["source"])
    op.create_index("ix_voice_cue", "voice", ["cue"])


def _make_absence_tables() -> None:
    op.create_table(
        "absence",
        _integer("record"),
        _text("field"),
        _text("kind"),
        _text("reason", nullable=True),
        _integer("maker", nullable=True),
        sa.PrimaryKeyConstraint("record", "field", name="pk_absence"),
        _points("absence", "record", "record", "CASCADE"),
        _points("absence", "maker", "maker"),
    )
    op.create_table(
        "absence_evidence",
        _integer("record"),
        _text("field"),
        _integer("position"),
        _integer("span"),
        sa.PrimaryKeyConstraint("record", "field", "position", name="pk_absence_evidence"),
        sa.ForeignKeyConstraint(
            ["record", "field"],
            ["absence.record", "absence.field"],
            name="fk_absence_evidence_record",
            ondelete="CASCADE",
        ),
        _points("absence_evidence", "span", "span"),
    )
    op.create_index("ix_absence_evidence_span", "absence_evidence", ["span"])


def _make_failure_table() -> None:
    op.create_table(
        "failure",
        _number(),
        _text("id"),
        _text("origin"),
        _text("stage"),
        _text("report_id", nullable=True),
        _text("message"),
        _text("detail", nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_failure"),
        sa.UniqueConstraint("id", name="uq_failure_id"),
    )
    op.create_index("ix_failure_origin", "failure", ["origin"])
    op.create_index("ix_failure_report_id", "failure", ["report_id"])


# ---- SQLite ----


def _refusal(name: str, event: str, table: str, condition: str, message: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


_FROZEN = (
    *("report", "maker", "span", "coding", "record"),
    *("claim", "further_evidence", "voice", "absence", "absence_evidence"),
)

_REPORT_OF_RECORD = "(SELECT c.report FROM record r JOIN coding c ON c.number = r.coding WHERE r.number = {record})"
_REPORT_OF_CLAIM = (
    "(SELECT c.report FROM claim k JOIN record r ON r.number = k.record JOIN coding c ON c.number = r.coding"
    " WHERE k.number = NEW.claim)"
)
_SPAN_OF_REPORT = "EXISTS (SELECT 1 FROM span s WHERE s.number = {span} AND s.report = {report})"
_OTHER_REPORT = "the words given as evidence are not in the store, or are of another report"


def _is_elsewhere(span: str, report: str) -> str:
    return f"NOT {_SPAN_OF_REPORT.format(span=span, report=report)}"


_SQLITE_GUARDS = (
    f"PRAGMA application_id = {0x44544C4E}",
    *(
        _refusal(
            f"{table}_is_never_changed",
            "UPDATE",
            table,
            "1",
            f"a row of {table} is never changed; code the report again instead",
        )
        for table in _FROZEN
    ),
    # INSERT OR REPLACE would delete the old row without asking the other guards.
    _refusal(
        "report_is_never_replaced",
        "INSERT",
        "report",
        "EXISTS (SELECT 1 FROM report WHERE id = NEW.id OR number = NEW.number)",
        "a report with this id is kept already, and its text is frozen",
    ),
    _refusal(
        "span_is_never_replaced",
        "INSERT",
        "span",
        "EXISTS (SELECT 1 FROM span WHERE number = NEW.number"
        " OR (report = NEW.report AND start_char = NEW.start_char AND end_char = NEW.end_char))",
        "this span is kept already",
    ),
    # substr ends at a NUL, so that the words behind one could not be checked.
    _refusal(
        "report_text_is_keepable",
        "INSERT",
        "report",
        "typeof(NEW.text) <> 'text' OR trim(NEW.text) = '' OR instr(NEW.text, char(0)) > 0"
        " OR typeof(NEW.body_start) <> 'integer' OR NEW.body_start < 0"
        " OR (NEW.body_start > 0 AND substr(NEW.text, NEW.body_start, 1) <> char(10))",
        "the text of a report is characters, not empty, without NUL; body_start follows a line break",
    ),
    _refusal(
        "report_dateline_stands",
        "INSERT",
        "report",
        "(NEW.dateline_start IS NOT NULL AND NOT (0 <= NEW.dateline_start"
        " AND NEW.dateline_start < NEW.dateline_end AND NEW.dateline_end <= length(NEW.text)))"
        " OR (NEW.dateline_place IS NOT NULL AND NEW.dateline_place IS NOT"
        " substr(NEW.text, NEW.dateline_place_start + 1, length(NEW.dateline_place)))",
        "the dateline does not stand in the text of the report where its offsets say",
    ),
    _refusal(
        "span_words_stand",
        "INSERT",
        "span",
        "typeof(NEW.start_char) <> 'integer' OR typeof(NEW.end_char) <> 'integer'"
        " OR length(NEW.quotation) IS NOT NEW.end_char - NEW.start_char"
        " OR NEW.quotation IS NOT (SELECT substr(text, NEW.start_char + 1, NEW.end_char - NEW.start_char)"
        " FROM report WHERE number = NEW.report)",
        "the quotation of a span does not stand in the text of its report where its offsets say",
    ),
    _refusal(
        "claim_rests_on_its_words",
        "INSERT",
        "claim",
        _is_elsewhere("NEW.span", _REPORT_OF_RECORD.format(record="NEW.record")),
        _OTHER_REPORT,
    ),
    _refusal(
        "claim_value_is_its_words",
        "INSERT",
        "claim",
        "CASE WHEN NOT json_valid(NEW.value) THEN 1"
        " WHEN NEW.field IN ('mention', 'actor', 'recipient', 'object', 'means', 'place', 'time')"
        " THEN json_extract(NEW.value, '$.text') IS NOT (SELECT quotation FROM span WHERE number = NEW.span)"
        " WHEN NEW.field = 'type' THEN json_extract(NEW.value, '$') IS NOT"
        " (SELECT type FROM record WHERE number = NEW.record)"
        " WHEN NEW.field = 'responsibility' AND json_extract(NEW.value, '$.who') IS NOT NULL THEN NOT EXISTS"
        " (SELECT 1 FROM span s JOIN report r ON r.number = s.report WHERE s.number = NEW.span"
        " AND instr(r.text, json_extract(NEW.value, '$.who')) > 0)"
        " ELSE 0 END",
        "the value of a claim is not JSON, or differs from the words that it rests on",
    ),
    _refusal(
        "further_evidence_is_of_the_report",
        "INSERT",
        "further_evidence",
        _is_elsewhere("NEW.span", _REPORT_OF_CLAIM),
        _OTHER_REPORT,
    ),
    _refusal(
        "voice_is_of_the_report",
        "INSERT",
        "voice",
        f"(NEW.source IS NOT NULL AND {_is_elsewhere('NEW.source', _REPORT_OF_CLAIM)})"
        f" OR (NEW.cue IS NOT NULL AND {_is_elsewhere('NEW.cue', _REPORT_OF_CLAIM)})",
        _OTHER_REPORT,
    ),
    _refusal(
        "voice_has_a_stance",
        "INSERT",
        "voice",
        "(SELECT stance FROM claim WHERE number = NEW.claim) IS NULL",
        "a voice speaks for a claim without a stance",
    ),
    _refusal(
        "absence_evidence_is_of_the_report",
        "INSERT",
        "absence_evidence",
        _is_elsewhere("NEW.span", _REPORT_OF_RECORD.format(record="NEW.record")),
        _OTHER_REPORT,
    ),
)

_GUARDS = {"sqlite": _SQLITE_GUARDS}


_CASUALTIES = (
    "json_extract(c.value, '$.kind') || ' ' || coalesce(json_extract(c.value, '$.low'), '?') || '..'"
    " || coalesce(json_extract(c.value, '$.high'), '?') || ' (' || s.quotation || ')'"
)

_RECORD_COLUMNS = (
    ("mode", first_told("mode", "$.name")),
    ("triggers", each_told("mention", "s.quotation")),
    *((field, each_told(field, "s.quotation")) for field in ("actor", "recipient", "object", "means", "place")),
    ("country", first_told("country", "$.alpha3")),
    ("time", each_told("time", "s.quotation")),
    ("first_day", first_told("days", "$.first")),
    ("last_day", first_told("days", "$.last")),
    ("casualties", each_told("casualties", _CASUALTIES)),
    ("status", first_told("status", "$")),
    ("certainty", first_told("certainty", "$")),
    ("responsibility", first_told("responsibility", "$.stance")),
    ("responsible", first_told("responsibility", "$.who")),
    ("is_main", first_told("main", "$.is_main")),
)

_SQLITE_VIEWS = (
    "CREATE VIEW coding_in_force AS SELECT c.number, r.id AS report_id, m.component AS coder, m.version"
    " FROM coding c JOIN report r ON r.number = c.report JOIN maker m ON m.number = c.maker"
    " WHERE NOT EXISTS (SELECT 1 FROM coding later JOIN maker n ON n.number = later.maker"
    " WHERE later.report = c.report AND later.number > c.number AND n.component = m.component)",
    "CREATE VIEW records AS SELECT f.report_id, f.coder, e.position AS record, e.id AS record_id, e.type, "  # noqa: S608 - fixed names
    + ", ".join(f"{told} AS {name}" for name, told in _RECORD_COLUMNS)
    + " FROM record e JOIN coding_in_force f ON f.number = e.coding",
    "CREATE VIEW claims AS SELECT f.report_id, f.coder, e.position AS record, e.id AS record_id, c.field, c.value,"
    " s.quotation, s.start_char, s.end_char, source.quotation AS source, v.kind AS source_kind, cue.quotation AS cue,"
    " c.stance, c.confidence, m.component AS made_by FROM claim c JOIN record e ON e.number = c.record"
    " JOIN coding_in_force f ON f.number = e.coding JOIN span s ON s.number = c.span"
    " JOIN maker m ON m.number = c.maker LEFT JOIN voice v ON v.claim = c.number AND v.position = 1"
    " LEFT JOIN span source ON source.number = v.source LEFT JOIN span cue ON cue.number = v.cue",
)

_VIEWS = {"sqlite": _SQLITE_VIEWS}
