"""Attribution alone: who says what in a text, with those who pass it on."""

from __future__ import annotations

import pytest

from dateline.errors import ReportError
from dateline.model import AttributionRelation, SourceKind, Stance
from dateline.run import Pipeline, attribute, make_report, relations_of
from fake_parts import BareParser, WordCoder


def test_relations_are_spans_of_the_text_with_the_chain_of_sources(parse) -> None:
    text = "The ministry said on Friday that rebels had shelled the town, state television reported."
    inner, outer = relations_of(parse(text))
    assert [(each.source.text, each.cue.text) for each in inner.chain() if each.source and each.cue] == [
        ("The ministry", "said"),
        ("state television", "reported"),
    ]
    assert inner.outer == outer
    assert [span.text for span in inner.content] == ["that rebels had shelled the town"]
    assert (inner.kind, inner.stance, inner.is_negated) == (SourceKind.OFFICIAL, Stance.ASSERTS, False)


def test_a_quoted_speaker_stands_inside_the_one_who_quotes(parse) -> None:
    relations = relations_of(parse("The agency quoted the ministry as saying, citing residents, that two guards died."))
    chains = [[each.source.text for each in one.chain() if each.source] for one in relations]
    assert ["residents", "the ministry", "The agency"] in chains


def test_a_text_without_tokens_has_no_relation() -> None:
    pipeline = Pipeline(BareParser(), WordCoder())
    assert attribute("Police said so.", pipeline=pipeline) == ()
    assert attribute(make_report("Police said so."), pipeline=pipeline) == ()


def test_what_fails_is_raised_with_its_stage() -> None:
    def crash(report: object) -> None:
        raise RecursionError("too deep")

    with pytest.raises(ReportError, match="no text"):
        attribute("  ")
    failing = Pipeline(BareParser(crash=crash), WordCoder())
    with pytest.raises((ReportError, RecursionError), match="too deep"):
        attribute("Police said so.", pipeline=failing)


def test_a_relation_is_its_own_chain() -> None:
    alone = AttributionRelation(None, None, None, (), Stance.ASSERTS, SourceKind.UNKNOWN)
    assert list(alone.chain()) == [alone]
