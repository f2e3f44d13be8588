"""``jsonld``: a JSON-LD processor reads it without fetching anything, and the graph holds evidence and provenance."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dateline.export.jsonld import AROUND, CONTEXT, TERMS, JsonLdExporter
from layout_codings import full, tricky
from rich_report import Rich

OA, PROV = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#"


def document(*codings: Any) -> Any:
    return json.loads("".join(JsonLdExporter().export(codings)))


def of_type(made: Any, kind: str) -> list[Any]:
    return [node for node in made["@graph"] if kind in node["type"]]


def test_every_claim_is_an_annotation_with_quote_and_position(rich: Rich) -> None:
    made = document((rich.report, rich.coding))
    (record,) = rich.coding.records
    annotations = of_type(made, "Annotation")
    assert len(annotations) == len(record.claims)
    for node, claim in zip(annotations, record.claims, strict=True):
        assert node["body"]["field"] == claim.field.value
        assert len(node["target"]) == len(claim.evidence)
        for target, span in zip(node["target"], claim.evidence, strict=True):
            quoted, placed = target["selector"]
            text = rich.report.text
            assert text[placed["start"] : placed["end"]] == quoted["exact"] == span.text
            assert text[: placed["start"]].endswith(quoted["prefix"])
            assert text[placed["end"] :].startswith(quoted["suffix"])
            assert len(quoted["prefix"]) <= AROUND >= len(quoted["suffix"])


def test_voices_stances_and_kinds_of_empty_are_told(rich: Rich) -> None:
    made = document((rich.report, rich.coding))
    voiced = [node for node in of_type(made, "Annotation") if "voice" in node]
    assert voiced[0]["voice"]["via"]["sourceWords"]["selector"][0]["exact"] == "Harbour Radio"
    assert {node["stance"] for node in voiced} >= {"denies", "asserts"}
    (record,) = of_type(made, "sem:Event")
    assert {"field": "actor", "emptiness": "not_told"} in record["dateline:absence"]


def test_nothing_of_a_stranger_breaks_out_of_a_name() -> None:
    made = document(tricky(2))
    (report,) = of_type(made, "schema:NewsArticle")
    assert report["id"] == "urn:dateline:report:%3Dr2"
    assert not any(" " in node["id"] for node in made["@graph"])


@pytest.fixture
def triples(rich: Rich) -> set[tuple[str, str, str]]:
    """The graph of three reports as a JSON-LD processor reads it, without any loader of remote documents."""
    jsonld = pytest.importorskip("pyld.jsonld", reason="PyLD is among the development tools")

    def refuse(url: str, options: object) -> None:
        pytest.fail(f"the document asks for {url}")

    made = document(full(1), tricky(2), (rich.report, rich.coding))
    dataset = jsonld.to_rdf(made, {"documentLoader": refuse})
    return {
        (each["subject"]["value"], each["predicate"]["value"], each["object"]["value"]) for each in dataset["@default"]
    }


def test_a_processor_finds_every_term_and_the_evidence(triples: set[tuple[str, str, str]], rich: Rich) -> None:
    predicates = {predicate for _, predicate, _ in triples}
    assert {f"{OA}hasBody", f"{OA}hasTarget", f"{OA}exact", f"{OA}start", f"{PROV}wasDerivedFrom"} <= predicates
    assert ({f"{TERMS}field", f"{TERMS}value"}) <= predicates
    exact = {value for _, predicate, value in triples if predicate == f"{OA}exact"}
    assert {"struck", "Cape Lorn", "one of the attackers"} <= exact


def test_shapes_hold_in_the_graph(triples: set[tuple[str, str, str]]) -> None:
    """Every annotation has a body and a target, every target a source and two selectors, every record its report."""

    def objects(subject: str, predicate: str) -> list[str]:
        return [value for each, name, value in triples if (each, name) == (subject, predicate)]

    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    annotations = [each for each, name, value in triples if (name, value) == (kind, f"{OA}Annotation")]
    assert len(annotations) > 40
    for each in annotations:
        assert len(objects(each, f"{OA}hasBody")) == 1
        assert objects(each, f"{PROV}wasAttributedTo")
        for target in objects(each, f"{OA}hasTarget"):
            assert len(objects(target, f"{OA}hasSource")) == 1
            kinds = {value for one in objects(target, f"{OA}hasSelector") for value in objects(one, kind)}
            assert kinds == {f"{OA}TextQuoteSelector", f"{OA}TextPositionSelector"}
    records = {each for each, name, value in triples if (name, value) == (kind, CONTEXT["sem"] + "Event")}
    assert all(objects(each, f"{PROV}wasDerivedFrom") and objects(each, f"{PROV}wasGeneratedBy") for each in records)
