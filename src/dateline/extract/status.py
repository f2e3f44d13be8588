"""Whether a happening took place, as one mention presents it, and the words that say so.

Negation and its scope, conditions and questions, modals, tense and aspect, and words above or beside the happening that
put it into another status (``lexicon/status.toml``). A noun stands in the status of its clause only where the verb lets
the happening happen ("launch an attack", "the talks will begin"), not where it is spoken of ("will discuss the
attack"); and what is spoken of with a definite article in a condition ("if they survived the bombing") has taken
place. Verbal
happenings (a demand, a threat) take place in the saying: "is calling for" has occurred.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.extract import grammar
from dateline.extract.happenings import Mention
from dateline.model import EventType, ParsedReport, Status, Token

_COMPLEMENTS = frozenset(
    {"xcomp", "ccomp", "dobj", "obj", "pobj", "pcomp", "acl", "prep", "advcl", "relcl", "dative", "amod"}
)
_CLIMB = 3
_SPEECH = frozenset(
    {EventType.REQUEST, EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT, EventType.THREATEN, EventType.CONCEDE}
)
_LIGHT = frozenset(
    """
    launch carry conduct stage hold mount begin start resume make host impose sign reach strike commit open convene
    undertake perform wage join continue organise organize happen occur take go last follow be execute unleash attempt
    attend complete conclude deliver cause suffer wage declare announce meet seek plan
    """.split()
)
"""Verbs with which a noun happens: as their object, or as their subject."""
_TRAVELS = frozenset("travel fly come go arrive gather meet convene attend return head sit".split())
_NOBODY = frozenset({"nobody", "none", "neither", "no-one"})
_REPORTED_FUTURE = frozenset("say announce promise pledge vow tell confirm add declare state agree decide".split())
_WHEN = frozenset("after following since during despite before until amid with".split())
"""Prepositions that say when or beside what something is done: what governs the doing does not govern this."""
_SIGNS = frozenset("evidence sign indication proof suggestion trace record report".split())


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The words that put a happening into one status, by the way they do it (see status.toml)."""

    governors: frozenset[str]
    nominal: frozenset[str]
    gerunds: frozenset[str]
    predicates: frozenset[str]
    modifiers: frozenset[str]
    modals: frozenset[str]
    prepositions: frozenset[str]
    compounds: frozenset[str]
    states: frozenset[str]


@dataclass(frozen=True, slots=True)
class StatusTold:
    """A status and the word that tells it; None where nothing does and the plain reading holds."""

    status: Status
    cue: Token | None


@cache
def load_status_words() -> Mapping[Status, StatusWords]:
    """The status lexicon, read once."""
    data = tomllib.loads((files("dateline.extract.lexicon") / "status.toml").read_text(encoding="utf-8"))
    return {
        Status(name): StatusWords(**{key: frozenset(listed) for key, listed in words.items()})
        for name, words in data.items()
    }


def find_status(report: ParsedReport, mention: Mention, words: Mapping[Status, StatusWords]) -> StatusTold:
    """The status in which ``mention`` presents its happening."""
    return _Reading(report, mention, words).status()


def choose_status(
    report: ParsedReport, mentions: Sequence[Mention], words: Mapping[Status, StatusWords]
) -> tuple[Mention, StatusTold]:
    """The status in which a happening is presented by its ``mentions``, the clearest first, and the one that says so.

    A noun alone ("the summit") does not say whether it took place, so that the first mention that does say it decides;
    a speculation beside it does not, nor a denial that another mention contradicts.
    """
    each = [(mention, find_status(report, mention, words)) for mention in mentions]
    chosen = next((pair for pair in each if _says(*pair)), each[0])
    if chosen[1].status is Status.DENIED:
        return next((pair for pair in each if pair[1].status is not Status.DENIED), chosen)
    return chosen


def _says(mention: Mention, told: StatusTold) -> bool:
    if told.cue is None:
        return mention.token.pos == "VERB"
    return told.status is not Status.HYPOTHETICAL


