"""The makers of test data give what their docstrings say."""

from __future__ import annotations

from dateline.model import EventType, Field, Stance, Words
from factories import claim, coding, parsed, record, report, voice


def test_marks_are_dropped_and_give_spans_in_the_order_in_which_they_open() -> None:
    made, spans = report("On Friday [[gunmen]] killed [[two [[farmers]]]].", title="[[Two]] dead")

    assert made.text == "Two dead\nOn Friday gunmen killed two farmers."
    assert made.title == "Two dead"
    assert [span.text for span in spans] == ["Two", "gunmen", "two farmers", "farmers"]
    for span in spans:
        made.verify(span)


def test_a_token_table_becomes_grammar() -> None:
    tree = parsed("""
        Two    two    NUM  nsubj 2
        dead   -      ADJ  ROOT  0

        Gunmen gunman NOUN/NNS nsubj 2
        killed kill   VERB/VBD ROOT  0
        Ana    Ana    PROPN compound 4 PERSON
        Sol    Sol    PROPN dobj 2 PERSON
        .      -      PUNCT punct 2
        ---
        “      -      PUNCT punct 2
        Run    run    VERB ROOT 0
        ”      -      PUNCT punct 2
        """, has_title=True)  # fmt: skip

    assert tree.report.text == "Two dead\nGunmen killed Ana Sol.\n\n“Run”"
    assert tree.report.title == "Two dead"
    assert [(s.paragraph, s.in_title) for s in tree.sentences] == [(0, True), (1, False), (2, False)]
    gunmen, killed = tree.tokens[2:4]
    assert tree.head(gunmen) == killed
    assert killed.tag == "VBD"
    assert [t.text for t in tree.children(killed)] == ["Gunmen", "Sol", "."]
    assert all(tree.report.text[t.start : t.end] == t.text for t in tree.tokens)
    assert [(n.first, n.last, n.entity) for n in tree.names] == [(4, 6, "PERSON")]
    assert [tree.report.text[q.start : q.end] for q in tree.quotations] == ["“Run”"]


def test_a_record_has_its_type_its_mention_and_what_else_is_given() -> None:
    made, (gunmen, killed, police, said) = report("[[Gunmen]] [[killed]] two, [[police]] [[said]].")
    attack = record(EventType.ASSAULT, killed, claim(Field.ACTOR, gunmen, **voice(police, said)))

    attack.verify(made)
    assert coding(made, attack).records == (attack,)
    assert attack.value(Field.ACTOR) == Words("Gunmen")
    assert attack.of(Field.ACTOR)[0].stance is Stance.ASSERTS
