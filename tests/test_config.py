"""Settings: the order of the layers, and every fault told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.config import Settings, build_settings, describe
from dateline.errors import ConfigError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "dateline.toml"
    path.write_text('coder = "of-file"\nparser = "of-file"\npipeline = "of-file"\nresolvers = ["dates"]\n')
    return path


def test_defaults_stand_where_nothing_is_said() -> None:
    assert build_settings() == Settings()


def test_later_layers_go_before_earlier_ones(file: Path) -> None:
    environment = {"DATELINE_PARSER": "of-environment", "DATELINE_PIPELINE": "of-environment", "PATH": "/bin"}
    settings = build_settings(file=file, environment=environment, flags={"pipeline": "of-flag", "coder": None})
    assert (settings.coder, settings.parser, settings.pipeline) == ("of-file", "of-environment", "of-flag")
    assert settings.resolvers == ("dates",)
    assert settings.max_characters == Settings().max_characters


def test_strings_of_environment_and_flags_become_the_setting_s_type() -> None:
    settings = build_settings(environment={"DATELINE_RESOLVERS": "places, dates"}, flags={"max_characters": "1_000"})
    assert settings.resolvers == ("places", "dates")
    assert settings.max_characters == 1000


def test_a_relative_store_counts_from_where_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "other.toml"
    path.write_text('store = "kept/events.db"\n')
    assert build_settings(file=path).store == tmp_path / "kept/events.db"
    assert build_settings(file=path, environment={"DATELINE_STORE": "here.db"}).store == Path("here.db")


def test_every_fault_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "dateline.toml"
    path.write_text('coder = 3\ncodr = "builtin"\n')
    with pytest.raises(ConfigError) as caught:
        build_settings(file=path, environment={"DATELINE_MAX_CHARACTERS": "many"}, flags={"resolvers": "dates,dates"})
    message = str(caught.value)
    assert message.startswith("4 settings are wrong:")
    assert f"{path}, coder: 3 is not accepted" in message
    assert f"{path}, codr: there is no setting 'codr'; known: store" in message
    assert "DATELINE_MAX_CHARACTERS: 'many' is not accepted; accepted is a whole number from 1" in message
    assert "--resolvers: 'dates,dates' is not accepted" in message


@pytest.mark.parametrize(("content", "told"), [(b"coder = ", "TOML"), (b"coder = '\xff'", "utf-8"), (None, "No such")])
def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path, content: bytes | None, told: str) -> None:
    path = tmp_path / "dateline.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=f"{path}: it cannot be read .*{told}"):
        build_settings(file=path)


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "", True])
def test_a_limit_is_a_whole_number_from_one(value: object) -> None:
    with pytest.raises(ConfigError, match="max-characters"):
        build_settings(flags={"max_characters": value})


def test_every_setting_is_described() -> None:
    assert [each.name for each in describe()] == list(Settings.__dataclass_fields__)
    assert all(each.help.endswith(".") for each in describe())
