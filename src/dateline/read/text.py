"""One plain text file, one report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model import Report
from dateline.read.build import Draft, build_report
from dateline.read.clean import clean_text
from dateline.read.dateline import begins_with_dateline
from dateline.read.decode import decode
from dateline.read.options import ReadOptions
from dateline.read.source import Source

# No encoding that is read takes more bytes than this for one character.
_MOST_BYTES_A_CHARACTER = 4
_LONGEST_TITLE = 200


def read_text(source: Source, options: ReadOptions) -> Iterator[Report]:
    """Yield the one report of a plain text file. Its text is the file's, so offsets match the source.

    Raises:
        ReportError: the file is too long, empty or not decodable.
    """
    most = options.max_characters * _MOST_BYTES_A_CHARACTER
    advice = f"A text may have {options.max_characters:,} characters; split it into its reports, or give them as JSONL."
    text = clean_text(decode(source.read_all(most, advice), source))
    yield build_report(Draft(source.origin, body=text, title_end=find_title_end(text)), options)


def find_title_end(text: str) -> int:
    """The offset of the line break after the title of a plain text, or 0 where it has none.

    The first line is the title when it has at most 200 characters, does not end as a sentence does and does not begin
    with a dateline, and either a blank line follows, or a line that begins with a dateline.
    """
    first, _, rest = text.partition("\n")
    if not first.strip() or not rest.strip() or len(first) > _LONGEST_TITLE:
        return 0
    if re.search(r"[.!?:;,…][\"'”’)]*\s*$", first) or begins_with_dateline(text):
        return 0
    following = rest.partition("\n")[0]
    return len(first) if not following.strip() or begins_with_dateline(rest.lstrip()) else 0
