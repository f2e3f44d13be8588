"""Records and decisions in, incidents out: the one entry point of merging. Nothing is read or kept here.

`merge` is a function of the set of records and decisions: their order does not matter. It can be given a part of an
archive instead of all of it, with the same outcome for the incidents in it, as long as the part is closed: with a
record come all records of its report, of its blocks (`keys_of`), and of the incidents of all these.

What does not belong here: the ledger and the tables of incidents (`store`), and the order of stages (`run`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import overload

from dateline.merge.background import Background, background_of
from dateline.merge.blocking import block_keys, candidates, why_alone
from dateline.merge.clustering import group, standing
from dateline.merge.comparing import Told
from dateline.merge.facts import ReportFacts, Unheeded, Unmergeable
from dateline.merge.grading import grade_of
from dateline.merge.origins import Teller, by_report, origins_of
from dateline.merge.profile import Profile, profile_of
from dateline.merge.scorer import Scorer, default_scorer, probability
from dateline.merge.shingles import Sketch
from dateline.model import EventRecord
from dateline.model.decision import Decision, Verdict
from dateline.model.incident import Incident, Link, Member

UNSURE = (0.3, 0.7)
"""Scores between which a pair that was not joined, or was, is a question for a person."""
_KEPT = 0.02  # pairs less likely than this are not kept as decisions: they are nearly all pairs, and nobody asks


@dataclass(frozen=True, slots=True)
class Merging:
    """What merging gives. Everything is sorted by id and depends on the records and decisions alone.

    incidents: every record stands in exactly one, alone if need be. decisions: the machine's, about every pair that was
    compared and is not plainly different; made when they are asked for. links: what incidents are to one another.
    unmergeable: records that join nothing on their own. unheeded: decisions that contradict others.
    """

    incidents: tuple[Incident, ...]
    decisions: Sequence[Decision]
    links: tuple[Link, ...]
    unmergeable: tuple[Unmergeable, ...]
    unheeded: tuple[Unheeded, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """What is kept of one report."""

    published: date | None
    publisher: str | None
    sketch: Sketch
    background: Background


def merge(
    records: Iterable[tuple[EventRecord, ReportFacts]],
    decisions: Iterable[Decision] = (),
    *,
    scorer: Scorer | None = None,
    made_at: datetime | None = None,
) -> Merging:
    """Bring together the records that tell one happening.

    records: each with the facts of its report; read once, and let go of. decisions: those that stand in the ledger;
    ended ones are passed over, and so are the scorer's own, which are made anew. scorer: says how likely two records
    are one happening; the one that ships, if none is given. made_at: the time of the machine's decisions, with zone;
    now, if none is given.

    Raises:
        ValueError: facts that are another report's, one record twice, or two texts under one report id.
    """
    scorer = scorer or default_scorer()
    told, sources = _read(records)
    scores = [
        (low, high, odds)
        for low, others in candidates(told)
        for high in others
        if (odds := scorer.log_odds(told[low], told[high])) is not None
    ]
    ids = [each.profile.record for each in told]
    tellers = {each.profile.record: (each.profile.report, each.profile.maker) for each in told}
    heeded = standing(one for one in decisions if one.maker.component != scorer.maker.component)
    groups, unheeded = group(tellers, ((ids[a], ids[b], odds) for a, b, odds in scores), heeded)
    profiles = {each.profile.record: each.profile for each in told}
    incidents = tuple(sorted((_incident(one, profiles, sources) for one in groups), key=lambda i: i.id))
    alone = [(each.profile.record, why_alone(each)) for each in told]
    return Merging(
        incidents,
        MachineDecisions(told, scores, incidents, scorer, made_at or datetime.now(UTC)),
        (),
        tuple(Unmergeable(record, reason) for record, reason in alone if reason is not None),
        tuple(sorted(unheeded, key=lambda one: one.decision)),
    )


def keys_of(record: EventRecord, facts: ReportFacts) -> tuple[str, ...]:
    """The keys of the blocks that a record stands in. Records that share none are never compared."""
    return block_keys(Told(profile_of(record, facts), background_of(facts)))


def _read(records: Iterable[tuple[EventRecord, ReportFacts]]) -> tuple[list[Told], dict[str, _Source]]:
    sources: dict[str, _Source] = {}
    told: dict[str, Told] = {}
    for record, facts in records:
        source = sources.get(facts.id)
        if source is None:
            source = _Source(facts.published, facts.publisher, Sketch(facts.text), background_of(facts))
            sources[facts.id] = source
        profile = profile_of(record, facts)
        if profile.record in told:
            raise ValueError(f"record {profile.record} of report {facts.id!r} is given twice; give each record once")
        told[profile.record] = Told(profile, source.background)
    return [told[record] for record in sorted(told)], sources


def _incident(records: Sequence[str], profiles: Mapping[str, Profile], sources: Mapping[str, _Source]) -> Incident:
    own = [profiles[record] for record in records]
    tellers = [
        Teller(report, of_report[0].published, sources[report].publisher, sources[report].sketch, tuple(of_report))
        for report, of_report in by_report(own).items()
    ]
    origins, bonds = origins_of(tellers)
    members = [Member(profile.record, profile.report, sources[profile.report].published) for profile in own]
    ordered = tuple(sorted(members, key=lambda member: member.rank))
    return Incident(ordered, origins, bonds, grade_of(own, len(origins)))


class MachineDecisions(Sequence[Decision]):
    """The machine's decisions about the pairs that it compared, made one by one when they are asked for.

    same: the two stand in one incident. different: they do not, or each is unlikely. unsure: the score leaves it open.
    """

    def __init__(
        self,
        told: Sequence[Told],
        scores: Iterable[tuple[int, int, float]],
        incidents: Iterable[Incident],
        scorer: Scorer,
        made_at: datetime,
    ) -> None:
        self._told, self._scorer, self._made_at = told, scorer, made_at
        self._incident = {m.record: number for number, one in enumerate(incidents) for m in one.members}
        self._scores = [each for each in scores if probability(each[2]) >= _KEPT or self._is_joined(*each[:2])]

    def _is_joined(self, low: int, high: int) -> bool:
        return self._incident[self._told[low].profile.record] == self._incident[self._told[high].profile.record]

    def __len__(self) -> int:
        return len(self._scores)

    @overload
    def __getitem__(self, at: int) -> Decision: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Decision]: ...
    def __getitem__(self, at: int | slice) -> Decision | Sequence[Decision]:
        """The decision at a place, or those of a slice."""
        if isinstance(at, slice):
            return [self._decision(*each) for each in self._scores[at]]
        return self._decision(*self._scores[at])

    def __iter__(self) -> Iterator[Decision]:
        return (self._decision(*each) for each in self._scores)

    def _decision(self, low: int, high: int, odds: float) -> Decision:
        one, other = self._told[low], self._told[high]
        score = probability(odds)
        low_sure, high_sure = UNSURE
        if low_sure < score < high_sure:
            verdict = Verdict.UNSURE
        else:
            verdict = Verdict.SAME if self._is_joined(low, high) else Verdict.DIFFERENT
        return Decision(
            (one.profile.record, other.profile.record),
            verdict,
            round(score, 4),
            self._scorer.reasons(one, other),
            self._scorer.maker,
            self._made_at,
        )
