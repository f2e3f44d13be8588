"""The scorers that come with the research data, run in this process beside ours."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ReferenceScorer = Callable[..., dict[str, Any]]


@pytest.fixture
def reference_scorer(
    research_data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], ReferenceScorer]:
    """``reference_scorer("geo")`` is the scorer ``score_geo.py``: paths and flags in, the figures it prints out."""

    def find(name: str) -> ReferenceScorer:
        path = research_data / "score" / f"score_{name}.py"
        spec = importlib.util.spec_from_file_location(f"reference_score_{name}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
        spec.loader.exec_module(module)

        def run(*arguments: Path | str) -> dict[str, Any]:
            words = [str(argument) for argument in arguments]
            monkeypatch.setattr(sys, "argv", [str(path), *words])
            code = module.main.__code__
            if code.co_varnames[: code.co_argcount] == ("argv",):
                module.main(words)
            else:
                module.main(*(words if code.co_argcount else ()))
            figures: dict[str, Any] = json.loads(capsys.readouterr().out)
            return figures

        return run

    return find
