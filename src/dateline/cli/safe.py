"""Untrusted text made harmless for a terminal.

A report, an id, a file name may hold escape sequences that move the cursor, change the title or the clipboard, and
marks that turn the direction of writing so that one thing reads as another. None of them reaches the screen.
"""

from __future__ import annotations

import json
import re
from typing import Any

_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor, screen
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"  # OSC, DCS and their kin
    r"|\x1b[ -/]*[0-~]"  # two-character escapes
)
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]")
_BREAK = re.compile(r"[\x0b\x0c\r\x85\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def printable(text: str) -> str:
    """``text`` without terminal control characters, escape sequences and marks of writing direction.

    Line feeds and tabs stay; every other line break becomes a blank; a lone surrogate, which no terminal can be sent,
    becomes U+FFFD.
    """
    return _SURROGATE.sub("\ufffd", _UNSAFE.sub("", _BREAK.sub(" ", _SEQUENCE.sub("", text))))


def one_line(text: str) -> str:
    """``text`` made `printable` and put on one line, white space as single blanks."""
    return " ".join(printable(" ".join(text.split())).split())


def to_json(data: Any) -> str:
    """``data`` as indented JSON. Characters that `printable` drops stand there as escapes, so that nothing is lost."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _SURROGATE.sub(_escaped, _UNSAFE.sub(_escaped, text))


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"
