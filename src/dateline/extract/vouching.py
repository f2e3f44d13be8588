"""Which source vouches for which happening, or disputes it: one log-linear judgement over relations and mentions.

A relation that covers a happening's words need not vouch for it: "the minister said that *the attack* would change
nothing" takes the attack for granted, "police said that *two men were shot*" is what the record rests on. And a source
may vouch from the sentence beside ("Two men were shot. Police said that ..."). Weights: ``lexicon/vouching.json``, made
by ``scripts/train_vouching.py``; each is the log of the factor by which a feature raises the odds.

What does not belong here: finding relations (`attribution`), and the voices that the record lists (`voices`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.errors import ConfigError
from dateline.extract.attribution import SPEECH_ACTS, Act, Attribution
from dateline.extract.gathering import content_words
from dateline.extract.happenings import Mention
from dateline.extract.status import find_status, load_status_words
from dateline.extract.weights import probability
from dateline.model import EventType, ParsedReport, Stance, Token

VOUCHING_FILE = "vouching.json"
_TELLING = frozenset({Act.SAY, Act.SHOW, Act.THINK})
_DISPUTING = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.CANNOT_VERIFY, Stance.RETRACTS})
_REACH = 1  # sentences between a mention and the cue of a relation that does not cover it
_LONGEST_PATH = 5
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "no", "any"})


@dataclass(frozen=True, slots=True)
class VouchingWeights:
    """The weights by feature, and the least probability of a voice."""

    features: Mapping[str, float]
    threshold: float


class Vouching:
    """The relations of one report, held against its happenings.

    mentions of a happening come with the clearest first; doers are the content words of its doers.
    """

    def __init__(self, report: ParsedReport, attributions: Sequence[Attribution]) -> None:
        self.report = report
        self.attributions = attributions
        self._words = load_status_words()
        from collections import Counter
        self._spoken = Counter(each.source.text for each in attributions if each.source is not None)
        self._passing = {each.via for each in attributions if each.via is not None}

    def voices(
        self, mentions: Sequence[Mention], event_type: EventType, doers: Collection[str], weights: VouchingWeights
    ) -> frozenset[int]:
        """Indexes of the relations that vouch for the happening or dispute it."""
        return frozenset(
            index
            for index, names in self.candidates(mentions, event_type, doers)
            if probability(weights.features, names) >= weights.threshold
        )

    def candidates(
        self, mentions: Sequence[Mention], event_type: EventType, doers: Collection[str]
    ) -> Iterator[tuple[int, list[str]]]:
        """The relations that could vouch for the happening, by index, with the features that hold."""
        sentences = {mention.token.sentence for mention in mentions}
        for index, each in enumerate(self.attributions):
            if each.source is None or each.cue is None or (each.negated and each.stance not in _DISPUTING):
                continue
            covered = [mention for mention in mentions if each.covers(mention.token.index)]
            near = each.cue_head is not None and any(
                -_REACH <= self.report.tokens[each.cue_head].sentence - sentence <= _REACH for sentence in sentences
            )
            if covered or near:
                yield index, list(self._features(index, mentions, covered, event_type, doers))

    def _features(
        self,
        index: int,
        mentions: Sequence[Mention],
        covered: Sequence[Mention],
        event_type: EventType,
        doers: Collection[str],
    ) -> Iterator[str]:
        each = self.attributions[index]
        is_doer = each.source is not None and bool(content_words(each.source.text) & set(doers))
        reach = "covers" if covered else "beside"
        yield "bias"
        yield reach
        yield f"act={each.act}:{reach}"
        yield f"stance={each.stance}:{reach}"
        yield f"kind={each.kind}"
        yield f"kind={each.kind}:{reach}"
        yield f"type={event_type}:{reach}"
        yield f"doer={is_doer}:{event_type in SPEECH_ACTS}:{reach}"
        yield f"doer={is_doer}:{each.act}:{reach}"
        if event_type in SPEECH_ACTS:
            yield f"speech:{reach}:{each.act}"
        yield from self._relation_features(index, each, reach)
        said = {o.source.text for o in self.attributions if o.source is not None and any(o.covers(m.token.index) for m in mentions)}
        yield f"rivals={min(len(said), 4)}:{reach}"
        yield f"speaks={min(self._spoken[each.source.text], 4)}:{reach}"
        yield f"mentions={min(len(mentions), 4)}:{reach}"
        plain = [m for m in mentions if not self._is_told(m)]
        pl = min(len(plain), 2)
        yield f"plain={pl}:{reach}:{each.kind}"
        yield f"plain={pl}:{reach}:{event_type}"
        st = find_status(self.report, mentions[0], self._words).status
        yield f"status={st}:{reach}:{event_type}"
        clear = mentions[0].token
        yield f"clear={self._position(clear)}:{reach}"
        yield f"clear-tag={clear.tag}:{reach}"
        yield f"clear-det={self._determiner(clear) if clear.pos!='VERB' else '-'}:{reach}"
        if covered:
            c = covered[0].token
            path = self._path(each, c)
            yield f"cp={path}:{pl}:{each.act}"
            yield f"cpt={path}:{c.tag}:{pl}"
            yield f"cpk={path}:{each.kind}"
            yield f"ckp={self._determiner(c) if c.pos!='VERB' else c.tag}:{path}:{pl}"
            yield f"dq={each.is_quoted}:{path}:{each.act}"
            yield f"dep={c.dep}:{path}"
            head = self.report.head(c)
            if head is not None:
                yield f"under={head.lemma.lower() if head.pos in ('VERB','ADP') else head.pos}:{c.pos}"
            yield f"order={sum(1 for m in mentions if m.token.index < c.index)}"
            yield f"tq={self.report.is_quoted(c.start, c.end)}:{each.kind}"
        if covered:
            yield from self._covered_features(each, mentions, covered)
        else:
            yield from self._beside_features(each, mentions)

    def _relation_features(self, index: int, each: Attribution, reach: str) -> Iterator[str]:
        yield f"quoted={each.is_quoted}:{reach}"
        yield f"in-quotation={each.in_quotation}:{reach}"
        if each.pronoun is not None:
            yield f"pronoun:{reach}"
        if each.via is not None:
            yield f"passed-on:{reach}"
        if index in self._passing:
            yield f"passes-on:{reach}"
        if each.cue_head is not None:
            head = self.report.tokens[each.cue_head]
            yield f"cue={head.lemma.lower()}:{reach}"
            yield f"cue-tag={head.tag}:{reach}"
            yield f"at={self._position(head)}:{reach}"
        else:
            yield f"cue=mark:{reach}"
        if each.source_head is not None:
            source = self.report.tokens[each.source_head]
            yield f"source={source.entity or source.pos}:{reach}"

    def _position(self, token: Token) -> str:
        sentence = self.report.sentences[token.sentence]
        return "title" if sentence.in_title else "lead" if sentence.paragraph <= 1 else "body"

    def _covered_features(
        self, each: Attribution, mentions: Sequence[Mention], covered: Sequence[Mention]
    ) -> Iterator[str]:
        clearest = covered[0]
        yield f"clearest={clearest is mentions[0]}"
        yield f"covered={min(len(covered), 3)}of{min(len(mentions), 4)}"
        first = min(mentions, key=lambda mention: mention.token.index)
        yield f"first={each.covers(first.token.index)}"
        plain = [m for m in mentions if not self._is_told(m)]
        yield f"plain={min(len(plain), 2)}:{clearest is mentions[0]}"
        token = clearest.token
        yield f"path={self._path(each, token)}"
        yield f"path={self._path(each, token)}:{token.pos}"
        yield f"mention={token.tag}"
        yield f"mention={token.pos}:{token.dep}"
        if token.pos != "VERB":
            yield f"determiner={self._determiner(token)}"
        yield f"status={find_status(self.report, clearest, self._words).status}"
        inner = [o for o in self.attributions if o is not each and o.covers(token.index) and o.length < each.length]
        yield f"inner={min(len(inner), 2)}"
        if any(other.source is not None and other.act in _TELLING for other in inner):
            yield "inner-telling"
        yield f"length={min(each.length // 10, 6)}"

    def _is_told(self, mention: Mention) -> bool:
        return any(each.covers(mention.token.index) and each.act in _TELLING for each in self.attributions)

    def _determiner(self, noun: Token) -> str:
        for child in self.report.children(noun):
            if child.dep in ("det", "poss", "nummod"):
                return child.lower if child.lower in _DETERMINERS else child.dep
        return "-"

    def _path(self, each: Attribution, token: Token) -> str:
        """How far below the cue the mention hangs, and by which edge its clause hangs on it."""
        steps = 0
        for ancestor in (token, *self.report.ancestors(token)):
            if ancestor.index == each.cue_head:
                return str(min(steps, _LONGEST_PATH))
            steps += 1
        head = None if each.cue_head is None else self.report.tokens[each.cue_head]
        return "above" if head is not None and head.sentence == token.sentence else "apart"

    def _beside_features(self, each: Attribution, mentions: Sequence[Mention]) -> Iterator[str]:
        """What a relation that covers no mention shares with the happening."""
        assert each.cue_head is not None
        cue = self.report.tokens[each.cue_head]
        nearest = min(mentions, key=lambda mention: (abs(mention.token.sentence - cue.sentence), mention.token.index))
        offset = cue.sentence - nearest.token.sentence
        yield f"offset={offset}"
        yield f"offset={offset}:{nearest is mentions[0]}"
        yield f"mentions={min(len(mentions), 3)}"
        inside = {self.report.tokens[i].lemma.lower() for first, last in each.content for i in range(first, last)}
        if any(mention.token.lemma.lower() in inside for mention in mentions):
            yield "same-word"
        if nearest.token.sentence == cue.sentence:
            yield f"beside:{nearest.token.index < cue.index}:{self._path(each, nearest.token)}"
        yield f"told={self._is_told(nearest)}"
        if each.source_head is not None and nearest.token.sentence == cue.sentence:
            yield f"same-sentence:{each.kind}"


@cache
def load_vouching_weights() -> VouchingWeights:
    """The weights that ship with the package, read once.

    Raises:
        ConfigError: the file lacks a part.
    """
    data = json.loads((files("dateline.extract.lexicon") / VOUCHING_FILE).read_text(encoding="utf-8"))
    if missing := [repr(part) for part in ("features", "threshold") if part not in data]:
        raise ConfigError(
            f"lexicon/{VOUCHING_FILE} is of another version: it lacks {', '.join(missing)}; accepted is a file with "
            "'features' and 'threshold'. Make it with scripts/train_vouching.py, or install dateline again."
        )
    return VouchingWeights(data["features"], data["threshold"])
