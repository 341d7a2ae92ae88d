"""The distinct dates of a page, each once, however many events have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kb.model.spans import OPEN_FUTURE, OPEN_PAST, Spans

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.model.timespan import TimeSpan
    from kb.show.explorer.pack import Pack

__all__ = ["SpanTable"]

_BOUNDS = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")


class SpanTable:
    """Columns of dates that share one table; the first row of it is no date.

    `say` puts a date into words; English ones when it is left out.
    """

    def __init__(self, say: Callable[[TimeSpan], str] | None = None) -> None:
        self._say = say
        self._parts: list[tuple[str, np.ndarray, Spans, np.ndarray]] = []
        self.add("", Spans.from_list([None]))

    def add(self, name: str, spans: Spans, words: pd.Series | None = None) -> None:
        """Add a column; its dates in words, where somebody has put them so."""
        codes, _ = pd.factorize(spans.edtf)
        _, firsts = np.unique(codes, return_index=True)
        said = np.full(len(firsts), "", object)
        if words is not None:
            said = words.take(firsts).to_numpy(dtype=object)
        self._parts.append((name, codes, spans.take(firsts), said))

    def pack(self, pack: Pack) -> dict[int, list[list[float | None]]]:
        """Add everything to a pack; return the stretches of dates that are one of several."""
        every = Spans.concatenate([spans for *_, spans, _ in self._parts])
        codes, _ = pd.factorize(every.edtf)
        _, firsts = np.unique(codes, return_index=True)
        distinct = every.take(firsts)
        at = 0
        for name, rows, spans, _ in self._parts:
            if name:
                pack.codes(name, codes[at : at + len(spans)][rows])
            at += len(spans)
        for name in _BOUNDS:
            pack.numbers(f"spans.{name}", _open(getattr(distinct, name)))
        pack.codes("spans.about", distinct.approximate + 2 * distinct.uncertain)
        pack.lines("spans.edtf", distinct.edtf)
        pack.lines("spans.words", self._words(codes, distinct))
        return {
            row: [[each.begin.earliest, each.end.latest] for each in members]
            for row, members in sorted(distinct.members.items())
        }

    def _words(self, codes: np.ndarray, distinct: Spans) -> list[str]:
        said = np.concatenate([words for *_, words in self._parts])
        if self._say:
            said[:] = ""
        known = np.flatnonzero(said != "")
        words = np.full(len(distinct), "", object)
        words[codes[known]] = said[known]
        for row in np.flatnonzero((words == "") & distinct.dated).tolist():
            span = distinct[row]
            words[row] = (self._say(span) if self._say else span.words) if span else ""
        return words.tolist()


def _open(seconds: np.ndarray) -> np.ndarray:
    """Return seconds as numbers, infinite where they are open."""
    numbers = seconds.astype(np.float64)
    numbers[seconds <= OPEN_PAST] = -np.inf
    numbers[seconds >= OPEN_FUTURE] = np.inf
    return numbers
