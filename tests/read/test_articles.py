import csv
import json
from datetime import date

import pytest

from dateline.model import Failure, PublishedBasis, Report, report_id
from dateline.read import ReadOptions, read_bytes

ARTICLE = {
    "id": "a1",
    "date": "2025-04-25",
    "publisher": "The Dune Post",
    "title": "Blast hits market",
    "text": "A bomb killed two people in the market of Tarfaya on Friday, police said.",
    "section": "world",
}


def read(name, data, **options):
    return list(read_bytes(data if isinstance(data, bytes) else data.encode(), name, ReadOptions(**options)))


def as_csv(*rows, columns="id,date,publisher,title,text", delimiter=","):
    lines = [delimiter.join(columns.split(","))]
    for row in rows:
        lines.append(delimiter.join('"' + str(value).replace('"', '""') + '"' for value in row))
    return "\n".join(lines) + "\n"


FORMS = {
    "list.json": json.dumps([ARTICLE]),
    "object.json": json.dumps({"count": 1, "articles": [ARTICLE]}),
    "other.json": json.dumps({"count": 1, "news": [ARTICLE]}),
    "one.json": json.dumps(ARTICLE, indent=1),
    "lines.jsonl": json.dumps(ARTICLE) + "\n\n",
    "table.csv": as_csv(ARTICLE.values(), columns=",".join(ARTICLE)),
    "semicolons.csv": as_csv(ARTICLE.values(), columns=",".join(ARTICLE), delimiter=";"),
    "tabs.tsv": as_csv(ARTICLE.values(), columns=",".join(ARTICLE), delimiter="\t"),
    "capitals.csv": as_csv(ARTICLE.values(), columns=",".join(ARTICLE).upper()),
}
PLACES = {"json": "item 1", "jsonl": "line 1", "csv": "line 2", "tsv": "line 2"}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_form_gives_the_same_report(name, encoding):
    (outcome,) = read(name, FORMS[name].encode(encoding))
    assert outcome == Report(
        id="a1",
        text=f"{ARTICLE['title']}\n{ARTICLE['text']}",
        origin=f"{name}, {PLACES[name.rpartition('.')[2]]}",
        body_start=len(ARTICLE["title"]) + 1,
        published=date(2025, 4, 25),
        published_basis=PublishedBasis.FILE,
        publisher="The Dune Post",
        language="en",
    )


@pytest.mark.parametrize("title", [None, "", "  "])
def test_without_a_title_the_text_stands_alone(title):
    (outcome,) = read("a.json", json.dumps([ARTICLE | {"title": title}]))
    assert (outcome.text, outcome.body_start, outcome.title) == (ARTICLE["text"], 0, None)


def test_line_breaks_in_a_title_become_spaces():
    (outcome,) = read("a.json", json.dumps([ARTICLE | {"title": "Blast\r\nhits\nmarket"}]))
    assert outcome.title == "Blast hits market"


def test_characters_that_no_database_keeps_are_replaced_one_for_one():
    (outcome,) = read("a.json", '[{"id": "x\\u0000", "text": "Gun\\u0000men \\ud83d came \\ud83d\\ude42."}]')
    assert outcome.text == "Gun\ufffdmen \ufffd came 🙂."
    assert outcome.id == "x\ufffd"


@pytest.mark.parametrize(("given", "kept"), [(7, "7"), ("007", "007"), (10**30, "1" + "0" * 30), (1.5, "1.5")])
def test_ids_are_kept_as_words(given, kept):
    (outcome,) = read("a.json", json.dumps([ARTICLE | {"id": given}]))
    assert outcome.id == kept


@pytest.mark.parametrize("missing", [None, "", " "])
def test_without_an_id_the_text_makes_one(missing):
    (outcome,) = read("a.json", json.dumps([ARTICLE | {"id": missing}]))
    assert outcome.id == report_id(outcome.text)


