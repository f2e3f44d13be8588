"""The figures: by hand on a small case, and against the guide's own scorer on random and on real codings."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import RunError
from dateline.evaluate import Article, load_articles, load_codings, parse_codings, score_events
from dateline.model import MODES, EventType

JsonEvent = dict[str, Any]
Codings = dict[str, list[JsonEvent]]
ReferenceScorer = Callable[..., dict[str, Any]]

SENTENCES = (
    "Dockers in Port Ellery walked out on Monday, halting the ferries.",
    "“We will not go back,” a union leader, Mara Quill, told Harbour Radio.",
    "Police fired tear gas at the crowd near the customs house; at least nine people were hurt.",
    "The port authority said it had dismissed forty dockers!",
    "Governor Ansel Brack denied ordering the arrests.",
    "Was the strike over? Nobody at the quay could say.",
    "Two barges collided off Cape Lorn, killing three sailors (the coast guard said).",
    "Norvik has threatened to close its border with Tessaly.",
)
ROLES = ("actor", "recipient", "object", "means", "place")


def coded(event_type: str, *triggers: str, **changes: Any) -> JsonEvent:
    empty: JsonEvent = {"type": event_type, "mode": None, "triggers": list(triggers), "country": None}
    empty |= {role: [] for role in ROLES} | {"time": [], "date_from": None, "date_to": None, "killed": None}
    empty |= {"injured": None, "attribution": [], "status": "occurred", "certainty": "fact"}
    return empty | {"responsibility": None, "main": False} | changes


def lines(codings: Codings) -> list[str]:
    return [json.dumps({"id": report_id, "events": events}) for report_id, events in codings.items()]


def said(source: str) -> list[dict[str, str]]:
    return [{"source": source, "cue": "said", "stance": "states"}]


def test_figures_of_a_small_case_worked_out_by_hand() -> None:
    articles = {"r1": Article("r1", "Strike at Port Ellery", " ".join(SENTENCES[:3])), "r2": Article("r2", "", "Calm.")}
    gold = {
        "r1": [
            coded("PROTEST", "walked out", actor=["Dockers"], place=["Port Ellery"], mode="strike", main=True),
            coded("ASSAULT", "fired", actor=["Police"], killed={"low": 9, "high": None, "text": "nine"}),
            coded("ACCUSE", "told", attribution=said("Mara Quill")),
        ],
        "r2": [],
    }
    predicted = {
        "r1": [
            coded("PROTEST", "walked", actor=["the dockers"], recipient=["ferries"], mode="strike"),
            coded("ASSAULT", "fired tear gas", actor=["crowd"], killed={"low": 9, "high": 9, "text": "nine"}),
            coded("CONSULT", "told"),
        ]
    }
    scores = score_events(articles, parse_codings(lines(gold), "gold"), parse_codings(lines(predicted), "predicted"))
    assert scores.to_json(by_type=True) == {
        "articles": 2,
        "gold_records": 3,
        "predicted_records": 3,
        "events": {"p": 0.667, "r": 0.667, "f1": 0.667},
        "untyped": {"p": 1.0, "r": 1.0, "f1": 1.0},
        "main_recall": 1.0,
        "arguments": {"p": 0.333, "r": 0.333, "f1": 0.333},
        "roles": {"actor": 0.5, "recipient": 0.0, "object": 0.0, "means": 0.0, "place": 0.0},
        "attribution": {"p": 0.0, "r": 0.0, "f1": 0.0},
        "given_match": {"mode": 1.0, "killed": 0.0, "status": 1.0, "certainty": 1.0},
        "by_type": {
            "ACCUSE": {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 1},
            "ASSAULT": {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 1},
            "CONSULT": {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 0},
            "PROTEST": {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 1},
        },
    }
    assert [(missed.article_id, missed.type, missed.trigger) for missed in scores.missed] == [("r1", "ACCUSE", "told")]


def test_an_article_without_a_prediction_counts_as_coded_without_events() -> None:
    articles = {name: Article(name, "", SENTENCES[0]) for name in ("r1", "r2")}
    gold = parse_codings(
        lines({"r1": [coded("PROTEST", "walked out")], "r2": [coded("PROTEST", "walked out")]}), "gold"
    )
    scores = score_events(articles, gold, {"r1": gold["r1"]})
    assert scores.to_json()["events"] == {"p": 1.0, "r": 0.5, "f1": 0.667}


def test_no_main_event_in_gold_gives_no_recall_and_not_zero() -> None:
    assert score_events({}, {}, {}).to_json()["main_recall"] is None


def test_gold_of_other_articles_is_refused() -> None:
    with pytest.raises(RunError, match=r"gold codes 'r9' \(1 such in all\), which is not among the 0 articles"):
        score_events({}, {"r9": ()}, {})


def test_predictions_of_other_reports_are_refused() -> None:
    with pytest.raises(RunError, match=r"none of the 1 reports predicted is in gold \(the first is 'x'"):
        score_events({"r1": Article("r1", "", "Calm.")}, {"r1": ()}, {"x": ()})


@pytest.fixture
def reference(reference_scorer: Callable[[str], ReferenceScorer]) -> ReferenceScorer:
    """The guide's own scorer."""
    return reference_scorer("events")


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # the reference leaves its files to the collector
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
class TestAgainstTheReferenceScorer:
    def test_on_random_codings(self, tmp_path: Path, reference: ReferenceScorer) -> None:
        for seed in range(60):
            chance = random.Random(seed)
            texts = {f"r{number}": random_article(chance, f"r{number}") for number in range(chance.randint(1, 5))}
            gold = {report_id: random_events(chance, text) for report_id, text in texts.items()}
            predicted = {report_id: perturbed(chance, gold[report_id], text) for report_id, text in texts.items()}
            assert_agreement(tmp_path, reference, list(texts.values()), gold, predicted)

    @pytest.mark.parametrize("seed", range(5))
    def test_on_gold_codings_with_errors(
        self, tmp_path: Path, research_data: Path, reference: ReferenceScorer, seed: int
    ) -> None:
        folder = research_data / "gold_events"
        articles = json.loads((folder / "dev_articles.json").read_text(encoding="utf-8"))
        read = map(json.loads, (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines())
        gold: Codings = {item["id"]: item["events"] for item in read}
        chance = random.Random(seed)
        text_of = {article["id"]: article for article in articles}
        predicted = {
            report_id: perturbed(chance, events, text_of[report_id])
            for report_id, events in gold.items()
            if chance.random() < 0.9
        }
        assert_agreement(tmp_path, reference, articles, gold, predicted)


def assert_agreement(
    folder: Path, reference: ReferenceScorer, articles: list[dict[str, Any]], gold: Codings, predicted: Codings
) -> None:
    articles_path, gold_path, predicted_path = (folder / name for name in ("a.json", "g.jsonl", "p.jsonl"))
    articles_path.write_text(json.dumps(articles), encoding="utf-8")
    gold_path.write_text("\n".join(lines(gold)), encoding="utf-8")
    predicted_path.write_text("\n".join(lines(predicted)), encoding="utf-8")
    scores = score_events(load_articles(articles_path), load_codings(gold_path), load_codings(predicted_path))
    assert scores.to_json(by_type=True) == reference(articles_path, gold_path, predicted_path, "--by-type")


def random_article(chance: random.Random, report_id: str) -> dict[str, Any]:
    picked = chance.sample(SENTENCES, chance.randint(2, len(SENTENCES)))
    text = "".join(sentence + chance.choice((" ", "\n", "\n\n")) for sentence in picked)
    return {"id": report_id, "title": chance.choice((None, "", "Strike at Port Ellery")), "text": text}


def random_events(chance: random.Random, article: dict[str, Any]) -> list[JsonEvent]:
    return [random_event(chance, article["text"]) for _ in range(chance.randint(0, 7))]


def random_event(chance: random.Random, text: str) -> JsonEvent:
    event_type = chance.choice([EventType.ASSAULT, EventType.PROTEST, EventType.COERCE])
    day = f"2031-03-{chance.randint(1, 3):02}"
    return coded(
        event_type,
        *(stretch(chance, text) for _ in range(chance.randint(1, 3))),
        **{role: [stretch(chance, text) for _ in range(chance.choice((0, 0, 1, 2)))] for role in ROLES},
        mode=chance.choice((None, *MODES[event_type])),
        country=chance.choice((None, "NOR", "TUR")),
        date_from=chance.choice((None, day)),
        date_to=chance.choice((None, day)),
        killed=random_figure(chance),
        injured=random_figure(chance),
        attribution=[
            {"source": chance.choice((None, "", stretch(chance, text))), "cue": "said", "stance": "states"}
            for _ in range(chance.randint(0, 2))
        ],
        status=chance.choice(("occurred", "denied")),
        certainty=chance.choice(("fact", "disputed")),
        responsibility=chance.choice((None, {"who": None, "stance": "unclaimed"}, {"who": "x", "stance": None})),
        main=chance.random() < 0.3,
    )


def random_figure(chance: random.Random) -> dict[str, Any] | None:
    bounds = {"low": chance.choice((None, 3, 9)), "high": chance.choice((None, 9)), "text": "nine"}
    return chance.choice((None, bounds))


def stretch(chance: random.Random, text: str) -> str:
    """A few neighbouring words of the text, sometimes a single mark, sometimes words that it does not have."""
    words = text.split()
    start, length = chance.randrange(len(words)), chance.randint(1, 3)
    return chance.choice((" ".join(words[start : start + length]), words[start], words[start], "the", "?", "nowhere"))


def perturbed(chance: random.Random, events: list[JsonEvent], article: dict[str, Any]) -> list[JsonEvent]:
    """The events with some left out, some made up, and values of others exchanged."""
    kept = [copy.deepcopy(event) for event in events if chance.random() < 0.8]
    for event in kept:
        made_up = random_event(chance, article["text"])
        for name in made_up:
            if chance.random() < 0.25:
                event[name] = made_up[name]
    kept.extend(random_event(chance, article["text"]) for _ in range(chance.randint(0, 2)))
    chance.shuffle(kept)
    return kept
