"""What two profiles have in common and where they differ: one signal for each thing that is compared.

A signal is the name of what was found ("days:1 apart"), the field that it is about, and words for a person. What a
signal weighs is learned (`scorer`). Numbers of people harmed are compared as evidence and are never asked to agree.

What does not belong here: which pairs are compared (`blocking`), and what follows (`scorer`, `clustering`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

from dateline.merge.background import Background, similarity
from dateline.merge.profile import Count, Profile, Spot, When
from dateline.model import CasualtyKind, DateBasis, DatePrecision, Field, Status

_EARTH_KM = 6371.0
_NEAR_KM = 40.0
_SLACK = {
    DatePrecision.DAY: 1,
    DatePrecision.DAYS: 1,
    DatePrecision.WEEK: 2,
    DatePrecision.MONTH: 3,
    DatePrecision.MONTHS: 7,
    DatePrecision.UNKNOWN: 3,
}
"""Days by which two date ranges may miss each other, by the coarser precision: midnight, time zones, late filing."""
_UNSETTLED = frozenset({Status.PLANNED, Status.THREATENED, Status.HYPOTHETICAL})
_LEAST_SIMILAR = (0.05, 0.12, 0.2, 0.3, 0.42, 0.6)
"""Bounds of the classes of likeness, from unlike to nearly the same words."""


@dataclass(frozen=True, slots=True)
class Told:
    """A profile and what else its report tells: the two sides of a comparison."""

    profile: Profile
    background: Background


def signals(one: Told, other: Told) -> list[str]:
    """The names of the signals of a pair, one for each thing compared; the same whichever record comes first."""
    a, b = one.profile, other.profile
    found = [
        _type(a, b),
        _mode(a, b),
        _mention(a, b),
        _days(a, b),
        _place(one, other),
        _core(a, b),
        _overlap("doers", a.doers, b.doers),
        _overlap("sufferers", a.sufferers, b.sufferers),
        _overlap("means", a.means, b.means),
        _killed(a, b),
        _status(a, b),
        _main(a, b),
        _published(a, b),
        _overlap("around", a.names, b.names),
    ]
    if found[3] in _OTHER_DAYS and not found[4].startswith(_SAME_PLACE):
        found.append("days:contradict, and the place is not the same")
    words = _likeness("words", similarity(a.words, b.words))
    report = _likeness("report", similarity(one.background.words, other.background.words))
    names = _likeness("names", similarity(one.background.names, other.background.names))
    found += [words, report, names]
    found += [f"{found[2]}&{words}", f"{found[3]}&{found[4]}", f"{found[2]}&{found[4]}", f"{found[11]}&{report}"]
    return found


_OTHER_DAYS = frozenset({"days:up to 10", "days:up to 40", "days:more", "days:range up to 40", "days:range more"})
_SAME_PLACE = ("place:same", "place:contained", "place:within radius", "place:country, words", "place:not told, words")

FIELD_OF: dict[str, Field | None] = {
    "type": Field.TYPE,
    "mode": Field.MODE,
    "mention": Field.MENTION,
    "days": Field.DAYS,
    "place": Field.LOCATION,
    "core": Field.ACTOR_IDENTITY,
    "doers": Field.ACTOR,
    "sufferers": Field.RECIPIENT,
    "means": Field.MEANS,
    "killed": Field.CASUALTIES,
    "status": Field.STATUS,
    "main": Field.MAIN,
    "published": None,
    "around": Field.MENTION,
    "words": Field.MENTION,
    "report": None,
    "names": None,
}
"""The field that each signal is about, by the part of its name before the colon; None: the reports themselves."""


def _type(a: Profile, b: Profile) -> str:
    if a.type is b.type:
        return f"type:same {a.family}"
    if a.family == b.family:
        return f"type:family {a.family}"
    return "type:" + " and ".join(sorted((a.family, b.family)))


def _mode(a: Profile, b: Profile) -> str:
    if not a.modes or not b.modes:
        return "mode:not told"
    return "mode:same" if set(a.modes) & set(b.modes) else "mode:differs"


def _mention(a: Profile, b: Profile) -> str:
    common = set(a.lemmas) & set(b.lemmas)
    if not common:
        return "mention:no word"
    if a.lemmas[0] == b.lemmas[0]:
        return "mention:same name"
    return "mention:two words" if len(common) > 1 else "mention:one word"


def _days(a: Profile, b: Profile) -> str:
    if a.when is not None and b.when is not None:
        return _both_dated(a.when, b.when)
    if a.when is None and b.when is None:
        return "days:not told"
    dated, undated = (a, b) if a.when is not None else (b, a)
    assert dated.when is not None
    if undated.published is None:
        return "days:one told"
    before = undated.published - dated.when.first
    if before < -1:
        return "days:after the report" if undated.status not in _UNSETTLED else "days:one ahead"
    return f"days:one, {_class(before, (1, 4, 10, 40))}"


def _both_dated(a: When, b: When) -> str:
    apart = gap(a, b)
    is_sharp = a.first == a.last and b.first == b.last
    if is_sharp:
        guessed = DateBasis.PUBLICATION in (a.basis, b.basis) or DateBasis.INFERRED in (a.basis, b.basis)
        return f"days:{'guessed ' if guessed else ''}{_class(apart, (0, 1, 2, 4, 10, 40))}"
    if apart == 0:
        width = max(a.last - a.first, b.last - b.first)
        return f"days:within {_class(width, (3, 8, 31))}"
    slack = max(_SLACK[a.precision], _SLACK[b.precision])
    return "days:within slack" if apart <= slack else f"days:range {_class(apart, (10, 40))}"


def gap(a: When, b: When) -> int:
    """Days from the end of the earlier range to the start of the later; 0 where they overlap."""
    return max(a.first - b.last, b.first - a.last, 0)


def _class(value: int, bounds: Iterable[int]) -> str:
    return next((f"up to {bound}" for bound in bounds if value <= bound), "more")


def _place(one: Told, other: Told) -> str:
    a, b = one.profile, other.profile
    if a.spot is not None and b.spot is not None:
        apart = _both_placed(a.spot, b.spot)
        return apart if apart in _TOGETHER else f"{apart}{_place_words(a, b)}"
    words = _place_words(a, b)
    first, second = a.country or (a.spot and a.spot.country), b.country or (b.spot and b.spot.country)
    if first and second and first != second:
        return f"place:other country{words}"
    if a.spot is None and b.spot is None:
        return f"place:{'country' if first and second else 'not told'}{words}"
    named, silent = (a.spot, other) if a.spot is not None else (b.spot, one)
    assert named is not None
    return f"place:one, {'named' if is_named(named, silent.background) else 'not named'}{words}"


_TOGETHER = frozenset({"place:same", "place:contained", "place:within radius"})


def _place_words(a: Profile, b: Profile) -> str:
    if not a.place_words or not b.place_words:
        return ""
    return ", words" if set(a.place_words) & set(b.place_words) else ", other words"


def is_named(spot: Spot, background: Background) -> bool:
    """Whether a report names a place in any of its words."""
    return set(background.names).issuperset(spot_words(spot))


def spot_words(spot: Spot) -> tuple[str, ...]:
    """The stems of a place's name."""
    from dateline.merge.words import stems  # noqa: PLC0415

    return stems(spot.name)


