import pytest

from dateline.read import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said that two soldiers were killed near the border on Friday.", "en"),
        ("Die Armee teilte mit, zwei Soldaten seien am Freitag getötet worden.", "de"),
        ("L'armée a annoncé que deux soldats ont été tués vendredi.", "fr"),
        ("Армия сообщила, что двое солдат погибли в пятницу.", "ru"),
    ],
)
def test_a_sentence_tells_its_language(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text", ["", "Two killed", "RABAT, May 3", "1234 " * 100, "Aminata Kourouma, Ibrahim Sawadogo, Fatou Ndiaye"]
)
def test_too_little_is_unknown(text):
    assert detect_language(text) is None
