"""A record as lines for a person."""

from __future__ import annotations

import io
from datetime import date

from rich.console import Console

from dateline.cli.record_lines import record_head, record_lines, record_view
from dateline.model import (
    Absence,
    Casualties,
    CasualtyKind,
    Certainty,
    Country,
    DateBasis,
    DatePrecision,
    Days,
    Emptiness,
    EventType,
    Field,
    Main,
    Mode,
    Responsibility,
    ResponsibilityStance,
    SourceKind,
    Stance,
    Status,
    Voice,
)
from factories import MAKER, claim, record, report, voice


def test_every_field_is_told_with_its_words() -> None:
    text = "On [[Friday]] [[gunmen]] [[shot]] [[at least two]] in [[Homs]], [[police]] [[said]]. [[Nobody]] claimed it."
    made, (friday, gunmen, shot, two, homs, police, said, nobody) = report(text)
    told = record(
        EventType.ASSAULT,
        shot,
        claim(Field.TYPE, shot, value=EventType.ASSAULT, confidence=0.914, **voice(police, said, SourceKind.OFFICIAL)),
        claim(Field.MODE, shot, value=Mode("firearms")),
        claim(Field.ACTOR, gunmen),
        claim(Field.PLACE, homs),
        claim(Field.COUNTRY, homs, value=Country("SYR")),
        claim(
            Field.DAYS, friday, value=Days(date(2024, 5, 3), date(2024, 5, 3), DatePrecision.DAY, DateBasis.RELATIVE)
        ),
        claim(
            Field.CASUALTIES,
            two,
            value=Casualties(CasualtyKind.INJURED, 2, None, "guide"),
            **voice(police, said, SourceKind.OFFICIAL, stance=Stance.CANNOT_VERIFY),
        ),
        claim(Field.STATUS, shot, value=Status.OCCURRED),
        claim(Field.CERTAINTY, said, value=Certainty.ATTRIBUTED),
        claim(Field.RESPONSIBILITY, nobody, value=Responsibility(ResponsibilityStance.UNCLAIMED)),
        claim(Field.MAIN, shot, value=Main(True)),
        absences=(
            Absence(Field.MEANS, Emptiness.NOT_TOLD, MAKER),
            Absence(Field.TIME, Emptiness.UNRESOLVED, MAKER, (friday,), "no day of publication"),
        ),
    )
    assert made.text
    assert record_head(told) == "ASSAULT, main"
    assert list(record_lines(told)) == [
        ("mode", "firearms, from “shot”"),
        ("mention", "shot"),
        ("actor", "gunmen"),
        ("place", "Homs"),
        ("country", "SYR, from “Homs”"),
        ("days", "2024-05-03, from “Friday” (day, relative)"),
        ("injured", "at least 2, from “at least two”, according to police: cannot verify"),
        ("source", "police (official), “said”"),
        ("  stance", "asserts"),
        ("status", "occurred, from “shot”"),
        ("certainty", "attributed, from “said”"),
        ("responsibility", "unclaimed, from “Nobody”"),
        ("confidence", "type 0.91"),
        ("not told", "means"),
        ("not resolved", "time: “Friday” (no day of publication)"),
        ("not looked for", "actor_identity, recipient, recipient_identity, object, location"),
    ]


def test_content_stands_in_a_column_of_its_own() -> None:
    _, (killed, actor) = report("[[Killed]] by [[a band of masked men on three old motorcycles]]")
    console = Console(width=44, file=io.StringIO())
    with console.capture() as captured:
        console.print(record_view(3, record(EventType.ASSAULT, killed, claim(Field.ACTOR, actor))))
    assert [line.rstrip() for line in captured.get().splitlines()][:4] == [
        "3 ASSAULT",
        "  mention            Killed",
        "  actor              a band of masked men on",
        "                     three old motorcycles",
    ]


def test_unknown_is_no_figure() -> None:
    _, (killed, many) = report("Gunmen [[killed]] [[up to ten]].")
    figure = Casualties(CasualtyKind.KILLED, None, 10, "guide")
    lines = dict(record_lines(record(EventType.ASSAULT, killed, claim(Field.CASUALTIES, many, value=figure))))
    assert lines["killed"] == "at most 10, from “up to ten”"


def test_a_chain_of_voices_reads_from_the_inside_out() -> None:
    _, (killed, police, agency) = report("Gunmen [[killed]] two, [[police]] told [[the agency]].")
    outer = Voice(agency, None, SourceKind.OTHER_MEDIA)
    told = claim(Field.TYPE, killed, value=EventType.ASSAULT, **voice(police, None, SourceKind.OFFICIAL, via=outer))
    lines = dict(record_lines(record(EventType.ASSAULT, killed, told)))
    assert (lines["source"], lines["  stance"]) == (
        "police (official), passed on by the agency (other media)",
        "asserts",
    )


def test_a_value_that_another_source_gives_tells_the_source_in_full() -> None:
    _, (killed, police, two, medics, reportedly) = report(
        "Gunmen [[killed]] some, [[police]] said; [[two]], by [[medics]], [[reportedly]]."
    )
    figure = Casualties(CasualtyKind.KILLED, 2, 2, "guide")
    told = record(
        EventType.ASSAULT,
        killed,
        claim(Field.TYPE, killed, value=EventType.ASSAULT, **voice(police, None, SourceKind.OFFICIAL)),
        claim(Field.CASUALTIES, two, value=figure, **voice(medics, None, SourceKind.LOCAL_AUTHORITY_OR_MEDIC)),
        claim(Field.PLACE, medics, **voice(None, reportedly, SourceKind.UNKNOWN, stance=Stance.DOUBTS)),
    )
    lines = dict(record_lines(told))
    assert lines["killed"] == "2, from “two”, according to medics (local authority or medic): asserts"
    assert lines["place"] == "medics, according to nobody named, “reportedly”: doubts"


def test_confidence_is_told_field_by_field() -> None:
    _, (killed, homs, aleppo) = report("Gunmen [[killed]] two in [[Homs]] and [[Aleppo]].")
    told = record(
        EventType.ASSAULT,
        killed,
        claim(Field.TYPE, killed, value=EventType.ASSAULT, confidence=0.914),
        claim(Field.PLACE, homs, confidence=0.5),
        claim(Field.PLACE, aleppo, confidence=0.7),
    )
    assert dict(record_lines(told))["confidence"] == "type 0.91; place 0.50 to 0.70"


def test_words_of_the_report_cannot_act_on_the_terminal() -> None:
    _, (hostile, killed) = report("[[gun\x1b[31m\u202emen]] [[killed]] two")
    assert ("actor", "gunmen") in record_lines(record(EventType.ASSAULT, killed, claim(Field.ACTOR, hostile)))
