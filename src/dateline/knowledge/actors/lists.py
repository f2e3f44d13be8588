"""Look-up of actors: names to entries, nouns and titles to kinds and sectors, nation words to countries.

Names are found without regard to accents, points, apostrophes and hyphens. Names in capitals only ("IS", "WHO") are
found in capitals only. What does not belong here: what the words of one report mean (`resolve`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from dateline.errors import ConfigError
from dateline.knowledge.actors.entries import Entry, Nation, NationUse, Noun
from dateline.knowledge.actors.rows import (
    Problems,
    csv_rows,
    kind_of,
    read_actors,
    read_own_list,
    read_people,
    sectors_of,
)

_HERE = "dateline.knowledge.actors"
_FILES = ("actors.csv", "offices.csv", "people.csv", "heads.csv", "titles.csv", "nationalities.csv")
_MARKS = re.compile(r"[’‘'`ʼʿʾ.]")
_LONGEST_ACRONYM, _SHORTEST_TITLED = 6, 4

_IRREGULAR = {"children": "child", "people": "person", "wives": "wife", "thieves": "thief"}


@cache
def fold(name: str) -> str:
    """``name`` without case, accents, apostrophes and points; hyphens become blanks."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_MARKS.sub("", letters).replace("-", " ").replace("–", " ").casefold().split())


class WhoIsWho:
    """The lists of actors, ready for look-up.

    own: a user's own list, in the form of actors.csv, added to those that come with dateline.

    Raises:
        ConfigError: ``own`` cannot be read, has wrong values, or an id of the lists that come with dateline.
    """

    def __init__(self, own: Path | None = None) -> None:
        texts = {name: _text(name) for name in _FILES}
        self._digest = hashlib.sha256("\0".join(texts.values()).encode()).hexdigest()
        entries = [*read_actors(texts["actors.csv"], "actors.csv"), *read_actors(texts["offices.csv"], "offices.csv")]
        entries += read_people(texts["people.csv"], "people.csv")
        if own is not None:
            added = read_own_list(own)
            _check_new(added, entries, own)
            self._digest += hashlib.sha256(own.read_bytes()).hexdigest()
            entries = [*added, *entries]
        self._by_id = {entry.id: entry for entry in entries}
        self._names, self._acronyms = _index(entries)
        self._surnames = _surnames(entries)
        self._heads = _nouns(texts["heads.csv"], "heads.csv", "word")
        self._titles = _nouns(texts["titles.csv"], "titles.csv", "title")
        for table in (self._heads, self._titles):
            self._without_names(table)
        self._nations, self._short_nations = _nations(texts["nationalities.csv"])
        self.longest = 1 + max(key.count(" ") for key in (*self._names, *self._heads, *self._titles, *self._nations))

    def _without_names(self, table: dict[str, Noun]) -> None:
        """Take out what is a name of the lists and a noun ("hamas leader"): read apart, the name tells more."""
        for key in list(table):
            words = key.split()
            starts = (" ".join(words[:count]) for count in range(1, len(words)))
            if any(start in self._names or start.upper() in self._acronyms for start in starts):
                rest = [" ".join(words[count:]) for count in range(1, len(words))]
                if any(other in self._heads or other in self._titles for other in rest):
                    del table[key]

    def settings(self) -> dict[str, object]:
        """What the answers depend on, for the maker's settings hash."""
        return {"lists": self._digest}

    def entry(self, identifier: str) -> Entry | None:
        """The entry of this id, or None."""
        return self._by_id.get(identifier)

    def entries(self, name: str) -> tuple[Entry, ...]:
        """The entries that ``name`` can stand for, in the order of the lists."""
        bare = name.replace(".", "")
        is_titled = len(bare) >= _SHORTEST_TITLED and bare == bare.capitalize()  # "Isis", "Nato"
        exact = self._acronyms.get(bare.upper() if is_titled else bare, ())
        return exact or self._names.get(fold(name), ())

    def people(self, surname: str) -> tuple[Entry, ...]:
        """The people in public roles whose name ends in ``surname``."""
        return self._surnames.get(fold(surname), ())

    def head(self, words: str) -> Noun | None:
        """The noun that ``words`` are, in singular or plural, or None."""
        return self._heads.get(fold(words)) or next(
            (self._heads[key] for key in _singulars(fold(words)) if key in self._heads), None
        )

    def title(self, words: str) -> Noun | None:
        """The title that ``words`` are, or None."""
        return self._titles.get(fold(words))

    def nation(self, words: str) -> Nation | None:
        """The country that ``words`` name as a country, capital, adjective or people, or None."""
        if fold(words) in self._short_nations:
            return self._short_nations[fold(words)] if words.replace(".", "").isupper() else None
        return self._nations.get(fold(words))


