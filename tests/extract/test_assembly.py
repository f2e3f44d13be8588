"""From happenings to records: claims with their words, the kinds of empty, and which happening is the main one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dateline.extract.assembly import Found, assemble, main_happenings
from dateline.extract.attribution import find_attributions, load_attribution_lexicon
from dateline.extract.casualties import find_casualties, load_casualty_lexicon
from dateline.extract.dating import Choice
from dateline.extract.gathering import Filling, Happening, Told
from dateline.extract.status import load_status_words
from dateline.extract.tolls import Bearer, share_out
from dateline.model import (
    Casualties,
    CasualtyKind,
    Certainty,
    Emptiness,
    EventRecord,
    EventType,
    Field,
    Main,
    Mode,
    ParsedReport,
    Span,
    Stance,
    Status,
)
from factories import MAKER
from lexicon_mentions import mentions_of, told_of

Parse = Callable[..., ParsedReport]


def tellings(report: ParsedReport, event_type: EventType = EventType.ASSAULT) -> list[Told]:
    each = [told_of(report, mention) for mention in mentions_of(report)]
    return [told for told in each if told.mention.type is event_type]


def assembled(report: ParsedReport, *told: Told, dated: Choice | None = None, is_main: bool = True) -> EventRecord:
    found = Found(
        report,
        find_attributions(report, load_attribution_lexicon()),
        load_status_words(),
        MAKER,
    )
    happening = Happening(list(told) or tellings(report))
    others = [Happening([other]) for other in tellings(report) if other not in happening.told]
    bearers = [Bearer(one.type, tuple(t.mention.token for t in one.told)) for one in (happening, *others)]
    toll, *_ = share_out(report, bearers, find_casualties(report, load_casualty_lexicon()))
    record = assemble(found, happening, dated, toll, is_main=is_main)
    record.verify(report.report)
    return record


def words(report: ParsedReport, text: str) -> Span:
    start = report.report.text.index(text)
    return report.report.span(start, start + len(text))


PLAIN = "Gunmen killed two farmers near Bangui on Monday."


def test_every_value_carries_its_words_and_maker(parse: Parse) -> None:
    record = assembled(parse(PLAIN))
    assert {claim.maker for claim in record.claims} == {MAKER}
    assert record.type is EventType.ASSAULT
    assert record.words(Field.MENTION) == ["killed"]
    assert record.words(Field.ACTOR) == ["Gunmen"]
    assert record.value(Field.MODE) == Mode("firearms")
    assert record.of(Field.MODE)[0].evidence[0].text == "Gunmen"
    assert record.value(Field.MAIN) == Main(True)


def test_what_is_not_told_is_told_from_what_was_not_looked_for(parse: Parse) -> None:
    record = assembled(parse("Two farmers were murdered."))
    kinds = {absence.field: absence.kind for absence in record.absences}
    assert kinds[Field.COUNTRY] is kinds[Field.DAYS] is Emptiness.NOT_LOOKED_FOR
    assert kinds[Field.ACTOR] is kinds[Field.PLACE] is kinds[Field.RESPONSIBILITY] is Emptiness.NOT_TOLD
    assert {a.maker for a in record.absences if a.kind is Emptiness.NOT_TOLD} == {MAKER}
    told = {claim.field for claim in record.claims}
    assert told | set(kinds) == set(Field)


def test_unknown_casualties_are_not_told_and_never_zero(parse: Parse) -> None:
    record = assembled(parse("Rebels attacked a convoy near Kidal."))
    absence = record.absence(Field.CASUALTIES)
    assert absence is not None
    assert absence.kind is Emptiness.NOT_TOLD


def figures(record: EventRecord) -> list[tuple[CasualtyKind, int | None, int | None]]:
    values = [claim.value for claim in record.of(Field.CASUALTIES)]
    return [(v.kind, v.low, v.high) for v in values if isinstance(v, Casualties)]


def test_a_figure_belongs_to_the_mention_that_governs_it(parse: Parse) -> None:
    report = parse("Rebels killed two guards in Homs. Soldiers wounded five men in Hama.")
    killed, wounded = tellings(report)
    assert figures(assembled(report, killed)) == [(CasualtyKind.KILLED, 2, 2)]
    assert figures(assembled(report, wounded)) == [(CasualtyKind.INJURED, 5, 5)]


def test_the_source_of_a_figure_is_its_voice(parse: Parse) -> None:
    record = assembled(parse("Rebels attacked a convoy, killing at least 12 soldiers, the army said."))
    (claim,) = record.of(Field.CASUALTIES)
    assert figures(record) == [(CasualtyKind.KILLED, 12, None)]
    assert claim.voice is not None
    assert claim.voice.source is not None
    assert claim.voice.source.text == "the army"


def test_figures_of_a_kind_that_the_type_cannot_cause_are_left_out(parse: Parse) -> None:
    report = parse("Police arrested 40 people after the killing of two guards.")
    (arrest,) = tellings(report, EventType.COERCE)
    assert {kind for kind, _, _ in figures(assembled(report, arrest))} == {CasualtyKind.ARRESTED}


def filled(report: ParsedReport, **roles: list[tuple[str, float]]) -> Told:
    """The first telling of the report, with these fillings alone."""
    blank = dict.fromkeys(("actor", "recipient", "object", "means", "place", "time"), ())
    made = {r: tuple(Filling((words(report, text),), p) for text, p in each) for r, each in roles.items()}
    return replace(tellings(report)[0], **blank | made)


FULLER = "The mayor Amina Sesay was murdered with her driver. Sesay had left the town hall."


def test_a_participant_is_claimed_once_in_its_fullest_wording(parse: Parse) -> None:
    report = parse(FULLER)
    record = assembled(report, filled(report, recipient=[("Sesay", 0.9), ("mayor Amina Sesay", 0.8), ("driver", 0.8)]))
    assert record.words(Field.RECIPIENT) == ["mayor Amina Sesay", "driver"]


def test_what_is_much_less_likely_than_the_likeliest_is_left_out(parse: Parse) -> None:
    report = parse(FULLER)
    record = assembled(report, filled(report, recipient=[("mayor Amina Sesay", 0.9), ("town hall", 0.1)]))
    assert record.words(Field.RECIPIENT) == ["mayor Amina Sesay"]


def test_the_words_chosen_to_date_it_are_its_times_with_their_probability(parse: Parse) -> None:
    report = parse(FULLER)
    words = report.span(report.tokens[0], report.tokens[0])
    (claim,) = assembled(report, dated=Choice((words,), None, 0.75)).of(Field.TIME)
    assert (claim.evidence, claim.confidence) == ((words,), 0.75)
    assert assembled(report).of(Field.TIME) == ()


def test_a_pronoun_is_the_second_span_of_the_participant_it_stands_for(parse: Parse) -> None:
    report = parse("The rebels entered Bunia at dawn. They killed the mayor.")
    (claim,) = assembled(report).of(Field.ACTOR)
    assert claim.evidence[0].text.lower().removeprefix("the ") == "rebels"
    assert [span.text for span in claim.evidence[1:]] == ["They"]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        (PLAIN, Certainty.FACT),
        ("Gunmen killed two farmers near Bangui, a trader said.", Certainty.ATTRIBUTED),
        ("Gunmen reportedly killed two farmers near Bangui.", Certainty.SUSPECTED),
        ("Turkey denied shelling the town of Afrin, but villagers said that it had shelled it.", Certainty.DISPUTED),
    ],
)
def test_certainty_follows_who_tells_it(parse: Parse, text: str, certainty: Certainty) -> None:
    record = assembled(parse(text))
    assert record.value(Field.CERTAINTY) is certainty


def test_a_plain_telling_beside_an_attributed_one_is_fact(parse: Parse) -> None:
    report = parse("Gunmen killed two farmers near Bangui. The gunmen killed them at dawn, a trader said.")
    assert assembled(report).value(Field.CERTAINTY) is Certainty.FACT


def test_the_words_of_certainty_are_those_of_source_and_cue(parse: Parse) -> None:
    record = assembled(parse("Gunmen killed two farmers near Bangui, a trader said."))
    (claim,) = record.of(Field.CERTAINTY)
    assert [span.text for span in claim.evidence] == ["a trader", "said", "killed"]


def test_a_source_stands_on_the_happening_once(parse: Parse) -> None:
    report = parse("Gunmen killed two farmers, a trader said. The gunmen murdered them at dawn, the trader said.")
    record = assembled(report)
    voiced = [claim for claim in record.of(Field.TYPE) if claim.voice is not None]
    assert len(voiced) == 1
    assert voiced[0].stance is Stance.ASSERTS


def test_denied_by_its_only_voice_is_denied(parse: Parse) -> None:
    assert assembled(parse("Turkey denied shelling the town of Afrin.")).value(Field.STATUS) is Status.DENIED


def test_told_as_done_in_one_mention_and_not_done_in_another_is_not_denied(parse: Parse) -> None:
    report = parse("Soldiers did not shell the camp, a colonel said. Soldiers shelled the camp on Monday.")
    assert assembled(report).value(Field.STATUS) is Status.OCCURRED


def test_the_word_that_tells_the_status_comes_first_in_its_evidence(parse: Parse) -> None:
    (claim,) = assembled(parse("Rebels plan to attack the town.")).of(Field.STATUS)
    assert claim.value is Status.PLANNED
    assert [span.text for span in claim.evidence] == ["plan", "attack"]


def main_of(report: ParsedReport) -> list[bool]:
    return main_happenings(report, [Happening([told]) for told in tellings(report)])


def test_what_stands_in_title_or_lead_is_main(parse: Parse) -> None:
    text = "Gunmen killed two farmers. Police were sent.\n\nThe village is small. Rebels shelled a school last year."
    assert main_of(parse(text)) == [True, False]
    assert main_of(parse(text, title="School shelled in Homs"))[0] is True


def test_two_happenings_at_most_are_main(parse: Parse) -> None:
    report = parse("Rebels shelled Homs, attacked a convoy, murdered a judge and bombed a school.")
    assert len(main_of(report)) >= 3
    assert sum(main_of(report)) == 2


def test_of_no_happenings_none_is_main(parse: Parse) -> None:
    assert main_happenings(parse("The valley is green."), []) == []
