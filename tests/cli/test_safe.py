"""Untrusted text on a terminal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.cli.safe import one_line, printable, to_json

HOSTILE = [
    ("red \x1b[31mtext\x1b[0m", "red text"),
    ("title \x1b]0;owned\x07 set", "title  set"),
    ("link \x1b]8;;http://x.example\x1b\\here", "link here"),
    ("one-byte \x9b2J clear", "one-byte  clear"),
    ("one-byte \x9d0;owned\x9c title", "one-byte  title"),
    ("reset \x1bc", "reset "),
    ("an escape that never ends \x1b]0;", "an escape that never ends 0;"),
    ("bell \x07 back \b return \r nul \x00 del \x7f", "bell  back  return   nul  del "),
    ("reversed \u202etxt.exe\u202c", "reversed txt.exe"),
    ("isolated \u2066a\u2069 \u200f\u061c", "isolated a "),
    ("lone \udc80 half", "lone \ufffd half"),
]


@pytest.mark.parametrize(("text", "shown"), HOSTILE)
def test_what_acts_on_a_terminal_is_dropped(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_words_of_every_script_stay() -> None:
    text = "Kämpfe in Дамаск, دمشق, 北京, e\u0301 and 👩‍👩‍👧\n\tnext line"
    assert printable(text) == text


@given(st.text())
def test_nothing_that_acts_is_left_in_any_text(text: str) -> None:
    shown = printable(text)
    assert not [char for char in shown if (char < " " and char not in "\n\t") or "\x7f" <= char <= "\x9f"]
    assert printable(shown) == shown
    shown.encode("utf-8")


def test_one_line_is_one_line() -> None:
    assert one_line(" a\n b\u2028c\r\nd\x85e\x1b[2J ") == "a b c d e"


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=3))
def test_json_loses_nothing_and_acts_on_nothing(data: dict[str, str]) -> None:
    text = to_json(data)
    assert json.loads(text) == data
    assert printable(text) == text
