"""What a page carries: the reports as events.csv has them, and the events fused from them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from kb.errors import InvalidTimeSpan
from kb.model.spans import Spans
from kb.model.timespan import TimeSpan
from kb.show.explorer.gather import (
    FLAGS,
    PAST_TEXTS,
    gather_history,
    gather_map,
    gather_network,
)
from kb.show.explorer.pack import Pack
from kb.show.explorer.spantable import SpanTable
from kb.show.lanes import TOWNS
from kb.show.theme import FAMILIES, Family, family_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.model.tables import Tables
    from kb.show.words import Words

__all__ = ["ALL_CLAIMS", "Carried", "pack_tables"]

#: Of up to so many events all claims are carried. Of more, those of events about which nobody
#: disagrees are left out: the page reads them off the reports.
ALL_CLAIMS = 5_000

#: Columns of `Tables.reports` that are worked out, and no part of events.csv.
_DERIVED = ("row", "root", "root_name", "edtf")
#: Ids that a row without one was given; nobody wrote them.
_MADE_ID = re.compile(r"r-[0-9a-f]{12}(#.*)?")
_ITEM = re.compile(r"Q\d+", re.ASCII)
#: Set in a past state: from that day on no event had this id.
_GONE = 16
_CLAIMED = ("property", "reading", "root_name", "published", "state", "rule")
_TEXTS = ("title", "kind", "status", "places", "actors", "counts", "side", "precision",
          "not_after", "contested_properties", "first_published")  # fmt: skip


class Carried(NamedTuple):
    """The data of a page as text; the hues that its events have; its map, and whence that comes."""

    text: str
    families: list[tuple[int, Family]]
    has_map: bool
    map_source: str


def pack_tables(tables: Tables, meta: dict[str, Any], words: Words) -> Carried:
    """Return the tables of a selection as the text that a page carries.

    Events stand in the order of their first reports, so that what they share with these need
    not be written twice.
    """
    pack = Pack()
    n_reports = len(tables.reports)
    order, first = _order_by_report(tables)
    rows = pd.Series(np.argsort(order), index=tables.events.index)
    carried: dict[str, Any] = {"columns": _pack_reports(pack, tables.reports, rows)}
    _pack_events(pack, tables, order, first)
    tables.forget("reports")
    _pack_points(pack, tables.events, order)
    carried["places"] = _pack_places(pack, tables, rows)
    carried["actors"] = _pack_actors(pack, tables, rows)
    carried |= {"network": gather_network(tables), "map": _pack_map(pack, tables, rows)}
    tables.forget("event_places", "event_actors")
    _pack_relations(pack, tables, rows)
    claimed = _pack_claims(pack, tables, rows)
    carried["weighed"] = _pack_past(pack, tables, rows)
    since, history, past_spans = gather_history(tables)
    _pack_history(pack, since[order], history, rows)
    spans = SpanTable(None if words.lang == "en" else words.date)
    spans.add("events.span", tables.spans.take(order), tables.events["words"].take(order))
    spans.add("events.plan", tables.plans.take(order))
    spans.add("history.span", past_spans, history["words"])
    spans.add("claims.span", _claimed_spans(claimed))
    carried["pieces"] = spans.pack(pack)
    carried |= {
        "n": {"events": len(order), "reports": n_reports},
        "kinds": _kinds(words, tables.events["kind"], history["kind"]),
        "families": [[each.label, each.color] for each in FAMILIES],
    }
    hues = sorted({family for _, family in carried["kinds"].values()})
    return Carried(
        pack.packed(carried | meta),
        [(at, FAMILIES[at]) for at in hues],
        carried["map"] is not None,
        _map_source(carried["map"], words),
    )


def _map_source(drawn: dict[str, Any] | None, words: Words) -> str:
    """Say whence the lines of a map are, and how many of its places a gazetteer alone locates."""
    if drawn is None:
        return ""
    n, of, who = drawn["gazetteer"]
    located = [words.say("map_gazetteer", n=n, of=of, who=who)] if n else []
    return " ".join([words["map_source"], *located, words["map_terms"]])


def _order_by_report(tables: Tables) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of events by their first reports, and those reports; -1 where none is."""
    told = tables.events.index.get_indexer(pd.Index(tables.reports["event"]))
    first = np.full(len(tables.events), -1, dtype=np.int64)
    rows = np.flatnonzero(told >= 0)[::-1]
    first[told[rows]] = rows
    order = np.argsort(np.where(first < 0, len(tables.reports), first), kind="stable")
    return order, first[order]


