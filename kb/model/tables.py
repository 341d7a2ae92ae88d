"""The tables of a knowledge base: their columns, and what is wrong in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.model.spans import Spans

#: The columns of events.csv, in their order, each with what it holds. `date` and `title` make a
#: valid file; every other column is optional, and unknown ones are kept.
REPORT_COLUMNS: dict[str, str] = {
    "event": "id shared by the reports of one event",
    "report": "id of the row",
    "title": "what happened, in a few words",
    "kind": "event type, a code of the vocabulary",
    "status": "occurred, ongoing, planned, postponed or cancelled",
    "date": "when the event happens or is due, in words or EDTF",
    "said": "when the claimant said it, in words or EDTF",
    "published": "when the report came out: a day or an instant, ISO 8601",
    "lang": "language of the words in the row, ISO 639-1",
    "places": "names or ids, `;` between",
    "lat": "latitude where the report itself locates the event, degrees",
    "lon": "longitude where the report itself locates the event, degrees",
    "actors": "`role: name`, `;` between",
    "counts": "`name: number` or `low..high`, `;` between",
    "source": "who published the report",
    "url": "where it was published",
    "via": "whom the report relays, nearest first, `;` between",
    "claimant": "who says so within the report",
    "stance": "asserts, doubts, denies or retracts",
    "quote": "the words that carry the claim",
    "span": "character offsets of the quote in the article",
    "relations": "`relation: event`, `;` between",
    "note": "anything else",
}

PLACE_COLUMNS = tuple("id name aliases kind within lat lon precision geonames source".split())
#: How the source of a place begins whose coordinates nobody reported.
GAZETTEER = "gazetteer: "
ACTOR_COLUMNS = ("id", "name", "aliases", "kind", "member_of", "side", "wikidata")
SOURCE_COLUMNS = ("id", "name", "url", "side", "lang")


class Issue(NamedTuple):
    """A fault in the data, and where it is.

    `row` is the row that a spreadsheet shows: the header is 1; 0 is the file as a whole.
    `allowed` says what could stand there instead.
    """

    file: str
    row: int
    column: str
    reason: str
    value: str
    allowed: str

    def __str__(self) -> str:
        where = ", ".join(
            part
            for part in (
                self.file,
                f"row {self.row}" if self.row else "",
                f"column {self.column}" if self.column else "",
            )
            if part
        )
        said = f" {self.value[:80]!r}" if self.value else ""
        return f"{where}: {self.reason.replace('_', ' ')}{said}; {self.allowed}"


def issues_frame(issues: Iterable[Issue]) -> pd.DataFrame:
    """Return issues as a table, by file, row and column."""
    frame = pd.DataFrame(list(issues), columns=list(Issue._fields))
    return frame.sort_values(["file", "row", "column"], kind="stable", ignore_index=True)


@dataclass(frozen=True)
class History:
    """What was known of events by the end of each day (UTC) on which one of their reports came out.

    `states` has one row for an event and a day: `event`, `day` (ISO), `known`, and the columns of
    `Tables.events` as they then were; an event keeps a state until its next. `known` is false from
    the day on which the event went by another id. Reports without `published` count for nothing
    here, so an event that has no others has no state. `spans` is aligned with the rows.
    """

    states: pd.DataFrame
    spans: Spans


def _no_history() -> History | None:
    return None


@dataclass(frozen=True)
class Tables:
    """The events of one selection and all that hangs on them; see docs/data.md for the columns.

    `spans` and `plans` are aligned with the rows of `events`, which stand in time order, the
    undated last. Whoever gets these tables leaves them as they are. `history` is there where the
    events were fused from reports.
    """

    events: pd.DataFrame
    spans: Spans
    plans: Spans
    event_places: pd.DataFrame
    event_actors: pd.DataFrame
    event_counts: pd.DataFrame
    relations: pd.DataFrame
    claims: pd.DataFrame
    reports: pd.DataFrame
    places: pd.DataFrame
    actors: pd.DataFrame
    sources: pd.DataFrame
    history: History | None = field(default_factory=_no_history)

    def of(self, events: Iterable[str]) -> Tables:
        """Return tables that hold at least these events: fewer, where that is less work."""
        return self

    def some(self, rows: np.ndarray) -> Tables:
        """Return tables that hold at least the events of these rows, as `of` does."""
        return self

    def lent(self) -> Tables:
        """Return the same tables to somebody who lets go of each that was made anew."""
        return self

    def forget(self, *names: str) -> None:
        """Let go of tables that were lent, where they can be made again."""

    def disputed(self) -> np.ndarray:
        """Tell, aligned with `events`, of which of them not all readings won or agree."""
        other = self.claims.loc[~self.claims["state"].isin(["won", "agrees"]), "event"]
        return self.events.index.isin(other.unique())

    def past_claims(self) -> pd.DataFrame:
        """Return how claims were weighed on past days; see `kb.fuse.weighing.past_claims`."""
        return self.claims.assign(day="")[:0]

    def known_since(self) -> tuple[np.ndarray, np.ndarray]:
        """Return since which day each event is known, and whether it then was what it is now."""
        days = self.events["first_published"].str[:10].to_numpy(dtype=object)
        return days, np.ones(len(days), dtype=bool)
