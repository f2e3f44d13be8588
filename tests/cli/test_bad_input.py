"""Bad input through the command: one clear line for each, the rest goes on, the failure is a row, nothing is lost.

Each test hands in a sound file beside the bad one and looks at four things: the line, the exit code, the row that
``dateline status`` lists, and that the sound file is coded.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from dateline.store import Store

SOUND = "RABAT, May 3, 2024 (Agency) - Gunmen killed two guards at a depot on Friday, the police said."
ACCENTED = "RABAT, May 3, 2024 (Agency) - Gunmen killed two guards near the café of Señor Núñez, the police said."


@pytest.fixture(autouse=True)
def sound(working_folder: Path) -> Path:
    path = working_folder / "sound.txt"
    path.write_text(SOUND)
    return path


@pytest.fixture
def texts() -> Callable[[], dict[str, str]]:
    """The texts of all coded reports, by where they came from."""

    def kept() -> dict[str, str]:
        with Store.open(Path("events.db"), create=False) as store:
            return {report.origin: report.text for report, _ in store.codings()}

    return kept


@pytest.fixture
def failure(code, dateline, texts) -> Callable[..., str]:
    """Code ``bad`` before the sound file and give the one line told; checks code, row and what was kept."""

    def fails(*bad: str, origin: str | None = None) -> str:
        result = code(*bad, "sound.txt")
        assert result.exit_code == 3, result.stderr
        lines = [line for line in result.stderr.splitlines() if line.startswith("failed: ")]
        assert len(lines) == 1, result.stderr
        assert lines[0].startswith(f"failed: {origin or bad[0]}: ")
        (row,) = json.loads(dateline("status", "events.db", "--json").stdout)["failures"]
        assert lines[0] == f"failed: {row['origin']}: {row['message']}"
        assert texts()["sound.txt"] == SOUND
        return lines[0]

    return fails


def test_a_missing_file(failure) -> None:
    assert "no such file" in failure("missing.txt")


@pytest.mark.parametrize("content", [b"", b" \n\n ", b"\xef\xbb\xbf"])
def test_an_empty_file(failure, content: bytes) -> None:
    Path("empty.txt").write_bytes(content)
    assert "empty" in failure("empty.txt") or "no text" in failure("empty.txt")


def test_a_folder_gives_every_file_in_it(code, texts) -> None:
    Path("folder/below").mkdir(parents=True)
    Path("folder/a.txt").write_text(SOUND + " First.")
    Path("folder/below/b.txt").write_text(SOUND + " Second.")
    assert code("folder").exit_code == 0
    assert list(texts()) == ["folder/a.txt", "folder/below/b.txt"]


def test_a_folder_without_files(failure) -> None:
    Path("folder").mkdir()
    assert "folder holds no files" in failure("folder")


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", b"PK\x03\x04\x14\x00\x00\x00", bytes(range(256)) * 20],
    ids=["pdf", "zip", "bytes"],
)
def test_binary_data(failure, content: bytes) -> None:
    Path("data.txt").write_bytes(content)
    failure("data.txt")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "latin-1"])
def test_other_encodings_are_read(code, texts, encoding: str) -> None:
    Path("other.txt").write_bytes((ACCENTED * 3).encode(encoding))
    result = code("other.txt", "sound.txt")
    assert result.exit_code == 0, result.stderr
    assert texts()["other.txt"] == ACCENTED * 3


def test_broken_utf8(failure) -> None:
    Path("broken.txt").write_bytes(ACCENTED.encode()[:75] + b"\xc3" + " more words é".encode() + b"\xff\xfe\x81")
    failure("broken.txt")


def test_a_text_of_50_megabytes(failure) -> None:
    with Path("long.txt").open("wb") as stream:
        for _ in range(50):
            stream.write(b"It rained. " * 95_325)
    started = time.monotonic()
    assert "accepted" in failure("long.txt")
    assert time.monotonic() - started < 5


def test_jsonl_with_a_broken_line_3(failure, texts) -> None:
    lines = [json.dumps({"id": f"a{number}", "date": "2024-05-03", "text": f"{SOUND} {number}"}) for number in range(5)]
    lines[2] = lines[2][:-20]
    Path("news.jsonl").write_text("\n".join(lines))
    failure("news.jsonl", origin="news.jsonl, line 3")
    assert [f"news.jsonl, line {number}" in texts() for number in (1, 2, 3, 4, 5)] == [True, True, False, True, True]


def test_duplicate_ids_with_different_text(failure, texts) -> None:
    lines = [{"id": "same", "date": "2024-05-03", "text": text} for text in (SOUND + " One.", SOUND + " Two.")]
    Path("news.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert "'same'" in failure("news.jsonl", origin="news.jsonl, line 2")
    assert texts()["news.jsonl, line 1"] == SOUND + " One."


def test_an_id_that_a_later_run_gives_to_another_text(code, failure, texts) -> None:
    Path("first.jsonl").write_text(json.dumps({"id": "same", "date": "2024-05-03", "text": SOUND + " One."}))
    assert code("first.jsonl").exit_code == 0
    Path("later.jsonl").write_text(json.dumps({"id": "same", "date": "2024-05-03", "text": SOUND + " Two."}))
    assert "'same'" in failure("later.jsonl", origin="later.jsonl, line 1")
    assert texts()["first.jsonl, line 1"] == SOUND + " One."


def test_no_date(code, texts) -> None:
    Path("undated.txt").write_text("Gunmen killed two guards at a depot on Friday, the police said.")
    result = code("undated.txt", "sound.txt")
    assert result.exit_code == 0
    assert "note: undated.txt: no day of publication is told" in result.stderr
    with Store.open(Path("events.db"), create=False) as store:
        assert [report.published is None for report in store.reports()] == [True, False]


@pytest.mark.parametrize("day", ["2024-02-30", "2024-13-01", "0000-01-01", "20255", "yesterday"])
def test_an_impossible_date(failure, day: str) -> None:
    Path("news.jsonl").write_text(json.dumps({"id": "a1", "date": day, "text": SOUND + " One."}))
    assert day in failure("news.jsonl", origin="news.jsonl, line 1")


def test_text_in_another_language(dateline, small_parts) -> None:
    Path("german.txt").write_text(
        "Bei einem Angriff auf ein Lager am Rande der Stadt sind am Freitag zwei Wachleute getötet worden, "
        "wie die Polizei mitteilte. Von den Tätern fehlt bislang jede Spur, sagte ein Sprecher."
    )
    parts = ("--parser", "spacy", "--coder", "words", "--resolvers", "")  # it is the parser that knows its language
    result = dateline("code", "german.txt", "sound.txt", "--store", "events.db", *parts)
    assert result.exit_code == 3
    assert "failed: german.txt: the text is in 'de'" in result.stderr
    status = json.loads(dateline("status", "events.db", "--json").stdout)
    assert [failure["origin"] for failure in status["failures"]] == ["german.txt"]


def test_html_with_scripts(code, texts) -> None:
    Path("page.html").write_text(
        "<html><head><title>Depot attacked</title><meta name='date' content='2024-05-03'>"
        "<script>alert('gunmen killed the script')</script></head><body><script>document.write('killed')</script>"
        f"<article><h1>Depot attacked</h1><p>{SOUND}</p><p onclick=\"alert('killed')\">The road to the harbour was "
        "closed for the whole of the day, and shops in the quarter stayed shut until the evening.</p></article>"
        "<noscript>Turn on scripts</noscript></body></html>"
    )
    result = code("page.html", "sound.txt")
    assert result.exit_code == 0, result.stderr
    text = texts()["page.html"]
    assert "Gunmen killed two guards" in text
    assert "alert" not in text
    assert "document.write" not in text


def test_a_database_of_a_newer_schema(code) -> None:
    assert code("sound.txt").exit_code == 0
    raw = sqlite3.connect("events.db")
    raw.execute("update alembic_version set version_num = '9999'")
    raw.commit()
    raw.close()
    before = Path("events.db").read_bytes()
    result = code("sound.txt")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: ")
    assert "events.db" in result.stderr
    assert "newer" in result.stderr
    assert result.stderr.count("\n") == 1
    assert Path("events.db").read_bytes() == before


@pytest.mark.parametrize("content", [b"this is no database, it is a letter to the editor\n" * 50, b"\x00" * 5000])
def test_a_store_that_is_no_database(code, content: bytes) -> None:
    Path("events.db").write_bytes(content)
    result = code("sound.txt")
    assert result.exit_code == 1
    assert "events.db" in result.stderr
    assert result.stderr.count("\n") == 1
    assert Path("events.db").read_bytes() == content


@pytest.fixture
def full_disk() -> Iterator[Callable[[], None]]:
    """A function after which no database can grow, as on a full disk."""

    def no_more_pages(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # SQLite takes this for the size that the file has

    yield lambda: event.listen(Engine, "connect", no_more_pages)
    if event.contains(Engine, "connect", no_more_pages):
        event.remove(Engine, "connect", no_more_pages)


def test_a_full_disk(code, dateline, texts, full_disk) -> None:
    assert code("sound.txt").exit_code == 0
    full_disk()
    Path("many.jsonl").write_text(
        "\n".join(json.dumps({"id": f"a{n}", "date": "2024-05-03", "text": f"{SOUND} {n} " * 200}) for n in range(20))
    )
    result = code("many.jsonl")
    assert result.exit_code == 1
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1
    assert "full" in errors[0]
    assert "Traceback" not in result.stderr
    assert texts()["sound.txt"] == SOUND
    assert dateline("verify", "events.db").exit_code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_full_disk_on_export(code, dateline) -> None:
    assert code("sound.txt").exit_code == 0
    result = dateline("export", "events.db", "--format", "jsonl", "--output", "/dev/full")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: /dev/full: it cannot be written (No space left on device)")


def _coded() -> int:
    try:
        with Store.open(Path("events.db"), create=False) as store:
            return store.counts().codings
    except Exception:  # the other process is still making the file
        return 0


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl-C as a process finds it that is started at a terminal, also where the tests run in the background."""
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, usual)


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_half_way(dateline, small_parts: Path) -> None:
    lines = [json.dumps({"id": f"a{n}", "date": "2024-05-03", "text": f"{SOUND} {n}"}) for n in range(300)]
    Path("many.jsonl").write_text("\n".join(lines))
    parts = ["--parser", "bare", "--coder", "slow", "--resolvers", ""]
    process = subprocess.Popen(
        [sys.executable, "-m", "dateline", "code", "many.jsonl", "--store", "events.db", *parts],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(small_parts), str(Path(__file__).parent.parent)])},
    )
    while process.poll() is None and _coded() < 3:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130, told
    assert "Traceback" not in told
    assert "stopped by Ctrl-C; what was coded is kept in events.db. Give the same command again to go on." in told
    kept = _coded()
    assert 3 <= kept < 300
    assert f"{kept} reports coded" in told
    assert dateline("verify", "events.db").exit_code == 0
    Path("many.jsonl").write_text("\n".join(lines[: kept + 2]))
    again = dateline("code", "many.jsonl", "--store", "events.db", *parts)
    assert f"2 reports coded, 2 records found, {kept} unchanged" in again.stderr
