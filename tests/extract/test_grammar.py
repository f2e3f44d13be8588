"""Questions about grammar, on trees built by hand."""

from __future__ import annotations

import pytest

from dateline.extract import grammar
from dateline.model import ParsedReport, Token
from factories import parsed


def word(report: ParsedReport, text: str) -> Token:
    return next(token for token in report.tokens if token.text == text)


def texts(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens]


ACTIVE = parsed("""
Gunmen  gunman  NOUN/NNS  nsubj 2
killed  kill    VERB/VBD  ROOT  0
two     -       NUM/CD    nummod 4
farmers farmer  NOUN/NNS  dobj  2
and     -       CCONJ/CC  cc    4
a       -       DET/DT    det   7
trader  -       NOUN/NN   conj  4
.       -       PUNCT     punct 2
""")

PASSIVE = parsed("""
Two     -       NUM/CD    nummod    2
farmers farmer  NOUN/NNS  nsubjpass 4
were    be      AUX/VBD   auxpass   4
killed  kill    VERB/VBN  ROOT      0
by      -       ADP/IN    agent     4
gunmen  gunman  NOUN/NNS  pobj      5
and     -       CCONJ/CC  cc        6
thieves thief   NOUN/NNS  conj      6
""")


def test_active_subject_does_and_object_undergoes() -> None:
    verb = word(ACTIVE, "killed")
    assert not grammar.is_passive(ACTIVE, verb)
    assert texts(grammar.agents(ACTIVE, verb)) == ["Gunmen"]
    assert texts(grammar.objects(ACTIVE, verb)) == ["farmers", "trader"]


def test_passive_subject_undergoes_and_by_phrase_does() -> None:
    verb = word(PASSIVE, "killed")
    assert grammar.is_passive(PASSIVE, verb)
    assert texts(grammar.objects(PASSIVE, verb)) == ["farmers"]
    assert texts(grammar.agents(PASSIVE, verb)) == ["gunmen", "thieves"]


REDUCED = parsed("""
The     -       DET/DT    det   2
men     man     NOUN/NNS  nsubj 6
killed  kill    VERB/VBN  acl   2
by      -       ADP/IN    agent 3
rebels  rebel   NOUN/NNS  pobj  4
were    be      AUX/VBD   ROOT  0
farmers farmer  NOUN/NNS  attr  6
""")


def test_a_reduced_relative_clause_is_passive() -> None:
    verb = word(REDUCED, "killed")
    assert grammar.is_passive(REDUCED, verb)
    assert texts(grammar.objects(REDUCED, verb)) == ["men"]
    assert texts(grammar.agents(REDUCED, verb)) == ["rebels"]


RELATIVE = parsed("""
The      -      DET/DT   det   2
soldiers soldier NOUN/NNS nsubj 7
who      -      PRON/WP  nsubj 4
arrested arrest VERB/VBD relcl 2
the      -      DET/DT   det   6
mayor    -      NOUN/NN  dobj  4
left     leave  VERB/VBD ROOT  0
""")


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    assert texts(grammar.subjects(RELATIVE, word(RELATIVE, "arrested"))) == ["soldiers"]


RELATIVE_OBJECT = parsed("""
The     -      DET/DT   det   2
mayor   -      NOUN/NN  nsubj 6
whom    -      PRON/WP  dobj  5
rebels  rebel  NOUN/NNS nsubj 5
seized  seize  VERB/VBD relcl 2
escaped escape VERB/VBD ROOT  0
""")


def test_the_noun_of_a_relative_clause_is_its_object() -> None:
    verb = word(RELATIVE_OBJECT, "seized")
    bare = parsed("""
The     -      DET/DT   det   2
mayor   -      NOUN/NN  nsubj 5
rebels  rebel  NOUN/NNS nsubj 4
seized  seize  VERB/VBD relcl 2
escaped escape VERB/VBD ROOT  0
""")
    assert texts(grammar.agents(RELATIVE_OBJECT, verb)) == ["rebels"]
    assert texts(grammar.objects(bare, word(bare, "seized"))) == ["mayor"]


COORDINATED = parsed("""
Rebels  rebel  NOUN/NNS nsubj 2
shot    shoot  VERB/VBD ROOT  0
and     -      CCONJ/CC cc    2
killed  kill   VERB/VBD conj  2
a       -      DET/DT   det   6
guard   -      NOUN/NN  dobj  4
""")


def test_a_coordinated_verb_shares_the_subject() -> None:
    assert texts(grammar.agents(COORDINATED, word(COORDINATED, "killed"))) == ["Rebels"]
    assert grammar.first_conjunct(COORDINATED, word(COORDINATED, "killed")).text == "shot"


