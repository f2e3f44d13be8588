from __future__ import annotations

import pytest

from dateline.knowledge.gazetteer import Gazetteer
from dateline.model import Country
from dateline.resolve import resolve_country

GAZETTEER = Gazetteer()


def found(words: str, **context: float) -> str:
    outcome = resolve_country(words, GAZETTEER, context=context)
    return outcome.alpha3 if isinstance(outcome, Country) else f"- {outcome.reason}"


@pytest.mark.parametrize(
    ("words", "alpha3"),
    [
        ("Syria", "SYR"),
        ("northern Syria", "SYR"),
        ("Syria’s eastern desert", "SYR"),
        ("SYRIA", "SYR"),
        ("the city of Homs", "SYR"),
        ("Aleppo province", "SYR"),
        ("Eastern Ghouta", "SYR"),
        ("Deir ez-Zor", "SYR"),
        ("al-Bab", "SYR"),
        ("the Kremlin", "RUS"),
        ("Dagestan", "RUS"),
        ("the White House", "USA"),
        ("the U.S.", "USA"),
        ("Brevard County, Fla.", "USA"),
        ("Lynchburg, VA", "USA"),
        ("North Carolina", "USA"),
        ("West Bank", "PSE"),
        ("UK", "GBR"),
        ("England", "GBR"),
        ("Egyptian soil", "EGY"),
        ("the Egyptian capital", "EGY"),
        ("Burma", "MMR"),
        ("Kiev", "UKR"),
        ("Bombay", "IND"),
        ("Sana’a", "YEM"),
        ("Côte d'Ivoire", "CIV"),
        ("DR Congo", "COD"),
        ("Paris", "FRA"),
        ("a US base in Homs", "SYR"),
        ("the Kurdish-held town of Afrin, near the Turkish border", "SYR"),
        ("Las Vegas Strip", "USA"),
    ],
)
def test_names_lie_in_their_country(words: str, alpha3: str) -> None:
    assert found(words) == alpha3


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("a checkpoint", "no known name"),
        ("the city", "no known name"),
        ("Old City", "no known name"),
        ("Taylor Street", "no known name"),
        ("Qwertyville", "no known name"),
        ("", "no known name"),
        ("Iraq and Syria", "'Iraq and Syria' names several countries: IRQ, SYR"),
        ("the Middle East", "'the Middle East' lies in no single country"),
        ("abroad", "'abroad' lies in no single country"),
        ("near the Iraqi border", "'near the Iraqi border' names a border"),
        ("Georgia", "'Georgia' may lie in GEO, USA; nothing in the report decides"),
        ("Congo", "'Congo' may lie in COD, COG"),
    ],
)
def test_what_stays_open_is_unresolved_with_its_reason(words: str, reason: str) -> None:
    assert found(words).startswith(f"- {reason}")


def test_the_report_decides_among_places_of_one_name() -> None:
    assert found("Georgia", GEO=3.0) == "GEO"
    assert found("Georgia", USA=3.0) == "USA"


def test_support_for_other_countries_does_not_move_a_great_city() -> None:
    assert found("Paris", USA=3.0, GBR=1.0) == "FRA"


def test_support_moves_a_town_with_a_large_namesake() -> None:
    assert found("Edmonton") == "CAN"
    assert found("Edmonton", GBR=5.0) == "GBR"
