"""The dates, places and actors of an article as a table, whichever events they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from kb.read.article.naming import place_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.read.article.analysis import Analysis

MENTION_COLUMNS = "start end text kind value lat lon precision why".split()


def mentions_frame(analysis: Analysis) -> pd.DataFrame:
    """Return a row a mention, in the order of the text: offsets, what it resolved to, and why."""
    rows = [*_dates(analysis), *_places(analysis), *_actors(analysis)]
    frame = pd.DataFrame(rows, columns=MENTION_COLUMNS)
    return frame.sort_values(["start", "end"], kind="stable", ignore_index=True)


def _dates(analysis: Analysis) -> Iterator[tuple[Any, ...]]:
    for x in analysis.dates:
        edtf = x.time_span.edtf if x.time_span is not None else ""
        why = " ".join(filter(None, (x.rule, x.anchor)))
        yield x.start, x.end, x.text, "date", edtf, None, None, "", why


def _places(analysis: Analysis) -> Iterator[tuple[Any, ...]]:
    names = place_names(analysis.places)
    for x in analysis.places:
        place = x.place
        why = "; ".join([*x.why, *place.why])
        yield (
            *(x.start, x.end, x.text, "place", names[place.id]),
            *(place.lat, place.lon, place.precision, why),
        )


def _actors(analysis: Analysis) -> Iterator[tuple[Any, ...]]:
    for x in analysis.actors:
        yield x.start, x.end, x.text, "actor", x.value, None, None, "", x.why
