"""What the stages find in an article, side by side: the ground that candidates are made on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kb.read.article.happenings import find_events, find_mentions, most_events
from kb.read.article.joining import join_happenings, taking_of
from kb.read.article.placing import place_by_setting, place_events
from kb.read.article.sites import GROUND
from kb.read.article.who.actors import find_actors
from kb.read.article.who.counts import find_counts
from kb.read.article.who.descriptions import resolve_references
from kb.read.article.who.participants import Cast
from kb.read.article.who.roles import find_roles
from kb.read.article.who.states import demonyms
from kb.read.article.words.casing import is_upper, truecase
from kb.read.article.words.sentences import split_sentences
from kb.resolve.places import find_places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    import pandas as pd

    from kb.model.names import Names
    from kb.read.article.happenings import Happening
    from kb.read.article.placing import Placing
    from kb.read.article.values import Document, Field, Mention, Sentence, Token
    from kb.read.article.who.participants import Participant
    from kb.read.article.who.roles import Role
    from kb.resolve.dates import DateMention
    from kb.resolve.places import PlaceMention


@dataclass(frozen=True, slots=True)
class Event:
    """What an article tells of one happening.

    `happening` leads, `joined` are further words for the same one; `roles` are those of the first.
    """

    happening: Happening
    joined: tuple[Happening, ...]
    roles: tuple[Role, ...]
    participants: tuple[Participant, ...]
    places: tuple[Placing, ...]
    counts: tuple[Field, ...]

    @property
    def weight(self) -> float:
        """How much it matters: as much as the word for it that matters most."""
        return max(x.salience for x in (self.happening, *self.joined))


@dataclass(frozen=True, slots=True)
class Analysis:
    """An article taken apart; `document` has the offsets of the one given, and case throughout.

    It tells of so many events as `told` says; `left_out` is how many of these matter less than the
    `most` that were asked for. `parsed` says whether a parser took part, `parts` in how many parts
    the article was read (`parts.py`), of which neither sentences nor events are kept.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    events: tuple[Event, ...]
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    actors: tuple[Mention, ...]
    left_out: int = 0
    told: int = 0
    parsed: bool = False
    parts: int = 1


def analyse(
    document: Document,
    *,
    parser: bool | None = None,
    names: Names | None = None,
    places: pd.DataFrame | None = None,
    most: int | None = None,
) -> Analysis:
    """Run the stages over a document.

    `parser` is that of `split_sentences`; `names` are the actors that are known by name, `places`
    the table of places that are. `most` is the number of events at most: by default it grows with
    the article (`most_events`).
    """
    if is_upper(document.text):
        document = replace(document, text=truecase(document.text))
    sentences = split_sentences(document, parser=parser)
    mentions = find_mentions(document)
    proposed = named_by_recogniser(sentences)
    everywhere = find_places(document.text, names=proposed, places=places)
    found = _within(everywhere, sentences)
    actors = list(_no_places(find_actors(document.text, sentences, names), found))
    cast = Cast(document.text, actors, found, resolve_references(sentences, actors))
    happenings = [
        replace(x, claim=cast.claim(x.claim))
        for x in _outside(actors, find_events(document, sentences, mentions=mentions))
    ]
    told = list(_events(document, sentences, happenings, (found, everywhere), cast))
    most = most_events(sentences) if most is None else most
    kept = set(sorted(range(len(told)), key=lambda x: -told[x].weight)[:most])
    return Analysis(
        document,
        tuple(sentences),
        tuple(x for at, x in enumerate(told) if at in kept),
        tuple(_within(mentions, sentences)),
        tuple(found),
        tuple(actors),
        left_out=len(told) - len(kept),
        told=len(told),
        parsed=any(x.tag for sentence in sentences for x in sentence.tokens),
    )


