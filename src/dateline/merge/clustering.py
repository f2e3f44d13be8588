"""From scores and decisions of pairs to groups of records that tell one happening.

People's decisions come first: 'same' joins, 'different' keeps apart whatever chain there is between the two. Then
groups are joined greedily, the strongest first, as long as the log odds between their members add up to more than
nothing (greedy additive edge contraction, Keuper et al., ICCV 2015). Two records that one coder found in one report
never meet unless a decision says 'same': the coder judged them different.

Equal scores are settled by record ids, so the groups depend on the records and decisions alone, not on their order.

What does not belong here: the scores (`scorer`), and what a group is then called (`incidents`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush

from dateline.merge.facts import Unheeded
from dateline.model.decision import Decision, Verdict

Pair = tuple[str, str]


def standing(decisions: Iterable[Decision]) -> dict[Pair, Decision]:
    """The decision that counts for each pair: without end, a person's before a machine's, the newest of one kind.

    Of two of one moment the one with the smaller id counts, so that every reader takes the same.
    """
    chosen: dict[Pair, Decision] = {}
    for decision in decisions:
        if decision.ended_at is None:
            held = chosen.get(decision.records)
            if held is None or _precedence(decision) > _precedence(held):
                chosen[decision.records] = decision
    return chosen


def _precedence(decision: Decision) -> tuple[bool, float, tuple[int, ...]]:
    return (decision.by_person, decision.made_at.timestamp(), tuple(-ord(letter) for letter in decision.id))


class Groups:
    """Groups of records under 'never together': each knows the groups that it must not meet."""

    def __init__(self, records: Sequence[str], tellers: Mapping[str, tuple[str, str]]) -> None:
        """tellers: the report and the coder of each record; records of one teller never meet by themselves."""
        self.group_of = {record: record for record in records}
        self.members = {record: [record] for record in records}
        self._apart: dict[str, set[str]] = defaultdict(set)
        self._tellers = {record: {tellers[record]} for record in records}

    def keep_apart(self, a: str, b: str) -> None:
        """Two records never meet from now on. They must not be in one group."""
        one, other = self.group_of[a], self.group_of[b]
        self._apart[one].add(other)
        self._apart[other].add(one)

    def may_meet(self, one: str, other: str) -> bool:
        """Whether nothing forbids that two groups become one."""
        return other not in self._apart[one] and self._tellers[one].isdisjoint(self._tellers[other])

    def are_kept_apart(self, one: str, other: str) -> bool:
        """Whether a decision keeps two groups apart."""
        return other in self._apart[one]

    def join(self, one: str, other: str) -> str:
        """Make two groups one; the larger one's name stays. Returns it."""
        keep, drop = sorted((one, other), key=lambda group: (-len(self.members[group]), group))
        for record in self.members[drop]:
            self.group_of[record] = keep
        self.members[keep] += self.members.pop(drop)
        self._tellers[keep] |= self._tellers.pop(drop)
        for third in self._apart.pop(drop, set()):
            self._apart[third].discard(drop)
            self._apart[third].add(keep)
            self._apart[keep].add(third)
        return keep


def group(
    tellers: Mapping[str, tuple[str, str]],
    scores: Iterable[tuple[str, str, float]],
    decided: Mapping[Pair, Decision],
) -> tuple[list[list[str]], list[Unheeded]]:
    """The groups of the records of ``tellers``, each sorted, and the decisions that could not be followed.

    scores: pairs with the log odds that they tell one happening; pairs that are not given count as nothing known.
    decided: the standing decision of each pair (`standing`); those about other records are passed over.
    """
    records = sorted(tellers)
    groups = Groups(records, tellers)
    known = {pair: one for pair, one in decided.items() if pair[0] in tellers and pair[1] in tellers}
    unheeded = list(_follow(groups, known))
    _contract(groups, ((a, b, odds) for a, b, odds in scores if not _is_settled(known, a, b)))
    return sorted(sorted(members) for members in groups.members.values()), unheeded


def _is_settled(known: Mapping[Pair, Decision], a: str, b: str) -> bool:
    one = known.get((a, b) if a < b else (b, a))
    return one is not None and one.verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.RELATED)


def _follow(groups: Groups, known: Mapping[Pair, Decision]) -> Iterator[Unheeded]:
    """Follow the decisions: all that keep apart, then those that join, people's first, the newest first."""
    for pair, decision in sorted(known.items()):
        if decision.verdict in (Verdict.DIFFERENT, Verdict.RELATED):
            groups.keep_apart(*pair)
    joining = [decision for decision in known.values() if decision.verdict is Verdict.SAME]
    for decision in sorted(joining, key=_precedence, reverse=True):
        one, other = (groups.group_of[record] for record in decision.records)
        if one == other:
            continue
        if groups.are_kept_apart(one, other):
            yield Unheeded(
                decision.id,
                f"{decision.records[0]} and {decision.records[1]} are 'same' here, and a chain of other decisions with "
                "a 'different' in it keeps them apart; end one of them",
            )
        else:
            groups.join(one, other)


def _contract(groups: Groups, scores: Iterable[tuple[str, str, float]]) -> None:
    """Join the two groups with the highest sum of log odds while it is above nothing."""
    weight: dict[str, dict[str, float]] = defaultdict(dict)
    for a, b, odds in scores:
        one, other = groups.group_of[a], groups.group_of[b]
        if one != other:
            weight[one][other] = weight[other][one] = round(weight[one].get(other, 0.0) + odds, 9)
    heap = [(-odds, a, b) for a, row in weight.items() for b, odds in row.items() if a < b and odds > 0]
    heapify(heap)
    while heap:
        negative, a, b = heappop(heap)
        if weight.get(a, {}).get(b) != -negative or not groups.may_meet(a, b):
            continue
        keep = groups.join(a, b)
        drop = b if keep == a else a
        row = weight.pop(drop)
        for third, odds in row.items():
            weight[third].pop(drop)
            if third != keep:
                total = round(weight[keep].get(third, 0.0) + odds, 9)
                weight[keep][third] = weight[third][keep] = total
                if total > 0:
                    heappush(heap, (-total, min(keep, third), max(keep, third)))
