"""What dateline's parts say of the texts of a benchmark file, in the form that its scorer reads.

What does not belong here: the figures (`evaluate`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dateline.config import Settings
from dateline.errors import ReportError
from dateline.evaluate.actors import GoldActors, predict_actors
from dateline.evaluate.geo import Toponym
from dateline.evaluate.probes import Probe
from dateline.evaluate.timex import TimexDocument
from dateline.export.codings import guide_event
from dateline.knowledge.actors import WhoIsWho, load_who_is_who
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.times import timexes
from dateline.model import AttributionRelation, Failure, Location, ParsedReport, Report, Unresolved
from dateline.parse.places import find_places
from dateline.resolve import Around, resolve_actor, resolve_places
from dateline.resolve.actors.places import PlaceLookup, leading_country
from dateline.run.attribute import attribute_each
from dateline.run.build import Tell, make_pipeline
from dateline.run.once import code


def locate_toponyms(
    texts: Mapping[str, str], given: Mapping[str, Sequence[Toponym]] | None, settings: Settings, tell: Tell | None
) -> Iterator[dict[str, Any]]:
    """The toponyms of each text with their coordinates, a row a document.

    given: the toponyms to locate, by document; None finds them first.
    """
    gazetteer = Gazetteer(settings.gazetteer, tell)
    found = _found_toponyms(texts, gazetteer, settings) if given is None else given
    for document, text in texts.items():
        spans = [(one.start, one.end) for one in found.get(document, ())]
        located = resolve_places(text, spans, gazetteer)
        yield {"id": document, "toponyms": [_toponym(*pair) for pair in zip(spans, located, strict=True)]}


def read_times(documents: Mapping[str, TimexDocument]) -> Iterator[dict[str, Any]]:
    """The time expressions of each document with TIMEX3 type and value, a row a document."""
    for name, document in documents.items():
        found = timexes(document.text, document.published)
        rows = [{"start": one.start, "end": one.end, "type": one.type, "value": one.value} for one in found]
        yield {"id": name, "timexes": rows}


def find_relations(texts: Mapping[str, str], settings: Settings, tell: Tell | None) -> Iterator[dict[str, Any]]:
    """The attribution relations of each text, a row a document: the spans of source (as it stands), cue and content."""
    reports = [Report(document, text, document) for document, text in texts.items()]
    for outcome in attribute_each(reports, make_pipeline(settings, tell).parser):
        if isinstance(outcome, Failure):
            raise ReportError(outcome.message, origin=outcome.origin, stage=outcome.stage, report_id=outcome.report_id)
        report, relations = outcome
        yield {"id": report.id, "attributions": [_spans_of(relation) for relation in relations]}


def _spans_of(relation: AttributionRelation) -> dict[str, Any]:
    parts = {"source": relation.source_words, "cue": relation.cue}
    row = {name: [] if span is None else [{"start": span.start, "end": span.end}] for name, span in parts.items()}
    return row | {"content": [{"start": span.start, "end": span.end} for span in relation.content]}


def name_actors(gold: Iterable[GoldActors], settings: Settings, tell: Tell | None) -> Iterator[dict[str, Any]]:
    """Country and sectors of each actor of the gold records, read with its sentence around it."""
    who = load_who_is_who() if settings.actors is None else WhoIsWho(settings.actors)
    places = PlaceLookup(Gazetteer(settings.gazetteer, tell))

    def resolve(words: str, sentence: str) -> tuple[str | None, Sequence[str]]:
        leading = leading_country(sentence, who, places)
        country = leading[0] if leading else None
        around = Around(sentence=sentence, country=country, because="the sentence names it", places=places)
        found = resolve_actor(words, who=who, around=around)
        return (None, ()) if isinstance(found, Unresolved) else (found.country, found.sectors)

    return predict_actors(gold, resolve)


def code_probes(
    probes: Iterable[Probe], settings: Settings, tell: Tell | None = None, warn: Tell | None = None
) -> Iterator[dict[str, Any]]:
    """The events of each probe in the coding guide's form, a row a probe.

    A probe that cannot be coded has no row; ``warn`` is told why.
    """
    pipeline = make_pipeline(settings, tell)
    for probe in probes:
        try:
            coding = code(probe.text, published=probe.published, pipeline=pipeline)
        except ReportError as error:
            if warn is not None:
                warn(f"probe {probe.id} could not be coded and counts as coded without events: {error}")
            continue
        events = [guide_event(record, number) for number, record in enumerate(coding.records, 1)]
        yield {"id": probe.id, "events": events}


def _found_toponyms(
    texts: Mapping[str, str], gazetteer: Gazetteer, settings: Settings
) -> dict[str, tuple[Toponym, ...]]:
    """Every mention of a place, modifiers ("Syrian") and names inside longer names among them."""
    reports = [Report(document, text, document) for document, text in texts.items()]
    parsed = make_pipeline(settings).parser.parse(reports)
    return {
        one.report.id: tuple(Toponym(place.start, place.end) for place in find_places(one, gazetteer))
        for one in parsed
        if isinstance(one, ParsedReport)
    }


def _toponym(span: tuple[int, int], found: Location | Unresolved) -> dict[str, Any]:
    row: dict[str, Any] = {"start": span[0], "end": span[1]}
    if isinstance(found, Location):
        row |= {"lat": found.latitude, "lon": found.longitude, "geonames_id": found.place.geonames_id}
    return row
