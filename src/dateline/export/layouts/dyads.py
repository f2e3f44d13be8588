"""One row for each actor and recipient of a happening: what POLECAT and GDELT count.

What does not belong here: what a row of either layout tells of the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.export.happening import Happening, Participant


@dataclass(frozen=True, slots=True)
class Dyad:
    """An actor and a recipient with their numbers in the record, from 1; a side that nobody takes is None and 0."""

    actor: Participant | None
    actor_number: int
    recipient: Participant | None
    recipient_number: int


def dyads(happening: Happening) -> Iterator[Dyad]:
    """Every actor with every recipient; the actors of a happening without recipients stand alone, or the other way."""
    nobody: list[tuple[int, Participant | None]] = [(0, None)]
    actors = [*enumerate(happening.actors, 1)] or nobody
    recipients = [*enumerate(happening.recipients, 1)] or nobody
    for number, actor in actors:
        for other, recipient in recipients:
            yield Dyad(actor, number, recipient, other)


def mutual_dyads(happening: Happening) -> Iterator[Dyad]:
    """As `dyads`; but two or more actors without a recipient, who act on each other, stand in pairs, both ways round.

    Source: CAMEO, which codes a meeting once for each side.
    """
    if happening.recipients or len(happening.actors) < 2:
        yield from dyads(happening)
        return
    for number, actor in enumerate(happening.actors, 1):
        for other, partner in enumerate(happening.actors, 1):
            if number != other:
                yield Dyad(actor, number, partner, other)
