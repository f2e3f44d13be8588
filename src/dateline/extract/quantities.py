"""How many people a noun phrase counts: the words of the number and the bounds that they set.

Reads number words by their place before the noun rather than by the parser's labels for them, which differ from phrase
to phrase ("as many as 16", "up to 500"). What does not belong here: what befell the people (`casualties`), and how
words become bounds (`dateline.model.figures`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dateline.extract import grammar
from dateline.model import ParsedReport, Span, Token
from dateline.model.figures import Bounds, bounds, numbers

_NOT_COUNTS = frozenset({"DATE", "MONEY", "PERCENT", "TIME", "QUANTITY", "ORDINAL"})
_NOT_PERSONS = frozenset({"GPE", "LOC", "ORG", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE"})
_JOINS_OF_NUMBERS = frozenset({"and", "to", "or", "-", "–", "of"})
_MODIFIER_TAGS = frozenset(
    {"JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "VBN", "VBG", "RB", "RBR", "RBS", "HYPH", "PDT"}
)
_MODIFIER_TAGS_ANYWHERE = frozenset({"DT", "PRP$", "CD"})
_YEAR = re.compile(r"(19|20)\d\d")
_PERSON_SUFFIX = re.compile(
    r"(?:man|men|woman|women|people|person|ist|ician|keeper|maker|worker|officer|member|child)s?$"
)


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """The words by which people are counted; each set holds lower-case words (``[quantity]`` of casualties.toml).

    people: nouns that name a person.
    """

    hedges: frozenset[str]
    vague: frozenset[str]
    singles: frozenset[str]
    pairs: frozenset[str]
    nobody: frozenset[str]
    not_people: frozenset[str]
    collectives: frozenset[str]
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many people one noun phrase counts.

    words: the number with what is counted ("at least 12 people"), or the one person named.
    bounds: inclusive bounds. is_told: whether a number word stands there; else one person or name was counted as one.
    head: the noun, name or number that the phrase hangs on.
    """

    words: Span
    bounds: Bounds
    is_told: bool
    head: Token


def count_people(report: ParsedReport, noun: Token, words: QuantityWords) -> Quantity | None:
    """How many people the phrase of ``noun`` counts, or None where it tells no number of people.

    A singular person or a name counts one; a bare plural ("soldiers") tells no number. Years, ages, sums of money,
    ordinals, distances and times are no number of people.
    """
    if _is_of_an_age(report, noun):
        return _one(report, noun)
    if noun.entity in _NOT_COUNTS - {"QUANTITY"} and noun.lower not in words.vague:
        return None
    if noun.lower in words.nobody or _is_no_one(report, noun):
        first = report.tokens[noun.index - 1] if _is_no_one(report, noun) else noun
        return Quantity(report.span(first, noun), Bounds(0, 0), True, noun)
    if is_number(report, noun, words):
        return _headed_by_number(report, noun, words)
    if noun.lower in words.pairs:
        return _pair(report, noun, words)
    if noun.lemma.lower() in words.not_people or noun.lower in words.not_people:
        return None
    return _numbered(report, noun, words) or _single(report, noun, words)


def is_number(report: ParsedReport, token: Token, words: QuantityWords) -> bool:
    """Whether ``token`` is a number word that can count people: no year, age, ordinal, sum or measure."""
    if token.lower in words.vague and token.tag not in ("MD", "VB"):
        return token.lower not in ("hundred", "thousand", "million") or token.tag in ("CD", "NN", "NNS")
    if token.tag != "CD" or "." in token.text or not re.search(r"[\da-z]", token.lower):
        return False
    if _is_part_of_compound(report, token):
        return False
    if _counts_a_person_noun(report, token, words):
        return token.entity != "MONEY"
    if token.entity in _NOT_COUNTS and not (token.entity == "DATE" and "," in token.text):
        return False
    return not (_YEAR.fullmatch(token.text) and token.entity != "CARDINAL")


def _counts_a_person_noun(report: ParsedReport, number: Token, words: QuantityWords) -> bool:
    """Whether the number, or the range that it is part of, stands with a noun for people; outweighs its entity type."""
    for noun in islice(report.ancestors(number), 2):
        if noun.index < number.index:
            continue
        return noun.lemma.lower() in words.people and noun.lower not in words.vague
    head = report.head(number)
    if head is not None and head.tag == "CD" and number.dep == "conj":
        return _counts_a_person_noun(report, head, words)
    return False


