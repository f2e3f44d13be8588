"""From fitted weights to the model file: one ONNX graph, and in its metadata all names and settings.

The word embeddings are kept as 8-bit numbers with a scale for each word, all other weights as 16-bit numbers; both are
widened when the file is opened, so that nothing is lost in computing. Weights and activations of 8 bits were no faster
on a processor without instructions for them, and moved probabilities by up to 0.07.
"""

from __future__ import annotations

import copy
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from dateline.extract.network.network import FORM, HEADS, PAIRS
from dateline.learn.net import Network

_OPSET = 17
_LARGE = 1000
_HEADER = ("types", "modes", "roles", "statuses", "certainties", "vocabulary", "wordpieces")


class _Words(nn.Module):
    """Word embeddings of 8 bits, with a scale for each word."""

    def __init__(self, words: nn.Embedding) -> None:
        super().__init__()
        scale = words.weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (words.weight.detach() / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        words: Tensor = self.rows[ids].float() * self.scale[ids]  # type: ignore[index]
        return words


class _Graph(nn.Module):
    """The network as the reader runs it: all windows of one report at once."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = copy.deepcopy(network)
        self.network.encoder.words = _Words(network.encoder.words)  # type: ignore[assignment]

    def forward(self, ids: Tensor, mask: Tensor, first: Tensor, last: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        net = self.network
        pieces = net.encoder(ids, mask).flatten(0, 1)
        states = net.states(pieces, first, last, features)
        heads = (
            net.kind,
            net.mode,
            net.status,
            net.certainty,
            net.main,
            net.role_of_mention,
            net.role_of_phrase,
            net.same,
        )
        return tuple(head(states) for head in heads)


def mean_weights(each: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of fitted weights that began alike (Wortsman et al. 2022, "Model soups")."""
    return {name: torch.stack([weights[name].float() for weights in each]).mean(0) for name in each[0]}


def fitted_network(header: Mapping[str, Any], weights: Mapping[str, Tensor], encoder: Path, layers: int) -> Network:
    """The network with its fitted weights, over the embeddings that were not trained."""
    sizes = {kind: len(names) for kind, names in header["vocabulary"].items()}
    network = Network(sizes, len(header["modes"]), layers)
    network.encoder.load(encoder)
    missing = network.load_state_dict({name: value.float() for name, value in weights.items()}, strict=False)
    assert not missing.unexpected_keys, missing.unexpected_keys
    return network.eval()


def write_model(network: Network, header: Mapping[str, Any], thresholds: Mapping[str, float], output: Path) -> None:
    """Write the model file. The same weights and library versions give the same bytes."""
    inputs = (
        torch.ones(2, 8, dtype=torch.int64),
        torch.ones(2, 8, dtype=torch.bool),
        torch.zeros(5, dtype=torch.int64),
        torch.zeros(5, dtype=torch.int64),
        torch.zeros(5, 8, dtype=torch.int64),
    )
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            _Graph(network),
            inputs,
            str(whole),
            input_names=["ids", "mask", "first", "last", "features"],
            output_names=list(HEADS),
            dynamic_axes={
                "ids": {0: "windows", 1: "length"},
                "mask": {0: "windows", 1: "length"},
                "first": {0: "tokens"},
                "last": {0: "tokens"},
                "features": {0: "tokens"},
                **{head: {0: "tokens"} for head in HEADS},
            },
            opset_version=_OPSET,
            dynamo=False,
        )
        model = onnx.load(whole)
    _add_pairs(model.graph, network)
    _halve(model.graph)
    told = {name: header[name] for name in _HEADER} | {"thresholds": dict(thresholds)}
    onnx.helper.set_model_props(model, {"form": FORM, "dateline": json.dumps(told, sort_keys=True)})
    output.write_bytes(model.SerializeToString(deterministic=True))


def _add_pairs(graph: onnx.GraphProto, net: Network) -> None:
    """Give out the weights of the judgements over pairs, which the reader computes itself."""
    weights = (
        net.pair_distance.weight,
        net.pair_sentences.weight,
        net.pair_path.weight,
        net.pair_is_time.weight,
        net.pair_type.weight,
        net.pair.weight,
        net.pair.bias,
        net.same_product.weight,
        net.same_product.bias,
        net.same_alike.weight,
        net.same_out.weight,
        net.same_out.bias,
    )
    for name, value in zip(PAIRS, weights, strict=True):
        array = value.detach().numpy()
        graph.initializer.append(numpy_helper.from_array(array, f"{name}.weights"))
        graph.node.append(onnx.helper.make_node("Identity", [f"{name}.weights"], [name]))
        graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, array.shape))


def _halve(graph: onnx.GraphProto) -> None:
    """Keep the large 32-bit weights as 16-bit numbers that are widened when the file is opened."""
    widening = []
    for weights in list(graph.initializer):
        if weights.data_type == onnx.TensorProto.FLOAT and np.prod(weights.dims) >= _LARGE:
            halved = numpy_helper.from_array(numpy_helper.to_array(weights).astype(np.float16), f"{weights.name}.half")
            graph.initializer.remove(weights)
            graph.initializer.append(halved)
            widening.append(onnx.helper.make_node("Cast", [halved.name], [weights.name], to=onnx.TensorProto.FLOAT))
    for node in reversed(widening):
        graph.node.insert(0, node)
