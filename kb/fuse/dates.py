"""One date from many: the agreeing readings with the most votes, narrowed to what they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kb.fuse.agreement import Boxes, best_sets, intersections
from kb.fuse.groups import group_start
from kb.fuse.properties import ONGOING, PLANNED, POSTPONED, Outcome, is_ahead
from kb.fuse.votes import Readings, State, Votes
from kb.model.calendar import Precision
from kb.model.spans import OPEN_FUTURE, OPEN_PAST, Spans

if TYPE_CHECKING:
    from kb.fuse.ballot import Ballot
    from kb.model.timespan import TimeSpan

__all__ = ["Dates", "date_boxes", "fuse_dates", "possible_dates"]

#: How far an approximate date may lie from what is printed: one unit of its precision, seconds.
_UNIT = {
    Precision.SECOND: 60,
    Precision.MINUTE: 900,
    Precision.HOUR: 3_600,
    Precision.DAY: 86_400,
    Precision.WEEK: 7 * 86_400,
    Precision.MONTH: 31 * 86_400,
    Precision.SEASON: 92 * 86_400,
    Precision.YEAR: 366 * 86_400,
    Precision.DECADE: 3_653 * 86_400,
    Precision.CENTURY: 36_525 * 86_400,
    Precision.MILLENNIUM: 365_250 * 86_400,
    Precision.UNKNOWN: 0,
}

#: The status of a report that gives none: it is of whatever status wins.
_ANY = -1


@dataclass(frozen=True)
class Dates:
    """The fused dates of events.

    `spans` holds all dates: those of the claims first, under their codes, then those that no
    report gives as they are, since they are what several leave open together. `plan` is the last
    plan of what is no plan any more. `reported` is the second by which somebody had reported that
    it happens or happened; OPEN_FUTURE for none: a bound that is derived, and no reading.
    """

    spans: Spans
    outcome: Outcome
    plan: np.ndarray
    reported: np.ndarray


def fuse_dates(ballot: Ballot, status: np.ndarray) -> Dates:
    """Fuse the dates given by reports of each event's winning status.

    Parameters
    ----------
    ballot
        The reports.
    status
        The fused status of each event, a code of `STATUSES`.
    """
    date = ballot.column(ballot.claims.date)
    of_report = _phase(ballot)
    wins = _phase_of(status)[ballot.event]
    report = np.flatnonzero(date >= 0)
    current = ((of_report == wins) | (of_report <= _ANY))[report]
    votes = ballot.votes(report[current], date[report[current]].astype(np.int64))
    readings = votes.readings()
    reported = _reported_by(ballot, of_report)
    value, states, spans = _fuse(ballot.claims.spans, readings, ballot.n_events, reported)
    votes.settle(readings, states)
    contested = np.zeros(ballot.n_events, dtype=bool)
    contested[readings.event[states == State.LOST]] = True

    planned = np.isin(of_report, (PLANNED, POSTPONED))[report] & ~current
    plans = ballot.votes(report[planned], date[report[planned]].astype(np.int64))
    everything = _together(votes, plans, report, ballot, date)
    return Dates(
        spans,
        Outcome(value, contested, everything),
        np.where(status == PLANNED, -1, _last_plan(plans.readings(), ballot)),
        reported,
    )


def _phase_of(status: np.ndarray) -> np.ndarray:
    """Return a status with occurred and ongoing as one: what has begun to happen."""
    return np.where(status == ONGOING, 0, status)


def _phase(ballot: Ballot) -> np.ndarray:
    """Return the status that each report's date belongs to; what lies ahead is a plan."""
    status = _phase_of(ballot.column(ballot.claims.status))
    return np.where((status == _ANY) & is_ahead(ballot), PLANNED, status)


