"""Names that the parser files under the wrong kind, put right by their words and by the rest of the report."""

from __future__ import annotations

from collections.abc import Sequence

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_BODIES = frozenset(
    "directorate ministry staff agency department forces force army navy police command council committee commission "
    "corps brigade battalion division regiment guard guards party movement front group network office bureau authority "
    "service union federation coalition alliance organisation organization association court tribunal parliament "
    "congress senate bank company news times post media press university institute foundation".split()
)


_TITLES = frozenset(
    "mr mrs ms dr lt gen col maj capt sgt adm cmdr president minister general colonel senator governor mayor sheikh "
    "king queen prince princess pope bishop judge sir lord professor".split()
)


def kinds_of_names(names: Sequence[tuple[str, str]]) -> list[str]:
    """The kinds of the names of one report, given as (words, kind) in the order of the text.

    A name that begins with a title is a person; so is a single word that ends a person's fuller name elsewhere in the
    report. A name filed as a place is a body where it ends on a word for one ("Armed Forces").
    """
    kinds = [_by_words(words.split(), kind) for words, kind in names]
    surnames = {
        words.split()[-1] for (words, _), kind in zip(names, kinds, strict=True) if kind == "PERSON" and " " in words
    }
    return ["PERSON" if words in surnames else kind for (words, _), kind in zip(names, kinds, strict=True)]


def _by_words(words: Sequence[str], kind: str) -> str:
    if not words:
        return kind
    if len(words) > 1 and words[0].rstrip(".").lower() in _TITLES and kind in _PLACES | {"ORG"}:
        return "PERSON"
    return "ORG" if kind in _PLACES and words[-1].lower() in _BODIES else kind
