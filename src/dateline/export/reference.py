"""The reference of the record: its JSON Schema, and a page that tells every field, value and column.

Both are made from the types, the vocabularies and the table of columns, so that they cannot drift from them; a test
fails where the files in ``docs/reference`` differ. ``python -m dateline.export.reference docs/reference`` writes them,
and the pages of the layouts (`dateline.export.layouts.reference`).

What does not belong here: what a field means to a coder at work; that is the coding guide's.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from dateline.export.csv import COLUMNS
from dateline.export.layouts.reference import layout_files
from dateline.export.markdown import table
from dateline.model import (
    MODES,
    ActorKind,
    CasualtyKind,
    CasualtyRole,
    Certainty,
    Country,
    DateBasis,
    DatePrecision,
    Days,
    Emptiness,
    EventType,
    Field,
    Identity,
    Location,
    Main,
    Mode,
    PlacePrecision,
    PublishedBasis,
    Responsibility,
    ResponsibilityStance,
    Sector,
    SourceKind,
    Stance,
    Status,
    Words,
    modes_of,
)
from dateline.model.codebook import FINER_MODES
from dateline.model.codec import Json, record_schema
from dateline.model.figures import RULES
from dateline.model.record import VALUE_TYPES, Casualties

SCHEMA_FILE = "record.schema.json"
PAGE_FILE = "record.md"

_MEANINGS: dict[Field, str] = {
    Field.TYPE: "What kind of happening it is. The voices of its claims vouch for the happening itself, or dispute it.",
    Field.MODE: "How it was done.",
    Field.MENTION: "The words that name the happening, one claim a mention, the clearest first.",
    Field.ACTOR: "Who did it; in a symmetric act, all sides.",
    Field.ACTOR_IDENTITY: "Who each actor is: country, sectors, kind, and the entry in the list of actors.",
    Field.RECIPIENT: "The people and bodies to whom it was done or addressed.",
    Field.RECIPIENT_IDENTITY: "Who each recipient is, likewise.",
    Field.OBJECT: "Things hit, seized, or used as the scene of harm; no weapons.",
    Field.MEANS: "Weapon or method.",
    Field.PLACE: "Where it happened, the most specific place first; not where the speaker was.",
    Field.LOCATION: "Where each place lies, by the gazetteer.",
    Field.COUNTRY: "The country of the place.",
    Field.TIME: "The words that date it.",
    Field.DAYS: "The days that these words come to, counted from the report's own date.",
    Field.CASUALTIES: "People harmed. Every figure is a claim of its own, with its speaker and its time.",
    Field.STATUS: "Whether it took place, as the report presents it.",
    Field.CERTAINTY: "How surely the report tells it.",
    Field.RESPONSIBILITY: "What the report says of who did it.",
    Field.MAIN: "Whether the report is about this happening.",
}

_SHAPES: dict[type, str] = {
    EventType: "one of the types below",
    Mode: "`{name}`, a mode of the type, below",
    Words: "`{text}`, exactly the words of the first evidence",
    Identity: "`{words, id, kind, country, sectors, name, role, reason}`; null where not known",
    Location: "`{place, latitude, longitude, radius_km, precision, rivals, reason}`; degrees of WGS 84",
    Country: "`{alpha3}`, an ISO 3166-1 code",
    Days: "`{first, last, precision, basis, clock}`, ISO 8601 days, both inclusive; `clock` null without a time of day",
    Casualties: "`{kind, low, high, rule, role, as_of}`; bounds inclusive, null where the words set none",
    Status: "one of the words below",
    Certainty: "one of the words below",
    Responsibility: "`{stance, who}`; `who` is null where nobody is named",
    Main: "`{is_main}`",
}

_VOCABULARIES: tuple[tuple[str, type[StrEnum]], ...] = (
    ("Stance of a voice", Stance),
    ("Kind of source", SourceKind),
    ("Status", Status),
    ("Certainty", Certainty),
    ("Stance of a responsibility", ResponsibilityStance),
    ("Kind of casualties", CasualtyKind),
    ("Role of the people counted", CasualtyRole),
    ("Kind of actor", ActorKind),
    ("Sector", Sector),
    ("Precision of places", PlacePrecision),
    ("Precision of days", DatePrecision),
    ("Basis of days", DateBasis),
    ("Basis of a report's date", PublishedBasis),
)

_HEAD = """\
# The event record

<!-- Made by `python -m dateline.export.reference docs/reference`; change the types, not this file. -->

One record is one happening as one report tells it. It is a list of claims and a list of absences. A claim is one value
of one field with the words that carry it; a field without a claim has an absence, which says which kind of empty it is.
The JSON Schema of a record, and of a line of the format `jsonl`, is [record.schema.json](record.schema.json).

## A claim

