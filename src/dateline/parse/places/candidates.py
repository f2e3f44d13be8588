"""The words that could name a place: known to the gazetteer, holding the word for a sort of place, or read as one.

What does not belong here: which of them do (`evidence`, `finding`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.knowledge.gazetteer import Candidate, Kind
from dateline.parse.places.lists import weights, words
from dateline.parse.places.view import POSSESSIVES, View

PLACES = frozenset({"GPE", "LOC", "FAC"})
_LONGEST = 6  # tokens of a known name, its inner hyphens and articles among them
_FORM_WORDS = 4  # words before the word for a place's sort
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_NUMBER = re.compile(r"\d{1,4}[A-Z]?$", re.IGNORECASE)
_ROAD_CODE = re.compile(r"(?:I|US|FM|SR|CR|A|M)-?\d{1,4}$")
_SPLIT_NAMES = frozenset({"st.", "san", "santa", "la", "el"})
_EMBEDDED = frozenset({"part_of_person", "part_of_org", "part_of_other", "body", "founded"})
_ARTICLES = frozenset({"al", "el", "ash", "ar", "as", "an", "ad", "at", "ez"})


@dataclass(slots=True)
class Found:
    """Tokens ``first`` to ``last`` (exclusive) that could name a place, and what speaks for and against it.

    entries: what the gazetteer knows by the name; is_form: whether a word tells its sort ("Elm Street").
    """

    view: View
    first: int
    last: int
    entries: tuple[Candidate, ...] = ()
    is_form: bool = False
    evidence: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """The first character."""
        return self.view.tokens[self.first].start

    @property
    def end(self) -> int:
        """The character past the last; the point of a word cut short is part of it."""
        last = self.view.tokens[self.last - 1]
        is_short = ("." in last.text and last.text[-1] != ".") or last.lower in words("short")
        return last.end + (is_short and self.view.text[last.end : last.end + 1] == ".")

    @property
    def text(self) -> str:
        """The words of the name."""
        return self.view.text[self.start : self.end]

    @property
    def length(self) -> int:
        """How many tokens it has."""
        return self.last - self.first

    @property
    def is_modifier(self) -> bool:
        """Whether it is the name of a people or an adjective."""
        return bool(self.entries) and self.entries[0].kind is Kind.DEMONYM

    @property
    def is_embedded(self) -> bool:
        """Whether it is part of a longer name that is no place, as its evidence tells."""
        return not _EMBEDDED.isdisjoint(self.evidence)

    @property
    def score(self) -> float:
        """The sum of the weights of its evidence: above 0 it is likelier a place than not."""
        return self.without()

    def without(self, *left_out: str) -> float:
        """The same without some evidence."""
        return sum(weights()[name] for name in self.evidence if name not in left_out)


def candidates(view: View) -> Iterator[Found]:
    """All candidates of a report; they overlap. Each stretch of tokens comes once."""
    seen = set()
    for first in range(len(view.tokens)):
        for last in _ends(view, first):
            if entries := view.look_up(first, last):
                seen.add((first, last))
                yield Found(view, first, last, entries)
    for first, last in _forms(view):
        if (first, last) not in seen:
            seen.add((first, last))
            yield Found(view, first, last, is_form=True)
    for first, last in _read(view):
        if (first, last) not in seen:
            seen.add((first, last))
            yield Found(view, first, last)


def _ends(view: View, first: int) -> Iterator[int]:
    """Where a known name that begins at a token may end."""
    is_article = view.words[first] in _ARTICLES and view.word(first + 1) == "-" and view.is_capital(first + 2)
    if not (view.is_capital(first) or is_article):
        return
    if not is_article:
        yield first + 1
    for last in range(first + 1, min(first + _LONGEST, len(view.tokens))):
        if not view.is_close(last):
            return
        if view.is_capital(last) or view.words[last] in POSSESSIVES:
            yield last + 1
        elif view.words[last] not in words("joined"):
            return


def _forms(view: View) -> Iterator[tuple[int, int]]:
    """Names that hold the word for their sort."""
    for index, word in enumerate(view.words):
        if not view.is_capital(index):
            continue
        if word in words("behind"):
            first = _first_of_form(view, index)
            if first < index:
                yield first, index + 1
        if word in words("before"):
            last = _last_of_form(view, index)
            if last > index + 1:
                yield index, last
        if len(word) > 2 and _ROAD_CODE.match(view.tokens[index].text):
            yield index, index + 1
        elif word in words("road") or _is_state(view, index):
            yield from _numbered_road(view, index)


def _first_of_form(view: View, index: int) -> int:
    first = index
    while index - first < _FORM_WORDS and view.is_close(first):
        is_hyphen = view.words[first - 1] in ("-", "’", "'") and _is_part(view, first - 2)
        if not (_is_part(view, first - 1) or is_hyphen or _ORDINAL.match(view.words[first - 1])):
            break
        first -= 1
    while first < index and not view.words[first][0].isalnum():
        first += 1
    return first


def _last_of_form(view: View, index: int) -> int:
    last = index + 1
    while last < index + 3 and view.is_close(last) and _is_part(view, last):
        last += 1
        if view.words[last - 1] not in _SPLIT_NAMES:
            break
    return last


def _is_part(view: View, index: int) -> bool:
    """Whether a word can be the proper part of a name that holds the word for its sort."""
    return (
        view.is_capital(index)
        and view.tokens[index].pos in ("PROPN", "NOUN", "ADJ")
        and view.words[index] not in words("person", "inhabitant")
    )


def _numbered_road(view: View, index: int) -> Iterator[tuple[int, int]]:
    """Roads by number, from their word or state on: "State Highway 7", "County Road 12", "KY 80"."""
    number = index + 1 + (view.word(index + 1) == "-")
    if not (_NUMBER.match(view.word(number)) and view.is_close(number)):
        return
    first = index
    while view.is_capital(first - 1) and view.words[first - 1] in words("numbered"):
        first -= 1
    yield first, number + 1


def _is_state(view: View, index: int) -> bool:
    entries = view.gazetteer.look_up(view.tokens[index].text)
    return bool(entries) and entries[0].kind in (Kind.ADMIN1, Kind.POSTAL) and entries[0].place.country == "USA"


def _read(view: View) -> Iterator[tuple[int, int]]:
    """What the parser reads as a place, without the side of it that the name begins with ("Northeast Harn")."""
    for name in view.parsed.names:
        if name.entity not in PLACES:
            continue
        first, last = view.trimmed(name)
        while last - first > 1 and view.words[first] in words("side"):
            first += 1
        while last - first > 1 and view.tokens[last - 1].text.islower():
            last -= 1
        if first < last and view.is_capital(first):
            yield first, last
