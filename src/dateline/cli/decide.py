"""``dateline decide``: what a person says about two records, and undoing it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from shlex import quote

import click

from dateline.cli.decisions import decision_line
from dateline.cli.options import json_option, store_argument
from dateline.cli.safe import one_line, to_json
from dateline.cli.talk import say
from dateline.model import Decision, Maker, Reason, Verdict, settings_hash
from dateline.model.codec import decision_to_json
from dateline.run import open_store

_LONGEST_NAME = 80


class _Told(click.ParamType[str]):
    """Words of a person on one line, not empty."""

    name = "words"

    def __init__(self, what: str, longest: int) -> None:
        self._what, self._longest = what, longest

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The words with white space as single blanks; anything that holds nothing, or too much, is wrong usage."""
        told = one_line(value)
        if not 0 < len(told) <= self._longest:
            self.fail(f"{told!r} is no {self._what}; accepted are 1 to {self._longest} characters.", param, ctx)
        return told


@click.command()
@store_argument
@click.argument("said", nargs=-1, metavar="[RECORD RECORD VERDICT]")
@click.option("--undo", metavar="DECISION", help="The id of a decision to undo, instead of two records and a verdict.")
@click.option("--by", required=True, metavar="NAME", type=_Told("name", _LONGEST_NAME), help="Who decides.")
@click.option("--because", required=True, metavar="TEXT", type=_Told("reason", 2000), help="Why, in words.")
@json_option
def decide(store: Path, said: tuple[str, ...], undo: str | None, by: str, because: str, as_json: bool) -> None:
    """Say what two records of STORE are to each other: same, different, related or unsure.

    'same': they tell one happening. 'different': they do not, whatever else is alike. 'related': two happenings that
    have to do with each other. 'unsure': it is left open. A person's decision goes before the machine's, and the newest
    about a pair before older ones; none is ever lost. --undo ends one. 'dateline merge' follows what was decided.
    """
    maker = Maker(f"person:{by}", "1", settings_hash({}))
    now = datetime.now(UTC)
    if undo is None:
        made = _decision(said, Reason(None, 0.0, because), maker, now)
    elif said:
        raise click.UsageError(f"--undo takes the decision {undo!r} alone; leave out {' '.join(said)!r}.")
    with open_store(store, create=False) as opened, opened.writer() as writer:
        kept = writer.add_decision(made) if undo is None else writer.end_decision(undo, maker, now, because)
    if as_json:
        click.echo(to_json(decision_to_json(kept)))
    else:
        click.echo(one_line(decision_line(kept)))
    say(f"kept in {store}; 'dateline merge {quote(str(store))}' brings the incidents up to date.")


def _decision(said: tuple[str, ...], reason: Reason, maker: Maker, now: datetime) -> Decision:
    verdicts = [each.value for each in Verdict]
    if len(said) != 3:
        raise click.UsageError(
            f"{' '.join(said) or 'nothing'!r} is no decision; accepted are two records and one of "
            f"{', '.join(verdicts)}, such as 'e-1 e-2 same', or --undo DECISION."
        )
    first, second = sorted(said[:2])
    if said[2] not in verdicts:
        raise click.UsageError(f"{said[2]!r} is no verdict; accepted is one of {', '.join(verdicts)}.")
    if first == second:
        raise click.UsageError(f"{first!r} stands there twice; accepted are two records. Name another.")
    return Decision((first, second), Verdict(said[2]), None, (reason,), maker, now)
