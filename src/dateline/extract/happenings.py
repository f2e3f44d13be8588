"""Which words of a report name a happening worth a record, of which type and mode.

The network (`network`) decides; what the lexicon's entries say, held against the grammar, is one of the things that it
is told, and gives the words that belong to the head ("car bombing", "opened fire"). Which mentions name the same
happening is `gathering`'s question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.extract import grammar
from dateline.extract.figurative import is_figurative
from dateline.extract.lexicon import Entry, Lexicon
from dateline.extract.lexicon.loader import Slot
from dateline.extract.network import Reading
from dateline.model import EventType, ParsedReport, Span, Token

_SURE = 0.7  # from this probability on, the network's mode stands against the entry's
_HARM = frozenset({"kill", "injure", "wound", "hurt", "dead"})
_WEAPONS = frozenset({"bomb", "mine", "ied", "grenade", "rocket", "missile", "bomber", "shell", "device", "gunman"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "advmod", "nummod", "npadvmod", "prt", "punct"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a happening: the head word, the type, and the evidence.

    mode_words: the words that tell the mode; those of the mention itself where no other word does.
    probability: that it names a record of that type.
    """

    token: Token
    type: EventType
    words: Span
    mode: str | None
    mode_words: Span
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Match:
    """An entry of the lexicon that fits a word: the head word, the entry, the words that the entry asks for."""

    token: Token
    entry: Entry
    words: Span


def find_mentions(report: ParsedReport, reading: Reading, lexicon: Lexicon, threshold: float) -> list[Mention]:
    """The mentions of ``report`` in the order of the text, at most one for each word.

    threshold: the least probability of a mention.
    """
    matches = {match.token.index: match for match in find_matches(report, lexicon)}
    found = []
    for token in report.tokens:
        if (probability := reading.probability(token)) < threshold:
            continue
        event_type, match = reading.type(token), matches.get(token.index)
        if is_figurative(report, token, event_type):
            continue
        words = match.words if match is not None else _with_particle(report, token)
        mode, teller = _mode(report, token, event_type, reading.modes(token, event_type), match, lexicon)
        mode_words = report.span(teller, teller) if teller is not None else words
        found.append(Mention(token, event_type, words, mode, mode_words, probability))
    return with_causes(report, found)


