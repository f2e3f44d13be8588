"""Which language a text is in, told offline by py3langid (reasons and figures: docs/decisions/0002)."""

from __future__ import annotations

from functools import cache
from typing import Any

# Measured on 4,000 single English sentences of news: from 40 letters and 0.8 on, none was taken for another language,
# and 89 % or more were told. Below, names alone decide ("Zulu" for a line of African names). Whole articles: 1.00.
_FEWEST_LETTERS = 40
_SUREST_BELOW = 0.8
_ENOUGH_CHARACTERS = 10_000
_TO_ISO_639_1 = {
    **dict.fromkeys(("ary", "arz"), "ar"),
    **dict.fromkeys(("wuu", "yue"), "zh"),
    **{"fuv": "ff", "gug": "gn", "kik": "ki", "sdh": "ku", "uzs": "uz"},
}


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of ``text``, or None where it is too short or too mixed to tell.

    Looks at the first 10,000 characters. A language without an ISO 639-1 code is None, too.
    """
    sample = text[:_ENOUGH_CHARACTERS]
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return None
    label, probability = _identifier().classify(sample)
    code = _TO_ISO_639_1.get(label, label)
    return code if probability >= _SUREST_BELOW and len(code) == 2 else None


@cache
def _identifier() -> Any:
    # Half a second to load: nothing is loaded before the first report without a language.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
