"""Which words of a report name places.

What does not belong here: which place a name means (`resolve.places`), and the names themselves
(`knowledge.gazetteer`).
"""

from dateline.parse.places.finding import PlaceName, find_places, with_places
from dateline.parse.places.lists import lists_hash

__all__ = ["PlaceName", "find_places", "lists_hash", "with_places"]
