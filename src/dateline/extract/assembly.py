"""From a happening to a record: every value becomes a claim with its words, every other field says how it is empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.extract.attribution import Attribution
from dateline.extract.blame import find_denial
from dateline.extract.casualties import CasualtyFigure
from dateline.extract.certainty import find_certainty, is_plain
from dateline.extract.dating import Choice
from dateline.extract.gathering import Filling, Happening, content_words
from dateline.extract.responsibility import ASKED_OF, find_responsibility
from dateline.extract.status import StatusTold, StatusWords, choose_status
from dateline.extract.voices import (
    accuser_of,
    innermost_voice,
    same_source,
    seen_voices,
    share_words,
    unverified,
    voices_of,
)
from dateline.model import (
    Absence,
    Casualties,
    Claim,
    Emptiness,
    EventRecord,
    Field,
    Main,
    Maker,
    Mode,
    ParsedReport,
    Span,
    Stance,
    Status,
    Value,
    Voice,
    Words,
    modes_of,
)
from dateline.model.figures import GUIDE

_ROLES = {
    Field.ACTOR: "actor",
    Field.RECIPIENT: "recipient",
    Field.OBJECT: "object",
    Field.MEANS: "means",
    Field.PLACE: "place",
}
_LEAST_SHARE = 0.6
_REPORTER: tuple[None, None] = (None, None)  # no voice: the reporter alone speaks
_BACKING = {Stance.ASSERTS, Stance.CONFIRMS}
_UNREAL = frozenset({Status.FAILED, Status.HYPOTHETICAL, Status.DENIED})
_RESOLVED = {Field.ACTOR_IDENTITY, Field.RECIPIENT_IDENTITY, Field.LOCATION, Field.COUNTRY, Field.DAYS}
_LOOKED_FOR = frozenset(Field) - _RESOLVED


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found in one report and is shared by its records."""

    report: ParsedReport
    attributions: tuple[Attribution, ...]
    status_words: Mapping[Status, StatusWords]
    maker: Maker


def assemble(
    found: Found, happening: Happening, dated: Choice | None, toll: Sequence[CasualtyFigure], *, is_main: bool
) -> EventRecord:
    """The record of ``happening``; places, days and identities are left to the resolvers.

    dated: the words that date it, None where none does. toll: its casualty figures.
    """
    return _Assembly(found, happening, dated, toll).record(is_main)


