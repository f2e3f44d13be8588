"""Spellings: what makes two names the same, and the short forms of the names of units.

What does not belong here: the names themselves (`sources`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_MARKS = re.compile(r"[’‘'`ʼʿʾ.]")
_SAME = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "twp": "township", "&": "and"}
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae"})
_UNIT = (
    "province|governorate|region|district|oblast|state|department|prefecture|county|parish|municipality|krai|"
    "republic|division|autonomous region|autonomous oblast|voivodeship|canton|emirate|borough|city|sheng|shi"
)
_BEHIND = re.compile(rf" (?:{_UNIT})$", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:state|province|region|governorate|county|city and county|municipality|department|departamento|provincia|"
    r"estado|região|regione|région|muhafazat|muḩāfaz̧at|wilaya|wilayat) (?:of |de |del |do |da |di |du |d['’])?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:al|ash|ar|as|an|ad|at|az)[- ](?=\w{3})", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """``name`` without case, accents, apostrophes and points; hyphens become blanks, "Saint" and "St." are the same."""
    plain = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    words = _MARKS.sub("", letters).replace("-", " ").replace("–", " ").casefold().split()
    return " ".join(_SAME.get(word, word) for word in words)


def short_forms(name: str) -> Iterator[str]:
    """The name of an administrative unit without the word for the unit, and without an Arabic article."""
    bare = re.sub(r"\s*[\[(].*?[\])]|, .*$", "", name)
    forms = {bare, _BEHIND.sub("", bare), _BEFORE.sub("", bare)}
    forms |= {_ARTICLE.sub("", form) for form in forms}
    yield from sorted(form for form in forms if len(form) > 2 and form != name)


def is_plain_latin(name: str) -> bool:
    """Whether an alternate name can stand in an English report: Latin letters, and no code such as "PAR"."""
    return (
        len(name) > 3
        and name.isprintable()
        and not name.isupper()
        and not name.islower()
        and all(ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00 or not char.isalpha() for char in name)
    )
