"""The tense of the verb that governs an expression, from the words around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.resolve.dates.find.scan import Piece

PAST, FUTURE = "past", "future"
_FUTURE = frozenset(
    "will shall ll scheduled due expected plans planned planning plan expects upcoming"
    " intends set slated".split()
)
_PAST = frozenset(
    "was were had did said told went came took made saw got gave found left began became held met"
    " fell won lost sent broke brought built bought caught chose cut died fled fought flew grew"
    " heard hit kept killed knew led paid put ran rose shot spoke spent stood struck taught thought"
    " threw wrote been has have".split()
)
_SIGNS = frozenset(".!?;")
_REACH = 14


def tense_at(pieces: Sequence[Piece], place: int) -> str:
    """Return past, future or nothing for the expression at a place among the pieces of a text.

    The nearest verb before it in its sentence decides, else the nearest after it.
    """
    for step in (-1, 1):
        at = place + step
        for _ in range(_REACH):
            if not 0 <= at < len(pieces):
                break
            word = pieces[at].text.lower()
            if word in _SIGNS or "block" in pieces[at].values:
                break
            if found := _tense(word, pieces[at - 1].text.lower() if at else ""):
                return found
            at += step
    return ""


_ED = re.compile(r"[a-z]{2,}ed")


def _tense(word: str, before: str) -> str:
    if word in _FUTURE:
        return FUTURE
    if word in _PAST:
        return PAST
    if _ED.fullmatch(word) and before not in ("be", "to"):
        return PAST
    if word == "to" and before in ("is", "are"):
        return FUTURE
    return ""
