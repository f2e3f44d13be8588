"""What one mention tells, in words: its participants with pronouns replaced by the clearest earlier mention."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract import phrases
from dateline.extract.coreference import Antecedents
from dateline.extract.gathering import Filling, Told
from dateline.extract.happenings import Mention
from dateline.extract.lexicon import Lexicon
from dateline.extract.participants import find_participants
from dateline.extract.roles import Scene, fill_roles, kind_of
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
            evidence = role_words(report, role, filler.head, antecedents)
            if evidence:
                is_person = kind_of(seen, filler.head) == "PERSON"
                found.setdefault(evidence[0].text, Filling(evidence, filler.probability, is_person))
        return tuple(found.values())

    return Told(
        mention,
        actor=fillings("actor"),
        recipient=fillings("recipient"),
        object=fillings("object"),
        means=fillings("means"),
        place=fillings("place"),
        time=fillings("time"),
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


def role_words(report: ParsedReport, role: str, head: Token, antecedents: Antecedents) -> tuple[Span, ...]:
    """The evidence for the filler of ``role`` whose phrase ``head`` heads; () if it is not known what stands there."""
    if role == "place":
        return (phrases.place_words(report, head),)
    if role == "time":
        return (phrases.time_words(report, head),)
    return participant_words(report, head, antecedents)


def participant_words(report: ParsedReport, head: Token, antecedents: Antecedents) -> tuple[Span, ...]:
    """The evidence for a participant: its words, and where they stand for a clearer earlier mention, that one first.

    A pronoun whose antecedent is not known gives ().
    """
    is_pronoun = head.pos == "PRON" or head.lower in _RELATIVE
    clearer = antecedents.of(head)
    if clearer is None:
        return () if is_pronoun else (phrases.noun_words(report, head),)
    words = report.span(report.tokens[clearer[0]], report.tokens[clearer[1] - 1])
    if is_pronoun:
        return (words, report.span(head, head))
    own = phrases.noun_words(report, head)
    return (words, own) if len(words.text) > len(own.text) else (own,)