def _is_part_of_compound(report: ParsedReport, token: Token) -> bool:
    """Whether the number is the first half of a word such as "45-year-old" or "12-strong"."""
    after = report.tokens[token.index + 1 : token.index + 3]
    if re.search(r"\d-?[a-z]", token.lower):
        return True
    return len(after) == 2 and after[0].text == "-" and after[0].start == token.end and after[1].tag != "CD"


def _is_no_one(report: ParsedReport, noun: Token) -> bool:
    return noun.lower == "one" and noun.index > 0 and report.tokens[noun.index - 1].lower == "no"


def _before(report: ParsedReport, noun: Token, words: QuantityWords) -> list[Token]:
    """The tokens in front of ``noun`` that belong to its phrase, nearest first."""
    own = {token.index for token in report.subtree(noun)}
    found: list[Token] = []
    for index in range(noun.index - 1, report.sentences[noun.sentence].first - 1, -1):
        token = report.tokens[index]
        belongs = token.index in own and (token.tag in _MODIFIER_TAGS or token.text in "“\"'‘")
        counts = token.tag in _MODIFIER_TAGS_ANYWHERE or is_number(report, token, words)
        if not (belongs or counts or (found and token.lower in words.hedges and _bridges(report, token, words))):
            break
        found.append(token)
    return found


def _bridges(report: ParsedReport, token: Token, words: QuantityWords) -> bool:
    """Whether a hedge stands right before a number or another hedge; "and", "to" and "or" only between numbers."""
    following = report.tokens[token.index + 1]
    if token.lower in _JOINS_OF_NUMBERS and token.lower not in ("to", "of"):
        previous = report.tokens[token.index - 1] if token.index else token
        return is_number(report, previous, words) and is_number(report, following, words)
    return is_number(report, following, words) or following.lower in words.hedges


def _first_of_number(report: ParsedReport, number: Token, words: QuantityWords) -> Token:
    """The first token of the words that make or hedge the number that ends in ``number``."""
    first = number
    for index in range(number.index - 1, report.sentences[number.sentence].first - 1, -1):
        token = report.tokens[index]
        if not (is_number(report, token, words) or (token.lower in words.hedges and _bridges(report, token, words))):
            break
        first = token
    return _without_loose_start(report, first, number, words)


def _without_loose_start(report: ParsedReport, first: Token, number: Token, words: QuantityWords) -> Token:
    """Drop words at the start that hedge nothing: "of the 12" is "12", "to three" is "three", "more than" stays."""
    loose = {"of", "the", "and", "or", "to", "than", "other", "in", "from", "at", "no", "as", "up", "-", "–"}
    keeps = {
        "at": ("least",), "up": ("to",), "as": ("many",), "in": ("excess",), "upwards": ("of",),
        "no": ("fewer", "less", "more"),
    }  # fmt: skip
    while first.index < number.index and first.lower in loose:
        following = report.tokens[first.index + 1]
        if following.lower in keeps.get(first.lower, ()) or (
            first.lower == "from" and _is_range(report, first, number)
        ):
            break
        first = following
    return first


def _is_range(report: ParsedReport, first: Token, number: Token) -> bool:
    return any(token.lower == "to" for token in report.tokens[first.index : number.index])


def _numbered(report: ParsedReport, noun: Token, words: QuantityWords) -> Quantity | None:
    """The quantity of a noun with a number in front of it."""
    before = _before(report, noun, words)
    numbers = [token for token in before if is_number(report, token, words)]
    if not numbers:
        return _none_of(report, noun, before) or _vague_determiner(report, noun, before)
    first = _first_of_number(report, numbers[-1], words)
    found = _bounds(report, first, numbers[0])
    return None if found is None else Quantity(report.span(first, noun), found, True, noun)


def _bounds(report: ParsedReport, first: Token, last: Token) -> Bounds | None:
    """The bounds that the words set; None where half of a number, or a "no" that hedges a number, would be misread."""
    text = report.span(first, last).text
    found = bounds(text)
    is_halved = first.index > 0 and report.tokens[first.index - 1].lower == "half"
    is_false_zero = found == Bounds(0, 0) and any(numbers(text))
    return None if found is None or is_halved or is_false_zero or found == Bounds(None, None) else found


