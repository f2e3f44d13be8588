"""From words to values that other programs can compute with: time words to days, place words to countries.

Each resolver is usable alone and gives back the coding with its one field told or explained. What does not belong
here: finding the words (`extract`).
"""

from dateline.resolve.countries import CountryResolver, Gazetteer, resolve_country
from dateline.resolve.dates import DateResolver, resolve_date
from dateline.resolve.unresolved import Unresolved

__all__ = ["CountryResolver", "DateResolver", "Gazetteer", "Unresolved", "resolve_country", "resolve_date"]
