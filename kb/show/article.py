"""An article in a notebook: its text with what was found in it, beside its timeline."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from kb.errors import InvalidTimeSpan
from kb.model.timespan import TimeSpan
from kb.show.phrases import status_words
from kb.show.sketch import timeline_svg
from kb.show.timeline import build_timeline
from kb.show.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd

    from kb.model.tables import Tables
    from kb.read.article.values import Candidate, Document
    from kb.show.words import Words

__all__ = ["article_card"]

#: A longer article is shown to here; a notebook is no place for a book.
_LONGEST = 60_000


class _Piece(NamedTuple):
    """A run of text; `kind` is what it is, empty for the rest, `note` what it resolved to."""

    text: str
    kind: str
    note: str


def article_card(
    document: Document, candidates: Sequence[Candidate], mentions: pd.DataFrame, tables: Tables
) -> str:
    """Return an article's text with its mentions and events marked, and its events as a timeline.

    No script and no request; all text is escaped. It speaks the language of the article, where
    there are messages in it.
    """
    words = words_in(document.lang)
    marks = sorted([*_events(candidates, words), *_mentions(mentions)], key=lambda x: (x[0], -x[1]))
    pieces = list(_pieces(document.text[:_LONGEST], marks))
    rows = [
        {
            "number": number,
            "title": next(iter(x.values("title")), document.text[x.start : x.end]),
            "kind": words.kind(next(iter(x.values("kind")), "")),
            "status": status_words(next(iter(x.values("status")), ""), words).lower(),
            "date": _date(next(iter(x.values("date")), ""), words),
            "claimant": next(iter(x.values("claimant")), ""),
        }
        for number, x in enumerate(candidates, start=1)
    ]
    drawing = (
        timeline_svg(build_timeline(tables, lanes="kind", lang=words.lang)) if candidates else ""
    )
    return _template().render(
        m=words,
        pieces=pieces,
        rows=rows,
        drawing=Markup(drawing),
        cut=len(document.text) > _LONGEST,
        published=document.published,
    )


def _date(value: str, words: Words) -> str:
    """Return a date in words; what a person wrote that is no EDTF stays as it is."""
    try:
        return words.date(TimeSpan.parse(value)) if value else ""
    except InvalidTimeSpan:
        return value


def _events(candidates: Sequence[Candidate], words: Words) -> Iterator[tuple[int, int, str, str]]:
    for number, x in enumerate(candidates, start=1):
        dates = [_date(y, words) for y in x.values("date")]
        says = [f"{number}", *x.values("kind"), *x.values("status"), *dates]
        yield x.start, x.end, "event", " · ".join(says)


def _mentions(mentions: pd.DataFrame) -> Iterator[tuple[int, int, str, str]]:
    for x in mentions.to_dict("records"):
        note = f"{x['value']} · {x['why']}" if x["value"] else x["why"]
        yield x["start"], x["end"], x["kind"], note


def _pieces(text: str, marks: Iterable[tuple[int, int, str, str]]) -> Iterator[_Piece]:
    """Yield the text in runs; of marks that overlap, the first counts, and the longest of those."""
    place = 0
    for start, end, kind, note in marks:
        if start < place or end > len(text):
            continue
        yield _Piece(text[place:start], "", "")
        yield _Piece(text[start:end], kind, note)
        place = end
    yield _Piece(text[place:], "", "")


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    text = files("kb.show").joinpath("article.html").read_text(encoding="utf-8")
    return environment.from_string(text)
