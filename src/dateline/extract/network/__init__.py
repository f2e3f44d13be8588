"""The learned reader: one small encoder over the words of a report, and what its heads say of them.

It answers which words name a happening and of which type and mode, which of them name the same happening, and which
phrases fill which role. It is one ONNX file, ``model.onnx``, made by ``dateline train`` (model card:
``docs/reference/network.md``). `candidates` and `features` are what training and reading share.
"""

from dateline.extract.network.candidates import Candidate, candidates
from dateline.extract.network.network import Network, Reading, load_network

__all__ = ["Candidate", "Network", "Reading", "candidates", "load_network"]
