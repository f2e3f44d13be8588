"""Quotations: stretches between quotation marks of any style, also when they run over paragraphs."""

from __future__ import annotations

import re

from dateline.model import Quotation

_LONGEST = 20_000
_PAIRS = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"', "'": "'", "``": ""}
_NESTING = frozenset("“«")
_OPENING = re.compile(r"``|[“„«‘]|(?<![\w\"'])[\"'](?=\S)")
_CLOSED_BY_TWO = frozenset({"“", '"', "``"})
_DOUBLED = frozenset({"’’", "''"})


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of ``text`` in order, marks included.

    A quotation that goes on in the next paragraph repeats its opening mark there and is closed once; it is then one
    quotation for each paragraph. A mark that is never closed within its paragraph opens nothing, unless the next
    paragraph repeats it; of two opening marks and one closing mark the second opens. An apostrophe is no closing mark:
    a single mark closes only before a non-letter. Two single marks close what a double mark opened.
    """
    found: list[Quotation] = []
    position = 0
    while match := _OPENING.search(text, position):
        start, mark = match.start(), match.group()
        end = _closing(text, start, mark)
        if end is None:
            position = start + 1
            continue
        found.append(Quotation(start, end))
        position = end
    return tuple(found)


def _closing(text: str, start: int, mark: str) -> int | None:
    paragraph_end = text.find("\n", start)
    paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
    limit = min(paragraph_end, start + _LONGEST)
    closers, depth = _PAIRS[mark], 1
    for at in range(start + len(mark), limit):
        if text[at] == mark and mark in _NESTING:
            depth += 1
        elif text[at] in closers and _closes(text, at):
            depth -= 1
            if not depth:
                return at + 1
        elif mark in _CLOSED_BY_TWO and text[at : at + 2] in _DOUBLED:
            depth -= 1
            if not depth:
                return at + 2
    following = re.match(r"\s*", text[paragraph_end:])
    resumes = paragraph_end + (following.end() if following else 0)
    if limit == paragraph_end and mark not in "'‘" and text[resumes : resumes + 1] == mark:
        return paragraph_end
    return None


def _closes(text: str, at: int) -> bool:
    if text[at] in "'’":
        return not text[at + 1 : at + 2].isalpha()
    return text[at] != '"' or not text[at + 1 : at + 2].isalnum()
