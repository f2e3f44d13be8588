"""Reading and checking the lexicon's data files."""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.errors import ConfigError
from dateline.model import EventType, modes_of

_FILES = ("happenings.toml", "classes.toml", "modes.toml", "participants.toml")
_POS = {"verbs": "VERB", "nouns": "NOUN", "adjectives": "ADJ"}


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class of words that entries ask for: entity types of names, and lemmas of common nouns."""

    entities: frozenset[str]
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Slot:
    """What an entry asks of its object or subject: one of several lemmas, or a class of words."""

    lemmas: frozenset[str] = frozenset()
    word_class: str | None = None

    def __bool__(self) -> bool:
        return bool(self.lemmas or self.word_class)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of ``happenings.toml``: words that name a happening of one type, and what must stand with them.

    text: the entry as written, without its "?"; pos: "VERB", "NOUN" or "ADJ".
    lemma: the head; before: words that must stand before it; dependents: prepositions, particles, adverbs or verbs that
    must depend on it; obj, subject: what its object and subject must be.
    """

    text: str
    pos: str
    type: EventType
    mode: str | None
    is_weak: bool
    lemma: str
    before: tuple[str, ...]
    dependents: frozenset[str]
    obj: Slot
    subject: Slot

    @property
    def key(self) -> str:
        """A name of the entry that is unique in the lexicon."""
        return f"{self.type}.{self.mode or 'any'}.{self.pos}.{self.text}"

    @property
    def specificity(self) -> float:
        """How much the entry asks for; a lemma as object or subject counts more than a class."""
        slots = sum(1.5 if slot.lemmas else 1.0 for slot in (self.obj, self.subject) if slot)
        return len(self.before) + len(self.dependents) + slots


@dataclass(frozen=True, slots=True)
class ParticipantWords:
    """The words of ``participants.toml``: verbs, nouns and prepositions by which roles are read from the grammar."""

    light: frozenset[str]
    suffering: frozenset[str]
    participles: frozenset[str]
    undergone: frozenset[str]
    addressee: Mapping[EventType, frozenset[str]]
    locating: frozenset[str]
    moving: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words that name happenings, the classes of words, and the words that tell modes.

    entries: by head lemma; modes: by type, (mode, words) in order of preference.
    """

    entries: Mapping[str, tuple[Entry, ...]]
    classes: Mapping[str, WordClass]
    modes: Mapping[EventType, tuple[tuple[str, frozenset[str]], ...]]
    participants: ParticipantWords

    def all_entries(self) -> Iterator[Entry]:
        """Every entry once."""
        for group in self.entries.values():
            yield from group


@cache
def data_hash() -> str:
    """SHA-256, as hex, of every data file of the lexicon; part of the maker of whatever is read with it."""
    folder = files("dateline.extract.lexicon")
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith((".toml", ".json")))
    return hashlib.sha256("\0".join(f"{name}\0{_read(name)}" for name in names).encode()).hexdigest()


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that ships with the package, read once.

    Raises:
        ConfigError: an unknown type, mode, class or list name, or an entry that stands twice; all are named at once.
    """
    data = {name: tomllib.loads(_read(name)) for name in _FILES}
    classes = {
        name: WordClass(frozenset(content["entities"]), frozenset(content["nouns"]))
        for name, content in data["classes.toml"].items()
    }
    entries = list(_entries(data["happenings.toml"]))
    _check(entries, classes)
    by_lemma: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_lemma[entry.lemma].append(entry)
    return Lexicon(
        {lemma: tuple(group) for lemma, group in by_lemma.items()},
        classes,
        _modes(data["modes.toml"]),
        _participants(data["participants.toml"]),
    )


def _read(name: str) -> str:
    return (files("dateline.extract.lexicon") / name).read_text(encoding="utf-8")


def _entries(data: Mapping[str, Any]) -> Iterator[Entry]:
    for type_name, by_mode in data.items():
        for mode, lists in by_mode.items():
            for list_name, texts in lists.items():
                if type_name not in EventType.__members__ or list_name not in _POS:
                    raise ConfigError(
                        f"happenings.toml: [{type_name}.{mode}] {list_name}: a table is named TYPE.mode and holds "
                        f"{', '.join(_POS)}; types are {', '.join(EventType)}"
                    )
                for text in texts:
                    yield _entry(text, _POS[list_name], EventType(type_name), None if mode == "any" else mode)


def _entry(text: str, pos: str, event_type: EventType, mode: str | None) -> Entry:
    plain: list[str] = []
    dependents: set[str] = set()
    obj = subject = Slot()
    for word in text.removesuffix("?").split():
        if word.startswith("+"):
            dependents.add(word[1:])
        elif word.startswith("@"):
            obj = _slot(word[1:])
        elif word.startswith("^"):
            subject = _slot(word[1:])
        else:
            plain.extend(word.split("-"))
    is_weak = text.endswith("?")
    *before, lemma = plain
    return Entry(
        text.removesuffix("?"),
        pos,
        event_type,
        mode,
        is_weak,
        lemma,
        tuple(before),
        frozenset(dependents),
        obj,
        subject,
    )


def _slot(text: str) -> Slot:
    parts = text.split("/")
    classes = [part[1:-1] for part in parts if part.startswith("{")]
    return Slot(frozenset(part for part in parts if not part.startswith("{")), classes[0] if classes else None)


def _modes(data: Mapping[str, Any]) -> dict[EventType, tuple[tuple[str, frozenset[str]], ...]]:
    return {
        EventType(type_name): tuple((mode, frozenset(content["words"])) for mode, content in by_mode.items())
        for type_name, by_mode in data.items()
    }


def _participants(data: Mapping[str, Any]) -> ParticipantWords:
    verbs, place = data["verbs"], data["place"]
    return ParticipantWords(
        frozenset(verbs["light"]),
        frozenset(verbs["suffering"]),
        frozenset(verbs["participles"]),
        frozenset(data["nouns"]["undergone"]),
        {EventType(name): frozenset(words) for name, words in data["addressee"].items()},
        frozenset(place["locating"]),
        frozenset(place["moving"]),
    )


def _check(entries: list[Entry], classes: Mapping[str, WordClass]) -> None:
    problems = []
    seen: set[str] = set()
    for entry in entries:
        if entry.key in seen:
            problems.append(f"{entry.key} stands twice")
        seen.add(entry.key)
        if entry.mode is not None and entry.mode not in modes_of(entry.type):
            problems.append(f"{entry.key}: {entry.mode!r} is no mode of {entry.type}; known: {modes_of(entry.type)}")
        for slot in (entry.obj, entry.subject):
            if slot.word_class is not None and slot.word_class not in classes:
                problems.append(f"{entry.key}: no class {slot.word_class!r} in classes.toml; known: {sorted(classes)}")
    if problems:
        raise ConfigError("happenings.toml: " + "; ".join(problems))
