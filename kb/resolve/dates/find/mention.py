"""Time expressions in a text: where they stand, and what they mean."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from kb.resolve.dates.find.anchors import ANCHORS
from kb.resolve.dates.find.cascade import Cascade
from kb.resolve.dates.find.makers import MAKERS
from kb.resolve.dates.find.making import said_of
from kb.resolve.dates.find.meaning import span_of
from kb.resolve.dates.find.rules import Grammar, load_grammar
from kb.resolve.dates.find.scan import scan
from kb.resolve.dates.find.story import Story
from kb.resolve.dates.find.tense import tense_at
from kb.resolve.dates.find.timex import Timex
from kb.resolve.dates.find.years import is_year
from kb.resolve.dates.phrase import anchor_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kb.model.timespan import TimeSpan
    from kb.resolve.dates.find.said import Said
    from kb.resolve.dates.find.scan import Piece


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression in a text.

    `kind` is date, time, duration, set or reference; `value` and `mod` are those of TIMEX3;
    `time_span` is what the phrase says with the word that bounds it ("by", "since"). `rule` is the
    rule that read it, `anchor` what it was counted from. A range or a list has the expressions
    that it joins as `parts`.
    """

    start: int
    end: int
    text: str
    kind: str
    time_span: TimeSpan | None
    value: str
    mod: str = ""
    rule: str = ""
    anchor: str = ""
    parts: tuple[DateMention, ...] = field(default=(), repr=False)


def find_dates(
    text: str,
    *,
    published: str | date | None = None,
    lang: str | None = "en",
    context: str | None = None,
) -> list[DateMention]:
    """Find the time expressions of a text, and tell what each means.

    >>> for found in find_dates("Voting on Monday was put off until September 30.",
    ...                         published="2022-09-06"):
    ...     print(found.text, found.value, found.time_span.edtf)
    Monday 2022-09-05 2022-09-05
    September 30 2022-09-30 ../2022-09-30
    """
    return list(Reader(text, anchor_day(published), context).mentions())


#: Words that count from the day of publication: news is full of them.
_NEWS = frozenset({"deictic", "said", "last", "next", "this"})


class Reader:
    """One reading of a text."""

    def __init__(self, text: str, published: int | None, context: str | None = None) -> None:
        self.text = text
        self.grammar: Grammar = load_grammar("en")
        self.pieces = scan(text, self.grammar.lexicon)
        self.starts = [x.start for x in self.pieces]
        self.cascade = Cascade(self.grammar, MAKERS)
        self.found = list(self._said(self.cascade.run(self.pieces)))
        narrative = context == "narrative" or (context is None and self._is_narrative(published))
        self.story = Story(published, ANCHORS, narrative=narrative)

    def _said(self, made: list[Piece]) -> Iterator[tuple[Piece, Said]]:
        era = False
        for place, piece in enumerate(made):
            if not piece.rule:
                if is_year(made, place, bc=era):
                    said = said_of(piece)
                    if said is None:
                        from kb.resolve.dates.find.said import Said

                        said = Said("calendar", "year", year=1 - int(piece.text))
                    piece.rule = "year"
                    yield piece, said
                continue
            said = said_of(piece)
            if said is not None:
                if said.year is not None or piece.rule == "era_range":
                    era = piece.rule in ("era", "era_range") or (said.year or 0) < 0
                yield piece, said

    def _is_narrative(self, published: int | None) -> bool:
        """Tell whether the text tells of the past: years are said, and few days of the week."""
        del published
        years = sum(1 for _, x in self.found if x.year is not None and x.unit != "decade")
        news = sum(1 for _, x in self.found if x.op == "weekday" or x.which in _NEWS)
        return years >= 4 and years > 4 * news

    def mentions(self) -> Iterator[DateMention]:
        """Yield what was found, in order."""
        for piece, said in self.found:
            found = self.story.resolve(said, partial(self._tense, piece))
            if found is None:
                if said.op in ("range", "list"):
                    yield from self._apart(piece)
                    continue
                yield self._mention(piece, Timex("date", ""), "")
                continue
            for part in found.parts or (found,):
                self.story.note(part, leads=self._leads(piece))
            yield self._mention(piece, found, self._bound(piece))

    def _apart(self, piece: Piece) -> Iterator[DateMention]:
        """Yield what a range or list joins that is none after all."""
        for part in piece.parts:
            said = said_of(part)
            found = said and self.story.resolve(said, partial(self._tense, piece))
            if found:
                self.story.note(found)
                yield self._mention(part, found, "")

    def _tense(self, piece: Piece) -> str:
        return tense_at(self.pieces, bisect_left(self.starts, piece.start))

    def _leads(self, piece: Piece) -> bool:
        """Tell whether an expression stands among the first words of its sentence."""
        place = bisect_left(self.starts, piece.start)
        for at in range(place - 1, max(place - 4, -1), -1):
            if (
                self.pieces[at].text in ".!?"
                or "block" in self.pieces[at].text
                or "\n" in self.pieces[at].text
            ):
                return True
        return place < 4

    def _bound(self, piece: Piece) -> str:
        """Return how the words before or after an expression bound it."""
        place, after = bisect_left(self.starts, piece.start), bisect_left(self.starts, piece.end)
        for size in (3, 2, 1):
            words = tuple(x.text.lower() for x in self.pieces[max(place - size, 0) : place])
            if len(words) == size and (how := self.grammar.bounds.get(words)):
                return how
        words = tuple(x.text.lower() for x in self.pieces[after : after + 2])
        return (
            self.grammar.bounds_after.get(words) or self.grammar.bounds_after.get(words[:1]) or ""
        )

    def _mention(self, piece: Piece, found: Timex, bound: str) -> DateMention:
        parts: tuple[DateMention, ...] = ()
        if found.parts and len(piece.parts) == len(found.parts):
            parts = tuple(
                self._mention(x, y, "") for x, y in zip(piece.parts, found.parts, strict=True)
            )
            parts = tuple(replace(x, rule=x.rule or piece.rule) for x in parts)
        return DateMention(
            piece.start,
            piece.end,
            self.text[piece.start : piece.end],
            found.kind,
            span_of(found, bound),
            found.value,
            found.mod,
            piece.rule,
            found.anchor,
            parts,
        )
