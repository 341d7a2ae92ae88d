"""The noun phrases of a sentence where no parser has been: where clauses begin, what is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.who.doers import is_name
from kb.read.article.words.nouns import class_of_noun
from kb.read.article.words.phrases import NUMBERS, chunks
from kb.read.article.words.syntax import DETERMINERS, MONTH, PREPOSITIONS, SUBORDINATORS

if TYPE_CHECKING:
    from kb.read.article.words.phrases import Phrase
    from kb.read.article.words.syntax import Syntax

#: What a clause may begin after.
OPENING = SUBORDINATORS | frozenset(
    'as where since and but though although , ; : - – — “ "'.split()
)
_QUANTIFIERS = frozenset(
    "at least most up to more less fewer than as many about around nearly almost over some "
    "approximately roughly estimated an between another".split()
)
#: Words of time, distance and share, which right after a verb are no object.
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december today yesterday tomorrow tonight last next "
    "this earlier later overnight ago second minute hour day night morning afternoon evening week "
    "weekend month year decade time seconds minutes hours days nights weeks months years decades "
    "times km miles mile kilometres kilometers metres meters percent %".split()
) | {MONTH}
#: Endings of verbs of saying, after which a clause may begin without "that".
_SAID = frozenset("said says announced reported claimed confirmed added".split())


class Phrases:
    """The phrases of a sentence, in order; `found` has them, and numbers count in it."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.found = chunks(syntax)

    def ending(self, place: int) -> int | None:
        """Return the phrase that ends at a place."""
        return next((i for i, x in enumerate(self.found) if x.last == place), None)

    def head_of(self, at: int) -> int:
        """Return the phrase that one after "of" belongs to: "fighters of the group"."""
        first = self.found[at].first
        if first > 1 and self.syntax.words[first - 1] == "of":
            above = self.ending(first - 2)
            if above is not None and (self._is_people(above) or self._is_number(above)):
                return above
        return at

    def _is_people(self, at: int) -> bool:
        return bool(class_of_noun(self.syntax.words[self.found[at].head]))

    def is_thing(self, at: int) -> bool:
        """Tell whether a phrase names somebody or something: "the rock", not "former" or "now"."""
        phrase, words = self.found[at], self.syntax.words
        counted = words[phrase.first] in DETERMINERS | NUMBERS or words[phrase.first][0].isdigit()
        named = is_name(self.syntax, phrase.head)
        whose = words[phrase.first] in ("whose", "now", "then")
        return (self._is_people(at) or named or counted) and not whose

    def _is_number(self, at: int) -> bool:
        word = self.syntax.words[self.found[at].head]
        return word.isdigit() or word in NUMBERS or word == "one"

    def stands_free(self, at: int) -> bool:
        """Tell whether a clause begins with a phrase, so that nothing else governs it."""
        words, first = self.syntax.words, self.found[at].first
        while first > 0 and words[first - 1] in _QUANTIFIERS - {"to"}:
            first -= 1
        return first == 0 or words[first - 1] in OPENING | _SAID

    def ends_list(self, place: int) -> bool:
        """Tell whether "and" before a place ends a list that began under another word.

        "The envoys of Peru, Chile, and Cuba left", unlike "they fled, and police fired".
        """
        words = self.syntax.words
        comma = place > 2 and words[place - 2] == ","
        before = self.ending(place - 3) if comma else None
        first = self.found[before].first if before is not None else 0
        return first > 0 and (words[first - 1] == "," or words[first - 1] in PREPOSITIONS)

    def listed_at(self, place: int) -> list[Phrase]:
        """Return the phrases listed from a place on; the first alone where that is unclear."""
        words = self.syntax.words
        begin = place
        while begin < len(words) and words[begin] in _QUANTIFIERS and begin - place < 3:
            begin += 1
        if "between" in words[place:begin] and words[begin + 1 : begin + 2] == ["and"]:
            begin += 2
        at = next(
            (i for i, x in enumerate(self.found) if place <= x.first <= begin <= x.last), None
        )
        if at is None or not self._can_be_object(self.found[at]):
            return []
        found = [self.found[at]]
        for phrase in self.found[at + 1 :]:
            gap = words[found[-1].last + 1 : phrase.first]
            if gap not in ([","], ["and"], [",", "and"]):
                break
            found.append(phrase)
            if "and" in gap:
                return found if self._closes(phrase.last + 1) else found[:1]
        return found[:1]

    def _closes(self, place: int) -> bool:
        """Tell whether a list ends before a place, and is not the subject of a verb there."""
        words = self.syntax.words
        ends = self.syntax.is_end(place) and words[place : place + 1] not in (["-"], ["‑"])
        return ends or words[place] in PREPOSITIONS | {"who"}

    def _can_be_object(self, phrase: Phrase) -> bool:
        words = self.syntax.words[phrase.first : phrase.last + 1]
        if any(x in TIMES for x in words):
            return False
        head = self.syntax.tokens[phrase.head].text
        number = head.isdigit() and words == [head] and self._closes(phrase.last + 1)
        words = [x for x in words if x not in _QUANTIFIERS] or words
        counted = words[0] in DETERMINERS | NUMBERS or words[0].replace(",", "").isdigit()
        known = bool(class_of_noun(words[-1])) or head[:1].isupper()
        described = counted and len(words) > 1
        return known or described or number or self._joins(phrase.last + 1, head)

    def _joins(self, place: int, head: str) -> bool:
        """Tell whether a number stands alone before another clause: "killed 5 and wounded 12"."""
        return head.isdigit() and self.syntax.words[place : place + 1] == ["and"]
