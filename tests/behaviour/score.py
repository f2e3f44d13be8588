"""How many behaviour probes the built-in coder passes, by class; and the floors, which are only ever raised.

A probe is one to three sentences with what a coding must hold (``expect``) and must not hold (``forbid``): partial
events in the coding guide's form. Every ``expect`` needs an event of its own; an event that fits a ``forbid`` fails the
probe. The keys of a partial event:

- a field of the event: equal; of ``killed`` and ``injured`` each bound that is named is equal;
- ``FIELD_contains``: the words stand in one of the field's values; ``FIELD_contains_all``: each of the words does;
  FIELD is ``trigger``, ``actor``, ``recipient``, ``object``, ``means``, ``place`` or ``source``;
- ``responsibility_stance``, ``responsibility_who_contains``: of the responsibility;
- ``source_contains`` with ``stance``: of one and the same attribution;
- ``more_than``: in a ``forbid``, how many fitting events are still allowed.

A list of values stands for any of them, and null for nothing told. ``python -m behaviour.score`` in ``tests`` raises
the floors to what is passed now; it never lowers one. To lower one, edit ``floors.json`` and say why in the change.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import dateline
from dateline.export.codings import guide_event

Event = Mapping[str, Any]

_FOLDER = Path(__file__).parent
_FLOORS = _FOLDER / "floors.json"
_LISTS = {name: name for name in ("actor", "recipient", "object", "means", "place")} | {"trigger": "triggers"}
_EQUAL = frozenset({"type", "mode", "country", "date_from", "date_to", "status", "certainty"})
_KEYS = (
    _EQUAL
    | {"killed", "injured", "responsibility_stance", "responsibility_who_contains", "stance", "more_than"}
    | {f"{name}_contains{ending}" for name in (*_LISTS, "source") for ending in ("", "_all")}
)


@dataclass(frozen=True)
class Probe:
    """One line of ``probes.jsonl``."""

    id: str
    kind: str
    published: date
    text: str
    expect: tuple[Event, ...]
    forbid: tuple[Event, ...]


def load_probes() -> list[Probe]:
    """The probes, in the order of the file. An unknown key or an id that stands twice is an error."""
    probes = [_probe(line) for line in (_FOLDER / "probes.jsonl").read_text(encoding="utf-8").splitlines()]
    ids = [probe.id for probe in probes]
    assert len(ids) == len(set(ids)), f"an id stands twice: {sorted({i for i in ids if ids.count(i) > 1})}"
    return probes


def _probe(line: str) -> Probe:
    data = json.loads(line)
    for wanted in (*data["expect"], *data["forbid"]):
        assert set(wanted) <= _KEYS, f"probe {data['id']!r}: unknown keys {sorted(set(wanted) - _KEYS)}"
    published = date.fromisoformat(data["date"])
    return Probe(data["id"], data["class"], published, data["text"], tuple(data["expect"]), tuple(data["forbid"]))


def load_floors() -> dict[str, int]:
    """The least number of probes of each class that must pass."""
    floors: dict[str, int] = json.loads(_FLOORS.read_text(encoding="utf-8"))
    return floors


def code_probe(probe: Probe) -> list[Event]:
    """The events that the built-in coder finds in the probe."""
    coding = dateline.code(probe.text, published=probe.published)
    return [guide_event(record, number) for number, record in enumerate(coding.records, 1)]


def faults(probe: Probe, events: Sequence[Event]) -> list[str]:
    """What is wrong with ``events``, one line each; empty when the probe passes."""
    found = []
    if not _each_has_its_own(probe.expect, list(events)):
        told = [wanted for wanted in probe.expect if not any(fits(wanted, event) for event in events)]
        found.append(f"missing {told or list(probe.expect)} among {[_label(event) for event in events]}")
    for unwanted in probe.forbid:
        hits = [_label(event) for event in events if fits(unwanted, event)]
        if len(hits) > unwanted.get("more_than", 0):
            found.append(f"forbidden {dict(unwanted)}: {hits}")
    return found


def _each_has_its_own(wanted: Sequence[Event], events: list[Event]) -> bool:
    if not wanted:
        return True
    first, *rest = wanted
    return any(
        fits(first, event) and _each_has_its_own(rest, events[:at] + events[at + 1 :])
        for at, event in enumerate(events)
    )


def _label(event: Event) -> str:
    return f"{event['type']} {' / '.join(event['triggers'])!r}"


def fits(wanted: Event, event: Event) -> bool:
    """Whether ``event`` meets every key of the partial event ``wanted``."""
    return all(_meets(key, wanted, event) for key in wanted if key != "more_than")


def _meets(key: str, wanted: Event, event: Event) -> bool:
    choices = wanted[key] if isinstance(wanted[key], list) else [wanted[key]]
    if key in _EQUAL:
        return event[key] in choices
    if key in ("killed", "injured"):
        return any(_same_figure(choice, event[key]) for choice in choices)
    if key.startswith("responsibility"):
        told = event["responsibility"] or {"stance": None, "who": None}
        if key == "responsibility_stance":
            return told["stance"] in choices
        return any(_stands_in(choice, [told["who"]] if told["who"] else []) for choice in choices)
    if key in ("source_contains", "stance"):
        return _has_voice(wanted, event["attribution"])
    name, _, ending = key.partition("_contains")
    values = [voice["source"] or "" for voice in event["attribution"]] if name == "source" else event[_LISTS[name]]
    each = (_stands_in(choice, values) for choice in choices)
    return all(each) if ending else any(each)


def _same_figure(wanted: Event | None, told: Event | None) -> bool:
    if wanted is None or told is None:
        return wanted is told
    return all(told[bound] == number for bound, number in wanted.items())


def _stands_in(words: str | None, values: Sequence[str]) -> bool:
    if words is None:
        return not values
    return any(words.casefold() in value.casefold() for value in values)


def _has_voice(wanted: Event, voices: Sequence[Event]) -> bool:
    source, stance = wanted.get("source_contains", ""), wanted.get("stance")
    if source is None:
        return not voices
    return any(_stands_in(source, [voice["source"] or ""]) and stance in (None, voice["stance"]) for voice in voices)


def passed_by_class(probes: Sequence[Probe]) -> dict[str, int]:
    """How many probes of each class pass."""
    passed: dict[str, int] = defaultdict(int)
    for probe in probes:
        passed[probe.kind] += not faults(probe, code_probe(probe))
    return dict(passed)


def raise_floors() -> None:
    """Write the floors anew: what is passed now, where that is more than the floor that stands."""
    old = load_floors() if _FLOORS.exists() else {}
    now = passed_by_class(load_probes())
    raised = {kind: max(count, old.get(kind, 0)) for kind, count in now.items()}
    _FLOORS.write_text(json.dumps(raised, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise_floors()