def _events(
    document: Document,
    sentences: Sequence[Sentence],
    happenings: Sequence[Happening],
    places: tuple[Sequence[PlaceMention], Sequence[PlaceMention]],
    cast: Cast,
) -> Iterator[Event]:
    """Yield the events, those that are told of more than once as one, in order.

    `places` are the mentions within the sentences, and those of all of the text.
    """
    roles = [tuple(find_roles(sentences[x.sentence], x.trigger)) for x in happenings]
    placings = place_events(sentences, happenings, roles, places[0])
    settings = place_by_setting(sentences, happenings, *places)
    parts = [
        cast.participants(sentences[x.sentence], row)
        for x, row in zip(happenings, roles, strict=True)
    ]
    counts = [
        list(
            find_counts(
                document.text,
                sentences[x.sentence],
                x.trigger,
                [y for y in row if not cast.is_place(sentences[x.sentence], y)],
            )
        )
        for x, row in zip(happenings, roles, strict=True)
    ]
    takings = [taking_of(x, y, told) for x, y, told in zip(parts, placings, counts, strict=True)]
    groups = join_happenings(sentences, happenings, takings)
    zones = [sentences[x.sentence].zone for x in happenings]
    headlines = {at for at, zone in enumerate(zones) if zone in ("title", "heading")}
    for group in sorted(groups):
        lead, *others = group
        yield Event(
            happenings[lead],
            tuple(happenings[x] for x in others),
            roles[lead],
            tuple(_together([parts[x] for x in group])),
            tuple(y for x in group for y in placings[x])
            or tuple(settings[x] for x in group[:1] if x in settings),
            tuple(_once(y for x in _text_first(group, headlines) for y in counts[x])),
        )


def _text_first(group: Iterable[int], headlines: Collection[int]) -> list[int]:
    """Return the happenings of a group, those of headlines last: headlines round."""
    return sorted(group, key=lambda x: x in headlines)


def _outside(actors: Iterable[Mention], happenings: Iterable[Happening]) -> list[Happening]:
    """Return the happenings whose words are no part of a name: "Save the Children" saves nobody."""
    whole = [x for x in actors if x.why.startswith(("known body", "spelt out", "unit"))]
    taken = {at for x in whole for at in range(x.start, x.end)}
    return [x for x in happenings if x.trigger.start not in taken]


def _together(parts: Sequence[Sequence[Participant]]) -> Iterator[Participant]:
    """Yield who takes part, each by the fullest words that say so, in one role alone."""
    every = [x for row in parts for x in row]
    seen: set[str] = set()
    for row in parts:
        fresh = [x for x in row if x.name.casefold() not in seen and not _fuller(x, every)]
        seen |= {x.name.casefold() for x in fresh}
        yield from fresh


def _once(counts: Iterable[Field]) -> Iterator[Field]:
    """Yield the first number of each count: what is said again is rounder, or a part of it."""
    seen: set[str] = set()
    for field in counts:
        name = field.value.partition(":")[0]
        if name not in seen:
            seen.add(name)
            yield field


def _fuller(one: Participant, every: Iterable[Participant]) -> bool:
    """Tell whether another of the role bears this name and more: "12", beside "12 people"."""
    words = set(one.name.lower().split())
    others = (set(x.name.lower().split()) for x in every if x.role == one.role)
    return any(words < x and "of" not in x for x in others)


def _no_places(actors: Iterable[Mention], places: Iterable[PlaceMention]) -> Iterator[Mention]:
    """Yield the actors without those that a recogniser took a place for; states are both."""
    spans = {(x.start, x.end) for x in places if not x.is_demonym}
    for actor in actors:
        guessed = actor.why.startswith(("person", "organisation"))
        if not (guessed and (actor.start, actor.end) in spans):
            yield actor


def named_by_recogniser(sentences: Iterable[Sentence]) -> list[tuple[int, int, str]]:
    """Return what a recogniser took for names: offsets and label, its known errors mended.

    It errs on names that it has not learnt. Whatever it calls them, a name before "region" and the
    like is that of a place, as is one that is a whole sentence; and what it calls a people is none
    unless a table knows it.
    """
    found: list[tuple[int, int, str]] = []
    for sentence in sentences:
        for label, run in groupby(sentence.tokens, key=lambda x: x.label or x.tag == "NNP"):
            words = list(run)
            where = (words[0].start, words[-1].end)
            if label and _is_ground(sentence, words):
                found.append((*where, "GPE"))
            elif isinstance(label, str) and (label != "NORP" or words[-1].text in demonyms()):
                found.append((*where, label))
    return found


def _is_ground(sentence: Sentence, words: Sequence[Token]) -> bool:
    """Tell whether a name stands before a noun that makes a place of it, or by itself."""
    rest = [x.text.lower() for x in sentence.tokens if x.start >= words[-1].end]
    before = [x for x in sentence.tokens if x.end <= words[0].start and x.text.isalnum()]
    if rest and rest[0] in GROUND:
        return words[-1].text not in demonyms()
    return not before and not any(x.isalnum() for x in rest)


def _within(found: Iterable[Any], sentences: Sequence[Sentence]) -> list[Any]:
    """Return the mentions that stand in a sentence: those of captions and the like do not."""
    starts = [x.start for x in sentences]
    kept = []
    for mention in found:
        at = bisect_right(starts, mention.start) - 1
        if at >= 0 and mention.end <= sentences[at].end:
            kept.append(mention)
    return kept
