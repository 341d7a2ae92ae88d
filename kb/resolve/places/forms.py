"""Forms in which a name stands: with an article, with hyphens, as the word for a people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.resolve.places.keys import key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.resolve.places.candidate import Candidate

__all__ = ["by_article", "is_definite", "joined", "land", "land_of"]

#: Kinds whose names stand without an article, but for a few ("the Congo").
_PLAIN = frozenset("town capital county state country area continent".split())
#: Kinds that have a people of their name, and the most that such a name may be another's.
_LANDS, _ALIAS = frozenset({"country", "state", "area"}), 1

_ARTICLE = re.compile(r"(?<!\w)the $", re.IGNORECASE)
_NEXT = re.compile(r" ([^\W\d_]+)")
#: What makes a name a part of another: "the Albany-based", "the St. John's Union".
_PART = re.compile(r"-|[’']s? [A-Z]")
#: Words with which a sentence goes on behind a name that is whole ("the Dnipro is wide", but not
#: "the Dnipro region").
_GOES_ON = frozenset(
    "and or but in at near on from to into is was were has had will can would could below above"
    " that which by for with as of after before since where when while between until"
    " through".split()
)
_PEOPLE = re.compile(r"(.{3,}i)ans?")
#: Words of that form that are hardly ever of the land.
_NO_PEOPLE = frozenset({"victorian", "victorians"})


def joined(name: str) -> str:
    """Return the key of a name without its hyphens.

    >>> joined("Pétion-Ville")
    'petionville'
    """
    return key(name.replace("-", ""))


def land(people: str) -> str:
    """Return the key of what the key of a people or an adjective is made from, if it may be one.

    >>> land("south ossetian"), land("andalusians"), land("texan")
    ('south ossetia', 'andalusia', '')
    """
    found = _PEOPLE.fullmatch(people)
    return f"{found[1]}a" if found and people not in _NO_PEOPLE else ""


def land_of(places: Iterable[Candidate]) -> list[Candidate]:
    """Return the largest land among places of one name, if there is one."""
    lands = [x for x in places if x.kind in _LANDS and x.grade <= _ALIAS]
    return [max(lands, key=lambda x: x.population)] if lands else []


def is_definite(text: str, start: int, end: int) -> bool:
    """Tell whether a name has an article and is whole: "the Dnipro", not "the Dnipro area"."""
    if not _ARTICLE.search(text, max(0, start - 5), start):
        return False
    if _PART.match(text, end):
        return False
    after = _NEXT.match(text, end)
    return after is None or after[1] in _GOES_ON


def by_article(places: list[Candidate], has_article: bool) -> list[Candidate]:
    """Return the places that a name with or without an article means, where it may mean both.

    None is left where only rivers go by it that need the article, as "the Sava" does.
    """
    if has_article:
        return [each for each in places if each.kind not in _PLAIN] or places
    own = [each for each in places if each.kind != "river" or each.grade == 0]
    return [each for each in own if each.kind != "river"] or own
