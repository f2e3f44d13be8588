"""The reference pages that are made from the code: the command line and the errors.

``make docs`` writes them, and a test compares. What does not belong here: pages with examples, which are written by
hand and run (`executed_docs`).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click

from dateline import errors

_HEAD = "<!-- Made by `make docs`; changes by hand are lost. -->\n"


def reference_pages() -> dict[Path, str]:
    """Every generated page by its place under ``docs/reference``, with its text."""
    return {Path("cli.md"): cli_page(), Path("errors.md"): errors_page()}


def cli_page() -> str:
    """The page of the command line: each command with its arguments, options, and what they do."""
    from dateline.cli.main import main  # noqa: PLC0415 - the other pages are made without the command line

    parts = [_HEAD, "# The command line\n"]
    parts += [_command(command, path) for path, command in commands(main, ("dateline",))]
    return "\n".join(parts)


def commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """``command`` and all commands under it, each with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path[-1])
        for name in command.list_commands(context):
            under = command.get_command(context, name)
            assert under is not None, f"{' '.join(path)} lists {name!r} and does not have it"
            yield from commands(under, (*path, name))


def options(command: click.Command) -> list[click.Option]:
    """The options of a command that are shown in its help."""
    return [each for each in command.params if isinstance(each, click.Option) and not each.hidden]


def _command(command: click.Command, path: tuple[str, ...]) -> str:
    context = click.Context(command, info_name=" ".join(path), max_content_width=100)
    usage = " ".join(command.collect_usage_pieces(context))
    about = inspect.cleandoc(command.help or "")
    text = f"## `{' '.join(path)}`\n\n```text\n{' '.join(path)} {usage}\n```\n\n{about}\n"
    rows = [f"| `{names}` | {_cell(told)} |" for names, told in _told(command, context)]
    if rows:
        text += "\n".join(["", "| option | what it does |", "| --- | --- |", *rows, ""])
    if isinstance(command, click.Group):
        rows = [f"- `{name}`: {_short_help(command, context, name)}" for name in command.list_commands(context)]
        text += "\n".join(["", "Commands:", "", *rows, ""])
    return text


def _told(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    for option in options(command):
        told = option.get_help_record(context)
        if told is not None:
            yield told


def _short_help(group: click.Group, context: click.Context, name: str) -> str:
    command = group.get_command(context, name)
    return command.get_short_help_str(200) if command is not None else ""


def _cell(words: str) -> str:
    return " ".join(words.replace("|", "\\|").split())


def errors_page() -> str:
    """The page of the errors: each class with its base, what it means and what it carries."""
    tree = inspect.cleandoc(errors.__doc__ or "")
    parts = [_HEAD, "# Errors\n", _as_markdown(tree)]
    for error in error_classes():
        base = ", ".join(f"`{parent.__name__}`" for parent in error.__bases__)
        parts.append(
            f"## `{error.__name__}`\n\nA kind of {base}. {_with_list(inspect.cleandoc(error.__doc__ or ''))}\n"
        )
    return "\n".join(parts)


def error_classes() -> list[type[Exception]]:
    """Every class of `dateline.errors`, in the order of the module."""
    return [each for each in vars(errors).values() if inspect.isclass(each) and issubclass(each, Exception)]


def _with_list(docstring: str) -> str:
    """A docstring with its lines ``name: what it is`` as a list."""
    return re.sub(r"^(\w+): ", r"- `\1`: ", docstring, flags=re.MULTILINE)


def _as_markdown(docstring: str) -> str:
    """The module's docstring with its drawing fenced, without what is said to programmers of the module."""
    blocks = docstring.partition("What does not belong here")[0].strip().split("\n\n")
    drawn = [f"```text\n{inspect.cleandoc(b)}\n```" if b.startswith("    ") else b for b in blocks]
    return "\n\n".join(drawn) + "\n"
