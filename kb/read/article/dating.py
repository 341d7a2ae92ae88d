"""Which date belongs to which event, and when it was said.

Rules from the surest to the least sure: an expression that hangs on the trigger; one of its clause;
one of the verb it is coordinated with or an adverbial of; a mention of the same happening that is
dated; the day on which it was said, by which it had happened; and, in a story told in the simple
past, the day the story has reached. What nothing dates stays undated: the day of publication dates
nothing by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.model.calendar import DAY, Bounds, Precision
from kb.model.timespan import TimeSpan
from kb.read.article.anchors import Anchor, anchors_of
from kb.read.article.attribution import sayings
from kb.read.article.clause import group_of
from kb.read.article.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.read.article.attribution import Attribution
    from kb.read.article.triggers import Trigger
    from kb.read.article.values import Document, Sentence
    from kb.resolve.dates import DateMention

#: Prepositions that put a noun at another time than its verb.
_ELSEWHEN = frozenset(
    "after before since following until despite over about against because amid for from during "
    "of regarding on to under".split()
)
_SUBORDINATE = frozenset("after before since until once".split())
_SAME_CLAUSE = frozenset("dobj nsubj nsubjpass attr oprd conj agent dative".split())
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
    return _shared(triggers, found)


class _Story:
    """An article read from its start: its expressions, and the day that its story has reached."""

    def __init__(self, document: Document, mentions: Sequence[DateMention]) -> None:
        self.published = _published(document)
        self.mentions = mentions
        self.day: Anchor | None = None
        self.reached = -1

    def sentence(
        self, syntax: Syntax, row: Sequence[Trigger], claims: Sequence[Attribution | None]
    ) -> list[Dating]:
        """Date the triggers of the next sentence."""
        anchors = anchors_of(syntax, self.mentions, [x.place for x in row])
        found = [
            self._dated(syntax, trigger, claim, anchors)
            for trigger, claim in zip(row, claims, strict=True)
        ]
        self._move(syntax, row, anchors, found)
        return found

    def _dated(
        self, syntax: Syntax, trigger: Trigger, claim: Attribution | None, anchors: list[Anchor]
    ) -> Dating:
        said = _said(syntax, claim, anchors)
        own = [x for x in anchors if x is not said]
        past = trigger.modality.status == "occurred" and trigger.modality.reality == "real"
        for rule, confidence, find in _RULES:
            anchor = find(syntax, trigger, own)
            if anchor is not None:
                return self._with(anchor, rule, confidence, said, past=past)
        if said is not None and trigger.modality.status in ("occurred", "ongoing"):
            return _by_said(said)
        if (anchor := self._told(syntax, trigger, own)) is not None:
            return self._with(anchor, "day of the story", 0.6, said, past=past)
        return Dating(said=said.span if said else None, **_said_offsets(said))

    def _with(
        self, anchor: Anchor, rule: str, confidence: float, said: Anchor | None, *, past: bool
    ) -> Dating:
        span = anchor.span
        if anchor.clock:
            if self.day is None:
                return UNDATED
            span = self.day.span
        if past:
            span = _before(anchor, span, self.published)
        mention = anchor.mention
        return Dating(
            span,
            mention.start,
            mention.end,
            rule,
            confidence,
            said.span if said else None,
            **_said_offsets(said),
        )

    def _told(self, syntax: Syntax, trigger: Trigger, own: list[Anchor]) -> Anchor | None:
        """Return the day of the story, where a trigger carries the story on."""
        if self.day is None or trigger.modality.status not in ("occurred",):
            return None
        if trigger.modality.reality != "real" or syntax.sentence.zone != "body":
            return None
        if any(not x.clock for x in own) or not _carries_on(syntax, trigger):
            return None
        return self.day

    def _move(
        self,
        syntax: Syntax,
        row: Sequence[Trigger],
        anchors: list[Anchor],
        found: list[Dating],
    ) -> None:
        if syntax.sentence.zone != "body":
            return
        used = {x.start for x, trigger in zip(found, row, strict=True) if _is_told(x, trigger)}
        for anchor in anchors:
            if anchor.mention.start in used and not anchor.clock and _is_short(anchor.span):
                self.day, self.reached = anchor, syntax.sentence.paragraph


def _published(document: Document) -> int | None:
    """Return the last second of the day of publication, None where it is not known."""
    from kb.resolve.dates.published import anchor_day

    day = anchor_day(document.published or None)
    return None if day is None else (day + 1) * DAY - 1


def _before(anchor: Anchor, span: TimeSpan, published: int | None) -> TimeSpan:
    """Return a date that lies before publication, of what has happened.

    "In January" and "on Sunday" do not say of which year or week; what has happened did so in the
    last one.
    """
    if published is None or span.earliest is None or span.earliest <= published:
        return span
    if anchor.mention.anchor != "published":
        return span
    rule = anchor.mention.rule
    if rule == "weekday":
        return _moved(span, 7)
    if rule == "calendar" and span.latest is not None:
        return _moved(span, 365) if span.precision == Precision.DAY else _year_before(span)
    return span


def _moved(span: TimeSpan, days: int) -> TimeSpan:
    seconds = days * DAY
    begin, end = (
        Bounds(
            None if x.earliest is None else x.earliest - seconds,
            None if x.latest is None else x.latest - seconds,
        )
        for x in (span.begin, span.end)
    )
    return TimeSpan(begin, end)


def _year_before(span: TimeSpan) -> TimeSpan:
    edtf = span.edtf
    year = edtf[:4]
    return TimeSpan.parse(edtf.replace(year, str(int(year) - 1))) if year.isdigit() else span


def _said_offsets(said: Anchor | None) -> dict[str, int]:
    if said is None:
        return {}
    return {"said_start": said.mention.start, "said_end": said.mention.end}


def _is_told(dating: Dating, trigger: Trigger) -> bool:
    told = trigger.modality.status == "occurred" and trigger.modality.reality == "real"
    return told and dating.rule in ("its own words", "its clause", "its verb")


def _is_short(span: TimeSpan) -> bool:
    if span.earliest is None or span.latest is None:
        return False
    return (span.latest - span.earliest) // DAY < _STORY_DAYS


def _said(syntax: Syntax, claim: Attribution | None, anchors: list[Anchor]) -> Anchor | None:
    """Return the expression that dates the saying, not what was said."""
    if claim is None or claim.verb >= len(syntax):
        return None
    for anchor in anchors:
        reached = anchor.site
        if reached == claim.verb:
            return anchor
        if syntax.parsed and reached >= 0 and syntax.tag(reached).startswith("NN"):
            above = next(syntax.above(reached), None)
            over = next(syntax.above(above), None) if above is not None else None
            if claim.verb in (above, over) and syntax.dep(reached) == "pobj":
                return anchor
    return None


def _by_said(said: Anchor) -> Dating:
    """What was reported on a day had happened by its end."""
    latest = said.span.latest
    bounds = Bounds(None, latest)
    span = TimeSpan(bounds, bounds) if latest is not None else None
    mention = said.mention
    return Dating(
        span,
        mention.start,
        mention.end,
        "reported by then",
        0.8,
        said.span,
        mention.start,
        mention.end,
    )


def _own_words(syntax: Syntax, trigger: Trigger, anchors: list[Anchor]) -> Anchor | None:
    return next((x for x in anchors if x.site == trigger.place), None)


def _its_verb(syntax: Syntax, trigger: Trigger, anchors: list[Anchor]) -> Anchor | None:
    """A noun that is subject or object of the verb that an expression dates."""
    if not syntax.parsed or not trigger.is_noun:
        return None
    below = trigger.place
    for above in syntax.above(trigger.place):
        dep = syntax.dep(below)
        if dep == "pobj" and syntax.words[above] in _ELSEWHEN:
            return None
        if syntax.tag(above).startswith("VB"):
            return next((x for x in anchors if x.site == above), None)
        if dep == "pobj" or dep == "prep" or dep in _SAME_CLAUSE:
            below = above
            continue
        return None
    return None


def _its_clause(syntax: Syntax, trigger: Trigger, anchors: list[Anchor]) -> Anchor | None:
    """A verb that goes on from the one that an expression dates: "attacked and killed"."""
    if not syntax.parsed:
        return None
    below = trigger.place
    for above in syntax.above(trigger.place):
        dep = syntax.dep(below)
        marked = any(syntax.words[x] in _SUBORDINATE for x in syntax.children[below])
        if dep not in ("conj", "advcl", "xcomp", "prep", "pcomp", "dobj", "acl") or marked:
            return None
        if syntax.words[above] in _SUBORDINATE or not _goes_on(syntax, below):
            return None
        if anchor := next((x for x in anchors if x.site == above), None):
            return anchor
        below = above
    return None


def _its_phrase(syntax: Syntax, trigger: Trigger, anchors: list[Anchor]) -> Anchor | None:
    """What is said of its parts: "passed an inspection in March", "doping in a fight last month"."""
    if not syntax.parsed:
        return None
    for anchor in anchors:
        below = anchor.site
        if below < 0:
            continue
        for above in syntax.above(below):
            if syntax.dep(below) not in (
                "dobj",
                "pobj",
                "prep",
                "npadvmod",
                "advmod",
                "nsubjpass",
                "acl",
            ):
                break
            if syntax.words[above] in _SUBORDINATE or syntax.words[above] == "following":
                break
            if above == trigger.place:
                return anchor
            if syntax.tag(above).startswith("VB"):
                break
            below = above
    return None


def _its_sentence(syntax: Syntax, trigger: Trigger, anchors: list[Anchor]) -> Anchor | None:
    """The only expression of a sentence, where the trigger's clause tells of the same time."""
    days = [x for x in anchors if not x.clock]
    if not syntax.parsed or len(days) != 1 or trigger.modality.status != "occurred":
        return None
    anchor = days[0]
    low, high = sorted((anchor.first, trigger.place))
    if trigger.modality.reality != "real" or ";" in syntax.words[low:high]:
        return None
    if anchor.site < 0 or not _is_free(syntax, anchor.site) or not _is_free(syntax, trigger.place):
        return None
    return anchor if _goes_on(syntax, trigger.place) and _goes_on(syntax, anchor.site) else None


