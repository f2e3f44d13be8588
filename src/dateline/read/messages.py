"""How messages show a value that came from outside."""

from __future__ import annotations

_LONGEST = 60


def quoted(value: object) -> str:
    """``value`` in quotation marks, as Python writes it, cut after 60 characters so that a message stays one line."""
    shown = value if not isinstance(value, str) or len(value) <= _LONGEST else value[: _LONGEST - 3] + "..."
    words = repr(shown)
    return words if len(words) <= 2 * _LONGEST else words[: 2 * _LONGEST - 3] + "..."
