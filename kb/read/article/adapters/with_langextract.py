"""Extractions that are grounded as langextract grounds them, as candidates.

langextract gives each extraction a class, the words of the text and their character interval. An
extraction of class `event` is a candidate; its attributes `id`, `kind` and `status` say what it is.
Any other has a column or a role of events.csv for its class, and two attributes: `event`, the id of
the event that it belongs to, and `value`, where that is not its words (a date in EDTF).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.model import vocabulary
from kb.model.tables import REPORT_COLUMNS
from kb.read.article.values import Candidate, Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kb.read.article.values import Document, Extractor

NAME = "langextract"
#: How sure an extraction is by how well its words were aligned with the text.
_BY_STATUS = {"match_exact": 0.6, "match_greater": 0.4, "match_lesser": 0.4, "match_fuzzy": 0.3}


def langextract_extractor(annotate: Callable[[str], Any]) -> Extractor:
    """Return an extractor out of a function that annotates a text with langextract.

    `annotate` takes the text and returns an `AnnotatedDocument`, as `langextract.extract` does
    when its prompt, examples and model are filled in.
    """

    def extract(document: Document) -> list[Candidate]:
        return candidates_of(annotate(document.text).extractions or ())

    return extract


def candidates_of(extractions: Iterable[Any]) -> list[Candidate]:
    """Return the candidates of extractions; what belongs to no event is left out."""
    every = list(extractions)
    return [_candidate(x, every) for x in every if x.extraction_class == "event"]


def _candidate(event: Any, extractions: Iterable[Any]) -> Candidate:
    said = event.attributes or {}
    start, end = _interval(event)
    fields = [
        Field(column, str(said[column]), start, end, _sure(event), NAME, event.extraction_text)
        for column in ("title", "kind", "status", "stance")
        if said.get(column)
    ]
    own = [x for x in extractions if (x.attributes or {}).get("event") == said.get("id", "")]
    return Candidate(start, end, (*fields, *_fields(own)), NAME)


def _fields(extractions: Iterable[Any]) -> Iterator[Field]:
    for x in extractions:
        value = str((x.attributes or {}).get("value") or x.extraction_text)
        column = x.extraction_class
        if column in vocabulary.roles():
            column, value = "actors", f"{column}: {value}"
        if column in REPORT_COLUMNS:
            yield Field(column, value, *_interval(x), _sure(x), NAME, x.extraction_text)


def _interval(extraction: Any) -> tuple[int, int]:
    found = extraction.char_interval
    if found is None or found.start_pos is None or found.end_pos is None:
        return -1, -1
    return found.start_pos, found.end_pos


def _sure(extraction: Any) -> float:
    status = extraction.alignment_status
    return _BY_STATUS.get(getattr(status, "value", str(status)), 0.2)
