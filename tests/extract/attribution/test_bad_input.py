"""Texts that nobody would print: no crash, no invention, an empty source rather than a wrong one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.extract.attribution import Attribution, find_attributions
from dateline.model import ParsedReport, Report

Find = Callable[[str], tuple[ParsedReport, tuple[Attribution, ...]]]

PIECES = (
    *("police", "Police", "Mara Venn", "the ministry", "residents", "she", "nobody", "I", "who"),
    *("said", "SAID", "told", "denied", "quoted", "according to", "as saying", "citing", "reportedly", "confirmed"),
    *("that", "gunmen killed two guards", "the blast", "responsibility for", "claimed", "was not verified"),
    *("“", "”", "‘", "’", '"', "'", "«", "»", "„", "``", "''", "’’"),
    *(".", ",", ":", "?", "-", "—", "(", ")", "\n\n", "Q:", "A:", "VENN:"),
)


@pytest.fixture(scope="module")
def find(parser) -> Find:
    def _find(text: str) -> tuple[ParsedReport, tuple[Attribution, ...]]:
        parsed = next(parser.parse([Report("r-1", text, "test")]))
        assert isinstance(parsed, ParsedReport)
        return parsed, find_attributions(parsed)

    return _find


def sources(found: tuple[Attribution, ...]) -> list[str | None]:
    return [each.source.text if each.source else None for each in found]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
def test_every_relation_stands_in_the_text_whatever_the_text(find: Find, pieces: list[str]) -> None:
    report, found = find(f"Orvale {' '.join(pieces)}")
    for place, each in enumerate(found):
        for span in (each.source, each.source_words, each.cue):
            assert span is None or report.report.text[span.start : span.end] == span.text
        assert each.via is None or 0 <= each.via < len(found)
        assert each.via != place
        assert all(0 <= first < last <= len(report.tokens) for first, last in each.content)
        assert all(one[1] <= other[0] for one, other in zip(each.content, each.content[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“Never closed, said Mara Venn. Police came.", ["Mara Venn"]),
        ("Mara Venn said ‘they told me “run” and I ran’ on Friday.", ["Mara Venn"]),
        ('Police said "gunmen "opened" fire', ["Police"]),
        ("“He will go,’’ Mara Venn said. The road was open. “It is over,” a guard said.", ["Mara Venn", "a guard"]),
    ],
)
def test_marks_that_do_not_match(find: Find, text: str, speakers: list[str]) -> None:
    assert sources(find(text)[1]) == speakers


@pytest.mark.parametrize("before", [True, False])
def test_a_quotation_of_forty_paragraphs_has_one_speaker(find: Find, before: bool) -> None:
    paragraphs = [f"“This is part {number} of what I saw that night in the port." for number in range(40)]
    text = "\n\n".join(paragraphs) + "”"
    text = f"Mara Venn said: {text}" if before else text[:-2] + ",” said Mara Venn."
    report, found = find(text)
    (speaker,) = {each.source.text if each.source else None for each in found}
    assert speaker == "Mara Venn"
    parts = [token.index for token in report.tokens if token.text == "part"]
    assert len(parts) == 40
    assert all(any(each.covers(index) for each in found) for index in parts)


def test_questions_and_answers_name_nobody(find: Find) -> None:
    text = "Q: Who fired?\n\nA: The guards fired first, and two men died.\n\nQ: When?\n\nA: On Friday at dawn."
    assert not any(sources(find(text)[1]))


def test_turns_of_a_transcript_have_their_names(find: Find) -> None:
    text = "VENN: The guards fired first.\n\nKELLER: That is not so.\n\nVENN: It is."
    assert sources(find(text)[1]) == ["VENN", "KELLER", "VENN"]


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_quotations_alone_have_no_speaker(find: Find, gap: str) -> None:
    text = gap.join(["“They fired from the hill.”", "“Two men died there.”", "“We ran to the river.”"])
    assert not any(sources(find(text)[1]))


def test_capitals_throughout(find: Find) -> None:
    _, (found,) = find("POLICE SAID THAT GUNMEN HAD KILLED TWO GUARDS IN ORVALE ON FRIDAY.")
    assert sources((found,)) == ["POLICE"]


def test_a_source_that_is_never_named_is_empty(find: Find) -> None:
    _, found = find("It was said that two men had died. Reportedly they were miners. “They fired,” it was claimed.")
    assert found
    assert sources(found) == [None] * len(found)


def test_nobody_is_no_source(find: Find) -> None:
    _, found = find("No group has said that it fired the shells.")
    assert not any(sources(found))
    assert all(each.negated for each in found)
