"""Where paragraphs begin, in texts with blank lines, with one line a paragraph, and with hard-wrapped lines."""

from __future__ import annotations

import re
from statistics import median

_WRAPPED_LINE = range(30, 101)


def paragraph_starts(text: str) -> list[int]:
    """Offsets at which the paragraphs of ``text`` begin, the first included; blank paragraphs are left out.

    A blank line always ends a paragraph. A single line break does so unless the text is hard-wrapped: most of its
    lines, the last of each block left out, are of one width between 30 and 100 characters.
    """
    break_at = r"\n\s*\n\s*" if _is_wrapped(text) else r"\n\s*"
    starts = [0] + [match.end() for match in re.finditer(break_at, text)]
    return [start for start in starts if start < len(text)]


def _is_wrapped(text: str) -> bool:
    lines = [line for block in re.split(r"\n\s*\n", text) for line in block.split("\n")[:-1] if line.strip()]
    if len(lines) < 3:
        return False
    widths = [len(line.rstrip()) for line in lines]
    middle = median(widths)
    near = sum(abs(width - middle) <= 15 for width in widths)
    return int(middle) in _WRAPPED_LINE and near >= 0.8 * len(widths)
