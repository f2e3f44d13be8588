"""Names that the tests of the review page share."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.store import Store

REPORT = "Ouadé-12-1"
"""The first report of the store that the tests look at."""


@dataclass
class Served:
    """The page on a socket, and the store behind it."""

    address: str
    store: Store
