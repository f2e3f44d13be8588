"""What is wrong with a story: parts that do not agree with one another, or words that do not stand where they should.

Each fault is one line that names the report or incident, the value, and what would be accepted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pycountry

from dateline.learn.stories.form import IncidentForm, Story
from dateline.learn.stories.marks import MarkKind
from dateline.model.codebook import MODES

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:s\b|\b)")
_SHINGLE = 6
_COPIED = 0.5
"""Share of six-word runs from which on a report passes as a reprint; invented rewrites stay well below a third."""


def faults(story: Story) -> Iterator[str]:
    """All faults of ``story``, a line each."""
    yield from _names(story)
    for report in story.form.report:
        yield from _marks(story, report.id)
        yield from _weekdays(story, report.id)
    for incident in story.form.incident:
        yield from (f"incident {incident.name!r}: {fault}" for fault in _incident(story, incident))
        yield from (f"incident {incident.name!r}: {fault}" for fault in _quoted(story, incident))
    yield from _pairs(story)
    yield from _links(story)


def _names(story: Story) -> Iterator[str]:
    if not re.fullmatch(r"\d\d", story.number):
        yield f"file name begins with {story.number!r}; accepted is NN-short-name.toml"
    for report in story.form.report:
        if not report.id.startswith(f"{story.number}-"):
            yield f"report {report.id!r}: the id must begin with {story.number}-"
    for what, names in (("report", [r.id for r in story.form.report]), ("incident", _known(story))):
        yield from (f"{what} {name!r} comes {times} times" for name, times in Counter(names).items() if times > 1)


def _known(story: Story) -> list[str]:
    return [incident.name for incident in story.form.incident]


def _marks(story: Story, report: str) -> Iterator[str]:
    marks = [mark for mark in story.texts[report].marks if mark.kind is not MarkKind.DAY]
    mains: dict[str, str] = {}
    for name in dict.fromkeys(mark.name for mark in marks):
        own = Counter(mark.kind for mark in marks if mark.name == name)
        if name not in _known(story):
            yield f"report {report!r}: the mark {name!r} names no incident; there are {_known(story)}"
        if own[MarkKind.MAIN] != 1:
            yield f"report {report!r}: {own[MarkKind.MAIN]} marks {{{name}!|..}}; a report that tells it has one"
        if own[MarkKind.PLACE] > 1:
            yield f"report {report!r}: {own[MarkKind.PLACE]} marks {{{name}@|..}}; one at most"
    for mark in marks:
        words = " ".join(re.findall(r"\w+", mark.words.lower()))
        if mark.kind is MarkKind.MAIN and mains.setdefault(words, mark.name) != mark.name:
            yield (
                f"report {report!r}: {mark.words!r} is the main mention of {mains[words]!r} and of {mark.name!r}; "
                "choose longer words for one, so that they can be told apart"
            )


def _weekdays(story: Story, report: str) -> Iterator[str]:
    text = story.texts[report]
    days = {(mark.start, mark.end): mark for mark in text.marks if mark.kind is MarkKind.DAY}
    for (start, end), mark in days.items():
        if _WEEKDAY.fullmatch(text.text, start, end) is None:
            yield f"report {report!r}: {mark.words!r} is marked as a weekday and is none"
        elif mark.name and DAYS[_date(mark.name).weekday()] != mark.words:
            yield f"report {report!r}: {mark.name} is no {mark.words} but a {DAYS[_date(mark.name).weekday()]}"
    for found in _WEEKDAY.finditer(text.text):
        if found.span() not in days:
            near = text.text[max(0, found.start() - 20) : found.end()]
            yield f"report {report!r}: the weekday in {near!r} has no mark {{day:YYYY-MM-DD|{found[0]}}}"


def _date(iso: str) -> date:
    return date.fromisoformat(iso)


def _incident(story: Story, incident: IncidentForm) -> Iterator[str]:
    told = story.tellers(incident.name)
    if not told:
        yield f"no report has the mark {{{incident.name}!|..}}"
    if incident.role == "focus" and len(told) == 1:
        yield "only one report tells it; a focus is told by two or more"
    if incident.mode is not None and incident.mode not in MODES[incident.type]:
        yield f"mode {incident.mode!r} of {incident.type}; accepted are {sorted(MODES[incident.type])}"
    if incident.country is not None and pycountry.countries.get(alpha_3=incident.country) is None:
        yield f"country {incident.country!r} is no ISO 3166-1 alpha-3 code"
    if (incident.date_from is None) != (incident.date_to is None):
        yield "date_from and date_to are given together or not at all"
    elif incident.date_from and incident.date_to and incident.date_from > incident.date_to:
        yield f"date_from {incident.date_from} is after date_to {incident.date_to}"


def _quoted(story: Story, incident: IncidentForm) -> Iterator[str]:
    """Words of tolls, disagreements and responsibility that do not stand in their report."""
    told = {report.id for report in story.tellers(incident.name)}
    for where, report, words in _quotations(incident):
        if report not in told:
            yield f"{where}: report {report!r} does not tell it; those that do are {sorted(told)}"
        elif words is not None and words not in story.texts[report].text:
            yield f"{where}: {words!r} does not stand in report {report!r}"


def _quotations(incident: IncidentForm) -> Iterator[tuple[str, str, str | None]]:
    for n, toll in enumerate(incident.toll, 1):
        figures = [figure.text if figure else None for figure in (toll.killed, toll.injured)]
        yield from ((f"toll {n}", toll.report, words) for words in (toll.source, *figures))
    for n, disagreement in enumerate(incident.disagreements, 1):
        yield from ((f"disagreements {n}", value.report, value.words) for value in disagreement.values)
    for n, stance in enumerate(incident.responsibility, 1):
        yield from ((f"responsibility {n}", stance.report, words) for words in (stance.source, stance.who))
    groups = (("copies", incident.copies), ("rewrites", incident.rewrites), ("shared_sources", incident.shared_sources))
    for where, of in groups:
        yield from ((where, report, None) for group in of for report in group)


def _pairs(story: Story) -> Iterator[str]:
    """Copies and rewrites: the order of the pair, and that a reprint is one and tells all that its original tells."""
    by_id = {report.id: report for report in story.form.report}
    copies = declared(story, "copies")
    for what, pairs in (("copies", copies), ("rewrites", declared(story, "rewrites"))):
        for original, later in sorted(pairs):
            if unknown := [report for report in (original, later) if report not in by_id]:
                yield f"{what}: there is no report {unknown[0]!r}; there are {sorted(by_id)}"
            elif by_id[original].date > by_id[later].date:
                yield f"{what}: {original} is later than {later}; the original comes first"
            elif what == "copies":
                yield from _reprint(story, original, later)
    reports = sorted(story.form.report, key=lambda report: report.date)
    for n, earlier in enumerate(reports):
        for report in reports[n + 1 :]:
            if not copies & {(earlier.id, report.id), (report.id, earlier.id)} and _share(story, earlier.id, report.id):
                yield f"reports {earlier.id!r} and {report.id!r} share most of their words; add them to copies"


def _reprint(story: Story, original: str, later: str) -> Iterator[str]:
    if not _share(story, original, later):
        yield f"copies: {later} does not share half of its words with {original}; a rewrite belongs in rewrites"
    for name in _known(story):
        if story.marks(original, name) and not story.marks(later, name):
            yield f"copies: {later} reprints {original} and does not tell {name!r}; a reprint tells all"


def declared(story: Story, what: str) -> set[tuple[str, str]]:
    """The pairs [original, later] given for the whole story or for one incident; ``what`` is copies or rewrites."""
    return {pair for part in (story.form, *story.form.incident) for pair in getattr(part, what)}


def _share(story: Story, original: str, later: str) -> bool:
    first, second = (_shingles(story.texts[report].text) for report in (original, later))
    return len(first & second) >= _COPIED * max(1, min(len(first), len(second)))


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[n : n + _SHINGLE]) for n in range(len(words) - _SHINGLE + 1)}


def _links(story: Story) -> Iterator[str]:
    incidents = {incident.name: incident for incident in story.form.incident}
    for n, link in enumerate(story.form.link, 1):
        for end in (link.from_, link.to):
            if end not in incidents:
                yield f"link {n}: there is no incident {end!r}; there are {list(incidents)}"
            elif is_told_once(story, incidents[end]):
                yield f"link {n}: only one report tells {end!r}; make it a near-miss or take out the link"


def is_told_once(story: Story, incident: IncidentForm) -> bool:
    """Whether it is kept only to keep predicted records apart: one report tells it, and it is no near miss."""
    return incident.role != "near-miss" and len(story.tellers(incident.name)) < 2
