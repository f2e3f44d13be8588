"""Whether the conditions of crosswalk rules hold for a happening, as far as its record tells.

A condition that the record does not settle does not hold: the tables end in rules for that case, which say so by their
fit. How each is judged stands in the table of conditions. What does not belong here: the rules themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from dateline.export.happening import Happening, Participant
from dateline.knowledge.crosswalks import Rule, load_conditions, load_rules, sector_facts
from dateline.model import ActorKind, CasualtyKind, EventType, Sector, Status

_NONSTATE = frozenset({Sector.REB, Sector.PRM, Sector.UAF, Sector.CRM, Sector.IMG})
_PARTIES = frozenset({Sector.REB, Sector.PRM, Sector.IMG})
_STATE_FORCES = frozenset({Sector.COP, Sector.GOV, Sector.JUD, Sector.MIL, Sector.SPY})
_MISSIONS = frozenset({Sector.IGO, Sector.UNO})
_UNKNOWN = frozenset({Sector.UNK})
_LETHAL_MODES = frozenset(
    "firearms explosives suicide-attack heavy-weapons aerial drone assassinate execute targeted battle".split()
)


def deciding_rule(layout: str, happening: Happening) -> Rule | None:
    """The first rule of ``layout`` that is for the happening and whose condition holds; None where there is none."""
    for rule in _rules_for(layout, happening.type, happening.mode):
        if any(all(holds(part, happening) for part in group) for group in rule.condition):
            return rule
    return None


@cache
def _rules_for(layout: str, event_type: EventType, mode: str | None) -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules(layout) if rule.is_for(event_type, mode))


def holds(condition: str, happening: Happening) -> bool:
    """Whether the condition of that name is known to hold."""
    return _JUDGES[condition](happening)


def is_armed(participant: Participant) -> bool:
    """Whether its primary sector carries arms."""
    facts = sector_facts()
    return bool(participant.sectors) and facts[participant.sectors[0]].is_armed


def is_state(participant: Participant) -> bool:
    """Whether its primary sector is a state's."""
    facts = sector_facts()
    return bool(participant.sectors) and facts[participant.sectors[0]].is_state


def is_civilian(participant: Participant) -> bool:
    """Whether it is known to be unarmed and no part of a state; a crowd without a sector counts as such."""
    if not participant.sectors:
        return participant.kind is ActorKind.CROWD
    known = not set(participant.sectors[:1]) & _UNKNOWN
    return known and not is_armed(participant) and not is_state(participant)


def is_foreign_force(participant: Participant, country: str | None) -> bool:
    """Whether it is a state force of another country than that of the place, or an international mission."""
    primary = set(participant.sectors[:1])
    if primary & _MISSIONS:
        return True
    known = participant.country is not None and country is not None
    return bool(primary & _STATE_FORCES) and known and participant.country != country


def _any(test: Callable[[Participant], bool], participants: Iterable[Participant]) -> bool:
    return any(test(each) for each in participants)


def _primary(participants: Iterable[Participant], sectors: frozenset[Sector]) -> bool:
    return any(set(each.sectors[:1]) & sectors for each in participants)


def _two_sided(happening: Happening) -> bool:
    armed = [each for each in happening.actors if is_armed(each)]
    return happening.mode == "battle" or (len(armed) > 1 and not happening.recipients)


def _one_sided(happening: Happening) -> bool:
    return not _two_sided(happening) and bool(happening.recipients or happening.objects)


def _actor_state(happening: Happening) -> bool:
    home = (each for each in happening.actors if not is_foreign_force(each, happening.country))
    return _primary(home, _STATE_FORCES)


def _actor_foreign_state(happening: Happening) -> bool:
    return _any(lambda each: is_foreign_force(each, happening.country), happening.actors)


def _actor_mob(happening: Happening) -> bool:
    crowd = any(each.kind is ActorKind.CROWD for each in happening.actors)
    return crowd and not _any(lambda each: is_armed(each) or is_state(each), happening.actors)


def _recipient_civilian(happening: Happening) -> bool:
    return _any(is_civilian, happening.recipients)


def _recipient_armed(happening: Happening) -> bool:
    return not _recipient_civilian(happening) and _any(is_armed, happening.recipients)


