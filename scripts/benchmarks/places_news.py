"""Score places on paragraphs in the manner of the world's news, tests/cases/places_news.csv.

They were written for this project, with places in brackets; where each lies was put down from
general knowledge and compared with the gazetteer. What failed on the first ones was mended; the
others, `written later`, were scored and mended nothing. Whoever wrote them knew what a gazetteer
holds, so that figures on them are no figures on news; they show in which parts of the world places
fail.
"""

from __future__ import annotations

import csv
import math
import re
from pathlib import Path
from typing import Any

NEWS = Path(__file__).parents[2] / "tests" / "cases" / "places_news.csv"

#: How far from where it lies a place may be put, in km, unless the table says otherwise: the 100
#: miles of the literature on geoparsing.
NEAR = 161.0

_PLACE = re.compile(r"\[([^\]]+)\]")
Toponym = dict[str, Any]


def read_news(path: Path = NEWS) -> list[dict[str, Any]]:
    """Return the paragraphs without brackets, each with its places: start, end, lat, lon, km."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [_document(row["text"], row["where"].split(";")) | {"set": row["set"]} for row in rows]


def _document(marked: str, where: list[str]) -> dict[str, Any]:
    gold: list[Toponym] = []
    for found, place in zip(_PLACE.finditer(marked), where, strict=True):
        start = found.start() - 2 * len(gold)
        lat, lon, km = [*map(float, place.split()), NEAR][:3]
        end = start + len(found[1])
        gold.append({"start": start, "end": end, "lat": lat, "lon": lon, "km": km})
    return {"text": _PLACE.sub(r"\1", marked), "gold": gold}


def is_right(found: Toponym, gold: Toponym) -> bool:
    """Tell whether a place was put near enough to where it lies."""
    if found["lat"] is None:
        return False
    lats = [math.radians(each["lat"]) for each in (found, gold)]
    half = math.sin((lats[0] - lats[1]) / 2) ** 2
    lon = math.radians(found["lon"] - gold["lon"])
    half += math.cos(lats[0]) * math.cos(lats[1]) * math.sin(lon / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(half)) <= gold["km"]


def score(
    documents: list[dict[str, Any]], found: list[list[Toponym]], given: list[list[Toponym]]
) -> dict[str, Any]:
    """Return the accuracy of the places of given mentions, P, R and F1 of finding and placing.

    `missed` lists what is wrong, in words.
    """
    n_gold = sum(len(each["gold"]) for each in documents)
    n_right = n_found = n_placed = 0
    missed: list[str] = []
    for document, mentions, places in zip(documents, found, given, strict=True):
        for gold, place in zip(document["gold"], places, strict=True):
            name = document["text"][gold["start"] : gold["end"]]
            there = [x for x in mentions if x["start"] < gold["end"] and gold["start"] < x["end"]]
            n_right += is_right(place, gold)
            n_found += any(is_right(x, gold) for x in there)
            if not is_right(place, gold) or not any(is_right(x, gold) for x in there):
                missed.append(name)
        n_placed += len(mentions)
    p, r = n_found / n_placed, n_found / n_gold
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {"acc161": n_right / n_gold, "f1": f1, "p": p, "r": r, "missed": missed}
