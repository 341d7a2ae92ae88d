"""Noun phrases: a head with what describes it, by a parser or by the words around.

A phrase ends before a relative clause, an apposition or a prepositional phrase, unless that says
whom the head consists of or belongs to ("members of the front").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kb.read.article.words.lexicon import index
from kb.read.article.words.nouns import PEOPLE, class_of_noun
from kb.read.article.words.syntax import (
    BE,
    DETERMINERS,
    DO,
    FUTURE,
    HAVE,
    MODALS,
    NEGATIONS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)

if TYPE_CHECKING:
    from kb.read.article.words.syntax import Syntax

_LEFT = frozenset("det amod compound nummod poss quantmod nmod case advmod predet punct".split())
_NOMINAL_TAGS = frozenset("NN NNS NNP NNPS CD PRP VBG".split())
#: What stands before a phrase without being part of the name of what it names.
LEADING = (
    DETERMINERS
    | PREPOSITIONS
    | frozenset("'s , ( [ \" “ ' - -- about some several at least".split())
)
NUMBERS = frozenset("two three four five six seven eight nine ten several".split())
_STOPS = (
    BE
    | HAVE
    | DO
    | FUTURE
    | MODALS
    | NEGATIONS
    | PREPOSITIONS
    | PRONOUNS
    | SUBORDINATORS
    | frozenset("and or but as than so where also then to including aged".split())
    | frozenset("said says told announced reported added confirmed".split())
)
#: What became of people, after the noun that names them: "left four soldiers dead".
_STATES = frozenset("dead wounded injured missing homeless hurt".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first` to `last` (inclusive) whose head is the token `head`."""

    first: int
    last: int
    head: int

    def span(self, syntax: Syntax) -> tuple[int, int]:
        """Return the character offsets, without a leading article."""
        first = self.first
        others = syntax.words[self.head] == "others"  # "several others" needs its number
        while first < self.head and syntax.words[first] in LEADING and not others:
            first += 1
        return syntax.tokens[first].start, syntax.tokens[self.last].end


def phrase_at(syntax: Syntax, place: int) -> Phrase:
    """Return the phrase of the noun at a place."""
    if not syntax.parsed:
        return _with_whose(syntax, place)
    first = place
    left = sorted((x for x in syntax.children[place] if x < place), reverse=True)
    for child in left:
        if syntax.dep(child) not in _LEFT or _is_clause(syntax, child, first):
            break
        first = _leftmost(syntax, child)
        if syntax.words[child] in ("a", "an", "the"):
            break
    return Phrase(first, _right_edge(syntax, place), place)


def _with_whose(syntax: Syntax, place: int) -> Phrase:
    """Return the run of words around a place, with whom people consist of: "dozens of men"."""
    found = chunks(syntax)
    own = next((x for x in found if x.first <= place <= x.last), Phrase(place, place, place))
    after = next((x for x in found if x.first == own.last + 2), None)
    of = after is not None and syntax.words[own.last + 1] == "of"
    head = syntax.words[own.head]
    many = class_of_noun(head) in PEOPLE | {"place"} or head.isdigit() or head in NUMBERS
    if after is not None and of and many:
        return Phrase(own.first, after.last, own.head)
    return own


def _is_clause(syntax: Syntax, child: int, first: int) -> bool:
    return syntax.dep(child) == "punct" and syntax.words[child] in (",", ";", ":", ".", "(", "[")


def _leftmost(syntax: Syntax, place: int) -> int:
    edge, todo = place, [place]
    while todo:
        at = todo.pop()
        edge = min(edge, at)
        todo += [x for x in syntax.children[at] if x < at]
    return edge


def _right_edge(syntax: Syntax, place: int) -> int:
    last = place
    for child in syntax.children[place]:
        if child == last + 1 and syntax.words[child] == "of" and syntax.dep(child) == "prep":
            for inner in syntax.with_dep(child, "pobj"):
                last = max(last, phrase_at(syntax, inner).last)
        elif child == last + 1 and syntax.dep(child) == "nummod":
            last = child
    return last


def chunks(syntax: Syntax) -> list[Phrase]:
    """Return the runs of words that look like noun phrases, where no parser tells."""
    found: list[Phrase] = []
    first: int | None = None
    for place in range(len(syntax) + 1):
        inside = place < len(syntax) and _is_inside(syntax, place, first)
        if inside and first is None:
            first = place
        elif not inside and first is not None:
            if any(_can_head(syntax, x) for x in range(first, place)):
                last = next(x for x in range(place - 1, first - 1, -1) if _can_head(syntax, x))
                found.append(Phrase(first, last, last))
            first = None
    return found


def _can_head(syntax: Syntax, place: int) -> bool:
    word = syntax.words[place]
    return word not in DETERMINERS and any(x.isalnum() for x in word)


def _is_inside(syntax: Syntax, place: int, first: int | None) -> bool:
    word = syntax.words[place]
    if word in DETERMINERS:
        return first is None
    if word in ("'s", "’s") and first is not None:
        return _is_possessive(syntax, place)
    if word in _STOPS or word in PRONOUNS:
        return False
    if word in _STATES and first is not None and class_of_noun(syntax.words[place - 1]):
        return False
    if not any(x.isalnum() for x in word):
        return first is not None and word in ("-", "'s", '"', "“", "”") and not syntax.is_end(place)
    return not _is_verb(syntax, place, first)


def _is_possessive(syntax: Syntax, place: int) -> bool:
    """Tell whether "'s" is no short "is" or "has"."""
    after = syntax.words[place + 1] if place + 1 < len(syntax) else ""
    return after[:1].isalnum() and after not in DETERMINERS | NEGATIONS | {"been", "being", "going"}


def _is_verb(syntax: Syntax, place: int, first: int | None) -> bool:
    word = syntax.words[place]
    if names_thing(syntax, place) or _is_in_name(syntax, place):
        return False
    possible = _tags(word)
    if possible and all(x.startswith("VB") for x in possible):
        return first is None or syntax.words[place - 1] not in DETERMINERS
    if possible:
        return syntax.tag(place, possible).startswith("VB")
    counted = syntax.words[place - 1] in DETERMINERS | NUMBERS or syntax.words[place - 1].isdigit()
    return word.endswith("ed") and len(word) > 4 and first is not None and not counted


def _is_in_name(syntax: Syntax, place: int) -> bool:
    """Tell whether a word with a capital stands among others: "Rapid Support Forces"."""
    near = (syntax.tokens[x].text for x in (place - 1, place + 1) if 0 <= x < len(syntax))
    return place > 0 and all(x[:1].isupper() for x in (syntax.tokens[place].text, *near))


def names_thing(syntax: Syntax, place: int) -> bool:
    """Tell whether a word that may be a verb names people or things here, by what is before it."""
    before = syntax.words[place - 1] if place else ""
    after = syntax.words[place + 1] if place + 1 < len(syntax) else ""
    hurt = syntax.words[place] in _STATES and (after.isdigit() or after in NUMBERS | DETERMINERS)
    as_verb = before in PRONOUNS | MODALS | FUTURE | DO | {"to"} or hurt
    return bool(class_of_noun(syntax.words[place])) and not as_verb


def names_people(syntax: Syntax, place: int) -> bool:
    """Tell whether a word that may be a verb names people here ("the rebels")."""
    return names_thing(syntax, place) and class_of_noun(syntax.words[place]) in PEOPLE


@cache
def _tags(word: str) -> frozenset[str]:
    rows = index().get(word, ())
    return frozenset().union(*(tags for _, tags in rows)) if rows else frozenset()
