"""A machine's decisions brought up to date: those that hold stay, others end, and new ones are added.

What does not belong here: persons' decisions; only persons end them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, or_, select

from dateline.model import Decision, Maker
from dateline.store import schema
from dateline.store.incident_schema import decision, decision_end
from dateline.store.inserting import in_parts
from dateline.store.ledger import add_decisions, by_person, end_decisions, standing

_BATCH = 2000
ANEW = "decided anew"
GONE = "a record of the pair takes part no longer"

_Pair = tuple[str, str]
_Told = tuple[str, float | None, str]  # verdict, score, maker


@dataclass
class Replacing:
    """Replaces the standing decisions of machines about pairs of ``records``, and all about a record of ``gone``.

    records: None for all there are. decided, ended: how many were added and ended.
    """

    connection: Connection
    records: Collection[str] | None
    gone: Collection[str]
    maker: Maker
    at: datetime
    decided: int = 0
    ended: int = 0
    _new: list[Decision] = field(default_factory=list)

    def run(self, decisions: Iterable[Decision]) -> None:
        """Bring the ledger to ``decisions``: of a pair that stands there with verdict and score, nothing changes."""
        kept = self._kept()
        anew = []
        for made in decisions:
            number, told = kept.pop(made.records, (None, None))
            if told != (made.verdict.value, made.score, made.maker.id):
                anew.append(number)
                self._add(made)
        self._flush()
        left = {pair: number for pair, (number, _) in kept.items()}
        self._end([*anew, *(number for pair, number in left.items() if not self.gone_from(pair))], ANEW)
        self._end([number for pair, number in left.items() if self.gone_from(pair)], GONE)

    def gone_from(self, pair: _Pair) -> bool:
        """Whether a record of the pair takes part no longer."""
        return pair[0] in self.gone or pair[1] in self.gone

    def _kept(self) -> dict[_Pair, tuple[int | None, _Told | None]]:
        query = (
            select(decision, schema.maker.c.id.label("maker_id"))
            .join(schema.maker, schema.maker.c.number == decision.c.maker)
            .outerjoin(decision_end, decision_end.c.decision == decision.c.number)
            .where(standing(), ~by_person())
        )
        if self.records is None:
            queries = [query]
        else:
            first = (query.where(decision.c.first_record.in_(part)) for part in in_parts(sorted(self.records)))
            about = (
                query.where(or_(decision.c.first_record.in_(part), decision.c.second_record.in_(part)))
                for part in in_parts(sorted(self.gone))
            )
            queries = [*first, *about]
        rows = (row for each in queries for row in self.connection.execute(each))
        return {
            (row.first_record, row.second_record): (row.number, (row.verdict, row.score, row.maker_id))
            for row in rows
            if self._is_wanted((row.first_record, row.second_record))
        }

    def _is_wanted(self, pair: _Pair) -> bool:
        if self.records is None or self.gone_from(pair):
            return True
        return pair[0] in self.records and pair[1] in self.records

    def _add(self, made: Decision) -> None:
        self._new.append(made)
        if len(self._new) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        self.decided += add_decisions(self.connection, self._new)
        self._new.clear()

    def _end(self, numbers: Collection[int | None], words: str) -> None:
        known = [number for number in numbers if number is not None]
        end_decisions(self.connection, known, self.maker, self.at, words)
        self.ended += len(known)
