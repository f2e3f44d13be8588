"""Fitting the network to examples (`examples` makes them): numbers in, weights out. Resumable; deterministic on a CPU.

Each step takes some coded articles, some texts of the corpus, and one batch of attribution relations (PolNeAR) or of
coreferent happenings (ECB+), which train only the encoder further. The weights that are kept are a running mean over
the last steps (Polyak averaging).
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from dateline.learn.names import IGNORED, RELATION_PARTS
from dateline.learn.net import Network
from dateline.learn.windows import BEGIN, END, windows

Example = dict[str, Any]
KEPT = 200
"""Steps between two checkpoints."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to fit.

    articles, texts: coded articles and texts of the corpus a step; others: pieces of the other corpora a step.
    masked: share of pieces hidden from the encoder. seed: of the order and of dropout; the weights of the heads begin
    alike for all seeds, so that fitted networks can be averaged.
    """

    epochs: int = 30
    articles: int = 4
    texts: int = 4
    others: int = 4000
    layers: int = 4
    rate: float = 6e-5
    rate_of_heads: float = 1e-3
    decay: float = 0.998
    masked: float = 0.0
    seed: int = 0


def load_examples(path: Path) -> tuple[Example, dict[str, list[Example]]]:
    """The header (vocabulary and names) and the examples by kind: coded, corpus, relations, sameness."""
    by_kind: dict[str, list[Example]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        header: Example = json.loads(next(lines))
        for line in lines:
            example = json.loads(line)
            by_kind[example.pop("kind")].append(example)
    return header, by_kind


class Fitting:
    """A network in training, from the pre-trained ``encoder`` or, where given, from the fitted weights ``begin``."""

    def __init__(
        self,
        header: Example,
        examples: dict[str, list[Example]],
        plan: Plan,
        encoder: Path,
        begin: Mapping[str, Tensor] | None = None,
    ) -> None:
        self.plan, self.header = plan, header
        self.examples = examples
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.manual_seed(0)
        sizes = {kind: len(names) for kind, names in header["vocabulary"].items()}
        self.network = Network(sizes, len(header["modes"]), plan.layers)
        self.network.encoder.load(encoder)
        if begin is not None:
            self.network.load_state_dict({name: value.float() for name, value in begin.items()}, strict=False)
        self.network.to(self.device)
        self.mode_types = self._ints([header["types"].index(kind) + 1 for kind, _ in header["modes"]])
        torch.manual_seed(plan.seed)
        self.random = random.Random(plan.seed)  # noqa: S311 - an order of examples, nothing secret

    def _ints(self, values: Any) -> Tensor:
        return torch.as_tensor(np.asarray(values, np.int64), device=self.device)

    def encode(self, each: Sequence[Sequence[int]]) -> list[Tensor]:
        """The vectors of the pieces of several texts, each [pieces, WIDTH]."""
        spans = [(number, *span) for number, ids in enumerate(each) for span in windows(len(ids))]
        length = max(end - start for _, start, end, _, _ in spans) + 2
        ids = np.zeros((len(spans), length), np.int64)
        mask = np.zeros((len(spans), length), np.bool_)
        for row, (number, start, end, _, _) in enumerate(spans):
            ids[row, : end - start + 2] = [BEGIN, *each[number][start:end], END]
            mask[row, : end - start + 2] = True
        if self.network.training and self.plan.masked:
            hidden = np.random.default_rng(self.random.randrange(2**32)).random(ids.shape) < self.plan.masked
            ids[hidden & mask & (ids != BEGIN) & (ids != END)] = 103
        vectors = self.network.encoder(self._ints(ids), torch.as_tensor(mask, device=self.device))
        parts: list[list[Tensor]] = [[] for _ in each]
        for row, (number, start, _, read_from, until) in enumerate(spans):
            parts[number].append(vectors[row, 1 + read_from - start : 1 + until - start])
        return [torch.cat(part) for part in parts]

    def states(self, example: Example, pieces: Tensor) -> Tensor:
        """The token states of a coded text."""
        first, last = self._ints(example["first"]), self._ints(example["last"])
        return self.network.states(pieces, first, last, self._ints(example["features"]))

    def coded_loss(self, example: Example, pieces: Tensor) -> Tensor:
        """Of one coded text."""
        net = self.network
        states = self.states(example, pieces)
        mentions = example["mentions"]
        types = np.zeros(len(example["first"]), np.int64)
        for mention in mentions:
            types[mention["token"]] = mention["type"] if mention["sure"] else IGNORED
        loss = _cross(net.kind(states), self._ints(types)) / 40
        sure = [mention for mention in mentions if mention["sure"]]
        if not sure:
            return loss
        tokens = self._ints([mention["token"] for mention in sure])
        own, kinds = states[tokens], self._ints([mention["type"] for mention in sure])
        other_types = (self.mode_types[None] != kinds[:, None]) * -1e4
        loss = loss + _cross(net.mode(own) + other_types, self._ints([m["mode"] for m in sure])) / 40
        loss = loss + _cross(net.status(own), self._ints([m["status"] for m in sure])) / 80
        loss = loss + _cross(net.certainty(own), self._ints([m["certainty"] for m in sure])) / 80
        loss = loss + _binary(net.main(own)[:, 0], self._ints([m["main"] for m in sure])) / 80
        pairs = [(m, pair) for m in sure for pair in m["pairs"]]
        if pairs:
            scores = net.roles(
                states,
                self._ints([m["token"] for m, _ in pairs]),
                self._ints([m["type"] for m, _ in pairs]),
                self._ints([pair[0] for _, pair in pairs]),
                self._ints([pair[1:5] for _, pair in pairs]),
            )
            loss = loss + _cross(scores, self._ints([pair[5] for _, pair in pairs])) / 60
        if example["same"]:
            one, other, alike, label = (self._ints(column) for column in zip(*example["same"], strict=True))
            loss = loss + _binary(net.sameness(states, one, other, alike), label) / 60
        return loss

    def relation_loss(self, batch: Sequence[Example]) -> Tensor:
        """Of attribution relations: which pieces begin or go on a source, a cue, a content."""
        scores = self.network.relation(torch.cat(self.encode([e["ids"] for e in batch])).float()).unflatten(-1, (-1, 3))
        losses = [
            functional.cross_entropy(
                scores[:, number], self._ints([label for example in batch for label in example[part]])
            )
            for number, part in enumerate(RELATION_PARTS)
        ]
        return torch.stack(losses).sum()

    def sameness_loss(self, batch: Sequence[Example]) -> Tensor:
        """Of happenings in another corpus: which pieces name one, and which of those name the same."""
        vectors = self.encode([example["ids"] for example in batch])
        pieces = torch.cat(vectors).float()
        named = self._ints([label for example in batch for label in example["named"]])
        loss = functional.cross_entropy(self.network.other_happening(pieces), named, ignore_index=IGNORED)
        pairs, start = [], 0
        for example, vector in zip(batch, vectors, strict=True):
            pairs += [(start + one, start + other, same) for one, other, same in example["same"]]
            start += len(vector)
        if pairs:
            one, other, same = (self._ints(column) for column in zip(*pairs, strict=True))
            scores = self.network.other_sameness(pieces, one, other)
            loss = loss + functional.binary_cross_entropy_with_logits(scores, same.float())
        return loss

    def _endless(self, kind: str) -> Iterator[Example]:
        while True:
            yield from self.random.sample(self.examples[kind], len(self.examples[kind]))

    def _batches(self, kind: str) -> Iterator[list[Example]]:
        source = self._endless(kind)
        while True:
            batch: list[Example] = []
            while sum(len(example["ids"]) for example in batch) < self.plan.others:
                batch.append(next(source))
            yield batch

    def run(self, tell: Callable[[str], None], checkpoint: Path | None = None) -> dict[str, Tensor]:
        """Fit, and give the mean weights as 16-bit numbers; ``tell`` hears of the progress.

        checkpoint: a file in which the state is kept every `KEPT` steps; where it stands already, fitting goes on from
            it, with a fresh order of the examples.
        """
        plan, net = self.plan, self.network
        encoder = [p for p in net.encoder.parameters() if p.requires_grad]
        heads = [p for name, p in net.named_parameters() if not name.startswith("encoder.")]
        optimizer = torch.optim.AdamW(
            [{"params": encoder, "lr": plan.rate}, {"params": heads, "lr": plan.rate_of_heads}], weight_decay=0.01
        )
        steps = plan.epochs * -(-len(self.examples["coded"]) // plan.articles)
        warm = 0.08 * steps + 1
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min(1.0, (step + 1) / warm) * max(0.0, 1 - step / steps)
        )
        others: dict[str, tuple[Callable[[Sequence[Example]], Tensor], Iterator[list[Example]]]] = {
            kind: (loss, self._batches(kind))
            for kind, loss in (("relations", self.relation_loss), ("sameness", self.sameness_loss))
            if self.examples[kind] and plan.others
        }
        coded, corpus = self._endless("coded"), self._endless("corpus")
        texts = plan.texts if self.examples["corpus"] else 0
        trained = {name: p for name, p in net.named_parameters() if p.requires_grad}
        mean: dict[str, Tensor] = {}
        said = 0.0
        begin = self._resume(checkpoint, optimizer, schedule, mean)
        if begin:
            tell(f"going on at step {begin}")
        net.train()
        for step in range(begin, steps):
            long, short = [next(coded) for _ in range(plan.articles)], [next(corpus) for _ in range(texts)]
            batch = long + short
            with torch.autocast("cuda", dtype=torch.bfloat16, enabled=self.device == "cuda"):
                vectors = self.encode([example["ids"] for example in long])
                vectors += self.encode([example["ids"] for example in short]) if short else []
            losses = [self.coded_loss(e, pieces.float()) for e, pieces in zip(batch, vectors, strict=True)]
            loss = torch.stack(losses).sum() / plan.articles
            if others:
                with torch.autocast("cuda", dtype=torch.bfloat16, enabled=self.device == "cuda"):
                    other_loss, batches = others[self.random.choice(sorted(others))]
                    loss = loss + other_loss(next(batches))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            with torch.no_grad():
                share = 1 - min(plan.decay, (step + 1) / (step + 10))
                for name, value in trained.items():
                    if name in mean:
                        mean[name].lerp_(value, share)
                    else:
                        mean[name] = value.detach().clone()
            if step % 50 == 0:
                said = 0.7 * said + 0.3 * float(loss.detach())
                tell(f"step {step} of {steps}, loss {said:.2f}")
            if checkpoint is not None and (step + 1) % KEPT == 0:
                self._keep(checkpoint, step + 1, optimizer, schedule, mean)
        return {name: value.half().cpu() for name, value in mean.items()}

    def _resume(self, checkpoint: Path | None, optimizer: Any, schedule: Any, mean: dict[str, Tensor]) -> int:
        """Take up the kept state, where there is one; gives the step to begin at."""
        if checkpoint is None or not checkpoint.exists():
            return 0
        kept = torch.load(checkpoint, map_location=self.device, weights_only=True)
        mean.update(kept["mean"])
        self.network.load_state_dict(kept["network"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        return int(kept["step"])

    def _keep(self, checkpoint: Path, step: int, optimizer: Any, schedule: Any, mean: dict[str, Tensor]) -> None:
        state = {
            "step": step,
            "mean": mean,
            "network": self.network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
        }
        torch.save(state, checkpoint.with_suffix(".part"))
        checkpoint.with_suffix(".part").replace(checkpoint)


def _cross(scores: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(scores, labels, ignore_index=IGNORED, reduction="sum")


def _binary(scores: Tensor, labels: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(scores, labels.float(), reduction="sum")
