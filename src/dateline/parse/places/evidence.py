"""What speaks for and against a name of a place: what is known by it, what the parser reads, what stands beside it.

Each finding is the name of a row of `weights.csv`. What does not belong here: adding them up (`finding`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.knowledge.gazetteer import Candidate, Kind
from dateline.model import Name
from dateline.parse.places.candidates import Found
from dateline.parse.places.lists import words
from dateline.parse.places.view import View

_READ = {"GPE": "gpe", "LOC": "loc", "FAC": "fac", "NORP": "norp", "ORG": "org", "PERSON": "person"}
_CONTAINERS = frozenset({Kind.COUNTRY, Kind.ADMIN1, Kind.POSTAL, Kind.REGION})
_NEVER_COMMON = frozenset({Kind.COUNTRY, Kind.REGION, Kind.WATER})
_SIZES = ((1_000_000, "million"), (100_000, "hundred_thousand"), (10_000, "ten_thousand"), (500, "small_town"))
_LARGE = 10_000  # people of a town whose own name ends on "City"
_LIST = 8  # tokens between a name and the one word for the sort of all the names of a list
_ACRONYM = range(3, 6)  # letters
_AFTER_DATELINE = re.compile(r"(?:,? [A-Z][\w.]+)?,?(?: \([A-Z][\w ]*\))? (?:-|--|—|–) ")
_SORTS = ("body", "unit", "behind", "before", "person", "bare", "plural")
_NO_STRANGERS = ("body", "unit", "inhabitant", "behind", "at", "weak", "bare", "side")


def evidence(one: Found) -> Iterator[str]:
    """The names of all that speaks for and against a candidate, its surroundings outside the report left out."""
    yield from _known(one)
    yield from _spelt(one)
    yield from _read_by_parser(one)
    yield from _before(one)
    yield from _after(one)
    if _is_dateline(one):
        yield "dateline"


def is_told(one: Found) -> bool:
    """Whether the words around a name, or a name of no other thing, say that it is a place."""
    told = {"at", "of", "in_state", "listed", "dateline", "hyphen", "unit", "after_place", "country"}
    return not told.isdisjoint(one.evidence)


def _known(one: Found) -> Iterator[str]:
    if one.is_form or one.view.words[one.last - 1] in words("behind"):
        yield "form"
    elif one.entries:
        yield from _prior(one.entries)
    else:
        yield "unknown"
    if one.length > 1 and (one.is_form or one.entries):
        yield "several_words"
    if not one.is_form and _is_common(one):
        yield "common"
    if one.view.gazetteer.is_nowhere(one.text):
        yield "nowhere"


def _prior(entries: tuple[Candidate, ...]) -> Iterator[str]:
    if entries[0].kind is Kind.SETTLEMENT:
        people = max(one.population if one.is_main_name else one.population / 10 for one in entries)
        yield next((name for least, name in _SIZES if people >= least), "hamlet")
    else:
        yield entries[0].kind.value
    if not any(one.is_main_name or one.is_listed for one in entries):
        yield "alternate"


def _is_common(one: Found) -> bool:
    is_sure = bool(one.entries) and one.entries[0].kind in _NEVER_COMMON and one.entries[0].is_listed
    return not is_sure and one.view.gazetteer.is_common(one.text)


def _spelt(one: Found) -> Iterator[str]:
    view, text = one.view, one.text
    if _is_acronym(one):
        yield "acronym"
    if _runs_into_body(one):
        yield "is_body"
    if len(text.strip(".")) < 2:
        yield "one_letter"
    if one.length > 1 or one.is_form:
        return
    if view.words[one.first] in words(*_SORTS):
        yield "bare"
    if view.words[one.first] in view.lower and not text.isupper():
        yield "lower_elsewhere"
    if view.tokens[one.first].pos not in ("PROPN", "ADJ") and not one.is_modifier:
        yield "is_no_name"


def _is_acronym(one: Found) -> bool:
    """Whether capital letters spell no name of a place, but happen to be the letters of one ("EST")."""
    text = one.text
    if one.is_form or not text.isupper() or len(text) not in _ACRONYM or "." in text:
        return False
    if one.view.is_all_capitals(one.first):
        return False
    return len(text) > _ACRONYM.start or not any(entry.is_listed for entry in one.entries)


def _runs_into_body(one: Found) -> bool:
    """Whether the candidate is, or runs into, the name of a body: its place is a candidate of its own."""
    view, last = one.view, one.view.words[one.last - 1]
    following = view.word(one.last)
    if last == "city" and one.length > 1 and following in words("body", "inhabitant"):
        return not any(_is_large_town(entry) for entry in one.entries)
    if one.entries:
        return False
    if one.is_form:
        return last in words("highway") and following in words("patrol")
    inner = set(view.words[one.first + 1 : one.last])
    return bool(inner & (words("body") - words("unit") | words("at", "weak")))


def _is_large_town(entry: Candidate) -> bool:
    return entry.kind is Kind.SETTLEMENT and entry.is_main_name and entry.population >= _LARGE


def _read_by_parser(one: Found) -> Iterator[str]:
    view = one.view
    name = view.names.get(one.first)
    if name is None:
        yield "none"
    else:
        yield from _within(one, name)
    is_sure = bool(one.entries) and one.entries[0].kind in (Kind.COUNTRY, Kind.ADMIN1)
    if is_sure and not (name is not None and name.entity == "PERSON" and _is_inside(one, name)):
        return
    if one.length == 1 and view.words[one.first] in view.surnames:
        yield "surname"


def _within(one: Found, name: Name) -> Iterator[str]:
    """What the parser's name on a candidate says of it, as the whole of that name or as a part."""
    kind = _READ.get(name.entity, "other")
    if not _is_inside(one, name):
        if not (kind == "norp" and one.is_modifier):
            yield kind
    elif kind in ("gpe", "loc", "fac"):
        yield "part_of_place"
    else:
        yield f"part_of_{kind}" if kind in ("person", "org") else "part_of_other"
        is_first = one.first == one.view.trimmed(name)[0]
        if kind == "org" and not is_first and one.view.words[one.first - 1] not in words("joined"):
            yield "inside_org"


