"""The built-in extractor: an article taken apart, and put together as candidate reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.analysis import Analysis, analyse
from kb.read.article.events import fields_of
from kb.read.article.relations import relate
from kb.read.article.values import Candidate, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.read.article.analysis import Event
    from kb.read.article.relations import Relation
    from kb.read.article.roles import Role
    from kb.read.article.values import Document, Mention

NAME = "built-in"


def extract_events(document: Document, *, parser: bool | None = None) -> list[Candidate]:
    """Propose the reports of an article, in the order of their words.

    It needs no network and no model; with spaCy's English pipeline (the extra `read`) it finds
    more, and surer. `parser` forces one or the other.

    >>> from kb.read.article.document import read_document
    >>> text = "The bridge was hit on Monday, officials said."
    >>> hit, = extract_events(read_document(text, published="2022-09-06"), parser=False)
    >>> hit.values("kind"), hit.values("date")
    (['attack'], ['2022-09-05'])
    """
    return candidates_of(analyse(document, parser=parser))


def candidates_of(analysis: Analysis) -> list[Candidate]:
    """Return an analysed article's candidates."""
    relations = relate(
        analysis.sentences,
        [x.happening for x in analysis.events],
        [x.roles for x in analysis.events],
    )
    return [
        _candidate(analysis, event, [x for x in relations if x.event == number])
        for number, event in enumerate(analysis.events)
    ]


def _candidate(analysis: Analysis, event: Event, relations: Sequence[Relation]) -> Candidate:
    trigger = event.happening.trigger
    sentence = analysis.sentences[event.happening.sentence]
    fields = [
        *fields_of(event.happening, sentence, analysis.document.text),
        *_places(event),
        *_actors(analysis, event),
        *(_relation(x) for x in relations),
    ]
    return Candidate(trigger.start, trigger.end, tuple(fields), NAME)


def _relation(found: Relation) -> Field:
    value = f"{found.relation}: #{found.target + 1}"
    return Field("relations", value, found.start, found.end, found.confidence, found.rule)


def _places(event: Event) -> Iterator[Field]:
    seen = set()
    for placing in event.places:
        mention = placing.mention
        if mention.place.name not in seen:
            seen.add(mention.place.name)
            sure = round(placing.confidence * mention.confidence, 2)
            why = f"{placing.rule}; {mention.why}"
            yield Field("places", mention.place.name, mention.start, mention.end, sure, why)


def _actors(analysis: Analysis, event: Event) -> Iterator[Field]:
    for role in event.roles:
        name = _actor_named(analysis, role)
        if name:
            value = f"{role.role}: {name}"
            yield Field("actors", value, role.start, role.end, role.confidence, role.rule)


def _actor_named(analysis: Analysis, role: Role) -> str:
    """Return who stands in a role: the actor or the place whose mention holds the head."""
    head = _head(analysis, role)
    words = analysis.document.text[role.start : role.end]
    actor = next((x for x in analysis.actors if x.start <= head < x.end), None)
    if actor is not None:
        return actor.value
    place = next((x for x in analysis.places if x.start <= head < x.end), None)
    return place.place.name if place is not None else words.replace(";", ",").strip()


def _head(analysis: Analysis, role: Role) -> int:
    return next(
        (
            x.tokens[role.place].start
            for x in analysis.sentences
            if x.start <= role.start < x.end and role.place < len(x.tokens)
        ),
        role.start,
    )