def _both_placed(a: Spot, b: Spot) -> str:
    if a.place == b.place:
        return "place:same" if a.is_close else "place:same wide"
    if a.country and b.country and a.country != b.country:
        return "place:other country"
    if a.name in b.units or b.name in a.units:
        return "place:contained"
    apart = distance_km(a, b)
    if apart <= max(a.radius_km, b.radius_km):
        return "place:within radius"
    if not a.is_close and not b.is_close:
        return "place:other units"
    return f"place:{'near' if apart <= _NEAR_KM else 'far' if apart <= 4 * _NEAR_KM else 'very far'}"


def distance_km(a: Spot, b: Spot) -> float:
    """Great-circle distance of two places in km (haversine, mean radius of the Earth)."""
    up, across = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    square = sin(up / 2) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(across / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(square)))


def _core(a: Profile, b: Profile) -> str:
    if not a.core or not b.core:
        return "core:not told"
    common = len(set(a.core) & set(b.core))
    return "core:differ" if not common else "core:two" if common > 1 else "core:one"


def _overlap(name: str, a: tuple[str, ...], b: tuple[str, ...]) -> str:
    if not a or not b:
        return f"{name}:not told"
    likeness = similarity(a, b)
    return f"{name}:{'differ' if likeness == 0 else 'some' if likeness < _SOME else 'same'}"


