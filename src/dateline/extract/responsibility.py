"""What the report says of who did a harmful act: claimed, blamed, denied, or said to be unclaimed.

Read from the voices of the happening (a source that claims it, or blames somebody for it) and from words that say that
nobody has claimed it or that the doer is unknown. Where the report does not discuss it, nothing is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.extract import grammar
from dateline.extract.gathering import Happening
from dateline.model import (
    EventType,
    ParsedReport,
    Responsibility,
    ResponsibilityStance,
    SourceKind,
    Span,
    Stance,
    Token,
    Voice,
)

ASKED_OF = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.INCIDENT})
_CLAIM = frozenset({"claim", "responsibility"})
_AUTHORITIES = frozenset({SourceKind.OFFICIAL, SourceKind.SECURITY_FORCES, SourceKind.LOCAL_AUTHORITY_OR_MEDIC})
_BLAMING = ("blam", "accus", "held responsible", "holds responsible", "implicat", "attribut", "suspect")
_UNKNOWN = frozenset({"unknown", "unidentified", "unclear", "masked"})


@dataclass(frozen=True, slots=True)
class ResponsibilityTold:
    """The value and the words it rests on, the doer's first where one is named."""

    value: Responsibility
    evidence: tuple[Span, ...]


def find_responsibility(
    report: ParsedReport,
    happening: Happening,
    voices: Sequence[tuple[Voice, Stance]],
    doer: Span | None,
    *,
    is_plain: bool,
) -> ResponsibilityTold | None:
    """What the report says of who did ``happening``; None where it does not discuss it.

    doer: the words for its actor. is_plain: whether the reporter tells the happening without any source; where only
    sources tell it, a doer whom they name is blamed by them.
    """
    if happening.type not in ASKED_OF:
        return None
    for voice, stance in voices:
        if stance is Stance.CLAIMS_RESPONSIBILITY and voice.source is not None:
            who = voice.source.text
            return ResponsibilityTold(
                Responsibility(ResponsibilityStance.CLAIMED, who), (voice.source, *([voice.cue] if voice.cue else []))
            )
    unclaimed = _unclaimed(report, happening)
    if unclaimed is not None:
        return ResponsibilityTold(Responsibility(ResponsibilityStance.UNCLAIMED), (unclaimed,))
    if doer is not None:
        blamed = [voice for voice, stance in voices if stance is Stance.ASSERTS and _blames(voice, is_plain)]
        if blamed and happening.type is EventType.ASSAULT:
            authority = any(voice.kind in _AUTHORITIES for voice in blamed)
            blame = ResponsibilityStance.BLAMED_BY_AUTHORITIES if authority else ResponsibilityStance.BLAMED_BY_OTHER
            assert blamed[0].source is not None
            return ResponsibilityTold(Responsibility(blame, doer.text), (doer, blamed[0].source))
        if set(doer.text.lower().split()) & _UNKNOWN:
            return ResponsibilityTold(Responsibility(ResponsibilityStance.UNCLAIMED), (doer,))
    return None


def _blames(voice: Voice, is_plain: bool) -> bool:
    """Whether a source names the doer: by a cue that does, or because nobody but sources tells the happening."""
    if voice.source is None or voice.cue is None:
        return False
    return not is_plain or any(word in voice.cue.text.lower() for word in _BLAMING)


def _unclaimed(report: ParsedReport, happening: Happening) -> Span | None:
    """Words that say that nobody has claimed this kind of act: "no group has claimed ...", "yet to be claimed"."""
    if happening.type is EventType.COERCE:
        return None
    own = {told.mention.token.index for told in happening.told}
    for token in report.tokens:
        if token.lemma.lower() not in _CLAIM or token.pos not in ("VERB", "NOUN"):
            continue
        verb = token if token.pos == "VERB" else report.head(token)
        if verb is None or verb.pos not in ("VERB", "AUX") or not _about(report, verb, token, own):
            continue
        words = _nobody(report, verb)
        if words is not None:
            return words
    return None


def _about(report: ParsedReport, verb: Token, claim: Token, own: set[int]) -> bool:
    """Whether the claim is about one of the mentions ``own``, or about responsibility without saying for what."""
    below = {word.index for word in (*report.subtree(verb), *grammar.objects(report, verb))}
    if below & own:
        return True
    responsibility = [word for word in report.subtree(verb) if word.lemma.lower() == "responsibility"]
    return bool(responsibility) and not any(
        child.lower == "for" for word in (*responsibility, verb) for child in report.children(word)
    )


def _nobody(report: ParsedReport, verb: Token) -> Span | None:
    governor = report.head(verb)
    for subject in grammar.subjects(report, verb) or ([] if governor is None else grammar.subjects(report, governor)):
        denying = [c for c in report.children(subject) if c.dep == "det" and c.lower == "no"]
        if subject.lower in ("nobody", "none") or denying:
            first = denying[0] if denying else subject
            return report.span(first, verb) if first.index <= verb.index else None
    if grammar.is_negated(report, verb):
        negation = next(child for child in report.children(verb) if child.dep in ("neg", "det", "advmod"))
        first, last = sorted((negation, verb), key=lambda word: word.index)
        return report.span(first, last)
    yet = [
        word
        for word in (*report.children(verb), *(report.children(governor) if governor else ()))
        if word.lower == "yet"
    ]
    if yet and verb.dep == "xcomp":
        first, last = sorted((yet[0], verb), key=lambda word: word.index)
        return report.span(first, last)
    return None
