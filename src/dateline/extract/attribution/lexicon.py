"""The words of attribution: what cues do, and which words around them matter, from ``lexicon/attribution.toml``.

The learned weights decide which words are cues; the lexicon tells what a cue does with its content. What does not
belong here: the words that tell kinds of speaker (`extract.sources`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from dateline.errors import ConfigError
from dateline.extract.attribution.relation import Act
from dateline.extract.sources import LEXICON_FILE, SourceWords, read_source_words
from dateline.model import Stance, Token


@dataclass(frozen=True, slots=True)
class Cue:
    """One word of the lexicon that lets a source speak: what it does, its stance, and where its content stands."""

    act: Act
    stance: Stance
    frames: frozenset[str]

    @property
    def prepositions(self) -> frozenset[str]:
        """The prepositions that lead the content and belong to the cue."""
        return self.frames - _FRAMES


_FRAMES = frozenset({"clause", "infinitive", "object", "subject"})


@dataclass(frozen=True)
class AttributionLexicon:
    """The cues by lemma, the words around cues, and the words that tell kinds of source."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adverbs: Mapping[str, Cue]
    phrases: Mapping[str, frozenset[str]]
    negated: Mapping[Stance, Stance]
    negations: frozenset[str]
    refusing: frozenset[str]
    responsibility: Mapping[str, frozenset[str]]
    sources: SourceWords

    @cached_property
    def acts(self) -> Mapping[str, str]:
        """What each cue does: verbs by lemma, nouns and adverbs by "NOUN:" or "ADV:" and lemma."""
        found = {word: str(cue.act) for word, cue in self.verbs.items()}
        found |= {f"NOUN:{word}": str(cue.act) for word, cue in self.nouns.items()}
        return found | {f"ADV:{word}": str(cue.act) for word, cue in self.adverbs.items()}

    def cue(self, token: Token) -> Cue | None:
        """What ``token`` does as a cue; None where the lexicon does not know it."""
        if token.pos in ("VERB", "AUX"):
            return self.verbs.get(token.lemma)
        return self.nouns.get(token.lemma) if token.pos == "NOUN" else self.adverbs.get(token.lower)


@cache
def load_attribution_lexicon() -> AttributionLexicon:
    """The lexicon that ships with the package, read once.

    Raises:
        ConfigError: an unknown act, stance or kind, or a word that stands twice; all of a table are named at once.
    """
    return read_attribution_lexicon((files("dateline.extract.lexicon") / LEXICON_FILE).read_text(encoding="utf-8"))


def read_attribution_lexicon(text: str) -> AttributionLexicon:
    """The lexicon that TOML ``text`` describes; its form is explained at the top of the file that ships.

    Raises:
        ConfigError: an unknown act, stance or kind, or a word that stands twice; all of a table are named at once.
    """
    data = tomllib.loads(text)
    sets = {name: frozenset(words) for name, words in data["phrases"].items()}
    negation, responsibility = data["negation"], data["responsibility"]
    return AttributionLexicon(
        verbs=_cues(data["verbs"], "verbs"),
        nouns=_cues(data["nouns"], "nouns"),
        adverbs=_cues(data["adverbs"], "adverbs"),
        phrases=sets,
        negated={Stance(word): Stance(negation[word]) for word in negation if word in set(Stance)},
        negations=frozenset(negation["words"]),
        refusing=frozenset(negation["refusing"]),
        responsibility={name: frozenset(words) for name, words in responsibility.items()},
        sources=read_source_words(data),
    )


def _cues(groups: Iterable[Mapping[str, Any]], table: str) -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    problems = []
    for group in groups:
        if group["act"] not in set(Act) or group["stance"] not in set(Stance):
            problems.append(
                f"act {group['act']!r} with stance {group['stance']!r} is unknown; "
                f"acts are {', '.join(Act)}, stances {', '.join(Stance)}"
            )
            continue
        cue = Cue(Act(group["act"]), Stance(group["stance"]), frozenset(group.get("frames", ())))
        for word in group["words"]:
            if word in found:
                problems.append(f"{word!r} stands twice")
            found[word] = cue
    if problems:
        raise ConfigError(
            f"{LEXICON_FILE} [[{table}]]: " + "; ".join(problems) + ". Keep each word in one known group."
        )
    return found
