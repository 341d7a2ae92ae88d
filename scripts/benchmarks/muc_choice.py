"""Which incidents become templates, and what of each: what is likelier right than it costs.

F1 falls by what is wrong and rises by what is right; something that is added pays where its chance
of being right is more than about half the F1 that is reached. So a fill counts with the chance that
it fills the slot of an incident that counts, and a template with all that it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muc_entities import Entity
    from muc_incidents import Incident
    from muc_settings import Settings

#: The chance from which on a type, a date and a place pay: about half the F1 that is reached.
PRICE = 0.27


def chosen(incidents: list[Incident], settings: Settings) -> list[dict[str, Any]]:
    """Return the templates of the incidents that are worth it."""
    return [as_template(x, settings) for x in incidents if worth(x, settings) >= settings.keep]


def worth(incident: Incident, settings: Settings) -> float:
    """Return how much more of a template is right than it costs, as far as one can expect."""
    says = [(x, PRICE) for x in (1.0, incident.date_chance, incident.place_chance)]
    says += [(x, settings.fill[slot]) for slot, _, x in _fills(incident, settings)]
    return sum(incident.chance * chance - price for chance, price in says)


def as_template(incident: Incident, settings: Settings) -> dict[str, Any]:
    """Return an incident in the scorer's form, with what is likelier right than it costs."""
    fills: dict[str, list[list[str]]] = {slot: [] for slot in incident.fills}
    for slot, entity, _ in _fills(incident, settings):
        fills[slot].append(entity.names)
    return {
        "type": incident.type,
        "date": incident.date,
        "loc": incident.place,
        **fills,
    }


def _fills(incident: Incident, settings: Settings) -> Iterator[tuple[str, Entity, float]]:
    for slot, found in incident.fills.items():
        for chance, entity in found:
            if incident.chance * chance >= settings.fill[slot]:
                yield slot, entity, chance