def _pack_reports(pack: Pack, reports: pd.DataFrame, rows: pd.Series) -> list[str]:
    """Add the columns of events.csv, without the ids that nobody wrote; return their names."""
    columns = [str(name) for name in reports if name not in _DERIVED]
    made = reports["report"].str.fullmatch(_MADE_ID).to_numpy(dtype=bool)
    blank = {"report": made, "event": made & (reports["event"] == reports["report"]).to_numpy()}
    for name in columns:
        values = reports[name].astype(str)
        pack.texts(f"reports.{name}", values.mask(blank[name], "") if name in blank else values)
    pack.codes("reports.at", rows.reindex(reports["event"]).to_numpy())
    pack.texts("reports.root", reports["root_name"].astype(str))
    pack.texts("reports.edtf", reports["edtf"].astype(str))
    return columns


def _pack_events(pack: Pack, tables: Tables, order: np.ndarray, first: np.ndarray) -> None:
    """Add the columns of events; one that only repeats the first reports is left out."""
    events, reports = tables.events, tables.reports
    pack.codes("events.first", np.where(first < 0, len(reports), first))
    for name in _TEXTS:
        values = events[name].take(order).reset_index(drop=True)
        told = "published" if name == "first_published" else name
        same = told in reports and bool((first >= 0).all())
        if same and (reports[told].take(first).reset_index(drop=True) == values).all():
            continue
        pack.texts(f"events.{name}", values)
    if (first < 0).any():
        pack.lines("events.id", events.index.to_numpy(dtype=object)[order])
    pack.codes("events.flags", _flags(events)[order])
    pack.codes("events.n_roots", events["n_roots"].to_numpy()[order])


def _pack_points(pack: Pack, events: pd.DataFrame, order: np.ndarray) -> None:
    """Add where reports say that events were, by latitude and longitude; no place says it."""
    if "located_by" not in events:
        return
    by_report = (events["located_by"] == "report").to_numpy(dtype=bool)
    if by_report.any():
        points = events["lat"].astype(str) + " " + events["lon"].astype(str)
        pack.texts("events.point", points.where(by_report, "").take(order))


def _flags(frame: pd.DataFrame) -> np.ndarray:
    bits = np.zeros(len(frame), dtype=np.int64)
    for at, name in enumerate(FLAGS):
        bits |= frame[name].to_numpy(dtype=bool).astype(np.int64) << at
    return bits


def _pack_places(pack: Pack, tables: Tables, rows: pd.Series) -> list[list[Any]]:
    """Add which events happened where; return the places that matter, each with its container."""
    links = tables.event_places
    known = _with_containers(links["place"].unique().tolist(), tables.places["within"].to_dict())
    code = {place: at for at, place in enumerate(known)}
    order = _pack_links(pack, "places", rows, links["event"], links["place"].map(code).to_numpy())
    pack.codes("places.located", links["located_only"].to_numpy(dtype=np.int64)[order])
    frame = tables.places.reindex(known).fillna("").astype(str)
    others = frame["geonames"] if "geonames" in frame else [""] * len(frame)
    cells = zip(frame.index, frame["name"], frame["kind"], frame["within"], frame["lat"],
                frame["lon"], frame["precision"], others, strict=True)  # fmt: skip
    return [
        [place, name or place, kind, code.get(within, -1), _degrees(lat), _degrees(lon), fine,
         int(kind in TOWNS), number if number.isdecimal() else ""]
        for place, name, kind, within, lat, lon, fine, number in cells
    ]  # fmt: skip


def _with_containers(places: Sequence[str], within: dict[Any, str]) -> list[str]:
    found = dict.fromkeys(places)
    todo = list(places)
    while todo:
        above = within.get(todo.pop(), "")
        if above and above not in found:
            found[above] = None
            todo.append(above)
    return list(found)