def _is_inside(one: Found, name: Name) -> bool:
    """Whether a candidate is less than the parser's name."""
    first, last = one.view.trimmed(name)
    return one.first > first or one.last < last


def _before(one: Found) -> Iterator[str]:
    view = one.view
    index = one.first - 1 - (view.word(one.first - 1) == "the")
    if index < 0 or view.tokens[index].sentence != view.tokens[one.first].sentence:
        return
    if view.words[index] in words("side"):
        yield "side"
        index -= 1
    word = view.word(index)
    if word == "of" and view.word(index - 1) in words("of"):
        yield "of"
    elif word in words("at"):
        yield "at"
    elif word in words("weak"):
        yield "weak"
    elif word in words("unit"):
        yield "unit"
    elif word == "," and view.is_capital(index - 1) and _is_container(one):
        if view.tokens[index - 1].entity not in ("PERSON", "DATE", "NORP"):
            yield "postal_behind" if one.entries[0].kind is Kind.POSTAL else "after_place"
    elif view.is_close(one.first):
        yield from _joined_before(one, index)


def _joined_before(one: Found, index: int) -> Iterator[str]:
    word = one.view.word(index)
    if one.is_modifier:
        if word in words("descent"):
            yield "descent"
        return
    if word in words("person"):
        yield "title"
    elif _is_stranger(one.view, index):
        yield "name_before"


def _after(one: Found) -> Iterator[str]:
    view, index = one.view, one.last
    if index >= len(view.tokens) or view.tokens[index].sentence != view.tokens[one.first].sentence:
        return
    word = view.words[index]
    if word == "-" and view.word(index + 1) in words("hyphen"):
        yield "hyphen"
    elif word in (",", "(") and _names_container(view, index + 1):
        yield "in_state"
    elif _ends_list(view, index):
        yield "listed"
    elif word in words("body") and view.is_capital(index):
        yield "founded" if word in words("founded") else "body"
    elif one.is_modifier:
        yield from _after_modifier(one)
    elif sort := next((sort for sort in ("unit", "inhabitant", "personal") if word in words(sort)), None):
        yield sort
    elif _is_stranger(view, index) and view.is_close(index):
        name = view.names.get(one.first)
        is_body = name is not None and name.entity == "ORG" and _is_inside(one, name)
        yield "name_of_body" if is_body else "name_behind"


def _after_modifier(one: Found) -> Iterator[str]:
    view = one.view
    following = view.word(one.last + (view.word(one.last) == "-"))
    if following in words("tongue"):
        yield "tongue"
    elif view.words[one.first] in words("descent") and following.startswith("american"):
        yield "descent"


def _is_dateline(one: Found) -> bool:
    """Whether the name opens a report ("HARLOW - Police", "KESH, Ohio (AP) -"), whose title may go before."""
    told = one.view.parsed.report.dateline
    if told is not None and told.start <= one.start < told.end:
        return True
    opens = one.first == 0 or one.view.words[one.first - 1] in (".", "!", "?")
    return opens and _AFTER_DATELINE.match(one.view.text, one.end) is not None


def _ends_list(view: View, index: int) -> bool:
    """Whether one word names the sort of all the names of a list that ends here ("Kent and Dover counties")."""
    for at in range(index, min(index + _LIST, len(view.words))):
        if view.words[at] in words("plural"):
            return True
        if not (view.words[at] in (",", "and", "or") or view.is_capital(at)):
            return False
    return False


def _names_container(view: View, first: int) -> bool:
    """Whether a state, country or region is named at a token."""
    if not view.is_capital(first) or view.tokens[first].sentence != view.tokens[first - 1].sentence:
        return False
    lasts = (last for last in range(first + 1, min(first + 3, len(view.tokens)) + 1))
    found = (view.gazetteer.look_up(view.slice(first, last))[:3] for last in lasts)
    return any(entry.kind in _CONTAINERS for entries in found for entry in entries)


def _is_container(one: Found) -> bool:
    return any(entry.kind in _CONTAINERS for entry in one.entries)


def _is_stranger(view: View, index: int) -> bool:
    """Whether a capital word beside a name makes it part of another: no word for a sort of place or body, no place."""
    if not view.is_capital(index) or view.words[index] in words(*_NO_STRANGERS):
        return False
    return view.tokens[index].pos == "PROPN" and not view.gazetteer.look_up(view.tokens[index].text)
