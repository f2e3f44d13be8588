"""What the pages show, as plain data for the templates.

What does not belong here: HTML (`templates`), and reading the store (`pages`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.model import (
    REVIEW,
    Absence,
    Act,
    Casualties,
    Claim,
    Days,
    Decision,
    Emptiness,
    EventRecord,
    Field,
    Maker,
    Stance,
    Voice,
    Words,
)
from dateline.model.codec import record_to_json
from dateline.model.wording import value_in_words
from dateline.review.marking import colour_of, shown
from dateline.run import Account, Agreement, compare, tolls

_HOLES = {
    Emptiness.NOT_TOLD: "not told",
    Emptiness.UNRESOLVED: "told, not resolved",
    Emptiness.NOT_LOOKED_FOR: "not looked for",
}
_DISPUTING = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.CANNOT_VERIFY, Stance.RETRACTS})
_ORDER = (
    *(Field.TYPE, Field.MODE, Field.MENTION, Field.ACTOR, Field.ACTOR_IDENTITY, Field.RECIPIENT),
    *(Field.RECIPIENT_IDENTITY, Field.OBJECT, Field.MEANS, Field.PLACE, Field.LOCATION, Field.COUNTRY, Field.TIME),
    *(Field.DAYS, Field.CASUALTIES, Field.STATUS, Field.CERTAINTY, Field.RESPONSIBILITY, Field.MAIN),
)


@dataclass(frozen=True, slots=True)
class Said:
    """Who vouches for a value or disputes it, and the key of the claim that says so."""

    key: str
    source: str
    stance: str
    disputes: bool


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One value of a field: in words, with the report's words, who says it, how sure the machine is, who made it."""

    key: str
    value: str
    quotations: tuple[str, ...]
    said: tuple[Said, ...]
    confidence: str
    by: str


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of a record. hole: which kind of empty it is, with the reason; "" where it is told."""

    name: str
    colour: str
    claims: tuple[ClaimLine, ...]
    hole: str
    hole_key: str
    hole_words: tuple[str, ...]


def state_of(record: EventRecord) -> str:
    """A short hash of all that a record holds; a form carries it, so that a decision about an older state is seen."""
    packed = json.dumps(record_to_json(record), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(packed.encode()).hexdigest()[:16]


def field_lines(record: EventRecord) -> list[FieldLine]:
    """Every field of a record, told or empty, in the order in which a person reads them."""
    numbered = list(enumerate(record.claims))
    lines = []
    for field in _ORDER:
        claims = _claim_lines([(f"c{number}", claim) for number, claim in numbered if claim.field is field])
        absence = record.absence(field)
        hole, words = _hole(absence)
        lines.append(FieldLine(field.value, colour_of(field), claims, hole, f"a-{field.value}", words))
    return lines


def _hole(absence: Absence | None) -> tuple[str, tuple[str, ...]]:
    if absence is None:
        return "", ()
    reason = f": {absence.reason}" if absence.reason else ""
    return f"{_HOLES[absence.kind]}{reason}", tuple(shown(span.text) for span in absence.evidence)


def _claim_lines(keyed: Sequence[tuple[str, Claim]]) -> tuple[ClaimLine, ...]:
    """The claims of a field, one line for each value with its words and all its sources."""
    lines: dict[tuple[object, ...], ClaimLine] = {}
    for key, claim in keyed:
        line = _claim_line(key, claim)
        told = (line.value, line.quotations, line.by)
        kept = lines.get(told)
        lines[told] = replace(kept, said=(*kept.said, *line.said)) if kept else line
    return tuple(lines.values())


def _claim_line(key: str, claim: Claim) -> ClaimLine:
    quotations = [] if isinstance(claim.value, Words) else [shown(span.text) for span in claim.evidence]
    value = value_in_words(claim.value)
    if isinstance(claim.value, Casualties):
        value = f"{claim.value.kind.value} {value}"
    if isinstance(claim.value, Days):
        value = f"{value} ({claim.value.precision}, {claim.value.basis})"
    return ClaimLine(
        key,
        shown(value),
        tuple(quotations),
        (_said_by(key, claim.voice, claim.stance),) if claim.voice and claim.stance else (),
        f"{claim.confidence:.2f}" if claim.confidence is not None else "",
        person(claim.maker),
    )


def _said_by(key: str, voice: Voice, stance: Stance) -> Said:
    return Said(key, shown(in_chain(voice)), spaced(stance), stance in _DISPUTING)


def in_chain(voice: Voice | None) -> str:
    """Who speaks, with the kind, and who passes it on; "" where the reporter alone does."""
    if voice is None:
        return ""
    return ", passed on by ".join(
        f"{each.source.text if each.source else 'nobody named'} ({spaced(each.kind)})" for each in voice.chain()
    )


def person(maker: Maker) -> str:
    """The name of the person who made a value; "" where a machine did."""
    return maker.component.removeprefix("person:") if maker.component.startswith("person:") else ""


def spaced(word: object) -> str:
    """A word of the codebook for a person."""
    return str(word).replace("_", " ")


def sentence_of(record: EventRecord) -> str:
    """The record as one plain sentence, of what is told alone."""
    who = ", ".join(record.words(Field.ACTOR)) or "somebody not named"
    parts = [f"{who}: {record.type.value.lower()}"]
    mode = record.value(Field.MODE)
    if mode is not None:
        parts[0] += f" ({value_in_words(mode)})"
    if whom := ", ".join(record.words(Field.RECIPIENT)):
        parts.append(f"against or with {whom}")
    if where := ", ".join(record.words(Field.PLACE)[:1]):
        parts.append(f"at {where}")
    days = record.value(Field.DAYS)
    if days is not None:
        parts.append(f"on {value_in_words(days)}")
    return shown(", ".join(parts)) + "."


def act_line(act: Act) -> dict[str, str]:
    """An act for the history: who, when, what, old, new, why, and whether it was undone."""
    fields = [field for field, _ in act.told]
    return {
        "id": act.id,
        "who": person(act.maker) or act.maker.component,
        "when": f"{act.made_at:%Y-%m-%d %H:%M}",
        "report": act.report_id,
        "record": act.record,
        "what": act.kind.value if not fields else f"{act.kind.value} {', '.join(field.value for field in fields)}",
        "old": shown(_values(act.before)),
        "new": shown(_values(act.told)),
        "why": shown(act.because),
        "undone": f"{act.ended_at:%Y-%m-%d %H:%M} by {person(act.ended_by)}" if act.ended_at and act.ended_by else "",
    }


def _values(told: Sequence[tuple[Field, tuple[Claim, ...]]]) -> str:
    each = [f"{', '.join(value_in_words(claim.value) for claim in claims) or 'not told'}" for _, claims in told]
    return "; ".join(each)


def decision_line(decision: Decision) -> dict[str, str]:
    """A decision about two records, for the history and the incident page."""
    return {
        "id": decision.id,
        "who": person(decision.maker) or f"{decision.maker.component} {decision.maker.version}",
        "when": f"{decision.made_at:%Y-%m-%d %H:%M}",
        "first": decision.records[0],
        "second": decision.records[1],
        "verdict": decision.verdict.value,
        "score": f"{decision.score:.2f}" if decision.score is not None else "",
        "reasons": "; ".join(shown(reason.words) for reason in decision.reasons),
        "undone": f"{decision.ended_at:%Y-%m-%d %H:%M}" if decision.ended_at else "",
    }


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one report tells of a field: each value with its words and who says it. differs: others exclude it."""

    told: tuple[tuple[str, str, str], ...]
    differs: bool


