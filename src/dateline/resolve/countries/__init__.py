"""Words to countries: in which country a place of a news report lies.

What does not belong here: coordinates and administrative units, and finding the place words (`extract`).
"""

from dateline.resolve.countries.gazetteer import Gazetteer
from dateline.resolve.countries.resolver import CountryResolver
from dateline.resolve.countries.rules import resolve_country

__all__ = ["CountryResolver", "Gazetteer", "resolve_country"]
