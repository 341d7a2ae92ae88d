"""A column of phrases to time spans, each distinct one resolved once."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

from kb.resolve.dates.phrase import UNKNOWN, read_absolute, resolve_anchored
from kb.resolve.dates.published import anchor_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from kb.model.spans import Spans
    from kb.model.timespan import TimeSpan

#: Codes of rows without a date: the cell claims none, or it cannot be resolved.
EMPTY, UNRESOLVED = -1, -2


def resolve_date_column(
    phrases: Iterable[str],
    published: Iterable[str] | str = "",
    langs: Iterable[str] | str = "en",
) -> tuple[NDArray[np.int32], Spans]:
    """Return a code for each phrase, and the spans that the codes are rows of.

    Codes are -1 where the phrase is empty or `unknown`, and -2 where it cannot be resolved;
    `spans.take(codes)` aligns the spans with the phrases. A single `published` or `langs` counts
    for all.

    >>> codes, spans = resolve_date_column(["2022-08-30", "", "in a while", "on Monday"],
    ...                                    "2022-09-06")
    >>> codes.tolist(), spans.edtf.tolist()
    ([0, -1, -2, 1], ['2022-08-30', '2022-09-05'])
    """
    import numpy as np

    from kb.model.spans import Spans

    cells = _texts(phrases)
    days = repeat(published) if isinstance(published, str) else _texts(published)
    languages = repeat(langs) if isinstance(langs, str) else _texts(langs)
    table = _Table(cells)
    known = map(table.absolute.get, cells)
    codes = [
        table.relative(cell, day[:10], lang) if code is None else code
        for code, cell, day, lang in zip(known, cells, days, languages, strict=False)
    ]
    return np.array(codes, dtype=np.int32), Spans.from_list(table.spans)


def _texts(column: Iterable[str]) -> list[str]:
    """Return a column as a list; a Series hands itself over whole in an eighth of the time."""
    return column.tolist() if hasattr(column, "tolist") else list(column)


class _Table:
    """The distinct spans so far, and what is known of cells seen before."""

    def __init__(self, cells: Iterable[str]) -> None:
        self.spans: list[TimeSpan] = []
        self.absolute: dict[str, int] = {}
        self._codes: dict[str, int] = {}
        self._relative: dict[tuple[str, str, str], int] = {}
        self._days: dict[str, int | None] = {"": None}
        for cell in dict.fromkeys(cells):
            self._read_absolute(cell)

    def _read_absolute(self, cell: str) -> None:
        """Read a cell that means the same whenever it was published."""
        text = cell.strip()
        if text in ("", UNKNOWN):
            self.absolute[cell] = EMPTY
        elif span := read_absolute(text):
            self.absolute[cell] = self._add(span)

    def relative(self, cell: str, published: str, lang: str) -> int:
        """Return the code of a cell that is read by language and day of publication."""
        code = self._relative.get((cell, published, lang))
        if code is None:
            if published not in self._days:
                self._days[published] = anchor_day(published)
            span = resolve_anchored(cell, self._days[published], lang)
            code = UNRESOLVED if span is None else self._add(span)
            self._relative[cell, published, lang] = code
        return code

    def _add(self, span: TimeSpan) -> int:
        code = self._codes.setdefault(span.edtf, len(self.spans))
        if code == len(self.spans):
            self.spans.append(span)
        return code
