"""Learn what the signals of a pair of records weigh, and write ``merge/weights.json``.

    python scripts/train_merging.py STORIES OUTPUT [--folds]

STORIES is the folder of the story set (``corpus/stories``). Pairs are those that merging compares, of records that the
built-in coder makes (doubtful ones among them) and that tell a known happening, and of records made from gold. Learned
is a logistic regression whose weights are pulled towards ``merging_prior.json``, which was set by hand from the
definitions: what the stories do not show stays as it was defined. The shift of the bias is chosen on
stories left out, by the sum of B³ F1 and the share of near misses kept apart.
With ``--folds`` nothing is written; the figures of five parts of stories, each left out in turn, are printed.

Deterministic: no chance takes part. Needs numpy alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from dateline.cli.talk import say
from dateline.config import Settings
from dateline.evaluate.incidents import GoldStories, parse_predicted_incidents, parse_stories, score_incidents
from dateline.evaluate.incidents.form import PredictedIncident, PredictedMember
from dateline.evaluate.incidents.mapping import map_records
from dateline.learn.stories.gold import compile_stories
from dateline.merge.background import background_of
from dateline.merge.blocking import candidates
from dateline.merge.comparing import Told, signals
from dateline.merge.facts import ReportFacts
from dateline.merge.profile import profile_of
from dateline.merge.scorer import WeighedSignals, scorer_from
from dateline.model import Coding, Field, Report
from dateline.read import ReadOptions
from dateline.run import make_pipeline, read_inputs
from dateline.run.told_incidents import DOUBTFUL, gold_codings, tell_incidents

Coded = Sequence[tuple[Report, Coding]]

PULL = 20.0
"""Strength of the pull towards the prior, in pairs."""
LEAST = 0.02
"""Weights closer to nothing are left out of the file."""
FOLDS = 5
SHIFTS = (0.5, 1.0, 1.5, 2.0)
PULL_OF_DEFINITIONS = 400.0
"""The same for days and places that contradict each other: what the definitions of an incident forbid."""
FORBIDDEN = -2.5
"""Prior weights of days and places from which on a signal is a contradiction."""
GOLD_SHARE = 0.5
"""What a pair of gold records counts, of a pair of the coder's records."""


@dataclass(frozen=True)
class Pair:
    """One pair that is compared. names: of its signals. same: whether both tell one incident. stories: of the two."""

    names: tuple[str, ...]
    same: bool
    stories: tuple[str, str]
    weight: float


def main() -> None:
    """Read the command line; learn, and write or print."""
    arguments = [word for word in sys.argv[1:] if not word.startswith("--")]
    prior = scorer_from(json.loads((Path(__file__).parent / "merging_prior.json").read_text()), "merging_prior.json")
    gold, reports, coded = read_stories(Path(arguments[0]))
    pairs = [*pairs_of(coded, gold, 1.0), *pairs_of(gold_codings(gold, reports), gold, GOLD_SHARE)]
    say(f"{len(pairs)} pairs, {sum(pair.same for pair in pairs)} of one incident")
    figures = {shift: left_out(gold, coded, pairs, prior, shift) for shift in SHIFTS}
    for shift, found in figures.items():
        apart, focus = found["near_miss"]["kept_apart"], found["focus"]["whole_and_pure"]
        origins = found["independent_origins"]["all"]["accuracy"]
        say(f"shift {shift}: B3 {found['bcubed']}, apart {apart}, focus {focus}, origins {origins}")
    if "--folds" in sys.argv:
        return
    best = max(SHIFTS, key=lambda s: figures[s]["bcubed"]["f1"] + figures[s]["near_miss"]["kept_apart"])
    scorer = learn(pairs, prior, best)
    signals_of = {name: round(weight, 2) for name, weight in sorted(scorer.weights.items()) if abs(weight) >= LEAST}
    told = json.dumps({"bias": round(scorer.bias, 3), "signals": signals_of}, indent=0)
    Path(arguments[1]).write_text(told + "\n", encoding="utf-8")
    say(f"shift {best}; {len(signals_of)} weights written to {arguments[1]}")


