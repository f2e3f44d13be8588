"""Words to places: where a place of a news report lies.

What does not belong here: the names (`knowledge.gazetteer`), and finding the place words (`extract`).
"""

from dateline.resolve.places.resolver import CountryResolver
from dateline.resolve.places.rules import resolve_country

__all__ = ["CountryResolver", "resolve_country"]
