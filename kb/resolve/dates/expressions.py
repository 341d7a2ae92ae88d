"""What a phrase says before it is known when it was said: the words of time, as data.

`kb.resolve.dates.grammar` makes these out of words, `kb.resolve.dates.anchor` makes time spans
out of these and the day of publication.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from kb.model.timespan import TimeSpan

#: Counts of units that words leave open: at least, at most. "Several weeks" are two to eight.
QUANTITIES = {"couple": (2, 3), "few": (2, 6), "several": (2, 8), "": (2, 8)}


@dataclass(frozen=True, slots=True)
class Fixed:
    """A date that needs no anchor: "2022-08-30", "the 1920s"."""

    span: TimeSpan


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date by year, month and day, any of which may be missing: "30 August".

    `year_shift` counts years from that of publication ("August last year"), `month_shift` months
    ("the 5th of last month"); `season` is an EDTF code of a part of a year.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    year_shift: int | None = None
    month_shift: int | None = None
    bare: bool = False  # a number that says no month: a date only beside one that does


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week: "on Monday", "next Monday", "Monday of last week"."""

    day: int
    which: str = ""
    week_shift: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A month or part of a year by its place to the day of publication: "last August"."""

    which: str
    month: int | None = None
    season: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A unit so many units away: "yesterday", "last week", "two weeks ago".

    `whole` is the unit of the calendar ("last week"), else the time that lies so far away.
    """

    unit: str
    low: int
    high: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Rolling:
    """Some time in the units up to publication, or from it on: "in the past two weeks"."""

    unit: str
    low: int
    high: int
    future: bool = False


@dataclass(frozen=True, slots=True)
class Lasting:
    """What has lasted so many units and lasts at publication: "for weeks".

    No `high` says that it may be more: "for over two weeks".
    """

    unit: str
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a longer time: "late August", "first half of", "last three days of".

    `which` is early, mid or late, earlier or later than publication, or around: the unit that it
    lies in ("the week of 29 August"); else `number` counts units from its start, or from its end
    where it is negative; `count` of them are meant.
    """

    of: Expression
    which: str = ""
    unit: str = ""
    number: int = 0
    count: int = 1


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: "at 14:00 on 30 August"; `size` is its precision in seconds."""

    of: Expression
    second: int
    size: int
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Bounded:
    """An open time: `how` is since, from, until, by, before, after or from_on."""

    how: str
    of: Expression


@dataclass(frozen=True, slots=True)
class Changed:
    """A time said otherwise: `how` is about, night (the one that ends on it) or throughout."""

    how: str
    of: Expression


@dataclass(frozen=True, slots=True)
class Pair:
    """Two times: `how` is lasting ("from … to …") or within ("between … and …")."""

    how: str
    first: Expression
    last: Expression


@dataclass(frozen=True, slots=True)
class Several:
    """Times of which one is meant ("on Monday or Tuesday"), or all."""

    of: tuple[Expression, ...]
    every: bool = False


Expression: TypeAlias = (
    Fixed
    | Calendar
    | Weekday
    | Named
    | Shift
    | Rolling
    | Lasting
    | Part
    | Clock
    | Bounded
    | Changed
    | Pair
    | Several
)
