"""From what a person filled in to an act about a record.

Words that a person selects are found in the report, exactly; what is counted from them (days, place, country,
identity) is resolved again by the parts that the settings name. What does not belong here: keeping acts (`store`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.config import Settings
from dateline.errors import ActError
from dateline.model import (
    Act,
    ActKind,
    Casualties,
    CasualtyKind,
    Certainty,
    Claim,
    Coding,
    EventRecord,
    EventType,
    Failure,
    Field,
    Main,
    Maker,
    Mode,
    Report,
    Responsibility,
    ResponsibilityStance,
    Span,
    Stance,
    Status,
    Value,
    Words,
    modes_of,
    settings_hash,
)

if TYPE_CHECKING:
    from dateline.run import Pipeline

RULE = "person"
"""The rule behind bounds that a person gives."""
_LONGEST = 2000
_FOLLOWING = {
    Field.TIME: (Field.DAYS,),
    Field.PLACE: (Field.LOCATION, Field.COUNTRY),
    Field.ACTOR: (Field.ACTOR_IDENTITY,),
    Field.RECIPIENT: (Field.RECIPIENT_IDENTITY,),
}
WORDS = frozenset({Field.ACTOR, Field.RECIPIENT, Field.OBJECT, Field.MEANS, Field.PLACE, Field.TIME})
"""Fields that a person fills by selecting words."""
CHOICES: Mapping[Field, tuple[str, ...]] = {
    Field.TYPE: tuple(each.value for each in EventType),
    Field.STATUS: tuple(each.value for each in Status),
    Field.CERTAINTY: tuple(each.value for each in Certainty),
    Field.RESPONSIBILITY: tuple(each.value for each in ResponsibilityStance),
    Field.MAIN: ("yes", "no"),
}
"""Fields that a person fills by choosing, and what from; the modes depend on the type."""
CHANGEABLE = (*WORDS, *CHOICES, Field.MODE, Field.CASUALTIES)


def choices_of(record: EventRecord, field: Field) -> tuple[str, ...]:
    """What a person may choose for a field of this record; () where words or numbers are asked for."""
    return tuple(modes_of(record.type)) if field is Field.MODE else CHOICES.get(field, ())


def person_maker(name: str) -> Maker:
    """The maker of what the person of that name decides."""
    return Maker(f"person:{name}", "1", settings_hash({}))


class Decider:
    """Makes acts. The pipeline of the settings is made when words have to be resolved for the first time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def _pipeline(self) -> Pipeline:
        from dateline.run import make_pipeline  # noqa: PLC0415 - loads models; most decisions need none

        return make_pipeline(self._settings)

    def judge(self, record: EventRecord, kind: ActKind, because: str, by: str) -> Act:
        """An act that accepts or rejects the whole record."""
        return Act(record.report_id, record.id, kind, (), (), _reason(because), person_maker(by), datetime.now(UTC))

    def change(self, report: Report, record: EventRecord, form: Mapping[str, str], by: str) -> Act:
        """An act that gives one field another value, or none.

        form: ``field``; ``told`` "no" for a field that is not told; ``value`` for a field that is chosen; ``words`` and
        ``start`` (an offset in code points, may be empty) of the evidence; ``kind``, ``low``, ``high`` of casualties;
        ``add`` "yes" to keep the claims that the field has; ``because``.

        Raises:
            ActError: a field or value that is none, or words that do not stand in the report.
        """
        field = _field(form.get("field", ""))
        maker = person_maker(by)
        if form.get("told") == "no":
            if field in (Field.TYPE, Field.MENTION):
                raise ActError(f"{field.value} is always told; reject the record where nothing of the kind happened")
            told: tuple[Claim, ...] = ()
        else:
            told = (self._claim(report, record, field, form, maker),)
            if form.get("add") == "yes":
                told = (*record.of(field), *told)
        changed = self._with_following(report, record, field, told, maker)
        before = tuple((each, record.of(each)) for each, _ in changed)
        kind = ActKind.CHANGE
        return Act(
            record.report_id,
            record.id,
            kind,
            changed,
            before,
            _reason(form.get("because", "")),
            maker,
            datetime.now(UTC),
        )

    def _claim(self, report: Report, record: EventRecord, field: Field, form: Mapping[str, str], maker: Maker) -> Claim:
        old = record.of(field)
        span = _evidence(report, form) or (old[0].evidence[0] if old else None)
        if span is None:
            mention = record.of(Field.MENTION)[0].evidence[0]
            if field in WORDS or field is Field.CASUALTIES:
                raise ActError(f"{field.value} needs its words: select them in the text, then decide again")
            span = mention
        value = _value(record, field, form, span)
        known = next((claim for claim in old if claim.voice is not None), None)
        voice, stance = (known.voice, known.stance) if known else (None, None)
        return Claim(field, value, (span,), maker, voice=voice, stance=stance or (Stance.ASSERTS if voice else None))

    def _with_following(
        self, report: Report, record: EventRecord, field: Field, told: tuple[Claim, ...], maker: Maker
    ) -> tuple[tuple[Field, tuple[Claim, ...]], ...]:
        """The changed field, and those that are counted from its words, resolved again."""
        following = _FOLLOWING.get(field, ())
        changed: list[tuple[Field, tuple[Claim, ...]]] = [(field, told)]
        if field is Field.TYPE and told:
            kept = record.value(Field.MODE)
            new = told[0].value
            changed[0] = (field, tuple(replace(claim, value=new, maker=maker) for claim in record.of(Field.TYPE)))
            if isinstance(kept, Mode) and isinstance(new, EventType) and kept.name not in modes_of(new):
                changed.append((Field.MODE, ()))
        if following and not told:
            return (*changed, *((each, ()) for each in following))
        if following:
            again = self._resolved(report, record, field, told)
            changed += [(each, again.of(each)) for each in following]
        return tuple(changed)

    def _resolved(self, report: Report, record: EventRecord, field: Field, told: tuple[Claim, ...]) -> EventRecord:
        emptied: dict[Field, tuple[Claim, ...]] = dict.fromkeys(_FOLLOWING[field], ())
        claims = tuple(c for c in record.claims if c.field is not field and c.field not in emptied)
        bare = EventRecord(record.report_id, (*claims, *told))
        (parsed,) = self._pipeline.parser.parse((report,))
        if isinstance(parsed, Failure):
            raise ActError(f"the report cannot be parsed, and its words not be resolved: {parsed.message}")
        coding = Coding(report.id, bare.of(Field.TYPE)[0].maker, (bare,))
        for resolver in self._pipeline.resolvers:
            coding = resolver.resolve(parsed, coding)
        return coding.records[0]


