"""The command ``dateline``: its subcommands, and the one place where errors become a line and an exit code."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import IO, Any

import click

from dateline.cli.exits import Exit
from dateline.cli.safe import printable
from dateline.errors import ConfigError, DatelineError, PluginError

_COMMANDS = {
    "code": "dateline.cli.code",
    "attribute": "dateline.cli.attribute",
    "show": "dateline.cli.show",
    "merge": "dateline.cli.merge",
    "incidents": "dateline.cli.incidents",
    "incident": "dateline.cli.incident",
    "changes": "dateline.cli.changes",
    "decide": "dateline.cli.decide",
    "review": "dateline.cli.review",
    "account": "dateline.cli.account",
    "export": "dateline.cli.export",
    "verify": "dateline.cli.verify",
    "status": "dateline.cli.status",
    "evaluate": "dateline.cli.evaluate",
    "resolve": "dateline.cli.resolve",
    "gazetteer": "dateline.cli.gazetteer",
    "train": "dateline.cli.train",
    "plugins": "dateline.cli.plugins",
}


class _Told(click.ClickException):
    """An error of the library as one line; the kinds below differ in their exit code."""

    exit_code = Exit.FAILED

    def __init__(self, message: str) -> None:
        super().__init__(printable(message))

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"error: {self.message}", file=file, err=file is None)


class _WronglyUsed(_Told):
    exit_code = Exit.USAGE


class _Interrupted(_Told):
    exit_code = Exit.INTERRUPTED


class _Commands(click.Group):
    """The group of all commands. A command's module is loaded when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(_COMMANDS[cmd_name]), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        _let_everything_be_written()
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except (ConfigError, PluginError) as error:
            raise _WronglyUsed(str(error)) from error
        except DatelineError as error:
            raise _Told(str(error)) from error
        except BrokenPipeError:
            raise  # click ends quietly: whoever read the output wants no more of it
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            if not where:
                _drop_output()
            raise _Told(
                f"{where}the system refused to read or write ({error.strerror or error}); needed are room on the disk "
                "and the permission. Free room, or name another place."
            ) from error
        except KeyboardInterrupt as error:
            raise _Interrupted("stopped by Ctrl-C; nothing that was kept before is lost") from error


def _drop_output() -> None:
    """Let go what could not be written; the interpreter would try again at its end, with an exit code of its own."""
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _let_everything_be_written() -> None:
    """A character that the terminal's encoding lacks is shown as its escape; it must not end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dateline", prog_name="dateline", message="%(prog)s %(version)s")
def main() -> None:
    """Read news reports and keep an event record in which every value has its words.

    Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with failed reports, 130 stopped by Ctrl-C.
    """


if __name__ == "__main__":
    main()