COORDINATED_PASSIVE = parsed("""
Men       man       NOUN/NNS nsubjpass 3
were      be        AUX/VBD  auxpass   3
arrested  arrest    VERB/VBN ROOT      0
and       -         CCONJ/CC cc        3
beaten    beat      VERB/VBN conj      3
""")


def test_a_coordinated_participle_shares_the_passive() -> None:
    verb = word(COORDINATED_PASSIVE, "beaten")
    assert grammar.is_passive(COORDINATED_PASSIVE, verb)
    assert texts(grammar.objects(COORDINATED_PASSIVE, verb)) == ["Men"]
    assert grammar.agents(COORDINATED_PASSIVE, verb) == []
    assert texts(grammar.auxiliaries(COORDINATED_PASSIVE, verb)) == ["were"]


CONTROL = parsed("""
He     -     PRON/PRP nsubj 2
tried  try   VERB/VBD ROOT  0
to     -     PART/TO  aux   4
kill   -     VERB/VB  xcomp 2
her    -     PRON/PRP dobj  4
""")


def test_an_infinitive_shares_the_subject_of_the_verb_above() -> None:
    assert texts(grammar.agents(CONTROL, word(CONTROL, "kill"))) == ["He"]


SAYING = parsed("""
Police   -    NOUN/NNS  nsubj 2
said     say  VERB/VBD  ROOT  0
bandits  bandit NOUN/NNS nsubj 4
fled     flee VERB/VBD  ccomp 2
""")


def test_a_clause_with_a_subject_of_its_own_lends_none() -> None:
    assert texts(grammar.agents(SAYING, word(SAYING, "fled"))) == ["bandits"]


@pytest.mark.parametrize(("negation", "dep"), [("not", "neg"), ("never", "neg"), ("never", "advmod")])
def test_a_verb_is_negated_by_a_word_of_its_own(negation: str, dep: str) -> None:
    report = parsed(f"""
They     -   PRON/PRP nsubj 4
did      do  AUX/VBD  aux   4
{negation} - PART/RB  {dep} 4
attack   -   VERB/VB  ROOT  0
Homs     Homs PROPN/NNP dobj 4
""")
    assert grammar.is_negated(report, word(report, "attack"))
    assert not grammar.is_negated(report, word(report, "Homs"))


def test_a_noun_is_negated_by_no() -> None:
    report = parsed("""
There  -   PRON/EX  expl  2
was    be  AUX/VBD  ROOT  0
no     -   DET/DT   det   4
attack -   NOUN/NN  attr  2
""")
    assert grammar.is_negated(report, word(report, "attack"))


PHRASE = parsed("""
The     -      DET/DT   det   3
former  -      ADJ/JJ   amod  3
head    -      NOUN/NN  nsubj 11
of      -      ADP/IN   prep  3
the     -      DET/DT   det   6
army    -      NOUN/NN  pobj  4
in      -      ADP/IN   prep  3
Kano    Kano   PROPN/NNP pobj 7
who     -      PRON/WP  nsubj 10
fled    flee   VERB/VBD relcl 3
died    die    VERB/VBD ROOT  0
""")


def test_a_phrase_keeps_of_and_drops_other_tails_and_clauses() -> None:
    first, last = grammar.phrase(PHRASE, word(PHRASE, "head"))
    assert PHRASE.span(first, last).text == "The former head of the army"


def test_prepositional_objects_come_with_their_conjuncts_and_by_preposition() -> None:
    report = parsed("""
Attacks attack NOUN/NNS ROOT 0
on      -      ADP/IN   prep 1
shops   shop   NOUN/NNS pobj 2
and     -      CCONJ/CC cc   3
farms   farm   NOUN/NNS conj 3
by      -      ADP/IN   prep 1
rebels  rebel  NOUN/NNS pobj 6
""")
    noun = word(report, "Attacks")
    assert texts(grammar.prepositional_objects(report, noun, frozenset({"on"}))) == ["shops", "farms"]
    assert texts(grammar.by_phrase(report, noun)) == ["rebels"]


def test_no_agent_where_none_is_told() -> None:
    report = parsed("""
Farmers farmer NOUN/NNS nsubjpass 3
were    be     AUX/VBD  auxpass   3
killed  kill   VERB/VBN ROOT      0
near    -      ADP/IN   prep      3
Jos     Jos    PROPN/NNP pobj     4
""")
    assert grammar.agents(report, word(report, "killed")) == []
