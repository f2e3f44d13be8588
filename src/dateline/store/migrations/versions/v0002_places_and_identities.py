"""Schema version 0002: places and identities in the view of records, and the guard that an identity has its words."""

from __future__ import annotations

from alembic import op

from dateline.store.migrations.columns import each_told, first_told

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the view of records anew, and add the guard."""
    for statement in _STATEMENTS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Codings of this version hold values that the first one does not know."""
    raise NotImplementedError("schema version 0002 is not taken back; code the reports into a new file instead")


_CASUALTIES = (
    "json_extract(c.value, '$.kind') || ' ' || coalesce(json_extract(c.value, '$.low'), '?') || '..'"
    " || coalesce(json_extract(c.value, '$.high'), '?') || ' (' || s.quotation || ')'"
)
_WHO = (
    "coalesce(json_extract(c.value, '$.name'), s.quotation) || ' ('"
    " || coalesce(json_extract(c.value, '$.country'), '?')"
    " || ' ' || coalesce(json_extract(c.value, '$.sectors[0]'), '?') || ')'"
)
_RECORD_COLUMNS = (
    ("mode", first_told("mode", "$.name")),
    ("triggers", each_told("mention", "s.quotation")),
    ("actor", each_told("actor", "s.quotation")),
    ("actor_identity", each_told("actor_identity", _WHO)),
    ("recipient", each_told("recipient", "s.quotation")),
    ("recipient_identity", each_told("recipient_identity", _WHO)),
    ("object", each_told("object", "s.quotation")),
    ("means", each_told("means", "s.quotation")),
    ("place", each_told("place", "s.quotation")),
    ("place_name", first_told("location", "$.place.name")),
    ("admin1", first_told("location", "$.place.admin1")),
    ("latitude", first_told("location", "$.latitude")),
    ("longitude", first_told("location", "$.longitude")),
    ("radius_km", first_told("location", "$.radius_km")),
    ("place_precision", first_told("location", "$.precision")),
    ("geonames_id", first_told("location", "$.place.geonames_id")),
    ("country", first_told("country", "$.alpha3")),
    ("time", each_told("time", "s.quotation")),
    ("first_day", first_told("days", "$.first")),
    ("last_day", first_told("days", "$.last")),
    ("date_basis", first_told("days", "$.basis")),
    ("casualties", each_told("casualties", _CASUALTIES)),
    ("status", first_told("status", "$")),
    ("certainty", first_told("certainty", "$")),
    ("responsibility", first_told("responsibility", "$.stance")),
    ("responsible", first_told("responsibility", "$.who")),
    ("is_main", first_told("main", "$.is_main")),
)

_SQLITE = (
    "DROP VIEW records",
    "CREATE VIEW records AS SELECT f.report_id, f.coder, e.position AS record, e.id AS record_id, e.type, "  # noqa: S608 - fixed names
    + ", ".join(f"{told} AS {name}" for name, told in _RECORD_COLUMNS)
    + " FROM record e JOIN coding_in_force f ON f.number = e.coding",
    "CREATE TRIGGER identity_has_its_words BEFORE INSERT ON claim"
    " WHEN NEW.field IN ('actor_identity', 'recipient_identity') AND json_valid(NEW.value)"
    " AND json_extract(NEW.value, '$.words') IS NOT (SELECT quotation FROM span WHERE number = NEW.span)"
    " BEGIN SELECT RAISE(ABORT, 'the words of an identity differ from those that it rests on'); END",
)

_STATEMENTS = {"sqlite": _SQLITE}
