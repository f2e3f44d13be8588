"""Behaviour probes: short texts with what a coding of them must hold and must not hold, scored by class.

A probe passes when every entry of ``expect`` is met by an event of its own and no entry of ``forbid`` is met by any. An
entry is a partial event of the coding guide's form; an event meets it when it meets all its keys:

- ``type``, ``mode``, ``country``, ``date_from``, ``date_to``, ``status``, ``certainty``: equal. An event without a
  status counts as occurred, one without a certainty as fact;
- ``FIELD_contains``: the words stand in one of the field's values, case aside; ``FIELD_contains_all``: each of the
  words does, an inner list holding alternatives. FIELD is trigger, actor, recipient, object, means or place;
- ``killed``, ``injured``: each bound that is named is equal;
- ``responsibility_stance``, ``responsibility_who_contains``;
- ``source_contains`` and ``stance``: of one and the same attribution; ``source_contains_all``: each of the words stands
  in some source; ``first_source_contains``: in the first, which is the innermost;
- ``more_than``: in ``forbid``, how many events may still meet the entry.

A list stands for alternatives and null for nothing told. The figures agree with the benchmark data's scorer; a test
compares the two. What does not belong here: coding the probes (`run`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dateline.errors import RunError
from dateline.evaluate.json_lines import json_objects, kind_of, listed, mapping_of, required_text, text_of
from dateline.evaluate.tally import Share

Event = Mapping[str, Any]
"""A whole event of the coding guide's form, or a part of one."""

_LISTS = {"trigger": "triggers"} | {name: name for name in ("actor", "recipient", "object", "means", "place")}
_EQUAL = frozenset({"type", "mode", "country", "date_from", "date_to", "status", "certainty"})
_FIGURES = frozenset({"killed", "injured"})
_VOICE = frozenset({"source_contains", "stance"})
_UNTOLD_MEANS = {"status": "occurred", "certainty": "fact"}
_ALLOWED = "more_than"
_KEYS = frozenset(
    {*_EQUAL, *_FIGURES, *_VOICE}
    | {"responsibility_stance", "responsibility_who_contains", "source_contains_all", "first_source_contains"}
    | {f"{name}_contains{ending}" for name in _LISTS for ending in ("", "_all")}
    | {_ALLOWED}
)


@dataclass(frozen=True, slots=True)
class Probe:
    """One text with what its coding must hold (``expect``) and must not hold (``forbid``).

    kind: its class.
    """

    id: str
    kind: str
    published: date
    text: str
    expect: tuple[Event, ...]
    forbid: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with the coding of a probe: an entry that is missed, or one met against its ``forbid``.

    entry: the partial event. nearest: the event that comes nearest to a missed entry, None where none is left; and
    misses: the keys in which it differs. hits: the events that meet a forbidden entry.
    """

    entry: Event
    is_missing: bool
    nearest: Event | None = None
    misses: tuple[str, ...] = ()
    hits: tuple[Event, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The fault in the form of the benchmark data's scorer."""
        if not self.is_missing:
            return {"forbidden": dict(self.entry), "records": [_label(event) for event in self.hits]}
        told: dict[str, Any] = {"missing": dict(self.entry)}
        if self.nearest is not None:
            told |= {"nearest": _label(self.nearest), "differs_in": list(self.misses)}
        return told


@dataclass(frozen=True, slots=True)
class ProbeScores:
    """What is wrong with the coding of each probe, and how many probes pass.

    faults: by probe id, () for a probe that passes. without_coding: how many probes no coding was given for.
    surplus: the ids of codings that no probe has, in order.
    """

    probes: tuple[Probe, ...]
    faults: Mapping[str, tuple[Fault, ...]]
    without_coding: int
    surplus: tuple[str, ...]

    @property
    def passed(self) -> Share:
        """The share of all probes that pass."""
        return self._share(self.probes)

    @property
    def by_class(self) -> dict[str, Share]:
        """The share that passes in each class, in the order of the probes."""
        kinds = dict.fromkeys(probe.kind for probe in self.probes)
        return {kind: self._share([probe for probe in self.probes if probe.kind == kind]) for kind in kinds}

    def to_json(self, *, failures: bool = False) -> dict[str, Any]:
        """The figures by name, shares rounded to three digits; failures: with what is wrong, probe by probe."""
        passed, silent = self.passed, [probe for probe in self.probes if not find_faults(probe, ())]
        told: dict[str, Any] = {
            "probes": passed.told,
            "passed": passed.right,
            "pass_rate": _rate(passed),
            "pass_rate_positive": _rate(self._share([probe for probe in self.probes if probe.expect])),
            "pass_rate_of_empty_coding": _rate(Share(len(silent), passed.told)),
            "by_class": {
                kind: {"passed": share.right, "of": share.told, "pass_rate": _rate(share)}
                for kind, share in self.by_class.items()
            },
            "probes_without_coding": self.without_coding,
            "codings_without_probe": list(self.surplus),
        }
        if failures:
            told["failures"] = [
                {"id": probe.id, "class": probe.kind, "why": [fault.to_json() for fault in found]}
                for probe in self.probes
                if (found := self.faults[probe.id])
            ]
        return told

    def _share(self, probes: Sequence[Probe]) -> Share:
        return Share(sum(not self.faults[probe.id] for probe in probes), len(probes))


