"""One event as an object to read: what is known, how surely, since when and from whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

    from kb.model.tables import Tables
    from kb.model.timespan import TimeSpan

__all__ = ["Event", "Participant", "make_event"]

#: What an event has as its row of the table of events has it.
_COPIED = (
    *("title", "kind", "status", "not_after", "lat", "lon", "denied", "one_sided", "side"),
    *("withdrawn", "n_reports", "n_roots"),
)


class Participant(NamedTuple):
    """An actor in a role."""

    role: str
    actor: str


@dataclass(frozen=True)
class Event:
    """An event, fused from its reports.

    `places` and `actors` hold ids; places that merely contain another are left out. `counts`
    gives ranges, both ends inclusive; of those named in `approximate_counts` the middle is what
    was said. `plan` is the last plan of what is no plan any more.
    `not_after` is the ISO day by which somebody had reported it as occurred or ongoing.
    `claims` holds every reading of
    every property: who holds it, in which reports, what became of it, and by which rule.
    """

    id: str
    title: str
    kind: str
    status: str
    time_span: TimeSpan | None
    plan: TimeSpan | None
    not_after: str
    places: tuple[str, ...]
    actors: tuple[Participant, ...]
    counts: dict[str, tuple[float, float]]
    approximate_counts: tuple[str, ...]
    lat: float
    lon: float
    contested: tuple[str, ...]
    denied: bool
    one_sided: bool
    side: str
    withdrawn: bool
    n_reports: int
    n_roots: int
    claims: pd.DataFrame = field(repr=False)
    reports: pd.DataFrame = field(repr=False)
    relations: pd.DataFrame = field(repr=False)
    _tables: Tables = field(repr=False)
    _lang: str = field(default="en", repr=False)

    def _repr_html_(self) -> str:
        from kb.show.card import event_card

        return event_card(self._tables, self.id, lang=self._lang)


def make_event(tables: Tables, *, lang: str = "en") -> Event:
    """Return the only event of a selection of one."""
    row: dict[Any, Any] = tables.events.reset_index().iloc[0].to_dict()
    places, counts = tables.event_places, tables.event_counts
    roles = tables.event_actors
    contested = str(row["contested_properties"])
    return Event(
        id=row["event"],
        **{name: row[name] for name in _COPIED},
        time_span=tables.spans[0],
        plan=tables.plans[0],
        places=tuple(places.loc[~places["located_only"], "place"]),
        actors=tuple(
            Participant(*pair) for pair in zip(roles["role"], roles["actor"], strict=True)
        ),
        counts={
            name: (low, high)
            for name, low, high in zip(counts["count"], counts["low"], counts["high"], strict=True)
        },
        approximate_counts=tuple(counts.loc[counts["about"], "count"]),
        contested=tuple(contested.split("; ")) if contested else (),
        claims=tables.claims.drop(columns="event"),
        reports=tables.reports,
        relations=tables.relations.drop(columns="event"),
        _tables=tables,
        _lang=lang,
    )
