"""From what kb read in a text to MUC's templates.

What MUC counts is decided by a model (`muc_model.py`): which sentences tell of an incident of which
type, which of them of the same, which nouns fill its slots, its date and place, and whether it
counts at all (MUC wants those by terrorists and guerrillas).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muc_choice import chosen
from muc_dates import date_candidates
from muc_entities import fill
from muc_features import sentence_features, text_features
from muc_incidents import find_incidents
from muc_nouns import noun_features
from muc_places import (
    country_candidates,
    home_of,
    place_candidates,
    places_of,
    with_neighbours,
)
from muc_relevance import incident_features
from muc_settings import NEAR, SLOTS, TYPES

if TYPE_CHECKING:
    from muc_incidents import Incident
    from muc_model import Model
    from muc_settings import Settings
    from muc_text import Noun, Text


def judge_sentences(text: Text, model: Model) -> None:
    """Give each sentence, and the text, its probability of telling of each type of incident."""
    whole = text_features(text)
    text.whole = {x: model.chance(f"text {x}", whole) for x in TYPES}
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
        told = incident.sentences
        dates = date_candidates(text, told)
        day, incident.date_chance = model.choose("date", dates)
        incident.date = list(day) if day else None
        country, incident.place_chance = model.choose(
            "country", country_candidates(text, told, places, home)
        )
        names = place_candidates(text, told, places, country or "")
        name, chance = model.choose("place", names)
        incident.place_chance *= chance
        chain = with_neighbours(name, places) if name else []
        incident.place = list(dict.fromkeys(x for x in [country, *chain] if x))


def judge_incidents(text: Text, model: Model, link: float) -> list[Incident]:
    """Return what may be an incident of a text, with what may fill its slots."""
    incidents = find_incidents(text, model, link)
    fill(text, incidents, model)
    date_and_place(text, incidents, model)
    for incident in incidents:
        incident.chance = model.chance("incident", incident_features(text, incident, incidents))
    return incidents


def templates_of(text: Text, model: Model, settings: Settings) -> list[dict[str, Any]]:
    """Return the templates of a text."""
    judge_sentences(text, model)
    judge_nouns(text, model)
    return chosen(judge_incidents(text, model, settings.link), settings)
