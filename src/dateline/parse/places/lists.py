"""The word lists and the weights of evidence, from the CSV files beside this module.

What does not belong here: names of places (`knowledge.gazetteer`).
"""

from __future__ import annotations

import csv
import hashlib
from functools import cache
from importlib.resources import files

_FILES = ("words.csv", "weights.csv")


@cache
def words(*sorts: str) -> frozenset[str]:
    """The words of these sorts in `words.csv`, in lower case."""
    return frozenset(word for row in _rows("words.csv") if row["sort"] in sorts for word in row["words"].split())


@cache
def weights() -> dict[str, float]:
    """How much each kind of evidence speaks for (above 0) or against a place."""
    return {row["evidence"]: float(row["weight"]) for row in _rows("weights.csv")}


@cache
def lists_hash() -> str:
    """SHA-256 of both files, for the maker's settings."""
    folder = files("dateline.parse.places")
    return hashlib.sha256(b"".join(folder.joinpath(name).read_bytes() for name in _FILES)).hexdigest()


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with files("dateline.parse.places").joinpath(name).open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))
