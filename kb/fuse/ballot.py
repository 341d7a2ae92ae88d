"""Who votes for what: each root once a property, by the latest it said."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kb.fuse.groups import combine, group_start, group_starts, in_groups, text_rank
from kb.fuse.votes import State, Votes, supersede
from kb.model.claims import ASSERTS, RETRACTS, UNREAD_STANCE, Claims, Links
from kb.model.spans import OPEN_PAST

__all__ = ["Ballot"]

#: What a claim is, by its stance, before anything became of it.
_BY_STANCE = np.array(
    [State.NONE, State.DOUBTS, State.DENIES, State.WITHDRAWN, State.UNCLEAR], dtype=np.int8
)


@dataclass(frozen=True)
class Ballot:
    """The reports in the order in which they are counted: by event, root, publication and id.

    That order holds nothing of where rows stand in the file, so that no result depends on it.
    `order` gives each one's position in the claims; `rank` is its inverse.
    """

    claims: Claims
    order: np.ndarray
    rank: np.ndarray
    event: np.ndarray
    root: np.ndarray
    when: np.ndarray
    stance: np.ndarray
    relay: np.ndarray

    @classmethod
    def of(cls, claims: Claims) -> Ballot:
        """Put the reports in order."""
        order = np.lexsort((claims.published_from, claims.root, claims.event))
        order = _break_ties(order, claims)
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        return cls(
            claims,
            order,
            rank,
            claims.event[order],
            claims.root[order],
            claims.published_from[order],
            claims.stance[order],
            claims.relay[order],
        )

    @property
    def n_events(self) -> int:
        """How many events the reports tell of."""
        return len(self.claims.event_ids)

    def column(self, values: np.ndarray) -> np.ndarray:
        """Return one column of the claims in the ballot's order."""
        return values[self.order]

    def links(self, links: Links) -> Links:
        """Return the entries of a list column in the ballot's order."""
        report = self.rank[links.report]
        by = np.argsort(report, kind="stable")
        return Links(report[by], *(getattr(links, n)[by] for n in ("value", "role", "low", "high")))

    @cached_property
    def blank(self) -> np.ndarray:
        """Tell which reports fill in nothing but whom and what they are about."""
        claims = self.claims
        empty = (claims.kind < 0) & (claims.status < 0) & (claims.date < 0) & np.isnan(claims.lat)
        for links in (claims.place, claims.actor, claims.count, claims.relation):
            empty[links.report] = False
        return self.column(empty)

    def votes(self, report: np.ndarray, value: np.ndarray, *, listed: bool = False) -> Votes:
        """Count the claims of one property.

        Parameters
        ----------
        report, value
            One row a claim: positions in the ballot, ascending, and codes of what is claimed.
        listed
            Whether a report may hold several values, which unite: nothing supersedes.
        """
        event, root = self.event[report], self.root[report]
        when, origin = self._since(report, value, event, root)
        state = self._struck(report, value, when)
        votes = Votes(report, event, root, value, when, state)
        if not listed:
            supersede(votes, origin)
        return votes

    def _since(
        self, report: np.ndarray, value: np.ndarray, event: np.ndarray, root: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return since when the root says so, and the report in which it then did.

        A relay of nothing but what the root has said before counts from then on when it was
        first said. What says anything new, or comes from the root itself, says it all anew.
        """
        when, origin = self.when[report].copy(), report.copy()
        several = np.flatnonzero(in_groups(event, root))
        if len(several):
            key = combine(event[several], root[several], value[several])
            order = several[np.argsort(key, kind="stable")]
            start = group_start(event[order], root[order], value[order])
            first = order[np.flatnonzero(start)][np.cumsum(start) - 1]
            repeats = self._repeats[report[order]]
            when[order] = np.where(repeats, self.when[report[first]], when[order])
            origin[order] = np.where(repeats, report[first], origin[order])
        return when, origin

    @cached_property
    def _repeats(self) -> np.ndarray:
        """Tell which relays assert only what their root had asserted before."""
        claims = self.claims
        news = np.zeros(len(self.order), dtype=bool)
        for column in (claims.kind, claims.status, claims.date):
            values = self.column(column)
            self._mark_news(news, np.flatnonzero(values >= 0), values)
        located = np.flatnonzero(~np.isnan(self.column(claims.lat)))
        self._mark_news(news, located, self.column(claims.lat), self.column(claims.lon))
        for entries in (claims.place, claims.actor, claims.count, claims.relation):
            links = self.links(entries)
            rows = np.arange(len(links))
            columns = (links.value, links.role, links.low, links.high)
            self._mark_news(news, rows, *columns, report=links.report)
        return self.relay & (self.stance == ASSERTS) & ~news

    def _mark_news(
        self,
        news: np.ndarray,
        rows: np.ndarray,
        *values: np.ndarray,
        report: np.ndarray | None = None,
    ) -> None:
        """Mark the reports in which a root asserts a value of an event for the first time."""
        own = rows if report is None else report[rows]
        wanted = self._several[own] & (self.stance[own] == ASSERTS)
        rows, own = rows[wanted], own[wanted]
        codes = [np.unique(each[rows], return_inverse=True)[1].reshape(-1) for each in values]
        news[own[np.unique(combine(self._group[own], *codes), return_index=True)[1]]] = True

    @cached_property
    def _several(self) -> np.ndarray:
        """Tell which reports share their event and root with another."""
        return in_groups(self.event, self.root)

    # What a root takes back: the reports of one event and root stand together, the oldest first

    @cached_property
    def live(self) -> np.ndarray:
        """Tell which reports assert and have not been taken back as a whole.

        A relay that only repeats what the root had said before does not bring it back.
        """
        return (self.stance == ASSERTS) & (self._origin >= self._last_blank)

    @cached_property
    def denials(self) -> np.ndarray:
        """Positions of denials and doubts that their root has not taken back since.

        It takes them back by asserting again, certainly later, what it does not then retract.
        """
        speaks = np.flatnonzero(self.live)
        spoke = np.full(len(self.order), OPEN_PAST, dtype=np.int64)
        np.maximum.at(spoke, self._group[speaks], self.when[self._origin[speaks]])
        against = np.flatnonzero(self._negates & (self.stance != RETRACTS))
        stands = (self.when[against] == OPEN_PAST) | (
            spoke[self._group[against]] <= self.when[against]
        )
        return against[stands]

    def _struck(self, report: np.ndarray, value: np.ndarray, when: np.ndarray) -> np.ndarray:
        """Return each claim's state after what its own root later denies, doubts or retracts."""
        state = _BY_STANCE[self.stance[report]]
        against = np.maximum(self._last_blank[report], self._last_against(report, value))
        before = (report < against) | (self._repeats[report] & (when <= self.when[against]))
        state[(against >= 0) & before & (self.stance[report] == ASSERTS)] = State.WITHDRAWN
        return state

    def _last_against(self, report: np.ndarray, value: np.ndarray) -> np.ndarray:
        """Return the last report in which the same root denies each claim by name, -1 for none."""
        rows = np.flatnonzero(self._last_negation[report] >= 0)
        key = combine(self._group[report[rows]], value[rows])
        claim = np.unique(key, return_inverse=True)[1].reshape(-1)
        negates = self._negates[report[rows]]
        latest = np.full(len(rows), -1, dtype=np.int64)
        np.maximum.at(latest, claim[negates], report[rows[negates]])
        last = np.full(len(report), -1, dtype=np.int64)
        last[rows] = latest[claim]
        return last

    @cached_property
    def _negates(self) -> np.ndarray:
        """Tell which reports deny, doubt or retract."""
        return (self.stance != ASSERTS) & (self.stance != UNREAD_STANCE)

    @cached_property
    def _group(self) -> np.ndarray:
        """Number the pairs of event and root."""
        return np.cumsum(group_start(self.event, self.root)) - 1

    @cached_property
    def _last_negation(self) -> np.ndarray:
        return self._last(self._negates)

    @cached_property
    def _last_blank(self) -> np.ndarray:
        return self._last(self._negates & self.blank)

    def _last(self, chosen: np.ndarray) -> np.ndarray:
        """Return for each report the last of the chosen of its event and root, -1 for none."""
        last = np.full(len(self.order), -1, dtype=np.int64)
        rows = np.flatnonzero(chosen)
        np.maximum.at(last, self._group[rows], rows)
        return last[self._group]

    @cached_property
    def _origin(self) -> np.ndarray:
        """Return in which report the root first said what each says, where that can matter.

        A relay has the origin of what it repeats, any other report is its own.
        """
        origin = np.arange(len(self.order))
        repeats = self.relay & ~self._negates & (self._last_negation >= 0)
        ends = np.append(group_starts(self._group), len(self.order))
        for group in np.unique(self._group[repeats]).tolist():
            said: dict[tuple, int] = {}
            for row in range(ends[group], ends[group + 1]):
                first = said.setdefault(self._content(row), row)
                if repeats[row]:
                    origin[row] = first
        return origin

    def _content(self, position: int) -> tuple:
        """Return all that a report claims of its event."""
        claims, report = self.claims, int(self.order[position])
        single = [float(column[report]) for column in (claims.kind, claims.status, claims.date)]
        point = (str(claims.lat[report]), str(claims.lon[report]))
        lists = []
        for links in (claims.place, claims.actor, claims.count, claims.relation):
            rows = slice(*np.searchsorted(links.report, (report, report + 1)))
            columns = (links.value[rows], links.role[rows], links.low[rows], links.high[rows])
            lists.append(frozenset(zip(*(column.tolist() for column in columns), strict=True)))
        return (*single, *point, *lists)


def _break_ties(order: np.ndarray, claims: Claims) -> np.ndarray:
    """Order reports of one event, root and moment by their ids."""
    keys = (claims.event[order], claims.root[order], claims.published_from[order])
    tied = np.flatnonzero(in_groups(*keys))
    if not len(tied):
        return order
    group = np.cumsum(group_start(*keys))[tied]
    ids = claims.frame["report"].to_numpy(dtype=object)[order[tied]]
    settled = order.copy()
    settled[tied] = order[tied[np.lexsort((text_rank(ids), group))]]
    return settled