_SOME = 0.45


def _killed(a: Profile, b: Profile) -> str:
    for kind in (CasualtyKind.KILLED, CasualtyKind.INJURED):
        first, second = _of(a.counts, kind), _of(b.counts, kind)
        if first and second:
            return f"killed:{_figures(first, second)}"
    return "killed:not told"


def _of(counts: Iterable[Count], kind: CasualtyKind) -> list[Count]:
    return [count for count in counts if count.kind is kind]


def _figures(first: list[Count], second: list[Count]) -> str:
    low, high = {c.low for c in first}, {c.low for c in second}
    common = (low & high) - {None}
    if common:
        return "equal" if max(n for n in common if n is not None) > 3 else "equal small"
    tops = [max((c.high or c.low or 0) for c in side) for side in (first, second)]
    return "like" if min(tops) * 2 >= max(tops) else "far apart"


def _status(a: Profile, b: Profile) -> str:
    if (a.status is Status.DENIED) != (b.status is Status.DENIED):
        return "status:denied in one"
    return "status:one ahead" if (a.status in _UNSETTLED) != (b.status in _UNSETTLED) else "status:alike"


def _main(a: Profile, b: Profile) -> str:
    return "main:both" if a.is_main and b.is_main else "main:one" if a.is_main or b.is_main else "main:none"


def _published(a: Profile, b: Profile) -> str:
    if a.published is None or b.published is None:
        return "published:not told"
    return f"published:{_class(abs(a.published - b.published), (1, 3, 7, 30))}"


def _likeness(name: str, value: float) -> str:
    return f"{name}:{sum(value >= bound for bound in _LEAST_SIMILAR)}"


def in_words(name: str, one: Told, other: Told) -> str:
    """What a signal found, for a person: what was compared, with the values of both sides."""
    topic, _, finding = name.partition(":")
    sides = " / ".join(dict.fromkeys(_value(topic, told) for told in (one, other)))
    return f"{topic}: {finding}" + (f" ({sides})" if sides else "")


def _value(topic: str, told: Told) -> str:
    profile = told.profile
    values: dict[str, Iterator[str] | Iterable[str]] = {
        "type": (profile.type.value,),
        "mode": profile.modes,
        "mention": profile.lemmas,
        "days": (days_in_words(profile.when),),
        "place": (profile.spot.name if profile.spot else profile.country or "not told",),
        "core": profile.core,
        "doers": profile.doers,
        "sufferers": profile.sufferers,
        "means": profile.means,
        "killed": (f"{c.kind} {c.low if c.low is not None else '?'}" for c in profile.counts),
        "status": (profile.status.value if profile.status else "not told",),
        "published": (date.fromordinal(profile.published).isoformat() if profile.published else "not told",),
    }
    return ", ".join(values.get(topic, ()))


def days_in_words(when: When | None) -> str:
    """The days as ISO text, from and to where they are several."""
    if when is None:
        return "not told"
    first, last = date.fromordinal(when.first).isoformat(), date.fromordinal(when.last).isoformat()
    return first if first == last else f"{first} to {last}"
