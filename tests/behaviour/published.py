"""How many behaviour probes the built-in coder passes, by class, measured now and as ``docs/quality.md`` publishes it.

Two halves of each class: the open one in ``probes/``, which is looked at while rules are mended, and the one held
aside in ``probes/held/``, of which only the counts are looked at. ``python -m behaviour.published`` in ``tests`` writes
what is passed now into the table and only ever raises its figures; to publish a lower one, edit the table and say why
in the change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dateline.config import Settings
from dateline.evaluate.probes import ProbeScores, load_probes, score_probes
from dateline.evaluate.tally import Share
from dateline.run.benchmarks import code_probes

FOLDER = Path(__file__).parent / "probes"
PAGE = Path(__file__).parents[2] / "docs" / "quality.md"
HALVES = {"open": FOLDER, "held": FOLDER / "held"}
_HEAD = "| class | open | held aside |\n| --- | --- | --- |\n"
_ROW = re.compile(r"\| (?P<kind>[^|]+?) \| (?P<open>\d+ of \d+|–) \| (?P<held>\d+ of \d+|–) \|\n")
_TOTAL = "all"


@cache
def measured(half: str) -> ProbeScores:
    """The figures of one half, made by the parts and settings that ship."""
    probes = load_probes(sorted(HALVES[half].glob("*.jsonl")))
    return score_probes(probes, {row["id"]: row["events"] for row in code_probes(probes, Settings())})


def published() -> dict[str, dict[str, Share]]:
    """The shares that the page publishes, by half and class."""
    page = PAGE.read_text(encoding="utf-8")
    told: dict[str, dict[str, Share]] = {half: {} for half in HALVES}
    for row in _ROW.finditer(page, page.index(_HEAD)):
        for half in HALVES:
            if row[half] != "–" and row["kind"] != _TOTAL:
                right, of = row[half].split(" of ")
                told[half][row["kind"]] = Share(int(right), int(of))
    return told


def table(shares: Mapping[str, Mapping[str, Share]]) -> str:
    """The rows of the table, the classes in the order of their names, then all together."""
    kinds = sorted({kind for half in shares.values() for kind in half})
    whole = {
        half: Share(sum(s.right for s in of.values()), sum(s.told for s in of.values())) for half, of in shares.items()
    }
    rows = [(kind, [shares[half].get(kind) for half in HALVES]) for kind in kinds]
    rows.append((_TOTAL, [whole[half] for half in HALVES]))
    return "".join(
        f"| {kind} | {' | '.join(f'{s.right} of {s.told}' if s else '–' for s in each)} |\n" for kind, each in rows
    )


def publish() -> None:
    """Write into the page what is passed now, where that is more than what stands there."""
    before = published()
    best: dict[str, dict[str, Share]] = {}
    for half in HALVES:
        best[half] = measured(half).by_class
        for kind, share in best[half].items():
            share.right = max(share.right, before[half].get(kind, Share()).right)
    page = PAGE.read_text(encoding="utf-8")
    start = page.index(_HEAD) + len(_HEAD)
    end = page.index("\n\n", start - 1) + 1
    PAGE.write_text(page[:start] + table(best) + page[end:], encoding="utf-8")


if __name__ == "__main__":
    publish()
