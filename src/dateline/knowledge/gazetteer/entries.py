"""What the gazetteer answers with: kinds of names and candidates.

What does not belong here: where the names come from (`build`), and which candidate a report means (`resolve.places`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.model import Place


class Kind(StrEnum):
    """What a name is. ``postal``: a two-letter code of a US state, which counts only behind a comma."""

    COUNTRY = "country"
    DEMONYM = "demonym"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    ADMIN3 = "admin3"
    POSTAL = "postal"
    REGION = "region"
    INSTITUTION = "institution"
    SETTLEMENT = "settlement"
    WATER = "water"
    FEATURE = "feature"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a name can mean.

    kind: what the name is for it ("Syrian" is a demonym of the entry whose main name is "Syria").
    population: people living there as the source tells; 0 where unknown.
    radius_km: of the circle around the entry's point that roughly holds the place.
    is_main_name: whether the name is the entry's own, and not one of its alternate names.
    is_listed: whether dateline's own lists give the name this meaning; it then outranks towns of the same name.
    """

    place: Place
    kind: Kind
    population: int
    radius_km: float
    is_main_name: bool
    is_listed: bool = False
