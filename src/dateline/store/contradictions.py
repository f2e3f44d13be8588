"""Whether what persons decided about pairs of records can be true together.

"Same" carries over: where A is B and B is C, A is C. "Different" and "related" set two records apart. Decisions
contradict one another where a chain of "same" joins two records that another decision sets apart.

What does not belong here: what a machine decided; a person's word goes before it.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from dateline.model import Decision, Verdict

_APART = frozenset({Verdict.DIFFERENT, Verdict.RELATED})


def opposing(new: Decision, others: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that cannot be true together with ``new``: a shortest chain of them; none where all can.

    others: what else persons decided, one decision a pair, and without contradictions among them; the one about the
    pair of ``new`` is left out, because ``new`` takes its place.
    """
    rest = [each for each in others if each.records != new.records]
    if new.verdict in _APART:
        return _chain(_sames(rest), *new.records)
    if new.verdict is not Verdict.SAME:
        return ()
    sames = _sames([*rest, new])
    reach = _reached(sames, new.records[0])
    for each in rest:
        if each.verdict in _APART and each.records[0] in reach and each.records[1] in reach:
            chain = _chain(sames, *each.records)
            return (*(step for step in chain if step is not new), each)
    return ()


def contradicting(decisions: Iterable[Decision]) -> list[tuple[Decision, ...]]:
    """The groups of decisions that cannot be true together, one for each that contradicts others before it.

    decisions: what persons decided, one decision a pair, in the order of the ledger.
    """
    listed = list(decisions)
    sames = _sames(listed)
    apart = (each.records for each in listed if each.verdict in _APART)
    if not any(_chain(sames, *pair) for pair in apart):
        return []
    found = []
    heeded: list[Decision] = []
    for each in listed:
        against = opposing(each, heeded)
        if against:
            found.append((*against, each))
        else:
            heeded.append(each)
    return found


_Sames = Mapping[str, Sequence[tuple[str, Decision]]]


def _sames(decisions: Iterable[Decision]) -> _Sames:
    found: dict[str, list[tuple[str, Decision]]] = defaultdict(list)
    for each in decisions:
        if each.verdict is Verdict.SAME:
            first, second = each.records
            found[first].append((second, each))
            found[second].append((first, each))
    return found


def _reached(sames: _Sames, start: str) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        for record, _ in sames.get(waiting.pop(), ()):
            if record not in reached:
                reached.add(record)
                waiting.append(record)
    return reached


def _chain(sames: _Sames, start: str, end: str) -> tuple[Decision, ...]:
    """A shortest chain of "same" from one record to the other; none where there is no chain."""
    came: dict[str, tuple[str, Decision]] = {}
    waiting = deque([start])
    while waiting and end not in came:
        at = waiting.popleft()
        for record, decision in sames.get(at, ()):
            if record not in came and record != start:
                came[record] = (at, decision)
                waiting.append(record)
    chain: list[Decision] = []
    at = end
    while at in came:
        at, decision = came[at]
        chain.append(decision)
    return tuple(reversed(chain))
