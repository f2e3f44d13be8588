"""What every exporter of files and folders must do: `dateline.model.FileExporter`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from contracts.parts import options
from dateline.errors import RunError
from dateline.model import Coding, FileExporter, Report
from dateline.registry import Point, load, plugins
from layout_codings import full, tricky

PARTS = [
    (plugin.name, made)
    for plugin in plugins(Point.EXPORTER)
    if hasattr(made := load(Point.EXPORTER, plugin.name), "write")
]


@pytest.fixture(params=[part for _, part in PARTS], ids=[name for name, _ in PARTS])
def part(request: pytest.FixtureRequest) -> Callable[[], FileExporter]:
    """What makes an exporter, of every kind in turn; one whose optional package is missing is left out."""
    needs = getattr(request.param, "needs", None)
    if needs is not None:
        pytest.importorskip(needs, reason=f"{needs} is an extra of dateline")
    return request.param


def written(part: Callable[[], FileExporter], path: Path, codings: list[tuple[Report, Coding]]) -> dict[str, bytes]:
    part().write(codings, path)
    files = path.rglob("*") if part().is_folder else [path]
    return {str(each.relative_to(path.parent)): each.read_bytes() for each in files if each.is_file()}


def test_it_follows_the_protocol(part: Callable[[], FileExporter]) -> None:
    assert isinstance(part(), FileExporter)
    assert options(part) == []


def test_its_name_is_the_one_it_is_asked_for_by() -> None:
    assert [made().name for _, made in PARTS] == [name for name, _ in PARTS]


def test_it_makes_what_it_says_and_nothing_beside_it(part: Callable[[], FileExporter], tmp_path: Path) -> None:
    path = tmp_path / "made"
    part().write([full(1)], path)
    assert path.is_dir() is part().is_folder
    assert [each.name for each in tmp_path.iterdir()] == ["made"]


def test_the_same_codings_give_the_same_bytes(part: Callable[[], FileExporter], tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    codings = [full(1), tricky(2)]
    assert written(part, tmp_path / "one" / "made", codings) == written(part, tmp_path / "two" / "made", codings)


def test_nothing_given_is_made_all_the_same(part: Callable[[], FileExporter], tmp_path: Path) -> None:
    assert written(part, tmp_path / "made", [])


def test_a_coding_without_records_does_no_harm(part: Callable[[], FileExporter], tmp_path: Path) -> None:
    made, coding = full(1)
    part().write([(made, Coding(made.id, coding.maker, ())), full(2)], tmp_path / "made")
    assert (tmp_path / "made").exists()


def test_an_error_of_the_store_comes_through(part: Callable[[], FileExporter], tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[Report, Coding]]:
        yield full(1)
        raise RunError("the store broke off")

    with pytest.raises(RunError, match="the store broke off"):
        part().write(broken(), tmp_path / "made")
