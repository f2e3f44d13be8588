"""Layout ``gdelt-mentions``: the mentions table of GDELT 2.0, 16 columns, tabs, no head row; a row for each mention.

Its GlobalEventID is that of the layout ``gdelt``, and it has the mentions of the records that have rows there. Offsets
are dateline's, in characters of the frozen text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from dateline.export.cells import tsv_line
from dateline.export.happening import Happening, Mention
from dateline.export.layouts.dyads import Dyad, mutual_dyads
from dateline.export.layouts.gdelt import checked, event_number
from dateline.export.layouts.layout import BaseLayout, LaidRow, LeftOut, Rows
from dateline.export.layouts.schema import Cell
from dateline.model import CountingView

_WEB, _CITATION = 1, 2


class GdeltMentionsLayout(BaseLayout):
    """One row for each mention of each row of the events table."""

    name = "gdelt-mentions"
    title = "GDELT 2.0 mentions"
    view = CountingView.MENTION
    has_head = False
    policies: ClassVar[Mapping[str, str]] = {
        "rows": "every mention of a record, for each of its rows in the layout gdelt; the same records are left out",
        "offsets": "characters from the start of the frozen text; 0 is the first",
    }

    def rows(self, happening: Happening) -> Rows | LeftOut:
        """One row for each mention and dyad, or why there is none."""
        made = checked(happening)
        if isinstance(made, LeftOut):
            return made
        rows = (
            LaidRow(_cells(happening, dyad, mention))
            for dyad in mutual_dyads(happening)
            for mention in happening.mentions
        )
        return Rows.by(made[0], *rows)

    def line(self, cells: Iterable[str]) -> str:
        """One line, with tabs between its cells."""
        return tsv_line(cells)


def _cells(happening: Happening, dyad: Dyad, mention: Mention) -> dict[str, Cell]:
    source, confidence = mention.source, happening.confidence
    return {
        "GlobalEventID": event_number(happening, dyad),
        "MentionType": _WEB if source.address else _CITATION,
        "MentionSourceName": source.publisher,
        "MentionIdentifier": source.address or source.report_id,
        "Actor1CharOffset": dyad.actor.start if dyad.actor else None,
        "Actor2CharOffset": dyad.recipient.start if dyad.recipient else None,
        "ActionCharOffset": mention.start,
        "InRawText": 1,
        "Confidence": None if confidence is None else max(10, round(100 * confidence)),
        "MentionDocLen": source.length,
    }
