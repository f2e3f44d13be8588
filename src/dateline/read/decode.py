"""Bytes to characters. The encoding is told by the bytes, never by this machine's locale.

In this order: a byte order mark; UTF-8; what the file itself declares; Windows-1252 (which holds Latin-1's letters)
where that reads as a Western text; else what charset-normalizer finds, where there is enough to go by. Damaged UTF-8
and data that is no text are errors that name the byte.
"""

from __future__ import annotations

import codecs
import re

from dateline.read.source import Source

_KINDS = "plain text, HTML, JSON, JSONL and CSV"
_SIGNATURES = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "a sound, film or image file",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
}
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN_NAMES = frozenset({"utf-8", "ascii", "iso8859-1", "iso8859-15", "cp1252"})
_PAGE_ENCODINGS = ("utf-8", "ascii", "iso", "cp", "koi8", "gb", "big5", "euc", "shift_jis", "mac-", "tis", "hz")
_CONTROL = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b"))

# Characters outside ASCII that Western European text in Windows-1252 holds. Left out: those that appear when UTF-8 is
# torn or another code page is misread (ÿ, ¹, ³, ‚, ƒ, ¦, ...).
_WESTERN = frozenset(map(chr, range(0xC0, 0xFF))) - set("×÷") | set("ŠšŽžŒœß“”‘’„–—…•«»€£§°©®™¡¿·½¼¾ªº\xa0")
# Above this share of letters outside ASCII, single-byte text is Cyrillic, Greek, Arabic or Hebrew, not Western.
_MOST_ACCENTED = 0.25
# Fewer bytes outside ASCII than this do not tell one code page from another.
_FEWEST_HIGH_BYTES = 8
# Asked about already, by `_is_western`.
_WESTERN_PAGES = ("cp1252", "latin_1", "iso8859_15")
# A sign that is no letter inside a word ("W³adze") shows a misread code page.
_TORN_WORD = re.compile(r"[^\W\d_][\xa1-\xac\xae-\xb6\xb8-\xbf\xd7\xf7\u02d8-\u02dd][^\W\d_]")
_ESCAPED = re.compile("[\udc80-\udcff]")


def decode(data: bytes, source: Source, declared: str | None = None) -> str:
    """The characters of ``data``, a byte order mark left out.

    declared: the encoding that the data names itself, where it does (HTML); an unknown name counts as none.

    Raises:
        ReportError: the data is binary, damaged, or in an encoding that cannot be told.
    """
    encoding = find_encoding(data, source, declared)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise source.error(_broken(error.start, data, encoding)) from error


def find_encoding(data: bytes, source: Source, declared: str | None = None, *, is_sample: bool = False) -> str:
    """The name of the codec that ``data`` is in.

    is_sample: the data is the beginning of something longer. Its last, perhaps torn, line is then left out of account,
        and damaged UTF-8 is still called UTF-8: the reader of lines tells the damaged ones.

    Raises:
        ReportError: as for `decode`.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    _refuse_binary(data, source)
    if is_sample:
        data = data[: data.rfind(b"\n") + 1] or data
    known = _codec_name(declared)
    if known is not None and known not in _WESTERN_NAMES and _reads_as(data, known):
        return known
    if _reads_as(data, "utf-8"):
        return "utf-8"
    if not _is_torn_utf8(data):
        found = _legacy_encoding(data)
        if found is not None:
            return found
    if is_sample:
        return "utf-8"
    raise source.error(_broken(_first_bad_byte(data), data, "utf-8"))


def first_undecoded(text: str) -> int | None:
    """Where the first byte stands that ``surrogateescape`` let through undecoded, as an index into ``text``."""
    match = _ESCAPED.search(text)
    return match.start() if match else None


def _refuse_binary(data: bytes, source: Source) -> None:
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise source.error(
                f"byte 0 begins {kind}, which is not read; accepted are {_KINDS}. "
                "Leave the file out, or save its text as UTF-8."
            )
    nul = data.find(b"\0")
    if nul >= 0:
        sample = data[:2000]
        is_wide = max(sample[::2].count(0), sample[1::2].count(0)) > 0.3 * len(sample) / 2
        hint = "it looks like UTF-16 without a byte order mark" if is_wide else "it is binary data"
        raise source.error(
            f"byte 0x00 at offset {nul} is not text, {hint}; accepted are {_KINDS} in UTF-8, or in UTF-16 with a byte "
            "order mark. Save the text as UTF-8, or leave the file out."
        )


def _codec_name(declared: str | None) -> str | None:
    """Python's name for a declared encoding of web pages, or None for what is none (such as "unicode_escape")."""
    try:
        name = codecs.lookup((declared or "").strip()).name
    except (LookupError, ValueError):
        return None
    return name if name.startswith(_PAGE_ENCODINGS) else None


def _reads_as(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True


def _is_torn_utf8(data: bytes) -> bool:
    """Whether data that is not valid UTF-8 was meant to be: it holds whole characters of it, or ends inside one."""
    escaped = data.decode("utf-8", "surrogateescape")
    if any(char > "\x7f" and not "\udc80" <= char <= "\udcff" for char in escaped):
        return True
    return re.search(rb"(?:[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2})\Z", data) is not None


def _legacy_encoding(data: bytes) -> str | None:
    if len(data.translate(None, _CONTROL)) < 0.99 * len(data):
        return None
    if _is_western(data):
        return "cp1252"
    if sum(byte > 0x7F for byte in data[:100_000]) < _FEWEST_HIGH_BYTES:
        return None
    from charset_normalizer import from_bytes  # noqa: PLC0415 - needed for the rare file only

    best = from_bytes(data[:100_000], cp_exclusion=list(_WESTERN_PAGES)).best()
    if best is None or not _reads_as(data, best.encoding) or _TORN_WORD.search(data.decode(best.encoding)):
        return None
    return best.encoding


def _is_western(data: bytes) -> bool:
    """Whether the data reads as Western European text in Windows-1252.

    charset-normalizer 3.5 takes a short English text with one Spanish name for Central European and turns "ñ" to "ń";
    that is why this question is asked first.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    if (
        not {char for char in text if char > "\x7f"} <= _WESTERN
        or re.search(r"[a-z][À-ÖØ-Þ]", text)
        or _TORN_WORD.search(text)
    ):
        return False
    letters = [char for char in text if char.isalpha()]
    return sum(char > "\x7f" for char in letters) <= _MOST_ACCENTED * len(letters)


def _first_bad_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _broken(offset: int, data: bytes, encoding: str) -> str:
    line = data.count(b"\n", 0, offset) + 1
    return (
        f"byte 0x{data[offset]:02x} at offset {offset} (line {line}) is not valid {encoding.upper()}; accepted are "
        "UTF-8, UTF-16 with a byte order mark, and Latin-1 or Windows-1252 throughout. Save the file again as UTF-8."
    )
