"""One phrase to one time span."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.model.edtf import LONGEST as LONGEST_EDTF
from kb.resolve.dates.anchor import anchor
from kb.resolve.dates.grammar import parse_phrase
from kb.resolve.dates.lexicon import (
    ALPHABETS,
    LANGUAGES,
    LONGEST,
    alphabet_of,
    load_language,
    tokenise,
)
from kb.resolve.dates.numeric import read_iso

if TYPE_CHECKING:
    from kb.model.timespan import TimeSpan
    from kb.resolve.dates.expressions import Expression

#: What a source says where it does not know.
UNKNOWN = "unknown"
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]\S{1,40})?", re.ASCII)
_LONG_YEAR = {"Y-", *(f"Y{digit}" for digit in range(10))}
_YEAR = re.compile(r"(?<![0-9,.])[12][0-9]{3}(?![0-9])", re.ASCII)


def resolve_date(
    phrase: str, *, published: str | date | None = None, lang: str | None = "en"
) -> TimeSpan | None:
    """Return the time that a phrase means, or None where it cannot be known.

    EDTF and ISO 8601 are read as they are; words by the tables of the language (`lang`, ISO
    639-1), which for `None` is found by the alphabet. `published` is the day or instant of
    publication, in ISO 8601: without it, a phrase that counts from it is None. No part that the
    phrase does not say is ever filled in: what is vague stays vague.

    >>> resolve_date("on Monday", published="2022-09-06").edtf
    '2022-09-05'
    >>> resolve_date("late August", published="2022-09-06").edtf
    '[2022-08-21..2022-08-31]'
    >>> resolve_date("by September 15", published="2022-09-06").edtf
    '[..2022-09-15]'
    >>> resolve_date("on Monday") is None
    True
    """
    return resolve_anchored(phrase, anchor_day(published), lang)


def anchor_day(published: str | date | None) -> int | None:
    """Return the ordinal of a day or instant; None where it is not known to the day.

    >>> anchor_day("2022-09-06T23:30:00Z"), anchor_day("2022-09"), anchor_day("2022-02-30")
    (738404, None, None)
    """
    if isinstance(published, date):
        return published.toordinal()
    match = _DAY.fullmatch(published.strip()) if published and len(published) < 60 else None
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).toordinal()
    except ValueError:
        return None


def resolve_anchored(phrase: str, published: int | None, lang: str | None) -> TimeSpan | None:
    """Return the time that a phrase means, published on a day (an ordinal)."""
    phrase = phrase.strip() if len(phrase) <= LONGEST_EDTF else ""
    if not phrase or phrase == UNKNOWN:
        return None
    if span := read_absolute(phrase):
        return span
    if len(phrase) > LONGEST:
        return None
    code = (lang or "").partition("-")[0].lower()
    alphabet = alphabet_of(phrase)
    expression = _expression(phrase, code, alphabet)
    if expression is not None:
        return anchor(expression, published)
    known = code in LANGUAGES or not code
    if known and not _YEAR.search(phrase):
        return None
    from kb.resolve.dates.foreign import resolve_foreign

    return resolve_foreign(phrase, published, code or "en", absolute=known)


def read_absolute(text: str) -> TimeSpan | None:
    """Read EDTF or ISO 8601: it means the same in any language, on any day."""
    if len(text) > LONGEST_EDTF or not (text[:1] in "0123456789-[{./" or text[:2] in _LONG_YEAR):
        return None
    return read_iso(text)


@lru_cache(maxsize=16_384)
def _expression(phrase: str, code: str, alphabet: str) -> Expression | None:
    """Read a phrase in its language, else in another that is written like it."""
    others = () if code and code not in LANGUAGES else LANGUAGES
    for language in dict.fromkeys((code, *others)):
        if language not in LANGUAGES or alphabet not in ("", ALPHABETS[language]):
            continue
        tokens = tokenise(phrase, load_language(language))
        if tokens and (found := parse_phrase(tokens)):
            return found
    return None
