import pytest

from dateline.errors import ReportError
from dateline.read.detect import Kind, detect_kind
from dateline.read.source import bytes_source


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", "<html> is how pages begin", Kind.TEXT),
        ("a.HTML", "<p>x", Kind.HTML),
        ("a.htm", "x", Kind.HTML),
        ("a.json", '[{"text": "x"}]', Kind.JSON),
        ("a.json", '{"text": "x"}\n{"text": "y"}\n', Kind.JSONL),
        ("a.json", '{"text":\n "x"}\n', Kind.JSON),
        ("a.jsonl", "x", Kind.JSONL),
        ("a.ndjson", "x", Kind.JSONL),
        ("a.csv", "x", Kind.CSV),
        ("a", "Gunmen killed two.", Kind.TEXT),
        ("a.md", "Gunmen killed two.", Kind.TEXT),
        ("a", "\ufeff <!DOCTYPE html><html>", Kind.HTML),
        ("a", '<?xml version="1.0"?>\n<!-- saved --><html xmlns="x">', Kind.HTML),
        ("a", '[{"text": "x"}]', Kind.JSON),
        ("a", '{"text": "x"}\n{"text": "y"}\n', Kind.JSONL),
        ("a", 'id,"text"\r\n1,x\r\n', Kind.CSV),
    ],
)
def test_the_kind_is_told_by_name_then_by_content(name, content, kind):
    assert detect_kind(bytes_source(content.encode(), name)) is kind


def test_an_unknown_name_in_utf16_is_told_by_content():
    assert detect_kind(bytes_source('{"text": "x"}'.encode("utf-16"), "a")) is Kind.JSON


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"<?xml version='1.0'?><feed></feed>", "the file is XML"),
        (b"<rss version='2.0'>", "the file is XML"),
        (b"%PDF-1.4", "a PDF document"),
    ],
)
def test_what_no_reader_is_for_is_refused(data, message):
    with pytest.raises(ReportError, match=message) as caught:
        detect_kind(bytes_source(data, "a"))
    assert "accepted" in str(caught.value)


def test_deep_nesting_does_not_crash_the_look_at_the_head():
    assert detect_kind(bytes_source(b'{"a":' * 10_000, "a.json")) is Kind.JSON