@pytest.mark.parametrize("missing", [None, ""])
def test_without_a_date_the_dateline_gives_it_or_it_stays_unknown(missing):
    filed = "RABAT, 3 May 2025 (Foo) — Gunmen came."
    dated, undated = read(
        "a.json", json.dumps([{"date": missing, "text": filed}, {"date": missing, "text": "Gunmen came."}])
    )
    assert (dated.published, dated.published_basis) == (date(2025, 5, 3), PublishedBasis.DATELINE)
    assert (undated.published, undated.published_basis) == (None, None)


@pytest.mark.parametrize("words", ["2025-02-30", "0000-01-01", "20255", 20255, "soon", 1745570000])
def test_an_impossible_date_fails_that_article_alone(words):
    bad, good = read("a.json", json.dumps([ARTICLE | {"date": words}, ARTICLE | {"id": "a2"}]))
    assert isinstance(bad, Failure)
    assert (bad.origin, bad.report_id) == ("a.json, item 1", "a1")
    assert str(words) in bad.message
    assert "2025-04-25" in bad.message
    assert good.id == "a2"


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ({"id": "a", "body": "x"}, "its fields are: id, body"),
        ({"id": "a", "text": None}, "no text"),
        ({"id": "a", "text": " "}, "there is no text"),
        ({"id": "a", "title": "T", "text": ""}, "there is a title, 'T', but no text"),
        ({"id": "a", "text": 5}, "text 5 is not a string"),
        ({"id": "a", "text": ["x"]}, "text ['x'] is not a string"),
        ({"id": ["a"], "text": "x"}, "id ['a'] is not a string or a number"),
        ({"id": True, "text": "x"}, "id True is not"),
        ({"title": {"en": "x"}, "text": "x"}, "is not a string"),
        ("words", "'words' is no article"),
        (None, "None is no article"),
    ],
)
def test_a_bad_article_fails_alone(item, message):
    bad, good = read("a.json", json.dumps([item, ARTICLE]))
    assert isinstance(bad, Failure)
    assert bad.origin == "a.json, item 1"
    assert message in bad.message
    assert bad.detail is None
    assert good.id == "a1"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[{"text": "x"}', "line 1, column 15"),
        ('[\n{"text": "x",}]', "line 2, column 14"),
        ("[]", "the list of articles is empty"),
        ("5", "the file holds 5"),
        ('{"a": 1}', "its fields are: a"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ('[{"id": ' + "9" * 5_000 + "}]", "cannot be read"),
        (" ", "column"),
    ],
)
def test_a_bad_json_file_is_one_failure(content, message):
    (outcome,) = read("a.json", content)
    assert isinstance(outcome, Failure)
    assert outcome.origin == "a.json"
    assert message in outcome.message
    assert outcome.detail is None


def jsonl(*lines):
    return b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines) + b"\n"


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (b'{"id": "a3", "text": "cut', "column 22: "),
        (b"not json", "column 1: Expecting"),
        (b'{"text": "torn \xff byte"}', "column 16"),
        (b"[" * 100_000, "nested too deeply"),
        (b"5", "5 is no article"),
        (b'{"id": "a3"}', "no text"),
    ],
)
def test_a_broken_line_fails_alone(broken, message):
    data = jsonl(ARTICLE, ARTICLE | {"id": "ä2"}, broken, ARTICLE | {"id": "a4"})
    first, second, bad, last = read("news.jsonl", data)
    assert [first.id, second.id, last.id] == ["a1", "ä2", "a4"]
    assert isinstance(bad, Failure)
    assert bad.origin == "news.jsonl, line 3"
    assert message in bad.message
    assert last.origin == "news.jsonl, line 4"


def test_a_torn_byte_in_a_line_is_told_with_its_offset_in_the_file():
    data = jsonl(ARTICLE | {"title": "Zoë"}, '{"text": "Zoë "}'.encode()[:-2] + b'\xff"}')
    _, bad = read("news.jsonl", data)
    assert f"byte 0xff at offset {data.index(bytes([255]))} (line 2, column 15)" in bad.message


def test_a_line_that_is_too_long_is_passed_over():
    data = jsonl({"text": "x" * 400_000}, ARTICLE)
    bad, good = read("news.jsonl", data, max_characters=100)
    assert isinstance(bad, Failure)
    assert "longer than" in bad.message
    assert (good.id, good.origin) == ("a1", "news.jsonl, line 2")


