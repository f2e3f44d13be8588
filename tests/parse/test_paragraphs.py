"""Where paragraphs begin, in the three layouts that texts come in."""

from __future__ import annotations

from dateline.parse.paragraphs import paragraph_starts


def paragraphs(text: str) -> list[str]:
    starts = paragraph_starts(text)
    return [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def test_a_blank_line_ends_a_paragraph() -> None:
    assert paragraphs("First.\n\nSecond.\n \t\nThird.") == ["First.", "Second.", "Third."]


def test_one_line_a_paragraph() -> None:
    text = "Gunmen raided a mine near Kolda.\nNobody was hurt.\nThe mine belongs to a firm from the capital."
    assert paragraphs(text) == text.split("\n")


WRAPPED = (
    "Rescue teams in the northern hills searched for a third day\n"
    "for four climbers who were lost when a slab of snow broke\n"
    "loose above the pass, the mountain guides of the valley\n"
    "told reporters.\n"
    "\n"
    "The search goes on at first light, if the wind allows it,\n"
    "and two helicopters stand ready.\n"
)


def test_the_line_breaks_of_hard_wrapped_text_end_no_paragraph() -> None:
    assert [p.split()[0] for p in paragraphs(WRAPPED)] == ["Rescue", "The"]


def test_lines_of_uneven_width_are_not_taken_for_wrapped() -> None:
    uneven = "A long line about the harbour and the ships that lay in it at dusk.\nShort one.\n" * 3
    assert len(paragraph_starts(uneven)) == 6


def test_a_break_at_the_end_begins_nothing() -> None:
    assert paragraph_starts("Only one.\n\n") == [0]


def test_a_text_without_breaks_is_one_paragraph() -> None:
    assert paragraph_starts("Only one.") == [0]
