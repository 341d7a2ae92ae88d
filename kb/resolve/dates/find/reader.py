"""One reading of a text: its expressions found, and each anchored in the story so far."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from kb.model.calendar import Precision
from kb.model.timespan import TimeSpan
from kb.resolve.dates.find.anchor_ranges import shared
from kb.resolve.dates.find.anchors import ANCHORS
from kb.resolve.dates.find.cascade import Cascade
from kb.resolve.dates.find.genre import NARRATIVE, NEWS, is_narrative
from kb.resolve.dates.find.makers import MAKERS
from kb.resolve.dates.find.making import period, said_of
from kb.resolve.dates.find.meaning import span_of
from kb.resolve.dates.find.mention import DateMention
from kb.resolve.dates.find.names import is_name
from kb.resolve.dates.find.order import in_order
from kb.resolve.dates.find.rules import load_grammar
from kb.resolve.dates.find.said import Said
from kb.resolve.dates.find.story import Story
from kb.resolve.dates.find.surroundings import Surroundings
from kb.resolve.dates.find.telling import (
    said_in_tongue,
    start_in_tongue,
)
from kb.resolve.dates.find.timex import Timex, unit_timex, week_from_sunday
from kb.resolve.dates.find.years import is_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.resolve.dates.find.scan import Piece
    from kb.resolve.dates.find.story import Tense

_UNITS = {Precision.DAY: "day", Precision.WEEK: "week", Precision.MONTH: "month"}
#: What joins two dates that share a year.
_JOINING, _JOIN = frozenset("and or , & / the in early late".split()), 12
#: Hours as four digits write them end here.
_LAST_HOUR = 2400


class Parsed:
    """A text in pieces, and what is said in it, before it is known when that was said."""

    def __init__(
        self, text: str, code: str = "en", *, alone: bool = False, region: str = ""
    ) -> None:
        self.text = text
        self.grammar = load_grammar(code)
        self.pieces = self.grammar.scan(text)
        self.around = Surroundings(self.pieces, self.grammar, text)
        self.cascade = Cascade(self.grammar, MAKERS)
        made = self.cascade.run(self.pieces)
        if code == "en":
            self.found = self._shared(list(in_order([*_said(made, text)], text, region)))
        else:
            self.found = list(said_in_tongue(made, text, self.grammar, alone=alone))

    def _shared(self, found: list[tuple[Piece, Said]]) -> list[tuple[Piece, Said]]:
        """Give dates that others follow the year of the last: "the summer and fall of 2011"."""
        for place in range(len(found) - 2, -1, -1):
            (piece, said), (then, last) = found[place], found[place + 1]
            between = self.text[piece.end : then.start]
            named = last.month or last.season or last.op == "quarter"
            if len(between) <= _JOIN and named and _JOINING.issuperset(between.lower().split()):
                found[place] = piece, shared(said, last)[0]
        return found


@lru_cache(maxsize=16_384)
def parse_phrase(phrase: str, code: str) -> Parsed:
    """Parse a phrase by itself; tables repeat them on many days of publication."""
    return Parsed(phrase, code, alone=True)


class Reader:
    """A reading of what was parsed: each expression anchored in the story so far."""

    def __init__(
        self,
        parsed: Parsed,
        published: int | None,
        context: str | TimeSpan | None = None,
        *,
        alone: bool = False,
    ) -> None:
        self.text = parsed.text
        self.grammar = parsed.grammar
        self.pieces = parsed.pieces
        self.around = parsed.around
        self.found = parsed.found
        self.story = Story(published, ANCHORS, alone=alone)
        if context is None or context in (NEWS, NARRATIVE):
            self.story.narrative = context == NARRATIVE or (not context and self._tells(published))
        else:
            self._begin(context)

    def _tells(self, published: int | None) -> bool:
        """Tell whether a text is a history, by its dates and by what is still to come."""
        said = [x for _, x in self.found]
        if not is_narrative(said, published):
            return False
        loose = (piece for piece, x in self.found if x.year is None)
        return is_narrative(said, published, promised=sum(map(self.around.promises, loose)))

    def _begin(self, context: str | TimeSpan) -> None:
        """Begin the story at a time that was mentioned before."""
        span = TimeSpan.parse(context) if isinstance(context, str) else context
        first, last = span.earliest, span.latest
        if first is None or last is None:
            return
        unit = _UNITS.get(span.precision, "year")
        self.story.narrative = True
        self.story.note(unit_timex(unit, first // 86_400), leads=True)

    def mentions(self) -> Iterator[DateMention]:
        """Yield what was found, in order."""
        for place, (piece, each) in enumerate(self.found):
            if not (self.story.alone or self.story.narrative) and _are_hours(each):
                continue
            said = self._lasting(piece, each) if self.story.alone else each
            meant = self._apposed(place) or self._bracketed(place) or said
            found = self.story.resolve(meant, self._tense(piece))
            if found is not None and self._counts_from_sunday(meant):
                found = week_from_sunday(found, self.story.now)
            if found is not None:
                stays = self.around.looks_on(piece)
                for part in found.parts or (found,):
                    self.story.note(part, leads=self.around.leads(piece), stays=stays)
                yield self._mention(piece, found, self.around.bounds(piece, said))
            elif said.op in ("range", "list"):
                yield from self._apart(piece)
            elif said.op != "ref":
                yield self._mention(piece, Timex("date", ""), "")

    def _counts_from_sunday(self, said: Said) -> bool:
        """Tell whether a week is meant that begins on Sunday, as the language has it."""
        tongue = self.grammar.tongue
        if tongue is None or tongue.week_begins != "sunday":
            return False
        return (said.op, said.unit) == ("shift", "week") and self.story.published is not None

    def _apposed(self, place: int) -> Said | None:
        """Return the date that stands beside "the following day, on Sunday, September 25"."""
        piece, said = self.found[place]
        if (said.op, said.unit, said.which) != ("shift", "day", "context"):
            return None
        if place + 1 == len(self.found):
            return None
        then, date = self.found[place + 1]
        beside = self.text[piece.end : then.start].strip() in (",", ", on", "(", "-", "–")
        dated = date.unit == "day" and date.op in ("calendar", "weekday")
        return date if beside and dated else None

    def _bracketed(self, place: int) -> Said | None:
        """Return the hour of "Thursday at 10 a.m. (0800 GMT)" as one of that day."""
        piece, said = self.found[place]
        if said.op != "clock" or not place:
            return None
        before, last = self.found[place - 1]
        day = last.of if last.op == "timed" else last
        if day is None or day.unit != "day" or self.text[before.end : piece.start].strip() != "(":
            return None
        return replace(said, op="timed", of=day, which="", number=0)

    def _lasting(self, piece: Piece, said: Said) -> Said:
        """Return what "for two weeks" says by itself: it lasts when it is told."""
        before = {x.text.lower() for x in self.pieces if x.start < piece.start}
        if said.op not in ("duration", "rolling") or not before & {"for", "since"}:
            return said
        return replace(said, op="duration", which="for", value=period(said.count, said.unit))

    def _tense(self, piece: Piece) -> Tense:
        return partial(self.around.tense, piece, alone=self.story.alone)

    def _apart(self, piece: Piece) -> Iterator[DateMention]:
        """Yield what a range or list joins that is none after all, itself if unknown."""
        known = False
        for part in piece.parts:
            said = said_of(part)
            found = said and self.story.resolve(said, self._tense(part))
            if found:
                known = True
                self.story.note(found)
                yield self._mention(part, found, "")
        if not known:
            yield self._mention(piece, Timex("date", ""), "")

    def _mention(self, piece: Piece, found: Timex, bound: str) -> DateMention:
        parts: tuple[DateMention, ...] = ()
        if found.parts and len(piece.parts) == len(found.parts):
            pairs = zip(piece.parts, found.parts, strict=True)
            parts = tuple(self._mention(x, y, "") for x, y in pairs)
        start = piece.start
        if self.grammar.tongue is not None:
            start = start_in_tongue(piece, self.text, self.grammar)
        return DateMention(
            start,
            piece.end,
            self.text[start : piece.end],
            found.kind,
            span_of(found, bound),
            found.value,
            found.mod,
            piece.rule,
            found.anchor,
            parts,
        )


def _are_hours(said: Said) -> bool:
    """Tell whether news may mean hours by "between 1300 and 1800", and no years."""
    ends = [x for x in (said.of, said.to) if said.op == "range" and x is not None]
    hundreds = (x.op == "calendar" and x.unit == "year" and not (x.year or 1) % 100 for x in ends)
    return bool(ends) and all(hundreds) and (ends[-1].year or 0) <= _LAST_HOUR


def _said(made: list[Piece], text: str) -> Iterator[tuple[Piece, Said]]:
    """Yield the pieces that say a time; a number alone may be a year, of an era said before."""
    bc = False
    for place, piece in enumerate(made):
        if not piece.rule and not is_year(made, place, bc=bc):
            continue
        said = said_of(piece)
        if said is None and not piece.rule:
            said = Said("calendar", "year", year=1 - int(piece.text))
        if said is None or (piece.rule == "clock" and said.which == "bare"):
            continue
        if piece.rule == "calendar" and is_name(made, place, text):
            continue
        if not piece.rule:
            piece.rule = "year"
        elif said.year is not None or piece.rule == "era_range":
            bc = piece.rule == "era_range" or (said.year or 0) < 0
        yield piece, said
