"""Dates that a relation gives or takes: what came after something was no day before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.model.calendar import Bounds
from kb.model.timespan import TimeSpan
from kb.read.article.relations import AFTER, BECAUSE, PART
from kb.read.article.times.past import last_second
from kb.read.article.values import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.read.article.relations import Relation
    from kb.read.article.values import Candidate, Document


#: Rules that date by more than the words beside an event, by how they begin.
_INFERRED = (
    "day of the story",
    "another mention",
    "its sentence",
    "its cause",
    "at its end",
    "together with",
)


def bound_dates(
    document: Document, candidates: Sequence[Candidate], relations: Sequence[Relation]
) -> list[Candidate]:
    """Return candidates with the dates that their relations leave them."""
    ordered = _bound_former(_ordered(candidates, relations), relations)
    return _bound_parts(document, ordered, relations)


def _ordered(candidates: Sequence[Candidate], relations: Iterable[Relation]) -> list[Candidate]:
    """Take an inferred date away that puts an event before what it came after."""
    found = list(candidates)
    for x in relations:
        if x.relation not in (AFTER, BECAUSE) or not _is_reversed(found[x.event], found[x.target]):
            continue
        for at in (x.event, x.target):
            date = _date(found[at])
            if date is not None and date.method.startswith(_INFERRED):
                fields = tuple(y for y in found[at].fields if y is not date)
                found[at] = replace(found[at], fields=fields)
    return found


def _bound_former(
    candidates: Sequence[Candidate], relations: Iterable[Relation]
) -> list[Candidate]:
    """Let what something dated came after have happened by that date: "left after it was hit"."""
    found = list(candidates)
    for x in relations:
        later, former = _date(candidates[x.event]), found[x.target]
        told = _is_over(candidates[x.event]) and _is_over(former)
        if x.relation != AFTER or later is None or _date(former) or not told:
            continue
        latest = TimeSpan.parse(later.value).latest
        if latest is None or later.method.startswith(_INFERRED):
            continue
        by_then = TimeSpan(Bounds(None, latest), Bounds(None, latest)).edtf
        sure = min(x.confidence, later.confidence)
        date = Field("date", by_then, later.start, later.end, sure, "before what came after it")
        found[x.target] = replace(former, fields=(*former.fields, date))
    return found


def _is_over(candidate: Candidate) -> bool:
    """Tell whether something is told as having happened."""
    return any(x.column == "status" and x.value == "occurred" for x in candidate.fields)


def _is_reversed(later: Candidate, former: Candidate) -> bool:
    dates = _date(later), _date(former)
    if dates[0] is None or dates[1] is None:
        return False
    last, first = TimeSpan.parse(dates[0].value).latest, TimeSpan.parse(dates[1].value).earliest
    return last is not None and first is not None and last < first


def _bound_parts(
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
