"""One web page, one report. trafilatura finds the text, the title and the outlet; menus and scripts stay out.

The day of publication is taken only where the page states it for machines (metadata, JSON-LD, ``<time datetime>``),
and read as strictly as everywhere; htmldate's search of the visible text, which also finds copyright years and the
days of other articles, is not used.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from dateline.model import Report
from dateline.read.build import Draft, build_report
from dateline.read.clean import clean_text
from dateline.read.days import read_day
from dateline.read.decode import decode
from dateline.read.options import ReadOptions
from dateline.read.source import Source

HtmlElement = Any  # lxml.html.HtmlElement; lxml has no types and is not imported with this module

# A page is mostly markup and scripts; on news sites the text is seldom below a twentieth of the bytes.
_MOST_BYTES_A_CHARACTER = 20
# Less than a short sentence is what is left of a page's buttons and menus.
_FEWEST_LETTERS = 40
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_XML_HEAD = re.compile(r"\s*<\?xml[^>]*\?>")
_UNWANTED = "//script[not(@type='application/ld+json')] | //style | //noscript | //template | //iframe | //object"

_DATE_PROPERTIES = ("article:published_time", "article:published", "og:published_time", "datepublished")
_DATE_NAMES = (
    *("date", "pubdate", "publishdate", "publish-date", "publish_date", "dc.date.issued", "dcterms.issued", "dc.date"),
    *("dcterms.date", "sailthru.date", "parsely-pub-date", "article.published", "publication_date", "citation_date"),
)


def read_html(source: Source, options: ReadOptions) -> Iterator[Report]:
    """Yield the one report of a web page.

    Raises:
        ReportError: the page is too long, not decodable, or holds no readable text.
    """
    most = options.max_characters * _MOST_BYTES_A_CHARACTER
    data = source.read_all(most, "Save the page without its embedded images, or give its text as a plain file.")
    page = _XML_HEAD.sub("", decode(data, source, _declared_charset(data)), count=1)
    tree = _load(page)
    if tree is None:
        raise source.error(
            "the page cannot be parsed as HTML; accepted is a web page as a browser saves it. "
            "Save it again, or give its text as a plain file."
        )
    published, language = _find_published(tree), _declared_language(tree)
    title, publisher, text = _extract(tree)
    body = _without_title(text, title)
    if sum(map(str.isalpha, body)) < _FEWEST_LETTERS:
        raise source.error(
            "the page holds no readable text: menus, scripts and markup only; accepted is a page with an article in "
            "its HTML. Save the article's own page after it has loaded, or give its text as a plain file."
        )
    draft = Draft(source.origin, body=body, title=title, published=published, publisher=publisher, language=language)
    yield build_report(draft, options)


def _declared_charset(data: bytes) -> str | None:
    head = data[:4096]
    match = _XML_CHARSET.match(head) or _CHARSET.search(head)
    return match.group(1).decode("ascii") if match else None


def _load(page: str) -> HtmlElement | None:
    import trafilatura  # noqa: PLC0415 - a second to import; needed for web pages only

    # Without a handler, Python prints the library's warnings about odd markup between the lines of the command.
    logging.getLogger("trafilatura").addHandler(_SILENT)
    logging.getLogger("htmldate").addHandler(_SILENT)
    tree: HtmlElement | None = trafilatura.load_html(clean_text(page))
    return tree


_SILENT = logging.NullHandler()


def _extract(tree: HtmlElement) -> tuple[str | None, str | None, str]:
    """The title, the outlet and the text of the page. Changes ``tree``."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - see `_load`
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - see `_load`

    # htmldate drops days after today; a fixed bound keeps this machine's clock out. The day it finds is not used.
    facts = extract_metadata(tree, date_config={"extensive_search": False, "max_date": "9000-01-01"})
    for element in tree.xpath(_UNWANTED):
        element.drop_tree()
    document: Any = bare_extraction(tree, include_comments=False, include_tables=True)
    text = document.text if document is not None else None
    return facts.title, facts.sitename, clean_text(text or "")


def _without_title(text: str, title: str | None) -> str:
    """The text without a first line that repeats the title."""
    first, _, rest = text.partition("\n")
    is_title = title is not None and " ".join(first.split()).casefold() == " ".join(title.split()).casefold()
    return rest if is_title else text


def _declared_language(tree: HtmlElement) -> str | None:
    for words in tree.xpath("/html/@lang | //meta[@http-equiv='content-language']/@content"):
        code = re.split("[-_,;]", str(words).strip().lower())[0]
        if re.fullmatch("[a-z]{2}", code):
            return code
    return None


def _find_published(tree: HtmlElement) -> str | None:
    """The words that state the day of publication: the first that can be read, else the first there are, else None."""
    stated = [words for words in _stated_days(tree) if words.strip()]
    return next(filter(_is_readable, stated), stated[0] if stated else None)


def _is_readable(words: str) -> bool:
    try:
        read_day(words)
    except ValueError:
        return False
    return True


def _stated_days(tree: HtmlElement) -> Iterator[str]:
    metas = [(_name_of(meta), str(meta.get("content") or "")) for meta in tree.xpath("//meta[@content]")]
    for wanted in (*_DATE_PROPERTIES, *_DATE_NAMES):
        yield from (content for name, content in metas if name == wanted)
    yield from _linked_data_days(tree)
    yield from map(str, tree.xpath("//*[@itemprop='datePublished']/@datetime | //time[@pubdate]/@datetime"))
    times = [words for words in map(str, tree.xpath("//time/@datetime")) if re.match(r"\s*\d{4}-", words)]
    if len({words.strip()[:10] for words in times}) == 1:
        yield times[0]


def _name_of(meta: HtmlElement) -> str:
    return str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()


def _linked_data_days(tree: HtmlElement) -> Iterator[str]:
    """The values of ``datePublished`` in the page's JSON-LD; what is no JSON there states nothing."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            waiting = [json.loads(script.text_content())]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                if isinstance(node.get("datePublished"), str):
                    yield node["datePublished"]
                waiting.extend(node.get(key) for key in ("@graph", "mainEntity") if key in node)
