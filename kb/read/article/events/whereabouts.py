"""Where a thing or an act was, in the few words that a title has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.events.shortnames import short_name
from kb.read.article.words.nouns import OBJECTS, class_of_noun

if TYPE_CHECKING:
    from kb.read.article.words.syntax import Syntax

#: Prepositions after which only what names a place is worth saying.
WITHIN = frozenset("in at near off".split())
TIMES = ("DATE", "TIME")


def named_place(syntax: Syntax, place: int, thing: int | None) -> str:
    """Return where it was, by a phrase of a word or of the thing that it was done to."""
    for above in (place, thing):
        for child in syntax.with_dep(above, "prep") if above is not None else ():
            if syntax.words[child] not in WITHIN:
                continue
            for noun in syntax.with_dep(child, "pobj"):
                at = _telling_place(syntax, noun)
                named = short_name(syntax, at) if at is not None else ""
                joint = child if at == noun else syntax.head(at or noun)
                nearer = joint is not None and syntax.words[joint] in WITHIN
                if named and syntax.tokens[noun].label not in TIMES:
                    return f"{syntax.words[joint if nearer and joint else child]} {named}"
    return ""


def _telling_place(syntax: Syntax, noun: int) -> int | None:
    """Return the noun that says where: a name, a building, or the name in "area of Kherson"."""
    if syntax.tokens[noun].tag.startswith("NNP") or class_of_noun(syntax.words[noun]) in OBJECTS:
        return noun
    for child in syntax.with_dep(noun, "prep"):
        for below in syntax.with_dep(child, "pobj"):
            if syntax.words[child] in ("of", "in") and syntax.tokens[below].tag.startswith("NNP"):
                return below
    return None
