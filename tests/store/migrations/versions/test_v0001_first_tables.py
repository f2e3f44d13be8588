"""The database itself refuses unproven evidence, whoever writes; and what a person sees who opens the file."""

from __future__ import annotations

import sqlite3

import pytest

from dateline.model import Coding, EventType, Report
from dateline.store import Store
from factories import coding, record, report

pytestmark = pytest.mark.usefixtures("filled")

_TEXT = "e\u0301 😀🏳️‍🌈 gunmen killed two 👩‍👩‍👧 in Ndjaména"


@pytest.fixture
def emoji(filled: Store) -> Report:
    """A report whose offsets differ in bytes, UTF-16 units, graphemes and code points; it is number 2."""
    made = Report("emoji-1", _TEXT, "test")
    with filled.writer() as writer:
        writer.add_report(made)
    return made


def _insert_span(raw: sqlite3.Connection, start: object, end: object, quotation: object, report: int = 2) -> None:
    raw.execute(
        "INSERT INTO span (report, start_char, end_char, quotation) VALUES (?, ?, ?, ?)",
        (report, start, end, quotation),
    )


def test_offsets_are_code_points(raw: sqlite3.Connection, emoji: Report) -> None:
    for start in range(len(_TEXT)):
        for end in range(start + 1, len(_TEXT) + 1):
            _insert_span(raw, start, end, _TEXT[start:end])
    for words in ("gunmen", "killed two 👩‍👩‍👧", "Ndjaména", "\u0301 😀"):
        start = _TEXT.index(words)
        for shift in (-1, 1):
            with pytest.raises(sqlite3.IntegrityError, match="does not stand in the text"):
                _insert_span(raw, start + shift, start + shift + len(words), words)


@pytest.mark.parametrize(
    ("start", "end", "quotation"),
    [
        (0, 2, "e"),
        (0, 1, "e\u0301"),
        (0, 2, "é"),
        (0, 1, "E"),
        (0, 1, b"e"),
        (0, 0, ""),
        (-1, 0, "a"),
        (-3, -1, "én"),
        (2, 1, ""),
        (len(_TEXT), len(_TEXT) + 1, ""),
        (len(_TEXT) - 1, len(_TEXT) + 1, "a"),
        (0.5, 1.5, "e"),
        ("zero", 1, "e"),
        (0, 1, None),
        (None, 1, "e"),
    ],
)
def test_a_span_without_its_words_is_refused(
    raw: sqlite3.Connection, emoji: Report, start: object, end: object, quotation: object
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        _insert_span(raw, start, end, quotation)


def test_a_span_of_no_report_is_refused(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="does not stand"):
        _insert_span(raw, 0, 1, "e", report=99)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE report SET text = replace(text, 'Gunmen', 'Armies')",
        "UPDATE report SET text_hash = 'x'",
        "UPDATE report SET id = 'other'",
        "UPDATE report SET publisher = 'Other'",
        "UPDATE span SET quotation = 'Armies' WHERE quotation = 'Gunmen'",
        "UPDATE span SET start_char = start_char + 1, end_char = end_char + 1",
        "UPDATE claim SET span = span + 1 WHERE position = 1",
        "UPDATE claim SET span = NULL",
        "UPDATE claim SET value = '{\"text\": \"Armies\"}' WHERE field = 'actor'",
        "UPDATE voice SET source = NULL",
        "UPDATE further_evidence SET span = 1",
        "UPDATE absence SET kind = 'not_told'",
        "UPDATE absence_evidence SET span = 1",
        "UPDATE record SET coding = 2",
        "UPDATE coding SET report = 2",
        "UPDATE maker SET component = 'person:nobody'",
    ],
)
def test_rows_are_never_changed(raw: sqlite3.Connection, change: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="is never changed"):
        raw.execute(change)


@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"])
def test_a_report_is_never_replaced(raw: sqlite3.Connection, verb: str) -> None:
    columns = "number, id, text, text_hash, body_start, origin"
    for key in ("number, id", "number, 'new-id'", "NULL, id"):
        with pytest.raises(sqlite3.IntegrityError, match="is kept already"):
            raw.execute(f"{verb} INTO report ({columns}) SELECT {key}, 'Other words.', 'x', 0, 'y' FROM report")