def test_a_text_that_is_too_long_is_told_with_its_length():
    (bad,) = read("news.jsonl", jsonl({"id": "a", "text": "x" * 101}), max_characters=100)
    assert "101 characters; at most 100" in bad.message


def test_latin1_lines_are_read():
    first, second = read(
        "news.jsonl", jsonl({"text": "Plain words."}, '{"text": "Muñoz was arrested."}'.encode("latin-1"))
    )
    assert (first.text, second.text) == ("Plain words.", "Muñoz was arrested.")


@pytest.mark.parametrize("data", [b"\n \n", b"\xef\xbb\xbf\n"])
def test_a_jsonl_file_without_articles_is_a_failure(data):
    (outcome,) = read("news.jsonl", data)
    assert "no line with an article" in outcome.message


def test_damaged_utf16_stops_the_file_and_keeps_what_came_before():
    data = (json.dumps(ARTICLE) + "\n").encode("utf-16") + b"\x00\xd8\x00"
    first, bad = read("news.jsonl", data)
    assert first.id == "a1"
    assert (bad.origin, bad.stage) == ("news.jsonl, after line 1", "read")
    assert "damaged" in bad.message


def test_a_table_without_the_column_text_names_the_columns_found():
    (outcome,) = read("a.csv", "id,body\n1,words\n")
    assert isinstance(outcome, Failure)
    assert "no column 'text'; its columns are: id, body" in outcome.message


def test_a_column_named_twice_is_refused():
    (outcome,) = read("a.csv", "id,text,text\n1,a,b\n")
    assert "named twice" in outcome.message


def test_rows_of_several_lines_and_long_fields_are_read():
    long = "word " * 50_000
    first, second = read("a.csv", as_csv(["1", 'He said "no".\r\nThen\nhe left.'], ["2", long], columns="id,text"))
    assert first.text == 'He said "no".\nThen\nhe left.'
    assert second.text == long
    assert second.origin == "a.csv, line 5"


def test_the_limit_of_the_csv_module_is_put_back():
    before = csv.field_size_limit()
    read("a.csv", as_csv(["1", "x" * 200_000], columns="id,text"))
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('3,"cut', "broken"),
        ('3,"a" b', "broken"),
        ("3,a,b,c", "4 fields, and the header has 2"),
        ("3", "1 fields, and the header has 2"),
    ],
)
def test_a_broken_row_fails_alone(row, message):
    data = f'id,text\n1,"Gunmen came."\n{row}\n4,"Gunmen, they say, left."\n5,"Nobody knows."\n'
    first, bad, fourth, fifth = read("a.csv", data)
    assert [first.id, fourth.id, fifth.id] == ["1", "4", "5"]
    assert isinstance(bad, Failure)
    assert bad.origin == "a.csv, line 3"
    assert message in bad.message


def test_a_torn_byte_fails_its_row_alone():
    data = 'id,text\n1,"Zoë came."\n2,"Zo'.encode() + b'\xff left."\n3,"Nobody knows."\n'
    first, bad, third = read("a.csv", data)
    assert (first.id, third.id) == ("1", "3")
    assert f"offset {data.index(bytes([255]))}" in bad.message


def test_a_quote_that_is_never_closed_does_not_read_the_whole_file_into_memory():
    data = 'id,text\n1,"never closed\n' + "words and words\n" * 40_000
    outcomes = read("a.csv", data, max_characters=100)
    assert len(outcomes) == 1
    assert "its last quote is missing" in outcomes[0].message


@pytest.mark.parametrize("long", ["words " * 100_000, "words\n" * 100_000, 'he said ""no"" ' * 50_000])
def test_a_row_that_is_too_long_is_passed_over_up_to_its_end(long):
    data = f'id,text\n1,"{long}"\n2,"Gunmen came."\n'
    bad, good = read("a.csv", data, max_characters=100)
    assert isinstance(bad, Failure)
    assert (good.id, good.text) == ("2", "Gunmen came.")


def test_a_table_without_rows_is_a_failure():
    (outcome,) = read("a.csv", "id,text\n")
    assert "no rows" in outcome.message
