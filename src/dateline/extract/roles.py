"""Which phrases of a sentence fill which role of the happening that a mention names: a log-linear judgement.

The grammar's own reading (`participants`) is one feature among others: the path through the grammar between the mention
and the phrase, what kind of thing the phrase names, and where it stands. Weights: `weights`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.extract import grammar
from dateline.extract.coreference import Antecedents
from dateline.extract.happenings import Mention, in_class
from dateline.extract.lexicon import Lexicon
from dateline.extract.participants import Participants
from dateline.extract.weights import Weights, probability
from dateline.model import ParsedReport, Token

ROLES = ("actor", "recipient", "object", "means", "place")
_CLASSES = ("person", "group", "place", "weapon", "thing", "state")
_NO_ROLE = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "QUANTITY"})
_LONGEST_PATH = 6
_FAR = 40


@dataclass(frozen=True, slots=True)
class Filler:
    """A phrase that fills a role, by its head, with the probability that it does."""

    head: Token
    probability: float


@dataclass(frozen=True, slots=True)
class Scene:
    """The sentence of a mention: its other mentions, and the grammar's own reading (`participants`)."""

    report: ParsedReport
    mention: Mention
    others: tuple[Mention, ...]
    ruled: Participants
    antecedents: Antecedents
    lexicon: Lexicon


def fill_roles(scene: Scene, weights: Weights) -> dict[str, tuple[Filler, ...]]:
    """The fillers of each role, the likeliest first. A phrase fills the role for which it is likeliest, or none."""
    found: dict[str, list[Filler]] = {role: [] for role in ROLES}
    each = list(candidates(scene.report, scene.mention))
    for candidate in each:
        names = list(features(scene, candidate, each))
        likely = {role: probability(weights.roles[role], names) for role in ROLES}
        fitting = [role for role in ROLES if likely[role] >= weights.role_thresholds[role]]
        if fitting:
            best = max(fitting, key=lambda role: likely[role] - weights.role_thresholds[role])
            found[best].append(Filler(candidate, likely[best]))
    return {role: tuple(sorted(fillers, key=lambda f: -f.probability)) for role, fillers in found.items()}


def candidates(report: ParsedReport, mention: Mention) -> Iterator[Token]:
    """The heads of the phrases in the mention's sentence that could take part."""
    sentence = report.sentences[mention.token.sentence]
    for token in report.sentence_tokens(sentence):
        if abs(token.index - mention.token.index) > _FAR or token.index == mention.token.index:
            continue
        if token.entity in _NO_ROLE or mention.words.start <= token.start < mention.words.end:
            continue
        if token.pos in ("NOUN", "PROPN", "PRON") and (
            token.dep not in ("compound", "nmod") or _names_itself(report, token)
        ):
            yield token
        elif (token.pos == "ADJ" and token.entity in ("NORP", "GPE")) or (token.pos == "NUM" and token.dep != "nummod"):
            yield token


def _names_itself(report: ParsedReport, token: Token) -> bool:
    """Whether a word before a noun is a name or person of its own, not a part of the noun's name."""
    head = report.head(token)
    if head is None:
        return True
    following = report.tokens[token.index + 1] if token.index + 1 < len(report.tokens) else None
    ends_name = following is None or following.entity != token.entity
    return bool(token.entity and ends_name and head.entity != token.entity) or (
        token.pos == "NOUN" and not token.entity
    )


def features(scene: Scene, candidate: Token, others: Sequence[Token]) -> Iterator[str]:
    """The names of the features that hold for ``candidate`` as a participant; ``others`` are all candidates."""
    report, trigger, lexicon = scene.report, scene.mention.token, scene.lexicon
    event, kind = scene.mention.type.value, _kind(scene, candidate)
    yield "bias"
    yield f"type={event}"
    yield f"kind={kind}"
    yield f"type-kind={event}:{kind}"
    yield from _ruled_features(scene, candidate, kind)
    yield from _path_features(scene, candidate, kind)
    side = "before" if candidate.index < trigger.index else "after"
    distance = abs(candidate.index - trigger.index)
    yield f"side={side}:{trigger.pos}"
    yield f"distance={side}:{min(distance // 4, 6)}"
    preposition = _preposition(report, candidate)
    yield f"preposition={preposition}"
    yield f"preposition={preposition}:{event}"
    yield f"dep={candidate.dep}"
    yield f"dep={candidate.dep}:{event}"
    for name in _CLASSES:
        if in_class(candidate, name, lexicon):
            yield f"class={name}"
            yield f"class={name}:{event}"
    if candidate.pos == "NOUN":
        yield f"word={candidate.lemma.lower()}"
        yield f"word={candidate.lemma.lower()}:{event}"
    if _other_clause_between(report, trigger, candidate):
        yield "clause-between"
    nearer = [
        o for o in others if abs(o.index - trigger.index) < distance and (o.index < trigger.index) == (side == "before")
    ]
    same = sum(_kind(scene, other) == kind for other in nearer)
    yield f"nearer={side}:{min(len(nearer), 4)}"
    yield f"nearer-of-kind={side}:{kind}:{min(same, 2)}"


