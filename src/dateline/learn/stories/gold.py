"""All stories of a folder to ``reports.json`` and ``gold.json``, the form of the scorer of story sets.

Incidents are named ``NN-name``. Reports of an incident are the ones that tell it, the earliest first.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from dateline.learn.stories.checks import declared, faults, is_told_once
from dateline.learn.stories.counts import Count
from dateline.learn.stories.form import BoundsForm, IncidentForm, ReportForm, Story, StoryError, read_story
from dateline.learn.stories.marks import MarkKind

ABOUT = "Invented stories of several reports each, written to measure the merging of reports into incidents."


@dataclass(frozen=True, slots=True)
class StorySet:
    """What the files say, in the form that is written to disk, and what is wrong in them, a line each."""

    reports: list[dict[str, Any]]
    gold: dict[str, Any]
    faults: list[str]

    def files(self) -> dict[str, str]:
        """The content of ``reports.json`` and ``gold.json``, one report, incident or link a line."""
        parts = (f" {json.dumps(key)}: {_lines(value)}" for key, value in self.gold.items())
        return {"reports.json": _lines(self.reports) + "\n", "gold.json": "{\n" + ",\n".join(parts) + "\n}\n"}


def compile_stories(folder: Path) -> StorySet:
    """Compile the stories ``folder/*.toml`` in the order of their names."""
    stories: list[Story] = []
    wrong: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            story = read_story(path)
        except StoryError as error:
            wrong += [f"{path}: {fault}" for fault in error.args]
            continue
        if any(story.number == other.number for other in stories):
            wrong.append(f"{path}: the number {story.number} comes twice")
        wrong += [f"{path}: {fault}" for fault in faults(story)]
        stories.append(story)
    if wrong:
        return StorySet([], {}, wrong)
    if not stories:
        return StorySet([], {}, [f"{folder}: no NN-short-name.toml there"])
    return StorySet([_report(s, r) for s in stories for r in s.form.report], _gold(stories), [])


def _lines(value: Any) -> str:
    """JSON in which each item of a list stands on a line of its own."""
    if not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in value) + "\n ]"


def _report(story: Story, report: ReportForm) -> dict[str, Any]:
    text = story.texts[report.id].text
    return {"id": report.id, "date": report.date.isoformat()} | {
        "publisher": report.publisher,
        "title": report.title,
        "text": text,
    }


def _gold(stories: list[Story]) -> dict[str, Any]:
    listed = [(s, i) for s in stories for i in s.form.incident]
    return {
        "about": ABOUT,
        "stories": {story.number: story.form.about for story in stories},
        "incidents": [_incident(s, i) for s, i in listed if not is_told_once(s, i)],
        "links": [
            {"from": f"{s.number}-{link.from_}", "to": f"{s.number}-{link.to}", "kind": link.kind}
            for s in stories
            for link in s.form.link
        ],
        "told_once": [_told_once(s, i) for s, i in listed if is_told_once(s, i)],
        "day_words": {report.id: _days(story, report.id) for story in stories for report in story.form.report},
    }


def _days(story: Story, report: str) -> list[dict[str, str | None]]:
    marks = story.texts[report].marks
    return [{"words": mark.words, "date": mark.name or None} for mark in marks if mark.kind is MarkKind.DAY]


def _told_once(story: Story, incident: IncidentForm) -> dict[str, Any]:
    (report,) = story.tellers(incident.name)
    main = next(mark for mark in story.marks(report.id, incident.name) if mark.kind is MarkKind.MAIN)
    where = {"report": report.id, "trigger": main.words, "trigger_start": main.start}
    return {"story": story.number, "name": incident.name} | where | {"type": incident.type.value, "mode": incident.mode}


def _incident(story: Story, incident: IncidentForm) -> dict[str, Any]:
    told = [report.id for report in story.tellers(incident.name)]
    marks = {report: story.marks(report, incident.name) for report in told}
    mains = {report: next(m for m in marks[report] if m.kind is MarkKind.MAIN) for report in told}
    further = {
        report: list(dict.fromkeys(m.words for m in marks[report] if m.kind is MarkKind.FURTHER)) for report in told
    }
    places = {report: m.words for report in told for m in marks[report] if m.kind is MarkKind.PLACE}
    origins = _origins(story, incident)
    return {
        "id": f"{story.number}-{incident.name}",
        "story": story.number,
        "role": incident.role,
        "type": incident.type.value,
        "mode": incident.mode,
        "place": incident.place,
        "country": incident.country,
        "status": incident.status,
        "date_from": incident.date_from.isoformat() if incident.date_from else None,
        "date_to": incident.date_to.isoformat() if incident.date_to else None,
        "reports": told,
        "mentions": {report: main.words for report, main in mains.items()},
        "mention_starts": {report: main.start for report, main in mains.items()},
        "other_mentions": {report: words for report, words in further.items() if words},
        "place_words": places,
        "toll_series": [
            {"report": t.report, "source": t.source, "killed": _figure(t.killed), "injured": _figure(t.injured)}
            for t in incident.toll
        ],
        "disagreements": [disagreement.model_dump() for disagreement in incident.disagreements],
        "independent_origins": len(origins),
        "origins": origins,
        "copies": [list(pair) for pair in _joined(story, incident, "copies")],
        "rewrites": [list(pair) for pair in _joined(story, incident, "rewrites")],
        "responsibility": [stance.model_dump() for stance in incident.responsibility],
    }


def _figure(told: Count | BoundsForm | None) -> dict[str, Any] | None:
    if told is None:
        return None
    return asdict(told) if isinstance(told, Count) else told.model_dump()


def _joined(story: Story, incident: IncidentForm, what: str) -> list[tuple[str, str]]:
    """The declared pairs of which both reports tell ``incident``."""
    told = {report.id for report in story.tellers(incident.name)}
    return sorted(pair for pair in declared(story, what) if told.issuperset(pair))


def _origins(story: Story, incident: IncidentForm) -> list[list[str]]:
    """The reports of ``incident``, grouped: by reprint, rewrite, publisher, or one speaker for all they tell."""
    told = story.tellers(incident.name)
    same = [(a.id, b.id) for a, b in combinations(told, 2) if a.publisher == b.publisher]
    spoken = [pair for group in incident.shared_sources for pair in combinations(group, 2)]
    groups = [{report.id} for report in told]
    for pair in (*same, *spoken, *_joined(story, incident, "copies"), *_joined(story, incident, "rewrites")):
        touched = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if not group & set(pair)] + [set().union(*touched)]
    order = {report.id: n for n, report in enumerate(told)}
    return sorted((sorted(group, key=order.__getitem__) for group in groups), key=lambda group: order[group[0]])
