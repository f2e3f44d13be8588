"""What the queue shows of a record, made when the record is kept.

What does not belong here: choosing and ordering (`queue`).
"""

from __future__ import annotations

from dateline.model import (
    Casualties,
    CasualtyKind,
    Certainty,
    Country,
    Days,
    EventRecord,
    Field,
    Mode,
    Stance,
)
from dateline.store.rows import Values

_SHOWN = (Field.MENTION, Field.ACTOR, Field.RECIPIENT, Field.PLACE)


def glance_row(number: int, record: EventRecord) -> Values:
    """The row of ``glance`` for the record of that number.

    ``killed`` is the highest lower bound that anybody gives; ``doubt`` is 1 less the machine's confidence in the type,
    and 0 where it makes none; ``disputed`` tells whether a source denies or doubts the happening, or the report as a
    whole calls it disputed.
    """
    types = record.of(Field.TYPE)
    mode, country, days = (record.value(field) for field in (Field.MODE, Field.COUNTRY, Field.DAYS))
    certainty = record.value(Field.CERTAINTY)
    figures = [claim.value for claim in record.of(Field.CASUALTIES) if isinstance(claim.value, Casualties)]
    killed = [figure.low for figure in figures if figure.kind is CasualtyKind.KILLED and figure.low is not None]
    denied = any(claim.stance in (Stance.DENIES, Stance.DOUBTS) for claim in types)
    sure = [claim.confidence for claim in types if claim.confidence is not None]
    return {
        "record": number,
        "type": record.type.value,
        "mode": mode.name if isinstance(mode, Mode) else None,
        "country": country.alpha3 if isinstance(country, Country) else None,
        "first_day": days.first if isinstance(days, Days) else None,
        "killed": max(killed, default=None),
        "certainty": certainty.value if isinstance(certainty, Certainty) else None,
        "source_kind": next((claim.voice.kind.value for claim in types if claim.voice), None),
        "doubt": 1.0 - min(sure, default=1.0),
        "disputed": int(denied or certainty is Certainty.DISPUTED),
        "words": " · ".join(told[0] for field in _SHOWN if (told := record.words(field))),
    }
