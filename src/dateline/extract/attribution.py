"""Who in a report vouches for what: attribution relations of source, cue and content.

The cues stand in ``lexicon/attribution.toml``; the grammar decides which stretch of text is attributed. What does not
belong here: what the words of a source are and what kind of speaker it is (`extract.sources`), and which happening a
relation bears on (the caller asks `voices_for` and `vouches`).
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.errors import ConfigError
from dateline.extract.sources import (
    LEXICON_FILE,
    SourcePhrase,
    SourceWords,
    antecedent,
    is_first_person,
    is_pronoun,
    kind_of_source,
    kinds_of_names,
    read_source_words,
    source_phrase,
)
from dateline.model import EventType, ParsedReport, Quotation, Sentence, SourceKind, Span, Stance, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_LONGEST_HEADLINE_SOURCE = 6
_LONGEST_TURN_NAME = 4
_NEAR_DRAFTS = 6
_TELLING_MARKS = frozenset({"?", "!", "...", "…"})
_COMPLEMENT_PREPOSITIONS = frozenset({"of", "as", "for", "with", "over", "to", "in", "on"})


class Act(StrEnum):
    """What a cue does with its content."""

    SAY = "say"
    SHOW = "show"
    THINK = "think"
    ASK = "ask"
    WILL = "will"
    JUDGE = "judge"
    SEEM = "seem"


@dataclass(frozen=True, slots=True)
class Cue:
    """One word of the lexicon that lets a source speak: what it does, its stance, and where its content stands."""

    act: Act
    stance: Stance
    frames: frozenset[str]

    @property
    def prepositions(self) -> frozenset[str]:
        """The prepositions that lead the content and belong to the cue."""
        return self.frames - _FRAMES


_FRAMES = frozenset({"clause", "infinitive", "object", "subject"})


@dataclass(frozen=True, slots=True)
class AttributionLexicon:
    """The cues by lemma, the words around cues, and the words that tell kinds of source."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adverbs: Mapping[str, Cue]
    phrases: Mapping[str, frozenset[str]]
    negated: Mapping[Stance, Stance]
    negations: frozenset[str]
    refusing: frozenset[str]
    responsibility: Mapping[str, frozenset[str]]
    sources: SourceWords


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source in the report, and the stretch of text that rests on it.

    source: the words of the source; of the clearest earlier mention where a pronoun stands; None where nobody is named.
    pronoun: the pronoun that stands at the cue, where one does.
    cue: the words that carry the stance, with auxiliaries and negation; in a title the colon or dash; None where a
        quotation goes on, or a transcript's turn, has no cue of its own.
    content: what is attributed, as ranges of token indexes, first inclusive and last exclusive, in order, disjoint.
        Empty only where responsibility is claimed or denied without naming the deed.
    stance: what the source does with the content; act: what kind of cue it is.
    negated: whether the cue is negated ("did not say"): the source then vouches for nothing.
    kind: what kind of speaker it is.
    source_head, cue_head: index of the head token of the source as it stands at the cue, and of the cue.
    via: index, in the tuple that `find_attributions` gives, of the relation that passes this one on, or None.
    is_quoted: whether the content is, in part, a quotation; in_quotation: whether the cue stands inside one.
    """

    source: Span | None
    pronoun: Span | None
    cue: Span | None
    content: tuple[tuple[int, int], ...]
    stance: Stance
    act: Act
    negated: bool
    kind: SourceKind
    source_head: int | None
    cue_head: int | None
    via: int | None
    is_quoted: bool
    in_quotation: bool

    def covers(self, token_index: int) -> bool:
        """Whether the token is part of what is attributed."""
        return any(first <= token_index < last for first, last in self.content)

    @property
    def length(self) -> int:
        """The number of tokens attributed."""
        return sum(last - first for first, last in self.content)


def voices_for(token_index: int, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The relations whose content covers a token, innermost first: the shorter its content, the further inside."""
    covering = [attribution for attribution in attributions if attribution.covers(token_index)]
    return tuple(sorted(covering, key=lambda attribution: attribution.length))


SPEECH_ACTS = frozenset(
    {
        *(EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN),
        *(EventType.SUPPORT, EventType.AGREE, EventType.CONCEDE),
    }
)
"""Types of happening that are themselves something said; by the coding guide their speaker does not vouch for them."""

_VOUCHING = frozenset({Act.SAY, Act.SHOW, Act.THINK})
_NEVER_VOUCHED = frozenset({EventType.SUPPORT, EventType.CONCEDE})
_DISPUTING = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.CANNOT_VERIFY, Stance.RETRACTS})


def vouches(attribution: Attribution, event_type: EventType, *, is_doer: bool = False) -> bool:
    """Whether a relation that covers a happening of ``event_type`` is one that the record lists.

    is_doer: whether the source is (among) the happening's doers. A speech act is not vouched for by its own speaker;
    other acts are ("the army said that it had withdrawn").

    Only saying, showing and thinking vouch; asking, wanting and judging are acts of their own. A negated cue vouches
    for nothing unless it disputes ("could not confirm"). Praise and concessions are told by their speaker alone. These
    rules keep the classes of relation of which about a quarter or more are listed by the coders of the gold training
    articles, which is where listing a class raises F1; re-measure them when the cues change.
    """
    if attribution.source is None or attribution.cue is None:
        return False
    if attribution.act not in _VOUCHING or event_type in _NEVER_VOUCHED:
        return False
    if attribution.negated and attribution.stance not in _DISPUTING:
        return False
    if attribution.in_quotation and attribution.act is Act.THINK:
        return False
    return not (is_doer and event_type in SPEECH_ACTS)


