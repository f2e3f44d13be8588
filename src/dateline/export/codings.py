"""Format ``codings``: the coding guide's own form, one report a line, for scorers and for comparison with hand coding.

This form is coarser than the record. It loses evidence beyond the words, voices of single fields, kinds of source,
confidence, makers and the kinds of empty; modes, stances, status, certainty and responsibility are written as the
guide's coarser values by the crosswalks of `dateline.model.codebook`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from dateline.errors import ConfigError
from dateline.export.chosen_figures import first_told
from dateline.export.told_voices import told_voices
from dateline.model import (
    CasualtyKind,
    Certainty,
    Coding,
    Country,
    Days,
    EventRecord,
    EventType,
    Field,
    Main,
    Mode,
    Report,
    Responsibility,
    Stance,
    Status,
)
from dateline.model.codebook import FINER_MODES
from dateline.model.codec import Json

_DISPUTING = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.CANNOT_VERIFY, Stance.RETRACTS})
_TYPES_WITH_RESPONSIBILITY = (EventType.ASSAULT, EventType.COERCE, EventType.INCIDENT)
"""The types for which the guide has a responsibility (coding guide, section 3)."""


class CodingsExporter:
    """Writes one line for each report, ``{"id", "events"}``; a report without records has an empty list."""

    name = "codings"

    def export(self, codings: Iterable[tuple[Report, Coding]]) -> Iterator[str]:
        """Yield one line for each coding.

        Raises:
            ConfigError: a report comes twice, coded by two coders; the form has room for one coding of a report.
        """
        coder_of: dict[str, str] = {}
        for report, coding in codings:
            if report.id in coder_of:
                raise ConfigError(
                    f"report {report.id!r} is coded by {coder_of[report.id]!r} and by {coding.maker.component!r}; "
                    "the format 'codings' holds one coding of a report. Export 'jsonl' or 'csv', which tell the coder "
                    "of each record, or keep one coder to a store."
                )
            coder_of[report.id] = coding.maker.component
            events = [guide_event(record, number) for number, record in enumerate(coding.records, 1)]
            yield json.dumps({"id": report.id, "events": events}, ensure_ascii=False) + "\n"


def guide_event(record: EventRecord, number: int) -> Json:
    """The record as the guide's event with the id ``e{number}``; keys in the guide's order.

    ``killed`` and ``injured`` follow the policy "first told" (`first_told`). A value that is not known is null or an
    empty list; ``main`` is false unless the record says otherwise, because the guide knows no third value.
    """
    days = record.value(Field.DAYS)
    assert days is None or isinstance(days, Days)
    return {
        "id": f"e{number}",
        "type": record.type.value,
        "mode": _mode(record),
        "triggers": record.words(Field.MENTION),
        "actor": record.words(Field.ACTOR),
        "recipient": record.words(Field.RECIPIENT),
        "object": record.words(Field.OBJECT),
        "means": record.words(Field.MEANS),
        "place": record.words(Field.PLACE),
        "country": _country(record),
        "time": record.words(Field.TIME),
        "date_from": days.first.isoformat() if days else None,
        "date_to": days.last.isoformat() if days else None,
        "killed": _figure(record, CasualtyKind.KILLED),
        "injured": _figure(record, CasualtyKind.INJURED),
        "attribution": _attribution(record),
        "status": _status(record),
        "certainty": _certainty(record),
        "responsibility": _responsibility(record),
        "main": _is_main(record),
    }


def _mode(record: EventRecord) -> str | None:
    mode = record.value(Field.MODE)
    if mode is None:
        return None
    assert isinstance(mode, Mode)
    return FINER_MODES.get((record.type, mode.name), mode.name)


def _country(record: EventRecord) -> str | None:
    country = record.value(Field.COUNTRY)
    return country.alpha3 if isinstance(country, Country) else None


def _figure(record: EventRecord, kind: CasualtyKind) -> Json | None:
    chosen = first_told(record, kind)
    return {"low": chosen.value.low, "high": chosen.value.high, "text": chosen.words} if chosen else None


def _attribution(record: EventRecord) -> list[Json]:
    """The voices, innermost first; one that passes another on states what it passes on.

    Of voices without a source ("reportedly", "could not be verified") only those that dispute are listed, with a null
    source: the guide has no other place for the report's own doubt, and its field ``certainty`` holds the hedges.
    """
    listed: dict[tuple[str | None, str], Json] = {}
    for voice in told_voices(record):
        if voice.source is not None or voice.stance in _DISPUTING:
            stance = (voice.stance or Stance.ASSERTS).guide
            source = voice.source.text if voice.source else None
            entry = {"source": source, "cue": voice.cue.text if voice.cue else None, "stance": stance}
            listed.setdefault((source, stance), entry)
    return list(listed.values())


def _status(record: EventRecord) -> str | None:
    status = record.value(Field.STATUS)
    return status.guide if isinstance(status, Status) else None


def _certainty(record: EventRecord) -> str | None:
    certainty = record.value(Field.CERTAINTY)
    return certainty.guide if isinstance(certainty, Certainty) else None


def _responsibility(record: EventRecord) -> Json | None:
    value = record.value(Field.RESPONSIBILITY)
    if not isinstance(value, Responsibility) or record.type not in _TYPES_WITH_RESPONSIBILITY:
        return None
    return {"who": value.who, "stance": value.stance.guide} if value.stance.guide else None


def _is_main(record: EventRecord) -> bool:
    main = record.value(Field.MAIN)
    return isinstance(main, Main) and main.is_main
