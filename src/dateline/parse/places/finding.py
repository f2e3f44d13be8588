"""The names of places in a report: the parser's names, corrected and extended by the gazetteer and by context.

What speaks for and against each candidate is added up, with the weights of `weights.csv`; of overlapping candidates
the longest that is likelier a place than not is kept. What does not belong here: which place a name means
(`resolve.places`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.knowledge.gazetteer import Gazetteer
from dateline.model import Name, ParsedReport
from dateline.parse.places.candidates import PLACES, Found, candidates
from dateline.parse.places.evidence import evidence, is_told
from dateline.parse.places.view import View

_JOINTS = frozenset({",", "and", "or"})
_LIKELY = 1.5  # of evidence: the next name of the list is then a place, too
_OFTEN = 2
_SURE = 3.0  # of evidence: the same words then count as a place elsewhere in the report


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One mention of a place.

    start, end: characters of the report's text in Unicode code points, end exclusive, without article and possessive.
    is_modifier: the name of a people or an adjective ("Syrian"), and not the place's own.
    is_embedded: part of a longer name that is no place ("Paris" in "Paris Fire Brigade").
    """

    start: int
    end: int
    is_modifier: bool = False
    is_embedded: bool = False


def find_places(parsed: ParsedReport, gazetteer: Gazetteer) -> tuple[PlaceName, ...]:
    """The mentions of places in a report, in the order of the text, none overlapping another.

    Modifiers and names inside longer names are among them; a caller that wants none leaves them out by their flags.
    """
    found = _find(View(parsed, gazetteer))
    return tuple(PlaceName(one.start, one.end, one.is_modifier, one.is_embedded) for one in found)


def with_places(parsed: ParsedReport, gazetteer: Gazetteer) -> ParsedReport:
    """The same report with its names of places put right.

    Names of places become GPE (LOC and FAC stay), names of peoples NORP; what the parser reads as a place and is none
    has no kind any more. Names inside longer names, and those longer names, stay as they are.
    """
    found = [one for one in _find(View(parsed, gazetteer)) if not one.is_embedded]
    taken = {index for one in found for index in range(one.first, one.last)}
    kept = [
        name for name in parsed.names if name.entity not in PLACES and taken.isdisjoint(range(name.first, name.last))
    ]
    names = sorted([*kept, *map(_named, found)], key=lambda name: name.first)
    unnamed = {token.index: token.entity for token in parsed.tokens} | dict.fromkeys(_indexes(parsed.names), "")
    kinds = unnamed | {index: name.entity for name in names for index in _indexes([name])}
    tokens = tuple(
        token if token.entity == kinds[token.index] else replace(token, entity=kinds[token.index])
        for token in parsed.tokens
    )
    return replace(parsed, tokens=tokens, names=tuple(names))


def _indexes(names: Iterable[Name]) -> Iterator[int]:
    for name in names:
        yield from range(name.first, name.last)


def _named(found: Found) -> Name:
    told = found.view.tokens[found.first].entity
    kind = "NORP" if found.is_modifier else told if told in PLACES else "GPE"
    return Name(found.first, found.last, kind)


def _find(view: View) -> list[Found]:
    found = list(candidates(view))
    for one in found:
        one.evidence.extend(evidence(one))
    _spread(found)
    _join_lists(view, found)
    return _apart(found)


def _spread(found: Sequence[Found]) -> None:
    """Let what is surely a place in one mention count in the report's others.

    Words that are surely a place twice, and as often as they are part of a person's name, are no surname.
    """
    sure = Counter(one.text.lower() for one in found if one.without("surname") >= _SURE and is_told(one))
    persons = Counter(one.text.lower() for one in found if "part_of_person" in one.evidence)
    for one in found:
        key = one.text.lower()
        if sure[key] >= max(_OFTEN, persons[key]) and "surname" in one.evidence:
            one.evidence.remove("surname")
    told = {one.text.lower() for one in found if one.score >= _SURE and is_told(one)}
    for one in found:
        if one.text.lower() in told:
            one.evidence.append("sure_elsewhere")


def _join_lists(view: View, found: Sequence[Found]) -> None:
    """Let a place speak for the name that a comma or "and" joins to it ("in Tarn, Kesh and Oldu")."""
    likely = [one for one in found if one.score >= _LIKELY and not one.is_modifier]
    lasts, firsts = {one.last for one in likely}, {one.first for one in likely}
    for one in found:
        before, behind = one.first, one.last
        while view.word(before - 1) in _JOINTS:
            before -= 1
        while view.word(behind) in _JOINTS:
            behind += 1
        if (before < one.first and before in lasts) or (behind > one.last and behind in firsts):
            one.evidence.append("in_list")


def _apart(found: Iterable[Found]) -> list[Found]:
    """Of overlapping candidates the longest that is likelier a place than not."""
    scored = [(one.score, one) for one in found]
    taken: set[int] = set()
    kept = []
    for _, one in sorted(
        ((score, one) for score, one in scored if score > 0),
        key=lambda pair: (-pair[1].length, -pair[0], pair[1].first),
    ):
        if taken.isdisjoint(range(one.first, one.last)):
            taken.update(range(one.first, one.last))
            kept.append(one)
    return sorted(kept, key=lambda one: one.first)
