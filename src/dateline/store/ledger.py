"""The ledger of decisions about pairs of records: adding, ending, reading. Nothing in it is changed or taken away.

What does not belong here: what decisions make of many records (`merge`), and transactions (`writer`).
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, exists, func, or_, select

from dateline.model import Decision, Field, Maker, Reason, Verdict
from dateline.store import rows, schema
from dateline.store.incident_schema import decision, decision_end, decision_reason, heir
from dateline.store.inserting import in_parts, insert_numbered, insert_plain, maker_numbers

_PAGE = 2000


def moment(at: datetime) -> str:
    """``at`` as it is kept: UTC in ISO 8601 with microseconds, so that text sorts as time does.

    Raises:
        ValueError: it has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def in_utc(made: Decision) -> Decision:
    """The decision with its times in UTC, from which its id is made."""
    ended = made.ended_at.astimezone(UTC) if made.ended_at else None
    return dataclasses.replace(made, made_at=made.made_at.astimezone(UTC), ended_at=ended)


def add_decisions(connection: Connection, decisions: Sequence[Decision]) -> int:
    """Add the decisions that are not in the ledger yet; give how many these were. None may have an end."""
    new = {each.id: each for each in map(in_utc, decisions)}
    for part in in_parts(list(new)):
        for known in connection.scalars(select(decision.c.id).where(decision.c.id.in_(part))).all():
            del new[known]
    makers = maker_numbers(connection, {each.maker for each in new.values()})
    numbers = insert_numbered(connection, decision, [_row(each, makers) for each in new.values()])
    reasons = (row for at, each in zip(numbers, new.values(), strict=True) for row in _reason_rows(at, each))
    insert_plain(connection, decision_reason, reasons)
    return len(new)


def _row(made: Decision, makers: rows.Numbers) -> rows.Values:
    return {
        "id": made.id,
        "first_record": made.records[0],
        "second_record": made.records[1],
        "verdict": made.verdict.value,
        "score": made.score,
        "maker": makers[made.maker],
        "made_at": moment(made.made_at),
    }


def _reason_rows(number: int, made: Decision) -> Iterator[rows.Values]:
    for position, reason in enumerate(made.reasons, 1):
        yield {
            "decision": number,
            "position": position,
            "field": reason.field.value if reason.field else None,
            "weight": reason.weight,
            "words": rows.keepable(reason.words),
        }


def end_decisions(connection: Connection, numbers: Iterable[int], maker: Maker, at: datetime, words: str) -> None:
    """Write an end to the decisions of these numbers; none of them may have one.

    A decision that was made by a clock ahead of this one ends at the moment in which it was made.
    """
    by = maker_numbers(connection, [maker])[maker]
    told = {"maker": by, "words": rows.keepable(words)}
    for part in in_parts(numbers):
        made = connection.execute(select(decision.c.number, decision.c.made_at).where(decision.c.number.in_(part)))
        ends = [{"decision": row.number, "ended_at": max(moment(at), row.made_at), **told} for row in made]
        insert_plain(connection, decision_end, ends)


def kept() -> Select[Any]:
    """Every decision with its maker and, where it has one, its end. Add a condition and an order."""
    return (
        select(decision, schema.maker.c.component, schema.maker.c.version, schema.maker.c.settings)
        .add_columns(decision_end.c.ended_at)
        .join_from(decision, schema.maker, schema.maker.c.number == decision.c.maker)
        .outerjoin(decision_end, decision_end.c.decision == decision.c.number)
    )


def find(connection: Connection, decision_id: str) -> Row[Any] | None:
    """The row of one decision, or None."""
    return connection.execute(kept().where(decision.c.id == decision_id)).one_or_none()


def touching(records: Collection[str]) -> Any:
    """The condition that a decision is about one of ``records``."""
    return or_(decision.c.first_record.in_(records), decision.c.second_record.in_(records))


def standing() -> Any:
    """The condition that a decision has no end."""
    return decision_end.c.decision.is_(None)


def by_person() -> Any:
    """The condition that a person decided."""
    return schema.maker.c.component.startswith("person:", autoescape=True)


def load(connection: Connection, query: Select[Any]) -> Iterator[Decision]:
    """The decisions that ``query`` (made from `kept`) finds, in the order in which they were made."""
    last = 0
    while True:
        page = query.where(decision.c.number > last).order_by(decision.c.number).limit(_PAGE)
        found = connection.execute(page).all()
        reasons = _reasons(connection, [row.number for row in found])
        for row in found:
            yield _decision(row, reasons[row.number])
        if len(found) < _PAGE:
            return
        last = found[-1].number