def _degrees(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _pack_actors(pack: Pack, tables: Tables, rows: pd.Series) -> list[list[str]]:
    links = tables.event_actors
    codes, known = pd.factorize(links["actor"].to_numpy(dtype=object))
    order = _pack_links(pack, "actors", rows, links["event"], codes)
    pack.texts("actors.role", links["role"].to_numpy()[order])
    frame = tables.actors.reindex(known).fillna("").astype(str)
    others = frame["wikidata"] if "wikidata" in frame else [""] * len(frame)
    cells = zip(known, frame["name"], frame["kind"], frame["side"], others, strict=True)
    return [
        [actor, name or actor, kind, side, item if _ITEM.fullmatch(item) else ""]
        for actor, name, kind, side, item in cells
    ]


def _pack_links(
    pack: Pack, name: str, rows: pd.Series, events: pd.Series, codes: np.ndarray
) -> np.ndarray:
    """Add how many entries each event has, and the entries, event by event; return their order."""
    at = rows.reindex(events).to_numpy()
    order = np.argsort(at, kind="stable")
    pack.codes(f"{name}.n", np.bincount(at, minlength=len(rows)))
    pack.codes(f"{name}.codes", codes[order])
    return order


def _pack_relations(pack: Pack, tables: Tables, rows: pd.Series) -> None:
    """Add how events relate; a target that is not among them keeps its id."""
    links = tables.relations
    pack.codes("relations.event", rows.reindex(links["event"]).to_numpy())
    pack.texts("relations.relation", links["relation"])
    pack.texts("relations.target", links["target"])
    pack.codes("relations.at", rows.reindex(links["target"]).fillna(len(rows)).to_numpy(np.int64))


def _pack_claims(pack: Pack, tables: Tables, rows: pd.Series) -> pd.DataFrame:
    claims = tables.claims if len(rows) <= ALL_CLAIMS else _disputed_claims(tables)
    pack.codes("claims.event", rows.reindex(claims["event"]).to_numpy())
    for name in _CLAIMED:
        pack.texts(f"claims.{name}", claims[name].astype(str))
    return claims


def _disputed_claims(tables: Tables) -> pd.DataFrame:
    disputed = tables.events.index[tables.disputed()]
    claims = tables.of(disputed).claims
    return claims[claims["event"].isin(disputed)]


def _pack_past(pack: Pack, tables: Tables, rows: pd.Series) -> bool:
    """Add how claims were weighed on past days, where all claims are carried; tell whether."""
    if len(rows) > ALL_CLAIMS:
        return False
    past = tables.past_claims()
    past = past[past["event"].isin(rows.index)]
    group = past.groupby(["event", "day"], sort=False)
    heads = past.loc[~past.duplicated(["event", "day"]), ["event", "day"]]
    pack.codes("past.event", rows.reindex(heads["event"]).to_numpy())
    pack.texts("past.day", heads["day"])
    pack.codes("past.n", group["property"].agg(lambda told: int((told != "").sum())).to_numpy())
    told = past[past["property"] != ""]
    for name in _CLAIMED:
        pack.texts(f"past.{name}", told[name].astype(str))
    return True


def _claimed_spans(claims: pd.DataFrame) -> Spans:
    """Return the dates that are claimed, aligned with the claims."""
    texts = claims["reading"].where(claims["property"] == "date", "").to_numpy(dtype=object)
    codes, distinct = pd.factorize(texts)
    return Spans.from_list([_span(str(text)) for text in distinct]).take(codes)


def _span(text: str) -> TimeSpan | None:
    try:
        return TimeSpan.parse(text) if text else None
    except InvalidTimeSpan:
        return None


def _pack_history(pack: Pack, since: np.ndarray, history: pd.DataFrame, rows: pd.Series) -> None:
    """Add since when events are known, and the states that they were in on days of change.

    Of an event with one state only the day is added: that state is the event as it is.
    """
    at = rows.reindex(history["event"]).to_numpy()
    days = pd.Index(sorted({*pd.unique(since), *history["day"].unique()} - {""}))
    pack.lines("history.days", days)
    pack.codes("events.known", days.get_indexer(pd.Index(since)) + 1)
    pack.codes("history.event", at)
    pack.codes("history.day", days.get_indexer(pd.Index(history["day"])))
    for name in PAST_TEXTS:
        pack.texts(f"history.{name}", history[name].astype(str))
    pack.codes("history.flags", _flags(history) | _GONE * ~history["known"].to_numpy(dtype=bool))


def _pack_map(pack: Pack, tables: Tables, rows: pd.Series) -> dict[str, Any] | None:
    """Add which events lie on which spots of the map; return the map."""
    found = gather_map(tables)
    if found is None:
        return None
    drawn, at, spot = found
    at = rows.reindex(tables.events.index).to_numpy()[at]
    pack.codes("map.n", np.bincount(at, minlength=len(rows)))
    pack.codes("map.codes", spot[np.argsort(at, kind="stable")])
    return drawn


def _kinds(words: Words, *columns: pd.Series) -> dict[str, list[Any]]:
    """Return the label and the family of each kind."""
    found = sorted({str(kind) for column in columns for kind in column.unique()})
    return {kind: [words.kind(kind), FAMILIES.index(family_of(kind))] for kind in found}