def _is_free(syntax: Syntax, place: int) -> bool:
    """Tell whether nothing puts a word at another time than the sentence's main verb."""
    below = place
    for above in (*syntax.above(place), None):
        if syntax.dep(below) in ("relcl", "ccomp", "acl"):
            return False
        if any(syntax.words[x] in _SUBORDINATE for x in syntax.with_dep(below, "mark")):
            return False
        if syntax.dep(below) in ("pobj", "pcomp") and above is not None:
            if syntax.words[above] in _NO_STORY - {"by", "of", "in"}:
                return False
        if above is not None:
            below = above
    return True


def _goes_on(syntax: Syntax, place: int) -> bool:
    tag = syntax.tag(place)
    if not tag.startswith("VB"):
        return True
    group = group_of(syntax, place, tag)
    return not (group.perfect or group.infinitive or group.tense in ("future", "present"))


def _near(syntax: Syntax, trigger: Trigger, anchors: list[Anchor]) -> Anchor | None:
    """Without a parser: the only expression of a sentence, when it opens it."""
    if syntax.parsed or len(anchors) != 1:
        return None
    anchor = anchors[0]
    between = syntax.words[anchor.last + 1 : trigger.place]
    goes_on = not any(x in _SUBORDINATE or x in ("that", "who", "which") for x in between)
    return anchor if anchor.last < trigger.place and goes_on else None


