"""``ftm``: statements about listed actors, each once, that FollowTheMoney reads."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest

from dateline.export.ftm import COLUMNS, FtmExporter, statements
from dateline.model import ActorKind, Coding, EventType, Exporter, Field, Identity, PublishedBasis, Report, Sector
from factories import claim, coding, record, report
from happenings import who

FRONT = {"kind": ActorKind.ARMED_GROUP, "name": "Lorn Front", "country": "KEN"}
MINISTER = {"kind": ActorKind.INDIVIDUAL, "name": "Ada Bello", "country": "KEN", "role": "interior minister"}


def told(*values: Any) -> list[tuple[str, str, str]]:
    return [(each.schema, each.prop, each.value) for each in statements(*values)]


def test_a_listed_group_and_a_person_in_a_public_role() -> None:
    assert told(who("the Front", Sector.REB, **FRONT)) == [
        ("Organization", "name", "Lorn Front"),
        ("Organization", "weakAlias", "Front"),
        ("Organization", "country", "ke"),
    ]
    assert told(who("the minister", Sector.GOV, **MINISTER)) == [
        ("Person", "name", "Ada Bello"),
        ("Person", "country", "ke"),
        ("Person", "position", "interior minister"),
    ]


@pytest.mark.parametrize(
    "nobody",
    [
        who("a farmer"),
        who("gunmen", Sector.UAF, kind=ActorKind.ARMED_GROUP),
        who("Ada Bello, 34", kind=ActorKind.UNKNOWN, name="Ada Bello"),
        who("marchers", kind=ActorKind.CROWD, name="Marchers"),
    ],
)
def test_who_is_in_no_list_is_no_entity(nobody: Any) -> None:
    assert told(nobody) == []


def _report(number: int, words: str) -> tuple[Report, Coding]:
    made, (front, shot) = report(
        f"[[{words}]] [[shot]].", id=f"r{number}", published=date(2031, 3, number), published_basis=PublishedBasis.GIVEN
    )
    identity = Identity(
        front.text, "lorn-front", ActorKind.ARMED_GROUP, "KEN", (Sector.REB,), "Lorn Front", None, "test"
    )
    attack = record(
        EventType.ASSAULT, shot, claim(Field.ACTOR, front), claim(Field.ACTOR_IDENTITY, front, value=identity)
    )
    return made, coding(made, attack)


def rows_of(*codings: tuple[Report, Coding]) -> list[dict[str, str]]:
    text = "".join(FtmExporter().export(codings))
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_it_is_an_exporter() -> None:
    assert isinstance(FtmExporter(), Exporter)
    assert list(FtmExporter().export([])) == [",".join(COLUMNS) + "\r\n"]


def test_a_statement_comes_once_from_the_first_report_that_tells_it() -> None:
    rows = rows_of(_report(1, "The Lorn Front"), _report(2, "Lorn Front"), _report(3, "LLF"))
    assert [(row["prop"], row["value"], row["origin"], row["first_seen"]) for row in rows] == [
        ("name", "Lorn Front", "r1", "2031-03-01"),
        ("country", "ke", "r1", "2031-03-01"),
        ("weakAlias", "LLF", "r3", "2031-03-03"),
    ]
    assert {row["entity_id"] for row in rows} == {"dateline-lorn-front"}


def test_followthemoney_reads_it() -> None:
    serialize = pytest.importorskip("followthemoney.statement.serialize", reason="looked at where it is installed")
    text = "".join(FtmExporter().export([_report(1, "The Lorn Front"), _report(2, "LLF")]))
    read = list(serialize.read_csv_statements(io.BytesIO(text.encode())))
    assert len(read) == 3
    for each in read:
        assert each.generate_key() == each.id
        assert each.prop_type
        assert each.schema == "Organization"
