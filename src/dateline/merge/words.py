"""Words of a text as merging compares them: content words, cut to stems.

What does not belong here: grammar (`parse`), and what words a happening is named by (`extract`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d,.:]*\d|\d")
_ENDS = ("ings", "ing", "ers", "er", "ed", "es", "s", "e")
_LEAST_STEM = 3
STOP = frozenset(
    "a an the of in on at to from into onto for with by and or as its his her their our my your was were is are "
    "be been being had has have having will would could can may might shall should must up out off down away over "
    "under not no that this these those it he she they we you i him them us me who whom which what when where why "
    "how there here than then so but if about after before during between against among through while because "
    "until since more most also just only some any all both each other another such same own very too now did do "
    "does doing says said say told tell tells according added".split()
)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The word in lower case without its ending: "bombings" and "bombed" both give "bomb"."""
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    for end in _ENDS:
        if word.endswith(end) and len(word) - len(end) >= _LEAST_STEM:
            word = word[: -len(end)]
            break
    if len(word) > _LEAST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return intern("y".join((word[:-1], "")) if len(word) > _LEAST_STEM and word.endswith("i") else word)


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, in order, as they stand."""
    return _WORD.findall(text)


def stems(text: str) -> tuple[str, ...]:
    """The stems of the content words of a text, in order, each once; of all its words where it has no content word."""
    words = words_of(text)
    content = [word for word in words if word.lower() not in STOP] or words
    return tuple(dict.fromkeys(stem(word) for word in content))
