"""Codings to the tables that the field uses: ACLED, UCDP GED, GTD, POLECAT, GDELT. One module a layout.

Each follows `dateline.model.protocols.Layout`: codings in, the file out line by line, and what it loses counted into a
`dateline.model.Losses`. The crosswalks are tables of `dateline.knowledge.crosswalks`. A layout sees a `Happening`,
which is made from a record today, and not what it was made from.
"""

from dateline.export.happening import Happening, happening_of
from dateline.export.layouts.acled import AcledLayout
from dateline.export.layouts.gdelt import GdeltLayout
from dateline.export.layouts.gdelt_mentions import GdeltMentionsLayout
from dateline.export.layouts.ged import GedLayout
from dateline.export.layouts.gtd import GtdLayout
from dateline.export.layouts.layout import BaseLayout
from dateline.export.layouts.polecat import PolecatLayout

__all__ = [
    "AcledLayout",
    "BaseLayout",
    "GdeltLayout",
    "GdeltMentionsLayout",
    "GedLayout",
    "GtdLayout",
    "Happening",
    "PolecatLayout",
    "happening_of",
]