def read_stories(folder: Path) -> tuple[GoldStories, list[Report], list[tuple[Report, Coding]]]:
    """The stories, their reports and what the built-in coder makes of them."""
    files = compile_stories(folder).files()
    with TemporaryDirectory() as work:
        path = Path(work) / "reports.json"
        path.write_text(files["reports.json"], encoding="utf-8")
        reports = [one for one in read_inputs([str(path)], ReadOptions()) if isinstance(one, Report)]
    settings = Settings(least_confidence=DOUBTFUL)
    done = make_pipeline(settings).code_each(reports)
    coded = [(one.report, one.coding) for one in done if one.report is not None and one.coding is not None]
    return parse_stories(files["gold.json"], str(folder)), reports, coded


def pairs_of(coded: Coded, gold: GoldStories, weight: float) -> Iterable[Pair]:
    """The pairs that merging compares, as far as it is known whether they tell one happening."""
    told = sorted(
        (
            Told(profile_of(record, facts), background_of(facts))
            for facts, coding in ((ReportFacts.of(report), coding) for report, coding in coded)
            for record in coding.records
        ),
        key=lambda each: each.profile.record,
    )
    telling = what_they_tell(coded, gold)
    for low, others in candidates(told):
        for high in others:
            a, b = told[low].profile, told[high].profile
            stories = (a.report.partition("-")[0], b.report.partition("-")[0])
            known = a.record in telling and b.record in telling
            if a.report != b.report and (known or stories[0] != stories[1]):
                same = known and telling[a.record] == telling[b.record]
                yield Pair(tuple(signals(told[low], told[high])), same, stories, weight)


def what_they_tell(coded: Coded, gold: GoldStories) -> dict[str, str]:
    """The gold incident that each record tells, by record id; a name of its own for a happening that is told once."""
    records = [record for _, coding in coded for record in coding.records]
    alone = [
        PredictedIncident(
            record.id,
            (PredictedMember(record.report_id, tuple(record.words(Field.MENTION)), record.type.value),),
            None,
        )
        for record in records
    ]
    mapped = map_records(gold, alone)
    telling = {records[at].id: incident for (incident, _), at in mapped.at.items()}
    return telling | {records[at].id: f"once {at}" for at in mapped.once}


def learn(pairs: Sequence[Pair], prior: WeighedSignals, shift: float) -> WeighedSignals:
    """The weights, by Newton's method on the penalised likelihood."""
    names = sorted({name for pair in pairs for name in pair.names} | set(prior.weights))
    column = {name: number for number, name in enumerate(names)}
    rows = np.zeros((len(pairs), len(names) + 1))
    rows[:, -1] = 1.0
    for number, pair in enumerate(pairs):
        rows[number, [column[name] for name in pair.names]] = 1.0
    same = np.array([pair.same for pair in pairs], float)
    counts = np.array([pair.weight for pair in pairs])
    centre = np.array([prior.weights.get(name, 0.0) for name in names] + [prior.bias])
    pull = np.full(len(centre), PULL)
    pull[centre <= FORBIDDEN] = PULL_OF_DEFINITIONS
    pull[-1] = 0.01
    weights = centre.copy()
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (counts * (chance - same)) + pull * (weights - centre)
        curve = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return WeighedSignals({n: float(weights[c]) for n, c in column.items()}, float(weights[-1]) + shift)


def left_out(gold: GoldStories, coded: Coded, pairs: Sequence[Pair], prior: WeighedSignals, shift: float) -> dict:
    """The figures of all stories, each merged with weights that were learned without it."""
    stories = sorted({incident.story for incident in gold.incidents})
    incidents = []
    for fold in range(FOLDS):
        out = set(stories[fold::FOLDS])
        scorer = learn([pair for pair in pairs if out.isdisjoint(pair.stories)], prior, shift)
        own = [(report, coding) for report, coding in coded if report.id.partition("-")[0] in out]
        for one in tell_incidents(own, scorer)["incidents"]:
            incidents.append(one | {"id": f"{fold} {one['id']}"})
    told = parse_predicted_incidents(json.dumps({"incidents": incidents}), "folds", gold.reports)
    return score_incidents(gold, told).to_json()


if __name__ == "__main__":
    main()
