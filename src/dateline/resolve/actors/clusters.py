"""The words by which one report names one actor: "Ana Noor", "the general" and "Gen. Noor" together.

Words are brought together by rule: the same name of the lists; names of people with the same last word whose first
names do not differ; the same name or definite description; a short form that brackets introduce; nouns in apposition;
and "the general" or "the ministry" with the nearest actor before it that was called so. Two amounts of people ("two
soldiers") are never one actor. Pronouns come already replaced by the coder.

What does not belong here: what single words say (`rules`), and which words are participants (`extract`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.knowledge.actors import WhoIsWho, fold
from dateline.model import Coding, Field, ParsedReport, Span, Token
from dateline.resolve.actors.rules import Reading

_PARTICIPANTS = (Field.ACTOR, Field.RECIPIENT)
_BRACKETED = re.compile(r"([^()\n]{4,120}?)\s*\(\s*(?:the\s+)?([A-Z][A-Za-z\-]{1,9})\s*\)")
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_SMALL = frozenset("of the and for in on to a an de du la el al".split())
_NOUN = frozenset({"NN", "NNS"})
_BEFORE_NOUN = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod"})
_REACH = 12  # sentences back that "the general" can reach; beyond, a noun is likelier a new person
# Ranks and offices as titles shorten them; "the general" takes up "Gen. Noor".
_LONG_TITLES = {
    "gen": "general", "lt": "lieutenant", "col": "colonel", "maj": "major", "capt": "captain", "sgt": "sergeant",
    "gov": "governor", "sen": "senator", "rep": "representative", "adm": "admiral", "brig": "brigadier",
    "cmdr": "commander", "insp": "inspector", "pres": "president", "pm": "minister", "premier": "minister",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Actor:
    """One actor of a report.

    spans: its words, in the order of the text. names: folded names; nouns: lemmas of the nouns that it is called by.
    given: the first words of its name as a person. is_person: whether it has a person's name.
    """

    spans: list[Span] = field(default_factory=list)
    entry: str | None = None
    nouns: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class _Mention:
    """Words for an actor, and what they can be recognised by.

    person: (given names, last name) where it is a person's name. nouns: of its head, titles and appositions. key: the
    folded words without article, None for words that never name the same twice ("two soldiers"). is_bare: "the
    general", a definite noun and nothing else. surname: of a name of one word, which may be a person's. descriptions:
    words in apposition to it, and its name with the title before it.
    """

    span: Span
    sentence: int
    person: tuple[frozenset[str], str] | None
    nouns: frozenset[str]
    key: str | None
    is_bare: bool
    is_plural: bool
    entry: str | None
    surname: str | None
    descriptions: tuple[Span, ...]


def actors_of(
    report: ParsedReport, coding: Coding, readings: Mapping[str, Reading], who: WhoIsWho
) -> dict[Span, Actor]:
    """The actor that each participant's words stand for, by the words; ``readings`` are what the words say alone.

    The report's names of people are mentions too, so that "the general" finds one that takes part in no record.
    """
    finder = _Finder(_short_forms(report, who))
    found: dict[Span, Actor] = {}
    for mention in _mentions(report, coding, readings, who):
        found[mention.span] = finder.place(mention)
    return found


@dataclass(slots=True)
class _Finder:
    """Places mentions, in the order of the text, among the actors known so far."""

    short: Mapping[str, str]
    by_entry: dict[str, Actor] = field(default_factory=dict)
    by_last: dict[str, list[Actor]] = field(default_factory=dict)
    by_key: dict[str, Actor] = field(default_factory=dict)
    recent: list[tuple[_Mention, Actor]] = field(default_factory=list)

    def place(self, mention: _Mention) -> Actor:
        actor = self._known(mention) or Actor()
        actor.spans += [mention.span, *(span for span in mention.descriptions if span not in actor.spans)]
        actor.nouns |= mention.nouns
        if mention.entry is not None:
            actor.entry = actor.entry or mention.entry
            self.by_entry.setdefault(mention.entry, actor)
        if mention.person is not None:
            given, last = mention.person
            actor.is_person, actor.given = True, actor.given | given
            if actor not in self.by_last.setdefault(last, []):
                self.by_last[last].append(actor)
        if mention.key is not None and not mention.is_bare:
            self.by_key.setdefault(self._long(mention.key), actor)
        self.recent.append((mention, actor))
        return actor

    def _known(self, mention: _Mention) -> Actor | None:
        if mention.entry is not None and mention.entry in self.by_entry:
            return self.by_entry[mention.entry]
        if mention.person is not None:
            return self._person(*mention.person)
        if mention.is_bare:
            return self._called(mention)
        if mention.surname in self.by_last:
            return self.by_last[mention.surname][-1]
        return self.by_key.get(self._long(mention.key)) if mention.key is not None else None

    def _long(self, key: str) -> str:
        return self.short.get(key, key)

    def _person(self, given: frozenset[str], last: str) -> Actor | None:
        """The person of this last name, unless the first names differ."""
        for actor in reversed(self.by_last.get(last, [])):
            if not given or not actor.given or given & actor.given:
                return actor
        return None

    def _called(self, mention: _Mention) -> Actor | None:
        """The nearest actor before that is called by the noun of "the general"; a crowd is taken up by itself only."""
        for other, actor in reversed(self.recent):
            if mention.sentence - other.sentence > _REACH:
                return None
            if (
                mention.nouns & actor.nouns
                and other.is_plural == mention.is_plural
                and not other.span.overlaps(mention.span)
            ):
                return actor
        return None


def _mentions(
    report: ParsedReport, coding: Coding, readings: Mapping[str, Reading], who: WhoIsWho
) -> Iterator[_Mention]:
    spans = {claim.evidence[0] for record in coding.records for name in _PARTICIPANTS for claim in record.of(name)}
    starts = sorted(spans, key=lambda span: (span.start, span.end))
    names = [span for span in _people(report) if not any(span.overlaps(other) for other in spans)]
    for span in sorted([*starts, *names], key=lambda span: (span.start, -span.end)):
        yield _mention(report, span, readings.get(span.text), who)


def _people(report: ParsedReport) -> Iterator[Span]:
    """The names of people in the report, with the titles before them."""
    for name in report.names:
        if name.entity == "PERSON":
            first = name.first
            while first and _is_title_of(report, report.tokens[first - 1], report.tokens[name.last - 1]):
                first -= 1
            yield report.span(report.tokens[first], report.tokens[name.last - 1])


def _is_title_of(report: ParsedReport, token: Token, head: Token) -> bool:
    return token.sentence == head.sentence and token.dep == "compound" and token.head == head.index


def _mention(report: ParsedReport, span: Span, reading: Reading | None, who: WhoIsWho) -> _Mention:
    tokens = report.tokens_in(span.start, span.end)
    person = _person(report, tokens)
    entry = reading.entry.id if reading is not None and reading.entry is not None else None
    head = _head(tokens)
    is_plural = head is not None and head.tag in ("NNS", "NNPS")
    nouns = frozenset(_nouns(report, tokens, head, who))
    content = [t for t in tokens if t.pos not in ("PUNCT", "PART") and t.lower not in _DEFINITE]
    is_definite = _is_definite(report, tokens)
    is_bare = is_definite and len(content) == 1 and content[0].tag in _NOUN and person is None
    is_counted = any(t.tag == "CD" for t in tokens) or (not is_definite and head is not None and head.tag in _NOUN)
    key = None if is_counted and not is_bare else fold(" ".join(t.text for t in content)) or None
    is_one_name = len(content) == 1 and content[0].tag == "NNP"
    return _Mention(
        span,
        tokens[0].sentence if tokens else 0,
        person,
        nouns,
        key,
        is_bare,
        is_plural,
        entry,
        fold(content[0].text) if is_one_name and person is None else None,
        tuple(_descriptions(report, tokens, head)),
    )


def _is_definite(report: ParsedReport, tokens: Sequence[Token]) -> bool:
    """Whether an article such as "the" begins the words, or stands before them; coders may leave it out."""
    if not tokens:
        return False
    before = report.tokens[tokens[0].index - 1] if tokens[0].index else tokens[0]
    return tokens[0].lower in _DEFINITE or (before.sentence == tokens[0].sentence and before.lower in _DEFINITE)


def _descriptions(report: ParsedReport, tokens: Sequence[Token], head: Token | None) -> Iterator[Span]:
    """What stands in apposition to a name, and the name with its title where the words leave it out."""
    if head is None or head.tag not in ("NNP", "NNPS"):
        return
    for partner in _partners(report, head):
        if partner.tag in _NOUN:
            yield _phrase(report, partner)
    first = tokens[0]
    while first.index and _is_title_of(report, report.tokens[first.index - 1], head):
        first = report.tokens[first.index - 1]
    if first is not tokens[0]:
        yield report.span(first, tokens[-1])


def _partners(report: ParsedReport, head: Token) -> list[Token]:
    """The nouns in apposition to ``head``, on either side."""
    found = [child for child in report.children(head) if child.dep == "appos"]
    if head.dep == "appos" and (upper := report.head(head)) is not None:
        found.append(upper)
    return found


def _phrase(report: ParsedReport, head: Token) -> Span:
    """The words of a noun with what stands before it and an "of" behind it."""
    inside = [head]
    for child in report.children(head):
        before = child.index < head.index and child.dep in _BEFORE_NOUN
        of = child.index == head.index + 1 and child.dep == "prep" and child.lower in ("of", "for", "in")
        inside += report.subtree(child) if before or of else []
    inside.sort(key=lambda token: token.index)
    return report.span(inside[0], inside[-1])


def _person(report: ParsedReport, tokens: Sequence[Token]) -> tuple[frozenset[str], str] | None:
    """The given names and the last name where the words are, or hold at their head, a person's name."""
    named = [t for t in tokens if t.entity == "PERSON" and t.tag in ("NNP", "NNPS")]
    if not named:
        return None
    head = _head(tokens)
    outer = {t.index for t in tokens}
    first_name = next(n for n in report.names if n.entity == "PERSON" and n.last > named[0].index)
    words = [
        t for t in report.tokens[first_name.first : first_name.last] if t.index in outer and t.tag.startswith("NNP")
    ]
    if head is None or not words or (head not in words and not _is_apposed(report, head, words)):
        return None
    return frozenset(fold(t.text) for t in words[:-1]), fold(words[-1].text)


