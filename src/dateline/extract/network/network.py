"""Running the model file over a report, and what it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from dateline.errors import ConfigError
from dateline.extract.network.candidates import Candidate
from dateline.extract.network.features import TYPES, Vocabulary, alike, pair_features, token_features
from dateline.extract.network.pieces import pieces_of, tokenizer_of, windows_of
from dateline.model import EventType, ParsedReport, Token

Floats = npt.NDArray[np.float32]

FORM = "1"
"""Of the model file; raised when its inputs, outputs or metadata change."""
HEADS = ("type", "mode", "status", "certainty", "main", "role_of_mention", "role_of_phrase", "same")
PAIRS = (
    "pair_distance",
    "pair_sentences",
    "pair_path",
    "pair_is_time",
    "pair_type",
    "pair_weight",
    "pair_bias",
    "same_product",
    "same_product_bias",
    "same_alike",
    "same_weight",
    "same_bias",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of one report.

    types: [tokens, 18], probabilities of "names nothing" and of each of `TYPES`. The other arrays are read by the
    methods.
    """

    report: ParsedReport
    types: Floats
    _heads: Mapping[str, Floats]
    _network: Network

    def probability(self, token: Token) -> float:
        """That ``token`` names a happening worth a record."""
        return float(1.0 - self.types[token.index, 0])

    def type(self, token: Token) -> EventType:
        """The likeliest type of the happening that ``token`` would name."""
        return TYPES[int(self.types[token.index, 1:].argmax())]

    def modes(self, token: Token, event_type: EventType) -> Mapping[str, float]:
        """The probability of each mode of that type, given that ``token`` names such a happening; {} if it has none."""
        own = [number for number, (kind, _) in enumerate(self._network.modes) if kind is event_type]
        if not own:
            return {}
        shares = _softmax(self._heads["mode"][token.index][own]).tolist()
        return dict(zip((self._network.modes[number][1] for number in own), shares, strict=True))

    def status(self, token: Token) -> Mapping[str, float]:
        """The probability of each status of the coding guide."""
        return dict(zip(self._network.statuses, _softmax(self._heads["status"][token.index]).tolist(), strict=True))

    def certainty(self, token: Token) -> Mapping[str, float]:
        """The probability of each certainty of the coding guide."""
        shares = _softmax(self._heads["certainty"][token.index]).tolist()
        return dict(zip(self._network.certainties, shares, strict=True))

    def main(self, token: Token) -> float:
        """The probability that what ``token`` names is what the report is about."""
        return float(_logistic(self._heads["main"][token.index, 0]))

    def roles(
        self, token: Token, event_type: EventType, each: Sequence[Candidate]
    ) -> list[tuple[Candidate, Mapping[str, float]]]:
        """The candidates in reach of ``token``, each with the probability of every role of `Network.roles`."""
        chosen, features = pair_features(self.report, token, each, self._network.vocabulary)
        if not chosen:
            return []
        pairs = self._network.pairs
        hidden = (
            self._heads["role_of_mention"][token.index]
            + self._heads["role_of_phrase"][[each[number].head.index for number in chosen]]
            + pairs["pair_distance"][features[:, 0]]
            + pairs["pair_sentences"][features[:, 1]]
            + pairs["pair_path"][features[:, 2]]
            + pairs["pair_is_time"][features[:, 3]]
            + pairs["pair_type"][TYPES.index(event_type) + 1]
        )
        shares = _softmax(_positive(hidden) @ pairs["pair_weight"].T + pairs["pair_bias"])[:, 1:]
        return [
            (each[number], dict(zip(self._network.roles, row, strict=True)))
            for number, row in zip(chosen, shares.tolist(), strict=True)
        ]

    def same(self, one: Token, other: Token) -> float:
        """The probability that two mentions, ``one`` the earlier, name the same happening."""
        pairs = self._network.pairs
        a, b = self._heads["same"][one.index], self._heads["same"][other.index]
        hidden = (
            (a * b) @ pairs["same_product"].T
            + pairs["same_product_bias"]
            + np.abs(a - b)
            + pairs["same_alike"][alike(self.report, one, other)]
        )
        return float(_logistic((_positive(hidden) @ pairs["same_weight"].T + pairs["same_bias"])[0]))


