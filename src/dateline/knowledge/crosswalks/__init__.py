"""Crosswalks: from dateline's types, modes, sectors and precisions to those of the layouts that the field uses.

The tables are dateline's own rows, after the published codebooks of ACLED, UCDP GED, GTD, PLOVER/POLECAT, CAMEO and
GDELT. What does not belong here: applying them to a happening (`dateline.export.layouts`).
"""

from dateline.knowledge.crosswalks.columns import LayoutColumn, load_columns
from dateline.knowledge.crosswalks.countries import CountryFacts, country_facts, region_of
from dateline.knowledge.crosswalks.rules import Condition, Rule, load_conditions, load_rules
from dateline.knowledge.crosswalks.tables import read_table, tables_hash
from dateline.knowledge.crosswalks.vocabularies import SectorFacts, labels, precision, sector_facts

__all__ = [
    "Condition",
    "CountryFacts",
    "LayoutColumn",
    "Rule",
    "SectorFacts",
    "country_facts",
    "labels",
    "load_columns",
    "load_conditions",
    "load_rules",
    "precision",
    "read_table",
    "region_of",
    "sector_facts",
    "tables_hash",
]
