"""The network: an encoder of the MiniLM kind (Wang et al. 2020), cut to its first layers, and the heads over it."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from dateline.learn.names import CERTAINTIES, RELATION_PARTS, ROLES, STATUSES

WIDTH = 384
STATE = 320
PAIR = 128
VOCABULARY = 30522
POSITIONS = 512
TYPES = 18
FEATURE_WIDTHS = {
    "pos": 16,
    "tag": 24,
    "dep": 24,
    "entity": 16,
    "lexicon": 16,
    "place": 8,
    "quoted": 4,
    "head_dep": 16,
}


class Layer(nn.Module):
    """One layer of a BERT encoder (Devlin et al. 2019)."""

    def __init__(self, dropout: float, heads: int = 12, inner: int = 1536) -> None:
        super().__init__()
        self.heads = heads
        self.dropout = dropout
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attended = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen, self.narrow = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
        self.done = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: [windows, length, WIDTH]; mask: [windows, 1, 1, length], True where there is a piece."""

        def split(values: Tensor) -> Tensor:
            return values.unflatten(-1, (self.heads, -1)).transpose(1, 2)

        mixed = functional.scaled_dot_product_attention(
            split(self.query(x)),
            split(self.key(x)),
            split(self.value(x)),
            attn_mask=mask,
            dropout_p=self.dropout if self.training else 0.0,
        )
        x = self.attended(x + self.drop(self.output(mixed.transpose(1, 2).flatten(2))))
        hidden: Tensor = self.done(x + self.drop(self.narrow(functional.gelu(self.widen(x)))))
        return hidden


