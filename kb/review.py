"""Candidate reports in a file, between the program that proposes them and the person who judges.

The file has the columns of events.csv, and before them `accept`, in which the person writes yes or
no, and after them what helps to judge: `confidence`, `why`, `gazetteer`, what its places were taken
for, and `looks_like`, the events that are there already and may be the same. Writing the id of one
of them into `event` links the report to it; `proposed` keeps the id that the program gave, by which
the other rows name the event.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

import pandas as pd

from kb.errors import InvalidTable, InvalidValue
from kb.likeness import likely_links
from kb.model.tables import REPORT_COLUMNS
from kb.read.frames import text_frame
from kb.read.table import read_table
from kb.review_cells import restored
from kb.review_links import LINK_FAULTS, link_faults, linked
from kb.write.places import taken_for

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from kb.base import KnowledgeBase
    from kb.likeness import Link
    from kb.reading import Reading

__all__ = [
    "accepted",
    "candidates_frame",
    "check_replaceable",
    "check_sound",
    "read_candidates",
]

#: Columns that are the review's and never go into events.csv.
ACCEPT, REVIEW = "accept", ("confidence", "why", "gazetteer", "looks_like", "proposed")
YES = frozenset(
    "yes y true 1 x ✓ ✔ accept accepted ja oui sí si так да wahr vrai verdadero prawda істина"
    " истина".split()
)
NO = frozenset(
    "no n false 0 ✗ ✘ reject rejected nein non ні нет falsch faux falso fałsz хибність ложь".split()
)
_FEW = 5
_CONTROL = "[\x00-\x08\x0b-\x1f\x7f]"
#: What a spreadsheet takes for a formula: the words of a page from anywhere must not be one. What
#: begins so behind apostrophes gets one more, so that each loses the one that it was given.
_FORMULA = re.compile("'*[=+\\-@\t\r]")
_ELSEWHERE = "give another name, or --force to write over it"


def candidates_frame(
    readings: Iterable[Reading], base: KnowledgeBase | None = None
) -> pd.DataFrame:
    """Return the candidates of readings as the file has them; `base` is what they may belong to."""
    return candidates(readings, base).map(marked)


def candidates(readings: Iterable[Reading], base: KnowledgeBase | None = None) -> pd.DataFrame:
    """Return the candidates of readings in the columns of the file, nothing marked in them.

    `looks_like` names events of `base`, and those that an earlier one of the readings tells of.
    """
    frames: list[pd.DataFrame] = []
    for reading in readings:
        frame = reading.reports
        why = reading.fields.groupby("candidate")[["column", "method"]].apply(_why)
        frame["why"] = why.reindex(frame.index).fillna("") if len(why) else ""
        frame["gazetteer"] = [taken_for(reading.located[number]) for number in frame.index]
        frames.append(frame.astype(str))
    every = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(_HEADER))
    links = likely_links(every, base) if base is not None else []
    links += _between(every, [len(x) for x in frames])
    every["looks_like"] = ""
    for row in {x.row for x in links}:
        every.loc[row, "looks_like"] = "; ".join(
            dict.fromkeys(x.event for x in links if x.row == row)
        )
    every["proposed"] = every["event"]
    every.insert(0, ACCEPT, "")
    return every[[ACCEPT, *REPORT_COLUMNS, *REVIEW]]


_HEADER = (*REPORT_COLUMNS, "confidence", "why", "gazetteer")


def _between(rows: pd.DataFrame, lengths: Sequence[int]) -> list[Link]:
    """Return which events of earlier articles the rows of each may tell of as well."""
    from kb.base import read_events

    links, first = [], 0
    for length in lengths:
        if first and length:
            earlier = read_events(rows.iloc[:first][list(REPORT_COLUMNS)])
            links += likely_links(rows.iloc[first : first + length], earlier)
        first += length
    return links


def _why(fields: pd.DataFrame) -> str:
    said = zip(fields["column"], fields["method"], strict=True)
    return "; ".join(f"{column}: {method}" for column, method in said if method)


def read_candidates(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Return a file of candidates, all text, a row a report; the index is the spreadsheet's row.

    Raises
    ------
    InvalidTable
        If it cannot be read as a table, or has a word in `accept` that is neither yes nor no.
    """
    table = read_table(path, name="candidates.csv").frame
    frame = text_frame(table).fillna("").rename(columns=_review_name).map(_unmarked)
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
    if ACCEPT in frame:
        said = frame[ACCEPT].str.strip().str.casefold()
        wrong = frame[~said.isin(YES | NO | {""})]
        if len(wrong):
            row, word = wrong.index[0], wrong[ACCEPT].iloc[0]
            raise InvalidTable(
                f"{path}, row {row}, column {ACCEPT}: {word[:40]!r} is neither yes nor no"
            )
    return restored(frame)


