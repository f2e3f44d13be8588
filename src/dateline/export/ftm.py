"""Format ``ftm``: statements of FollowTheMoney about actors, for the tools of OpenSanctions and Aleph.

A statement is one value of one property of one entity, with the report that tells it as its origin. Entities are the
actors and recipients that stand in a list of actors, under their ids there; everybody else has no identity beyond one
report, and private persons are no entities here. Names by which a report calls an entity are weak aliases; a
description ("the group") is none. Each statement comes once, from the first report that tells it, so that the file
grows with the actors and not with the reports; the ids of statements are held in memory for that. Source:
FollowTheMoney 4, statements in CSV.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.export.cells import csv_line
from dateline.export.happening import Participant, Source, happenings
from dateline.knowledge.crosswalks import country_facts
from dateline.model import ActorKind, Coding, Report

DATASET = "dateline"
COLUMNS = (
    *("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang"),
    *("original_value", "external", "first_seen", "last_seen", "id"),
)
"""The columns of statements in CSV, as FollowTheMoney writes them."""

SCHEMATA: dict[ActorKind, str] = {
    ActorKind.STATE_BODY: "PublicBody",
    ActorKind.ARMED_GROUP: "Organization",
    ActorKind.PARTY: "Organization",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.INDIVIDUAL: "Person",
}
"""The schema of each kind of actor; a crowd, and an actor of unknown kind, is no entity."""

_DETERMINER = re.compile(r"^(?:the|an?|its|his|her|their|our)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one property. prop_type: FollowTheMoney's type of the property."""

    entity_id: str
    schema: str
    prop: str
    prop_type: str
    value: str

    @property
    def id(self) -> str:
        """Made as FollowTheMoney makes it: SHA-1 of data set, entity, property and value."""
        key = f"{DATASET}.{self.entity_id}.{self.prop}.{self.value}"
        return hashlib.sha1(key.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


class FtmExporter:
    """Writes a head row and one row for each statement, in the order in which reports first tell them."""

    name = "ftm"

    def export(self, codings: Iterable[tuple[Report, Coding]]) -> Iterator[str]:
        """Yield the head row, then one row for each statement that no report before has told."""
        yield csv_line(COLUMNS)
        seen: set[str] = set()
        for report, coding in codings:
            for happening in happenings(report, coding):
                for participant in (*happening.actors, *happening.recipients):
                    for statement in statements(participant):
                        if statement.id not in seen:
                            seen.add(statement.id)
                            yield csv_line(_cells(statement, happening.sources[0]))


def statements(participant: Participant) -> Iterator[Statement]:
    """What one participant tells of an entity; nothing where it stands in no list, or is of no kind that is one."""
    identity = participant.identity
    if identity is None or identity.name is None or identity.kind not in SCHEMATA:
        return
    schema, entity = SCHEMATA[identity.kind], f"{DATASET}-{identity.id}"
    yield Statement(entity, schema, "name", "name", identity.name)
    called = _DETERMINER.sub("", participant.words)
    if called[:1].isupper() and called != identity.name:
        yield Statement(entity, schema, "weakAlias", "name", called)
    country = country_facts(identity.country) if identity.country else None
    if country is not None:
        yield Statement(entity, schema, "country", "country", country.alpha2.lower())
    if schema == "Person" and identity.role is not None:
        yield Statement(entity, schema, "position", "string", identity.role)


def _cells(statement: Statement, source: Source) -> tuple[str, ...]:
    told: dict[str, str] = {
        "canonical_id": statement.entity_id,
        "entity_id": statement.entity_id,
        "prop": statement.prop,
        "prop_type": statement.prop_type,
        "schema": statement.schema,
        "value": statement.value,
        "dataset": DATASET,
        "origin": source.report_id,
        "external": "f",
        "first_seen": source.published.isoformat() if source.published else "",
        "id": statement.id,
    }
    return tuple(told.get(column, "") for column in COLUMNS)
