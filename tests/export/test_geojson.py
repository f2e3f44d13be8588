"""``geojson``: what RFC 7946 asks for, nothing invented, and a reader of maps reads it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from dateline.export.geojson import GeoJsonExporter, feature
from dateline.model import PlacePrecision
from happenings import attack, place
from layout_codings import full, tricky
from rich_report import Rich

POINT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {
            "type": "array",
            "prefixItems": [
                {"type": "number", "minimum": -180, "maximum": 180},
                {"type": "number", "minimum": -90, "maximum": 90},
            ],
            "minItems": 2,
            "maxItems": 2,
        },
    },
}
COLLECTION = {
    "type": "object",
    "required": ["type", "features"],
    "additionalProperties": False,
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties"],
                "additionalProperties": False,
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": "string"},
                    "geometry": {"anyOf": [POINT, {"type": "null"}]},
                    "properties": {"type": "object"},
                },
            },
        },
    },
}
"""RFC 7946, sections 3.1.2, 3.2, 3.3 and 4, for collections of points."""


def collection(*codings: Any) -> Any:
    made = json.loads("".join(GeoJsonExporter().export(codings)), parse_constant=pytest.fail)
    jsonschema.Draft202012Validator(COLLECTION).validate(made)
    return made


@pytest.mark.parametrize("count", [0, 1, 3])
def test_it_is_a_collection_of_rfc_7946(count: int) -> None:
    made = collection(*([full(1), tricky(2), full(3)][:count]))
    assert len(made["features"]) == [0, 3, 8][count if count < 2 else 2]


def test_longitude_stands_first_and_nothing_told_is_null(rich: Rich) -> None:
    here, plan, *_ = collection(full(1))["features"]
    assert here["geometry"] == {"type": "Point", "coordinates": [39.646, -0.453227]}
    assert plan["geometry"] is None
    assert plan["properties"]["killed_low"] is None
    assert plan["properties"]["actor"] == []


def test_properties_are_typed_and_tell_the_precision(rich: Rich) -> None:
    (made,) = collection((rich.report, rich.coding))["features"]
    told = made["properties"]
    assert made["geometry"]["coordinates"] == [25.25, 70.5]
    expected = {
        "place_precision": "near",
        "radius_km": 20.0,
        "killed_low": 3,
        "killed_high": None,
        "main": True,
        "triggers": ["struck", "attack", "strike"],
        "recipient_sectors": ["CVL/LAB"],
        "date_from": "2031-03-03",
        "report_date": "2031-03-04",
        "attribution_source": ["the coast guard", "Harbour Radio", "Tessaly"],
        "coder": "test-maker 1",
    }
    assert {name: told[name] for name in expected} == expected


def test_a_capital_is_no_point_of_its_country() -> None:
    assert feature(attack(location=place(PlacePrecision.COUNTRY, "P.PPLC")))["geometry"] is None
    country = feature(attack(location=place(PlacePrecision.COUNTRY, "A.PCLI")))
    assert country["geometry"]["type"] == "Point"
    assert country["properties"]["place_precision"] == "country"


def test_gdal_reads_it(tmp_path) -> None:
    pyogrio = pytest.importorskip("pyogrio", reason="GDAL is looked at where it is installed")
    path = tmp_path / "events.geojson"
    path.write_text("".join(GeoJsonExporter().export([full(1), tricky(2)])), encoding="utf-8")
    facts = pyogrio.read_info(path)
    assert (facts["features"], facts["crs"], facts["geometry_type"]) == (5, "EPSG:4326", "Point")
