"""Everything that a store holds of one incident, put together to be shown.

What does not belong here: how it is shown (`cli`), and finding incidents (`store`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.model import Change, Decision, EventRecord, Link, OutlinedIncident, Report, Verdict

if TYPE_CHECKING:
    from dateline.store import Store


@dataclass(frozen=True, slots=True)
class Telling:
    """One report's record of an incident."""

    report: Report
    record: EventRecord


@dataclass(frozen=True, slots=True)
class Account:
    """One incident with all that belongs to it.

    tellings: its records with their reports, in the order of its members. links: from and to it. decisions: those that
    stand about pairs of its records; those that left open whether a record belongs to it; and all of persons about one.
    """

    outlined: OutlinedIncident
    tellings: tuple[Telling, ...]
    links: tuple[Link, ...]
    decisions: tuple[Decision, ...]
    changes: tuple[Change, ...]


def account_of(store: Store, outlined: OutlinedIncident) -> Account:
    """Everything that ``store`` holds of an incident that stands in it."""
    members = [member.record for member in outlined.incident.members]
    records: dict[str, Telling] = {}
    for report, coding in store.latest(outlined.incident.reports):
        records |= {record.id: Telling(report, record) for record in coding.records}
    return Account(
        outlined,
        tuple(records[record] for record in members if record in records),
        tuple(store.links(outlined.id)),
        tuple(each for each in store.decisions(members) if _is_shown(each, set(members))),
        tuple(store.changes(incident_id=outlined.id)),
    )


def _is_shown(decision: Decision, members: set[str]) -> bool:
    """Whether it bears on the incident; a machine's about other incidents does only where it left the matter open."""
    within = members.issuperset(decision.records)
    return decision.by_person or (decision.ended_at is None and (within or decision.verdict is Verdict.UNSURE))
