"""The rules that choose one country for the words of a place.

Names are found in the words by their capitals, the longest first. A noun that names a place ("Homs", "northern
Syria") outranks an adjective of belonging ("U.S. compound") and a border's far side; among towns of one name, the
countries that the report names besides decide, then the number of people. What stays open stays unresolved.

What does not belong here: the names themselves (`gazetteer`), records and claims (`resolver`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dateline.knowledge.gazetteer import Gazetteer
from dateline.model import Country, Span, Unresolved
from dateline.resolve.places.meanings import LEAST_PEOPLE, Meaning, Sort, meaning

NOBODY: Mapping[str, float] = MappingProxyType({})
_LONGEST_NAME = 5
_WORD = re.compile(r"[^\W_](?:[^\W_]|[.’'‘\-](?=[^\W_])|\.(?=\s|,|$|[’'\-]))*", re.UNICODE)
_ARTICLE = re.compile(r"^(?:al|el|ash|ar|as|an|ad|at|ez|de|la|le|st|d|l)[-’'‘]", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?$")
_HEADED = re.compile(r"-(?:led|run|held|backed|controlled|occupied|based|born|made|owned|dominated|only|wide)$")
_BORDER_WITH = re.compile(r"\bborders? (?:with|of|near|between|into)\b[^,;]*$")
_BORDER = re.compile(r"\bborders?\b", re.IGNORECASE)
_NOWHERE = re.compile(
    r"\b(?:abroad|overseas|worldwide|globally|internationally|online|"
    r"(?:around|across|throughout) the (?:world|globe))\b",
    re.IGNORECASE,
)
_STREET = frozenset(
    "street st st. road rd rd. avenue ave ave. drive dr. lane boulevard blvd blvd. highway terrace crescent way route "
    "parkway court square".split()
)
_FUNCTION_WORDS = frozenset("and or in on near of at to from by with between into the a an as is was".split())
# log10 of people, plus this much for a country that makes up all the report's other places; found on the training
# reports (docs/decisions/0004-dates-and-countries.md), to be measured again when the gazetteer changes.
_CONTEXT_GAIN = 2.0
_MARGIN = 0.3  # in log10: the best must lead by a factor of two
_PLACE_PARTS = frozenset(
    "north south east west northern southern eastern western central upper lower old new greater downtown rural "
    "province governorate region district county city town village airport camp state international st saint".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in words: characters ``start`` to ``end`` of them, its entry, and whether it only qualifies.

    is_modifier: an adjective or a country's name used as one ("Syrian coast", "US base"): it says whose, and where only
        when nothing else does.
    is_border: named only as what lies beyond a border ("near the Iraqi border").
    """

    start: int
    end: int
    entry: Meaning
    is_modifier: bool
    is_border: bool = False


def resolve_country(
    words: Span | str, gazetteer: Gazetteer, *, context: Mapping[str, float] = NOBODY
) -> Country | Unresolved:
    """The country in which the place ``words`` lies.

    context: how strongly the report names each country (alpha-3 code) elsewhere; it decides among places of one name.
    A phrase without a known name ("a checkpoint"), with names of two countries ("Iraq and Syria"), of a region over
    many ("the Middle East"), or with a name of several places that nothing decides gives `Unresolved` with its reason.
    """
    text = words.text if isinstance(words, Span) else words
    if is_nowhere(text):
        return Unresolved(f"{text!r} lies in no single country")
    found = [one for one in find_names(text, gazetteer) if one.entry.sort is not Sort.COMMON]
    if not found:
        return Unresolved(f"no known name in {text!r}")
    sides = [one for one in found if not one.is_border]
    nouns = [one for one in sides if not one.is_modifier]
    settled = [one for one in (nouns or sides) if one.entry.countries]
    if settled:
        return _choose(text, settled, context)
    if not sides:
        return Unresolved(f"{text!r} names a border, and not the side of it")
    return Unresolved(f"{text!r} lies in no single country")


def is_nowhere(text: str) -> bool:
    """Whether ``text`` is of no single place by its own words ("abroad", "across the world")."""
    return _NOWHERE.search(text) is not None


def is_nameless(text: str, gazetteer: Gazetteer) -> bool:
    """Whether ``text`` is a place within some country, but holds no name that is known ("a checkpoint").

    A border without a name is none: which side of it is meant stays open.
    """
    named = any(one.entry.sort is not Sort.COMMON for one in find_names(text, gazetteer))
    return not named and not _NOWHERE.search(text) and not _BORDER.search(text)


def find_names(text: str, gazetteer: Gazetteer, least_people: int = LEAST_PEOPLE) -> Iterator[Found]:
    """The names of places in ``text``, left to right, none overlapping another, common words among them.

    least_people: towns of fewer are passed over.
    """
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        match = _longest(text, words, at, gazetteer, least_people)
        if match is None:
            at += 1
            continue
        count, entry = match
        yield Found(
            words[at].start(),
            words[at + count - 1].end(),
            entry,
            _is_modifier(text, words, at, count, entry),
            _is_border(text, words, at, count),
        )
        at += count