def _fuse(
    spans: Spans, readings: Readings, n_events: int, reported: np.ndarray
) -> tuple[np.ndarray, np.ndarray, Spans]:
    """Return each event's date by code, each reading's state, and the spans with the new ones."""
    boxes, reading_of = date_boxes(spans, readings)
    chosen = np.zeros(len(reading_of), dtype=bool)
    possible = np.flatnonzero(possible_dates(spans, readings, n_events, reported)[reading_of])
    chosen[possible] = best_sets(boxes.take(possible))
    shared = intersections(boxes, chosen)
    agrees = np.zeros(len(readings), dtype=bool)
    agrees[reading_of[chosen]] = True
    best = _closest(spans, readings, agrees)
    at = np.searchsorted(shared.event, readings.event[best])
    low, high, end_low, end_high = _bounds(spans, readings.value[best])
    fits = (
        (shared.begin_low[at] <= low)
        & (high <= shared.begin_high[at])
        & (shared.end_low[at] <= end_low)
        & (end_high <= shared.end_high[at])
    )
    sets = np.isin(readings.value, list(spans.members)) & agrees
    fits &= ~np.isin(readings.event[best], readings.event[sets])
    fits |= np.bincount(readings.event[agrees], minlength=n_events)[readings.event[best]] == 1

    value = np.full(n_events, -1, dtype=np.int64)
    value[readings.event[best]] = readings.value[best]
    narrowed = readings.event[best[~fits]]
    value[narrowed], spans = _narrow(
        spans, [_agreeing(readings, agrees, event) for event in narrowed]
    )
    states = np.where(agrees, State.AGREES, State.LOST).astype(np.int8)
    states[agrees & (readings.value == value[readings.event])] = State.WON
    return value, states, spans


def _narrow(spans: Spans, agreeing: list[tuple[int, ...]]) -> tuple[list[int], Spans]:
    """Return the code of what each set of dates leaves open, and the spans with the new ones."""
    new: list[TimeSpan] = []
    code: dict[tuple[int, ...], int] = {}
    for codes in agreeing:
        if codes in code:
            continue
        span = _intersection(spans, codes)
        given = [each for each in codes if spans.edtf[each] == span.edtf]
        code[codes] = given[0] if given else len(spans) + len(new)
        if not given:
            new.append(span)
    extended = Spans.concatenate([spans, Spans.from_list(new)]) if new else spans
    return [code[codes] for codes in agreeing], extended


def possible_dates(
    spans: Spans, readings: Readings, n_events: int, reported: np.ndarray
) -> np.ndarray:
    """Tell which readings are not ruled out: none begins after somebody had reported the event.

    Where all would be ruled out, none is.
    """
    possible = spans.begin_earliest[readings.value] <= reported[readings.event]
    some = np.zeros(n_events, dtype=bool)
    some[readings.event[possible]] = True
    return possible | ~some[readings.event]


def _bounds(spans: Spans, rows: np.ndarray) -> tuple[np.ndarray, ...]:
    names = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")
    return tuple(getattr(spans, name)[rows] for name in names)


