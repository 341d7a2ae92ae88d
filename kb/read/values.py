"""Columns of which a cell holds one value: publication, stance, status, kind, coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from kb.model import vocabulary
from kb.model.claims import ASSERTS, STANCES, STATUSES, UNREAD_STANCE, UNREAD_STATUS
from kb.model.hierarchy import Hierarchy
from kb.model.spans import OPEN_FUTURE, OPEN_PAST
from kb.read.cells import distinct, filled, matches
from kb.resolve.dates.phrase import iso_published

if TYPE_CHECKING:
    from kb.model.names import Names
    from kb.read.faults import Faults

__all__ = [
    "check_urls",
    "iso_column",
    "read_coordinates",
    "read_kinds",
    "read_languages",
    "read_published",
    "read_sources",
    "read_stances",
    "read_statuses",
]

#: Seconds from 1 January of year 1 to that of 1970, as `Spans` counts them.
EPOCH = 719_163 * 86_400


def read_sources(column: pd.Series, sources: Names) -> np.ndarray:
    """Return the code of each report's source, -1 for none."""
    codes, texts = distinct(column)
    found = [text for text in texts if text]
    named = dict(zip(found, sources.codes(found), strict=True))
    return np.array([named.get(text, -1) for text in texts], dtype=np.int32)[codes]


def read_published(column: pd.Series, faults: Faults) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of each publication: a day is all of it, an instant is one second."""
    codes, texts = distinct(column)
    text = pd.Series(texts, dtype=str)
    is_day = text.str.fullmatch(r"\d{4}-\d{2}-\d{2}").to_numpy(dtype=bool)
    is_instant = text.str.match(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}").to_numpy(dtype=bool)
    stamps = pd.to_datetime(
        text.where(is_day | is_instant), format="ISO8601", errors="coerce", utc=True
    )
    known = stamps.notna().to_numpy()
    seconds = np.zeros(len(texts), dtype=np.int64)
    naive = stamps.dt.tz_localize(None).to_numpy().astype("datetime64[s]")
    seconds[known] = naive[known].astype(np.int64) + EPOCH
    start = np.where(known, seconds, OPEN_PAST)
    end = np.where(known, seconds + np.where(is_day, 86_399, 0), OPEN_FUTURE)
    bad = ~known & (text != "").to_numpy()
    faults.add(
        bad[codes],
        "published",
        "unresolved_date",
        "a day (2022-09-06) or an instant (2022-09-06T14:30Z)",
    )
    return start[codes], end[codes]


def iso_column(column: pd.Series) -> pd.Series:
    """Return days of publication in ISO 8601, also those in words: "5 September 2022"."""
    codes, texts = distinct(column)
    days = [*map(iso_published, texts)]
    if days == texts:
        return column
    return pd.Series(np.array(days, dtype=object)[codes], column.index, dtype=column.dtype)


def read_languages(frame: pd.DataFrame, source: np.ndarray, sources: Names) -> pd.Series:
    """Return the language of each row: its own, else its source's, else English."""
    by_source = np.array(
        [sources.value(code, "lang") or "en" for code in range(len(sources))] + ["en"]
    )
    own = frame["lang"].str.strip().to_numpy(dtype=object)
    return pd.Series(np.where(own == "", by_source[source], own), dtype=str)


def read_stances(column: pd.Series, faults: Faults) -> np.ndarray:
    """Return the stance of each report by code, `UNREAD_STANCE` where its word is unknown."""
    return _read_terms(
        *(
            column,
            "stance",
            STANCES,
            ASSERTS,
            UNREAD_STANCE,
            "the row takes no side until it is mended",
        ),
        faults,
    )


def read_statuses(column: pd.Series, faults: Faults) -> np.ndarray:
    """Return the status of each report by code: -1 for none, `UNREAD_STATUS` for another word."""
    return _read_terms(
        *(column, "status", STATUSES, -1, UNREAD_STATUS, "counts for no status until it is mended"),
        faults,
    )