def _rate(share: Share) -> float | None:
    return round(share.value, 3) if share.told else None


def _label(event: Event) -> dict[str, Any]:
    return {"type": event.get("type"), "trigger": next(iter(_texts(event.get("triggers"))), None)}


# ------------------------------------------------------------------------------------------------ reading the files


def load_probes(paths: Iterable[Path]) -> tuple[Probe, ...]:
    """The probes of files of JSON lines, in order; see `parse_probes`.

    Raises:
        ConfigError: a file cannot be read.
        RunError: a line is no probe, or an id stands twice, be it in two files.
    """
    probes = [probe for path in paths for probe in parse_probes(text_of(path).split("\n"), str(path))]
    twice = [identity for identity, count in Counter(probe.id for probe in probes).items() if count > 1]
    if twice:
        raise RunError(f"probe {twice[0]!r} stands in two of the files; one of each id can be scored. Take one out.")
    return tuple(probes)


def parse_probes(lines: Iterable[str], origin: str) -> tuple[Probe, ...]:
    """The probes of JSON lines, ``{"id", "class", "date", "text", "expect", "forbid"}`` each.

    Raises:
        RunError: a line is no such probe, has a key that no event can meet, or an id stands twice; the message names
            the line.
    """
    form = '{"id", "class", "date", "text", "expect", "forbid"}'
    return tuple(_probe(place, identity, row) for place, identity, row in json_objects(lines, origin, form))


def _probe(place: str, identity: str, row: Mapping[str, Any]) -> Probe:
    told = required_text(row, "date", place)
    try:
        published = date.fromisoformat(told)
    except ValueError as error:
        raise RunError(f"{place}: 'date' is {told!r}; accepted is a day as YYYY-MM-DD. Mend it.") from error
    return Probe(
        identity,
        required_text(row, "class", place),
        published,
        required_text(row, "text", place),
        _entries(row, "expect", place),
        _entries(row, "forbid", place),
    )


def _entries(row: Mapping[str, Any], key: str, place: str) -> tuple[Event, ...]:
    entries = tuple(mapping_of(entry, f"{place}, {key}") for entry in listed(row, key, place))
    unknown = sorted({name for entry in entries for name in entry} - _KEYS)
    if unknown:
        raise RunError(f"{place}, {key}: {unknown} is no key of an entry; accepted are {sorted(_KEYS)}. Mend it.")
    return entries


def parse_probe_codings(lines: Iterable[str], origin: str) -> dict[str, tuple[Event, ...]]:
    """The events of each probe by its id, from JSON lines ``{"id", "events"}`` in the coding guide's form.

    Raises:
        RunError: a line is no such coding, or an id stands twice; the message names the line.
    """
    found = {}
    for place, identity, row in json_objects(lines, origin, '{"id", "events"}'):
        if "events" not in row:
            raise RunError(f"{place}: 'events' is {kind_of(None)}; accepted is a list of events, [] for none. Add it.")
        found[identity] = tuple(mapping_of(event, f"{place}, events") for event in listed(row, "events", place))
    return found


# ------------------------------------------------------------------------------------------------ scoring


def score_probes(probes: Sequence[Probe], codings: Mapping[str, Sequence[Event]]) -> ProbeScores:
    """What is wrong with the coding of each probe; a probe without one counts as coded without events."""
    faults = {probe.id: find_faults(probe, codings.get(probe.id, ())) for probe in probes}
    surplus = tuple(sorted(codings.keys() - faults.keys()))
    return ProbeScores(tuple(probes), faults, sum(probe.id not in codings for probe in probes), surplus)


