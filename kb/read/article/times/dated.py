"""The value of dating: when it happened and when it was said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.model.calendar import Bounds
from kb.model.timespan import TimeSpan

if TYPE_CHECKING:
    from kb.read.article.times.anchors import Anchor


@dataclass(frozen=True, slots=True)
class Dating:
    """When it happened and when it was said, with the words that say so and the rule.

    Offsets are -1 where no words carry it. `confidence` is how often such a rule was right where
    it was measured.
    """

    time_span: TimeSpan | None = None
    start: int = -1
    end: int = -1
    rule: str = "undated"
    confidence: float = 0.0
    said: TimeSpan | None = None
    said_start: int = -1
    said_end: int = -1


UNDATED = Dating()


def with_said(dating: Dating, said: Anchor | None) -> Dating:
    """Return a dating with when it was said."""
    if said is None:
        return dating
    return replace(dating, said=said.span, said_start=said.mention.start, said_end=said.mention.end)


def by_said(said: Anchor) -> Dating:
    """What was reported on a day had happened by its end."""
    latest = said.span.latest
    bounds = Bounds(None, latest)
    span = TimeSpan(bounds, bounds) if latest is not None else None
    mention = said.mention
    return with_said(Dating(span, mention.start, mention.end, "reported by then", 0.8), said)
