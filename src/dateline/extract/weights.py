"""The learned weights of the built-in coder: small log-linear models that a person can read.

They stand in ``lexicon/weights.json``, which ``scripts/train_weights.py`` makes from coded articles (model card:
``docs/reference/weights.md``). Each model is a table of feature name to weight; the sum over the features that hold,
put through the logistic function, is a probability.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.errors import ConfigError
from dateline.extract.lexicon import Entry

ROLES = ("actor", "recipient", "object", "means", "place", "time")
_PARTS = ("entries", "salience", "joining", "roles", "role_thresholds", "threshold", "join_threshold")

_PRIOR_STRENGTH = 3.0
_PRIOR_STRONG = 0.55
_PRIOR_WEAK = 0.2


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the three kinds of judgement, and how often each entry named a record in the training codings.

    entries: (times on a record, times seen) by `Entry.key`. salience: is a mention worth a record? joining: do two
    mentions name the same happening? roles: does a phrase fill the role? threshold, join_threshold, role_thresholds:
    the least probability of a record, of a join, and of a filler of each role.
    """

    entries: Mapping[str, tuple[int, int]]
    salience: Mapping[str, float]
    joining: Mapping[str, float]
    roles: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    threshold: float = 0.5
    join_threshold: float = 0.5
    role_thresholds: Mapping[str, float] = field(default_factory=dict)

    def prior(self, entry: Entry, hits: int = 0, seen: int = 0) -> float:
        """Log-odds that a match of ``entry`` names a record, from its counts less ``hits`` of ``seen``, smoothed.

        An entry never seen in training has the odds of the strong or of the weak entries.
        """
        counted_hits, counted_seen = self.entries.get(entry.key, (0, 0))
        base = _PRIOR_WEAK if entry.is_weak else _PRIOR_STRONG
        share = (counted_hits - hits + _PRIOR_STRENGTH * base) / (counted_seen - seen + _PRIOR_STRENGTH)
        return math.log(share / (1 - share))


def probability(weights: Mapping[str, float], features: Iterable[str], offset: float = 0.0) -> float:
    """The probability that a log-linear model gives: the weights of the ``features`` that hold, plus ``offset``."""
    score = offset + sum(weights.get(name, 0.0) for name in features)
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, score))))


@cache
def load_weights() -> Weights:
    """The weights that ship with the package, read once.

    Raises:
        ConfigError: the file lacks a part or a role.
    """
    text = (files("dateline.extract.lexicon") / "weights.json").read_text(encoding="utf-8")
    data = json.loads(text)
    _check(data)
    return Weights(
        entries={key: (hits, seen) for key, (hits, seen) in data["entries"].items()},
        salience=data["salience"],
        joining=data["joining"],
        roles=data["roles"],
        role_thresholds=data["role_thresholds"],
        threshold=data["threshold"],
        join_threshold=data["join_threshold"],
    )


def _check(data: Mapping[str, Any]) -> None:
    missing = [repr(part) for part in _PARTS if part not in data]
    missing += [
        f"{part}[{role!r}]" for part in ("roles", "role_thresholds") for role in ROLES if role not in data.get(part, {})
    ]
    if missing:
        raise ConfigError(
            f"lexicon/weights.json is of another version: it lacks {', '.join(missing)}; accepted is a file with "
            f"{', '.join(_PARTS)}, and every role of {', '.join(ROLES)}. Make it with scripts/train_weights.py, or "
            "install dateline again."
        )
