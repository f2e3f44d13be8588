"""``dateline incidents``: the incidents of a store, one a line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shlex import quote
from typing import Any

import click

from dateline.cli.options import Day, json_option, store_argument
from dateline.cli.safe import one_line, to_json
from dateline.cli.talk import say
from dateline.model import EventType, Grade, OutlinedIncident
from dateline.model.codec import outline_to_json
from dateline.run import open_store

_TYPES = click.Choice([each.value for each in EventType], case_sensitive=False)
_GRADES = click.Choice([each.value for each in Grade])


class _Country(click.ParamType[str]):
    """A country's ISO 3166-1 alpha-3 code, in capitals or not."""

    name = "CODE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code in capitals; anything that is not three letters is wrong usage."""
        if not (len(value) == 3 and value.isascii() and value.isalpha()):
            self.fail(f"{value!r} is no country; accepted is an ISO 3166-1 alpha-3 code such as KEN.", param, ctx)
        return value.upper()


@click.command()
@store_argument
@click.option("--since", type=Day(), help="Only those that lasted until this day or later; those without a day go.")
@click.option("--country", type=_Country(), help="Only those in this country, as ISO 3166-1 alpha-3 code, such as KEN.")
@click.option(
    "--type",
    "event_type",
    type=click.Choice([each.value for each in EventType], case_sensitive=False),
    help="Only these.",
)
@click.option("--grade", type=click.Choice([each.value for each in Grade]), help="Only those verified this well.")
@json_option
def incidents(
    store: Path, since: date | None, country: str | None, event_type: str | None, grade: str | None, as_json: bool
) -> None:
    """List the incidents of STORE, the latest first.

    Each stands with its grade, type, days, place, the latest figures, and how many reports and independent origins tell
    it. Incidents are made by 'dateline merge'.
    """
    with open_store(store, create=False) as opened:
        found = list(
            opened.incidents(
                since=since,
                country=country,
                event_type=EventType(event_type.upper()) if event_type else None,
                grade=Grade(grade) if grade else None,
            )
        )
        behind = opened.coded_out_of_date()
    if as_json:
        click.echo(to_json([incident_row(each) for each in found]))
    else:
        for each in found:
            click.echo(one_line(incident_line(each)))
    say(f"{len(found)} incidents; 'dateline incident ID --store {quote(str(store))}' shows one with its words.")
    if behind:
        say(f"note: {behind} reports are not merged as they are now; 'dateline merge {quote(str(store))}' does it.")


def incident_line(each: OutlinedIncident) -> str:
    """An incident on one line: its id, what it is, and how well it is told."""
    reports, origins = len(each.incident.reports), len(each.incident.origins)
    told = f"{reports} report{'' if reports == 1 else 's'}, {origins} independent"
    return f"{each.id}: {outline_line(each)}; {grade_words(each.incident.grade)}: {told}"


def outline_line(each: OutlinedIncident) -> str:
    """What an incident shows at a glance; what is not told is left out."""
    outline = each.outline
    kind = f"{outline.type.value}/{outline.mode}" if outline.mode else outline.type.value
    place = ", ".join(part for part in (outline.place, outline.country) if part)
    status = outline.status if outline.status not in (None, "occurred") else None
    figures = [f"{name} {value}" for name, value in (("killed", outline.killed), ("injured", outline.injured)) if value]
    return ", ".join(filter(None, (kind, status, days_words(outline.first_day, outline.last_day), place, *figures)))


def days_words(first: date | None, last: date | None) -> str | None:
    """A day, or the first and last of several; None where none is told."""
    if first is None or first == last:
        return str(first) if first else None
    return f"{first} to {last}"


def grade_words(grade: Grade) -> str:
    """A grade as words."""
    return grade.value.replace("_", " ")


def incident_row(each: OutlinedIncident) -> dict[str, Any]:
    """An incident of the list as JSON data."""
    return {
        "id": each.id,
        "grade": each.incident.grade.value,
        **outline_to_json(each.outline),
        "records": [member.record for member in each.incident.members],
        "reports": list(each.incident.reports),
        "origins": [list(origin) for origin in each.incident.origins],
    }
