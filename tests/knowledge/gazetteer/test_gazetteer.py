"""Look-ups in the file made from the installed packages, and files that are none."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.knowledge.gazetteer import Gazetteer, Kind
from dateline.knowledge.gazetteer.names import fold
from small_gazetteer import make_gazetteer

GAZETTEER = Gazetteer()


def best(name: str) -> tuple[str, str | None, str]:
    candidate = GAZETTEER.look_up(name)[0]
    return candidate.kind.value, candidate.place.country, candidate.place.name


def test_folding_takes_case_accents_and_marks_away() -> None:
    assert fold("Côte d’Ivoire") == "cote divoire"
    assert fold("Deir ez-Zor") == "deir ez zor"


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Syria", Kind.COUNTRY, "SYR"),
        ("Syrian", Kind.DEMONYM, "SYR"),
        ("Burma", Kind.COUNTRY, "MMR"),
        ("US", Kind.COUNTRY, "USA"),
        ("Texas", Kind.ADMIN1, "USA"),
        ("the Kremlin", Kind.INSTITUTION, "RUS"),
        ("Homs", Kind.SETTLEMENT, "SYR"),
        ("Middle East", Kind.REGION, None),
        ("Black Sea", Kind.WATER, None),
    ],
)
def test_the_best_known_meaning_comes_first(name: str, kind: Kind, country: str | None) -> None:
    candidate = (GAZETTEER.look_up(name) or GAZETTEER.look_up(name.removeprefix("the ")))[0]
    assert (candidate.kind, candidate.place.country) == (kind, country)


def test_a_name_of_many_places_has_them_all() -> None:
    found = [candidate.place for candidate in GAZETTEER.look_up("Springfield")]
    assert len(found) > 20
    assert len({(place.latitude, place.longitude) for place in found}) > 20


def test_a_name_that_nobody_has_gives_nothing() -> None:
    assert GAZETTEER.look_up("Qwertyville") == ()


@pytest.mark.parametrize("name", ["in", "or", "us", "me"])
def test_small_words_are_no_places(name: str) -> None:
    assert GAZETTEER.look_up(name) == ()


def test_an_entry_is_found_again_by_its_id() -> None:
    homs = GAZETTEER.look_up("Homs")[0].place
    assert homs.geonames_id is not None
    found = GAZETTEER.by_id(homs.geonames_id)
    assert found is not None
    assert found.place == homs
    assert GAZETTEER.by_id(-1) is None


def test_nothing_is_opened_before_the_first_look_up() -> None:
    gazetteer = Gazetteer()
    assert "_file" not in vars(gazetteer)
    gazetteer.look_up("Homs")
    assert "_file" in vars(gazetteer)


def test_the_settings_are_the_same_in_a_copy_and_differ_with_the_data(tmp_path: Path) -> None:
    assert pickle.loads(pickle.dumps(GAZETTEER)).settings() == GAZETTEER.settings()
    assert Gazetteer(make_gazetteer(tmp_path / "small.sqlite")).settings() != GAZETTEER.settings()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00half"])
def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.sqlite"
    path.write_bytes(content)
    with pytest.raises(
        ConfigError, match=r"broken.sqlite'?: no usable gazetteer file .*; accepted is .*build it again"
    ):
        Gazetteer(path)


def test_a_half_written_file_is_refused(tmp_path: Path) -> None:
    whole = make_gazetteer(tmp_path / "whole.sqlite").read_bytes()
    path = tmp_path / "half.sqlite"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ConfigError, match="no usable gazetteer file"):
        Gazetteer(path)


def test_a_file_that_is_not_there_is_refused_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no usable gazetteer file"):
        Gazetteer(tmp_path / "none.sqlite")
    assert not list(tmp_path.iterdir())
