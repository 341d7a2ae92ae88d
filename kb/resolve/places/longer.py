"""Names that are only part of a longer one, which the gazetteer does not have.

"Puerto Jordan" is not in Jordan, and "Eastern Chad" is Chad, not a region called Eastern.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.resolve.places.spot import Spot
    from kb.resolve.places.tokens import Token

__all__ = ["is_part"]

#: Words that begin names of places in several languages, and say nothing without what follows.
_BEGINNINGS = frozenset(
    "puerto porto port pueblo rio río san santa santo são sao saint sainte villa vila ville fort"
    " fuerte ciudad cidade nuevo nueva nova novo nouveau nouvelle los las la le les umm abu"
    " bir ain tel kafr kfar beit deir wadi khan bandar qala ban kampung campo monte cerro camp"
    " mount mont lake cape point isla cabo agua aguas".split()
)
#: Words that say which part of a place is meant; some regions are called by them alone.
_PARTS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast"
    " southwest northeastern northwestern southeastern southwestern upper lower greater".split()
)
#: What makes a region's name of such a word: "Eastern Province", "Central Region".
_NOUNS = frozenset(
    "province region district division state department county prefecture governorate".split()
)


def is_part(spot: Spot, words: Sequence[Token]) -> bool:
    """Tell whether a name, as it stands among the words of a text, is part of a longer one."""
    if spot.kind != "name" or spot.first < 0 or spot.candidates[0].number < 0:
        return False
    if _goes_on(spot.first - 1, words) and _word(words[spot.first - 1]) in _BEGINNINGS:
        return True
    if spot.first != spot.last or not _goes_on(spot.last, words):
        return False
    word, after = _word(words[spot.last]), _word(words[spot.last + 1])
    return word in _BEGINNINGS or (word in _PARTS and after not in _NOUNS)


def _goes_on(at: int, words: Sequence[Token]) -> bool:
    """Tell whether a word and the next are written as one name."""
    if not 0 <= at < len(words) - 1:
        return False
    one, other = words[at], words[at + 1]
    return one.capital and other.capital and other.joined


def _word(token: Token) -> str:
    return token.text.casefold().rstrip(".")
