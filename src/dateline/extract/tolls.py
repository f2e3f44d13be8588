"""Which of a report's casualty figures are those of one happening.

What does not belong here: the figures themselves (`casualties`) and which of several is right (the export's policy).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.extract.casualties import CasualtyFigure
from dateline.model import CasualtyKind, EventType, ParsedReport, Token

_BODILY = frozenset({CasualtyKind.KILLED, CasualtyKind.INJURED, CasualtyKind.MISSING})
_HARMS = {
    EventType.ASSAULT: _BODILY | {CasualtyKind.ABDUCTED, CasualtyKind.DISPLACED},
    EventType.INCIDENT: _BODILY | {CasualtyKind.DISPLACED},
    EventType.PROTEST: _BODILY,
    EventType.COERCE: frozenset({CasualtyKind.ARRESTED, CasualtyKind.DISPLACED}),
}
_VIOLENT = frozenset({EventType.ASSAULT, EventType.INCIDENT})
_FOLLOWS = 2  # sentences after its happening in which a toll that no happening is told beside is still its own


@dataclass(frozen=True, slots=True)
class Bearer:
    """A happening as far as its toll is concerned: its type, and the head words of its mentions."""

    type: EventType
    mentions: tuple[Token, ...]

    @property
    def kinds(self) -> frozenset[CasualtyKind]:
        """The harms that a happening of this type can do."""
        return _HARMS.get(self.type, frozenset())


def share_out(
    report: ParsedReport, bearers: Sequence[Bearer], figures: Sequence[CasualtyFigure]
) -> list[list[CasualtyFigure]]:
    """The figures of each of ``bearers``, in the order of the text.

    Of each kind of harm, a happening has the figures that its mentions govern, else those in the sentences of its
    mentions. A total over a period is no happening's own figure, nor is a part of another figure, nor what a relative
    clause tells of something else ("after the attack that killed dozens, he ordered a strike"). A number that stands
    beside no happening is that of the last attack or accident told before it ("A bomb hit a bus. Six people were
    killed"), as far as that has none of its kind; "there were no injuries" counts in the sentence that follows alone.
    """
    whole = [figure for figure in figures if not figure.is_part and not figure.is_total]
    shares = [[f for f in _beside(report, bearer, whole) if f.kind in bearer.kinds] for bearer in bearers]
    named = {token.index for bearer in bearers for token in bearer.mentions}
    taken = {id(figure) for share in shares for figure in share}
    for figure in whole:
        if figure.is_told and id(figure) not in taken and figure.governor not in named:
            bearer = _told_before(bearers, shares, figure)
            if bearer is not None:
                shares[bearer].append(figure)
    return shares


def _beside(report: ParsedReport, bearer: Bearer, figures: Sequence[CasualtyFigure]) -> Iterator[CasualtyFigure]:
    """Kind by kind the figures that the mentions govern, else those in their sentences."""
    tokens = {token.index for token in bearer.mentions}
    sentences = {token.sentence for token in bearer.mentions}
    governed = {figure.kind for figure in figures if figure.governor in tokens}
    for figure in figures:
        if figure.governor in tokens or (
            figure.kind not in governed and figure.sentence in sentences and not _is_of_another(report, figure, tokens)
        ):
            yield figure


def _told_before(
    bearers: Sequence[Bearer], shares: Sequence[Sequence[CasualtyFigure]], figure: CasualtyFigure
) -> int | None:
    """The happening last told before ``figure`` that can have done such harm, where it is near and has no such figure.

    Where another happening of the kind stands in the figure's own sentence, that one was passed over for a reason.
    """
    reach = 1 if _is_none(figure) else _FOLLOWS
    near = [
        (token.index, number)
        for number, bearer in enumerate(bearers)
        for token in bearer.mentions
        if bearer.type in _VIOLENT
        and figure.kind in bearer.kinds
        and figure.sentence - reach <= token.sentence <= figure.sentence
    ]
    last = max(((index, number) for index, number in near if index < figure.head), default=None)
    if last is None or any(other.kind is figure.kind for other in shares[last[1]]):
        return None
    return last[1]


def _is_none(figure: CasualtyFigure) -> bool:
    return (figure.low, figure.high) == (0, 0)


def _is_of_another(report: ParsedReport, figure: CasualtyFigure, mentions: set[int]) -> bool:
    """Whether the figure stands in a relative clause about something else than one of ``mentions``."""
    governor = report.tokens[figure.governor]
    for word in (governor, *report.ancestors(governor)):
        if word.index in mentions:
            return False
        if word.dep == "relcl" and not any(child.lower == "where" for child in report.children(word)):
            return not _is_within(report, word, mentions)
    return False


def _is_within(report: ParsedReport, clause: Token, mentions: set[int]) -> bool:
    """Whether a relative clause holds a mention, or belongs to the phrase of one ("the bombing of a bank that")."""
    if {child.index for child in report.subtree(clause)} & mentions:
        return True
    for word in report.ancestors(clause):
        if word.index in mentions:
            return True
        if word.dep not in ("pobj", "prep", "conj", "appos"):
            return False
    return False
