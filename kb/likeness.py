"""Which events that are there a report may tell of as well: for a person to say, not for us."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from kb.errors import UnknownName
from kb.model import vocabulary
from kb.model.calendar import DAY
from kb.model.timespan import TimeSpan
from kb.resolve.places.gazetteer import candidates
from kb.resolve.places.keys import key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kb.base import KnowledgeBase

__all__ = ["Link", "likely_links"]

#: Days that two dates may lie apart and still be of one event: reports err by a day or two.
_NEAR = 3
#: Days before what is only known to have happened by a day: news tells of what is new.
_LATELY = 31
#: How many events are named for a report.
_FEW = 5
_TOWNS = frozenset({"capital", "city", "town"})
#: What two reports share that are one row of one article.
_WORDS = ["source", "published", "quote"]


class Link(NamedTuple):
    """An event that is there already and may be the one that a report tells of."""

    row: int
    event: str
    title: str
    reasons: str


def likely_links(reports: pd.DataFrame, base: KnowledgeBase) -> list[Link]:
    """Return which events of a knowledge base reports may tell of, the likeliest first.

    They share a place or an actor that is no country, and may have happened within three days of
    it (of a date with one end alone, within a month of that end) and are of the same family of
    kinds; of an undated one, of the same kind or a broader or narrower one. Of those that share as
    much, the same kind comes first, then the nearest in time. Events of which only the articles of
    `reports` tell are left out. Nothing is linked by that: it is for a person to say.
    `row` is the index of `reports`.
    """
    found, own = [], _own(reports, base)
    for row, report in reports.iterrows():
        found += list(_links(int(str(row)), report, base, own))
    return found


def _own(reports: pd.DataFrame, base: KnowledgeBase) -> frozenset[str]:
    """Return the events of a base of which only reports tell that are among these as well."""
    there = base.reports
    same = pd.Series(False, index=there.index)
    for columns in (["url"], _WORDS):
        if {*columns} <= {*reports} and {*columns} <= {*there}:
            keys = pd.MultiIndex.from_frame(there[columns])
            told = pd.MultiIndex.from_frame(reports[columns])
            same |= keys.isin(told) & (there[columns[-1]] != "").to_numpy()
    return frozenset(there["event"]) - frozenset(there["event"][~same])


def _links(
    row: int, report: pd.Series, base: KnowledgeBase, own: Collection[str]
) -> Iterator[Link]:
    kind = report.get("kind", "")
    if not vocabulary.is_known("kind", kind):
        return
    like = {kind, *vocabulary.broader(kind)[:-1], *vocabulary.narrower_or_same(kind)}
    window = _window(report.get("date", ""))
    near = base.of_kind(*like)
    if window is not None:  # one side calls a killing what the other calls a shelling
        near = base.of_kind(vocabulary.family(kind)).between(window, window)
    if not len(near):
        return
    shared: dict[str, list[tuple[str, str]]] = {event: [] for event in near}
    for place in _entries(report.get("places", "")):
        for event in _at(near, place):
            shared[event].append(("at", place))
    for entry in _entries(report.get("actors", "")):
        actor = entry.partition(":")[2].strip()
        for event in _of(near, actor):
            shared[event].append(("of", actor))
    table = near.tables.events

    def rank(event: str) -> tuple[int, bool, float]:
        apart = _apart(str(table["edtf"][event]), report.get("date", ""))
        return -len(shared[event]), table["kind"][event] not in like, apart

    named = (
        event
        for event, reasons in shared.items()
        if event not in own and not all(_is_country(name) for _, name in reasons)
    )
    ranked = sorted(named, key=rank)
    when = "" if window is None else " near that day"
    for event in ranked[:_FEW]:
        reasons = [f"{table['kind'][event]}{when}", *dict.fromkeys(map(" ".join, shared[event]))]
        yield Link(row, event, str(table["title"][event]), ", ".join(reasons))


@cache
def _is_country(name: str) -> bool:
    """Tell whether a name is a country's, and not also that of a town in it (Singapore)."""
    called = candidates([key(name)]).get(key(name), [])
    countries = {x.country for x in called if x.kind == "country"}
    towns = {x.country for x in called if x.kind in _TOWNS and x.grade == 0}
    return bool(countries - towns)


def _window(date: str) -> TimeSpan | None:
    """Return the days near a date; None where it says nothing."""
    ends = _ends(date)
    if not ends:
        return None
    span = TimeSpan.parse(date)
    before = _LATELY if span.earliest is None else _NEAR
    after = _LATELY if span.latest is None else _NEAR
    return TimeSpan.within(min(ends) - before, max(ends) + after)


def _apart(date: str, other: str) -> float:
    """Return how far two dates lie apart, in days; an open end does not count."""
    middles = [sum(x) / len(x) for x in map(_ends, (date, other)) if x]
    return abs(middles[0] - middles[1]) if len(middles) == 2 else float("inf")


def _ends(date: str) -> list[int]:
    try:
        span = TimeSpan.parse(date)
    except ValueError:
        return []
    return [x // DAY for x in (span.earliest, span.latest) if x is not None]


def _at(base: KnowledgeBase, place: str) -> list[str]:
    try:
        return list(base.at(place))
    except UnknownName:
        return []


def _of(base: KnowledgeBase, actor: str) -> list[str]:
    try:
        return list(base.involving(actor))
    except UnknownName:
        return []


def _entries(cell: str) -> list[str]:
    return [x.strip() for x in str(cell).split(";") if x.strip()]
