"""Options that several commands share, and the settings that they make."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from dateline.config import FILE_NAME, PREFIX, Settings, build_settings, describe

_Command = TypeVar("_Command", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
store_argument = click.argument("store", type=click.Path(path_type=Path))


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that ``value`` names; anything else is wrong usage."""
        if isinstance(value, date):
            return value
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):  # Python reads 20250425 and 2025-W17-5, too
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            self.fail(
                f"{value!r} is no day; accepted is a day of the calendar as YYYY-MM-DD, such as 2025-04-25.", param, ctx
            )


def settings_options(*names: str) -> Callable[[_Command], _Command]:
    """Options for the settings ``names``, by their descriptions, and ``--config``; `settings_from` reads them."""

    def decorate(command: _Command) -> _Command:
        config = click.option(
            "--config",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help=f"A file with settings; otherwise {FILE_NAME} in the working folder, where there is one.",
        )
        command = config(command)
        for setting in reversed([each for each in describe() if each.name in names]):
            default = f" [default: {setting.default}]" if setting.default else ""
            told = f"{setting.help} [environment: {PREFIX}{setting.name.upper()}]{default}"
            flag = f"--{setting.name.replace('_', '-')}"
            command = click.option(flag, setting.name, metavar=setting.kind, help=told)(command)
        return command

    return decorate


def settings_from(config: Path | None, flags: dict[str, object]) -> Settings:
    """The settings of this call: defaults, then file, then environment, then flags.

    Raises:
        ConfigError: every setting that is wrong, at once.
    """
    usual = Path(FILE_NAME)
    file = config if config is not None else usual if usual.is_file() else None
    return build_settings(file=file, environment=os.environ, flags=flags)
