"""A gazetteer's file of a few invented places, for tests that change one or need one that differs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from dateline.knowledge.gazetteer.build import FORMAT, SCHEMA

COLUMNS = "id name ascii others lat lon class code country cc2 admin1 admin2 admin3 admin4 people up dem zone changed"


def dump_line(identity: int, name: str, **told: object) -> str:
    """One line of a GeoNames dump: a town of 5,000 in Norway at 60, 10, unless told otherwise."""
    cells = {"id": identity, "name": name, "ascii": name, "lat": 60.0, "lon": 10.0, "class": "P", "code": "PPL"}
    cells |= {"country": "NO", "people": 5000, **told}
    return "\t".join(str(cells.get(column, "")) for column in COLUMNS.split()) + "\n"


def make_gazetteer(path: Path) -> Path:
    """An empty gazetteer's file at ``path``."""
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(SCHEMA)
        facts = [("format", FORMAT), ("sources", "test"), ("dumps", "")]
        database.executemany("INSERT INTO fact VALUES (?,?)", facts)
    return path
