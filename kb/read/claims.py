"""Cells to claims: the table of reports, column by column, with all that is wrong in it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from kb.model import vocabulary
from kb.model.claims import ASSERTS, STANCES, STATUSES, Claims, Links
from kb.model.hierarchy import Hierarchy
from kb.model.names import Names
from kb.model.spans import OPEN_FUTURE, OPEN_PAST, Spans
from kb.model.tables import REPORT_COLUMNS, Issue
from kb.read.cells import distinct, filled, map_distinct, split_list
from kb.read.entries import parse_actor, parse_count, parse_relation
from kb.read.identity import event_codes, report_ids
from kb.read.roots import find_roots
from kb.resolve.dates import resolve_date_column

__all__ = ["read_claims"]

#: Seconds from 1 January of year 1 to that of 1970, as `Spans` counts them.
EPOCH = 719_163 * 86_400


@dataclass
class Faults:
    """Collects what is wrong in one file, all of it."""

    file: str
    rows: np.ndarray
    column: pd.DataFrame
    found: list[Issue] = field(default_factory=list)

    def add(self, where: np.ndarray, column: str, reason: str, allowed: str) -> None:
        """Report a fault of every row in where: a mask or positions."""
        positions = np.flatnonzero(where) if where.dtype == bool else where
        values = self.column[column].iloc[positions] if column in self.column else ()
        self.found += [
            Issue(self.file, int(row), column, reason, str(value), allowed)
            for row, value in zip(self.rows[positions], values, strict=True)
        ]


def read_claims(
    frame: pd.DataFrame,
    rows: np.ndarray,
    *,
    places: Names,
    actors: Names,
    sources: Names,
    file: str = "events.csv",
) -> Claims:
    """Read every cell of a table of reports.

    Parameters
    ----------
    frame
        All text, missing cells empty; columns of `REPORT_COLUMNS` and any others.
    rows
        The spreadsheet row of each report, for the faults.
    places, actors, sources
        The authority tables; names that they lack are entered.
    """
    frame = frame.reset_index(drop=True)
    frame = frame.assign(**{name: "" for name in REPORT_COLUMNS if name not in frame})
    faults = Faults(file, rows, frame)

    source = _sources(frame["source"], sources)
    frame, ids = report_ids(frame, faults)
    event, event_ids = event_codes(frame, ids)
    published_from, published_to = _published(frame["published"], faults)
    languages = _languages(frame, source, sources)
    date, spans = resolve_date_column(frame["date"], frame["published"], languages)
    _unresolved(frame, date, "date", faults)
    said, said_spans = resolve_date_column(frame["said"], frame["published"], languages)
    _unresolved(frame, said, "said", faults)
    said = np.where(said >= 0, said + len(spans), -1)
    spans = Spans.concatenate([spans, said_spans])
    stance = _stances(frame["stance"], faults)
    status = _statuses(frame["status"], faults)
    kind, kind_names, kinds = _kinds(frame["kind"], faults)
    lat, lon = _coordinates(frame, faults)
    place = _places(frame["places"], places, faults)
    actor, roles = _actors(frame["actors"], actors, faults)
    count, count_names = _counts(frame["counts"], faults)
    relation, relation_names, targets = _relations(frame["relations"], event_ids, faults)
    root, roots, relay = find_roots(frame, ids, source, actors=actors, sources=sources)
    _urls(frame["url"], faults)
    _future(status, date, spans, published_to, faults)
    _empty(frame, faults)
    return Claims(
        frame=frame,
        rows=rows,
        event=event,
        event_ids=event_ids,
        root=root,
        source=source,
        relay=relay,
        stance=stance,
        published_from=published_from,
        published_to=published_to,
        kind=kind,
        status=status,
        date=np.maximum(date, -1).astype(np.int32),
        said=said.astype(np.int32),
        lat=lat,
        lon=lon,
        place=place,
        actor=actor,
        count=count,
        relation=relation,
        spans=spans,
        roots=roots,
        places=places,
        actors=actors,
        sources=sources,
        within=places.hierarchy(),
        membership=actors.hierarchy(),
        kinds=kinds,
        kind_names=kind_names,
        roles=roles,
        count_names=count_names,
        relation_names=relation_names,
        targets=targets,
        issues=faults.found,
    )


def _sources(column: pd.Series, sources: Names) -> np.ndarray:
    """Return the code of each report's source, -1 for none."""
    codes, texts = distinct(column)
    found = [text for text in texts if text]
    named = dict(zip(found, sources.codes(found), strict=True))
    return np.array([named.get(text, -1) for text in texts], dtype=np.int32)[codes]


