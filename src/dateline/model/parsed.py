"""A report after `parse`: tokens with their grammar, sentences, quotations and names, free of any parser's own types.

The grammar follows the label sets of spaCy's English pipelines: universal parts of speech (``pos``), Penn tags
(``tag``), ClearNLP dependencies (``dep``), OntoNotes entity types (``entity``). A part that reads these needs no
parser, so that tests build a `ParsedReport` by hand and workers can send one to each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.model.report import Report
from dateline.model.spans import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark.

    index: position in `ParsedReport.tokens`; start, end: offsets into ``Report.text``, end exclusive.
    head: index of the token it depends on; its own index at the root of a sentence.
    entity: entity type ("PERSON", "GPE", ...) of the name it is part of, or "".
    sentence: index into `ParsedReport.sentences`.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    sentence: int

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: tokens ``first`` to ``last`` (exclusive), characters ``start`` to ``end`` (exclusive).

    in_title: whether it is (part of) the title; paragraph: 0 for the title or the first paragraph, counting up.
    """

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int
    in_title: bool


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, the marks included: characters ``start`` to ``end`` (exclusive)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the parser found: tokens ``first`` to ``last`` (exclusive) and its OntoNotes entity type."""

    first: int
    last: int
    entity: str


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report with its grammar. Tokens, sentences, quotations and names are in the order of the text."""

    report: Report
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...] = ()
    names: tuple[Name, ...] = ()
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                children[token.head].append(token.index)
        object.__setattr__(self, "_children", tuple(map(tuple, children)))

    def children(self, token: Token) -> Iterator[Token]:
        """The tokens that depend directly on ``token``, in the order of the text."""
        return (self.tokens[i] for i in self._children[token.index])

    def head(self, token: Token) -> Token | None:
        """The token that ``token`` depends on, or None at a root."""
        return None if token.head == token.index else self.tokens[token.head]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The head of ``token``, its head, and so on up to the root."""
        while token.head != token.index:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token) -> list[Token]:
        """``token`` and all that depends on it, in the order of the text."""
        found, stack = [], [token.index]
        while stack:
            index = stack.pop()
            found.append(index)
            stack.extend(self._children[index])
        return [self.tokens[i] for i in sorted(found)]

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of one sentence."""
        return self.tokens[sentence.first : sentence.last]

    def span(self, first: Token, last: Token) -> Span:
        """The evidence that runs from ``first`` to ``last``, both included."""
        return self.report.span(first.start, last.end)

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that lie wholly inside characters ``start`` to ``end`` (exclusive)."""
        return tuple(t for t in self.tokens if start <= t.start and t.end <= end)

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether characters ``start`` to ``end`` lie inside one quotation."""
        return any(q.start <= start and end <= q.end for q in self.quotations)