class Encoder(nn.Module):
    """The first ``layers`` layers of a pre-trained encoder; its embeddings are not trained on."""

    def __init__(self, layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.drop = nn.Dropout(dropout)
        self.words.weight.requires_grad_(False)
        self.positions.weight.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """ids, mask: [windows, length] -> [windows, length, WIDTH]."""
        x = self.words(ids) + self.positions(torch.arange(ids.shape[1], device=ids.device)) + self.segment
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return x

    def load(self, path: Path) -> None:
        """Take the weights of a safetensors file in BERT's naming, or of an .npz of the same names and ``rows``."""
        weights = _npz(path) if path.suffix == ".npz" else _safetensors(path)
        own = {
            "words.weight": "embeddings.word_embeddings.weight",
            "positions.weight": "embeddings.position_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        }
        parts = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "output": "attention.output.dense",
            "attended": "attention.output.LayerNorm",
            "widen": "intermediate.dense",
            "narrow": "output.dense",
            "done": "output.LayerNorm",
        }
        for number in range(len(self.layers)):
            for part, name in parts.items():
                for kind in ("weight", "bias"):
                    own[f"layers.{number}.{part}.{kind}"] = f"encoder.layer.{number}.{name}.{kind}"
        state = {name: weights[theirs] for name, theirs in own.items()}
        state["segment"] = weights["embeddings.token_type_embeddings.weight"][0]
        self.load_state_dict(state)


def _safetensors(path: Path) -> dict[str, Tensor]:
    """The 32-bit tensors of a safetensors file."""
    content = path.read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    found = {}
    for name, told in json.loads(content[8 : 8 + length]).items():
        if name != "__metadata__" and told["dtype"] == "F32":
            start, end = told["data_offsets"]
            values = np.frombuffer(content[8 + length + start : 8 + length + end], np.float32)
            found[name] = torch.from_numpy(values.reshape(told["shape"]).copy())
    return found


def _npz(path: Path) -> dict[str, Tensor]:
    """The tensors of an .npz in which only the ``rows`` of the word embeddings stand that the examples need."""
    content = np.load(path)
    found = {name: torch.from_numpy(content[name].astype(np.float32)) for name in content.files if name != "rows"}
    words = torch.zeros(VOCABULARY, WIDTH)
    words[torch.from_numpy(content["rows"].astype(np.int64))] = found["embeddings.word_embeddings.weight"]
    found["embeddings.word_embeddings.weight"] = words
    return found


class Network(nn.Module):
    """The encoder and its heads.

    sizes: how many names the vocabulary has of each kind (pos, tag, dep, entity, path). modes: how many modes.
    """

    def __init__(self, sizes: dict[str, int], modes: int, layers: int = 4, dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = Encoder(layers)
        counts = {"lexicon": TYPES, "place": 6, "quoted": 2, "head_dep": sizes["dep"]} | {
            kind: sizes[kind] for kind in ("pos", "tag", "dep", "entity")
        }
        self.features = nn.ModuleList(nn.Embedding(counts[k] + 1, width) for k, width in FEATURE_WIDTHS.items())
        self.state = nn.Sequential(
            nn.Dropout(dropout),
            nn.Linear(WIDTH + sum(FEATURE_WIDTHS.values()), STATE),
            nn.GELU(),
            nn.LayerNorm(STATE),
            nn.Dropout(dropout),
        )
        self.kind, self.mode = nn.Linear(STATE, TYPES), nn.Linear(STATE, modes)
        self.status, self.certainty = nn.Linear(STATE, len(STATUSES)), nn.Linear(STATE, len(CERTAINTIES))
        self.main = nn.Linear(STATE, 1)
        self.role_of_mention, self.role_of_phrase = nn.Linear(STATE, PAIR), nn.Linear(STATE, PAIR)
        self.pair_distance, self.pair_sentences = nn.Embedding(17, PAIR), nn.Embedding(5, PAIR)
        self.pair_path, self.pair_is_time = nn.Embedding(sizes["path"] + 2, PAIR), nn.Embedding(2, PAIR)
        self.pair_type, self.pair = nn.Embedding(TYPES, PAIR), nn.Linear(PAIR, len(ROLES) + 1)
        self.same, self.same_product = nn.Linear(STATE, PAIR), nn.Linear(PAIR, PAIR)
        self.same_alike, self.same_out = nn.Embedding(12, PAIR), nn.Linear(PAIR, 1)
        self.pair_drop = nn.Dropout(dropout)
        self.relation = nn.Linear(WIDTH, 3 * len(RELATION_PARTS))
        self.other_happening, self.other_same = nn.Linear(WIDTH, 2), nn.Linear(WIDTH, PAIR)
        self.other_product, self.other_out = nn.Linear(PAIR, PAIR), nn.Linear(PAIR, 1)
        for table in (self.pair_distance, self.pair_sentences, self.pair_path, self.pair_is_time, self.pair_type):
            nn.init.normal_(table.weight, std=0.1)

    def states(self, pieces: Tensor, first: Tensor, last: Tensor, features: Tensor) -> Tensor:
        """Pieces [pieces, WIDTH], first and last [tokens], features [tokens, 8] -> states of tokens [tokens, STATE]."""
        told = [table(features[:, number]) for number, table in enumerate(self.features)]
        words = (pieces[first] + pieces[last]) / 2
        states: Tensor = self.state(torch.cat([words, *told], -1))
        return states

    def roles(self, states: Tensor, mentions: Tensor, types: Tensor, phrases: Tensor, pairs: Tensor) -> Tensor:
        """Scores of the roles: mentions, types, phrases [pairs]; pairs [pairs, 4] -> [pairs, roles + 1]."""
        hidden = (
            self.role_of_mention(states)[mentions]
            + self.role_of_phrase(states)[phrases]
            + self.pair_distance(pairs[:, 0])
            + self.pair_sentences(pairs[:, 1])
            + self.pair_path(pairs[:, 2])
            + self.pair_is_time(pairs[:, 3])
            + self.pair_type(types)
        )
        scores: Tensor = self.pair(self.pair_drop(functional.relu(hidden)))
        return scores

    def sameness(self, states: Tensor, one: Tensor, other: Tensor, alike: Tensor) -> Tensor:
        """Scores that mentions ``one`` and ``other`` name the same happening: each [pairs] -> [pairs]."""
        values = self.same(states)
        a, b = values[one], values[other]
        hidden = self.same_product(a * b) + (a - b).abs() + self.same_alike(alike)
        scores: Tensor = self.same_out(self.pair_drop(functional.relu(hidden)))[:, 0]
        return scores

    def other_sameness(self, pieces: Tensor, one: Tensor, other: Tensor) -> Tensor:
        """The same for the mentions of another corpus, which has no features."""
        values = self.other_same(pieces)
        a, b = values[one], values[other]
        scores: Tensor = self.other_out(functional.relu(self.other_product(a * b) + (a - b).abs()))[:, 0]
        return scores
