"""One incident as lines for a person: what its reports tell, field by field, and why they belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.cli.changes import change_line
from dateline.cli.decisions import decision_line
from dateline.cli.incidents import grade_words, outline_line
from dateline.model import Claim, Decision, Incident, Link, Stance, Words
from dateline.model.wording import value_in_words
from dateline.run import Account, Agreement, Cell, Telling, compare, tolls

_MARKS = {
    Agreement.ALONE: "told once",
    Agreement.AGREE: "agree",
    Agreement.VARY: "vary",
    Agreement.CONTRADICT: "CONTRADICT",
}
_MOST_REASONS = 4


def account_lines(account: Account) -> Iterator[str]:
    """Everything about one incident; a line that belongs under another is indented. Reports are named by numbers."""
    incident = account.outlined.incident
    numbers = {report: number for number, report in enumerate(_reports(account.tellings), 1)}
    yield f"Incident {incident.id}: {outline_line(account.outlined)}"
    yield f"{grade_words(incident.grade)}; {len(numbers)} reports, {len(incident.origins)} independent"
    yield ""
    for telling in account.tellings:
        yield f"[{numbers[telling.report.id]}] {_report(telling)}"
    yield ""
    yield from _matrix(account.tellings, numbers)
    yield from _toll(account.tellings, numbers)
    yield from _origins(incident, numbers)
    yield from _links(account.links, incident.id)
    yield from _decisions(account.decisions)
    yield from _changes(account)


def _reports(tellings: Sequence[Telling]) -> list[str]:
    return list(dict.fromkeys(telling.report.id for telling in tellings))


def _report(telling: Telling) -> str:
    report = telling.report
    told = (report.id, report.publisher, str(report.published) if report.published else "no day", report.title)
    return f"{', '.join(filter(None, told))}; record {telling.record.id}"


def _matrix(tellings: Sequence[Telling], numbers: dict[str, int]) -> Iterator[str]:
    for row in compare(tellings):
        yield f"{row.name}: {_MARKS[row.agreement]}"
        for cells in row.values:
            told = dict.fromkeys(_cell(cell, numbers) for cell in cells)
            yield f"  {value_in_words(cells[0].claim.value)}: {'; '.join(told)}"


def _cell(cell: Cell, numbers: dict[str, int]) -> str:
    words = "" if isinstance(cell.claim.value, Words) else f" “{cell.claim.evidence[0].text}”"
    return f"[{numbers[cell.report]}]{words}{_said(cell.claim)}"


def _said(claim: Claim) -> str:
    """Who vouches for a claim or disputes it, and how; nothing where the reporter alone speaks."""
    if claim.voice is None or claim.stance is None:
        return ""
    who = claim.voice.source.text if claim.voice.source else "nobody named"
    stance = "" if claim.stance is Stance.ASSERTS else f" {claim.stance.value.replace('_', ' ')}"
    return f" ({who}{stance})"


def _toll(tellings: Sequence[Telling], numbers: dict[str, int]) -> Iterator[str]:
    days = {telling.report.id: telling.report.published for telling in tellings}
    figures = dict.fromkeys(
        f"  {days[each.report] or 'no day'} {each.kind}: {value_in_words(each.claim.value)}, [{numbers[each.report]}] "
        f"“{each.claim.evidence[0].text}”{_said(each.claim) or ' (the reporter)'}"
        for each in tolls(tellings)
    )
    yield from _section("toll over time, by speaker", figures)


def _origins(incident: Incident, numbers: dict[str, int]) -> Iterator[str]:
    groups = (", ".join(f"[{numbers[report]}]" for report in origin) for origin in incident.origins)
    lines = [f"  {number}. {group}" for number, group in enumerate(groups, 1)]
    for bond in incident.bonds:
        kind = bond.kind.value.replace("_", " ")
        lines.append(f"  [{numbers[bond.earlier]}] and [{numbers[bond.later]}] are one: {kind}, {bond.words}")
    yield from _section("independent origins", lines)


def _links(links: Sequence[Link], own: str) -> Iterator[str]:
    lines = []
    for link in links:
        words = "; ".join(f"“{span.text}” in {span.report_id}" for span in link.evidence)
        told = f"{link.kind.value} of {link.earlier}" if link.later == own else f"{link.later} is its {link.kind.value}"
        lines.append(f"  {told}: {words}")
    yield from _section("links", lines)


def _decisions(decisions: Sequence[Decision]) -> Iterator[str]:
    lines = []
    for decision in sorted(decisions, key=lambda each: not each.by_person):
        lines.append(f"  {decision_line(decision)}")
        reasons = decision.reasons[:_MOST_REASONS]
        lines += [f"    {'' if decision.by_person else f'{reason.weight:+.1f} '}{reason.words}" for reason in reasons]
    yield from _section("decisions", lines)


def _changes(account: Account) -> Iterator[str]:
    yield from _section("what happened", (f"  {change_line(each)}" for each in account.changes))


def _section(title: str, lines: Iterator[str] | Sequence[str] | dict[str, None]) -> Iterator[str]:
    """The lines under their title, or nothing where there are none."""
    listed = list(lines)
    if listed:
        yield ""
        yield f"{title}:"
        yield from listed