_IN_A_POSITION_TO_KNOW = frozenset(
    {SourceKind.SECURITY_FORCES, SourceKind.LOCAL_AUTHORITY_OR_MEDIC, SourceKind.DOCUMENT_OR_COURT}
)


def stance_towards(attribution: Attribution) -> Stance:
    """The stance of a source that vouches for a happening, by the coding guide's rule on bodies in a position to know.

    What police, hospitals and courts say outright is a confirmation; every other stance is the cue's.
    A caller that knows such a body to be a party to the conflict keeps ``attribution.stance``.
    """
    outright = attribution.stance is Stance.ASSERTS and attribution.act is not Act.THINK
    if outright and attribution.kind in _IN_A_POSITION_TO_KNOW:
        return Stance.CONFIRMS
    return attribution.stance


# ------------------------------------------------------------------------------------------------ the lexicon


@cache
def load_attribution_lexicon() -> AttributionLexicon:
    """The lexicon that ships with the package, read once.

    Raises:
        ConfigError: an unknown act, stance or kind, or a word that stands twice; all of a table are named at once.
    """
    return read_attribution_lexicon((files("dateline.extract.lexicon") / LEXICON_FILE).read_text(encoding="utf-8"))


def read_attribution_lexicon(text: str) -> AttributionLexicon:
    """The lexicon that TOML ``text`` describes; its form is explained at the top of the file that ships.

    Raises:
        ConfigError: an unknown act, stance or kind, or a word that stands twice; all of a table are named at once.
    """
    data = tomllib.loads(text)
    sets = {name: frozenset(words) for name, words in data["phrases"].items()}
    negation, responsibility = data["negation"], data["responsibility"]
    return AttributionLexicon(
        verbs=_cues(data["verbs"], "verbs"),
        nouns=_cues(data["nouns"], "nouns"),
        adverbs=_cues(data["adverbs"], "adverbs"),
        phrases=sets,
        negated={Stance(word): Stance(negation[word]) for word in negation if word in set(Stance)},
        negations=frozenset(negation["words"]),
        refusing=frozenset(negation["refusing"]),
        responsibility={name: frozenset(words) for name, words in responsibility.items()},
        sources=read_source_words(data),
    )


def _cues(groups: Iterable[Mapping[str, Any]], table: str) -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    problems = []
    for group in groups:
        if group["act"] not in set(Act) or group["stance"] not in set(Stance):
            problems.append(
                f"act {group['act']!r} with stance {group['stance']!r} is unknown; "
                f"acts are {', '.join(Act)}, stances {', '.join(Stance)}"
            )
            continue
        cue = Cue(Act(group["act"]), Stance(group["stance"]), frozenset(group.get("frames", ())))
        for word in group["words"]:
            if word in found:
                problems.append(f"{word!r} stands twice")
            found[word] = cue
    if problems:
        raise ConfigError(
            f"{LEXICON_FILE} [[{table}]]: " + "; ".join(problems) + ". Keep each word in one known group."
        )
    return found


# ------------------------------------------------------------------------------------------------ finding


def find_attributions(report: ParsedReport, lexicon: AttributionLexicon | None = None) -> tuple[Attribution, ...]:
    """Every attribution relation of a report, in the order of the cues.

    lexicon: the words to go by; the one that ships with the package where none is given. Work grows linearly with the
    length of the report.
    """
    return _Finder(report, lexicon or load_attribution_lexicon()).find()


@dataclass(slots=True)
class _Draft:
    """A relation while it is being found."""

    cue: Cue
    at: int
    cue_tokens: tuple[Token, Token] | None
    cue_head: Token | None
    source_head: Token | None
    content: set[int] = field(default_factory=set)
    negated: bool = False
    stance: Stance = Stance.ASSERTS
    phrase: SourcePhrase | None = None
    pronoun: SourcePhrase | None = None
    outer: _Draft | None = None
    is_quoted: bool = False

    @property
    def takes_quotations(self) -> bool:
        return "clause" in self.cue.frames or self.cue_head is None


