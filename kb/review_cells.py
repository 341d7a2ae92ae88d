"""Cells of a file of candidates that a spreadsheet has retyped, as they were.

A spreadsheet takes 2022-09-06 for a day and saves it in the order of its country (9/6/2022), takes
2022-09 for a month (Sep-22), and 216:296 for a time (220:56:00). Which order it is, the days of
publication tell: each stands in the id that the program proposed as well.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

_DATES = ("date", "said", "published")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)(?: 0?0:00(?::00)?)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: 0?0:00(?::00)?)?")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MONTH = re.compile(rf"({'|'.join(_MONTHS)})-(\d\d)")
_TIME = re.compile(r"\d+:\d\d:\d\d")
_IN_ID = re.compile(r"-((?:19|20)\d{6})-[0-9a-f]{4}(?:-\d+)?")
#: Of years with two digits, spreadsheets take those below for this century.
_CENTURY = 30


def restored(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the candidates with what a spreadsheet made of their days and offsets undone.

    Where nothing tells the order of day and month, days stay as they are, and are a fault.
    """
    month_first = _month_first(frame)
    changed = {}
    for column in _DATES:
        if column in frame:
            changed[column] = frame[column].map(lambda x: _day(x, month_first))
    if "span" in frame:
        changed["span"] = frame["span"].mask(frame["span"].str.fullmatch(_TIME.pattern), "")
    return frame.assign(**changed)


def _month_first(frame: pd.DataFrame) -> bool | None:
    """Tell whether months stand before days; None where nothing tells, or cells contradict."""
    votes = {x for x in _votes(frame) if x is not None}
    return votes.pop() if len(votes) == 1 else None


def _votes(frame: pd.DataFrame) -> Iterator[bool | None]:
    for cell in (x for column in _DATES if column in frame for x in frame[column]):
        if _DAY.fullmatch(cell.strip()):
            possible = [x for x in (True, False) if _day(cell, x) != cell]
            if len(possible) == 1:
                yield possible[0]
    if "published" not in frame or "proposed" not in frame:
        return
    for cell, proposed in zip(frame["published"], frame["proposed"], strict=True):
        found, told = _DAY.fullmatch(cell.strip()), _IN_ID.search(proposed)
        if found and told:
            day = f"{told[1][:4]}-{told[1][4:6]}-{told[1][6:]}"
            for month_first in (True, False):
                other = _day(cell, not month_first)
                if _day(cell, month_first) == day != other:
                    yield month_first


def _day(cell: str, month_first: bool | None) -> str:
    """Return a cell in ISO 8601 where it is what a spreadsheet makes of it, else as it is."""
    if found := _MONTH.fullmatch(cell.strip()):
        return f"{_year(found[2])}-{_MONTHS.index(found[1]) + 1:02}"
    found = _DOTTED.fullmatch(cell.strip())
    if found:
        month_first = False
    else:
        found = _DAY.fullmatch(cell.strip())
    if not found or month_first is None:
        return cell
    month, day = (found[1], found[2]) if month_first else (found[2], found[1])
    try:
        return date(_year(found[3]), int(month), int(day)).isoformat()
    except ValueError:
        return cell


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < _CENTURY else 1900)
