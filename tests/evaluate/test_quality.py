from __future__ import annotations

from dateline.evaluate import Article, EventScores, parse_codings, quality_table, score_events


def test_a_table_tells_every_measure_with_its_numbers() -> None:
    articles = {"r1": Article("r1", "", "Dockers walked out at Port Ellery.")}
    line = (
        '{"id": "r1", "events": [{"type": "PROTEST", "triggers": ["walked out"], "actor": ["Dockers"], "main": true}]}'
    )
    codings = parse_codings([line], "gold")
    table = quality_table(score_events(articles, codings, codings))
    assert "| events | 1.000 | 1.000 | 1.000 | 1 | 1 |\n" in table
    assert "| main events | | 1.000 | | 1 | |\n" in table
    assert "| actor | 1.000 | 1.000 | 1.000 | 1 | 1 |\n" in table
    assert "| PROTEST | 1.000 | 1.000 | 1.000 | 1 | 1 |\n" in table


def test_a_figure_of_nothing_is_a_dash() -> None:
    table = quality_table(EventScores())
    assert "| events | – | – | – | 0 | 0 |\n" in table
    assert "| main events | | – | | 0 | |\n" in table
    assert "| country | – | 0 |\n" in table
    assert "0.000" not in table
