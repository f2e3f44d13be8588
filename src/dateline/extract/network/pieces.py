"""Words to word pieces, and long texts to overlapping windows that the encoder can take."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

SIZE = 510
STRIDE = 400
_BEGIN, _END = 101, 102


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text, and for each token its first and last piece (of a token without one, the nearest)."""

    ids: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Windows:
    """Overlapping windows over the pieces: ids and mask [windows, length].

    rows: for each piece, its row in the windows laid end to end, in the window where most context surrounds it.
    """

    ids: Ints
    mask: npt.NDArray[np.bool_]
    rows: Ints


def tokenizer_of(definition: str) -> Tokenizer:
    """The tokenizer that ``definition`` (the tokenizers library's JSON) describes, without cutting or filling."""
    tokenizer = Tokenizer.from_str(definition)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def pieces_of(text: str, token_starts: list[int], tokenizer: Tokenizer) -> Pieces:
    """The pieces of ``text``, whose tokens begin at ``token_starts``."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    owners = [max(bisect_right(token_starts, start) - 1, 0) for start, _ in encoded.offsets]
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for piece, owner in enumerate(owners):
        first.setdefault(owner, piece)
        last[owner] = piece
    nearest = 0
    firsts, lasts = [], []
    for token in range(len(token_starts)):
        nearest = last.get(token, nearest)
        firsts.append(first.get(token, nearest))
        lasts.append(nearest)
    return Pieces(tuple(encoded.ids), tuple(firsts), tuple(lasts))


def spans_of_windows(count: int, size: int = SIZE, stride: int = STRIDE) -> list[tuple[int, int, int, int]]:
    """The windows over ``count`` pieces: (first, end, first that is read from it, end of those)."""
    if count <= size:
        return [(0, count, 0, count)]
    starts = [*range(0, count - size, stride), count - size]
    bounds = [(start, start + size) for start in starts]
    found = []
    read_from = 0
    for index, (start, end) in enumerate(bounds):
        until = count if index == len(bounds) - 1 else (bounds[index + 1][0] + end) // 2
        found.append((start, end, read_from, until))
        read_from = until
    return found


def windows_of(ids: Sequence[int], size: int = SIZE, stride: int = STRIDE) -> Windows:
    """The windows over the pieces ``ids``; each begins and ends with the encoder's own marks."""
    spans = spans_of_windows(len(ids), size, stride)
    length = max(end - start for start, end, _, _ in spans) + 2
    table = np.zeros((len(spans), length), np.int64)
    mask = np.zeros((len(spans), length), np.bool_)
    rows = np.zeros(len(ids), np.int64)
    for number, (start, end, read_from, until) in enumerate(spans):
        table[number, 0] = _BEGIN
        table[number, 1 : 1 + end - start] = ids[start:end]
        table[number, 1 + end - start] = _END
        mask[number, : end - start + 2] = True
        rows[read_from:until] = number * length + 1 + np.arange(read_from, until) - start
    return Windows(table, mask, rows)
