"""Values in words for a person, on one line; the command line and the review page say them alike.

What does not belong here: the words of the report that a value rests on, which its claim has.
"""

from __future__ import annotations

from dateline.model.record import (
    Casualties,
    Clock,
    Country,
    Days,
    Identity,
    Location,
    Main,
    Mode,
    Responsibility,
    Value,
    Words,
)


def value_in_words(value: Value) -> str:
    """A value for a person, on one line, without the words it rests on."""
    if isinstance(value, Words):
        return value.text
    if isinstance(value, Mode):
        return value.name
    if isinstance(value, Identity):
        return f"{value.words}: {_identity(value)}"
    if isinstance(value, Location):
        return _location(value)
    if isinstance(value, Country):
        return value.alpha3
    if isinstance(value, Days):
        days = f"{value.first}" if value.first == value.last else f"{value.first} to {value.last}"
        return f"{days}, {_clock(value.clock)}" if value.clock else days
    if isinstance(value, Casualties):
        return _bounds(value)
    if isinstance(value, Responsibility):
        return f"{_spaced(value.stance)}{': ' + value.who if value.who else ''}"
    if isinstance(value, Main):
        return "yes" if value.is_main else "no"
    return str(value)


def _identity(value: Identity) -> str:
    """The name in the list, the role on the day, country, sectors and kind, as far as they are known."""
    known = [value.name, value.role, value.country, "/".join(value.sectors), _spaced(value.kind)]
    return ", ".join(part for part in known if part)


def _location(value: Location) -> str:
    """The entry with the units it lies in, the centre in degrees, and how closely it is known."""
    place = value.place
    within = [part for part in (place.name, place.admin1, place.country) if part]
    centre = f"{value.latitude:.2f} {value.longitude:.2f}"
    return f"{', '.join(dict.fromkeys(within))} at {centre} within {value.radius_km:g} km ({value.precision})"


def _clock(value: Clock) -> str:
    told = f"{value.first:%H:%M}" if value.first == value.last else f"{value.first:%H:%M} to {value.last:%H:%M}"
    return f"{told} {value.zone}" if value.zone else told


def _bounds(value: Casualties) -> str:
    if value.low == value.high:
        return str(value.low)
    if value.high is None:
        return f"at least {value.low}"
    return f"at most {value.high}" if value.low is None else f"{value.low} to {value.high}"


def _spaced(word: str) -> str:
    return str(word).replace("_", " ")