def _published(column: pd.Series, faults: Faults) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of each publication: a day is all of it, an instant is one second."""
    codes, texts = distinct(column)
    text = pd.Series(texts, dtype=str)
    is_day = text.str.fullmatch(r"\d{4}-\d{2}-\d{2}").to_numpy(dtype=bool)
    is_instant = text.str.match(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}").to_numpy(dtype=bool)
    stamps = pd.to_datetime(text.where(is_day | is_instant), format="ISO8601", errors="coerce", utc=True)
    known = stamps.notna().to_numpy()
    seconds = np.zeros(len(texts), dtype=np.int64)
    naive = stamps.dt.tz_localize(None).to_numpy().astype("datetime64[s]")
    seconds[known] = naive[known].astype(np.int64) + EPOCH
    start = np.where(known, seconds, OPEN_PAST)
    end = np.where(known, seconds + np.where(is_day, 86_399, 0), OPEN_FUTURE)
    bad = ~known & (text != "").to_numpy()
    faults.add(bad[codes], "published", "unresolved_date", "a day (2022-09-06) or an instant (2022-09-06T14:30Z)")
    return start[codes], end[codes]


def _languages(frame: pd.DataFrame, source: np.ndarray, sources: Names) -> pd.Series:
    """Return the language of each row: its own, else its source's, else English."""
    by_source = np.array([sources.value(code, "lang") or "en" for code in range(len(sources))] + ["en"])
    own = frame["lang"].to_numpy(dtype=object)
    return pd.Series(np.where(own == "", by_source[source], own), dtype=str)


def _unresolved(frame: pd.DataFrame, codes: np.ndarray, column: str, faults: Faults) -> None:
    missed = codes == -2
    anchored = filled(frame["published"])
    faults.add(missed & anchored, column, "unresolved_date", "EDTF (2022-08-30, 2022-08~, [..2022-09-15]) or common words for a date; the event stays, undated")
    faults.add(missed & ~anchored, column, "unresolved_date", "a date that needs no `published` to be understood, or fill in `published`; the event stays, undated")


def _stances(column: pd.Series, faults: Faults) -> np.ndarray:
    known = {"": ASSERTS} | {name: code for code, name in enumerate(STANCES)}
    codes = map_distinct(column, lambda text: known.get(text.lower(), -1), np.int8)
    faults.add(codes < 0, "stance", "unknown_stance", f"one of {', '.join(STANCES)}; read as asserts")
    return np.maximum(codes, ASSERTS)


def _statuses(column: pd.Series, faults: Faults) -> np.ndarray:
    known = {"": -1} | {name: code for code, name in enumerate(STATUSES)}
    codes = map_distinct(column, lambda text: known.get(text.lower(), -2), np.int8)
    faults.add(codes == -2, "status", "unknown_status", f"one of {', '.join(STATUSES)}; read as empty")
    return np.maximum(codes, -1)


def _kinds(column: pd.Series, faults: Faults) -> tuple[np.ndarray, list[str], Hierarchy]:
    """Return kinds by code; a kind that the vocabulary lacks is kept as a kind of its own."""
    codes, texts = distinct(column)
    names = list(vocabulary.kinds())
    at = {name: code for code, name in enumerate(names)}
    new = sorted({text for text in texts if text and text.lower() not in at})
    at |= {name: len(names) + position for position, name in enumerate(new)}
    names += new
    of_text = np.array([at.get(text, at.get(text.lower(), -1)) for text in texts], dtype=np.int16)
    for text in new:
        near = vocabulary.nearest("kind", text)
        hint = f"did you mean {' or '.join(near)}? " if near else ""
        faults.add(codes == texts.index(text), "kind", "unknown_kind", f"{hint}a kind of the vocabulary (`kb kinds`); kept as it is")
    parents = [next((at[up] for up in vocabulary.broader(name)), -1) for name in names[: len(names) - len(new)]]
    return of_text[codes], names, Hierarchy(parents + [-1] * len(new))


def _coordinates(frame: pd.DataFrame, faults: Faults) -> tuple[np.ndarray, np.ndarray]:
    """Return latitude and longitude in degrees, NaN where either is missing or wrong."""
    values = []
    for column, limit in (("lat", 90), ("lon", 180)):
        number = pd.to_numeric(frame[column].where(filled(frame[column])), errors="coerce").to_numpy(dtype=float)
        wrong = filled(frame[column]) & ~(np.abs(number) <= limit)
        faults.add(wrong, column, "bad_coordinate", f"degrees from -{limit} to {limit}, with a decimal point")
        values.append(np.where(wrong, np.nan, number))
    lat, lon = values
    for column, here, other in (("lat", lat, "lon"), ("lon", lon, "lat")):
        alone = ~np.isnan(here) & ~filled(frame[other])
        faults.add(alone, column, "half_a_coordinate", f"fill in `{other}` too, or leave both empty")
    missing = np.isnan(lat) | np.isnan(lon)
    return np.where(missing, np.nan, lat), np.where(missing, np.nan, lon)


