"""The state of a text while it is read: when it was published, and what was mentioned last.

News counts from the day of publication; a date without a year is looked for around it, before it
or after it by the tense of its verb. A narrative counts from the time last mentioned, and a date
without a year has the year of the story: that of the last date finer than a year, or of a year
that leads its sentence ("In 1863, …"). Where such a date would fall back by eight months or more,
the story has gone on into the next year.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.errors import InvalidTimeSpan
from kb.resolve.dates.counting import UnanchoredError
from kb.resolve.dates.find.spread import spread

if TYPE_CHECKING:
    from kb.resolve.dates.find.said import Said
    from kb.resolve.dates.find.timex import Timex

#: Tells the tense of the verb that governs an expression: past, future or nothing.
Tense = Callable[[], str]
Anchor = Callable[["Story", "Said", Tense], "Timex | None"]
#: What is counted from somewhere.
_COUNTED = frozenset({"weekday", "named", "away", "monthday", "clock", "timed", "holiday"})
_FINE = frozenset({"day", "month", "season", "week", "quarter"})
_COARSE = frozenset({"weekend", "half", "year", "decade", "century"})


#: Days before publication of which news tells the hours.
_AROUND = 7


class Story:
    """What is known at a place of a text; `rules` anchor each kind of expression."""

    def __init__(
        self,
        published: int | None,
        rules: Mapping[str, Anchor],
        *,
        narrative: bool = False,
        alone: bool = False,
    ) -> None:
        self.published = published
        self.narrative = narrative
        self.alone = alone  # a phrase by itself: no verb tells where it lies
        self.rules = rules
        self.at: Timex | None = None  # what was mentioned last
        self.fine: Timex | None = None  # where the story is
        self.day: Timex | None = None  # the last day

    def resolve(self, said: Said, tense: Tense) -> Timex | None:
        """Return what is meant; None where it cannot be known, or there is no such day."""
        try:
            found = self.read(said, tense)
        except (UnanchoredError, InvalidTimeSpan, OverflowError):
            return None
        if found is None:
            return None
        try:
            found = spread(self, said, found)
        except (UnanchoredError, InvalidTimeSpan, OverflowError):
            found = replace(found, first=None, last=None)
        if not said.mod or said.op == "duration":
            return found
        if said.mod == "MORE_THAN":
            return replace(found, mod=said.mod, anchor="past" if said.number < 0 else "future")
        return replace(found, mod=said.mod)

    def read(self, said: Said, tense: Tense) -> Timex | None:
        """Return what is meant, by the rule of its kind; raise where it cannot be known."""
        found = self.rules[said.op](self, said, tense)
        if found is not None and not found.anchor and said.op in _COUNTED:
            found = replace(found, anchor="mentioned" if self.narrative else "published")
        if found is not None and said.more and said.more[0].op in ("LATER", "EARLIER"):
            return self._narrowed(found, later=said.more[0].op == "LATER")
        return found

    def _narrowed(self, found: Timex, *, later: bool) -> Timex:
        """Narrow "earlier this year" to what has passed of it, "later" to what has not."""
        first, last = found.first, found.last
        if first is None or last is None or self.narrative or not first <= self.now <= last:
            return found
        return replace(found, first=self.now) if later else replace(found, last=self.now)

    def note(self, found: Timex, *, leads: bool = False, stays: bool = False) -> None:
        """Keep what was mentioned.

        `leads` tells that it stands first in its sentence, `stays` that the story has not come
        there: "it lasted until May".
        """
        if found.kind not in ("date", "time") or found.first is None:
            return
        if found.unit in _FINE | _COARSE:
            self.at = found
        leading = found.unit == "year" and (leads or self.fine is None)
        if (found.unit in _FINE and not stays) or leading:
            self.fine = found
        if found.unit == "day":
            self.day = found

    @property
    def now(self) -> int:
        """The day that deictic words count from."""
        if self.narrative and self.at is not None and self.at.first is not None:
            return self.at.first
        if self.published is None:
            raise UnanchoredError
        return self.published

    def base(self, unit: str) -> int:
        """Return the day that "the next", "that" and "later" count from.

        A day is counted from a day: where a history mentioned its month or year only, it is not
        known; news means the last day that it mentioned.
        """
        at = self.at
        if at is None or at.first is None:
            return self.now
        if unit == "day" and at.unit != "day":
            day = self.day.first if self.day is not None else None
            if not self.narrative:
                return self.now if day is None else day
            if day is None or at.last is None or not at.first <= day <= at.last:
                raise UnanchoredError
            return day
        return at.first

    @property
    def told(self) -> int:
        """The day of publication, where it is known: that of telling, not of what is told."""
        return self.now if self.published is None else self.published

    @property
    def clock_day(self) -> int:
        """The day of a clock time by itself: in news the last mentioned of the week before."""
        if self.narrative:
            return self.base("day")
        day = self.day.first if self.day is not None else None
        near = day is not None and self.now - _AROUND <= day <= self.now
        return day if near and day is not None else self.now
