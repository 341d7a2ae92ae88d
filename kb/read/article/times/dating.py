"""Which date belongs to which event, and when it was said.

Rules from the surest to the least sure: an expression that hangs on the trigger; one of its clause;
one of the verb it is coordinated with or an adverbial of; a mention of the same happening that is
dated; the day on which it was said, by which it had happened; and, in a story told in the simple
past, the day the story has reached. What nothing dates stays undated: the day of publication dates
nothing by itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.model.calendar import DAY
from kb.read.article.events.quotations import quoted_places
from kb.read.article.times.anchors import anchors_of, is_stretch
from kb.read.article.times.attachment import RULES, recorded_on, said_on
from kb.read.article.times.causing import date_by_subjects
from kb.read.article.times.concurrent import date_together
from kb.read.article.times.cumulative import sums_up_to, up_to
from kb.read.article.times.dated import UNDATED, Dating, by_said, with_said
from kb.read.article.times.durations import lasting_span, nth_span, phase_of
from kb.read.article.times.midnight import clipped, hour_of, is_midnight
from kb.read.article.times.narration import is_awaited, is_free, is_lasting, sums_up
from kb.read.article.times.nights import is_said, nights_in
from kb.read.article.times.past import (
    before_publication,
    has_happened,
    is_past,
    last_second,
    week_after,
)
from kb.read.article.times.reporting import reported_on
from kb.read.article.times.retelling import share_dates
from kb.read.article.times.story import Story, is_day, moves_story
from kb.read.article.times.whenever import is_measure, told_of
from kb.read.article.words.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from kb.model.timespan import TimeSpan
    from kb.read.article.events.attribution import Attribution
    from kb.read.article.events.triggers import Trigger
    from kb.read.article.times.anchors import Anchor
    from kb.read.article.values import Document, Sentence
    from kb.resolve.dates import DateMention


#: Rules by which a date is one that a story may go on from.
_MOVING = frozenset({"its own words", "its verb", "its clause"})


def date_events(
    document: Document,
    sentences: Sequence[Sentence],
    triggers: Sequence[Sequence[Trigger]],
    mentions: Iterable[DateMention],
    attributions: Sequence[Sequence[Attribution | None]],
) -> list[list[Dating]]:
    """Date what each trigger names; the lists are one for each sentence, as in `triggers`."""
    reader = _Reader(document, list(mentions))
    syntaxes = [Syntax(x) for x in sentences]
    found = [
        reader.sentence(at, syntaxes[at], quoted, row, claims)
        for at, (quoted, row, claims) in enumerate(
            zip(quoted_places(syntaxes), triggers, attributions, strict=True)
        )
    ]
    found = date_by_subjects(sentences, triggers, share_dates(sentences, triggers, found))
    return [date_together(*x) for x in zip(syntaxes, triggers, found, strict=True)]


#: Verbs of looking back at what has happened before.
_LOOKING_BACK = frozenset(
    "mourn commemorate remember condemn condole denounce deplore lament honour honor".split()
)


class _Reader:
    """An article read from its start: its expressions, and how far its story has come."""

    def __init__(self, document: Document, mentions: Sequence[DateMention]) -> None:
        self.published = last_second(document)
        self.mentions = mentions
        self.story = Story(self.published)
        self.here: list[Anchor] = []
        self.saids: dict[tuple[int, int], Anchor | None] = {}

    def sentence(
        self,
        at: int,
        syntax: Syntax,
        quoted: Container[int],
        row: Sequence[Trigger],
        claims: Sequence[Attribution | None],
    ) -> list[Dating]:
        """Date the triggers of sentence number `at`; `quoted` are its places in quotations."""
        if syntax.sentence.zone == "heading":
            self.story.break_off()
        self.story.begin(syntax)
        places = [x.place for x in row]
        anchors = anchors_of(syntax, self.mentions, places)
        if all(x.clock or is_said(syntax, x) for x in anchors):
            self.story.come_back(syntax, row)
        anchors += nights_in(syntax, anchors, self._evening(syntax), places)
        self.here = [x for x in anchors if not x.clock and is_free(syntax, x.site)]
        for claim in (x for x in claims if x is not None and x.sentence == at):
            self.saids[at, claim.verb] = self._said(syntax, claim, anchors, quoted)
        saids = [
            reported_on(syntax, trigger, _heard(anchors, quoted, trigger.place))
            if claim is None
            else self.saids.get((claim.sentence, claim.verb))
            for trigger, claim in zip(row, claims, strict=True)
        ]
        by_words = [
            self._by_words(syntax, trigger, _heard(anchors, quoted, trigger.place), said)
            for trigger, said in zip(row, saids, strict=True)
        ]
        found = [
            x
            if x.time_span is not None
            else self._otherwise(syntax, trigger, anchors, said, told=trigger.place not in quoted)
            for x, trigger, said in zip(
                date_together(syntax, row, by_words), row, saids, strict=True
            )
        ]
        if syntax.sentence.zone == "body":
            self._move(syntax, quoted, row, anchors, found)
        return found

    def _said(
        self,
        syntax: Syntax,
        claim: Attribution,
        anchors: list[Anchor],
        quoted: Container[int],
    ) -> Anchor | None:
        """Return the date of the saying: of the past, where it was said in the past."""
        said = said_on(syntax, claim, _heard(anchors, quoted, claim.verb))
        if said is None or not is_past(syntax, claim.verb):
            return said
        return replace(said, span=before_publication(said, said.span, self.published))

    def _by_words(
        self, syntax: Syntax, trigger: Trigger, anchors: list[Anchor], said: Anchor | None
    ) -> Dating:
        """Date a trigger by the expressions of its sentence."""
        if (then := told_of(syntax, trigger, anchors)) is not None:
            return self._with(syntax, trigger, then, "its date's clause", 0.85, said)
        for rule, confidence, find in RULES:
            anchor = find(syntax, trigger, _own(syntax, trigger, anchors, said))
            if anchor is not None:
                found = self._with(syntax, trigger, anchor, rule, confidence, said)
                if found.time_span is not None:
                    return _since(syntax, trigger, found)
        return with_said(UNDATED, said)

    def _otherwise(
        self,
        syntax: Syntax,
        trigger: Trigger,
        anchors: list[Anchor],
        said: Anchor | None,
        *,
        told: bool,
    ) -> Dating:
        """Date a trigger by the record that shows it, its story, or when it was reported."""
        own = _own(syntax, trigger, anchors, said)
        if (record := recorded_on(syntax, trigger, own)) is not None:
            return replace(by_said(record), rule="recorded by then", said=None)
        if (since := self._lasting(syntax, trigger)) is not None:
            return since
        if told and all(x.clock for x in own) and not any(is_stretch(x) for x in anchors):
            anchor = self.story.day_of(syntax, trigger)
            if anchor is not None and _is_by(anchor, said) and not self._is_new(said):
                return self._with(syntax, trigger, anchor, "day of the story", 0.6, said)
        if said is not None and trigger.modality.status in ("occurred", "ongoing"):
            return by_said(said)
        return with_said(UNDATED, said)

    def _is_new(self, said: Anchor | None) -> bool:
        """Tell whether what is said after the story's day may have happened after it."""
        day = None if self.story.day is None else self.story.day.span.latest
        if said is None or said.span.earliest is None or day is None:
            return False
        return said.span.earliest > day

    def _with(
        self,
        syntax: Syntax,
        trigger: Trigger,
        anchor: Anchor,
        rule: str,
        confidence: float,
        said: Anchor | None,
    ) -> Dating:
        span: TimeSpan | None = anchor.span
        if anchor.clock:
            span = self._hour_here(syntax, trigger, anchor)
        if span is None:
            return UNDATED
        if has_happened(syntax, trigger, anchor, by_itself=rule == "its own words"):
            span = before_publication(anchor, span, self.published)
            if anchor.mention.rule == "night" or is_midnight(anchor):
                span = clipped(span, self.published)
            if not trigger.is_noun and self._is_ahead(span) and is_past(syntax, trigger.place):
                return with_said(UNDATED, said)
        elif not self._is_ahead(span) and is_awaited(syntax, trigger.place):
            span = week_after(anchor, span)
        if sums_up_to(syntax, trigger, anchor):
            span = up_to(span)
        span = phase_of(syntax, trigger, anchor.site, span)
        mention = anchor.mention
        return with_said(Dating(span, mention.start, mention.end, rule, confidence), said)

    def _is_ahead(self, span: TimeSpan) -> bool:
        first, last = span.earliest, self.published
        return first is not None and last is not None and first > last

    def _hour_here(self, syntax: Syntax, trigger: Trigger, hour: Anchor) -> TimeSpan | None:
        """Return the day of a time of day: the one that its sentence names, else its story's."""
        if len(self.here) > 1:
            return None
        day = self.here[0] if self.here else self.story.day_in(syntax, trigger)
        if day is None or (self.here and not is_day(day.span)):
            return None
        return hour_of(hour, day, syntax.words[hour.first - 1], self.published)

    def _evening(self, syntax: Syntax) -> int | None:
        """Return the day before a night that is not named: the story's, else before publication."""
        day, last = self.story.day_in(syntax), self.published
        story = None if day is None or day.span.latest is None else day.span.latest // DAY
        if last is None:
            return story
        return last // DAY - 1 if story is None else min(story, last // DAY - 1)

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

    def _move(
        self,
        syntax: Syntax,
        quoted: Container[int],
        row: Sequence[Trigger],
        anchors: list[Anchor],
        found: list[Dating],
    ) -> None:
        if any(x.rule == "day of the story" for x in found):
            self.story.go_on(syntax)
        used = {
            x.start
            for x, trigger in zip(found, row, strict=True)
            if moves_story(trigger) and x.rule in _MOVING and trigger.place not in quoted
        }
        free = [x for x in anchors if x.mention.start in used and is_free(syntax, x.site)]
        self.story.turn(free, [x.said for x in found])
        moving = [x for x in anchors if x.mention.start in used]
        for anchor in (x for x in moving if not is_awaited(syntax, x.site)):
            at = anchor.mention.start
            dated = [t for x, t in zip(found, row, strict=True) if x.start == at]
            self.story.move(syntax, anchor, dated)


