"""The settings of a run: one frozen, typed object, built once by the caller or by `cli` and passed down.

A setting is looked for among the flags, then in the environment (``DATELINE_`` and its name in capitals), then in the
file (``dateline.toml`` in the working folder, or the file that ``--config`` names), and last in the defaults. Nothing
is read here but what the caller hands over: `cli` alone looks at the environment.

What does not belong here: facts about the reports that are read, such as their day of publication
(`dateline.read.ReadOptions`); they are told for one call and by no file.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.errors import ConfigError

FILE_NAME = "dateline.toml"
PREFIX = "DATELINE_"


def _words(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("accepted is a word")
    return value.strip()


def _path(value: object) -> Path:
    if not isinstance(value, str | Path) or not str(value).strip():
        raise ValueError("accepted is the path of a file")
    return Path(value)


def _names(value: object) -> tuple[str, ...]:
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        raise ValueError("accepted are names: a list in a file, commas between them elsewhere")
    names = tuple(item.strip() for item in items if item.strip())
    if len(set(names)) != len(names):
        raise ValueError("a name stands there twice; accepted is each name once")
    return names


def _count(value: object) -> int:
    text = str(value).strip().replace("_", "")
    if isinstance(value, bool) or not text.isdecimal() or int(text) < 1:
        raise ValueError("accepted is a whole number from 1")
    return int(text)


def _share(value: object) -> float:
    try:
        share = float(str(value).strip())
    except ValueError:
        share = -1.0
    if isinstance(value, bool) or not 0.0 <= share <= 1.0:
        raise ValueError("accepted is a number from 0 to 1")
    return share


_KINDS: Mapping[Callable[[object], Any], str] = {
    _words: "NAME",
    _path: "FILE",
    _names: "NAMES",
    _count: "NUMBER",
    _share: "SHARE",
}


def _told(read: Callable[[object], Any], help: str) -> dict[str, Any]:
    return {"read": read, "kind": _KINDS[read], "help": help}


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of a run, resolved. What each is for is told by `describe`, from which ``--help`` is made.

    Names of parts are looked up in `dateline.registry` when the part is made, not here.
    """

    store: Path | None = field(default=None, metadata=_told(_path, "The file in which reports and records are kept."))
    parser: str = field(default="spacy", metadata=_told(_words, "The parser."))
    pipeline: str | None = field(
        default=None, metadata=_told(_words, "The installed spaCy pipeline that the parser runs.")
    )
    coder: str = field(default="builtin", metadata=_told(_words, "The coder."))
    least_confidence: float | None = field(
        default=None,
        metadata=_told(
            _share, "Records of which the coder is less sure are left out; without it, what was chosen in training."
        ),
    )
    resolvers: tuple[str, ...] = field(
        default=("dates", "places", "actors"), metadata=_told(_names, "The resolvers, in the order in which they run.")
    )
    gazetteer: Path | None = field(
        default=None,
        metadata=_told(
            _path, "The gazetteer file; without one, it is made once from the installed packages, in the cache folder."
        ),
    )
    actors: Path | None = field(
        default=None, metadata=_told(_path, "A CSV file of further actors, in the form of dateline's own list.")
    )
    max_characters: int = field(
        default=500_000, metadata=_told(_count, "The longest text that is read, in characters.")
    )


@dataclass(frozen=True, slots=True)
class Description:
    """One setting for a person: its name, what kind of value it takes, what it is for, its default if it has one."""

    name: str
    kind: str
    help: str
    default: str | None


def describe() -> tuple[Description, ...]:
    """Every setting in the order of `Settings`."""
    return tuple(
        Description(each.name, each.metadata["kind"], each.metadata["help"], _shown(each.default))
        for each in dataclasses.fields(Settings)
    )


def build_settings(
    *, file: Path | None = None, environment: Mapping[str, str] | None = None, flags: Mapping[str, object] | None = None
) -> Settings:
    """The settings that file, environment and flags give together, the later going before the earlier.

    file: a TOML file; a relative path in it counts from the file's folder. environment: variables of which those whose
    name begins with ``DATELINE_`` are taken. flags: by the names of `Settings`; None stands for a flag not given.

    Raises:
        ConfigError: the file cannot be read, a name is unknown, or a value is not accepted; all of these at once, one
            a line.
    """
    problems: list[str] = []
    values: dict[str, Any] = {}
    from_file = _checked(_file_layer(file, problems), problems)
    if file is not None:
        from_file = {
            name: file.parent / value if isinstance(value, Path) else value for name, value in from_file.items()
        }
    values |= from_file
    values |= _checked(_environment_layer(environment or {}), problems)
    values |= _checked(_flag_layer(flags or {}), problems)
    if problems:
        count = "a setting is" if len(problems) == 1 else f"{len(problems)} settings are"
        raise ConfigError("\n  ".join([f"{count} wrong:", *problems]))
    return Settings(**values)


_Layer = Mapping[str, tuple[str, object]]
"""For each setting that a layer gives: where it stands, in words for a person, and its value as given."""


def _file_layer(file: Path | None, problems: list[str]) -> _Layer:
    if file is None:
        return {}
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        problems.append(
            f"{file}: it cannot be read ({reason}); accepted is a readable TOML file. Mend it or name another."
        )
        return {}
    return {name: (f"{file}, {name}", value) for name, value in given.items()}


def _environment_layer(environment: Mapping[str, str]) -> _Layer:
    return {
        name.removeprefix(PREFIX).lower(): (name, value)
        for name, value in sorted(environment.items())
        if name.startswith(PREFIX)
    }


def _flag_layer(flags: Mapping[str, object]) -> _Layer:
    return {name: (f"--{name.replace('_', '-')}", value) for name, value in flags.items() if value is not None}


def _checked(layer: _Layer, problems: list[str]) -> dict[str, Any]:
    """The values of one layer as `Settings` wants them; what is wrong is added to ``problems``."""
    fields = {each.name: each for each in dataclasses.fields(Settings)}
    checked: dict[str, Any] = {}
    for name, (where, value) in layer.items():
        if name not in fields:
            problems.append(f"{where}: there is no setting {name!r}; known: {', '.join(fields)}. Correct or remove it.")
            continue
        try:
            checked[name] = fields[name].metadata["read"](value)
        except ValueError as error:
            problems.append(f"{where}: {value!r} is not accepted; {error}. Correct or remove it.")
    return checked


def _shown(value: object) -> str | None:
    if value is None:
        return None
    return ",".join(value) if isinstance(value, tuple) else str(value)
