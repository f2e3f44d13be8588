"""Fit the weights of attribution on PolNeAR and write ``lexicon/attribution_weights.json``.

usage: train_attribution.py TRAIN.jsonl [--output FILE] [--cache FILE] [--threshold P]

TRAIN.jsonl has one article a line: ``{"id", "text", "attributions": [{"source", "cue", "content"}]}``, each part a list
of spans ``{"start", "end"}``. Deterministic: the same data and library versions give the same file. Needs the extra
``train`` (scikit-learn). --cache keeps the parsed articles between runs. See ``docs/reference/attribution-weights.md``.
"""

from __future__ import annotations

import argparse
import json
import pickle
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from dateline.extract.attribution.chain import LABELS, View, seam_features, window, word_features
from dateline.extract.attribution.cue_heads import cue_features, is_candidate
from dateline.extract.attribution.finder import LIKELY
from dateline.extract.attribution.lexicon import load_attribution_lexicon
from dateline.extract.attribution.tables import GrammarTables
from dateline.extract.attribution.weights import WEIGHTS_FILE
from dateline.model import ParsedReport, Report
from dateline.parse import SpacyParser

_EDGE = frozenset(" \t\r\n\"'`.,;:()[]-\u2013\u2014\u2018\u2019\u201c\u201d\u00a0")
_LEAST_SEEN_CUE = 5
_LEAST_SEEN_CHAIN = 12
_LEAST_WEIGHT = 0.1
_SCALE = 100
_C = 0.2
_FOLDS = 4
# Chosen on the development articles; flat around these values. Dropping half of the features of every word in every
# step keeps the chain from leaning on single words: content F1 rises by 0.018.
_EPOCHS = 8
_RATE = 0.15
_DROPPED = 0.5
_LONGEST_BATCH = 12_000
_BATCH = 96
THRESHOLD = 0.4

_SIZE = len(LABELS)


@dataclass(frozen=True)
class Article:
    """A parsed article, its grammar as lists, and by cue head the label of every word that has one."""

    report: ParsedReport
    tables: GrammarTables
    relations: Mapping[int, Mapping[int, int]]


def load(path: Path, cache: Path | None) -> list[Article]:
    """Parse the articles, or read them from ``cache``, and bring the gold spans to words."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    if cache is not None and cache.exists():
        parsed = pickle.loads(cache.read_bytes())  # noqa: S301 - written by this script, on this machine
    else:
        parsed = list(SpacyParser().parse(Report(row["id"], row["text"], str(path)) for row in rows))
        if cache is not None:
            cache.write_bytes(pickle.dumps(parsed))
    return [_article(row, report) for row, report in zip(rows, parsed, strict=True)]


def _article(row: Mapping[str, Any], report: ParsedReport) -> Article:
    assert isinstance(report, ParsedReport), report
    tables = GrammarTables(report)
    relations = {}
    for attribution in row["attributions"]:
        labels = {}
        for part in ("content", "source", "cue"):
            for span in attribution[part]:
                words = _words(report, span["start"], span["end"], keep_marks=part == "cue")
                labels.update(dict.fromkeys(words, LABELS.index(part)))
        head = _head_of([index for index, label in sorted(labels.items()) if LABELS[label] == "cue"], tables)
        if head is not None:
            relations.setdefault(head, labels)
    return Article(report, tables, relations)


def _words(report: ParsedReport, start: int, end: int, *, keep_marks: bool) -> Iterator[int]:
    """The words more than half of which lie in a span; marks at its edges are left out, unless it has no others."""
    text = report.report.text
    if not (keep_marks and all(mark in _EDGE for mark in text[start:end])):
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
    index = max(bisect_right([token.start for token in report.tokens], start) - 1, 0)
    while index < len(report.tokens) and report.tokens[index].start < end:
        token = report.tokens[index]
        shared = min(token.end, end) - max(token.start, start)
        if shared > 0 and shared * 2 >= token.end - token.start:
            yield index
        index += 1


def _head_of(cue: Sequence[int], tables: GrammarTables) -> int | None:
    """The word that the rest of a cue hangs on: of several the first verb, else the first that can head a cue."""
    inside = set(cue)
    tops = [i for i in cue if tables.head[i] not in inside or tables.head[i] == i]
    able = [i for i in tops if is_candidate(tables, i)] or [i for i in cue if is_candidate(tables, i)]
    verbs = [i for i in able if tables.pos[i] == "VERB"]
    return next(iter(verbs or able), None)


# ------------------------------------------------------------------------------------------------ matrices


class Rows:
    """Rows of features, gathered one by one."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}
        self.columns = array("i")
        self.ends = array("q", [0])

    def add(self, features: Iterable[str]) -> None:
        """One more row."""
        self.columns.extend(sorted({self.index.setdefault(name, len(self.index)) for name in features}))
        self.ends.append(len(self.columns))

    def matrix(self, least_seen: int) -> tuple[sparse.csr_matrix, list[str]]:
        """The rows as a matrix of 0 and 1, and the names of its columns: those seen often enough, in order."""
        columns = np.frombuffer(self.columns, np.int32)
        seen = np.bincount(columns, minlength=len(self.index))
        names = list(self.index)
        kept = sorted((names[i], i) for i in np.flatnonzero(seen >= least_seen))
        ones = np.ones(len(columns), np.float32)
        shape = (len(self.ends) - 1, len(self.index))
        whole = sparse.csr_matrix((ones, columns, np.frombuffer(self.ends, np.int64)), shape=shape)
        return whole[:, [i for _, i in kept]], [name for name, _ in kept]


