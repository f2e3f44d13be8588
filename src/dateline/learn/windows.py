"""Cutting long texts into windows, as `dateline.extract.network.pieces` does; a test holds one against the other.

It stands here once more because fitting must run where nothing of the package but this folder can be loaded.
"""

SIZE, STRIDE, BEGIN, END = 510, 400, 101, 102


def windows(count: int, size: int = SIZE, stride: int = STRIDE) -> list[tuple[int, int, int, int]]:
    """The windows over ``count`` pieces: (first, end, first that is read from it, end of those)."""
    if count <= size:
        return [(0, count, 0, count)]
    starts = [*range(0, count - size, stride), count - size]
    found, read_from = [], 0
    for index, start in enumerate(starts):
        until = count if index == len(starts) - 1 else (starts[index + 1] + start + size) // 2
        found.append((start, start + size, read_from, until))
        read_from = until
    return found
