"""Words of force that are not meant: "an explosion of interest", "killed the bill", "shot wide".

`figurative.csv` says beside which other words a word of force (`*`: any) names no event: as its
`object`, its `subject`, `after` it by a preposition, `with` it anywhere to its right, or anywhere
in the `sentence`.
"""

from __future__ import annotations

import csv
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kb.read.article.words.syntax import PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.words.syntax import Syntax

#: Kinds whose words are often used of other things.
_FORCE = frozenset(
    "attack strike shelling bombing assault battle offensive explosion killing disaster fire "
    "accident damage assassination conflict capture".split()
)


#: Prepositions between a word of force and what it is meant of.
_UPON = frozenset("of on over for against with to".split())


class Figure(NamedTuple):
    """A row of `figurative.csv`; its words are in small letters."""

    word: str
    pos: str
    beside: str
    words: frozenset[str]


@cache
def figures() -> tuple[Figure, ...]:
    """Return the rows of the table, in order."""
    with Path(__file__).with_name("figurative.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Figure(x["word"], x["pos"], x["beside"], frozenset(x["words"].lower().split("|")))
            for x in csv.DictReader(file)
        )


def without_figures(syntax: Syntax, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Return the triggers that are no figures of speech, nor verbs that such a noun hangs on."""
    figures = {x.place for x in triggers if _is_figurative(syntax, x)}
    kept = (x for x in triggers if x.place not in figures)
    return [x for x in kept if x.is_noun or figures.isdisjoint(_nouns_of(syntax, x.place))]


def _nouns_of(syntax: Syntax, verb: int) -> Iterator[int]:
    return syntax.with_dep(verb, "nsubj", "dobj", "nsubjpass")


def _is_figurative(syntax: Syntax, trigger: Trigger) -> bool:
    """Tell whether a trigger is a figure of speech or a term of sport."""
    return any(
        not row.words.isdisjoint(_beside(syntax, trigger, row.beside))
        for row in figures()
        if row.pos == trigger.entry.pos
        and (row.word == trigger.entry.lemma or (row.word == "*" and trigger.kind in _FORCE))
    )


def _beside(syntax: Syntax, trigger: Trigger, beside: str) -> Iterator[str]:
    words, place = syntax.words, trigger.place
    if beside == "sentence":
        yield from _runs(words)
    elif beside == "with":
        yield from words[place + 1 :]
    elif syntax.parsed:
        yield from (words[x] for x in _tied(syntax, place, beside))
    elif beside == "object":
        yield from _next_noun(syntax, place + 1)
    elif beside == "after" and words[place + 1 : place + 2] and words[place + 1] in _UPON:
        yield from _next_noun(syntax, place + 2)


def _runs(words: list[str]) -> Iterator[str]:
    yield from words
    yield from (f"{one} {other}" for one, other in pairwise(words))


def _tied(syntax: Syntax, place: int, beside: str) -> Iterator[int]:
    if beside == "object":
        yield from syntax.with_dep(place, "dobj", "nsubjpass")
    elif beside == "subject":
        yield from syntax.with_dep(place, "nsubj")
    else:
        for joint in syntax.with_dep(place, "prep"):
            if syntax.words[joint] not in _UPON:
                continue
            yield from syntax.with_dep(joint, "pobj")


def _next_noun(syntax: Syntax, at: int) -> Iterator[str]:
    """Yield the words after a place, up to the next that joins or ends a clause."""
    for word in syntax.words[at : at + 4]:
        if word in PREPOSITIONS or not (word[:1].isalpha() or word in ("'s", "’s")):
            return
        yield word