def date_boxes(spans: Spans, readings: Readings) -> tuple[Boxes, np.ndarray]:
    """Return the readings as boxes and whose box each is: a one-of set has several.

    An approximate reading is as wide as it may be, but never beyond what its rivals for the
    event span together with it.
    """
    low, high, end_low, end_high = _bounds(spans, readings.value)
    reading_of = np.arange(len(readings))
    sets = np.flatnonzero(np.isin(readings.value, list(spans.members)))
    if len(sets):
        alone = np.setdiff1d(reading_of, sets)
        parts = [
            (row, Spans.from_list([member]))
            for row in sets
            for member in spans.members[int(readings.value[row])]
        ]
        extra = Spans.concatenate([part for _, part in parts])
        reading_of = np.concatenate([alone, [row for row, _ in parts]]).astype(np.int64)
        every = _bounds(extra, np.arange(len(extra)))
        low, high, end_low, end_high = (
            np.concatenate([own[alone], more])
            for own, more in zip((low, high, end_low, end_high), every, strict=True)
        )
        order = np.argsort(reading_of, kind="stable")
        reading_of = reading_of[order]
        low, high, end_low, end_high = (bound[order] for bound in (low, high, end_low, end_high))
    unit = np.array([_UNIT[Precision(code)] for code in range(len(_UNIT))], dtype=np.int64)
    slack = np.where(spans.approximate, unit[spans.precision], 0)[readings.value[reading_of]]
    event = readings.event[reading_of]
    start = np.flatnonzero(group_start(event)) if len(event) else np.zeros(0, dtype=np.int64)
    group = np.cumsum(group_start(event)) - 1 if len(event) else event

    def widened(lower: np.ndarray, upper: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        floor = np.minimum.reduceat(lower, start)[group] if len(start) else lower
        roof = np.maximum.reduceat(upper, start)[group] if len(start) else upper
        return np.maximum(lower - slack, floor), np.minimum(upper + slack, roof)

    begin, end = widened(low, high), widened(end_low, end_high)
    votes, when = readings.votes[reading_of], readings.when[reading_of]
    return Boxes(event, *begin, *end, votes, when), reading_of


def _closest(spans: Spans, readings: Readings, agrees: np.ndarray) -> np.ndarray:
    """Return each event's narrowest agreeing reading: unqualified before approximate."""
    rows = np.flatnonzero(agrees)
    low, high, end_low, end_high = _bounds(spans, readings.value[rows])
    width = (high.astype(float) - low) + (end_high.astype(float) - end_low)
    text = np.argsort(np.argsort(spans.edtf.astype(str)))[readings.value[rows]]
    flags = spans.approximate[readings.value[rows]] * 2 + spans.uncertain[readings.value[rows]]
    several = np.bincount(readings.event[rows], minlength=1)[readings.event[rows]] > 1
    tied = np.flatnonzero(several)
    keys = (text, -readings.votes[rows], flags, width, readings.event[rows])
    order = tied[np.lexsort([key[tied] for key in keys])]
    first = order[group_start(readings.event[rows[order]])] if len(order) else order
    return rows[np.sort(np.concatenate([np.flatnonzero(~several), first]))]


def _agreeing(readings: Readings, agrees: np.ndarray, event: int) -> tuple[int, ...]:
    """Return the codes of an event's agreeing readings, ascending."""
    rows = slice(*np.searchsorted(readings.event, (event, event + 1)))
    return tuple(readings.value[rows][agrees[rows]].tolist())


def _intersection(spans: Spans, codes: tuple[int, ...]) -> TimeSpan:
    """Return what agreeing readings leave open together, the exact ones taken first."""
    given = [span for span in (spans[code] for code in codes) if span is not None]
    first, *rest = sorted(given, key=lambda span: (span.approximate, span.edtf))
    for span in rest:
        first = first.intersect(span) or first
    return first


def _last_plan(readings: Readings, ballot: Ballot) -> np.ndarray:
    """Return the code of each event's latest plan, -1 for none."""
    plan = np.full(ballot.n_events, -1, dtype=np.int64)
    text = np.argsort(np.argsort(ballot.claims.spans.edtf.astype(str)))
    order = np.lexsort((-text[readings.value], readings.votes, readings.when, readings.event))
    plan[readings.event[order]] = readings.value[order]
    return plan


def _reported_by(ballot: Ballot, of_report: np.ndarray) -> np.ndarray:
    """Return the second by which somebody had reported what happened; OPEN_FUTURE for none.

    A day of publication is taken as one of the place, as printed dates are; an instant may be
    up to 14 hours behind the local clock there (the easternmost zone is UTC+14). A report that
    dates the event after its own publication bounds nothing: it came from farther west.
    """
    claims = ballot.claims
    instant = claims.published_from == claims.published_to
    published = claims.published_to + np.where(instant, 14 * 3_600, 0)
    said = np.append(claims.spans.end_latest, OPEN_FUTURE)[claims.said]
    by = ballot.column(np.minimum(published, said))
    begin = np.append(claims.spans.begin_earliest, OPEN_PAST)[ballot.column(claims.date)]
    tells = (
        ballot.live
        & (of_report >= _ANY)
        & (of_report != PLANNED)
        & (of_report != POSTPONED)
        & (begin <= by)
    )
    bound = np.full(ballot.n_events, OPEN_FUTURE, dtype=np.int64)
    np.minimum.at(bound, ballot.event[tells], by[tells])
    return bound


def _together(
    votes: Votes, plans: Votes, report: np.ndarray, ballot: Ballot, date: np.ndarray
) -> Votes:
    """Return every claim of a date with its state: what is of another status is history."""
    state = np.full(len(report), State.HISTORY, dtype=np.int8)
    struck = ballot.votes(report, date[report].astype(np.int64), listed=True)
    state = np.where(struck.state == State.NONE, state, struck.state)
    state[np.searchsorted(report, votes.report)] = votes.state
    return Votes(report, struck.event, struck.root, struck.value, struck.when, state)
