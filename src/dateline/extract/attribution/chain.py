"""Which words are the source, the cue and the content, given a cue's head: the features of the judgement.

A linear chain runs over the window of the cue's head. Every word gets one of `LABELS`; a word's features tell where it
stands in the grammar as seen from the head, and the features of a seam (between two words) tell what changes there.
What does not belong here: the sum of the weights and the best path (`weights`), which words head cues (`cue_heads`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dateline.extract.attribution.tables import OUTSIDE, GrammarTables

LABELS = ("outside", "source", "cue", "content")
_TRAILING = frozenset(
    {"relcl", "acl", "appos", "prep", "conj", "ccomp", "advcl", "npadvmod", "parataxis", "xcomp", "cc"}
)
_FARTHEST = 3
_MOST_SENTENCES = 12
_FUNCTION = frozenset({"ADP", "SCONJ", "PART", "ADV"})


@dataclass(slots=True)
class Place:
    """Where a word stands as seen from a cue's head.

    up: steps from the head to the nearest common ancestor; branch: the word below that ancestor that leads here;
    depth: steps from the branch; trail: the modifying edges on the way, outermost first.
    """

    up: int
    branch: int
    depth: int
    trail: str


def window(t: GrammarTables, head: int) -> range:
    """The words that a relation with this cue head may reach: its sentence, and the quotations that adjoin it."""
    sentences = t.report.sentences
    own = sentences[t.sentence[head]]
    first = own.index
    while first and own.index - first < 2 and _adjoins_before(t, first):
        first -= 1
    last = own.index
    while last + 1 < len(sentences) and last - own.index < _MOST_SENTENCES and _adjoins_after(t, last):
        last += 1
    return range(sentences[first].first, sentences[last].last)


def _adjoins_before(t: GrammarTables, index: int) -> bool:
    sentences = t.report.sentences
    end = sentences[index].first - 1
    return t.quote[end] != OUTSIDE and sentences[index].first - 1 >= 0


def _adjoins_after(t: GrammarTables, index: int) -> bool:
    """Whether the sentence after sentence ``index`` opens inside a quotation."""
    start = t.report.sentences[index].last
    return t.quote[start] != OUTSIDE or (start + 1 < t.size and t.quote[start + 1] != OUTSIDE)


class View:
    """The grammar as seen from one cue's head."""

    def __init__(self, t: GrammarTables, head: int, acts: Mapping[str, str], others: Collection[int]) -> None:
        self.t = t
        self.cue_head = head
        self.others = others
        self.ancestors: dict[int, int] = {}
        self.ups: list[str] = [""]
        index = head
        while index not in self.ancestors:
            self.ancestors[index] = len(self.ancestors)
            self.ups.append(f"{self.ups[-1]}^{t.dep[index]}" if len(self.ups) <= _FARTHEST else "far")
            index = t.head[index]
        self.places: dict[int, Place] = {index: Place(k, index, 0, "") for index, k in self.ancestors.items()}
        self.governors: dict[int, int] = {}
        self.word = t.lemma[head] if t.pos[head] != "PROPN" else "?"
        pos = t.pos[head]
        self.act = acts.get(self.word if pos in ("VERB", "AUX") else f"{pos}:{self.word}", "-")
        self.pos = pos
        self.passive = any(t.dep[c] in ("auxpass", "nsubjpass") for c in t.children[head])
        self.subject = t.subject(head)
        self.branches: dict[int, tuple[list[str], str]] = {}
        labels = {t.dep[c] for c in t.children[head]}
        self.frame = "".join(mark for name, mark in _FRAME.items() if name in labels) + ("p" if self.passive else "")
        self.quote_order = self._quote_order()

    def _quote_order(self) -> dict[int, str]:
        """The quotations near the head by their turn: the first after it, the first before it, others."""
        t, own = self.t, self.t.quote[self.cue_head]
        found: dict[int, str] = {OUTSIDE: "none"}
        if own != OUTSIDE:
            found[own] = "own"
        for step, name in ((1, "after"), (-1, "before")):
            index, seen = self.cue_head, 0
            while 0 <= index < t.size and abs(index - self.cue_head) < 80 and seen < 2:
                if t.quote[index] not in found:
                    seen += 1
                    found[t.quote[index]] = f"{name}{seen}"
                index += step
        return found

    def place(self, index: int) -> Place:
        """Where the word at ``index`` stands; words of other sentences hang on their own root."""
        path = []
        t = self.t
        while index not in self.places:
            path.append(index)
            if t.head[index] == index:
                self.places[index] = Place(9, index, 0, "")
                path.pop()
                break
            index = t.head[index]
        for step in reversed(path):
            above = t.head[step]
            over = self.places[above]
            if above in self.ancestors:
                self.places[step] = Place(self.ancestors[above], step, 1, "")
            else:
                dep = t.dep[step]
                deeper = dep in _TRAILING and over.trail.count("/") < 2
                trail = f"{over.trail}/{dep}" if deeper else over.trail
                self.places[step] = Place(over.up, over.branch, over.depth + 1, trail)
        return self.places[path[0] if path else index]

    def governor(self, index: int) -> str:
        """Whether the nearest likely cue head above the word is this one, another, or there is none."""
        t = self.t
        for _ in range(12):
            if index == self.cue_head:
                return "self"
            if index in self.others:
                return "above" if index in self.ancestors else "other"
            if t.head[index] == index:
                break
            index = t.head[index]
        return "none"

    def branch(self, place: Place) -> tuple[list[str], str]:
        """The features that all words of a branch share, and the branch's name."""
        known = self.branches.get(place.branch)
        if known is not None:
            return known
        t, b = self.t, place.branch
        up = self.ups[place.up] if place.up < len(self.ups) else "other"
        is_above = b in self.ancestors
        name = f"{up}{'=' if is_above else '>'}{t.dep[b]}{'<' if b < self.cue_head else '>'}"
        mark = _mark(t, b)
        word = t.lower[b] if t.pos[b] in _FUNCTION else t.pos[b]
        kind = t.kind(b)
        features = [
            f"B{name}",
            f"Bw{name}{self.word}",
            f"Ba{name}{self.act}{self.pos}",
            f"Bf{name}{self.frame}",
            f"Bk{name}{kind}",
            f"Bm{name}{mark}{self.act}",
            f"Bx{name}{word}{self.act}",
            f"Bv{name}{t.tag[b]}",
            f"Bq{name}{self.quote_order.get(t.quote[b], 'far')}",
            f"Bp{name}{self.passive}{self.pos}",
        ]
        if t.pos[b] in _FUNCTION:
            features += [f"Bl{name}{self.word}{word}"]
        self.branches[b] = features, name
        return features, name


