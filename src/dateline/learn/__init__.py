"""Training of the built-in coder's network: coded texts in, one model file out.

The way through it: `corpus` (marked-up texts to codings) → `examples` (texts to numbers, needs the parser) → `fit`
(numbers to weights, needs PyTorch and best a GPU, and nothing else of the package) → `export` (weights to the ONNX file
that `dateline.extract.network` reads). `net` is the network itself. Needs the extra ``dateline[train]``.
"""