@cache
def load_who_is_who() -> WhoIsWho:
    """The lists that come with dateline, read once."""
    return WhoIsWho()


def _text(name: str) -> str:
    return files(_HERE).joinpath(name).read_text(encoding="utf-8")


def _check_new(added: Sequence[Entry], known: Iterable[Entry], own: Path) -> None:
    taken = {entry.id for entry in known}
    double = [entry.id for entry in added if entry.id in taken]
    if double:
        raise ConfigError(
            f"{own}: the ids {', '.join(map(repr, double))} are taken by lists that come with dateline; "
            "an id stands for one actor. Give these rows ids of their own and run again."
        )


def _index(entries: Iterable[Entry]) -> tuple[dict[str, tuple[Entry, ...]], dict[str, tuple[Entry, ...]]]:
    """Entries by folded name, and by acronym as written; a user's own come first."""
    names: dict[str, tuple[Entry, ...]] = {}
    acronyms: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        for name in dict.fromkeys((entry.name, *entry.aliases)):
            bare = name.replace(".", "")
            is_acronym = bare.isupper() and len(bare) <= _LONGEST_ACRONYM
            table, key = (acronyms, bare) if is_acronym else (names, fold(name))
            if entry not in table.get(key, ()):
                table[key] = (*table.get(key, ()), entry)
    return names, acronyms


def _surnames(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        if entry.roles:
            for key in {fold(name.split()[-1]) for name in (entry.name, *entry.aliases)}:
                found[key] = (*found.get(key, ()), entry)
    return found


def _nouns(text: str, origin: str, column: str) -> dict[str, Noun]:
    problems = Problems(origin)
    found: dict[str, Noun] = {}
    for line, row in csv_rows(text, origin, (column, "kind", "sectors")):
        noun = Noun(row[column], kind_of(row["kind"], line, problems), sectors_of(row["sectors"], line, problems))
        found.setdefault(fold(row[column]), noun)
    problems.raise_any()
    return found


def _nations(text: str) -> tuple[dict[str, Nation], dict[str, Nation]]:
    """Nations by folded word; those of short words in capitals ("US") apart."""
    uses: dict[tuple[str, bool], dict[str, set[NationUse]]] = {}
    for _, row in csv_rows(text, "nationalities.csv", ("word", "country", "use")):
        bare = row["word"].replace(".", "")
        is_short = bare.isupper() and len(bare) <= 3
        uses.setdefault((fold(row["word"]), is_short), {}).setdefault(row["country"], set()).add(NationUse(row["use"]))
    nations: dict[str, Nation] = {}
    short: dict[str, Nation] = {}
    for (key, is_short), countries in uses.items():
        country, found = next(iter(countries.items()))
        (short if is_short else nations)[key] = Nation(country or None, frozenset(found))
    return nations, short


def _singulars(folded: str) -> Iterable[str]:
    """What ``folded`` can be the plural of, its last word changed."""
    before, _, last = folded.rpartition(" ")
    start = f"{before} " if before else ""
    if last in _IRREGULAR:
        yield start + _IRREGULAR[last]
    if last.endswith("men"):
        yield start + last[:-3] + "man"
    if last.endswith("people"):
        yield start + last[:-6] + "person"
    if last.endswith("ies"):
        yield start + last[:-3] + "y"
    if last.endswith("es"):
        yield start + last[:-2]
    if last.endswith("s"):
        yield start + last[:-1]
    else:
        yield start + last + "s"  # "security force" where the list has the plural
