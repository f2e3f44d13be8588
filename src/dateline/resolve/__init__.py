"""From words to values that other programs can compute with: times to days, places to countries, people to actors.

Each resolver is usable alone and gives back the coding with its own fields told or explained. What does not belong
here: finding the words (`extract`), and what is known of the world apart from a report (`knowledge`).
"""

from dateline.resolve.actors import ActorResolver, Around, resolve_actor
from dateline.resolve.dates import DateResolver
from dateline.resolve.places import PlaceContext, PlaceResolver, resolve_country, resolve_place, resolve_places

__all__ = [
    "ActorResolver",
    "Around",
    "DateResolver",
    "PlaceContext",
    "PlaceResolver",
    "resolve_actor",
    "resolve_country",
    "resolve_place",
    "resolve_places",
]
