"""Small inputs built by hand, for the tests of every room.

Each maker gives a valid object of `dateline.model` from as few words as the test is about. What does not belong here:
assertions, and data that only one test needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dateline.model import (
    Absence,
    Claim,
    Coding,
    EventRecord,
    EventType,
    Field,
    Maker,
    Name,
    ParsedReport,
    Report,
    Sentence,
    SourceKind,
    Span,
    Stance,
    Token,
    Value,
    Voice,
    Words,
    settings_hash,
)
from dateline.parse import find_quotations

MAKER = Maker("test-maker", "1", settings_hash({}))
"""The maker of every value that a factory makes, unless the test names another."""

REPORT_ID = "report-1"

_MARK = re.compile(r"\[\[|\]\]")
_NO_SPACE_BEFORE = re.compile(r"[.,;:!?%)\]”’…]|'s?$|’s$|n't$")
_NO_SPACE_AFTER = frozenset("([“‘$")


def report(marked: str, *, title: str | None = None, **facts: Any) -> tuple[Report, tuple[Span, ...]]:
    """A report and the spans marked in it.

    ``report("On Friday [[gunmen]] killed [[two [[farmers]]]].")`` gives the text without marks and three spans in the
    order in which they open. Marks may stand in the title, too. Other facts of a `Report` are given by name; the id is
    ``REPORT_ID`` and the origin ``test`` unless told.
    """
    whole = f"{title}\n{marked}" if title is not None else marked
    text, offsets = _without_marks(whole)
    body_start = len(_without_marks(title)[0]) + 1 if title is not None else 0
    usual: dict[str, Any] = {"id": REPORT_ID, "origin": "test", "text": text, "body_start": body_start}
    made = Report(**usual | facts)
    return made, tuple(made.span(start, end) for start, end in offsets)


def _without_marks(marked: str) -> tuple[str, list[tuple[int, int]]]:
    text, last = "", 0
    opened: list[int] = []
    offsets: list[tuple[int, int]] = []
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if mark.group() == "[[":
            opened.append(len(offsets))
            offsets.append((len(text), -1))
        else:
            number = opened.pop()
            offsets[number] = (offsets[number][0], len(text))
    assert not opened, f"a mark is not closed in {marked!r}"
    return text + marked[last:], offsets


@dataclass(frozen=True)
class _Row:
    """One line of a token table."""

    word: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str


def parsed(table: str, *, has_title: bool = False, **facts: Any) -> ParsedReport:
    """A parsed report built by hand from a table of its tokens.

    One token a line: ``word lemma pos dep head [entity]``. A blank line ends a sentence, a line ``---`` a paragraph.

    - lemma: ``-`` stands for the word in lower case.
    - pos: universal part of speech, with the Penn tag after a slash where it matters (``VERB/VBD``).
    - head: the number of the head within the sentence, counted from 1; 0 at the root.
    - entity: entity type; neighbours of one type are one name.

    The text is the words with one space between them and the usual marks set close; has_title makes the first sentence
    the title. Other facts of the `Report` are given by name.

    ``parsed('''
    Gunmen  gunman  NOUN  nsubj   2
    killed  kill    VERB  ROOT    0
    two     -       NUM   nummod  4
    farmers farmer  NOUN  dobj    2
    .       -       PUNCT punct   2
    ''')``
    """
    paragraphs = [_sentences(block) for block in re.split(r"^\s*---\s*$", table, flags=re.MULTILINE)]
    text = ""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for paragraph, block in enumerate(paragraphs):
        for rows in block:
            is_first = not sentences
            gap = "" if is_first else "\n" if has_title and len(sentences) == 1 else " "
            text += "\n\n" if paragraph and rows is block[0] else gap
            first = len(tokens)
            for row in rows:
                text += _gap(tokens[-1].text, row.word) if len(tokens) > first else ""
                tokens.append(_token(row, len(tokens), first, len(text), len(sentences)))
                text += row.word
            start, in_title = tokens[first].start, has_title and is_first
            number = paragraph + (has_title and not in_title)
            sentences.append(Sentence(len(sentences), first, len(tokens), start, len(text), number, in_title))
    body_start = sentences[0].end + 1 if has_title else 0
    known: dict[str, Any] = {"body_start": body_start}
    made, _ = report(text, **known | facts)
    return ParsedReport(made, tuple(tokens), tuple(sentences), find_quotations(text), _names(tokens))


def _sentences(block: str) -> list[list[_Row]]:
    found = [chunk.strip().splitlines() for chunk in re.split(r"\n[ \t]*\n", block) if chunk.strip()]
    return [[_row(line) for line in lines] for lines in found]


def _row(line: str) -> _Row:
    cells = line.split()
    assert 5 <= len(cells) <= 6, f"a token is 'word lemma pos dep head [entity]', not {line!r}"
    word, lemma, pos, dep, head = cells[:5]
    pos, _, tag = pos.partition("/")
    entity = cells[5] if len(cells) == 6 else ""
    return _Row(word, word.lower() if lemma == "-" else lemma, pos, tag, dep, int(head), entity)


def _token(row: _Row, index: int, first: int, start: int, sentence: int) -> Token:
    head = first + row.head - 1 if row.head else index
    end = start + len(row.word)
    return Token(index, start, end, row.word, row.lemma, row.pos, row.tag, row.dep, head, row.entity, sentence)


def _gap(before: str, word: str) -> str:
    return "" if before in _NO_SPACE_AFTER or _NO_SPACE_BEFORE.match(word) else " "


def _names(tokens: list[Token]) -> tuple[Name, ...]:
    names, first = [], 0
    for (_, entity), group in groupby(tokens, key=lambda token: (token.sentence, token.entity)):
        last = first + len(list(group))
        if entity:
            names.append(Name(first, last, entity))
        first = last
    return tuple(names)


def claim(field: Field, *evidence: Span, value: Value | None = None, **rest: Any) -> Claim:
    """A claim; where no value is given, it is the words of the first span. Voice, stance and the rest go by name."""
    return Claim(
        **{"field": field, "value": value or Words(evidence[0].text), "evidence": evidence, "maker": MAKER} | rest
    )


def record(event_type: EventType, mention: Span, *claims: Claim, absences: tuple[Absence, ...] = ()) -> EventRecord:
    """A record of ``event_type`` named by the words ``mention``, with further claims."""
    named = (claim(Field.TYPE, mention, value=event_type), claim(Field.MENTION, mention))
    return EventRecord(mention.report_id, (*named, *claims), absences)


def coding(of: Report, *records: EventRecord, maker: Maker = MAKER) -> Coding:
    """What one coder found in the report ``of``."""
    return Coding(of.id, maker, records)


def voice(
    source: Span | None, cue: Span | None = None, kind: SourceKind = SourceKind.UNKNOWN, **rest: Any
) -> dict[str, Any]:
    """A voice and its stance as arguments for `claim`: ``claim(field, span, **voice(police, said))``."""
    stance = rest.pop("stance", Stance.ASSERTS)
    return {"voice": Voice(source, cue, kind, rest.pop("via", None)), "stance": stance}