def _places(column: pd.Series, places: Names, faults: Faults) -> Links:
    report, entry, texts = split_list(column)
    return Links.of(report, np.array(places.codes(texts), dtype=np.int32)[entry])


def _actors(column: pd.Series, actors: Names, faults: Faults) -> tuple[Links, list[str]]:
    report, entry, texts = split_list(column)
    roles = list(vocabulary.roles())
    parsed = [parse_actor(text, roles) for text in texts]
    _bad_entries(parsed, texts, entry, report, "actors", f"`role: name` with a role of {', '.join(roles)}", faults)
    value = np.array(actors.codes(each.name for each in parsed), dtype=np.int32)
    role = np.array([roles.index(each.key) for each in parsed], dtype=np.int16)
    return Links.of(report, value[entry], role[entry]), roles


def _counts(column: pd.Series, faults: Faults) -> tuple[Links, list[str]]:
    report, entry, texts = split_list(column)
    parsed = [parse_count(text) for text in texts]
    _bad_entries(parsed, texts, entry, report, "counts", "`name: 2`, `name: 3..5`, `name: 20~`, `name: 5..`", faults)
    names = sorted({each.key for each in parsed if not each.fault})
    good = np.array([not each.fault for each in parsed], dtype=bool)
    value = np.array([0 if each.fault else names.index(each.key) for each in parsed], dtype=np.int32)
    low = np.array([each.low for each in parsed], dtype=float)
    high = np.array([each.high for each in parsed], dtype=float)
    links = Links.of(report, value[entry], None, low[entry], high[entry])
    return links.take(good[entry]) if len(texts) else links, names


def _relations(column: pd.Series, event_ids: np.ndarray, faults: Faults) -> tuple[Links, list[str], list[str]]:
    report, entry, texts = split_list(column)
    names = list(vocabulary.relations())
    parsed = [parse_relation(text, names) for text in texts]
    _bad_entries(parsed, texts, entry, report, "relations", f"`relation: event id` with a relation of {', '.join(names)}", faults)
    good = np.array([not each.fault for each in parsed], dtype=bool)
    targets = sorted({each.name for each in parsed if not each.fault})
    known = set(event_ids)
    lost = {each.name for each in parsed if not each.fault and each.name not in known}
    missing = np.array([each.name in lost for each in parsed], dtype=bool)
    if len(texts):
        faults.add(report[missing[entry]], "relations", "unknown_event", "the id of an event in this file")
    value = np.array([0 if each.fault else targets.index(each.name) for each in parsed], dtype=np.int32)
    role = np.array([0 if each.fault else names.index(each.key) for each in parsed], dtype=np.int16)
    links = Links.of(report, value[entry], role[entry])
    return links.take(good[entry]) if len(texts) else links, names, targets


def _bad_entries(parsed, texts, entry, report, column, allowed, faults) -> None:
    reasons = sorted({each.fault for each in parsed if each.fault})
    for reason in reasons:
        wrong = np.array([each.fault == reason for each in parsed], dtype=bool)
        faults.add(np.unique(report[wrong[entry]]), column, reason, allowed)


def _urls(column: pd.Series, faults: Faults) -> None:
    fine = map_distinct(column, lambda text: not text or text.lower().startswith(("http://", "https://")), bool)
    faults.add(~fine, "url", "not_a_web_address", "an address that starts with http:// or https://; shown as text")


def _future(status: np.ndarray, date: np.ndarray, spans: Spans, published_to: np.ndarray, faults: Faults) -> None:
    """Report what is said to have occurred after it was published."""
    dated = (date >= 0) & (status == STATUSES.index("occurred")) & (published_to < OPEN_FUTURE)
    begin = np.append(spans.begin_earliest, OPEN_PAST)[np.where(dated, date, -1)]
    late = dated & (begin > published_to + 86_400)
    faults.add(late, "date", "occurred_after_publication", "a date no later than `published`, or status planned")


def _empty(frame: pd.DataFrame, faults: Faults) -> None:
    empty = ~filled(frame["title"]) & ~filled(frame["date"]) & ~filled(frame["event"])
    faults.add(empty, "title", "empty_report", "a title, a date or the event that it tells of")
