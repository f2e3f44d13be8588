"""Which mentions are worth a record: the features of a log-linear judgement (`weights`).

A feature is a name that a person can read, about the entry that matched, the grammar around the words, and their place
in the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.extract import grammar
from dateline.extract.happenings import Mention, in_class
from dateline.extract.lexicon import Lexicon
from dateline.extract.weights import Weights, probability
from dateline.model import ParsedReport, Token

_MODALS = frozenset(
    ["will", "would", "could", "can", "may", "might", "should", "must", "shall", "'ll", "’ll", "'d", "’d"]
)
_FIRST_PERSON = frozenset(["i", "we", "you", "me", "us"])
_DETERMINERS = frozenset(["the", "a", "an", "this", "that", "no", "any"])


def salience(
    report: ParsedReport, mention: Mention, lexicon: Lexicon, before: Sequence[Mention], weights: Weights
) -> float:
    """The probability that ``mention`` names a record; ``before`` are the mentions that stand before it."""
    offset = weights.salience.get("prior", 1.0) * weights.prior(mention.entry)
    return probability(weights.salience, features(report, mention, lexicon, before), offset)


def features(report: ParsedReport, mention: Mention, lexicon: Lexicon, before: Sequence[Mention]) -> Iterator[str]:
    """The names of the features that hold for ``mention``."""
    token = mention.token
    yield "bias"
    yield f"type={mention.type}"
    yield f"pos={token.pos}"
    yield f"dep={token.pos}:{token.dep}"
    if mention.entry.is_weak:
        yield "entry:weak"
    yield f"entry:asks={min(int(mention.entry.specificity), 2)}"
    yield from _place_features(report, token)
    yield from _repeat_features(mention, before)
    yield from _verb_features(report, token, lexicon) if token.pos == "VERB" else _noun_features(report, token, lexicon)


def _place_features(report: ParsedReport, token: Token) -> Iterator[str]:
    sentence = report.sentences[token.sentence]
    body_position = sentence.index / max(1, len(report.sentences))
    yield f"position={'title' if sentence.in_title else min(int(body_position * 5), 4)}"
    if sentence.index <= 2:
        yield "lead"
    if report.is_quoted(token.start, token.end):
        yield "quoted"
    words = report.sentence_tokens(sentence)
    if words[-1].text == "?":
        yield "question"
    kinds = {word.entity for word in words}
    for kind in ("DATE", "GPE", "PERSON", "ORG", "CARDINAL", "NORP"):
        if kind in kinds:
            yield f"sentence:{kind}"
    if any(word.lower in ("if", "unless") for word in words[: max(0, token.index - sentence.first)]):
        yield "after-if"
    yield f"sentence-length={min(len(words) // 10, 4)}"


def _repeat_features(mention: Mention, before: Sequence[Mention]) -> Iterator[str]:
    same_type = [other for other in before if other.type == mention.type]
    yield f"same-type-before={min(len(same_type), 3)}"
    if any(other.token.lemma == mention.token.lemma for other in same_type):
        yield "same-word-before"
    if any(other.token.sentence == mention.token.sentence for other in same_type):
        yield "same-type-in-sentence"
    if any(other.token.sentence == mention.token.sentence for other in before if other.type != mention.type):
        yield "other-type-in-sentence"


def _verb_features(report: ParsedReport, verb: Token, lexicon: Lexicon) -> Iterator[str]:
    auxiliaries = grammar.auxiliaries(report, verb)
    words = {aux.lower for aux in auxiliaries}
    yield f"tag={verb.tag}"
    yield f"passive={grammar.is_passive(report, verb)}"
    for modal in words & _MODALS:
        yield f"modal={modal}"
    if words & {"has", "have", "had", "'ve", "’ve"}:
        yield "perfect"
    if words & {"is", "are", "was", "were", "been"} and verb.tag == "VBG":
        yield "progressive"
    if words & {"do", "does", "did"}:
        yield "do"
    if grammar.is_negated(report, verb):
        yield "negated"
    head = report.head(verb)
    if head is not None and verb.dep in ("xcomp", "ccomp", "advcl", "pcomp"):
        yield f"under={head.lemma.lower() if head.pos in ('VERB', 'ADP') else head.pos}"
    yield from _participant_features("agent", grammar.agents(report, verb), lexicon)
    yield from _participant_features("object", grammar.objects(report, verb), lexicon)


def _participant_features(role: str, words: list[Token], lexicon: Lexicon) -> Iterator[str]:
    if not words:
        yield f"{role}:none"
        return
    word = words[0]
    if word.pos == "PRON":
        yield f"{role}:{'first-person' if word.lower in _FIRST_PERSON else 'pronoun'}"
    elif word.entity and word.pos == "PROPN":
        yield f"{role}:{word.entity}"
    elif in_class(word, "person", lexicon) or in_class(word, "group", lexicon):
        yield f"{role}:people"
    elif in_class(word, "place", lexicon):
        yield f"{role}:place"
    else:
        yield f"{role}:thing"


def _noun_features(report: ParsedReport, noun: Token, lexicon: Lexicon) -> Iterator[str]:
    children = list(report.children(noun))
    determiner = next((child.lower for child in children if child.dep in ("det", "poss", "nummod")), None)
    kinds = {child.dep: child for child in children}
    yield f"tag={noun.tag}"
    if "poss" in kinds:
        yield "determiner=poss"
    else:
        yield f"determiner={determiner if determiner is None or determiner in _DETERMINERS else 'other'}"
    for child in children:
        if child.dep == "prep":
            yield f"noun-prep={child.lower}"
    if any(child.entity for child in children if child.dep in ("compound", "amod", "nmod")):
        yield "noun:named-modifier"
    if noun.dep == "compound":
        head = report.head(noun)
        people = head is not None and (in_class(head, "person", lexicon) or in_class(head, "group", lexicon))
        yield f"noun:modifies={'people' if people else 'other'}"
    head = report.head(noun)
    if head is not None:
        yield f"governor={head.lemma.lower()}" if head.pos == "ADP" else f"governor-pos={head.pos}"
    if noun.pos == "PROPN":
        yield f"noun:entity={noun.entity or 'none'}"
