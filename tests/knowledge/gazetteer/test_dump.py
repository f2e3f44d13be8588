"""A dump of GeoNames adds its places once and whole, or not at all."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.knowledge.gazetteer import Gazetteer, Kind
from small_gazetteer import dump_line, make_gazetteer

LINES = (
    dump_line(1, "Ellerhavn", others="Port Ellery,Эллери"),
    dump_line(2, "Ellerhavn", country="SE", lat=59.0, people=0),
    dump_line(3, "Lornfjell", **{"class": "T", "code": "MT"}),
)


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    return Gazetteer(make_gazetteer(tmp_path / "own.sqlite"))


def zipped(folder: Path, *members: tuple[str, str]) -> Path:
    path = folder / "XX.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def test_places_are_found_by_all_their_names(gazetteer: Gazetteer, tmp_path: Path) -> None:
    added = gazetteer.add_dump(zipped(tmp_path, ("XX.txt", "".join(LINES)), ("readme.txt", "about")))
    assert added == 3
    found = gazetteer.look_up("Ellerhavn")
    assert [candidate.place.country for candidate in found] == ["NOR", "SWE"]
    assert found[0].place.geonames_id == 1
    assert [candidate.is_main_name for candidate in gazetteer.look_up("Port Ellery")] == [False]
    assert gazetteer.look_up("Lornfjell")[0].kind is Kind.FEATURE


def test_the_same_dump_twice_changes_nothing(gazetteer: Gazetteer, tmp_path: Path) -> None:
    dump = tmp_path / "XX.txt"
    dump.write_text("".join(LINES), encoding="utf-8")
    gazetteer.add_dump(dump)
    before = gazetteer.path.read_bytes()
    assert gazetteer.add_dump(dump) == 0
    assert gazetteer.path.read_bytes() == before


def test_another_dump_makes_another_gazetteer(gazetteer: Gazetteer, tmp_path: Path) -> None:
    before = gazetteer.settings()
    dump = tmp_path / "XX.txt"
    dump.write_text(LINES[0], encoding="utf-8")
    gazetteer.add_dump(dump)
    assert gazetteer.settings() != before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (LINES[0] + "1\tEllerhavn\n", "line 2 has 2 columns; accepted is a GeoNames dump"),
        (LINES[0].replace("60.0", "north"), "line 1: could not convert"),
        (LINES[0].replace("60.0", "95.0"), r"line 1: \(95.0, 10.0\) is no point in degrees"),
        ("", "it holds no line"),
    ],
)
def test_a_dump_of_another_form_is_refused_and_nothing_is_changed(
    gazetteer: Gazetteer, tmp_path: Path, content: str, told: str
) -> None:
    dump = tmp_path / "XX.txt"
    dump.write_text(content, encoding="utf-8")
    before = gazetteer.path.read_bytes()
    with pytest.raises(ConfigError, match=told):
        gazetteer.add_dump(dump)
    assert gazetteer.path.read_bytes() == before


def test_a_zip_that_is_cut_off_is_refused_and_nothing_is_changed(gazetteer: Gazetteer, tmp_path: Path) -> None:
    dump = zipped(tmp_path, ("XX.txt", "".join(LINES) * 500))
    dump.write_bytes(dump.read_bytes()[: dump.stat().st_size // 2])
    with pytest.raises(ConfigError, match=r"damaged or cut off after line 0 .* download it again"):
        gazetteer.add_dump(dump)
    assert gazetteer.look_up("Ellerhavn") == ()


def test_a_damaged_zip_is_refused_and_nothing_is_changed(gazetteer: Gazetteer, tmp_path: Path) -> None:
    dump = zipped(tmp_path, ("XX.txt", "".join(LINES) * 500))
    content = bytearray(dump.read_bytes())
    content[len(content) // 2] ^= 0xFF
    dump.write_bytes(content)
    with pytest.raises(ConfigError, match="damaged or cut off"):
        gazetteer.add_dump(dump)
    assert gazetteer.look_up("Ellerhavn") == ()


def test_a_dump_that_is_not_there_is_refused(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no such file; accepted is a GeoNames dump .* check the path"):
        gazetteer.add_dump(tmp_path / "none.zip")