def few(connection: Connection, query: Select[Any]) -> list[Decision]:
    """The decisions that ``query`` (made from `kept`, with an order and a limit) finds, in its order."""
    found = connection.execute(query).all()
    reasons = _reasons(connection, [row.number for row in found])
    return [_decision(row, reasons[row.number]) for row in found]


def left_open() -> Any:
    """The condition that a machine left a pair open, and that no person decided about it."""
    other, ended, maker = decision.alias(), decision_end.alias(), schema.maker.alias()
    person = (
        exists()
        .where(other.c.first_record == decision.c.first_record, other.c.second_record == decision.c.second_record)
        .where(maker.c.number == other.c.maker, maker.c.component.startswith("person:", autoescape=True))
        .where(~exists().where(ended.c.decision == other.c.number))
    )
    return and_(standing(), decision.c.verdict == Verdict.UNSURE.value, ~by_person(), ~person)


def count(connection: Connection, condition: Any) -> int:
    """How many decisions fulfil a condition."""
    counted = kept().where(condition).with_only_columns(func.count(decision.c.number), maintain_column_froms=True)
    return connection.scalar(counted) or 0


def _reasons(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Reason]]:
    found: dict[int, list[Reason]] = defaultdict(list)
    for part in in_parts(numbers):
        query = select(decision_reason).where(decision_reason.c.decision.in_(part))
        for row in connection.execute(query.order_by(decision_reason.c.decision, decision_reason.c.position)):
            found[row.decision].append(Reason(Field(row.field) if row.field else None, row.weight, row.words))
    return found


def _decision(row: Row[Any], reasons: Sequence[Reason]) -> Decision:
    return Decision(
        records=(row.first_record, row.second_record),
        verdict=Verdict(row.verdict),
        score=row.score,
        reasons=tuple(reasons),
        maker=Maker(row.component, row.version, row.settings),
        made_at=datetime.fromisoformat(row.made_at),
        ended_at=datetime.fromisoformat(row.ended_at) if row.ended_at else None,
    )


def of_persons(connection: Connection) -> list[Decision]:
    """What persons decided and did not undo, of each pair the newest decision, in the order of the ledger."""
    newest: dict[tuple[str, str], Decision] = {}
    for made in load(connection, kept().where(and_(standing(), by_person()))):
        newest.pop(made.records, None)
        newest[made.records] = made
    return list(newest.values())


def in_words(made: Decision) -> str:
    """A person's decision on one line: its id, what it says, by whom, and when."""
    first, second = made.records
    who = made.maker.component.removeprefix("person:")
    return f"{made.id} ({first} and {second} are '{made.verdict}', by {who}, {made.made_at:%Y-%m-%d %H:%M} UTC)"


def carried_over(
    connection: Connection, decisions: Iterable[Decision], heirs: Mapping[str, str] | None = None
) -> list[Decision]:
    """``decisions`` about the records that take part today, of each pair the newest.

    heirs: further records that will take part no longer, each with the one that comes in its place.

    A record that takes part no longer, because its report was coded anew, is replaced by its heir. A decision whose two
    records have one heir is left out. A decision that was carried over has another id than the one in the ledger.
    """
    listed = list(decisions)
    today = last_heirs(connection, {record for each in listed for record in each.records})
    newest: dict[tuple[str, str], Decision] = {}
    for each in listed:
        now = (today.get(record, record) for record in each.records)
        first, second = sorted((heirs or {}).get(record, record) for record in now)
        if first != second:
            newest.pop((first, second), None)
            newest[first, second] = dataclasses.replace(each, records=(first, second))
    return list(newest.values())


def as_kept(persons: Iterable[Decision], carried: Iterable[Decision]) -> list[Decision]:
    """Those of ``persons`` from which ``carried`` were carried over, in the order of ``persons``."""
    keys = {(each.maker, each.made_at, each.verdict) for each in carried}
    return [each for each in persons if (each.maker, each.made_at, each.verdict) in keys]


def last_heirs(connection: Connection, records: Iterable[str]) -> dict[str, str]:
    """For each of ``records`` that takes part no longer, the record that tells the same today."""
    found = {record: record for record in records}
    waiting = set(found)
    seen: set[str] = set()
    while waiting:
        seen |= waiting
        step = {
            row.record: row.heir
            for part in in_parts(sorted(waiting))
            for row in connection.execute(select(heir).where(heir.c.record.in_(part)))
        }
        found = {record: step.get(now, now) for record, now in found.items()}
        waiting = set(step.values()) - seen
    return {record: now for record, now in found.items() if record != now}