def _heard(anchors: list[Anchor], quoted: Container[int], place: int) -> list[Anchor]:
    """Return the expressions that date a place: within a quotation its own, outside the others.

    One that hangs on a word outside, as in "“Kherson. Today,” he wrote", is of the outside.
    """
    sites = ((x, x.site if x.site >= 0 else x.first) for x in anchors)
    return [x for x, site in sites if (site in quoted) == (place in quoted)]


def _own(
    syntax: Syntax, trigger: Trigger, anchors: list[Anchor], said: Anchor | None
) -> list[Anchor]:
    """Return the expressions that may date a trigger; an open one dates what lasts alone."""
    lasting = is_lasting(syntax, trigger)
    return [
        x
        for x in anchors
        if (said is None or x.mention is not said.mention)
        and (lasting or x.span.latest is not None)
        and not is_measure(syntax, x)
        and (not is_stretch(x) or sums_up(syntax, trigger))
        and not _is_of_mourning(syntax, trigger, x)
    ]


def _is_of_mourning(syntax: Syntax, trigger: Trigger, anchor: Anchor) -> bool:
    """Tell whether an expression dates the mourning or the blame of what a word names."""
    site = anchor.site
    if not syntax.parsed:
        between = range(anchor.first, trigger.place)
        return any(syntax.lemma(x, verb=True) in _LOOKING_BACK for x in between)
    if site < 0 or site == trigger.place:
        return False
    looks_back = syntax.lemma(site, verb=True) in _LOOKING_BACK
    return looks_back and site in syntax.above(trigger.place)


def _since(syntax: Syntax, trigger: Trigger, dating: Dating) -> Dating:
    """Let what went on "for the third day" have begun on the first."""
    if dating.time_span is None or not trigger.is_noun:
        return dating
    span = nth_span(syntax.words, dating.time_span)
    return dating if span is None else replace(dating, time_span=span)


def _is_by(anchor: Anchor, said: Anchor | None) -> bool:
    """Tell whether a day is no later than when it was said."""
    if said is None or said.span.latest is None:
        return True
    return anchor.span.latest is not None and anchor.span.latest <= said.span.latest


__all__ = ["UNDATED", "Dating", "date_events"]
