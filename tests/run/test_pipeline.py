"""The order of stages: what is kept, what is left as it is, and how each stage may go wrong."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import EvidenceError, PluginError, ReportError, StoreError
from dateline.model import Coding, Failure, Maker, ParsedReport, Report, Span, settings_hash
from dateline.run import Done, Pipeline, RunSummary
from dateline.store import Store, Writer
from fake_parts import BareParser, WordCoder


def _report(number: int, text: str = "Gunmen killed two guards.") -> Report:
    return Report(f"r{number}", f"{text} {number}", f"news.jsonl, line {number}")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "events.db") as opened:
        yield opened


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Python's own handling of Ctrl-C, also where the tests were started in the background and ignore it."""
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, usual)


def test_every_outcome_is_kept_and_counted(store: Store) -> None:
    unread = Failure("b.txt", "read", "the file is empty")
    seen: list[Done] = []
    summary = Pipeline(BareParser(), WordCoder()).code(
        [_report(1), unread, _report(2, "All is calm.")], store, seen.append
    )
    assert summary == RunSummary(reports=2, coded=2, unchanged=0, records=1, failures=1, interrupted=False)
    assert [report.id for report in store.reports()] == ["r1", "r2"]
    assert [len(coding.records) for _, coding in store.codings()] == [1, 0]
    assert list(store.failures()) == [unread]
    assert [(done.origin, done.failure) for done in seen] == [
        ("news.jsonl, line 1", None),
        ("b.txt", unread),
        ("news.jsonl, line 2", None),
    ]


def test_the_same_input_again_changes_nothing_and_parses_nothing(store: Store) -> None:
    Pipeline(BareParser(), WordCoder()).code([_report(1)], store)
    before = store.counts()
    parser = BareParser()
    summary = Pipeline(parser, WordCoder()).code([_report(1), _report(2)], store)
    assert (summary.coded, summary.unchanged) == (1, 1)
    assert parser.read == ["r2"]
    Pipeline(BareParser(), WordCoder()).code([_report(1), _report(2)], store)
    assert store.counts().codings == before.codings + 1


@pytest.mark.parametrize(
    "changed",
    [
        Pipeline(BareParser(version="2"), WordCoder()),
        Pipeline(BareParser(), WordCoder(version="2")),
    ],
    ids=["parser", "coder"],
)
def test_another_part_is_another_coder_and_both_codings_stay(store: Store, changed: Pipeline) -> None:
    usual = Pipeline(BareParser(), WordCoder())
    usual.code([_report(1)], store)
    summary = changed.code([_report(1)], store)
    assert summary.coded == 1
    assert usual.maker != changed.maker
    for pipeline in (usual, changed):
        kept = store.coding("r1", pipeline.maker)
        assert kept is not None
        assert kept == pipeline.code_report(_report(1))


def test_going_back_to_earlier_parts_puts_their_coding_in_force_again(store: Store) -> None:
    usual = Pipeline(BareParser(), WordCoder())
    usual.code([_report(1)], store)
    Pipeline(BareParser(), WordCoder(version="2")).code([_report(1)], store)
    again = BareParser()
    summary = Pipeline(again, WordCoder()).code([_report(1)], store)
    assert (summary.coded, summary.unchanged, again.read) == (0, 1, [])
    assert [coding.maker for _, coding in store.codings()] == [usual.maker]


