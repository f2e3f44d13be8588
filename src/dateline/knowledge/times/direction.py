"""The side of the report's day on which a time expression lies, as the verb that it belongs to tells it.

"On Friday" is the last Friday under "met" and the coming one under "will meet", "are due to meet", "talks planned for".
The happening's own status cannot tell the two apart: "vowed on Monday to attack" is planned, and Monday is past.

What does not belong here: what the words mean on the calendar (`rules`).
"""

from __future__ import annotations

from dateline.model import ParsedReport, Span, Token

_COMING = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_OPEN = frozenset({"would", "could", "may", "might", "can", "should", "must", "'d", "’d"})
_TURNED = frozenset(
    "agree aim arrange ask call due expect hope intend invite offer plan pledge promise propose schedule set "
    "slate summon threaten time urge vow want".split()
)
"""Words whose infinitive, or whose "for Friday", lies ahead of them, by lemma."""
_CALENDAR = frozenset("arrive begin convene end expire face gather hold kick leave meet open resume start vote".split())
"""Verbs that the present tense puts on a day to come ("the summit opens on Sunday"), by lemma."""
_VERBAL = ("VERB", "AUX")


def is_ahead(report: ParsedReport, words: Span) -> bool | None:
    """Whether the time expression ``words`` lies ahead of the report's day.

    False where its verb tells of the past, True where it tells of what is to come, None where the grammar leaves it
    open or the report was not parsed.
    """
    inside = [token for token in report.tokens if words.start <= token.start and token.end <= words.end]
    if not inside:
        return None
    first, last = inside[0].index, inside[-1].index
    head = next((token for token in inside if not first <= token.head <= last or token.head == token.index), inside[-1])
    return _climb(report, inside[0], head)


def _climb(report: ParsedReport, first: Token, head: Token) -> bool | None:
    """Walk from the expression up to the first word that tells a side."""
    for_what = first.lower == "for"
    below = head
    for token in report.ancestors(head):
        if below.dep in ("poss", "compound", "amod", "nmod", "nummod") or token.sentence != head.sentence:
            return None  # "Friday's attack", "a March 21 robbery"
        if token.lower == "for" and token.pos == "ADP":
            for_what = True
        elif _lemma(token) in _TURNED and (for_what or (below.dep in ("npadvmod", "npmod") and token.pos == "ADJ")):
            return True
        elif token.pos in _VERBAL:
            told = _verb(report, token, is_title=report.sentences[token.sentence].in_title)
            if told is not None or _is_finite(report, token):
                return told
        elif token.pos == "ADJ" and token.lower == "due":
            return True
        if token.pos not in ("ADP", "SCONJ"):
            for_what = False
        below = token
    return None


def _verb(report: ParsedReport, verb: Token, *, is_title: bool) -> bool | None:
    helpers = [child for child in report.children(verb) if child.dep in ("aux", "auxpass")]
    forms = {helper.lower for helper in helpers}
    if forms & _COMING:
        return True
    if forms & _OPEN:
        return None
    if "to" in forms:
        return _infinitive(report, verb)
    if verb.tag == "VBD" or forms & {"was", "were", "had", "did", "has", "have", "been"}:
        return False
    if verb.tag == "VBG" and forms & {"is", "are", "'re", "’re", "'s", "’s"}:
        return True
    if verb.tag == "VBN" and verb.dep in ("acl", "amod"):
        return _lemma(verb) in _TURNED
    if verb.tag in ("VBZ", "VBP") and not is_title and _lemma(verb) in _CALENDAR:
        return True
    return None


def _infinitive(report: ParsedReport, verb: Token) -> bool | None:
    """The side of "to meet on Friday": ahead under "due", "plans", "is", and after a noun ("talks to be held")."""
    above = report.head(verb)
    if above is None:
        return None
    if _lemma(above) in _TURNED or _lemma(above) == "be":
        return None if any(child.lower == "had" for child in report.children(above)) else True
    if verb.dep in ("acl", "relcl") and above.pos in ("NOUN", "PROPN"):
        return True
    return None


def _is_finite(report: ParsedReport, verb: Token) -> bool:
    if verb.tag in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(child.dep in ("aux", "auxpass") and child.lower != "to" for child in report.children(verb))


def _lemma(token: Token) -> str:
    return token.lemma.lower()
