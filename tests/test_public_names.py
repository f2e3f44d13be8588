"""What is public is what is listed: each name is there, has one home, and is known to type checkers."""

from __future__ import annotations

import ast
from importlib.metadata import version
from pathlib import Path

import pytest

import dateline

_SOURCE = ast.parse(Path(dateline.__file__).read_text(encoding="utf-8"))


def _names_for_type_checkers() -> set[str]:
    block = next(node for node in _SOURCE.body if isinstance(node, ast.If))
    imported = {alias.name for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    return imported | {node.target.id for node in block.body if isinstance(node, ast.AnnAssign)}  # type: ignore[union-attr]


@pytest.mark.parametrize("name", dateline.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(dateline, name) is not None


def test_the_lists_agree() -> None:
    assert sorted(dateline.__all__) == dateline.__all__
    assert set(dateline.__all__) == _names_for_type_checkers()
    assert set(dateline.__all__) == {*dateline._HOMES, "__version__"}
    assert set(dateline.__all__) <= set(dir(dateline))


def test_no_name_hides_a_module_of_the_same_name() -> None:
    modules = {path.stem for path in Path(dateline.__file__).parent.iterdir()}
    assert not modules & set(dateline.__all__)


def test_version_is_the_distribution_s() -> None:
    assert dateline.__version__ == version("dateline")


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(AttributeError, match=r"'codes'.*code, make_pipeline"):
        _ = dateline.codes