def matrix(account: Account) -> list[dict[str, object]]:
    """One row for each field that a report tells, one cell for each report."""
    reports = list(dict.fromkeys(telling.report.id for telling in account.tellings))
    rows: list[dict[str, object]] = []
    for row in compare(account.tellings):
        cells = []
        for report in reports:
            told = dict.fromkeys(
                (shown(value_in_words(cell.claim.value)), shown(cell.claim.evidence[0].text), _said(cell.claim))
                for values in row.values
                for cell in values
                if cell.report == report
            )
            most = {cell.report for cell in row.values[0]}
            differs = row.agreement is Agreement.CONTRADICT and bool(told) and report not in most
            cells.append(MatrixCell(tuple(told), differs))
        rows.append({"name": spaced(row.name), "agreement": row.agreement.value, "cells": cells})
    return rows


def _said(claim: Claim) -> str:
    if claim.voice is None or claim.stance is None:
        return ""
    who = claim.voice.source.text if claim.voice.source else "nobody named"
    return shown(f"{who} {spaced(claim.stance)}")


@dataclass(frozen=True, slots=True)
class TollPoint:
    """One figure in the picture of the toll: its place in the drawing and what is told beside it."""

    x: float
    low: float
    high: float | None
    label: str
    kind: str
    day: str


def toll_points(account: Account, width: float = 560.0, height: float = 120.0) -> list[TollPoint]:
    """Killed and injured by speaker and day, scaled to a drawing of that size; reports without a day are left out."""
    days = {telling.report.id: telling.report.published for telling in account.tellings}
    figures = [
        (each, day, each.claim.value)
        for each in tolls(account.tellings)
        if (day := days[each.report]) is not None and isinstance(each.claim.value, Casualties)
    ]
    if not figures:
        return []
    first, last = min(day for _, day, _ in figures), max(day for _, day, _ in figures)
    top = max(value.high or value.low or 1 for _, _, value in figures) or 1
    length = max((last - first).days, 1)
    points = []
    for each, day, value in figures:
        low = value.low if value.low is not None else 0
        points.append(
            TollPoint(
                round(40 + (width - 220) * (day - first).days / length, 1),
                round(height - (height - 20) * low / top, 1),
                round(height - (height - 20) * value.high / top, 1) if value.high is not None else None,
                f"{spaced(value.kind)} {value_in_words(value)}, {_said(each.claim) or 'the reporter'}",
                value.kind.value,
                day.isoformat(),
            )
        )
    return points


def is_reviewed(maker: Maker) -> bool:
    """Whether a coding is a reviewed one."""
    return maker.component == REVIEW
