"""What happened overnight, which names no day: some time on either day of the night."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.timespan import TimeSpan
from kb.read.article.events.sayings import sayings
from kb.read.article.times.anchors import anchor_of
from kb.resolve.dates import DateMention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.read.article.times.anchors import Anchor
    from kb.read.article.words.syntax import Syntax

_ALL_NIGHT = frozenset("during in through throughout".split())
_NO_NIGHT = frozenset("of between from on to 's ’s".split())


def nights_in(
    syntax: Syntax, anchors: Sequence[Anchor], evening: int | None, triggers: Sequence[int]
) -> Iterator[Anchor]:
    """Yield "overnight" of a sentence as the night that begins on a day, `evening`, an ordinal.

    Where another expression names a day, that one dates what happened.
    """
    days = (x for x in anchors if x.span.earliest is not None and x.span.latest is not None)
    if evening is None or any(not is_said(syntax, x) for x in days):
        return
    for first, last in _nights(syntax):
        base = syntax.tokens
        start, end = base[first].start, base[last].end
        span = TimeSpan.within(evening, evening + 1)
        text = " ".join(x.text for x in base[first : last + 1])
        mention = DateMention(start, end, text, "time", span, "", rule="night")
        if (anchor := anchor_of(syntax, mention, triggers)) is not None:
            yield anchor


def _nights(syntax: Syntax) -> Iterator[tuple[int, int]]:
    for place, word in enumerate(syntax.words):
        after = syntax.words[place + 1] if place + 1 < len(syntax) else ""
        if word == "overnight" and after not in _NO_NIGHT:
            yield place, place
        all_night = place > 1 and syntax.words[place - 2] in _ALL_NIGHT
        the_night = word == "night" and all_night and syntax.words[place - 1] == "the"
        if the_night and after not in _NO_NIGHT:
            yield place - 1, place


def is_said(syntax: Syntax, anchor: Anchor) -> bool:
    """Tell whether an expression dates a saying."""
    return anchor.site >= 0 and syntax.lemma(anchor.site, verb=True) in sayings()
