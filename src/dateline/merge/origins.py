"""Which reports of an incident tell it independently of each other.

Two reports are one origin when one copies or rewrites the other, when they come from one publisher, or when all that
both tell of the happening rests on one speaker (not for verbal acts, where the speaker is the doer). What is joined to
the same report is joined to each other. Source of the rule: the story sets' definition of independent origins.

What does not belong here: how well an incident is verified (`grading`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.merge.profile import FAMILIES, Profile, Speaker
from dateline.merge.shingles import Sketch, shared
from dateline.merge.words import stems
from dateline.model import EventType
from dateline.model.incident import Bond, OriginBond

COPIED = 0.6
REWRITTEN = 0.2
"""Shares of the shorter text's word sequences that stand in the longer text."""
_MOST_COMPARED = 60
_VERBAL = frozenset(kind for kind, family in FAMILIES.items() if family == "words") | {
    EventType.AGREE,
    EventType.SUPPORT,
    EventType.CONCEDE,
    EventType.CONSULT,
}


@dataclass(frozen=True, slots=True)
class Teller:
    """One report as a teller of one incident. records: the profiles of its records in the incident."""

    report: str
    published: int | None
    publisher: str | None
    sketch: Sketch
    records: tuple[Profile, ...]

    @property
    def rank(self) -> tuple[int, str]:
        """By day of publication, unknown days last, then by id."""
        return (self.published if self.published is not None else 10**9, self.report)


def origins_of(tellers: Iterable[Teller]) -> tuple[tuple[tuple[str, ...], ...], tuple[Bond, ...]]:
    """The groups of report ids, each sorted and the groups sorted, and the bonds that join reports.

    Each report is held against the `_MOST_COMPARED` before it, so that an incident of 10,000 reports takes 10,000
    times as long as one report, not its square; reports of one publisher are found without comparison.
    """
    ordered = sorted(tellers, key=lambda teller: teller.rank)
    bonds = sorted(_bonds(ordered), key=lambda bond: (bond.earlier, bond.later, bond.kind))
    root = {teller.report: teller.report for teller in ordered}

    def find(report: str) -> str:
        while root[report] != report:
            root[report] = root[root[report]]
            report = root[report]
        return report

    for bond in bonds:
        a, b = sorted((find(bond.earlier), find(bond.later)))
        root[b] = a
    groups: dict[str, list[str]] = {}
    for report in sorted(root):
        groups.setdefault(find(report), []).append(report)
    return tuple(tuple(group) for _, group in sorted(groups.items())), tuple(bonds)


def _bonds(ordered: Sequence[Teller]) -> Iterator[Bond]:
    first_of: dict[str, str] = {}
    for number, later in enumerate(ordered):
        publisher = _name(later.publisher)
        if publisher and publisher in first_of:
            words = f"both published by {later.publisher}"
            yield Bond(first_of[publisher], later.report, OriginBond.PUBLISHER, words)
        elif publisher:
            first_of[publisher] = later.report
        for earlier in ordered[max(0, number - _MOST_COMPARED) : number]:
            bond = _bond(earlier, later)
            if bond is not None:
                yield bond


def _name(publisher: str | None) -> str:
    return " ".join((publisher or "").casefold().split()).removeprefix("the ")


def _bond(earlier: Teller, later: Teller) -> Bond | None:
    _, contained = shared(earlier.sketch, later.sketch)
    words = f"{round(100 * contained)} % of the shorter text's word sequences stand in the other"
    if contained >= COPIED:
        return Bond(earlier.report, later.report, OriginBond.COPY, words)
    if contained >= REWRITTEN:
        return Bond(earlier.report, later.report, OriginBond.REWRITE, words)
    speaker = _only_speaker(earlier)
    other = _only_speaker(later)
    if speaker is not None and other is not None and _is_same(speaker, other):
        told = f"all that both tell rests on {' '.join(speaker.key)} / {' '.join(other.key)}"
        return Bond(earlier.report, later.report, OriginBond.SHARED_SOURCE, told)
    return None


def _only_speaker(teller: Teller) -> Speaker | None:
    """The one speaker on whom all that a report tells of the happening rests, or None."""
    speakers = [speaker for record in teller.records for speaker in record.speakers]
    if not speakers or any(record.is_own_voice or record.type in _VERBAL for record in teller.records):
        return None
    first = speakers[0]
    return first if first.key and all(_is_same(first, speaker) for speaker in speakers) else None


def _is_same(one: Speaker, other: Speaker) -> bool:
    a, b = set(one.key), set(other.key)
    return bool(a) and (a <= b or b <= a)


def mentions_publisher(text: str, publisher: str) -> bool:
    """Whether a text names a publisher by all the words of its name."""
    name = stems(publisher)
    return bool(name) and set(name) <= set(stems(text))


def by_report(profiles: Iterable[Profile]) -> Mapping[str, list[Profile]]:
    """The profiles of each report, in order."""
    found: dict[str, list[Profile]] = {}
    for profile in profiles:
        found.setdefault(profile.report, []).append(profile)
    return found
