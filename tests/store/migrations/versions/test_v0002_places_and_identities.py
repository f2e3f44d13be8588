"""What the second version adds: places and identities in the view, and an identity's words."""

from __future__ import annotations

import sqlite3

import pytest

from dateline.store import Store
from rich_report import rich_report


@pytest.fixture(autouse=True)
def kept(store: Store) -> None:
    """The rich report, kept."""
    rich = rich_report()
    with store.writer() as writer:
        writer.add_report(rich.report)
        writer.add_coding(rich.report, rich.coding)


def test_places_and_identities_are_columns(raw: sqlite3.Connection) -> None:
    columns = "recipient_identity, place_name, admin1, latitude, longitude, radius_km, place_precision, date_basis"
    told = raw.execute(f"SELECT {columns} FROM records").fetchone()
    assert told == ("three sailors (NOR CVL)", "Cape Lorn", "Finnmark", 70.5, 25.25, 20.0, "near", "relative")


def test_an_identity_of_other_words_is_refused(raw: sqlite3.Connection) -> None:
    (value,) = raw.execute("SELECT value FROM claim WHERE field = 'recipient_identity'").fetchone()
    other = value.replace("three sailors", "four sailors")
    with pytest.raises(sqlite3.IntegrityError, match="words of an identity differ"):
        raw.execute(
            "INSERT INTO claim (record, position, field, value, span, maker)"
            " SELECT record, 99, field, ?, span, maker FROM claim WHERE field = 'recipient_identity'",
            (other,),
        )
