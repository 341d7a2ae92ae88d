"""LGL: places in local news, found and located; and located alone, where they stand is given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import kb
from kb.resolve.places.gazetteer import candidates
from kb.resolve.places.keys import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

KEY = "toponyms"
_CORPORA = {"lgl": "lgl.xml", "trnews": "TR-News.xml", "gwn": "GWN.xml"}
_CAPITALS = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)*\b")


def load_parts(scorer: ModuleType, folder: Path, _: Any) -> Iterator[tuple[str, list[Any]]]:
    """Yield the sets of the folder that the scorer can read, their places given and not."""
    scorer.ROOT = folder if folder.is_dir() else folder.parent  # type: ignore[attr-defined]
    for name, file in _CORPORA.items():
        if (scorer.ROOT / file).is_file():
            documents = scorer.load(name)
            yield f"{name}-given", [{**x, "given": True} for x in documents]
            yield f"{name}-found", [{**x, "given": False} for x in documents]


def systems(parser: bool | None) -> dict[str, Callable[[dict[str, Any]], list[Any]]]:
    """Return what is compared."""
    return {"kb": lambda x: read(x, parser), "naive": naive}


def read(document: dict[str, Any], parser: bool | None) -> list[dict[str, Any]]:
    """Return the places as kb finds, or resolves, them."""
    text = document["text"]
    if document["given"]:
        spans = [(x["start"], x["end"]) for x in document["gold"]]
        places = kb.resolve_places(text, spans)
        return [_toponym(*span, place) for span, place in zip(spans, places, strict=True)]
    mentions = kb.read_article(text, parser=parser).mentions
    chosen = mentions[mentions["kind"] == "place"]
    return [
        {"start": x.start, "end": x.end, "lat": _number(x.lat), "lon": _number(x.lon)}
        for x in chosen.itertuples(index=False)
    ]


def naive(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each name as the most populous place of that name, whatever stands around it."""
    text = document["text"]
    if document["given"]:
        spans = [(x["start"], x["end"]) for x in document["gold"]]
    else:
        spans = [x.span() for x in _CAPITALS.finditer(text)]
    found = [_toponym(*span, _most_populous(text[slice(*span)])) for span in spans]
    return found if document["given"] else [x for x in found if x["lat"] is not None]


def _most_populous(name: str) -> Any:
    found = candidates([key(name)]).get(key(name), [])
    return max(found, key=lambda x: x.population, default=None)


def _toponym(start: int, end: int, place: Any) -> dict[str, Any]:
    lat, lon = (None, None) if place is None else (place.lat, place.lon)
    return {"start": start, "end": end, "lat": lat, "lon": lon}


def _number(value: Any) -> float | None:
    return float(value) if value == value and value not in ("", None) else None


def scores(
    scorer: ModuleType, documents: list[Any], predictions: dict[str, list[Any]], _: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the scorer's measures."""
    if documents and documents[0]["given"]:
        got = scorer.score_gold(documents, predictions)
        yield "places given", got["all_mentions"]
        return
    got = scorer.score_e2e(documents, predictions)
    for name in ("strict", "lenient", "joint161"):
        yield name, got[name]
    yield "of those found", got["resolution_on_matched"]
