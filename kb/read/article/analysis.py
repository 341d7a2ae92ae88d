"""What the stages find in an article, side by side: the ground that candidates are made on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.read.article.actors import find_actors
from kb.read.article.attribution import attribute
from kb.read.article.casing import is_upper, truecase
from kb.read.article.dating import date_events
from kb.read.article.placing import place_events
from kb.read.article.roles import find_roles
from kb.read.article.salience import rank
from kb.read.article.sentences import split_sentences
from kb.read.article.triggers import find_triggers
from kb.resolve.dates import find_dates
from kb.resolve.places import find_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.model.names import Names
    from kb.read.article.attribution import Attribution
    from kb.read.article.dating import Dating
    from kb.read.article.placing import Placing
    from kb.read.article.roles import Role
    from kb.read.article.triggers import Trigger
    from kb.read.article.values import Document, Mention, Sentence
    from kb.resolve.dates import DateMention
    from kb.resolve.places import PlaceMention


@dataclass(frozen=True, slots=True)
class Event:
    """A trigger, the number of its sentence, and all that hangs on it."""

    sentence: int
    trigger: Trigger
    claim: Attribution | None
    dating: Dating
    roles: tuple[Role, ...]
    places: tuple[Placing, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """An article taken apart. `text` has the document's offsets, and its case where it lost it."""

    document: Document
    text: str
    sentences: tuple[Sentence, ...]
    events: tuple[Event, ...]
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    actors: tuple[Mention, ...]


def analyse(
    document: Document, *, parser: bool | None = None, names: Names | None = None
) -> Analysis:
    """Run the stages over a document.

    `parser` is that of `split_sentences`; `names` are the actors that are known by name.
    """
    text = truecase(document.text) if is_upper(document.text) else document.text
    sentences = split_sentences(document, parser=parser, text=text)
    triggers = [find_triggers(x) for x in sentences]
    claims = attribute(sentences, triggers)
    dates = find_dates(text, published=document.published or None, context="news")
    datings = date_events(document, sentences, triggers, dates, claims)
    scores = rank(sentences, triggers, datings)
    places = _within(find_places(text, names=_labelled(sentences)), sentences)
    placings = place_events(sentences, triggers, places)
    columns = zip(triggers, claims, datings, placings, scores, strict=True)
    events = [
        Event(at, trigger, claim, dating, tuple(find_roles(sentences[at], trigger)), placed, score)
        for at, rows in enumerate(columns)
        for trigger, claim, dating, placed, score in zip(*rows, strict=True)
    ]
    return Analysis(
        document,
        text,
        tuple(sentences),
        tuple(events),
        tuple(_within(dates, sentences)),
        tuple(places),
        tuple(find_actors(text, sentences, names)),
    )


def _labelled(sentences: Iterable[Sentence]) -> list[tuple[int, int, str]]:
    """Return what a recogniser took for names: offsets and label."""
    found: list[tuple[int, int, str]] = []
    for sentence in sentences:
        last = ""
        for token in sentence.tokens:
            if token.label and token.label == last:
                found[-1] = (found[-1][0], token.end, token.label)
            elif token.label:
                found.append((token.start, token.end, token.label))
            last = token.label
    return found


def _within(found: Iterable[Any], sentences: Sequence[Sentence]) -> list[Any]:
    """Return the mentions that stand in a sentence: those of captions and the like do not."""
    starts = [x.start for x in sentences]
    kept = []
    for mention in found:
        at = bisect_right(starts, mention.start) - 1
        if at >= 0 and mention.end <= sentences[at].end:
            kept.append(mention)
    return kept
