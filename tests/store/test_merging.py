"""Mergings kept as differences: members, redirects, what happened, and the part of an archive."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest

from dateline.model import (
    Bond,
    Change,
    ChangeKind,
    Coding,
    EventType,
    Grade,
    Link,
    LinkKind,
    OriginBond,
    Report,
    Unmerged,
    Verdict,
    Whereabouts,
)
from dateline.store import MergingCounts, Store
from incident_factories import ANA, MERGER, NOON, decision, incident, merged, one, recoded, told

Told = tuple[Report, Coding]


@pytest.fixture
def reports(store: Store) -> list[Told]:
    """Six reports of six days, kept; the first is the earliest."""
    made = [told(name, day) for day, name in enumerate(("Aba", "Bor", "Cufa", "Dorn", "Elb", "Fes"), 11)]
    with store.writer() as writer:
        for each in made:
            writer.add_coding(*each)
    return made


def _keep(store: Store, *groups: Sequence[Told], hours: int = 0, **rest: object) -> MergingCounts:
    with store.writer() as writer:
        return writer.add_merging(merged(*groups, **rest), MERGER, NOON + timedelta(hours=hours))


def _id(made: Told) -> str:
    return "i" + one(made).id.removeprefix("e")


def _since(store: Store, hours: int) -> list[Change]:
    return list(store.changes(NOON + timedelta(hours=hours)))


def test_incidents_come_back_as_they_were_made(store: Store, reports: list[Told]) -> None:
    a, b, c, *_ = reports
    made = merged([a, b], [c])
    bond = Bond(a[0].id, b[0].id, OriginBond.COPY, "90 % of the words")
    first = incident([(a[0], one(a)), (b[0], one(b))], place="Ndola", country="ZMB", first_day=date(2024, 3, 11))
    whole = type(first)(
        type(first.incident)(first.incident.members, ((a[0].id, b[0].id),), (bond,), Grade.CONFIRMED), first.outline
    )
    second = made.incidents[1]  # type: ignore[index]
    _keep(store, [a, b], [c], incidents=[whole, second])
    assert store.incident(whole.id) == whole
    assert {each.id: each for each in store.incidents()} == {whole.id: whole, second.id: second}
    assert store.incidents_of([one(a).id, one(b).id, "e-none"]) == {one(a).id: whole.id, one(b).id: whole.id}


def test_filters(store: Store, reports: list[Told]) -> None:
    a, b, c, *_ = reports
    day = date(2024, 3, 11)
    made = [
        incident([(a[0], one(a))], country="KEN", first_day=day, last_day=day),
        incident([(b[0], one(b))], Grade.CONTESTED, country="PER", first_day=day, last_day=day + timedelta(days=2)),
        incident([(c[0], one(c))], type=EventType.PROTEST),
    ]
    _keep(store, [a], [b], [c], incidents=made)
    found: Callable[..., list[str]] = lambda **wanted: [each.id for each in store.incidents(**wanted)]  # noqa: E731
    assert set(found()) == {_id(a), _id(b), _id(c)}
    assert found()[-1] == _id(c), "an incident without a day comes last"
    assert found(country="KEN") == [_id(a)]
    assert found(grade=Grade.CONTESTED) == [_id(b)]
    assert found(event_type=EventType.PROTEST) == [_id(c)]
    assert found(since=day + timedelta(days=1)) == [_id(b)]
    assert found(country="KEN", grade=Grade.CONTESTED) == []


def test_a_merging_that_changes_nothing_writes_nothing(
    store: Store, reports: list[Told], dump: Callable[[], list[str]]
) -> None:
    a, b, c, *_ = reports
    rest = {
        "decisions": [decision(one(a), one(b), Verdict.SAME)],
        "unmerged": [Unmerged(one(c).id, "no day")],
        "links": [Link(_id(c), _id(a), LinkKind.FOLLOW_UP, (c[0].span(0, 6),))],
    }
    assert _keep(store, [a, b], [c], **rest).changes == {"new": 2}
    before = dump()
    assert _keep(store, [c], [b, a], hours=5, **rest) == MergingCounts(0, 0, 0, 0, {})
    assert dump() == before


def test_new_and_joined(store: Store, reports: list[Told]) -> None:
    a, b, c, *_ = reports
    _keep(store, [a, b])
    counts = _keep(store, [a, b, c], hours=1)
    assert (counts.incidents_added, counts.incidents_retired) == (0, 0)
    new, joined = store.changes()
    assert new == Change(NOON, _id(a), ChangeKind.NEW, records=(one(a).id, one(b).id))
    assert joined == Change(NOON + timedelta(hours=1), _id(a), ChangeKind.JOINED, records=(one(c).id,))
    assert _since(store, 1) == [joined]
    assert list(store.changes(incident_id="i-none")) == []


def test_a_merged_incident_leads_to_the_one_that_holds_its_records(store: Store, reports: list[Told]) -> None:
    a, b, c, d, *_ = reports
    _keep(store, [a, b], [c, d])
    _keep(store, [a, b, c, d], hours=1)
    assert _since(store, 1) == [Change(NOON + timedelta(hours=1), _id(c), ChangeKind.MERGED, (_id(a),))]
    assert store.incident(_id(c)) is None
    assert store.whereabouts(_id(c)) == Whereabouts(_id(c), (_id(a),))
    assert store.whereabouts(_id(a)) == Whereabouts(_id(a), (_id(a),))
    assert store.whereabouts("i-never") is None


def test_a_split_incident_leads_to_all_its_parts(store: Store, reports: list[Told]) -> None:
    a, b, c, d, *_ = reports
    _keep(store, [a, b, c, d])
    _keep(store, [a, b], [c, d], hours=1)
    assert _since(store, 1) == [
        Change(NOON + timedelta(hours=1), _id(a), ChangeKind.SPLIT, tuple(sorted((_id(a), _id(c)))))
    ]
    assert store.whereabouts(_id(a)) == Whereabouts(_id(a), (_id(a),)), "an id that stands is itself"
    _keep(store, [b, c], [a, d], hours=2)
    where = store.whereabouts(_id(c))
    assert where == Whereabouts(_id(c), tuple(sorted((_id(a), _id(b)))))


def test_an_id_leads_on_through_many_mergings_and_back(store: Store, reports: list[Told]) -> None:
    a, b, c, *_ = reports
    _keep(store, [a], [b], [c])
    _keep(store, [a], [b, c], hours=1)
    _keep(store, [a, b, c], hours=2)
    assert store.whereabouts(_id(c)) == Whereabouts(_id(c), (_id(a),))
    _keep(store, [a, b], [c], hours=3)
    assert store.whereabouts(_id(c)) == Whereabouts(_id(c), (_id(c),)), "it stands again"
    both = tuple(sorted((_id(a), _id(c))))
    assert store.whereabouts(_id(b)) == Whereabouts(_id(b), both), "it held the records of two when it stood last"


def test_an_earlier_report_that_comes_late_renames(store: Store, reports: list[Told]) -> None:
    a, b, c, *_ = reports
    _keep(store, [b, c])
    _keep(store, [a, b, c], hours=1)
    at = NOON + timedelta(hours=1)
    assert _since(store, 1) == sorted(
        [
            Change(at, _id(b), ChangeKind.RENAMED, (_id(a),)),
            Change(at, _id(a), ChangeKind.JOINED, records=(one(a).id,)),
        ],
        key=lambda change: change.incident,
    )
    assert store.whereabouts(_id(b)) == Whereabouts(_id(b), (_id(a),))


def test_a_report_coded_anew_keeps_its_incident_s_old_id_alive(store: Store, reports: list[Told]) -> None:
    a, b, *_ = reports
    _keep(store, [a, b])
    again = a[0], recoded(a[0])
    with store.writer() as writer:
        writer.add_coding(*again)
    _keep(store, [again, b], hours=1)
    assert _since(store, 1) == [Change(NOON + timedelta(hours=1), _id(a), ChangeKind.RENAMED, (_id(again),))]
    assert store.whereabouts(_id(a)) == Whereabouts(_id(a), (_id(again),))
    _keep(store, [a, b], hours=2)
    assert store.whereabouts(_id(a)) == Whereabouts(_id(a), (_id(a),))
    assert store.whereabouts(_id(again)) == Whereabouts(_id(again), (_id(a),))


def test_what_is_no_longer_told_is_withdrawn(store: Store, reports: list[Told]) -> None:
    a, b, *_ = reports
    _keep(store, [a], [b])
    empty = Coding(b[0].id, one(b).claims[0].maker, ())
    _keep(store, [a], [(b[0], empty)], hours=1, incidents=[incident([(a[0], one(a))])])
    assert _since(store, 1) == [Change(NOON + timedelta(hours=1), _id(b), ChangeKind.WITHDRAWN, records=(one(b).id,))]
    assert store.whereabouts(_id(b)) == Whereabouts(_id(b), ())


def test_values_that_changed_are_told_with_before_and_after(store: Store, reports: list[Told]) -> None:
    a, b, *_ = reports
    before = incident([(a[0], one(a))], Grade.SINGLE_SOURCE, killed="9")
    after = incident([(a[0], one(a)), (b[0], one(b))], Grade.CORROBORATED, killed="9 to 15", place="Garissa")
    _keep(store, [a], incidents=[before])
    _keep(store, [a, b], incidents=[after], hours=1)
    joined, *values = _since(store, 1)
    assert joined.kind is ChangeKind.JOINED
    assert {(each.field, each.before, each.after) for each in values} == {
        ("grade", "single_source", "corroborated"),
        ("killed", "9", "9 to 15"),
        ("place", None, "Garissa"),
    }


def test_links_stand_with_their_words_and_go_with_their_ends(store: Store, reports: list[Told]) -> None:
    a, b, c, *_ = reports
    link = Link(_id(c), _id(a), LinkKind.RETALIATION, (c[0].span(0, 6), c[0].span(7, 13)))
    _keep(store, [a], [b], [c], links=[link])
    assert store.links() == store.links(_id(a)) == store.links(_id(c)) == [link]
    assert store.links(_id(b)) == []
    assert list(store.verify()) == []
    _keep(store, [a, b, c], hours=1)
    assert store.links() == []


def test_words_of_a_link_from_another_report_are_refused(store: Store, reports: list[Told]) -> None:
    a, b, *_ = reports
    with pytest.raises(Exception, match="stand in a report of the later incident"):
        _keep(store, [a], [b], links=[Link(_id(b), _id(a), LinkKind.SIMILAR, (a[0].span(0, 6),))])
    assert list(store.incidents()) == [], "nothing of it is kept"


def test_records_left_alone_are_listed_with_the_reason(store: Store, reports: list[Told]) -> None:
    a, b, *_ = reports
    _keep(store, [a], [b], unmerged=[Unmerged(one(b).id, "no day is known")])
    assert store.unmerged() == [Unmerged(one(b).id, "no day is known")]
    _keep(store, [a], [b], unmerged=[Unmerged(one(b).id, "no place")])
    assert store.unmerged() == [Unmerged(one(b).id, "no place")]
    _keep(store, [a, b])
    assert store.unmerged() == []


def test_a_machine_s_decision_that_holds_stays_and_another_ends_it(store: Store, reports: list[Told]) -> None:
    a, b, c, *_ = reports
    same, other = decision(one(a), one(b), Verdict.SAME), decision(one(a), one(c), Verdict.DIFFERENT, score=0.1)
    persons = decision(one(b), one(c), Verdict.SAME, ANA)
    counts = _keep(store, [a, b], [c], decisions=[same, other])
    assert (counts.decided, counts.ended) == (2, 0)
    with store.writer() as writer:
        writer.add_decision(persons)
    later = NOON + timedelta(hours=1)
    again = decision(one(a), one(b), Verdict.SAME, at=later)
    unsure = decision(one(a), one(c), Verdict.UNSURE, at=later, score=0.5)
    counts = _keep(store, [a, b], [c], hours=1, decisions=[again, unsure])
    assert (counts.decided, counts.ended) == (1, 1)
    assert set(store.decisions(ended=False)) == {same, persons, unsure}
    assert {each.id for each in store.decisions() if each.ended_at == later} == {other.id}


def test_a_part_leaves_the_rest_alone(store: Store, reports: list[Told]) -> None:
    a, b, c, d, *_ = reports
    link = Link(_id(d), _id(a), LinkKind.SIMILAR, (d[0].span(0, 6),))
    made = decision(one(c), one(d), Verdict.SAME)
    _keep(store, [a], [b], [c, d][:1], [d], decisions=[made], links=[link], unmerged=[Unmerged(one(d).id, "no day")])
    part = frozenset({a[0].id, b[0].id})
    _keep(store, [a, b], hours=1, codings=dict.fromkeys(part, 1))
    assert {each.id for each in store.incidents()} == {_id(a), _id(c), _id(d)}
    assert [each.kind for each in _since(store, 1)] == [ChangeKind.MERGED]
    assert list(store.decisions(ended=False)) == [made]
    assert store.unmerged() == [Unmerged(one(d).id, "no day")]
    assert store.links() == [link]


def test_a_part_that_cuts_an_incident_is_refused(store: Store, reports: list[Told]) -> None:
    a, b, *_ = reports
    _keep(store, [a, b])
    with pytest.raises(ValueError, match=f"record {one(b).id} belongs to an incident that took part"):
        _keep(store, [a], codings={a[0].id: 1})
    assert store.whereabouts(_id(a)) == Whereabouts(_id(a), (_id(a),))


@pytest.mark.parametrize("seed", range(12))
def test_no_id_that_was_ever_given_dies(store: Store, reports: list[Told], seed: int) -> None:
    """Random mergings, one after the other: each id leads to exactly the incidents that hold its records now."""
    chance = random.Random(seed)
    last_held: dict[str, set[str]] = {}
    for hours in range(8):
        groups: list[list[Told]] = [[] for _ in range(chance.randint(1, 4))]
        for each in reports:
            chance.choice(groups).append(each)
        groups = [group for group in groups if group]
        _keep(store, *groups, hours=hours)
        standing = {each.id: {m.record for m in each.incident.members} for each in store.incidents()}
        last_held |= standing
        for key, held in last_held.items():
            expected = (key,) if key in standing else tuple(sorted(k for k, own in standing.items() if own & held))
            assert store.whereabouts(key) == Whereabouts(key, expected)
    assert list(store.verify()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM incident",
        "UPDATE incident SET id = 'i-other'",
        "INSERT OR REPLACE INTO incident SELECT * FROM incident",
        "DELETE FROM outline",
        "DELETE FROM redirect",
        "UPDATE redirect SET record = record",
        "UPDATE member SET incident = incident",
        "DELETE FROM change",
        "UPDATE change SET kind = 'new'",
        "DELETE FROM change_into",
        "DELETE FROM change_record",
        "UPDATE merging SET made_at = made_at",
        "DELETE FROM merged_record",
    ],
)
def test_the_file_itself_keeps_every_id(
    store: Store, reports: list[Told], raw: sqlite3.Connection, statement: str
) -> None:
    a, b, c, d, *_ = reports
    _keep(store, [a, b], [c, d])
    _keep(store, [a, b, c, d], hours=1)
    _keep(store, [a, b, d], [c], hours=2)
    _keep(store, [a, b, c, d], hours=3)
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)


def test_the_view_of_incidents_counts_reports_and_origins(
    store: Store, reports: list[Told], raw: sqlite3.Connection
) -> None:
    a, b, c, *_ = reports
    _keep(store, [a, b], [c])
    told_of = raw.execute("SELECT incident_id, records, reports, independent_origins FROM incidents").fetchall()
    assert set(told_of) == {(_id(a), 2, 2, 2), (_id(c), 1, 1, 1)}
