"""A relation while it is being found."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.extract.attribution.lexicon import Cue
from dateline.extract.sources import SourcePhrase
from dateline.model import Stance, Token


@dataclass(slots=True, eq=False)
class Draft:
    """A relation while it is being found; the words mean what they mean in `relation.Attribution`.

    at: index of the token where the relation stands, its cue's head as a rule. said_by: the words of the source as
    they stand there; phrase: its clearest words; pronoun: the pronoun in its place. outer: the relation that passes
    this one on.
    """

    cue: Cue
    at: int
    cue_tokens: tuple[Token, Token] | None
    cue_head: Token | None
    source_head: Token | None
    content: set[int] = field(default_factory=set)
    negated: bool = False
    stance: Stance = Stance.ASSERTS
    said_by: SourcePhrase | None = None
    phrase: SourcePhrase | None = None
    pronoun: SourcePhrase | None = None
    outer: Draft | None = None
    is_quoted: bool = False
