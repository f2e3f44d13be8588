"""The learned weights of attribution: which words head a cue, and which words are its source, cue and content.

They stand in ``lexicon/attribution_weights.json``, which ``scripts/train_attribution.py`` makes (model card:
``docs/reference/attribution-weights.md``). Two models. A log-linear one adds the weights of the features that hold for
a word. A linear chain adds, for each word of a window, the weights of its features for each label and, for each seam
between words, the weights of its features for each pair of labels; the labels with the largest sum win.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.errors import ConfigError
from dateline.extract.attribution.chain import LABELS, View, seam_features, word_features

WEIGHTS_FILE = "attribution_weights.json"
_PARTS = ("threshold", "scale", "cue_heads", "words", "seams")

Table = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ChainTable:
    """Weights by the name of the feature: the row of ``rows``, with a last row of zeros for names unknown.

    rows: one column for each label, or for each pair of labels (the label before times the number of labels, plus the
    label here).
    """

    index: Mapping[str, int]
    rows: Table

    def sums(self, features: Sequence[Iterable[str]]) -> Table:
        """The sum of the weights of each group of features."""
        absent = len(self.rows) - 1
        numbers: list[int] = []
        starts: list[int] = []
        for group in features:
            starts.append(len(numbers))
            numbers.extend(self.index.get(name, absent) for name in group)
            numbers.append(absent)
        summed: Table = np.add.reduceat(self.rows[numbers], starts)
        return summed


@dataclass(frozen=True, slots=True)
class AttributionWeights:
    """All weights of attribution.

    threshold: the least probability of a cue's head. cue_heads: weights by feature. words, seams: of the chain.
    """

    threshold: float
    cue_heads: Mapping[str, float]
    words: ChainTable
    seams: ChainTable

    def cue_probability(self, features: Iterable[str]) -> float:
        """The probability, 0..1, that a word with these features heads a cue."""
        score = sum(self.cue_heads.get(name, 0.0) for name in dict.fromkeys(features))
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, score))))

    def labels(self, view: View, window: range) -> list[str]:
        """The label, one of `LABELS`, of each word of ``window`` for the relation that ``view`` looks from."""
        words = self.words.sums([word_features(view, index) for index in window])
        seams = self.seams.sums([seam_features(view, index) if index > window.start else () for index in window])
        return [LABELS[label] for label in best_path(words.tolist(), seams.tolist())]


def best_path(words: Sequence[Sequence[float]], seams: Sequence[Sequence[float]]) -> list[int]:
    """The labels with the largest sum, of equal ones the first; ``seams[0]`` counts for nothing."""
    size = len(LABELS)
    labels = range(size)
    best = list(words[0])
    came_from: list[list[int]] = []
    for word, seam in zip(words[1:], seams[1:], strict=True):
        reached, origins = [], []
        for here in labels:
            sums = [best[before] + seam[before * size + here] for before in labels]
            top = max(sums)
            reached.append(top + word[here])
            origins.append(sums.index(top))
        best = reached
        came_from.append(origins)
    path = [best.index(max(best))]
    for origins in reversed(came_from):
        path.append(origins[path[-1]])
    return path[::-1]


@cache
def load_attribution_weights() -> AttributionWeights:
    """The weights that ship with the package, read once.

    Raises:
        ConfigError: the file lacks a part.
    """
    return read_attribution_weights((files("dateline.extract.lexicon") / WEIGHTS_FILE).read_text(encoding="utf-8"))


def read_attribution_weights(text: str) -> AttributionWeights:
    """The weights that JSON ``text`` holds: whole numbers, to be divided by ``scale``.

    Raises:
        ConfigError: a part is missing.
    """
    data: Mapping[str, Any] = json.loads(text)
    missing = [repr(part) for part in _PARTS if part not in data]
    if missing:
        raise ConfigError(
            f"lexicon/{WEIGHTS_FILE} is of another version: it lacks {', '.join(missing)}; accepted is a file with "
            f"{', '.join(_PARTS)}. Make it with scripts/train_attribution.py, or install dateline again."
        )
    scale = data["scale"]
    return AttributionWeights(
        threshold=data["threshold"],
        cue_heads={name: weight / scale for name, weight in data["cue_heads"].items()},
        words=_table(data["words"], len(LABELS), scale),
        seams=_table(data["seams"], len(LABELS) ** 2, scale),
    )


def _table(weights: Mapping[str, Sequence[int]], width: int, scale: int) -> ChainTable:
    rows = np.zeros((len(weights) + 1, width), np.float32)
    rows[:-1] = np.array(list(weights.values()), np.float32).reshape(len(weights), width) / scale
    return ChainTable({name: number for number, name in enumerate(weights)}, rows)
