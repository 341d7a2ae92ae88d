"""Whether a text is in English, by the share of the words that hold English together."""

from __future__ import annotations

import re
from itertools import islice

from kb.read.article.words.syntax import (
    BE,
    DETERMINERS,
    FUTURE,
    HAVE,
    MODALS,
    NEGATIONS,
    PREPOSITIONS,
)

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FUNCTION = (
    BE
    | DETERMINERS
    | FUTURE
    | HAVE
    | MODALS
    | NEGATIONS
    | PREPOSITIONS
    | frozenset("and or but if that which who he she it they we you i him them than then".split())
)
#: Words that are looked at; and the fewest that tell.
_MOST, _FEWEST = 1_000, 12
#: The least share of such words in English: of 585 articles of LGL one has less, a list of 43;
#: of the case tables in seven other languages German has the most, 9%.
_LEAST = 0.12


def looks_english(text: str) -> bool:
    """Tell whether a text may be in English; one of a few words, headlines say, may be.

    >>> looks_english("The bridge was hit on Monday, and the mayor said that it had been closed.")
    True
    >>> looks_english("Die Brücke wurde am Montag getroffen, sagte der Rat, und dann gesperrt.")
    False
    """
    words = [x[0].lower() for x in islice(_WORD.finditer(text), _MOST)]
    if len(words) < _FEWEST:
        return True
    return sum(x in _FUNCTION for x in words) >= _LEAST * len(words)
