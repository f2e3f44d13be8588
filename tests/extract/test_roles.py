"""Which phrases fill which role: candidates, the roles open to them, and the choice by weights made here."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extract.coreference import find_antecedents
from dateline.extract.happenings import find_mentions
from dateline.extract.lexicon import load_lexicon
from dateline.extract.roles import Scene, candidates, features, fill_roles, kind_of, roles_of
from dateline.extract.telling import scene
from dateline.extract.weights import ROLES, Weights, load_weights
from dateline.model import ParsedReport, Token

Parse = Callable[..., ParsedReport]

LEXICON = load_lexicon()


def scene_of(report: ParsedReport, trigger: str) -> Scene:
    mentions = find_mentions(report, LEXICON)
    mention = next(m for m in mentions if m.token.text == trigger)
    return scene(report, mention, mentions, LEXICON, find_antecedents(report))


def texts(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens]


def weights(threshold: float = 0.5, **roles: dict[str, float]) -> Weights:
    """Weights of roles; a role that is not named has a bias that no phrase overcomes."""
    never = {"bias": -9.0}
    return Weights({}, {}, {}, {r: roles.get(r, never) for r in ROLES}, role_thresholds=dict.fromkeys(ROLES, threshold))


PLAIN = "Gunmen killed two farmers near Bangui on Monday."


def test_candidates_are_heads_of_phrases_without_the_trigger(parse: Parse) -> None:
    found = texts(list(candidates(scene_of(parse(PLAIN), "killed"))))
    assert found == ["Gunmen", "farmers", "Bangui", "Monday"]


def test_another_happening_is_no_candidate_but_its_phrases_are(parse: Parse) -> None:
    report = parse("The attack killed two farmers before the arrest of the gunmen.")
    found = texts(list(candidates(scene_of(report, "killed"))))
    assert "arrest" not in found
    assert "attack" not in found
    assert "gunmen" in found


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("Rebels killed a guard in Balashikha, a city 20 miles east of Moscow.", {"city", "Moscow", "miles"}),
        ("Thieves killed a guard and took $400 in Lagos.", {"400"}),
        ("Thieves killed a 30-year-old guard in Lagos.", {"old", "year"}),
    ],
)
def test_restatements_landmarks_sums_and_ages_are_no_candidates(parse: Parse, text: str, left_out: set[str]) -> None:
    assert not left_out & set(texts(list(candidates(scene_of(parse(text), "killed")))))


def test_a_time_can_only_tell_the_time_and_a_body_is_no_place(parse: Parse) -> None:
    seen = scene_of(parse("Boko Haram killed Amina Sesay in Lagos on Monday."), "killed")
    open_to = {token.text: roles_of(seen, token) for token in candidates(seen)}
    assert open_to["Monday"] == ("time",)
    assert "place" not in open_to["Sesay"]
    assert "time" not in open_to["Sesay"]
    assert "place" in open_to["Lagos"]


def test_what_stands_in_another_clause_is_no_place(parse: Parse) -> None:
    seen = scene_of(parse("Rebels killed a guard, a spokesman said in Geneva."), "killed")
    geneva = next(token for token in candidates(seen) if token.text == "Geneva")
    assert "place" not in roles_of(seen, geneva)


def test_a_phrase_fills_the_role_for_which_it_is_likeliest(parse: Parse) -> None:
    made = weights(actor={"side=before:VERB": 2.0, "bias": -1.0}, recipient={"side=after:VERB": 3.0, "bias": -1.0})
    filled = fill_roles(scene_of(parse(PLAIN), "killed"), made)
    assert [filler.head.text for filler in filled["actor"]] == ["Gunmen"]
    assert {filler.head.text for filler in filled["recipient"]} == {"farmers", "Bangui"}


def test_no_phrase_fills_two_roles(parse: Parse) -> None:
    made = weights(actor={"bias": 1.0}, recipient={"bias": 1.0}, object={"bias": 1.0})
    filled = fill_roles(scene_of(parse(PLAIN), "killed"), made)
    heads = [filler.head.index for fillers in filled.values() for filler in fillers]
    assert len(heads) == len(set(heads)) == 3


def test_below_the_threshold_nothing_is_filled(parse: Parse) -> None:
    made = weights(0.9, actor={"bias": 1.0})
    assert all(not fillers for fillers in fill_roles(scene_of(parse(PLAIN), "killed"), made).values())


def test_the_likeliest_comes_first(parse: Parse) -> None:
    made = weights(recipient={"dep=pobj": 1.0, "bias": 0.5})
    filled = fill_roles(scene_of(parse(PLAIN), "killed"), made)["recipient"]
    assert filled[0].head.text == "Bangui"
    assert [f.probability for f in filled] == sorted((f.probability for f in filled), reverse=True)


def test_the_reading_of_the_grammar_is_a_feature(parse: Parse) -> None:
    seen = scene_of(parse(PLAIN), "killed")
    each = list(candidates(seen))
    names = {token.text: set(features(seen, token, each)) for token in each}
    assert {"ruled=actor", "side=before:VERB"} <= names["Gunmen"]
    assert {"ruled=recipient", "ruled-elsewhere=actor", "side=after:VERB", "class=person"} <= names["farmers"]
    assert "preposition=near" in names["Bangui"]
    assert "kind=DATE" in names["Monday"]


def test_every_feature_stands_once(parse: Parse) -> None:
    seen = scene_of(parse(PLAIN), "killed")
    each = list(candidates(seen))
    for token in each:
        names = list(features(seen, token, each))
        assert len(names) == len(set(names))


def test_a_pronoun_is_of_the_kind_of_what_it_stands_for(parse: Parse) -> None:
    report = parse("Amina Sesay went home on Sunday. Police arrested her.")
    seen = scene_of(report, "arrested")
    her = next(token for token in report.tokens if token.text == "her")
    assert kind_of(seen, her) == "PERSON"


def test_shipped_weights_read_a_plain_sentence(parse: Parse) -> None:
    filled = fill_roles(scene_of(parse("Two farmers were killed by gunmen in Lagos."), "killed"), load_weights())
    assert [filler.head.text for filler in filled["actor"]] == ["gunmen"]
    assert [filler.head.text for filler in filled["recipient"]] == ["farmers"]
    assert [filler.head.text for filler in filled["place"]] == ["Lagos"]
