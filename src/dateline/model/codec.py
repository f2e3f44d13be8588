"""Records to plain JSON data and back, and the JSON Schema that describes it.

One shape serves files, the store's value columns, and later the API. Validation of values is pydantic's, built from the
same frozen dataclasses, so that the schema cannot drift from the types; it is imported on first use.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from dateline.model.attribution import AttributionRelation
from dateline.model.change import Outline
from dateline.model.codebook import SourceKind, Stance
from dateline.model.decision import Decision
from dateline.model.maker import Maker
from dateline.model.record import VALUE_TYPES, Absence, Claim, Emptiness, EventRecord, Field, Value, Voice
from dateline.model.spans import Span

Json = dict[str, Any]


@cache
def _adapter(kind: Any) -> Any:
    from pydantic import TypeAdapter  # noqa: PLC0415 - a tenth of a second that `import dateline` need not spend

    return TypeAdapter(kind)


def value_to_json(field: Field, value: Value) -> Any:
    """A value of ``field`` as JSON data: an enum as its word, a dataclass as an object, a date as ISO text."""
    return _adapter(VALUE_TYPES[field]).dump_python(value, mode="json")


def value_from_json(field: Field, data: Any) -> Value:
    """The value of ``field`` from JSON data.

    Raises:
        ValueError: the data is no value of that field (pydantic's error names the place).
    """
    value: Value = _adapter(VALUE_TYPES[field]).validate_python(data)
    return value


def span_to_json(span: Span) -> Json:
    """A span as ``{start, end, text}``; the report is told once, by the record."""
    return {"start": span.start, "end": span.end, "text": span.text}


def span_from_json(report_id: str, data: Json) -> Span:
    """A span of ``report_id`` from ``{start, end, text}``."""
    return Span(report_id, data["start"], data["end"], data["text"])


def voice_to_json(voice: Voice) -> Json:
    """A voice with those that pass it on."""
    return {
        "source": span_to_json(voice.source) if voice.source else None,
        "cue": span_to_json(voice.cue) if voice.cue else None,
        "kind": voice.kind.value,
        "via": voice_to_json(voice.via) if voice.via else None,
    }


def voice_from_json(report_id: str, data: Json) -> Voice:
    """A voice from JSON data."""
    return Voice(
        span_from_json(report_id, data["source"]) if data["source"] else None,
        span_from_json(report_id, data["cue"]) if data["cue"] else None,
        SourceKind(data["kind"]),
        voice_from_json(report_id, data["via"]) if data["via"] else None,
    )


def relation_to_json(relation: AttributionRelation) -> Json:
    """The attribution relation with the one that passes it on inside it, under ``outer``."""
    return {
        "source": span_to_json(relation.source) if relation.source else None,
        "source_words": span_to_json(relation.source_words) if relation.source_words else None,
        "kind": relation.kind.value,
        "cue": span_to_json(relation.cue) if relation.cue else None,
        "stance": relation.stance.value,
        "content": [span_to_json(span) for span in relation.content],
        "is_negated": relation.is_negated,
        "is_quoted": relation.is_quoted,
        "outer": relation_to_json(relation.outer) if relation.outer else None,
    }


def maker_to_json(maker: Maker) -> Json:
    """A maker as ``{component, version, settings}``."""
    return {"component": maker.component, "version": maker.version, "settings": maker.settings}


def outline_to_json(outline: Outline) -> Json:
    """What an incident shows at a glance as JSON data; days in ISO 8601, null for what is not told."""
    data: Json = _adapter(Outline).dump_python(outline, mode="json")
    return data


def decision_to_json(decision: Decision) -> Json:
    """A decision with its reasons as JSON data; times in ISO 8601."""
    return {
        "id": decision.id,
        "records": list(decision.records),
        "verdict": decision.verdict.value,
        "score": decision.score,
        "reasons": [
            {"field": reason.field.value if reason.field else None, "weight": reason.weight, "words": reason.words}
            for reason in decision.reasons
        ],
        "maker": maker_to_json(decision.maker),
        "made_at": decision.made_at.isoformat(),
        "ended_at": decision.ended_at.isoformat() if decision.ended_at else None,
    }


def claim_to_json(claim: Claim) -> Json:
    """A claim as JSON data."""
    return {
        "field": claim.field.value,
        "value": value_to_json(claim.field, claim.value),
        "evidence": [span_to_json(span) for span in claim.evidence],
        "voice": voice_to_json(claim.voice) if claim.voice else None,
        "stance": claim.stance.value if claim.stance else None,
        "confidence": claim.confidence,
        "maker": maker_to_json(claim.maker),
    }


def claim_from_json(report_id: str, data: Json) -> Claim:
    """The claim about ``report_id`` that JSON data describes.

    Raises:
        ValueError, KeyError: the data does not follow the schema, or breaks a rule of the claim.
    """
    field = Field(data["field"])
    return Claim(
        field=field,
        value=value_from_json(field, data["value"]),
        evidence=tuple(span_from_json(report_id, span) for span in data["evidence"]),
        maker=Maker(**data["maker"]),
        voice=voice_from_json(report_id, data["voice"]) if data["voice"] else None,
        stance=Stance(data["stance"]) if data["stance"] else None,
        confidence=data["confidence"],
    )


def record_to_json(record: EventRecord) -> Json:
    """A record as JSON data; `record_from_json` gives the equal record back."""
    return {
        "id": record.id,
        "report_id": record.report_id,
        "type": record.type.value,
        "claims": [claim_to_json(claim) for claim in record.claims],
        "absences": [
            {
                "field": absence.field.value,
                "kind": absence.kind.value,
                "reason": absence.reason,
                "evidence": [span_to_json(span) for span in absence.evidence],
                "maker": maker_to_json(absence.maker) if absence.maker else None,
            }
            for absence in record.absences
        ],
    }


def record_from_json(data: Json) -> EventRecord:
    """The record that JSON data describes.

    Raises:
        ValueError, KeyError: the data does not follow the schema, or breaks a rule of the record.
    """
    report_id = data["report_id"]
    claims = tuple(claim_from_json(report_id, item) for item in data["claims"])
    absences = tuple(
        Absence(
            Field(item["field"]),
            Emptiness(item["kind"]),
            Maker(**item["maker"]) if item["maker"] else None,
            tuple(span_from_json(report_id, span) for span in item["evidence"]),
            item["reason"],
        )
        for item in data["absences"]
    )
    return EventRecord(report_id, claims, absences)


def record_schema() -> Json:
    """The JSON Schema (draft 2020-12) of one record as `record_to_json` writes it."""
    span = {
        "type": "object",
        "description": "Offsets in Unicode code points into the report's frozen text; end is exclusive.",
        "properties": {"start": _integer(0), "end": _integer(1), "text": {"type": "string", "minLength": 1}},
        "required": ["start", "end", "text"],
        "additionalProperties": False,
    }
    maker = _object({key: {"type": "string"} for key in ("component", "version", "settings")})
    voice = _object(
        {
            "source": _or_null({"$ref": "#/$defs/Span"}),
            "cue": _or_null({"$ref": "#/$defs/Span"}),
            "kind": {"enum": [kind.value for kind in SourceKind]},
            "via": _or_null({"$ref": "#/$defs/Voice"}),
        }
    )
    spans = {"type": "array", "items": {"$ref": "#/$defs/Span"}}
    definitions: Json = {"Span": span, "Maker": maker, "Voice": voice}
    kinds = []
    for field, kind in VALUE_TYPES.items():
        schema = _adapter(kind).json_schema(ref_template="#/$defs/{model}")
        definitions.update(schema.pop("$defs", {}))
        definitions[kind.__name__] = schema
        kinds.append({"properties": {"field": {"const": field.value}, "value": {"$ref": f"#/$defs/{kind.__name__}"}}})
    claim = _object(
        {
            "field": {"enum": [field.value for field in Field]},
            "value": True,
            "evidence": spans | {"minItems": 1},
            "voice": _or_null({"$ref": "#/$defs/Voice"}),
            "stance": _or_null({"enum": [stance.value for stance in Stance]}),
            "confidence": _or_null({"type": "number", "minimum": 0, "maximum": 1}),
            "maker": {"$ref": "#/$defs/Maker"},
        }
    ) | {"oneOf": kinds}
    absence = _object(
        {
            "field": {"enum": [field.value for field in Field]},
            "kind": {"enum": [kind.value for kind in Emptiness]},
            "reason": _or_null({"type": "string"}),
            "evidence": spans,
            "maker": _or_null({"$ref": "#/$defs/Maker"}),
        }
    )
    definitions |= {"Claim": claim, "Absence": absence}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "dateline event record",
        "description": "One happening as one report tells it: claims with their words, and the kinds of empty.",
        **_object(
            {
                "id": {"type": "string"},
                "report_id": {"type": "string"},
                "type": {"$ref": "#/$defs/EventType"},
                "claims": {"type": "array", "minItems": 2, "items": {"$ref": "#/$defs/Claim"}},
                "absences": {"type": "array", "items": {"$ref": "#/$defs/Absence"}},
            }
        ),
        "$defs": dict(sorted(definitions.items())),
    }


def _object(properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _integer(minimum: int) -> Json:
    return {"type": "integer", "minimum": minimum}
