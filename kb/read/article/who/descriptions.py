"""Whom a description means: "the businessman, Henry Olsen", then "the businessman"; "their forces".

A noun that stands beside a person's name, or is said of it, means that person, there and wherever
it comes again with "the" and nothing else. Forces that are somebody's ("their forces", "the
country's army") are those of the state that stands highest in the sentences before, and "the
troops" those of the only state whose forces the article has named so far. Without a parser nothing
is resolved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.values import Mention
from kb.read.article.who.participants import ONCE
from kb.read.article.who.pronouns import ranked_actors, resolve_pronouns, speaking_body
from kb.read.article.who.states import forces_of
from kb.read.article.words.nouns import PEOPLE, class_of_noun
from kb.read.article.words.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kb.read.article.values import Sentence

Spans = dict[tuple[int, int], Mention]
Meant = dict[tuple[int, int], tuple[Mention, ...]]
_FORCES = frozenset("forces troops army military soldiers".split())
#: Nouns for a body that has been named just before.
_BODIES = frozenset("group movement organisation organization militia faction".split())
#: Nouns that before a body's name say what it is.
_KINDS = _BODIES | frozenset("bloc alliance charity agency network party union company".split())
_OFFICES = frozenset(
    "university college school academy ministry department agency court council hospital times "
    "news post press bank office police inc ltd corp company airlines parliament congress senate "
    "commission authority service bureau embassy government network nations".split()
)
_OWN = frozenset("their its his her".split())
_STATES = frozenset("country nation state government".split())
_DESCRIBING = frozenset("det poss amod compound nmod nummod prep relcl acl appos".split())
_NAMED = ("spelt out", "acronym", "organisation", "known body")
#: How many sentences back a possessive reaches.
_BACK = 2


def resolve_references(sentences: Sequence[Sentence], actors: Sequence[Mention]) -> Meant:
    """Return, by the offsets of their nouns, the actors that descriptions and pronouns stand for.

    `actors` are the mentions of the article, in order. A pronoun for a description means whom that
    means.
    """
    found = _descriptions(sentences, actors)
    ends = {end: x for (_, end), x in found.items()}
    pronouns = resolve_pronouns(sentences, actors)
    meant = {span: tuple(ends.get(x.end, x) for x in row) for span, row in pronouns.items()}
    return {span: (x,) for span, x in found.items()} | meant


def _descriptions(sentences: Sequence[Sentence], actors: Sequence[Mention]) -> Spans:
    persons = {x.start: x for x in actors if x.why.startswith("person")}
    found: Spans = {}
    said_of: dict[str, set[str]] = {}
    by_value = {x.value: x for x in persons.values()}
    syntaxes = [Syntax(x) for x in sentences]
    for syntax in syntaxes:
        if not syntax.parsed:
            continue
        for place, person in _beside_names(syntax, persons):
            found[_span(syntax, place)] = person
            said_of.setdefault(syntax.words[place], set()).add(person.value)
        for place in _repeated(syntax, said_of):
            (value,) = said_of[syntax.words[place]]
            found.setdefault(_span(syntax, place), by_value[value])
    found |= _forces(syntaxes, actors) | _fighters(syntaxes, actors) | _groups(syntaxes, actors)
    return _own_people(syntaxes, actors) | found


def _span(syntax: Syntax, place: int) -> tuple[int, int]:
    return syntax.tokens[place].start, syntax.tokens[place].end


def _beside_names(syntax: Syntax, persons: Mapping[int, Mention]) -> Iterator[tuple[int, Mention]]:
    """Yield the nouns of one person that stand before a name or have it as an apposition."""
    for place in range(len(syntax)):
        if not _is_of_one(syntax, place):
            continue
        for other in (place + 1, *_appositions(syntax, place)):
            if other < len(syntax) and syntax.tokens[other].start in persons:
                yield place, persons[syntax.tokens[other].start]
                break


def _is_of_one(syntax: Syntax, place: int) -> bool:
    people = class_of_noun(syntax.words[place]) in PEOPLE - {"force"}
    return syntax.tag(place) == "NN" and people and syntax.dep(place) != "compound"


def _appositions(syntax: Syntax, place: int) -> Iterator[int]:
    """Yield where the appositions of a noun begin, the title before a name left out."""
    for name in syntax.with_dep(place, "appos"):
        inner = [*syntax.with_dep(name, "compound"), name]
        yield from sorted(inner)


def _repeated(syntax: Syntax, said_of: Mapping[str, set[str]]) -> Iterator[int]:
    """Yield nouns with "the" alone that one person alone has been called."""
    for place, word in enumerate(syntax.words):
        if len(said_of.get(word, ())) == 1 and _is_of_one(syntax, place):
            described = [x for x in syntax.children[place] if syntax.dep(x) != "punct"]
            if [syntax.words[x] for x in described] == ["the"]:
                yield place


def _forces(syntaxes: Sequence[Syntax], actors: Sequence[Mention]) -> Spans:
    found: Spans = {}
    named: set[str] = set()
    bodies = {at for x in actors if x.why.startswith(_NAMED) for at in range(x.start, x.end)}
    ranked = [list(ranked_actors(x, actors)) if x.parsed else [] for x in syntaxes]
    for number, syntax in enumerate(syntaxes):
        for place, word in enumerate(syntax.words):
            if word not in _FORCES or not syntax.parsed or syntax.dep(place) == "compound":
                continue
            if syntax.tokens[place].start in bodies:  # the Arakan Army is no state's
                continue
            meant = _whose(syntax, place, ranked[max(0, number - _BACK) : number + 1], named)
            if meant:
                token = syntax.tokens[place]
                found[token.start, token.end] = Mention(
                    token.start, token.end, token.text, "actor", meant, "forces of a state"
                )
        named |= {x.value for _, x in ranked[number] if x.why.startswith("forces")}
    return found


def _fighters(syntaxes: Sequence[Syntax], actors: Sequence[Mention]) -> Spans:
    """Return whose fighters "the rebels" are, where one organisation's alone have been named."""
    found: Spans = {}
    whole = {at: x for x in actors if x.why.startswith(_NAMED) for at in range(x.start, x.end)}
    named: dict[str, Mention] = {}
    for syntax in (x for x in syntaxes if x.parsed):
        for place, word in enumerate(syntax.words):
            if syntax.tag(place) != "NNS" or class_of_noun(word) not in ("fighter", "force"):
                continue
            inside = [whole[syntax.tokens[x].start] for x in _inner(syntax, place, whole)]
            if inside:
                named[inside[0].value] = inside[0]
                continue
            known = len(named) == 1 and class_of_noun(word) == "fighter"
            if known and _has_the_alone(syntax, place):
                found[_span(syntax, place)] = next(iter(named.values()))
    return found


