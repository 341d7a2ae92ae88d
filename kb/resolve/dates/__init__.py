"""Phrases of time to time spans.

The way of a phrase: `lexicon` turns it into tokens by the tables of a language, `grammar` into an
expression, `anchor` into a `TimeSpan` by the day of its publication; `numeric` reads what is in
digits alone, and `foreign` asks dateparser about languages without a table.
"""

from __future__ import annotations

from kb.resolve.dates.column import resolve_date_column
from kb.resolve.dates.phrase import resolve_date

__all__ = ["resolve_date", "resolve_date_column"]
