"""``dateline incident``: one incident, what each of its reports tells, and why these belong together."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from dateline.cli.incident_json import account_to_json
from dateline.cli.incident_lines import account_lines
from dateline.cli.options import json_option
from dateline.cli.safe import one_line, to_json
from dateline.cli.talk import say
from dateline.errors import ConfigError, RunError
from dateline.model import OutlinedIncident
from dateline.run import account_of, open_store

if TYPE_CHECKING:
    from dateline.store import Store


@click.command()
@click.argument("incident_id", metavar="ID")
@click.option(
    "--store", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The store that holds it."
)
@json_option
def incident(incident_id: str, store: Path, as_json: bool) -> None:
    """Show the incident ID: field by field what each report tells, with its words.

    Values on which the reports agree, vary or contradict one another are marked; then come the toll by speaker and day,
    which reports are independent, links to other incidents, and the decisions with their reasons. An ID that was given
    once always leads somewhere: to the incident that holds its records now.
    """
    with open_store(store, create=False) as opened:
        found = _find(opened, store, incident_id)
        account = account_of(opened, found)
    if as_json:
        click.echo(to_json(account_to_json(account)))
        return
    for line in account_lines(account):
        indent = len(line) - len(line.lstrip(" "))
        click.echo(f"{' ' * indent}{one_line(line)}")


def _find(opened: Store, store: Path, incident_id: str) -> OutlinedIncident:
    """The incident asked for, or the one that took its place.

    Raises:
        ConfigError: the id was never given.
        RunError: nothing is left of it, or its records are in several now.
    """
    where = opened.whereabouts(incident_id)
    if where is None:
        raise ConfigError(
            f"{store} holds no incident {incident_id!r} and never did; 'dateline incidents {quote(str(store))}' lists "
            "those that it holds."
        )
    if where.is_withdrawn:
        raise RunError(
            f"incident {incident_id!r} was withdrawn: none of its records is there any more. 'dateline changes "
            f"{quote(str(store))} --since DAY' tells when."
        )
    if len(where.now) > 1:
        raise RunError(
            f"incident {incident_id!r} was split; its records are in {', '.join(where.now)}. Name one of these."
        )
    if not where.stands:
        say(f"note: {incident_id} is {where.now[0]} now.")
    found = opened.incident(where.now[0])
    assert found is not None
    return found
