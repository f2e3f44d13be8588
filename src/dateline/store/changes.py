"""What happened to incidents from one merging to the next: a comparison of two states, without a database.

What does not belong here: reading the state before and writing the one after (`merging`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from dateline.model import Change, ChangeKind, OutlinedIncident

Incidents = Mapping[str, OutlinedIncident]
"""Incidents by their ids."""


def changes(before: Incidents, after: Incidents, heirs: Mapping[str, str], at: datetime) -> list[Change]:
    """What happened to the incidents ``before``, and which of those ``after`` are new.

    Incidents that are the same in both may be left out of both. heirs: for a record that takes part no longer, the one
    that tells the same in its stead, where there is one. The order is that of the ids, the kinds of one incident in the
    order of `ChangeKind`; the same input gives the same list.
    """
    return _Comparison(before, after, heirs, at).run()


@dataclass
class _Comparison:
    before: Incidents
    after: Incidents
    heirs: Mapping[str, str]
    at: datetime

    def run(self) -> list[Change]:
        self._follow_records()
        found = [*self._of_those_before(), *self._of_those_after()]
        order = list(ChangeKind)
        return sorted(found, key=lambda each: (each.incident, order.index(each.kind), each.field or ""))

    def _follow_records(self) -> None:
        """Where the records of each incident before are now, and from where those of each after came."""
        holder = {member.record: key for key, each in self.after.items() for member in each.incident.members}
        self.into: dict[str, list[str]] = {}
        self.sources: dict[str, dict[str, int]] = defaultdict(dict)
        self.known: set[str] = set()
        self.lost: dict[str, list[str]] = {}
        for key, each in self.before.items():
            into: dict[str, None] = {}
            lost = []
            for member in each.incident.members:
                now = _last_heir(member.record, self.heirs)
                self.known |= {member.record, now}
                if now in holder:
                    into[holder[now]] = None
                    counts = self.sources[holder[now]]
                    counts[key] = counts.get(key, 0) + 1
                else:
                    lost.append(member.record)
            self.into[key], self.lost[key] = sorted(into), lost
        self.successors = dict(self._renamed())

    def _renamed(self) -> Iterator[tuple[str, str]]:
        """Which incident before goes on as which after, under another id: the one that gives most of its records."""
        for key in sorted(self.after.keys() - self.before.keys()):
            sources = self.sources.get(key, {})
            whole = [old for old in sources if self.into[old] == [key]]
            if whole:
                yield max(sorted(whole), key=lambda old: sources[old]), key

    def _of_those_before(self) -> Iterator[Change]:
        for key in self.before:
            into = tuple(self.into[key])
            if not into:
                yield Change(self.at, key, ChangeKind.WITHDRAWN, records=tuple(self.lost[key]))
            elif self.successors.get(key) == into[0]:
                yield Change(self.at, key, ChangeKind.RENAMED, into)
            elif len(into) > 1:
                yield Change(self.at, key, ChangeKind.SPLIT, into)
            elif into[0] != key:
                yield Change(self.at, key, ChangeKind.MERGED, into)
            if into and self.lost[key]:
                yield Change(self.at, key, ChangeKind.LEFT, records=tuple(self.lost[key]))

    def _of_those_after(self) -> Iterator[Change]:
        went_on_from = {new: old for old, new in self.successors.items()}
        for key, each in self.after.items():
            joined = tuple(m.record for m in each.incident.members if m.record not in self.known)
            old = key if key in self.before else went_on_from.get(key)
            if old is None and not self.sources.get(key):
                yield Change(self.at, key, ChangeKind.NEW, records=joined)
            elif joined:
                yield Change(self.at, key, ChangeKind.JOINED, records=joined)
            if old is not None:
                yield from self._values(self.before[old], each)

    def _values(self, before: OutlinedIncident, after: OutlinedIncident) -> Iterator[Change]:
        for (name, was), (_, now) in zip(before.shown(), after.shown(), strict=True):
            if was != now:
                yield Change(self.at, after.id, ChangeKind.VALUE, field=name, before=was, after=now)


def _last_heir(record: str, heirs: Mapping[str, str]) -> str:
    """The record that tells today what ``record`` told; itself where nothing came after it."""
    seen = {record}
    while record in heirs and heirs[record] not in seen:
        record = heirs[record]
        seen.add(record)
    return record
