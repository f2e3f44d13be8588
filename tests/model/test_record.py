"""What the record refuses, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dateline.errors import EvidenceError
from dateline.model import (
    Absence,
    Casualties,
    CasualtyKind,
    Certainty,
    Claim,
    Country,
    DateBasis,
    DatePrecision,
    Days,
    Emptiness,
    EventRecord,
    EventType,
    Field,
    Main,
    Maker,
    Mode,
    Responsibility,
    ResponsibilityStance,
    Span,
    Stance,
    Status,
    Voice,
    Words,
)
from dateline.model.record import VALUE_TYPES
from factories import MAKER, claim, record, report

REPORT, (GUNMEN, KILLED, GUARDS, POLICE, SAID, THEY) = report(
    "[[Gunmen]] [[killed]] [[two guards]], [[police]] [[said]]. [[They]] fled."
)
ELSEWHERE = Span("other", 0, 6, "Gunmen")
EMPTY = Absence(Field.PLACE, Emptiness.NOT_TOLD, MAKER)


class TestValues:
    @pytest.mark.parametrize("code", ["no", "NO", "nor", "NORW", "NØR", "", "N O1"])
    def test_a_country_is_three_capitals(self, code: str) -> None:
        with pytest.raises(ValueError, match="is not an ISO 3166-1 alpha-3 code"):
            Country(code)

    def test_days_run_forward(self) -> None:
        with pytest.raises(ValueError, match="first 2031-03-04, last 2031-03-03"):
            Days(date(2031, 3, 4), date(2031, 3, 3), DatePrecision.DAY, DateBasis.STATED)

    @pytest.mark.parametrize(("low", "high"), [(None, None), (5, 4)])
    def test_casualties_have_a_bound_and_run_forward(self, low: int | None, high: int | None) -> None:
        with pytest.raises(ValueError, match="a number of killed"):
            Casualties(CasualtyKind.KILLED, low, high, "guide")

    def test_every_field_has_a_type_of_value(self) -> None:
        assert set(VALUE_TYPES) == set(Field)


class TestVoice:
    def test_a_voice_without_words_is_refused(self) -> None:
        with pytest.raises(EvidenceError, match="nobody speaks"):
            Voice(None, None)

    def test_a_chain_runs_from_the_innermost_outward(self) -> None:
        outer = Voice(POLICE, SAID)
        inner = Voice(GUARDS, None, via=outer)
        assert list(inner.chain()) == [inner, outer]
        assert list(inner.spans()) == [GUARDS, POLICE, SAID]


class TestClaim:
    def test_a_value_without_words_is_refused(self) -> None:
        with pytest.raises(EvidenceError, match="has no evidence"):
            Claim(Field.STATUS, Status.OCCURRED, (), MAKER)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            (Field.STATUS, Certainty.FACT),
            (Field.COUNTRY, Words("Norvik")),
            (Field.ACTOR, "Gunmen"),
            (Field.MAIN, True),
            (Field.TYPE, "ASSAULT"),
        ],
    )
    def test_a_value_of_another_kind_is_refused(self, field: Field, value: Any) -> None:
        with pytest.raises(ValueError, match=f"{field} holds a {VALUE_TYPES[field].__name__}"):
            Claim(field, value, (KILLED,), MAKER)

    def test_words_must_be_the_first_span(self) -> None:
        with pytest.raises(EvidenceError, match="actor 'gunmen' differs from its words 'Gunmen'"):
            Claim(Field.ACTOR, Words("gunmen"), (GUNMEN,), MAKER)
        with pytest.raises(EvidenceError, match="differs from its words 'They'"):
            Claim(Field.ACTOR, Words("Gunmen"), (THEY, GUNMEN), MAKER)

    def test_a_pronoun_follows_the_words_that_it_stands_for(self) -> None:
        assert Claim(Field.ACTOR, Words("Gunmen"), (GUNMEN, THEY), MAKER).evidence == (GUNMEN, THEY)

    @pytest.mark.parametrize(
        "made",
        [
            lambda: Claim(Field.ACTOR, Words("Gunmen"), (GUNMEN, ELSEWHERE), MAKER),
            lambda: Claim(Field.ACTOR, Words("Gunmen"), (GUNMEN,), MAKER, Voice(ELSEWHERE, None), Stance.ASSERTS),
        ],
        ids=["evidence", "voice"],
    )
    def test_words_of_another_report_are_refused(self, made: Callable[[], Claim]) -> None:
        with pytest.raises(EvidenceError, match="more than one report"):
            made()

    def test_the_doer_of_a_responsibility_stands_among_its_words(self) -> None:
        value = Responsibility(ResponsibilityStance.CLAIMED, "a militia")
        with pytest.raises(EvidenceError, match="the doer 'a militia' of a responsibility"):
            claim(Field.RESPONSIBILITY, KILLED, value=value)
        blamed = Responsibility(ResponsibilityStance.BLAMED_BY_OTHER, "Gunmen")
        assert claim(Field.RESPONSIBILITY, KILLED, GUNMEN, value=blamed).value == blamed

    @pytest.mark.parametrize("rest", [{"voice": Voice(POLICE, SAID)}, {"stance": Stance.ASSERTS}])
    def test_a_voice_and_its_stance_come_together(self, rest: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match="needs both a voice and its stance"):
            claim(Field.ACTOR, GUNMEN, **rest)

    @pytest.mark.parametrize("confidence", [-0.01, 1.01, float("nan")])
    def test_a_confidence_lies_within_its_bounds(self, confidence: float) -> None:
        with pytest.raises(ValueError, match="is not within"):
            claim(Field.ACTOR, GUNMEN, confidence=confidence)

    def test_spans_are_those_of_the_value_and_then_of_the_voice(self) -> None:
        made = claim(Field.ACTOR, GUNMEN, THEY, voice=Voice(POLICE, SAID), stance=Stance.ASSERTS)
        assert list(made.spans()) == [GUNMEN, THEY, POLICE, SAID]


class TestAbsence:
    def test_unresolved_needs_the_words_that_are_told(self) -> None:
        with pytest.raises(EvidenceError, match="country: unresolved needs the words"):
            Absence(Field.COUNTRY, Emptiness.UNRESOLVED)

    @pytest.mark.parametrize("kind", [Emptiness.NOT_TOLD, Emptiness.NOT_LOOKED_FOR])
    def test_the_other_kinds_have_none(self, kind: Emptiness) -> None:
        with pytest.raises(EvidenceError, match="the other kinds have none"):
            Absence(Field.COUNTRY, kind, evidence=(GUARDS,))


class TestEventRecord:
    def test_every_field_is_told_or_empty_and_never_both(self) -> None:
        made = record(EventType.ASSAULT, KILLED, claim(Field.ACTOR, GUNMEN), absences=(EMPTY,))
        told = {made_claim.field for made_claim in made.claims}
        empty = [absence.field for absence in made.absences]
        assert told | set(empty) == set(Field)
        assert not told & set(empty)
        assert empty == [field for field in Field if field in empty]

    def test_a_field_that_the_maker_left_out_was_not_looked_for(self) -> None:
        made = record(EventType.ASSAULT, KILLED, absences=(EMPTY,))
        assert made.absence(Field.PLACE) == EMPTY
        assert made.absence(Field.COUNTRY) == Absence(Field.COUNTRY, Emptiness.NOT_LOOKED_FOR)
        assert made.absence(Field.TYPE) is None

    def test_a_field_both_told_and_empty_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"both told and empty, or empty twice: .*place"):
            record(EventType.ASSAULT, KILLED, claim(Field.PLACE, GUARDS), absences=(EMPTY,))

    def test_a_field_empty_twice_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"empty twice: .*place"):
            record(EventType.ASSAULT, KILLED, absences=(EMPTY, EMPTY))

    @pytest.mark.parametrize(
        "claims",
        [
            (),
            (claim(Field.MENTION, KILLED),),
            (claim(Field.TYPE, KILLED, value=EventType.ASSAULT),),
            (
                claim(Field.MENTION, KILLED),
                claim(Field.TYPE, KILLED, value=EventType.ASSAULT),
                claim(Field.TYPE, KILLED, value=EventType.COERCE),
            ),
        ],
        ids=["nothing", "no type", "no mention", "two types"],
    )
    def test_one_type_and_a_mention_are_needed(self, claims: tuple[Claim, ...]) -> None:
        with pytest.raises(ValueError, match="a record needs one type and at least one mention"):
            EventRecord(REPORT.id, claims)

    def test_a_mode_of_another_type_is_refused(self) -> None:
        with pytest.raises(ValueError, match="'strike' is no mode of ASSAULT; known: battle, firearms"):
            record(EventType.ASSAULT, KILLED, claim(Field.MODE, KILLED, value=Mode("strike")))

    def test_a_finer_mode_is_a_mode(self) -> None:
        made = record(EventType.ASSAULT, KILLED, claim(Field.MODE, KILLED, value=Mode("drone")))
        assert made.value(Field.MODE) == Mode("drone")

    def test_a_claim_of_another_report_is_refused(self) -> None:
        with pytest.raises(EvidenceError, match="a claim of report 'other' in a record of 'report-1'"):
            record(EventType.ASSAULT, KILLED, claim(Field.ACTOR, ELSEWHERE))

    def test_claims_stand_in_the_order_of_fields_and_keep_their_own(self) -> None:
        made = record(
            EventType.ASSAULT,
            KILLED,
            claim(Field.RECIPIENT, POLICE),
            claim(Field.RECIPIENT, GUARDS),
            claim(Field.ACTOR, GUNMEN),
        )
        assert [each.field for each in made.claims] == [
            Field.TYPE, Field.MENTION, Field.ACTOR, Field.RECIPIENT, Field.RECIPIENT,
        ]  # fmt: skip
        assert made.words(Field.RECIPIENT) == ["police", "two guards"]
        assert made.value(Field.RECIPIENT) == Words("police")
        assert made.value(Field.OBJECT) is None

    def test_a_wording_told_twice_stands_once(self) -> None:
        _, (first, second) = report("[[Fire]] met [[Fire]].")
        assert record(EventType.ASSAULT, first, claim(Field.MENTION, second)).words(Field.MENTION) == ["Fire"]

    def test_the_id_is_made_of_report_maker_type_and_first_mention(self) -> None:
        made = record(EventType.ASSAULT, KILLED)
        assert made.id == record(EventType.ASSAULT, KILLED, claim(Field.ACTOR, GUNMEN)).id
        other_maker = Maker("other", "1", "0")
        others = [
            record(EventType.COERCE, KILLED),
            record(EventType.ASSAULT, GUNMEN),
            EventRecord(
                REPORT.id,
                (
                    claim(Field.TYPE, KILLED, value=EventType.ASSAULT, maker=other_maker),
                    claim(Field.MENTION, KILLED, maker=other_maker),
                ),
            ),
        ]
        assert len({made.id, *(other.id for other in others)}) == 4

    def test_a_changed_field_leaves_the_others(self) -> None:
        made = record(
            EventType.ASSAULT, KILLED, claim(Field.ACTOR, GUNMEN), claim(Field.MAIN, KILLED, value=Main(True))
        )
        country = claim(Field.COUNTRY, GUARDS, value=Country("NOR"))
        absent = Absence(Field.ACTOR, Emptiness.NOT_TOLD, MAKER)
        changed = made.with_fields({Field.COUNTRY: (country,), Field.ACTOR: absent})
        assert changed.value(Field.COUNTRY) == Country("NOR")
        assert changed.absence(Field.COUNTRY) is None
        assert changed.absence(Field.ACTOR) == absent
        assert changed.value(Field.MAIN) == Main(True)
        assert changed.id == made.id
        assert made.value(Field.ACTOR) == Words("Gunmen")

    def test_every_span_is_checked_against_the_text(self) -> None:
        absence = Absence(Field.COUNTRY, Emptiness.UNRESOLVED, evidence=(GUARDS,), reason="no such place")
        voiced = claim(Field.ACTOR, GUNMEN, voice=Voice(POLICE, SAID), stance=Stance.ASSERTS)
        made = record(EventType.ASSAULT, KILLED, voiced, absences=(absence,))
        made.verify(REPORT)
        assert set(made.spans()) == {KILLED, GUNMEN, POLICE, SAID, GUARDS}

    @pytest.mark.parametrize("where", ["evidence", "voice", "absence"])
    def test_words_that_do_not_stand_in_the_text_fail_the_check(self, where: str) -> None:
        wrong = Span(REPORT.id, POLICE.start + 1, POLICE.end + 1, "police")
        if where == "absence":
            absence = Absence(Field.COUNTRY, Emptiness.UNRESOLVED, evidence=(wrong,))
            made = record(EventType.ASSAULT, KILLED, absences=(absence,))
        elif where == "voice":
            voiced = claim(Field.ACTOR, GUNMEN, voice=Voice(wrong, SAID), stance=Stance.ASSERTS)
            made = record(EventType.ASSAULT, KILLED, voiced)
        else:
            made = record(EventType.ASSAULT, KILLED, claim(Field.RECIPIENT, wrong))
        with pytest.raises(EvidenceError, match="not 'police'"):
            made.verify(REPORT)
