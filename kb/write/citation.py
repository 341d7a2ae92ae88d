"""How a selection is cited: what it is, how much of it, as of when, under which licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.version import __version__

if TYPE_CHECKING:
    from kb.model.tables import Tables

__all__ = ["citation"]


def citation(
    tables: Tables, *, title: str = "Timeline", version: str = "", date: str = "", licence: str = ""
) -> str:
    """Return a citation of a selection, in one line.

    The date is the one given, else the day of its last report: the same data are cited alike.

    Examples
    --------
    >>> import kb, pandas as pd
    >>> rows = {"title": ["Raid"], "date": ["2022-09-04"], "published": ["2022-09-06"]}
    >>> citation(kb.read_events(pd.DataFrame(rows)).tables, title="Raids", licence="CC BY 4.0")
    'Raids. 1 event, 2022-09-04, in 1 report. Data set, 2022-09-06. CC BY 4.0. Made with ...'
    """
    events = tables.events
    known = [day for day in (*events["earliest"], *events["latest"]) if day]
    days = sorted({min(known), max(known)}) if known else []
    counts = f"{_counted(len(events), 'event')}, {' to '.join(days)}, " if days else ""
    counts = counts or f"{_counted(len(events), 'event')} "
    last = date or max(events["last_published"], default="")[:10]
    parts = [
        title.rstrip("."),
        f"{counts}in {_counted(len(tables.reports), 'report')}",
        ", ".join(["Data set", *filter(None, [version and f"version {version}", last])]),
        licence.rstrip("."),
        f"Made with eventkb {__version__}",
    ]
    return " ".join(f"{part}." for part in parts if part)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
