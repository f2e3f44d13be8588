"""``dateline account``: who may use a review page that asks for a login."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.options import store_argument
from dateline.cli.review import person_name
from dateline.cli.talk import say
from dateline.errors import ConfigError
from dateline.run import open_store

_SHORTEST = 12


@click.command()
@store_argument
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(["reader", "coder", "adjudicator", "admin"]),
    help="What it may do: look, decide about records, decide about pairs too, or everything.",
)
@click.option("--remove", is_flag=True, help="Take the account away.")
def account(store: Path, name: str, role: str | None, remove: bool) -> None:
    """Make the account NAME of STORE, give it a new role and password, or take it away.

    The password is asked for; without a terminal it is the first line of the standard input.
    """
    from dateline.review.access import hash_password  # noqa: PLC0415 - Argon2, which no other command needs

    told = person_name(name)
    if remove == bool(role):
        raise click.UsageError("give --role ROLE to make or change the account, or --remove to take it away.")
    with open_store(store, create=False) as opened, opened.writer() as writer:
        if not remove:
            writer.set_account(told, str(role), hash_password(_password()))
            say(f"account {told!r} is {role} on the review page of {store}")
        elif writer.remove_account(told):
            say(f"account {told!r} is gone")
        else:
            held = ", ".join(opened.accounts()) or "none"
            raise ConfigError(f"{store} holds no account {told!r}; it holds {held}")


def _password() -> str:
    if sys.stdin.isatty():
        password = click.prompt("password", type=str, hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if len(password) < _SHORTEST:
        raise ConfigError(
            f"the password has {len(password)} characters; accepted are {_SHORTEST} or more. Choose a longer one."
        )
    return password
