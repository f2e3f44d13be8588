"""Names of places, and what each can mean.

What does not belong here: which of several places of one name a report means (`resolve`).
"""

from dateline.knowledge.gazetteer.entries import Candidate, Kind
from dateline.knowledge.gazetteer.gazetteer import Gazetteer, default_path

__all__ = ["Candidate", "Gazetteer", "Kind", "default_path"]
