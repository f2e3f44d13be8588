"""From a parsed report to its attribution relations.

What does not belong here: the features and weights of the judgements (`cue_heads`, `chain`, `weights`), and the shapes
that need none (`constructions`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from dateline.extract.attribution.chain import View, window
from dateline.extract.attribution.constructions import Constructions, is_negated
from dateline.extract.attribution.cue_heads import cue_features, is_candidate
from dateline.extract.attribution.draft import Draft
from dateline.extract.attribution.lexicon import AttributionLexicon, Cue, load_attribution_lexicon
from dateline.extract.attribution.relation import Act, Attribution
from dateline.extract.attribution.tables import OUTSIDE, GrammarTables
from dateline.extract.attribution.weights import AttributionWeights, load_attribution_weights
from dateline.extract.sources import (
    SourcePhrase,
    antecedent,
    is_first_person,
    is_pronoun,
    kind_of_source,
    kinds_of_names,
    source_phrase,
)
from dateline.model import ParsedReport, Quotation, Sentence, SourceKind, Span, Stance, Token

LIKELY = 0.4
"""The least probability of a cue's head that the others of its report take notice of."""

_LEAST_QUOTED_WORDS = 4
_NESTING = frozenset({Act.SAY, Act.THINK, Act.SHOW})
_CLOSING = frozenset("”“»\"’'")
_CLAUSAL = frozenset({"ccomp", "xcomp", "parataxis"})


def find_attributions(
    report: ParsedReport, lexicon: AttributionLexicon | None = None, weights: AttributionWeights | None = None
) -> tuple[Attribution, ...]:
    """Every attribution relation of a report, in the order of the cues.

    lexicon, weights: those that ship with the package where none are given. Work grows linearly with the length of the
    report, but for sentences of a length that no report has.
    """
    return _Finder(report, lexicon or load_attribution_lexicon(), weights or load_attribution_weights()).find()


