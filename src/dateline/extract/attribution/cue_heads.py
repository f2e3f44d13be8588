"""Is this word the head of a cue: the features of the judgement.

A cue's head is the word on which the rest of the cue hangs ("*declined* to comment", "*said* in a statement",
"*according* to", the colon after a headline's source). What does not belong here: where the cue begins and ends, and
what it governs (`chain`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.extract.attribution.tables import OUTSIDE, GrammarTables

_PARTS = frozenset({"VERB", "NOUN", "ADJ", "ADV", "ADP", "AUX", "SCONJ", "PROPN"})
_MARKS = frozenset({":", '"', "“"})
_COMPLEMENTS = frozenset(
    {"ccomp", "xcomp", "dobj", "prep", "acl", "advcl", "attr", "acomp", "oprd", "prt", "dative", "agent"}
)


def is_candidate(tables: GrammarTables, index: int) -> bool:
    """Whether the word is of a sort that can head a cue at all."""
    return tables.pos[index] in _PARTS or tables.lower[index] in _MARKS


def cue_features(tables: GrammarTables, index: int, acts: Mapping[str, str]) -> list[str]:
    """The features that hold for the word at ``index``.

    acts: what the words of the lexicon do, by lemma.
    """
    t = tables
    word, pos, dep = t.lemma[index], t.pos[index], t.dep[index]
    if pos == "PROPN":
        word = "?"
    act = acts.get(word, "-") if pos in ("VERB", "AUX") else acts.get(f"{pos}:{word}", "-")
    head = t.head[index]
    children = t.children[index]
    complements = sorted({t.dep[c] for c in children if t.dep[c] in _COMPLEMENTS})
    frame = "+".join(complements)
    subject = t.subject(index) if pos in ("VERB", "AUX") else next((c for c in children if t.dep[c] == "poss"), None)
    kind = t.kind(subject)
    passive = any(t.dep[c] in ("auxpass", "nsubjpass") for c in children) or (dep == "acl" and t.tag[index] == "VBN")
    negated = any(t.dep[c] == "neg" for c in children)
    quoted = t.quote[index] != OUTSIDE
    beside = _quotation_beside(t, index)
    voice = "passive" if passive else "active"
    found = [
        "bias",
        f"p={pos}",
        f"t={t.tag[index]}",
        f"w={pos}:{word}",
        f"d={dep}",
        f"pd={pos}:{dep}",
        f"act={act}",
        f"f={pos}:{frame}",
        f"s={pos}:{kind}",
        f"sf={kind}:{frame}",
        f"v={voice}",
        f"q={quoted}:{pos}",
        f"b={beside}:{pos}",
        f"bs={beside}:{kind}",
        f"wf={word}:{frame}",
        f"wv={word}:{voice}:{quoted}",
        f"wk={word}:{kind}",
        f"wd={word}:{dep}",
        f"wb={word}:{beside}",
        f"wt={word}:{t.tag[index]}",
        f"af={act}:{frame}:{voice}",
        f"ak={act}:{kind}:{quoted}",
        f"ad={act}:{dep}",
        f"hd={t.lemma[head] if head != index and t.pos[head] != 'PROPN' else '-'}:{dep}",
        f"ha={acts.get(t.lemma[head], '-') if head != index else '-'}:{dep}:{pos}",
        f"n={t.shape[index + 1] if index + 1 < t.size else '$'}:{pos}",
        f"l={t.shape[index - 1] if index else '^'}:{pos}",
        f"wn={word}:{t.shape[index + 1] if index + 1 < t.size else '$'}",
        f"wl={word}:{t.shape[index - 1] if index else '^'}",
    ]
    if negated:
        found += [f"neg:{pos}", f"neg:{word}", f"neg:{act}"]
    if subject is not None:
        found.append(f"sw={t.lemma[subject] if t.pos[subject] == 'NOUN' else t.shape[subject]}:{pos}")
        found.append(f"sd={'before' if subject < index else 'after'}:{pos}:{min(abs(subject - index), 3)}")
    else:
        found.append(f"ns={pos}:{frame}:{dep}")
    for child in children:
        label = t.dep[child]
        if label in ("prep", "prt", "aux", "agent", "mark", "dative"):
            found += [f"c={label}:{t.lower[child]}:{pos}", f"wc={word}:{t.lower[child]}"]
        elif label in ("ccomp", "xcomp", "dobj", "acl", "attr", "acomp", "oprd"):
            found += [
                f"c={label}:{t.kind(child)}:{pos}",
                f"cm={label}:{_mark(t, child)}:{pos}",
                f"cs={label}:{'before' if child < index else 'after'}:{pos}",
                f"wm={word}:{label}:{_mark(t, child)}",
            ]
            if label == "dobj" and t.pos[child] == "NOUN":
                found += [f"cw={t.lemma[child]}", f"wo={word}:{t.lemma[child]}"]
    if dep in ("ccomp", "advcl", "conj", "relcl", "acl", "xcomp", "parataxis"):
        found.append(f"m={dep}:{_mark(t, index)}")
    if t.sentence[index] == 0:
        found += ["title", f"title:{pos}:{frame}", f"title:{word}", f"title:{act}"]
    found.extend(_mark_features(t, index))
    return found


def _mark_features(t: GrammarTables, index: int) -> Iterator[str]:
    """For a colon or an opening quotation mark: what stands on either side."""
    if t.pos[index] != "PUNCT" and t.lower[index] not in _MARKS:
        return
    first = t.report.sentences[t.sentence[index]].first
    mark = t.lower[index]
    yield f"{mark}at={min(index - first, 6)}"
    if index:
        yield f"{mark}before={t.kind(index - 1)}"
        yield f"{mark}caps={t.report.tokens[index - 1].text.isupper()}"
    if index + 1 < t.size:
        yield f"{mark}after={t.kind(index + 1)}:{t.quote[index + 1] != OUTSIDE}"


def _mark(t: GrammarTables, index: int) -> str:
    """The word that opens a clause: "that", "to", "whether", a question word; "-" for none."""
    for child in t.children[index]:
        if t.dep[child] == "mark" or (t.dep[child] in ("aux", "advmod") and child == t.left[index]):
            return t.lower[child]
    return "-"


def _quotation_beside(t: GrammarTables, index: int) -> str:
    """Where, within the sentence and a few words, a quotation stands beside the word."""
    sentence = t.report.sentences[t.sentence[index]]
    own = t.quote[index]
    after = next((k for k in range(1, 9) if index + k < sentence.last and _other(t, index + k, own)), 0)
    before = next((k for k in range(1, 9) if index - k >= sentence.first and _other(t, index - k, own)), 0)
    return f"{_bucket(before)}<>{_bucket(after)}"


def _other(t: GrammarTables, index: int, own: int) -> bool:
    return t.quote[index] not in (OUTSIDE, own)


def _bucket(distance: int) -> str:
    return "-" if not distance else "1" if distance <= 2 else "2" if distance <= 4 else "3"
