"""The place mentions of a sentence that say where: what they stand behind, and what they hang on.

A place that only says whose somebody is ("soldiers of Niger", "a man from Tunisia") says not where.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.read.article.events.sayings import sayings
from kb.read.article.words.lemmas import lemma_of
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
_DIRECTIONS = frozenset(
    "northern southern eastern western central northeastern northwestern southeastern"
    " southwestern".split()
)
#: How far before a name its preposition may stand, over names of a list.
_FAR = 8
_LISTING = frozenset({",", "and", "or"})
#: Where in a sentence the name is that it begins with, at most: "In southern Kherson".
_OPENING = 2


@dataclass(frozen=True, slots=True)
class Site:
    """A place mention in a sentence: its last word, and the preposition before it.

    `hangs_on` is the word that the preposition hangs on, the one before it where no parser tells;
    `said` that a verb of saying follows, where no parser tells what is said to have happened where.
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
        return _site_alone(syntax, mention, first, last)
    at = last
    if syntax.dep(at) in ("compound", "amod", "nmod"):  # "the Kherson region"
        at = syntax.head(at) or at
    above = syntax.head(at)
    while syntax.dep(at) in ("conj", "appos") and above is not None:
        at, above = above, syntax.head(above)
    if syntax.dep(at) == "pobj" and above is not None:
        hangs_on = next((x for x in syntax.above(above) if syntax.tag(x) != "IN"), -1)
        return Site(mention, last, syntax.words[above], hangs_on)
    # "in occupied Kherson", "in Eastern Chad"
    if first and (syntax.tag(first - 1) in ("VBN", "JJ") or syntax.words[first - 1] in _DIRECTIONS):
        before = syntax.words[first - 2] if first > 1 else ""
        return Site(mention, last, before if before in WHERE else "")
    return Site(mention, last, "")


def _site_alone(syntax: Syntax, mention: PlaceMention, first: int, last: int) -> Site:
    """Return the site of a name as far as the words beside it tell."""
    after = next(iter(syntax.words[last + 1 : last + 2]), "")
    said = first > _OPENING and lemma_of(after, verb=True) in sayings()
    for at in range(first - 1, max(-1, first - _FAR), -1):
        word = syntax.words[at]
        if word in PREPOSITIONS or word in WHERE:
            is_day = word == "on" and at < first - 1  # "on Sunday, Ukraine said"
            return Site(mention, last, "" if is_day else word, at - 1, said)
        is_listed = word in _LISTING or syntax.tokens[at].text[:1].isupper()
        if word not in DETERMINERS and not is_listed:
            break
    return Site(mention, last, "", said=said)


def _is_whose(syntax: Syntax, site: Site, happening: Collection[int]) -> bool:
    """Tell whether a place says only whose somebody is, or where he is from."""
    at = site.hangs_on
    if at < 0 or at in happening:
        return False
    if site.preposition == "of":
        return syntax.lemma(at, verb=False) in _BELONGING
    if not syntax.parsed or not syntax.tag(at).startswith("NN"):
        return False
    return site.preposition == "from" and syntax.lemma(at, verb=False) not in _WAYS
