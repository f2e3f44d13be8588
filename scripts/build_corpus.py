"""Compile the marked-up sentences and reports of ``corpus/`` into stand-off codings.

usage: build_corpus.py [FILE ...] [--output corpus/corpus.jsonl] [--check]

Without files, all of ``corpus/sentences/*.txt`` and ``corpus/reports/*.txt`` are compiled and written; with files they
are only checked. The form of the marked-up text is described in ``corpus/README.md``. Every fault is named with its
file and line.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dateline.model import EventType, modes_of

CORPUS = Path(__file__).parent.parent / "corpus"
ROLES = ("actor", "recipient", "object", "means", "place", "time")
FIGURES = ("killed", "injured")
STANCES = ("states", "confirms", "claims", "denies", "doubts", "unable-to-verify")
STATUSES = ("occurred", "ongoing", "planned", "failed", "hypothetical", "denied")
CERTAINTIES = ("fact", "attributed", "suspected", "disputed")
RESPONSIBILITIES = ("claimed", "blamed", "denied", "unclaimed")
_LABEL = re.compile(r"(e\d+)\.(trigger|actor|recipient|object|means|place|time|killed|injured|source|cue|who)(?::([\w-]+))?")
_BOUNDS = re.compile(r"(\d*)\.\.(\d*)")


class Fault(Exception):
    """Something in a marked-up file that cannot be compiled."""


@dataclass
class Item:
    """One marked-up text: its name, date, text, spans by label, and record lines."""

    name: str
    line: int
    date: str | None
    title: str = ""
    text: str = ""
    spans: list[tuple[int, int, str, str, str | None]] = field(default_factory=list)
    records: dict[str, str] = field(default_factory=dict)


def items(path: Path) -> Iterator[Item]:
    """The marked-up texts of a file."""
    item: Item | None = None
    body: list[str] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), "@ end"], 1):
        if line.startswith("@ "):
            if item is not None:
                _unmark(item, body)
                yield item
            words = line[2:].split()
            if not words:
                raise Fault(f"{path}:{number}: '@' needs a name")
            item, body = Item(words[0], number, words[1] if len(words) > 1 else None), []
        elif line.startswith("#") or not line.strip():
            continue
        elif item is None:
            raise Fault(f"{path}:{number}: text before the first '@ NAME' line")
        elif line.startswith("T: "):
            item.title = line[3:]
        elif line.startswith("= "):
            name, _, rest = line[2:].strip().partition(" ")
            item.records[name] = rest
        else:
            body.append(line.strip())


def _unmark(item: Item, body: list[str]) -> None:
    marked = (item.title + "\n" if item.title else "") + "\n".join(body)
    out: list[str] = []
    open_at: list[int] = []
    length = index = 0
    while index < len(marked):
        char = marked[index]
        if char == "[":
            open_at.append(length)
        elif char == "|":
            end = marked.find("]", index)
            if not open_at or end < 0:
                raise Fault(f"{item.name}: a '|' without brackets around it")
            start = open_at.pop()
            for label in marked[index + 1 : end].split():
                match = _LABEL.fullmatch(label)
                if match is None:
                    raise Fault(f"{item.name}: label {label!r}; accepted is e1.ROLE or e1.source:STANCE")
                item.spans.append((start, length, match[1], match[2], match[3]))
            index = end
        elif char == "]":
            raise Fault(f"{item.name}: a ']' without a label")
        else:
            out.append(char)
            length += 1
        index += 1
    if open_at:
        raise Fault(f"{item.name}: a '[' that is never closed")
    item.text = "".join(out)


def compiled(item: Item) -> dict[str, Any]:
    """The stand-off coding of a marked-up text, in the coding guide's form with the offsets beside each value."""
    if not item.text.strip():
        raise Fault(f"{item.name}: no text")
    if item.date is not None:
        date.fromisoformat(item.date)
    told = {event for _, _, event, _, _ in item.spans}
    if told != set(item.records):
        raise Fault(f"{item.name}: labels of {sorted(told)} but record lines of {sorted(item.records)}")
    return {
        "id": item.name,
        "date": item.date,
        "title": item.title,
        "text": item.text[len(item.title) + 1 :] if item.title else item.text,
        "events": [_record(item, name, line) for name, line in item.records.items()],
    }


