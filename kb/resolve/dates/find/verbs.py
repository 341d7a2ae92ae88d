"""The tense of the verbs around an expression, by the words and endings of a language's file."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kb.resolve.dates.find.tense import FUTURE, PAST
from kb.resolve.dates.find.tongue import load_tongue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.resolve.dates.find.rules import Grammar
    from kb.resolve.dates.find.scan import Piece

_SIGNS = frozenset(".!?;")
_REACH = 14


def tenses_in_tongue(
    pieces: Sequence[Piece], place: int, text: str, grammar: Grammar
) -> tuple[str, str]:
    """Return the tense of the nearest verb before a place in its sentence, and of the one after.

    A verb before a comma is that of another clause, and tells nothing where one after does: "he
    said, on Friday they will meet".
    """
    before, apart = _nearest(pieces, place, -1, text, grammar)
    after, _ = _nearest(pieces, place, 1, text, grammar)
    return ("" if apart and after else before), after


def _nearest(
    pieces: Sequence[Piece], place: int, step: int, text: str, grammar: Grammar
) -> tuple[str, bool]:
    """Return the tense of the nearest verb in a direction, and whether a comma stands between."""
    apart, plain = False, {grammar.lexicon.other, *grammar.gap}
    for at in range(place + step, place + step * (_REACH + 1), step):
        if not 0 <= at < len(pieces) or _ends(pieces[at]):
            break
        apart |= pieces[at].text == ","
        if pieces[at].symbol in plain and (tense := tense_of(pieces, at, text, grammar)):
            return tense, apart
    return "", apart


def _ends(piece: Piece) -> bool:
    return piece.text in _SIGNS or "block" in piece.values


def tense_of(pieces: Sequence[Piece], at: int, text: str, grammar: Grammar) -> str:
    """Return the tense of a word, or of it and the next: in French "a déclaré" is past."""
    verbs = _patterns(grammar.tongue.code) if grammar.tongue is not None else {}
    word = _word(pieces, at, text)
    both = f"{word} {_word(pieces, at + 1, text)}"
    if not verbs or verbs["none"].fullmatch(word):
        return ""
    for tense, name in ((FUTURE, "future"), (PAST, "past")):
        if verbs[name].fullmatch(word) or verbs[name].fullmatch(both):
            return tense
    return ""


@cache
def _patterns(code: str) -> dict[str, re.Pattern[str]]:
    """Compile words of which a star is at least two letters: "*лися"."""
    verbs = load_tongue(code).verbs
    said = {x: "|".join(re.escape(y).replace(r"\*", r"\w{2,40}") for y in verbs[x]) for x in verbs}
    return {x: re.compile(y or "(?!)") for x, y in said.items()}


def _word(pieces: Sequence[Piece], at: int, text: str) -> str:
    return text[pieces[at].start : pieces[at].end].lower() if at < len(pieces) else ""
