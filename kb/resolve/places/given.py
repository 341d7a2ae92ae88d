"""What callers give, checked: whatever is wrong is one clear message."""

from __future__ import annotations

from collections.abc import Iterable
from typing import SupportsIndex

from kb.errors import InvalidValue

__all__ = ["countries_of", "names_of", "spans_of", "text_of"]


def text_of(text: object) -> str:
    """Return a text if it is one."""
    if not isinstance(text, str):
        raise InvalidValue(f"the text must be a str, not {type(text).__name__}")
    return text


def spans_of(spans: object, text: str) -> list[tuple[int, int]]:
    """Return spans as pairs of offsets that lie within a text."""
    return [_span(each, text) for each in _entries(spans, "spans are a list of pairs of offsets")]


def names_of(names: object, text: str) -> list[tuple[int, int, str]]:
    """Return what a recogniser proposes: offsets that lie within a text, and a label."""
    found = []
    for each in _entries(names, "names are a list of start, end and label"):
        if not isinstance(each, tuple | list) or len(each) != 3 or not isinstance(each[2], str):
            raise InvalidValue(f"a name is a start, an end and a label, not {each!r:.60}")
        found.append((*_span(each[:2], text), each[2]))
    return found


def countries_of(countries: object) -> list[str]:
    """Return codes of countries."""
    said = "countries are a list of codes such as 'UA'"
    codes = _entries(countries, said)
    for code in codes:
        if not (isinstance(code, str) and len(code) == 2 and code.isupper()):
            raise InvalidValue(f"{said}, not {code!r:.60}")
    return [str(code) for code in codes]


def _entries(given: object, said: str) -> list[object]:
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise InvalidValue(f"{said}, not {given!r:.60}")
    return list(given)


def _span(span: object, text: str) -> tuple[int, int]:
    ends = list(span) if isinstance(span, Iterable) and not isinstance(span, str | bytes) else []
    if len(ends) != 2 or not all(isinstance(x, SupportsIndex) for x in ends):
        raise InvalidValue(f"a span is a pair of offsets such as (0, 6), not {span!r:.60}")
    start, end = (int(x) for x in ends)
    if not 0 <= start < end <= len(text):
        raise InvalidValue(
            f"span ({start}, {end}) does not lie within the text, which has {len(text)} characters"
        )
    return start, end
