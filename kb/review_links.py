"""Links between the rows of a file of candidates, under the ids that a person gave their events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.errors import UnknownName
from kb.model import vocabulary
from kb.read.entries import parse_relation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    import pandas as pd

__all__ = ["LINK_FAULTS", "link_faults", "linked"]

#: What `link_faults` says of relations, by the names that the issues of a table have for it.
LINK_FAULTS = frozenset({"unknown_event", "unknown_relation", "no_event"})


def linked(
    rows: pd.DataFrame, proposed: Iterable[str], known: Collection[str] = ()
) -> pd.DataFrame:
    """Return accepted rows whose events and relations follow the events that were given other ids.

    Parameters
    ----------
    rows
        With the columns event, relations and proposed.
    proposed
        The ids that the program proposed, of the rejected rows too: relations to those of them that
        are no event now are left out, as are those of an event to itself. All others stay, with
        their faults.
    known
        The ids of events that are there already: a cell that names one means it.
    """
    events = rows["event"].str.strip()
    ids = rows["proposed"].str.strip()
    given = _renamed(ids, events)
    events = events.map(lambda x: _followed(x, given, known))
    final = _renamed(ids, events)
    rows = rows.assign(event=events)
    there = _events(rows) | set(known)
    gone = {x.strip() for x in proposed} - {""} - there
    cells = [
        _kept(cell, event, final, gone)
        for cell, event in zip(rows["relations"], events, strict=True)
    ]
    return rows.assign(relations=cells)


def link_faults(rows: pd.DataFrame, known: Collection[str] = ()) -> Iterator[str]:
    """Yield what is wrong with each entry of the relations of rows; the index is the row's number.

    `known` are the events that there are besides those of the rows.
    """
    if "relations" not in rows:
        return
    there = _events(rows) | set(known)
    names = list(vocabulary.relations())
    for row, cell in rows["relations"].items():
        for entry in filter(None, map(str.strip, cell.split(";"))):
            where, said = f"row {row}, column relations", parse_relation(entry, names)
            if said.fault:
                reason = said.fault.replace("_", " ")
                yield f"{where}: {reason} {entry[:60]!r} (one of {', '.join(names)}: event)"
            elif said.name not in there:
                yield f"{where}: {UnknownName.nearest('event', said.name, there)}"


def _renamed(proposed: Iterable[str], events: Iterable[str]) -> dict[str, str]:
    """Return the ids by which proposed events go now, of those that no row keeps."""
    pairs = [(x, event) for x, event in zip(proposed, events, strict=True) if x and event]
    kept = {x for x, event in pairs if x == event}
    return {x: event for x, event in pairs if x not in kept}


def _followed(event: str, given: Mapping[str, str], known: Collection[str]) -> str:
    """Return the id at the end of renamings; where they go in a circle, the one that was given."""
    seen, now = {event}, event
    while now in given and now not in known:
        now = given[now]
        if now in seen:
            return event
        seen.add(now)
    return now


def _events(rows: pd.DataFrame) -> set[str]:
    """Return the ids of the events of rows: a row that names none goes by its report's."""
    events = rows["event"] if "event" in rows else rows.get("report")
    if events is None:
        return set()
    events = events.str.strip()
    if "report" in rows:
        events = events.where(events != "", rows["report"].str.strip())
    return {*events} - {""}


def _kept(cell: str, event: str, final: Mapping[str, str], gone: Collection[str]) -> str:
    kept = []
    for entry in filter(None, map(str.strip, cell.split(";"))):
        relation, colon, target = (x.strip() for x in entry.partition(":"))
        now = final.get(target, target)
        if not colon or not target or now == target not in gone:
            kept.append(entry)
        elif now not in gone and now != event:
            kept.append(f"{relation}: {now}")
    return "; ".join(kept)
