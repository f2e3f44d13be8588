"""What a caller may say about the reports that are read. Built once and passed down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateline.errors import ConfigError


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Facts and limits for all reports of one reading. A fact that is given here goes before the file's own.

    published: the day of publication; publisher: the name of the outlet; language: an ISO 639-1 code.
    max_characters: the longest text that is read, in code points; a longer one is a failure. The default is about
        eighty thousand words, longer than any news report and short enough for the parser's memory.

    Raises:
        ConfigError: a language that is not two lower-case letters, an empty publisher, or a limit below 1.
    """

    published: date | None = None
    publisher: str | None = None
    language: str | None = None
    max_characters: int = 500_000

    def __post_init__(self) -> None:
        if self.language is not None and not re.fullmatch(r"[a-z]{2}", self.language):
            raise ConfigError(
                f"language {self.language!r} is no ISO 639-1 code; accepted are two lower-case letters such as 'en'. "
                "Leave the language out to have it detected."
            )
        if self.publisher is not None and not self.publisher.strip():
            raise ConfigError("the publisher is empty; give a name, or leave it out to take the file's own")
        if self.max_characters < 1:
            raise ConfigError(f"max_characters is {self.max_characters}; it must be 1 or more")