# ------------------------------------------------------------------------------------------------ heads of cues


def train_cue_heads(articles: Sequence[Article], acts: Mapping[str, str]) -> tuple[dict[str, float], list[set[int]]]:
    """The weights of the judgement on cue heads, and for each article the likely heads by weights of other articles."""
    rows, labels, places = Rows(), [], []
    for number, article in enumerate(articles):
        for index in range(article.tables.size):
            if is_candidate(article.tables, index):
                rows.add(cue_features(article.tables, index, acts))
                labels.append(index in article.relations)
                places.append((number, index))
    matrix, names = rows.matrix(_LEAST_SEEN_CUE)
    right = np.array(labels)
    folds = np.array([number % _FOLDS for number, _ in places])
    likely: list[set[int]] = [set() for _ in articles]
    for fold in range(_FOLDS):
        held_out = np.flatnonzero(folds == fold)
        found = _logistic(matrix[folds != fold], right[folds != fold]).predict_proba(matrix[held_out])[:, 1]
        for row in held_out[found >= LIKELY]:
            number, index = places[row]
            likely[number].add(index)
    weights = _logistic(matrix, right).coef_[0]
    return dict(zip(names, map(float, weights), strict=True)), likely


def _logistic(matrix: sparse.csr_matrix, right: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=_C, max_iter=150, fit_intercept=False).fit(matrix, right)


# ------------------------------------------------------------------------------------------------ the chain


@dataclass
class Chains:
    """All windows one after the other: ``starts`` and ``lengths`` of each, features and label of each word."""

    words: sparse.csr_matrix
    seams: sparse.csr_matrix
    labels: np.ndarray
    starts: np.ndarray
    lengths: np.ndarray
    word_names: list[str]
    seam_names: list[str]


def chains(articles: Sequence[Article], likely: Sequence[set[int]], acts: Mapping[str, str]) -> Chains:
    """The windows of all gold relations."""
    words, seams = Rows(), Rows()
    labels: list[int] = []
    lengths = []
    for article, others in zip(articles, likely, strict=True):
        for head, labelled in article.relations.items():
            reach = window(article.tables, head)
            view = View(article.tables, head, acts, others - {head})
            for index in reach:
                words.add(word_features(view, index))
                seams.add(seam_features(view, index) if index > reach.start else ())
                labels.append(labelled.get(index, 0))
            lengths.append(len(reach))
    word_matrix, word_names = words.matrix(_LEAST_SEEN_CHAIN)
    seam_matrix, seam_names = seams.matrix(_LEAST_SEEN_CHAIN)
    ends = np.cumsum(lengths)
    return Chains(word_matrix, seam_matrix, np.array(labels), ends - lengths, np.array(lengths), word_names, seam_names)


