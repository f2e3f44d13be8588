"""``dateline resolve``: what single words mean, with the reason, and without a report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from dateline.cli.options import Day, json_option, settings_from, settings_options
from dateline.cli.safe import one_line, to_json
from dateline.cli.talk import say, say_progress
from dateline.knowledge.actors import WhoIsWho, load_who_is_who
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.times import resolve_date
from dateline.model import Field, Unresolved, Value
from dateline.model.codec import value_to_json
from dateline.resolve import Around, resolve_actor, resolve_place
from dateline.resolve.actors.places import PlaceLookup


@click.group()
def resolve() -> None:
    """Say what words mean: a place, a time expression, or a participant."""


@resolve.command()
@click.argument("words")
@settings_options("gazetteer")
@json_option
def place(words: str, config: Path | None, as_json: bool, **flags: object) -> None:
    """Show where the place that WORDS tell lies, such as "20 miles east of Moscow".

    Ends with 1 where the words name no place, or one that nothing decides; the reason is told.
    """
    found = resolve_place(words, Gazetteer(settings_from(config, flags).gazetteer, say_progress))
    _show(Field.LOCATION, found, as_json)


@resolve.command()
@click.argument("words")
@click.option("--date", "published", type=Day(), help="The day of the report from which the words are counted.")
@click.option("--future", is_flag=True, help="Read the words of something that lies ahead.")
@json_option
def time(words: str, published: date | None, future: bool, as_json: bool) -> None:
    """Show the days that WORDS mean in a report, such as "last Thursday".

    Ends with 1 where they mean no day; the reason is told.
    """
    _show(Field.DAYS, resolve_date(words, published, future=future), as_json)


@resolve.command()
@click.argument("words")
@click.option("--date", "day", type=Day(), help="The day on which the participant acts; it decides between roles.")
@settings_options("gazetteer", "actors")
@json_option
def actor(words: str, day: date | None, config: Path | None, as_json: bool, **flags: object) -> None:
    """Show who the participant WORDS is, such as "Israeli soldiers".

    Ends with 1 where no name, title or noun tells; nothing is made up of a person whom no list has.
    """
    settings = settings_from(config, flags)
    who = WhoIsWho(settings.actors) if settings.actors else load_who_is_who()
    around = Around(places=PlaceLookup(Gazetteer(settings.gazetteer, say_progress)))
    _show(Field.ACTOR_IDENTITY, resolve_actor(words, who=who, on=day, around=around), as_json)


def _show(field: Field, found: Value | Unresolved, as_json: bool) -> None:
    if isinstance(found, Unresolved):
        say(f"not resolved: {found.reason}")
        raise SystemExit(1)
    told = value_to_json(field, found)
    if as_json:
        click.echo(to_json(told))
        return
    for name, value in told.items():
        shown = value if not isinstance(value, dict | list) else to_json(value)
        click.echo(one_line(f"{name}: {shown}" if shown is not None else f"{name}: not told"))
