"""A user's own list of actors: added to those that come with dateline, or refused with all that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.knowledge.actors import WhoIsWho

HEAD = "id,name,aliases,kind,country,sectors,from,to,reference\n"
GOOD = "lorn-front,Lorn Front,LLFX|Front of Lorn,armed_group,NOR,REB,1994,,https://example.org/lorn\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own.csv"


def test_its_names_and_aliases_are_found(own: Path) -> None:
    own.write_text(HEAD + GOOD, encoding="utf-8-sig")
    who = WhoIsWho(own)
    for name in ("Lorn Front", "front of lorn", "LLFX"):
        assert [entry.id for entry in who.entries(name)] == ["lorn-front"]
    assert who.entries("llfx") == ()
    assert who.settings() != WhoIsWho().settings()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("id,name\nx,X\n", r"line 1: the columns 'aliases', 'kind', .* are missing; the first line must name"),
        (HEAD + GOOD.replace("armed_group", "gang"), r"line 2: kind 'gang' is not one of state_body, armed_group"),
        (HEAD + GOOD.replace("NOR", "Norway"), r"line 2: country 'Norway' is not an ISO 3166-1 alpha-3 code"),
        (HEAD + GOOD.replace("REB", "ARMY"), r"line 2: sectors 'ARMY' is not one of COP, GOV"),
        (HEAD + GOOD.replace("1994", "the nineties"), r"line 2: from 'the nineties' is not a year, month or day"),
        (HEAD + GOOD + GOOD, r"line 3: id 'lorn-front' is not new: line 2 has it already"),
        (HEAD + GOOD.replace("lorn-front", ""), r"line 2: id '' is not given"),
    ],
)
def test_a_list_of_another_form_is_refused(own: Path, content: str, told: str) -> None:
    own.write_text(content)
    with pytest.raises(ConfigError, match=told):
        WhoIsWho(own)


def test_all_that_is_wrong_is_told_at_once(own: Path) -> None:
    own.write_text(HEAD + GOOD.replace("NOR", "Norway").replace("REB", "ARMY"))
    with pytest.raises(ConfigError, match=r"country 'Norway'.*sectors 'ARMY'.*Correct the file"):
        WhoIsWho(own)


def test_an_id_that_is_taken_is_refused(own: Path) -> None:
    taken = WhoIsWho().entries("Hezbollah")[0].id
    own.write_text(HEAD + GOOD.replace("lorn-front", taken))
    with pytest.raises(ConfigError, match=f"the ids '{taken}' are taken"):
        WhoIsWho(own)


def test_a_file_that_cannot_be_read_is_refused(own: Path) -> None:
    with pytest.raises(ConfigError, match=r"own.csv' cannot be read: .* check the path"):
        WhoIsWho(own)
