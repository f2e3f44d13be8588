"""From attribution relations to the voices of a happening: who vouches for it, who disputes it, and what hedges it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from dateline.extract import grammar
from dateline.extract.attribution import SPEECH_ACTS, Attribution, stance_towards, voices_for, vouches
from dateline.extract.blame import find_accusation
from dateline.extract.gathering import Told, content_words
from dateline.extract.happenings import Mention
from dateline.extract.sources import kind_of_source, load_source_words, source_phrase
from dateline.model import ParsedReport, Span, Stance, Token, Voice

_GIVEN = frozenset({"the", "this", "that", "these", "those"})
_ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "conj"})


def voice_of(attribution: Attribution, attributions: Sequence[Attribution]) -> Voice:
    """The voice of a relation with those that pass it on."""
    chain = [attribution]
    while chain[-1].via is not None and attributions[chain[-1].via] not in chain:
        chain.append(attributions[chain[-1].via])
    voice: Voice | None = None
    for each in reversed([each for each in chain if each.source is not None or each.cue is not None]):
        voice = Voice(each.source, each.cue, each.kind, voice)
    assert voice is not None
    return voice


def voices_of(
    mention: Mention, attributions: Sequence[Attribution], doers: Collection[str], *, is_real: bool = True
) -> Iterator[tuple[Voice, Stance]]:
    """The voices that vouch for, or dispute, what ``mention`` names, innermost first.

    doers: the content words of the happening's doers, whose own speech acts need no voucher. is_real: whether the
    happening took place, takes place or is set to, so that a body can be in a position to know it. A relation that
    passes another one on is part of that one's voice and does not come again. The report's own word that something
    could not be verified has a cue and no source.
    """
    covering = [
        each
        for each in voices_for(mention.token.index, attributions)
        if vouches(each, mention.type, is_doer=_is_among(each, doers)) or is_unverified(each)
    ]
    passed_on = {each.via for each in covering}
    for each in covering:
        if attributions.index(each) not in passed_on:
            yield voice_of(each, attributions), stance_towards(each, is_real=is_real)


def seen_voices(
    report: ParsedReport, told: Told, attributions: Sequence[Attribution]
) -> Iterator[tuple[Voice, Stance]]:
    """The voices that the network sees vouching for what ``told`` tells.

    Each with the cue and the stance of the nearest attribution relation of the same source; without a cue where there
    is none.
    """
    for source in told.sources:
        words = source.evidence[-1]
        own = [
            each
            for each in attributions
            if each.source is not None and each.source.start < words.end and words.start < each.source.end
        ]
        if own:
            yield voice_of(own[0], attributions), stance_towards(own[0])
        else:
            head = report.tokens_in(words.start, words.end)[-1]
            kind = kind_of_source(report, source_phrase(report, head), load_source_words())
            yield Voice(source.evidence[0], None, kind), Stance.ASSERTS


def same_source(one: Voice, other: Voice) -> bool:
    """Whether two voices name one source, one perhaps more fully ("Erdoğan", "the president, Recep Tayyip Erdoğan")."""
    if one.source is None or other.source is None:
        return one.source is other.source
    first, second = content_words(one.source.text), content_words(other.source.text)
    return first <= second or second <= first


def share_words(one: Voice, other: Voice) -> bool:
    """Whether the sources of two voices have content words in common."""
    if one.source is None or other.source is None:
        return False
    return bool(content_words(one.source.text) & content_words(other.source.text))


def innermost_voice(token_index: int, attributions: Sequence[Attribution]) -> tuple[Voice, Stance] | None:
    """The innermost source that says what stands at ``token_index``, and its stance; None: the reporter alone."""
    said = (each for each in voices_for(token_index, attributions) if each.source is not None and not each.negated)
    innermost = next(said, None)
    return None if innermost is None else (voice_of(innermost, attributions), stance_towards(innermost))


def unverified(mention: Mention, attributions: Sequence[Attribution]) -> tuple[Voice, Stance] | None:
    """The report's own word that what ``mention`` tells could not be verified, or None."""
    found = (each for each in voices_for(mention.token.index, attributions) if is_unverified(each))
    each = next(found, None)
    return None if each is None else (voice_of(each, attributions), each.stance)


def is_unverified(attribution: Attribution) -> bool:
    """Whether the report itself says that the content could not be verified."""
    sourceless = attribution.source is None and attribution.cue is not None
    return sourceless and attribution.stance is Stance.CANNOT_VERIFY


def _is_among(attribution: Attribution, doers: Collection[str]) -> bool:
    return attribution.source is not None and bool(content_words(attribution.source.text) & set(doers))


def accuser_of(report: ParsedReport, mention: Mention) -> tuple[Voice, Stance] | None:
    """Who asserts what ``mention`` names by accusing somebody of it or blaming somebody for it, or None.

    A speech act is none of which anybody is accused in this sense ("accused the minister of threatening judges" is the
    accuser's telling of it and rests on the attribution relations).
    """
    accusation = None if mention.type in SPEECH_ACTS else find_accusation(report, mention.token)
    if accusation is None or accusation.accuser is None or accusation.accuser.pos == "PRON":
        return None
    phrase = source_phrase(report, accusation.accuser)
    kind = kind_of_source(report, phrase, load_source_words())
    source, cue = report.span(phrase.first, phrase.last), report.span(accusation.cue, accusation.cue)
    return Voice(source, cue, kind), Stance.ASSERTS


def is_only_alleged(report: ParsedReport, mention: Mention) -> bool:
    """Whether ``mention`` tells its happening only as what somebody is accused or suspected of."""
    accusation = find_accusation(report, mention.token)
    return accusation is not None and accusation.is_open


def is_presupposed(report: ParsedReport, token: Token) -> bool:
    """Whether what ``token`` names is taken for granted, not asserted: "said the withdrawal had changed much".

    A relative clause of a definite noun ("the bombing that killed 14"), or a definite noun that is spoken of.
    """
    if token.dep == "relcl" and (noun := report.head(token)) is not None:
        return grammar.is_definite(report, noun)
    return token.pos in ("NOUN", "PROPN") and token.dep in ("nsubj", "pobj") and grammar.is_definite(report, token)


_HEDGING = frozenset(
    {"alleged", "suspected", "purported", "apparent", "presumed", "allegedly", "reportedly", "apparently", "supposedly"}
)


def hedge_of(report: ParsedReport, token: Token, attributions: Sequence[Attribution]) -> Span | None:
    """Words without a source that hedge what ``token`` names ("reportedly", "an alleged plot"), or None.

    A noun that the hedged clause takes for granted ("reportedly left over *the accusations*") is not hedged.
    """
    for child in report.children(token):
        if child.dep in ("amod", "advmod") and child.lower in _HEDGING:
            return report.span(child, child)
    for each in voices_for(token.index, attributions):
        if each.source is None and each.cue is not None and each.is_hedge and _is_told_in(report, token, each):
            return each.cue
    return None


def _is_told_in(report: ParsedReport, token: Token, attribution: Attribution) -> bool:
    """Whether ``token`` is told by the clause of the cue: a verb, or a new noun that is an argument of its verb."""
    if token.pos in ("VERB", "AUX"):
        return True
    if any(c.dep == "poss" or c.lower in _GIVEN for c in report.children(token)):
        return False
    head = report.head(token)
    if token.dep == "pobj" and head is not None:
        head = report.head(head)
        return head is not None and head.pos == "VERB"
    return token.dep in _ARGUMENTS
