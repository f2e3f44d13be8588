"""Coding one text from Python, without a store."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.errors import ReportError
from dateline.model import Field, PublishedBasis, Report
from dateline.run import Pipeline, code, make_report
from fake_parts import BareParser, WordCoder

PIPELINE = Pipeline(BareParser(), WordCoder())


def test_a_text_gives_its_records() -> None:
    coding = code("Gunmen killed two guards at a depot.", pipeline=PIPELINE)
    assert [record.words(Field.MENTION) for record in coding.records] == [["killed"]]
    assert coding.maker == PIPELINE.maker


def test_a_report_is_coded_as_it_is() -> None:
    report = make_report("Gunmen killed two guards at a depot.", published=date(2024, 5, 3), id="mine")
    assert code(report, pipeline=PIPELINE).report_id == "mine"
    assert (report.published, report.published_basis) == (date(2024, 5, 3), PublishedBasis.GIVEN)


def test_the_day_of_a_text_is_that_of_its_dateline_and_never_today() -> None:
    dated = make_report("RABAT, May 3, 2024 (Agency) - Gunmen killed two guards at a depot.")
    assert dated.published == date(2024, 5, 3)
    assert make_report("Gunmen killed two guards at a depot.").published is None


def test_a_title_stands_on_the_first_line() -> None:
    report = make_report("Gunmen killed two guards.", title="Depot attacked")
    assert report.text == "Depot attacked\nGunmen killed two guards."
    assert report.title == "Depot attacked"


def test_a_report_carries_its_own_day() -> None:
    with pytest.raises(ValueError, match="carries its own day"):
        code(Report("r1", "Gunmen killed two.", "test"), published=date(2024, 5, 3), pipeline=PIPELINE)


def test_what_fails_is_raised_with_its_stage() -> None:
    def crash(report: Report) -> None:
        raise RecursionError("too deep")

    with pytest.raises(ReportError, match="too deep") as caught:
        code("Gunmen killed two.", pipeline=Pipeline(BareParser(crash=crash), WordCoder()))
    assert caught.value.stage == "parse"


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(ReportError, match="no text"):
        code("  \n ", pipeline=PIPELINE)
