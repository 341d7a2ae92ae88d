"""Forms in which a name stands: with an article, with hyphens, as the word for a people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.resolve.places.keys import key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.resolve.places.candidate import Candidate

__all__ = ["by_article", "by_noun", "is_definite", "joined", "land", "land_of"]

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
    "and or but in at near on off over from to into is was were are has have had will can would"
    " could may might must should did does below above across along against about around toward"
    " towards behind beyond that which who by for with without as of after before since where"
    " when while between until through during because so if than this last next it they he she we"
    " rose fell burst broke froze began became ran runs flows rises fell dried".split()
)
#: A verb of the past, which no noun follows that the name would belong to.
_DONE = re.compile(r"[a-z]{2,}[^e]ed")
#: A noun that says what a name is of, and the kinds of places that it may be.
_STATES, _COUNTIES = frozenset({"state", "area"}), frozenset({"county"})
_TOWNS = frozenset({"town", "capital"})
_KINDS = (
    dict.fromkeys(("state", "oblast", "governorate", "prefecture"), _STATES)
    | dict.fromkeys(("province", "region", "department"), _STATES | _COUNTIES)
    | dict.fromkeys(("county", "district", "raion"), _COUNTIES | {"state"})
    | dict.fromkeys(("city", "town", "village", "suburb", "municipality"), _TOWNS)
    | {"republic": frozenset({"country"}), "island": frozenset({"island", "state"})}
)
#: Not "the Katanga region of Congo", which is a region of what follows.
_NOUN_OF = re.compile(rf"(?:\b(?:[a-z][\w-]*|The|In) |^)({'|'.join(_KINDS)}) of $")
_NOUN = re.compile(rf" ({'|'.join(_KINDS)})\b(?! of)")

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
    return after is None or after[1] in _GOES_ON or bool(_DONE.fullmatch(after[1]))


def by_noun(places: list[Candidate], text: str, start: int, end: int) -> list[Candidate]:
    """Return the places of the kind that the noun beside a name says, if there are any.

    "The state of Georgia", "Georgia state", "the city of Luhansk", "Luhansk province".
    """
    if len(places) == 1:
        return places
    of = text.endswith("of ", 0, start)
    before = _NOUN_OF.search(text, max(0, start - 40), start) if of else None
    after = _NOUN.match(text, end)
    noun = before[1] if before else after[1] if after else ""
    kinds = _KINDS.get(noun.casefold(), frozenset())
    kept = [each for each in places if each.kind in kinds]
    states = {each.country for each in kept if each.kind == "state"}
    if kinds & _STATES:  # the department, not the county of its capital within it
        kept = [x for x in kept if x.kind != "county" or x.country not in states]
    return kept or places


def by_article(places: list[Candidate], has_article: bool) -> list[Candidate]:
    """Return the places that a name with or without an article means, where it may mean both.

    None is left where only rivers go by it that need the article, as "the Sava" does.
    """
    if has_article:
        return [each for each in places if each.kind not in _PLAIN] or places
    own = [each for each in places if each.kind != "river" or each.grade == 0]
    others = [each for each in own if each.kind != "river"]
    return others if any(each.grade <= _ALIAS for each in others) else own
