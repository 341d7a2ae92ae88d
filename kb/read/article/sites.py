"""The place mentions of a sentence that say where: what they stand behind, and what they hang on.

A place that only says whose somebody is ("soldiers of Niger", "a man from Tunisia") says not where.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.read.article.events.sayings import sayings
from kb.read.article.words.syntax import DETERMINERS, PREPOSITIONS, Syntax

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from kb.resolve.places import PlaceMention

__all__ = ["GROUND", "INEXACT", "WHERE", "Site", "sites_of"]

#: Prepositions that say where something happens, and those of them that say it roughly.
WHERE = frozenset("in at near on off outside inside around across throughout within over".split())
INEXACT = frozenset("near off outside around between of".split())
#: Nouns that make a place of what an adjective names: "the Ukrainian city".
GROUND = frozenset(
    "city town village region oblast province district border territory soil capital coast "
    "airport bridge".split()
)
#: Those of whom "of" says whose they are.
_BELONGING = frozenset(
    "soldier troop army force guard police navy military president minister government governor"
    " mayor king official authority service"
    " prince queen ambassador embassy member leader head chief commander citizen national native"
    " university bank ministry parliament spokesman spokeswoman delegation team bishop"
    " archbishop diocese republic newspaper club company".split()
)
#: What leads from a place, and so lies there.
_WAYS = frozenset(
    "road highway route way street line railway track pipeline cable stretch section distance"
    " kilometre kilometer mile border north south east west".split()
)
#: Where in a sentence the name is that it begins with, at most: "In southern Kherson".
_OPENING = 2


@dataclass(frozen=True, slots=True)
class Site:
    """A place mention in a sentence: its last word, and the preposition before it.

    `hangs_on` is the word that the preposition hangs on, -1 where no parser tells; `said` tells
    that somebody says something there, whatever else happens.
    """

    mention: PlaceMention
    place: int
    preposition: str
    hangs_on: int = -1
    said: bool = False


def sites_of(
    syntax: Syntax, mentions: Sequence[PlaceMention], happening: Collection[int]
) -> Iterator[Site]:
    """Yield the mentions that may say where; `happening` are the words that name happenings."""
    for mention in mentions:
        words = [
            at
            for at, x in enumerate(syntax.tokens)
            if x.start < mention.end and x.end > mention.start
        ]
        if not words:
            continue
        after = syntax.words[words[-1] + 1] if words[-1] + 1 < len(syntax) else ""
        if mention.is_demonym and after not in GROUND:
            continue
        site = _site(syntax, mention, words[0], words[-1])
        if after in ("'s", "’s") and site.preposition not in WHERE:
            continue
        if not _is_whose(syntax, site, happening):
            yield site


def _site(syntax: Syntax, mention: PlaceMention, first: int, last: int) -> Site:
    """Return the site of a name, by itself or within a phrase that stands behind a preposition."""
    if not syntax.parsed:
        return Site(mention, last, _word_before(syntax, first))
    at = last
    if syntax.dep(at) in ("compound", "amod", "nmod"):  # "the Kherson region"
        at = syntax.head(at) or at
    above = syntax.head(at)
    while syntax.dep(at) in ("conj", "appos") and above is not None:
        at, above = above, syntax.head(above)
    if syntax.dep(at) == "pobj" and above is not None:
        hangs_on = next((x for x in syntax.above(above) if syntax.tag(x) != "IN"), -1)
        return Site(mention, last, syntax.words[above], hangs_on, _is_said(syntax, first))
    if first and syntax.tag(first - 1) in ("VBN", "JJ"):  # "in occupied Kherson"
        before = syntax.words[first - 2] if first > 1 else ""
        return Site(mention, last, before if before in WHERE else "")
    return Site(mention, last, "")


def _word_before(syntax: Syntax, first: int) -> str:
    for at in range(first - 1, max(-1, first - 4), -1):
        word = syntax.words[at]
        if word in PREPOSITIONS or word in WHERE:
            return word
        if word not in DETERMINERS and not syntax.tokens[at].text[:1].isupper():
            return ""
    return ""


def _is_whose(syntax: Syntax, site: Site, happening: Collection[int]) -> bool:
    """Tell whether a place says only whose somebody is, or where he is from."""
    at = site.hangs_on
    if at < 0 or at in happening or not syntax.tag(at).startswith("NN"):
        return False
    if site.preposition == "of":
        return syntax.lemma(at, verb=False) in _BELONGING
    return site.preposition == "from" and syntax.lemma(at, verb=False) not in _WAYS


def _is_said(syntax: Syntax, first: int) -> bool:
    """Tell whether the nearest verb above a name is one of saying, unless it begins the sentence.

    "In Kherson, officials said, two people died" says where they died.
    """
    verb = next((x for x in syntax.above(first) if syntax.tag(x).startswith("VB")), None)
    return first > _OPENING and verb is not None and syntax.lemma(verb, verb=True) in sayings()
