"""Which words name a happening, of which type and mode."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extract.happenings import Mention, best_entry, in_class
from dateline.extract.lexicon import Lexicon, load_lexicon, loader
from dateline.model import EventType, ParsedReport
from factories import parsed
from lexicon_mentions import mentions_of

Parse = Callable[..., ParsedReport]

REAL = load_lexicon()


def lexicon(**lists: list[str]) -> Lexicon:
    """A lexicon of ASSAULT entries made here, with the real classes and modes."""
    made = list(loader._entries({"ASSAULT": {"any": lists}}))
    by_lemma = {lemma: tuple(e for e in made if e.lemma == lemma) for lemma in {e.lemma for e in made}}
    return Lexicon(by_lemma, REAL.classes, REAL.modes, REAL.participants)


def named(report: ParsedReport, words: Lexicon = REAL) -> list[str]:
    return [mention.words.text for mention in mentions_of(report, words)]


def only(report: ParsedReport, event_type: EventType) -> Mention:
    (found,) = [mention for mention in mentions_of(report) if mention.type is event_type]
    return found


RAID = parsed("""
Gunmen   gunman  NOUN/NNS  nsubj 2
raided   raid    VERB/VBD  ROOT  0
a        -       DET/DT    det   4
village  -       NOUN/NN   dobj  2
""")


def test_a_verb_entry_matches_verbs_and_a_noun_entry_nouns() -> None:
    assert named(RAID, lexicon(verbs=["raid"])) == ["raided"]
    assert named(RAID, lexicon(nouns=["raid"])) == []


@pytest.mark.parametrize(
    ("entry", "fits"),
    [
        ("raid @village", True),
        ("raid @{place}", True),
        ("raid @{weapon}", False),
        ("raid ^gunman", True),
        ("raid ^{person}", True),
        ("raid ^{weapon}", False),
        ("raid +on", False),
    ],
)
def test_what_an_entry_asks_for_must_stand_there(entry: str, fits: bool) -> None:
    words = lexicon(verbs=[entry])
    assert (best_entry(RAID, RAID.tokens[1], words) is not None) == fits


def test_the_entry_that_asks_for_most_wins() -> None:
    words = lexicon(verbs=["raid", "raid @{place}?", "raid @village", "raid @{weapon} ^gunman"])
    best = best_entry(RAID, RAID.tokens[1], words)
    assert best is not None
    assert best.text == "raid @village"


def test_of_entries_that_ask_for_as_much_the_strong_one_wins() -> None:
    words = lexicon(verbs=["raid @{place}?", "raid ^{person}"])
    best = best_entry(RAID, RAID.tokens[1], words)
    assert best is not None
    assert not best.is_weak


PASSIVE = parsed("""
The      -       DET/DT    det       2
village  -       NOUN/NN   nsubjpass 4
was      be      AUX/VBD   auxpass   4
raided   raid    VERB/VBN  ROOT      0
""")


def test_the_subject_of_a_passive_is_what_an_entry_calls_object() -> None:
    assert named(PASSIVE, lexicon(verbs=["raid @{place}"])) == ["raided"]


BOMB = parsed("""
A        -       DET/DT    det      4
car      -       NOUN/NN   compound 3
bomb     -       NOUN/NN   compound 4
attack   -       NOUN/NN   nsubj    5
shook    shake   VERB/VBD  ROOT     0
Jos      Jos     PROPN/NNP dobj     5   GPE
""")


def test_words_before_the_head_are_part_of_the_evidence() -> None:
    assert named(BOMB, lexicon(nouns=["bomb attack"])) == ["bomb attack"]
    assert named(BOMB, lexicon(nouns=["knife attack"])) == []


@pytest.mark.parametrize(
    "text",
    [
        "Rebels launched an attack on a convoy near Homs, killing three soldiers and taking two hostage.",
        "Militants launched an attack and killed two soldiers in an ambush.",
    ],
)
def test_every_word_names_one_happening_at_most(parse: Parse, text: str) -> None:
    report = parse(text)
    mentions = mentions_of(report)
    starts = [mention.token.index for mention in mentions]
    assert starts == sorted(set(starts))
    spans = [mention.words for mention in mentions]
    assert not any(a.contains(b) for a in spans for b in spans if a != b)


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("Gunmen killed two farmers near Jos.", EventType.ASSAULT, "firearms"),
        ("Jets bombed a rebel camp near Homs.", EventType.ASSAULT, "aerial"),
        ("Armed men abducted three teachers in Kaduna.", EventType.ASSAULT, "abduct"),
        ("Police arrested a union leader in Harare.", EventType.COERCE, "arrest"),
        ("The two presidents met in Geneva on Monday.", EventType.CONSULT, "meet"),
        ("Students marched through Santiago on Friday.", EventType.PROTEST, "demo"),
        ("A bus crashed near Mombasa on Sunday.", EventType.INCIDENT, "crash"),
        ("The court sentenced the general to ten years.", EventType.SANCTION, "convict"),
        ("The foreign minister resigned on Sunday.", EventType.RETREAT, "resign"),
    ],
)
def test_type_and_mode_of_plain_sentences(parse: Parse, text: str, event_type: EventType, mode: str) -> None:
    assert only(parse(text), event_type).mode == mode


def test_the_words_that_tell_the_mode_are_its_evidence(parse: Parse) -> None:
    mention = only(parse("Gunmen killed two farmers near Jos."), EventType.ASSAULT)
    assert (mention.words.text, mention.mode_words.text) == ("killed", "Gunmen")


def test_without_a_word_for_it_the_mode_is_open_and_rests_on_the_mention(parse: Parse) -> None:
    mention = only(parse("Three people were murdered in Freetown."), EventType.ASSAULT)
    assert mention.mode is None
    assert mention.mode_words == mention.words


@pytest.mark.parametrize(
    "text", ["The valley is wide and green.", "She has taught law in Accra since 2019.", "Copper prices fell."]
)
def test_plain_words_name_nothing(parse: Parse, text: str) -> None:
    assert named(parse(text)) == []


def test_evidence_is_the_words_of_the_report(parse: Parse) -> None:
    report = parse("Rebels launched an attack on a convoy near Homs, killing three soldiers.")
    for mention in mentions_of(report):
        report.report.verify(mention.words)
        report.report.verify(mention.mode_words)


def test_a_name_is_of_a_class_by_its_kind_and_a_noun_by_its_lemma() -> None:
    jos, village = BOMB.tokens[5], RAID.tokens[3]
    assert in_class(jos, "place", REAL)
    assert not in_class(jos, "person", REAL)
    assert in_class(village, "place", REAL)
    assert not in_class(village, "weapon", REAL)


@pytest.mark.parametrize(
    ("text", "words", "event_type", "mode"),
    [
        ("Police arrested the editor.", "arrested", EventType.COERCE, "arrest"),
        ("A suicide bombing hit the market.", "suicide bombing", EventType.ASSAULT, "suicide-attack"),
        ("Warplanes bombed the village.", "bombed", EventType.ASSAULT, "aerial"),
        ("The union called for talks.", "called for talks", EventType.REQUEST, "meet"),
        ("The union called for the minister to resign.", "called for", EventType.REQUEST, "change"),
        ("Troops withdrew from the border.", "withdrew from", EventType.RETREAT, "withdraw"),
        ("Voters took to the streets.", "took to", EventType.PROTEST, "demo"),
        ("Gunmen opened fire.", "opened fire", EventType.ASSAULT, "firearms"),
        ("The state imposed sanctions on the bank.", "imposed sanctions", EventType.SANCTION, "discontinue"),
    ],
)
def test_words_name_a_type_and_a_mode(
    parse: Parse, text: str, words: str, event_type: EventType, mode: str | None
) -> None:
    found = [(m.words.text, m.type, m.mode) for m in mentions_of(parse(text))]
    assert (words, event_type, mode) in found


def test_the_doer_can_tell_the_mode(parse: Parse) -> None:
    (mention,) = [m for m in mentions_of(parse("A sniper killed the guard.")) if m.token.pos == "VERB"]
    assert (mention.mode, mention.mode_words.text) == ("firearms", "sniper")


def test_an_object_of_another_class_is_another_happening(parse: Parse) -> None:
    def types(text: str) -> set[EventType]:
        return {mention.type for mention in mentions_of(parse(text))}

    assert EventType.MOBILIZE in types("The state deployed troops to the coast.")
    assert EventType.SANCTION in types("The minister fired the director.")
    assert EventType.ASSAULT in types("Rebels fired rockets at the port.")


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Five people were killed in a crash near Gao.", "killed", EventType.INCIDENT),
        ("The crash killed five people.", "killed", EventType.INCIDENT),
        ("Dozens were injured in a stampede.", "injured", EventType.INCIDENT),
        ("Five people were killed in an attack near Gao.", "killed", EventType.ASSAULT),
        ("A bomb explosion killed five people.", "killed", EventType.ASSAULT),
        ("Gunmen killed five people.", "killed", EventType.ASSAULT),
    ],
)
def test_harm_is_of_the_type_of_its_cause(parse: Parse, text: str, word: str, expected: EventType) -> None:
    mentions = mentions_of(parse(text))
    assert next(m.type for m in mentions if m.token.text == word) is expected


def test_an_envoy_is_expelled_by_sanction_and_a_family_by_force(parse: Parse) -> None:
    types = [mentions_of(parse(f"Chad expelled the {whom}."))[0].type for whom in ("ambassador", "family")]
    assert types == [EventType.SANCTION, EventType.COERCE]
