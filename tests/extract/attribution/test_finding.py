"""Attribution relations over invented reports, parsed by the real parser."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from dateline.errors import ConfigError
from dateline.extract.attribution import (
    Act,
    Attribution,
    find_attributions,
    load_attribution_lexicon,
    read_attribution_lexicon,
    stance_towards,
    voices_for,
    vouches,
)
from dateline.model import EventType, ParsedReport, Report, SourceKind, Stance


@dataclass
class Reading:
    report: ParsedReport
    found: tuple[Attribution, ...]

    def content(self, attribution: Attribution) -> list[str]:
        tokens = self.report.tokens
        text = self.report.report.text
        return [text[tokens[first].start : tokens[last - 1].end] for first, last in attribution.content]

    def rows(self) -> list[tuple[str | None, str | None, str]]:
        return [
            (a.source.text if a.source else None, a.cue.text if a.cue else None, " | ".join(self.content(a)))
            for a in self.found
        ]

    def index(self, word: str) -> int:
        return next(token.index for token in self.report.tokens if token.text == word)

    def voices(self, word: str) -> list[str]:
        return [a.source.text for a in voices_for(self.index(word), self.found) if a.source]


@pytest.fixture(scope="module")
def read(parser):
    def _read(body: str, title: str = "") -> Reading:
        text = f"{title}\n{body}" if title else body
        parsed = next(parser.parse([Report("r-1", text, "test", body_start=len(title) + 1 if title else 0)]))
        assert isinstance(parsed, ParsedReport)
        return Reading(parsed, find_attributions(parsed))

    return _read


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Police said that gunmen had killed two guards in Orvale on Friday.",
            ("Police", "said", "that gunmen had killed two guards in Orvale on Friday"),
        ),
        (
            "Three people died in the blast, according to the Velmor hospital.",
            ("the Velmor hospital", "according to", "Three people died in the blast"),
        ),
        (
            "The road, police said, was closed after the crash.",
            ("police", "said", "The road | was closed after the crash"),
        ),
        (
            "Officers raided a house, Orvale police said Thursday, and arrested two men.",
            ("Orvale police", "said", "Officers raided a house | arrested two men"),
        ),
        (
            "A bombing claimed by the rebels killed two people.",
            ("the rebels", "claimed", "A bombing"),
        ),
        (
            "The governor told reporters that the dam was safe.",
            ("The governor", "told", "that the dam was safe"),
        ),
        (
            "Venn accused the militia of burning the school.",
            ("Venn", "accused", "the militia of burning the school"),
        ),
        (
            "Two aid workers were reportedly abducted near the border.",
            (None, "reportedly", "Two aid workers were | abducted near the border"),
        ),
        (
            "The general is believed to have fled the capital.",
            (None, "is believed", "The general | to have fled the capital"),
        ),
        (
            "The mayor's claim that the dam was safe was wrong.",
            ("The mayor", "claim", "that the dam was safe"),
        ),
    ],
)
def test_source_cue_and_content(read, text, row):
    assert row in read(text).rows()


def test_split_quotation_belongs_to_one_speaker(read):
    reading = read("“The bridge is closed,” said Mara Venn, a port official. “Nobody will cross tonight.”")
    assert reading.rows() == [
        ("Mara Venn, a port official", "said", "The bridge is closed | Nobody will cross tonight")
    ]
    assert reading.found[0].is_quoted


def test_straight_quotation_marks_that_the_sentence_splitter_leaves_behind(read):
    reading = read('"The bridge is closed," Venn said. "Nobody will cross tonight."')
    assert reading.voices("cross") == ["Venn"]


def test_quotation_after_indirect_speech_is_a_relation_of_its_own(read):
    reading = read("Venn said the bridge was closed. “Nobody will cross it tonight.”")
    assert ("Venn", None, "Nobody will cross it tonight") in reading.rows()


def test_inserted_participle_goes_on_with_the_speaker_not_with_the_content(read):
    reading = read("The colonel said the valley was empty, adding that his men had left on Friday.")
    assert ("The colonel", "said", "the valley was empty") in reading.rows()
    assert ("The colonel", "adding", "that his men had left on Friday") in reading.rows()


def test_pronoun_is_replaced_by_the_earlier_mention_and_kept(read):
    reading = read("Anna Keller, a farmer from Dorn, fled with her sons. “We left at dawn,” she said.")
    (found,) = reading.found
    assert found.source is not None
    assert found.source.text.startswith("Anna Keller")
    assert found.pronoun is not None
    assert found.pronoun.text == "she"


def test_pronoun_without_antecedent_stays(read):
    (found,) = read("“We left at dawn,” she said.").found
    assert found.source == found.pronoun


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The ministry confirmed that the convoy had been hit.", Stance.CONFIRMS),
        ("The ministry denied that the convoy had been hit.", Stance.DENIES),
        ("The ministry denied involvement in the shelling.", Stance.DENIES),
        ("The rebels claimed responsibility for the attack on the depot.", Stance.CLAIMS_RESPONSIBILITY),
        ("The bombing was claimed by the rebels.", Stance.CLAIMS_RESPONSIBILITY),
        ("The army did not confirm that the town had fallen.", Stance.CANNOT_VERIFY),
        ("The minister refused to confirm that the town had fallen.", Stance.CANNOT_VERIFY),
        ("The figures could not be independently verified.", Stance.CANNOT_VERIFY),
        ("The envoy disputed the account.", Stance.DOUBTS),
        ("The ministry revised the toll to nine.", Stance.REVISES),
        ("The paper retracted the story.", Stance.RETRACTS),
        ("Police said that the town had fallen.", Stance.ASSERTS),
    ],
)
def test_stance(read, text, stance):
    assert read(text).found[-1].stance is stance


def test_nobody_claiming_responsibility_is_negated_and_has_no_source(read):
    (found,) = read("No group has claimed responsibility for the bombing.").found
    assert found.negated
    assert found.source is None


def test_a_claim_that_could_not_be_verified_reaches_what_was_claimed(read):
    reading = read("Residents reported a second explosion. The account could not be independently verified.")
    stances = [a.stance for a in voices_for(reading.index("explosion"), reading.found)]
    assert stances == [Stance.ASSERTS, Stance.CANNOT_VERIFY]


def test_quoted_source_is_inside_the_one_that_quotes_it(read):
    reading = read("The agency quoted the ministry as saying that five soldiers had died.")
    inner = voices_for(reading.index("died"), reading.found)[0]
    assert inner.source is not None
    assert inner.source.text == "the ministry"
    assert inner.via is not None
    outer = reading.found[inner.via].source
    assert outer is not None
    assert outer.text == "The agency"


def test_cited_source_is_inside_the_one_that_cites_it(read):
    reading = read("State media said the convoy had been hit, citing residents.")
    rows = reading.rows()
    assert ("residents", "citing", "the convoy had been hit") in rows
    assert ("State media", "said", "the convoy had been hit") in rows
    assert reading.found[-1].via == 0


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Dozens killed in market blast – police", "police"),
        ("Minister: Ferry sank after collision", "Minister"),
        ("Ferry sank after collision, minister says", "minister"),
    ],
)
def test_headline(read, title, source):
    reading = read("It was a quiet day.", title)
    assert [a.source.text for a in reading.found if a.source] == [source]


def test_dash_in_a_headline_before_no_speaker_is_no_source(read):
    assert read("It was a quiet day.", "Ferry sinks – again").found == ()


def test_transcript_turns_run_to_the_next_name(read):
    reading = read("VENN: They shelled the harbour.\nNobody warned anyone.\nMARSH: That is not true.")
    assert reading.voices("warned") == ["VENN"]
    assert reading.voices("true") == ["MARSH"]


def test_content_indexes_are_disjoint_ordered_and_inside_the_report(read):
    reading = read("“A shell fell,” Venn said. “Then another.” Police confirmed the report, according to Marsh.")
    for found in reading.found:
        flat = [index for pair in found.content for index in pair]
        assert flat == sorted(set(flat))
        assert flat[-1] <= len(reading.report.tokens)
        for span in (found.source, found.cue, found.pronoun):
            if span is not None:
                reading.report.report.verify(span)


def test_voices_come_innermost_first(read):
    reading = read("The paper said that witnesses had told the police that a car exploded.")
    assert reading.voices("exploded") == ["witnesses", "The paper"]


def test_reporter_alone_is_no_voice(read):
    reading = read("A car exploded in Orvale on Friday. Police said that nobody was hurt.")
    assert reading.voices("exploded") == []


def test_vouches_for_acts_but_not_for_the_speakers_own_speech_act(read):
    (said,) = read("The army said that it had shelled the harbour.").found
    assert vouches(said, EventType.ASSAULT, is_doer=True)
    assert vouches(said, EventType.THREATEN)
    assert not vouches(said, EventType.THREATEN, is_doer=True)
    assert not vouches(said, EventType.SUPPORT)


def test_judging_wanting_and_negated_saying_vouch_for_nothing(read):
    (accused,) = read("Venn accused the militia of burning the school.").found
    assert accused.act is Act.JUDGE
    assert not vouches(accused, EventType.ASSAULT)
    (silent,) = read("Venn did not say that the militia had burned the school.").found
    assert not vouches(silent, EventType.ASSAULT)
    (doubtful,) = read("Venn did not confirm that the militia had burned the school.").found
    assert vouches(doubtful, EventType.ASSAULT)


def test_body_in_a_position_to_know_confirms(read):
    (police,) = read("Police said that two men had been arrested.").found
    (resident,) = read("Residents said that two men had been arrested.").found
    assert stance_towards(police) is Stance.CONFIRMS
    assert stance_towards(resident) is Stance.ASSERTS


def test_work_grows_linearly(parser):
    import time  # noqa: PLC0415

    text = "Police said that two men had been arrested. “We saw it,” a resident said.\n"
    (short,) = parser.parse([Report("a", text * 20, "test")])
    (long,) = parser.parse([Report("b", text * 200, "test")])

    def seconds(report: ParsedReport) -> float:
        start = time.perf_counter()
        find_attributions(report)
        return time.perf_counter() - start

    assert seconds(long) < 40 * max(min(seconds(short) for _ in range(3)), 0.001)


LEXICON_TAIL = """
[phrases]
[negation]
words = []
refusing = []
[responsibility]
"""


@pytest.mark.parametrize(
    ("act", "words", "problem"),
    [
        ("say", '["say", "say"]', "'say' stands twice"),
        ("sing", '["sing"]', "act 'sing' with stance 'asserts' is unknown"),
    ],
)
def test_lexicon_names_its_faults(act, words, problem):
    group = f'[[verbs]]\nact = "{act}"\nstance = "asserts"\nwords = {words}\n'
    with pytest.raises(ConfigError, match=problem):
        read_attribution_lexicon(group + LEXICON_TAIL)


def test_lexicon_that_ships_is_sound():
    lexicon = load_attribution_lexicon()
    assert lexicon.verbs["deny"].stance is Stance.DENIES
    assert lexicon.negated[Stance.CONFIRMS] is Stance.CANNOT_VERIFY
    assert lexicon.sources.kinds["police"] is SourceKind.SECURITY_FORCES
