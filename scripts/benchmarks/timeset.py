"""Measure dated events of news on TimeSET, beside dating every event by the day of publication.

The data and the scorer are not part of the project: `--bench` names the folder that holds
`score_timeset.py` and `data/timeset`. Rules were tuned on some articles (`is_tuned`); the others
show how they carry over. The part with dates is small: one event more or less is two percent.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.model.calendar import DAY, civil
from kb.model.timespan import TimeSpan
from kb.read.article.document import read_document
from kb.read.article.extract import extract_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kb.read.article.values import Candidate

Predicted = list[dict[str, Any]]
PARTS = ("dated", "ordered")
SHOWN = ("found", "per_gold", "date", "within", "false_dates", "certain", "reversed", "actors")
_DEFAULT = Path(__file__).parents[3] / "shared" / "bench" / "reading"


def predict(text: str, published: str, *, parser: bool | None = None) -> Predicted:
    """Return the events of an article in the format of `score_timeset.py`."""
    document = read_document(text, published=published)
    return [_predicted(x) for x in extract_events(document, parser=parser)]


def predict_naively(text: str, published: str, *, parser: bool | None = None) -> Predicted:
    """Return the same events, each of the day of publication."""
    day = {"earliest": published, "latest": published}
    return [{**x, **day} for x in predict(text, published, parser=parser)]


def write_predictions(
    documents: Iterable[dict[str, Any]],
    path: Path,
    predictor: Callable[..., Predicted] = predict,
) -> None:
    """Write a line for each document (id, text, published) to a file that the scorer reads."""
    with path.open("w", encoding="utf-8") as file:
        for each in documents:
            events = predictor(each["text"], str(each["published"]))
            file.write(json.dumps({"id": each["id"], "events": events}) + "\n")


def _predicted(candidate: Candidate) -> dict[str, Any]:
    dates = candidate.values("date")
    span = TimeSpan.parse(dates[0]) if dates else None
    actors = [[x.start, x.end] for x in candidate.fields if x.column == "actors" and x.start >= 0]
    return {
        "start": candidate.start,
        "end": candidate.end,
        "earliest": _iso(span.earliest) if span is not None else None,
        "latest": _iso(span.latest) if span is not None else None,
        "actors": actors,
    }


def _iso(second: int | None) -> str | None:
    if second is None:
        return None
    year, month, day = civil(second // DAY)
    return f"{year:04}-{month:02}-{day:02}"


def is_tuned(part: str, at: int, name: str) -> bool:
    """Tell whether rules were tuned on it: in `dated` those in _1, in `ordered` each second."""
    return name.endswith("_1") if part == "dated" else at % 2 == 0


def measure(scorer: Any, folder: Path, parser: bool | None) -> None:
    """Print a row for each part, its tuned and its held-out articles, and each predictor."""
    print(f"{'':11}{'articles':22}" + "".join(f"{x:>13}" for x in SHOWN) + f"{'words/CPU s':>13}")
    for part in PARTS:
        documents = list(enumerate(scorer.load(folder / part)))
        for label, tuned in (("tuned on", True), ("held out", False)):
            chosen = [x for at, x in documents if is_tuned(part, at, x["id"]) == tuned]
            for name, predictor in (("kb", predict), ("naive", predict_naively)):
                start = time.process_time()
                found = {
                    x["id"]: predictor(x["text"], str(x["published"]), parser=parser)
                    for x in chosen
                }
                cpu = time.process_time() - start
                words = sum(len(x["text"].split()) for x in chosen) / cpu
                scores = scorer.score(chosen, found)
                row = "".join(f"{scores[x] if scores[x] is not None else '-':>13}" for x in SHOWN)
                print(f"{name:11}{f'{part}, {label} ({len(chosen)})':22}{row}{words:>13,.0f}")


def main() -> None:
    """Print the table."""
    argument = argparse.ArgumentParser(description=__doc__)
    argument.add_argument("--bench", type=Path, default=_DEFAULT, help="folder of data and scorer")
    argument.add_argument("--no-parser", action="store_true", help="without spaCy's pipeline")
    argument.add_argument("--write", type=Path, help="write predictions of all articles here")
    options = argument.parse_args()
    if not (options.bench / "score_timeset.py").is_file():
        sys.exit(f"no data to measure with in {options.bench}; name the folder by --bench")
    sys.path.insert(0, str(options.bench))
    scorer = importlib.import_module("score_timeset")
    folder = options.bench / "data" / "timeset"
    predict("A bridge was hit.", "2022-09-06")  # whatever is loaded once is loaded now
    measure(scorer, folder, False if options.no_parser else None)
    if options.write:
        every = [x for part in PARTS for x in scorer.load(folder / part)]
        write_predictions(every, options.write)


if __name__ == "__main__":
    main()
