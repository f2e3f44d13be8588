"""The lexicon: readable data that says which words name what, and the loader that checks it.

The data stand in TOML files beside this module, each with its own form explained at its top. What does not belong here:
matching against a report (`extract.happenings` and the other modules of `extract`).
"""

from dateline.extract.lexicon.loader import Entry, Lexicon, WordClass, data_hash, load_lexicon

__all__ = ["Entry", "Lexicon", "WordClass", "data_hash", "load_lexicon"]
