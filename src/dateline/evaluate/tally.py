"""Counts of what was found, and the shares that they give."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """How many were found, and how many there were in the predictions and in gold."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 0 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found; 0 where gold has none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: Tally) -> None:
        """Count ``other`` in."""
        self.right += other.right
        self.predicted += other.predicted
        self.gold += other.gold

    def to_json(self, digits: int = 3) -> dict[str, float]:
        """``{p, r, f1}``, rounded to ``digits``."""
        return {"p": round(self.precision, digits), "r": round(self.recall, digits), "f1": round(self.f1, digits)}


@dataclass(slots=True)
class Share:
    """How many of the pairs that tell a value agree on it."""

    right: int = 0
    told: int = 0

    @property
    def value(self) -> float:
        """The share, 0..1; 0 where no pair tells the value."""
        return self.right / self.told if self.told else 0.0