def test_a_span_is_never_replaced(raw: sqlite3.Connection) -> None:
    number, report_number = raw.execute("SELECT number, report FROM span WHERE quotation = 'Gunmen'").fetchone()
    start = raw.execute("SELECT instr(text, 'fled') - 1 FROM report").fetchone()[0]
    with pytest.raises(sqlite3.IntegrityError, match="is kept already"):
        raw.execute(
            "INSERT OR REPLACE INTO span VALUES (?, ?, ?, ?, 'fled')", (number, report_number, start, start + 4)
        )


def _insert_claim(raw: sqlite3.Connection, field: str, value: object, quotation: str | None) -> None:
    raw.execute(
        "INSERT INTO claim (record, position, field, value, span, maker)"
        " VALUES (1, 99, ?, ?, (SELECT number FROM span WHERE quotation = ?), 1)",
        (field, value, quotation),
    )


def test_a_claim_without_words_is_impossible(raw: sqlite3.Connection) -> None:
    for quotation in (None, "words that are no span"):
        with pytest.raises(sqlite3.IntegrityError):
            _insert_claim(raw, "status", '"occurred"', quotation)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("actor", '{"text": "Armies"}'),
        ("actor", '{"text": "gunmen"}'),
        ("mention", '{"text": "Gunmen "}'),
        ("place", "{}"),
        ("time", '"Gunmen"'),
        ("means", '{"text": null}'),
        ("type", '"AID"'),
        ("responsibility", '{"stance": "claimed", "who": "The Blue Column"}'),
        ("status", "occurred"),
        ("status", ""),
    ],
)
def test_a_value_that_differs_from_its_words_is_refused(raw: sqlite3.Connection, field: str, value: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="differs from the words"):
        _insert_claim(raw, field, value, "Gunmen")


def test_a_value_that_is_its_words_is_taken(raw: sqlite3.Connection) -> None:
    _insert_claim(raw, "recipient", '{"text": "Gunmen"}', "Gunmen")


def test_words_of_another_report_are_refused(raw: sqlite3.Connection, emoji: Report) -> None:
    start = _TEXT.index("gunmen")
    _insert_span(raw, start, start + 6, "gunmen")
    (number,) = raw.execute("SELECT number FROM span WHERE report = 2").fetchone()
    with pytest.raises(sqlite3.IntegrityError, match="of another report"):
        _insert_claim(raw, "actor", '{"text": "gunmen"}', "gunmen")
    for statement in (
        "INSERT INTO further_evidence VALUES (1, 2, ?)",
        "INSERT INTO voice SELECT number, 9, 'official', ?, NULL FROM claim WHERE stance IS NOT NULL LIMIT 1",
        "INSERT INTO voice SELECT number, 9, 'official', NULL, ? FROM claim WHERE stance IS NOT NULL LIMIT 1",
        "INSERT INTO absence_evidence VALUES (1, 'means', 1, ?)",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="of another report"):
            raw.execute(statement, (number,))


def test_a_voice_needs_words_and_a_stance(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="ck_voice_words"):
        raw.execute("INSERT INTO voice SELECT number, 9, 'official', NULL, NULL FROM claim WHERE stance IS NOT NULL")
    with pytest.raises(sqlite3.IntegrityError, match="without a stance"):
        raw.execute("INSERT INTO voice SELECT number, 1, 'official', span, NULL FROM claim WHERE stance IS NULL")


