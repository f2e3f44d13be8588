r"""From bytes to frozen reports: files and folders in; clean text, its facts and its dateline out.

One module per kind of file (`text`, `html`, `articles`); `detect` says which kind a file is, `decode` turns its bytes
into characters, `build` makes the report. Every way of going wrong is a `Failure` that is yielded beside the reports.

What the text of a report is: the characters of the file, with three changes and no other. Line breaks become ``\n``; a
byte order mark at the front is dropped; NUL and lone surrogates, which no database keeps, become U+FFFD, one for one.
An article with a title becomes ``title + "\n" + text``, line breaks inside the title turned to spaces.

What does not belong here: sentences and grammar (`parse`), what the words mean (`extract`, `resolve`), fetching.
"""

from dateline.read.dateline import parse_dateline
from dateline.read.language import detect_language
from dateline.read.options import ReadOptions
from dateline.read.paths import FileReader, count_files, read_bytes, read_paths

__all__ = [
    "FileReader",
    "ReadOptions",
    "count_files",
    "detect_language",
    "parse_dateline",
    "read_bytes",
    "read_paths",
]
