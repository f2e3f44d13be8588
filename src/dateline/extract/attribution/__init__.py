"""Who in a report vouches for what: attribution relations of source, cue and content.

The way of a report through it: `tables` (its grammar as lists) → `cue_heads` (which words head a cue) → `chain` (which
words are source, cue and content of each) → `constructions` (what the lexicon and the layout tell: responsibility,
hedges, headlines, transcripts) → `sources` of `extract` (who speaks, of what kind) → `finder` (relations and who passes
on whom).
What does not belong here: which happening a relation bears on (the caller asks `voices_for` and `vouches`).
"""

from dateline.extract.attribution.finder import find_attributions
from dateline.extract.attribution.lexicon import (
    AttributionLexicon,
    Cue,
    load_attribution_lexicon,
    read_attribution_lexicon,
)
from dateline.extract.attribution.relation import (
    SPEECH_ACTS,
    Act,
    Attribution,
    stance_towards,
    voices_for,
    vouches,
)
from dateline.extract.attribution.weights import AttributionWeights, load_attribution_weights

__all__ = [
    "SPEECH_ACTS",
    "Act",
    "Attribution",
    "AttributionLexicon",
    "AttributionWeights",
    "Cue",
    "find_attributions",
    "load_attribution_lexicon",
    "load_attribution_weights",
    "read_attribution_lexicon",
    "stance_towards",
    "voices_for",
    "vouches",
]
