"""``dateline review``: the page on which people check records and decide."""

from __future__ import annotations

import getpass
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Any

import click

from dateline.cli.options import settings_from, settings_options, store_argument
from dateline.cli.safe import one_line
from dateline.cli.talk import say
from dateline.config import Settings
from dateline.errors import ConfigError
from dateline.run import open_store

_LONGEST_NAME = 80
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@store_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8470, show_default=True, help="0 takes a free one.")
@click.option("--as", "person", metavar="NAME", help="Who decides, where no login is asked for; otherwise your login.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A further name by which browsers call the page.")
@click.option("--certificate", type=_FILE, metavar="FILE", help="TLS certificate.")
@click.option("--key", type=_FILE, metavar="FILE", help="Its private key.")
@click.option("--behind-proxy", is_flag=True, help="A proxy does TLS: ask for a login, and listen without TLS.")
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
@settings_options("gazetteer", "actors")
def review(store: Path, config: Path | None, **told: Any) -> None:
    """Serve the review page of STORE.

    People see records beside the words that they rest on, accept, change and reject them, decide which records are one
    incident, and every decision is kept. The page listens on this machine alone, and asks for no login there. On
    another address everybody has to log in, over TLS: give --certificate and --key, or --behind-proxy; 'dateline
    account' makes accounts.
    """
    wanted = Listening(*(told.pop(name) for name in Listening.__slots__))
    serve_store(store, wanted, settings_from(config, told))


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the page listens, and for whom."""

    host: str = "127.0.0.1"
    port: int = 0
    person: str | None = None
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    behind_proxy: bool = False
    opens: bool = False


def serve_store(store: Path, wanted: Listening, settings: Settings) -> None:
    """Serve the page of a store until it is ended.

    Raises:
        ConfigError: others could reach the page without TLS, nobody has an account, or the port is taken.
    """
    from dateline.review import ReviewSettings, create_app, serve  # noqa: PLC0415 - FastAPI, which nothing else needs
    from dateline.review.access import LOOPBACK  # noqa: PLC0415 - as above
    from dateline.review.serving import bound_socket  # noqa: PLC0415 - as above

    is_open = wanted.host not in LOOPBACK
    if bool(wanted.certificate) != bool(wanted.key):
        raise ConfigError("--certificate and --key belong together; give both, or neither")
    if is_open and not (wanted.certificate or wanted.behind_proxy):
        raise ConfigError(
            f"on {wanted.host} others can reach the page, and passwords would cross the network in the open; give "
            "--certificate and --key, or --behind-proxy, or leave --host out"
        )
    needs_login = is_open or wanted.behind_proxy
    person = person_name(wanted.person)
    with open_store(store, create=False) as opened:
        if needs_login and not opened.accounts():
            raise ConfigError(
                f"{store} holds no account, and this page needs a login; 'dateline account {quote(str(store))} NAME "
                "--role admin' makes one"
            )
        listening = bound_socket(wanted.host, wanted.port)
        shown = f"[{wanted.host}]" if ":" in wanted.host else wanted.host
        address = f"http{'s' if wanted.certificate else ''}://{shown}:{listening.getsockname()[1]}/"
        say(f"the review page of {store} is at {address} (Ctrl-C ends it)")
        if wanted.opens:
            webbrowser.open(address)
        hosts = frozenset({wanted.host, *wanted.names})
        app = create_app(opened, ReviewSettings(person, hosts, needs_login, settings))
        serve(app, listening, certificate=wanted.certificate, key=wanted.key)


def person_name(told: str | None) -> str:
    """A person's name on one line; the login's where none is told.

    Raises:
        ConfigError: it is empty or too long.
    """
    name = one_line(told if told is not None else getpass.getuser())
    if not 0 < len(name) <= _LONGEST_NAME:
        raise ConfigError(f"{name!r} is no name of a person; accepted are 1 to {_LONGEST_NAME} characters")
    return name
