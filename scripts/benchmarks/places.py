"""Measure finding places and choosing among those of one name, beside population alone.

The data and their scorer are no part of the project: `--lgl` names the folder that holds
`score_geo.py`, or that of its data. LGL is local news, its articles are halved by the papers that
they are of: weights were tuned on one half, the other shows how they carry over.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

from places_news import read_news, score
from places_rivals import rivals

from kb.resolve.places import find_places, resolve_places
from kb.resolve.places.spot import lookup, spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from kb.resolve.places.candidate import Candidate

Document = dict[str, Any]
Toponym = dict[str, Any]
_DEFAULT = Path(__file__).parents[3] / "shared" / "bench" / "reading"


def is_tuned(document: Document) -> bool:
    """Tell whether a document is of the half on which weights were tuned, by its paper."""
    return sum(map(ord, document["domain"])) % 2 == 0


def find(document: Document) -> list[Toponym]:
    """Return the places that are found."""
    found = find_places(document["text"])
    return [_toponym(x.start, x.end, x.place.lat, x.place.lon) for x in found]


def resolve(document: Document) -> list[Toponym]:
    """Return the places of the annotated mentions."""
    spans = _spans(document)
    places = resolve_places(document["text"], spans)
    return [
        _toponym(*span, *((place.lat, place.lon) if place else (None, None)))
        for span, place in zip(spans, places, strict=True)
    ]


def find_by_population(document: Document) -> list[Toponym]:
    """Return every name that the gazetteer has, as the largest place of it."""
    _, spots = spot(document["text"])
    largest = (_largest(each.candidates) for each in spots)
    return [
        _toponym(each.start, each.end, place.lat, place.lon)
        for each, place in zip(spots, largest, strict=True)
        if place is not None
    ]


def resolve_by_population(document: Document) -> list[Toponym]:
    """Return for each annotated mention the largest place of its name."""
    found = []
    for start, end in _spans(document):
        place = _largest(lookup(document["text"][start:end])[1])
        found.append(_toponym(start, end, *((place.lat, place.lon) if place else (None, None))))
    return found


def _largest(candidates: list[Candidate]) -> Candidate | None:
    return max(candidates, key=lambda each: each.population, default=None)


def _spans(document: Document) -> list[tuple[int, int]]:
    return [(each["start"], each["end"]) for each in document["gold"]]


def _toponym(start: int, end: int, lat: float | None, lon: float | None) -> Toponym:
    return {"start": start, "end": end, "lat": lat, "lon": lon}


SYSTEMS: dict[str, tuple[Callable[[Document], list[Toponym]], Callable[..., list[Toponym]]]] = {
    "kb": (find, resolve),
    "population": (find_by_population, resolve_by_population),
}


def measure_places(
    folder: Path, out: Path | None = None, others: Path | None = None
) -> list[dict[str, Any]]:
    """Return a row of measures for each system and half of LGL; print them, too.

    `folder` holds `score_geo.py`, or lies beside it as its data. With `out`, predictions are
    written there in the form that the scorer reads. `others` is the folder of rivals, which only
    find, so that mentions given to them go to the largest place of a name.
    """
    scorer = load_scorer(folder)
    documents = scorer.load("lgl")
    find_places("Kyiv")  # the index is built before time is taken
    print(f"{'':13}{'LGL':10}{'given: acc161':>14}{'joint F1':>10}{'P':>7}{'R':>7}{'words/s':>9}")
    rows = []
    found = rivals(others) if others is not None else {}
    for name, systems in (
        SYSTEMS | {x: (y, resolve_by_population) for x, y in found.items()}
    ).items():
        for label, tuned in (("tuned on", True), ("others", False)):
            chosen = [each for each in documents if is_tuned(each) == tuned]
            row = {"system": name, "half": label, **_scores(scorer, chosen, systems, name, out)}
            print(
                f"{name:13}{label:10}{row['acc161']:14.3f}{row['f1']:10.3f}{row['p']:7.3f}"
                f"{row['r']:7.3f}{row['speed']:9,.0f}",
                flush=True,
            )
            rows.append(row)
        for label in ("mended on", "written later"):
            _measure_news(name, label, systems)
    return rows


def _measure_news(name: str, label: str, systems: Any) -> None:
    """Print a row of measures for paragraphs of news, and which of their places are not right."""
    by_finding, by_resolving = systems
    news = [each for each in read_news() if each["set"] == label]
    found = [_named(each, by_finding) for each in news]
    row = score(news, found, [by_resolving(each) for each in news])
    measures = f"{row['acc161']:10.3f}{row['f1']:10.3f}{row['p']:7.3f}{row['r']:7.3f}"
    print(f"{name:13}{label:14}{measures}", flush=True)
    if name == "kb":
        print(f"  not right: {', '.join(row['missed'])}")


def _named(document: Document, find: Callable[[Document], list[Toponym]]) -> list[Toponym]:
    """Return the places that are found by a name: of peoples the paragraphs have no places."""
    spans = {(x.start, x.end) for x in spot(document["text"])[1] if x.kind == "demonym"}
    return [x for x in find(document) if (x["start"], x["end"]) not in spans]


def load_scorer(folder: Path) -> ModuleType:
    """Return the scorer's module; its data lie beside it."""
    home = next((x for x in (folder, *folder.parents) if (x / "score_geo.py").is_file()), None)
    if home is None:
        raise SystemExit(f"no score_geo.py in {folder} or above it; name its folder by --lgl")
    sys.path.insert(0, str(home))
    return importlib.import_module("score_geo")


def _scores(
    scorer: ModuleType, documents: list[Document], systems: Any, name: str, out: Path | None
) -> dict[str, Any]:
    by_finding, by_resolving = systems
    start = time.process_time()
    found = {each["id"]: by_finding(each) for each in documents}
    seconds = time.process_time() - start
    given = {each["id"]: by_resolving(each) for each in documents}
    if out is not None:
        _write(out, name, documents, {"found": found, "given": given})
    words = sum(len(each["text"].split()) for each in documents)
    joint = scorer.score_e2e(documents, found)["joint161"]
    resolved = scorer.score_gold(documents, given)["all_mentions"]
    return {"acc161": resolved["acc161"], **joint, "speed": words / seconds}


def _write(
    out: Path, name: str, documents: list[Document], by_kind: dict[str, dict[str, list[Toponym]]]
) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for kind, predictions in by_kind.items():
        with (out / f"places-{name}-{kind}.jsonl").open("a", encoding="utf-8") as file:
            file.writelines(_lines(documents, predictions))


def _lines(documents: list[Document], predictions: dict[str, list[Toponym]]) -> Iterator[str]:
    for each in documents:
        yield json.dumps({"id": each["id"], "toponyms": predictions[each["id"]]}) + "\n"


def main() -> None:
    """Print a row for each system and half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lgl", type=Path, default=_DEFAULT, help="folder of score_geo.py")
    parser.add_argument("--rivals", type=Path, help="folder of geotext and flashgeotext")
    parser.add_argument("--out", type=Path, help="folder to write predictions to")
    options = parser.parse_args()
    measure_places(options.lgl, options.out, options.rivals)


if __name__ == "__main__":
    main()
