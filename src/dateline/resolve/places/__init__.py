"""Words to places: where a place of a news report lies, as a point with a radius and as a country.

What does not belong here: the names (`knowledge.gazetteer`), and finding the place words (`extract`).
"""

from dateline.resolve.places.locate import resolve_places
from dateline.resolve.places.phrases import PlaceContext, resolve_place
from dateline.resolve.places.resolver import PlaceResolver
from dateline.resolve.places.rules import resolve_country

__all__ = ["PlaceContext", "PlaceResolver", "resolve_country", "resolve_place", "resolve_places"]
