"""TimeSET: which events an article tells of, when they happened, and in which order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import kb
from kb.model.calendar import DAY, civil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

    from kb.read.article.values import Candidate

KEY = "events"
_SHOWN = "gold found per_gold date within false_dates certain reversed actors".split()


def load_parts(scorer: ModuleType, folder: Path, _: Any) -> Iterator[tuple[str, list[Any]]]:
    """Yield the articles of the folder, or of each folder in it: tuned on, and others."""
    for each in [folder] if any(folder.glob("*.ann")) else sorted(folder.iterdir()):
        if any(each.glob("*.ann")):
            documents = list(enumerate(scorer.load(each)))
            for label, tuned in (("tuned", True), ("others", False)):
                part = [x for at, x in documents if is_tuned(each.name, at, x["id"]) == tuned]
                if part:
                    yield f"{each.name}-{label}", part


def is_tuned(part: str, at: int, name: str) -> bool:
    """Tell whether rules were tuned on it: of `dated` those in _1, of `ordered` each second."""
    return name.endswith("_1") if part == "dated" else part == "ordered" and at % 2 == 0


def systems(parser: bool | None) -> dict[str, Callable[[dict[str, Any]], list[Any]]]:
    """Return what is compared."""
    return {"kb": lambda x: read(x, parser), "naive": lambda x: naive(x, parser)}


def read(document: dict[str, Any], parser: bool | None) -> list[dict[str, Any]]:
    """Return an article's events as kb reads them."""
    reading = kb.read_article(document["text"], published=document["published"], parser=parser)
    return [
        {**_event(x), "start": start, "end": end, "candidate": number}
        for number, x in enumerate(reading.candidates)
        for start, end in ((x.start, x.end), *x.others)
    ]


def _event(candidate: Candidate) -> dict[str, Any]:
    first, last = interval(next(iter(candidate.values("date")), ""))
    actors = [x for x in candidate.fields if x.column in ("actors", "counts") and x.start >= 0]
    quote = next((x for x in candidate.fields if x.column == "quote" and x.start >= 0), None)
    return {
        "earliest": first,
        "latest": last,
        "actors": [[x.start, x.end] for x in actors],
        "confidence": candidate.confidence,
        **({"sentence": [quote.start, quote.end]} if quote else {}),
    }


def interval(edtf: str) -> tuple[str | None, str | None]:
    """Return the first and the last day of a date, ISO; None where it is open or there is none."""
    span = kb.TimeSpan.parse(edtf) if edtf else None
    ends = (None, None) if span is None else (span.earliest, span.latest)
    first, last = (None if x is None else _iso(x) for x in ends)
    return first, last


def _iso(second: int) -> str | None:
    year, month, day = civil(second // DAY)
    return date(year, month, day).isoformat() if 1 <= year <= 9999 else None


def reliability(
    documents: list[dict[str, Any]], predictions: dict[str, list[Any]]
) -> dict[str, str]:
    """Return, for each band of confidence, how many candidates annotators marked, of how many."""
    bands: dict[str, list[bool]] = {}
    for document in documents:
        gold = [(x["start"], x["end"]) for x in document["gold"].values()]
        spans: dict[int, list[Any]] = {}
        for x in predictions[document["id"]]:
            spans.setdefault(x["candidate"], []).append(x)
        for rows in spans.values():
            marked = any(a < x["end"] and x["start"] < b for x in rows for a, b in gold)
            low = min(int(rows[0]["confidence"] * 10), 6) / 10
            bands.setdefault(f"{low:.1f}", []).append(marked)
    return {
        band: f"{sum(marked)}/{len(marked)} ({sum(marked) / len(marked):.0%})"
        for band, marked in sorted(bands.items())
    }


def naive(document: dict[str, Any], parser: bool | None) -> list[dict[str, Any]]:
    """Return the same events, each on the day of publication."""
    day = str(document["published"])
    return [{**x, "earliest": day, "latest": day} for x in read(document, parser)]


def scores(
    scorer: ModuleType, documents: list[Any], predictions: dict[str, list[Any]], system: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the scorer's measures."""
    got = scorer.score(documents, predictions)
    yield "events, dates", {x: got[x] for x in _SHOWN}
    if system == "kb":
        yield "marked, by confidence from ", reliability(documents, predictions)
