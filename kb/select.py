"""Which events a question chooses: every function returns a mask over the events of `Fused`."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kb.errors import InvalidValue, UnknownName
from kb.model import vocabulary
from kb.model.claims import STATUSES
from kb.model.names import Names, fold
from kb.model.spans import OPEN_FUTURE, OPEN_PAST
from kb.model.timespan import TimeSpan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.fuse.fusion import Fused

__all__ = ["Index", "Moment", "as_span", "latest_utc"]

#: What the selections take as a date: EDTF, a day, an instant, or a span.
Moment = str | date | datetime | TimeSpan


def as_span(moment: Moment) -> TimeSpan:
    """Return a date as a time span.

    >>> as_span(date(2022, 9, 6)).edtf
    '2022-09-06'
    """
    if isinstance(moment, TimeSpan):
        return moment
    if isinstance(moment, (date, datetime)):
        return TimeSpan.parse(moment.isoformat())
    return TimeSpan.parse(moment)


def latest_utc(span: TimeSpan) -> int | None:
    """Return the last second of a span in UTC, which it is in unless it has an offset.

    >>> latest_utc(as_span("2022-09-06T14:00+03:00")) == as_span("2022-09-06T11:00Z").latest
    True
    """
    return None if span.latest is None else span.latest - 60 * (span.offset or 0)


#: Accents that stand by themselves, which the index of SQLite leaves out.
_ACCENTS = re.compile("[\u0300-\u0331]")


class Postings:
    """Which events hold a value, found without a scan: an inverted index."""

    def __init__(self, event: np.ndarray, value: np.ndarray, n_values: int) -> None:
        order = np.argsort(value, kind="stable")
        self.events = event[order]
        self.starts = np.searchsorted(value[order], np.arange(n_values + 1))

    def mask(self, values: Iterable[int], n_events: int) -> np.ndarray:
        """Tell which events hold any of the values."""
        mask = np.zeros(n_events, dtype=bool)
        for value in values:
            mask[self.events[self.starts[value] : self.starts[value + 1]]] = True
        return mask


class Index:
    """What makes questions about fused events fast; each part is built when it is first asked."""

    def __init__(self, fused: Fused) -> None:
        self.fused = fused
        self.size = len(fused)

    def between(self, start: Moment | None, end: Moment | None, *, certainly: bool) -> np.ndarray:
        """Tell which events may lie in the closed range, or certainly lie in it whole.

        Undated events do not.
        """
        first = None if start is None else as_span(start).earliest
        last = None if end is None else as_span(end).latest
        first = OPEN_PAST if first is None else first
        last = OPEN_FUTURE if last is None else last
        if last < first:
            raise InvalidValue(f"the range ends ({end}) before it starts ({start})")
        if certainly:
            return self.dated & (self.earliest >= first) & (self.latest <= last)
        return self.dated & (self.latest >= first) & (self.earliest <= last)

    def at(self, place: str) -> np.ndarray:
        """Tell which events happened at a place or in one that it contains."""
        names, within = self.fused.claims.places, self.fused.claims.within
        return self._by_place.mask(within.descendants(known(names, place, "place")), self.size)

    def involving(self, actor: str, *, role: str | None) -> np.ndarray:
        """Tell which events an actor or its members took part in, in a role or in any."""
        claims = self.fused.claims
        code = known(claims.actors, actor, "actor")
        if role is not None and role not in claims.roles:
            raise InvalidValue.among("role", role, claims.roles)
        roles = range(len(claims.roles)) if role is None else (claims.roles.index(role),)
        n_actors = max(len(claims.actors), 1)
        members = claims.membership.descendants(code)
        values = [each * n_actors + member for each in roles for member in members]
        return self._by_actor.mask(values, self.size)

    def of_kind(self, kinds: Iterable[str]) -> np.ndarray:
        """Tell which events are of a kind or of a narrower one."""
        claims = self.fused.claims
        wanted: set[int] = set()
        for kind in kinds:
            if kind not in claims.kind_names:
                near = vocabulary.nearest("kind", kind)
                if near:
                    raise InvalidValue(f"no kind {kind!r}; did you mean {' or '.join(near)}?")
                raise InvalidValue.among("kind", kind, claims.kind_names)
            wanted.update(claims.kinds.descendants(claims.kind_names.index(kind)))
        return np.isin(self.fused.kind.value, list(wanted))

    def with_status(self, statuses: Iterable[str]) -> np.ndarray:
        """Tell which events have one of the statuses."""
        for status in statuses:
            if status not in STATUSES:
                raise InvalidValue.among("status", status, STATUSES)
        return np.isin(self.fused.status.value, [STATUSES.index(status) for status in statuses])

    def from_source(self, source: str) -> np.ndarray:
        """Tell which events a source has reported."""
        return self._events(self.reports_from(source))

    def reports_from(self, *sources: str) -> np.ndarray:
        """Return positions of the reports that sources published."""
        codes = [known(self.fused.claims.sources, source, "source") for source in sources]
        return np.flatnonzero(np.isin(self.fused.claims.source, codes))

    def claimed_by(self, root: str) -> np.ndarray:
        """Tell which events somebody is the root of a claim on."""
        roots = self.fused.claims.roots
        wanted = fold(root)
        codes = [
            code
            for code, (key, name) in enumerate(zip(roots.ids, roots.names, strict=True))
            if wanted in (key, fold(name))
        ]
        if not codes:
            raise UnknownName.nearest("claimant", root, roots.names)
        return self._events(np.flatnonzero(np.isin(self.fused.claims.root, codes)))

    def contested(self, property: str | None) -> np.ndarray:
        """Tell which events are contested, in a property or in any."""
        masks = self.fused.contested
        if property is None:
            return (
                np.logical_or.reduce(list(masks.values())) if masks else np.zeros(self.size, bool)
            )
        allowed = [
            "kind",
            "status",
            "date",
            "places",
            "agent",
            "coordinates",
            *self.fused.counts,
            "event",
        ]
        if property not in allowed:
            raise InvalidValue.among("property", property, allowed)
        return masks.get(property, np.zeros(self.size, dtype=bool))

    def search(self, text: str) -> np.ndarray:
        """Tell which events hold every word of a text, or a word that begins with it.

        Ids, titles, quotes, notes, and the names of places, actors, sources and claimants are
        searched, without regard to case and accents.
        """
        mask = np.zeros(self.size, dtype=bool)
        words = dict.fromkeys(words_of(text))
        if not words:
            return mask if text.strip() else ~mask
        query = " ".join(f'"{word}"*' for word in words)
        found = self._text.execute("SELECT rowid FROM events WHERE events MATCH ?", (query,))
        mask[np.fromiter((row for (row,) in found), dtype=np.int64)] = True
        return mask

    def ids(self, events: Iterable[str]) -> np.ndarray:
        """Tell which events bear the ids."""
        mask = np.zeros(self.size, dtype=bool)
        for event in events:
            mask[self.code(event)] = True
        return mask

    def code(self, event: str) -> int:
        """Return an event's code; raise UnknownName with the ids most like it."""
        names = self.fused.claims.event_ids
        name = str(event)
        at = int(np.searchsorted(names, name))
        if at == len(names) or names[at] != name:
            raise UnknownName.nearest("event", name, names)
        return at

    @cached_property
    def order(self) -> np.ndarray:
        """The codes of events in time order: by date, the undated last, then by id."""
        return self.fused.dates.spans.take(self.fused.dates.outcome.value).sort_order()

    @cached_property
    def dated(self) -> np.ndarray:
        """Which events have a date."""
        return self.fused.dates.outcome.value >= 0

    @cached_property
    def earliest(self) -> np.ndarray:
        """The first second that may belong to each event."""
        return np.append(self.fused.dates.spans.earliest, OPEN_PAST)[self.fused.dates.outcome.value]

    @cached_property
    def latest(self) -> np.ndarray:
        """The last second that may belong to each event."""
        return np.append(self.fused.dates.spans.latest, OPEN_FUTURE)[self.fused.dates.outcome.value]

    def _events(self, reports: np.ndarray) -> np.ndarray:
        mask = np.zeros(self.size, dtype=bool)
        mask[self.fused.claims.event[reports]] = True
        return mask

    @cached_property
    def _by_place(self) -> Postings:
        readings = self.fused.places.readings
        return Postings(readings.event, readings.value, len(self.fused.claims.places))

    @cached_property
    def _by_actor(self) -> Postings:
        readings, claims = self.fused.actors.readings, self.fused.claims
        return Postings(
            readings.event, readings.value, len(claims.roles) * max(len(claims.actors), 1)
        )

    @cached_property
    def _text(self) -> sqlite3.Connection:
        """A full-text index in memory: SQLite's FTS5, one document an event."""
        claims = self.fused.claims
        columns = [
            claims.frame[name].tolist()
            for name in ("title", "quote", "note", "places", "actors", "source", "claimant", "via")
        ]
        documents: list[list[str]] = [[name] for name in claims.event_ids]
        for event, *cells in zip(claims.event.tolist(), *columns, strict=True):
            documents[event] += cells
        base = sqlite3.connect(":memory:", check_same_thread=False)
        base.execute(
            "CREATE VIRTUAL TABLE events USING fts5"
            "(text, content='', detail=column, tokenize='unicode61 remove_diacritics 2')"
        )
        rows = ((code, "\n".join(dict.fromkeys(cells))) for code, cells in enumerate(documents))
        base.executemany("INSERT INTO events(rowid, text) VALUES (?, ?)", rows)
        return base


def words_of(text: str) -> list[str]:
    """Return the words of a text as the full-text index takes them apart.

    >>> words_of("'ant-aircraft' AND (Херсо́н*)")
    ['ant', 'aircraft', 'AND', 'Херсон']
    """
    composed = _ACCENTS.sub("", unicodedata.normalize("NFC", text))
    return "".join(each if each.isalnum() else " " for each in composed).split()


def known(names: Names, name: str, what: str) -> int:
    """Return the code of a name; raise UnknownName with the names most like it."""
    code = names.find(name)
    if code is None:
        raise UnknownName.nearest(what, name, [names.name(each) for each in range(len(names))])
    return code
