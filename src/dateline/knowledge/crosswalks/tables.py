"""Reading the tables of this room: CSV files in UTF-8 with a head row."""

from __future__ import annotations

import csv
import hashlib
from functools import cache
from importlib.resources import files

_HERE = "dateline.knowledge.crosswalks"


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the table ``name`` in order, each as column to cell; read once."""
    text = files(_HERE).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines(), strict=True))


@cache
def tables_hash() -> str:
    """SHA-256, as hex, of all tables by name, so that a file can tell by which crosswalks it was made."""
    digest = hashlib.sha256()
    for table in sorted(files(_HERE).iterdir(), key=lambda each: each.name):
        if table.name.endswith(".csv"):
            digest.update(table.name.encode() + b"\0" + table.read_text(encoding="utf-8").encode() + b"\0")
    return digest.hexdigest()


def either(cell: str) -> tuple[str, ...]:
    """The parts of a cell that stand with a bar between them; none for an empty cell."""
    return tuple(cell.split("|")) if cell else ()
