"""Measure reading articles on public data, beside a naive baseline in the same run.

The data and their scorers are no part of the project: each option names a folder, and its scorer
(`score_timeset.py`, `score_muc.py`, `score_geo.py`) is the nearest one in a folder above it, or in
that of `--scorers`. Predictions are written in the scorers' formats, one file for each set of data
and each system, so that the scorers can be run on them by hand as well.

TimeSET asks which events an article tells of, when, and in which order; MUC for incidents with
their date, place and roles; LGL for places with coordinates.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import read_lgl
import read_muc
import read_timeset
from read_speed import measure_speed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

#: What is measured: option, file of the scorer, and the module that knows both.
SETS = {
    "timeset": ("score_timeset.py", read_timeset),
    "muc": ("score_muc.py", read_muc),
    "lgl": ("score_geo.py", read_lgl),
}


def main() -> None:
    """Read each set of data that is named, and print a table for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in SETS:
        parser.add_argument(f"--{name}", type=Path, metavar="DIR", help=f"folder of {name}'s data")
    parser.add_argument("--scorers", type=Path, metavar="DIR", help="folder of the scorers")
    parser.add_argument("--out", type=Path, default=Path("build/read"), help="for predictions")
    parser.add_argument("--splits", nargs="+", default=(), help="MUC: dev, tst1, … (all tests)")
    parser.add_argument("--systems", nargs="+", default=(), help="kb, naive, MUC: rules (all)")
    parser.add_argument("--no-parser", action="store_true", help="read without spaCy's pipeline")
    parser.add_argument("--speed", action="store_true", help="speed alone, on the sample article")
    options = parser.parse_args()
    if options.speed:
        measure_speed()
        return
    chosen = {name: folder for name in SETS if (folder := getattr(options, name)) is not None}
    if not chosen:
        parser.error("nothing to measure: name at least one of --timeset, --muc, --lgl, or --speed")
    options.out.mkdir(parents=True, exist_ok=True)
    for name, folder in chosen.items():
        scorer = load_scorer(SETS[name][0], folder, options.scorers)
        measure_set(name, folder, scorer, options)


def measure_set(name: str, folder: Path, scorer: ModuleType, options: Any) -> None:
    """Predict, write and score one set of data, part by part."""
    module: Any = SETS[name][1]
    parser = False if options.no_parser else None
    for part, documents in module.load_parts(scorer, folder, options.splits):
        print(f"\n## {name}, {part}: {len(documents)} texts\n", flush=True)
        for system, predict in module.systems(parser).items():
            if options.systems and system not in options.systems:
                continue
            predictions, cpu, words = predict_all(documents, predict)
            write(options.out / f"{name}-{part}-{system}.jsonl", predictions, module.KEY)
            label = getattr(module, "LABELS", {}).get(system, system)
            print(f"{label}: {words / max(cpu, 1e-9):,.0f} words a CPU-second")
            print_scores(module.scores(scorer, documents, predictions, system), indent="  ")


def predict_all(
    documents: Iterable[dict[str, Any]], predict: Callable[[dict[str, Any]], list[Any]]
) -> tuple[dict[str, list[Any]], float, int]:
    """Return the predictions by id, the CPU seconds of all but the first text, and their words.

    The first text loads lexicons and models, so it is read once before the clock starts.
    """
    documents = list(documents)
    for document in documents[:1]:
        predict(document)
    start = time.process_time()
    predictions = {x["id"]: predict(x) for x in documents}
    cpu = time.process_time() - start
    return predictions, cpu, sum(len(x["text"].split()) for x in documents)


def write(path: Path, predictions: dict[str, list[Any]], key: str) -> None:
    """Write predictions as JSON lines, under the key that the scorer expects."""
    lines = (json.dumps({"id": name, key: found}) + "\n" for name, found in predictions.items())
    path.write_text("".join(lines), encoding="utf-8")


def print_scores(rows: Iterable[tuple[str, dict[str, Any]]], indent: str) -> None:
    """Print measures, a line for each group."""
    for label, numbers in rows:
        shown = "  ".join(f"{name} {value}" for name, value in numbers.items())
        print(f"{indent}{label:16}{shown}", flush=True)


def load_scorer(file: str, folder: Path, given: Path | None) -> ModuleType:
    """Import a scorer out of the folder given, or the nearest above its data."""
    if not folder.exists():
        sys.exit(f"there is no {folder}")
    places = [given] if given is not None else [folder.resolve(), *folder.resolve().parents]
    path = next((x / file for x in places if (x / file).is_file()), None)
    if path is None:
        sys.exit(f"no {file} in a folder above {folder}; name its folder by --scorers")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    read_muc.provide_scipy()
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
