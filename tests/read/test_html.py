from datetime import date

import pytest

from dateline.model import Failure, PublishedBasis, Report
from dateline.read import ReadOptions, read_bytes

PARAGRAPHS = (
    "<p>A bomb killed two people in the market of Tarfaya on Friday, police said, in the worst attack of the year.</p>"
    "<p>No group claimed responsibility. The governor said that the market would stay closed until Monday.</p>"
)
TEXT = PARAGRAPHS.replace("</p><p>", "\n").replace("<p>", "").replace("</p>", "")


def page(head="", body=f"<article><h1>Blast hits market</h1>{PARAGRAPHS}</article>", attributes=' lang="en"'):
    return f"<!doctype html><html{attributes}><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


def read(content, **options):
    data = content if isinstance(content, bytes) else content.encode()
    (outcome,) = read_bytes(data, "page.html", ReadOptions(**options))
    return outcome


def test_text_title_day_and_outlet_come_from_the_page():
    outcome = read(
        page(
            '<title>Blast hits market | The Dune Post</title><meta property="og:site_name" content="The Dune Post">'
            '<meta property="article:published_time" content="2025-04-25T23:10:00+02:00">'
        )
    )
    assert isinstance(outcome, Report)
    assert outcome.text == f"Blast hits market\n{TEXT}"
    assert outcome.title == "Blast hits market"
    assert (outcome.published, outcome.published_basis) == (date(2025, 4, 25), PublishedBasis.FILE)
    assert (outcome.publisher, outcome.language, outcome.origin) == ("The Dune Post", "en", "page.html")


def test_scripts_menus_and_footers_stay_out():
    outcome = read(
        page(
            "<script>var killed = 99;</script><style>p{color:red}</style>",
            f"<nav><a href='/'>Home</a><a href='/w'>World</a></nav><article><h1>Blast hits market</h1>{PARAGRAPHS}"
            "<script>alert('stolen')</script><noscript>Enable scripts</noscript><template>hidden</template></article>"
            "<footer><p>Copyright 2019</p></footer>",
        )
    )
    assert outcome.text == f"Blast hits market\n{TEXT}"


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="2024-01-02">',
        '<meta itemprop="datePublished" content="2 January 2024">',
        '<meta name="DC.date.issued" content="2024-01-02T03:04:05Z">',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2024-01-02"}]}</script>',
        '<script type="application/ld+json">[[{</script><meta name="pubdate" content="2024-01-02">',
        '<meta property="article:published_time" content="today"><meta name="pubdate" content="2024-01-02">',
    ],
)
def test_the_day_is_taken_where_the_page_states_it(head):
    assert read(page(head)).published == date(2024, 1, 2)


def test_one_time_element_states_the_day_and_two_days_do_not():
    one, two = "<time datetime='2024-01-02T10:00'>x</time>", "<time datetime='2023-05-06'>y</time>"
    assert read(page(body=f"<article>{one}{one}{PARAGRAPHS}</article>")).published == date(2024, 1, 2)
    assert read(page(body=f"<article>{one}{two}{PARAGRAPHS}</article>")).published is None


def test_no_day_is_guessed_from_a_copyright_or_other_visible_words():
    body = f"<article>{PARAGRAPHS}</article><p>Updated 3 May 2021</p><footer>© 2019</footer>"
    assert read(page(body=body)).published is None


def test_the_dateline_gives_the_day_where_the_page_states_none():
    body = (
        f"<article><h1>Blast hits market</h1><p>TARFAYA, April 25, 2025 (Foo) — Gunmen came.</p>{PARAGRAPHS}</article>"
    )
    outcome = read(page(body=body))
    assert (outcome.published, outcome.published_basis) == (date(2025, 4, 25), PublishedBasis.DATELINE)
    assert outcome.dateline.place.text == "TARFAYA"


def test_a_stated_day_that_cannot_be_is_a_failure_unless_the_caller_gives_one():
    content = page('<meta name="date" content="2025-02-30">')
    outcome = read(content)
    assert isinstance(outcome, Failure)
    assert "'2025-02-30'" in outcome.message
    assert read(content, published=date(2025, 3, 1)).published == date(2025, 3, 1)


@pytest.mark.parametrize(
    "content",
    [
        page(body="<script>document.write('x')</script>"),
        page("<title>Home</title>", "<nav><a href='/'>Home</a><a href='/w'>World</a></nav>"),
        "<html>" + "<div>" * 50_000 + "</html>",
    ],
)
def test_a_page_without_an_article_is_a_failure(content):
    outcome = read(content)
    assert isinstance(outcome, Failure)
    assert "no readable text" in outcome.message
    assert outcome.detail is None


def test_what_is_no_page_at_all_is_a_failure():
    outcome = read("x")
    assert isinstance(outcome, Failure)
    assert "cannot be parsed as HTML" in outcome.message


def test_the_declared_encoding_is_used():
    content = "<html><head><meta charset='windows-1251'></head><body><article>{}</article></body></html>"
    russian = "<p>Двое солдат погибли в пятницу при взрыве на рынке, сообщила полиция города.</p>"
    outcome = read(content.format(russian).encode("cp1251"))
    assert outcome.text.startswith("Двое солдат")
    assert outcome.language == "ru"


def test_an_xml_declaration_does_no_harm():
    assert isinstance(read(f'<?xml version="1.0" encoding="utf-8"?>{page()}'), Report)


def test_a_page_far_too_long_is_refused_unread():
    outcome = read(page(), max_characters=10)
    assert isinstance(outcome, Failure)
    assert "at most 200" in outcome.message
