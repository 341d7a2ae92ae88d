"""Which date belongs to which event, and when it was said.

Rules from the surest to the least sure: an expression that hangs on the trigger; one of its clause;
one of the verb it is coordinated with or an adverbial of; a mention of the same happening that is
dated; the day on which it was said, by which it had happened; and, in a story told in the simple
past, the day the story has reached. What nothing dates stays undated: the day of publication dates
nothing by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.model.calendar import DAY, Bounds
from kb.model.timespan import TimeSpan
from kb.read.article.anchors import Anchor, anchors_of
from kb.read.article.attachment import NO_STORY, RULES, recorded_on, said_on
from kb.read.article.clause import group_of
from kb.read.article.durations import lasting_span
from kb.read.article.past import before_publication, last_second
from kb.read.article.retelling import content, share_dates
from kb.read.article.sayings import sayings
from kb.read.article.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.read.article.attribution import Attribution
    from kb.read.article.triggers import Trigger
    from kb.read.article.values import Document, Sentence
    from kb.resolve.dates import DateMention

#: Words by which a story goes on.
_NARRATIVE = frozenset("then later earlier meanwhile afterwards subsequently".split())
#: A story's day holds for spans of at most so many days.
_STORY_DAYS = 3


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
#: Rules by which an event has words of its own that date it.
_DIRECT = frozenset({"its own words", "its verb", "its clause", "its phrase"})


def date_events(
    document: Document,
    sentences: Sequence[Sentence],
    triggers: Sequence[Sequence[Trigger]],
    mentions: Iterable[DateMention],
    attributions: Sequence[Sequence[Attribution | None]],
) -> list[list[Dating]]:
    """Date what each trigger names; the lists are one for each sentence, as in `triggers`."""
    story = _Story(document, list(mentions))
    found = [
        story.sentence(Syntax(sentence), row, claims)
        for sentence, row, claims in zip(sentences, triggers, attributions, strict=True)
    ]
    return share_dates(sentences, triggers, found)


class _Story:
    """An article read from its start: its expressions, and the day that its story has reached."""

    def __init__(self, document: Document, mentions: Sequence[DateMention]) -> None:
        self.published = last_second(document)
        self.mentions = mentions
        self.day: Anchor | None = None
        self.paragraph = -1
        self.words: set[str] = set()

    def sentence(
        self, syntax: Syntax, row: Sequence[Trigger], claims: Sequence[Attribution | None]
    ) -> list[Dating]:
        """Date the triggers of the next sentence."""
        if syntax.sentence.zone == "heading":
            self.day = None
        anchors = anchors_of(syntax, self.mentions, [x.place for x in row], self.published)
        found = [
            self._dated(syntax, trigger, claim, anchors)
            for trigger, claim in zip(row, claims, strict=True)
        ]
        self._move(syntax, row, anchors, found)
        return found

    def _dated(
        self, syntax: Syntax, trigger: Trigger, claim: Attribution | None, anchors: list[Anchor]
    ) -> Dating:
        said = said_on(syntax, claim, anchors)
        own = [x for x in anchors if x is not said]
        told = trigger.modality.status == "occurred" and trigger.modality.reality == "real"
        past = told and not trigger.is_noun
        for rule, confidence, find in RULES:
            anchor = find(syntax, trigger, own)
            if anchor is not None:
                return self._with(anchor, rule, confidence, said, past=past)
        if (record := recorded_on(syntax, trigger, own)) is not None:
            return replace(_by_said(record), rule="recorded by then", said=None)
        if (lasting := self._lasting(syntax, trigger)) is not None:
            return lasting
        if said is not None and trigger.modality.status in ("occurred", "ongoing"):
            return _by_said(said)
        if (anchor := self._told(syntax, trigger, own)) is not None:
            return self._with(anchor, "day of the story", 0.6, said, past=past)
        return _with_said(UNDATED, said)

    def _with(
        self, anchor: Anchor, rule: str, confidence: float, said: Anchor | None, *, past: bool
    ) -> Dating:
        span = anchor.span
        if anchor.clock:
            if self.day is None:
                return UNDATED
            span = self.day.span
        if past:
            span = before_publication(anchor, span, self.published)
        mention = anchor.mention
        found = Dating(span, mention.start, mention.end, rule, confidence)
        return _with_said(found, said)

    def _lasting(self, syntax: Syntax, trigger: Trigger) -> Dating | None:
        """Date what has been going on "for weeks": it lasts until the article came out."""
        if self.published is None or trigger.modality.status != "ongoing":
            return None
        base = syntax.sentence
        for mention in self.mentions:
            inside = base.start <= mention.start and mention.end <= base.end
            if inside and mention.kind == "duration" and trigger.end <= mention.start:
                span = lasting_span(mention.value, self.published)
                if span is not None:
                    return Dating(span, mention.start, mention.end, "lasting until reported", 0.7)
        return None

    def _told(self, syntax: Syntax, trigger: Trigger, own: list[Anchor]) -> Anchor | None:
        """Return the day of the story, where a trigger carries the story on."""
        if self.day is None or trigger.modality.status != "occurred":
            return None
        if trigger.modality.reality != "real" or syntax.sentence.zone != "body":
            return None
        if any(not x.clock for x in own) or not _carries_on(syntax, trigger):
            return None
        same = syntax.sentence.paragraph == self.paragraph
        joined = same or content(syntax) & self.words or _NARRATIVE & set(syntax.words)
        return self.day if joined else None

    def _is_story(self, span: TimeSpan) -> bool:
        """Tell whether a date is short and past, so that a story may go on from it."""
        if span.earliest is None or span.latest is None:
            return False
        past = self.published is None or span.earliest <= self.published
        return past and (span.latest - span.earliest) // DAY < _STORY_DAYS

    def _move(
        self,
        syntax: Syntax,
        row: Sequence[Trigger],
        anchors: list[Anchor],
        found: list[Dating],
    ) -> None:
        if syntax.sentence.zone != "body":
            return
        if self.day is not None and any(x.rule == "day of the story" for x in found):
            self.paragraph = syntax.sentence.paragraph
            self.words |= content(syntax)
        used = {x.start for x, trigger in zip(found, row, strict=True) if _is_told(x, trigger)}
        for anchor in anchors:
            if anchor.mention.start in used and not anchor.clock and self._is_story(anchor.span):
                self.day, self.paragraph = anchor, syntax.sentence.paragraph
                self.words = content(syntax)


def _with_said(dating: Dating, said: Anchor | None) -> Dating:
    if said is None:
        return dating
    return replace(dating, said=said.span, said_start=said.mention.start, said_end=said.mention.end)


def _is_told(dating: Dating, trigger: Trigger) -> bool:
    told = trigger.modality.status == "occurred" and trigger.modality.reality == "real"
    if trigger.entry.lemma in sayings() and trigger.entry.weight < 1:
        return False
    return told and dating.rule in ("its own words", "its clause", "its verb")


def _by_said(said: Anchor) -> Dating:
    """What was reported on a day had happened by its end."""
    latest = said.span.latest
    bounds = Bounds(None, latest)
    span = TimeSpan(bounds, bounds) if latest is not None else None
    mention = said.mention
    return _with_said(Dating(span, mention.start, mention.end, "reported by then", 0.8), said)


def _carries_on(syntax: Syntax, trigger: Trigger) -> bool:
    """Tell whether a story in the simple past goes on with a trigger."""
    place = trigger.place
    if trigger.is_noun:
        return _noun_carries_on(syntax, place)
    if not syntax.parsed:
        return trigger.tag == "VBD" or trigger.passive
    group = group_of(syntax, place, trigger.tag)
    if group.perfect or group.infinitive or group.tense in ("future", "present"):
        return False
    if group.tense == "past":
        return syntax.dep(place) != "relcl"
    above = next((x for x in syntax.above(place) if syntax.tag(x).startswith("VB")), None)
    return above is not None and group_of(syntax, above, syntax.tag(above)).tense == "past"


def _noun_carries_on(syntax: Syntax, place: int) -> bool:
    if not syntax.parsed:
        return True
    for above in syntax.above(place):
        if syntax.words[above] in NO_STORY:
            return False
        if syntax.tag(above).startswith("VB"):
            group = group_of(syntax, above, syntax.tag(above))
            return group.tense == "past" and not group.perfect
    return False


__all__ = ["UNDATED", "Dating", "date_events"]