def _record(item: Item, name: str, line: str) -> dict[str, Any]:
    where = f"{item.name} {name}"
    words = line.split()
    if len(words) < 3:
        raise Fault(f"{where}: a record line is TYPE[/mode] STATUS CERTAINTY ...")
    kind, _, mode = words[0].partition("/")
    if kind not in EventType.__members__ and kind not in {t.value for t in EventType}:
        raise Fault(f"{where}: type {kind!r}")
    if mode and mode not in modes_of(EventType(kind)):
        raise Fault(f"{where}: mode {mode!r} of {kind}; accepted are {sorted(modes_of(EventType(kind)))}")
    if words[1] not in STATUSES or words[2] not in CERTAINTIES:
        raise Fault(f"{where}: status {words[1]!r}, certainty {words[2]!r}; accepted {STATUSES}, {CERTAINTIES}")
    more = dict(word.partition("=")[::2] for word in words[3:])
    if unknown := set(more) - {"main", "killed", "injured", "resp", "country", "date"}:
        raise Fault(f"{where}: {sorted(unknown)}")
    own = sorted((s, e, role, stance) for s, e, event, role, stance in item.spans if event == name)
    spans: dict[str, list[list[int]]] = {}
    for start, end, role, _ in own:
        spans.setdefault(role, []).append([start, end])
    if not spans.get("trigger"):
        raise Fault(f"{where}: no trigger")
    say = lambda role: list(dict.fromkeys(item.text[s:e] for s, e in spans.get(role, [])))
    record: dict[str, Any] = {"id": name, "type": kind, "mode": mode or None, "triggers": say("trigger")}
    record |= {role: say(role) for role in ROLES}
    record["country"] = more.get("country")
    low, _, high = more.get("date", "..").partition("..")
    record["date_from"], record["date_to"] = low or None, high or low or None
    for figure in FIGURES:
        record[figure] = None
        if (figure in more) != (figure in spans):
            raise Fault(f"{where}: {figure} needs both the words and {figure}=LOW..HIGH")
        if figure in more:
            bounds = _BOUNDS.fullmatch(more[figure])
            if bounds is None:
                raise Fault(f"{where}: {figure}={more[figure]!r}; accepted is LOW..HIGH, either may be empty")
            record[figure] = {
                "low": int(bounds[1]) if bounds[1] else None,
                "high": int(bounds[2]) if bounds[2] else None,
                "text": say(figure)[0],
            }
    sources = [(s, e, stance) for s, e, role, stance in own if role == "source"]
    cues = [(s, e) for s, e, role, _ in own if role == "cue"]
    if len(cues) != len(sources) or any(stance not in STANCES for _, _, stance in sources):
        raise Fault(f"{where}: {len(sources)} sources and {len(cues)} cues; each source needs a cue and one of {STANCES}")
    record["attribution"] = [
        {"source": item.text[s:e], "cue": item.text[cs:ce], "stance": stance}
        for (s, e, stance), (cs, ce) in zip(sources, cues, strict=True)
    ]
    record["status"], record["certainty"] = words[1], words[2]
    stance = more.get("resp")
    if stance is not None and stance not in RESPONSIBILITIES:
        raise Fault(f"{where}: resp={stance!r}; accepted are {RESPONSIBILITIES}")
    record["responsibility"] = {"who": (say("who") or [None])[0], "stance": stance} if stance else None
    record["main"] = "main" in more or len(item.records) == 1
    record["spans"] = spans
    return record


def main() -> int:
    """Compile or check; the number of faults is the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--output", type=Path, default=CORPUS / "corpus.jsonl")
    given = parser.parse_args()
    files = given.files or sorted(CORPUS.glob("sentences/*.txt")) + sorted(CORPUS.glob("reports/*.txt"))
    rows, faults, names = [], [], set()
    for path in files:
        try:
            each = list(items(path))
        except Fault as fault:
            faults.append(str(fault) if str(fault).startswith(str(path)) else f"{path}: {fault}")
            continue
        for item in each:
            try:
                if item.name in names:
                    raise Fault(f"{item.name}: the name comes twice")
                names.add(item.name)
                rows.append(compiled(item))
            except (Fault, ValueError) as fault:
                faults.append(f"{path}:{item.line}: {fault}")
    for fault in faults:
        print(fault, file=sys.stderr)
    if not given.files and not faults:
        lines = (json.dumps(row, ensure_ascii=False, sort_keys=False) + "\n" for row in rows)
        given.output.write_text("".join(lines), encoding="utf-8")
    print(f"{len(rows)} texts, {sum(len(row['events']) for row in rows)} records, {len(faults)} faults")
    return min(len(faults), 1)


if __name__ == "__main__":
    sys.exit(main())
