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
from dateline.extract.participants import Participants, is_date
from dateline.extract.weights import ROLES, Weights, probability
from dateline.model import ParsedReport, Token

_OF_PHRASES = ROLES[:-1]
_OF_BODIES = ROLES[:-2]
_OF_TIMES = ROLES[-1:]
_CLASSES = ("person", "group", "place", "weapon", "thing", "state")
_DIRECTIONS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})
TIMES = frozenset({"DATE", "TIME"})
_NO_ROLE = frozenset({"MONEY", "PERCENT", "ORDINAL", "QUANTITY"})
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
    each = list(candidates(scene))
    for candidate in each:
        names = list(features(scene, candidate, each))
        likely = {role: probability(weights.roles[role], names) for role in roles_of(scene, candidate)}
        fitting = [role for role in likely if likely[role] >= weights.role_thresholds[role]]
        if fitting:
            best = max(fitting, key=lambda role: likely[role] - weights.role_thresholds[role])
            found[best].append(Filler(candidate, likely[best]))
    return {role: tuple(sorted(fillers, key=lambda f: -f.probability)) for role, fillers in found.items()}


def roles_of(scene: Scene, candidate: Token) -> tuple[str, ...]:
    """The roles that a phrase can fill: a time expression tells the time, and a person or body is no place.

    Nor is what stands in another clause with a verb of its own: of such places that the weights would choose, four in
    ten were the happening's in cross-validation on the training articles, against seven in ten of the others.
    """
    if candidate.entity in TIMES:
        return _OF_TIMES
    is_elsewhere = _other_clause_between(scene.report, scene.mention.token, candidate)
    return _OF_BODIES if is_elsewhere or candidate.entity in ("PERSON", "ORG") else _OF_PHRASES


def candidates(scene: Scene) -> Iterator[Token]:
    """The heads of the phrases in the mention's sentence that could take part; no other happening is one."""
    report, mention = scene.report, scene.mention
    happenings = {other.token.index for other in scene.others if not in_class(other.token, "person", scene.lexicon)}
    for token in report.sentence_tokens(report.sentences[mention.token.sentence]):
        if abs(token.index - mention.token.index) > _FAR or token.index in happenings:
            continue
        if mention.words.start <= token.start < mention.words.end:
            continue
        if token.entity in TIMES:
            if _heads_time(report, token):
                yield token
        elif token.entity not in _NO_ROLE and _can_take_part(report, token, mention.token):
            yield token


def _can_take_part(report: ParsedReport, token: Token, trigger: Token) -> bool:
    if _restates(report, token) or _is_landmark(report, token):
        return False
    if token.pos in ("NOUN", "PROPN"):
        return token.dep not in ("compound", "nmod") or token.head == trigger.index or _names_itself(report, token)
    if token.pos == "ADJ":
        return token.entity in ("NORP", "GPE") and token.head == trigger.index
    return token.pos == "PRON" or (token.pos == "NUM" and token.dep != "nummod")


def _restates(report: ParsedReport, token: Token) -> bool:
    """Whether ``token`` only says what a name beside it is ("Balashikha, a city"; "the general, Ivan Petrov")."""
    head = report.head(token)
    if token.dep == "appos" and head is not None and head.pos == "PROPN" and token.pos != "PROPN":
        return True
    return token.pos == "NOUN" and any(c.dep == "appos" and c.entity == "PERSON" for c in report.children(token))


def _is_landmark(report: ParsedReport, token: Token) -> bool:
    """Whether ``token`` only helps to find another place ("20 miles east of Moscow")."""
    head = report.head(token)
    above = report.head(head) if head is not None and head.lower == "of" else None
    return above is not None and above.lower in _DIRECTIONS and above.pos in ("ADV", "NOUN", "ADJ")


def _heads_time(report: ParsedReport, token: Token) -> bool:
    """Whether ``token`` is the head of a time expression that dates (no age, no "daily")."""
    name = next((name for name in report.names if name.first <= token.index < name.last), None)
    return name is not None and not name.first <= token.head < name.last and is_date(report, name)


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
    event, kind = scene.mention.type.value, kind_of(scene, candidate)
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
    if candidate.entity in TIMES:
        yield f"time-near={scene.ruled.time_is_near}"
        yield f"tense={trigger.tag}"
    if _other_clause_between(report, trigger, candidate):
        yield "clause-between"
    nearer = [
        o for o in others if abs(o.index - trigger.index) < distance and (o.index < trigger.index) == (side == "before")
    ]
    same = sum(kind_of(scene, other) == kind for other in nearer)
    yield f"nearer={side}:{min(len(nearer), 4)}"
    yield f"nearer-of-kind={side}:{kind}:{min(same, 2)}"


def _ruled_features(scene: Scene, candidate: Token, kind: str) -> Iterator[str]:
    trigger, event = scene.mention.token, scene.mention.type.value
    for role in ROLES:
        if any(word.index == candidate.index for word in _ruled(scene, role)):
            yield f"ruled={role}"
            yield f"ruled={role}:{event}"
            yield f"ruled={role}:{kind}"
            yield f"ruled={role}:{trigger.pos}"
        elif _ruled(scene, role):
            yield f"ruled-elsewhere={role}"


def _ruled(scene: Scene, role: str) -> Sequence[Token]:
    if role == "time":
        return [scene.report.tokens[index] for name in scene.ruled.time for index in range(name.first, name.last)]
    words: Sequence[Token] = getattr(scene.ruled, role)
    return words


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
    downs = [step for step in steps if not step.startswith("^")]
    yield f"downs={min(len(downs), 4)}:{kind}"
    nouns_between = sum(step in ("pobj", "dobj", "nsubj", "nsubjpass", "conj", "attr") for step in downs[:-1])
    yield f"inside-other-phrase={min(nouns_between, 2)}:{kind}"
    yield f"ups={sum(step.startswith('^') for step in steps)}:{trigger.pos}:{last}"
    yield f"verb={trigger.lemma.lower()}:{last}"
    lengths = [(len(_path(report, other.token, candidate)), other) for other in scene.others]
    nearest = min(lengths, key=lambda pair: pair[0], default=None)
    if nearest is not None:
        closer = "closer" if nearest[0] < len(steps) else "as-close" if nearest[0] == len(steps) else "farther"
        yield f"other-mention={closer}"
        yield f"other-mention={closer}:{nearest[1].type == scene.mention.type}:{last}"


def kind_of(scene: Scene, token: Token) -> str:
    """What kind of thing a phrase names: its entity type, else its class of words; a pronoun's is its antecedent's."""
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
    """The dependencies from ``trigger`` up to the common head and down to ``candidate``, without coordination."""
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
    """Whether a finite verb stands between the two words."""
    low, high = sorted((trigger.index, candidate.index))
    return any(
        token.tag in ("VBD", "VBZ", "VBP") and token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass")
        for token in report.tokens[low + 1 : high]
    )
