"""The review page: articles beside the reports read from them, to accept, mend or reject each.

One HTML file that asks for nothing from anywhere. What is decided stays in the browser, and leaves
it as a file of candidates, in the columns that it would have been written with.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from kb.errors import InvalidValue
from kb.model.timespan import TimeSpan
from kb.model.vocabulary import family, kinds, roles, stances, statuses
from kb.show.bundle import bundle
from kb.show.phrases import safe_url, showable
from kb.show.policy import policy
from kb.show.style import theme_style
from kb.show.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from kb.show.words import Words

__all__ = ["MARK", "Sheet", "review_page"]

#: How a review page begins, so that one can be told from another file.
MARK = "<!doctype html>\n<!-- eventkb: review of candidate reports -->"

_SCRIPT = "review/js/main"


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article, and how many of the rows are its own.

    `fields` has a row a field of its candidates, numbered from 1, and `mentions` a row a date,
    place or actor; `aside` are the parts that tell of no events. All have offsets into `text` in
    characters. `notes` say what was left open.
    """

    text: str
    title: str
    source: str
    url: str
    published: str
    lang: str
    n_rows: int
    fields: pd.DataFrame
    mentions: pd.DataFrame
    aside: Sequence[tuple[int, int]] = ()
    notes: Sequence[str] = ()


def review_page(
    rows: pd.DataFrame,
    sheets: Sequence[Sheet],
    *,
    titles: Mapping[str, str] | None = None,
    data: str = "data/",
    lang: str = "en",
) -> str:
    """Return the page of candidates: `rows` in the columns of candidates.csv, all text.

    The rows stand in the order of the sheets; no cell is marked for spreadsheets. `titles` are
    those of the events that rows may tell of, by their ids; `data` is where the accepted ones go.
    """
    words = words_in(lang)
    script, style = bundle(_SCRIPT), _style()
    told = _data(rows, sheets, words) | {"titles": dict(titles or {}), "folder": data}
    return _template().render(
        mark=Markup(MARK),
        csp=policy(script, style=style),
        style=Markup(style),
        script=Markup(script),
        data=Markup(_in_script(json.dumps(told, ensure_ascii=False, separators=(",", ":")))),
        m=words,
        title=words.say("review_title", n=len(rows)),
    )


def _data(rows: pd.DataFrame, sheets: Sequence[Sheet], words: Words) -> dict[str, Any]:
    cells = rows.to_numpy().tolist()
    articles: list[dict[str, Any]] = []
    fields: list[list[tuple[Any, ...]]] = []
    spans: list[tuple[int, int]] = []
    first = 0
    for sheet in sheets:
        articles.append(_article(sheet, first))
        fields += _fields(sheet)
        spans += _spans(sheet, rows["span"].iloc[first : first + sheet.n_rows])
        first += sheet.n_rows
    return {
        "columns": list(rows),
        "rows": cells,
        "dates": [_date_words(date, words) for date in rows["date"]],
        "articles": articles,
        "fields": fields,
        "spans": spans,
        "options": {
            "kind": {x: words.kind(x) for x in kinds()},
            "role": dict.fromkeys(roles(), ""),
            "status": {x: words[f"status_{x}"] for x in statuses()},
            "stance": {x: words[f"review_stance_{x}"] for x in stances()},
        },
        "families": {x: words.kind(family(x)) for x in kinds()},
        "lang": words.lang,
        "messages": words.messages,
    }


def _article(sheet: Sheet, first: int) -> dict[str, Any]:
    at = _Offsets(sheet.text)
    columns = ["start", "end", "kind", "value"]
    marks = [
        (at[start], at[end], kind, showable(value))
        for start, end, kind, value in sheet.mentions[columns].itertuples(index=False, name=None)
    ]
    told = "\0".join((sheet.text, sheet.published, sheet.source, sheet.url))
    return {
        "key": blake2b(told.encode("utf-8", "replace"), digest_size=8).hexdigest(),
        "text": sheet.text,
        "title": showable(sheet.title),
        "source": sheet.source,
        "url": safe_url(sheet.url),
        "published": sheet.published,
        "lang": sheet.lang,
        "first": first,
        "n": sheet.n_rows,
        "marks": marks,
        "notes": [showable(x) for x in sheet.notes],
        "aside": [(at[start], at[end]) for start, end in sheet.aside],
    }


def _fields(sheet: Sheet) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the fields of each candidate: column, where its words are, how sure, by which rule."""
    at = _Offsets(sheet.text)
    columns = ["candidate", "column", "start", "end", "confidence", "method"]
    told: dict[int, list[tuple[Any, ...]]] = {}
    for number, column, start, end, *rest in sheet.fields[columns].to_numpy().tolist():
        told.setdefault(number, []).append((column, at[start], at[end], *rest))
    for number in range(1, sheet.n_rows + 1):
        yield told.get(number, [])


def _spans(sheet: Sheet, cells: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where the words of each candidate lie, -1 where its cell does not say."""
    at = _Offsets(sheet.text)
    for cell in cells:
        start, _, end = cell.partition(":")
        known = start.isdecimal() and end.isdecimal() and int(end) <= len(sheet.text)
        yield (at[int(start)], at[int(end)]) if known else (-1, -1)


class _Offsets:
    """Offsets in characters as a browser counts them, which takes some characters for two."""

    def __init__(self, text: str) -> None:
        wide = any(x > "\uffff" for x in text)
        self._at = list(accumulate((1 + (x > "\uffff") for x in text), initial=0)) if wide else None

    def __getitem__(self, place: int) -> int:
        return place if self._at is None or place < 0 else self._at[place]


def _date_words(edtf: str, words: Words) -> str:
    try:
        return words.date(TimeSpan.parse(edtf)) if edtf else ""
    except InvalidValue:
        return ""


def _in_script(text: str) -> str:
    """Return JSON that can stand in a script element: nothing in it ends or opens one."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def _style() -> str:
    return theme_style() + _text("review.css")


@cache
def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_text("review.html"))
