"""Which of a report's casualty figures are those of one happening.

What does not belong here: the figures themselves (`casualties`) and which of several is right (the export's policy).
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.casualties import CasualtyFigure
from dateline.model import ParsedReport, Token


def figures_of(
    report: ParsedReport, mentions: Sequence[Token], figures: Sequence[CasualtyFigure]
) -> list[CasualtyFigure]:
    """The figures that a mention governs, else those in the sentences of the mentions, in the order of the text.

    A total over a period is no happening's own figure, nor is a part of another figure, nor what a relative clause
    tells of something else ("after the attack that killed dozens, he ordered a strike"). Where nothing is told, "there
    were no injuries" in the sentence that follows counts.

    mentions: the head words of the happening's mentions.
    """
    tokens = {token.index for token in mentions}
    sentences = {token.sentence for token in mentions}
    whole = [figure for figure in figures if not figure.is_part and not figure.is_total]
    own = [figure for figure in whole if figure.governor in tokens]
    if not own:
        beside = (figure for figure in whole if figure.sentence in sentences)
        own = [figure for figure in beside if not _is_of_another(report, figure, tokens)]
    told = {figure.kind for figure in own}
    own += [f for f in whole if _is_none(f) and f.sentence - 1 in sentences and f.kind not in told]
    return own


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
