"""``dateline gazetteer``: the file of place names, made, extended and shown."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import json_option, settings_from, settings_options
from dateline.cli.safe import one_line, to_json
from dateline.cli.talk import say, say_progress
from dateline.knowledge.gazetteer import Candidate, Gazetteer


@click.group()
def gazetteer() -> None:
    """Make, extend and look into the gazetteer, the file of place names."""


@gazetteer.command()
@settings_options("gazetteer")
@json_option
def build(config: Path | None, as_json: bool, **flags: object) -> None:
    """Make the gazetteer from the installed packages now, not at the first report. Takes some 20 seconds, once.

    A gazetteer that is there already stays as it is.
    """
    made = Gazetteer(settings_from(config, flags).gazetteer, say_progress)
    count = made.count()
    click.echo(to_json({"path": str(made.path), "places": count}) if as_json else f"{made.path}: {count:,} places.")


@gazetteer.command()
@click.argument("dump", type=click.Path(path_type=Path))
@settings_options("gazetteer")
def add(dump: Path, config: Path | None, **flags: object) -> None:
    """Add the places of DUMP, a GeoNames dump such as allCountries.zip, to the gazetteer for good.

    Adding the same dump again changes nothing; a dump that is broken or half downloaded leaves the gazetteer as it was.
    """
    made = Gazetteer(settings_from(config, flags).gazetteer, say_progress)
    added = made.add_dump(dump, say_progress)
    say(f"{added:,} places added to {made.path}.")


@gazetteer.command()
@click.argument("name")
@settings_options("gazetteer")
@json_option
def show(name: str, config: Path | None, as_json: bool, **flags: object) -> None:
    """Show what NAME can mean, the best known place first.

    Ends with 1 where no place has that name.
    """
    found = Gazetteer(settings_from(config, flags).gazetteer, say_progress).look_up(name)
    if as_json:
        click.echo(to_json([_as_json(candidate) for candidate in found]))
    for candidate in () if as_json else found:
        click.echo(one_line(_as_line(candidate)))
    if not found:
        say(f"no place is called {name!r} in the gazetteer; 'dateline gazetteer add' extends it by a GeoNames dump.")
        raise SystemExit(1)


def _as_line(candidate: Candidate) -> str:
    place = candidate.place
    within = ", ".join(part for part in (place.name, place.admin2, place.admin1, place.country) if part)
    people = f", {candidate.population:,} people" if candidate.population else ""
    number = f", GeoNames {place.geonames_id}" if place.geonames_id else ""
    return f"{within} ({candidate.kind}) at {place.latitude:.4f} {place.longitude:.4f}{people}{number}"


def _as_json(candidate: Candidate) -> dict[str, object]:
    place = candidate.place
    return {
        "kind": candidate.kind.value,
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "feature": place.feature,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "population": candidate.population,
        "radius_km": candidate.radius_km,
        "geonames_id": place.geonames_id,
    }
