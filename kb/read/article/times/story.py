"""The day that an article's story has reached: what goes on in the simple past is of that day.

Narrative progression as in discourse representation (Lascarides and Asher 1993) and as HeidelTime
anchors what is told: an event in the simple past happens at the time the text has come to, until
another time is named. It is the least sure of the rules, so it asks much: a sentence that tells, in
no quotation, with a thing or a name in common with the story, or a word such as "then".
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kb.model.calendar import DAY
from kb.model.timespan import TimeSpan
from kb.model.vocabulary import family
from kb.read.article.events.sayings import sayings
from kb.read.article.times.narration import NO_STORY, looks_back
from kb.read.article.times.retelling import is_known
from kb.read.article.times.topics import Topics
from kb.read.article.words.clause import group_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.times.anchors import Anchor
    from kb.read.article.words.syntax import Syntax

#: Words by which a story goes on, and words of what lies outside of it.
_NARRATIVE = frozenset("then later earlier meanwhile afterwards subsequently".split())
_ASIDE = frozenset("previously formerly repeatedly since already historically once".split())
_DAYS = frozenset("day night morning evening eve anniversary time".split())
#: Without a parser, words longer than this are taken for names and nouns.
_LONG = 4
#: Families of kinds that hold together nothing.
_LOOSE = frozenset({"other", "statement", "politics"})
#: A story's day holds for spans of at most so many days.
_STORY_DAYS = 3


class Story:
    """The day that a story has reached, and the names and things that it tells of.

    `published` is the last second of the day of publication.
    """

    def __init__(self, published: int | None) -> None:
        self.published = published
        self.topics = Topics()
        self.day: Anchor | None = None
        self._former: Anchor | None = None
        self._paragraph = -1
        self._words: set[str] = set()
        self._families: set[str] = set()

    def break_off(self) -> None:
        """Begin anew, as after a heading."""
        self.day = self._former = None

    def turn(self, anchors: Iterable[Anchor], saids: Iterable[TimeSpan | None]) -> None:
        """Leave a day of which the article no longer tells.

        A sentence of another year or month, or what was said before that day, breaks the story
        off; what looked back ends with its paragraph.
        """
        day = self.day
        if day is None or (first := day.span.earliest) is None:
            return
        others = (x.span for x in anchors if not x.clock and not self._is_day(x.span))
        elsewhen = any(x.earliest is not None and not _holds(x, first) for x in others)
        ends = (x.latest for x in saids if x is not None)
        if elsewhen or any(x is not None and x < first for x in ends):
            self.day = self._former = None

    def begin(self, syntax: Syntax) -> None:
        """Come back from a look back, where a new paragraph begins."""
        if self._former is not None and syntax.sentence.paragraph != self._paragraph:
            self.day, self._former = self._former, None

    def day_of(self, syntax: Syntax, trigger: Trigger) -> Anchor | None:
        """Return the day of the story, where a trigger carries the story on."""
        if self.day is None or syntax.sentence.zone != "body" or not _is_told(trigger):
            return None
        if _stands_back(syntax) or not _carries_on(syntax, trigger):
            return None
        joined = self._is_joined(syntax) or self.is_of(trigger)
        if not joined or set(syntax.words) & _ASIDE or self._is_of_another(syntax, trigger):
            return None
        if _names_a_day(syntax):
            return None
        return self.day

    def come_back(self, syntax: Syntax, row: Sequence[Trigger]) -> None:
        """Come back to the day of a happening that a sentence without a day has for its subject."""
        day = self.topics.day_of(syntax, row)
        if day is not None and (self.day is None or day.mention is not self.day.mention):
            self._former = self._looked_from(day)
            self.day, self._paragraph = day, syntax.sentence.paragraph

    def is_of(self, trigger: Trigger) -> bool:
        """Tell whether a happening is of a family that the story's day has told of."""
        return family(trigger.kind) in self._families

    def _is_of_another(self, syntax: Syntax, trigger: Trigger) -> bool:
        """Tell whether a happening may be of an earlier day, which told of such things."""
        loose = family(trigger.kind) in _LOOSE
        if loose or self.is_of(trigger) or set(syntax.words) & _NARRATIVE:
            return False
        other = self.topics.last_of(trigger.kind)
        return other is not None and self.day is not None and not _meet(other.span, self.day.span)

    def day_in(self, syntax: Syntax, trigger: Trigger | None = None) -> Anchor | None:
        """Return the day of which a sentence tells the time of day: its story's."""
        if self.day is None or not self._is_joined(syntax):
            return None
        return None if trigger and self._is_of_another(syntax, trigger) else self.day

    def _is_joined(self, syntax: Syntax) -> bool:
        words = set(syntax.words)
        same = syntax.sentence.paragraph == self._paragraph
        return same or bool(_content(syntax) & self._words or words & _NARRATIVE)

    def go_on(self, syntax: Syntax) -> None:
        """Take a sentence in that the story has gone on in."""
        self._paragraph = syntax.sentence.paragraph
        self._words |= _content(syntax)

    def move(self, syntax: Syntax, anchor: Anchor, dated: Iterable[Trigger]) -> None:
        """Go to a day that a sentence tells of, and remember what is of that day."""
        if anchor.clock or not self._is_day(anchor.span):
            return
        told = list(dated)
        for trigger in told:
            self.topics.tell(trigger, anchor)
        self._former = self._looked_from(anchor)
        self.day = replace(anchor, span=whole_day(anchor.span))
        self._paragraph = syntax.sentence.paragraph
        self._words = _content(syntax)
        self._families = {family(x.kind) for x in told} - _LOOSE

    def _looked_from(self, anchor: Anchor) -> Anchor | None:
        """Return the day to come back to, from a day that lies before it."""
        main = self._former or self.day
        if main is None or anchor.span.latest is None or main.span.earliest is None:
            return None
        return main if anchor.span.latest < main.span.earliest else None

    def _is_day(self, span: TimeSpan) -> bool:
        """Tell whether a date is short and past, so that a story may go on from it."""
        if span.earliest is None or span.latest is None:
            return False
        past = self.published is None or span.earliest <= self.published
        return past and (span.latest - span.earliest) // DAY < _STORY_DAYS


