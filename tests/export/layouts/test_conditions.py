"""Conditions: what a record tells makes them hold, and what it does not tell never does."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.export.happening import Mention
from dateline.export.layouts.conditions import _JUDGES, deciding_rule, holds
from dateline.knowledge.crosswalks import load_conditions
from dateline.model import ActorKind, EventType, Sector, Status
from happenings import SOURCE, attack, killed, who

SOLDIERS = who("soldiers", Sector.MIL, kind=ActorKind.STATE_BODY, country="KEN")
REBELS = who("rebels", Sector.REB, kind=ActorKind.ARMED_GROUP)
VILLAGERS = who("villagers", kind=ActorKind.CROWD)
STRANGER = who("they")
MARCHERS = who("protesters", Sector.CVL, kind=ActorKind.CROWD)
ENVOYS = who("troops", Sector.MIL, kind=ActorKind.STATE_BODY, country="UGA")
MISSION = who("peacekeepers", Sector.UNO, kind=ActorKind.ORGANISATION)
MINISTER = who("the minister", Sector.GOV, kind=ActorKind.INDIVIDUAL)


def said(*words: str) -> tuple[Mention, ...]:
    return tuple(Mention(SOURCE, each, 0) for each in words)


def test_every_condition_has_a_judge_and_tells_how_it_judges() -> None:
    assert set(_JUDGES) == set(load_conditions())
    assert all(condition.judged for condition in load_conditions().values())


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ("two_sided", {"mode": "battle", "actors": (), "recipients": ()}, True),
        ("two_sided", {"actors": (SOLDIERS, REBELS), "recipients": ()}, True),
        ("two_sided", {"actors": (SOLDIERS, REBELS), "recipients": (VILLAGERS,)}, False),
        ("one_sided", {"actors": (), "recipients": (), "objects": ()}, False),
        ("one_sided", {"actors": (), "recipients": (), "objects": ("a mill",)}, True),
        ("actor_state", {"actors": (SOLDIERS,)}, True),
        ("actor_state", {"actors": (ENVOYS,)}, False),
        ("actor_state", {"actors": (ENVOYS,), "country": None}, True),
        ("actor_foreign_state", {"actors": (ENVOYS,)}, True),
        ("actor_foreign_state", {"actors": (MISSION,), "country": None}, True),
        ("actor_foreign_state", {"actors": (REBELS,)}, False),
        ("actor_nonstate_armed", {"actors": (REBELS,)}, True),
        ("actor_nonstate_armed", {"actors": (STRANGER,)}, False),
        ("actor_mob", {"actors": (VILLAGERS,)}, True),
        ("actor_mob", {"actors": (VILLAGERS, SOLDIERS)}, False),
        ("recipient_civilian", {"recipients": (VILLAGERS,)}, True),
        ("recipient_civilian", {"recipients": (STRANGER,)}, False),
        ("recipient_civilian", {"recipients": (MINISTER,)}, False),
        ("recipient_armed", {"recipients": (REBELS,)}, True),
        ("recipient_armed", {"recipients": (REBELS, VILLAGERS)}, False),
        ("recipient_protester", {"recipients": (MARCHERS,)}, True),
        ("recipient_prominent", {"recipients": (MINISTER,)}, True),
        ("lethal_or_serious", {"mode": None, "figures": (killed(1),)}, True),
        ("lethal_or_serious", {"mode": None, "figures": (killed(0, 0),)}, False),
        ("lethal_or_serious", {"mode": "beat", "figures": ()}, False),
        ("not_lethal", {"mode": "beat", "figures": ()}, True),
        ("thrown", {"means": ("hand grenades",)}, True),
        ("thrown", {"means": ("a bomb",), "mentions": said("hurled")}, True),
        ("thrown", {"means": ("lobby fire",)}, False),
        ("disrupted", {"status": Status.FAILED}, True),
        ("disrupted", {"mentions": said("defused")}, True),
        ("in_demonstration", {"mentions": said("clashed"), "places": ("a rally",)}, True),
        ("in_demonstration", {}, False),
        ("conflict_party", {"actors": (REBELS,), "mentions": said("truce talks")}, True),
        ("conflict_party", {"actors": (SOLDIERS,), "mentions": said("truce talks")}, False),
        ("property_target", {"recipients": (), "objects": ("a mill",)}, True),
        ("sides_armed", {"actors": (REBELS,), "recipients": (SOLDIERS,)}, True),
        ("sides_armed", {"actors": (REBELS,), "recipients": (VILLAGERS,)}, False),
        ("state_side", {"actors": (REBELS,), "recipients": (SOLDIERS,)}, True),
        ("territory_to_state", {"mentions": said("recaptured")}, False),
    ],
)  # fmt: skip
def test_a_condition(condition: str, facts: dict[str, Any], expected: bool) -> None:
    assert holds(condition, attack(**facts)) is expected


@pytest.mark.parametrize(
    ("layout", "facts", "number"),
    [
        ("acled", {}, 540),
        ("acled", {"recipients": (STRANGER,)}, 567),
        ("acled", {"actors": (REBELS, SOLDIERS), "recipients": ()}, 120),
        ("acled", {"recipients": (MARCHERS,)}, 200),
        ("acled", {"recipients": (MARCHERS,), "mode": "crowd-control", "figures": ()}, 210),
        ("acled", {"mode": "drone", "recipients": (), "objects": ("a mill",)}, 420),
        ("acled", {"mode": "drone", "recipients": (), "objects": ()}, 561),
        ("acled", {"type": EventType.COERCE, "mode": "arrest", "actors": (SOLDIERS,), "recipients": (MINISTER,)}, 720),
        ("acled", {"type": EventType.COERCE, "mode": "arrest"}, 710),
        ("acled", {"type": EventType.COERCE, "mode": "arrest", "actors": (SOLDIERS,)}, 730),
        ("gtd", {"actors": (SOLDIERS,)}, 10),
        ("gtd", {"actors": (ENVOYS,)}, 10),
        ("gtd", {}, 40),
        ("ged", {}, 30),
        ("ged", {"actors": ()}, 60),
        ("ged", {"actors": (VILLAGERS,)}, 20),
        ("cameo", {}, 810),
        ("polecat", {"mode": "battle"}, 820),
    ],
)
def test_the_first_rule_that_holds_decides(layout: str, facts: dict[str, Any], number: int) -> None:
    rule = deciding_rule(layout, attack(**facts))
    assert rule is not None
    assert rule.number == number
