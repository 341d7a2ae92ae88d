"""Each selection with other arguments each time, beside the pandas expression that one writes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

import kb
from kb.model import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

N_ARGUMENTS = 9
WINDOWS = (1, 3, 7, 14, 30, 60, 90, 180, 365)
KINDS = (
    "attack",
    "battle",
    "capture",
    "decision",
    "vote",
    "evacuation",
    "damage",
    "meeting",
    "statement",
)
STATUSES = ("occurred", "ongoing", "planned", "postponed", "cancelled")
PROPERTIES = (
    "date",
    "places",
    "kind",
    "agent",
    "status",
    "event",
    "killed",
    "wounded",
    "evacuated",
)
WORDS = (
    *("bridge retaken", "ferry", "river artillery", "station", "bakomi"),
    *("referendum", "bakoba depot", "route", "kokosha"),
)


@dataclass(frozen=True)
class Frames:
    """What a user of pandas has at hand: the tables of the base, and what contains what."""

    events: pd.DataFrame
    reports: pd.DataFrame
    event_places: pd.DataFrame
    event_actors: pd.DataFrame
    inside: dict[str, list[str]]
    members: dict[str, list[str]]


@dataclass(frozen=True)
class Selection:
    """A selection: its arguments, how kb and how pandas choose, what pandas does not know."""

    arguments: list[Any]
    by_kb: Callable[[kb.KnowledgeBase, Any], kb.KnowledgeBase]
    by_pandas: Callable[[Frames, Any], pd.DataFrame]
    lacks: str = ""


def between(frames: Frames, window: tuple[str, str]) -> pd.DataFrame:
    """Compare ISO days as text, by which an open end is an empty text."""
    start, end = window
    events = frames.events
    after = (events["latest"] >= start) | (events["latest"] == "")
    return events[(events["edtf"] != "") & (events["earliest"] <= end) & after]


def at(frames: Frames, place: str) -> pd.DataFrame:
    """Look the places up that it contains."""
    pairs = frames.event_places
    return frames.events.loc[pairs.loc[pairs["place"].isin(frames.inside[place]), "event"].unique()]


def involving(frames: Frames, actor: str) -> pd.DataFrame:
    """Look the members up."""
    pairs = frames.event_actors
    return frames.events.loc[
        pairs.loc[pairs["actor"].isin(frames.members[actor]), "event"].unique()
    ]


def of_kind(frames: Frames, kind: str) -> pd.DataFrame:
    """Name the narrower kinds."""
    narrower = [name for name in vocabulary.kinds() if kind in vocabulary.broader(name)]
    return frames.events[frames.events["kind"].isin([kind, *narrower])]


def from_source(frames: Frames, source: str) -> pd.DataFrame:
    """Find the events of the reports, which name the source as it is printed."""
    reports = frames.reports
    return frames.events.loc[reports.loc[reports["source"] == source, "event"].unique()]


def search(frames: Frames, words: str) -> pd.DataFrame:
    """Find each word in the title, quote or note of some report of an event."""
    texts = frames.reports[["title", "quote", "note"]]
    found = None
    for word in words.split():
        hits = np.logical_or.reduce(
            [texts[name].str.contains(word, case=False, regex=False) for name in texts]
        )
        events = set(frames.reports.loc[hits, "event"])
        found = events if found is None else found & events
    return frames.events[frames.events.index.isin(found)]


def selections() -> dict[str, Selection]:
    """Return the selections by name."""
    days = pd.date_range("2014-03-01", periods=N_ARGUMENTS, freq="400D")
    windows = [
        (start.date().isoformat(), (start + pd.Timedelta(days=length)).date().isoformat())
        for start, length in zip(days, WINDOWS, strict=True)
    ]
    ranks = (0, 1, 3, 7, 20, 50, 150, 500, 1_500)
    return {
        "between": Selection(windows, lambda base, window: base.between(*window), between),
        "at": Selection(
            ["oblast-0", "oblast-7", "oblast-24", *(f"place-{n}" for n in ranks[1:7])],
            lambda base, place: base.at(place),
            at,
        ),
        "involving": Selection(
            [f"actor-{n}" for n in ranks], lambda base, actor: base.involving(actor), involving
        ),
        "of_kind": Selection(list(KINDS), lambda base, kind: base.of_kind(kind), of_kind),
        "with_status": Selection(
            list(STATUSES),
            lambda base, status: base.with_status(status),
            lambda frames, status: frames.events[frames.events["status"] == status],
        ),
        "from_source": Selection(
            [f"Publisher {n}" for n in (0, 1, 3, 7, 20, 50, 100, 200, 399)],
            lambda base, source: base.from_source(source),
            from_source,
        ),
        "contested": Selection(
            list(PROPERTIES),
            lambda base, name: base.contested(name),
            lambda frames, name: frames.events[
                frames.events["contested_properties"].str.contains(name, regex=False)
            ],
        ),
        "search": Selection(
            list(WORDS),
            lambda base, words: base.search(words),
            search,
            "parts of words match; no names of places, actors, sources",
        ),
    }


def measure_selections(folder: str) -> Callable[[], dict[str, dict[str, Any]]]:
    """Return for each selection the CPU milliseconds of both, and whether they agree."""
    base = kb.read_events(folder)
    tables = base.tables
    frames = Frames(
        base.events,
        base.reports,
        tables.event_places,
        tables.event_actors,
        contained(tables.places, "within"),
        contained(tables.actors, "member_of"),
    )
    return lambda: {name: compare(base, frames, each) for name, each in selections().items()}


def compare(base: kb.KnowledgeBase, frames: Frames, selection: Selection) -> dict[str, Any]:
    """Measure one selection, the first call apart."""
    first, *others = selection.arguments
    of_first = cpu_ms(lambda: len(selection.by_kb(base, first)))
    chosen = [cpu_ms(lambda each=each: len(selection.by_kb(base, each))) for each in others]
    shown = [cpu_ms(lambda each=each: selection.by_kb(base, each).events) for each in others]
    rival = [cpu_ms(lambda each=each: selection.by_pandas(frames, each)) for each in others]
    same = [
        set(selection.by_kb(base, each).events.index)
        == set(selection.by_pandas(frames, each).index)
        for each in selection.arguments
    ]
    return {
        "first": of_first,
        "median": median(chosen),
        "slowest": max(chosen),
        "frame": median(shown),
        "pandas": median(rival),
        "same": f"{sum(same)} of {len(same)}",
        "lacks": selection.lacks,
    }


def cpu_ms(call: Callable[[], Any]) -> float:
    """Return the milliseconds of CPU that a call takes."""
    start = time.process_time()
    call()
    return 1_000 * (time.process_time() - start)


def contained(frame: pd.DataFrame, parent: str) -> dict[str, list[str]]:
    """Return by id the ids of all that something contains, itself first."""
    by_name = dict(zip(frame["name"], frame.index, strict=True))
    inside = {one: [one] for one in frame.index}
    for one, up in frame[parent].items():
        while up:
            above = by_name.get(up, up)
            inside[above].append(one)
            up = frame.loc[above, parent]
    return inside
