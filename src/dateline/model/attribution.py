"""Who says what in a text: one attribution relation, in spans of its text.

What does not belong here: which happening a relation vouches for; that is told by the claims of a record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model.codebook import SourceKind, Stance
from dateline.model.spans import Span


@dataclass(frozen=True, slots=True)
class AttributionRelation:
    """One source and the stretches of text that rest on it.

    source: the clearest words for the source, without trailing clauses; those of an earlier mention where a pronoun
        stands; None where nobody is named ("reportedly"). source_words: the source in full as it stands beside the cue.
    cue: the words that let it speak; None where a quotation or a turn of a transcript goes on without any.
    content: what it says, as spans in the order of the text, apart from each other; none where responsibility is
        claimed or denied without naming the deed.
    stance: what the source does with the content. kind: what kind of speaker it is.
    is_negated: whether the cue is negated ("did not say"): the source then vouches for nothing.
    is_quoted: whether some of the content is a quotation.
    outer: the relation that passes this one on ("the agency *quoted the ministry* as saying"), or None.
    """

    source: Span | None
    source_words: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    stance: Stance
    kind: SourceKind
    is_negated: bool = False
    is_quoted: bool = False
    outer: AttributionRelation | None = None

    def chain(self) -> Iterator[AttributionRelation]:
        """The relation and those that pass it on, innermost first."""
        relation: AttributionRelation | None = self
        while relation is not None:
            yield relation
            relation = relation.outer
