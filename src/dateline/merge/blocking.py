"""Which pairs of records are compared: those that share a block, at a cost that grows with the records.

A block is named by a key. A record's keys join the family of its type with a stretch of days and with a place cell, a
country or a rare word of its report. Two records of one happening nearly always share one of them; most others do not.

Blocks are bounded. In a block of more than `LARGEST` records each is compared with the `LARGEST` that stand next to it
when the block is ordered by its words (copies and reports of one happening stand close), and with `ANCHORS` that are
the same for all, so that 10,000 reports of one day in one city take 10,000 times `LARGEST` comparisons, and whatever
is one incident is still tied together through its anchors. The order comes from content alone, so it is the same
however the records arrived.

What does not belong here: what a comparison says (`comparing`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dateline.merge.background import rarity
from dateline.merge.comparing import Told
from dateline.merge.profile import Profile

LARGEST = 30
ANCHORS = 4
_STRETCH = 4  # days; a record stands in the stretches of its first and last day and of the days beside them
_LONGEST = 45  # days; a longer range is blocked by its report's day instead
_CELL = 1.0  # degrees
_RARE = 4
_STORY = 10  # days; reports of one story come within about as many
_BEFORE = 3  # days; how long before its report an undated happening is looked for


def block_keys(told: Told) -> tuple[str, ...]:
    """The keys of the blocks that a record stands in, sorted; none where it has neither day nor place (`why_alone`)."""
    profile = told.profile
    if why_alone(told) is not None:
        return ()
    wheres = list(_wheres(told))
    happening = {f"{profile.family}|{when}|{where}" for when in _whens(profile) for where in wheres}
    return tuple(sorted(happening.union(_report_keys(told))))


def _report_keys(told: Told) -> Iterator[str]:
    """The keys of what the report is about: its rarest names, with the stretch of days in which it was published.

    They let records meet that are dated or typed differently, as far as their reports are about one thing.
    """
    published = told.profile.published
    if published is not None:
        weeks = {(published - _STORY // 2) // _STORY, (published + _STORY // 2) // _STORY}
        rare = sorted(told.background.names, key=lambda word: (-rarity(word), word))[:_RARE]
        yield from (f"r{week}|{word}" for week in sorted(weeks) for word in rare)


def why_alone(told: Told) -> str | None:
    """Why a record joins nothing on its own, or None where it can.

    It can when it has a day, or its report has, and a place or country, or its report names anything at all.
    """
    profile = told.profile
    if profile.when is None and profile.published is None:
        return "neither the happening nor the report has a day; give the report's day of publication"
    if profile.spot is None and profile.country is None and not profile.place_words and not told.background.names:
        return "neither the happening nor the report names a place"
    return None


def _whens(profile: Profile) -> Iterator[int]:
    when = profile.when
    if when is not None and when.last - when.first <= _LONGEST:
        first, last = when.first - 1, when.last + 1
    elif profile.published is not None:
        first, last = profile.published - _BEFORE, profile.published
    else:
        assert when is not None
        first, last = when.first, when.first
    yield from range(first // _STRETCH, last // _STRETCH + 1)


def _wheres(told: Told) -> Iterator[str]:
    profile, background = told.profile, told.background
    if profile.spot is not None and profile.spot.is_close:
        yield from _cells(profile.spot.latitude, profile.spot.longitude)
    country = profile.country or (profile.spot.country if profile.spot else None)
    rare = sorted(background.names, key=lambda word: (-rarity(word), word))[:_RARE]
    yield from (f"w{word}" for word in rare)
    own = sorted(profile.words, key=lambda word: (-rarity(word), word))[:_RARE]
    yield from (f"w{word}" for word in own)
    if country is not None:
        yield f"c{country}"


def _cells(latitude: float, longitude: float) -> Iterator[str]:
    """The cell of a place and the three that it stands closest to, so that neighbours always share one."""
    row, column = latitude / _CELL, longitude / _CELL
    for up in (0, 1 if row % 1 >= 0.5 else -1):
        for across in (0, 1 if column % 1 >= 0.5 else -1):
            yield f"p{int(row // 1) + up},{int(column // 1) + across}"


def candidates(all_told: Sequence[Told]) -> Iterator[tuple[int, list[int]]]:
    """For each index into ``all_told``, in order, the later indexes that its record is compared with, sorted.

    ``all_told`` must be in an order that content gives (`merging` sorts it), or a bounded block depends on arrival.
    """
    keys = [block_keys(told) for told in all_told]
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(keys):
        for key in own:
            blocks[key].append(index)
    bounded: dict[int, set[int]] = defaultdict(set)
    for key in [key for key, members in blocks.items() if len(members) > LARGEST]:
        for a, b in within_block(blocks.pop(key), all_told):
            bounded[min(a, b)].add(max(a, b))
    for index, own in enumerate(keys):
        found = bounded.pop(index, set())
        for key in own:
            found.update(other for other in blocks.get(key, ()) if other > index)
        yield index, sorted(found)


def within_block(members: Sequence[int], all_told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """The pairs of one block that are compared: all of a small block, a bounded number for each record of a large."""
    if len(members) <= LARGEST:
        yield from ((a, b) for number, a in enumerate(members) for b in members[number + 1 :])
        return
    ordered = sorted(members, key=lambda index: _standing(all_told[index]))
    anchors = ordered[:: max(1, len(ordered) // ANCHORS)][:ANCHORS]
    for number, a in enumerate(ordered):
        yield from ((a, b) for b in ordered[number + 1 : number + 1 + LARGEST // 2])
        yield from ((a, b) for b in anchors if b != a)


def _standing(told: Told) -> tuple[str, ...]:
    """Where a record stands in a large block: by its place, its rarest words, then its id."""
    profile = told.profile
    rare = _rarest(profile.words)
    return (profile.spot.place if profile.spot else "", rare, profile.record)


def _rarest(words: Iterable[str]) -> str:
    return max(words, key=lambda word: (rarity(word), word), default="")
