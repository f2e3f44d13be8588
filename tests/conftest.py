"""Fixtures that every room's tests may use.

Which data a test takes, the smallest first:

1. a sentence written inside the test, with its spans marked: ``factories.report("[[Gunmen]] killed two.")``;
2. grammar built by hand from a token table: ``factories.parsed(...)``; no model is loaded;
3. the real parser over a sentence: the fixtures ``parser`` and ``parse``. The model takes about a second, once a run;
4. the reports in ``examples/``, for tests of the whole way and of the documentation;
5. the research data beside the repository, where it is present: such a test skips with a reason where it is not.

Files go to ``tmp_path``; databases are real SQLite files; no test uses the network.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dateline.model import Failure, ParsedReport, PublishedBasis
from dateline.parse import SpacyParser
from factories import report

_ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    """The real parser, loaded once a run."""
    return SpacyParser()


@pytest.fixture(scope="session")
def parse(parser: SpacyParser) -> Callable[..., ParsedReport]:
    """Parse a text, its marks dropped: ``parse("On Friday gunmen killed two.", published=date(2024, 3, 12))``."""

    def parse_text(marked: str, *, published: date | None = None, title: str | None = None) -> ParsedReport:
        basis = PublishedBasis.GIVEN if published else None
        made, _ = report(marked, title=title, published=published, published_basis=basis)
        (outcome,) = parser.parse([made])
        assert not isinstance(outcome, Failure), outcome.message
        return outcome

    return parse_text


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder ``examples`` of the repository."""
    return _ROOT / "examples"


@pytest.fixture(scope="session")
def research_data() -> Path:
    """The folder of research data that may lie beside the repository; skips the test where it does not."""
    folder = _ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"needs the research data, which is not part of the repository; looked for {folder}")
    return folder
