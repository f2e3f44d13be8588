"""How well an incident is verified, by a stated rule.

In this order: **discounted**, where a report denies that it happened, or takes it back, and none tells it on its own
account, or through a body in a position to know, after that; **contested**, where an origin denies or doubts it while
another tells it; **confirmed**, where two origins or more tell it and a body in a position to know confirms it;
**corroborated**, where two origins or more tell it; else **single source**.

What does not belong here: which origins are independent (`origins`).
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.merge.profile import Profile
from dateline.model import SourceKind, Stance, Status
from dateline.model.incident import Grade

_KNOWING = frozenset(
    {
        SourceKind.OFFICIAL,
        SourceKind.SECURITY_FORCES,
        SourceKind.LOCAL_AUTHORITY_OR_MEDIC,
        SourceKind.DOCUMENT_OR_COURT,
    }
)
_AGAINST = frozenset({Stance.DENIES, Stance.RETRACTS})
_OPEN = frozenset({Stance.DOUBTS, Stance.CANNOT_VERIFY})


def grade_of(profiles: Iterable[Profile], origins: int) -> Grade:
    """The grade of an incident. profiles: its records'. origins: how many tell it independently."""
    each = list(profiles)
    denied = [profile for profile in each if _denies(profile)]
    last = max((profile.published or 0 for profile in denied), default=0)
    told = [p for p in each if not _denies(p)]
    if denied and not any(_stands(profile) and (profile.published or 0) >= last for profile in told):
        return Grade.DISCOUNTED
    if denied or any(_has(profile, _AGAINST | _OPEN) for profile in each):
        return Grade.CONTESTED
    if origins < 2:
        return Grade.SINGLE_SOURCE
    return Grade.CONFIRMED if any(_is_confirmed(profile) for profile in each) else Grade.CORROBORATED


def _denies(profile: Profile) -> bool:
    return profile.status is Status.DENIED


def _has(profile: Profile, stances: frozenset[Stance]) -> bool:
    return any(speaker.stance in stances for speaker in profile.speakers)


def _stands(profile: Profile) -> bool:
    return profile.is_own_voice or not profile.speakers or _is_confirmed(profile)


def _is_confirmed(profile: Profile) -> bool:
    return any(s.stance == Stance.CONFIRMS and s.kind in _KNOWING for s in profile.speakers)
