"""Places: names found in a text, and which of the places of a name is meant.

tokens → spot (what a gazetteer knows) → judge (what of it is a place here) → choose (which one).
"""

from kb.resolve.places.find import find_places, resolve_places
from kb.resolve.places.place import Place, PlaceMention

__all__ = ["Place", "PlaceMention", "find_places", "resolve_places"]
