"""From what kb read in a text to MUC's templates.

What MUC counts is decided by a model (`muc_model.py`): which sentences tell of an incident of which
type, which nouns fill its slots, its date and place, and whether it counts at all (MUC wants those
by terrorists and guerrillas). What tells of one type in a text is one incident.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from muc_features import noun_features, sentence_features
from muc_when_where import (
    country_of,
    date_candidates,
    home_of,
    place_candidates,
    places_of,
    with_neighbours,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from muc_model import Model
    from muc_text import Noun, Text

TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY")
SLOTS = ("perp_ind", "perp_org", "phys", "hum", "instr")


@dataclass(slots=True)
class Settings:
    """Probabilities from which on something counts; chosen on `tst1`."""

    sentence: float = 0.15
    incident: dict[str, float] = field(default_factory=lambda: dict.fromkeys(TYPES, 0.3))
    slot: dict[str, float] = field(
        default_factory=lambda: {
            "perp_ind": 0.3,
            "perp_org": 0.4,
            "phys": 0.45,
            "hum": 0.45,
            "instr": 0.4,
        }
    )
    most: dict[str, int] = field(
        default_factory=lambda: {"perp_ind": 2, "perp_org": 2, "phys": 4, "hum": 6, "instr": 2}
    )
    keep: float = 0.4


@dataclass(slots=True)
class Incident:
    """The sentences that tell of one incident, each with its probability."""

    type: str
    sentences: dict[int, float]
    fills: dict[str, list[tuple[float, list[str]]]] = field(default_factory=dict)
    date: list[str | None] | None = None
    place: list[str] = field(default_factory=list)


def judge_sentences(text: Text, model: Model) -> None:
    """Give each sentence its probability of telling of an incident of each type."""
    rows = sentence_features(text)
    text.chances = {x: [model.chance(f"sentence {x}", row) for row in rows] for x in TYPES}


def judge_nouns(text: Text, model: Model) -> None:
    """Give the nouns that stand near an incident their probability of filling each slot."""
    for noun in text.nouns:
        if is_near(text, noun):
            features = noun_features(text, noun)
            noun.chances = {x: model.chance(f"noun {x}", features) for x in SLOTS}


#: Nouns are looked at where a sentence, or one beside it, has this probability.
NEAR = 0.1


def is_near(text: Text, noun: Noun) -> bool:
    """Tell whether a noun's sentence, or one beside it, may tell of an incident."""
    at = noun.sentence
    return any(max(x[max(0, at - 1) : at + 2]) >= NEAR for x in text.chances.values())


def find_incidents(text: Text, settings: Settings) -> list[Incident]:
    """Group the sentences by the incident that they tell of, and fill their slots."""
    found: list[Incident] = []
    for at in range(len(text.sentences)):
        chances = {x: text.chances[x][at] for x in TYPES}
        for type_, chance in sorted(chances.items(), key=lambda x: -x[1]):
            if chance < settings.sentence or (
                type_ == "ATTACK" and chances["BOMBING"] > max(chance, settings.sentence)
            ):
                continue
            same = next((x for x in reversed(found) if x.type == type_), None)
            if same is None:
                found.append(Incident(type_, {at: chance}))
            else:
                same.sentences[at] = chance
    kept = [x for x in found if max(x.sentences.values()) >= settings.incident[x.type]]
    for incident in kept:
        incident.fills = {x: fillers(text, incident, kept, x, settings) for x in SLOTS}
    return kept


def fillers(
    text: Text, incident: Incident, all_: list[Incident], slot: str, settings: Settings
) -> list[tuple[float, list[str]]]:
    """Return what fills a slot, each with its probability and all its names, best first."""
    if slot == "instr" and incident.type in ("ROBBERY", "ARSON"):
        return []
    rival = {"hum": "perp_ind", "perp_ind": "hum"}.get(slot, slot)
    nouns = [
        (x.chances[slot], x)
        for x in text.nouns
        if x.chances.get(slot, 0) > settings.slot[slot]
        and x.chances[slot] >= x.chances[rival]
        and _belongs(x.sentence, incident, all_)
    ]
    return coalesce(text, nouns)[: settings.most[slot]]


def _belongs(sentence: int, incident: Incident, all_: list[Incident]) -> bool:
    """Tell whether a sentence is one of an incident's, or nearest to it."""
    if sentence in incident.sentences or len(all_) == 1:
        return True
    if any(sentence in x.sentences for x in all_):
        return False
    nearest = min(all_, key=lambda x: _distance(sentence, x))
    return nearest is incident and _distance(sentence, incident) <= 2.5


