"""Count in how many texts each stem stands, and write ``src/dateline/merge/word_counts.csv``.

usage: count_words.py TEXTS... [--output FILE] [--least N]

TEXTS are JSON lists or JSON lines of objects with ``text`` (and ``title``). Stems in fewer than N texts are left out:
they count as seen in half a text. Deterministic.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.merge.words import stems


def texts(path: Path) -> Iterator[str]:
    """The texts of one file, each with its title."""
    content = path.read_text(encoding="utf-8")
    whole = json.loads(content) if content.lstrip().startswith("[") else None
    for item in whole if whole is not None else map(json.loads, filter(str.strip, content.split("\n"))):
        yield f"{item.get('title') or ''}\n{item['text']}"


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    default = Path(__file__).parent.parent / "src/dateline/merge/word_counts.csv"
    parser.add_argument("--output", type=Path, default=default)
    parser.add_argument("--least", type=int, default=3)
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    number = 0
    for path in arguments.files:
        for text in texts(path):
            number += 1
            counts.update(set(stems(text)))
    rows = sorted((word, count) for word, count in counts.items() if count >= arguments.least)
    lines = ["stem,texts", f",{number}", *(f"{word},{count}" for word, count in rows)]
    arguments.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{number} texts, {len(rows)} stems")  # noqa: T201


if __name__ == "__main__":
    main()
