"""The outcome of a resolver that found words, but no value that they must mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Words are told, and no value can be defended from them.

    reason: why, in words for a person; it is stored beside the words.
    """

    reason: str
