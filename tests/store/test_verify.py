"""Tampering behind the guards' back is found."""

from __future__ import annotations

import sqlite3
from collections import Counter

import pytest

from dateline.model import Coding, EventType, Report
from dateline.store import ProblemKind, Store
from factories import coding, record, report


def _kinds(store: Store) -> list[ProblemKind]:
    """The kinds of problem, without that the guards are gone, which every test here begins with."""
    return [problem.kind for problem in store.verify() if problem.kind is not ProblemKind.GUARDS_MISSING]


def test_a_sound_store_has_no_problems(filled: Store) -> None:
    assert list(filled.verify()) == []


def test_guards_that_were_taken_out_are_named_in_one_line(filled: Store, raw: sqlite3.Connection) -> None:
    raw.execute("DROP TRIGGER span_words_stand")
    raw.execute("DROP TRIGGER report_is_never_changed")
    (problem,) = filled.verify()
    assert (problem.kind, problem.report_id) == (ProblemKind.GUARDS_MISSING, None)
    assert str(problem).startswith("the store: guards against unproven evidence were taken out")
    assert "report_is_never_changed, span_words_stand" in str(problem)


def test_a_changed_quotation_is_found(filled: Store, unguarded: sqlite3.Connection) -> None:
    unguarded.execute("UPDATE span SET quotation = 'Women!' WHERE quotation = 'Gunmen'")
    (problem,) = [found for found in filled.verify() if found.kind is not ProblemKind.GUARDS_MISSING]
    assert (problem.kind, problem.report_id) == (ProblemKind.WORDS_DIFFER, "lake-1")
    assert "holds 'Women!', but 'Gunmen' stands there" in str(problem)
    assert str(problem).startswith("report 'lake-1': span ")


@pytest.mark.parametrize(
    "change",
    [
        "start_char = start_char + 1, end_char = end_char + 1",
        "end_char = 9999",
        "start_char = -7, end_char = -1",
        "start_char = 'x'",
    ],
)
def test_moved_offsets_are_found(filled: Store, unguarded: sqlite3.Connection, change: str) -> None:
    unguarded.execute("PRAGMA ignore_check_constraints = ON")
    unguarded.execute(f"UPDATE span SET {change} WHERE quotation = 'Gunmen'")
    assert _kinds(filled) == [ProblemKind.WORDS_DIFFER]


def test_a_changed_text_is_found_by_its_hash_and_by_its_words(filled: Store, unguarded: sqlite3.Connection) -> None:
    unguarded.execute("UPDATE report SET text = replace(text, 'Gunmen', 'Armies')")
    assert _kinds(filled) == [ProblemKind.TEXT_CHANGED, ProblemKind.WORDS_DIFFER]


def test_a_changed_text_is_found_where_no_span_rests(filled: Store, unguarded: sqlite3.Connection) -> None:
    unguarded.execute("UPDATE report SET text = replace(text, 'fled', 'wept')")
    assert _kinds(filled) == [ProblemKind.TEXT_CHANGED]


def test_a_changed_text_with_its_hash_mended_is_found_by_its_words(
    filled: Store, unguarded: sqlite3.Connection, rich: tuple[Report, Coding]
) -> None:
    changed = Report("x", rich[0].text.replace("Gunmen", "Armies"), "test")
    unguarded.execute("UPDATE report SET text = ?, text_hash = ?", (changed.text, changed.text_hash))
    assert _kinds(filled) == [ProblemKind.WORDS_DIFFER]


def test_a_text_that_is_no_text_is_found_and_the_other_reports_are_checked(
    filled: Store, unguarded: sqlite3.Connection
) -> None:
    made, (killed,) = report("Gunmen [[killed]] two.", id="r2")
    with filled.writer() as writer:
        writer.add_coding(made, coding(made, record(EventType.ASSAULT, killed)))
    unguarded.execute("UPDATE report SET text = CAST(x'ff41' AS TEXT) WHERE id = 'lake-1'")
    unguarded.execute("UPDATE span SET quotation = 'KILLED' WHERE report = 2")
    assert _kinds(filled) == [ProblemKind.DAMAGED, ProblemKind.WORDS_DIFFER]
    unguarded.execute("UPDATE report SET text = CAST(text AS BLOB) WHERE id = 'lake-1'")
    assert _kinds(filled)[0] is ProblemKind.TEXT_CHANGED


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE claim SET value = '{\"text\": \"Women!\"}' WHERE field = 'actor'",
        "UPDATE claim SET value = '{' WHERE field = 'days'",
        "UPDATE claim SET field = 'colour' WHERE field = 'place'",
        "UPDATE claim SET stance = NULL WHERE field = 'actor'",
        "UPDATE record SET type = 'AID' WHERE position = 1",
        "UPDATE record SET id = 'e-0' WHERE position = 1",
        "UPDATE absence SET kind = 'zero' WHERE field = 'means'",
        "DELETE FROM absence_evidence",
        "DELETE FROM claim WHERE field = 'mention'",
        "UPDATE report SET dateline_place = 'SELIMBO'",
        "UPDATE report SET published = 'soon'",
        "UPDATE report SET published_basis = 'guess'",
    ],
)
def test_rows_that_make_no_valid_object_are_found(filled: Store, unguarded: sqlite3.Connection, change: str) -> None:
    unguarded.execute(change)
    assert ProblemKind.DAMAGED in _kinds(filled)


def test_a_claim_that_lost_its_words_is_found(filled: Store, unguarded: sqlite3.Connection) -> None:
    unguarded.execute("DELETE FROM span WHERE quotation = 'Gunmen'")
    assert Counter(_kinds(filled)) == {ProblemKind.BROKEN_REFERENCE: 1, ProblemKind.DAMAGED: 1}


def test_words_of_another_report_are_found(filled: Store, unguarded: sqlite3.Connection) -> None:
    made, (killed,) = report("Gunmen [[killed]] two.", id="r2")
    with filled.writer() as writer:
        writer.add_coding(made, coding(made, record(EventType.ASSAULT, killed)))
    unguarded.execute("UPDATE claim SET span = (SELECT number FROM span WHERE report = 2) WHERE field = 'status'")
    assert _kinds(filled) == [ProblemKind.DAMAGED]
