"""What several formats and layouts write alike: days, countries, accounts, citations, numbers made of content.

What does not belong here: anything that one of them alone does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version

from dateline.export.happening import Happening, Source
from dateline.knowledge.crosswalks import country_facts, precision
from dateline.model import DateBasis, Days

JOINT = "; "
NO_DAY = "day not told"
NO_PLACE = "place not told, or not resolved"
POINT_LEFT_OUT = "point_of_a_settlement_left_out"


@cache
def own_version() -> str:
    """The version of dateline, looked up once."""
    return version("dateline")


def known_days(happening: Happening) -> Days | None:
    """The days, where they rest on the report's words; the day of publication is never taken for them."""
    days = happening.days
    return None if days is None or days.basis is DateBasis.PUBLICATION else days


def middle(days: Days) -> date:
    """The middle day of a range; the earlier of two."""
    return days.first + timedelta(days=(days.last - days.first).days // 2)


def is_one_day(days: Days) -> bool:
    """Whether a single day is known."""
    return days.first == days.last


def date_precision(layout: str, days: Days) -> int | None:
    """The layout's code for how closely the days are known; None where it has none."""
    return precision(layout, days.precision)


def country_name(alpha3: str | None) -> str | None:
    """The short name of a country, or None."""
    facts = country_facts(alpha3) if alpha3 else None
    return facts.name if facts else None


def joined(parts: Iterable[str | None]) -> str:
    """The parts that are not empty, each once, with semicolons between them."""
    return JOINT.join(dict.fromkeys(part for part in parts if part))


def citation(source: Source) -> str:
    """Publisher, title and day of a report, as far as they are known."""
    day = source.published.isoformat() if source.published else None
    return ", ".join(part for part in (source.publisher, source.title, day) if part)


def account(happening: Happening) -> str:
    """One sentence made from the fields, never from the text around them."""
    days = known_days(happening)
    when = "" if days is None else f"On {days.first.isoformat()}" if is_one_day(days) else _between(days)
    doers = " and ".join(each.words for each in happening.actors) or "an untold doer"
    kind = ", ".join(part for part in (happening.type.value.lower(), happening.mode) if part)
    what = f"{happening.mentions[0].text} ({kind})"
    to_whom = " and ".join(each.words for each in happening.recipients)
    parts = [f"{when}, {doers}:" if when else f"{doers[:1].upper()}{doers[1:]}:", what]
    parts += [f"on {to_whom}"] if to_whom else []
    parts += [f"at {happening.places[0]}"] if happening.places else []
    said = "; ".join(_counts(happening))
    return " ".join(parts) + (f". {said}." if said else ".")


def _between(days: Days) -> str:
    return f"Between {days.first.isoformat()} and {days.last.isoformat()}"


def _counts(happening: Happening) -> Iterator[str]:
    for figure in happening.figures:
        voice = f" according to {figure.voice}" if figure.voice else ""
        yield f"{figure.kind.value}: {figure.words}{voice}"


def number_of(*parts: object) -> int:
    """A whole number of 60 bits made from ``parts``: the same for the same parts, and different for others.

    Among a million of them, two are the same with a chance of about one in two million.
    """
    packed = "\0".join(map(str, parts))
    return int(hashlib.sha256(packed.encode()).hexdigest()[:15], 16)