def _longest(
    text: str, words: list[re.Match[str]], at: int, gazetteer: Gazetteer, least_people: int
) -> tuple[int, Meaning] | None:
    if not _is_capitalised(words[at].group()):
        return None
    for count in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        last = words[at + count - 1]
        if count > 1 and not _is_capitalised(last.group()):
            continue
        name = text[words[at].start() : last.end()]
        if count > 1 and re.search(r"[,;()\n]", name):
            continue
        entry = _look_up(name, gazetteer, least_people)
        if entry is None or (entry.sort is Sort.POSTAL and "," not in text[: words[at].start()]):
            continue
        if entry.sort is Sort.TOWN and _is_part_of_name(text, words, at, count, gazetteer):
            return count, Meaning(Sort.COMMON, ())
        return count, entry
    return None


def _look_up(name: str, gazetteer: Gazetteer, least_people: int = LEAST_PEOPLE) -> Meaning | None:
    bare = _POSSESSIVE.sub("", name)
    forms = (name, bare, name.rstrip("."), _HEADED.sub("", bare), _ARTICLE.sub("", bare))
    return next(
        (entry for form in dict.fromkeys(forms) if form and (entry := meaning(form, gazetteer, least_people))), None
    )


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() or (_ARTICLE.match(word) is not None and _ARTICLE.sub("", word)[:1].isupper())


def _is_part_of_name(text: str, words: list[re.Match[str]], at: int, count: int, gazetteer: Gazetteer) -> bool:
    """Whether a town's name is only a piece of another name: of a street, or, as one word, beside an unknown one."""
    if at + count < len(words) and words[at + count].group().lower() in _STREET:
        return True
    if count > 1:
        return False
    beside = []
    if at and text[words[at - 1].end() : words[at].start()] == " ":
        beside.append(words[at - 1].group())
    if at + count < len(words) and text[words[at + count - 1].end() : words[at + count].start()] == " ":
        beside.append(words[at + count].group())
    return any(
        word[0].isupper()
        and word.lower() not in _PLACE_PARTS
        and not text.isupper()
        and _look_up(word, gazetteer) is None
        for word in beside
    )


def _is_modifier(text: str, words: list[re.Match[str]], at: int, count: int, entry: Meaning) -> bool:
    name = words[at + count - 1].group()
    following = words[at + count].group() if at + count < len(words) else ""
    if entry.sort is Sort.DEMONYM or _HEADED.search(name):
        return True
    adjacent = following and text[words[at + count - 1].end() : words[at + count].start()] == " "
    is_plain = bool(following) and following[0].islower() and following not in _FUNCTION_WORDS
    return entry.sort is Sort.COUNTRY and bool(adjacent) and is_plain and not _POSSESSIVE.search(name)


def _is_border(text: str, words: list[re.Match[str]], at: int, count: int) -> bool:
    name = words[at + count - 1].group()
    following = words[at + count].group().lower() if at + count < len(words) else ""
    before = text[: words[at].start()].lower()
    own = _POSSESSIVE.search(name) is not None
    return (following.startswith("border") and not own) or bool(_BORDER_WITH.search(before))


def _choose(text: str, found: list[Found], context: Mapping[str, float]) -> Country | Unresolved:
    """The country of the first name, as far as the other names of the phrase and then the report support one."""
    fixed = [one.entry.countries[0][0] for one in found if len(one.entry.countries) == 1 and _is_sure(one)]
    if len(set(fixed)) > 1:
        return Unresolved(f"{text!r} names several countries: {', '.join(dict.fromkeys(fixed))}")
    first = found[0].entry
    if fixed:
        return Country(fixed[0])
    shared = [alpha3 for alpha3, _ in first.countries if all(alpha3 in dict(one.entry.countries) for one in found[1:])]
    candidates = {alpha3: weight for alpha3, weight in first.countries if alpha3 in shared} or dict(first.countries)
    return _decide(text, candidates, context)


def _is_sure(found: Found) -> bool:
    return found.entry.sort not in (Sort.TOWN, Sort.COMMON, Sort.MANY)


def _decide(text: str, candidates: Mapping[str, int], context: Mapping[str, float]) -> Country | Unresolved:
    if len(candidates) == 1:
        return Country(next(iter(candidates)))
    total = sum(context.values()) or 1.0
    score = {
        alpha3: math.log10(weight + 1) + _CONTEXT_GAIN * context.get(alpha3, 0.0) / total
        for alpha3, weight in candidates.items()
    }
    ranked = sorted(score, key=lambda alpha3: (-score[alpha3], alpha3))
    if score[ranked[0]] - score[ranked[1]] >= _MARGIN:
        return Country(ranked[0])
    return Unresolved(f"{text!r} may lie in {', '.join(ranked[:4])}; nothing in the report decides")