class _Finder:
    """Finds the relations of one report, step by step."""

    def __init__(self, report: ParsedReport, lexicon: AttributionLexicon) -> None:
        self.report = report
        self.lexicon = lexicon
        self.drafts: list[_Draft] = []
        self._starts = [token.start for token in report.tokens]
        self._kinds_of_names = kinds_of_names(report, lexicon.sources)
        self._quoted = {index for quotation in report.quotations for index in self._token_range(quotation)}

    def find(self) -> tuple[Attribution, ...]:
        """All steps in their order; each builds on the one before."""
        turns = self._turns()
        for token in self.report.tokens:
            self._from_token(token)
        for sentence in self.report.sentences:
            if sentence.in_title:
                self._from_headline(sentence)
        self.drafts += turns
        self.drafts.sort(key=lambda draft: draft.at)
        self._attach_quotations()
        self.drafts = [draft for draft in self.drafts if draft.content or _is_responsibility(draft)]
        self._continue_quotations()
        self._resolve_sources()
        self._refer_back()
        return self._freeze()

    # -------------------------------------------------------------------------------------------- cues

    def _from_token(self, token: Token) -> None:
        if token.pos in ("VERB", "AUX") and token.lemma in self.lexicon.verbs:
            self._from_verb(token, self.lexicon.verbs[token.lemma])
        elif token.pos == "NOUN" and token.lemma in self.lexicon.nouns:
            self._from_noun(token, self.lexicon.nouns[token.lemma])
        elif token.lower in self.lexicon.adverbs and token.dep == "advmod":
            self._from_adverb(token, self.lexicon.adverbs[token.lower])
        elif token.lower == "according":
            self._from_according(token)

    def _from_verb(self, verb: Token, cue: Cue) -> None:
        if self._claims_responsibility(verb, cue) or self._passes_on(verb):
            return
        if verb.dep in ("amod", "compound"):
            return
        if self._is_passive(verb):
            source, content, extra = self._passive(verb, cue)
        else:
            source, content, extra = self._active(verb, cue)
        if source is not None and source.lower in self.lexicon.negations:
            source = None
        negated = self._is_negated(verb)
        stance = self.lexicon.negated.get(cue.stance, cue.stance) if negated else cue.stance
        draft = _Draft(cue, verb.index, self._cue_tokens(verb, extra), verb, source, content, negated, stance)
        draft.content -= {verb.index}
        if cue.act is not Act.SEEM and source is None and not self._is_passive(verb):
            return
        if cue.act not in (Act.SAY, Act.SHOW, Act.ASK) and self._in_quotation(verb):
            return
        self.drafts.append(draft)

    def _active(self, verb: Token, cue: Cue) -> tuple[Token | None, set[int], Token | None]:
        """Source, content and the preposition that belongs to the cue, of a verb in the active voice."""
        source = self._subject(verb)
        if "subject" in cue.frames:
            return None, self._what_seems(verb), None
        content, extra = self._complements(verb, cue)
        return source, content, extra

    def _complements(self, verb: Token, cue: Cue) -> tuple[set[int], Token | None]:
        content: set[int] = set()
        objects: set[int] = set()
        for child in self.report.children(verb):
            if child.dep == "ccomp" and ({"clause", "object"} & cue.frames):
                content |= self._subtree(child) - self._trailing_speech(verb, child)
            elif child.dep == "xcomp" and ({"infinitive", "object"} & cue.frames):
                content |= self._subtree(child)
            elif child.dep in ("dobj", "oprd", "attr", "acomp") and "object" in cue.frames:
                objects |= self._subtree(child)
            elif child.dep == "prep" and child.lower in cue.prepositions:
                content |= self._subtree(child) - {child.index}
                if child.lower == "as":
                    content |= self._infinitive_subject(verb) | {child.index}
        if "infinitive" in cue.frames and any(child.dep == "xcomp" for child in self.report.children(verb)):
            content |= self._infinitive_subject(verb)
        if objects:
            content |= objects | self._object_complements(verb)
        extra = self._leading_preposition(verb, cue, content)
        if not content and "clause" in cue.frames:
            content = self._surrounding_clause(verb)
        if content and max(content) < verb.index:
            content |= self._resumed(verb)
        return content, extra

    def _resumed(self, verb: Token) -> set[int]:
        """What goes on after an inserted cue: "Officers raided a house, police said, *and arrested two*"."""
        return {
            index
            for child in self.report.children(verb)
            if child.dep == "conj" and child.index > verb.index and child.lemma not in self.lexicon.verbs
            if self.report.tokens[child.index - 1].pos in ("CCONJ", "ADV")
            for index in self._subtree(child)
        }

    def _trailing_speech(self, verb: Token, clause: Token) -> set[int]:
        """What the parser took into a clause although it goes on with the speaker: "..., adding that", "and said"."""
        return {
            index
            for child in self.report.children(clause)
            if child.index > clause.index and self._goes_on(verb, child)
            for index in self._subtree(child)
        }

    def _goes_on(self, verb: Token, child: Token) -> bool:
        cue = self.lexicon.verbs.get(child.lemma)
        if cue is None or cue.act not in (Act.SAY, Act.ASK):
            return False
        if child.dep == "advcl" and child.tag == "VBG":
            return self.report.tokens[child.index - 1].pos == "PUNCT"
        has_subject = any(grand.dep in _SUBJECTS for grand in self.report.children(child))
        return child.dep == "conj" and child.tag == verb.tag and not has_subject

    def _leading_preposition(self, verb: Token, cue: Cue, content: set[int]) -> Token | None:
        """The preposition right after ``verb`` that belongs to the cue; it leaves the content."""
        if verb.index + 1 >= len(self.report.tokens):
            return None
        after = self.report.tokens[verb.index + 1]
        if after.lower not in cue.prepositions - {"as"} or after.sentence != verb.sentence:
            return None
        content.discard(after.index)
        return after

    def _infinitive_subject(self, verb: Token) -> set[int]:
        """The one who is asked to act: the object of "urge" and its like, with an infinitive beside it."""
        return {
            index
            for child in self.report.children(verb)
            if child.dep in ("dobj", "nsubjpass")
            for index in self._subtree(child)
        }

    def _object_complements(self, verb: Token) -> set[int]:
        """What follows an object and belongs to it: "accused the army *of looting*"."""
        return {
            index
            for child in self.report.children(verb)
            if child.dep == "prep" and child.lower in _COMPLEMENT_PREPOSITIONS and child.index > verb.index
            if child.lower in ("of", "as", "for") or any(grand.dep == "pcomp" for grand in self.report.children(child))
            for index in self._subtree(child)
        }

    def _surrounding_clause(self, verb: Token) -> set[int]:
        """The clause into which the cue is inserted: "The road, police said, was closed", "as police said"."""
        head = self.report.head(verb)
        if head is None or head.pos not in ("VERB", "AUX"):
            return set()
        inserted = verb.dep == "parataxis"
        as_clause = verb.dep == "advcl" and any(c.dep == "mark" and c.lower == "as" for c in self.report.children(verb))
        if inserted or as_clause:
            return self._subtree(head) - self._subtree(verb)
        return set()

    def _what_seems(self, verb: Token) -> set[int]:
        content: set[int] = set()
        for child in self.report.children(verb):
            if child.dep in ("xcomp", "oprd", "acomp", "ccomp", "attr"):
                content |= self._subtree(child)
        if not content:
            return content
        for child in self.report.children(verb):
            if child.dep in _SUBJECTS and child.tag != "EX":
                content |= self._subtree(child)
        return content

    def _passive(self, verb: Token, cue: Cue) -> tuple[Token | None, set[int], Token | None]:
        """Source, content and trailing part of the cue, of a verb in the passive: "is believed to have fled"."""
        source = self._agent(verb)
        content: set[int] = set()
        has_clause = False
        for child in self.report.children(verb):
            if child.dep in ("xcomp", "ccomp", "oprd", "attr", "advcl") and child.index > verb.index:
                if child.dep == "advcl" and not any(grand.lower == "to" for grand in self.report.children(child)):
                    continue
                content |= self._subtree(child)
                has_clause = True
            elif child.dep == "prep" and child.lower in ("of", "as", "for") and "object" in cue.frames:
                content |= self._subtree(child)
        subject = next((c for c in self.report.children(verb) if c.dep in ("nsubjpass", "nsubj")), None)
        is_told = verb.lemma in ("tell", "inform", "ask", "remind", "assure", "brief")
        if subject is not None and subject.lower != "it" and (has_clause or "object" in cue.frames):
            content |= set() if is_told and has_clause else self._subtree(subject)
        if subject is None and verb.dep == "acl" and ("object" in cue.frames) and (noun := self.report.head(verb)):
            phrase = source_phrase(self.report, noun)
            content |= set(range(phrase.first.index, phrase.last.index + 1))
        return source, content, self._by(verb) if source is not None and self._adjoins(verb) else None

    def _adjoins(self, verb: Token) -> bool:
        by = self._by(verb)
        return by is not None and by.index == verb.index + 1

    def _by(self, verb: Token) -> Token | None:
        return next((c for c in self.report.children(verb) if c.dep == "agent" or c.lower == "by"), None)

    def _agent(self, verb: Token) -> Token | None:
        by = self._by(verb)
        if by is None:
            return None
        return next((noun for noun in self.report.children(by) if noun.dep == "pobj"), None)

    def _claims_responsibility(self, verb: Token, cue: Cue) -> bool:
        """Take "claimed responsibility for X" and "denied involvement in X"; whether ``verb`` was one of these."""
        words = self.lexicon.responsibility
        if self._claimed_by(verb, cue):
            return True
        noun = next((c for c in self.report.children(verb) if c.dep in ("dobj", "nsubjpass")), None)
        if noun is None:
            return False
        claims = verb.lemma in words["verbs"] and noun.lemma in words["nouns"]
        denies = verb.lemma in words["denying"] and noun.lemma in words["denied_nouns"]
        if not claims and not denies:
            return False
        content: set[int] = set()
        for head in (noun, verb):
            for child in self.report.children(head):
                if child.dep == "prep" and child.lower in ("for", "in", "over"):
                    content |= self._subtree(child) - {child.index}
        if denies:
            content |= self._subtree(noun)
        passive = noun.dep == "nsubjpass"
        source = self._agent(verb) if passive else self._subject(verb)
        negated = self._is_negated(verb) or (source is not None and self._says_nobody(source))
        if source is not None and self._says_nobody(source):
            source = None
        tokens = (min(verb, noun, key=_index), max(verb, noun, key=_index)) if claims else self._cue_tokens(verb, None)
        stance = Stance.CLAIMS_RESPONSIBILITY if claims else Stance.DENIES
        self.drafts.append(_Draft(cue, verb.index, tokens, verb, source, content, negated, stance))
        return True

    def _claimed_by(self, verb: Token, cue: Cue) -> bool:
        """Take "a bombing claimed by the group"; whether ``verb`` was one of these."""
        source = self._agent(verb)
        if verb.lemma not in self.lexicon.phrases["claims_deed"] or source is None or not self._is_passive(verb):
            return False
        deed = next((c for c in self.report.children(verb) if c.dep == "nsubjpass"), None) or self.report.head(verb)
        if deed is None or deed.pos not in ("NOUN", "PROPN", "PRON"):
            return False
        subject = source_phrase(self.report, deed)
        content = set(range(subject.first.index, subject.last.index + 1)) - {verb.index}
        stance, negated = Stance.CLAIMS_RESPONSIBILITY, self._is_negated(verb)
        tokens = self._cue_tokens(verb, None)
        self.drafts.append(_Draft(cue, verb.index, tokens, verb, source, content, negated, stance))
        return True

    def _says_nobody(self, source: Token) -> bool:
        words = [source, *self.report.children(source)]
        return any(word.lower in ("no", "nobody", "none", "neither") or word.lower == "no-one" for word in words)

    def _passes_on(self, verb: Token) -> bool:
        """Take "..., citing residents": the object is an inner source of what the verb above it says."""
        if verb.lemma not in self.lexicon.phrases["passing_on"] or verb.tag != "VBG" or verb.dep != "advcl":
            return False
        source = next((c for c in self.report.children(verb) if c.dep == "dobj"), None)
        head = self.report.head(verb)
        outer = next(
            (
                d
                for d in reversed(self.drafts[-_NEAR_DRAFTS:])
                if head is not None and (d.cue_head == head or head.index in d.content)
            ),
            None,
        )
        if source is None or outer is None or outer.cue.act is not Act.SAY or not outer.content:
            return False
        cue = self.lexicon.verbs["say"]
        outer.content -= self._subtree(verb)
        content = outer.content
        self.drafts.append(_Draft(cue, verb.index, (verb, verb), verb, source, set(content), outer=outer))
        return True

    def _from_noun(self, noun: Token, cue: Cue) -> None:
        content, extra = self._noun_content(noun, cue)
        if not content:
            return
        source = self._noun_source(noun)
        first = noun
        last = extra if extra is not None and extra.index == noun.index + 1 else noun
        negated = self._is_negated(noun)
        self.drafts.append(_Draft(cue, noun.index, (first, last), noun, source, content, negated, cue.stance))

    def _noun_content(self, noun: Token, cue: Cue) -> tuple[set[int], Token | None]:
        for child in self.report.children(noun):
            if child.index < noun.index:
                continue
            if child.dep in ("acl", "ccomp", "relcl") and "clause" in cue.frames and self._is_that_clause(child):
                return self._subtree(child), None
            if child.dep in ("acl", "xcomp") and "infinitive" in cue.frames and child.tag == "VB":
                return self._subtree(child), None
            if child.dep == "prep" and child.lower in cue.prepositions:
                return self._subtree(child) - {child.index}, child
        return set(), None

    def _is_that_clause(self, verb: Token) -> bool:
        return (
            any(child.lower == "that" and child.dep == "mark" for child in self.report.children(verb))
            or verb.dep == "ccomp"
        )

    def _noun_source(self, noun: Token) -> Token | None:
        for child in self.report.children(noun):
            if child.dep == "poss":
                return child
            if child.dep == "prep" and child.lower in ("from", "by"):
                return next((c for c in self.report.children(child) if c.dep == "pobj"), None)
        light = self._light_verb(noun)
        return self._subject(light) if light is not None else None

    def _light_verb(self, noun: Token) -> Token | None:
        head = self.report.head(noun)
        is_light = head is not None and noun.dep == "dobj" and head.lemma in self.lexicon.phrases["light"]
        return head if is_light else None

    def _from_adverb(self, adverb: Token, cue: Cue) -> None:
        head = self.report.head(adverb)
        if head is None:
            return
        content = self._subtree(head) - {adverb.index}
        self.drafts.append(_Draft(cue, adverb.index, (adverb, adverb), adverb, None, content))

    def _from_according(self, according: Token) -> None:
        to = next((c for c in self.report.children(according) if c.lower == "to"), None)
        if to is None:
            return
        source = next((c for c in self.report.children(to) if c.dep == "pobj"), None)
        if source is None:
            return
        clause = self._clause_around(according)
        content = self._subtree(clause) - self._subtree(according)
        cue = self.lexicon.verbs["say"]
        self.drafts.append(_Draft(cue, according.index, (according, to), according, source, content))

    def _clause_around(self, token: Token) -> Token:
        """The head of the clause that a phrase set off by a comma belongs to."""
        found = token
        for ancestor in self.report.ancestors(token):
            found = ancestor
            if ancestor.dep in ("ROOT", "ccomp", "parataxis") and ancestor.pos in ("VERB", "AUX"):
                break
        return found

    # -------------------------------------------------------------------------------------------- titles and turns

    def _from_headline(self, sentence: Sentence) -> None:
        """A title's source before a colon ("Minister: ...") or after a dash ("... - police")."""
        tokens = self.report.sentence_tokens(sentence)
        for place, token in enumerate(tokens):
            if token.text == ":" and 0 < place <= _LONGEST_HEADLINE_SOURCE and place + 1 < len(tokens):
                self._headline_source(tokens[:place], token, tokens[place + 1 :])
                return
        for place in range(len(tokens) - 1, 0, -1):
            if tokens[place].text in ("-", "–", "—"):
                tail = [token for token in tokens[place + 1 :] if token.pos != "PUNCT"]
                if 0 < len(tail) <= _LONGEST_HEADLINE_SOURCE:
                    self._headline_source(tail, tokens[place], tokens[:place])
                return

    def _headline_source(self, source: Sequence[Token], mark: Token, content: Sequence[Token]) -> None:
        phrase = SourcePhrase(source[-1], source[0], source[-1])
        kind = kind_of_source(self.report, phrase, self.lexicon.sources)
        if kind is SourceKind.UNKNOWN and not any(token.entity in ("PERSON", "ORG") for token in source):
            return
        indexes = {token.index for token in content}
        draft = _Draft(self.lexicon.verbs["say"], source[0].index, (mark, mark), None, source[-1], indexes)
        draft.phrase = phrase
        self.drafts.append(draft)

    def _turns(self) -> list[_Draft]:
        """A transcript's turns: a paragraph that opens with a name in capitals and a colon, to the next such name."""
        opened: list[tuple[Sentence, Token, Token]] = []
        for sentence in self.report.sentences:
            name = self._turn_name(sentence)
            if name is not None:
                opened.append((sentence, *name))
        if len(opened) < 2:
            return []
        found = []
        ends = [sentence.first for sentence, *_ in opened[1:]] + [len(self.report.tokens)]
        for (_, first, last), end in zip(opened, ends, strict=True):
            draft = _Draft(self.lexicon.verbs["say"], first.index, None, None, last, set(range(last.index + 2, end)))
            draft.phrase = SourcePhrase(last, first, last)
            found.append(draft)
        return found

    def _turn_name(self, sentence: Sentence) -> tuple[Token, Token] | None:
        tokens = self.report.sentence_tokens(sentence)[: _LONGEST_TURN_NAME + 1]
        colon = next((place for place, token in enumerate(tokens) if token.text == ":"), 0)
        if not colon or not all(token.text.isupper() or token.text == "." for token in tokens[:colon]):
            return None
        return (tokens[0], tokens[colon - 1]) if any(len(token.text) > 1 for token in tokens[:colon]) else None

    # -------------------------------------------------------------------------------------------- grammar

    def _subtree(self, token: Token) -> set[int]:
        return {word.index for word in self.report.subtree(token)}

    def _subject(self, verb: Token) -> Token | None:
        """The subject of ``verb``: its own, or the one that coordination, control or a participle lends it."""
        current: Token | None = verb
        for _ in range(8):
            if current is None:
                return None
            own = [child for child in self.report.children(current) if child.dep in _SUBJECTS]
            if own:
                return own[0]
            if current is not verb and self._is_passive(current) and current.dep == "acl":
                return self.report.head(current)
            current = self._lender(current)
            if current is not None and current.pos not in ("VERB", "AUX"):
                return current
        return None

    def _lender(self, verb: Token) -> Token | None:
        head = self.report.head(verb)
        if head is None:
            return None
        if verb.dep in ("conj", "xcomp", "advcl", "ccomp", "dep") and head.pos in ("VERB", "AUX"):
            is_finite = verb.tag in ("VBD", "VBZ", "VBP") and verb.dep != "conj"
            return None if is_finite else head
        if verb.dep == "acl":
            return self._maker(head)
        if verb.dep == "pcomp":
            return self._pcomp_lender(head)
        return head if verb.dep == "acomp" else None

    def _maker(self, noun: Token) -> Token:
        """Who speaks in "issued a statement saying": the subject of the light verb; else the document itself."""
        return self._noun_source(noun) or noun

    def _pcomp_lender(self, preposition: Token) -> Token | None:
        """Who speaks in "after saying" (the subject) and in "quoted the ministry as saying" (the object)."""
        verb = self.report.head(preposition)
        if verb is None or preposition.lower != "as":
            return verb
        return next((c for c in self.report.children(verb) if c.dep in ("dobj", "nsubjpass")), verb)

    def _is_passive(self, verb: Token) -> bool:
        dependents = [child.dep for child in self.report.children(verb)]
        if "auxpass" in dependents or "nsubjpass" in dependents:
            return True
        return (
            verb.tag == "VBN" and verb.dep in ("acl", "advcl") and "dobj" not in dependents and "aux" not in dependents
        )

    def _is_negated(self, word: Token) -> bool:
        if any(
            child.dep in ("neg", "det", "advmod") and child.lower in self.lexicon.negations
            for child in self.report.children(word)
        ):
            return True
        head = self.report.head(word)
        return head is not None and word.dep in ("xcomp", "conj", "ccomp", "acl") and self._refuses(word, head)

    def _refuses(self, word: Token, head: Token) -> bool:
        if head.lemma in self.lexicon.refusing:
            return word.dep in ("xcomp", "ccomp", "acl")
        return word.dep in ("conj", "xcomp") and head.lemma in ("confirm", "able") and self._is_negated(head)

    def _in_quotation(self, token: Token) -> bool:
        return token.index in self._quoted

    def _cue_tokens(self, verb: Token, extra: Token | None) -> tuple[Token, Token]:
        """The words of the cue: auxiliaries, negation and adverbs before the verb, particle, preposition, medium."""
        children = {child.index: child for child in self.report.children(verb)}
        first = verb
        while (before := children.get(first.index - 1)) is not None and (
            before.dep in _AUXILIARIES or before.dep == "advmod"
        ):
            first = before
        document = self.report.head(verb) if verb.dep == "acl" else None
        if document is not None and (light := self._light_verb(document)) is not None and verb.index - light.index <= 5:
            return light, extra or verb
        while first.index < verb.index and first.lower in ("to", "when"):
            first = self.report.tokens[first.index + 1]
        last = extra or verb
        after = children.get(verb.index + 1)
        if extra is None and after is not None and after.dep == "prt":
            last = after
        return first, self._medium(last, children) or last

    def _medium(self, last: Token, children: Mapping[int, Token]) -> Token | None:
        """The end of "in a statement" right after the verb, where it stands there."""
        preposition = children.get(last.index + 1)
        if preposition is None or preposition.dep != "prep" or preposition.lower not in ("in", "on"):
            return None
        noun = next((c for c in self.report.children(preposition) if c.dep == "pobj"), None)
        if noun is None or noun.lemma not in self.lexicon.phrases["medium"]:
            return None
        return noun

    # -------------------------------------------------------------------------------------------- quotations

    def _token_range(self, quotation: Quotation) -> range:
        return range(bisect_left(self._starts, quotation.start), bisect_left(self._starts, quotation.end))

    def _attach_quotations(self) -> None:
        """Give quotations to the cues beside them, and round off contents that end inside one."""
        by_sentence: dict[int, list[range]] = {}
        for quotation in self.report.quotations:
            words = self._token_range(quotation)
            if not len(words):
                continue
            first, last = self.report.tokens[words[0]].sentence, self.report.tokens[words[-1]].sentence
            for sentence in range(first, last + 1):
                by_sentence.setdefault(sentence, []).append(words)
        for draft in self.drafts:
            if draft.cue_head is None or not draft.takes_quotations:
                continue
            near = by_sentence.get(draft.cue_head.sentence, [])
            self._round_off(draft, near)
            if not draft.content:
                self._take_beside(draft, near, by_sentence)

    def _round_off(self, draft: _Draft, near: Iterable[range]) -> None:
        for words in near:
            if draft.at in words or not any(index in draft.content for index in words):
                continue
            inside = sum(index in draft.content for index in words)
            if draft.source_head is not None and draft.source_head.index in words:
                continue
            if inside * 2 >= len(words) or self._opens_quoted(draft, words):
                draft.content |= set(words)
                draft.is_quoted = True

    def _opens_quoted(self, draft: _Draft, words: range) -> bool:
        return min(draft.content) <= words[0] + 1 or words[-1] + 1 >= draft.at - 4

    def _take_beside(self, draft: _Draft, near: Iterable[range], by_sentence: Mapping[int, list[range]]) -> None:
        assert draft.cue_head is not None
        sentence = self.report.sentences[draft.cue_head.sentence]
        found = [words for words in near if draft.at not in words and self._is_nearest_cue(draft, words)]
        if not found and self._ends_open(sentence):
            found = [words for words in by_sentence.get(sentence.index + 1, []) if words[0] <= sentence.last + 1][:1]
        if not found and draft.at - sentence.first <= 6:
            found = [words for words in by_sentence.get(sentence.index - 1, []) if words[-1] + 1 == sentence.first]
        for words in found:
            draft.content |= set(words)
            draft.is_quoted = True

    def _is_nearest_cue(self, draft: _Draft, words: range) -> bool:
        """Whether no other cue of this sentence that takes quotations stands between ``draft`` and the quotation."""
        low, high = (draft.at, words[0]) if words[0] > draft.at else (words[-1], draft.at)
        sentence = self.report.tokens[draft.at].sentence
        return not any(
            low < other.at < high and other.takes_quotations and other.cue.act is Act.SAY
            for other in self.drafts_in(sentence)
            if other is not draft
        )

    def drafts_in(self, sentence: int) -> Iterator[_Draft]:
        """The drafts whose cue stands in a sentence."""
        bounds = self.report.sentences[sentence]
        low = bisect_left(self.drafts, bounds.first, key=lambda draft: draft.at)
        high = bisect_left(self.drafts, bounds.last, key=lambda draft: draft.at)
        yield from self.drafts[low:high]

    def _ends_open(self, sentence: Sentence) -> bool:
        return self.report.tokens[sentence.last - 1].text in (":", ",")

    def _continue_quotations(self) -> None:
        """Give a sentence that is all quotation, and that nobody else speaks, to the last who spoke.

        It goes on with the relation of a speaker who was quoted; after indirect speech it is a relation without a cue.
        """
        covered = {index for draft in self.drafts if draft.is_quoted for index in draft.content}
        previous: tuple[int, _Draft] | None = None
        added = []
        for quotation in self.report.quotations:
            words = self._token_range(quotation)
            if len(words) < 4 or not covered.isdisjoint(words) or not self._fills_sentences(words):
                continue
            speaker = self._speaker_before(self._opening_sentence(words), previous)
            if speaker is None:
                continue
            if not speaker.is_quoted:
                speaker = _Draft(speaker.cue, words[0], None, None, speaker.source_head, is_quoted=True)
                added.append(speaker)
            speaker.content |= set(words)
            previous = (words[-1], speaker)
        self.drafts = sorted([*self.drafts, *added], key=lambda draft: draft.at)

    def _fills_sentences(self, words: range) -> bool:
        """Whether a quotation is one or more whole sentences; its opening mark may end the sentence before."""
        opening, last = self._opening_sentence(words), self.report.tokens[words[-1]].sentence
        return opening.first in (words[0], words[0] + 1) and self.report.sentences[last].last <= words[-1] + 2

    def _opening_sentence(self, words: range) -> Sentence:
        return self.report.sentences[self.report.tokens[words[1]].sentence]

    def _speaker_before(self, sentence: Sentence, previous: tuple[int, _Draft] | None) -> _Draft | None:
        """The speaker of the sentence right before: who was last quoted there, else who last spoke there."""
        if sentence.index == 0:
            return None
        before = self.report.sentences[sentence.index - 1]
        if previous is not None and before.first <= previous[0] < before.last:
            return previous[1]
        speakers = [d for d in self.drafts_in(before.index) if d.cue.act is Act.SAY and d.source_head is not None]
        quoted = [draft for draft in speakers if draft.is_quoted]
        return next(reversed(quoted or speakers), None)

    # -------------------------------------------------------------------------------------------- sources

    def _resolve_sources(self) -> None:
        """Give every draft the words of its source; the first person last, when the speakers around it are known."""
        earlier: list[SourcePhrase] = []
        own: list[tuple[_Draft, Token]] = []
        for draft in self.drafts:
            head = draft.source_head
            if draft.phrase is None and head is not None:
                if is_first_person(head):
                    own.append((draft, head))
                    continue
                self._resolve_source(draft, head, earlier)
            if draft.phrase is not None and draft.phrase.head.pos != "PRON":
                earlier.append(draft.phrase)
        speakers = self._quoted_speakers()
        for draft, head in own:
            draft.pronoun = SourcePhrase(head, head, head)
            speaker = speakers.get(head.index)
            draft.phrase = (speaker.phrase if speaker is not None else None) or draft.pronoun

    def _resolve_source(self, draft: _Draft, head: Token, earlier: Sequence[SourcePhrase]) -> None:
        if not is_pronoun(head):
            draft.phrase = source_phrase(self.report, head)
            return
        draft.pronoun = SourcePhrase(head, head, head)
        known = [phrase for phrase in earlier if phrase.head.index not in draft.content]
        draft.phrase = antecedent(self.report, head, known) or draft.pronoun

    def _quoted_speakers(self) -> dict[int, _Draft]:
        """The innermost speaker of each quoted token."""
        quoted = [draft for draft in self.drafts if draft.is_quoted and draft.phrase is not None]
        quoted.sort(key=lambda draft: -len(draft.content))
        return {index: draft for draft in quoted for index in draft.content}

    def _refer_back(self) -> None:
        """Let "the claim could not be verified" reach what was claimed, in this sentence or the one before."""
        for place, draft in enumerate(self.drafts):
            if draft.stance not in (Stance.CANNOT_VERIFY, Stance.DOUBTS, Stance.DENIES) or not draft.content:
                continue
            heads = [self.report.tokens[index] for index in draft.content]
            if len(heads) > 6 or not any(self._names_a_claim(word) for word in heads):
                continue
            before = [
                other
                for other in self.drafts[max(place - _NEAR_DRAFTS, 0) : place]
                if other.cue.act in (Act.SAY, Act.SHOW)
                and other.stance is Stance.ASSERTS
                and other.cue_head is not None
                and draft.cue_head is not None
                and draft.cue_head.sentence - other.cue_head.sentence <= 2
            ]
            if before:
                draft.content |= before[-1].content

    def _names_a_claim(self, word: Token) -> bool:
        return word.lemma in self.lexicon.nouns or word.lower in ("this", "that", "it", "account", "accounts")

    # -------------------------------------------------------------------------------------------- results

    def _freeze(self) -> tuple[Attribution, ...]:
        place_of = {id(draft): place for place, draft in enumerate(self.drafts)}
        return tuple(self._frozen(draft, place_of) for draft in self.drafts)

    def _frozen(self, draft: _Draft, place_of: Mapping[int, int]) -> Attribution:
        outer = draft.outer or self._outer(draft)
        return Attribution(
            source=self._span(draft.phrase),
            pronoun=self._span(draft.pronoun),
            cue=self.report.span(*draft.cue_tokens) if draft.cue_tokens is not None else None,
            content=self._ranges(draft.content),
            stance=draft.stance,
            act=draft.cue.act,
            negated=draft.negated,
            kind=self._kind(draft),
            source_head=draft.source_head.index if draft.source_head is not None else None,
            cue_head=draft.cue_head.index if draft.cue_head is not None else None,
            via=place_of.get(id(outer)) if outer is not None else None,
            is_quoted=draft.is_quoted,
            in_quotation=draft.at in self._quoted,
        )

    def _kind(self, draft: _Draft) -> SourceKind:
        if draft.phrase is None:
            return SourceKind.UNKNOWN
        kind = kind_of_source(self.report, draft.phrase, self.lexicon.sources)
        if kind is SourceKind.UNKNOWN and draft.phrase.head.pos == "PROPN":
            return self._kinds_of_names.get(draft.phrase.head.text, kind)
        return kind

    def _span(self, phrase: SourcePhrase | None) -> Span | None:
        return self.report.span(phrase.first, phrase.last) if phrase is not None else None

    def _outer(self, draft: _Draft) -> _Draft | None:
        """The innermost other relation whose content holds this one's cue."""
        covering = [other for other in self._near(draft) if other is not draft and draft.at in other.content]
        return min(covering, key=lambda other: len(other.content), default=None)

    def _near(self, draft: _Draft) -> list[_Draft]:
        return list(self.drafts_in(self.report.tokens[draft.at].sentence))

    def _ranges(self, content: set[int]) -> tuple[tuple[int, int], ...]:
        """``content`` as ranges within paragraphs: gaps of punctuation closed, punctuation at the edges left out."""
        indexes = sorted(index for index in content if not self._is_mark(index))
        while indexes and self.report.tokens[indexes[0]].pos == "CCONJ" and indexes[0] not in self._quoted:
            del indexes[0]
        ranges: list[tuple[int, int]] = []
        for index in indexes:
            if ranges and self._adjoin(ranges[-1][1], index):
                ranges[-1] = (ranges[-1][0], index + 1)
            else:
                ranges.append((index, index + 1))
        return tuple(ranges)

    def _adjoin(self, end: int, index: int) -> bool:
        """Whether only marks of the same paragraph stand between two stretches."""
        return all(self._is_mark(between) for between in range(end, index)) and self._paragraph(
            end - 1
        ) == self._paragraph(index)

    def _paragraph(self, index: int) -> int:
        return self.report.sentences[self.report.tokens[index].sentence].paragraph

    def _is_mark(self, index: int) -> bool:
        token = self.report.tokens[index]
        return token.pos == "PUNCT" and token.text not in _TELLING_MARKS


def _index(token: Token) -> int:
    return token.index


def _is_responsibility(draft: _Draft) -> bool:
    return draft.stance is Stance.CLAIMS_RESPONSIBILITY
