"""``dateline gazetteer`` and ``dateline resolve``: names looked up, dumps added, words read alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from small_gazetteer import dump_line, make_gazetteer


@pytest.fixture
def own(working_folder: Path) -> Path:
    """A gazetteer of two invented places in the working folder, and the dump that they came from."""
    Path("NO.txt").write_text(dump_line(1, "Ellerhavn") + dump_line(2, "Ellerhavn", lat=65.0, people=0))
    return make_gazetteer(working_folder / "own.sqlite")


def test_a_dump_is_added_and_its_places_are_shown(dateline, own: Path) -> None:
    added = dateline("gazetteer", "add", "NO.txt", "--gazetteer", "own.sqlite")
    assert added.exit_code == 0, added.stderr
    assert "2 places added to own.sqlite." in added.stderr
    shown = dateline("gazetteer", "show", "Ellerhavn", "--gazetteer", "own.sqlite")
    assert shown.stdout.splitlines() == [
        "Ellerhavn, NOR (settlement) at 60.0000 10.0000, 5,000 people, GeoNames 1",
        "Ellerhavn, NOR (settlement) at 65.0000 10.0000, GeoNames 2",
    ]
    told = json.loads(dateline("gazetteer", "show", "Ellerhavn", "--gazetteer", "own.sqlite", "--json").stdout)
    assert [place["geonames_id"] for place in told] == [1, 2]
    built = dateline("gazetteer", "build", "--gazetteer", "own.sqlite")
    assert built.stdout == "own.sqlite: 2 places.\n"


def test_a_name_that_nobody_has_ends_with_one_and_says_what_to_do(dateline, own: Path) -> None:
    result = dateline("gazetteer", "show", "Qwertyville", "--gazetteer", "own.sqlite")
    assert result.exit_code == 1
    assert "no place is called 'Qwertyville'" in result.stderr
    assert "dateline gazetteer add" in result.stderr


@pytest.mark.parametrize("command", [("build",), ("show", "Homs"), ("add", "NO.txt")])
def test_a_file_that_is_no_gazetteer_is_one_line(dateline, own: Path, command: tuple[str, ...]) -> None:
    Path("bad.sqlite").write_text("half a download")
    result = dateline("gazetteer", *command, "--gazetteer", "bad.sqlite")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1


def test_a_place_is_told_with_its_reason(dateline) -> None:
    result = dateline("resolve", "place", "20 miles east of Homs", "--json")
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    assert (told["place"]["country"], told["precision"]) == ("SYR", "near")
    assert told["longitude"] > told["place"]["longitude"]
    assert told["reason"]
    plain = dateline("resolve", "place", "Homs")
    assert "precision: settlement" in plain.stdout


def test_a_name_of_many_places_is_not_resolved_and_says_so(dateline) -> None:
    result = dateline("resolve", "place", "Springfield")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "'Springfield' may be any of " in result.stderr


def test_time_words_are_counted_from_the_day_given(dateline) -> None:
    result = dateline("resolve", "time", "last Thursday", "--date", "2025-04-25", "--json")
    assert json.loads(result.stdout)["first"] == "2025-04-24"
    assert "unknown" in dateline("resolve", "time", "last Thursday").stderr


def test_a_participant_is_told_with_country_and_sector(dateline) -> None:
    told = json.loads(dateline("resolve", "actor", "Israeli soldiers", "--json").stdout)
    assert (told["country"], told["sectors"], told["kind"]) == ("ISR", ["MIL"], "state_body")
    unknown = dateline("resolve", "actor", "Mara Quill")
    assert unknown.exit_code == 1
    assert "no name, title or noun in 'Mara Quill'" in unknown.stderr


def test_a_user_s_own_list_is_used_or_refused(dateline, working_folder: Path) -> None:
    head = "id,name,aliases,kind,country,sectors,from,to,reference\n"
    Path("own.csv").write_text(f"{head}lorn-front,Lorn Front,,armed_group,NOR,REB,,,https://example.org/lorn\n")
    told = json.loads(dateline("resolve", "actor", "the Lorn Front", "--actors", "own.csv", "--json").stdout)
    assert (told["id"], told["country"]) == ("lorn-front", "NOR")
    Path("own.csv").write_text("id,name\nlorn-front,Lorn Front\n")
    refused = dateline("resolve", "actor", "the Lorn Front", "--actors", "own.csv")
    assert refused.exit_code == 2
    assert "line 1: the columns 'aliases'" in refused.stderr


@pytest.mark.parametrize("words", ["31 June 2025", "in the year 0", "in 20255"])
def test_days_that_are_none_are_not_resolved(dateline, words: str) -> None:
    result = dateline("resolve", "time", words, "--date", "2025-04-25")
    assert result.exit_code == 1
    assert result.stderr.startswith("not resolved: ")
