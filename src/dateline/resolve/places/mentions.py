"""Toponyms as a report has them: which entries each could name, and what the words beside it say.

What does not belong here: choosing among the entries (`choice`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.knowledge.gazetteer import Candidate, Gazetteer, Kind

_WINDOW = 60  # characters read on either side of a toponym
_POSSESSIVE = re.compile(r"[’']s?$")
_LEADING = re.compile(
    r"^(?:the|city of|town of|village of|township of|borough of|port of|county of|state of|province of|republic of|"
    r"greater|downtown|metro(?:politan)?|central|mainland|inner|old)\s+",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"^(?:(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?(?:most)?|upper|lower|mid|far)[- ]+(?=[A-Z])",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"[ -]+(?:area|region|city|town|village|township|twp\.?|borough|boro|metro|suburbs?|metropolitan area|proper|"
    r"peninsula|municipality|district|led|based|born|backed|held|run|controlled|occupied|made|bound|wide)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:al|el|ash|ar|as|an|ad|at|ez)[-’'‘ ]", re.IGNORECASE)
_COUNTIES = re.compile(r"^(?:,? (?:and |or )?[A-Z][\w.’'-]+){0,4},? (?:[Cc]ount(?:y|ies)|[Pp]arish(?:es)?)\b")
_UNIT_AFTER = re.compile(
    r"^ (?:province|governorate|state|region|oblast|district|department|prefecture)\b", re.IGNORECASE
)
_TOWN_BEFORE = re.compile(r"\b(?:city|town|village|suburb|port|capital|hamlet|neighbou?rhood) (?:of )?$", re.IGNORECASE)
_UNIT_BEFORE = re.compile(r"\b(?:province|governorate|state|region|oblast|department) of $", re.IGNORECASE)
_NAME = r"[A-Z][\w’'-]*\.?(?:[ -](?:[A-Z][\w’'-]*\.?|of|de|del|la|el|and(?= [A-Z]\w+ County)))*"
_BEHIND_COMMA = re.compile(rf"^[’']?(?:,| \(|,? in| in the)\s+({_NAME})")
_INSIDE_COMMA = re.compile(rf"^({_NAME}),\s+({_NAME}(?:,\s+{_NAME})?)$")
_OWNER = re.compile(rf"(?:\b({_NAME})(?:[’']s|’|')\s+(?:[a-z-]+ ){{0,3}})$")
_OWNER_DEMONYM = re.compile(r"\b([A-Z][a-z]+(?:[ -][A-Z][a-z]+)?)(?:[- ][a-z]+){0,4} $")
_CONTAINERS = frozenset({Kind.COUNTRY, Kind.DEMONYM, Kind.ADMIN1, Kind.ADMIN2, Kind.POSTAL, Kind.REGION})
_UNITS = frozenset({Kind.ADMIN1, Kind.ADMIN2, Kind.ADMIN3, Kind.REGION, Kind.POSTAL})


@dataclass(frozen=True, slots=True)
class Mention:
    """One toponym: its words, the entries that it could name, and what stands beside it.

    containers: entries that the words beside it name as what it lies in ("Paris, Texas"), each with a weight 0..1.
    wants: the kinds that the words beside it ask for ("Homs province", "the city of Homs"); empty where they do not.
    """

    words: str
    start: int
    candidates: tuple[Candidate, ...]
    containers: tuple[tuple[Candidate, float], ...] = ()
    wants: frozenset[Kind] = frozenset()


def mention(text: str, start: int, end: int, gazetteer: Gazetteer) -> Mention:
    """The toponym at characters ``start`` to ``end`` of ``text``."""
    words = " ".join(text[start:end].split())
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    inside = _INSIDE_COMMA.match(words)
    head, told = (inside[1], f", {inside[2]}") if inside and not gazetteer.look_up(words) else (words, after)
    wants = _wanted(before, after)
    candidates = _candidates(head, after, gazetteer)
    return Mention(words, start, candidates, tuple(_containers(before, told, gazetteer)), wants)


def forms(words: str) -> Iterator[str]:
    """Spellings under which the gazetteer may know ``words``, the nearest to them first."""
    bare = _POSSESSIVE.sub("", words)
    yield from dict.fromkeys((words, bare, words.rstrip(".,"), _LEADING.sub("", bare)))
    short = _LEADING.sub("", bare)
    for pattern in (_DIRECTION, _TRAILING, _ARTICLE):
        short = pattern.sub("", short)
        yield short
    yield _LEADING.sub("", short)
    if short.endswith("s"):
        yield short[:-1]  # people of a place: "Tibetans"


def _candidates(words: str, after: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    if _COUNTIES.match(after):
        found = gazetteer.look_up(f"{words} County") or gazetteer.look_up(f"{words} Parish")
        if found:
            return found
    for form in forms(words):
        if len(form) > 1 and (found := gazetteer.look_up(form)):
            return found
    return ()


def _wanted(before: str, after: str) -> frozenset[Kind]:
    if _UNIT_AFTER.match(after) or _UNIT_BEFORE.search(before):
        return _UNITS
    return frozenset({Kind.SETTLEMENT}) if _TOWN_BEFORE.search(before) else frozenset()


def _containers(before: str, after: str, gazetteer: Gazetteer) -> Iterator[tuple[Candidate, float]]:
    """What the words beside a toponym name as what it lies in: behind a comma, as the owner, or as an adjective."""
    if match := _BEHIND_COMMA.match(after):
        weight = 1.0 if after.startswith(",") or after.startswith(" (") else 0.6
        for name in _prefixes(match[1]):
            found = [one for one in gazetteer.look_up(name) if _is_container(one)]
            if found:
                yield from ((one, weight) for one in found)
                break
        rest = after[match.end(1) :]
        if weight == 1.0 and rest.startswith(",") and (more := _BEHIND_COMMA.match(rest)):
            yield from ((one, 0.8) for one in gazetteer.look_up(more[1]) if _is_container(one))
    owner = _OWNER.search(before) or _OWNER_DEMONYM.search(before)
    if owner:
        yield from ((one, 0.5) for one in gazetteer.look_up(owner[1]) if one.kind in (Kind.COUNTRY, Kind.DEMONYM))


def _prefixes(name: str) -> Iterator[str]:
    """``name`` with ever fewer of its last words, and without the point that ends a sentence."""
    words = name.split(" ")
    for count in range(len(words), 0, -1):
        part = " ".join(words[:count])
        yield part
        if part.endswith("."):
            yield part[:-1]


def _is_container(candidate: Candidate) -> bool:
    return candidate.kind in _CONTAINERS
