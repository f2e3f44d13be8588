from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read import parse_dateline


@pytest.mark.parametrize(
    ("head", "place", "day"),
    [
        ("RABAT, May 3 (Agency) —", "RABAT", None),
        ("KYIV, Ukraine (AP) -", "KYIV, Ukraine", None),
        ("TARFAYA, 25 April 2025 -", "TARFAYA", date(2025, 4, 25)),
        ("Rabat, 25 April 2025 –", "Rabat", date(2025, 4, 25)),
        ("RABAT (May 3, 2025) —", "RABAT", date(2025, 5, 3)),
        ("ZÜRICH, 2025-05-03 (Bote) —", "ZÜRICH", date(2025, 5, 3)),
        ("The Hague, 3 March 2021 (Polder Press) —", "The Hague", date(2021, 3, 3)),
        ("AL-HASAKAH, Syria, Sept. 11, 2024 (Foo News) —", "AL-HASAKAH, Syria", date(2024, 9, 11)),
        ("BAGHDAD (AP), May 3, 2025 -", "BAGHDAD", date(2025, 5, 3)),
        ("MOSCOW, April 25. /TASS/.", "MOSCOW", None),
        ("SAN SALVADOR, 3 JAN 90 --", "SAN SALVADOR", None),
        ("TEGUCIGALPA, 16 APR 89 (ACAN - EFE) --", "TEGUCIGALPA", None),
        ("HAMBURG (WEST GERMANY), 20 JUL 89 (DPA) --", "HAMBURG (WEST GERMANY)", None),
        ("KABUL, Monday (AFP) --", "KABUL", None),
        ("KABUL—", "KABUL", None),
        ("CARTHAGE, N.C. (AP) -", "CARTHAGE, N.C.", None),
        ("ALBANY, N.Y. —", "ALBANY, N.Y.", None),
        ("McALLEN, Texas —", "McALLEN, Texas", None),
        ("N'DJAMENA (Reuters) -", "N'DJAMENA", None),
        ("ST. PETERSBURG, Russia (AP) —", "ST. PETERSBURG, Russia", None),
        ("RIO DE JANEIRO, Brazil —", "RIO DE JANEIRO, Brazil", None),
        ("AMMAN/BEIRUT (Reuters) -", "AMMAN/BEIRUT", None),
        ("JEFFERSONVILLE, Ind. (AP) \x97", "JEFFERSONVILLE, Ind.", None),
        ("LAHORE, 3 May 2025:", "LAHORE", date(2025, 5, 3)),
        ("Nairobi (dpa) -", "Nairobi", None),
        ("RABAT, Feb. 30, 2025 —", "RABAT", None),
        ("(Reuters) -", None, None),
        ("25 April 2025 —", None, date(2025, 4, 25)),
    ],
)
@pytest.mark.parametrize("sentence", ["Gunmen killed two people on Friday.", "“We saw it,” a witness said on Friday."])
def test_a_line_head_is_a_dateline(head, place, day, sentence):
    text = f"{head} {sentence}"
    dateline = parse_dateline(text, "r1")
    assert dateline is not None
    assert text[dateline.start : dateline.end] == head
    assert (dateline.place.text if dateline.place else None) == place
    assert dateline.day == day


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING - Gunmen attacked a hotel in the capital on Friday.",
        "UPDATE 2 - Gunmen attacked a hotel in the capital on Friday.",
        "COVID-19 — Health officials said on Friday that two died.",
        "NATO — the alliance of the north — said it would act.",
        "NATO — The alliance said on Friday that it would act.",
        "The plans are plainly illegal - but the firm refuses to drop them.",
        "On Monday, May 3 - The police said nothing all day.",
        "Two people died on 25 April 2025 - Police said that they were farmers.",
        "John Smith (Labour) - The member for the valley said so.",
        "Sen. Ann Field (R) - Florida would be won, she said.",
        "MODERATOR: Welcome to this debate, everybody here tonight.",
        "POLICE: Man shot in the leg in a quarrel on Friday.",
        "LAHORE: A bomb went off in a market on Friday, police said.",
        "GUNMEN KILL TWO - POLICE SAY IT WAS TERROR",
        "GUNMEN KILL TWO IN MARKET - Police say that it was terror.",
        "LONDON–Paris trains were late on Friday after a strike.",
        "March 8 — International Women's Day — saw many protests.",
        "- Gunmen killed two people on Friday in the market.",
        "— Gunmen",
        '"KABUL - Gunmen came," he said on Friday to the police.',
        "RABAT Gunmen killed two people on Friday in the market.",
        "RABAT, May 3 (Agency) —",
        "",
        "\n \n",
    ],
)
def test_a_first_sentence_is_no_dateline(text):
    assert parse_dateline(text, "r1") is None


@pytest.mark.parametrize(
    "before",
    ["", "  \n", "Blast kills two in market\n\n", "Blast kills two in market\nBy Jane Doe\n\n", "Judge to return. "],
)
def test_a_title_and_a_byline_may_stand_before_it(before):
    text = f"{before}MAIDUGURI, Nigeria, 2 Feb 2023 — Gunmen abducted ten people."
    dateline = parse_dateline(text, "r1")
    assert dateline is not None
    assert text[dateline.start : dateline.end] == "MAIDUGURI, Nigeria, 2 Feb 2023 —"


def test_it_is_not_looked_for_in_the_title():
    text = "RABAT - Two people were killed\nThe police said so on Friday."
    assert parse_dateline(text, "r1", body_start=31) is None


def test_it_is_not_looked_for_after_a_paragraph():
    text = f"{'Gunmen killed two people. ' * 12}\nRABAT — More people were killed later that day."
    assert parse_dateline(text, "r1") is None


def test_the_place_carries_the_report_and_its_offsets():
    text = "Title\nKYIV, Ukraine (AP) — Drones came."
    dateline = parse_dateline(text, "r7", body_start=6)
    assert dateline is not None
    assert dateline.place is not None
    assert dateline.place.report_id == "r7"
    assert text[dateline.place.start : dateline.place.end] == "KYIV, Ukraine"


@given(st.text(alphabet=st.sampled_from(list("AB'’.-—:,()/ \nab1\x97")), max_size=160))
def test_any_text_gives_a_dateline_inside_it_or_none(text):
    dateline = parse_dateline(text, "r1")
    if dateline is not None:
        assert 0 <= dateline.start < dateline.end <= len(text)
        assert dateline.place is None or text[dateline.place.start : dateline.place.end] == dateline.place.text


def test_a_hostile_line_takes_no_time():
    for piece in ("A-", "A'", "A, ", "(", "A. ", "- ", "\x97 "):
        assert parse_dateline(piece * 100_000, "r1") is None
