"""Writing our page of the events of `bench_data`, as a step in a process of its own."""

from __future__ import annotations

import importlib
import sys
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

import kb

if TYPE_CHECKING:
    from collections.abc import Callable

#: Parts of which the words of quotes are made, so that they are as many as those of a language.
_SYLLABLES = "ba de fi go hu ka le mi no pu ra se ti vo wu ya ze".split()


def write_page(
    bench: str, n_events: str, n_reports: str, page: str
) -> Callable[[], dict[str, float]]:
    """Return what reads so many events, told by so many reports each, and writes their page."""
    sys.path.insert(0, bench)
    frame = reports(importlib.import_module("bench_data").events(int(n_events)), int(n_reports))

    def run() -> dict[str, float]:
        start = time.process_time()
        base = kb.read_events(frame)
        read = time.process_time() - start
        base.to_html(page)
        return {"read": read}

    return run


def reports(events: pd.DataFrame, n_reports: int) -> pd.DataFrame:
    """Return events as reports: one each, or several with quotes and addresses."""
    first, last = events["start"], events["end"] - pd.Timedelta(days=1)
    frame = pd.DataFrame(
        {
            "title": events["title"],
            "kind": events["kind"],
            "date": _day(first).where(last <= first, _day(first) + "/" + _day(last)),
            "published": _day(events["reported"]),
            "places": events["place"],
            "lat": events["lat"].astype(str),
            "lon": events["lon"].astype(str),
            "actors": "agent: " + events["lane"].astype(str),
        }
    )
    return frame if n_reports == 1 else _told(frame, events, n_reports)


def _told(frame: pd.DataFrame, events: pd.DataFrame, n_reports: int) -> pd.DataFrame:
    """Return each event told by several of 40 sources in words of their own, some days apart."""
    draw = np.random.default_rng(11)
    rows = np.repeat(np.arange(len(frame)), n_reports)
    told = frame.iloc[rows].reset_index(drop=True)
    source = draw.integers(0, 40, len(told))
    later = pd.to_timedelta(draw.integers(0, 4, len(told)), unit="D")
    told["event"] = events["id"].to_numpy()[rows]
    told["published"] = _day(events["reported"].iloc[rows].reset_index(drop=True) + later)
    told["source"] = [f"Source {each:02}" for each in source]
    told["url"] = [
        f"https://source-{each:02}.example/{day[:4]}/{day[5:7]}/{slug:08x}"
        for each, day, slug in zip(source, told["published"], draw.integers(0, 2**32, len(told)),
                                   strict=True)
    ]  # fmt: skip
    told["quote"] = _quotes(len(told), draw)
    return told


def _quotes(size: int, draw: Any) -> list[str]:
    """Return sentences of 8 to 20 words; as in languages, few words are common and many rare."""
    words = np.array(["".join(draw.choice(_SYLLABLES, draw.integers(1, 5))) for _ in range(8_000)])
    lengths = draw.integers(8, 21, size)
    chosen = words[np.minimum(draw.zipf(1.3, lengths.sum()) - 1, len(words) - 1)].tolist()
    ends = np.cumsum(lengths).tolist()
    return [" ".join(chosen[end - n : end]) for end, n in zip(ends, lengths.tolist(), strict=True)]


def _day(moments: pd.Series) -> pd.Series:
    return moments.dt.strftime("%Y-%m-%d")
