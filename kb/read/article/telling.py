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
#: Verbs of saying whether something is so.
_CONFIRMING = frozenset(
    "deny confirm admit acknowledge reject dispute refute dismiss reveal disclose claim".split()
)


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
        elif at not in kept and at in related and not _is_silent(event.happening.trigger):
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
        return settled and not _has_company(events, event.happening)
    if _is_confirming(trigger) and _is_claim(events, event.happening):
        return False
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
    spoken = lemma in _SPEAKING or lemma in sayings() or trigger.is_noun
    said = trigger.kind == "statement" or (trigger.kind in _VAGUE and not trigger.is_noun)
    return spoken and said and not trigger.entry.size


def _is_silent(trigger: Trigger) -> bool:
    return _is_speaking(trigger) or _is_confirming(trigger)


def _is_confirming(trigger: Trigger) -> bool:
    """Tell whether a verb says no more than whether what somebody tells of is so."""
    return trigger.entry.lemma in _CONFIRMING and not trigger.is_noun


def _has_company(events: Sequence[Event], saying: Happening) -> bool:
    """Tell whether the sentence tells of anything else."""
    others = (x.happening for x in events if x.happening is not saying)
    return any(x.sentence == saying.sentence and not _is_speaking(x.trigger) for x in others)


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
