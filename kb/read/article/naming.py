"""What the places of an article are called in its reports: one name each, no two alike."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kb.model.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.resolve.places import Place, PlaceMention

__all__ = ["place_names"]


def place_names(mentions: Iterable[PlaceMention]) -> dict[str, str]:
    """Return by id what each place is called: as it is first spelt, with its state where two are.

    >>> from kb.resolve.places import find_places
    >>> text = "Police in Paris, Texas, asked those of Paris, Tennessee, for help."
    >>> list(place_names(find_places(text)).values())
    ['Paris (Texas)', 'Texas', 'Paris (Tennessee)', 'Tennessee']
    """
    places: dict[str, Place] = {}
    names: dict[str, str] = {}
    for mention in mentions:
        places.setdefault(mention.place.id, mention.place)
        spelt = names.get(mention.place.id, mention.place.name)
        if spelt == mention.place.name:
            spelt = " ".join(mention.name.replace(";", ",").split())
        names[mention.place.id] = spelt
    many = Counter(map(fold, names.values()))
    return {
        id_: f"{name} ({places[id_].within[0]})"
        if many[fold(name)] > 1 and places[id_].within
        else name
        for id_, name in names.items()
    }