def _ruled_features(scene: Scene, candidate: Token, kind: str) -> Iterator[str]:
    trigger, event = scene.mention.token, scene.mention.type.value
    for role in ROLES:
        if any(word.index == candidate.index for word in getattr(scene.ruled, role)):
            yield f"ruled={role}"
            yield f"ruled={role}:{event}"
            yield f"ruled={role}:{kind}"
            yield f"ruled={role}:{trigger.pos}"
        elif getattr(scene.ruled, role):
            yield f"ruled-elsewhere={role}"


def _path_features(scene: Scene, candidate: Token, kind: str) -> Iterator[str]:
    report, trigger, event = scene.report, scene.mention.token, scene.mention.type.value
    steps = _path(report, trigger, candidate)
    path = "/".join(steps)
    last = steps[-1] if steps else ""
    passive = trigger.pos == "VERB" and grammar.is_passive(report, trigger)
    yield f"path={path}"
    yield f"path={trigger.pos}:{passive}:{path}"
    yield f"path={event}:{path}"
    yield f"path={kind}:{path}"
    yield f"last={last}"
    yield f"last-kind={last}:{kind}"
    yield f"last-type={last}:{event}:{passive}"
    yield f"steps={min(len(steps), 5)}"
    yield f"ups={sum(step.startswith('^') for step in steps)}:{trigger.pos}:{last}"
    yield f"verb={trigger.lemma.lower()}:{last}"
    lengths = [(len(_path(report, other.token, candidate)), other) for other in scene.others]
    nearest = min(lengths, key=lambda pair: pair[0], default=None)
    if nearest is not None:
        closer = "closer" if nearest[0] < len(steps) else "as-close" if nearest[0] == len(steps) else "farther"
        yield f"other-mention={closer}"
        yield f"other-mention={closer}:{nearest[1].type == scene.mention.type}:{last}"


def _kind(scene: Scene, token: Token) -> str:
    if token.pos == "PRON":
        if token.lower in ("i", "we", "us", "me", "you"):
            return "first-person"
        clearer = scene.antecedents.of(token)
        if clearer is None:
            return f"pronoun:{token.lower}"
        token = scene.report.tokens[clearer[1] - 1]
    if token.entity:
        return token.entity
    return next((name for name in _CLASSES if in_class(token, name, scene.lexicon)), "other")


def _preposition(report: ParsedReport, token: Token) -> str:
    head = report.head(grammar.first_conjunct(report, token))
    return head.lower if head is not None and head.pos == "ADP" else "none"


def _path(report: ParsedReport, trigger: Token, candidate: Token) -> list[str]:
    """The dependencies from ``trigger`` up to the nearest common head and down to ``candidate``; coordination is skipped."""
    above = [trigger, *report.ancestors(trigger)]
    chain = [candidate, *report.ancestors(candidate)]
    heights = {token.index: height for height, token in enumerate(above)}
    meeting = next((i for i, token in enumerate(chain) if token.index in heights), None)
    if meeting is None:
        return ["apart"]
    up = [f"^{_label(token)}" for token in above[: heights[chain[meeting].index]] if token.dep != "conj"]
    down = [_label(token) for token in reversed(chain[:meeting]) if token.dep != "conj"]
    steps = up + down
    return steps if len(steps) <= _LONGEST_PATH else ["long", *steps[-2:]]


def _label(token: Token) -> str:
    return token.lower if token.pos == "ADP" else token.dep


def _other_clause_between(report: ParsedReport, trigger: Token, candidate: Token) -> bool:
    low, high = sorted((trigger.index, candidate.index))
    return any(t.pos == "VERB" and t.tag in ("VBD", "VBZ", "VBP") for t in report.tokens[low + 1 : high])
