"""The best one-to-one assignment of rows to columns.

The Hungarian method with potentials, in the order of steps of the benchmark data's scorer, so that of several best
assignments the same one is taken. What does not belong here: what is assigned.
"""

from __future__ import annotations

from collections.abc import Sequence

_Weights = Sequence[Sequence[float]]


def best_pairs(weights: _Weights) -> list[tuple[int, int]]:
    """Pairs (row, column) of the one-to-one assignment with the largest sum; every row or every column has one.

    weights: [rows][columns], all rows of one length.
    """
    rows, columns = len(weights), len(weights[0]) if weights else 0
    if not rows or not columns:
        return []
    if rows > columns:
        turned = [[weights[row][column] for row in range(rows)] for column in range(columns)]
        return [(row, column) for column, row in best_pairs(turned)]
    taken = _Assignment(weights, rows, columns)
    for row in range(1, rows + 1):
        taken.add(row)
    return [(taken.row_of[column] - 1, column - 1) for column in range(1, columns + 1) if taken.row_of[column]]


class _Assignment:
    """Rows that are assigned so far. Rows and columns count from 1; 0 is no row, and the column a search starts in."""

    def __init__(self, weights: _Weights, rows: int, columns: int) -> None:
        self.weights = weights
        self.columns = range(1, columns + 1)
        self.row_potential = [0.0] * (rows + 1)
        self.column_potential = [0.0] * (columns + 1)
        self.row_of = [0] * (columns + 1)

    def add(self, row: int) -> None:
        """Give ``row`` a column, moving rows that have one where that is better in sum."""
        self.row_of[0] = row
        came_from = [0] * (len(self.columns) + 1)
        lowest = [float("inf")] * (len(self.columns) + 1)
        used = [False] * (len(self.columns) + 1)
        column = 0
        while True:
            used[column] = True
            column = self._nearest(column, lowest, used, came_from)
            if self.row_of[column] == 0:
                break
        while column:
            self.row_of[column] = self.row_of[came_from[column]]
            column = came_from[column]

    def _nearest(self, column: int, lowest: list[float], used: list[bool], came_from: list[int]) -> int:
        """The column that is cheapest to reach next; potentials are moved by its distance."""
        row, distance, nearest = self.row_of[column], float("inf"), 0
        for other in self.columns:
            if used[other]:
                continue
            cost = -self.weights[row - 1][other - 1] - self.row_potential[row] - self.column_potential[other]
            if cost < lowest[other]:
                lowest[other], came_from[other] = cost, column
            if lowest[other] < distance:
                distance, nearest = lowest[other], other
        for other in range(len(self.columns) + 1):
            if used[other]:
                self.row_potential[self.row_of[other]] += distance
                self.column_potential[other] -= distance
            else:
                lowest[other] -= distance
        return nearest