class _Assembly:
    def __init__(
        self, found: Found, happening: Happening, dated: Choice | None, toll: Sequence[CasualtyFigure]
    ) -> None:
        self.found = found
        self.dated = dated
        self.toll = toll
        self.report = found.report
        self.happening = happening
        self.told = happening.by_clarity
        self.words = self.told[0].mention.words
        self.doers = set().union(*(content_words(f.text) for told in self.told for f in told.actor), set())

    def record(self, is_main: bool) -> EventRecord:
        claims = [*self._type(), *self._mode(), *self._mentions()]
        for field, role in _ROLES.items():
            claims += self._role(field, role)
        status = self._status()
        claims += [*self._times(), status, self._certainty()]
        if status.value not in (
            Status.PLANNED,
            Status.HYPOTHETICAL,
        ):  # what has not happened has no toll and no culprit
            claims += [*self._casualties(), *self._responsibility()]
        claims.append(self._claim(Field.MAIN, Main(is_main), (self.words,)))
        told = {claim.field for claim in claims}
        absences = [
            Absence(field, Emptiness.NOT_TOLD, self.found.maker) for field in Field if field in _LOOKED_FOR - told
        ]
        return EventRecord(self.report.report.id, tuple(claims), tuple(absences))

    def _claim(
        self,
        field: Field,
        value: Value,
        evidence: tuple[Span, ...],
        voice: Voice | None = None,
        stance: Stance | None = None,
        confidence: float | None = None,
    ) -> Claim:
        return Claim(field, value, evidence, self.found.maker, voice, stance, confidence)

    def _voices(self) -> list[tuple[Voice, Stance]]:
        """The voices that vouch for the happening or dispute it, each source once; to confirm outweighs to say.

        Where some body confirms the happening, the reporter's word that a telling could not be verified is about that
        telling alone (`_mentions`).
        """
        voices: list[tuple[Voice, Stance]] = []
        mentions = [told.mention for told in self.told]
        is_real = choose_status(self.report, mentions, self.found.status_words)[1].status not in _UNREAL
        for told in self.told:
            accuser = accuser_of(self.report, told.mention)
            said = voices_of(told.mention, self.found.attributions, self.doers, is_real=is_real)
            for voice, stance in [*([accuser] if accuser else []), *said]:
                same = [i for i, (known, other) in enumerate(voices) if _is_one(stance, other, voice, known)]
                if not same:
                    voices.append((voice, stance))
                elif stance is Stance.CONFIRMS:
                    voices[same[0]] = (voice, stance)
        for told in self.told:
            for voice, stance in seen_voices(self.report, told, self.found.attributions):
                if not any(share_words(voice, known) for known, _ in voices):
                    voices.append((voice, stance))
        if any(stance is Stance.CONFIRMS for _, stance in voices):
            return [(voice, stance) for voice, stance in voices if voice.source is not None]
        return voices

    def _type(self) -> Iterator[Claim]:
        confidence = round(self.happening.probability, 3)
        for voice, stance in self._voices() or (_REPORTER,):
            yield self._claim(Field.TYPE, self.happening.type, (self.words,), voice, stance, confidence)

    def _mode(self) -> Iterator[Claim]:
        for told in self.told:
            if told.mention.mode is not None and told.mention.mode in modes_of(self.happening.type):
                yield self._claim(Field.MODE, Mode(told.mention.mode), (told.mention.mode_words,))
                return

    def _mentions(self) -> Iterator[Claim]:
        """One claim for each mention; a telling that the report could not verify carries the words that say so."""
        for told in self.told:
            words = told.mention.words
            voice, stance = unverified(told.mention, self.found.attributions) or _REPORTER
            yield self._claim(Field.MENTION, Words(words.text), (words,), voice, stance, round(told.probability, 3))

    def _role(self, field: Field, role: str) -> Iterator[Claim]:
        """One claim for each participant, in its fullest wording."""
        kept: list[tuple[set[str], Filling]] = []
        for filling in self._fillings(role):
            words = content_words(filling.text)
            same = next((i for i, (other, _) in enumerate(kept) if words <= other or other <= words), None)
            if words and same is None:
                kept.append((words, filling))
            elif words and same is not None and words > kept[same][0]:
                kept[same] = (words, filling)
        for _, filling in kept:
            yield self._claim(field, Words(filling.text), filling.evidence)

    def _fillings(self, role: str) -> Iterator[Filling]:
        """What the mentions tell, the clearest mention first.

        A filling much less likely than the likeliest of its role is left out. Cross-validated on the training articles,
        that raises arguments F1 from 0.298 to 0.302.
        """
        each = [filling for told in self.told for filling in told.role(role)]
        least = _LEAST_SHARE * max((filling.probability for filling in each), default=0.0)
        return (filling for filling in each if filling.probability >= least)

    def _times(self) -> Iterator[Claim]:
        if self.dated is None:
            return
        for words in self.dated.words:
            confidence = round(self.dated.probability, 3)
            yield self._claim(Field.TIME, Words(words.text), (words,), confidence=confidence)

    def _casualties(self) -> Iterator[Claim]:
        seen: set[tuple[object, ...]] = set()
        for figure in self.toll:
            value = Casualties(figure.kind, figure.low, figure.high, GUIDE.name, figure.role)
            if (figure.kind, figure.low, figure.high) not in seen:
                seen.add((figure.kind, figure.low, figure.high))
                yield from self._figure_claims(figure, value)

    def _figure_claims(self, figure: CasualtyFigure, value: Casualties) -> Iterator[Claim]:
        voice, stance = innermost_voice(figure.governor, self.found.attributions) or _REPORTER
        yield self._claim(Field.CASUALTIES, value, (figure.words,), voice, stance)

    def _status(self) -> Claim:
        mentions = [told.mention for told in self.told]
        mention, status = choose_status(self.report, mentions, self.found.status_words)
        if status.status is not Status.DENIED and self._all_voices_deny() and self._nobody_grants_it():
            status = StatusTold(Status.DENIED, None)
        evidence: tuple[Span, ...] = (mention.words,)
        if status.cue is not None:
            evidence = (self.report.span(status.cue, status.cue), *evidence)
        return self._claim(Field.STATUS, status.status, evidence)

    def _all_voices_deny(self) -> bool:
        voices = self._voices()
        return bool(voices) and len(self.told) == 1 and all(stance is Stance.DENIES for _, stance in voices)

    def _nobody_grants_it(self) -> bool:
        """Whether a denial is of the happening, which nobody else is said to assert, rather than of having done it."""
        denials = [find_denial(self.report, told.mention.token) for told in self.told]
        return not any(denial is not None and (denial.of_responsibility or denial.rival) for denial in denials)

    def _certainty(self) -> Claim:
        told = find_certainty(self.report, self.told, self._voices(), self.found.attributions, self.doers)
        return self._claim(Field.CERTAINTY, told.value, (*told.evidence, self.words))

    def _responsibility(self) -> Iterator[Claim]:
        if self.happening.type not in ASKED_OF:
            return
        doer = next((filling.evidence[0] for told in self.told for filling in told.actor), None)
        plain = any(is_plain(self.report, told, self.found.attributions, self.doers) for told in self.told)
        told = find_responsibility(self.report, self.happening, self._voices(), doer, is_plain=plain)
        if told is not None:
            yield self._claim(Field.RESPONSIBILITY, told.value, told.evidence)


def _is_one(stance: Stance, other: Stance, voice: Voice, known: Voice) -> bool:
    """Whether two voices are one source that does the same: says it, or says and confirms it."""
    return same_source(voice, known) and (stance is other or {stance, other} == _BACKING)


def main_happenings(report: ParsedReport, happenings: Sequence[Happening]) -> list[bool]:
    """Whether each of ``happenings`` is what the report is about: told in the title or the lead; at most two."""
    scored = [(_prominence(report, happening), index) for index, happening in enumerate(happenings)]
    best = sorted((s for s in scored if s[0] > 0), key=lambda s: (-s[0], s[1]))[:2]
    chosen = {index for score, index in best if score >= best[0][0] - 1}
    return [index in chosen for index in range(len(happenings))]


def _prominence(report: ParsedReport, happening: Happening) -> float:
    sentences = [report.sentences[told.mention.token.sentence] for told in happening.told]
    in_title = any(sentence.in_title for sentence in sentences)
    body_first = next((s.index for s in report.sentences if not s.in_title), 0)
    in_lead = any(sentence.index == body_first for sentence in sentences)
    return 2 * in_title + in_lead + 0.2 * min(len(happening.told), 5) if in_title or in_lead else 0.0
