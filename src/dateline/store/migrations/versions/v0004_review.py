"""Schema version 0004: what people decide about records, what the queue shows of them, and who may.

The log of acts only grows: no act and no end is changed, taken away or replaced; undoing adds an end. A reviewed coding
takes the place of the machine's in the views, as it does wherever codings are read.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store.migrations.columns import first_told

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, fill the glances of the records that are there, add the guards, and make the view anew."""
    op.create_index("ix_record_id", "record", ["id"])
    _make_acts()
    _make_glances()
    op.create_table(
        "account",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "role", "password")),
        sa.PrimaryKeyConstraint("name", name="pk_account"),
        sa.CheckConstraint("role IN ('reader', 'coder', 'adjudicator', 'admin')", name=op.f("ck_account_role")),
    )
    for statement in _STATEMENTS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Acts would be lost."""
    raise NotImplementedError("schema version 0004 is not taken back: acts would be lost; keep a copy instead")


def _make_acts() -> None:
    op.create_table(
        "act",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("number", "report", "base", "maker")),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("id", "record", "kind", "told", "before", "because", "made_at")
        ),
        sa.PrimaryKeyConstraint("number", name="pk_act"),
        sa.UniqueConstraint("id", name="uq_act_id"),
        *(
            sa.ForeignKeyConstraint([column], [target], name=f"fk_act_{column}", ondelete="RESTRICT")
            for column, target in (("report", "report.number"), ("base", "maker.number"), ("maker", "maker.number"))
        ),
        sa.CheckConstraint("kind IN ('accept', 'reject', 'change')", name=op.f("ck_act_kind")),
    )
    for column in ("report", "record"):
        op.create_index(f"ix_act_{column}", "act", [column])
    op.create_table(
        "act_end",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("act", "maker")),
        sa.Column("ended_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("act", name="pk_act_end"),
        *(
            sa.ForeignKeyConstraint([column], [target], name=f"fk_act_end_{column}", ondelete="RESTRICT")
            for column, target in (("act", "act.number"), ("maker", "maker.number"))
        ),
    )


def _make_glances() -> None:
    op.create_table(
        "glance",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("record", "disputed")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("type", "words")),
        *(sa.Column(name, sa.Text()) for name in ("mode", "country", "certainty", "source_kind")),
        sa.Column("first_day", sa.Date()),
        sa.Column("killed", sa.Integer()),
        sa.Column("doubt", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("record", name="pk_glance"),
        sa.ForeignKeyConstraint(["record"], ["record.number"], name="fk_glance_record", ondelete="CASCADE"),
    )
    for column in ("doubt", "killed", "country", "type", "source_kind"):
        op.create_index(f"ix_glance_{column}", "glance", [column])


_TABLES = {"act": ("number", "id"), "act_end": ("act",)}


def _only_added(table: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    same = " OR ".join(f"{key} = NEW.{key}" for key in keys)
    kept = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - fixed names
    return tuple(
        f"CREATE TRIGGER {table}_is_never_{verb} BEFORE {event} ON {table} WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, 'a row of {table} is never {verb}; it is added and stays'); END"
        for verb, event, condition in (
            ("changed", "UPDATE", "1"),
            ("removed", "DELETE", "1"),
            ("replaced", "INSERT", kept),
        )
    )


_MOMENT = "NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:*+00:00'"
_SQLITE = (
    *(guard for table, keys in _TABLES.items() for guard in _only_added(table, keys)),
    *(
        f"CREATE TRIGGER {table}_has_its_time BEFORE INSERT ON {table} WHEN NEW.{column} {_MOMENT}"
        " BEGIN SELECT RAISE(ABORT, 'a time is UTC in ISO 8601'); END"
        for table, column in (("act", "made_at"), ("act_end", "ended_at"))
    ),
    "DROP VIEW coding_in_force",
    "CREATE VIEW coding_in_force AS SELECT c.number, r.id AS report_id, m.component AS coder, m.version"
    " FROM coding c JOIN report r ON r.number = c.report JOIN maker m ON m.number = c.maker"
    " WHERE NOT EXISTS (SELECT 1 FROM coding later JOIN maker n ON n.number = later.maker"
    " WHERE later.report = c.report AND later.number > c.number AND n.component IN (m.component, 'review'))",
    "INSERT INTO glance (record, type, mode, country, first_day, killed, certainty, source_kind, doubt,"  # noqa: S608 - fixed names
    " disputed, words)"
    f" SELECT e.number, e.type, {first_told('mode', '$.name')}, {first_told('country', '$.alpha3')},"
    f" {first_told('days', '$.first')},"
    " (SELECT max(json_extract(c.value, '$.low')) FROM claim c WHERE c.record = e.number AND c.field = 'casualties'"
    " AND json_extract(c.value, '$.kind') = 'killed'),"
    f" {first_told('certainty', '$')},"
    " (SELECT v.kind FROM claim c JOIN voice v ON v.claim = c.number AND v.position = 1 WHERE c.record = e.number"
    " AND c.field = 'type' ORDER BY c.position LIMIT 1),"
    " 1.0 - coalesce((SELECT min(c.confidence) FROM claim c WHERE c.record = e.number AND c.field = 'type'), 1.0),"
    f" coalesce({first_told('certainty', '$')} = 'disputed', 0) OR EXISTS (SELECT 1 FROM claim c WHERE"
    " c.record = e.number AND c.field = 'type' AND c.stance IN ('denies', 'doubts')),"
    " coalesce((SELECT group_concat(s.quotation, ' · ') FROM claim c JOIN span s ON s.number = c.span WHERE"
    " c.record = e.number AND c.field IN ('mention', 'actor', 'recipient', 'place') AND c.position ="
    " (SELECT min(d.position) FROM claim d WHERE d.record = e.number AND d.field = c.field)), '')"
    " FROM record e",
)

_STATEMENTS = {"sqlite": _SQLITE}
