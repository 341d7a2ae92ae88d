"""Mentions of one happening: what the title and a later "the attack" are dated by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kb.model.calendar import DAY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kb.model.timespan import TimeSpan
    from kb.read.article.events.triggers import Trigger
    from kb.read.article.times.dated import Dating
    from kb.read.article.values import Sentence

#: Rules that date by words of the sentence itself.
_BY_WORDS = frozenset(
    "its own words;its date's clause;its verb;its clause;its phrase;its circumstance;"
    "reported by then;recorded by then".split(";")
)
_BOUNDS = frozenset({"reported by then", "recorded by then"})
#: Kinds of which an article seldom tells two.
_SINGLE = frozenset("protest fire disaster accident explosion uprising spaceflight".split())
#: How many sentences ahead a mention may be told more fully.
_AHEAD = 2
_OTHERS = frozenset("similar previous second third".split())
#: How long before its own date an opening sentence looks back, at the most.
_NEWS_DAYS = 31
#: How many words before a trigger tell which one it is.
_NEAR = 5
_KNOWN = frozenset("the this that his her its their".split())


def share_dates(
    sentences: Sequence[Sentence],
    triggers: Sequence[Sequence[Trigger]],
    found: Sequence[Sequence[Dating]],
) -> list[list[Dating]]:
    """Give a mention the date of another mention of the same happening.

    Titles and headings retell what the text below them says; a noun with "the" or a possessive
    means what has been told, or what the next sentences tell. A verb tells something of its own.
    """
    told: dict[str, list[_Told]] = {}
    for at, row in enumerate(triggers):
        for trigger, dating in zip(row, found[at], strict=True):
            if dating.rule in _BY_WORDS and not _is_another(sentences[at], trigger):
                for key in keys_of(trigger):
                    told.setdefault(key, []).append(_Told(at, dating))
    firsts = [_first_of(x) for x in found]
    return [
        [
            _again(sentences, at, trigger, dating, _told_of(trigger, told), firsts[at])
            for trigger, dating in zip(row, found[at], strict=True)
        ]
        for at, row in enumerate(triggers)
    ]


class _Told(NamedTuple):
    """A dated mention in sentence number `sentence`."""

    sentence: int
    dating: Dating


def _again(
    sentences: Sequence[Sentence],
    at: int,
    trigger: Trigger,
    dating: Dating,
    told: Sequence[_Told],
    first: int | None,
) -> Dating:
    bound = dating.time_span if dating.rule in _BOUNDS else None
    open_ = bound is not None or dating.rule in ("undated", "day of the story")
    if not open_ or trigger.modality.reality != "real":
        return dating
    headline = sentences[at].zone in ("title", "heading")
    if trigger.modality.status == "occurred" and _is_lead(sentences, at):
        told, headline = [x for x in told if _is_news(x.dating, first)], True
    other = _nearest(told, at, len(sentences) if headline else _AHEAD)
    if other is None or not (headline or is_known(sentences[at], trigger)):
        return dating
    if bound is not None and not _narrows(other.dating, bound):
        return dating
    return replace(
        dating,
        time_span=other.dating.time_span,
        start=other.dating.start,
        end=other.dating.end,
        rule="another mention",
        confidence=0.7,
    )


def _narrows(dating: Dating, bound: TimeSpan) -> bool:
    """Tell whether a date says more than by when it had happened, and nothing else."""
    span = dating.time_span
    if span is None or span.earliest is None or span.latest is None or bound.latest is None:
        return False
    return span.latest <= bound.latest


def _first_of(datings: Sequence[Dating]) -> int | None:
    """Return the first second of the earliest date that a sentence names, None without one."""
    spans = (x.time_span for x in datings if x.rule in _BY_WORDS - _BOUNDS)
    return min((x.earliest for x in spans if x and x.earliest is not None), default=None)


def _is_news(dating: Dating, first: int | None) -> bool:
    """Tell whether a date may be one of an opening sentence whose own date begins at `first`."""
    early = dating.time_span.earliest if dating.time_span is not None else None
    if dating.rule in _BOUNDS or early is None:
        return False
    return first is None or early > first - _NEWS_DAYS * DAY


def _is_lead(sentences: Sequence[Sentence], at: int) -> bool:
    """Tell whether a sentence is the first of the body, which the next ones tell more fully."""
    return sentences[at].zone == "body" and all(x.zone != "body" for x in sentences[:at])


def _is_another(sentence: Sentence, trigger: Trigger) -> bool:
    """Tell whether it is told beside the others: "another bus crashed", "a second blast"."""
    words = [x.text.lower() for x in sentence.tokens[: trigger.place + 1]]
    return "another" in words or not _OTHERS.isdisjoint(words[-_NEAR:])


def _nearest(told: Sequence[_Told], at: int, ahead: int) -> _Told | None:
    """Return the last mention before a sentence, else the first one that soon follows."""
    before = [x for x in told if x.sentence < at]
    if before:
        return before[-1]
    return next((x for x in told if x.sentence - at <= ahead), None)


def is_known(sentence: Sentence, trigger: Trigger) -> bool:
    """Tell whether a noun means what has been told: "the blast", "their withdrawal"."""
    before = sentence.tokens[max(0, trigger.place - 3) : trigger.place]
    return trigger.is_noun and any(x.text.lower() in _KNOWN for x in before)


def keys_of(trigger: Trigger) -> tuple[str, ...]:
    """Return what mentions of one happening share.

    That is a kind, and the beginning of their words; of kinds of which an article seldom tells two,
    the kind alone is enough.
    """
    key = f"{trigger.kind}:{trigger.entry.lemma[:4]}"
    return (key, trigger.kind) if trigger.kind in _SINGLE else (key,)


def _told_of(trigger: Trigger, told: Mapping[str, list[_Told]]) -> list[_Told]:
    keys = keys_of(trigger) if trigger.is_noun else keys_of(trigger)[:1]
    return next((told[x] for x in keys if x in told), [])
