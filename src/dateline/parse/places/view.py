"""A report as the finder of places looks at it: its words in lower case, its capitals, the names that lie on them.

What does not belong here: what speaks for a place (`evidence`).
"""

from __future__ import annotations

from functools import cached_property

from dateline.knowledge.gazetteer import Candidate, Gazetteer
from dateline.model import Name, ParsedReport
from dateline.parse.places.lists import words

POSSESSIVES = frozenset({"'s", "’s"})
_TRAILING = POSSESSIVES | {"'", "’", "s", ",", "."}
_ARTICLES = frozenset({"the", "a", "an"})


class View:
    """One report, its words by token index, and the gazetteer that they are looked up in."""

    def __init__(self, parsed: ParsedReport, gazetteer: Gazetteer) -> None:
        self.parsed = parsed
        self.tokens = parsed.tokens
        self.gazetteer = gazetteer
        self.words = [token.lower for token in parsed.tokens]
        self.text = parsed.report.text

    def word(self, index: int) -> str:
        """The word at an index in lower case; empty beyond the report's ends."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def slice(self, first: int, last: int) -> str:
        """The characters of tokens ``first`` to ``last`` (exclusive)."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def look_up(self, first: int, last: int) -> tuple[Candidate, ...]:
        """The places that these tokens can name; none for "the town of X", whose name is X.

        With a possessive at the end only names that end so ("Prince George's") count.
        """
        found = self.gazetteer.look_up(self.slice(first, last))
        if self.words[last - 1] in POSSESSIVES:
            return tuple(one for one in found if one.is_main_name and "'" in one.place.name)
        is_told = last - first > 2 and self.words[first + 1] == "of" and self.words[first] in words("unit")
        return () if is_told or self.words[first] == "the" else found

    def is_capital(self, index: int) -> bool:
        """Whether a token begins with a capital."""
        return 0 <= index < len(self.tokens) and self.tokens[index].text[0].isupper()

    def is_close(self, index: int) -> bool:
        """Whether a token follows the one before it in its sentence, after a blank at most."""
        if not 0 < index < len(self.tokens):
            return False
        before, token = self.tokens[index - 1], self.tokens[index]
        return before.sentence == token.sentence and self.text[before.end : token.start] in ("", " ")

    def is_all_capitals(self, index: int) -> bool:
        """Whether the whole sentence of a token is in capitals, as some titles are."""
        sentence = self.parsed.sentences[self.tokens[index].sentence]
        return self.text[sentence.start : sentence.end].isupper()

    def trimmed(self, name: Name) -> tuple[int, int]:
        """The tokens of a name without article, part ("northern") and possessive."""
        first, last = name.first, name.last
        while first < last and (self.words[first] in _ARTICLES or self._is_part(first)):
            first += 1
        while first < last and self.words[last - 1] in _TRAILING:
            last -= 1
        return first, last

    def _is_part(self, index: int) -> bool:
        return self.tokens[index].text.islower() and self.words[index] in words("side")

    @cached_property
    def names(self) -> dict[int, Name]:
        """The parser's name on each token that has one."""
        return {index: name for name in self.parsed.names for index in range(name.first, name.last)}

    @cached_property
    def lower(self) -> frozenset[str]:
        """The words that the report has without a capital."""
        return frozenset(token.text for token in self.tokens if token.text.islower())

    @cached_property
    def surnames(self) -> frozenset[str]:
        """First and last words of the persons that the report names in full."""
        found = set()
        for name in self.parsed.names:
            first, last = self.trimmed(name)
            if name.entity != "PERSON" or last - first < 2 or self.words[last - 1] in words("body", "behind"):
                continue
            if not self.look_up(first, last):
                found |= {self.words[first], self.words[last - 1]}
        return frozenset(found)
