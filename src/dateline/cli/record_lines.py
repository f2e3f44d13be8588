"""One record as lines for a person: its fields with their words, its voices, and what is empty in which way."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group
from rich.table import Table
from rich.text import Text

from dateline.cli.safe import one_line
from dateline.model import (
    Casualties,
    Certainty,
    Claim,
    Country,
    Days,
    Emptiness,
    EventRecord,
    Field,
    Main,
    Mode,
    Responsibility,
    Status,
    Voice,
    Words,
)

_NAME_WIDTH = 17
_IN_HEAD = frozenset({Field.TYPE, Field.MODE, Field.STATUS, Field.CERTAINTY, Field.MAIN})
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
    """What it is: type and mode, status, certainty, and whether the report is about it."""
    mode, status, certainty = (record.value(field) for field in (Field.MODE, Field.STATUS, Field.CERTAINTY))
    main = record.value(Field.MAIN)
    parts = [f"{record.type.value}/{mode.name}" if isinstance(mode, Mode) else record.type.value]
    parts += [value.value for value in (status, certainty) if isinstance(value, Status | Certainty)]
    if isinstance(main, Main) and main.is_main:
        parts.append("main")
    return ", ".join(parts)


def record_lines(record: EventRecord) -> Iterator[tuple[str, str]]:
    """Name and content of each line: the fields that are told, the voices, and the three kinds of empty.

    Each is one line, and nothing in it can act on a terminal.
    """
    for name, content in _lines(record):
        yield name, one_line(content)


def _lines(record: EventRecord) -> Iterator[tuple[str, str]]:
    for field in Field:
        claims = record.of(field)
        if not claims or field in _IN_HEAD:
            continue
        if field is Field.CASUALTIES:
            yield from ((_kind(claim), _claim(claim)) for claim in claims)
        else:
            yield field.value, "; ".join(dict.fromkeys(_claim(claim) for claim in claims))
    for voice in dict.fromkeys(_stated(claim) for claim in record.of(Field.TYPE)):
        if voice:
            yield "according to", voice
    likely = record.of(Field.TYPE)[0].confidence
    if likely is not None:
        yield "confidence", f"{likely:.2f}"
    for kind, told in _EMPTY.items():
        empty = [absence for absence in record.absences if absence.kind is kind]
        if kind is Emptiness.UNRESOLVED:
            yield from (
                (told, f"{absence.field}: {_quoted(absence.evidence[0].text)} ({absence.reason or 'no reason given'})")
                for absence in empty
            )
        elif empty:
            yield told, ", ".join(absence.field.value for absence in empty)


def _kind(claim: Claim) -> str:
    assert isinstance(claim.value, Casualties)
    return claim.value.kind.value


def _claim(claim: Claim) -> str:
    told = _value(claim)
    voice = _stated(claim)
    return f"{told}, according to {voice}" if voice else told


def _value(claim: Claim) -> str:
    value, words = claim.value, claim.evidence[0].text
    if isinstance(value, Words):
        return value.text
    if isinstance(value, Country):
        return f"{value.alpha3} ({_quoted(words)})"
    if isinstance(value, Days):
        days = f"{value.first}" if value.first == value.last else f"{value.first} to {value.last}"
        return f"{days} ({_quoted(words)}, {value.precision}, {value.basis})"
    if isinstance(value, Casualties):
        return f"{_bounds(value)} ({_quoted(words)})"
    if isinstance(value, Responsibility):
        return f"{value.stance}{': ' + value.who if value.who else ''} ({_quoted(words)})"
    return str(value)


def _bounds(value: Casualties) -> str:
    if value.low == value.high:
        return str(value.low)
    if value.high is None:
        return f"at least {value.low}"
    return f"at most {value.high}" if value.low is None else f"{value.low} to {value.high}"


def _stated(claim: Claim) -> str:
    if claim.voice is None or claim.stance is None:
        return ""
    chain = " via ".join(_voice(voice) for voice in claim.voice.chain())
    return f"{chain}: {claim.stance.value.replace('_', ' ')}"


def _voice(voice: Voice) -> str:
    named = voice.source.text if voice.source else "nobody named"
    cue = f", {_quoted(voice.cue.text)}" if voice.cue else ""
    return f"{named} ({voice.kind.value.replace('_', ' ')}{cue})"


def _quoted(words: str) -> str:
    return f"“{words}”"
