"""What the lists of actors hold: entries with names of their own, nouns and titles for kinds of people, nations.

What does not belong here: reading the files (`rows`) and looking names up (`lists`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateline.model import ActorKind, Sector


@dataclass(frozen=True, slots=True)
class Role:
    """A public role that a person holds from day ``first`` to day ``last``, inclusive; None where open."""

    title: str
    sectors: tuple[Sector, ...]
    first: date | None
    last: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the role is held on ``day``."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Entry:
    """A body, group, office or person in a public role, with the names that stand for it.

    country: ISO 3166-1 alpha-3 code, None for bodies of several countries. sectors: the primary one first.
    roles: of a person, in the order of the list. first, last: the days from and to which the entry exists.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: ActorKind
    country: str | None
    sectors: tuple[Sector, ...]
    roles: tuple[Role, ...] = ()
    first: date | None = None
    last: date | None = None

    def role_on(self, day: date | None) -> Role | None:
        """The role held on ``day``; without a day, the only role there is. None where that does not decide."""
        if day is None:
            return self.roles[0] if len(self.roles) == 1 else None
        return next((role for role in self.roles if role.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun or title for a kind of people or body; sectors are empty where the body it stands with decides."""

    words: str
    kind: ActorKind
    sectors: tuple[Sector, ...]


class NationUse(StrEnum):
    """How a word names a country."""

    COUNTRY = "country"
    ADJECTIVE = "adjective"
    PERSON = "person"
    CAPITAL = "capital"


@dataclass(frozen=True, slots=True)
class Nation:
    """A word that names a country, by its ISO 3166-1 alpha-3 code, or a people of several, and the uses that it has."""

    country: str | None
    uses: frozenset[NationUse]