def train_chain(data: Chains) -> tuple[np.ndarray, np.ndarray]:
    """Weights (features by labels, features by pairs of labels) of a conditional random field (Lafferty et al., 2001).

    Adagrad on the log-likelihood with dropped features; the weights are the mean over the second half of the epochs.
    """
    random = np.random.default_rng(0)
    tables = [
        np.zeros((data.words.shape[1], _SIZE), np.float32),
        np.zeros((data.seams.shape[1], _SIZE * _SIZE), np.float32),
    ]
    squares = [np.full_like(table, 1e-6) for table in tables]
    sums = [np.zeros_like(table) for table in tables]
    steps = 0
    batches = _batches(data.lengths)
    for epoch in range(_EPOCHS):
        rate = _RATE * (1 - 0.8 * epoch / (_EPOCHS - 1))
        for number in random.permutation(len(batches)):
            gradients = _gradients(data, batches[number], tables, random)
            for table, square, gradient in zip(tables, squares, gradients, strict=True):
                square += gradient * gradient  # noqa: PLW2901 - in place
                table -= rate * gradient / np.sqrt(square)  # noqa: PLW2901
            if epoch >= _EPOCHS // 2:
                steps += 1
                for total, table in zip(sums, tables, strict=True):
                    total += table  # noqa: PLW2901
    return sums[0] / steps, sums[1] / steps


