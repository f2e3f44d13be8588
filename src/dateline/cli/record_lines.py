"""One record as lines for a person: its fields with their words, its voices, and what is empty in which way."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rich.console import Group
from rich.table import Table
from rich.text import Text

from dateline.cli.safe import one_line
from dateline.model import Casualties, Claim, Days, Emptiness, EventRecord, Field, Identity, Main, Voice, Words
from dateline.model.wording import value_in_words

_NAME_WIDTH = 21
_WHO_AND_HOW_SURE = (Field.STATUS, Field.CERTAINTY, Field.RESPONSIBILITY)
_APART = frozenset({Field.TYPE, Field.MAIN, *_WHO_AND_HOW_SURE})
_EMPTY = {
    Emptiness.NOT_TOLD: "not told",
    Emptiness.UNRESOLVED: "not resolved",
    Emptiness.NOT_LOOKED_FOR: "not looked for",
}


def record_view(number: int, record: EventRecord) -> Group:
    """The record to be printed: its head, and under it its lines, the names in one column, the content in another."""
    lines = Table.grid()
    lines.add_column(width=_NAME_WIDTH, style="dim")
    lines.add_column()
    for name, content in record_lines(record):
        lines.add_row(f"  {name}", Text(content))
    return Group(Text(f"{number} {record_head(record)}", style="bold"), lines)


def record_head(record: EventRecord) -> str:
    """What it is, and whether the report is about it."""
    main = record.value(Field.MAIN)
    return f"{record.type.value}, main" if isinstance(main, Main) and main.is_main else record.type.value


def record_lines(record: EventRecord) -> Iterator[tuple[str, str]]:
    """Name and content of each line: what is told of the happening, who says it, how surely, and the kinds of empty.

    Each is one line, and nothing in it can act on a terminal.
    """
    for name, content in _lines(record):
        yield name, one_line(content)


def _lines(record: EventRecord) -> Iterator[tuple[str, str]]:
    for field in Field:
        if field not in _APART:
            yield from _of_field(record, field)
    yield from _sources(record)
    for field in _WHO_AND_HOW_SURE:
        yield from _of_field(record, field)
    likely = "; ".join(_confidences(record))
    if likely:
        yield "confidence", likely
    yield from _empty(record)


def _of_field(record: EventRecord, field: Field) -> Iterator[tuple[str, str]]:
    """Claims that nobody in the report is named for on one line; each of the others, and each figure, on its own."""
    claims = record.of(field)
    alone = [claim for claim in claims if claim.voice or field is Field.CASUALTIES]
    together = [claim for claim in claims if claim not in alone]
    if together:
        yield field.value, "; ".join(dict.fromkeys(_value(claim) for claim in together))
    known = {claim.voice for claim in record.of(Field.TYPE)}
    lines = ((_name(claim), _value(claim) + _told_by(claim, known)) for claim in alone)
    yield from dict.fromkeys(lines)


def _name(claim: Claim) -> str:
    return claim.value.kind.value if isinstance(claim.value, Casualties) else claim.field.value


def _told_by(claim: Claim, known: Collection[Voice | None]) -> str:
    """Who says so; in short where the record's own sources, which have lines of their own, name the voice in full."""
    if claim.voice is None or claim.stance is None:
        return ""
    short = claim.voice in known and claim.voice.source is not None
    who = claim.voice.source.text if short and claim.voice.source else _chain(claim.voice)
    return f", according to {who}: {_spaced(claim.stance)}"


def _sources(record: EventRecord) -> Iterator[tuple[str, str]]:
    """Each voice that tells of the happening, and under it what it does with it."""
    stances: dict[str, list[str]] = {}
    for claim in record.of(Field.TYPE):
        if claim.voice is not None and claim.stance is not None:
            stances.setdefault(_chain(claim.voice), []).append(_spaced(claim.stance))
    for voice, told in stances.items():
        yield "source", voice
        yield "  stance", ", ".join(dict.fromkeys(told))


def _confidences(record: EventRecord) -> Iterator[str]:
    """The machine's own estimate, field by field; the words that name the happening have that of its type."""
    for field in Field:
        found = [claim.confidence for claim in record.of(field) if claim.confidence is not None]
        if found and field is not Field.MENTION:
            low, high = f"{min(found):.2f}", f"{max(found):.2f}"
            yield f"{field.value} {low}" if low == high else f"{field.value} {low} to {high}"


def _empty(record: EventRecord) -> Iterator[tuple[str, str]]:
    for kind, told in _EMPTY.items():
        empty = [absence for absence in record.absences if absence.kind is kind]
        if kind is Emptiness.UNRESOLVED:
            yield from (
                (told, f"{absence.field}: {_quoted(absence.evidence[0].text)} ({absence.reason or 'no reason given'})")
                for absence in empty
            )
        elif empty:
            yield told, ", ".join(absence.field.value for absence in empty)


def _value(claim: Claim) -> str:
    """The value, and the words it rests on where it is not these words."""
    told = value_in_words(claim.value)
    if isinstance(claim.value, Words | Identity):
        return told
    basis = f" ({claim.value.precision}, {claim.value.basis})" if isinstance(claim.value, Days) else ""
    return f"{told}, from {_quoted(claim.evidence[0].text)}{basis}"


def _chain(voice: Voice) -> str:
    return ", passed on by ".join(_voice(each) for each in voice.chain())


def _voice(voice: Voice) -> str:
    """The words for the source, its kind, and the word that says that it speaks."""
    if voice.source is None:
        return f"nobody named, {_quoted(voice.cue.text)}" if voice.cue else "nobody named"
    cue = f", {_quoted(voice.cue.text)}" if voice.cue else ""
    return f"{voice.source.text} ({_spaced(voice.kind)}){cue}"


def _spaced(word: str) -> str:
    return str(word).replace("_", " ")


def _quoted(words: str) -> str:
    return f"“{words}”"
