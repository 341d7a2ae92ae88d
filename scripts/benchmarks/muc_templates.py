"""From what kb read in a text to MUC's templates.

What MUC counts is decided by a model (`muc_model.py`): which sentences tell of an incident of which
type, which of them of the same, which nouns fill its slots, its date and place, and whether it
counts at all (MUC wants those by terrorists and guerrillas).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muc_dates import date_candidates
from muc_entities import fill, steps
from muc_features import sentence_features
from muc_incidents import find_incidents
from muc_nouns import noun_features
from muc_places import (
    country_candidates,
    home_of,
    place_candidates,
    places_of,
    with_neighbours,
)
from muc_settings import NEAR, SLOTS, TYPES

if TYPE_CHECKING:
    from muc_incidents import Incident
    from muc_model import Model
    from muc_settings import Settings
    from muc_text import Noun, Text


#: What fills a slot of an incident with this probability tells whether MUC counts it.
LIKELY = 0.25


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


def is_near(text: Text, noun: Noun) -> bool:
    """Tell whether a noun's sentence, or one beside it, may tell of an incident."""
    at = noun.sentence
    return any(max(x[max(0, at - 1) : at + 2]) >= NEAR for x in text.chances.values())


def date_and_place(text: Text, incidents: list[Incident], model: Model) -> None:
    """Choose the incidents' dates and places among what their text offers."""
    places, home = places_of(text), home_of(text)
    for incident in incidents:
        dates = date_candidates(text, incident.sentences)
        if dates:
            best = max(dates, key=lambda x: model.chance("date", dates[x]))
            incident.date = list(best)
        country = choose(
            "country", country_candidates(text, incident.sentences, places, home), model
        )
        names = place_candidates(text, incident.sentences, places, country)
        name = choose("place", names, model)
        chain = with_neighbours(name, places) if name else []
        incident.place = list(dict.fromkeys(x for x in [country, *chain] if x))


def choose(name: str, candidates: dict[str, list[str]], model: Model) -> str:
    """Return the likeliest candidate by a classifier, empty where there are none."""
    return max(candidates, key=lambda x: model.chance(name, candidates[x]), default="")


def incident_features(text: Text, incident: Incident, incidents: list[Incident]) -> list[str]:
    """Return what speaks for an incident that MUC counts."""
    best, total = max(incident.sentences.values()), sum(incident.sentences.values())
    found = [f"type={incident.type}", f"total={min(6, int(total * 2))}"]
    found += [*steps("best", best), *(f"{x}/{incident.type}" for x in steps("best", best))]
    for slot, fills in incident.fills.items():
        found += steps(slot, fills[0][0] if fills else 0)
        sum_ = sum(x for x, _ in fills)
        found += [f"{slot}={min(6, int(sum_ * 3))}", f"{slot}/{incident.type}={int(sum_ > 0.4)}"]
        for chance, entity in fills[:4]:
            if chance >= LIKELY:
                noun = entity.nouns[0]
                found += [f"{slot}:{noun.noun_class}", f"{slot}:h={noun.word}"]
    if incident.date and text.published:
        found.append(f"exact={incident.date[0] is not None}")
        found.append(f"year={(incident.date[1] or '')[:4] == text.published[:4]}")
    found.append(f"place={min(2, len(incident.place))}")
    found.append(f"first={min(6, min(incident.sentences))}")
    return found + _beside(incident, incidents)


def _beside(incident: Incident, incidents: list[Incident]) -> list[str]:
    """Return how an incident compares with the others of its text."""

    def weight(x: Incident) -> float:
        return sum(x.sentences.values())

    same = [x for x in incidents if x.type == incident.type and x is not incident]
    shared = [
        x
        for x in incidents
        if x is not incident and not x.sentences.keys().isdisjoint(incident.sentences)
    ]
    found = [f"same={min(4, len(same))}", f"all={min(6, len(incidents))}"]
    found.append(f"better={min(3, sum(weight(x) > weight(incident) for x in same))}")
    found.append(f"rank={min(5, sum(weight(x) > weight(incident) for x in incidents))}")
    found += [f"shares={x.type}/{incident.type}/{weight(x) > weight(incident)}" for x in shared]
    alike = [x for x in same if (x.date, x.place) == (incident.date, incident.place)]
    found.append(f"alike={min(2, len(alike))}")
    return found


def as_template(incident: Incident, settings: Settings) -> dict[str, Any]:
    """Return an incident in the scorer's form."""
    fills = {
        slot: [entity.names for chance, entity in found if chance >= settings.fill[slot]]
        for slot, found in incident.fills.items()
    }
    return {"type": incident.type, "date": incident.date, "loc": incident.place, **fills}


def judge_incidents(text: Text, model: Model, link: float) -> list[Incident]:
    """Return what may be an incident of a text, with what may fill its slots."""
    incidents = find_incidents(text, model, link)
    fill(text, incidents, model)
    date_and_place(text, incidents, model)
    for incident in incidents:
        incident.chance = model.chance("incident", incident_features(text, incident, incidents))
    return incidents


def chosen(incidents: list[Incident], settings: Settings) -> list[dict[str, Any]]:
    """Return the templates of the incidents that are kept."""
    kept = [x for x in incidents if x.chance >= settings.keep[x.type]]
    return [as_template(x, settings) for x in kept]


def templates_of(text: Text, model: Model, settings: Settings) -> list[dict[str, Any]]:
    """Return the templates of a text."""
    judge_sentences(text, model)
    judge_nouns(text, model)
    return chosen(judge_incidents(text, model, settings.link), settings)
