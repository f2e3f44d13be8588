"""From what a file says about one report to the frozen `Report`: the same for every kind of file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dateline.errors import ReportError
from dateline.model import PublishedBasis, Report, report_id
from dateline.read.clean import clean_line, clean_text
from dateline.read.dateline import parse_dateline
from dateline.read.days import read_day
from dateline.read.language import detect_language
from dateline.read.messages import quoted
from dateline.read.options import ReadOptions


@dataclass(frozen=True, slots=True)
class Draft:
    """One report as its file gives it, before anything is checked.

    body: the text without the title. title: as given; ``body`` is then put after it on a new line.
    title_end: instead of ``title``, where the title is part of ``body``: the offset of the line break after it.
    published: the words that name the day of publication. language: as declared by the file, used where the text itself
    does not tell. id: as given by the file.
    """

    origin: str
    body: str
    title: str | None = None
    title_end: int = 0
    id: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None


def build_report(draft: Draft, options: ReadOptions) -> Report:
    """The report that ``draft`` describes.

    Raises:
        ReportError: the text is empty or too long, or the day of publication cannot be read.
    """
    title = clean_line(draft.title or "")
    body = clean_text(draft.body)
    given_id = clean_line(draft.id or "")
    if not body.strip():
        what = f"there is a title, {quoted(title)}, but no text" if title.strip() else "there is no text"
        raise _error(draft, f"{what}; accepted is a report with words in it. Fill it, or leave it out.", given_id)
    text = f"{title}\n{body}" if title.strip() else body
    if len(text) > options.max_characters:
        raise _error(
            draft,
            f"the text has {len(text):,} characters; at most {options.max_characters:,} are accepted. "
            "Split it into its reports.",
            given_id,
        )
    body_start = len(title) + 1 if title.strip() else draft.title_end and draft.title_end + 1
    identity = given_id if given_id.strip() else report_id(text)
    dateline = parse_dateline(text, identity, body_start)
    report = Report(
        id=identity,
        text=text,
        origin=draft.origin,
        body_start=body_start,
        publisher=options.publisher or clean_line(draft.publisher or "").strip() or None,
        language=options.language or detect_language(text[body_start:]) or draft.language,
        dateline=dateline,
    )
    published, basis = _published(draft, options, dateline.day if dateline else None, identity)
    return replace(report, published=published, published_basis=basis)


def _published(
    draft: Draft, options: ReadOptions, filed: date | None, identity: str
) -> tuple[date | None, PublishedBasis | None]:
    """The day of publication: what the caller says, else the file, else the dateline; never the clock."""
    if options.published is not None:
        return options.published, PublishedBasis.GIVEN
    if draft.published is not None and draft.published.strip():
        try:
            return read_day(draft.published), PublishedBasis.FILE
        except ValueError as error:
            raise _error(draft, f"{error}. Correct it in the file, or give --date.", identity) from error
    if filed is not None:
        return filed, PublishedBasis.DATELINE
    return None, None


def _error(draft: Draft, message: str, identity: str) -> ReportError:
    return ReportError(message, origin=draft.origin, stage="read", report_id=identity or None)