def _is_apposed(report: ParsedReport, head: Token, words: Iterable[Token]) -> bool:
    return any(t.dep == "appos" and t.head == head.index for t in words)


def _head(tokens: Sequence[Token]) -> Token | None:
    """The token on which the others of the phrase hang."""
    inside = {t.index for t in tokens}
    nouns = [t for t in tokens if t.head not in inside or t.head == t.index]
    return next((t for t in nouns if t.pos in ("NOUN", "PROPN", "ADJ", "PRON", "NUM")), nouns[0] if nouns else None)


def _nouns(report: ParsedReport, tokens: Sequence[Token], head: Token | None, who: WhoIsWho) -> Iterator[str]:
    """The nouns by which the actor can be taken up: its head's, its titles', those in apposition to it."""
    if head is None:
        return
    for token in (head, *_partners(report, head)):
        if token.tag in _NOUN or (token.entity != "PERSON" and who.head(token.text)):  # "the Defence Ministry"
            yield token.lemma.lower()
    for token in tokens:
        if token.index < head.index and (long := _title_noun(token, who)):
            yield long


def _title_noun(token: Token, who: WhoIsWho) -> str | None:
    folded = fold(token.text)
    if folded in _LONG_TITLES:
        return _LONG_TITLES[folded]
    return folded if who.title(token.text) or (token.tag == "NN" and who.head(token.text)) else None


def _short_forms(report: ParsedReport, who: WhoIsWho) -> dict[str, str]:
    """Short forms that brackets introduce, folded, with the folded name that each stands for."""
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(report.report.text):
        long = _initials_of(match.group(1).split(), match.group(2))
        if long is not None:
            found.setdefault(fold(match.group(2)), fold(long))
    return found


def _initials_of(words: Sequence[str], short: str) -> str | None:
    """The last of ``words`` whose initials ``short`` is made of, small words aside; None where none are."""
    letters = [letter.lower() for letter in short if letter.isupper()]
    for count in range(len(letters), min(len(words), len(letters) + 4) + 1):
        tail = words[-count:]
        initials = [
            part[0].lower() for word in tail for part in re.split(r"[-–]", word) if part and word.lower() not in _SMALL
        ]
        if initials == letters and tail[0].lower() not in _SMALL:
            return " ".join(tail)
    return None
