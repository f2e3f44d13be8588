"""The built-in coder: a small learned reader, with grammar and lexicon.

The way of a report through it: `network` (reads the words) → `happenings` (which words name a happening worth a record)
→ `telling` (who took part, in words; `coreference` for pronouns) → `gathering` (one happening from several mentions) →
`dating` (which words date it) → `attribution`, `casualties`, `status`, `responsibility` → `assembly` (claims with
their evidence).
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from dateline.errors import RunError
from dateline.extract.assembly import Found, assemble, main_happenings
from dateline.extract.attribution import Attribution, find_attributions, load_attribution_lexicon
from dateline.extract.casualties import CasualtyFigure, find_casualties, load_casualty_lexicon
from dateline.extract.coreference import find_antecedents
from dateline.extract.dating import Choice, Dating, occasion
from dateline.extract.gathering import Happening, gather
from dateline.extract.happenings import find_mentions, lexicon_types
from dateline.extract.lexicon import data_hash, load_lexicon
from dateline.extract.network import Network, Reading, candidates, load_network
from dateline.extract.status import load_status_words
from dateline.extract.telling import tell
from dateline.extract.tolls import Bearer, share_out
from dateline.model import Coding, Failure, Maker, ParsedReport, settings_hash

VERSION = "2"


class BuiltinCoder:
    """Codes parsed reports into records. Lexicon and weights are read on first use.

    least_confidence: the least probability of a record; None takes the one chosen in training.
    network: another network than the one that ships with the package; its hash is part of the maker.
    """

    def __init__(self, least_confidence: float | None = None, network: Network | None = None) -> None:
        self.least_confidence = least_confidence
        self._given = network

    @cached_property
    def network(self) -> Network:
        """The network that reads the words."""
        return self._given or load_network()

    @cached_property
    def maker(self) -> Maker:
        """Name, version, and the hash of the threshold, of the lexicon's data and of the network."""
        settings = {"lexicon": data_hash(), "threshold": self.least_confidence, "network": self.network.hash}
        return Maker("builtin-coder", VERSION, settings_hash(settings))

    def extract(self, reports: Iterable[ParsedReport]) -> Iterator[Coding | Failure]:
        """Yield exactly one outcome per report, in input order."""
        for report in reports:
            try:
                yield self._code(report)
            except RunError:
                raise  # no report can be coded
            except Exception as error:  # the edge of the stage: any crash becomes a listed failure
                origin, report_id = report.report.origin, report.report.id
                message = f"the built-in coder failed with {type(error).__name__}: {error}"
                yield Failure(origin, "extract", message, report_id, traceback.format_exc())

    def _code(self, report: ParsedReport) -> Coding:
        reading = self.network.read(report, lexicon_types(report, load_lexicon()))
        dating = Dating(report, reading)
        happenings = self._happenings(report, reading, dating)
        found = Found(
            report,
            _spoken(report, find_attributions(report, load_attribution_lexicon()), happenings),
            load_status_words(),
            self.maker,
        )
        main = main_happenings(report, happenings)
        dated = _dated(report, dating, happenings)
        tolls = _tolls(report, happenings)
        records = tuple(
            assemble(found, each, choice, toll, is_main=is_main)
            for each, choice, toll, is_main in zip(happenings, dated, tolls, main, strict=True)
        )
        return Coding(report.report.id, self.maker, records)

    def _happenings(self, report: ParsedReport, reading: Reading, dating: Dating) -> list[Happening]:
        lexicon, least = load_lexicon(), self.network.thresholds
        threshold = least["record"] if self.least_confidence is None else self.least_confidence
        each = candidates(report, find_antecedents(report))
        mentions = find_mentions(report, reading, lexicon, min(threshold, least["mention"]))
        tellings = [tell(reading, mention, each, least) for mention in mentions]
        gathered = gather(report, reading, dating, tellings, least["join"])
        return [happening for happening in gathered if happening.probability >= threshold]


def _dated(report: ParsedReport, dating: Dating, happenings: list[Happening]) -> list[Choice | None]:
    """The words that date each happening, or None."""
    return [dating.choose(occasion(report, [told.mention for told in each.by_clarity])) for each in happenings]


def _tolls(report: ParsedReport, happenings: list[Happening]) -> list[list[CasualtyFigure]]:
    """The casualty figures of each happening."""
    bearers = [Bearer(each.type, tuple(told.mention.token for told in each.told)) for each in happenings]
    return share_out(report, bearers, find_casualties(report, load_casualty_lexicon()))


def _spoken(
    report: ParsedReport, attributions: tuple[Attribution, ...], happenings: list[Happening]
) -> tuple[Attribution, ...]:
    """The relations as they are, without the sources that are happenings themselves ("the attack echoes ...")."""
    named = {told.mention.token.start for happening in happenings for told in happening.told}
    heads = {attribution.source_head for attribution in attributions}
    happened = {index for index in heads if index is not None and report.tokens[index].start in named}
    return tuple(replace(a, source=None, cue=None) if a.source_head in happened else a for a in attributions)