| key | content |
| --- | --- |
| `field` | one of the fields below |
| `value` | the value, in the shape that its field has |
| `evidence` | one or more spans `{start, end, text}`: offsets in Unicode code points into the report's frozen text, \
`end` exclusive, the most telling first |
| `voice` | the source in the report that gives the value, `{source, cue, kind, via}`; null where the reporter alone \
speaks |
| `stance` | what the voice does with the value; null without a voice |
| `confidence` | the machine's estimate, 0 to 1, that it read this correctly; null where it makes none |
| `maker` | who made the value: `{component, version, settings}` |

An absence is `{field, kind, reason, evidence, maker}`. Its kind is `not_told` (the report does not say), `unresolved`
(the report says, in the words of the evidence, and it could not be resolved) or `not_looked_for`.
"""


def export_schema() -> Json:
    """The JSON Schema (draft 2020-12) of a record, and of a line of ``jsonl``, which adds ``report`` and ``coder``."""
    schema = record_schema()
    text_or_null = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    facts = {
        "id": {"type": "string"},
        "date": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        "date_basis": {"enum": [*(basis.value for basis in PublishedBasis), None]},
        "publisher": text_or_null,
        "title": text_or_null,
        "text_hash": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    }
    schema["properties"] |= {"report": {"$ref": "#/$defs/Report"}, "coder": {"$ref": "#/$defs/Maker"}}
    schema["$defs"]["Report"] = {
        "type": "object",
        "description": "Facts of the report that the record was read in. In files of the format jsonl only.",
        "properties": facts,
        "required": list(facts),
        "additionalProperties": False,
    }
    return schema


def schema_text() -> str:
    """The content of ``record.schema.json``."""
    return json.dumps(export_schema(), ensure_ascii=False, indent=2, sort_keys=False) + "\n"


def page_text() -> str:
    """The content of ``record.md``."""
    parts = (_HEAD, _fields(), _types(), *_vocabularies(), _rules(), _csv_columns())
    return "\n".join(parts)


def reference_files() -> dict[Path, str]:
    """Every file of the reference of exports by its place under ``docs/reference``, with its text."""
    return {Path(SCHEMA_FILE): schema_text(), Path(PAGE_FILE): page_text(), **layout_files()}


def write_reference(folder: Path) -> None:
    """Write all of them into ``folder``, which is made if need be."""
    for place, text in reference_files().items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, encoding="utf-8", newline="\n")


def _fields() -> str:
    rows = ((f"`{field}`", _MEANINGS[field], _SHAPES[VALUE_TYPES[field]]) for field in Field)
    return "## Fields\n\n" + table(("field", "meaning", "value"), rows)


def _types() -> str:
    rows = ((f"`{event_type}`", ", ".join(_modes(event_type))) for event_type in EventType)
    told = (
        "## Types and modes\n\nA mode in brackets is one that the coding guide does not tell apart; the format "
        "`codings` writes the mode after the arrow.\n\n"
    )
    return told + table(("type", "modes"), rows)


def _modes(event_type: EventType) -> Iterator[str]:
    for mode in modes_of(event_type):
        finer = mode not in MODES[event_type]
        yield f"(`{mode}` → `{FINER_MODES[event_type, mode]}`)" if finer else f"`{mode}`"


def _vocabularies() -> Iterator[str]:
    for title, vocabulary in _VOCABULARIES:
        if hasattr(vocabulary, "guide"):
            rows = ((f"`{word}`", f"`{word.guide}`" if word.guide else "no value") for word in _guided(vocabulary))
            yield f"## {title}\n\n" + table(("word", "in the format `codings`"), rows)
        else:
            yield f"## {title}\n\n" + ", ".join(f"`{word}`" for word in vocabulary) + "\n"
    yield "## Kind of empty\n\n" + ", ".join(f"`{kind}`" for kind in Emptiness) + "\n"


def _guided(vocabulary: type[StrEnum]) -> Iterator[Stance | Status | Certainty | ResponsibilityStance]:
    for word in vocabulary:
        assert isinstance(word, Stance | Status | Certainty | ResponsibilityStance)
        yield word


def _rules() -> str:
    vague = dict.fromkeys(word for rule in RULES.values() for word in rule.vague)
    rows = ((f'"{word}"', *(str(rule.vague.get(word, "")) for rule in RULES.values())) for word in vague)
    told = "## Rules for figures\n\nThe least number that a vague word stands for, by the name of the rule.\n\n"
    return told + table(("word", *(f"`{name}`" for name in RULES)), rows)


def _csv_columns() -> str:
    told = (
        "## Columns of the format `csv`\n\nOne row a record; RFC 4180, UTF-8. Several values in one cell are joined by "
        "` | `. An empty cell is a value that is not known. A cell that begins with `=`, `+`, `-`, `@` (also in "
        "their wide forms), a tab or a line break and is no number has an apostrophe in front, so that no spreadsheet "
        "runs it. Places are `start..end`, as in "
        "evidence.\n\n"
    )
    return told + table(("column", "content"), ((f"`{column.name}`", column.meaning) for column in COLUMNS))


if __name__ == "__main__":
    write_reference(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference"))
