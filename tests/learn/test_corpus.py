"""Marked-up texts: what they compile to, what is refused, and that the corpus that ships is compiled from them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.learn.corpus import compile_corpus

CORPUS = Path(__file__).parents[2] / "corpus"
TEXT = """@ one 2027-03-14
T: [Traders|e1.recipient] killed
[Gunmen|e1.actor] [shot|e1.trigger] [killing [six traders|e1.recipient]|e1.killed], [police|e1.source:confirms] \
[said|e1.cue].
= e1 ASSAULT/firearms occurred fact killed=6..6 resp=unclaimed date=2027-03-12
"""


def compiled(tmp_path: Path, text: str) -> tuple[list[dict], list[str]]:
    (tmp_path / "sentences").mkdir(exist_ok=True)
    (tmp_path / "sentences/a.txt").write_text(text, encoding="utf-8")
    return compile_corpus(tmp_path)


def test_a_text_compiles_to_a_coding_with_offsets(tmp_path: Path) -> None:
    ((row,), faults) = compiled(tmp_path, TEXT)
    assert faults == []
    (event,) = row["events"]
    whole = f"{row['title']}\n{row['text']}"
    assert whole == "Traders killed\nGunmen shot killing six traders, police said."
    assert (event["type"], event["mode"], event["triggers"]) == ("ASSAULT", "firearms", ["shot"])
    assert event["killed"] == {"low": 6, "high": 6, "text": "killing six traders"}
    assert event["attribution"] == [{"source": "police", "cue": "said", "stance": "confirms"}]
    assert (event["date_from"], event["date_to"]) == ("2027-03-12", "2027-03-12")
    assert [whole[start:end] for start, end in event["spans"]["recipient"]] == ["Traders", "six traders"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("ASSAULT/firearms", "ASSAULT/pies"), "mode 'pies'"),
        (("ASSAULT/firearms", "PIE"), "type 'PIE'"),
        (("occurred fact", "perhaps fact"), "status 'perhaps'"),
        (("[shot|e1.trigger]", "shot"), "no trigger"),
        (("[said|e1.cue]", "said"), "1 sources and 0 cues"),
        (("|e1.actor]", "|e1.hero]"), "label 'e1.hero'"),
        (("[Gunmen|e1.actor]", "[Gunmen"), "never closed"),
        (("killed=6..6", "killed=six"), "killed='six'"),
        (("resp=unclaimed", "resp=maybe"), "resp='maybe'"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, change: tuple[str, str], fault: str) -> None:
    _, faults = compiled(tmp_path, TEXT.replace(*change))
    assert len(faults) == 1
    assert fault in faults[0]
    assert "a.txt" in faults[0]


def test_a_name_that_comes_twice_is_a_fault(tmp_path: Path) -> None:
    assert "comes twice" in compiled(tmp_path, TEXT + TEXT)[1][0]


def test_the_corpus_that_ships_is_compiled_from_its_texts() -> None:
    rows, faults = compile_corpus(CORPUS)
    assert faults == []
    shipped = (CORPUS / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in shipped] == rows
    assert len(rows) >= 2500
