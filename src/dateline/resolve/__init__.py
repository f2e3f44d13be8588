"""From words to values that other programs can compute with: time words to days, place words to countries.

Each resolver is usable alone and gives back the coding with its own fields told or explained. What does not belong
here: finding the words (`extract`), and what is known of the world apart from a report (`knowledge`).
"""

from dateline.resolve.dates import DateResolver
from dateline.resolve.places import PlaceContext, PlaceResolver, resolve_country, resolve_place, resolve_places

__all__ = ["DateResolver", "PlaceContext", "PlaceResolver", "resolve_country", "resolve_place", "resolve_places"]
