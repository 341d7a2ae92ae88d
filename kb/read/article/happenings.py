"""The events of an article: each trigger that matters, with its date, its claimant and a title.

The stages before this each answer one question of a trigger; here their answers are put together,
and what is no event (denied by its own sentence, only supposed, general or an opinion) is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.model.calendar import DAY
from kb.read.article.events.attribution import Attribution, attribute
from kb.read.article.events.senses import one_sense
from kb.read.article.events.titles import title_of
from kb.read.article.events.triggers import Trigger, find_triggers
from kb.read.article.salience import rank
from kb.read.article.times.dating import Dating, date_events
from kb.read.article.values import Field
from kb.resolve.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kb.read.article.values import Document, Sentence
    from kb.resolve.dates import DateMentions

#: How many events an article tells of at most: so many, or one in so many words if that is more;
#: and the salience below which nothing is one. Of TimeSET's articles (Wikinews), whatever their
#: length, annotators marked six events, seldom more than twelve, and next to none below this.
LIMIT, WORDS, LEAST = 20, 30, 1.8
#: What the writer himself says did not happen, might or usually does.
_NO_EVENTS = frozenset({"negated", "unreal", "generic", "opinion"})


@dataclass(frozen=True, slots=True)
class Happening:
    """A trigger in sentence number `sentence`, and what hangs on it.

    `salience` says how much it matters among the others of its article; it has no unit.
    """

    sentence: int
    trigger: Trigger
    dating: Dating
    claim: Attribution | None
    salience: float

    @property
    def stance(self) -> str:
        """The claimant's, else the article's own."""
        if self.claim is not None and self.claim.stance != "asserts":
            return self.claim.stance
        return self.trigger.modality.stance


def find_mentions(document: Document) -> DateMentions:
    """Find the time expressions of an article, which count from its publication."""
    day = document.published or None
    return find_dates(document.text, published=day, lang=document.lang, context="news")


def find_happenings(
    document: Document, sentences: Sequence[Sentence], *, mentions: DateMentions | None = None
) -> list[Happening]:
    """Return everything that the sentences name as happening, in order, ranked by salience.

    `mentions` are the article's time expressions, where they have been found before.
    """
    found = find_mentions(document) if mentions is None else mentions
    triggers = one_sense([list(_undated(find_triggers(x), x, found)) for x in sentences])
    claims = attribute(sentences, triggers)
    datings = date_events(document, sentences, triggers, found, claims)
    scores = rank(sentences, triggers, datings)
    return [
        Happening(at, _with_future(trigger, dating, document), dating, claim, score)
        for at, row in enumerate(triggers)
        for trigger, dating, claim, score in zip(
            row, datings[at], claims[at], scores[at], strict=True
        )
    ]


def _undated(
    triggers: Iterable[Trigger], sentence: Sentence, mentions: DateMentions
) -> Iterator[Trigger]:
    """Yield the triggers that are no words of a date: "March" is none, nor "the end of May"."""
    near = [x for x in mentions if sentence.start <= x.start < sentence.end]
    for trigger in triggers:
        if not any(x.start <= trigger.start and trigger.end <= x.end for x in near):
            yield trigger


def find_events(
    document: Document,
    sentences: Sequence[Sentence],
    *,
    mentions: DateMentions | None = None,
) -> list[Happening]:
    """Return the happenings that are events, in order, without regard to how many there are."""
    return [
        x
        for x in find_happenings(document, sentences, mentions=mentions)
        if x.trigger.modality.reality not in _NO_EVENTS and x.salience >= LEAST
    ]


def most_events(sentences: Sequence[Sentence]) -> int:
    """Return how many events an article tells of at most; it grows with the article."""
    return max(LIMIT, sum(len(x.tokens) for x in sentences) // WORDS)


def _with_future(trigger: Trigger, dating: Dating, document: Document) -> Trigger:
    """Take for planned what is dated after the article came out."""
    from kb.resolve.dates.published import anchor_day

    day = anchor_day(document.published or None)
    span = dating.time_span
    if day is None or span is None or span.earliest is None or span.earliest < (day + 1) * DAY:
        return trigger
    if trigger.modality.status not in ("occurred", "ongoing"):
        return trigger
    return replace(trigger, modality=replace(trigger.modality, status="planned"))


def fields_of(happening: Happening, sentence: Sentence, text: str) -> tuple[Field, ...]:
    """Return what a happening says, as fields of a candidate with the words they stand on."""
    trigger, dating, claim = happening.trigger, happening.dating, happening.claim
    word = (trigger.start, trigger.end)
    fields = [
        Field("title", title_of(sentence, trigger), *word, 0.6, "words of the clause"),
        Field("kind", trigger.kind, *word, _sure(trigger), f"triggers.csv: {_row(trigger)}"),
        Field("status", trigger.modality.status, *word, 0.8, "verb group and governing words"),
        Field("quote", text[sentence.start : sentence.end], sentence.start, sentence.end),
    ]
    if dating.time_span is not None:
        edtf = dating.time_span.edtf
        fields.append(Field("date", edtf, dating.start, dating.end, dating.confidence, dating.rule))
    if dating.said is not None:
        where = (dating.said_start, dating.said_end)
        fields.append(Field("said", dating.said.edtf, *where, 0.8, "date of the saying"))
    if claim is not None:
        fields.append(Field("claimant", claim.name, claim.start, claim.end, 0.8, claim.method))
    if happening.stance != "asserts":
        fields.append(Field("stance", happening.stance, *word, 0.8, "words of denial or doubt"))
    return tuple(fields)


def _sure(trigger: Trigger) -> float:
    return min(0.9, 0.3 + 0.2 * trigger.entry.weight)


def _row(trigger: Trigger) -> str:
    entry = trigger.entry
    return f"{entry.lemma} ({entry.pos}{', ' + entry.pattern if entry.pattern else ''})"
