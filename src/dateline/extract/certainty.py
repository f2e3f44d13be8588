"""How surely a report tells a happening: as a fact, by somebody's word, as a suspicion, or as disputed.

Read from the voices that vouch for it or dispute it, the hedges beside its mentions, and the words that accuse and
deny.
What does not belong here: who the voices are (`attribution`, `voices`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dateline.extract.attribution import Attribution
from dateline.extract.blame import find_denial
from dateline.extract.gathering import Told
from dateline.extract.voices import hedge_of, is_only_alleged, is_presupposed, voices_of
from dateline.model import Certainty, ParsedReport, Span, Stance, Voice

_DISPUTES = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.CANNOT_VERIFY, Stance.RETRACTS})


@dataclass(frozen=True, slots=True)
class CertaintyTold:
    """How surely it is told, and the words that say so."""

    value: Certainty
    evidence: tuple[Span, ...]


def find_certainty(
    report: ParsedReport,
    tellings: Sequence[Told],
    voices: Sequence[tuple[Voice, Stance]],
    attributions: Sequence[Attribution],
    doers: Collection[str],
) -> CertaintyTold:
    """Disputed where sources contradict one another; fact where a body confirms it or the reporter tells it.

    What is left is told only by sources, or only with a hedge. Who denies nothing but having done it, disputes nothing.

    tellings: the mentions with what they tell, the clearest first. voices: those of the happening. doers: the content
    words of its doers.
    """
    cues = tuple(span for voice, _ in voices for span in (voice.source, voice.cue) if span is not None)
    denials = [denial for told in tellings if (denial := find_denial(report, told.mention.token)) is not None]
    stances = {stance for _, stance in voices}
    if any(denial.of_responsibility for denial in denials):
        stances -= {Stance.DENIES}
    rival = next((denial.rival for denial in denials if denial.rival is not None), None)
    if rival is not None and not denials[0].of_responsibility:
        return CertaintyTold(Certainty.DISPUTED, (*cues, report.span(rival, rival)))
    if stances & _DISPUTES and (stances - _DISPUTES or stances & {Stance.DOUBTS, Stance.CANNOT_VERIFY}):
        return CertaintyTold(Certainty.DISPUTED, cues)
    if Stance.CONFIRMS in stances:
        return CertaintyTold(Certainty.FACT, cues)
    hedges = [_hedge(report, told, attributions) for told in tellings]
    pairs = zip(tellings, hedges, strict=True)
    plain = next((t for t, hedge in pairs if hedge is None and is_plain(report, t, attributions, doers)), None)
    if plain is not None:
        return CertaintyTold(Certainty.FACT, (plain.mention.words,))
    if any(hedges):
        return CertaintyTold(Certainty.SUSPECTED, tuple(hedge for hedge in hedges if hedge is not None))
    return CertaintyTold(Certainty.ATTRIBUTED if voices else Certainty.SUSPECTED, cues)


def _hedge(report: ParsedReport, told: Told, attributions: Sequence[Attribution]) -> Span | None:
    """The words that hedge the mention; what is taken for granted is hedged by words beside it alone."""
    token = told.mention.token
    return hedge_of(report, token, () if is_presupposed(report, token) else attributions)


def is_plain(report: ParsedReport, told: Told, attributions: Sequence[Attribution], doers: Collection[str]) -> bool:
    """Whether the reporter tells it in this mention without any source, or takes for granted that it happened."""
    if is_only_alleged(report, told.mention):
        return False
    if is_presupposed(report, told.mention.token):
        return True
    return not any(voices_of(told.mention, attributions, doers))
