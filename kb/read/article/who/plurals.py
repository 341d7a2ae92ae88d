"""Whom "they", "them" and "both" mean: people of the sentence before, listed or in the plural.

Who does something is most often who stood as the subject before; to whom something is done, those
to whom something was done before ("police arrested two men. They were charged"). Things in the
plural that stand there as well leave it open, so that nobody is meant. A body by itself is meant
only where it is the subject, never inside a phrase ("a mission made up of the Red Cross").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kb.read.article.events.sayings import sayings
from kb.read.article.values import Mention
from kb.read.article.words.nouns import PEOPLE, class_of_noun
from kb.read.article.words.phrases import phrase_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kb.read.article.words.syntax import Syntax

Spans = dict[tuple[int, int], tuple[Mention, ...]]
BOTH = "both"
MANY = frozenset({"they", "them", BOTH})
_SUBJECTS = frozenset("nsubj nsubjpass".split())
_PATIENTS = frozenset("nsubjpass dobj".split())
_NOUNS = _SUBJECTS | _PATIENTS | {"pobj"}


class Several(NamedTuple):
    """Who may be meant: those listed, nobody for things; `rank` is how deep they stand.

    `speaks` tells subjects of verbs of saying.
    """

    rank: int
    place: int
    dep: str
    end: int
    who: tuple[Mention, ...]
    size: int
    speaks: bool


def several(
    syntax: Syntax,
    actors: Mapping[int, Mention],
    known: Spans,
    is_plural: Callable[[Mention], bool],
) -> Iterator[Several]:
    """Yield what a sentence names in the plural.

    `actors` are the mentions by the offsets that they cover, `known` whom pronouns mean.
    """
    for place, token in enumerate(syntax.tokens):
        dep = syntax.dep(place)
        if dep not in _NOUNS:
            continue
        members = [place, *_listed(syntax, place)]
        if syntax.words[place] in MANY:
            who = known.get((token.start, token.end), ())
        elif token.tag.startswith(("NN", "CD")):
            found = [actors.get(syntax.tokens[x].start) or people_at(syntax, x) for x in members]
            if found == [None] and dep in _SUBJECTS and token.tag == "NN":  # "the army's plan"
                found = [next(_owners(syntax, place, actors), None)]
            if any(found):  # beside somebody a name is somebody's
                found = [x or _bearer(syntax, y) for x, y in zip(found, members, strict=True)]
            who = tuple(x for x in found if x is not None)
            if len(members) == 1 and not _is_several(syntax, place, who, is_plural):
                continue
            who = who if len(who) == len(members) else ()
        else:
            continue
        rank = 2 * len(list(syntax.above(place))) - (dep in _SUBJECTS)
        size = len(members) if len(members) > 1 else max(len(who), _counted(syntax, place))
        yield Several(
            rank, place, dep, syntax.tokens[members[-1]].end, who, size, _speaks(syntax, place)
        )


def _owners(syntax: Syntax, place: int, actors: Mapping[int, Mention]) -> Iterator[Mention]:
    """Yield whose a thing is, where it is somebody's."""
    for owner in syntax.with_dep(place, "poss"):
        if (found := actors.get(syntax.tokens[owner].start)) is not None:
            yield found


def _is_several(
    syntax: Syntax, place: int, who: Sequence[Mention], is_plural: Callable[[Mention], bool]
) -> bool:
    """Tell whether a noun by itself is in the plural, or a body where it may be meant."""
    if not who:
        return syntax.tag(place) == "NNS"
    people = who[0].why.startswith(("common noun", "state by its people"))
    return is_plural(who[0]) and (people or syntax.dep(place) in _SUBJECTS)


def _speaks(syntax: Syntax, place: int) -> bool:
    verb = syntax.head(place) if syntax.dep(place) == "nsubj" else None
    return verb is not None and syntax.lemma(verb, verb=True) in sayings()


def _listed(syntax: Syntax, place: int) -> Iterator[int]:
    for other in syntax.with_dep(place, "conj"):
        if syntax.tag(other).startswith(("NN", "CD")):
            yield other
            yield from _listed(syntax, other)


def people_at(syntax: Syntax, place: int) -> Mention | None:
    """Return the mention that a noun of people makes, None for another noun."""
    noun_class = class_of_noun(syntax.words[place])
    if noun_class not in PEOPLE or not syntax.tag(place).startswith("NN"):
        return None
    return _mention(syntax, place, f"common noun: {noun_class}")


def _bearer(syntax: Syntax, place: int) -> Mention | None:
    """Return the mention that a name makes which no recogniser knows, None for a place's."""
    token = syntax.tokens[place]
    name = token.tag == "NNP" and token.label in ("", "PERSON", "ORG")
    return _mention(syntax, place, "name on a list") if name else None


def _mention(syntax: Syntax, place: int, why: str) -> Mention:
    start, end = phrase_at(syntax, place).span(syntax)
    words = [x.text for x in syntax.tokens if start <= x.start < end]
    text = " ".join(words).replace(" 's", "'s").replace(" ’s", "’s").replace(" - ", "-")
    return Mention(start, end, text, "actor", text, why)


def _counted(syntax: Syntax, place: int) -> int:
    """Return 2 for "two guards", else 1."""
    return 1 + any(syntax.words[x] in ("two", "2") for x in syntax.with_dep(place, "nummod"))


def meant_by_many(
    syntax: Syntax, place: int, since: int, pools: Sequence[Sequence[Several]]
) -> tuple[Mention, ...]:
    """Return whom a pronoun in the plural means, nobody where nothing tells.

    `pools` are what its own sentence and those before name, the nearest first; of its own only
    what ends before the offset `since` counts.
    """
    own, *before = pools
    own = [x for x in own if x.end <= since and not _shuts_out(syntax, place, x)]
    for pool in (own, *before):
        fitting = [x for x in pool if x.size == 2 or syntax.words[place] != BOTH]
        if fitting:
            return _chosen(syntax, place, sorted(fitting))
    return ()


def _chosen(syntax: Syntax, place: int, pool: Sequence[Several]) -> tuple[Mention, ...]:
    suffering = [x for x in pool if x.dep in _PATIENTS]
    dep = syntax.dep(place)
    if dep == "nsubj":
        doing = [x for x in pool if x.dep in _SUBJECTS]
        told = [x for x in doing if not x.speaks] or doing  # whom they speak of does more
        rows = {x.who for x in told or [x for x in pool if x.who][:1]}
        return rows.pop() if len(rows) == 1 else ()
    if dep == "nsubjpass":
        return (suffering or pool)[0].who
    rows = {x.who for x in suffering or pool}
    return rows.pop() if len(rows) == 1 else ()


def _shuts_out(syntax: Syntax, place: int, other: Several) -> bool:
    """Tell whether grammar forbids that a pronoun means what its sentence names before it.

    Nobody means himself by "them", nor by "they" those of whom the clause is said.
    """
    verb = syntax.head(place)
    if verb is None:
        return False
    if syntax.dep(verb) == "relcl" and syntax.head(verb) == other.place:
        return True
    while syntax.dep(place) not in _SUBJECTS and syntax.dep(verb) in ("conj", "xcomp", "prep"):
        if other.place in syntax.with_dep(verb, *_SUBJECTS) or (above := syntax.head(verb)) is None:
            break
        verb = above
    return syntax.dep(place) not in _SUBJECTS and other.place in syntax.with_dep(verb, *_SUBJECTS)
