"""The crosswalks to the coding guide are total: no value of ours is without one of the guide's."""

from __future__ import annotations

import pytest

from dateline.model import MODES, Certainty, EventType, ResponsibilityStance, Stance, Status, modes_of
from dateline.model.codebook import FINER_MODES


def test_every_type_has_its_modes() -> None:
    assert set(MODES) == set(EventType)
    assert len(EventType) == 17


@pytest.mark.parametrize(("kind", "mode"), list(FINER_MODES))
def test_a_finer_mode_is_a_mode_and_goes_to_one_of_the_guides(kind: EventType, mode: str) -> None:
    assert mode in modes_of(kind)
    assert mode not in MODES[kind]
    assert FINER_MODES[kind, mode] in MODES[kind]


@pytest.mark.parametrize("kind", list(EventType))
def test_modes_of_a_type_stand_once(kind: EventType) -> None:
    assert len(set(modes_of(kind))) == len(modes_of(kind))


@pytest.mark.parametrize("stance", list(Stance))
def test_a_stance_has_a_word_of_the_guide(stance: Stance) -> None:
    assert stance.guide in {"states", "confirms", "claims", "denies", "doubts", "unable-to-verify"}


@pytest.mark.parametrize("status", list(Status))
def test_a_status_has_a_word_of_the_guide(status: Status) -> None:
    assert status.guide in {"occurred", "ongoing", "planned", "failed", "hypothetical", "denied"}


@pytest.mark.parametrize("certainty", list(Certainty))
def test_a_certainty_has_a_word_of_the_guide(certainty: Certainty) -> None:
    assert certainty.guide in {"fact", "attributed", "suspected", "disputed"}


@pytest.mark.parametrize("stance", list(ResponsibilityStance))
def test_a_responsibility_has_a_word_of_the_guide_or_none(stance: ResponsibilityStance) -> None:
    assert stance.guide in {"claimed", "blamed", "denied", "unclaimed", None}
