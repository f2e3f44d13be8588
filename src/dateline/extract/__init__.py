"""From grammar to records: who did what to whom, where, when and how, according to whom and how surely.

What does not belong here: what the words mean in the world (`resolve`), and how a report is parsed (`parse`).
"""

from dateline.extract.builtin import BuiltinCoder

__all__ = ["BuiltinCoder"]
