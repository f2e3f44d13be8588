"""The lock files pin all that pyproject.toml asks for, by hash, and tell no address."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from executed_docs import ROOT

LOCKS = ["requirements.txt", "requirements-dev.txt"]


def _locked(name: str) -> dict[str, set[str]]:
    """The versions that a lock file pins, by the name of the package; several where they depend on the platform."""
    pins: dict[str, set[str]] = {}
    for package, version in re.findall(
        r"^([\w.-]+)==([^\s;]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE
    ):
        pins.setdefault(canonicalize_name(package), set()).add(version)
    return pins


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_asked_for_is_pinned_in_an_allowed_version(lock: str) -> None:
    project = _project()
    asked = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    if "dev" in lock:
        asked += project["project"]["optional-dependencies"]["dev"]
    pins = _locked(lock)

    for requirement in map(Requirement, asked):
        found = pins.get(canonicalize_name(requirement.name), set())
        assert found, f"{requirement.name} is not in {lock}; run 'make lock'"
        assert all(requirement.specifier.contains(version) for version in found), f"{lock}: {requirement}, not {found}"


def test_both_lock_files_pin_the_same_versions() -> None:
    main, dev = map(_locked, LOCKS)

    assert {name: dev.get(name) for name in main} == main


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert "://" not in text
    assert "index-url" not in text
    for entry in re.split(r"\n(?=\w)", text.partition("\n")[2]):
        assert entry.startswith("#") or "--hash=sha256:" in entry, entry
