"""The time expressions of one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.resolve.dates.find.mention import DateMentions
from kb.resolve.dates.find.reader import Parsed, Reader
from kb.resolve.dates.find.telling import language_of
from kb.resolve.dates.find.tongue import LANGUAGES
from kb.resolve.dates.phrase import day_published

if TYPE_CHECKING:
    from datetime import date

    from kb.model.timespan import TimeSpan


def find_dates(
    text: str,
    *,
    published: str | date | None = None,
    lang: str | None = "en",
    context: str | TimeSpan | None = None,
) -> DateMentions:
    """Find the time expressions of a text, and tell what each means.

    `published` is the day or instant of publication. `context` is `news`, `narrative` (dates
    follow the story, not the publication), or the time last mentioned before the text (EDTF);
    without it the text tells: one with many years and few words such as "last week" is a
    narrative. `lang` is the language of the text (ISO 639-1, also with the country, as in
    `en-GB`, which tells what 4/5/1968 is; else other dates of the text do, or it stays either day);
    `None` finds it by its words. Of a
    language without a file of words (`kb.resolve.dates.LANGUAGES`) nothing is found. In a text,
    "next Friday" has one reading, that of its TIMEX3 value; by itself it may be two days.

    >>> for found in find_dates("Voting on Monday was put off until September 30.",
    ...                         published="2022-09-06"):
    ...     print(found.text, found.value, found.time_span.edtf)
    Monday 2022-09-05 2022-09-05
    September 30 2022-09-30 ../2022-09-30
    """
    day = day_published(published)
    code, _, region = lang.partition("-") if lang else (language_of(text), "", "")
    code = code.lower()
    if code not in LANGUAGES:
        return DateMentions(text, ())
    return DateMentions(text, Reader(Parsed(text, code, region=region), day, context).mentions())
