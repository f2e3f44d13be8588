"""What one mention tells, in words: the phrases that fill its roles, pronouns replaced by what they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline.extract.gathering import Filling, Told
from dateline.extract.happenings import Mention
from dateline.extract.network import Candidate, Reading

ROLES = ("actor", "recipient", "object", "means", "place", "time")


def tell(reading: Reading, mention: Mention, each: Sequence[Candidate], least: Mapping[str, float]) -> Told:
    """What ``mention`` tells. each: the phrases of the report; least: the least probabilities of "role" and "source".

    A role that is filled within the mention's sentence is not filled from others beside it.
    """
    shares = reading.roles(mention.token, mention.type, each)
    filled: dict[str, tuple[Filling, ...]] = {}
    for role in ROLES:
        likely = [(candidate, share[role]) for candidate, share in shares if share[role] >= least["role"]]
        own = [filler for filler in likely if filler[0].head.sentence == mention.token.sentence]
        found: dict[str, Filling] = {}
        for candidate, probability in own or likely:
            _fill(found, candidate, role, probability)
        filled[role] = _likeliest_first(found.values())
    sources = (Filling(c.words, share["source"]) for c, share in shares if share["source"] >= least["source"])
    return Told(mention, **filled, probability=mention.probability, sources=_likeliest_first(sources))


def _likeliest_first(fillings: Iterable[Filling]) -> tuple[Filling, ...]:
    return tuple(sorted(fillings, key=lambda filling: -filling.probability))


def _fill(found: dict[str, Filling], candidate: Candidate, role: str, probability: float) -> None:
    """Add the candidate; of equal wordings the likelier stays."""
    words = candidate.place if role == "place" else candidate.words
    is_person = candidate.head.entity == "PERSON"
    filling = Filling(words, probability, is_person)
    if filling.text not in found or filling.probability > found[filling.text].probability:
        found[filling.text] = filling