def _field(name: str) -> Field:
    if name not in {field.value for field in CHANGEABLE}:
        raise ActError(f"{name!r} is no field that can be changed; accepted is one of {', '.join(CHANGEABLE)}")
    return Field(name)


def _reason(because: str) -> str:
    told = " ".join(because.split())
    if len(told) > _LONGEST:
        raise ActError(f"a reason has up to {_LONGEST} characters, and this one {len(told)}; shorten it")
    return told


def _evidence(report: Report, form: Mapping[str, str]) -> Span | None:
    """The words of the form, at their place: the one that was selected, else the first in the text."""
    words = form.get("words", "").replace("\r\n", "\n").strip("\n")
    if not words:
        return None
    start = form.get("start", "")
    if start.isascii() and start.isdigit() and report.text.startswith(words, int(start)):
        return report.span(int(start), int(start) + len(words))
    found = report.text.find(words)
    if found < 0:
        raise ActError(
            f"the words {words[:80]!r} do not stand in the report; a value without its words is not kept. Select them "
            "in the text, or give them letter by letter"
        )
    return report.span(found, found + len(words))


def _value(record: EventRecord, field: Field, form: Mapping[str, str], span: Span) -> Value:
    if field in WORDS:
        return Words(span.text)
    if field is Field.CASUALTIES:
        return _casualties(form)
    given, allowed = form.get("value", ""), choices_of(record, field)
    if given not in allowed:
        raise ActError(f"{given!r} is no {field.value} here; accepted is one of {', '.join(allowed) or 'none'}")
    made: dict[Field, Value] = {
        Field.MODE: Mode(given),
        Field.MAIN: Main(given == "yes"),
    }
    if field in made:
        return made[field]
    if field is Field.RESPONSIBILITY:
        return Responsibility(ResponsibilityStance(given))
    kinds: dict[Field, type[EventType] | type[Status] | type[Certainty]] = {
        Field.TYPE: EventType,
        Field.STATUS: Status,
        Field.CERTAINTY: Certainty,
    }
    return kinds[field](given)


def _casualties(form: Mapping[str, str]) -> Casualties:
    kinds = [each.value for each in CasualtyKind]
    kind = form.get("kind", "")
    if kind not in kinds:
        raise ActError(f"{kind!r} is no kind of harm; accepted is one of {', '.join(kinds)}")
    low, high = _number(form.get("low", "")), _number(form.get("high", ""))
    try:
        return Casualties(CasualtyKind(kind), low, high, RULE)
    except ValueError as error:
        raise ActError(f"{error}; give at least one bound, the lower one first") from error


def _number(text: str) -> int | None:
    told = text.strip()
    if not told:
        return None
    if not (told.isascii() and told.isdigit() and len(told) <= 9):
        raise ActError(f"{told!r} is no number of people; accepted are whole numbers such as 12, or nothing")
    return int(told)
