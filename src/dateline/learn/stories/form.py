"""One story as its author writes it: a TOML file, read into types that refuse what they do not know.

What does not belong here: whether the parts agree with one another (`checks`) and what follows from them (`gold`).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from dateline.learn.stories.counts import Count, count
from dateline.learn.stories.marks import Mark, MarkedText, MarkError, unmark
from dateline.model import EventType

ValueField = Literal[
    "type", "actor", "recipient", "object", "means", "place", "date", "killed", "injured", "missing", "number",
    "status", "cause", "responsibility",
]  # fmt: skip
Pair: TypeAlias = tuple[str, str]


class StoryError(ValueError):
    """A story file that cannot be read; each argument is one fault."""


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _count(value: Any) -> Any:
    return count(value) if isinstance(value, str) else value


class BoundsForm(_Form):
    """Bounds that the author gives himself."""

    low: int | None = None
    high: int | None = None
    text: str


Toll = Annotated[Count | BoundsForm | None, BeforeValidator(_count)]


class TollForm(_Form):
    """Killed and injured as one speaker gives them in one report; no source: the reporter's own voice."""

    report: str
    source: str | None = None
    killed: Toll = None
    injured: Toll = None


class ValueForm(_Form):
    """What one report says where reports disagree."""

    report: str
    words: str


class DisagreementForm(_Form):
    """A field that is told in two or more ways."""

    field: ValueField
    kind: Literal["conflict", "revision", "retraction"]
    values: tuple[ValueForm, ...] = Field(min_length=2)


class ResponsibilityForm(_Form):
    """Who is said, in one report and by whom, to have done it; no who or source: not told."""

    report: str
    source: str | None = None
    who: str | None = None
    stance: Literal["claimed", "blamed", "denied", "unclaimed"]


class IncidentForm(_Form):
    """One happening of the story."""

    name: str = Field(pattern="^[a-z0-9][a-z0-9-]*$")
    role: Literal["focus", "near-miss", "background"]
    type: Annotated[EventType, BeforeValidator(lambda value: value.upper() if isinstance(value, str) else value)]
    mode: str | None = None
    place: str | None = None
    country: str | None = None
    status: Literal["occurred", "planned", "denied"]
    date_from: date | None = None
    date_to: date | None = None
    toll: tuple[TollForm, ...] = ()
    disagreements: tuple[DisagreementForm, ...] = ()
    copies: tuple[Pair, ...] = ()
    rewrites: tuple[Pair, ...] = ()
    shared_sources: tuple[tuple[str, ...], ...] = ()
    responsibility: tuple[ResponsibilityForm, ...] = ()


class LinkForm(_Form):
    """``from`` is the later or dependent incident."""

    from_: str = Field(alias="from")
    to: str
    kind: Literal["investigation-of", "similar", "follow-up", "retaliation", "trial-of"]


class ReportForm(_Form):
    """One report with its marked-up text."""

    id: str
    date: date
    publisher: str = Field(min_length=1)
    title: str = Field(min_length=1)
    text: str


class StoryForm(_Form):
    """A whole file. Copies and rewrites given here hold for every incident that both reports tell."""

    about: str = Field(min_length=1)
    copies: tuple[Pair, ...] = ()
    rewrites: tuple[Pair, ...] = ()
    report: tuple[ReportForm, ...] = Field(min_length=3, max_length=6)
    incident: tuple[IncidentForm, ...] = Field(min_length=1)
    link: tuple[LinkForm, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A story whose marks have been read. number: the two digits that its file name begins with."""

    number: str
    form: StoryForm
    texts: dict[str, MarkedText]

    def marks(self, report: str, name: str) -> list[Mark]:
        """The marks of incident ``name`` in a report, in the order of the text."""
        return [mark for mark in self.texts[report].marks if mark.name == name and mark.kind != "day"]

    def tellers(self, name: str) -> list[ReportForm]:
        """The reports that tell incident ``name``, the earliest first."""
        told = [r for r in self.form.report if any(mark.kind == "main" for mark in self.marks(r.id, name))]
        return sorted(told, key=lambda report: report.date)


def read_story(path: Path) -> Story:
    """The story in ``path``.

    Raises:
        StoryError: it is no TOML, holds keys or values that the form does not know, or marks that cannot be read.
    """
    try:
        form = StoryForm.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise StoryError(f"no TOML: {error}") from None
    except ValidationError as error:
        raise StoryError(*(_said(dict(fault)) for fault in error.errors())) from None
    texts, faults = {}, []
    for report in form.report:
        if "{" in report.title or "}" in report.title:
            faults.append(f"report {report.id!r}, title: marks stand only in the text")
        try:
            texts[report.id] = unmark(report.text)
        except MarkError as error:
            faults.append(f"report {report.id!r}: {error}")
    if faults:
        raise StoryError(*faults)
    return Story(path.name.partition("-")[0], form, texts)


def _said(fault: dict[str, Any]) -> str:
    """One fault with the place counted from one: ``incident 2, toll 1, killed: ...``."""
    parts: list[str] = []
    for key in fault["loc"]:
        if isinstance(key, int) and parts:
            parts[-1] += f" {key + 1}"
        elif key not in ("Count", "BoundsForm", "function-before"):
            parts.append(str(key))
    return f"{', '.join(parts)}: {fault['msg']}, got {str(fault['input'])[:60]!r}"
