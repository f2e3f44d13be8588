"""Random values of the record model, for the property tests of every room that keeps or writes them."""

from __future__ import annotations

from datetime import date, time

from hypothesis import strategies as st

from dateline.model import (
    ActorKind,
    Clock,
    DateBasis,
    DatePrecision,
    Days,
    Identity,
    Location,
    Place,
    PlacePrecision,
    Sector,
)

_NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
_COUNTRIES = st.none() | st.sampled_from(["TCD", "NER"])


def places() -> st.SearchStrategy[Place]:
    """Entries of a gazetteer, some with every part and some with few."""
    unit = st.none() | _NAMES
    degrees = (st.floats(-90, 90), st.floats(-180, 180))
    return st.builds(Place, st.none() | st.integers(1, 10**8), _NAMES, _COUNTRIES, unit, unit, unit, _NAMES, *degrees)


def locations() -> st.SearchStrategy[Location]:
    """Places with a radius and rivals."""
    return st.builds(
        Location,
        places(),
        st.floats(-90, 90),
        st.floats(-180, 180),
        st.floats(0, 5000),
        st.sampled_from(PlacePrecision),
        st.lists(places(), max_size=2).map(tuple),
        _NAMES,
    )


def identities(words: str) -> st.SearchStrategy[Identity]:
    """Identities of a participant that the report calls ``words``."""
    sectors = st.lists(st.sampled_from(Sector), max_size=2, unique=True).map(tuple)
    kinds = st.sampled_from(ActorKind)
    told = st.none() | _NAMES
    return st.builds(Identity, st.just(words), _NAMES, kinds, _COUNTRIES, sectors, told, told, _NAMES)


@st.composite
def days(draw: st.DrawFn) -> Days:
    """First and last day, with and without a time of day."""
    first, last = sorted(draw(st.tuples(st.dates(min_value=date(1, 1, 1)), st.dates())))
    clocks = st.builds(Clock, _TIMES, _TIMES, st.none() | st.sampled_from(["GMT", "local time"]))
    return Days(
        first, last, draw(st.sampled_from(DatePrecision)), draw(st.sampled_from(DateBasis)), draw(st.none() | clocks)
    )


_TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
