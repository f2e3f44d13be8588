"""From a report to its grammar: sentences, quotations, tokens with their dependencies, names.

What does not belong here: what the words mean (`extract`, `resolve`).
"""

from dateline.parse.quotations import find_quotations
from dateline.parse.spacy_parser import SpacyParser

__all__ = ["SpacyParser", "find_quotations"]
