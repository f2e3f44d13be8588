import json
import os
from pathlib import Path

import pytest

from dateline.model import Failure, Reader, Report
from dateline.read import FileReader, ReadOptions, count_files, read_bytes, read_paths
from dateline.read import paths as paths_module

OPTIONS = ReadOptions()


def read(*paths):
    return list(read_paths(paths, OPTIONS))


def write(path: Path, content="Gunmen came to the market."):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_it_is_a_reader(tmp_path):
    reader = FileReader(OPTIONS)
    assert isinstance(reader, Reader)
    assert [outcome.text for outcome in reader.read(write(tmp_path / "a.txt"))] == ["Gunmen came to the market."]


def test_a_folder_is_read_in_the_order_of_names_without_hidden_files(tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/.d.txt", ".hidden/e.txt", ".f.txt"):
        write(tmp_path / "in" / name, f"This is {name}.")
    folder = tmp_path / "in"
    assert [outcome.text for outcome in read(folder)] == ["This is a.txt.", "This is b.txt.", "This is sub/c.txt."]
    assert [outcome.origin for outcome in read(folder)] == [
        (folder / name).as_posix() for name in ("a.txt", "b.txt", "sub/c.txt")
    ]
    assert count_files([folder, folder / "a.txt"]) == 4


def test_an_unreadable_kind_in_a_folder_is_a_failure_and_the_rest_goes_on(tmp_path):
    write(tmp_path / "a.png", b"\x89PNG\r\n\x1a\n")
    write(tmp_path / "b.txt")
    bad, good = read(tmp_path)
    assert isinstance(bad, Failure)
    assert bad.origin.endswith("a.png")
    assert "a PNG image" in bad.message
    assert isinstance(good, Report)


@pytest.mark.parametrize("name", ["missing.txt", "a\0b.txt"])
def test_a_missing_file_is_a_failure(tmp_path, name):
    (outcome,) = read(tmp_path / name)
    assert isinstance(outcome, Failure)
    assert outcome.stage == "read"
    assert outcome.message.endswith(("Check the spelling.", "Check the path and the disk."))


def test_an_empty_file_and_an_empty_folder_are_failures(tmp_path):
    (tmp_path / "empty").mkdir()
    first, second = read(write(tmp_path / "a.txt", b""), tmp_path / "empty")
    assert "the file is empty" in first.message
    assert "holds no files" in second.message


def test_links_out_of_the_folder_are_not_followed(tmp_path):
    outside = write(tmp_path / "outside" / "secret.txt", "This is secret.").parent
    folder = tmp_path / "in"
    inside = write(folder / "a.txt")
    (folder / "b.txt").symlink_to(outside / "secret.txt")
    (folder / "c").symlink_to(outside)
    (folder / "d.txt").symlink_to(tmp_path / "missing")
    (folder / "e").symlink_to(folder)
    (folder / "f.txt").symlink_to(inside)
    outcomes = read(folder)
    assert [outcome.text for outcome in outcomes if isinstance(outcome, Report)] == ["Gunmen came to the market."]
    failures = {Path(outcome.origin).name: outcome.message for outcome in outcomes if isinstance(outcome, Failure)}
    assert "leads out of the folder" in failures["b.txt"]
    assert "leads out of the folder" in failures["c"]
    assert "no such file" in failures["d.txt"]
    assert set(failures) == {"b.txt", "c", "d.txt"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_a_folder_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (outcome,) = read(tmp_path)
    assert "neither a file nor a folder" in outcome.message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_and_a_folder_without_permission_are_failures(tmp_path):
    write(tmp_path / "a.txt").chmod(0)
    (tmp_path / "b").mkdir(mode=0)
    outcomes = read(tmp_path)
    assert len(outcomes) == 2
    assert all("may not read it" in outcome.message for outcome in outcomes)


def test_the_same_id_with_the_same_text_is_one_report(tmp_path):
    path = write(tmp_path / "a.txt")
    assert len(read(path, path, write(tmp_path / "b.txt"))) == 1


def test_the_same_id_with_another_text_is_a_failure_that_names_both_places(tmp_path):
    lines = [{"id": "a", "text": "One came."}, {"id": "a", "text": "Two came."}, {"id": "a", "text": "One came."}]
    path = write(tmp_path / "news.jsonl", "\n".join(map(json.dumps, lines)))
    first, second = read(path)
    assert first.text == "One came."
    assert isinstance(second, Failure)
    assert second.origin == f"{path.as_posix()}, line 2"
    assert f"{path.as_posix()}, line 1" in second.message
    assert "'a'" in second.message


def test_a_large_text_is_refused_without_reading_it(tmp_path, monkeypatch):
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.write(b"Gunmen came. " * 6_000)
        stream.truncate(50_000_000)

    def refuse(*_):
        raise AssertionError("the text was read")

    monkeypatch.setattr("dateline.read.text.decode", refuse)
    (outcome,) = read(path)
    assert isinstance(outcome, Failure)
    assert "50,000,000 bytes" in outcome.message
    assert "500,000" in outcome.message
    assert outcome.detail is None


def test_a_crash_of_a_reader_is_a_failure_with_its_traceback(tmp_path, monkeypatch):
    def crash(source, options):
        raise ZeroDivisionError("planted")
        yield

    monkeypatch.setitem(paths_module._READERS, paths_module.Kind.TEXT, crash)
    bad, good = read(write(tmp_path / "a.txt"), write(tmp_path / "b.json", '[{"text": "Gunmen came."}]'))
    assert "ZeroDivisionError: planted" in bad.message
    assert "Traceback" in bad.detail
    assert good.text == "Gunmen came."


def test_bytes_from_a_pipe_are_told_by_their_content():
    (outcome,) = read_bytes(b'{"id": "x", "text": "Gunmen came."}', "standard input", OPTIONS)
    assert (outcome.id, outcome.origin) == ("x", "standard input, item 1")


def test_reading_is_lazy(tmp_path):
    outcomes = read_paths(iter([write(tmp_path / "a.txt"), Path("never reached")]), OPTIONS)
    assert next(outcomes).text == "Gunmen came to the market."