@pytest.mark.parametrize(
    ("text", "body_start", "place"),
    [
        ("", 0, None),
        ("  ", 0, None),
        (b"bytes", 0, None),
        ("a\x00b", 0, None),
        ("Title\nBody", 5, None),
        ("Title\nBody", -1, None),
        ("Title\nBody", 99, None),
        ("SELIMBA — Gunmen fled.", 0, (0, 9, 1, "SELIMBA")),
        ("SELIMBA — Gunmen fled.", 0, (0, 99, 0, "SELIMBA")),
        ("SELIMBA — Gunmen fled.", 0, (0, None, None, None)),
        ("SELIMBA — Gunmen fled.", 0, (0, 9, None, "SELIMBA")),
    ],
)
def test_a_report_that_cannot_be_checked_is_refused(
    raw: sqlite3.Connection, text: object, body_start: int, place: tuple[object, ...] | None
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(
            "INSERT INTO report (id, text, text_hash, body_start, origin, dateline_start, dateline_end,"
            " dateline_place_start, dateline_place) VALUES ('r9', ?, 'x', ?, 'y', ?, ?, ?, ?)",
            (text, body_start, *(place or (None,) * 4)),
        )


@pytest.mark.parametrize("confidence", [-0.1, 1.1, "sure"])
def test_a_confidence_is_within_its_bounds(raw: sqlite3.Connection, confidence: object) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="ck_claim_confidence"):
        raw.execute(
            "INSERT INTO claim (record, position, field, value, span, confidence, maker)"
            " SELECT record, 99, field, value, span, ?, maker FROM claim WHERE field = 'status'",
            (confidence,),
        )


@pytest.mark.parametrize("table", ["report", "span", "maker"])
def test_what_others_rest_on_is_not_taken_away(raw: sqlite3.Connection, table: str) -> None:
    raw.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        raw.execute(f"DELETE FROM {table}")


def test_a_coding_goes_with_everything_in_it(raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("DELETE FROM coding")
    for table in ("record", "claim", "further_evidence", "voice", "absence", "absence_evidence"):
        assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def _rows(raw: sqlite3.Connection, query: str) -> list[dict[str, object]]:
    cursor = raw.execute(query)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def test_records_are_one_row_each(raw: sqlite3.Connection, rich: tuple[Report, Coding]) -> None:
    killing, arrest = _rows(raw, "SELECT * FROM records ORDER BY record")
    assert killing == {
        "report_id": "lake-1",
        "coder": "test-maker",
        "record": 1,
        "record_id": rich[1].records[0].id,
        "type": "ASSAULT",
        "mode": "firearms",
        "triggers": "killed | attack",
        "actor": "Gunmen",
        "actor_identity": None,
        "recipient": None,
        "recipient_identity": None,
        "object": None,
        "means": None,
        "place": "Café Ouadé",
        "place_name": None,
        "admin1": None,
        "latitude": None,
        "longitude": None,
        "radius_km": None,
        "place_precision": None,
        "geonames_id": None,
        "country": "TCD",
        "time": "Friday",
        "first_day": "2024-03-15",
        "last_day": "2024-03-15",
        "date_basis": "relative",
        "casualties": "killed 12..? (at least twelve)",
        "status": "occurred",
        "certainty": "attributed",
        "responsibility": "claimed",
        "responsible": "The Red Column",
        "is_main": 1,
    }
    assert (arrest["type"], arrest["status"], arrest["country"], arrest["is_main"]) == ("COERCE", "denied", None, None)


def test_claims_are_one_row_each_with_words_and_voice(raw: sqlite3.Connection, rich: tuple[Report, Coding]) -> None:
    rows = _rows(raw, "SELECT * FROM claims")
    assert len(rows) == sum(len(made.claims) for made in rich[1].records)
    (actor,) = [row for row in rows if row["field"] == "actor"]
    told = ("quotation", "source", "source_kind", "cue", "stance", "confidence", "made_by")
    assert [actor[name] for name in told] == [
        *("Gunmen", "medics", "local_authority_or_medic", "told", "confirms", 1.0, "test-maker"),
    ]
    assert all(rich[0].text[row["start_char"] : row["end_char"]] == row["quotation"] for row in rows)  # type: ignore[misc]


def test_a_superseded_coding_is_not_among_the_records(filled: Store, raw: sqlite3.Connection) -> None:
    made, (killed,) = report("Gunmen [[killed]] two.", id="r2")
    found = record(EventType.ASSAULT, killed)
    first = coding(made, found)
    newer = type(first.maker)(first.maker.component, "2", first.maker.settings)
    with filled.writer() as writer:
        writer.add_coding(made, first)
        writer.add_coding(made, coding(made, maker=newer))
    assert _rows(raw, "SELECT * FROM records WHERE report_id = 'r2'") == []
    assert _rows(raw, "SELECT coder, version FROM coding_in_force WHERE report_id = 'r2'") == [
        {"coder": "test-maker", "version": "2"}
    ]