def _none_of(report: ParsedReport, noun: Token, before: list[Token]) -> Quantity | None:
    none = next((token for token in before if token.lower in ("no", "zero")), None)
    return None if none is None else Quantity(report.span(none, noun), Bounds(0, 0), True, noun)


def _vague_determiner(report: ParsedReport, noun: Token, before: list[Token]) -> Quantity | None:
    some = next((token for token in before if token.lower in ("some", "various")), None)
    if some is None or noun.tag not in ("NNS", "NNPS"):
        return None
    return Quantity(report.span(some, noun), Bounds(3, None), True, noun)


def _single(report: ParsedReport, noun: Token, words: QuantityWords) -> Quantity | None:
    """One person: a name, a singular noun for a person, or a pronoun for one."""
    if noun.lower in words.singles:
        return Quantity(report.span(noun, noun), Bounds(1, 1), False, noun)
    if noun.lower in ("some", "others"):
        low = 3 if noun.lower == "some" else 2
        return Quantity(report.span(noun, noun), Bounds(low, None), True, noun)
    return _one(report, noun) if names_one_person(noun, words) or _has_a_name(report, noun) else None


def _one(report: ParsedReport, noun: Token) -> Quantity:
    first, last = grammar.phrase(report, noun)
    return Quantity(report.span(first, last), Bounds(1, 1), False, noun)


def _has_a_name(report: ParsedReport, noun: Token) -> bool:
    """As in "the broadcaster Peter Mwangi": a singular noun with the name of a person beside it."""
    return noun.tag == "NN" and any(c.dep == "appos" and c.entity == "PERSON" for c in report.children(noun))


def _is_of_an_age(report: ParsedReport, word: Token) -> bool:
    """As in "a 16-year-old"."""
    before = "".join(token.lower for token in report.tokens[max(0, word.index - 3) : word.index])
    return word.lower == "old" and before.endswith("-year-")


def names_one_person(noun: Token, words: QuantityWords) -> bool:
    """Whether ``noun`` is a name of a person or a singular noun for one."""
    if noun.tag == "NNP" and noun.entity == "PERSON":
        return True
    if noun.tag not in ("NN", "NNP") or noun.entity in _NOT_PERSONS or noun.lower in words.collectives:
        return False
    if noun.tag == "NNP" and noun.entity == "":
        return noun.text[:1].isupper() and noun.lower not in words.not_people
    return noun.lemma.lower() in words.people or bool(_PERSON_SUFFIX.search(noun.lower))


def _pair(report: ParsedReport, noun: Token, words: QuantityWords) -> Quantity | None:
    previous = report.tokens[noun.index - 1] if noun.index else None
    first = previous if previous is not None and previous.lower in ("a", "the") else noun
    last = _of_phrase_end(report, noun, words)
    return None if last is None else Quantity(report.span(first, last), Bounds(2, 2), True, noun)


def _headed_by_number(report: ParsedReport, number: Token, words: QuantityWords) -> Quantity | None:
    """The quantity of a phrase whose head is the number: "killing 12", "dozens of people", "three of them"."""
    first = _first_of_number(report, number, words)
    if number.lower == "number" and not _is_a_number(report, number):
        return None
    if number.lower == "number":
        first = next(child for child in report.children(number) if child.dep == "det")
    last = _of_phrase_end(report, number, words)
    found = _bounds(report, first, number)
    if last is None or found is None:
        return None
    following = report.tokens[last.index + 1 : last.index + 2]
    if following and following[0].lower in ("more", "others", "people") and following[0].sentence == number.sentence:
        last = following[0]
    return Quantity(report.span(first, last), found, True, number)


def _is_a_number(report: ParsedReport, number: Token) -> bool:
    return any(child.dep == "det" and child.lower in ("a", "an") for child in report.children(number))


def _of_phrase_end(report: ParsedReport, head: Token, words: QuantityWords) -> Token | None:
    """The last token of "of ..." after a number, the number itself where there is none, None where things follow."""
    for noun in _of(report, head):
        if noun.lemma.lower() in words.not_people:
            return None
        return grammar.phrase(report, noun)[1]
    return head


def _of(report: ParsedReport, head: Token) -> Iterator[Token]:
    for child in report.children(head):
        if child.dep == "prep" and child.lower == "of" and child.index > head.index:
            yield from grammar.prepositional(report, child)
