"""The voices that vouch for a happening or dispute it, as a flat list for formats without nesting.

What does not belong here: voices of single fields; those are told by the claims of the full record (`jsonl`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model import EventRecord, Field, SourceKind, Span, Stance, Voice


@dataclass(frozen=True, slots=True)
class ToldVoice:
    """One voice of the happening itself.

    stance: what it does with the happening; None for a voice that only passes on the one listed before it.
    """

    source: Span | None
    cue: Span | None
    kind: SourceKind
    stance: Stance | None

    @property
    def place(self) -> Span:
        """Where it stands: the words of the source, or of the cue where no source is named."""
        span = self.source or self.cue
        assert span is not None  # Voice refuses neither
        return span


def told_voices(record: EventRecord) -> tuple[ToldVoice, ...]:
    """The distinct voices of the TYPE claims, then of single mentions, each followed by those that pass it on.

    Two voices are one where their words and their stance are the same; the first is kept.
    """
    distinct: dict[tuple[str, bool, Stance | None], ToldVoice] = {}
    for voice in _all_voices(record):
        distinct.setdefault(_key(voice), voice)
    return tuple(distinct.values())


def _all_voices(record: EventRecord) -> Iterator[ToldVoice]:
    for claim in (*record.of(Field.TYPE), *record.of(Field.MENTION)):
        if claim.voice is None:
            continue
        for depth, voice in enumerate(claim.voice.chain()):
            yield _told(voice, claim.stance if depth == 0 else None)


def _told(voice: Voice, stance: Stance | None) -> ToldVoice:
    return ToldVoice(voice.source, voice.cue, voice.kind, stance)


def _key(voice: ToldVoice) -> tuple[str, bool, Stance | None]:
    return voice.place.text, voice.source is None, voice.stance
