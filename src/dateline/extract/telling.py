"""What one mention tells, in words: its participants with pronouns replaced by the clearest earlier mention."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract import phrases
from dateline.extract.coreference import Antecedents
from dateline.extract.gathering import Filling, Told
from dateline.extract.happenings import Mention
from dateline.extract.lexicon import Lexicon
from dateline.extract.participants import find_participants
from dateline.extract.roles import Scene, fill_roles
from dateline.extract.weights import Weights
from dateline.model import ParsedReport, Span, Token

_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})


def tell(
    report: ParsedReport,
    mention: Mention,
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    antecedents: Antecedents,
    weights: Weights,
    probability: float,
) -> Told:
    """What ``mention``, one of ``mentions``, tells, with the ``probability`` that it names a record."""
    seen = scene(report, mention, mentions, lexicon, antecedents)
    filled = fill_roles(seen, weights)

    def fillings(role: str) -> tuple[Filling, ...]:
        found: dict[str, Filling] = {}
        for filler in filled[role]:
            if role == "place":
                evidence: tuple[Span, ...] = (phrases.place_words(report, filler.head),)
            else:
                evidence = participant_words(report, filler.head, antecedents)
            if evidence:
                found.setdefault(evidence[0].text, Filling(evidence, filler.probability))
        return tuple(found.values())

    return Told(
        mention,
        actor=fillings("actor"),
        recipient=fillings("recipient"),
        object=fillings("object"),
        means=fillings("means"),
        place=fillings("place"),
        time=tuple(Filling((phrases.time_words(report, name),)) for name in seen.ruled.time),
        probability=probability,
    )


def scene(
    report: ParsedReport,
    mention: Mention,
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    antecedents: Antecedents,
) -> Scene:
    """The sentence of ``mention`` with the other ``mentions`` in it and the grammar's own reading."""
    others = (m for m in mentions if m.token.sentence == mention.token.sentence and m is not mention)
    return Scene(report, mention, tuple(others), find_participants(report, mention, lexicon), antecedents, lexicon)


def participant_words(report: ParsedReport, head: Token, antecedents: Antecedents) -> tuple[Span, ...]:
    """The evidence for a participant: its words, and where they stand for a clearer earlier mention, that one first.

    A pronoun whose antecedent is not known gives ().
    """
    is_pronoun = head.pos == "PRON" or head.lower in _RELATIVE
    clearer = antecedents.of(head)
    own = () if is_pronoun and clearer is None else (phrases.noun_words(report, head),)
    if clearer is None:
        return own
    words = report.span(report.tokens[clearer[0]], report.tokens[clearer[1] - 1])
    return (words, report.span(head, head)) if is_pronoun else (words, *own)
