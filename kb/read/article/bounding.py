"""Dates that a relation gives: one of what has been going on had happened by publication."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.model.calendar import Bounds
from kb.model.timespan import TimeSpan
from kb.read.article.relations import PART
from kb.read.article.times.past import last_second
from kb.read.article.values import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.read.article.relations import Relation
    from kb.read.article.values import Candidate, Document


def bound_parts(
    document: Document, candidates: Sequence[Candidate], relations: Iterable[Relation]
) -> list[Candidate]:
    """Let undated parts of a dated whole have happened by publication: "was hit again"."""
    found = list(candidates)
    published = last_second(document)
    if published is None:
        return found
    by_then = TimeSpan(Bounds(None, published), Bounds(None, published)).edtf
    for x in relations:
        part, whole = found[x.event], _date(candidates[x.target])
        if x.relation == PART and x.event != x.target and whole and not _date(part):
            where, why = (whole.start, whole.end), "part of what has been going on"
            date = Field("date", by_then, *where, x.confidence, why)
            found[x.event] = replace(part, fields=(*part.fields, date))
    return found


def _date(candidate: Candidate) -> Field | None:
    return next((x for x in candidate.fields if x.column == "date"), None)
