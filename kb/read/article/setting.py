"""The one town that a whole article is about, and which of its events may be taken to be there.

A headline that names one town, and a dateline that names no other, say where the story is. What
then has no place of its own, is of the story's days and stands beside nothing that happened
elsewhere, happened there; that is less sure than what a sentence says itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.calendar import DAY
from kb.model.vocabulary import family

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.model.timespan import TimeSpan
    from kb.read.article.happenings import Happening
    from kb.read.article.values import Sentence
    from kb.resolve.places import Place, PlaceMention

__all__ = ["SETTING", "set_there", "setting_of"]

#: The rule by which an event has the place of its story.
SETTING = "the town of the headline"
_TOWNS = frozenset({"town", "capital"})
#: Families of events that happen on some spot, not by word of mouth.
_ON_THE_SPOT = frozenset("conflict repression harm emergency infrastructure disobedience".split())
#: How far an event's day may lie from the story's first dated one.
_DAYS = 3


def setting_of(
    sentences: Sequence[Sentence], everywhere: Sequence[PlaceMention]
) -> PlaceMention | None:
    """Return the mention of the town in an article's headline that is where its story is, if any.

    `everywhere` are the mentions of all of the text, that of its dateline too.
    """
    titles = [x for x in sentences if x.zone == "title"]
    body = next((x.start for x in sentences if x.zone == "body"), 0)
    towns = [x for x in everywhere if x.start < body and _is_town(x)]
    headed = [x for x in towns if any(y.start <= x.start < y.end for y in titles)]
    return headed[0] if headed and len({x.place.id for x in towns}) == 1 else None


def set_there(
    setting: PlaceMention,
    sentences: Sequence[Sentence],
    happenings: Sequence[Happening],
    mentions: Sequence[PlaceMention],
) -> Iterator[int]:
    """Yield the numbers of the happenings that may be taken to be in the setting of the story."""
    strange = {
        sentence.paragraph: sentence.end
        for sentence in reversed(sentences)
        for x in mentions
        if sentence.start <= x.start < sentence.end and _is_elsewhere(x, setting.place)
    }
    told = (x.dating.time_span for x in happenings if sentences[x.sentence].zone == "body")
    day = next((x for x in told if x is not None and x.earliest is not None), None)
    for number, happening in enumerate(happenings):
        sentence = sentences[happening.sentence]
        if (
            sentence.zone == "body"
            and family(happening.trigger.kind) in _ON_THE_SPOT
            and happening.trigger.modality.status == "occurred"
            and sentence.end < strange.get(sentence.paragraph, sentence.end + 1)
            and _is_near(happening.dating.time_span, day)
        ):
            yield number


def _is_town(mention: PlaceMention) -> bool:
    return mention.place.kind in _TOWNS and not mention.is_demonym


def _is_elsewhere(mention: PlaceMention, place: Place) -> bool:
    return not mention.is_demonym and mention.place.is_apart(place)


def _is_near(one: TimeSpan | None, other: TimeSpan | None) -> bool:
    """Tell whether two time spans lie within days of each other, as far as they are known."""
    if one is None or other is None:
        return True
    since, until = one.earliest, one.latest
    first, last = other.earliest, other.latest
    if since is None or until is None or first is None or last is None:
        return False
    return max(since - last, first - until) <= _DAYS * DAY