_FRAME = {"ccomp": "c", "xcomp": "x", "dobj": "o", "prep": "r", "acl": "a", "advcl": "d", "nsubj": "s", "dative": "i"}


def _mark(t: GrammarTables, index: int) -> str:
    for child in t.children[index]:
        if t.dep[child] == "mark" or (t.dep[child] in ("aux", "advmod") and child == t.left[index]):
            return t.lower[child]
    return "-"


def word_features(view: View, index: int) -> list[str]:
    """The features of the word at ``index`` for the relation of the view's cue head."""
    t = view.t
    place = view.place(index)
    shared, name = view.branch(place)
    side = "<" if index < view.cue_head else ">" if index > view.cue_head else "="
    b = place.branch
    at = "<" if index < b else ">" if index > b else "="
    shape = t.shape[index]
    turn = view.quote_order.get(t.quote[index], "far")
    offset = t.sentence[index] - t.sentence[view.cue_head]
    sentence = f"{max(-2, min(offset, 3))}"
    gap = abs(index - view.cue_head)
    far = (
        "1"
        if gap == 1
        else "2"
        if gap == 2
        else "5"
        if gap <= 5
        else "10"
        if gap <= 10
        else "20"
        if gap <= 20
        else "99"
    )
    governor = view.governor(index)
    found = [
        *shared,
        f"T{name}{place.trail}{at}",
        f"Td{name}{t.dep[index]}{min(place.depth, 3)}",
        f"Ts{name}{shape}",
        f"Tz{place.trail}{at}{side}",
        f"Q{turn}{side}{sentence}",
        f"Qa{turn}{side}{view.act}{view.pos}",
        f"Qf{turn}{side}{view.frame}",
        f"Qw{turn}{side}{view.word}",
        f"G{governor}{side}{turn}",
        f"Gn{governor}{name}",
        f"D{far}{side}{sentence}",
        f"Ds{far}{side}{shape}",
        f"S{shape}{side}",
        f"Sw{shape}{side}{view.word}" if gap < 4 else f"Sa{shape}{side}{view.act}",
        f"E{t.entity[index]}{side}{far}",
        f"P{t.dep[index]}{side}{far}",
    ]
    if view.subject is not None and t.left[view.subject] <= index <= t.right[view.subject]:
        found += [
            f"J{place.trail}{at}{view.passive}{view.pos}",
            f"Jw{view.word}{view.passive}",
            f"Jk{t.kind(view.subject)}{view.act}",
        ]
        found.append(f"Js{_within(t, index, view.subject)}{shape}")
    return found


