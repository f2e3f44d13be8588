"""What one mention tells, in words: the phrases that fill its roles, pronouns replaced by the clearest earlier mention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.extract.gathering import Filling, Told
from dateline.extract.happenings import Mention
from dateline.extract.network import Candidate, Reading

ROLES = ("actor", "recipient", "object", "means", "place", "time")


def tell(reading: Reading, mention: Mention, each: Sequence[Candidate], threshold: float) -> Told:
    """What ``mention`` tells. each: the phrases of the report; threshold: the least probability of a filler."""
    filled: dict[str, dict[str, Filling]] = {role: {} for role in ROLES}
    shares = reading.roles(mention.token, mention.type, each)
    for candidate, probabilities in sorted(shares, key=lambda share: share[0].head.index):
        for role in ROLES:
            if probabilities[role] >= threshold:
                _fill(filled[role], candidate, role, probabilities)
    return Told(
        mention,
        **{role: tuple(sorted(found.values(), key=lambda filling: -filling.probability)) for role, found in filled.items()},
        probability=mention.probability,
    )


def _fill(found: dict[str, Filling], candidate: Candidate, role: str, probabilities: Mapping[str, float]) -> None:
    """Add the candidate; of equal wordings the likelier stays."""
    words = candidate.place if role == "place" else candidate.words
    is_person = candidate.head.entity == "PERSON"
    filling = Filling(words, probabilities[role], is_person)
    if filling.text not in found or filling.probability > found[filling.text].probability:
        found[filling.text] = filling
