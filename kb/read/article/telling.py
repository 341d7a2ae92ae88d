"""Which events tell an analyst enough to be worth a row: when, where, who, or who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.events.sayings import sayings

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kb.read.article.analysis import Event
    from kb.read.article.events.triggers import Trigger
    from kb.read.article.happenings import Happening

#: Kinds that say nothing themselves of what happened: of these the day, the place or a name must.
_VAGUE = frozenset({"other"})
#: Verbs that only say that somebody spoke, or how; `reporting.csv` has more of them.
_SPEAKING = frozenset(
    "speak mention describe quote cite comment stress emphasise emphasize express convey praise "
    "thank welcome respond post call".split()
)
#: Kinds of speech that is an event by itself, whatever was said.
_SPEECH = frozenset("threat demand condemnation order announcement".split())


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
        same = _same(events, [x for x in kept if x != at], at, headlines)
        if same is not None and (at not in kept or at in headlines):
            kept[same] += [at, *kept.pop(at, [])]
        elif at not in kept and at in related:
            kept[at] = []
    return dict(sorted(kept.items()))


def _same(
    events: Sequence[Event], kept: Sequence[int], at: int, headlines: Collection[int]
) -> int | None:
    """Return the event that a noun or a headline takes up, if one alone can be meant.

    A headline takes up the first of its kind that the text tells of.
    """
    trigger = events[at].happening.trigger
    same = [x for x in kept if events[x].happening.trigger.kind == trigger.kind]
    if at in headlines:
        return next((x for x in same if x not in headlines), None)
    return same[0] if trigger.is_noun and len(same) == 1 else None


def _tells(events: Sequence[Event], at: int, headline: bool) -> bool:
    event = events[at]
    trigger = event.happening.trigger
    settled = _is_dated(event.happening) or bool(event.places)
    if _is_speaking(trigger):
        return settled and not _is_claim(events, event.happening)
    if event.joined:
        return True
    if trigger.kind in _VAGUE:
        return settled or any(x.name[:1].isupper() for x in event.participants)
    if settled or event.participants or event.counts:
        return True
    if headline:
        return False
    return not trigger.is_noun or not (_is_alone(event.happening) or _is_again(events, at))


def _is_speaking(trigger: Trigger) -> bool:
    """Tell whether a verb only says that somebody spoke: "said", "described", "claimed"."""
    lemma = trigger.entry.lemma
    spoken = lemma in _SPEAKING or lemma in sayings()
    return spoken and not (trigger.is_noun or trigger.kind in _SPEECH or trigger.entry.size)


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