_RULES = (
    ("its own words", 0.9, _own_words),
    ("its verb", 0.85, _its_verb),
    ("its clause", 0.8, _its_clause),
    ("its phrase", 0.7, _its_phrase),
    ("its clause", 0.7, _near),
    ("its sentence", 0.6, _its_sentence),
)


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
        if syntax.words[above] in _NO_STORY:
            return False
        if syntax.tag(above).startswith("VB"):
            group = group_of(syntax, above, syntax.tag(above))
            return group.tense == "past" and not group.perfect
    return False


#: Prepositions before nouns that the story does not reach.
_NO_STORY = _ELSEWHEN | {"under", "by", "with"}


def _shared(triggers: Sequence[Sequence[Trigger]], found: list[list[Dating]]) -> list[list[Dating]]:
    """Give a mention the date of another mention of the same happening."""
    dated: dict[str, Dating] = {}
    for row, datings in zip(triggers, found, strict=True):
        for trigger, dating in zip(row, datings, strict=True):
            if dating.rule in _DIRECT:
                dated.setdefault(_key(trigger), dating)
    return [
        [_again(trigger, dating, dated) for trigger, dating in zip(row, datings, strict=True)]
        for row, datings in zip(triggers, found, strict=True)
    ]


def _again(trigger: Trigger, dating: Dating, dated: dict[str, Dating]) -> Dating:
    other = dated.get(_key(trigger))
    if other is None or dating.rule not in ("undated", "day of the story"):
        return dating
    if trigger.modality.reality != "real":
        return dating
    return _like(other, dating, "another mention", 0.7)


def _like(other: Dating, dating: Dating, rule: str, confidence: float) -> Dating:
    return Dating(
        other.time_span,
        other.start,
        other.end,
        rule,
        confidence,
        dating.said,
        dating.said_start,
        dating.said_end,
    )


def _key(trigger: Trigger) -> str:
    """Mentions of one happening share a kind, and the beginning of their words."""
    return f"{trigger.kind}:{trigger.entry.lemma[:4]}"


__all__ = ["UNDATED", "Dating", "date_events", "sayings"]
