"""What is summed up to a day: "63 deaths had been recorded as of 1 August"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.calendar import Bounds
from kb.model.timespan import TimeSpan
from kb.model.vocabulary import family
from kb.read.article.words.clause import group_of

if TYPE_CHECKING:
    from kb.read.article.events.triggers import Trigger
    from kb.read.article.times.anchors import Anchor
    from kb.read.article.words.syntax import Syntax

_AS = (["as", "of"], ["as", "at"])
#: Families of what is counted, and verbs of counting it.
_COUNTED = frozenset({"harm", "emergency"})
_COUNTS = frozenset("record report count register document confirm verify tally".split())


def sums_up_to(syntax: Syntax, trigger: Trigger, anchor: Anchor) -> bool:
    """Tell whether an expression says by when so much had happened, not on which day it did.

    Victims and cases are counted "as of Tuesday", and so is what the perfect sums up; a rule that
    was changed as of Tuesday changed on that day.
    """
    if syntax.words[max(0, anchor.first - 2) : anchor.first] not in _AS:
        return False
    if family(trigger.kind) in _COUNTED or trigger.entry.lemma in _COUNTS:
        return True
    places = (trigger.place, *syntax.above(trigger.place))
    tagged = ((x, syntax.tag(x, ("VBN",) if x == trigger.place else ())) for x in places)
    verb = next((x for x in tagged if x[1].startswith("VB")), None)
    return verb is not None and group_of(syntax, *verb).perfect


def up_to(span: TimeSpan) -> TimeSpan:
    """Return the time up to the end of a span.

    >>> up_to(TimeSpan.parse("2024-08-01")).edtf
    '[..2024-08-01]'
    """
    bounds = Bounds(None, span.latest)
    return TimeSpan(bounds, bounds)