class _Finder:
    """Finds the relations of one report, step by step."""

    def __init__(self, report: ParsedReport, lexicon: AttributionLexicon, weights: AttributionWeights) -> None:
        self.report = report
        self.lexicon = lexicon
        self.weights = weights
        self.tables = GrammarTables(report)
        self.constructions = Constructions(report, self.tables, lexicon)
        self.drafts: list[Draft] = []
        self._starts = [token.start for token in report.tokens]
        self._kinds_of_names = kinds_of_names(report, lexicon.sources)

    def find(self) -> tuple[Attribution, ...]:
        """All steps in their order; each builds on the one before."""
        turns = self.constructions.turns()
        told = self.constructions.at_words()
        taken = {draft.at for draft in told}
        learned = [draft for draft in self._learned() if draft.at not in taken]
        learned += self._nested(learned, taken)
        self.drafts = sorted([*learned, *told, *self._headlines(learned), *turns], key=_at)
        quoted = self.constructions.quoted_speakers(self.drafts)
        taken = {draft.at for draft in quoted}
        self.drafts = sorted([*(draft for draft in self.drafts if draft.at not in taken), *quoted], key=_at)
        self.constructions.pass_on(self.drafts)
        self.drafts = [draft for draft in self.drafts if draft.content or _is_responsibility(draft)]
        self._join_paragraphs()
        self._continue_quotations()
        self._resolve_sources()
        self.constructions.refer_back(self.drafts)
        return self._freeze()

    # -------------------------------------------------------------------------------------------- learned relations

    def _learned(self) -> Iterator[Draft]:
        """The relations of the words that the weights take for a cue's head."""
        acts, tables = self.lexicon.acts, self.tables
        likely: dict[int, float] = {}
        for index in range(tables.size):
            if is_candidate(tables, index):
                probability = self.weights.cue_probability(cue_features(tables, index, acts))
                if self.constructions.is_according(self.report.tokens[index]):
                    probability = max(probability, self.weights.threshold)
                if probability >= min(LIKELY, self.weights.threshold):
                    likely[index] = probability
        others = {index for index, probability in likely.items() if probability >= LIKELY}
        for index, probability in likely.items():
            if probability >= self.weights.threshold:
                draft = self._relation(index, others - {index})
                if not self.constructions.is_letter_turn(draft):
                    yield draft

    def _nested(self, drafts: Sequence[Draft], taken: set[int]) -> list[Draft]:
        """What somebody is said to have said: verbs of saying with subject and clause inside another's words.

        The training data mark the outermost speaker alone; a record rests on the innermost.
        """
        heads = {draft.at for draft in drafts} | taken
        inside = {index for draft in drafts for index in draft.content} - heads
        found = [index for index in sorted(inside) if self._says_a_clause(self.report.tokens[index])]
        return [self._relation(index, (heads | set(found)) - {index}) for index in found]

    def _says_a_clause(self, word: Token) -> bool:
        cue = self.lexicon.cue(word)
        if word.pos != "VERB" or self.tables.quote[word.index] != OUTSIDE or cue is None:
            return False
        labels = {child.dep for child in self.report.children(word)}
        return cue.act in _NESTING and "clause" in cue.frames and {"nsubj", "ccomp"} <= labels

    def _relation(self, head: int, others: set[int]) -> Draft:
        reach = window(self.tables, head)
        labels = self.weights.labels(View(self.tables, head, self.lexicon.acts, others), reach)
        found: dict[str, list[int]] = {"source": [], "cue": [], "content": [], "outside": []}
        for index, label in zip(reach, labels, strict=True):
            found[label].append(index)
        word = self.report.tokens[head]
        if not found["content"]:
            found["content"] = self._complement(word)
        self._keep_below(head, others, found)
        found["content"] += self._resumed(head, found["content"])
        refused = self._refused(word)
        cue = refused or self._cue_of(word, found["content"])
        negated = (
            refused is not None
            or is_negated(self.report, word, self.lexicon)
            or any(self.tables.lower[index] in self.lexicon.negations for index in found["cue"])
        )
        phrase = self._phrase(found["source"])
        nobody = phrase is not None and self.constructions.says_nobody(phrase.head)
        return Draft(
            cue,
            head,
            self._cue_tokens(found["cue"], head),
            word,
            phrase.head if phrase is not None and not nobody else None,
            set(found["content"]),
            negated or nobody,
            self.lexicon.negated.get(cue.stance, cue.stance) if negated else cue.stance,
            said_by=phrase,
            is_quoted=any(
                self.tables.quote[index] not in (OUTSIDE, self.tables.quote[head]) for index in found["content"]
            ),
        )

    def _refused(self, word: Token) -> Cue | None:
        """What is refused in "refused to confirm", "was unable to verify"; None where nothing is."""
        if word.lemma not in self.lexicon.refusing:
            return None
        verbs = [child for child in self.report.children(word) if child.dep in ("xcomp", "ccomp")]
        cues = [self.lexicon.cue(verb) for verb in verbs]
        return next((cue for cue in cues if cue is not None and cue.act is Act.SAY), None)

    def _complement(self, word: Token) -> list[int]:
        """The clause that hangs on a verb of saying or on "according to", where the weights give it no content."""
        if self.constructions.is_according(word):
            clause = self.report.head(word)
            own = {token.index for token in self.report.subtree(word)}
            return [] if clause is None else [t.index for t in self.report.subtree(clause) if t.index not in own]
        cue = self.lexicon.cue(word)
        if cue is None or cue.act not in _NESTING or not any(c.dep == "nsubj" for c in self.report.children(word)):
            return []
        clauses = [child for child in self.report.children(word) if child.dep == "ccomp"]
        return [token.index for clause in clauses[:1] for token in self.report.subtree(clause)]

    def _resumed(self, head: int, content: Sequence[int]) -> list[int]:
        """The second half of "officers raided a house, police said Thursday, and arrested two men"."""
        if not content or max(content) > head:
            return []
        roots = {head, *(index for index in content if self.tables.head[index] not in content)}
        for root in sorted(roots):
            for child in self.report.children(self.report.tokens[root]):
                subjects = {"nsubj", "nsubjpass"} & {c.dep for c in self.report.children(child)}
                if child.dep == "conj" and child.pos == "VERB" and child.index > head and not subjects:
                    return [token.index for token in self.report.subtree(child)]
        return []

    def _keep_below(self, head: int, others: set[int], found: dict[str, list[int]]) -> None:
        """Take out of the content what stands above the cue: the speaker who passes it on, with his own words."""
        above = {token.index for token in self.report.ancestors(self.report.tokens[head])} & others
        if above.isdisjoint(found["content"]):
            return
        below = range(self.tables.left[head], self.tables.right[head] + 1)
        found["content"] = [index for index in found["content"] if index in below]

    def _cue_of(self, word: Token, content: Sequence[int]) -> Cue:
        """What the cue does: by the lexicon, else by whether a clause or a quotation hangs on it."""
        known = self.lexicon.cue(word)
        if known is not None:
            return known
        if word.lower == "according":
            return self.constructions.saying
        tables = self.tables
        says = any(
            (tables.head[index] == word.index and tables.dep[index] in _CLAUSAL) or tables.quote[index] != OUTSIDE
            for index in content
        )
        return Cue(Act.SAY if says or word.pos in ("ADP", "PUNCT") else Act.JUDGE, Stance.ASSERTS, frozenset())

    def _cue_tokens(self, indexes: Sequence[int], head: int) -> tuple[Token, Token]:
        """The first and the last word of the stretch of the cue that holds its head."""
        first, last = head, head
        members = set(indexes)
        while first - 1 in members:
            first -= 1
        while last + 1 in members:
            last += 1
        return self.report.tokens[first], self.report.tokens[last]

    def _phrase(self, indexes: Sequence[int]) -> SourcePhrase | None:
        """The source as one phrase: its longest stretch, with the word that the others hang on."""
        if not indexes:
            return None
        stretches = _stretches(indexes)
        first, end = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
        tops = [i for i in range(first, end) if not first <= self.tables.head[i] < end or self.tables.head[i] == i]
        nouns = [i for i in tops if self.tables.pos[i] in ("NOUN", "PROPN", "PRON")]
        tokens = self.report.tokens
        return SourcePhrase(tokens[(nouns or tops)[0]], tokens[first], tokens[end - 1])

    def _headlines(self, learned: Sequence[Draft]) -> list[Draft]:
        spoken = {self.tables.sentence[draft.at] for draft in learned if draft.source_head is not None}
        titles = [s for s in self.report.sentences if s.in_title and s.index not in spoken]
        return [draft for sentence in titles if (draft := self.constructions.headline(sentence)) is not None]

    # -------------------------------------------------------------------------------------------- quotations that go on

    def _token_range(self, quotation: Quotation) -> range:
        return range(bisect_left(self._starts, quotation.start), bisect_left(self._starts, quotation.end))

    def drafts_in(self, sentence: int) -> Iterator[Draft]:
        """The drafts whose cue stands in a sentence."""
        bounds = self.report.sentences[sentence]
        low = bisect_left(self.drafts, bounds.first, key=_at)
        high = bisect_left(self.drafts, bounds.last, key=_at)
        yield from self.drafts[low:high]

    def _continue_quotations(self) -> None:
        """Give a sentence that is all quotation, and that nobody else speaks, to the last who spoke.

        It goes on with the relation of a speaker who was quoted; after indirect speech it is a relation without a cue.
        """
        covered = {index for draft in self.drafts if draft.is_quoted for index in draft.content}
        previous: tuple[int, Draft] | None = None
        added = []
        for quotation in self.report.quotations:
            words = self._token_range(quotation)
            if len(words) < _LEAST_QUOTED_WORDS or not covered.isdisjoint(words) or not self._fills_sentences(words):
                continue
            speaker = self._speaker_before(self._opening_sentence(words), previous)
            if speaker is None:
                continue
            if not speaker.is_quoted:
                speaker = Draft(
                    speaker.cue,
                    words[0],
                    None,
                    None,
                    speaker.source_head,
                    phrase=speaker.phrase,
                    said_by=speaker.said_by,
                    is_quoted=True,
                )
                added.append(speaker)
            speaker.content |= set(words)
            previous = (words[-1], speaker)
        self.drafts = sorted([*self.drafts, *added], key=_at)

    def _join_paragraphs(self) -> None:
        """Give a quotation that runs over paragraphs, each opened anew and the last alone closed, to one speaker."""
        speaker_of = {index: draft for draft in self.drafts if draft.is_quoted for index in draft.content}
        text = self.report.report.text
        runs: list[list[range]] = []
        goes_on = False
        for quotation in self.report.quotations:
            words = self._token_range(quotation)
            if goes_on:
                runs[-1].append(words)
            else:
                runs.append([words])
            goes_on = text[quotation.end - 1] not in _CLOSING
        for run in runs:
            speakers = {id(d): d for words in run for index in words if (d := speaker_of.get(index)) is not None}
            if len(run) > 1 and len(speakers) == 1:
                (speaker,) = speakers.values()
                speaker.content.update(index for words in run for index in words)

    def _fills_sentences(self, words: range) -> bool:
        """Whether a quotation is one or more whole sentences; its opening mark may end the sentence before."""
        opening, last = self._opening_sentence(words), self.report.tokens[words[-1]].sentence
        return opening.first in (words[0], words[0] + 1) and self.report.sentences[last].last <= words[-1] + 2

    def _opening_sentence(self, words: range) -> Sentence:
        return self.report.sentences[self.report.tokens[words[1]].sentence]

    def _speaker_before(self, sentence: Sentence, previous: tuple[int, Draft] | None) -> Draft | None:
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
        """Give every draft the clearest words for its source; the first person last, when its speakers are known."""
        earlier: list[SourcePhrase] = []
        own: list[Draft] = []
        for draft in self.drafts:
            head = draft.source_head
            if head is None:
                continue
            phrase = draft.said_by or draft.phrase or source_phrase(self.report, head)
            draft.said_by = phrase
            draft.phrase = phrase if draft.cue_head is None else self._core(phrase)
            if phrase.first == phrase.last and is_first_person(head):
                own.append(draft)
            elif phrase.first == phrase.last and is_pronoun(head):
                draft.pronoun = phrase
                known = [each for each in earlier if each.head.index not in draft.content]
                draft.phrase = antecedent(self.report, head, known) or phrase
            if draft.phrase.head.pos != "PRON":
                earlier.append(draft.phrase)
        speakers = self._quoted_speakers()
        for draft in own:
            draft.pronoun = draft.phrase
            speaker = speakers.get(draft.source_head.index) if draft.source_head is not None else None
            draft.phrase = (speaker.phrase if speaker is not None and speaker is not draft else None) or draft.pronoun

    def _core(self, phrase: SourcePhrase) -> SourcePhrase:
        """The phrase without the clauses and long appositions that trail it."""
        core = source_phrase(self.report, phrase.head)
        first, last = max(phrase.first, core.first, key=_index), min(phrase.last, core.last, key=_index)
        return SourcePhrase(phrase.head, first, last) if first.index <= phrase.head.index <= last.index else phrase

    def _quoted_speakers(self) -> dict[int, Draft]:
        """The innermost speaker of each quoted token."""
        quoted = [draft for draft in self.drafts if draft.is_quoted and draft.phrase is not None]
        quoted.sort(key=lambda draft: -len(draft.content))
        return {index: draft for draft in quoted for index in draft.content}

    # -------------------------------------------------------------------------------------------- results

    def _freeze(self) -> tuple[Attribution, ...]:
        place_of = {id(draft): place for place, draft in enumerate(self.drafts)}
        return tuple(self._frozen(draft, place_of) for draft in self.drafts)

    def _frozen(self, draft: Draft, place_of: Mapping[int, int]) -> Attribution:
        outer = draft.outer or self._outer(draft)
        return Attribution(
            source=self._span(draft.phrase),
            source_words=self._span(draft.said_by),
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
            in_quotation=self.tables.quote[draft.at] != OUTSIDE,
            is_doubtful=self._is_doubtful(draft),
        )

    def _is_doubtful(self, draft: Draft) -> bool:
        lemma = draft.cue_head.lemma if draft.cue_head is not None else ""
        if lemma in self.lexicon.phrases["accusing"]:
            return True
        return draft.cue.act in (Act.SEEM, Act.THINK, Act.SAY) and lemma not in self.lexicon.phrases["factive"]

    def _kind(self, draft: Draft) -> SourceKind:
        if draft.phrase is None:
            return SourceKind.UNKNOWN
        kind = kind_of_source(self.report, draft.phrase, self.lexicon.sources)
        if kind is SourceKind.UNKNOWN and draft.phrase.head.pos == "PROPN":
            return self._kinds_of_names.get(draft.phrase.head.text, kind)
        return kind

    def _span(self, phrase: SourcePhrase | None) -> Span | None:
        return self.report.span(phrase.first, phrase.last) if phrase is not None else None

    def _outer(self, draft: Draft) -> Draft | None:
        """The innermost other relation whose content holds this one's cue."""
        near = self.drafts_in(self.report.tokens[draft.at].sentence)
        covering = [other for other in near if other is not draft and draft.at in other.content]
        return min(covering, key=lambda other: len(other.content), default=None)

    def _ranges(self, content: set[int]) -> tuple[tuple[int, int], ...]:
        """``content`` as ranges within paragraphs, without punctuation at their edges."""
        return tuple(
            trimmed
            for first, end in _stretches(sorted(content))
            for part in self._by_paragraph(first, end)
            if (trimmed := self._trimmed(*part)) is not None
        )

    def _trimmed(self, first: int, end: int) -> tuple[int, int] | None:
        while first < end and self._is_mark(first):
            first += 1
        while end > first and self._is_mark(end - 1):
            end -= 1
        return (first, end) if first < end else None

    def _by_paragraph(self, first: int, end: int) -> Iterator[tuple[int, int]]:
        for index in range(first + 1, end):
            if self._paragraph(index) != self._paragraph(index - 1):
                yield first, index
                first = index
        yield first, end

    def _paragraph(self, index: int) -> int:
        return self.report.sentences[self.report.tokens[index].sentence].paragraph

    def _is_mark(self, index: int) -> bool:
        return self.tables.pos[index] == "PUNCT" and self.tables.lower[index] not in _TELLING_MARKS


_TELLING_MARKS = frozenset({"?", "!", "...", "…"})


def _stretches(indexes: Sequence[int]) -> list[tuple[int, int]]:
    """Rising ``indexes`` as (first, end) of unbroken stretches, the end exclusive."""
    found: list[tuple[int, int]] = []
    for index in indexes:
        if found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def _index(token: Token) -> int:
    return token.index


def _at(draft: Draft) -> int:
    return draft.at


def _is_responsibility(draft: Draft) -> bool:
    return draft.stance is Stance.CLAIMS_RESPONSIBILITY
