"""Measure the review page under load: fill a store with made-up records, then ask every screen as eight reviewers do.

usage: load_review.py STORE [--records N] [--seconds S]

STORE is made if it is missing: N records in reports of four, about happenings in a few towns, and incidents of four
records each, written behind merging's back because only reading is measured. Prints, for each screen, how many answers
came and the 50th and 95th percentile of the server's time as the client sees it, in milliseconds.
"""

from __future__ import annotations

import argparse
import random
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dateline.model import (
    Casualties,
    CasualtyKind,
    Certainty,
    Claim,
    Coding,
    Country,
    DateBasis,
    DatePrecision,
    Days,
    EventRecord,
    EventType,
    Field,
    Grade,
    Incident,
    Maker,
    Member,
    Outline,
    OutlinedIncident,
    PublishedBasis,
    Report,
    Words,
    settings_hash,
)
from dateline.store import Merged, MergedRecord, QueueFilter, Store

MAKER = Maker("load-maker", "1", settings_hash({}))
MERGER = Maker("load-merger", "1", settings_hash({}))
TOWNS = [("Ouadé", "TCD"), ("Mongo", "TCD"), ("Selimba", "CMR"), ("Port Sarel", "NGA"), ("Kilwango", "KEN")]
REVIEWERS = 8


def made(number: int, chance: random.Random) -> tuple[Report, Coding]:
    """A report of four happenings and its coding."""
    town, country = TOWNS[number % len(TOWNS)]
    day = date(2020, 1, 1) + timedelta(days=number // 40)
    lines, places = [f"Four attacks near {town}"], []
    at = len(lines[0]) + 1
    for part in range(4):
        line = f"Gunmen killed {part + 2} herders at well {part + 1} near {town} on the day."
        places.append((at, line))
        lines.append(line)
        at += len(line) + 1
    report = Report(f"load-{number}", "\n".join(lines), "load", len(lines[0]) + 1, day, PublishedBasis.GIVEN)
    records = []
    for part, (start, line) in enumerate(places):

        def span(words: str, start: int = start, line: str = line):  # type: ignore[no-untyped-def]
            begin = start + line.index(words)
            return report.span(begin, begin + len(words))

        toll = part + 2
        told = [
            (Field.TYPE, EventType.ASSAULT, "killed"),
            (Field.MENTION, Words("killed"), "killed"),
            (Field.ACTOR, Words("Gunmen"), "Gunmen"),
            (Field.PLACE, Words(town), town),
            (Field.COUNTRY, Country(country), town),
            (Field.DAYS, Days(day, day, DatePrecision.DAY, DateBasis.STATED), "on the day"),
            (Field.CASUALTIES, Casualties(CasualtyKind.KILLED, toll, toll, "guide"), f"{toll} herders"),
            (Field.CERTAINTY, chance.choice(list(Certainty)), "killed"),
        ]
        confidence = round(chance.random(), 3)
        claims = tuple(Claim(f, v, (span(w),), MAKER, confidence=confidence) for f, v, w in told)
        records.append(EventRecord(report.id, claims))
    return report, Coding(report.id, MAKER, tuple(records))


def fill(path: Path, records: int) -> None:
    """Make the store."""
    chance = random.Random(1)  # noqa: S311 - made-up records
    with Store.open(path) as store, store.writer() as writer:
        waiting: list[tuple[Report, EventRecord]] = []
        merged_records, incidents = [], []
        for number in range(records // 4):
            report, coding = made(number, chance)
            writer.add_coding(report, coding)
            waiting += [(report, record) for record in coding.records]
            if len(waiting) == 16:
                for part in range(4):
                    members = [waiting[part + 4 * step] for step in range(4)]
                    incidents.append(incident(members))
                merged_records += [MergedRecord.of(record) for _, record in waiting]
                waiting = []
        writer.add_merging(Merged(tuple(merged_records), tuple(incidents)), MERGER, datetime.now(UTC))


def incident(members: list[tuple[Report, EventRecord]]) -> OutlinedIncident:
    """An incident of these records."""
    each = sorted((Member(record.id, report.id, report.published) for report, record in members), key=lambda m: m.rank)
    day = members[0][0].published
    country = members[0][1].value(Field.COUNTRY)
    outline = Outline(
        type=EventType.ASSAULT,
        mode=None,
        first_day=day,
        last_day=day,
        place="a well",
        country=country.alpha3 if isinstance(country, Country) else None,
        status=None,
        killed="2",
        injured=None,
    )
    origins = tuple((report,) for report in sorted({member.report for member in each}))
    return OutlinedIncident(Incident(tuple(each), origins, (), Grade.CORROBORATED), outline)


def ask(address: str, until: float, screens: dict[str, list[str]], chance: random.Random) -> list[tuple[str, float]]:
    """One reviewer: open screens at random until the time is up; give each with its milliseconds."""
    found = []
    while time.perf_counter() < until:
        name = chance.choice(list(screens))
        begun = time.perf_counter()
        with urllib.request.urlopen(address + chance.choice(screens[name]), timeout=60) as answer:  # noqa: S310 - ours
            answer.read()
        found.append((name, 1000 * (time.perf_counter() - begun)))
        time.sleep(chance.uniform(0.2, 1.0))  # a quick reviewer's glance at what came
    return found


def main() -> None:
    """Fill, serve in a process of its own, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--seconds", type=float, default=30.0)
    told = parser.parse_args()
    if not told.store.exists():
        fill(told.store, told.records)
    with Store.open(told.store) as store:
        items = store.queue(QueueFilter(), 200)
        incidents = [each.id for each in store.incidents(limit=200)]
    screens = {
        "queue": [f"queue?order={order}" for order in ("doubt", "impact", "disagreement", "novelty")]
        + ["queue?country=TCD&order=impact", "queue?type=ASSAULT&since=2021-01-01"],
        "record": [f"report?{urllib.parse.urlencode({'id': i.report, 'record': i.record})}" for i in items],
        "incidents": [f"incidents?page={page}" for page in (1, 2, 50, 500)],
        "incident": [f"incident?{urllib.parse.urlencode({'id': each})}" for each in incidents],
        "pairs": ["pairs"],
        "history": ["history"],
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "dateline.cli.main",
        "review",
        str(told.store),
        "--port",
        str(port),
        "--as",
        "load",
    ]
    with subprocess.Popen(command) as served:  # noqa: S603 - our own command
        try:
            time.sleep(4)
            until = time.perf_counter() + told.seconds
            with ThreadPoolExecutor(REVIEWERS) as reviewers:
                asked = [
                    reviewers.submit(ask, f"http://127.0.0.1:{port}/", until, screens, random.Random(seed))  # noqa: S311 - screens
                    for seed in range(REVIEWERS)
                ]
                found = [each for one in asked for each in one.result()]
        finally:
            served.terminate()
    for name in screens:
        times = sorted(ms for screen, ms in found if screen == name)
        middle, slow = times[len(times) // 2], times[int(len(times) * 0.95)]
        print(f"{name}: {len(times)} answers, p50 {middle:.0f} ms, p95 {slow:.0f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