def _read_terms(
    column: pd.Series,
    name: Literal["stance", "status"],
    terms: tuple[str, ...],
    empty: int,
    unread: int,
    till_then: str,
    faults: Faults,
) -> np.ndarray:
    """Return terms by code: `empty` is that of no word, `unread` that of another."""
    known = {"": empty} | {term: code for code, term in enumerate(terms)}
    codes, texts = distinct(column)
    found = [known.get(text.lower(), unread) for text in texts]
    of_row = np.array(found, dtype=np.int8)[codes]
    wrong = np.flatnonzero(of_row == unread)
    wrong = wrong[np.argsort(codes[wrong], kind="stable")]
    for rows in np.split(wrong, np.flatnonzero(np.diff(codes[wrong])) + 1) if len(wrong) else ():
        near = vocabulary.nearest(name, texts[codes[rows[0]]])[:1]
        hint = f"did you mean {near[0]}? " if near else ""
        faults.add(rows, name, f"unknown_{name}", f"{hint}one of {', '.join(terms)}; {till_then}")
    return of_row


def _kinds_like(text: str) -> tuple[str, ...]:
    """Return the kind that a word names ("talks" is a meeting), else those it looks like."""
    from kb.read.article.words.lexicon import kind_named  # loaded only when somebody has erred

    named = kind_named(text)
    return (named,) if named else vocabulary.nearest("kind", text)


def read_kinds(column: pd.Series, faults: Faults) -> tuple[np.ndarray, list[str], Hierarchy]:
    """Return kinds by code; a kind that the vocabulary lacks is kept as a kind of its own."""
    codes, texts = distinct(column)
    names = list(vocabulary.kinds())
    at = {name: code for code, name in enumerate(names)}
    new = sorted({text for text in texts if text and text.lower() not in at})
    at |= {name: len(names) + position for position, name in enumerate(new)}
    names += new
    of_text = np.array([at.get(text, at.get(text.lower(), -1)) for text in texts], dtype=np.int32)
    code = of_text[codes]
    order = np.argsort(code, kind="stable") if new else codes
    for text in new:
        near = _kinds_like(text)
        hint = f"did you mean {' or '.join(near)}? " if near else ""
        faults.add(
            order[slice(*np.searchsorted(code, (at[text], at[text] + 1), sorter=order))],
            "kind",
            "unknown_kind",
            f"{hint}a kind of the vocabulary (`kb kinds`); kept as it is",
        )
    parents = [
        next((at[up] for up in vocabulary.broader(name)), -1)
        for name in names[: len(names) - len(new)]
    ]
    return code, names, Hierarchy(parents + [-1] * len(new))


def read_coordinates(frame: pd.DataFrame, faults: Faults) -> tuple[np.ndarray, np.ndarray]:
    """Return latitude and longitude in degrees, NaN where either is missing or wrong."""
    values = []
    for column, limit in (("lat", 90), ("lon", 180)):
        number = pd.to_numeric(
            frame[column].where(filled(frame[column])), errors="coerce"
        ).to_numpy(dtype=float)
        wrong = filled(frame[column]) & ~(np.abs(number) <= limit)
        faults.add(
            wrong,
            column,
            "bad_coordinate",
            f"degrees from -{limit} to {limit}, with a decimal point",
        )
        values.append(np.where(wrong, np.nan, number))
    lat, lon = values
    for column, here, other in (("lat", lat, "lon"), ("lon", lon, "lat")):
        alone = ~np.isnan(here) & ~filled(frame[other])
        faults.add(
            alone, column, "half_a_coordinate", f"fill in `{other}` too, or leave both empty"
        )
    missing = np.isnan(lat) | np.isnan(lon)
    return np.where(missing, np.nan, lat), np.where(missing, np.nan, lon)


def check_urls(column: pd.Series, faults: Faults) -> None:
    """Report what is no address of the web."""
    fine = matches(column, "(?i)^(?:$|https?://)")
    faults.add(
        ~fine,
        "url",
        "not_a_web_address",
        "an address that starts with http:// or https://; shown as text",
    )
