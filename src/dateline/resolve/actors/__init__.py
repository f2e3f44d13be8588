"""Words to actors: who a participant of a news report is.

What does not belong here: the lists (`knowledge.actors`), and finding the participants (`extract`).
"""

from dateline.resolve.actors.resolver import ActorResolver
from dateline.resolve.actors.rules import Around, resolve_actor

__all__ = ["ActorResolver", "Around", "resolve_actor"]
