"""Candidates to rows in the columns of events.csv, and to a table of their fields."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

import pandas as pd

from kb.model.names import slug
from kb.model.tables import REPORT_COLUMNS
from kb.read.article.grounding import target_number
from kb.read.article.words.tokens import sentences_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kb.read.article.values import Candidate, Document, Field

#: Columns of which a row holds several entries.
LISTS = frozenset({"places", "actors", "counts", "via", "relations"})
FIELD_COLUMNS = ("candidate", "column", "value", "start", "end", "text", "confidence", "method")
_TITLE_WORDS = 8
_LONGEST_QUOTE = 1_000


def rows_of(candidates: Sequence[Candidate], document: Document) -> pd.DataFrame:
    """Return a row a candidate, in the columns of events.csv; the index is its number from 1."""
    ids = _event_ids(candidates, document)
    rows = []
    for candidate, event in zip(candidates, ids, strict=True):
        row = dict.fromkeys(REPORT_COLUMNS, "")
        for field in candidate.fields:
            row[field.column] = _joined(row[field.column], _with_id(field, ids))
        start, end = _quote(candidate, document)
        row |= {
            "event": row["event"] or event,
            "published": document.published,
            "lang": document.lang,
            "source": document.source,
            "url": document.url,
            "quote": " ".join(document.text[start:end].split()),
            "span": f"{start}:{end}",
        }
        rows.append(row)
    frame = pd.DataFrame(rows, columns=list(REPORT_COLUMNS), dtype=str)
    frame.index = pd.RangeIndex(1, len(rows) + 1, name="candidate")
    return frame


def fields_frame(candidates: Iterable[Candidate], document: Document) -> pd.DataFrame:
    """Return a row a field: which candidate, its words in the text, how sure, by which rule."""
    rows = [
        (
            number,
            x.column,
            x.value,
            x.start,
            x.end,
            document.text[x.start : x.end] if x.start >= 0 else "",
            x.confidence,
            x.method,
        )
        for number, candidate in enumerate(candidates, start=1)
        for x in candidate.fields
    ]
    return pd.DataFrame(rows, columns=list(FIELD_COLUMNS))


def _joined(before: str, field: Field) -> str:
    """Return a cell with a field added: lists grow, of other columns the first stays."""
    value = " ".join(field.value.split())
    if field.column not in LISTS:
        return before or value
    entries = before.split("; ") if before else []
    return before if value in entries else "; ".join([*entries, value])


def _with_id(field: Field, ids: Sequence[str]) -> Field:
    """Return a field whose relation leads to an event's id instead of a candidate's number."""
    target = target_number(field)
    if target is None:
        return field
    known = 1 <= target <= len(ids)
    return replace(
        field, value=f"{field.value.partition('#')[0]}{ids[target - 1]}" if known else ""
    )


def _quote(candidate: Candidate, document: Document) -> tuple[int, int]:
    """Return where the words lie that carry a candidate, without white space around them."""
    quote = next((x for x in candidate.fields if x.column == "quote" and x.start >= 0), None)
    start, end = (quote.start, quote.end) if quote else _sentence_of(candidate, document)
    words = document.text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _sentence_of(candidate: Candidate, document: Document) -> tuple[int, int]:
    """Return where the sentence lies that names an event, where the extractor gives no quote."""
    for zone in document.zones:
        if zone.start <= candidate.start < zone.end:
            for start, end in sentences_in(document.text, zone.start, zone.end):
                if start <= candidate.start and candidate.end <= end:
                    return start, min(end, candidate.end + _LONGEST_QUOTE)
    return candidate.start, candidate.end


def _event_ids(candidates: Iterable[Candidate], document: Document) -> list[str]:
    """Return an id for each event: words of its title, the day, and a mark of the article.

    The mark keeps events of two articles apart until a person says that they are one.
    """
    told = f"{document.url}\0{document.source}\0{document.text}".encode("utf-8", "replace")
    mark = blake2b(told, digest_size=2).hexdigest()
    day = document.published[:10].replace("-", "")
    seen: dict[str, int] = {}
    ids = []
    for candidate in candidates:
        title = next(iter(candidate.values("title")), "event")
        name = "-".join(slug(title).split("-")[:_TITLE_WORDS])
        name = "-".join(filter(None, (name, day, mark)))
        seen[name] = seen.get(name, 0) + 1
        ids.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return ids


def kept_relations(cell: str, known: Collection[str]) -> str:
    """Return the relations of a cell whose targets are known.

    >>> kept_relations("about: vote; after: strike", {"vote"})
    'about: vote'
    """
    entries = filter(None, map(str.strip, cell.split(";")))
    return "; ".join(x for x in entries if x.partition(":")[2].strip() in known)
