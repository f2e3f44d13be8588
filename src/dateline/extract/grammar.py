"""Questions about grammar that several parts of the coder ask: subjects, objects, phrases, tense, negation.

All functions read a `ParsedReport` and know no words of the codebook.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import ParsedReport, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_PHRASE_STOPS = frozenset(
    {"relcl", "acl", "advcl", "appos", "punct", "cc", "conj", "prep", "parataxis", "ccomp", "dep"}
)
_LIGHT_PREPOSITIONS = frozenset({"of"})


def conjuncts(report: ParsedReport, token: Token) -> Iterator[Token]:
    """``token`` and the words coordinated with it, in the order of the text."""
    yield token
    for child in report.children(token):
        if child.dep == "conj":
            yield from conjuncts(report, child)


def first_conjunct(report: ParsedReport, token: Token) -> Token:
    """The first word of the coordination that ``token`` is part of."""
    while token.dep == "conj" and (head := report.head(token)) is not None:
        token = head
    return token


def is_passive(report: ParsedReport, verb: Token) -> bool:
    """Whether ``verb`` stands in the passive, reduced relative clauses ("the men killed in ...") included."""
    if any(child.dep in ("auxpass", "nsubjpass") for child in report.children(verb)):
        return True
    has_object = any(child.dep in ("dobj", "obj") for child in report.children(verb))
    if verb.dep in ("acl", "amod") and verb.tag == "VBN":
        return not has_object
    if verb.dep == "conj" and verb.tag == "VBN" and (head := report.head(verb)) is not None:
        own_subject = any(child.dep in SUBJECTS or child.dep == "aux" for child in report.children(verb))
        return head.tag == "VBN" and not own_subject and not has_object and is_passive(report, head)
    return False


def subjects(report: ParsedReport, verb: Token) -> list[Token]:
    """The grammatical subjects of ``verb``: its own, else those it shares by coordination or control."""
    seen: set[int] = set()
    current: Token | None = verb
    while current is not None and current.index not in seen:
        seen.add(current.index)
        own = [child for child in report.children(current) if child.dep in ("nsubj", "nsubjpass")]
        if own:
            return [word for subject in own for word in conjuncts(report, _relative(report, subject, current))]
        current = _subject_lender(report, current)
    return []


def _relative(report: ParsedReport, subject: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for, or the subject itself."""
    if subject.tag in ("WDT", "WP") and verb.dep == "relcl" and (noun := report.head(verb)) is not None:
        return noun
    return subject


def _subject_lender(report: ParsedReport, verb: Token) -> Token | None:
    """The verb whose subject ``verb`` shares: coordination, control ("tried to kill"), participles ("killing two")."""
    head = report.head(verb)
    if head is None:
        return None
    if verb.dep == "pcomp" and head.pos in ("ADP", "SCONJ"):
        above = report.head(head)
        return above if above is not None and above.pos in ("VERB", "AUX") else None
    if head.pos not in ("VERB", "AUX"):
        return None
    if verb.dep in ("conj", "xcomp") or (verb.dep == "advcl" and verb.tag in ("VBG", "VB", "VBN")):
        return head
    return None


def agents(report: ParsedReport, verb: Token) -> list[Token]:
    """The doers of ``verb``: the subject of an active verb, the by-phrase of a passive one."""
    if is_passive(report, verb):
        return by_phrase(report, verb)
    if verb.dep == "acl" and verb.tag == "VBG" and (noun := report.head(verb)) is not None:
        return [noun]
    found = subjects(report, verb)
    lender = _subject_lender(report, verb)
    if not any(child.dep == "nsubj" for child in report.children(verb)) and lender is not None:
        return agents(report, lender) if is_passive(report, lender) and verb.dep == "conj" else found
    return found


def by_phrase(report: ParsedReport, head: Token) -> list[Token]:
    """The nouns of the by-phrases that depend on ``head``."""
    found = []
    for child in report.children(head):
        if child.dep == "agent" or (child.dep == "prep" and child.lower == "by"):
            found += [word for noun in prepositional(report, child) for word in conjuncts(report, noun)]
    return found


