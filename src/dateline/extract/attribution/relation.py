"""An attribution relation, and what it means for a happening inside its content.

What does not belong here: finding the relations (`finder`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dateline.model import EventType, SourceKind, Span, Stance


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
class Attribution:
    """One source in the report, and the stretch of text that rests on it.

    source: the words of the source; of the clearest earlier mention where a pronoun stands; None where nobody is named.
    source_words: the source in full as it stands at the cue, with what trails it ("a nurse who had seen it").
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
    is_doubtful: whether the cue, where nobody is named, leaves doubt ("is said to", not "is known to").
    is_quoted: whether the content is, in part, a quotation; in_quotation: whether the cue stands inside one.
    """

    source: Span | None
    source_words: Span | None
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
    is_doubtful: bool = False

    @property
    def is_hedge(self) -> bool:
        """Whether nobody is named and the content is told as what seems, is thought, is said or is alleged."""
        return self.source is None and self.stance is Stance.ASSERTS and not self.negated and self.is_doubtful

    def covers(self, token_index: int) -> bool:
        """Whether the token is part of what is attributed."""
        return any(first <= token_index < last for first, last in self.content)

    @property
    def length(self) -> int:
        """The number of tokens attributed."""
        return sum(last - first for first, last in self.content)


def voices_for(token_index: int, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The relations whose content covers a token, innermost first.

    The shorter a content, the further inside it is; of equal ones that which the most others pass on.
    """
    covering = [attribution for attribution in attributions if attribution.covers(token_index)]
    return tuple(sorted(covering, key=lambda each: (each.length, -_depth(each, attributions))))


def _depth(attribution: Attribution, attributions: Sequence[Attribution]) -> int:
    """How many pass the relation on, one after the other."""
    passing: list[Attribution] = []
    while attribution.via is not None and attributions[attribution.via] not in passing:
        attribution = attributions[attribution.via]
        passing.append(attribution)
    return len(passing)


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


def stance_towards(attribution: Attribution, *, is_real: bool = True) -> Stance:
    """The stance of a source that vouches for a happening, by the coding guide's rule on bodies in a position to know.

    What police, hospitals and courts say outright is a confirmation; every other stance is the cue's. Nobody is in a
    position to know what has not happened: is_real is false for a happening that failed, is denied or only feared.
    A caller that knows such a body to be a party to the conflict keeps ``attribution.stance``.
    """
    outright = attribution.stance is Stance.ASSERTS and attribution.act is not Act.THINK
    if is_real and outright and attribution.kind in _IN_A_POSITION_TO_KNOW:
        return Stance.CONFIRMS
    return attribution.stance
