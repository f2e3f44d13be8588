"""What is counted, and what is not."""

from __future__ import annotations

from dataclasses import replace

from dateline.model import Coding, Failure, Maker, Report
from dateline.store import Counts, Store


def test_an_empty_store(store: Store) -> None:
    assert store.counts() == Counts(0, 0, 0, 0, 0, 0, 0, {})


def test_everything_is_counted(filled: Store, rich: tuple[Report, Coding]) -> None:
    _, coded = rich
    with filled.writer() as writer:
        writer.add_report(Report("r2", "All is calm.", "a.txt"))
        writer.add_failure(Failure("b.txt", "read", "the file is empty"))
    claims = sum(len(record.claims) for record in coded.records)
    spans = len({span for record in coded.records for span in record.spans()})
    assert filled.counts() == Counts(2, 1, 0, 2, claims, spans, 1, {"ASSAULT": 1, "COERCE": 1})


def test_records_of_a_superseded_coding_do_not_count(filled: Store, rich: tuple[Report, Coding]) -> None:
    made, coded = rich
    newer = Maker(coded.maker.component, "2", coded.maker.settings)
    with filled.writer() as writer:
        writer.add_coding(made, replace(coded, maker=newer, records=coded.records[1:]))
    counts = filled.counts()
    assert (counts.codings, counts.superseded_codings) == (1, 1)
    assert (counts.records, counts.records_by_type) == (1, {"COERCE": 1})


def test_records_of_two_coders_both_count(filled: Store, rich: tuple[Report, Coding]) -> None:
    made, coded = rich
    with filled.writer() as writer:
        writer.add_coding(made, replace(coded, maker=Maker("person:amina", "1", "")))
    assert (filled.counts().codings, filled.counts().records) == (2, 4)
