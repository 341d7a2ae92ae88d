"""Dates of what has happened: they lie before the article came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.calendar import DAY, Bounds, Precision
from kb.model.timespan import TimeSpan
from kb.model.vocabulary import family
from kb.read.article.times.narration import is_awaited
from kb.read.article.words.clause import group_of
from kb.resolve.dates.published import anchor_day

if TYPE_CHECKING:
    from kb.read.article.events.triggers import Trigger
    from kb.read.article.times.anchors import Anchor
    from kb.read.article.values import Document
    from kb.read.article.words.syntax import Syntax

#: Families of what nobody announces for a day.
_HARM = frozenset("conflict harm emergency".split())


def last_second(document: Document) -> int | None:
    """Return the last second of the day of publication, None where it is not known."""
    day = anchor_day(document.published or None)
    return None if day is None else (day + 1) * DAY - 1


def has_happened(syntax: Syntax, trigger: Trigger, anchor: Anchor, *, by_itself: bool) -> bool:
    """Tell whether a trigger, or of a noun that is dated `by_itself` its verb, is in the past.

    A deadline lies ahead in any tense; "the massacre of 16 November" has been.
    """
    modality = trigger.modality
    if modality.status != "occurred" or modality.reality != "real":
        return False
    if not trigger.is_noun:
        return True
    if not by_itself:
        return not _is_now(syntax, trigger.place)
    if trigger.entry.lemma == "deadline":
        return False
    if family(trigger.kind) in _HARM and syntax.words[anchor.first - 1] == "of":
        return True
    if is_awaited(syntax, trigger.place):
        return False
    verb = next((x for x in syntax.above(trigger.place) if syntax.tag(x).startswith("VB")), None)
    return verb is not None and group_of(syntax, verb, syntax.tag(verb)).tense == "past"


def _is_now(syntax: Syntax, place: int) -> bool:
    """Tell whether a noun's verb is in the present or the future: "the strike starts on Friday"."""
    verb = next((x for x in syntax.above(place) if syntax.tag(x).startswith("VB")), None)
    if verb is None:
        return False
    group = group_of(syntax, verb, syntax.tag(verb))
    return group.tense in ("present", "future") and not group.perfect


def is_past(syntax: Syntax, verb: int) -> bool:
    """Tell whether a verb is in the past; without a parser, whether it looks so."""
    if verb >= len(syntax):
        return False
    return group_of(syntax, verb, syntax.tag(verb, ("VBD", "VBN"))).tense == "past"


def before_publication(anchor: Anchor, span: TimeSpan, published: int | None) -> TimeSpan:
    """Return a date that lies before publication, of what has happened.

    "In January" and "on Sunday" do not say of which year or week; what has happened did so in the
    last one.
    """
    if published is None or span.earliest is None or span.earliest <= published:
        return span
    if anchor.mention.anchor != "published":
        return span
    rule = anchor.mention.rule
    if rule == "weekday":
        return moved(span, 7)
    if rule == "calendar" and span.latest is not None:
        return moved(span, 365) if span.precision == Precision.DAY else _year_before(span)
    return span


def week_after(anchor: Anchor, span: TimeSpan) -> TimeSpan:
    """Return the weekday to come for one that was taken for the last."""
    taken = anchor.mention.rule == "weekday" and anchor.mention.anchor == "published"
    return moved(span, -7) if taken else span


def moved(span: TimeSpan, days: int) -> TimeSpan:
    """Return a span so many days earlier; below zero, later."""
    seconds = days * DAY
    begin, end = (
        Bounds(
            None if x.earliest is None else x.earliest - seconds,
            None if x.latest is None else x.latest - seconds,
        )
        for x in (span.begin, span.end)
    )
    return TimeSpan(begin, end)


def _year_before(span: TimeSpan) -> TimeSpan:
    edtf = span.edtf
    year = edtf[:4]
    return TimeSpan.parse(edtf.replace(year, str(int(year) - 1))) if year.isdigit() else span
