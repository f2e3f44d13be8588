"""Evidence marked in the text: readable, nested, cut where marks would cross, and harmless."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dateline.cli.marks import Mark, _nested, marked_text
from dateline.model import (
    Absence,
    Casualties,
    CasualtyKind,
    Country,
    Emptiness,
    EventType,
    Field,
    Main,
    Status,
)
from factories import claim, record, report, voice


def test_each_mark_names_record_and_field() -> None:
    made, (gunmen, killed) = report("On Friday [[gunmen]] [[killed]] two.")
    shown = marked_text(made, [record(EventType.ASSAULT, killed, claim(Field.ACTOR, gunmen))]).plain
    assert shown == "On Friday [1 actor: gunmen] [1 ASSAULT: killed] two."


def test_one_stretch_that_serves_several_claims_has_one_mark() -> None:
    made, (police, arrested, gunmen, killed) = report("[[Police]] [[arrested]] [[gunmen]] who [[killed]] two.")
    records = [
        record(EventType.COERCE, arrested, claim(Field.ACTOR, police), claim(Field.RECIPIENT, gunmen)),
        record(EventType.ASSAULT, killed, claim(Field.ACTOR, gunmen)),
    ]
    shown = marked_text(made, records).plain
    assert shown == (
        "[1 actor: Police] [1 COERCE: arrested] [1 recipient; 2 actor: gunmen] who [2 ASSAULT: killed] two."
    )


def test_a_field_of_two_records_names_both_numbers() -> None:
    made, (police, arrested, shot) = report("[[Police]] [[arrested]] and [[shot]] two.")
    records = [
        record(EventType.COERCE, arrested, claim(Field.ACTOR, police)),
        record(EventType.ASSAULT, shot, claim(Field.ACTOR, police)),
    ]
    assert marked_text(made, records).plain.startswith("[1,2 actor: Police]")


def test_marks_nest() -> None:
    made, (killed, place, homs) = report("Gunmen [[killed]] two in [[the city of [[Homs]]]].")
    told = (claim(Field.PLACE, place), claim(Field.COUNTRY, homs, value=Country("SYR")))
    shown = marked_text(made, [record(EventType.ASSAULT, killed, *told)]).plain
    assert shown.endswith("in [1 place: the city of [1 country: Homs]].")


def test_marks_that_cross_are_cut() -> None:
    made, (killed,) = report("Gunmen [[killed]] two men at a depot in Homs.")
    text = made.text
    first = made.span(text.index("two"), text.index(" at"))
    crossing = made.span(text.index("men at"), text.index(" in"))
    told = (claim(Field.RECIPIENT, first), claim(Field.PLACE, crossing))
    shown = marked_text(made, [record(EventType.ASSAULT, killed, *told)]).plain
    assert shown.endswith("[1 recipient: two [1 place: men]][…1 place:  at a depot] in Homs.")


def test_derived_fields_are_marked_only_on_words_of_their_own() -> None:
    made, (may, killed) = report("Gunmen [[may]] have [[killed]] two.")
    shown = marked_text(
        made,
        [
            record(
                EventType.ASSAULT,
                killed,
                claim(Field.STATUS, may, value=Status.HYPOTHETICAL),
                claim(Field.MAIN, killed, value=Main(True)),
            )
        ],
    ).plain
    assert shown == "Gunmen [1 status: may] have [1 ASSAULT: killed] two."


def test_voices_figures_and_unresolved_words_are_marked() -> None:
    made, (killed, two, village, police, said) = report(
        "Gunmen [[killed]] [[two]] in [[a village]], [[police]] [[said]]."
    )
    figure = claim(Field.CASUALTIES, two, value=Casualties(CasualtyKind.KILLED, 2, 2, "guide"), **voice(police, said))
    where = Absence(Field.COUNTRY, Emptiness.UNRESOLVED, None, (village,), "no name")
    shown = marked_text(made, [record(EventType.ASSAULT, killed, figure, absences=(where,))]).plain
    assert shown == (
        "Gunmen [1 ASSAULT: killed] [1 killed: two] in [1 country?: a village], [1 source: police] [1 cue: said]."
    )


def test_the_text_cannot_act_on_the_terminal_or_pose_as_markup() -> None:
    made, (killed,) = report("Gunmen \x1b[31m[[killed]]\x1b[0m two [bold]guards[/bold] \u202e.")
    shown = marked_text(made, [record(EventType.ASSAULT, killed)]).plain
    assert shown == "Gunmen [1 ASSAULT: killed] two [bold]guards[/bold] ."


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 10)), max_size=8))
def test_marks_never_cross_and_cover_what_they_covered(places: list[tuple[int, int]]) -> None:
    nested = list(_nested([Mark(start, -(start + length), "x") for start, length in places]))
    for a in nested:
        assert a.start < a.end
        for b in nested:
            assert not a.start < b.start < a.end < b.end
    covered = {at for start, length in places for at in range(start, start + length)}
    assert {at for mark in nested for at in range(mark.start, mark.end)} == covered


@given(st.data())
def test_without_its_marks_the_text_is_whole(data: st.DataObject) -> None:
    made, (killed,) = report("Gunmen [[killed]] two guards at a depot in Homs on Friday.")
    ends = st.integers(0, len(made.text) - 1)
    spans = [
        made.span(start, data.draw(st.integers(start + 1, len(made.text))))
        for start in data.draw(st.lists(ends, max_size=5))
    ]
    told = [claim(Field.ACTOR, span) for span in spans]
    shown = marked_text(made, [record(EventType.ASSAULT, killed, *told)]).plain
    assert re.sub(r"\[…?[^:\]]*: |\]", "", shown) == made.text
