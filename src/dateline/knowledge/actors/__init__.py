"""Who is who: armed groups, bodies, offices, nationalities, titles, and the words for kinds of people.

What does not belong here: which of them the words of one report mean (`resolve`).
"""

from dateline.knowledge.actors.entries import Entry, Nation, NationUse, Noun, Role
from dateline.knowledge.actors.lists import WhoIsWho, fold, load_who_is_who

__all__ = ["Entry", "Nation", "NationUse", "Noun", "Role", "WhoIsWho", "fold", "load_who_is_who"]
