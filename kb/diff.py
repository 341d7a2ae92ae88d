"""What changed between two versions of the data: events come and go, are redated, are disputed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.model.tables import Tables

__all__ = ["CHANGES", "Changes", "compare"]

#: What may change of an event, in the order in which it is told.
CHANGES = (
    "added",
    "gone",
    "merged",
    "redated",
    "status changed",
    "newly contested",
    "no longer contested",
)

#: The columns of a report in which a correction changes what is known.
_TOLD = (
    *("title", "kind", "status", "date", "said", "published", "places", "lat", "lon"),
    *("actors", "counts", "source", "via", "claimant", "stance", "quote", "relations"),
)

_CHANGED = (
    *("event", "change", "title", "before", "after"),
    *("edtf_before", "edtf_after", "status"),
)

_UNDATED = "no date"


@dataclass(frozen=True)
class Changes:
    """Changes from an older version to a newer one.

    `events` has a row a change: `event`, `change` (one of `CHANGES`), `title`, `before`, `after`
    (text), `edtf_before`, `edtf_after` (the dates of the event), `status` (its last one).
    `reports` has a row a report: `event`, `report`, `change` (`added`, `removed` or `corrected`),
    `published`, `source`, `claimant`, `title`, `url`.
    """

    events: pd.DataFrame
    reports: pd.DataFrame

    def __bool__(self) -> bool:
        return bool(len(self.events) or len(self.reports))

    def counts(self) -> dict[str, int]:
        """Return how many changes there are of each sort that there is.

        Examples
        --------
        >>> import kb
        >>> old = pd.DataFrame({"event": ["raid"], "title": ["Raid"], "date": ["2022-09-04"]})
        >>> new = old.assign(date="2022-09-05")
        >>> compare(kb.read_events(old).tables, kb.read_events(new).tables).counts()
        {'redated': 1, 'reports removed': 1, 'reports added': 1}
        """
        events = self.events["change"].value_counts()
        reports = self.reports["change"].value_counts()
        found = {change: int(events.get(change, 0)) for change in CHANGES}
        for change in ("removed", "added", "corrected"):
            found[f"reports {change}"] = int(reports.get(change, 0))
        return {change: number for change, number in found.items() if number}


def compare(old: Tables, new: Tables) -> Changes:
    """Compare two versions of a knowledge base, event by event and report by report."""
    place = {event: at for at, event in enumerate([*new.events.index, *old.events.index][::-1])}
    rows = sorted(_event_changes(old, new), key=lambda row: (CHANGES.index(row[1]), -place[row[0]]))
    events = pd.DataFrame(rows, columns=list(_CHANGED), dtype=str)
    return Changes(events, _report_changes(old.reports, new.reports))


def _event_changes(old: Tables, new: Tables) -> Iterator[tuple[str, ...]]:
    before: Any = old.events.to_dict("index")
    after: Any = new.events.to_dict("index")
    moved = _moved(old, new)
    for event, row in after.items():
        if event not in before:
            yield event, "added", row["title"], "", _in_short(row), "", row["edtf"], row["status"]
        else:
            yield from _differences(event, before[event], row)
    for event, row in before.items():
        if event not in after:
            into = moved.get(event, "")
            change = "merged" if into else "gone"
            yield (
                event,
                change,
                row["title"],
                _in_short(row),
                into,
                row["edtf"],
                "",
                row["status"],
            )


def _differences(event: str, old: Any, new: Any) -> Iterator[tuple[str, ...]]:
    """Yield how an event differs that both versions have."""
    title, rest = new["title"], (old["edtf"], new["edtf"], new["status"])
    if old["edtf"] != new["edtf"]:
        yield event, "redated", title, old["words"] or _UNDATED, new["words"] or _UNDATED, *rest
    if old["status"] != new["status"]:
        yield event, "status changed", title, old["status"], new["status"], *rest
    was, now = (set(filter(None, row["contested_properties"].split("; "))) for row in (old, new))
    if now - was:
        yield event, "newly contested", title, "", "; ".join(sorted(now - was)), *rest
    if was - now:
        yield event, "no longer contested", title, "; ".join(sorted(was - now)), "", *rest


def _in_short(row: Any) -> str:
    return ", ".join(part for part in (row["words"] or _UNDATED, row["status"]) if part)


def _moved(old: Tables, new: Tables) -> dict[str, str]:
    """Return into which event each event went whose id is gone: that of its reports now."""
    now = dict(zip(new.reports["report"], new.reports["event"], strict=True))
    found: dict[str, str] = {}
    for event, report in zip(old.reports["event"], old.reports["report"], strict=True):
        if event not in new.events.index and report in now:
            found.setdefault(event, now[report])
    return found


def _report_changes(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Return the reports that one version lacks, and those that tell something else."""
    before: Any = {row["report"]: row for row in old.to_dict("records")}
    after: Any = {row["report"]: row for row in new.to_dict("records")}
    found = [("added", after[report]) for report in after if report not in before]
    found += [("removed", before[report]) for report in before if report not in after]
    both = [report for report in after if report in before]
    found += [("corrected", after[each]) for each in both if _differs(before[each], after[each])]
    shown = ["published", "source", "claimant", "title", "url"]
    rows = [
        (row["event"], row["report"], change, *(row.get(name, "") for name in shown))
        for change, row in found
    ]
    frame = pd.DataFrame(rows, columns=["event", "report", "change", *shown], dtype=str)
    return frame.sort_values(["event", "published", "report", "change"], ignore_index=True)


def _differs(old: Any, new: Any) -> bool:
    return any(old.get(name, "") != new.get(name, "") for name in _TOLD)
