"""Cells to claims: the table of reports, column by column, with all that is wrong in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kb.model.claims import STATUSES, Claims
from kb.model.spans import OPEN_FUTURE, OPEN_PAST, Spans
from kb.model.tables import REPORT_COLUMNS
from kb.read.cells import filled
from kb.read.faults import Faults
from kb.read.identity import event_codes, report_ids
from kb.read.links import read_actors, read_counts, read_places, read_relations
from kb.read.roots import find_roots
from kb.read.values import (
    check_urls,
    iso_column,
    read_coordinates,
    read_kinds,
    read_languages,
    read_published,
    read_sources,
    read_stances,
    read_statuses,
)
from kb.resolve.dates import resolve_date_column

if TYPE_CHECKING:
    import pandas as pd

    from kb.model.names import Names

__all__ = ["read_claims"]

#: What names its year needs no day of publication: that it was not read has another reason.
_YEAR = r"(?<!\d)\d{4}(?!\d)"


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
    file
        What issues call the table.
    """
    frame = frame.reset_index(drop=True)
    frame = frame.assign(**{name: "" for name in REPORT_COLUMNS if name not in frame})
    faults = Faults(file, rows, frame)

    source = read_sources(frame["source"], sources)
    frame, ids = report_ids(frame, faults)
    event, event_ids = event_codes(frame, ids)
    frame = frame.assign(published=iso_column(frame["published"]))
    published_from, published_to = read_published(frame["published"], faults)
    languages = read_languages(frame, source, sources)
    date, spans = resolve_date_column(frame["date"], frame["published"], languages)
    _unresolved(frame, date, "date", faults)
    said, said_spans = resolve_date_column(frame["said"], frame["published"], languages)
    _unresolved(frame, said, "said", faults)
    said = np.where(said >= 0, said + len(spans), -1)
    spans = Spans.concatenate([spans, said_spans])
    stance = read_stances(frame["stance"], faults)
    status = read_statuses(frame["status"], faults)
    kind, kind_names, kinds = read_kinds(frame["kind"], faults)
    lat, lon = read_coordinates(frame, faults)
    place = read_places(frame["places"], places)
    actor, roles = read_actors(frame["actors"], actors, faults)
    count, count_names = read_counts(frame["counts"], faults)
    relation, relation_names, targets = read_relations(frame["relations"], event_ids, faults)
    root, roots, relay = find_roots(frame, ids, source, actors=actors, sources=sources)
    check_urls(frame["url"], faults)
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


def _unresolved(frame: pd.DataFrame, codes: np.ndarray, column: str, faults: Faults) -> None:
    missed = codes == -2
    anchored = filled(frame["published"])
    with_year = frame[column].str.contains(_YEAR).to_numpy(dtype=bool)
    faults.add(
        missed & with_year,
        column,
        "unresolved_date",
        "a day that the calendar has, as EDTF (2022-08-30, 2022-08~, [..2022-09-15]) or in "
        "common words; the event stays, undated",
    )
    missed &= ~with_year
    faults.add(
        missed & anchored,
        column,
        "unresolved_date",
        "EDTF (2022-08-30, 2022-08~, [..2022-09-15]) or common words for a date; "
        "the event stays, undated",
    )
    faults.add(
        missed & ~anchored,
        column,
        "unresolved_date",
        "a date that needs no `published` to be understood, or fill in `published`; "
        "the event stays, undated",
    )


def _future(
    status: np.ndarray, date: np.ndarray, spans: Spans, published_to: np.ndarray, faults: Faults
) -> None:
    """Report what is said to have occurred after it was published."""
    dated = (date >= 0) & (status == STATUSES.index("occurred")) & (published_to < OPEN_FUTURE)
    begin = np.append(spans.begin_earliest, OPEN_PAST)[np.where(dated, date, -1)]
    late = dated & (begin > published_to + 86_400)
    faults.add(
        late,
        "date",
        "occurred_after_publication",
        "a date no later than `published`, or status planned",
    )


def _empty(frame: pd.DataFrame, faults: Faults) -> None:
    empty = ~filled(frame["title"]) & ~filled(frame["date"]) & ~filled(frame["event"])
    faults.add(empty, "title", "empty_report", "a title, a date or the event that it tells of")
