"""From coded texts to the numbers that the network learns from.

A gold coding names its words as strings; here they are found again in the text: a trigger's occurrences become
mentions, and of the phrases that share half their content words with an argument the nearest and fullest fills the
role. Where it is not certain which occurrence is meant, the label is left out rather than guessed.
"""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from dateline.errors import RunError
from dateline.extract.coreference import find_antecedents
from dateline.extract.gathering import content_words
from dateline.extract.happenings import lexicon_types
from dateline.extract.lexicon import load_lexicon
from dateline.extract.network.candidates import Candidate, candidates
from dateline.extract.network.features import TYPES, Vocabulary, alike, pair_features, path_names, token_features
from dateline.extract.network.pieces import pieces_of
from dateline.learn.names import CERTAINTIES, IGNORED, ROLES, STATUSES
from dateline.model import ParsedReport, Report, Token, modes_of
from dateline.parse import SpacyParser

MODES = tuple((kind, mode) for kind in TYPES for mode in sorted(modes_of(kind)))
_RARE = 12
"""Paths seen fewer times than this are not told apart."""
Example = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mention:
    """A token that names one or several records. sure: whether this occurrence is surely meant."""

    token: Token
    events: tuple[int, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class CodedText:
    """A parsed text with its records in the coding guide's form; with ``spans`` in each where the offsets are known."""

    report: ParsedReport
    events: Sequence[Mapping[str, Any]]


def coded_texts(items: Sequence[Mapping[str, Any]], codings: Mapping[str, Any], origin: str) -> Iterator[CodedText]:
    """Parse texts ``{"id", "title", "text"}`` and put their records beside them."""
    reports = []
    for item in items:
        title = f"{item['title']}\n" if item.get("title") else ""
        reports.append(Report(item["id"], title + item["text"], origin, len(title)))
    for parsed in SpacyParser().parse(reports):
        if not isinstance(parsed, ParsedReport):
            raise RunError(f"{origin}: {parsed.message}")
        yield CodedText(parsed, codings[parsed.report.id])


def mentions_of(coded: CodedText) -> list[Mention]:
    """The tokens that name records, in the order of the text."""
    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for number, event in enumerate(coded.events):
        if "spans" in event:
            each = [(token, True) for token in _marked(coded.report, event["spans"]["trigger"])]
        else:
            each = list(_occurrences(coded.report, event))
        best: dict[int, bool] = {}
        for token, sure in each:
            best[token.index] = best.get(token.index, False) or sure
        if best and not any(best.values()):
            best[next(iter(best))] = True
        for index, sure in best.items():
            found[index].append((number, sure))
    mentions = []
    for index, named in sorted(found.items()):
        is_sure = any(sure for _, sure in named)
        events = tuple(number for number, sure in named if sure == is_sure)
        mentions.append(Mention(coded.report.tokens[index], events, is_sure))
    return mentions


def _marked(report: ParsedReport, spans: Iterable[Sequence[int]]) -> Iterator[Token]:
    for start, end in spans:
        tokens = tuple(token for token in report.tokens if token.start < end and start < token.end)
        if tokens:
            yield _root(tokens)


def _occurrences(report: ParsedReport, event: Mapping[str, Any]) -> Iterator[tuple[Token, bool]]:
    """Where the triggers stand; of several places those are sure whose sentence also holds an argument."""
    arguments = [content_words(words) for role in ROLES[:5] for words in event[role]]
    for trigger in event["triggers"]:
        places = list(re.finditer(rf"(?<!\w){re.escape(trigger)}(?!\w)", report.report.text))
        for number, place in enumerate(places):
            tokens = report.tokens_in(place.start(), place.end())
            if not tokens:
                continue
            sentence = report.sentences[tokens[0].sentence]
            there = content_words(report.report.text[sentence.start : sentence.end])
            is_backed = any(words and words <= there for words in arguments)
            yield _root(tokens), len(places) == 1 or is_backed or (number == 0 and sentence.in_title)


def _root(tokens: Sequence[Token]) -> Token:
    own = {token.index for token in tokens}
    return next((token for token in tokens if token.head == token.index or token.head not in own), tokens[0])


def role_labels(coded: CodedText, mention: Mention, each: Sequence[Candidate], chosen: Sequence[int]) -> list[int]:
    """The role of each of the ``chosen`` candidates for ``mention``: 0 none, `IGNORED` where it is not certain."""
    labels = dict.fromkeys(chosen, 0)
    for number in mention.events:
        for role, words in _arguments(coded.events[number]):
            hits = []
            for candidate in chosen:
                if each[candidate].is_time == (role == "time"):
                    spans = each[candidate].place if role == "place" else each[candidate].words
                    share = _share(content_words(spans[0].text), content_words(words))
                    if share:
                        hits.append((abs(each[candidate].head.sentence - mention.token.sentence), -share, candidate))
            best = min(hits, default=None)
            for away, share, candidate in hits:
                if best is not None and (away, share) == best[:2]:
                    labels[candidate] = ROLES.index(role) + 1
                elif labels[candidate] == 0:
                    labels[candidate] = IGNORED
    return [labels[number] for number in chosen]


def _arguments(event: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for role in ROLES:
        if role == "source":
            yield from ((role, told["source"]) for told in event["attribution"] if told.get("source"))
        else:
            yield from ((role, words) for words in event[role])


def _share(one: set[str], other: set[str]) -> float:
    """The share of common words in all words; 0 where less than half of the shorter's words are common."""
    common = len(one & other)
    return round(common / len(one | other), 3) if common and 2 * common >= min(len(one), len(other)) else 0.0


class Examples:
    """Makes examples of coded texts with one vocabulary and one tokenizer."""

    def __init__(self, vocabulary: Vocabulary, wordpieces: str) -> None:
        self.vocabulary = vocabulary
        self.wordpieces = wordpieces
        self._tokenizer = Tokenizer.from_str(wordpieces)
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._lexicon = load_lexicon()

    def header(self) -> Example:
        """What the model file must know beside the weights."""
        return {
            "types": list(TYPES),
            "modes": [list(mode) for mode in MODES],
            "roles": list(ROLES),
            "statuses": list(STATUSES),
            "certainties": list(CERTAINTIES),
            "vocabulary": self.vocabulary.numbers,
            "wordpieces": self.wordpieces,
        }

    def coded(self, coded: CodedText, kind: str) -> Example:
        """The example of one coded text; its kind is "coded" or "corpus"."""
        report = coded.report
        pieces = pieces_of(report.report.text, [token.start for token in report.tokens], self._tokenizer)
        features = token_features(report, lexicon_types(report, self._lexicon), self.vocabulary)
        each = candidates(report, find_antecedents(report))
        mentions = mentions_of(coded)
        sure = [mention for mention in mentions if mention.sure]
        return {
            "kind": kind,
            "id": report.report.id,
            "ids": pieces.ids,
            "first": pieces.first,
            "last": pieces.last,
            "features": features.tolist(),
            "mentions": [self._mention(coded, mention, each) for mention in mentions],
            "same": [
                (
                    one.token.index,
                    other.token.index,
                    alike(report, one.token, other.token),
                    int(bool(set(one.events) & set(other.events))),
                )
                for number, one in enumerate(sure)
                for other in sure[number + 1 :]
                if len(one.events) == 1 or len(other.events) == 1
            ],
        }

    def _mention(self, coded: CodedText, mention: Mention, each: Sequence[Candidate]) -> Example:
        event = coded.events[mention.events[0]]
        found: Example = {
            "token": mention.token.index,
            "sure": int(mention.sure),
            "type": TYPES.index(event["type"]) + 1,
            "mode": _index(MODES, (event["type"], event["mode"])),
            "status": STATUSES.index(event["status"]),
            "certainty": CERTAINTIES.index(event["certainty"]),
            "main": int(event["main"]),
            "pairs": [],
        }
        if mention.sure:
            chosen, features = pair_features(coded.report, mention.token, each, self.vocabulary)
            labels = role_labels(coded, mention, each, chosen)
            found["pairs"] = [
                (each[number].head.index, *row, label)
                for number, row, label in zip(chosen, features.tolist(), labels, strict=True)
            ]
        return found

    def relations(self, row: Mapping[str, Any]) -> Example:
        """The example of one PolNeAR article: for each piece whether it begins (1) or goes on (2) a part."""
        encoded = self._tokenizer.encode(row["text"], add_special_tokens=False)
        starts = [start for start, _ in encoded.offsets]
        example: Example = {"kind": "relations", "ids": encoded.ids}
        for part in ("source", "cue", "content"):
            labels = [0] * len(starts)
            spans = [relation[part] for relation in row["attributions"]]
            for each in sorted(spans, key=lambda spans: -sum(span["end"] - span["start"] for span in spans)):
                for span in each:
                    inside = range(
                        max(bisect_right(starts, span["start"]) - 1, 0), bisect_right(starts, span["end"] - 1)
                    )
                    for number, piece in enumerate(inside):
                        labels[piece] = 2 if number else 1
            example[part] = labels
        return example

    def sameness(self, row: Mapping[str, Any]) -> Example:
        """The example of one ECB+ document: the validated sentences, and the pairs of happenings in them."""
        encoded = self._tokenizer.encode(row["text"], add_special_tokens=False)
        labels = [IGNORED] * len(encoded.ids)
        mentions = []

        def inside(span: Mapping[str, Any]) -> list[int]:
            return [n for n, (start, end) in enumerate(encoded.offsets) if start < span["end"] and span["start"] < end]

        for sentence in row["sentences"]:
            if sentence["in_validated_subset"]:
                for piece in inside(sentence):
                    labels[piece] = 0
        for mention in row["event_mentions"]:
            pieces = inside(mention) if mention["in_validated_subset"] else []
            for piece in pieces:
                labels[piece] = 1
            if pieces:
                mentions.append((pieces[0], mention["cluster"]))
        pairs = [
            (one, other, int(first == second))
            for number, (one, first) in enumerate(mentions)
            for other, second in mentions[number + 1 :]
        ]
        return {"kind": "sameness", "ids": encoded.ids, "named": labels, "same": pairs}


def _index(each: Sequence[tuple[str, str]], wanted: tuple[str, str | None]) -> int:
    return next((number for number, found in enumerate(each) if found == wanted), IGNORED)


def _vocabulary(texts: Sequence[CodedText]) -> Vocabulary:
    names: dict[str, dict[str, int]] = {kind: {} for kind in ("pos", "tag", "dep", "entity")}
    paths: Counter[str] = Counter()
    for coded in texts:
        for token in coded.report.tokens:
            for kind, name in (("pos", token.pos), ("tag", token.tag), ("dep", token.dep), ("entity", token.entity)):
                names[kind].setdefault(name, len(names[kind]) + 1)
        each = candidates(coded.report, find_antecedents(coded.report))
        for mention in mentions_of(coded):
            paths.update(path_names(coded.report, mention.token, each))
    common = sorted(path for path, count in paths.items() if count >= _RARE)
    return Vocabulary({**names, "path": {path: number + 2 for number, path in enumerate(common)}})


def _vocabulary_of(examples: Path) -> Vocabulary:
    with gzip.open(examples, "rt", encoding="utf-8") as lines:
        return Vocabulary(json.loads(next(lines))["vocabulary"])


def write_examples(data: Path, corpus: Path, wordpieces: str, output: Path, like: Path | None = None) -> Counter[str]:
    """Write the examples of the data folder and of the corpus; gives how many there are of each kind.

    like: examples whose vocabulary is to be kept, so that weights fitted to those can be fitted further to these.
    """
    gold = data / "gold_events"
    codings = {row["id"]: row["events"] for row in _rows(gold / "train.jsonl")}
    articles = json.loads((gold / "train_articles.json").read_text(encoding="utf-8"))
    coded = list(coded_texts(articles, codings, "gold articles"))
    own = list(_rows(corpus))
    texts = list(coded_texts(own, {row["id"]: row["events"] for row in own}, "corpus"))
    vocabulary = _vocabulary([*coded, *texts]) if like is None else _vocabulary_of(like)
    maker = Examples(vocabulary, wordpieces)
    counts: Counter[str] = Counter()
    with gzip.open(output, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(maker.header()) + "\n")
        for example in (
            *(maker.coded(each, "coded") for each in coded),
            *(maker.coded(each, "corpus") for each in texts),
            *map(maker.relations, _rows(data / "data/polnear/train.jsonl")),
            *map(maker.sameness, _rows(data / "data/ecbplus/train.jsonl")),
        ):
            counts[example["kind"]] += 1
            lines.write(json.dumps(example) + "\n")
    return counts


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
