"""Which predicted record tells which gold mention.

Inside each report, records and gold mentions are paired one to one, the best pair first: words equal to the clearest
mention count 4, equal to a further one 3, a word stem shared with the clearest 2, with a further one 1; the same type
adds 0.5, and each further word that fits 0.1, so that ties are broken. Happenings that only one report tells take part,
so that a record about them is not taken for an incident. Source: the scorer of the story sets, with its stems.

What does not belong here: the figures (`figures`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.evaluate.incidents.form import GoldStories, PredictedIncident, PredictedMember

Mention = tuple[str, str]
"""Id of a gold incident and id of the report that tells it."""

_STOP = frozenset(
    "a an the of in on at to from into onto for with by and or as its his her their was were is are be been being had "
    "has have having will would could up out off down away over under not no that this it he she they".split()
)
_ENDS = ("ings", "ing", "ers", "er", "ed", "es", "s", "e")
_MOST_FURTHER = 3


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each predicted record tells.

    at: the index of the predicted incident that tells each gold mention that was found. once: by predicted index, how
    many of its records tell a happening that is told once. free: (predicted index, report) of all other records.
    """

    at: dict[Mention, int] = field(default_factory=dict)
    once: Counter[int] = field(default_factory=Counter)
    free: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Slot:
    """What a record of one report can tell. key: the gold mention; None for a happening that is told once."""

    key: Mention | None
    clearest: str
    others: tuple[str, ...]
    type: str


def map_records(gold: GoldStories, predicted: Sequence[PredictedIncident]) -> Mapping:
    """Pair the records of ``predicted`` with the mentions of ``gold``."""
    slots, members = _slots(gold), _members(predicted)
    found = Mapping()
    for report, own in members.items():
        taken: set[int] = set()
        filled: set[int] = set()
        for _, a, b in sorted(_pairs(own, slots[report])):
            if a in taken or b in filled:
                continue
            taken.add(a)
            filled.add(b)
            key = slots[report][b].key
            if key is None:
                found.once[own[a][0]] += 1
            else:
                found.at[key] = own[a][0]
        found.free.extend((index, report) for a, (index, _) in enumerate(own) if a not in taken)
    return found


def _slots(gold: GoldStories) -> dict[str, list[_Slot]]:
    slots: dict[str, list[_Slot]] = defaultdict(list)
    for incident in gold.incidents:
        for report, words in incident.mentions.items():
            others = incident.others.get(report, ())
            slots[report].append(_Slot((incident.id, report), words, others, incident.type))
    for once in gold.told_once:
        slots[once.report].append(_Slot(None, once.trigger, (), once.type))
    return slots


def _members(predicted: Sequence[PredictedIncident]) -> dict[str, list[tuple[int, PredictedMember]]]:
    members: dict[str, list[tuple[int, PredictedMember]]] = defaultdict(list)
    for index, incident in enumerate(predicted):
        for member in incident.members:
            members[member.report].append((index, member))
    return members


def _pairs(own: Sequence[tuple[int, PredictedMember]], slots: Sequence[_Slot]) -> list[tuple[float, int, int]]:
    """Pairs of a record and a slot that fit, as (minus how well, record, slot)."""
    pairs = []
    for a, (_, member) in enumerate(own):
        for b, slot in enumerate(slots):
            fits = [fit for fit in (_fit(words, slot) for words in member.triggers) if fit]
            if fits:
                further = 0.1 * min(len(fits) - 1, _MOST_FURTHER)
                pairs.append((-(max(fits) + further + (0.5 if member.type == slot.type else 0)), a, b))
    return pairs


def _fit(trigger: str, slot: _Slot) -> int:
    words = _plain(trigger)
    if not words:
        return 0
    if words == _plain(slot.clearest):
        return 4
    if any(words == _plain(other) for other in slot.others):
        return 3
    stems = _stems(words)
    if stems & _stems(_plain(slot.clearest)):
        return 2
    return 1 if any(stems & _stems(_plain(other)) for other in slot.others) else 0


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower().replace("’", "'")))


def _stems(plain: str) -> set[str]:
    words = plain.split()
    return {_stem(word) for word in words if word not in _STOP} or set(words)


def _stem(word: str) -> str:
    for end in _ENDS:
        if word.endswith(end) and len(word) - len(end) >= 3:
            word = word[: -len(end)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
