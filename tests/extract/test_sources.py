"""Source phrases, antecedents and kinds of speaker, over invented sentences parsed by the real parser."""

from __future__ import annotations

import pytest

from dateline.errors import ConfigError
from dateline.extract.attribution import find_attributions
from dateline.extract.sources import load_source_words, read_source_words
from dateline.model import ParsedReport, Report, SourceKind


@pytest.fixture(scope="module")
def sources(parser):
    def _sources(text: str) -> list[tuple[str | None, SourceKind]]:
        parsed = next(parser.parse([Report("r-1", text, "test")]))
        assert isinstance(parsed, ParsedReport)
        return [(a.source.text if a.source else None, a.kind) for a in find_attributions(parsed)]

    return _sources


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Police", SourceKind.SECURITY_FORCES),
        ("A police spokesman", SourceKind.SECURITY_FORCES),
        ("A spokesman for the interior ministry", SourceKind.OFFICIAL),
        ("Hospital officials", SourceKind.LOCAL_AUTHORITY_OR_MEDIC),
        ("The mayor of Orvale", SourceKind.LOCAL_AUTHORITY_OR_MEDIC),
        ("Witnesses", SourceKind.WITNESS),
        ("Two residents", SourceKind.WITNESS),
        ("Human Rights Watch", SourceKind.NGO_OR_MONITOR),
        ("The United Nations", SourceKind.NGO_OR_MONITOR),
        ("Reuters", SourceKind.OTHER_MEDIA),
        ("State television", SourceKind.OTHER_MEDIA),
        ("The indictment", SourceKind.DOCUMENT_OR_COURT),
        ("Analysts", SourceKind.EXPERT),
        ("The rebels", SourceKind.PARTY_TO_CONFLICT),
        ("A source", SourceKind.ANONYMOUS),
        ("An unnamed diplomat", SourceKind.ANONYMOUS),
        ("France", SourceKind.OFFICIAL),
        ("The group", SourceKind.UNKNOWN),
    ],
)
def test_kind(sources, speaker, kind):
    assert sources(f"{speaker} said that the bridge had been blown up.") == [(speaker, kind)]


def test_cue_without_source_is_of_unknown_kind(sources):
    assert sources("The bridge was reportedly blown up.") == [(None, SourceKind.UNKNOWN)]


def test_trailing_clause_is_left_out(sources):
    ((text, _),) = sources("A farmer who had fled the valley said that the bridge had been blown up.")
    assert text == "A farmer"


def test_short_apposition_and_coordination_stay(sources):
    ((text, _),) = sources("Mara Venn, a port official, said that the bridge had been blown up.")
    assert text == "Mara Venn, a port official"
    ((text, _),) = sources("Police and firefighters said that the bridge had been blown up.")
    assert text == "Police and firefighters"


def test_plural_pronoun_goes_to_the_last_plural_source(sources):
    found = sources("Residents said the bridge was gone. Mara Venn said it was open. They said it would stay shut.")
    assert found[-1][0] == "Residents"


def test_relative_pronoun_goes_to_its_noun(sources):
    found = sources("The colonel met villagers who said that the bridge was gone.")
    assert found[-1][0] == "villagers"


def test_first_person_inside_a_quotation_is_no_second_source(sources):
    found = sources("“We told the army that the bridge was gone,” Mara Venn said.")
    assert [text for text, _ in found] == ["Mara Venn"]


def test_surname_keeps_the_kind_that_its_first_mention_told(sources):
    found = sources("Police Chief Ana Brod said that the bridge was gone. Brod said that nobody was hurt.")
    assert found[-1] == ("Brod", SourceKind.SECURITY_FORCES)


def test_words_refuse_an_unknown_kind_and_a_word_under_two_kinds():
    data = {
        "kinds": {"official": ["minister"], "expert": ["minister"], "oracle": ["seer"]},
        "generic": {},
        "anonymity": {"words": []},
    }
    with pytest.raises(ConfigError, match=r"'minister' stands under official and expert.*'oracle' is no kind"):
        read_source_words(data)


def test_words_that_ship_are_sound():
    words = load_source_words()
    assert words.kinds["witness"] is SourceKind.WITNESS
    assert "spokesman" in words.generic
