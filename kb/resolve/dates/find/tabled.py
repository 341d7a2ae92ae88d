"""Time expressions in the text of a language that has a table of words and no grammar of its own.

Words that the table knows, numbers and signs make runs; from each place of a run the longest
stretch that the phrase reader reads whole is an expression. A stretch has at most so many words,
so that the work is linear in the text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kb.model.calendar import DAY, unit_of
from kb.resolve.dates.anchor import anchor
from kb.resolve.dates.find.mention import DateMention
from kb.resolve.dates.find.timex import unit_value
from kb.resolve.dates.lexicon import alphabet_of, load_language
from kb.resolve.dates.reading import read_words
from kb.resolve.dates.single import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.model.timespan import TimeSpan

_TOKEN = re.compile(r"[0-9]++(?:[.:/-][0-9]++)*+|[^\W\d_]++(?:['’ʼ][^\W\d_]++)*+|[-–—,.]")
_MOST = 9
#: Kinds of word without which a stretch says no time.
_TELLING = frozenset({"month", "weekday", "deictic", "unit", "units", "season", "which"})
_YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}")
_WRITTEN = re.compile(r"[0-9]++[./-][0-9]++[./-][0-9]++")

#: Marks of words that stand before dates.
_JOINING = PREFIXES | {"skip", "in", "to", "and", "or", "onto"}

Words = list[re.Match[str]]


def find_tabled(text: str, published: int | None, code: str) -> Iterator[DateMention]:
    """Yield the time expressions of a text, in order."""
    for run in _runs(text, code):
        place = 0
        while place < len(run):
            size, found = _longest(text, run[place : place + _MOST], published, code)
            if found is not None:
                yield found
            place += size


def language_of(text: str) -> str:
    """Tell a language with a table by its letters and by the words that tell times."""
    if alphabet_of(text) != "cyrillic":
        return "en"
    words = [x[0].lower() for x in _TOKEN.finditer(text)]
    return max(("uk", "ru"), key=lambda code: sum(_words(code).get(x, False) for x in words))


@cache
def _words(code: str) -> dict[str, bool]:
    """Return the words of a language, and whether each tells that a time is meant."""
    known: dict[str, bool] = {}
    for forms in load_language(code).entries.values():
        for words, token in forms:
            for word in words:
                known[word] = known.get(word, False) or not _TELLING.isdisjoint(token.tags)
    return known


def _runs(text: str, code: str) -> Iterator[Words]:
    known = _words(code)
    run: Words = []
    end = 0
    for match in _TOKEN.finditer(text):
        word = match[0].lower()
        broken = "\n\n" in text[end : match.start()] or not (word in known or not word[0].isalpha())
        if broken and run:
            yield run
            run = []
        if not broken or word in known:
            run.append(match)
        end = match.end()
    if run:
        yield run


def _longest(
    text: str, run: Words, published: int | None, code: str
) -> tuple[int, DateMention | None]:
    """Return how many words the longest expression at the start of a run has, and what it is."""
    known = _words(code)
    if not run[0][0][0].isalnum():
        return 1, None
    for size in range(len(run), 0, -1):
        words = run[:size]
        if not words[-1][0][0].isalnum() or not any(_tells(x[0].lower(), known) for x in words):
            continue
        if _only_joins(words[-1][0].lower(), code) or (size == 1 and _YEAR.fullmatch(words[0][0])):
            continue
        start, end = words[0].start(), words[-1].end()
        expression = read_words(text[start:end], code)
        if expression is None:
            continue
        while words[0] is not words[-1] and _only_joins(words[0][0].lower(), code):
            words = words[1:]
        start = words[0].start()
        span = anchor(expression, published)
        value = _value(span) if span is not None else ""
        return size, DateMention(start, end, text[start:end], "date", span, value, rule="table")
    return 1, None


def _tells(word: str, known: dict[str, bool]) -> bool:
    return known.get(word, False) or bool(_YEAR.fullmatch(word) or _WRITTEN.fullmatch(word))


def _only_joins(word: str, code: str) -> bool:
    """Tell whether a word only stands before dates: a preposition is no part of one."""
    forms = load_language(code).entries.get(word, ())
    alone = (token for words, token in forms if words == (word,) and not token.tags)
    return any(token.marks & _JOINING for token in alone)


def _value(span: TimeSpan) -> str:
    """Return the TIMEX3 value of a span that is one unit of the calendar."""
    unit = unit_of(span.begin) if span.begin == span.end else None
    name = unit.precision.name.lower() if unit is not None else ""
    if name not in ("day", "week", "month", "year") or span.earliest is None:
        return ""
    return unit_value(name, span.earliest // DAY)