def with_causes(report: ParsedReport, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, with harm that is told of an accident given the accident's type ("killed in a crash")."""
    return [_with_cause(report, mention, mentions) for mention in mentions]


def _with_cause(report: ParsedReport, mention: Mention, mentions: Sequence[Mention]) -> Mention:
    token = mention.token
    if mention.type is not EventType.ASSAULT or token.lemma.lower() not in _HARM:
        return mention
    accidents = {other.token.index: other for other in mentions if other.type is EventType.INCIDENT}
    causes = [*grammar.agents(report, token), *grammar.prepositional_objects(report, token, frozenset({"in", "by"}))]
    causes += [child for child in report.children(token) if child.dep == "advcl"]
    cause = next((accidents[word.index] for word in causes if word.index in accidents), None)
    around = report.sentence_tokens(report.sentences[token.sentence])
    if cause is None or any(word.lemma.lower() in _WEAPONS for word in around):
        return mention
    return replace(mention, type=cause.type, mode=cause.mode, mode_words=cause.words)


def _mode(
    report: ParsedReport,
    token: Token,
    event_type: EventType,
    shares: Mapping[str, float],
    match: Match | None,
    lexicon: Lexicon,
) -> tuple[str | None, Token | None]:
    """The likeliest mode, or where that is unsure the one that the lexicon tells; and the word that tells it."""
    likeliest = max(shares, key=lambda mode: shares[mode], default=None)
    entry = match.entry if match is not None and match.entry.type is event_type else None
    told, teller = context_mode(report, token, event_type, lexicon)
    if likeliest is not None and shares[likeliest] < _SURE and entry is not None and entry.mode is not None:
        return entry.mode, None
    return likeliest, teller if told == likeliest else None


def _with_particle(report: ParsedReport, token: Token) -> Span:
    """The word, with the particle that follows it ("broke out")."""
    following = report.tokens[token.index + 1 : token.index + 2]
    if following and following[0].dep == "prt" and following[0].head == token.index:
        return report.span(token, following[0])
    return report.span(token, token)


def find_matches(report: ParsedReport, lexicon: Lexicon) -> list[Match]:
    """The words that the lexicon knows as naming a happening, in the order of the text."""
    found = []
    covered: set[int] = set()
    for token in report.tokens:
        entry = best_entry(report, token, lexicon)
        if entry is None or token.index in covered:
            continue
        words = _words(report, token, entry)
        covered.update(t.index for t in report.tokens_in(words.start, words.end) if t.index > token.index)
        found.append(Match(token, entry, words))
    return found


def lexicon_types(report: ParsedReport, lexicon: Lexicon) -> dict[int, EventType]:
    """The type that the lexicon gives each token of ``report`` that it knows, by token index."""
    return {match.token.index: match.entry.type for match in find_matches(report, lexicon)}


def best_entry(report: ParsedReport, token: Token, lexicon: Lexicon) -> Entry | None:
    """The entry that fits ``token`` best: the one that asks for most, then the stronger, then the first; or None."""
    fitting = [entry for entry in _entries_for(token, lexicon) if _fits(report, token, entry, lexicon)]
    if not fitting:
        return None
    return max(fitting, key=lambda entry: (entry.specificity, not entry.is_weak))


def _entries_for(token: Token, lexicon: Lexicon) -> Iterator[Entry]:
    if token.pos in ("VERB", "AUX"):
        kinds, lemmas = {"VERB"}, {token.lemma.lower()}
        if token.tag == "VBG":
            yield from (e for e in lexicon.entries.get(token.lower, ()) if e.pos == "NOUN")
        if token.tag == "VBN" and token.dep in ("amod", "acomp"):
            yield from (e for e in lexicon.entries.get(token.lower, ()) if e.pos == "ADJ")
    elif token.pos in ("NOUN", "PROPN"):
        kinds = {"NOUN"}
        lemmas = {token.lemma.lower(), token.lower, token.lower.removesuffix("s")}
    elif token.pos == "ADJ":
        kinds, lemmas = {"ADJ"}, {token.lemma.lower(), token.lower}
    else:
        return
    for lemma in sorted(lemmas):
        yield from (entry for entry in lexicon.entries.get(lemma, ()) if entry.pos in kinds)


def _fits(report: ParsedReport, token: Token, entry: Entry, lexicon: Lexicon) -> bool:
    if entry.before and not _has_before(report, token, entry.before):
        return False
    if entry.dependents and not entry.dependents <= _dependents(report, token):
        return False
    if entry.obj and not any(in_slot(noun, entry.obj, lexicon) for noun in _objects(report, token, entry)):
        return False
    return not entry.subject or any(in_slot(noun, entry.subject, lexicon) for noun in _subjects(report, token))


def _has_before(report: ParsedReport, token: Token, before: tuple[str, ...]) -> bool:
    words = {child.lemma.lower() for child in report.children(token) if child.dep in _MODIFIERS}
    words |= {
        grand.lemma.lower() for c in report.children(token) if c.dep in _MODIFIERS for grand in report.children(c)
    }
    index, left = token.index - 1, len(before) + 1
    while index >= 0 and left and report.tokens[index].sentence == token.sentence:
        if report.tokens[index].text != "-":
            words |= {report.tokens[index].lemma.lower(), report.tokens[index].lower}
            left -= 1
        index -= 1
    return set(before) <= words


def _dependents(report: ParsedReport, token: Token) -> set[str]:
    wanted = ("prep", "prt", "advmod", "acomp", "oprd", "xcomp", "ccomp", "agent", "mark", "dative", "attr", "npadvmod")
    words: set[str] = set()
    for child in report.children(token):
        if child.dep in wanted:
            words |= {child.lemma.lower(), child.lower}
        if child.dep in ("xcomp", "ccomp", "acl", "advcl"):
            words |= {grand.lower for grand in report.children(child) if grand.dep in ("aux", "mark")}
    if token.dep == "pobj" and (head := report.head(token)) is not None:
        words.add(head.lower)
    return words


def _objects(report: ParsedReport, token: Token, entry: Entry) -> list[Token]:
    if entry.dependents:
        found = grammar.prepositional_objects(report, token, entry.dependents)
        return found + (grammar.objects(report, token) if entry.pos == "VERB" else [])
    if entry.pos == "VERB":
        return grammar.objects(report, token)
    return grammar.prepositional_objects(report, token, frozenset({"of", "on", "against"}))


def _subjects(report: ParsedReport, token: Token) -> list[Token]:
    return grammar.objects(report, token) if grammar.is_passive(report, token) else grammar.subjects(report, token)


def in_slot(noun: Token, slot: Slot, lexicon: Lexicon) -> bool:
    """Whether ``noun`` is one of the lemmas, or of the class, that an entry asks for."""
    if noun.lemma.lower() in slot.lemmas or noun.lower in slot.lemmas:
        return True
    return slot.word_class is not None and in_class(noun, slot.word_class, lexicon)


def in_class(noun: Token, name: str, lexicon: Lexicon) -> bool:
    """Whether ``noun`` is of the class ``name`` of ``classes.toml``: by its entity type, else by its lemma."""
    word_class = lexicon.classes[name]
    if noun.entity and noun.pos == "PROPN":
        return noun.entity in word_class.entities
    return noun.lemma.lower() in word_class.nouns or noun.entity in word_class.entities


def _words(report: ParsedReport, token: Token, entry: Entry) -> Span:
    """The evidence: the head with the words before it that the entry names, and an adjacent particle or object."""
    first = last = token
    needed = set(entry.before)
    index = token.index - 1
    while needed and index >= max(0, token.index - 6):
        word = report.tokens[index]
        if word.lemma.lower() in needed or word.lower in needed:
            needed -= {word.lemma.lower(), word.lower}
            first = word
        index -= 1
    if entry.pos == "VERB":
        following = report.tokens[token.index + 1 : token.index + 3]
        wanted = entry.dependents | entry.obj.lemmas
        for word in following:
            if word.lower in wanted or word.lemma.lower() in wanted:
                last = word
    return report.span(first, last)


def context_mode(
    report: ParsedReport, token: Token, event_type: EventType, lexicon: Lexicon
) -> tuple[str | None, Token | None]:
    """The mode that words around ``token`` tell (`modes.toml`), and the word that tells it; (None, None) if none does.

    Words nearest in grammar count first, then those of the whole sentence.
    """
    tables = lexicon.modes.get(event_type, ())
    if tables:
        for words in (list(_neighbours(report, token)), report.sentence_tokens(report.sentences[token.sentence])):
            by_lemma = {word.lemma.lower(): word for word in reversed(words)}
            for mode, told in tables:
                teller = next((by_lemma[lemma] for lemma in sorted(told) if lemma in by_lemma), None)
                if teller is not None:
                    return mode, teller
    return None, None


def _neighbours(report: ParsedReport, token: Token) -> Iterator[Token]:
    for child in report.children(token):
        yield child
        for grandchild in report.children(child):
            if grandchild.dep in ("pobj", "compound", "amod", "pcomp", "nmod"):
                yield grandchild
    head = report.head(token)
    if head is not None:
        yield head
        if head.dep == "prep" and (above := report.head(head)) is not None:
            yield above
    yield from grammar.agents(report, token) if token.pos == "VERB" else ()
