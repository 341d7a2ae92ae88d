"""The tense of the verbs around an expression, by the words and endings of a language's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.resolve.dates.find.tense import FUTURE, PAST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.resolve.dates.find.rules import Grammar
    from kb.resolve.dates.find.scan import Piece

_SIGNS = frozenset(".!?;")
_REACH = 14


def tenses_in_tongue(
    pieces: Sequence[Piece], place: int, text: str, grammar: Grammar
) -> tuple[str, str]:
    """Return the tense of the nearest verb before a place in its sentence, and of the one after."""
    found, plain = {-1: "", 1: ""}, {grammar.lexicon.other, *grammar.gap}
    for step in found:
        at = place + step
        for _ in range(_REACH):
            if not 0 <= at < len(pieces) or _ends(pieces[at]):
                break
            if pieces[at].symbol in plain:
                found[step] = _tense(pieces, at, text, grammar)
            if found[step]:
                break
            at += step
    return found[-1], found[1]


def _ends(piece: Piece) -> bool:
    return piece.text in _SIGNS or "block" in piece.values


def _tense(pieces: Sequence[Piece], at: int, text: str, grammar: Grammar) -> str:
    """Return the tense of a word, or of it and the next: in French "a déclaré" is past."""
    verbs = grammar.tongue.verbs if grammar.tongue is not None else {}
    word = _word(pieces, at, text)
    both = f"{word} {_word(pieces, at + 1, text)}"
    if not verbs or verbs["none"].fullmatch(word):
        return ""
    for tense, name in ((FUTURE, "future"), (PAST, "past")):
        if verbs[name].fullmatch(word) or verbs[name].fullmatch(both):
            return tense
    return ""


def _word(pieces: Sequence[Piece], at: int, text: str) -> str:
    return text[pieces[at].start : pieces[at].end].lower() if at < len(pieces) else ""
