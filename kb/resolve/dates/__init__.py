"""Phrases of time to time spans, and the time expressions of a text: one reading for both.

An expression is data. `languages/` has the words of each language, one file a language, and
`find/grammars/` the forms over kinds of words: those that all languages share, and the richer ones
of English. They are compiled once; `find` runs them over a text and anchors what it finds.
`phrase` reads EDTF and ISO 8601 as they are, and words where one expression is all of the phrase;
`foreign` asks dateparser about languages without a file.
"""

from __future__ import annotations

from kb.resolve.dates.column import resolve_date_column
from kb.resolve.dates.find.mention import DateMention, DateMentions
from kb.resolve.dates.find.tongue import LANGUAGES
from kb.resolve.dates.phrase import resolve_date
from kb.resolve.dates.text import find_dates

__all__ = [
    "LANGUAGES",
    "DateMention",
    "DateMentions",
    "find_dates",
    "resolve_date",
    "resolve_date_column",
]