def whole_day(span: TimeSpan) -> TimeSpan:
    """Return the day that a time lies in; a longer span as it is."""
    return TimeSpan.from_days(span.earliest // DAY) if is_day(span) and span.earliest else span


def is_day(span: TimeSpan) -> bool:
    """Tell whether a time span is a day or lies in one."""
    first, last = span.earliest, span.latest
    return first is not None and last is not None and first // DAY == last // DAY


def _names_a_day(syntax: Syntax) -> bool:
    """Tell whether a sentence names a day by what happened on it: "on the day of the vote"."""
    return any(x in _DAYS and y == "of" for x, y in pairwise(syntax.words))


def _meet(one: TimeSpan, other: TimeSpan) -> bool:
    """Tell whether two short spans have a day in common."""
    first, last = one.earliest, other.latest
    if first is None or last is None or one.latest is None or other.earliest is None:
        return False
    return first // DAY <= last // DAY and other.earliest // DAY <= one.latest // DAY


def _holds(span: TimeSpan, second: int) -> bool:
    first, last = span.earliest, span.latest
    return first is not None and first <= second and (last is None or second <= last)


def moves_story(trigger: Trigger) -> bool:
    """Tell whether a date of a trigger is one that a story may go on from."""
    return _is_told(trigger)


def _is_told(trigger: Trigger) -> bool:
    saying = trigger.entry.lemma in sayings() and not trigger.is_noun
    if saying or trigger.kind == "statement":
        return False
    return trigger.modality.status == "occurred" and trigger.modality.reality == "real"


def _stands_back(syntax: Syntax) -> bool:
    """Tell whether a sentence's main verb is in the perfect, which sums up and tells no story."""
    for place, token in enumerate(syntax.tokens):
        if token.dep == "ROOT" and token.tag.startswith("VB"):
            return group_of(syntax, place, token.tag).perfect
    return False


def _carries_on(syntax: Syntax, trigger: Trigger) -> bool:
    """Tell whether a story in the simple past goes on with a trigger."""
    place = trigger.place
    if trigger.is_noun:
        retold = not syntax.parsed and is_known(syntax.sentence, trigger)
        return not retold and _noun_carries_on(syntax, place)
    if not syntax.parsed:
        told = trigger.tag == "VBD" or trigger.passive
        return told and not looks_back(syntax, place)
    group = group_of(syntax, place, trigger.tag)
    if group.perfect or group.infinitive or group.tense in ("future", "present"):
        return False
    if looks_back(syntax, place):
        return False
    if group.tense == "past":
        return syntax.dep(place) != "relcl"
    above = next((x for x in syntax.above(place) if syntax.tag(x).startswith("VB")), None)
    return above is not None and group_of(syntax, above, syntax.tag(above)).tense == "past"


def _noun_carries_on(syntax: Syntax, place: int) -> bool:
    if not syntax.parsed:
        return True
    if looks_back(syntax, place):
        return False
    for above in syntax.above(place):
        if syntax.words[above] in NO_STORY:
            return False
        if syntax.tag(above).startswith("VB"):
            group = group_of(syntax, above, syntax.tag(above))
            return group.tense == "past" and not group.perfect
    return False


def _content(syntax: Syntax) -> set[str]:
    """Return the nouns and names of a sentence, by which one tells that it is of the same story."""
    if not syntax.parsed:
        return {x for x in syntax.words if len(x) > _LONG}
    return {
        x.lemma
        for x in syntax.tokens
        if x.tag[:2] == "NN" and len(x.lemma) > 2 and x.label not in ("DATE", "TIME")
    }
