"""The day of publication, which relative dates count from."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]\S{1,40})?", re.ASCII)


def anchor_day(published: str | date | None) -> int | None:
    """Return the ordinal of a day or instant; None where it is not known to the day.

    >>> anchor_day("2022-09-06T23:30:00Z"), anchor_day("2022-09"), anchor_day("2022-02-30")
    (738404, None, None)
    """
    if isinstance(published, date):
        return published.toordinal()
    match = _DAY.fullmatch(published.strip()) if published and len(published) < 60 else None
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).toordinal()
    except ValueError:
        return None
