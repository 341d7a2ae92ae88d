"""Readings as a page to review them on, beside their articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import InvalidValue
from kb.read.article.words.sentences import TELLING
from kb.review import candidates
from kb.show.review import MARK, Sheet, review_page

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from kb.base import KnowledgeBase
    from kb.reading import Reading

__all__ = ["write_review"]

#: How many notes on an article the page shows.
_FEW = 5


def write_review(
    readings: Iterable[Reading],
    path: str | os.PathLike[str],
    *,
    base: KnowledgeBase | None = None,
    data: str = "data/",
    lang: str = "en",
) -> None:
    """Write one HTML file on which a person accepts, mends or rejects what was read.

    Each article stands beside its candidates, with the words of the one that is chosen lit up; a
    report that was missed is made by selecting its words. What is decided stays in the browser
    until it is saved as `candidates.csv`, for `kb add`. The page works offline.

    Parameters
    ----------
    readings
        What `read_article` returned, in the order in which the page shows them.
    path
        Where to. A review page that is there is written over, another file is not.
    base
        The events that the candidates may tell of as well.
    data
        Where the accepted ones go, as the page says when they are saved.
    lang
        The language of the page.

    Raises
    ------
    InvalidValue
        If there is a file of that name which is no review page.
    """
    target, readings = Path(path), list(readings)
    check_page(target)
    rows = candidates(readings, base)
    titles = dict(zip(rows["event"], rows["title"], strict=True))
    if base is not None:
        titles |= base.events["title"].to_dict()
    named = {x for cell in rows["looks_like"] for x in cell.split("; ")}
    page = review_page(
        rows,
        [_sheet(x) for x in readings],
        titles={x: title for x, title in titles.items() if x in named},
        data=data,
        lang=lang,
    )
    target.write_text(page, encoding="utf-8", newline="\n")


def check_page(path: Path) -> None:
    """Raise InvalidValue when a file is there that is no review page, by how it begins."""
    if path.exists():
        with path.open("rb") as file:
            if file.read(len(MARK)) != MARK.encode("ascii"):
                raise InvalidValue(f"{path} is there, and no review page; give another name")


def _sheet(reading: Reading) -> Sheet:
    document = reading.document
    title = next((x for x in document.zones if x.kind == "title"), None)
    return Sheet(
        text=document.text,
        title=document.text[title.start : title.end].strip() if title else "",
        source=document.source,
        url=document.url,
        published=document.published,
        lang=document.lang,
        n_rows=len(reading),
        fields=reading.fields,
        mentions=reading.mentions,
        aside=[(x.start, x.end) for x in document.zones if x.kind not in TELLING],
        notes=reading.issues[:_FEW],
    )
