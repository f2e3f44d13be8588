"""Format ``jsonld``: linked data, with evidence as W3C Web Annotations and provenance as PROV-O.

A record is a `sem:Event` that was derived from its report (`prov:wasDerivedFrom`) by a coding (`prov:Activity`). Every
claim is an `oa:Annotation`: its body is the value, its target the report with two selectors for each stretch of
evidence, which tell the same stretch: a TextQuoteSelector (exact, prefix, suffix) and a TextPositionSelector (start,
end). Positions are Unicode code points, as Web Annotation has them. The voice that gives the value and what it does
with it stand in the annotation under dateline's own terms.

The context stands in the file, so that no program has to fetch one. Sources: W3C Web Annotation Data Model and
Vocabulary (2017), PROV-O (2013), the Simple Event Model (van Hage et al. 2011), JSON-LD 1.1.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from dateline.model import Claim, Coding, EventRecord, Field, Maker, Report, Span, Voice
from dateline.model.codec import Json, value_to_json

AROUND = 32
"""How many characters before and after the evidence are quoted with it, so that it can be found in a changed text."""

TERMS = "https://dateline.invalid/terms#"
"""Namespace of dateline's own terms. The name is reserved (RFC 6761) and leads nowhere, by intent."""

_ID = "@id"
_LINK = {"@type": "@id"}
CONTEXT: Json = {
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "schema": "http://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dateline": TERMS,
    "id": _ID,
    "type": "@type",
    "Annotation": "oa:Annotation",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "SpecificResource": "oa:SpecificResource",
    "body": {"@id": "oa:hasBody"},
    "target": {"@id": "oa:hasTarget"},
    "source": {"@id": "oa:hasSource", **_LINK},
    "selector": {"@id": "oa:hasSelector"},
    "motivation": {"@id": "oa:motivatedBy", **_LINK},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", **_LINK},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", **_LINK},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", **_LINK},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", **_LINK},
    "used": {"@id": "prov:used", **_LINK},
    "headline": "schema:headline",
    "datePublished": {"@id": "schema:datePublished", "@type": "xsd:date"},
    "publisher": "schema:publisher",
    "inLanguage": "schema:inLanguage",
    "about": {"@id": "dateline:about", **_LINK},
    "field": "dateline:field",
    "value": {"@id": "dateline:value", "@type": "@json"},
    "eventType": "dateline:eventType",
    "stance": "dateline:stance",
    "confidence": {"@id": "dateline:confidence", "@type": "xsd:double"},
    "voice": {"@id": "dateline:voice"},
    "sourceKind": "dateline:sourceKind",
    "sourceWords": {"@id": "dateline:sourceWords"},
    "cue": {"@id": "dateline:cue"},
    "via": {"@id": "dateline:via"},
    "textHash": "dateline:textHash",
    "version": "dateline:version",
    "settings": "dateline:settings",
    "name": "schema:name",
    "emptiness": "dateline:emptiness",
    "reason": "dateline:reason",
}


class JsonLdExporter:
    """Writes one document; its graph has a line for each report, coding, record and claim."""

    name = "jsonld"

    def export(self, codings: Iterable[tuple[Report, Coding]]) -> Iterator[str]:
        """Yield the context, the nodes of the graph one a line, and the end."""
        yield '{"@context": ' + json.dumps(CONTEXT, ensure_ascii=False) + ', "@graph": [\n'
        separator, last = "", None
        for report, coding in codings:
            nodes = _nodes(report, coding, with_report=report.id != last)
            last = report.id
            for node in nodes:
                yield separator + json.dumps(node, ensure_ascii=False) + "\n"
                separator = ","
        yield "]}\n"


def _nodes(report: Report, coding: Coding, *, with_report: bool) -> Iterator[Json]:
    about = _About(report, coding)
    if with_report:
        yield _report(about)
    yield _coding(about)
    for record in coding.records:
        name = about.of_record(record)
        yield _record(about, record, name)
        for number, claim in enumerate(record.claims, 1):
            yield _annotation(about, name, number, claim)


