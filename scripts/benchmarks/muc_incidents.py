"""Which sentences of a text tell of which incident."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from muc_dates import interval_of
from muc_features import fold
from muc_settings import INCIDENT, SENTENCE, TYPES
from muc_text import is_violent, lemma

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muc_entities import Entity
    from muc_model import Model
    from muc_text import Noun, Text

#: How many sentences of an incident back a sentence is compared with.
BACK = 3
_ANOTHER = frozenset(
    "another other also meanwhile earlier later second third separate similar different same "
    "addition previous simultaneously elsewhere moreover one two three four several".split()
)


@dataclass(slots=True)
class Incident:
    """The sentences that tell of one incident, each with its probability.

    `fills` has what may fill each slot with its probability, the surest first; `date_chance` and
    `place_chance` say how much of the date and the place may be expected to be right.
    """

    type: str
    sentences: dict[int, float]
    fills: dict[str, list[tuple[float, Entity]]] = field(default_factory=dict)
    date: list[str | None] | None = None
    place: list[str] = field(default_factory=list)
    chance: float = 0.0
    date_chance: float = 0.0
    place_chance: float = 0.0


def sentences_of(text: Text, type_: str) -> dict[int, float]:
    """Return the sentences that may tell of incidents of a type, each with its probability."""
    found: dict[int, float] = {}
    for at, chance in enumerate(text.chances[type_]):
        bombing = text.chances["BOMBING"][at]
        if chance >= SENTENCE and not (type_ == "ATTACK" and bombing > chance):
            found[at] = chance
    return found


def find_incidents(text: Text, model: Model, link: float) -> list[Incident]:
    """Group sentences by the incident that they tell of; each joins the likeliest before it."""
    found: list[Incident] = []
    for type_ in TYPES:
        told = sentences_of(text, type_)
        if max(told.values(), default=0) < INCIDENT:
            continue
        mine: list[Incident] = []
        for at, chance in told.items():
            scored = [(_joins(text, told, x, at, model), x) for x in mine]
            best = max(scored, key=lambda x: x[0], default=None)
            if best is None or best[0] < link:
                mine.append(Incident(type_, {at: chance}))
            else:
                best[1].sentences[at] = chance
        found += [x for x in mine if max(x.sentences.values()) >= INCIDENT]
    return found


def _joins(text: Text, told: dict[int, float], incident: Incident, at: int, model: Model) -> float:
    before = list(incident.sentences)[-BACK:]
    return max(model.chance("link", link_features(text, told, x, at)) for x in before)


def link_features(text: Text, told: dict[int, float], before: int, at: int) -> list[str]:
    """Return what speaks for two sentences of one type to tell of one incident, or of two."""
    gap = at - before
    between = sum(before < x < at for x in told)
    return [
        f"gap={min(gap, 6)}",
        f"between={min(between, 3)}",
        f"told={min(len(told), 8)}",
        f"paragraph={text.sentences[at].paragraph - text.sentences[before].paragraph == 0}",
        *_compare("when", _dates(text, before), _dates(text, at), gap),
        *_compare("where", _places(text, before), _places(text, at), gap),
        *_compare("who", _people(text, before, "hum"), _people(text, at, "hum"), gap),
        *_compare("what", _people(text, before, "phys"), _people(text, at, "phys"), gap),
        *_compare("by", _people(text, before, "perp_ind"), _people(text, at, "perp_ind"), gap),
        *_compare("how", _triggers(text, before), _triggers(text, at), gap),
        *_of_words(text, at),
        *(f"lead={x}" for x in _plural(text, before)),
        f"places={min(5, len({y for x in told for y in _places(text, x)}))}",
        f"dates={min(5, len({y for x in told for y in _dates(text, x)}))}",
    ]


def _compare(name: str, before: set[str], after: set[str], gap: int) -> Iterator[str]:
    have = f"{bool(before)}/{bool(after)}" if not (before and after) else ""
    how = have or ("share" if before & after else "differ")
    yield f"{name}={how}"
    yield f"{name}={how}/{min(gap, 3)}"


def _dates(text: Text, at: int) -> set[str]:
    sentence = text.sentences[at]
    mentions = [x for x in text.dates if sentence.start <= x.start < sentence.end]
    days = {str(interval_of(x.time_span)) for x in mentions if x.time_span is not None}
    return days - {"(None, None)"}


def _places(text: Text, at: int) -> set[str]:
    sentence = text.sentences[at]
    return {
        fold(x.text)
        for x in text.places
        if sentence.start <= x.start < sentence.end
        and x.place.kind != "country"
        and not x.is_demonym
    }


def _people(text: Text, at: int, slot: str) -> set[str]:
    return {x.value.lower().split()[-1] for x in _likely(text, at, slot)}


def _likely(text: Text, at: int, slot: str) -> Iterator[Noun]:
    return (x for x in text.nouns if x.sentence == at and x.chances.get(slot, 0) > 0.25)


def _triggers(text: Text, at: int) -> set[str]:
    return {x.trigger.entry.lemma for x in text.happenings[at] if is_violent(x.trigger.kind)}


def _of_words(text: Text, at: int) -> Iterator[str]:
    syntax = text.syntaxes[at]
    for place, word in enumerate(syntax.words):
        if word in _ANOTHER:
            yield f"has={word}"
        if place < 2 and word.isalpha():
            yield f"opens={lemma(syntax, place)}"
    for x in text.happenings[at]:
        if is_violent(x.trigger.kind):
            place = x.trigger.place
            before = syntax.words[max(0, place - 2) : place]
            yield f"noun={x.trigger.is_noun}/{x.trigger.tag}/{'the' in before or 'this' in before}"
            yield f"t={x.trigger.entry.lemma}"


def _plural(text: Text, at: int) -> Iterator[str]:
    for x in text.happenings[at]:
        if is_violent(x.trigger.kind) and x.trigger.is_noun:
            yield f"{x.trigger.entry.lemma}/{x.trigger.tag}"
