"""The learned reader: pieces and windows, candidates, features, and what the file that ships says of clear cases."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ConfigError
from dateline.extract.coreference import find_antecedents
from dateline.extract.network import Network, candidates, load_network
from dateline.extract.network.features import DISTANCES, REACH, TYPES, alike, pair_features, token_features
from dateline.extract.network.pieces import pieces_of, spans_of_windows, tokenizer_of, windows_of
from dateline.model import EventType, ParsedReport
from lexicon_mentions import reading_of

Parse = Callable[..., ParsedReport]


@given(st.integers(1, 3000), st.integers(20, 510), st.integers(5, 400))
def test_windows_read_every_piece_once_and_fit(count: int, size: int, stride: int) -> None:
    stride = min(stride, size)
    read: list[int] = []
    for start, end, read_from, until in spans_of_windows(count, size, stride):
        assert 0 <= start <= read_from <= until <= end <= count
        assert end - start <= size
        read.extend(range(read_from, until))
    assert read == list(range(count))


def test_rows_of_windows_lead_back_to_the_pieces() -> None:
    ids = list(range(1000, 2300))
    windows = windows_of(ids, size=200, stride=120)
    assert windows.ids.reshape(-1)[windows.rows].tolist() == ids
    assert set(windows.ids[:, 0].tolist()) == {101}
    assert windows.mask.reshape(-1)[windows.rows].all()


def test_tokens_have_their_first_and_last_piece(parse: Parse) -> None:
    report = parse("Counterinsurgents shelled Zaranj.")
    tokenizer = tokenizer_of(load_network()._told["wordpieces"])
    pieces = pieces_of(report.report.text, [token.start for token in report.tokens], tokenizer)
    assert len(pieces.first) == len(pieces.last) == len(report.tokens)
    assert pieces.first[0] == 0 < pieces.last[0]
    assert all(first <= last for first, last in zip(pieces.first, pieces.last, strict=True))


def test_candidates_are_phrases_names_within_them_and_times(parse: Parse) -> None:
    report = parse("The Turkish army shelled two villages near Afrin on Monday. They fled.")
    found = {each.words[0].text: each for each in candidates(report, find_antecedents(report))}
    assert {"Turkish army", "two villages", "Afrin", "on Monday"} <= set(found)
    assert [words for words, each in found.items() if each.is_time] == ["on Monday"]


def test_a_pronoun_without_antecedent_is_no_candidate(parse: Parse) -> None:
    report = parse("It rained.")
    assert candidates(report, find_antecedents(report)) == []


def test_features_are_whole_numbers_in_their_ranges(parse: Parse) -> None:
    report = parse("Gunmen killed two guards. “We fled,” said a porter.", title="Guards killed in Garissa")
    vocabulary = load_network().vocabulary
    features = token_features(report, {1: EventType.ASSAULT}, vocabulary)
    assert features.shape == (len(report.tokens), 8)
    assert features[1, 4] == TYPES.index(EventType.ASSAULT) + 1
    assert features[:, 5].min() == 0  # the title
    assert features[:, 6].max() == 1  # the quotation
    each = candidates(report, find_antecedents(report))
    chosen, pairs = pair_features(report, report.tokens[1], each, vocabulary)
    assert len(chosen) == len(pairs)
    assert pairs[:, 0].max() < DISTANCES
    assert set(pairs[:, 1].tolist()) <= set(range(2 * REACH + 1))


def test_alike_tells_distance_and_first_letters(parse: Parse) -> None:
    report = parse("Police arrested a man. The arrest followed. A riot began.")
    arrested, arrest, riot = (report.tokens[index] for index in (1, 6, 10))
    assert (alike(report, arrested, arrest), alike(report, arrested, riot)) == (3, 4)


def test_what_the_network_says_of_a_clear_case(parse: Parse) -> None:
    report = parse("Gunmen killed two guards at a depot in Garissa on Monday, police said.")
    reading = reading_of(report)
    killed, said = report.tokens[1], report.tokens[-2]
    assert reading.probability(killed) > 0.9 > 0.1 > reading.probability(said)
    assert reading.type(killed) is EventType.ASSAULT
    each = candidates(report, find_antecedents(report))
    likeliest = {
        c.words[0].text: max(share, key=share.__getitem__)
        for c, share in reading.roles(killed, EventType.ASSAULT, each)
    }
    assert likeliest["Gunmen"] == "actor"
    assert likeliest["two guards"] == "recipient"
    assert likeliest["Garissa"] == "place"
    assert likeliest["on Monday"] == "time"


def test_probabilities_are_shares(parse: Parse) -> None:
    reading = reading_of(parse("Rebels shelled a school in Homs. The attack lasted an hour."))
    assert np.allclose(reading.types.sum(1), 1, atol=1e-5)
    shelled = reading.report.tokens[1]
    for told in (reading.status(shelled), reading.certainty(shelled), reading.modes(shelled, EventType.ASSAULT)):
        assert sum(told.values()) == pytest.approx(1, abs=1e-5)
    assert reading.modes(shelled, EventType.AGREE) == {}
    assert 0 <= reading.main(shelled) <= 1
    assert 0 <= reading.same(shelled, reading.report.tokens[7]) <= 1


def test_a_long_report_is_read_in_windows(parse: Parse) -> None:
    report = parse("Gunmen killed two guards at a depot. " + "The council met again and nothing was settled. " * 150)
    reading = reading_of(report)
    assert reading.types.shape[0] == len(report.tokens) > 1000
    assert reading.probability(report.tokens[1]) > 0.9


@pytest.mark.parametrize("model", [b"", b"no model"])
def test_what_is_no_model_file_is_refused(parse: Parse, model: bytes) -> None:
    with pytest.raises(ConfigError, match=r"file\.onnx: it cannot be opened"):
        Network(model, "file.onnx").read(parse("Rain fell."), {})
