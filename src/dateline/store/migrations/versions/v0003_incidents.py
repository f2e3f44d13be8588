"""Schema version 0003: the ledger of decisions, incidents, and what happened to them.

The guards keep three promises whoever writes to the file:

- The ledger only grows: no decision, reason or end is changed, taken away or replaced; undoing adds an end.
- No id that was given to an incident is lost: one stops standing only when it is kept which records it held.
- What happened to an incident is kept as it was told.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, the guards and the views."""
    _make_ledger()
    _make_history()
    _make_standing()
    _make_links()
    dialect = op.get_bind().dialect.name
    for statement in (*_GUARDS[dialect], *_VIEWS[dialect]):
        op.execute(statement)


def downgrade() -> None:
    """Decisions would be lost."""
    raise NotImplementedError("schema version 0003 is not taken back: decisions would be lost; keep a copy instead")


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _points(table: str, column: str, target: str, ondelete: str = "RESTRICT") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}", ondelete=ondelete)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _make(table: str, *parts: SchemaItem, indexed: tuple[str, ...] = ()) -> None:
    op.create_table(table, *parts)
    for column in indexed:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _make_ledger() -> None:
    _make(
        "decision",
        *(_integer("number"), _text("id"), _text("first_record"), _text("second_record"), _text("verdict")),
        *(sa.Column("score", sa.Float()), _integer("maker"), _text("made_at"), _key("decision", "number")),
        sa.UniqueConstraint("id", name="uq_decision_id"),
        _points("decision", "maker", "maker.number"),
        _check("decision", "pair", "first_record < second_record"),
        _check("decision", "verdict", "verdict IN ('same', 'different', 'related', 'unsure')"),
        _check("decision", "score", "score BETWEEN 0 AND 1"),
        indexed=("first_record", "second_record"),
    )
    _make(
        "decision_reason",
        *(_integer("decision"), _integer("position"), _text("field", nullable=True)),
        *(sa.Column("weight", sa.Float(), nullable=False), _text("words")),
        _key("decision_reason", "decision", "position"),
        _points("decision_reason", "decision", "decision.number"),
    )
    _make(
        "decision_end",
        *(_integer("decision"), _integer("maker"), _text("ended_at"), _text("words"), _key("decision_end", "decision")),
        _points("decision_end", "decision", "decision.number"),
        _points("decision_end", "maker", "maker.number"),
    )


def _make_history() -> None:
    _make(
        "merging",
        *(_integer("number"), _integer("maker"), _text("made_at"), _key("merging", "number")),
        _points("merging", "maker", "maker.number"),
        indexed=("made_at",),
    )
    _make(
        "merged_record",
        *(_text("id"), _integer("report"), _text("type"), _integer("start_char"), _integer("end_char")),
        _key("merged_record", "id"),
        _points("merged_record", "report", "report.number"),
        indexed=("report",),
    )
    _make(
        "merged_report",
        *(_integer("report"), _integer("coding"), _integer("maker"), _key("merged_report", "report")),
        *(_points("merged_report", column, f"{column}.number") for column in ("report", "maker")),
    )
    _make(
        "block",
        *(_integer("key"), _text("record"), _key("block", "key", "record")),
        _points("block", "record", "merged_record.id"),
        indexed=("record",),
    )
    _make(
        "heir",
        *(_text("record"), _text("heir"), _key("heir", "record")),
        *(_points("heir", column, "merged_record.id") for column in ("record", "heir")),
        _check("heir", "another", "record <> heir"),
        indexed=("heir",),
    )
    _make(
        "incident",
        *(_integer("number"), _text("id"), _integer("merging"), _key("incident", "number")),
        sa.UniqueConstraint("id", name="uq_incident_id"),
        _points("incident", "merging", "merging.number"),
    )
    _make(
        "redirect",
        *(_integer("incident"), _text("record"), _key("redirect", "incident", "record")),
        *(_points("redirect", "incident", "incident.number"), _points("redirect", "record", "merged_record.id")),
    )
    _make(
        "change",
        *(_integer("number"), _integer("merging"), _integer("incident"), _text("kind")),
        *(_text(name, nullable=True) for name in ("field", "before", "after")),
        *(_key("change", "number"), _points("change", "merging", "merging.number")),
        _points("change", "incident", "incident.number"),
        indexed=("merging", "incident"),
    )
    for table, column, target in (("into", "incident", "incident.number"), ("record", "record", "merged_record.id")):
        named = f"change_{table}"
        pointing = _text(column) if column == "record" else _integer(column)
        _make(
            named,
            *(_integer("change"), _integer("position"), pointing, _key(named, "change", "position")),
            *(_points(named, "change", "change.number"), _points(named, column, target)),
        )


