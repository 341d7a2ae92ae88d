"""What an event does happens when it does: "the blast killed ten", "the protests saw arrests"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.read.article.words.clause import group_of
from kb.read.article.words.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.times.dated import Dating
    from kb.read.article.values import Sentence


_OBJECTS = frozenset("dobj conj attr".split())


def date_by_subjects(
    sentences: Sequence[Sentence],
    triggers: Sequence[Sequence[Trigger]],
    found: Sequence[Sequence[Dating]],
) -> list[list[Dating]]:
    """Give what an event does, and what comes of it, the date of the event."""
    return [
        _dated(Syntax(sentence), row, datings)
        for sentence, row, datings in zip(sentences, triggers, found, strict=True)
    ]


def _dated(syntax: Syntax, row: Sequence[Trigger], datings: Sequence[Dating]) -> list[Dating]:
    dates = {
        trigger.place: dating
        for trigger, dating in zip(row, datings, strict=True)
        if trigger.is_noun and dating.time_span is not None
    }
    return [
        _by_subject(syntax, trigger, dating, dates)
        for trigger, dating in zip(row, datings, strict=True)
    ]


def _by_subject(
    syntax: Syntax, trigger: Trigger, dating: Dating, dates: dict[int, Dating]
) -> Dating:
    modality = trigger.modality
    told = modality.reality == "real" and modality.status in ("occurred", "ongoing")
    if dating.rule != "undated" or not told or not syntax.parsed:
        return dating
    if not trigger.is_noun and group_of(syntax, trigger.place, trigger.tag).perfect:
        return dating
    verb = _verb_of(syntax, trigger.place) if trigger.is_noun else trigger.place
    if verb is None:
        return dating
    subjects = (x for x in syntax.with_dep(verb, "nsubj") if x in dates)
    cause = next(subjects, None)
    if cause is None or cause == trigger.place:
        return dating
    other = dates[cause]
    return replace(
        dating,
        time_span=other.time_span,
        start=other.start,
        end=other.end,
        rule="its cause",
        confidence=0.6,
    )


def _verb_of(syntax: Syntax, place: int) -> int | None:
    """Return the verb that a noun is the object of, alone or in a list."""
    below = place
    for above in syntax.above(place):
        if syntax.dep(below) not in _OBJECTS:
            return None
        if syntax.tag(above).startswith("VB"):
            return above
        below = above
    return None
