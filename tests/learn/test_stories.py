"""The story set: what a story compiles to, what is refused, and that the files that ship follow from their sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.learn.stories.counts import CountError, count
from dateline.learn.stories.gold import StorySet, compile_stories
from dateline.learn.stories.marks import MarkError, MarkKind, unmark

STORY = '''
about = "A blast and its reprint"
copies = [["01-a", "01-b"]]

[[report]]
id = "01-a"
date = 2024-03-14
publisher = "Savanna Dispatch"
title = "Blast at market"
text = """A {focus!|bombing} at {focus@|the fish
market} killed 3 people on {day:2024-03-13|Wednesday}, police said. The {focus|blast} was heard far out at sea."""

[[report]]
id = "01-b"
date = 2024-03-15
publisher = "Coast Post"
title = "Bombing"
text = """A {focus!|bombing} at the fish market killed 3 people on {day:2024-03-13|Wednesday}, police said. The blast
was heard far out at sea. A crowd later {riot!|burned} a police post."""

[[report]]
id = "01-c"
date = 2024-03-16
publisher = "Harbour Mail"
title = "Five dead"
text = """The {focus!|attack} claimed five lives, a doctor said, {next!|one more} was reported from the next town."""

[[incident]]
name = "focus"
role = "focus"
type = "assault"
mode = "explosives"
place = "fish market"
country = "KEN"
status = "occurred"
date_from = 2024-03-13
date_to = 2024-03-13
toll = [{ report = "01-a", source = "police", killed = "3" }]

[[incident]]
name = "riot"
role = "background"
type = "PROTEST"
mode = "riot"
status = "occurred"

[[incident]]
name = "next"
role = "near-miss"
type = "ASSAULT"
status = "occurred"

[[link]]
from = "next"
to = "focus"
kind = "similar"
'''


def compiled(folder: Path, story: str, name: str = "01-blast.toml") -> StorySet:
    (folder / name).write_text(story, encoding="utf-8")
    return compile_stories(folder)


def test_a_story_compiles_to_reports_and_incidents(tmp_path: Path) -> None:
    made = compiled(tmp_path, STORY)
    assert made.faults == []
    assert made.reports[0]["text"].startswith("A bombing at the fish market killed 3 people on Wednesday, police")
    focus, near = made.gold["incidents"]
    assert (focus["id"], near["id"]) == ("01-focus", "01-next")
    assert focus["mentions"] == {"01-a": "bombing", "01-b": "bombing", "01-c": "attack"}
    assert focus["other_mentions"] == {"01-a": ["blast"]}
    assert focus["place_words"] == {"01-a": "the fish market"}
    assert focus["mention_starts"] == {"01-a": 2, "01-b": 2, "01-c": 4}
    assert focus["toll_series"] == [
        {"report": "01-a", "source": "police", "killed": {"low": 3, "high": 3, "text": "3"}, "injured": None}
    ]
    assert (focus["origins"], focus["independent_origins"]) == ([["01-a", "01-b"], ["01-c"]], 2)
    assert made.gold["links"] == [{"from": "01-next", "to": "01-focus", "kind": "similar"}]
    assert [(once["report"], once["trigger"], once["type"]) for once in made.gold["told_once"]] == [
        ("01-b", "burned", "PROTEST")
    ]
    assert made.gold["day_words"]["01-a"] == [{"words": "Wednesday", "date": "2024-03-13"}]
    assert made.gold["day_words"]["01-c"] == []


@pytest.mark.parametrize(
    "change",
    [
        ('copies = [["01-a", "01-b"]]', 'copies = [["01-a", "01-b"]]\nrewrites = [["01-a", "01-c"]]'),
        ('publisher = "Harbour Mail"', 'publisher = "Coast Post"'),
        ("toll =", 'shared_sources = [["01-a", "01-c"]]\ntoll ='),
    ],
)
def test_reports_that_lean_on_one_another_are_one_origin(tmp_path: Path, change: tuple[str, str]) -> None:
    made = compiled(tmp_path, STORY.replace(*change))
    assert made.gold["incidents"][0]["origins"] == [["01-a", "01-b", "01-c"]]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('about = "A blast', 'abut = "A blast'), "about: Field required"),
        (("about =", "about"), "no TOML"),
        (('mode = "explosives"', 'mode = "pies"'), "mode 'pies' of ASSAULT"),
        (('type = "assault"', 'type = "PIE"'), "incident 1, type"),
        (('country = "KEN"', 'country = "KEX"'), "'KEX' is no ISO"),
        (("{riot!|burned}", "{riot!|burned"), "report '01-b': the mark 'riot' is never closed"),
        (("{riot!|burned}", "{riot?|burned}"), "label 'riot?'"),
        (("{riot!|burned}", "{riott!|burned}"), "the mark 'riott' names no incident"),
        (("{riot!|burned}", "{riot|burned}"), "0 marks {riot!|..}"),
        (("{focus|blast}", "{focus!|blast}"), "2 marks {focus!|..}"),
        (("{focus|blast}", "{focus@|blast}"), "2 marks {focus@|..}"),
        (("{next!|one more}", "{next!|attack}"), "main mention of 'focus' and of 'next'"),
        (("2024-03-13|Wednesday}, police said. The {", "2024-03-14|Wednesday}, police said. The {"), "but a Thursday"),
        (("{day:2024-03-13|Wednesday}, police said. The {", "Wednesday, police said. The {"), "has no mark"),
        (('source = "police"', 'source = "the mayor"'), "'the mayor' does not stand in report '01-a'"),
        (('killed = "3"', 'killed = "many"'), "holds no number"),
        (('{ report = "01-a", s', '{ report = "01-x", s'), "'01-x' does not tell it"),
        (("date_to = 2024-03-13", "date_to = 2024-03-12"), "is after date_to"),
        (('to = "focus"', 'to = "riot"'), "only one report tells 'riot'"),
        (('to = "focus"', 'to = "fokus"'), "no incident 'fokus'"),
        (('copies = [["01-a", "01-b"]]', ""), "share most of their words"),
        (('copies = [["01-a", "01-b"]]', 'copies = [["01-a", "01-b"], ["01-a", "01-c"]]'), "does not share half"),
        (('copies = [["01-a", "01-b"]]', 'copies = [["01-b", "01-a"]]'), "the original comes first"),
        (('id = "01-c"', 'id = "02-c"'), "must begin with 01-"),
        (('id = "01-c"', 'id = "01-b"'), "report '01-b' comes 2 times"),
    ],
)
def test_a_fault_is_named_with_its_file(tmp_path: Path, change: tuple[str, str], fault: str) -> None:
    assert change[0] in STORY
    faults = compiled(tmp_path, STORY.replace(*change, 1)).faults
    assert any(fault in line for line in faults), faults
    assert all("01-blast.toml" in line for line in faults)


def test_a_number_that_two_stories_bear_is_a_fault(tmp_path: Path) -> None:
    compiled(tmp_path, STORY)
    assert any("comes twice" in line for line in compiled(tmp_path, STORY, "01-other.toml").faults)


def test_marks_stand_in_one_another() -> None:
    marked = unmark("{a!|{b!|two} {day:|Fridays}} in {a@|{b@|Ney}}")
    assert marked.text == "two Fridays in Ney"
    assert [(mark.name, mark.words) for mark in marked.marks if mark.kind is MarkKind.MAIN] == [
        ("a", "two Fridays"),
        ("b", "two"),
    ]
    assert all(marked.text[mark.start : mark.end] == mark.words for mark in marked.marks)


@pytest.mark.parametrize("marked", ["}", "{a|}", "{a| b}", "{day:2024-13-01|Friday}"])
def test_marks_that_cannot_be_read_are_refused(marked: str) -> None:
    with pytest.raises(MarkError):
        unmark(marked)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("at least 12", 12, None),
        ("more than 100", 101, None),
        ("as many as 300", None, 300),
        ("no injuries", 0, 0),
        ("no one was hurt", 0, 0),
        ("scores", 40, None),
        ("dozens of people", 24, None),
        ("several", 3, None),
        ("twenty-three", 23, 23),
        ("1,204", 1204, 1204),
        ("three to five", 3, 5),
        ("no fewer than nine", 9, None),
    ],
)
def test_bounds_follow_the_coding_guide(words: str, low: int | None, high: int | None) -> None:
    counted = count(words)
    assert (counted.low, counted.high, counted.text) == (low, high, words)


@pytest.mark.parametrize("words", ["many", "about 30", "half a dozen", "3 men and 2 boys and 1 girl"])
def test_words_without_a_rule_need_bounds(words: str) -> None:
    with pytest.raises(CountError):
        count(words)
