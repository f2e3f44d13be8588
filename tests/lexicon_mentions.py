"""Mentions and tellings for tests of what comes after the network: those that the lexicon alone would give."""

from __future__ import annotations

from dateline.extract.coreference import find_antecedents
from dateline.extract.gathering import Told
from dateline.extract.happenings import Mention, context_mode, find_matches, lexicon_types, with_causes
from dateline.extract.lexicon import Lexicon, load_lexicon
from dateline.extract.network import Reading, candidates, load_network
from dateline.extract.telling import tell
from dateline.model import ParsedReport


def mentions_of(report: ParsedReport, lexicon: Lexicon | None = None) -> list[Mention]:
    """The words that the lexicon knows, as mentions with its types and modes."""
    lexicon = lexicon or load_lexicon()
    found = []
    for match in find_matches(report, lexicon):
        mode, teller = match.entry.mode, None
        if mode is None:
            mode, teller = context_mode(report, match.token, match.entry.type, lexicon)
        words = match.words if teller is None else report.span(teller, teller)
        found.append(Mention(match.token, match.entry.type, match.words, mode, words))
    return with_causes(report, found)


def reading_of(report: ParsedReport) -> Reading:
    """What the network that ships says of ``report``."""
    return load_network().read(report, lexicon_types(report, load_lexicon()))


def told_of(report: ParsedReport, mention: Mention) -> Told:
    """What ``mention`` tells, by the network that ships."""
    return tell(reading_of(report), mention, candidates(report, find_antecedents(report)), load_network().thresholds)
