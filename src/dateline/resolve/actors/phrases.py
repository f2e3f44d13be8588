"""The parts of a participant's words: names of the lists, nouns, titles, nations, and the words left over.

Parts are found left to right, the longest first; a name outranks a nation word, a nation word a title, a title a noun.
What does not belong here: what the parts mean together (`rules`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dateline.knowledge.actors import Entry, Nation, NationUse, Noun, WhoIsWho

_WORD = re.compile(r"[^\W_](?:[^\W_]|[.’'‘&/\-](?=[^\W_])|\.(?=\s|,|$|[’'\-)]))*", re.UNICODE)
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")

LINKS = frozenset(
    "of in from at on near by with to for against who that which whose including into over under inside outside around "
    "across within between among behind after before during as than like without per via along amid".split()
)
"""Words behind which a phrase only qualifies what stands before them."""

_STARTS = frozenset(
    "a an the this that these those some any several many few all both each every no one two three four five six seven "
    "eight nine ten eleven twelve dozen twenty thirty forty fifty hundred thousand million at least most more fewer "
    "less than about around nearly almost over up to as other another others only its his her their our my your "
    "unknown unidentified unnamed suspected alleged local nearby young old elderly senior top another further so such "
    "approximately roughly single pair large small huge least various numerous".split()
)
_AMOUNTS = frozenset(
    "hundreds dozens scores thousands tens millions number numbers group groups crowd crowds majority handful couple "
    "pair band team series array remnants part parts half most some many several all one two three none rest bunch "
    "million dozen families sections elements convoy column lot lots minority few any each both total".split()
)
_FORMER = frozenset("former ex ousted deposed exiled retired late toppled ex-".split())
# "US-led" and "London-based" say whose it is; "Iran-backed" and "Israeli-occupied" do not.
_OWNING = frozenset({"led", "based", "born", "run", "owned", "dominated", "wide"})
_AGAINST = frozenset({"pro", "anti", "non", "counter"})


class Kind(StrEnum):
    """What a part of a phrase is."""

    ENTRY = "entry"
    NATION = "nation"
    TITLE = "title"
    HEAD = "head"
    FORMER = "former"
    NAME = "name"  # a word with a capital that no list knows
    LINK = "link"
    AND = "and"
    STOP = "stop"  # a comma, bracket or dash
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a phrase, with what the lists say of it; ``text`` is as written, without a possessive's ending."""

    kind: Kind
    text: str
    entries: tuple[Entry, ...] = ()
    nation: Nation | None = None
    noun: Noun | None = None
    is_possessive: bool = False

    @property
    def is_people(self) -> bool:
        """Whether it is a nation word in the form that stands for people ("Libyans")."""
        return self.nation is not None and NationUse.PERSON in self.nation.uses

    @property
    def is_adjective(self) -> bool:
        """Whether it is a nation word that may be an adjective ("Libyan")."""
        return self.nation is not None and NationUse.ADJECTIVE in self.nation.uses


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    bare: str
    start: int
    end: int
    is_possessive: bool

    @property
    def has_capital(self) -> bool:
        return any(char.isupper() for char in self.bare)


def parts_of(text: str, who: WhoIsWho) -> tuple[Part, ...]:
    """The parts of ``text``, in order, without amounts and articles at the start."""
    words = [_word(match) for match in _WORD.finditer(text)]
    return tuple(_parts(text, words, _skip_amount(words, who), who))


def _word(match: re.Match[str]) -> _Word:
    text = match.group()
    bare = _POSSESSIVE.sub("", text)
    if match.string[match.end() : match.end() + 1] in ("’", "'") and text.endswith("s"):
        return _Word(text, text, match.start(), match.end(), True)
    return _Word(text, bare, match.start(), match.end(), bare != text)


def _skip_amount(words: Sequence[_Word], who: WhoIsWho) -> int:
    """Where the phrase proper begins: after "at least 12", "dozens of", "a group of"."""
    at = 0
    while at < len(words) - 1:
        word, following = words[at].text.lower(), words[at + 1].text.lower()
        if following == "of" and word in _AMOUNTS and at + 2 < len(words):
            at += 2
        elif (word in _STARTS and not words[at].is_possessive) or word[0].isdigit():
            if who.nation(words[at].text) or who.entries(words[at].text):
                return at
            at += 1
        else:
            return at
    return at


def _parts(text: str, words: Sequence[_Word], at: int, who: WhoIsWho) -> Iterator[Part]:
    end = words[at].start if words else 0
    while at < len(words):
        gap = text[end : words[at].start]
        if any(mark in gap for mark in ",()[]–—;:") or " - " in gap:
            yield Part(Kind.STOP, gap.strip())
        count, part = _longest(words, at, who)
        yield part
        end = words[at + count - 1].end
        at += count


def _longest(words: Sequence[_Word], at: int, who: WhoIsWho) -> tuple[int, Part]:
    for count in range(min(who.longest, len(words) - at), 0, -1):
        part = _listed(words[at : at + count], who)
        if part is not None:
            return count, part
    return 1, _single(words[at], who)


def _listed(words: Sequence[_Word], who: WhoIsWho) -> Part | None:
    """The part that the lists know ``words`` as, or None."""
    texts = [word.text for word in words]
    for last in dict.fromkeys((texts[-1], words[-1].bare)):
        joined = " ".join([*texts[:-1], last])
        owns = words[-1].is_possessive and last == words[-1].bare
        has_capital = any(word.has_capital for word in words)
        if has_capital and (entries := who.entries(joined)):
            return Part(Kind.ENTRY, joined, entries=entries, is_possessive=owns)
        if has_capital and (nation := who.nation(joined)):
            return Part(Kind.NATION, joined, nation=nation, is_possessive=owns)
        if words[0].has_capital and (title := who.title(joined)):
            return Part(Kind.TITLE, joined, noun=title, is_possessive=owns)
        if head := who.head(joined):
            return Part(Kind.HEAD, joined, noun=head, is_possessive=owns)
    return None


def _single(word: _Word, who: WhoIsWho) -> Part:
    lower = word.text.lower()
    if lower in ("and", "or", "&"):
        return Part(Kind.AND, word.text)
    if lower in LINKS:
        return Part(Kind.LINK, word.text)
    if lower in _FORMER:
        return Part(Kind.FORMER, word.text)
    if "-" in word.bare:
        return _compound(word, who)
    kind = Kind.NAME if word.bare[0].isupper() else Kind.OTHER
    return Part(kind, word.bare, is_possessive=word.is_possessive)


def _compound(word: _Word, who: WhoIsWho) -> Part:
    """A word with a hyphen: "US-led" names a country as whose it is, "Iran-backed" and "pro-Russian" do not."""
    first, _, last = word.bare.partition("-")
    if first.lower() == "ex":
        return Part(Kind.FORMER, word.bare)
    nation = who.nation(first)
    if nation is not None and (last.lower() in _OWNING or who.nation(last)):
        return Part(Kind.NATION, word.bare, nation=nation, is_possessive=True)
    if first.lower() not in _AGAINST and (head := who.head(last)):
        return Part(Kind.HEAD, word.bare, noun=head)
    if word.bare[0].isupper() and last[:1].isupper():
        return Part(Kind.NAME, word.bare, is_possessive=word.is_possessive)
    return Part(Kind.OTHER, word.bare)
