"""What the report says of who did a harmful act: claimed, blamed, denied, or said to be unclaimed.

Read from the voices of the happening (a source that claims it, or tells its own deed), from the words that accuse,
blame, deny or claim (`blame`), and from words that say that nobody has claimed it or that the doer is unknown. Where
the report does not discuss it, as with an openly acting army, nothing is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.extract import grammar, phrases
from dateline.extract.blame import Accusation, find_accusation, find_claimants, find_denial
from dateline.extract.gathering import Happening, content_words
from dateline.extract.sources import kind_of_source, load_source_words, source_phrase
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
_OPENLY_ACTING = _AUTHORITIES | {SourceKind.DOCUMENT_OR_COURT}
_BLAMING = ("blam", "accus", "held responsible", "holds responsible", "implicat", "attribut", "suspect")
_UNKNOWN = frozenset({"unknown", "unidentified", "unclear", "masked", "unnamed"})
_SUSPECTED = frozenset({"suspected", "alleged", "suspect"})
_OWN = frozenset({"its", "their", "our", "his", "her"})
_DOES = frozenset({"carry", "plant", "conduct", "do", "be", "commit", "launch"})


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

    A claim counts before a denial of responsibility, that before blame, and blame before "nobody has claimed it".

    doer: the words for its actor. is_plain: whether the reporter tells the happening without any source; where only
    sources tell it, a doer whom they name is blamed by them.
    """
    if happening.type not in ASKED_OF:
        return None
    deeds = [told.mention.token for told in happening.told]
    readings = (
        _claimed(report, happening, voices, doer),
        _denied(report, deeds),
        _accused(report, deeds, doer) if happening.type is not EventType.INCIDENT else None,
        _unclaimed_told(report, happening),
        _blamed_by_voices(report, happening, voices, doer, is_plain=is_plain),
        _unknown(report, doer),
    )
    return next((told for told in readings if told is not None), None)


def _claimed(
    report: ParsedReport, happening: Happening, voices: Sequence[tuple[Voice, Stance]], doer: Span | None
) -> ResponsibilityTold | None:
    for voice, stance in voices:
        is_claim = stance is Stance.CLAIMS_RESPONSIBILITY or _tells_its_own_deed(happening, voice, stance, doer)
        if is_claim and voice.source is not None:
            evidence = (voice.source, *([voice.cue] if voice.cue else []))
            return ResponsibilityTold(Responsibility(ResponsibilityStance.CLAIMED, voice.source.text), evidence)
    for told in happening.told:
        claimant = find_claimants(report, told.mention.token)
        if claimant is not None and claimant.lower not in ("nobody", "none", "one"):
            who = phrases.noun_words(report, claimant)
            return ResponsibilityTold(Responsibility(ResponsibilityStance.CLAIMED, who.text), (who,))
    return None


def _tells_its_own_deed(happening: Happening, voice: Voice, stance: Stance, doer: Span | None) -> bool:
    """Whether a group says that it, or one of its own, did it: "said it had carried out the ambush".

    An army or a government that tells what it did acts openly and claims nothing.
    """
    if happening.type is not EventType.ASSAULT or stance not in (Stance.ASSERTS, Stance.CONFIRMS) or doer is None:
        return False
    if voice.source is None or voice.kind in _OPENLY_ACTING:
        return False
    words, own = content_words(voice.source.text), doer.text.lower().split()
    is_same = bool(words) and content_words(doer.text) <= words
    return is_same or bool(_OWN & set(own[:3]))


def _denied(report: ParsedReport, deeds: Sequence[Token]) -> ResponsibilityTold | None:
    for deed in deeds:
        denial = find_denial(report, deed)
        if denial is not None and denial.of_responsibility and denial.denier is not None:
            who, cue = phrases.noun_words(report, denial.denier), report.span(denial.cue, denial.cue)
            return ResponsibilityTold(Responsibility(ResponsibilityStance.DENIED, who.text), (who, cue))
    return None


