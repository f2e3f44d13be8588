from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extract.happenings import find_mentions
from dateline.extract.lexicon import load_lexicon
from dateline.extract.status import find_status, load_status_words
from dateline.model import ParsedReport, Status


@pytest.mark.parametrize(
    ("text", "word", "status", "cue"),
    [
        ("Gunmen killed two guards.", "killed", Status.OCCURRED, None),
        ("The army will attack the town.", "attack", Status.PLANNED, "will"),
        ("The rebels plan to attack the town.", "attack", Status.PLANNED, "plan"),
        ("Planned talks were held up by rain.", "talks", Status.PLANNED, "Planned"),
        ("The rebels could attack the town.", "attack", Status.HYPOTHETICAL, "could"),
        ("If the rebels attack the town, the bridge is lost.", "attack", Status.HYPOTHETICAL, "If"),
        ("The gunmen tried to kidnap the mayor.", "kidnap", Status.FAILED, "tried"),
        ("Soldiers are besieging the town.", "besieging", Status.ONGOING, "are"),
        ("The army did not attack the town.", "attack", Status.DENIED, "not"),
    ],
)
def test_the_status_and_the_word_that_tells_it(
    parse: Callable[[str], ParsedReport], text: str, word: str, status: Status, cue: str | None
) -> None:
    report = parse(text)
    mention = next(m for m in find_mentions(report, load_lexicon()) if m.token.text == word)
    told = find_status(report, mention, load_status_words())
    assert (told.status, told.cue.text if told.cue else None) == (status, cue)