def _review_name(column: str) -> str:
    """Return the name of a column of the review as it is written here, whatever its case."""
    known = {x.casefold(): x for x in (ACCEPT, *REVIEW)}
    return known.get(column.strip().casefold(), column)


def marked(cell: str) -> str:
    """Return a cell that a spreadsheet takes for text, though it begins as a formula does."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unmarked(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def accepted(
    frame: pd.DataFrame, *, undecided: bool = False, known: Collection[str] = ()
) -> pd.DataFrame:
    """Return the rows that a person accepted, in the columns of events.csv and unknown others.

    `undecided` takes those as well of which `accept` says nothing, or which have no such column.
    Relations follow events that were given another id, as do rows that were linked to them; those
    to candidates that are neither accepted nor `known` are left out.
    """
    marks = frame[ACCEPT] if ACCEPT in frame else pd.Series("", index=frame.index)
    said = marks.str.strip().str.casefold()
    rows = frame[said.isin(YES) | (undecided & (said == ""))]
    if {"relations", "event", "proposed"} <= set(frame):
        rows = linked(rows, frame["proposed"], known)
    return rows.drop(columns=[x for x in (ACCEPT, *REVIEW) if x in rows])


def check_replaceable(path: Path, text: str | None = None, *, judged: bool = False) -> None:
    """Raise InvalidValue when a file is there that is another, or that somebody has worked on.

    The second is said of a file that has been judged (unless `judged` allows that), and of one that
    differs from the text that would take its place.
    """
    if path.is_dir():
        raise InvalidValue(f"{path} is a folder; name a file in it")
    if not path.is_file():  # a stream, as /dev/stdout, holds nothing
        return
    if text is not None:
        if path.read_bytes() != text.encode("utf-8"):
            raise InvalidValue(f"{path} is there, and holds something else; {_ELSEWHERE}")
        return
    try:
        there = read_candidates(path)
    except InvalidTable as error:
        raise InvalidValue(f"{path} is there, and no file of candidates; {_ELSEWHERE}") from error
    if ACCEPT not in there:
        raise InvalidValue(f"{path} is there, and no file of candidates; {_ELSEWHERE}")
    if not judged and (there[ACCEPT].str.strip() != "").any():
        raise InvalidValue(f"{path} is there, and has been judged; {_ELSEWHERE}")


def check_sound(
    rows: pd.DataFrame, path: str | os.PathLike[str], known: Collection[str] = ()
) -> None:
    """Raise InvalidTable when rows to be added have faults, each named with its row in the file.

    `known` are the ids of the events that are there, to which relations may lead as well.
    """
    from kb.base import read_events

    said = [
        f"row {row}, column {column}: a character that nobody can print in {cell[:60]!r}"
        for column in rows
        for row, cell in rows[column][rows[column].str.contains(_CONTROL)].items()
    ][:_FEW]
    said += list(islice(link_faults(rows, known), _FEW))
    issues = read_events(rows.reset_index(drop=True)).issues
    issues = issues[(issues["column"] != "relations") | ~issues["reason"].isin(LINK_FAULTS)]
    if len(issues) or said:
        numbers = [0, 0, *rows.index]
        said += [
            f"row {numbers[row]}, column {column}: {reason.replace('_', ' ')} {value[:60]!r}"
            for row, column, reason, value in issues[["row", "column", "reason", "value"]]
            .head(_FEW)
            .itertuples(index=False, name=None)
        ]
        raise InvalidTable(f"{path}: nothing was added; mend first: {'; '.join(said)}")