def _within(t: GrammarTables, index: int, top: int) -> str:
    """The modifying edges between a word and the top of its phrase, outermost last."""
    trail = "<" if index < top else ">"
    for _ in range(8):
        if index == top:
            return trail
        if t.dep[index] in _TRAILING:
            trail += t.dep[index] + "/"
        index = t.head[index]
    return trail


def seam_features(view: View, index: int) -> list[str]:
    """The features of the seam between the word at ``index`` and the one before it."""
    t = view.t
    before, here = view.place(index - 1), view.place(index)
    names = f"{view.branch(before)[1]}|{view.branch(here)[1]}" if before.branch != here.branch else "same"
    one, two = t.shape[index - 1], t.shape[index]
    quotes = "-"
    if t.quote[index - 1] != t.quote[index]:
        quotes = "open" if t.quote[index - 1] == OUTSIDE else "close" if t.quote[index] == OUTSIDE else "swap"
    near = (
        "=" if index == view.cue_head else "+" if index - 1 == view.cue_head else "<" if index < view.cue_head else ">"
    )
    found = [
        f"s{near}",
        f"sb{names}",
        f"sx{one}|{two}",
        f"s1{one}{near}",
        f"s2{two}{near}",
        f"sq{quotes}{near}",
        f"sqa{quotes}{view.act}{near}",
        f"st{here.trail}|{before.trail}{near}" if before.branch == here.branch else f"sn{near}",
        f"sd{_opening(t, index)}{near}",
        f"se{_closing(t, index - 1)}{near}",
        f"sde{_closing(t, index - 1)}|{_opening(t, index)}",
    ]
    if near in "=+":
        found += [f"sw{view.word}{near}{one if near == '=' else two}", f"sa{view.act}{near}{one}|{two}"]
    if t.sentence[index - 1] != t.sentence[index]:
        found.append(f"ss{quotes}{near}")
    return found


def _opening(t: GrammarTables, index: int) -> str:
    """The relation of the largest phrase that opens at the word; "+" and its own where it opens none."""
    if t.left[index] != index:
        return f"+{t.dep[index]}"
    top = index
    while t.head[top] != top and t.left[t.head[top]] == index:
        top = t.head[top]
    return t.dep[top]


def _closing(t: GrammarTables, index: int) -> str:
    """The relation of the largest phrase that closes at the word; "+" and its own where it closes none."""
    if t.right[index] != index:
        return f"+{t.dep[index]}"
    top = index
    while t.head[top] != top and t.right[t.head[top]] == index:
        top = t.head[top]
    return t.dep[top]
