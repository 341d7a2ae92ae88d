"""Phrases of time to time spans, and the time expressions of a text.

The way of a phrase: `lexicon` turns it into tokens by the tables of a language, `grammar` into an
expression, `anchor` into a `TimeSpan` by the day of its publication; `numeric` reads what is in
digits alone, and `foreign` asks dateparser about languages without a table. Running text is read
by `find`, a grammar in tables with its own anchoring; what the phrase tables leave unread it reads
too.
"""

from __future__ import annotations

from kb.resolve.dates.column import resolve_date_column
from kb.resolve.dates.find.mention import DateMention, DateMentions
from kb.resolve.dates.find.reader import find_dates
from kb.resolve.dates.find.tongue import LANGUAGES
from kb.resolve.dates.phrase import resolve_date

__all__ = ["LANGUAGES", "DateMention", "DateMentions", "find_dates", "resolve_date", "resolve_date_column"]
