"""Which events tell an analyst enough to be worth a row: when, where, who, or who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kb.read.article.analysis import Event
    from kb.read.article.happenings import Happening

#: Kinds that say nothing themselves of what happened: of these the day, the place or a name must.
_VAGUE = frozenset({"other"})
#: Verbs that only say that somebody spoke.
_SPEAKING = frozenset("say tell add write note".split())


def telling(
    events: Sequence[Event], related: Collection[int], headlines: Collection[int] = ()
) -> dict[int, list[int]]:
    """Return the numbers of the events that tell enough, each with those that only take it up.

    Those that are `related` do, unless they only take one up. A noun that is said of nothing
    ("the war", "another crisis") refers to what readers know, or takes up the one event of its
    kind that the article tells of. "X said" tells what X said, not that X said it, unless on a day
    and of nothing else. Of the `headlines`, the text below tells.
    """
    kept: dict[int, list[int]] = {
        at: [] for at in range(len(events)) if _tells(events, at, at in headlines)
    }
    for at, event in enumerate(events):
        if at in kept:
            continue
        kind = event.happening.trigger.kind
        same = [x for x in kept if events[x].happening.trigger.kind == kind]
        if (event.happening.trigger.is_noun or at in headlines) and len(same) == 1:
            kept[same[0]].append(at)
        elif at in related:
            kept[at] = []
    return dict(sorted(kept.items()))


def _tells(events: Sequence[Event], at: int, headline: bool) -> bool:
    event = events[at]
    trigger = event.happening.trigger
    if event.joined:
        return True
    settled = _is_dated(event.happening) or bool(event.places)
    if trigger.entry.lemma in _SPEAKING and not trigger.is_noun:
        return bool(event.places) or (
            _is_dated(event.happening) and not _is_claim(events, event.happening)
        )
    if trigger.kind in _VAGUE:
        return settled or any(x.name[:1].isupper() for x in event.participants)
    if settled or event.participants or event.counts:
        return True
    if headline:
        return False
    return not trigger.is_noun or not (_is_alone(event.happening) or _is_again(events, at))


def _is_claim(events: Sequence[Event], saying: Happening) -> bool:
    """Tell whether another event has it for its claim, with the day as that of the saying."""
    claims = (x.happening.claim for x in events)
    place = (saying.sentence, saying.trigger.place)
    return any(x is not None and (x.sentence, x.verb) == place for x in claims)


def _is_dated(happening: Happening) -> bool:
    return happening.dating.time_span is not None


def _is_alone(happening: Happening) -> bool:
    """Tell whether nobody says so, and no word of the sentence says which one it was."""
    return happening.claim is None and happening.trigger.entry.size == 0


def _is_again(events: Sequence[Event], at: int) -> bool:
    kind = events[at].happening.trigger.kind
    return any(x.happening.trigger.kind == kind for n, x in enumerate(events) if n != at)