def _accused(report: ParsedReport, deeds: Sequence[Token], doer: Span | None) -> ResponsibilityTold | None:
    for deed in deeds:
        accusation = find_accusation(report, deed)
        if accusation is None:
            continue
        accused = accusation.accused
        who = doer if accused is None or accused.pos == "PRON" else phrases.noun_words(report, accused)
        if who is not None:
            stance = _stance_of(report, accusation)
            cue = report.span(accusation.cue, accusation.cue)
            return ResponsibilityTold(Responsibility(stance, who.text), (who, cue))
    return None


def _stance_of(report: ParsedReport, accusation: Accusation) -> ResponsibilityStance:
    if accusation.is_judgement:
        return ResponsibilityStance.CONVICTED_OR_ACQUITTED
    if accusation.accuser is None:
        return ResponsibilityStance.BLAMED_BY_OTHER
    kind = kind_of_source(report, source_phrase(report, accusation.accuser), load_source_words())
    return ResponsibilityStance.BLAMED_BY_AUTHORITIES if kind in _AUTHORITIES else ResponsibilityStance.BLAMED_BY_OTHER


def _blamed_by_voices(
    report: ParsedReport,
    happening: Happening,
    voices: Sequence[tuple[Voice, Stance]],
    doer: Span | None,
    *,
    is_plain: bool,
) -> ResponsibilityTold | None:
    is_battle = all(told.mention.mode == "battle" for told in happening.told)  # all sides fight
    if doer is None or happening.type is not EventType.ASSAULT or is_battle:
        return None
    own = content_words(doer.text)
    blamed = [
        voice
        for voice, stance in voices
        if stance is Stance.ASSERTS
        and _blames(voice, is_plain)
        and not (voice.source is not None and own & content_words(voice.source.text))
    ]
    if blamed:
        authority = any(voice.kind in _AUTHORITIES for voice in blamed)
        stance = ResponsibilityStance.BLAMED_BY_AUTHORITIES if authority else ResponsibilityStance.BLAMED_BY_OTHER
        assert blamed[0].source is not None
        return ResponsibilityTold(Responsibility(stance, doer.text), (doer, blamed[0].source))
    if own & _SUSPECTED:
        return ResponsibilityTold(Responsibility(ResponsibilityStance.BLAMED_BY_OTHER, doer.text), (doer,))
    return None


def _blames(voice: Voice, is_plain: bool) -> bool:
    """Whether a source names the doer: by a cue that does, or because nobody but sources tells the happening."""
    if voice.source is None or voice.cue is None:
        return False
    return not is_plain or any(word in voice.cue.text.lower() for word in _BLAMING)


def _unknown(report: ParsedReport, doer: Span | None) -> ResponsibilityTold | None:
    if doer is None:
        return None
    if set(doer.text.lower().split()) & _UNKNOWN:
        return ResponsibilityTold(Responsibility(ResponsibilityStance.UNCLAIMED), (doer,))
    return None


def _unclaimed_told(report: ParsedReport, happening: Happening) -> ResponsibilityTold | None:
    words = _unclaimed(report, happening)
    return None if words is None else ResponsibilityTold(Responsibility(ResponsibilityStance.UNCLAIMED), (words,))


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
        words = _no_claim(report, token) or _nobody(report, verb)
        if words is not None:
            return words
    return _nobody_said(report, happening)


def _no_claim(report: ParsedReport, noun: Token) -> Span | None:
    """As in "no immediate claim of responsibility", "without any claim of responsibility"."""
    if noun.pos != "NOUN":
        return None
    first = next((child for child in report.children(noun) if child.dep == "det" and child.lower == "no"), None)
    head = report.head(noun)
    if first is None and head is not None and head.lower == "without":
        first = head
    return None if first is None or first.index > noun.index else report.span(first, noun)


def _nobody_said(report: ParsedReport, happening: Happening) -> Span | None:
    """As in "no group has said it carried out the attack", in the happening's own sentence or right after it."""
    sentences = {told.mention.token.sentence for told in happening.told}
    for verb in report.tokens:
        if verb.lemma.lower() != "say" or not {verb.sentence, verb.sentence - 1} & sentences:
            continue
        said = [c for c in report.children(verb) if c.dep == "ccomp" and c.lemma.lower() in _DOES]
        if said and (words := _nobody(report, verb)) is not None:
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
