"""A phrase in words to what it says, by the tables of its language."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kb.resolve.dates.grammar import parse_phrase
from kb.resolve.dates.lexicon import (
    ALPHABETS,
    LANGUAGES,
    LONGEST,
    alphabet_of,
    load_language,
    tokenise,
)

if TYPE_CHECKING:
    from kb.resolve.dates.expressions import Expression


@lru_cache(maxsize=16_384)
def read_words(phrase: str, code: str) -> Expression | None:
    """Read a phrase in its language, else in another that is written like it."""
    if len(phrase) > LONGEST:
        return None
    alphabet = alphabet_of(phrase)
    others = () if code and code not in LANGUAGES else LANGUAGES
    for language in dict.fromkeys((code, *others)):
        if language not in LANGUAGES or alphabet not in ("", ALPHABETS[language]):
            continue
        tokens = tokenise(phrase, load_language(language))
        if tokens and (found := parse_phrase(tokens)):
            return found
    return None
