"""The grammar of one report in the form that the learned judgements ask for: plain lists by token index.

What does not belong here: which words are cues (`cue_heads`) and which stretches they govern (`chain`).
"""

from __future__ import annotations

from bisect import bisect_left

from dateline.model import ParsedReport, Quotation

OUTSIDE = -1

_CLOSED = frozenset({"ADP", "DET", "PRON", "PUNCT", "SCONJ", "AUX", "PART", "CCONJ", "SYM", "X"})
_PERSONS = frozenset({"he", "she", "i", "we", "they", "you", "who", "it", "that", "this", "which", "there", "what"})


class GrammarTables:
    """Lists by token index: words, labels, heads, children, edges of subtrees, quotations.

    quote: number of the quotation that a token stands in, or `OUTSIDE`. left, right: first and last token of the
    subtree. shape: the word itself where it is of a closed class, else its part of speech.
    """

    def __init__(self, report: ParsedReport) -> None:
        tokens = report.tokens
        self.report = report
        self.size = len(tokens)
        self.lower = [token.lower for token in tokens]
        self.lemma = [_lemma(token.lemma, token.lower) for token in tokens]
        self.pos = [token.pos for token in tokens]
        self.tag = [token.tag for token in tokens]
        self.dep = [token.dep for token in tokens]
        self.entity = [token.entity for token in tokens]
        self.head = [token.head for token in tokens]
        self.sentence = [token.sentence for token in tokens]
        self.children: list[list[int]] = [[] for _ in tokens]
        for index, head in enumerate(self.head):
            if head != index:
                self.children[head].append(index)
        self.shape = [
            low if pos in _CLOSED and len(low) < 12 else pos for low, pos in zip(self.lower, self.pos, strict=True)
        ]
        self.left, self.right = self._edges()
        self.quote = self._quotes(report)

    def _edges(self) -> tuple[list[int], list[int]]:
        left, right = list(range(self.size)), list(range(self.size))
        order = [index for index, head in enumerate(self.head) if head == index]
        for index in order:
            order.extend(self.children[index])
        for index in reversed(order):
            head = self.head[index]
            left[head] = min(left[head], left[index])
            right[head] = max(right[head], right[index])
        return left, right

    def _quotes(self, report: ParsedReport) -> list[int]:
        quote = [OUTSIDE] * self.size
        starts = [token.start for token in report.tokens]
        for number, quotation in enumerate(report.quotations):
            for index in _tokens_of(quotation, starts):
                quote[index] = number
        return quote

    def subject(self, verb: int) -> int | None:
        """The subject of ``verb``: its own, or the one that coordination, control or a relative clause lends it."""
        for _ in range(5):
            for child in self.children[verb]:
                if self.dep[child] in ("nsubj", "nsubjpass", "csubj"):
                    return child
            if self.dep[verb] not in ("conj", "xcomp", "advcl", "acl", "relcl") or self.head[verb] == verb:
                return None
            if self.dep[verb] in ("acl", "relcl"):
                return self.head[verb]
            verb = self.head[verb]
        return None

    def kind(self, index: int | None) -> str:
        """A coarse kind of participant: a pronoun, the type of a name, or the part of speech."""
        if index is None:
            return "none"
        if self.lower[index] in _PERSONS:
            return self.lower[index]
        return self.entity[index] or self.pos[index]


def _tokens_of(quotation: Quotation, starts: list[int]) -> range:
    return range(bisect_left(starts, quotation.start), bisect_left(starts, quotation.end))


def _lemma(lemma: str, lower: str) -> str:
    return lower if lemma.isupper() or not lemma.isalpha() else lemma.lower()
