from __future__ import annotations

import pytest

from rich_report import Rich, rich_report


@pytest.fixture
def rich() -> Rich:
    """One report with a record that tells nearly every field."""
    return rich_report()
