"""Data out: whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.cli.output import write_made, write_pieces
from dateline.errors import RunError


def _failing() -> Iterator[str]:
    yield "first\n"
    raise RuntimeError("the store broke off")


def test_a_file_is_written_whole_and_alone(tmp_path: Path) -> None:
    write_pieces(["é\n", "😀\n"], str(tmp_path / "out.csv"))
    assert (tmp_path / "out.csv").read_bytes() == "é\n😀\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_a_file_that_stood_there_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old\n")
    path.chmod(0o640)
    with pytest.raises(RuntimeError):
        write_pieces(_failing(), str(path))
    assert path.read_text() == "old\n"
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]
    write_pieces(["new\n"], str(path))
    assert path.read_text() == "new\n"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "out.csv").symlink_to(tmp_path / "kept" / "real.csv")
    write_pieces(["new\n"], str(tmp_path / "out.csv"))
    assert (tmp_path / "out.csv").is_symlink()
    assert (tmp_path / "kept" / "real.csv").read_text() == "new\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_full_disk_is_one_clear_line() -> None:
    with pytest.raises(RunError, match=r"/dev/full: it cannot be written \(No space left on device\)"):
        write_pieces(["new\n"], "/dev/full")


@pytest.mark.parametrize("name", ["missing/out.csv", "."])
def test_a_place_that_takes_no_file_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(RunError, match="it cannot be written"):
        write_pieces(["new\n"], os.path.join(tmp_path, name))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("output", [None, "-"])
def test_standard_output_gets_utf8_whatever_the_terminal_speaks(output: str | None, capfdbinary) -> None:
    write_pieces(["é\n", "\udc80\n"], output)
    assert capfdbinary.readouterr().out == "é\n\\udc80\n".encode()


def _make(path: Path) -> None:
    path.write_bytes(b"made")


def _fail(path: Path) -> None:
    path.mkdir()
    (path / "half").write_bytes(b"half")
    raise RuntimeError("the store broke off")


def test_what_is_made_takes_the_place_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "out.bin"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_made(_make, str(path), is_folder=False)
    assert path.read_bytes() == b"made"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["out.bin"]


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        write_made(_fail, str(tmp_path / "out"), is_folder=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("output", [None, "-"])
def test_what_is_made_goes_to_standard_output(output: str | None, capfdbinary) -> None:
    write_made(_make, output, is_folder=False)
    assert capfdbinary.readouterr().out == b"made"


def test_a_place_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="it cannot be written"):
        write_made(_make, str(tmp_path / "missing" / "out.bin"), is_folder=False)
