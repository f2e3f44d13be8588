"""How likely two records tell one happening: the learned weights of the signals of a pair.

A signal's weight is the log of the factor by which it changes the odds. The weights of one pair add up, and the
share of each field is its reason. Weights: ``weights.json``, made by ``scripts/train_merging.py``.

What does not belong here: the signals (`comparing`), and what follows from many scores (`clustering`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Protocol

from dateline.errors import ConfigError
from dateline.merge.comparing import FIELD_OF, Told, in_words, signals
from dateline.model import Field, Maker, settings_hash
from dateline.model.decision import Reason

_MOST_REASONS = 6


class Scorer(Protocol):
    """Says how likely two records tell one happening, and why."""

    @property
    def maker(self) -> Maker:
        """Who decides: name, version and settings."""

    def log_odds(self, one: Told, other: Told) -> float:
        """Log odds that the two tell one happening; the same whichever comes first."""

    def reasons(self, one: Told, other: Told) -> tuple[Reason, ...]:
        """What speaks for and against it, the weightiest first."""


@dataclass(frozen=True, slots=True)
class WeighedSignals:
    """The plain learned scorer: a weight for each signal, and for a pair of which nothing is known."""

    weights: Mapping[str, float]
    bias: float

    @property
    def maker(self) -> Maker:
        """The maker of its decisions."""
        return Maker("merging", "1", settings_hash({"bias": self.bias, **self.weights}))

    def log_odds(self, one: Told, other: Told) -> float:
        """Log odds that the two tell one happening."""
        weights = self.weights
        return self.bias + sum(weights.get(name, 0.0) for name in signals(one, other))

    def reasons(self, one: Told, other: Told) -> tuple[Reason, ...]:
        """The share of each field in the log odds, the weightiest first, six at most."""
        shares: dict[Field | None, float] = defaultdict(float)
        told: dict[Field | None, list[str]] = defaultdict(list)
        for name in signals(one, other):
            field = FIELD_OF[name.partition(":")[0]]
            shares[field] += self.weights.get(name, 0.0)
            if "&" not in name:
                told[field].append(in_words(name, one, other))
        found = [Reason(field, round(share, 3), "; ".join(told[field])) for field, share in shares.items()]
        return tuple(sorted(found, key=lambda reason: (-abs(reason.weight), reason.words))[:_MOST_REASONS])


def probability(log_odds: float) -> float:
    """The probability that log odds stand for."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, log_odds))))


@cache
def default_scorer() -> WeighedSignals:
    """The scorer that ships with the package, read once.

    Raises:
        ConfigError: the file of weights is damaged.
    """
    text = (files("dateline.merge") / "weights.json").read_text(encoding="utf-8")
    return scorer_from(json.loads(text), "weights.json")


def scorer_from(data: object, origin: str) -> WeighedSignals:
    """The scorer that JSON data describe: ``{"bias": number, "signals": {name: number}}``.

    Raises:
        ConfigError: the data have another form, or name a thing that is not compared.
    """
    if not isinstance(data, dict) or not isinstance(data.get("signals"), dict) or "bias" not in data:
        raise ConfigError(f'{origin}: accepted is {{"bias": number, "signals": {{name: number}}}}. Train it anew.')
    _check_names(data["signals"], origin)
    return WeighedSignals({str(k): float(v) for k, v in data["signals"].items()}, float(data["bias"]))


def _check_names(names: Iterable[str], origin: str) -> None:
    for name in names:
        if name.partition(":")[0] not in FIELD_OF:
            raise ConfigError(f"{origin}: {name!r} is no signal; known are {', '.join(FIELD_OF)}. Train it anew.")
