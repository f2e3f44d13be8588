"""The three changes that are made to a text before it is frozen (see the room's own page), and no other."""

from __future__ import annotations

import re

_BREAK = re.compile(r"\r\n?")
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def clean_text(text: str) -> str:
    r"""``text`` with ``\n`` line breaks, no byte order mark in front, and U+FFFD for each NUL and lone surrogate."""
    return _UNKEEPABLE.sub("\ufffd", _BREAK.sub("\n", text.removeprefix("\ufeff")))


def clean_line(text: str) -> str:
    """The same for what must stay on one line, such as a title or an id: each line break becomes one space."""
    return clean_text(text).replace("\n", " ")