def _distance(sentence: int, incident: Incident) -> float:
    return min(abs(sentence - x) + (0.5 if x > sentence else 0) for x in incident.sentences)


def coalesce(text: Text, nouns: Iterable[tuple[float, Noun]]) -> list[tuple[float, list[str]]]:
    """Join nouns that name the same, and leave out those that lie inside another of them."""
    groups: list[Group] = []
    for chance, noun in sorted(nouns, key=lambda x: -x[0]):
        if any(x.holds(noun) for x in groups):
            continue
        name = re.sub(r"\s+", " ", text.raw[noun.start : noun.end])
        words = frozenset(re.findall(r"[\w-]+", name.lower())) - {"a", "an", "the", "of"}
        group = next((x for x in groups if x.is_same(text, noun, words)), None)
        if group is None and words:
            group = Group(chance, words)
            groups.append(group)
        if group is not None:
            group.names.append(name)
            group.nouns.append(noun)
    return [(x.chance, list(dict.fromkeys(x.names))) for x in groups]


@dataclass(slots=True)
class Group:
    """Nouns that name the same, the surest first."""

    chance: float
    words: frozenset[str]
    names: list[str] = field(default_factory=list)
    nouns: list[Noun] = field(default_factory=list)

    def holds(self, noun: Noun) -> bool:
        """Tell whether a noun lies inside one of the group."""
        return any(x.start <= noun.start and noun.end < x.end for x in self.nouns) or any(
            x.start < noun.start and noun.end <= x.end for x in self.nouns
        )

    def is_same(self, text: Text, noun: Noun, words: frozenset[str]) -> bool:
        """Tell whether a noun has the name, the head and no other words, or is in apposition."""
        if noun.value.lower() in {x.value.lower() for x in self.nouns}:
            return True
        fits = words <= self.words or self.words <= words
        if fits and _head(noun) in {_head(x) for x in self.nouns}:
            return True
        syntax = text.syntaxes[noun.sentence]
        return any(
            x.sentence == noun.sentence
            and ("appos" in (syntax.dep(noun.place), syntax.dep(x.place)))
            and (syntax.head(noun.place) == x.place or syntax.head(x.place) == noun.place)
            for x in self.nouns
        )


def _head(noun: Noun) -> str:
    return (noun.head.split() or [""])[-1].removesuffix("s")


def date_and_place(text: Text, incident: Incident, model: Model) -> None:
    """Choose an incident's date and place among what its text offers."""
    dates = date_candidates(text, incident.sentences)
    if dates:
        best = max(dates, key=lambda x: model.chance("date", dates[x]))
        incident.date = list(best)
    places, home = places_of(text), home_of(text)
    names = place_candidates(text, incident.sentences, places, home)
    name = max(names, key=lambda x: model.chance("place", names[x]))
    country = country_of(name, incident.sentences, text, places, home)
    chain = with_neighbours(name, places) if name else []
    incident.place = list(dict.fromkeys(x for x in [country, *chain] if x))


def incident_features(text: Text, incident: Incident) -> list[str]:
    """Return what speaks for an incident that MUC counts."""
    best, total = max(incident.sentences.values()), sum(incident.sentences.values())
    found = [f"type={incident.type}", f"best={int(best * 10)}", f"total={min(6, int(total * 2))}"]
    found += [f"best={int(best * 10)}/{incident.type}"]
    for slot, fills in incident.fills.items():
        found.append(f"{slot}={min(2, len(fills))}")
        found.append(f"{slot}={min(2, len(fills))}/{incident.type}")
        if fills:
            found.append(f"{slot}~{int(fills[0][0] * 5)}")
    if incident.date and text.published:
        exact = incident.date[0] is not None
        found.append(f"exact={exact}")
        found.append(f"year={(incident.date[1] or '')[:4] == text.published[:4]}")
    found.append(f"place={min(2, len(incident.place))}")
    found.append(f"first={min(6, min(incident.sentences))}")
    return found


def as_template(incident: Incident) -> dict[str, Any]:
    """Return an incident in the scorer's form."""
    fills = {slot: [names for _, names in found] for slot, found in incident.fills.items()}
    return {"type": incident.type, "date": incident.date, "loc": incident.place, **fills}


def templates_of(text: Text, model: Model, settings: Settings) -> list[dict[str, Any]]:
    """Return the templates of a text."""
    judge_sentences(text, model)
    judge_nouns(text, model)
    incidents = find_incidents(text, settings)
    for incident in incidents:
        date_and_place(text, incident, model)
    return [
        as_template(x)
        for x in incidents
        if model.chance("incident", incident_features(text, x)) >= settings.keep
    ]