def objects(report: ParsedReport, verb: Token) -> list[Token]:
    """Those whom ``verb`` acts on: direct objects, or the subjects of a passive verb."""
    if is_passive(report, verb):
        if verb.dep in ("acl", "amod") and (noun := report.head(verb)) is not None:
            return list(conjuncts(report, noun)) if verb.dep == "acl" else [noun]
        return subjects(report, verb)
    own = [child for child in report.children(verb) if child.dep in ("dobj", "obj", "dative") and child.dep != "prep"]
    own = [child for child in own if child.pos != "ADP"]
    if not own and verb.dep == "relcl" and (noun := report.head(verb)) is not None:
        relative = [c for c in report.children(verb) if c.tag in ("WDT", "WP") and c.dep in ("dobj", "obj")]
        has_subject = any(child.dep == "nsubj" and child.tag not in ("WDT", "WP") for child in report.children(verb))
        if relative or has_subject:
            return [noun]
    return [word for noun in own for word in conjuncts(report, noun)]


def prepositional(report: ParsedReport, preposition: Token) -> list[Token]:
    """The nouns or verbs that a preposition governs."""
    return [child for child in report.children(preposition) if child.dep in ("pobj", "pcomp")]


def prepositional_objects(report: ParsedReport, head: Token, prepositions: frozenset[str]) -> list[Token]:
    """The nouns of the phrases with one of ``prepositions`` that depend on ``head``, coordinated ones included."""
    found = []
    for child in report.children(head):
        if child.dep in ("prep", "dative", "agent", "prt") and child.lower in prepositions:
            found += [word for noun in prepositional(report, child) for word in conjuncts(report, noun)]
    return found


def is_negated(report: ParsedReport, head: Token) -> bool:
    """Whether ``head`` carries a negation of its own ("did not kill", "no attack", "never")."""
    return any(
        child.dep == "neg" or (child.dep in ("det", "advmod", "preconj") and child.lower in ("no", "never", "neither"))
        for child in report.children(head)
    )


def is_definite(report: ParsedReport, noun: Token) -> bool:
    """Whether ``noun``, or the first word of its coordination, has a definite article or a possessive."""
    children = (*report.children(noun), *report.children(first_conjunct(report, noun)))
    definite = ("the", "this", "that", "these", "those")
    return any(child.dep == "poss" or (child.dep == "det" and child.lower in definite) for child in children)


def auxiliaries(report: ParsedReport, verb: Token) -> list[Token]:
    """The auxiliaries of ``verb``; those of the first verb where a coordinated one has none of its own."""
    own = [child for child in report.children(verb) if child.dep in ("aux", "auxpass")]
    if not own and verb.dep == "conj" and (head := report.head(verb)) is not None and head.tag == verb.tag:
        return auxiliaries(report, head)
    return own


def phrase(report: ParsedReport, head: Token) -> tuple[Token, Token]:
    """First and last token of the noun phrase of ``head`` without trailing clauses, appositions or coordination.

    Phrases with "of" and a noun stay ("head of the army"), other trailing prepositional phrases go; a possessive or
    compound in front stays whole.
    """
    first = last = head
    for child in report.children(head):
        if child.index < head.index:
            if child.dep not in ("punct", "cc", "conj", "advcl", "prep", "relcl", "preconj", "mark", "advmod"):
                first = min(first, report.subtree(child)[0], key=lambda t: t.index)
            elif child.dep == "advmod" and child.index == first.index - 1:
                first = child
        elif child.dep == "prep" and child.lower in _LIGHT_PREPOSITIONS:
            for noun in (word for word in prepositional(report, child) if word.dep == "pobj"):
                last = max(last, phrase(report, noun)[1], key=lambda t: t.index)
        elif child.dep not in _PHRASE_STOPS and child.dep != "case":
            last = max(last, report.subtree(child)[-1], key=lambda t: t.index)
    return first, last
