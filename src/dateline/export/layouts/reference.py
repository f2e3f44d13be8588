"""The reference of the layouts: a page made from their tables, and a Table Schema for each.

``python -m dateline.export.reference docs/reference`` writes them with the other pages. What does not belong here: how
to export; that is the guide's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from dateline.export.layouts import (
    AcledLayout,
    BaseLayout,
    GdeltLayout,
    GdeltMentionsLayout,
    GedLayout,
    GtdLayout,
    PolecatLayout,
)
from dateline.export.layouts.schema import table_schema
from dateline.export.layouts.tolls import POLICIES
from dateline.export.markdown import table
from dateline.knowledge.crosswalks import Rule, load_conditions, load_rules

LAYOUTS: tuple[BaseLayout, ...] = (
    AcledLayout(),
    GedLayout(),
    GtdLayout(),
    PolecatLayout(),
    GdeltLayout(),
    GdeltMentionsLayout(),
)
_RULES: Mapping[str, str] = {"acled": "acled", "ged": "ged", "gtd": "gtd", "polecat": "polecat", "gdelt": "cameo"}
"""The table of rules that a layout goes by; the mentions table follows the events table."""

PAGE = "layouts.md"

_HEAD = """\
# The layouts of others

<!-- Made by `python -m dateline.export.reference docs/reference`; change the tables, not this file. -->

`dateline export STORE --layout NAME` writes the codings of a store as the table of another data set. Each layout has \
its own columns and categories, so that something is lost each time; the loss report counts what. How to use them is \
told in [Export](../guides/export.md).

A rule turns type and mode into the categories of a layout. The first rule whose condition the record is known to \
fulfil decides. Its fit says how well the row tells what the record tells:

- `exact`: the category means the same.
- `narrowed`: the category says more than the record tells; the row claims too much.
- `widened`: the category says less; the row tells too little.
- `out`: the layout has no category, and the record is left out.

Rows by a rule marked `review` carry the flag `needs_review`. Every row is checked against the layout's schema (types, \
code lists, required columns) before it is written; one that breaks it is counted as invalid and not written. The \
schemas are [Table Schemas](https://specs.frictionlessdata.io/table-schema/) in the folder [layouts](layouts).

What is true of all: a field that is not told stays empty, never zero; the day of publication is never taken for the \
day of the event; a capital or other town never stands in for a country or province; vague numbers ("dozens") follow a \
named rule and are flagged; happenings that are planned, threatened, hypothetical or denied are left out.
"""


def layout_files() -> dict[Path, str]:
    """Every file of this reference by its place under ``docs/reference``, with its text."""
    files = {Path(PAGE): page_text()}
    for layout in LAYOUTS:
        schema = {"title": layout.title, **table_schema(layout.columns)}
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        files[Path("layouts") / f"{layout.name}.schema.json"] = text
    return files


def page_text() -> str:
    """The content of ``layouts.md``."""
    return "\n".join((_HEAD, _flags(), _policies(), *(_layout(each) for each in LAYOUTS), _conditions()))


def _flags() -> str:
    rows = (
        ("`vague_number`", 'a number rests on a word such as "dozens", by the rule of the layout'),
        ("`upper_bound_only`", 'a figure has an upper bound alone ("up to 20"), and its column stays empty'),
        ("`point_of_a_settlement_left_out`", "a wider area was given the point of a town, which is not written"),
        ("`cause_unconfirmed`", "the report leaves the cause open"),
        ("`day_not_single`", "more than one day is known, and the column for the day stays empty"),
        ("`needs_review`", "a person should look at the row"),
        ("`status_unknown`", "the coder did not tell whether it took place"),
    )
    return "## Flags\n\n" + table(("flag", "meaning"), rows)


def _policies() -> str:
    told = (
        "## Tolls\n\nA record keeps every figure with its speaker; a layout has one place. A voice's total is its "
        "first figure without a role, else the sum of its figures by role. Figures that are denied, doubted, retracted "
        "or could not be verified do not count.\n\n"
    )
    return told + table(("policy", "what it takes"), ((f"`{name}`", text) for name, text in POLICIES.items()))


def _layout(layout: BaseLayout) -> str:
    facts = layout.facts()
    parts = [f"## `{layout.name}`: {layout.title}\n", f"A row counts: {layout.view.value}.\n"]
    parts.append(table(("subject", "rule"), facts["rules"].items()))
    filled = (
        (f"`{each.name}`", _kind(each.type, each.is_required), each.filled) for each in layout.columns if each.filled
    )
    parts.append("### Columns that are filled\n\n" + table(("column", "type", "content"), filled))
    reasons: dict[str, list[str]] = {}
    for column in layout.columns:
        if column.empty:
            reasons.setdefault(column.empty, []).append(f"`{column.name}`")
    if reasons:
        rows = ((why, ", ".join(names)) for why, names in reasons.items())
        parts.append("### Columns that stay empty\n\n" + table(("why", "columns"), rows))
    parts.append(
        "### Fields of a record that are lost\n\n" + table(("field", "what is left of it"), layout.dropped().items())
    )
    if layout.name in _RULES:
        parts.append(_rules(_RULES[layout.name]))
    return "\n".join(parts)


def _kind(kind: str, is_required: bool) -> str:
    return f"{kind}, required" if is_required else kind


def _rules(name: str) -> str:
    rules = load_rules(name)
    values = list(rules[0].values)
    rows = ([str(rule.number), *_asked(rule), *(rule.values[each] for each in values), *_fit(rule)] for rule in rules)
    return "### Rules\n\n" + table(("rule", "type", "mode", "condition", *values, "fit", "note"), rows)


def _asked(rule: Rule) -> Iterator[str]:
    yield ", ".join(each.value for each in rule.types)
    yield ", ".join({"*": "any", "null": "none"}.get(mode, mode) for mode in rule.modes)
    yield " or ".join(" and ".join(group) for group in rule.condition).replace("any", "")


def _fit(rule: Rule) -> Iterator[str]:
    fit = rule.fit.value if rule.fit else "out"
    yield f"{fit}, review" if rule.needs_review else fit
    yield rule.note


def _conditions() -> str:
    told = (
        "## Conditions\n\nA condition that the record does not settle does not hold. Words are beginnings of words, "
        "in any case of letters.\n\n"
    )
    rows = ((f"`{each.name}`", each.meaning, each.judged, ", ".join(each.words)) for each in load_conditions().values())
    return told + table(("condition", "meaning", "how it is judged", "words"), rows)
