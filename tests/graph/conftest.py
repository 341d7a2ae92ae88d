"""Small hand-made tables: what the graph gets, without reading or fusing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from kb.model.spans import Spans
from kb.model.tables import Tables
from kb.model.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Callable

PLACES = {
    "ukraine": ("Ukraine", "", "", ""),
    "kherson-oblast": ("Kherson Oblast", "ukraine", "46.6", "33.0"),
    "kherson": ("Kherson", "kherson-oblast", "46.6425", "32.6250"),
    "antonivka-bridge": ("Antonivka Road Bridge", "kherson", "46.6697", "32.7203"),
    "nova-kakhovka": ("Nova Kakhovka", "kherson-oblast", "46.7545", "33.3486"),
    "moscow": ("Moscow", "", "55.7558", "37.6173"),
    "berlin": ("Berlin", "", "", ""),
}
ACTORS = {
    "ukraine-army": ("Armed Forces of Ukraine", "ukraine-state"),
    "ukraine-state": ("Ukraine", ""),
    "russia-army": ("Armed Forces of Russia", "russia-state"),
    "russia-state": ("Russia", ""),
    "kovalev": ("Oleksii Kovalev", ""),
    "saldo": ("Volodymyr Saldo", ""),
}

Event = dict[str, Any]


def tables_of(events: dict[str, Event], *, reports: list[dict[str, str]] | None = None) -> Tables:
    """Return tables of events given as {id: {date, status, places, actors, relations, …}}.

    Each event has one report, `r-ID`, unless reports are given.
    """
    ids = list(events)
    spans = Spans.from_list(
        [TimeSpan.parse(d) if (d := e.get("date")) else None for e in events.values()]
    )
    rows = pd.DataFrame(
        {
            "title": [str(e.get("title", key)) for key, e in events.items()],
            "kind": [str(e.get("kind", "strike")) for e in events.values()],
            "status": [str(e.get("status", "occurred")) for e in events.values()],
            "edtf": spans.edtf.tolist(),
            "words": [span.words if (span := spans[i]) else "" for i in range(len(ids))],
            "earliest": [str(e.get("date", ""))[:10] for e in events.values()],
            "latest": [str(e.get("date", ""))[-10:] for e in events.values()],
            "precision": "day",
            "approximate": spans.approximate,
            "uncertain": spans.uncertain,
            "plan": "",
            "not_after": "",
            "places": "",
            "actors": "",
            "counts": [str(e.get("counts", "")) for e in events.values()],
            "lat": [float(e.get("lat", "nan")) for e in events.values()],
            "lon": [float(e.get("lon", "nan")) for e in events.values()],
            "n_reports": 1,
            "n_roots": 1,
            "contested": [bool(e.get("contested")) for e in events.values()],
            "contested_properties": "",
            "denied": False,
            "one_sided": True,
            "side": [str(e.get("side", "")) for e in events.values()],
            "withdrawn": [bool(e.get("withdrawn")) for e in events.values()],
            "first_published": "2022-09-06",
            "last_published": "2022-09-06",
        },
        index=pd.Index(ids, name="event", dtype="str"),
    )
    told = [{"event": key, "report": f"r-{key}"} for key in ids] if reports is None else reports
    report_rows = pd.DataFrame(
        [
            {
                "event": r["event"],
                "report": r["report"],
                "title": str(events[r["event"]].get("title", r["event"])),
                "date": r.get("edtf", str(events[r["event"]].get("date", ""))),
                "published": "2022-09-06",
                "lang": "en",
                "source": r.get("source", "AFP"),
                "claimant": "",
                "quote": r.get("quote", "words"),
                "row": at + 2,
                "root": "afp",
                "root_name": "AFP",
                "edtf": r.get("edtf", str(events[r["event"]].get("date", ""))),
            }
            for at, r in enumerate(told)
        ]
    )
    return Tables(
        events=rows,
        spans=spans,
        plans=Spans.from_list([None] * len(ids)),
        event_places=_entries(events, "places", ("place",), {"n_roots": 1, "located_only": False}),
        event_actors=_entries(events, "actors", ("role", "actor"), {"n_roots": 1}),
        event_counts=pd.DataFrame(columns=["event", "count", "low", "high", "about", "n_roots"]),
        relations=_entries(events, "relations", ("relation", "target"), {"n_roots": 1}),
        claims=pd.DataFrame(
            columns=["event", "property", "reading", "reports", "state"], dtype=str
        ),
        reports=report_rows,
        places=_authority(
            PLACES, ["name", "within", "lat", "lon"], ["aliases", "kind", "precision"]
        ),
        actors=_authority(ACTORS, ["name", "member_of"], ["aliases", "kind", "side", "wikidata"]),
        sources=_authority({"afp": ("AFP",)}, ["name"], ["url", "side", "lang"]),
    )


def _entries(
    events: dict[str, Event], column: str, names: tuple[str, ...], more: dict[str, object]
) -> pd.DataFrame:
    """Return one row for each `name` or `role: name` of the events."""
    entries = [
        (key, *str(text).split(": ", len(names) - 1))
        for key, e in events.items()
        for text in e.get(column, ())
    ]
    frame = pd.DataFrame(entries, columns=["event", *names], dtype=str)
    return frame.assign(**more, reports="r-" + frame["event"])


def _authority(
    rows: dict[str, tuple[str, ...]], columns: list[str], empty: list[str]
) -> pd.DataFrame:
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype=str)
    return frame.assign(**dict.fromkeys(empty, "")).rename_axis("id")


@pytest.fixture(scope="session")
def make_tables() -> Callable[..., Tables]:
    """The maker of small tables; see tables_of."""
    return tables_of


@pytest.fixture
def front(make_tables: Callable[..., Tables]) -> Tables:
    """Five events on the Kherson front."""
    return make_tables(
        {
            "offensive": {
                "date": "2022-08-29/..",
                "status": "ongoing",
                "places": ["kherson-oblast"],
                "actors": ["agent: ukraine-army", "target: russia-army"],
            },
            "kovalev-shot": {
                "date": "[2022-08-28,2022-08-30]",
                "places": ["kherson"],
                "actors": ["victim: kovalev"],
                "contested": True,
            },
            "bridge-hit": {
                "date": "2022-09-04/2022-09-06",
                "places": ["antonivka-bridge", "kherson"],
                "lat": 46.6697,
                "lon": 32.7203,
                "actors": ["agent: ukraine-army", "target: ukraine-army", "victim: saldo"],
                "relations": ["part of: offensive", "after: kovalev-shot", "after: elsewhere"],
            },
            "vote-paused": {
                "date": "2022-09-05",
                "places": ["kherson"],
                "actors": ["agent: saldo"],
                "relations": ["because of: bridge-hit", "not: kovalev-shot"],
            },
            "refusal": {"actors": ["agent: russia-army"], "places": ["nowhere-known"]},
        }
    )