def _groups(syntaxes: Sequence[Syntax], actors: Sequence[Mention]) -> Spans:
    """Return which body "the group" is: the only one of the nearest sentence that names any.

    Bodies that somebody has left ("dissidents of the former front") are none.
    """
    found: Spans = {}
    bodies = [x for x in actors if x.why.startswith(_NAMED) and not _is_office(x)]
    starts = {x.start: x for x in bodies}
    once = {x.value for y in syntaxes for x in _once(y, starts)}
    for number, syntax in enumerate(syntaxes):
        for place, word in enumerate(syntax.words):
            beside = starts.get(syntax.tokens[place + 1].start) if place + 1 < len(syntax) else None
            if word in _KINDS and beside is not None:  # "the regional bloc ECOWAS"
                found[_span(syntax, place)] = beside
            if word not in _BODIES or not _has_the_alone(syntax, place):
                continue
            at = syntax.tokens[place].start
            for back in range(number, max(-1, number - _BACK - 1), -1):
                first = syntaxes[back].sentence.start
                near = {x.value: x for x in bodies if first <= x.start < at}
                if len(near) == 1 and near.keys().isdisjoint(once):
                    found[_span(syntax, place)] = next(iter(near.values()))
                if near:
                    break
    return found


def _once(syntax: Syntax, bodies: Mapping[int, Mention]) -> Iterator[Mention]:
    """Yield the bodies that a sentence calls former ones."""
    for place, token in enumerate(syntax.tokens):
        if place and token.start in bodies and syntax.words[place - 1] in ONCE:
            yield bodies[token.start]


def _own_people(syntaxes: Sequence[Syntax], actors: Sequence[Mention]) -> Spans:
    """Return whose people do what a body says of "its fighters"."""
    found: Spans = {}
    for syntax in (x for x in syntaxes if x.parsed):
        for place, word in enumerate(syntax.words):
            own = {syntax.words[x] for x in syntax.with_dep(place, "poss")}
            if own & {"its", "their"} and class_of_noun(word) in ("fighter", "force"):
                body = speaking_body(syntax, place, actors)
                if body is not None and not body.why.startswith("state"):
                    found[_span(syntax, place)] = body
    return found


def _is_office(actor: Mention) -> bool:
    """Tell whether a body is one that nobody calls "the group": a university, a ministry."""
    return not _OFFICES.isdisjoint(actor.value.lower().split())


def _has_the_alone(syntax: Syntax, place: int) -> bool:
    described = [x for x in syntax.children[place] if syntax.dep(x) in _DESCRIBING]
    return syntax.parsed and [syntax.words[x] for x in described] == ["the"]


def _inner(syntax: Syntax, place: int, whole: Mapping[int, Mention]) -> Iterator[int]:
    """Yield the words of names by which a noun is described: "Liberation Front guerrillas"."""
    of = [y for x in syntax.with_dep(place, "prep") for y in syntax.with_dep(x, "pobj")]
    for x in (*syntax.with_dep(place, "compound", "nmod", "amod"), *of):
        if syntax.tokens[x].start in whole:
            yield x


def _whose(
    syntax: Syntax, place: int, ranked: Sequence[list[tuple[int, Mention]]], named: set[str]
) -> str:
    """Return the name of the forces that a noun means, empty where nothing tells."""
    about = [x for x in syntax.children[place] if syntax.dep(x) in ("poss", "amod", "det", "nmod")]
    words = [syntax.words[x] for x in about]
    if words == ["the"] and len(named) == 1:
        return next(iter(named))
    if len(words) != 1 or words[0] not in _OWN | _STATES:
        return ""
    before = [
        [(r, x) for r, x in ranked[-1] if x.end <= syntax.tokens[place].start],
        *ranked[-2::-1],
    ]
    for row in before:
        states = [(rank, x) for rank, x in row if x.why.startswith(("state", "forces"))]
        if states:
            value = min(states, key=lambda x: x[0])[1].value
            return value if value.startswith("Armed Forces") else forces_of(value)
    return ""
