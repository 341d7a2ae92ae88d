"""A text with its time expressions marked: as TIMEX3, and as HTML for a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kb.resolve.dates.find.mention import DateMention

_TYPES = {"date": "DATE", "time": "TIME", "duration": "DURATION", "set": "SET", "reference": "DATE"}
#: Characters that XML 1.0 has no place for.
_UNPRINTABLE = (
    {x: "\ufffd" for x in range(32) if x not in (9, 10, 13)}
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    | {0xFFFE: "", 0xFFFF: ""}
)


def timex3(text: str, mentions: Iterable[DateMention]) -> str:
    """Return the text with TIMEX3 elements, by the guidelines of ISO-TimeML."""
    number = 0

    def element(found: DateMention, inner: str) -> str:
        nonlocal number
        number += 1
        mod = f" mod={quoteattr(found.mod)}" if found.mod else ""
        says = f'type="{_TYPES[found.kind]}" value={quoteattr(found.value)}{mod}'
        return f'<TIMEX3 tid="t{number}" {says}>{inner}</TIMEX3>'

    singles = [x for mention in mentions for x in mention.timexes]
    return _marked(text, singles, element).translate(_UNPRINTABLE)


def timeml(text: str, mentions: Iterable[DateMention], published: str | None) -> str:
    """Return the text as a document of TimeML 1.2.1, with the time of its creation."""
    day = (published or "")[:10]
    created = (
        f'<TIMEX3 tid="t0" type="DATE" value={quoteattr(day)} temporalFunction="false"'
        f' functionInDocument="CREATION_TIME">{escape(day)}</TIMEX3>'
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n'
    dct = f"<DCT>{created}</DCT>\n" if day else ""
    return f"{head}{dct}<TEXT>{timex3(text, mentions)}</TEXT>\n</TimeML>"


def highlighted(text: str, mentions: Iterable[DateMention]) -> str:
    """Return the text as HTML with its expressions marked, and what each means on pointing."""

    def element(found: DateMention, inner: str) -> str:
        says = found.time_span.words if found.time_span is not None else found.kind
        shown = escape(f"{found.value} · {says} · {found.rule}", quote=True)
        return f'<mark title="{shown}">{inner}</mark>'

    marked = _marked(text, mentions, element).translate(_UNPRINTABLE)
    return f'<div style="white-space: pre-wrap">{marked}</div>'


def _marked(
    text: str, mentions: Iterable[DateMention], element: Callable[[DateMention, str], str]
) -> str:
    pieces, place = [], 0
    for found in mentions:
        pieces.append(escape(text[place : found.start], quote=False))
        pieces.append(element(found, escape(text[found.start : found.end], quote=False)))
        place = found.end
    pieces.append(escape(text[place:], quote=False))
    return "".join(pieces)
