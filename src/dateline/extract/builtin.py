"""The built-in coder: grammar and lexicon, with small learned weights that choose and join.

The way of a report through it: `happenings` (which words name a happening) → `salience` (is it worth a record) →
`telling` (who took part, in words; `coreference` for pronouns) → `gathering` (one happening from several mentions) →
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
from dateline.extract.casualties import find_casualties, load_casualty_lexicon
from dateline.extract.coreference import find_antecedents
from dateline.extract.dating import Choice, Dating, load_dating_weights, occasion
from dateline.extract.gathering import Happening, gather
from dateline.extract.happenings import find_mentions
from dateline.extract.lexicon import data_hash, load_lexicon
from dateline.extract.salience import salience
from dateline.extract.status import load_status_words
from dateline.extract.telling import tell
from dateline.extract.weights import Weights, load_weights
from dateline.model import Coding, Failure, Maker, ParsedReport, settings_hash

VERSION = "1"


class BuiltinCoder:
    """Codes parsed reports into records. Lexicon and weights are read on first use.

    threshold: the least probability of a record; None takes the one chosen in training.
    weights: other weights than those that ship with the package; their values are part of the maker.
    """

    def __init__(self, threshold: float | None = None, weights: Weights | None = None) -> None:
        self.threshold = threshold
        self.weights = weights

    @cached_property
    def maker(self) -> Maker:
        """Name, version, and the hash of the threshold and of the lexicon's data, the weights included."""
        settings = {"lexicon": data_hash(), "threshold": self.threshold, "weights": self.weights}
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
        happenings = self._happenings(report)
        found = Found(
            report,
            _spoken(report, find_attributions(report, load_attribution_lexicon()), happenings),
            find_casualties(report, load_casualty_lexicon()),
            load_status_words(),
            self.maker,
        )
        main = main_happenings(report, happenings)
        dated = _dated(report, happenings)
        records = tuple(
            assemble(found, each, choice, is_main=is_main)
            for each, choice, is_main in zip(happenings, dated, main, strict=True)
        )
        return Coding(report.report.id, self.maker, records)

    def _happenings(self, report: ParsedReport) -> list[Happening]:
        lexicon, weights = load_lexicon(), self.weights or load_weights()
        threshold = weights.threshold if self.threshold is None else self.threshold
        antecedents = find_antecedents(report)
        mentions = find_mentions(report, lexicon)
        tellings = []
        for index, mention in enumerate(mentions):
            likely = salience(report, mention, lexicon, mentions[:index], weights)
            if likely >= threshold:
                tellings.append(tell(report, mention, mentions, lexicon, antecedents, weights, likely))
        return gather(report, tellings, weights)


def _dated(report: ParsedReport, happenings: list[Happening]) -> list[Choice | None]:
    """The words that date each happening, or None."""
    occasions = [occasion(report, [told.mention for told in each.by_clarity]) for each in happenings]
    dating, weights = Dating(report, occasions), load_dating_weights()
    return [dating.choose(number, weights) for number in range(len(occasions))]


def _spoken(
    report: ParsedReport, attributions: tuple[Attribution, ...], happenings: list[Happening]
) -> tuple[Attribution, ...]:
    """The relations as they are, without the sources that are happenings themselves ("the attack echoes ...")."""
    named = {told.mention.token.start for happening in happenings for told in happening.told}
    heads = {attribution.source_head for attribution in attributions}
    happened = {index for index in heads if index is not None and report.tokens[index].start in named}
    return tuple(replace(a, source=None, cue=None) if a.source_head in happened else a for a in attributions)