class _About:
    """The names that the nodes of one coding share; they are made once."""

    def __init__(self, report: Report, coding: Coding) -> None:
        self.report, self.maker = report, coding.maker
        self.report_name = _name("report", report.id)
        self._maker_id = coding.maker.id
        self.coding_name = _name("coding", report.id, self._maker_id)
        self._agents: dict[Maker, Json] = {}

    def of_record(self, record: EventRecord) -> str:
        """What stands behind the kind in the names of a record, its claims and their values."""
        return f"{self._maker_id}:{record.id}"

    def agent(self, maker: Maker) -> Json:
        """The node of a maker."""
        if maker not in self._agents:
            kind = "prov:Person" if maker.component.startswith("person:") else "prov:SoftwareAgent"
            told = {"name": maker.component, "version": maker.version, "settings": maker.settings}
            self._agents[maker] = {"id": _name("maker", maker.id), "type": kind, **told}
        return self._agents[maker]


def _name(kind: str, *parts: object) -> str:
    """The name of a thing; parts are escaped, so that no id of a report breaks out of it."""
    return ":".join(["urn:dateline", kind, *(quote(str(part), safe="") for part in parts)])


def _report(about: _About) -> Json:
    report = about.report
    return _told(
        {
            "id": about.report_name,
            "type": ["prov:Entity", "schema:NewsArticle"],
            "headline": report.title,
            "datePublished": report.published.isoformat() if report.published else None,
            "publisher": report.publisher,
            "inLanguage": report.language,
            "textHash": report.text_hash,
        }
    )


def _coding(about: _About) -> Json:
    return {
        "id": about.coding_name,
        "type": "prov:Activity",
        "used": about.report_name,
        "wasAssociatedWith": about.agent(about.maker),
    }


def _record(about: _About, record: EventRecord, name: str) -> Json:
    empty = [
        _told({"field": each.field.value, "emptiness": each.kind.value, "reason": each.reason})
        for each in record.absences
    ]
    return {
        "id": f"urn:dateline:record:{name}",
        "type": ["prov:Entity", "sem:Event"],
        "eventType": record.type.value,
        "wasDerivedFrom": about.report_name,
        "wasGeneratedBy": about.coding_name,
        "dateline:absence": empty,
    }


def _annotation(about: _About, name: str, number: int, claim: Claim) -> Json:
    body = {
        "id": f"urn:dateline:value:{name}:{number}",
        "field": claim.field.value,
        "value": value_to_json(claim.field, claim.value),
    }
    return _told(
        {
            "id": f"urn:dateline:claim:{name}:{number}",
            "type": ["Annotation", "prov:Entity"],
            "motivation": "oa:classifying" if claim.field in (Field.TYPE, Field.MODE) else "oa:identifying",
            "about": f"urn:dateline:record:{name}",
            "body": body,
            "target": [_target(about, span) for span in claim.evidence],
            "voice": _voice(about, claim.voice) if claim.voice else None,
            "stance": claim.stance.value if claim.stance else None,
            "confidence": claim.confidence,
            "wasAttributedTo": about.agent(claim.maker),
        }
    )


def _voice(about: _About, voice: Voice) -> Json:
    return _told(
        {
            "sourceKind": voice.kind.value,
            "sourceWords": _target(about, voice.source) if voice.source else None,
            "cue": _target(about, voice.cue) if voice.cue else None,
            "via": _voice(about, voice.via) if voice.via else None,
        }
    )


def _target(about: _About, span: Span) -> Json:
    """A stretch of the report, by its words with those around them, and by its place."""
    report = about.report
    around = {
        "prefix": report.text[max(0, span.start - AROUND) : span.start],
        "suffix": report.text[span.end : span.end + AROUND],
    }
    return {
        "type": "SpecificResource",
        "source": about.report_name,
        "selector": [
            {"type": "TextQuoteSelector", "exact": span.text, **around},
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _told(node: Json) -> Json:
    """The node without keys that have no value; linked data has no null."""
    return {key: value for key, value in node.items() if value is not None}