def find_faults(probe: Probe, events: Sequence[Event]) -> tuple[Fault, ...]:
    """What is wrong with ``events`` as the coding of ``probe``; () where it passes."""
    served = _serve(probe.expect, events)
    free = [event for number, event in enumerate(events) if number not in served.values()]
    faults = [_missing(entry, free) for number, entry in enumerate(probe.expect) if number not in served]
    for entry in probe.forbid:
        hits = tuple(event for event in events if fits(entry, event))
        if len(hits) > entry.get(_ALLOWED, 0):
            faults.append(Fault(entry, is_missing=False, hits=hits))
    return tuple(faults)


def _missing(entry: Event, free: Sequence[Event]) -> Fault:
    each = [(tuple(_misses(entry, event)), event) for event in free]
    misses, nearest = min(each, key=lambda pair: ("type" in pair[0], len(pair[0])), default=((), None))
    return Fault(entry, is_missing=True, nearest=nearest, misses=misses)


def _serve(entries: Sequence[Event], events: Sequence[Event]) -> dict[int, int]:
    """A largest assignment of entries to events, each event serving one: {entry: event} (augmenting paths)."""
    fitting = [[number for number, event in enumerate(events) if fits(entry, event)] for entry in entries]
    holder: dict[int, int] = {}

    def place(entry: int, seen: set[int]) -> bool:
        for event in fitting[entry]:
            if event not in seen:
                seen.add(event)
                if event not in holder or place(holder[event], seen):
                    holder[event] = entry
                    return True
        return False

    for entry in range(len(entries)):
        place(entry, set())
    return {entry: event for event, entry in holder.items()}


def fits(entry: Event, event: Event) -> bool:
    """Whether ``event`` meets every key of the partial event ``entry``."""
    return not any(_misses(entry, event))


def _misses(entry: Event, event: Event) -> Iterator[str]:
    return (key for key in entry if key != _ALLOWED and not _meets(key, entry, event))


def _meets(key: str, entry: Event, event: Event) -> bool:
    wanted = entry[key]
    if key in _EQUAL:
        return (event.get(key) or _UNTOLD_MEANS.get(key)) in _choices(wanted)
    if key in _FIGURES:
        return any(_is_figure(choice, event.get(key)) for choice in _choices(wanted))
    if key.startswith("responsibility"):
        told = event.get("responsibility") or {}
        if key == "responsibility_stance":
            return told.get("stance") in _choices(wanted)
        return _stands_in(wanted, _texts(told.get("who")))
    if key in _VOICE or key in ("source_contains_all", "first_source_contains"):
        return _is_voiced(key, entry, event)
    field, _, ending = key.partition("_contains")
    values = _texts(event.get(_LISTS[field]))
    return all(_stands_in(word, values) for word in _choices(wanted)) if ending else _stands_in(wanted, values)


def _is_voiced(key: str, entry: Event, event: Event) -> bool:
    voices = [voice for voice in event.get("attribution") or () if isinstance(voice, Mapping)]
    sources = [_texts(voice.get("source")) for voice in voices]
    if key == "source_contains_all":
        return all(_stands_in(word, [text for source in sources for text in source]) for word in _choices(entry[key]))
    if key == "first_source_contains":
        return _stands_in(entry[key], sources[0] if sources else [])
    if None in _choices(entry[key]) and not voices:
        return True
    return any(
        ("source_contains" not in entry or _stands_in(entry["source_contains"], source))
        and ("stance" not in entry or voice.get("stance") in _choices(entry["stance"]))
        for voice, source in zip(voices, sources, strict=True)
    )


def _choices(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]


def _texts(value: Any) -> list[str]:
    return [str(each) for each in _choices(value) if each is not None and each != ""]


def _stands_in(wanted: Any, values: Sequence[str]) -> bool:
    return any(
        not values if words is None else any(words.casefold() in value.casefold() for value in values)
        for words in _choices(wanted)
    )


def _is_figure(wanted: Event | None, told: Any) -> bool:
    if wanted is None or not isinstance(told, Mapping):
        return wanted is None and told is None
    return all(told.get(bound) in _choices(number) for bound, number in wanted.items())
