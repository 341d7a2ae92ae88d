"""Numbers in digits and letters: dates in the order of a country, clock times, Roman numerals."""

from __future__ import annotations

import re

from kb.model.calendar import month_length
from kb.resolve.dates.find.said import Said

_PARTS = re.compile(r"([0-9]{1,4})[./-]([0-9]{1,2})(?:[./-]([0-9]{2,4}))?", re.ASCII)
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[t ]([0-9]{2}:[0-9]{2}).{0,12}", re.ASCII)
_CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::([0-9]{2}))?", re.ASCII)
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi".split()
_ROMAN = {x: place for place, x in enumerate(_NUMERALS, 1)}
#: Letters of the longest numeral of a century.
_LONGEST_NUMERAL = max(map(len, _NUMERALS))


def roman(text: str) -> int:
    """Read a Roman numeral of a century, in Latin or Cyrillic letters; 0 where it is none."""
    if len(text) > _LONGEST_NUMERAL:
        return 0
    return _ROMAN.get(text.replace("х", "x").replace("і", "i"), 0)


def read_clock(text: str) -> str:
    """Return a time of day as HH:MM or HH:MM:SS; nothing where it is none.

    >>> read_clock("7:05"), read_clock("25:00")
    ('07:05', '')
    """
    match = _CLOCK.fullmatch(text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59 or int(match[3] or 0) > 59:
        return ""
    return f"{int(match[1]):02}:{match[2]}" + (f":{match[3]}" if match[3] else "")


def read_numeric(text: str, *, day_first: bool) -> Said | None:
    """Read day, month and year in numbers.

    A year of four digits may stand first; one of two digits says no century, and is no date.
    Where the day may be the month and the month the day, both dates are meant, unless the
    language (or dots) say that the day stands first.

    >>> read_numeric("13/11/2022", day_first=False).month
    11
    """
    if match := _ISO.fullmatch(text):
        day, clock = read_numeric(match[1], day_first=day_first), read_clock(match[2])
        return Said("timed", "time", of=day, value="T" + clock) if day and clock else None
    match = _PARTS.fullmatch(text)
    if not match:
        return None
    first, second, third = match.groups()
    if len(first) == 4 and third and len(third) == 2:
        return _valid(int(first), int(second), int(third))
    if len(first) > 2 or (third and len(third) != 4):
        return None
    if not third and "." in text and not (day_first and len(text) == 5):
        return None  # "10.5" is a number
    year = int(third) if third else None
    orders = [(int(second), int(first))]
    if "." not in text:
        orders.append((int(first), int(second)))
    found = [x for month, day in orders if (x := _valid(year, month, day))]
    if len(found) == 2 and found[0] != found[1] and not day_first:
        return Said("list", more=tuple(found), which="or")
    return found[0] if found else None


def _valid(year: int | None, month: int, day: int) -> Said | None:
    if not 1 <= month <= 12:
        return None
    if not 1 <= day <= month_length(2000 if year is None else year, month):
        return None
    return Said("calendar", "day", year=year, month=month, day=day)
