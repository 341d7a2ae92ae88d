"""One phrase to one time span."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.model.edtf import LONGEST as LONGEST_EDTF
from kb.resolve.dates.anchor import anchor
from kb.resolve.dates.lexicon import LANGUAGES, LONGEST, alphabet_of
from kb.resolve.dates.numeric import read_iso
from kb.resolve.dates.published import anchor_day
from kb.resolve.dates.reading import read_words

if TYPE_CHECKING:
    from datetime import date

    from kb.model.timespan import TimeSpan

#: What a source says where it does not know.
UNKNOWN = "unknown"
_LONG_YEAR = {"Y-", *(f"Y{digit}" for digit in range(10))}
_YEAR = re.compile(r"(?<![0-9,.])[12][0-9]{3}(?![0-9])", re.ASCII)


def resolve_date(
    phrase: str,
    *,
    published: str | date | None = None,
    lang: str | None = "en",
    context: str | TimeSpan | None = None,
) -> TimeSpan | None:
    """Return the time that a phrase means, or None where it cannot be known.

    EDTF and ISO 8601 are read as they are; words by the tables of the language (`lang`, ISO
    639-1), which for `None` is found by the alphabet. `published` is the day or instant of
    publication, in ISO 8601: without it, a phrase that counts from it is None. No part that the
    phrase does not say is ever filled in: what is vague stays vague. `context` is the time last
    mentioned, in EDTF: what "two days later" and, in a narrative, a date without a year count from.

    >>> resolve_date("on Monday", published="2022-09-06").edtf
    '2022-09-05'
    >>> resolve_date("late August", published="2022-09-06").edtf
    '[2022-08-21..2022-08-31]'
    >>> resolve_date("by September 15", published="2022-09-06").edtf
    '[..2022-09-15]'
    >>> resolve_date("on Monday") is None
    True
    >>> resolve_date("two days later", context="1941-12-07").edtf
    '1941-12-09'
    """
    if context is not None and (lang or "en").startswith("en") and len(phrase) <= LONGEST:
        from kb.resolve.dates.find.whole import resolve_whole

        found = resolve_whole(phrase, anchor_day(published), context)
        if found is not None:
            return found
    return resolve_anchored(phrase, anchor_day(published), lang)


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
    expression = read_words(phrase, code)
    if expression is not None:
        return anchor(expression, published)
    if code in ("", "en") and alphabet == "latin":
        from kb.resolve.dates.find.whole import resolve_whole

        found = resolve_whole(phrase, published)
        if found is not None:
            return found
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
