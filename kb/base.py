"""The front door: a knowledge base of reported events, and every selection of one."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from kb.errors import InvalidValue
from kb.event import Event, make_event
from kb.knowledge import Knowledge, LazyTables, read_knowledge, save_reports, with_reports
from kb.model.spans import OPEN_FUTURE
from kb.model.tables import Tables, issues_frame
from kb.select import Moment, as_span, latest_utc

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    import networkx as nx
    import plotly.graph_objects as go

    from kb.diff import Changes
    from kb.read.table import TableSource

__all__ = ["KnowledgeBase", "Lanes", "read_events"]

Lanes = Literal["place", "actor", "kind", "source", "status", "side"]


def read_events(source: TableSource, *, lang: str = "en") -> KnowledgeBase:
    r"""Read reported events.

    Parameters
    ----------
    source
        `events.csv`, the folder that holds it, a file object, or a DataFrame. The files
        places.csv, actors.csv and sources.csv are read where they lie beside it.
    lang
        The reader's language, in which titles show where there is one.

    Raises
    ------
    InvalidTable
        If it cannot be read as a table at all. What is wrong in single cells stops nothing: it
        is listed in `issues`.

    Examples
    --------
    >>> import io
    >>> table = "date,title,published\non Monday,Vote put off,2022-09-06\n"
    >>> base = read_events(io.StringIO(table))
    >>> base.events["words"].tolist()
    ['5 September 2022']
    """
    return KnowledgeBase(read_knowledge(source, lang=lang))


class KnowledgeBase:
    """Events with all that is reported of them; a selection of one is one.

    Made by `read_events`. Nothing in it changes: every method returns something new. A
    selection keeps all reports of its events, so that rivals stay visible; only `as_of` and
    `reports_from` leave reports out, and fuse again.
    """

    def __init__(self, knowledge: Knowledge, mask: np.ndarray | None = None) -> None:
        self._knowledge = knowledge
        self._mask = mask
        self._tables: Tables | None = None

    # What it holds

    @property
    def tables(self) -> Tables:
        """All tables of the selection: what the graph and the views are made of."""
        if self._tables is None:
            whole = self._mask is None
            self._tables = (
                self._knowledge.tables if whole else LazyTables(self._knowledge.fused, self._codes)
            )
        return self._tables

    @property
    def events(self) -> pd.DataFrame:
        """The events, fused, in time order, the undated last; docs/data.md has the columns."""
        return self.tables.events.copy()

    @property
    def reports(self) -> pd.DataFrame:
        """The reports of the events, in the order of the file, all their columns kept."""
        return self.tables.reports.copy()

    @property
    def claims(self) -> pd.DataFrame:
        """Every reading of every property of the events: who holds it, what became of it, why."""
        return self.tables.claims.copy()

    @property
    def relations(self) -> pd.DataFrame:
        """How the events relate: event, relation, target, n_roots, reports."""
        return self.tables.relations.copy()

    @property
    def places(self) -> pd.DataFrame:
        """The places named by the events, by id; with how many events happened at each."""
        return _counted(self.tables.places, self.tables.event_places["place"])

    @property
    def actors(self) -> pd.DataFrame:
        """The actors of the events, by id; with how many events each took part in."""
        pairs = self.tables.event_actors.drop_duplicates(["event", "actor"])
        return _counted(self.tables.actors, pairs["actor"])

    @property
    def sources(self) -> pd.DataFrame:
        """The sources of the reports, by id; with how many reports each published."""
        claims = self._knowledge.claims
        some = claims.source[(claims.source >= 0) & self._has]
        ids = pd.Series(np.array(claims.sources.ids, dtype=object)[some], dtype="str")
        return _counted(self.tables.sources, ids, name="n_reports")

    @property
    def issues(self) -> pd.DataFrame:
        """What is wrong in the data: file, row, column, reason, value, allowed.

        `row` is the one that a spreadsheet shows. Issues are those of the whole knowledge base,
        whatever is selected.
        """
        from kb.graph.order import order_issues

        return issues_frame([*self._knowledge.read_issues, *order_issues(self._knowledge.tables)])

    def event(self, event: str) -> Event:
        """Return one event; raise UnknownName with the ids most like it."""
        codes = np.array([self._knowledge.index.code(event)])
        return make_event(LazyTables(self._knowledge.fused, codes), lang=self._knowledge.lang)

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self._knowledge.fused) if self._mask is None else int(self._mask.sum())

    def __contains__(self, event: str) -> bool:
        return event in self.tables.events.index

    def __iter__(self) -> Iterator[str]:
        """Go through the ids of the events, in time order."""
        return iter(self._knowledge.fused.claims.event_ids[self._codes].tolist())

    def __getitem__(self, events: Iterable[str]) -> KnowledgeBase:
        """Return the events of these ids."""
        ids = [events] if isinstance(events, str) else events
        return self._where(self._knowledge.index.ids(ids))

    # Choosing events

    def between(
        self, start: Moment | None, end: Moment | None, *, certainly: bool = False
    ) -> KnowledgeBase:
        """Return the events that may lie between two dates, both included.

        Parameters
        ----------
        start, end
            EDTF, a day, an instant or a `TimeSpan`; None is open. A month or a year is all of it.
        certainly
            Take only those that certainly lie in the range whole.
        """
        return self._where(self._knowledge.index.between(start, end, certainly=certainly))

    def at(self, place: str) -> KnowledgeBase:
        """Return the events at a place (id, name or alias), or at one that it contains."""
        return self._where(self._knowledge.index.at(place))

    def involving(self, actor: str, *, role: str | None = None) -> KnowledgeBase:
        """Return the events of an actor (id, name or alias) or its members, in a role or any."""
        return self._where(self._knowledge.index.involving(actor, role=role))

    def of_kind(self, *kinds: str) -> KnowledgeBase:
        """Return the events of any of the kinds, or of a narrower one."""
        return self._where(self._knowledge.index.of_kind(kinds))

    def with_status(self, *statuses: str) -> KnowledgeBase:
        """Return the events of any of the statuses."""
        return self._where(self._knowledge.index.with_status(statuses))

    def from_source(self, source: str) -> KnowledgeBase:
        """Return the events that a source has reported, with all their reports."""
        return self._where(self._knowledge.index.from_source(source))

    def claimed_by(self, root: str) -> KnowledgeBase:
        """Return the events of which somebody claims something, by whomever it is published."""
        return self._where(self._knowledge.index.claimed_by(root))

    def contested(self, property: str | None = None) -> KnowledgeBase:
        """Return the events on which roots disagree, in a property or in any."""
        return self._where(self._knowledge.index.contested(property))

    def one_sided(self) -> KnowledgeBase:
        """Return the events of which one side alone tells."""
        return self._where(self._knowledge.fused.side >= 0)

    def undated(self) -> KnowledgeBase:
        """Return the events without a date."""
        return self._where(~self._knowledge.index.dated)

    def search(self, text: str) -> KnowledgeBase:
        """Return the events in whose reports every word occurs, whole or as a beginning."""
        return self._where(self._knowledge.index.search(text))

    def __and__(self, other: KnowledgeBase) -> KnowledgeBase:
        return self._where(self._same(other)._chosen)

    def __or__(self, other: KnowledgeBase) -> KnowledgeBase:
        chosen = self._chosen | self._same(other)._chosen
        return KnowledgeBase(self._knowledge, chosen)

    def __sub__(self, other: KnowledgeBase) -> KnowledgeBase:
        return self._where(~self._same(other)._chosen)

    # Choosing reports, and fusing anew

    def as_of(self, moment: Moment) -> KnowledgeBase:
        """Return what was known by the end of a day (UTC) or at an instant.

        Only reports that were certainly published by then count. Those without `published` are
        left out; `left_out` says how many.
        """
        by = latest_utc(as_span(moment))
        claims = self._knowledge.claims
        known = claims.published_to < OPEN_FUTURE
        kept = self._has & known
        if by is not None:
            kept &= claims.published_to <= by
        undated = int((self._has & ~known).sum())
        return KnowledgeBase(self._knowledge.some(np.flatnonzero(kept), undated_reports=undated))

    def reports_from(self, *sources: str) -> KnowledgeBase:
        """Return what the reports of these sources alone tell."""
        rows = self._knowledge.index.reports_from(*sources)
        rows = rows[self._has[rows]]
        return KnowledgeBase(self._knowledge.some(rows))

    @property
    def left_out(self) -> int:
        """How many reports `as_of` left out since nobody knows when they were published."""
        return self._knowledge.undated_reports

    # Looking

    def graph(self) -> nx.MultiDiGraph:
        """Return a fresh graph of events, reports, places, actors and sources."""
        from kb.graph.build import build_graph

        return build_graph(self.tables)

    def timeline(self, lanes: Lanes = "place", *, title: str | None = None) -> go.Figure:
        """Return the events on a timeline: a plotly figure that shows itself offline too."""
        from kb.show.figure import timeline_figure
        from kb.show.notebook import FramedFigure
        from kb.show.timeline import build_timeline

        return FramedFigure(
            timeline_figure(
                build_timeline(self.tables, lanes=lanes, lang=self._knowledge.lang), title=title
            )
        )

    def to_html(
        self,
        path: str | os.PathLike[str] | IO[str],
        *,
        lanes: Lanes = "place",
        title: str | None = None,
        lang: str | None = None,
        version: str = "",
        date: str = "",
        licence: str = "",
    ) -> None:
        """Write one HTML file to explore and to keep: it needs nothing else, and no network.

        Timeline, map, network, table, search and sources, and the data as `events.csv` has them.
        Without JavaScript it is a list of the events.

        Parameters
        ----------
        path
            Where to: a path, or a file open for text.
        lanes
            What a lane of the timeline is at first.
        title
            The headline.
        lang
            The language of the page; the one that was read in (`read_events`) when it is left out,
            English where nobody has put the page into it.
        version, date, licence
            Of the data, as the page and its citations tell them. The date is that of the last
            report when it is left out.
        """
        from kb.show.explorer import write_html

        write_html(
            self.tables, path, lanes=lanes, title=title, lang=lang or self._knowledge.lang,
            version=version, date=date, licence=licence,
        )  # fmt: skip

    def write_graph(
        self, target: str | os.PathLike[str] | IO[bytes], *, form: str | None = None
    ) -> None:
        """Write the graph: `graphml`, `gexf`, `json` or `geojson`, by its name or the ending."""
        from kb.write.formats import write_graph

        write_graph(self.tables, target, form=form)

    def explore(
        self,
        *,
        lanes: Lanes = "place",
        title: str | None = None,
        height: int = 760,
        widget: bool = False,
    ) -> Any:
        """Return the page of `to_html` for a notebook, to explore the events in.

        Parameters
        ----------
        lanes, title
            As for `to_html`.
        height
            In pixels.
        widget
            Return a widget, whose `selection` is the knowledge base of the events that are chosen
            in it. It needs a running kernel and anywidget (`pip install '.[widget]'` in the clone).
            Without it, what is shown also stays in a notebook that is turned into HTML.
        """
        from kb.show.widget import Explorer, explorer_widget

        explorer = Explorer(
            self.tables, lanes=lanes, title=title, height=height, lang=self._knowledge.lang
        )
        return explorer_widget(explorer, self._of_ids) if widget else explorer

    def changes_since(self, older: KnowledgeBase) -> Changes:
        """Return what changed since an older version: events, then reports."""
        from kb.diff import compare

        return compare(older.tables, self.tables)

    @property
    def history(self) -> pd.DataFrame:
        """What was known of each event by the end of each day on which a report of it came out."""
        from kb.fuse.history import history

        return history(self.tables)[0].copy()

    def tightened(self) -> pd.DataFrame:
        """Return what `after`, `because of` and `part of` say about dates beyond their reports."""
        from kb.graph.order import tighten

        return tighten(self.tables)

    def order(self) -> nx.DiGraph:
        """Return which events certainly came before which, no step more than it takes.

        Its edges grow with the square of the events of a day: ask it of a selection.
        """
        from kb.graph.sequence import certain_order

        return certain_order(self.tables)

    # Adding and keeping

    def add_reports(self, frame: pd.DataFrame, places: pd.DataFrame | None = None) -> KnowledgeBase:
        """Return the knowledge base with further reports, in the columns of events.csv.

        `places` are those that they name, in the columns of places.csv (`Reading.places`): a place
        that is there, by its id or a name, stays as it is.
        """
        if self._mask is not None:
            raise InvalidValue("reports are added to a whole knowledge base, not to a selection")
        return KnowledgeBase(with_reports(self._knowledge, frame, places))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write what was added to events.csv and places.csv at a path or in a folder.

        A path without an ending is a folder, which is made when it is not there. The rows that are
        there keep their bytes. A file that is not there is written whole, and so are places.csv,
        actors.csv and sources.csv beside it; of these, one that is there only gains places that it
        lacks. Lock files (`.events.csv.lock.tmp`) stay: to remove one could let two writers in.
        """
        save_reports(self._knowledge, path)

    def _repr_html_(self) -> str:
        from kb.show.card import base_card

        return base_card(self.tables, lang=self._knowledge.lang)

    def __repr__(self) -> str:
        events, reports = len(self), int(self._has.sum())
        return f"<KnowledgeBase: {events:,} events in {reports:,} reports>"

    # How a selection is kept: a mask over the events of the knowledge that it shares

    @property
    def _chosen(self) -> np.ndarray:
        everything = np.ones(len(self._knowledge.fused), dtype=bool)
        return everything if self._mask is None else self._mask

    @property
    def _codes(self) -> np.ndarray:
        order = self._knowledge.index.order
        return order[self._chosen[order]]

    def _where(self, mask: np.ndarray) -> KnowledgeBase:
        both = mask if self._mask is None else mask & self._mask
        return KnowledgeBase(self._knowledge, both)

    def _of_ids(self, ids: list[str] | None) -> KnowledgeBase:
        return self if ids is None else self[ids]

    def _same(self, other: KnowledgeBase) -> KnowledgeBase:
        if other._knowledge is not self._knowledge:
            raise InvalidValue("selections of two different knowledge bases cannot be combined")
        return other

    @property
    def _has(self) -> np.ndarray:
        """Tell which reports are of the events that are selected."""
        return self._chosen[self._knowledge.fused.claims.event]


def _counted(frame: pd.DataFrame, ids: pd.Series, *, name: str = "n_events") -> pd.DataFrame:
    counts: Any = ids.value_counts()
    chosen = frame.loc[frame.index.isin(counts.index)]
    return chosen.assign(**{name: counts.reindex(chosen.index).astype("int64")})