def _prominent(happening: Happening) -> bool:
    return any(each.kind is ActorKind.INDIVIDUAL for each in happening.recipients)


def _lethal(happening: Happening) -> bool:
    killed = any(each.kind is CasualtyKind.KILLED and (each.low or 0) > 0 for each in happening.figures)
    return killed or happening.mode in _LETHAL_MODES


def _failed(happening: Happening) -> bool:
    return happening.status is Status.FAILED


def _conflict_party(happening: Happening) -> bool:
    parties = _primary((*happening.actors, *happening.recipients), _PARTIES)
    words = (*(each.text for each in happening.mentions), *happening.objects)
    return parties and (_said("conflict_party", words) or happening.mode == "ceasefire")


def _sides_armed(happening: Happening) -> bool:
    def bears_arms(each: Participant) -> bool:
        return is_armed(each) or is_state(each)

    if _recipient_civilian(happening):
        return False
    across = _any(bears_arms, happening.actors) and _any(bears_arms, happening.recipients)
    return across or (_two_sided(happening) and sum(map(bears_arms, happening.actors)) > 1)


def _state_side(happening: Happening) -> bool:
    return _any(is_state, (*happening.actors, *happening.recipients))


@cache
def _pattern(condition: str) -> re.Pattern[str]:
    """The words of a condition; each stands at the beginning of a word."""
    words = "|".join(re.escape(word) for word in load_conditions()[condition].words)
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)


def _said(condition: str, words: Iterable[str]) -> bool:
    return any(_pattern(condition).search(each) for each in words)


def _by_words(condition: str, *parts: str) -> Callable[[Happening], bool]:
    """A judge that looks for the condition's words in the ``parts`` of a happening."""

    def judge(happening: Happening) -> bool:
        return any(_said(condition, _words(happening, part)) for part in parts)

    return judge


def _words(happening: Happening, part: str) -> tuple[str, ...]:
    if part == "mentions":
        return tuple(each.text for each in happening.mentions)
    if part == "participants":
        return tuple(each.words for each in (*happening.actors, *happening.recipients))
    if part == "recipients":
        return tuple(each.words for each in happening.recipients)
    return happening.means if part == "means" else happening.objects if part == "objects" else happening.places


def _never(_: Happening) -> bool:
    return False


_JUDGES: Mapping[str, Callable[[Happening], bool]] = {
    "any": lambda _: True,
    "two_sided": _two_sided,
    "one_sided": _one_sided,
    "actor_state": _actor_state,
    "actor_foreign_state": _actor_foreign_state,
    "actor_nonstate_armed": lambda each: _primary(each.actors, _NONSTATE),
    "actor_mob": _actor_mob,
    "actor_organised": lambda each: _any(lambda actor: is_armed(actor) or is_state(actor), each.actors),
    "in_demonstration": _by_words("in_demonstration", "mentions", "participants", "objects", "places"),
    "recipient_civilian": _recipient_civilian,
    "recipient_armed": _recipient_armed,
    "recipient_protester": _by_words("recipient_protester", "recipients"),
    "recipient_prominent": _prominent,
    "lethal_or_serious": _lethal,
    "not_lethal": lambda each: not _lethal(each),
    "territory_to_state": _never,
    "territory_to_nonstate": _never,
    "territory_changes": _never,
    "thrown": _by_words("thrown", "mentions", "means"),
    "chemical": _by_words("chemical", "mentions", "means"),
    "disrupted": lambda each: _failed(each) or _by_words("disrupted", "mentions")(each),
    "significant": _prominent,
    "extrajudicial": _never,
    "conflict_party": _conflict_party,
    "barricade": _by_words("barricade", "mentions", "means", "objects"),
    "moved": _never,
    "held_on_site": _by_words("held_on_site", "mentions"),
    "vehicle_taken": _by_words("vehicle_taken", "mentions"),
    "vehicle_as_weapon": _by_words("vehicle_as_weapon", "mentions"),
    "incendiary": _by_words("incendiary", "mentions", "means"),
    "property_target": lambda each: bool(each.objects) and not each.recipients,
    "mass_killing": _by_words("mass_killing", "mentions"),
    "attempt": _failed,
    "base_established": _never,
    "sides_armed": _sides_armed,
    "state_side": _state_side,
}