@pytest.mark.parametrize(
    "error",
    [
        ReportError("the database refuses it", origin="news.jsonl, line 1", stage="store", report_id="r1"),
        EvidenceError("report 'r1' reads 'shot' at 7:13, not 'killed'"),
    ],
    ids=["report", "evidence"],
)
def test_a_coding_that_the_store_refuses_is_a_failure_and_the_next_report_goes_on(
    store: Store, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    keep = Writer.add_coding

    def refusing(writer: Writer, report: Report, coding: Coding) -> bool:
        if report.id == "r1":
            raise error
        return keep(writer, report, coding)

    monkeypatch.setattr(Writer, "add_coding", refusing)
    summary = Pipeline(BareParser(), WordCoder()).code([_report(1), _report(2)], store)
    assert (summary.coded, summary.failures) == (1, 1)
    (failure,) = store.failures()
    assert (failure.origin, failure.stage, failure.report_id) == ("news.jsonl, line 1", "store", "r1")
    assert str(error) in failure.message


def test_resolvers_run_in_order_and_count_into_the_maker(store: Store) -> None:
    called: list[str] = []

    class Noting:
        def __init__(self, name: str) -> None:
            self.maker = Maker(name, "1", settings_hash({}))

        def resolve(self, report: ParsedReport, coding: Coding) -> Coding:
            called.append(self.maker.component)
            return coding

    pipeline = Pipeline(BareParser(), WordCoder(), (Noting("dates"), Noting("countries")))
    pipeline.code([_report(1)], store)
    assert called == ["dates", "countries"]
    assert pipeline.maker != Pipeline(BareParser(), WordCoder()).maker
    assert pipeline.maker.component == "word-coder"


def _crash_on_r2(report: Report) -> None:
    if report.id == "r2":
        raise RecursionError("too deep")


def test_a_crash_is_a_failure_of_its_report_with_the_traceback(store: Store) -> None:
    reports = [_report(1), _report(2), _report(3)]
    summary = Pipeline(BareParser(crash=_crash_on_r2), WordCoder()).code(reports, store)
    assert (summary.coded, summary.failures) == (2, 1)
    (failure,) = store.failures()
    assert (failure.origin, failure.stage, failure.report_id) == ("news.jsonl, line 2", "parse", "r2")
    assert "RecursionError: too deep" in failure.message
    assert "_crash_on_r2" in str(failure.detail)


def test_a_report_that_failed_is_tried_again_and_its_failure_goes(store: Store) -> None:
    Pipeline(BareParser(crash=_crash_on_r2), WordCoder()).code([_report(2)], store)
    summary = Pipeline(BareParser(), WordCoder()).code([_report(2)], store)
    assert (summary.coded, summary.failures) == (1, 0)
    assert list(store.failures()) == []


def test_an_error_of_the_whole_run_is_no_failure_of_a_report(store: Store) -> None:
    def missing(report: Report) -> None:
        raise PluginError("no spaCy pipeline 'xx'")

    with pytest.raises(PluginError, match="'xx'"):
        Pipeline(BareParser(crash=missing), WordCoder()).code([_report(1)], store)
    assert list(store.failures()) == []


def test_a_report_error_keeps_its_stage(store: Store) -> None:
    def refuse(report: Report) -> None:
        raise ReportError("the text is a table", origin=report.origin, stage="parse")

    Pipeline(BareParser(crash=refuse), WordCoder()).code([_report(1)], store)
    assert list(store.failures()) == [Failure("news.jsonl, line 1", "parse", "the text is a table", "r1")]


class _Giving:
    """A coder that gives what it was made with."""

    maker = Maker("giving", "1", settings_hash({}))

    def __init__(self, *codings: Coding) -> None:
        self.codings = codings

    def extract(self, reports: object) -> Iterator[Coding | Failure]:
        yield from self.codings


def _coding_of(text: str) -> Coding:
    outcome = Pipeline(BareParser(), WordCoder()).code_report(Report("r1", text, "test"))
    assert isinstance(outcome, Coding)
    return outcome


@pytest.mark.parametrize("count", [0, 2])
def test_a_part_that_gives_none_or_two_outcomes_is_a_failure(count: int) -> None:
    coder = _Giving(*[_coding_of("Gunmen killed two.")] * count)
    outcome = Pipeline(BareParser(), coder).code_report(Report("r1", "Gunmen killed two.", "test"))
    assert isinstance(outcome, Failure)
    assert f"'giving' gave {count} outcomes" in outcome.message


def test_words_that_do_not_stand_in_the_text_are_never_kept(store: Store) -> None:
    elsewhere = _coding_of("Gunmen killed two.")
    report = Report("r1", "Police arrested two.", "test")
    Pipeline(BareParser(), _Giving(elsewhere)).code([report], store)
    (failure,) = store.failures()
    assert failure.stage == "resolve"
    assert "'killed'" in failure.message
    assert store.coding("r1") is None


def test_two_records_of_one_happening_are_a_failure_and_no_crash_of_the_store(store: Store) -> None:
    coding = _coding_of("Gunmen killed two.")
    doubled = Coding("r1", coding.maker, coding.records * 2)
    summary = Pipeline(BareParser(), _Giving(doubled)).code([Report("r1", "Gunmen killed two.", "test")], store)
    assert summary.failures == 1


def test_an_id_that_is_taken_by_another_text_is_a_failure(store: Store) -> None:
    pipeline = Pipeline(BareParser(), WordCoder())
    pipeline.code([Report("r1", "Gunmen killed two.", "a.jsonl, line 1")], store)
    summary = pipeline.code([Report("r1", "Police arrested two.", "b.jsonl, line 7")], store)
    assert (summary.reports, summary.failures, summary.unchanged) == (1, 1, 0)
    (failure,) = store.failures()
    assert (failure.origin, failure.stage) == ("b.jsonl, line 7", "store")
    kept = store.report("r1")
    assert kept is not None
    assert kept.text == "Gunmen killed two."


def test_a_source_that_crashes_is_a_failure_and_what_came_before_is_kept(store: Store) -> None:
    def crashing() -> Iterator[Report]:
        yield _report(1)
        raise RuntimeError("the feed is broken")

    summary = Pipeline(BareParser(), WordCoder()).code(crashing(), store)
    assert (summary.coded, summary.failures) == (1, 1)
    (failure,) = store.failures()
    assert failure.origin == "what comes after news.jsonl, line 1"


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_finishes_the_report_at_hand_and_stops(store: Store) -> None:
    def press(report: Report) -> None:
        if report.id == "r2":
            os.kill(os.getpid(), signal.SIGINT)

    parser = BareParser(crash=press)
    summary = Pipeline(parser, WordCoder()).code([_report(number) for number in range(1, 6)], store)
    assert summary == RunSummary(reports=2, coded=2, unchanged=0, records=2, failures=0, interrupted=True)
    assert [report.id for report, _ in store.codings()] == ["r1", "r2"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    again = Pipeline(BareParser(), WordCoder()).code([_report(number) for number in range(1, 6)], store)
    assert (again.coded, again.unchanged, again.interrupted) == (3, 2, False)


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_twice_stops_in_the_middle_of_a_report(store: Store) -> None:
    def press_twice(report: Report) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        raise AssertionError("the second Ctrl-C did not stop the report")

    summary = Pipeline(BareParser(crash=press_twice), WordCoder()).code([_report(1)], store)
    assert summary.interrupted
    assert list(store.codings()) == []


def test_ctrl_c_between_reports_stops_at_once(store: Store) -> None:
    def stopping() -> Iterator[Report]:
        yield _report(1)
        raise KeyboardInterrupt

    summary = Pipeline(BareParser(), WordCoder()).code(stopping(), store)
    assert (summary.coded, summary.interrupted) == (1, True)


def test_a_store_that_cannot_be_written_stops_the_run(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> bool:
        raise StoreError("the disk is full")

    with store.writer() as writer:
        monkeypatch.setattr(type(writer), "add_coding", full)
    with pytest.raises(StoreError, match="the disk is full"):
        Pipeline(BareParser(), WordCoder()).code([_report(1), _report(2)], store)


def test_a_span_is_the_report_s_own() -> None:
    outcome = _coding_of("Gunmen killed two.")
    assert list(outcome.records[0].spans()) == [Span("r1", 7, 13, "killed")] * 2
