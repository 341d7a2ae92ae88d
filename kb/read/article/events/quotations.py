"""Which words of an article stand in quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.read.article.words.syntax import Syntax

_OPENING, _CLOSING = "“«„", "”»"


def quoted_places(syntaxes: Sequence[Syntax]) -> list[frozenset[int]]:
    """Return the places of each sentence that lie in quotations, which may span sentences."""
    inside = False
    paragraph = -1
    found = []
    for syntax in syntaxes:
        if syntax.sentence.paragraph != paragraph:
            inside, paragraph = False, syntax.sentence.paragraph
        places = set()
        for at, token in enumerate(syntax.tokens):
            mark = token.text
            if mark in _OPENING or (mark in ('"', "``") and not inside):
                inside = True
            elif mark in _CLOSING or mark in ('"', "''"):
                inside = False
            elif inside:
                places.add(at)
        found.append(frozenset(places))
    return found
