"""One reading of a text: its expressions found, and each anchored in the story so far."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kb.model.calendar import Precision, civil
from kb.model.timespan import TimeSpan
from kb.resolve.dates.find.anchor_parts import shared
from kb.resolve.dates.find.anchors import ANCHORS
from kb.resolve.dates.find.cascade import Cascade
from kb.resolve.dates.find.makers import MAKERS
from kb.resolve.dates.find.making import period, said_of
from kb.resolve.dates.find.meaning import span_of
from kb.resolve.dates.find.mention import DateMention, DateMentions
from kb.resolve.dates.find.rules import load_grammar
from kb.resolve.dates.find.said import Said
from kb.resolve.dates.find.story import Story
from kb.resolve.dates.find.telling import (
    bound_in_tongue,
    language_of,
    said_in_tongue,
    start_in_tongue,
)
from kb.resolve.dates.find.tense import FUTURE, PAST, is_past, tense_at
from kb.resolve.dates.find.timex import Timex, unit_timex
from kb.resolve.dates.find.tongue import LANGUAGES
from kb.resolve.dates.find.years import is_year
from kb.resolve.dates.published import anchor_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kb.resolve.dates.find.scan import Piece

#: Kinds of text that a context can name, instead of a time.
NEWS, NARRATIVE = "news", "narrative"
#: Words that count from the day of publication: news is full of them.
_NEWSY = frozenset({"deictic", "said", "last", "next", "this"})
#: A narrative says at least so many years, and so many times more years than newsy words.
_YEARS, _MORE = 4, 4
#: Days of the week by themselves are rarer still.
_WEEKDAYS = 12
_UNITS = {Precision.DAY: "day", Precision.WEEK: "week", Precision.MONTH: "month"}
_LEADING = 3
#: What joins two dates that share a year.
_JOINING, _JOIN = frozenset("and or , & / the in early late".split()), 12
#: Words before "by Friday" among which "to" tells what somebody has to do.
_NEAR = 7
#: Words that may follow a day without making a name of it: "for Monday in London".
_AFTER_DUE = frozenset("at in on and or but to with when before after from as by".split())
#: Where what is bounded is looked for: "until Friday" is a Friday to come.
_LEAN = {"until": FUTURE, "before": FUTURE, "since": PAST, "starting": FUTURE}


def find_dates(
    text: str,
    *,
    published: str | date | None = None,
    lang: str | None = "en",
    context: str | TimeSpan | None = None,
) -> DateMentions:
    """Find the time expressions of a text, and tell what each means.

    `published` is the day or instant of publication. `context` is `news`, `narrative` (dates
    follow the story, not the publication), or the time last mentioned before the text (EDTF);
    without it the text tells: one with many years and few words such as "last week" is a
    narrative. Other languages than English are read by their tables of words, from the day of
    publication alone; `None` tells the language by the alphabet. Of a language without a table
    nothing is found.

    >>> for found in find_dates("Voting on Monday was put off until September 30.",
    ...                         published="2022-09-06"):
    ...     print(found.text, found.value, found.time_span.edtf)
    Monday 2022-09-05 2022-09-05
    September 30 2022-09-30 ../2022-09-30
    """
    day = anchor_day(published)
    code = lang.partition("-")[0].lower() if lang else language_of(text)
    if code not in LANGUAGES:
        return DateMentions(text, ())
    return DateMentions(text, Reader(text, day, context, code).mentions())


class Reader:
    """A text in pieces, and what was found in it."""

    def __init__(
        self,
        text: str,
        published: int | None,
        context: str | TimeSpan | None = None,
        code: str = "en",
        *,
        alone: bool = False,
    ) -> None:
        self.text = text
        self.grammar = load_grammar(code)
        self.pieces = self.grammar.scan(text)
        self.starts = [x.start for x in self.pieces]
        self.cascade = Cascade(self.grammar, MAKERS)
        made = self.cascade.run(self.pieces)
        if code == "en":
            self.found = self._shared(list(_said(made)))
        else:
            self.found = list(said_in_tongue(made, text, self.grammar, alone=alone))
        self.story = Story(published, ANCHORS, alone=alone)
        if context is None or context in (NEWS, NARRATIVE):
            self.story.narrative = context == NARRATIVE or (not context and self._is_narrative())
        else:
            self._begin(context)

    def _shared(self, found: list[tuple[Piece, Said]]) -> list[tuple[Piece, Said]]:
        """Give dates that others follow the year of the last: "the summer and fall of 2011"."""
        for place in range(len(found) - 2, -1, -1):
            (piece, said), (then, last) = found[place], found[place + 1]
            between = self.text[piece.end : then.start]
            named = last.month or last.season or last.op == "quarter"
            if len(between) <= _JOIN and named and _JOINING.issuperset(between.lower().split()):
                found[place] = piece, shared(said, last)[0]
        return found

    def _begin(self, context: str | TimeSpan) -> None:
        """Begin the story at a time that was mentioned before."""
        span = TimeSpan.parse(context) if isinstance(context, str) else context
        first, last = span.earliest, span.latest
        if first is None or last is None:
            return
        unit = _UNITS.get(span.precision, "year")
        self.story.narrative = True
        self.story.note(unit_timex(unit, first // 86_400), leads=True)

    def _is_narrative(self) -> bool:
        """Tell whether the text tells of the past: it says years, and few newsy words."""
        said = [x for _, x in self.found]
        if self._starts_undated(said):
            return False
        years = sum(1 for x in said if x.year is not None and x.unit != "decade")
        newsy = sum(1 for x in said if x.op != "weekday" and x.which in _NEWSY and not x.mod)
        weekdays = sum(1 for x in said if x.op == "weekday")
        return years >= _YEARS and years > _MORE * newsy + _WEEKDAYS * weekdays

    def _starts_undated(self, said: list[Said]) -> bool:
        """Tell whether a month or day is said before any year but that of publication."""
        here = None if self.story.published is None else civil(self.story.published)[0]
        for each in said:
            dates = [each, *each.more, *(x for x in (each.of, each.to) if x is not None)]
            if any(x.year is not None and x.year != here for x in dates):
                return False
            if any(x.op == "calendar" and x.month and not (x.year or x.shift) for x in dates):
                return True
        return False

    def mentions(self) -> Iterator[DateMention]:
        """Yield what was found, in order."""
        for place, (piece, each) in enumerate(self.found):
            said = self._lasting(piece, each) if self.story.alone else each
            meant = self._apposed(place) or said
            found = self.story.resolve(meant, partial(self._tense, piece))
            if found is not None:
                for part in found.parts or (found,):
                    self.story.note(part, leads=self._leads(piece))
                yield self._mention(piece, found, self._bounds(piece, said))
            elif said.op in ("range", "list"):
                yield from self._apart(piece)
            elif said.op != "ref":
                yield self._mention(piece, Timex("date", ""), "")

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

    def _lasting(self, piece: Piece, said: Said) -> Said:
        """Return what "for two weeks" says by itself: it lasts when it is told."""
        before = {x.text.lower() for x in self.pieces[: bisect_left(self.starts, piece.start)]}
        if said.op not in ("duration", "rolling") or not before & {"for", "since"}:
            return said
        return replace(said, op="duration", which="for", value=period(said.count, said.unit))

    def _apart(self, piece: Piece) -> Iterator[DateMention]:
        """Yield what a range or list joins that is none after all."""
        for part in piece.parts:
            said = said_of(part)
            found = said and self.story.resolve(said, partial(self._tense, part))
            if found:
                self.story.note(found)
                yield self._mention(part, found, "")

    def _tense(self, piece: Piece) -> str:
        place = bisect_left(self.starts, piece.start)
        bound = self._bound(piece) if self.grammar.tongue else self._bound_before(place)
        if self.grammar.tongue and bound == "since":
            bound = ""  # other languages have one word for "from" and "since"
        if self.story.alone:
            ahead = bound == "by" or piece.rule == "ahead"
            return FUTURE if ahead else _LEAN.get(bound, "")
        if bound == "by":  # "was contained by Friday", but "told to leave by Friday"
            when = tense_at(self.pieces, place)
            told = any(x.text.lower() == "to" for x in self.pieces[max(place - _NEAR, 0) : place])
            return PAST if is_past(when) and not told else FUTURE
        if bound == "starting" and not self.grammar.tongue:
            return tense_at(self.pieces, place) or FUTURE
        if place and self.pieces[place - 1].text == "for" and self._is_due(piece):
            return FUTURE
        return _LEAN.get(bound) or tense_at(self.pieces, place)

    def _is_due(self, piece: Piece) -> bool:
        """Tell whether "for" and a day, not "for Monday's attack", say when something is due."""
        after = bisect_left(self.starts, piece.end)
        then = self.pieces[after].text if after < len(self.pieces) else ""
        alone = not then[-1:].isalpha() or then in _AFTER_DUE
        said = said_of(piece)
        return alone and said is not None and said.unit == "day"

    def _leads(self, piece: Piece) -> bool:
        """Tell whether an expression stands among the first words of its sentence."""
        place = bisect_left(self.starts, piece.start)
        before = self.pieces[max(place - _LEADING, 0) : place]
        return place <= _LEADING or any(x.text in ".!?" or "\n" in x.text for x in before)

    def _bounds(self, piece: Piece, said: Said) -> str:
        bound = self._bound(piece)
        starts = bound in ("since", "starting") and said.op == "shift" and said.mod == "START"
        return "since the start" if starts else bound

    def _bound(self, piece: Piece) -> str:
        """Return how the words before or after an expression bound it."""
        if piece.parts:
            return ""
        place, after = bisect_left(self.starts, piece.start), bisect_left(self.starts, piece.end)
        how, then = self._bound_before(place), self._bound_after(after)
        if how == "from":  # "from Monday, …" bounds, "a letter from May 1916" does not
            starts = place < 2 or self.pieces[place - 2].text in ".!?" or then
            return "since" if starts else ""
        if self.pieces[after : after + 1] and "'s" in self.pieces[after].text.replace("’", "'"):
            return ""  # "after Monday's attack"
        return how or ("" if then == "onward" else then)

    def _bound_before(self, place: int) -> str:
        if self.grammar.tongue is not None:
            return bound_in_tongue(self.pieces, place, self.grammar)
        for size in (3, 2, 1):
            words = tuple(x.text.lower() for x in self.pieces[max(place - size, 0) : place])
            if len(words) == size and (how := self.grammar.bounds.get(words)):
                return how
        return ""

    def _bound_after(self, place: int) -> str:
        words = tuple(x.text.lower() for x in self.pieces[place : place + 2])
        if how := self.grammar.bounds_after.get(words):
            goes_on = self.pieces[place + 2 : place + 3]
            ends = words[0] != "and" or not goes_on or not goes_on[0].text.isalnum()
            return how if ends else ""
        return self.grammar.bounds_after.get(words[:1], "")

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


def _said(made: list[Piece]) -> Iterator[tuple[Piece, Said]]:
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
        if not piece.rule:
            piece.rule = "year"
        elif said.year is not None or piece.rule == "era_range":
            bc = piece.rule == "era_range" or (said.year or 0) < 0
        yield piece, said
