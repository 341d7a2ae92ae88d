"""What comes before what: dates tightened by relations, and relations that cannot all hold."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pandas as pd

from kb.graph.constraints import Link, Reach, Time, build_network
from kb.graph.contradictions import Circle, Clash, resolve_network
from kb.model.calendar import DAY, civil
from kb.model.tables import Issue
from kb.model.timespan import TimeSpan

if TYPE_CHECKING:
    from kb.graph.constraints import Network
    from kb.model.tables import Tables

__all__ = ["order_issues", "tighten"]

#: What begins no sooner also ends no sooner; what ends no later also begins no later.
_IMPLIED_BY = {2: 0, 1: 3}
_DATED = ("event", "report", "edtf")
_BOUNDS = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")


def tighten(tables: Tables) -> pd.DataFrame:
    """Return the dates that relations narrow, as derived columns; no date is changed.

    `after`, `because of` and `part of` are read as `kb.graph.constraints` says. A relation that
    is contradicted narrows nothing (see `order_issues`).

    Returns
    -------
    DataFrame
        One row for each event that is narrowed, in the order of the events; its index is `event`.
        `begin_earliest`, `begin_latest`, `end_earliest`, `end_latest` are seconds of the local
        clock (`kb.model.calendar`), NA where open; `earliest` and `latest` ISO days (with the
        time of day, where it matters) or empty; `because` says in words what narrows it, and
        `reports` which reports prove that.

    Examples
    --------
    >>> import kb
    >>> rows = pd.DataFrame(
    ...     [("raid", "r1", "2022-09-04", ""), ("pause", "r2", "2022-09", "because of: raid")],
    ...     columns=["event", "report", "date", "relations"],
    ... )
    >>> tighten(kb.read_events(rows.assign(title="")).tables)[["earliest", "because"]]
             earliest                                            because
    event
    pause  2022-09-04  not before 2022-09-04: raid (r1); pause becaus...
    """
    network, _ = resolve_network(build_network(tables))
    earliest, latest = network.earliest(), network.latest()
    proofs = _Proofs(tables, network)
    rows = {}
    for event in network.events:
        begin, end = Time(event, "begin"), Time(event, "end")
        reaches = (earliest.get(begin), latest.get(begin), earliest.get(end), latest.get(end))
        narrowed = [(at, reach) for at, reach in enumerate(reaches) if reach and reach.links]
        if narrowed:
            rows[event] = (
                *(reach.bound if reach else None for reach in reaches),
                _day(reaches[0]),
                _day(reaches[3], end=True),
                *proofs.of_bounds(narrowed),
            )
    columns = [*_BOUNDS, "earliest", "latest", "because", "reports"]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("event")
    types = dict.fromkeys(_BOUNDS, "Int64") | dict.fromkeys(columns[4:], "str")
    frame.index = frame.index.astype("str")
    return frame.astype(types)


def order_issues(tables: Tables) -> list[Issue]:
    """Return the relations that contradict one another or the dates, each with its proof.

    `value` is the shortest chain of reports that proves it: the report of a date, those of the
    relations, the report of the other date. The issue stands at the row of the first of them.
    A chain that holds a shorter one is not told.

    Examples
    --------
    >>> import kb
    >>> rows = pd.DataFrame(
    ...     [("raid", "r1", "2022-09-04", ""), ("pause", "r2", "2022-09-02", "after: raid")],
    ...     columns=["event", "report", "date", "relations"],
    ... )
    >>> for issue in order_issues(kb.read_events(rows.assign(title="")).tables):
    ...     print(issue.row, issue.value, issue.allowed)
    2 r1 -> r2 correct a date or a relation, since these cannot all hold: raid is not before
    2022-09-04 (r1); pause after raid (r2); pause is not after 2022-09-02 (r2)
    """
    network, found = resolve_network(build_network(tables))
    proofs = _Proofs(tables, network)
    issues = [proofs.issue(each) for each in found]
    return sorted(issues, key=lambda issue: (issue.row, issue.value))


class _Proofs:
    """Words and reports for bounds and contradictions."""

    def __init__(self, tables: Tables, network: Network) -> None:
        reports = tables.reports[tables.reports["event"].isin(network.events)]
        self._rows = dict(zip(reports["report"][::-1], reports["row"][::-1], strict=True))
        dated = reports[reports["edtf"] != ""]
        self._dates: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for event, report, edtf in zip(*(dated[x] for x in _DATED), strict=True):
            self._dates[event].append((report, edtf))

    def of_bounds(self, narrowed: list[tuple[int, Reach]]) -> tuple[str, str]:
        """Return what narrows an event, in words, and the reports that say so."""
        words, reports = [], []
        for at, reach in narrowed:
            if (_IMPLIED_BY.get(at), reach) in narrowed:
                continue
            date = self._dated(reach.source, reach.bound, at % 2)
            told = _told(reach.source, date) + _chain(reach.links)
            side = {1: "begin ", 2: "end "}.get(at, "")
            words.append(f"{_limit(reach.bound, at % 2, side)}: {told}")
            reports += [date, *(link.report for link in reach.links)]
        return " | ".join(words), "; ".join(filter(None, dict.fromkeys(reports)))

    def issue(self, found: Clash | Circle) -> Issue:
        """Return a contradiction as an issue at the row of its first report."""
        links = list(found.links)
        if isinstance(found, Circle):
            chain = [link.report for link in links]
            words = f"{_chain(found.links)[2:]}: they lead back to where they start"
        else:
            first = self._dated(found.early, found.not_before, 0)
            last = self._dated(found.late, found.not_after, 1)
            chain = [first, *(link.report for link in links), last]
            words = (
                f"{found.early.event} is {_limit(found.not_before, 0)} ({first})"
                f"{_chain(found.links)}; "
                f"{found.late.event} is {_limit(found.not_after, 1)} ({last})"
            )
        chain = [report for report in dict.fromkeys(chain) if report]
        row = int(self._rows.get(chain[0], 0)) if chain else 0
        value = " -> ".join(chain)
        allowed = f"correct a date or a relation, since these cannot all hold: {words}"
        return Issue("events.csv", row, "relations", "contradictory_order", value, allowed)

    def _dated(self, time: Time, bound: int, latest: int) -> str:
        """Return the first report whose own date gives the bound, else the first dated one."""
        told = self._dates[time.event]
        for report, edtf in told:
            span = TimeSpan.parse(edtf)
            bounds = span.begin if time.side == "begin" else span.end
            if (bounds.earliest, bounds.latest)[latest] == bound:
                return report
        return told[0][0] if told else ""


def _told(time: Time, report: str) -> str:
    return f"{time.event} ({report})" if report else time.event


def _chain(links: tuple[Link, ...]) -> str:
    """Return relations in words, each after a semicolon."""
    words = (f"; {x.event} {x.relation} {x.target} ({x.report})" for x in links)
    return "".join(words)


def _limit(bound: int, latest: int, side: str = "") -> str:
    """Return a bound in words: `not before …`, or of one side alone `does not end before …`."""
    verb = f"does not {side}" if side else "not "
    return f"{verb}{('before', 'after')[latest]} {_moment(bound, end=bool(latest))}"


def _day(reach: Reach | None, *, end: bool = False) -> str:
    return "" if reach is None else _moment(reach.bound, end=end)


def _moment(second: int, *, end: bool) -> str:
    """Return a second as ISO 8601: the day alone where it is the first or last of the day."""
    day, clock = divmod(second, DAY)
    year, month, of_month = civil(day)
    text = f"{year:0{5 if year < 0 else 4}d}-{month:02d}-{of_month:02d}"
    if clock == (DAY - 1 if end else 0):
        return text
    return f"{text}T{clock // 3600:02d}:{clock // 60 % 60:02d}:{clock % 60:02d}"
