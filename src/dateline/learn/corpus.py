"""The corpus of our own: marked-up sentences and reports, and the stand-off codings compiled from them.

The form of the marked-up text is described in ``corpus/README.md``. Every fault is named with its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dateline.model import EventType, modes_of

ROLES = ("actor", "recipient", "object", "means", "place", "time")
FIGURES = ("killed", "injured")
STANCES = ("states", "confirms", "claims", "denies", "doubts", "unable-to-verify")
STATUSES = ("occurred", "ongoing", "planned", "failed", "hypothetical", "denied")
CERTAINTIES = ("fact", "attributed", "suspected", "disputed")
RESPONSIBILITIES = ("claimed", "blamed", "denied", "unclaimed")
_LABEL = re.compile(
    r"(e\d+)\.(trigger|actor|recipient|object|means|place|time|killed|injured|source|cue|who)(?::([\w-]+))?"
)
_BOUNDS = re.compile(r"(\d*)\.\.(\d*)")


class MarkupError(Exception):
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
                raise MarkupError(f"{path}:{number}: '@' needs a name")
            item, body = Item(words[0], number, words[1] if len(words) > 1 else None), []
        elif line.startswith("#") or not line.strip():
            continue
        elif item is None:
            raise MarkupError(f"{path}:{number}: text before the first '@ NAME' line")
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
                raise MarkupError(f"{item.name}: a '|' without brackets around it")
            start = open_at.pop()
            for label in marked[index + 1 : end].split():
                match = _LABEL.fullmatch(label)
                if match is None:
                    raise MarkupError(f"{item.name}: label {label!r}; accepted is e1.ROLE or e1.source:STANCE")
                item.spans.append((start, length, match[1], match[2], match[3]))
            index = end
        elif char == "]":
            raise MarkupError(f"{item.name}: a ']' without a label")
        else:
            out.append(char)
            length += 1
        index += 1
    if open_at:
        raise MarkupError(f"{item.name}: a '[' that is never closed")
    item.text = "".join(out)
    if item.title:
        item.title = item.text.split("\n", 1)[0]


def compiled(item: Item) -> dict[str, Any]:
    """The stand-off coding of a marked-up text, in the coding guide's form with the offsets beside each value."""
    if not item.text.strip():
        raise MarkupError(f"{item.name}: no text")
    if item.date is not None:
        date.fromisoformat(item.date)
    told = {event for _, _, event, _, _ in item.spans}
    if told != set(item.records):
        raise MarkupError(f"{item.name}: labels of {sorted(told)} but record lines of {sorted(item.records)}")
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
        raise MarkupError(f"{where}: a record line is TYPE[/mode] STATUS CERTAINTY ...")
    kind, _, mode = words[0].partition("/")
    if kind not in EventType.__members__ and kind not in {t.value for t in EventType}:
        raise MarkupError(f"{where}: type {kind!r}")
    if mode and mode not in modes_of(EventType(kind)):
        raise MarkupError(f"{where}: mode {mode!r} of {kind}; accepted are {sorted(modes_of(EventType(kind)))}")
    if words[1] not in STATUSES or words[2] not in CERTAINTIES:
        raise MarkupError(f"{where}: status {words[1]!r}, certainty {words[2]!r}; accepted {STATUSES}, {CERTAINTIES}")
    more = dict(word.partition("=")[::2] for word in words[3:])
    if unknown := set(more) - {"main", "killed", "injured", "resp", "country", "date"}:
        raise MarkupError(f"{where}: {sorted(unknown)}")
    own = sorted((s, e, role, stance) for s, e, event, role, stance in item.spans if event == name)
    spans: dict[str, list[list[int]]] = {}
    for start, end, role, _ in own:
        spans.setdefault(role, []).append([start, end])
    if not spans.get("trigger"):
        raise MarkupError(f"{where}: no trigger")

    def say(role: str) -> list[str]:
        return list(dict.fromkeys(item.text[start:end] for start, end in spans.get(role, [])))

    record: dict[str, Any] = {"id": name, "type": kind, "mode": mode or None, "triggers": say("trigger")}
    record |= {role: say(role) for role in ROLES}
    record["country"] = more.get("country")
    low, _, high = more.get("date", "..").partition("..")
    record["date_from"], record["date_to"] = low or None, high or low or None
    for figure in FIGURES:
        record[figure] = None
        if (figure in more) != (figure in spans):
            raise MarkupError(f"{where}: {figure} needs both the words and {figure}=LOW..HIGH")
        if figure in more:
            bounds = _BOUNDS.fullmatch(more[figure])
            if bounds is None:
                raise MarkupError(f"{where}: {figure}={more[figure]!r}; accepted is LOW..HIGH, either may be empty")
            record[figure] = {
                "low": int(bounds[1]) if bounds[1] else None,
                "high": int(bounds[2]) if bounds[2] else None,
                "text": say(figure)[0],
            }
    sources = [(s, e, stance) for s, e, role, stance in own if role == "source"]
    cues = [(s, e) for s, e, role, _ in own if role == "cue"]
    if len(cues) != len(sources) or any(stance not in STANCES for _, _, stance in sources):
        raise MarkupError(
            f"{where}: {len(sources)} sources and {len(cues)} cues; each source needs a cue and one of {STANCES}"
        )
    record["attribution"] = [
        {"source": item.text[s:e], "cue": item.text[cs:ce], "stance": stance}
        for (s, e, stance), (cs, ce) in zip(sources, cues, strict=True)
    ]
    record["status"], record["certainty"] = words[1], words[2]
    stance = more.get("resp")
    if stance is not None and stance not in RESPONSIBILITIES:
        raise MarkupError(f"{where}: resp={stance!r}; accepted are {RESPONSIBILITIES}")
    record["responsibility"] = {"who": next(iter(say("who")), None), "stance": stance} if stance else None
    record["main"] = "main" in more or len(item.records) == 1
    record["spans"] = spans
    return record


def compile_corpus(folder: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """The codings of all marked-up texts of ``folder``, and what is wrong in them, a line each."""
    rows, faults, names = [], [], set()
    for path in sorted(folder.glob("sentences/*.txt")) + sorted(folder.glob("reports/*.txt")):
        try:
            for item in items(path):
                if item.name in names:
                    faults.append(f"{path}, line {item.line}: the name {item.name!r} comes twice")
                names.add(item.name)
                try:
                    rows.append(compiled(item))
                except (MarkupError, ValueError) as error:
                    faults.append(f"{path}, line {item.line}: {error}")
        except MarkupError as error:
            faults.append(f"{path}: {error}")
    return rows, faults
