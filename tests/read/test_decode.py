import pytest

from dateline.errors import ReportError
from dateline.read.decode import decode
from dateline.read.source import bytes_source

SPANISH_NAME = "Police in Córdoba said that José Muñoz, 43, was arrested on Friday near the café."


def decoded(data, declared=None):
    return decode(data, bytes_source(data, "a.txt"), declared)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1", "cp1252"])
def test_western_text_is_read_in_every_accepted_encoding(encoding):
    assert decoded(SPANISH_NAME.encode(encoding)) == SPANISH_NAME


def test_typographic_marks_of_windows_are_read():
    text = "The governor said “nobody was hurt” – the market’s gates stay closed."
    assert decoded(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Президент сказал в пятницу, что двое солдат погибли при взрыве на границе страны.", "cp1251"),
        ("وقال الجيش إن جنديين قتلا يوم الجمعة قرب الحدود", "cp1256"),
    ],
)
def test_other_code_pages_are_found_where_there_is_enough_to_go_by(text, encoding):
    assert decoded(text.encode(encoding)) == text


def test_a_code_page_that_would_tear_words_is_not_guessed():
    text = "Władze Łodzi potwierdziły w piątek, że dwóch żołnierzy zginęło w wybuchu, a pięciu jest rannych."
    with pytest.raises(ReportError, match="Save the file again as UTF-8"):
        decoded(text.encode("cp1250"))


def test_a_declared_encoding_is_used_where_it_fits():
    text = "首相は金曜日に述べた。"
    assert decoded(text.encode("iso-2022-jp"), "ISO-2022-JP") == text


@pytest.mark.parametrize("declared", ["no-such", "unicode_escape", "zlib", "idna", "", "utf-16", "\0"])
def test_a_declared_encoding_that_is_none_is_passed_over(declared):
    assert decoded(b"plain \\u0041 text", declared) == "plain \\u0041 text"


@pytest.mark.parametrize(
    ("data", "offset", "line"),
    [
        ("Zoë said so.\n".encode() + b"Then \xff came.\n", 19, 2),
        (b"caf\xc3\x28 in the market", 3, 1),
        (b"The police said \xe2\x80", 16, 1),
        (b"one stray \xff byte", 10, 1),
    ],
)
def test_damaged_utf8_names_the_byte_and_its_offset(data, offset, line):
    with pytest.raises(ReportError) as caught:
        decoded(data)
    message = str(caught.value)
    assert f"byte 0x{data[offset]:02x} at offset {offset} (line {line})" in message
    assert "accepted are" in message
    assert caught.value.origin == "a.txt"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04abc", "a zip archive or an office document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"text\0more", "byte 0x00 at offset 4"),
    ],
)
def test_binary_data_is_named(data, kind):
    with pytest.raises(ReportError, match=kind) as caught:
        decoded(data)
    assert "UTF-8" in str(caught.value)


def test_utf16_without_a_mark_is_called_so():
    with pytest.raises(ReportError, match="looks like UTF-16 without a byte order mark"):
        decoded("Gunmen killed two people.".encode("utf-16-le"))


def test_damaged_utf16_is_refused():
    with pytest.raises(ReportError, match="is not valid UTF-16"):
        decoded("Gunmen".encode("utf-16") + b"\x00\xd8\x41")