def _make_standing() -> None:
    _make(
        "outline",
        *(_integer("incident"), _text("grade"), _text("type"), _text("mode", nullable=True)),
        *(sa.Column("first_day", sa.Date()), sa.Column("last_day", sa.Date())),
        *(_text(name, nullable=True) for name in ("place", "country", "status", "killed", "injured")),
        *(_text("content"), _key("outline", "incident"), _points("outline", "incident", "incident.number")),
        indexed=("grade", "type", "first_day", "last_day", "country"),
    )
    _make(
        "member",
        *(_text("record"), _integer("incident"), _text("report"), sa.Column("published", sa.Date())),
        *(_key("member", "record"), _points("member", "record", "merged_record.id")),
        _points("member", "incident", "outline.incident"),
        indexed=("incident", "report"),
    )
    _make(
        "origin",
        *(_integer("incident"), _text("report"), _integer("position"), _key("origin", "incident", "report")),
        _points("origin", "incident", "outline.incident", "CASCADE"),
    )
    _make(
        "bond",
        *(_integer("incident"), _integer("position"), _text("earlier"), _text("later"), _text("kind"), _text("words")),
        *(_key("bond", "incident", "position"), _points("bond", "incident", "outline.incident", "CASCADE")),
    )
    _make(
        "unmerged",
        *(_text("record"), _text("reason"), _key("unmerged", "record")),
        _points("unmerged", "record", "merged_record.id"),
    )


def _make_links() -> None:
    _make(
        "link",
        *(_integer("number"), _integer("later"), _integer("earlier"), _text("kind"), _key("link", "number")),
        *(_points("link", column, "outline.incident", "CASCADE") for column in ("later", "earlier")),
        sa.UniqueConstraint("later", "earlier", "kind", name="uq_link_later_earlier_kind"),
        indexed=("later", "earlier"),
    )
    _make(
        "link_evidence",
        *(_integer("link"), _integer("position"), _integer("span"), _key("link_evidence", "link", "position")),
        *(_points("link_evidence", "link", "link.number", "CASCADE"), _points("link_evidence", "span", "span.number")),
        indexed=("span",),
    )


# ---- SQLite ----


