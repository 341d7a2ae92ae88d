"""What kind of thing a noun names: fighters, officials, civilians, weapons, buildings.

`nouns.csv` has the nouns by their lemma; a name takes the class of the entity that a recogniser or
the actors' rules see in it.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kb.read.article.words.lemmas import lemma_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.read.article.words.syntax import Syntax

#: Those who can do something or suffer it.
PEOPLE = frozenset("fighter force official civilian people person".split())
ACTORS = PEOPLE | {"organisation", "state"}
OBJECTS = frozenset("facility vehicle".split())
_LABELS = MappingProxyType(
    {
        "PERSON": "person",
        "ORG": "organisation",
        "NORP": "state",
        "GPE": "state",
        "FAC": "facility",
        "LOC": "place",
    }
)
#: Words of number and part, which are what they are a part of.
_PARTS = frozenset("dozens scores hundreds thousands most some several pieces bodies body".split())
_IRREGULAR = MappingProxyType({"men": "man", "women": "woman", "children": "child"})


@cache
def nouns() -> Mapping[str, str]:
    """Return the classes of nouns by their lemma."""
    with Path(__file__).with_name("nouns.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType({x["noun"]: x["class"] for x in csv.DictReader(file)})


@cache
def class_of_noun(word: str) -> str:
    """Return the class of a lower-case noun in any form, empty where the table has none.

    >>> class_of_noun("gunmen"), class_of_noun("bridge"), class_of_noun("idea")
    ('fighter', 'facility', '')
    """
    known = nouns()
    for form in (word, _IRREGULAR.get(word, word), lemma_of(word, False)):
        if form in known:
            return known[form]
    if word.endswith("men"):
        return known.get(word[:-3] + "man", "")
    part = word.rpartition("-")[2]
    return class_of_noun(part) if part != word else ""


def class_of(syntax: Syntax, place: int) -> str:
    """Return what kind of thing the word at a place names; empty where nothing tells."""
    if (part := _parted(syntax, place)) is not None:
        return class_of(syntax, part)
    token = syntax.tokens[place]
    common = class_of_noun(syntax.words[place]) or _class_of_shots(syntax, place)
    is_name = token.text[:1].isupper() and token.tag in ("NNP", "NNPS", "")
    if token.label == "PERSON" and (is_name or not common):
        return "person"
    return common or _LABELS.get(token.label, "")


def _class_of_shots(syntax: Syntax, place: int) -> str:
    """Return the class of what is fired, by what fires it: "rifle fire" is a weapon's."""
    fired = syntax.words[place] in ("fire", "blast", "blasts", "shot", "shots")
    by = place and class_of_noun(syntax.words[place - 1]) == "weapon"
    return "weapon" if fired and by and syntax.dep(place - 1) == "compound" else ""


def _parted(syntax: Syntax, place: int) -> int | None:
    """Return what a number counts: "one of the buses" is a bus."""
    if syntax.tokens[place].tag != "CD" and syntax.words[place] not in _PARTS:
        return None
    inner = (y for x in syntax.with_dep(place, "prep") for y in syntax.with_dep(x, "pobj"))
    of = any(syntax.words[x] == "of" for x in syntax.with_dep(place, "prep"))
    return next(inner, None) if of else None