def _batches(lengths: np.ndarray) -> list[np.ndarray]:
    """Windows of like length together, at most `_LONGEST_BATCH` words a batch where that is possible."""
    order = np.argsort(lengths, kind="stable")
    found = []
    for first in range(0, len(order), _BATCH):
        batch = order[first : first + _BATCH]
        size = max(1, _LONGEST_BATCH // int(lengths[batch].max()))
        found += [batch[start : start + size] for start in range(0, len(batch), size)]
    return found


def _gradients(
    data: Chains, batch: np.ndarray, tables: Sequence[np.ndarray], random: np.random.Generator
) -> list[np.ndarray]:
    """The gradient of the mean negative log-likelihood of a batch, for each table."""
    lengths = data.lengths[batch]
    longest = int(lengths.max())
    inside = np.arange(longest)[None, :] < lengths[:, None]
    rows = (data.starts[batch][:, None] + np.arange(longest)[None, :])[inside]
    matrices = [_with_drops(matrix[rows], random) for matrix in (data.words, data.seams)]
    scores = [np.zeros((len(batch), longest, table.shape[1]), np.float32) for table in tables]
    for score, matrix, table in zip(scores, matrices, tables, strict=True):
        score[inside] = matrix @ table
    labels = np.zeros((len(batch), longest), np.int64)
    labels[inside] = data.labels[rows]
    seams = scores[1].reshape(len(batch), longest, _SIZE, _SIZE)
    of_words, of_pairs = expected_counts(scores[0], seams, inside)
    of_words[np.arange(len(batch))[:, None], np.arange(longest)[None, :], labels] -= 1
    pairs = labels[:, :-1] * _SIZE + labels[:, 1:]
    of_pairs[np.arange(len(batch))[:, None], np.arange(1, longest)[None, :], pairs] -= 1
    return [
        (matrix.T @ counts[inside]) / len(batch) for matrix, counts in zip(matrices, (of_words, of_pairs), strict=True)
    ]


def _with_drops(matrix: sparse.csr_matrix, random: np.random.Generator) -> sparse.csr_matrix:
    kept = random.random(len(matrix.data)) > _DROPPED
    matrix.data = (matrix.data * kept / (1 - _DROPPED)).astype(np.float32)
    return matrix


def expected_counts(words: np.ndarray, seams: np.ndarray, inside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The probability of each label at each word, and of each pair of labels at each seam, by the chain's scores.

    words: windows by words by labels; seams: windows by words by label before by label here, the first seam of a window
    unused; inside: whether a word belongs to the window. Where it does not, and at the first seam, all are 0.
    """
    windows, longest, _ = words.shape
    ahead = np.empty_like(words)
    behind = np.zeros_like(words)
    ahead[:, 0] = words[:, 0]
    for at in range(1, longest):
        reached = _log_sum(ahead[:, at - 1][:, :, None] + seams[:, at], 1) + words[:, at]
        ahead[:, at] = np.where(inside[:, at][:, None], reached, ahead[:, at - 1])
    for at in range(longest - 2, -1, -1):
        reached = _log_sum(seams[:, at + 1] + (words[:, at + 1] + behind[:, at + 1])[:, None, :], 2)
        behind[:, at] = np.where(inside[:, at + 1][:, None], reached, 0)
    total = _log_sum(ahead[:, -1], 1)
    of_words = np.exp(ahead + behind - total[:, None, None]) * inside[:, :, None]
    onward = (words[:, 1:] + behind[:, 1:])[:, :, None, :]
    of_seams = np.exp(ahead[:, :-1, :, None] + seams[:, 1:] + onward - total[:, None, None, None])
    of_pairs = np.zeros((windows, longest, _SIZE * _SIZE), np.float32)
    of_pairs[:, 1:] = of_seams.reshape(windows, longest - 1, -1) * inside[:, 1:, None]
    return of_words, of_pairs


def _log_sum(values: np.ndarray, axis: int) -> np.ndarray:
    top = values.max(axis=axis, keepdims=True)
    return (top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True))).squeeze(axis)


# ------------------------------------------------------------------------------------------------ writing


def _whole(names: Sequence[str], table: np.ndarray) -> dict[str, list[int]]:
    """Weights as whole numbers, names without any weight worth keeping left out."""
    return {
        name: [round(float(weight) * _SCALE) for weight in row]
        for name, row in zip(names, table, strict=True)
        if np.abs(row).max() >= _LEAST_WEIGHT
    }


def _as_json(data: Mapping[str, Any]) -> str:
    """One line for each weight, so that a change shows as lines."""
    parts = []
    for name, value in data.items():
        if isinstance(value, dict):
            lines = ",\n".join(
                f"{json.dumps(key)}:{json.dumps(item, separators=(',', ':'))}" for key, item in value.items()
            )
            parts.append(f"{json.dumps(name)}:{{\n{lines}\n}}")
        else:
            parts.append(f"{json.dumps(name)}:{json.dumps(value)}")
    return "{" + ",\n".join(parts) + "}\n"


def main() -> None:
    """Train both models and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    shipped = Path(str(files("dateline.extract.lexicon"))) / WEIGHTS_FILE
    parser.add_argument("--output", type=Path, default=shipped)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--threshold", type=float, default=THRESHOLD)
    arguments = parser.parse_args()
    acts = load_attribution_lexicon().acts
    articles = load(arguments.train, arguments.cache)
    cue_heads, likely = train_cue_heads(articles, acts)
    data = chains(articles, likely, acts)
    words, seams = train_chain(data)
    kept = Counter({name: round(weight * _SCALE) for name, weight in cue_heads.items() if abs(weight) >= _LEAST_WEIGHT})
    weights = {
        "threshold": arguments.threshold,
        "scale": _SCALE,
        "cue_heads": dict(kept),
        "words": _whole(data.word_names, words),
        "seams": _whole(data.seam_names, seams),
    }
    arguments.output.write_text(_as_json(weights), encoding="utf-8")


if __name__ == "__main__":
    main()