class Network:
    """The model file, opened when it is first asked. One may serve many threads.

    Raises:
        ConfigError: on first use, where the bytes are no model file of this version.
    """

    def __init__(self, model: bytes, origin: str) -> None:
        self._model = model
        self._origin = origin

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the model file, as hex; part of the maker of what is read with it."""
        return hashlib.sha256(self._model).hexdigest()

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        try:
            return onnxruntime.InferenceSession(self._model, options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise self._unreadable(f"it cannot be opened ({error})") from error

    @cached_property
    def _told(self) -> Mapping[str, Any]:
        metadata = self._session.get_modelmeta().custom_metadata_map
        if metadata.get("form") != FORM:
            raise self._unreadable(f"its form is {metadata.get('form')!r} and not {FORM!r}")
        told: Mapping[str, Any] = json.loads(metadata["dateline"])
        return told

    def _unreadable(self, why: str) -> ConfigError:
        return ConfigError(
            f"{self._origin}: {why}; accepted is a model file made by `dateline train` of this version. Train it anew, "
            "or install dateline again."
        )

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The numbers of the names of features."""
        return Vocabulary(self._told["vocabulary"])

    @cached_property
    def modes(self) -> tuple[tuple[EventType, str], ...]:
        """The modes that it tells apart, each with its type."""
        return tuple((EventType(kind), mode) for kind, mode in self._told["modes"])

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The roles that a phrase can fill."""
        return tuple(self._told["roles"])

    @cached_property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that it tells apart."""
        return tuple(self._told["statuses"])

    @cached_property
    def certainties(self) -> tuple[str, ...]:
        """The certainties that it tells apart."""
        return tuple(self._told["certainties"])

    @cached_property
    def thresholds(self) -> Mapping[str, float]:
        """The least probabilities chosen in training: of a record, of a join, of a filler."""
        told: Mapping[str, float] = self._told["thresholds"]
        return told

    @cached_property
    def pairs(self) -> Mapping[str, Floats]:
        """The weights of the two judgements over pairs, which are asked word by word."""
        one = np.zeros(1, np.int64)
        inputs = {
            "ids": np.zeros((1, 1), np.int64),
            "mask": np.ones((1, 1), np.bool_),
            "first": one,
            "last": one,
            "features": np.zeros((1, 8), np.int64),
        }
        return dict(zip(PAIRS, self._session.run(list(PAIRS), inputs), strict=True))

    @cached_property
    def _tokenizer(self) -> Any:
        return tokenizer_of(self._told["wordpieces"])

    def read(self, report: ParsedReport, lexicon_types: Mapping[int, EventType]) -> Reading:
        """Read ``report``, whose words the lexicon gives the types ``lexicon_types``, by token index."""
        features = token_features(report, lexicon_types, self.vocabulary)
        pieces = pieces_of(report.report.text, [token.start for token in report.tokens], self._tokenizer)
        if not pieces.ids:
            empty = np.zeros((len(report.tokens), len(TYPES) + 1), np.float32)
            empty[:, 0] = 1.0
            return Reading(report, empty, {}, self)
        windows = windows_of(pieces.ids)
        inputs = {
            "ids": windows.ids,
            "mask": windows.mask,
            "first": windows.rows[list(pieces.first)],
            "last": windows.rows[list(pieces.last)],
            "features": features,
        }
        heads = dict(zip(HEADS, self._session.run(list(HEADS), inputs), strict=True))
        return Reading(report, _softmax(heads["type"]), heads, self)


@cache
def load_network() -> Network:
    """The network that ships with the package; its file is read once."""
    name = "model.onnx"
    return Network((files("dateline.extract.network") / name).read_bytes(), f"extract/network/{name}")


def _softmax(scores: Floats) -> Floats:
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Floats = shares / shares.sum(axis=-1, keepdims=True)
    return result


def _logistic(score: Floats) -> Floats:
    result: Floats = np.float32(1.0) / (np.float32(1.0) + np.exp(-score))
    return result


def _positive(values: Floats) -> Floats:
    result: Floats = np.maximum(values, 0.0)
    return result
