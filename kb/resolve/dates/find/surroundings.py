"""What the words around an expression tell: how they bound it, and the tense of its verb."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from kb.resolve.dates.find.making import said_of
from kb.resolve.dates.find.telling import bound_after_in_tongue, bound_in_tongue
from kb.resolve.dates.find.tense import FUTURE, PAST, is_past, tense_at
from kb.resolve.dates.find.verbs import tenses_in_tongue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.resolve.dates.find.rules import Grammar
    from kb.resolve.dates.find.said import Said
    from kb.resolve.dates.find.scan import Piece

#: An expression among so many first words of its sentence leads it.
_LEADING = 3
#: Words before "by Friday" among which "to" tells what somebody has to do.
_NEAR = 7
#: Words that may follow a day without making a name of it: "for Monday in London".
_AFTER_DUE = frozenset("at in on and or but to with when before after from as by".split())
#: Words after which a history looks ahead of where it is.
_UNTIL = frozenset("until till".split())
#: Parts of a day, in TIMEX3, before and after which is still that day: "before dawn on Friday".
_PARTS = frozenset("TMO TAF TEV TNI T12:00 T24:00".split())
#: What is close by a day is no less before or after it; a time of day is then about that time.
_JUST = {"just_before": "before", "just_after": "after"}
_STOPS = frozenset(".,;:!?()")
#: Where a sentence, or what somebody else said, begins.
_ENDS = frozenset('.!?;"“”')
#: Where what is bounded is looked for: "until Friday" is a Friday to come.
_LEAN = {"until": FUTURE, "before": FUTURE, "since": PAST, "starting": FUTURE}


class Surroundings:
    """The pieces of a text, asked for the neighbours of an expression."""

    def __init__(self, pieces: Sequence[Piece], grammar: Grammar, text: str) -> None:
        self.pieces = pieces
        self.text = text
        self.grammar = grammar
        self.starts = [x.start for x in pieces]

    def tense(self, piece: Piece, *, alone: bool = False) -> str:
        """Return the tense of the verb that governs an expression.

        A phrase that stands alone has no verb: only what bounds it tells.
        """
        place = bisect_left(self.starts, piece.start)
        bound = self._before(place)
        bound = _JUST.get(bound, bound)
        if self.grammar.tongue:
            bound = bound or self._after(bisect_left(self.starts, piece.end))
        if self.grammar.tongue and bound == "since":
            bound = ""  # other languages have one word for "from" and "since"
        if alone:
            if _is_timed(piece) and bound == "before":
                return ""
            ahead = bound == "by" or piece.rule == "ahead"
            return FUTURE if ahead else _LEAN.get(bound, "")
        if self.grammar.tongue:
            return self._tense_in_tongue(place, bound)
        if bound == "by":  # "was contained by Friday", but "told to leave by Friday"
            when = tense_at(self.pieces, place)
            told = any(x.text.lower() == "to" for x in self.pieces[max(place - _NEAR, 0) : place])
            return PAST if is_past(when) and not told else FUTURE
        if bound == "before" and _is_timed(piece):  # "fell before dawn on Friday"
            return tense_at(self.pieces, place)
        if bound == "starting":
            return tense_at(self.pieces, place) or FUTURE
        if place and self.pieces[place - 1].text == "for" and self._is_due(piece):
            return FUTURE
        return _LEAN.get(bound) or tense_at(self.pieces, place)

    def _tense_in_tongue(self, place: int, bound: str) -> str:
        """Return the tense by a language's verbs: "by Monday they had left" is of the past."""
        before, after = tenses_in_tongue(self.pieces, place, self.text, self.grammar)
        if self.grammar.tongue is not None and self.grammar.tongue.verb_last:
            before, after = ("", after) if after else (before, "")
        if bound in ("by", "until", "before"):
            return PAST if after == PAST and not before else FUTURE
        return before or after

    def _is_due(self, piece: Piece) -> bool:
        """Tell whether "for" and a day, not "for Monday's attack", say when something is due."""
        after = bisect_left(self.starts, piece.end)
        then = self.pieces[after].text if after < len(self.pieces) else ""
        alone = not then[-1:].isalpha() or then in _AFTER_DUE
        said = said_of(piece)
        return alone and said is not None and said.unit == "day"

    def looks_on(self, piece: Piece) -> bool:
        """Tell whether a history looks ahead: "… that lasted until the fall of Budapest in May"."""
        place = bisect_left(self.starts, piece.start)
        for before in reversed(self.pieces[max(place - _NEAR, 0) : place]):
            if before.text in _STOPS or "block" in before.values:
                return False
            if before.text.lower() in _UNTIL:
                return True
        return False

    def promises(self, piece: Piece) -> bool:
        """Tell whether "will" stands before an expression in its sentence, as news has it."""
        place = bisect_left(self.starts, piece.start)
        for before in reversed(self.pieces[max(place - 2 * _NEAR, 0) : place]):
            if before.text in _ENDS or "block" in before.values:
                return False
            if before.text in ("will", "ll"):
                return True
        return False

    def leads(self, piece: Piece) -> bool:
        """Tell whether an expression stands among the first words of its sentence."""
        place = bisect_left(self.starts, piece.start)
        before = self.pieces[max(place - _LEADING, 0) : place]
        return place <= _LEADING or any(x.text in ".!?" or "\n" in x.text for x in before)

    def bounds(self, piece: Piece, said: Said) -> str:
        """Return how the words beside an expression bound it, as "by" and "since" do."""
        bound = self._bound(piece)
        if bound in _JUST:
            if said.op in ("timed", "clock") and said.value not in _PARTS:
                return "about"
            bound = _JUST[bound]
        if bound == "after" and said.op == "timed" and self.tense(piece) == PAST:
            return "of the day"  # "fell after 2 p.m. on Monday": no later day
        if bound in ("before", "after") and self._begins_with_part(piece, said):
            return "by" if self._is_deadline(piece, said, bound) else "of the day"
        starts = bound in ("since", "starting") and said.op == "shift" and said.mod == "START"
        return "since the start" if starts else bound

    def _begins_with_part(self, piece: Piece, said: Said) -> bool:
        """Tell "dawn on Friday" from "the night of 24 February" and "Friday morning"."""
        if said.op != "timed" or said.value not in _PARTS:
            return False
        place = bisect_left(self.starts, piece.start)
        ends = bisect_left(self.starts, piece.end)
        owned = any(x.text in ("'s", "’s") for x in self.pieces[place:ends])  # "Saturday's dawn"
        return owned or "part" in self.pieces[place].values

    def _is_deadline(self, piece: Piece, said: Said, bound: str) -> bool:
        """Tell whether "before midnight on Friday" ends what is to be done."""
        hour = said.value[1:2].isdigit() and bound == "before"
        return hour and self.tense(piece) == FUTURE

    def _bound(self, piece: Piece) -> str:
        if piece.parts:
            return ""
        place, after = bisect_left(self.starts, piece.start), bisect_left(self.starts, piece.end)
        how, then = self._before(place), self._after(after)
        if how == "from":  # "from Monday, …" bounds, "a letter from May 1916" does not
            starts = place < 2 or self.pieces[place - 2].text in ".!?" or then
            return "since" if starts else ""
        if self.pieces[after : after + 1] and "'s" in self.pieces[after].text.replace("’", "'"):
            return ""  # "after Monday's attack"
        return how or ("" if then == "onward" else then)

    def _before(self, place: int) -> str:
        if self.grammar.tongue is not None:
            return bound_in_tongue(self.pieces, place, self.grammar)
        for size in (3, 2, 1):
            near = self.pieces[max(place - size, 0) : place]
            words = tuple(" ".join(x.text.lower() for x in near).split())
            if len(near) == size and (how := self.grammar.bounds.get(words)):
                return how
        return ""

    def _after(self, place: int) -> str:
        if self.grammar.tongue is not None:
            return bound_after_in_tongue(self.pieces, place, self.grammar)
        words = tuple(x.text.lower() for x in self.pieces[place : place + 2])
        if how := self.grammar.bounds_after.get(words):
            goes_on = self.pieces[place + 2 : place + 3]
            ends = words[0] != "and" or not goes_on or not goes_on[0].text.isalnum()
            return how if ends else ""
        return self.grammar.bounds_after.get(words[:1], "")


def _is_timed(piece: Piece) -> bool:
    """Tell whether an expression is a time of a day."""
    said = said_of(piece)
    return said is not None and said.op == "timed"
