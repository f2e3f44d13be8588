"""The command as a whole: help, version, wrong usage, exit codes, quiet ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from dateline.cli.main import main


def test_help_lists_every_command(dateline) -> None:
    result = dateline("--help")
    assert result.exit_code == 0
    for name in ("code", "show", "export", "verify", "status", "evaluate", "plugins"):
        assert f"\n  {name} " in result.stdout
    assert "3 done with failed reports" in " ".join(result.stdout.split())


def _commands(group: click.Group) -> list[tuple[str, click.Command]]:
    context = click.Context(group)
    found = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found += (
            [(f"{name} {sub}", each) for sub, each in _commands(command)]
            if isinstance(command, click.Group)
            else [(name, command)]
        )
    return found


@pytest.mark.parametrize(("name", "command"), _commands(main))
def test_every_option_says_what_it_does(name: str, command: click.Command) -> None:
    assert command.help
    assert command.help.strip().endswith(".")
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{name} {option.opts}"


def test_version(dateline) -> None:
    assert dateline("--version").stdout == "dateline 0.1.0\n"


@pytest.mark.parametrize(
    "arguments",
    [["nothing"], ["code"], ["code", "a.txt"], ["code", "--store"], ["export", "events.db"], ["status"], ["evaluate"]],
    ids=" ".join,
)
def test_wrong_usage_is_2(dateline, arguments: list[str]) -> None:
    result = dateline(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_bad_settings_are_told_at_once_and_are_wrong_usage(dateline, working_folder: Path) -> None:
    (working_folder / "dateline.toml").write_text("coder = 1\nspeed = 2\n")
    result = dateline("code", "a.txt", "--store", "events.db", "--max-characters", "none")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: 3 settings are wrong:")
    assert not (working_folder / "events.db").exists()


def test_settings_come_from_file_environment_and_flags(code, dateline, working_folder, monkeypatch) -> None:
    (working_folder / "a.txt").write_text("Gunmen killed two guards at a depot, the police said.")
    (working_folder / "dateline.toml").write_text('store = "of-file.db"\nparser = "bare"\ncoder = "nobody"\n')
    monkeypatch.setenv("DATELINE_CODER", "words")
    result = dateline("code", "a.txt", "--resolvers", "")
    assert result.exit_code == 0, result.stderr
    assert (working_folder / "of-file.db").is_file()


@pytest.mark.parametrize("command", ["show", "export", "verify", "status"])
def test_a_store_that_is_not_there_is_one_line_and_is_not_made(dateline, working_folder: Path, command: str) -> None:
    result = dateline(command, "missing.db", *(["--format", "csv"] if command == "export" else []))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("error: ")
    assert "missing.db" in result.stderr
    assert result.stderr.count("\n") == 1
    assert list(working_folder.iterdir()) == []


def test_plugins_are_listed_with_their_source(dateline, small_parts) -> None:
    assert "coder words: fake_parts:WordCoder (fake-parts)\n" in dateline("plugins").stdout
    listed = json.loads(dateline("plugins", "--json").stdout)
    assert {"point": "parser", "name": "spacy", "path": "dateline.parse:SpacyParser", "source": "dateline"} in listed


def test_a_reader_of_the_output_that_goes_away_ends_it_quietly(code, working_folder: Path) -> None:
    lines = [
        json.dumps({"id": f"a{n}", "text": f"Gunmen killed two guards. {n} " + "It rained. " * 300}) for n in range(60)
    ]
    (working_folder / "news.jsonl").write_text("\n".join(lines))
    assert code("news.jsonl").exit_code == 0
    arguments = [sys.executable, "-m", "dateline", "export", "events.db", "--format", "jsonl"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=working_folder) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        told = process.stderr.read()
    assert told == b""
    assert process.returncode != 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_full_standard_output_is_one_line(working_folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        arguments = [sys.executable, "-m", "dateline", "plugins"]
        done = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, cwd=working_folder, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"error: the system refused to read or write (No space left on device)")
    assert b"Traceback" not in done.stderr
