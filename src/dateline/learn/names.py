"""The names that the network tells apart, in the order of its outputs; they are the coding guide's."""

STATUSES = ("occurred", "ongoing", "planned", "failed", "hypothetical", "denied")
CERTAINTIES = ("fact", "attributed", "suspected", "disputed")
ROLES = ("actor", "recipient", "object", "means", "place", "time", "source")
RELATION_PARTS = ("source", "cue", "content")
IGNORED = -100
"""The label of what is not learned from."""
