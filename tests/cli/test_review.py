"""``dateline review`` and ``dateline account``: served for real, and what each mistake is told."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli.exits import Exit
from dateline.cli.main import main
from dateline.store import Store

Run = Callable[..., Result]


@pytest.fixture
def empty(working_folder: Path) -> Path:
    path = working_folder / "events.db"
    Store.open(path).close()
    return path


def test_the_page_is_served_on_loopback_until_it_is_ended(empty: Path) -> None:
    command = [sys.executable, "-m", "dateline.cli.main", "review", str(empty), "--port", "0", "--as", "Ana"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as served:
        try:
            assert served.stderr is not None
            line = served.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+/", line)
            assert found, line
            with urllib.request.urlopen(found[0] + "queue", timeout=20) as answer:
                assert "No record fits this filter" in answer.read().decode()
            served.send_signal(signal.SIGINT)
            assert served.wait(20) in (0, -signal.SIGINT, Exit.INTERRUPTED)
        finally:
            served.kill()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host", "0.0.0.0"], "passwords would cross the network in the open"),
        (["--behind-proxy"], "holds no account"),
        (["--certificate", "events.db"], "belong together"),
        (["--as", " "], "is no name of a person"),
        (["--host", "203.0.113.9", "--behind-proxy"], "holds no account"),
    ],
)
def test_a_page_that_would_be_open_is_refused(dateline: Run, empty: Path, arguments: list[str], told: str) -> None:
    result = dateline("review", "events.db", *arguments)
    assert result.exit_code == Exit.USAGE
    assert told in result.output


def test_a_store_that_is_not_there_is_told(dateline: Run) -> None:
    result = dateline("review", "nothing.db")
    assert result.exit_code == Exit.FAILED
    assert "does not exist" in result.output


def test_accounts_are_made_and_taken_away(dateline: Run, empty: Path) -> None:
    made = dateline("account", "events.db", "ana", "--role", "coder", given=b"a long password\n")
    assert made.exit_code == Exit.DONE, made.output
    with Store.open(empty) as store:
        role, kept = store.accounts()["ana"]
    assert role == "coder"
    assert kept.startswith("$argon2id$")
    assert dateline("account", "events.db", "ana", "--remove").exit_code == Exit.DONE
    gone = dateline("account", "events.db", "ana", "--remove")
    assert "holds no account 'ana'" in gone.output


def test_a_short_password_is_refused(working_folder: Path, empty: Path) -> None:
    result = CliRunner().invoke(main, ["account", "events.db", "ana", "--role", "coder"], input="short\n")
    assert result.exit_code == Exit.USAGE
    assert "accepted are 12 or more" in result.output
