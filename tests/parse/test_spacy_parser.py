"""The real parser: boundaries of sentences, tokens free of spaCy's types, names, and one outcome for each report."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest

from dateline.errors import PluginError
from dateline.model import Dateline, Failure, ParsedReport, Report
from dateline.parse import SpacyParser
from factories import report

Parse = Callable[..., ParsedReport]


def sentences(parsed: ParsedReport) -> list[str]:
    return [parsed.report.text[s.start : s.end] for s in parsed.sentences]


def names(parsed: ParsedReport) -> list[tuple[str, str]]:
    return [(parsed.span(parsed.tokens[n.first], parsed.tokens[n.last - 1]).text, n.entity) for n in parsed.names]


def test_a_title_without_a_stop_is_a_sentence_of_its_own(parse: Parse) -> None:
    parsed = parse("Police arrested a man in Lagos on Friday.", title="Two killed in blast near")
    assert sentences(parsed) == ["Two killed in blast near", "Police arrested a man in Lagos on Friday."]
    assert [s.in_title for s in parsed.sentences] == [True, False]


def test_paragraphs_are_counted_from_the_title_on(parse: Parse) -> None:
    text = "Police arrested a man. He was freed.\n\nOfficials said little."
    assert [s.paragraph for s in parse(text).sentences] == [0, 0, 1]
    assert [s.paragraph for s in parse(text, title="Man freed").sentences] == [0, 1, 1, 2]


def test_no_sentence_runs_over_a_paragraph_break(parse: Parse) -> None:
    parsed = parse("The mayor of the old town of\n\nKano left on Monday.")
    assert sentences(parsed)[0] == "The mayor of the old town of"
    assert all("\n" not in sentence for sentence in sentences(parsed))


HEAD = "NAIROBI, May 3 (Savanna News) -"
BODY = "Gunmen killed two guards at a depot on Friday."


def test_no_sentence_runs_out_of_the_dateline(parser: SpacyParser) -> None:
    made, _ = report(f"{HEAD} {BODY}", dateline=Dateline(0, len(HEAD)))
    (parsed,) = parser.parse([made])
    assert isinstance(parsed, ParsedReport)
    assert sentences(parsed) == [HEAD, BODY]
    (killed,) = [t for t in parsed.tokens if t.text == "killed"]
    assert [t.text for t in parsed.children(killed) if t.dep == "nsubj"] == ["Gunmen"]


TRICKY = "  \n\n  Gunmen   killed\ttwo  farmers 🎉 in Jos.  \n Café owners’ e-mail: “no”.\n"


def test_offsets_are_code_points_of_the_frozen_text(parse: Parse) -> None:
    parsed = parse(TRICKY)
    assert all(TRICKY[t.start : t.end] == t.text for t in parsed.tokens)
    assert {"Gunmen", "🎉", "Jos", "Café"} <= {t.text for t in parsed.tokens}


def test_no_token_is_blank_and_every_head_is_in_the_sentence(parse: Parse) -> None:
    parsed = parse(TRICKY)
    assert all(t.text.strip() for t in parsed.tokens)
    for token in parsed.tokens:
        assert parsed.tokens[token.index] is token
        assert parsed.tokens[token.head].sentence == token.sentence
    for sentence in parsed.sentences:
        assert {t.sentence for t in parsed.sentence_tokens(sentence)} == {sentence.index}


def test_sentences_share_all_tokens_out_among_them(parse: Parse) -> None:
    parsed = parse(TRICKY)
    ends = [0, *(s.last for s in parsed.sentences)]
    assert [s.first for s in parsed.sentences] == ends[:-1]
    assert ends[-1] == len(parsed.tokens)


def test_names_are_put_right_and_tokens_carry_the_same_kind(parse: Parse) -> None:
    parsed = parse("General Kassim met Anna Petrova in Oslo. Petrova said the Sudanese Armed Forces had left Darfur.")
    assert ("Petrova", "PERSON") in names(parsed)
    assert ("Oslo", "GPE") in names(parsed)
    for name in parsed.names:
        assert {t.entity for t in parsed.tokens[name.first : name.last]} == {name.entity}


def test_quotations_are_those_of_the_text(parse: Parse) -> None:
    parsed = parse("“We saw smoke,” she said.")
    (quotation,) = parsed.quotations
    assert parsed.report.text[quotation.start : quotation.end] == "“We saw smoke,”"


def test_lemmas_are_lower_case_but_for_names(parse: Parse) -> None:
    parsed = parse("Gunmen killed two farmers in Kano.")
    lemmas = {t.text: t.lemma for t in parsed.tokens}
    assert lemmas["killed"] == "kill"
    assert lemmas["farmers"] == "farmer"
    assert lemmas["Kano"] == "Kano"


def test_what_is_parsed_holds_nothing_of_spacy(parse: Parse) -> None:
    assert b"spacy" not in pickle.dumps(parse("Gunmen killed two farmers in Kano."))


def made(number: int, text: str = BODY, **facts: object) -> Report:
    return report(text, id=f"r{number}", origin=f"news.jsonl, line {number}", **facts)[0]


def test_a_report_in_another_language_is_a_failure_that_tells_what_to_do(parser: SpacyParser) -> None:
    (failure,) = parser.parse([made(7, "Des hommes ont tué deux gardes.", language="fr")])
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.report_id, failure.origin) == ("parse", "r7", "news.jsonl, line 7")
    assert "'fr'" in failure.message
    assert "--language en" in failure.message


def test_a_report_told_to_be_english_or_not_told_is_parsed(parser: SpacyParser) -> None:
    assert all(isinstance(o, ParsedReport) for o in parser.parse([made(1, language="en"), made(2)]))


def test_one_outcome_for_each_report_in_order_also_past_a_failure_and_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = SpacyParser()
    run = SpacyParser._run

    def crash_on_r3(language, report):
        if report.id == "r3":
            raise ValueError("out of step")
        return run(language, report)

    monkeypatch.setattr(parser, "_run", crash_on_r3)
    outcomes = list(parser.parse([made(1), made(2, language="de"), made(3), made(4)]))
    assert [type(o) for o in outcomes] == [ParsedReport, Failure, Failure, ParsedReport]
    assert [o.report_id if isinstance(o, Failure) else o.report.id for o in outcomes] == ["r1", "r2", "r3", "r4"]
    crashed = outcomes[2]
    assert isinstance(crashed, Failure)
    assert "out of step" in crashed.message
    assert crashed.detail is not None
    assert "Traceback" in crashed.detail


def test_outcomes_come_one_by_one(parser: SpacyParser) -> None:
    taken: list[str] = []

    def source():
        for number in (1, 2):
            taken.append(f"r{number}")
            yield made(number)

    next(parser.parse(source()))
    assert taken == ["r1"]


def test_a_missing_pipeline_is_told_with_those_installed() -> None:
    parser = SpacyParser("xx_no_such_pipeline")
    with pytest.raises(PluginError, match=r"'xx_no_such_pipeline'.*installed: .*en_core_web_sm.*--pipeline"):
        next(parser.parse([made(1)]))


def test_nothing_is_loaded_before_the_first_report() -> None:
    assert list(SpacyParser("xx_no_such_pipeline").parse([])) == []
