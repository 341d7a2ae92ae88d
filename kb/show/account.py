"""What is said of an event, as plain text: what hover texts, lists and cards are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.model.vocabulary import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd

    from kb.model.tables import Tables
    from kb.model.timespan import TimeSpan

__all__ = ["Account", "Reading", "Report", "Standing", "accounts", "state_order"]

Cells = tuple[str, ...]

#: The states of a claim, in the order in which its readings are told.
_STATES = (
    "won",
    "agrees",
    "lost",
    "doubts",
    "denies",
    "superseded",
    "history",
    "withdrawn",
    "unclear",
)


@dataclass(frozen=True, slots=True)
class Report:
    """One source's account of an event."""

    source: str
    claimant: str
    via: str
    published: str
    stance: str
    date: str
    quote: str
    url: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of one property, who holds it, and what became of it."""

    property: str
    text: str
    state: str
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands by an event."""

    contested: bool
    denied: bool
    one_sided: bool
    withdrawn: bool
    side: str

    @property
    def name(self) -> str:
        """The one that is shown: the gravest."""
        for name in ("withdrawn", "denied", "contested", "one_sided"):
            if getattr(self, name):
                return name
        return "agreed"


@dataclass(frozen=True, slots=True)
class Account:
    """An event as it is told: every part of it plain text."""

    event: str
    title: str
    kind: str
    kind_code: str
    status: str
    words: str
    edtf: str
    earliest: str
    plan: str
    plan_edtf: str
    not_after: str
    places: str
    actors: str
    counts: str
    standing: Standing
    contested_properties: str
    reports: tuple[Report, ...]
    readings: tuple[Reading, ...]

    @property
    def rivals(self) -> dict[str, tuple[Reading, ...]]:
        """The readings of each property that is contested, or of which some reading did not win."""
        found: dict[str, list[Reading]] = {}
        for reading in self.readings:
            found.setdefault(reading.property, []).append(reading)
        calm = {"won", "agrees", "history", "superseded"}
        contested = self.contested_properties.replace("agent", "actors").split("; ")
        return {
            name: tuple(readings)
            for name, readings in found.items()
            if name in contested or any(reading.state not in calm for reading in readings)
        }


def accounts(tables: Tables, events: Iterable[str] | None = None) -> Iterator[Account]:
    r"""Yield the accounts of events, in the order asked for; of all when none are named.

    Examples
    --------
    >>> import io, kb
    >>> base = kb.read_events(io.StringIO("date,title\n2022-08-30,Bridge hit\n"))
    >>> [(each.title, each.words) for each in accounts(base.tables)]
    [('Bridge hit', '30 August 2022')]
    """
    if events is None:
        rows = tables.events
    else:
        named = list(events)
        tables = tables.of(named)
        rows = tables.events.loc[named]
    reports = _by_event(tables.reports, rows.index, tuple(Report.__dataclass_fields__))
    claims = _by_event(tables.claims, rows.index, ("property", "reading", "state", "root_name"))
    at = {str(event): row for row, event in enumerate(tables.events.index)}
    for row in rows.itertuples():
        event = str(row.Index)
        yield _account(row, reports.get(event, ()), claims.get(event, ()), tables.plans[at[event]])


def _by_event(
    frame: pd.DataFrame, events: pd.Index, columns: tuple[str, ...]
) -> dict[str, list[Cells]]:
    """Return some columns of the rows of each event, as text."""
    some = frame[frame["event"].isin(events)]
    found: dict[str, list[Cells]] = {}
    cells = [some[name].astype(str) if name in some else [""] * len(some) for name in columns]
    for event, *row in zip(some["event"], *cells, strict=True):
        found.setdefault(event, []).append(tuple(row))
    return found


def _account(
    row: Any, reports: Sequence[Cells], claims: Sequence[Cells], plan: TimeSpan | None
) -> Account:
    return Account(
        event=str(row.Index),
        title=row.title or str(row.Index),
        kind=label(row.kind) if row.kind else "",
        kind_code=row.kind,
        status=row.status,
        words=row.words,
        edtf=row.edtf,
        earliest=row.earliest,
        plan=plan.words if plan else row.plan,
        plan_edtf=plan.edtf if plan else "",
        not_after=row.not_after,
        places=row.places,
        actors=row.actors,
        counts=row.counts,
        standing=Standing(row.contested, row.denied, row.one_sided, row.withdrawn, row.side),
        contested_properties=row.contested_properties,
        reports=tuple(sorted((Report(*cells) for cells in reports), key=_publication)),
        readings=tuple(_readings(claims)),
    )


def _publication(report: Report) -> tuple[bool, str]:
    """Sort by publication; those of an unknown day come last."""
    return report.published == "", report.published


def _readings(claims: Sequence[Cells]) -> Iterator[Reading]:
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    for name, text, state, holder in claims:
        found.setdefault((name, text, state), {})[holder] = None
    return (Reading(*key, tuple(holders)) for key, holders in found.items())


def state_order(reading: Reading) -> int:
    """Return where a reading stands among those of its property: what won first."""
    return _STATES.index(reading.state) if reading.state in _STATES else len(_STATES)
