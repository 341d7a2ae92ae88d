"""One phrase to one time span."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.model.edtf import LONGEST as LONGEST_EDTF
from kb.resolve.dates.find.genre import NEWS
from kb.resolve.dates.find.reader import Reader, parse_phrase
from kb.resolve.dates.find.telling import alphabet_of, languages_of
from kb.resolve.dates.find.tongue import LANGUAGES
from kb.resolve.dates.find.whole import UnreadError, read_whole, resolve_whole
from kb.resolve.dates.numeric import read_iso
from kb.resolve.dates.published import anchor_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kb.model.timespan import TimeSpan
    from kb.resolve.dates.find.mention import DateMention

#: What a source says where it does not know.
UNKNOWN = "unknown"
#: So many languages are tried after the one that is given, the likeliest by the phrase's words.
_LIKELY = 3
#: A phrase with more characters is none.
LONGEST = 200
#: A day or instant of publication with more characters is none.
_LONGEST_DAY = 60
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

    EDTF and ISO 8601 are read as they are; words as `find_dates` reads them, where one expression
    is all of the phrase. `lang` (ISO 639-1) is tried first, then what is written in its letters;
    `None` finds it by the words. `published` is the day or instant of publication, in ISO 8601, or
    a day in words: without it, a phrase that counts from it is None. No part that the phrase does
    not say is ever filled in: what is vague stays vague. `context` is the time last mentioned, in
    EDTF: what "two days later" and, in a narrative, a date without a year count from.

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
    return resolve_anchored(phrase, day_published(published), lang, context)


def resolve_anchored(
    phrase: str,
    published: int | None,
    lang: str | None,
    context: str | TimeSpan | None = None,
) -> TimeSpan | None:
    """Return the time that a phrase means, published on a day (an ordinal)."""
    phrase = phrase.strip() if len(phrase) <= LONGEST_EDTF else ""
    if not phrase or phrase == UNKNOWN:
        return None
    if span := read_absolute(phrase):
        return span
    if len(phrase) > LONGEST:
        return None
    code = (lang or "").partition("-")[0].lower()
    for each in _languages(phrase, code):
        try:
            return resolve_whole(phrase, published, context, each)
        except UnreadError:
            continue
    known = code in LANGUAGES or not code
    if known and not _YEAR.search(phrase):
        return None
    from kb.resolve.dates.foreign import resolve_foreign

    return resolve_foreign(phrase, published, code or "en", absolute=known)


def read_phrase(
    phrase: str,
    *,
    published: str | date | None = None,
    lang: str | None = "en",
    context: str | TimeSpan | None = None,
) -> list[DateMention]:
    """Return how a phrase is read: the expression that is all of it, with its TIMEX3 value.

    It is empty where words are no expression, and for what is EDTF or of a language without a file.

    >>> [(x.value, x.mod) for x in read_phrase("late August", published="2022-09-06")]
    [('2022-08', 'END')]
    """
    day, code = day_published(published), (lang or "").partition("-")[0].lower()
    for each in _languages(phrase, code) if len(phrase) <= LONGEST else ():
        try:
            return read_whole(Reader(parse_phrase(phrase, each), day, context or NEWS, alone=True))
        except UnreadError:
            continue
    return []


def day_published(published: str | date | None) -> int | None:
    """Return the ordinal of a day of publication, also of one in words: "5 September 2022"."""
    return anchor_day(iso_published(published) if isinstance(published, str) else published)


def iso_published(text: str) -> str:
    """Return a day of publication in ISO 8601; what is no day, or may be two, as it is.

    >>> iso_published("5 September 2022"), iso_published("05.09.2022"), iso_published("5/9/2022")
    ('2022-09-05', '2022-09-05', '5/9/2022')
    """
    text = text.strip()
    if len(text) > _LONGEST_DAY or anchor_day(text) is not None:
        return text
    return _one_day(text) or text


@lru_cache(maxsize=4096)
def _one_day(text: str) -> str:
    span = resolve_anchored(text, None, None)
    day = span.edtf if span is not None else ""
    return day if anchor_day(day) is not None else ""


def _languages(phrase: str, code: str) -> Iterator[str]:
    """Yield the languages to read a phrase in: its own, then those that are written like it."""
    if not code or code in LANGUAGES:
        if code or not alphabet_of(phrase):
            yield code or "en"
        yield from [x for x in _likely(phrase) if x != code][: _LIKELY if code else None]


@lru_cache(maxsize=16_384)
def _likely(phrase: str) -> tuple[str, ...]:
    return tuple(languages_of(phrase)) if alphabet_of(phrase) else ()


def read_absolute(text: str) -> TimeSpan | None:
    """Read EDTF or ISO 8601: it means the same in any language, on any day."""
    if len(text) > LONGEST_EDTF or not (text[:1] in "0123456789-[{./" or text[:2] in _LONG_YEAR):
        return None
    return read_iso(text)