def _refusal(name: str, event: str, table: str, condition: str, message: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


_KEYS = {
    "decision": ("number", "id"),
    "decision_reason": ("decision, position",),
    "decision_end": ("decision",),
    "merging": ("number",),
    "incident": ("number", "id"),
    "change": ("number",),
    "change_into": ("change, position",),
    "change_record": ("change, position",),
    "merged_record": ("id",),
}
"""Tables whose rows are only added, and what makes a row of each the only one."""

_MADE_AGAIN = ("block", "heir", "redirect", "member", "origin", "bond", "unmerged", "link", "link_evidence")


def _is_kept(table: str, keys: tuple[str, ...]) -> str:
    """Whether a new row would take the place of one that is there, which INSERT OR REPLACE does without asking."""
    same = (" AND ".join(f"{column} = NEW.{column}" for column in key.split(", ")) for key in keys)
    return f"EXISTS (SELECT 1 FROM {table} WHERE {' OR '.join(same)})"  # noqa: S608 - fixed names


def _only_added(table: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    told = f"a row of {table} is never {{}}; it is added and stays"
    return (
        _refusal(f"{table}_is_never_changed", "UPDATE", table, "1", told.format("changed")),
        _refusal(f"{table}_is_never_removed", "DELETE", table, "1", told.format("removed")),
        _refusal(f"{table}_is_never_replaced", "INSERT", table, _is_kept(table, keys), told.format("replaced")),
    )


def _is_no_moment(column: str) -> str:
    return f"NEW.{column} NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:*+00:00'"


_OF_A_PERSON = "(SELECT component FROM maker WHERE number = NEW.maker) LIKE 'person:%'"

_SQLITE_GUARDS = (
    *(guard for table, keys in _KEYS.items() for guard in _only_added(table, keys)),
    *(
        _refusal(f"{table}_is_never_changed", "UPDATE", table, "1", f"a row of {table} is never changed; merge again")
        for table in _MADE_AGAIN
    ),
    *(
        _refusal(f"{table}_has_its_time", "INSERT", table, _is_no_moment(column), "a time is UTC in ISO 8601")
        for table, column in (("decision", "made_at"), ("decision_end", "ended_at"), ("merging", "made_at"))
    ),
    _refusal(
        "decision_has_its_score",
        "INSERT",
        "decision",
        f"(NEW.score IS NULL) <> ({_OF_A_PERSON})",
        "a decision of a machine has a score, and one of a person has none",
    ),
    _refusal(
        "decision_ends_after_it_was_made",
        "INSERT",
        "decision_end",
        "NEW.ended_at < (SELECT made_at FROM decision WHERE number = NEW.decision)",
        "a decision ends after it was made",
    ),
    _refusal(
        "incident_leaves_a_redirect",
        "DELETE",
        "outline",
        "NOT EXISTS (SELECT 1 FROM redirect WHERE incident = OLD.incident)",
        "an incident goes only when it is kept which records it held",
    ),
    _refusal(
        "redirect_stays",
        "DELETE",
        "redirect",
        "NOT EXISTS (SELECT 1 FROM outline WHERE incident = OLD.incident)",
        "a redirect goes only when its incident stands again",
    ),
    _refusal(
        "link_evidence_is_of_the_later",
        "INSERT",
        "link_evidence",
        "NOT EXISTS (SELECT 1 FROM link l JOIN member m ON m.incident = l.later JOIN report r ON r.id = m.report"
        " JOIN span s ON s.report = r.number WHERE l.number = NEW.link AND s.number = NEW.span)",
        "the words of a link stand in a report of the later incident",
    ),
)

_GUARDS = {"sqlite": _SQLITE_GUARDS}

_SQLITE_VIEWS = (
    "CREATE VIEW incidents AS SELECT i.id AS incident_id, o.grade, o.type, o.mode, o.first_day, o.last_day, o.place,"
    " o.country, o.status, o.killed, o.injured,"
    " (SELECT count(*) FROM member m WHERE m.incident = i.number) AS records,"
    " (SELECT count(*) FROM origin g WHERE g.incident = i.number) AS reports,"
    " (SELECT count(DISTINCT g.position) FROM origin g WHERE g.incident = i.number) AS independent_origins"
    " FROM outline o JOIN incident i ON i.number = o.incident",
    "CREATE VIEW ledger AS SELECT d.id AS decision_id, d.first_record, d.second_record, d.verdict, d.score,"
    " m.component AS made_by, d.made_at,"
    " (SELECT group_concat(words, ' | ') FROM (SELECT words FROM decision_reason r WHERE r.decision = d.number"
    " ORDER BY r.position)) AS reasons, e.ended_at, n.component AS ended_by, e.words AS ended_because"
    " FROM decision d JOIN maker m ON m.number = d.maker LEFT JOIN decision_end e ON e.decision = d.number"
    " LEFT JOIN maker n ON n.number = e.maker",
)

_VIEWS = {"sqlite": _SQLITE_VIEWS}
