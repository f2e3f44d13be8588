"""Rules that turn a type and mode into the categories of a layout, and the conditions that they ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.crosswalks.tables import either, read_table
from dateline.model import EventType
from dateline.model.losses import Fit

_FRAME = frozenset({"priority", "types", "modes", "condition", "fit", "review", "note"})
ANY_MODE, NO_MODE = "*", "null"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a layout; of those that hold for a happening, the one with the lowest number decides.

    number: its place among the rules. types, modes: those that it is for; ``*`` is any mode, ``null`` none.
    condition: any of these groups must hold, each with all its parts. values: the layout's categories by name.
    fit: how well the categories tell what the record tells; ``None`` where the layout has none, and the record is left
    out. needs_review: a person should look at rows made by it.
    """

    number: int
    types: tuple[EventType, ...]
    modes: tuple[str, ...]
    condition: tuple[tuple[str, ...], ...]
    values: Mapping[str, str]
    fit: Fit | None
    needs_review: bool
    note: str

    def is_for(self, event_type: EventType, mode: str | None) -> bool:
        """Whether type and mode are among the rule's own."""
        return event_type in self.types and (ANY_MODE in self.modes or (mode or NO_MODE) in self.modes)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of rules: what it means, how dateline judges it, and the word beginnings that show it, if any."""

    name: str
    meaning: str
    judged: str
    words: tuple[str, ...]


@cache
def load_rules(layout: str) -> tuple[Rule, ...]:
    """The rules of ``layout``, the deciding ones first."""
    rules = (
        Rule(
            number=int(row["priority"]),
            types=tuple(map(EventType, either(row["types"]))),
            modes=either(row["modes"]),
            condition=tuple(tuple(part.strip() for part in group.split("&")) for group in either(row["condition"])),
            values={name: cell for name, cell in row.items() if name not in _FRAME},
            fit=None if row["fit"] == "out" else Fit(row["fit"]),
            needs_review=row["review"] == "yes",
            note=row["note"],
        )
        for row in read_table(f"{layout}_rules")
    )
    return tuple(sorted(rules, key=lambda rule: rule.number))


@cache
def load_conditions() -> Mapping[str, Condition]:
    """Every condition by its name."""
    return {
        row["condition"]: Condition(row["condition"], row["meaning"], row["judged"], either(row["words"]))
        for row in read_table("conditions")
    }
