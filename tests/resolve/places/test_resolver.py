from __future__ import annotations

from pathlib import Path

from dateline.knowledge.gazetteer import Gazetteer
from dateline.model import (
    Country,
    Emptiness,
    EventRecord,
    EventType,
    Field,
    Name,
    ParsedReport,
    Report,
    Resolver,
    Sentence,
    Span,
    Token,
)
from dateline.resolve import PlaceResolver
from dateline.resolve.places.resolver import CONTEXT_CONFIDENCE, INFERRED_CONFIDENCE
from factories import claim, coding, record, report, voice
from small_gazetteer import make_gazetteer

GAZETTEER = Gazetteer()


def named(of: Report, *names: Span, entity: str = "GPE") -> ParsedReport:
    """A parsed report of one sentence whose only tokens are the names given."""
    tokens = tuple(
        Token(i, s.start, s.end, s.text, s.text, "PROPN", "NNP", "dep", i, entity, 0) for i, s in enumerate(names)
    )
    sentence = Sentence(0, 0, len(tokens), 0, len(of.text), 0, False)
    return ParsedReport(of, tokens, (sentence,), (), tuple(Name(i, i + 1, entity) for i in range(len(names))))


def happening(mention: Span, *places: Span) -> EventRecord:
    return record(EventType.ASSAULT, mention, *(claim(Field.PLACE, span) for span in places))


def resolved(parsed: ParsedReport, *records: EventRecord) -> tuple[EventRecord, ...]:
    out = PlaceResolver(GAZETTEER).resolve(parsed, coding(parsed.report, *records))
    for one in out.records:
        one.verify(parsed.report)
    return out.records


def told(one: EventRecord) -> tuple[str, list[str]]:
    (made,) = one.of(Field.COUNTRY)
    assert isinstance(made.value, Country)
    return made.value.alpha3, [span.text for span in made.evidence]


def test_it_is_a_resolver_whose_maker_knows_its_data(tmp_path: Path) -> None:
    assert isinstance(PlaceResolver(), Resolver)
    assert PlaceResolver().maker == PlaceResolver().maker
    assert PlaceResolver().maker != PlaceResolver(Gazetteer(make_gazetteer(tmp_path / "own.sqlite"))).maker


def test_the_place_words_are_the_evidence() -> None:
    made, (raid, homs) = report("A [[raid]] hit [[Homs]] on Friday.")
    (out,) = resolved(named(made), happening(raid, homs))
    assert told(out) == ("SYR", ["Homs"])


def test_a_bodily_act_without_place_takes_the_leading_country_with_its_words() -> None:
    made, (raid, syria) = report("The [[raid]] was condemned in [[Syria]].")
    (out,) = resolved(named(made, syria), happening(raid))
    assert told(out) == ("SYR", ["Syria", "raid"])
    assert out.of(Field.COUNTRY)[0].confidence == CONTEXT_CONFIDENCE


def test_another_act_without_place_takes_a_country_only_where_the_report_names_one() -> None:
    made, (demand, chad) = report("The [[demand]] was heard in [[Chad]].")
    (out,) = resolved(named(made, chad), record(EventType.REQUEST, demand))
    assert told(out) == ("TCD", ["Chad", "demand"])


def test_another_act_without_place_is_not_told_where_the_report_names_several_countries() -> None:
    made, (demand, chad, peru) = report("The [[demand]] was heard in [[Chad]] and in [[Peru]].")
    (out,) = resolved(named(made, chad, peru), record(EventType.REQUEST, demand))
    absence = out.absence(Field.COUNTRY)
    assert absence is not None
    assert absence.kind is Emptiness.NOT_TOLD


def test_a_second_place_serves_where_the_first_has_no_name() -> None:
    made, (raid, post, homs) = report("A [[raid]] on [[a checkpoint]] near [[Homs]].")
    (out,) = resolved(named(made), happening(raid, post, homs))
    assert told(out) == ("SYR", ["Homs"])


def test_whose_base_it_is_yields_to_where_it_stands() -> None:
    made, (raid, base, city) = report("A [[raid]] on [[a US-run base]] outside [[Mosul]].")
    (out,) = resolved(named(made), happening(raid, base, city))
    assert told(out) == ("IRQ", ["Mosul"])


def test_another_place_of_the_record_decides_a_name_of_several() -> None:
    made, (raid, city, county) = report("A [[raid]] in [[Edmonton]], [[north London]].")
    (out,) = resolved(named(made), happening(raid, city, county))
    assert told(out)[0] == "GBR"


def test_the_places_that_the_report_names_decide_too() -> None:
    made, (raid, georgia, tbilisi) = report("A [[raid]] in [[Georgia]] alarmed [[Tbilisi]].")
    (out,) = resolved(named(made, tbilisi), happening(raid, georgia))
    assert told(out) == ("GEO", ["Georgia"])


def test_a_record_in_two_countries_is_unresolved() -> None:
    made, (raids, iraq, syria) = report("[[Raids]] in [[Iraq]] and [[Syria]].")
    (out,) = resolved(named(made, iraq, syria), happening(raids, iraq, syria))
    absence = out.absence(Field.COUNTRY)
    assert absence is not None
    assert absence.kind is Emptiness.UNRESOLVED
    assert absence.evidence == (iraq, syria)
    assert "IRQ, SYR" in (absence.reason or "")


def test_a_nameless_place_takes_the_leading_country_with_its_words() -> None:
    made, (raid, homs, blast, post) = report("A [[raid]] hit [[Homs]]. A [[blast]] shook [[a checkpoint]].")
    _, out = resolved(named(made, homs), happening(raid, homs), happening(blast, post))
    assert told(out) == ("SYR", ["Homs", "a checkpoint"])
    assert out.of(Field.COUNTRY)[0].confidence == INFERRED_CONFIDENCE


def test_a_nameless_place_stays_open_where_no_country_leads() -> None:
    made, (syria, chad, peru, blast, post) = report(
        "[[Syria]], [[Chad]] and [[Peru]] met; a [[blast]] shook [[a checkpoint]]."
    )
    (out,) = resolved(named(made, syria, chad, peru), happening(blast, post))
    absence = out.absence(Field.COUNTRY)
    assert absence is not None
    assert absence.kind is Emptiness.UNRESOLVED


def test_the_country_keeps_the_voice_of_the_place() -> None:
    made, (police, said, raid, homs) = report("[[Police]] [[said]] the [[raid]] hit [[Homs]].")
    place = claim(Field.PLACE, homs, **voice(police, said))
    (out,) = resolved(named(made), record(EventType.ASSAULT, raid, place))
    (country,) = out.of(Field.COUNTRY)
    assert (country.voice, country.stance) == (place.voice, place.stance)