class _Reading:
    """One mention, and the questions that are asked of the words around it, in the order of their weight."""

    def __init__(self, report: ParsedReport, mention: Mention, words: Mapping[Status, StatusWords]) -> None:
        self.report, self.token, self.words = report, mention.token, words
        self.is_verb = self.token.pos in ("VERB", "AUX")
        self.is_speech = mention.type in _SPEECH and mention.mode != "investigate"
        self.clause = self.token if self.is_verb else self._light_verb()

    def status(self) -> StatusTold:
        """The first reading that the words give; the plain one where they give none."""
        if self._is_undone_by_counterfactual():
            return StatusTold(Status.OCCURRED, None)
        readings = (
            self._by_negation,
            self._by_condition,
            self._by_question,
            self._by_modifier,
            self._by_preposition,
            self._by_auxiliary,
            self._by_predicate,
            self._by_governor,
            self._by_aspect,
        )
        told = (reading() for reading in readings)
        return next((found for found in told if found is not None), StatusTold(Status.OCCURRED, None))

    # Negation

    def _by_negation(self) -> StatusTold | None:
        """Denied: "did not shell", "no attack", "no shots were fired", "fired no shots", "no evidence of an attack"."""
        cue = self._negation(self.token)
        if cue is None and self.clause is not None and not self._is_spoken_of():
            cue = self._negation(self.clause) or self._negated_participant(self.clause)
        if cue is None and not self.is_verb:
            cue = self._no_sign() or self._none_at_all()
        return None if cue is None else StatusTold(Status.DENIED, cue)

    def _is_spoken_of(self) -> bool:
        """As in "The raid was not about revenge": the subject of a negated "be" has taken place."""
        return not self.is_verb and self.clause is not None and self.clause.lemma == "be" and self.token.dep == "nsubj"

    def _negation(self, head: Token) -> Token | None:
        for child in self.report.children(head):
            if child.dep == "neg" or (
                child.dep in ("det", "advmod", "preconj") and child.lower in ("no", "never", "neither")
            ):
                following = self.report.tokens[child.index + 1 : child.index + 2]
                if not (following and following[0].lower in ("only", "just", "least", "fewer", "less", "more")):
                    return child
        return self._yet(head)

    def _yet(self, head: Token) -> Token | None:
        """As in "has yet to withdraw": the "yet" beside the verb above an infinitive."""
        above = self.report.head(head)
        if head.dep != "xcomp" or above is None or above.lemma.lower() not in ("have", "be"):
            return None
        beside = (*self.report.children(above), *self.report.children(head))
        return next((child for child in beside if child.lower == "yet" and child.index < head.index), None)

    def _negated_participant(self, verb: Token) -> Token | None:
        """The "no" or "nobody" in subject or object; "none of", "neither X nor Y"."""
        for child in self.report.children(verb):
            if child.dep not in ("nsubj", "nsubjpass", "dobj", "obj") or child.index == self.token.index:
                continue
            if child.lower in _NOBODY or (child.lower == "one" and self.report.tokens[child.index - 1].lower == "no"):
                return child
            for word in self.report.children(child):
                if word.lower in ("no", "neither") and word.dep in ("det", "preconj", "cc", "advmod", "neg"):
                    return word
        return None

    def _no_sign(self) -> Token | None:
        """As in "no evidence of an attack": the "no" of the noun that the happening depends on."""
        preposition = self.report.head(self.token)
        sign = None if preposition is None or preposition.dep != "prep" else self.report.head(preposition)
        if sign is None or sign.lemma.lower() not in _SIGNS:
            return None
        return next((child for child in self.report.children(sign) if child.lower == "no"), None)

    def _none_at_all(self) -> Token | None:
        """As in "did not carry out any attack", "do not recall any attacks": "any" below a negated verb."""
        verb = self.report.head(self.token)
        if verb is None or not any(child.lower == "any" for child in self.report.children(self.token)):
            return None
        return next((child for child in self.report.children(verb) if child.dep == "neg"), None)

    # Conditions and questions

    def _by_condition(self) -> StatusTold | None:
        if not self.is_verb and self._is_definite() and self.clause is None:
            return self._presupposed()
        current = self.token
        for ancestor in (self.token, *self.report.ancestors(self.token)):
            for child in self.report.children(ancestor):
                if (
                    child.dep == "mark"
                    and child.lower in ("if", "unless", "whether")
                    and child.index < self.token.index
                ):
                    before = self.report.tokens[child.index - 1] if child.index else child
                    is_real = before.lower in ("even", "as") or self._is_past_report(ancestor, child)
                    return None if is_real else StatusTold(Status.HYPOTHETICAL, child)
            if ancestor.dep in ("ccomp", "relcl", "advcl") and ancestor is not current:
                break
        return self._by_inversion()

    def _presupposed(self) -> StatusTold | None:
        """As in "if the talks fail": what may end is going on. What "they survived" (the bombing) has happened."""
        verb = self.report.head(self.token)
        if verb is None or self.token.dep != "nsubj" or verb.dep != "advcl":
            return None
        mark = next((c for c in self.report.children(verb) if c.dep == "mark" and c.lower in ("if", "unless")), None)
        return None if mark is None else StatusTold(Status.ONGOING, mark)

    def _is_past_report(self, verb: Token, mark: Token) -> bool:
        """Whether "whether" leaves open something else than the happening itself."""
        return mark.lower == "whether" and verb.index != self.token.index

    def _by_inversion(self) -> StatusTold | None:
        """As in "Should rebels attack, ...": the auxiliary of a subordinate clause stands before its subject."""
        verb = self.clause
        if verb is None or verb.dep != "advcl":
            return None
        first = next(
            (aux for aux in grammar.auxiliaries(self.report, verb) if aux.lower in ("should", "had", "were")), None
        )
        subject = next((s for s in self.report.children(verb) if s.dep in grammar.SUBJECTS), None)
        is_inverted = first is not None and subject is not None and first.index < subject.index
        return StatusTold(Status.HYPOTHETICAL, first) if is_inverted else None

    def _is_undone_by_counterfactual(self) -> bool:
        """As in "Had the guards not stopped him": what a negated counterfactual tells has happened."""
        verb = self.clause
        if verb is None or verb.dep != "advcl" or verb.tag not in ("VBN", "VBD"):
            return False
        children = list(self.report.children(verb))
        had = next((child for child in children if child.dep == "aux" and child.lower in ("had", "'d", "’d")), None)
        subject = next((child for child in children if child.dep in grammar.SUBJECTS), None)
        is_condition = any(child.dep == "mark" and child.lower == "if" for child in children)
        is_inverted = had is not None and subject is not None and had.index < subject.index
        return had is not None and any(c.dep == "neg" for c in children) and (is_condition or is_inverted)

    def _by_question(self) -> StatusTold | None:
        """A question that asks whether: its verb stands behind the subject, its auxiliary before it."""
        last = self.report.sentence_tokens(self.report.sentences[self.token.sentence])[-1]
        verb = self.clause
        if verb is None or not any(t.text == "?" for t in self.report.tokens[max(0, last.index - 2) : last.index + 1]):
            return None
        if verb.dep not in ("ROOT", "conj"):
            return None
        subject = next((s for s in self.report.children(verb) if s.dep in grammar.SUBJECTS), None)
        auxiliary = next(iter(grammar.auxiliaries(self.report, verb)), None)
        is_asked = subject is not None and auxiliary is not None and auxiliary.index < subject.index
        asks_why = any(child.lower in ("why", "how", "when", "where", "who") for child in self.report.children(verb))
        return StatusTold(Status.HYPOTHETICAL, auxiliary) if is_asked and not asks_why else None

    # Words beside the happening

    def _by_modifier(self) -> StatusTold | None:
        head = self.report.head(self.token)
        if not self.is_verb and self.token.dep in ("compound", "nmod") and head is not None:
            for status, table in self.words.items():
                if head.lemma.lower() in table.compounds:
                    return StatusTold(status, head)
        if self.token.lemma.lower() in self.words[Status.FAILED].compounds:
            return StatusTold(Status.FAILED, self.token)
        modified = [self.token]
        if not self.is_verb and self.token.dep in ("compound", "nmod") and head is not None:
            modified.append(head)
        for noun in modified:
            for child in self.report.children(noun):
                if child.dep in ("amod", "compound", "det", "advmod", "acl", "relcl"):
                    for status, table in self.words.items():
                        if self._modifies(child, table):
                            return StatusTold(status, child)
        return None

    def _modifies(self, child: Token, table: StatusWords) -> bool:
        if self.is_verb and (child.dep != "advmod" or self.is_speech):
            return False
        subjects = [word for word in self.report.children(child) if word.dep in grammar.SUBJECTS]
        if child.dep == "relcl" and not any(word.tag in ("WDT", "WP") for word in subjects):
            return False  # "talks at which many are expected to speak"
        return child.lemma.lower() in table.modifiers or child.lower in table.modifiers

    def _by_preposition(self) -> StatusTold | None:
        head = self.report.head(self.token)
        if head is None or head.dep != "prep" or head.pos not in ("ADP", "ADV", "SCONJ"):
            return None
        above = self.report.head(head)
        names = {head.lower} | ({above.lower} if above is not None and above.pos in ("ADV", "ADP", "SCONJ") else set())
        for status, table in self.words.items():
            if names & table.prepositions:
                return StatusTold(status, head)
        return None

    # The clause

    def _by_auxiliary(self) -> StatusTold | None:
        verb = self.clause or self._journey()
        if verb is None:
            return None
        for auxiliary in grammar.auxiliaries(self.report, verb):
            for status, table in self.words.items():
                if auxiliary.lower in table.modals:
                    is_future = auxiliary.lower in ("would", "'d", "’d") and self._is_reported_future(verb)
                    return StatusTold(Status.PLANNED if is_future else status, auxiliary)
        return None

    def _is_reported_future(self, verb: Token) -> bool:
        """As in "announced that it would raise a force": the future seen from a saying in the past."""
        children = list(self.report.children(verb))
        if any(child.dep == "aux" and child.lower == "have" for child in children):
            return False
        head = self.report.head(verb)
        has_condition = any(
            child.dep == "advcl"
            and any(c.dep == "mark" and c.lower in ("if", "unless") for c in self.report.children(child))
            for child in children
        )
        is_said = verb.dep == "ccomp" and head is not None and head.lemma.lower() in _REPORTED_FUTURE
        return is_said and head is not None and head.tag in ("VBD", "VBN") and not has_condition

    def _light_verb(self) -> Token | None:
        """The verb with which a noun happens: "launched an attack", "the talks will begin"."""
        noun = grammar.first_conjunct(self.report, self.token)
        head = self.report.head(noun)
        if head is None or head.pos not in ("VERB", "AUX") or noun.dep not in ("dobj", "nsubj", "nsubjpass", "attr"):
            return None
        return head if head.lemma.lower() in _LIGHT or self._is_open_subject(noun, head) else None

    def _is_open_subject(self, noun: Token, verb: Token) -> bool:
        """As in "an assault could lead to ...": an indefinite subject shares the modal of its verb."""
        determiners = {child.lower for child in self.report.children(noun) if child.dep == "det"}
        return noun.dep == "nsubj" and bool(determiners & {"a", "an", "any", "another"}) and verb.pos == "VERB"

    def _journey(self) -> Token | None:
        """The verb of going to a meeting: "will travel to Paris for talks"."""
        preposition = self.report.head(self.token)
        if preposition is None or preposition.dep != "prep" or preposition.lower not in ("for", "to", "at"):
            return None
        above = self.report.head(preposition)
        return above if above is not None and above.lemma.lower() in _TRAVELS else None

    def _by_predicate(self) -> StatusTold | None:
        """As in "the talks were cancelled", "called off the strike", "the shelling is under way"."""
        noun = grammar.first_conjunct(self.report, self.token)
        if noun.dep in ("compound", "nmod") and (whole := self.report.head(noun)) is not None:
            noun = whole
        verb = self.report.head(noun)
        if self.is_verb or verb is None or noun.dep not in ("nsubj", "nsubjpass", "dobj", "obj"):
            return None
        if verb.lemma.lower() == "call" and any(c.lower == "off" for c in self.report.children(verb)):
            return StatusTold(Status.DENIED, verb)
        after = [verb, *(c for c in self.report.children(verb) if c.dep in ("acomp", "attr", "advmod", "prep"))]
        for word in after:
            following = self.report.tokens[word.index + 1 : word.index + 2]
            if word.lower == "under" and following and following[0].lower == "way":
                return StatusTold(Status.ONGOING, following[0])
            for status, table in self.words.items():
                is_doer = word is verb and noun.dep == "nsubj" and status is not Status.ONGOING
                if {word.lemma.lower(), word.lower} & table.predicates and not is_doer:
                    return self._only_aimed_at(StatusTold(status, word), verb)
        return None

    # Words above the happening

    def _by_governor(self) -> StatusTold | None:
        current = grammar.first_conjunct(self.report, self.token)
        for steps, ancestor in enumerate(self.report.ancestors(current)):
            if steps >= _CLIMB or current.dep not in _COMPLEMENTS:
                return None
            found = self._governed(current, ancestor)
            if found is not None:
                return self._only_aimed_at(found, ancestor)
            if not self._passes_on(current, ancestor):
                return None
            current = ancestor
        return None

    def _only_aimed_at(self, found: StatusTold, governor: Token) -> StatusTold:
        """As in "to prevent an attack": what somebody means to foil has not been foiled."""
        is_aim = any(child.dep == "aux" and child.lower == "to" for child in self.report.children(governor))
        if found.status is Status.FAILED and is_aim and governor.lemma.lower() not in ("try", "attempt"):
            return StatusTold(Status.HYPOTHETICAL, governor)
        return found

    def _governed(self, current: Token, ancestor: Token) -> StatusTold | None:
        name = ancestor.lemma.lower()
        infinitive = any(child.lower == "to" and child.dep == "aux" for child in self.report.children(current))
        gerund = current.tag == "VBG" or (current.pos == "ADP" and self.is_verb)
        nominal = current.pos in ("NOUN", "PROPN", "ADP") and not gerund
        if self.is_speech and (name in ("seek", "be") or not infinitive):
            return None
        if name == "be" and (not infinitive or current.dep != "xcomp"):
            return None
        for status, table in self.words.items():
            if nominal and name in table.nominal and (status is not Status.HYPOTHETICAL or not self._is_definite()):
                return StatusTold(status, ancestor)
            if infinitive and name in table.governors:
                return StatusTold(status, ancestor)
            is_over = status is Status.ONGOING and ancestor.tag == "VBD"  # "kept shelling" has occurred
            if gerund and name in table.gerunds and not is_over:
                return StatusTold(status, ancestor)
        return None

    def _passes_on(self, current: Token, ancestor: Token) -> bool:
        """Whether what governs ``ancestor`` governs the happening below it, too."""
        if ancestor.lower in _WHEN:
            return False
        if ancestor.pos == "ADP":
            return True
        if ancestor.pos in ("VERB", "AUX"):
            infinitive = any(child.lower == "to" and child.dep == "aux" for child in self.report.children(current))
            if current.dep in ("ccomp", "relcl", "advcl") and not infinitive:
                return False
            return current.pos in ("VERB", "AUX") or ancestor.lemma.lower() in _LIGHT
        return self.is_verb or current.pos == "ADP"

    def _is_definite(self) -> bool:
        return grammar.is_definite(self.report, self.token)

    # Tense and aspect

    def _by_aspect(self) -> StatusTold | None:
        """Ongoing: "is shelling", "are being held", "hold three hostages"."""
        verb = self.token
        if not self.is_verb or self.is_speech:
            return None
        auxiliaries = grammar.auxiliaries(self.report, verb)
        present = ("is", "are", "'s", "’s", "'re", "’re")
        cue = next((aux for aux in auxiliaries if aux.lower in present), None)
        being = next((aux for aux in auxiliaries if aux.lower == "being"), None)
        is_past = any(aux.lower in ("was", "were", "had") for aux in auxiliaries)
        if verb.tag == "VBG" and cue is None and any(aux.lower == "been" for aux in auxiliaries) and not is_past:
            cue = next(aux for aux in auxiliaries if aux.lower == "been")
        if verb.tag == "VBG" and cue is not None:
            return StatusTold(Status.ONGOING, cue)
        if verb.tag == "VBN" and being is not None and not is_past:
            return StatusTold(Status.ONGOING, being)
        is_state = verb.lemma.lower() in self.words[Status.ONGOING].states
        if is_state and verb.tag in ("VBZ", "VBP") and not self._in_title():
            return StatusTold(Status.ONGOING, verb)
        if is_state and verb.tag == "VBN" and cue is not None:
            return StatusTold(Status.ONGOING, cue)
        return None

    def _in_title(self) -> bool:
        return self.report.sentences[self.token.sentence].in_title
