"""Whether a happening took place, as one mention presents it, and the word that tells it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extract.status import StatusTold, choose_status, find_status, load_status_words
from dateline.model import ParsedReport, Status
from lexicon_mentions import mentions_of

Parse = Callable[..., ParsedReport]

WORDS = load_status_words()


def told(report: ParsedReport, trigger: str) -> StatusTold:
    mention = next(m for m in mentions_of(report) if trigger in m.words.text)
    return find_status(report, mention, WORDS)


CASES = [
    ("Soldiers shelled the camp.", "shelled", Status.OCCURRED, None),
    ("The camp was shelled by soldiers.", "shelled", Status.OCCURRED, None),
    ("Police will arrest the man.", "arrest", Status.PLANNED, "will"),
    ("The man will be arrested.", "arrested", Status.PLANNED, "will"),
    ("Rebels plan to attack the town.", "attack", Status.PLANNED, "plan"),
    ("The planned talks in Geneva are important.", "talks", Status.PLANNED, "planned"),
    ("Leaders left ahead of talks in Geneva.", "talks", Status.PLANNED, "of"),
    ("If rebels attack the town, people will flee.", "attack", Status.HYPOTHETICAL, "If"),
    ("Soldiers might shell the camp.", "shell", Status.HYPOTHETICAL, "might"),
    ("Officials fear an attack on the town.", "attack", Status.HYPOTHETICAL, "fear"),
    ("The man tried to kill the judge.", "kill", Status.FAILED, "tried"),
    ("Police aborted an attack on the town.", "attack", Status.FAILED, "aborted"),
    ("A failed attack on the base angered residents.", "attack", Status.FAILED, "failed"),
    ("Soldiers are shelling the camp.", "shelling", Status.ONGOING, "are"),
    ("The ongoing siege of the town worries doctors.", "siege", Status.ONGOING, "ongoing"),
    ("Soldiers did not shell the camp.", "shell", Status.DENIED, "not"),
    ("There was no attack on the camp.", "attack", Status.DENIED, "no"),
    ("The rebels could attack the town.", "attack", Status.HYPOTHETICAL, "could"),
    ("The gunmen tried to kidnap the mayor.", "kidnap", Status.FAILED, "tried"),
    ("Soldiers are besieging the town.", "besieging", Status.ONGOING, "are"),
    ("The army did not attack the town.", "attack", Status.DENIED, "not"),
    ("The army will attack the town.", "attack", Status.PLANNED, "will"),
    ("Planned talks were held up by rain.", "talks", Status.PLANNED, "Planned"),
    ("Gunmen killed two guards.", "killed", Status.OCCURRED, None),
    # negation and its scope
    ("No shots were fired in the village.", "fired", Status.DENIED, "No"),
    ("Nobody was killed in the town.", "killed", Status.DENIED, "Nobody"),
    ("Soldiers fired no shots in the village.", "fired", Status.DENIED, "no"),
    ("The army will not withdraw from the port.", "withdraw", Status.DENIED, "not"),
    ("The army has yet to withdraw from the port.", "withdraw", Status.DENIED, "yet"),
    ("There is no evidence of an attack on the camp.", "attack", Status.DENIED, "no"),
    ("The rebels left without attacking the camp.", "attacking", Status.DENIED, "without"),
    ("The rebels refused to release the hostages.", "release", Status.DENIED, "refused"),
    ("Gunmen not only robbed the priest but shot him.", "shot", Status.OCCURRED, None),
    ("The raid was not about revenge.", "raid", Status.OCCURRED, None),
    # conditions, questions, counterfactuals
    ("They fled after they survived the bombing.", "bombing", Status.OCCURRED, None),
    ("They would be ashamed if they survived the bombing.", "bombing", Status.OCCURRED, None),
    ("Did Turkey bomb the village?", "bomb", Status.HYPOTHETICAL, "Did"),
    ("Had the guard not shot the man, many would have died.", "shot", Status.OCCURRED, None),
    ("Lawmakers are debating whether to arrest the general.", "arrest", Status.HYPOTHETICAL, "whether"),
    # what is foiled, called off, planned, feared
    ("Police acted to prevent an attack on the town.", "attack", Status.HYPOTHETICAL, "prevent"),
    ("The bomb attack was averted by police.", "attack", Status.FAILED, "averted"),
    ("The army survived a coup attempt in May.", "coup", Status.FAILED, "attempt"),
    ("Two planes almost collided over the airport.", "collided", Status.FAILED, "almost"),
    ("Unions called off the strike on Monday.", "strike", Status.DENIED, "called"),
    ("The talks planned for Monday worry Turkey.", "talks", Status.PLANNED, "planned"),
    ("The Home Office is to suspend talks with the union.", "suspend", Status.PLANNED, "is"),
    ("Washington announced it would deploy troops.", "deploy", Status.PLANNED, "would"),
    ("Ministers will discuss the attack on Friday.", "attack", Status.OCCURRED, None),
    ("Ministers will travel to Oslo for talks.", "talks", Status.PLANNED, "will"),
    # what is still going on
    ("Hundreds of men are being held in a camp.", "held", Status.ONGOING, "being"),
    ("The shelling of the town was under way.", "shelling", Status.ONGOING, "way"),
    ("The militia hold three hostages in the hills.", "hold", Status.ONGOING, "hold"),
    ("The envoy is urging rebels to disarm.", "urging", Status.OCCURRED, None),
]


@pytest.mark.parametrize(("text", "trigger", "status", "cue"), CASES, ids=[case[0] for case in CASES])
def test_status_and_the_word_that_tells_it(
    parse: Parse, text: str, trigger: str, status: Status, cue: str | None
) -> None:
    found = told(parse(text), trigger)
    assert (found.status, found.cue.text if found.cue else None) == (status, cue)


def test_a_noun_alone_leaves_the_status_to_the_mention_that_tells_it(parse: Parse) -> None:
    report = parse("The summit drew attention. Leaders will meet in Oslo.")
    mentions = [m for m in mentions_of(report) if m.token.lower in ("summit", "meet")]
    mention, told = choose_status(report, mentions, WORDS)
    assert (mention.words.text, told.status) == ("meet", Status.PLANNED)


def test_a_denial_gives_way_to_a_mention_that_tells_it(parse: Parse) -> None:
    report = parse("The army did not shell the camp. Later it shelled the camp.")
    mentions = [m for m in mentions_of(report) if m.token.lemma == "shell"]
    assert choose_status(report, mentions, WORDS)[1].status is Status.OCCURRED


@pytest.mark.xfail(
    strict=True, reason="'foil @attack/plot' is an entry, and its head is not read as telling the status"
)
@pytest.mark.parametrize("verb", ["foiled", "thwarted"])
def test_a_foiled_attack_has_not_occurred(parse: Parse, verb: str) -> None:
    assert told(parse(f"Police {verb} an attack on the town."), "attack").status is Status.FAILED


def test_a_modal_of_the_saying_does_not_reach_what_is_said(parse: Parse) -> None:
    assert told(parse("Officials will say that rebels attacked the town."), "attacked").status is Status.OCCURRED


def test_a_condition_holds_for_its_own_clause_only(parse: Parse) -> None:
    report = parse("Rebels attacked the town. If it rains, the river rises.")
    assert told(report, "attacked").status is Status.OCCURRED


def test_the_words_of_every_status_are_lower_case_and_of_one_status_each() -> None:
    assert set(WORDS) <= set(Status) - {Status.OCCURRED}
    for table in ("modals", "prepositions"):
        words = [word for each in WORDS.values() for word in getattr(each, table)]
        assert len(words) == len(set(words)), table
        assert all(word == word.lower() for word in words)
