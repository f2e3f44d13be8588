"""Writes the generated reference pages, and into the other pages what their blocks really print: ``make docs``."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from executed_docs import ROOT, pages, rewrite, run_page
from reference_docs import reference_pages


def main() -> int:
    """Write all pages; 1 where a step of a page ends otherwise than the page tells."""
    for name, text in reference_pages().items():
        (ROOT / "docs" / "reference" / name).write_text(text, encoding="utf-8")
    left = 0
    for page in pages():
        with TemporaryDirectory() as folder:
            differences = run_page(page, Path(folder))
        rewrite(page, differences)
        for found in differences:
            sys.stderr.write(f"{found}\n{'written' if found.is_as_told else 'NOT written'}\n\n")
            left += not found.is_as_told
    return min(left, 1)


if __name__ == "__main__":
    raise SystemExit(main())
