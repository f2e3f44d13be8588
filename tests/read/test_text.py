from datetime import date

import pytest

from dateline.errors import ConfigError
from dateline.model import Failure, PublishedBasis, Report, report_id
from dateline.read import ReadOptions, read_bytes

BODY = "Gunmen killed two people in the market of Tarfaya on Friday, police said."


def read(data, **options):
    (outcome,) = read_bytes(data if isinstance(data, bytes) else data.encode(), "a.txt", ReadOptions(**options))
    return outcome


def test_the_text_stays_as_it_is():
    text = f"  {BODY}\t\n\n\u2028“Zoë”\u00a0said. 🙂\n"
    outcome = read(text)
    assert outcome == Report(report_id(text), text, "a.txt", language="en")


def test_line_breaks_and_the_mark_are_evened_out():
    assert (
        read(b"\xef\xbb\xbf" + b"One came.\r\nTwo went.\rThree stayed.").text == "One came.\nTwo went.\nThree stayed."
    )


def test_what_the_caller_says_goes_first():
    outcome = read(f"RABAT, 3 May 2025 (Foo) — {BODY}", published=date(2025, 5, 4), publisher="The Foo", language="fr")
    assert (outcome.published, outcome.published_basis) == (date(2025, 5, 4), PublishedBasis.GIVEN)
    assert (outcome.publisher, outcome.language) == ("The Foo", "fr")
    assert outcome.dateline.day == date(2025, 5, 3)


def test_the_day_comes_from_the_dateline():
    outcome = read(f"RABAT, 3 May 2025 (Foo) — {BODY}")
    assert (outcome.published, outcome.published_basis) == (date(2025, 5, 3), PublishedBasis.DATELINE)


def test_no_day_is_no_fault_and_stays_unknown():
    outcome = read(f"RABAT, May 3 (Foo) — {BODY}")
    assert (outcome.published, outcome.published_basis) == (None, None)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Blast hits market\n\n{BODY}", "Blast hits market"),
        (f"Blast hits market\nRABAT, May 3 (Foo) — {BODY}", "Blast hits market"),
        (f"Blast hits market\n{BODY}", None),
        (f"{BODY}\n\nThe market stays closed.", None),
        (f"RABAT — {BODY}\n\nThe market stays closed.", None),
        ("Blast hits market\n\n", None),
        (f"\nBlast hits market\n\n{BODY}", None),
        (f"{'word ' * 60}\n\n{BODY}", None),
    ],
)
def test_the_title_is_a_first_line_that_stands_apart(text, title):
    outcome = read(text)
    assert outcome.title == title
    assert outcome.text == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "there is no text"),
        (b"\xef\xbb\xbf", "there is no text"),
        (b"a\0b", "byte 0x00 at offset 1"),
    ],
)
def test_a_file_without_text_is_a_failure(data, message):
    outcome = read(data)
    assert isinstance(outcome, Failure)
    assert (outcome.origin, outcome.stage) == ("a.txt", "read")
    assert message in outcome.message


def test_a_text_that_is_too_long_is_refused_with_both_numbers():
    outcome = read("word " * 30, max_characters=149)
    assert isinstance(outcome, Failure)
    assert "150 characters; at most 149" in outcome.message
    assert isinstance(read("word " * 30, max_characters=150), Report)


def test_options_are_checked():
    with pytest.raises(ConfigError, match="'english'"):
        ReadOptions(language="english")
    with pytest.raises(ConfigError, match="publisher"):
        ReadOptions(publisher=" ")
    with pytest.raises(ConfigError, match="max_characters"):
        ReadOptions(max_characters=0)
