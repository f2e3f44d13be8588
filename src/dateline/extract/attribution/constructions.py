"""Relations that the lexicon or the layout tells outright: responsibility, hedges, headlines, transcripts, "citing".

These are the shapes that matter for event records and are too rare in news on politics to be learned from it. What does
not belong here: relations whose cue, source and content the weights find (`finder`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.extract.attribution.draft import Draft
from dateline.extract.attribution.lexicon import AttributionLexicon, Cue
from dateline.extract.attribution.tables import GrammarTables
from dateline.extract.sources import SourcePhrase, kind_of_source, source_phrase
from dateline.model import ParsedReport, Sentence, SourceKind, Stance, Token

_LONGEST_HEADLINE_SOURCE = 6
_LONGEST_TURN_NAME = 4
_NEAR_DRAFTS = 6
_NOBODY = frozenset({"no", "nobody", "none", "neither", "no-one"})
_TELLING = frozenset({"say", "show"})
_DISPUTES = frozenset({Stance.CANNOT_VERIFY, Stance.DOUBTS, Stance.DENIES})


class Constructions:
    """Finds the relations of one report that need no weights."""

    def __init__(self, report: ParsedReport, tables: GrammarTables, lexicon: AttributionLexicon) -> None:
        self.report = report
        self.tables = tables
        self.lexicon = lexicon
        self.saying = lexicon.verbs["say"]

    def at_words(self) -> list[Draft]:
        """Claims and denials of responsibility, and hedges, in the order of the text."""
        found = []
        for token in self.report.tokens:
            draft = None
            if token.pos in ("VERB", "AUX") and token.lemma in self.lexicon.verbs:
                draft = self._responsibility(token, self.lexicon.verbs[token.lemma])
            elif token.dep == "advmod" and token.lower in self.lexicon.adverbs:
                draft = self._hedge(token, self.lexicon.adverbs[token.lower])
            if draft is not None:
                found.append(draft)
        return found

    def _hedge(self, adverb: Token, cue: Cue) -> Draft | None:
        head = self.report.head(adverb)
        if head is None:
            return None
        content = self._subtree(head) - {adverb.index}
        return Draft(cue, adverb.index, (adverb, adverb), adverb, None, content)

    # -------------------------------------------------------------------------------------------- responsibility

    def _responsibility(self, verb: Token, cue: Cue) -> Draft | None:
        """The relation of "claimed responsibility for X", "denied involvement in X" or "X, claimed by", or None."""
        noun = next((c for c in self.report.children(verb) if c.dep in ("dobj", "nsubjpass")), None)
        words = self.lexicon.responsibility
        if noun is not None and verb.lemma in words["verbs"] and noun.lemma in words["nouns"]:
            tokens = (min(verb, noun, key=_index), max(verb, noun, key=_index))
            return self._of_deed(verb, noun, cue, Stance.CLAIMS_RESPONSIBILITY, tokens)
        if noun is not None and verb.lemma in words["denying"] and noun.lemma in words["denied_nouns"]:
            return self._of_deed(verb, noun, cue, Stance.DENIES, (verb, verb))
        return self._claimed_by(verb, cue)

    def _of_deed(self, verb: Token, noun: Token, cue: Cue, stance: Stance, tokens: tuple[Token, Token]) -> Draft:
        content = {
            index
            for head in (noun, verb)
            for child in self.report.children(head)
            if child.dep == "prep" and child.lower in ("for", "in", "over")
            for index in self._subtree(child) - {child.index}
        }
        if stance is Stance.DENIES:
            content |= self._subtree(noun)
        subject = self.tables.subject(verb.index)
        source = self.agent(verb) if noun.dep == "nsubjpass" else self._token(subject)
        nobody = source is not None and self.says_nobody(source)
        negated = nobody or is_negated(self.report, verb, self.lexicon)
        return Draft(cue, verb.index, tokens, verb, None if nobody else source, content, negated, stance)

    def _claimed_by(self, verb: Token, cue: Cue) -> Draft | None:
        """The relation of "a bombing claimed by the group"."""
        source = self.agent(verb)
        if verb.lemma not in self.lexicon.phrases["claims_deed"] or source is None:
            return None
        deed = next((c for c in self.report.children(verb) if c.dep == "nsubjpass"), None) or self.report.head(verb)
        if deed is None or deed.pos not in ("NOUN", "PROPN", "PRON"):
            return None
        subject = source_phrase(self.report, deed)
        content = set(range(subject.first.index, subject.last.index + 1)) - {verb.index}
        negated = is_negated(self.report, verb, self.lexicon)
        return Draft(cue, verb.index, (verb, verb), verb, source, content, negated, Stance.CLAIMS_RESPONSIBILITY)

    def agent(self, verb: Token) -> Token | None:
        """The noun after "by" that acts in a passive."""
        by = next((c for c in self.report.children(verb) if c.dep == "agent" or c.lower == "by"), None)
        return next((n for n in self.report.children(by) if n.dep == "pobj"), None) if by is not None else None

    def is_according(self, word: Token) -> bool:
        """Whether the word is that of "according to", which lets somebody speak wherever it stands."""
        return word.lower == "according" and any(child.lower == "to" for child in self.report.children(word))

    def says_nobody(self, source: Token) -> bool:
        """Whether the source is nobody: "no group", "none of them"."""
        return any(word.lower in _NOBODY for word in (source, *self.report.children(source)))

    def _token(self, index: int | None) -> Token | None:
        return None if index is None else self.report.tokens[index]

    def _subtree(self, token: Token) -> set[int]:
        return {word.index for word in self.report.subtree(token)}

    # -------------------------------------------------------------------------------------------- chains

    def quoted_speakers(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The ministry of "the agency quoted the ministry as saying": an inner source of what the agency passes on."""
        found = []
        for outer in drafts:
            verb = outer.cue_head
            if verb is None or verb.lemma not in self.lexicon.phrases["passing_on"] or verb.tag == "VBG":
                continue
            quoted = next((c for c in self.report.children(verb) if c.dep in ("dobj", "nsubjpass")), None)
            link = next((c for c in self.report.children(verb) if c.dep == "prep" and c.lower == "as"), None)
            saying = next((c for c in self.report.children(link) if c.dep == "pcomp"), None) if link else None
            if quoted is None or link is None or saying is None or saying.lemma not in self.lexicon.verbs:
                continue
            said = {i for i in outer.content if i > saying.index} | (self._subtree(saying) - {saying.index, link.index})
            said -= self._subtree(quoted)
            if quoted.dep == "nsubjpass":
                outer.source_head = outer.said_by = None
            outer.content = set(said)
            cue = self.lexicon.verbs[saying.lemma]
            found.append(Draft(cue, saying.index, (link, saying), saying, quoted, said, stance=cue.stance, outer=outer))
        return found

    def pass_on(self, drafts: Sequence[Draft]) -> None:
        """Let "..., citing residents" carry what the speaker above it says, as an inner source of it."""
        by_head = {draft.cue_head.index: draft for draft in drafts if draft.cue_head is not None}
        for draft in drafts:
            verb = draft.cue_head
            if verb is None or verb.lemma not in self.lexicon.phrases["passing_on"] or verb.tag != "VBG":
                continue
            cited = next((c for c in self.report.children(verb) if c.dep == "dobj"), None)
            outer = next((by_head[a.index] for a in self.report.ancestors(verb) if a.index in by_head), None)
            if verb.dep != "advcl" or cited is None or outer is None or not outer.content:
                continue
            outer.content -= self._subtree(verb)
            quoted = [each for each in drafts if each.outer is outer and each.at < verb.index]
            if quoted:
                outer.content, outer = outer.content - {verb.index}, quoted[-1]
                outer.content -= self._subtree(verb)
            draft.source_head, draft.said_by = cited, None
            draft.content, draft.outer = set(outer.content), outer

    def refer_back(self, drafts: Sequence[Draft]) -> None:
        """Let "the claim could not be verified" reach what was claimed, in this sentence or the two before."""
        for place, draft in enumerate(drafts):
            if draft.stance not in _DISPUTES or not draft.content or len(draft.content) > _NEAR_DRAFTS:
                continue
            if not any(self._names_a_claim(self.report.tokens[index]) for index in draft.content):
                continue
            before = [o for o in drafts[max(place - _NEAR_DRAFTS, 0) : place] if self._is_claim_before(o, draft)]
            if before:
                draft.content |= before[-1].content

    def _is_claim_before(self, other: Draft, draft: Draft) -> bool:
        if other.cue_head is None or draft.cue_head is None or other.stance is not Stance.ASSERTS:
            return False
        return other.cue.act in _TELLING and draft.cue_head.sentence - other.cue_head.sentence <= 2

    def _names_a_claim(self, word: Token) -> bool:
        return word.lemma in self.lexicon.nouns or word.lower in ("this", "that", "it", "account", "accounts")

    # -------------------------------------------------------------------------------------------- layout

    def headline(self, sentence: Sentence) -> Draft | None:
        """A title's source before a colon ("Minister: ...") or after a dash ("... - police")."""
        tokens = self.report.sentence_tokens(sentence)
        for place, token in enumerate(tokens):
            if token.text == ":" and 0 < place <= _LONGEST_HEADLINE_SOURCE and place + 1 < len(tokens):
                return self._headline_of(tokens[:place], token, tokens[place + 1 :])
        for place in range(len(tokens) - 1, 0, -1):
            if tokens[place].text in ("-", "–", "—"):
                tail = [token for token in tokens[place + 1 :] if token.pos != "PUNCT"]
                is_short = 0 < len(tail) <= _LONGEST_HEADLINE_SOURCE
                return self._headline_of(tail, tokens[place], tokens[:place]) if is_short else None
        return None

    def _headline_of(self, source: Sequence[Token], mark: Token, content: Iterable[Token]) -> Draft | None:
        phrase = SourcePhrase(source[-1], source[0], source[-1])
        kind = kind_of_source(self.report, phrase, self.lexicon.sources)
        if kind is SourceKind.UNKNOWN and not any(token.entity in ("PERSON", "ORG") for token in source):
            return None
        indexes = {token.index for token in content}
        return Draft(self.saying, source[0].index, (mark, mark), None, source[-1], indexes, phrase=phrase)

    def turns(self) -> list[Draft]:
        """A transcript's turns: a paragraph that opens with a name in capitals and a colon, to the next such name."""
        opened = [(s, *name) for s in self.report.sentences if (name := self._turn_name(s)) is not None]
        if len(opened) < 2:
            return []
        ends = [sentence.first for sentence, *_ in opened[1:]] + [len(self.report.tokens)]
        return [
            Draft(
                self.saying,
                first.index,
                None,
                None,
                last,
                set(range(last.index + 2, end)),
                phrase=SourcePhrase(last, first, last),
            )
            for (_, first, last), end in zip(opened, ends, strict=True)
        ]

    @staticmethod
    def is_letter_turn(draft: Draft) -> bool:
        """Whether a relation is "Q:" or "A:" of a transcript, which names nobody."""
        is_colon = draft.cue_head is not None and draft.cue_head.text == ":"
        phrase = draft.said_by
        return is_colon and phrase is not None and len(phrase.head.text) == 1 and phrase.head.text.isupper()

    def _turn_name(self, sentence: Sentence) -> tuple[Token, Token] | None:
        tokens = self.report.sentence_tokens(sentence)[: _LONGEST_TURN_NAME + 1]
        colon = next((place for place, token in enumerate(tokens) if token.text == ":"), 0)
        if not colon or not all(token.text.isupper() or token.text == "." for token in tokens[:colon]):
            return None
        return (tokens[0], tokens[colon - 1]) if any(len(token.text) > 1 for token in tokens[:colon]) else None


def is_negated(report: ParsedReport, word: Token, lexicon: AttributionLexicon) -> bool:
    """Whether a cue is negated: "did not say", "declined to say", "could neither confirm nor deny"."""
    if any(child.dep == "neg" or child.lower in lexicon.negations for child in report.children(word)):
        return True
    head = report.head(word)
    if head is None or word.dep not in ("xcomp", "conj", "ccomp", "acl"):
        return False
    if head.lemma in lexicon.refusing:
        return word.dep != "conj"
    if word.dep not in ("conj", "xcomp") or head.lemma not in ("confirm", "able"):
        return False
    return any(child.dep == "neg" or child.lower in lexicon.negations for child in report.children(head))


def _index(token: Token) -> int:
    return token.index
