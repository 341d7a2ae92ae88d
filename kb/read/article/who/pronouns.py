"""Whom a pronoun means, where that is safe: the actor that stands highest just before it.

Only subjects and objects of the third person are resolved, and only to actors that fit in number.
The actor that stands nearest to the root of the sentence before, as subjects do, is meant; whom
pronouns in the plural mean, `plurals.py` tells. Without a parser nothing is resolved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.events.sayings import sayings
from kb.read.article.who.plurals import MANY, meant_by_many, people_at, several
from kb.read.article.words.nouns import class_of_noun
from kb.read.article.words.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kb.read.article.values import Mention, Sentence
    from kb.read.article.who.plurals import Several, Spans

_BODY = frozenset({"it"})
_ONE = frozenset("he him she her".split())
_COLLECTIVE = frozenset("group gang militia squad party family couple crowd crew staff".split())
#: Pronouns that go on meaning whom the first of them in a sentence means.
_SAME = (frozenset("he him his".split()), frozenset("she her".split()))
_GROUPS = frozenset("force fighter official people civilian organisation state".split())
#: How many sentences back a pronoun reaches.
_BACK = 2
_SUBJECTS = frozenset("nsubj nsubjpass".split())


def resolve_pronouns(sentences: Sequence[Sentence], actors: Sequence[Mention]) -> Spans:
    """Return, by their offsets, the actors that pronouns stand for.

    `actors` are the mentions of the article, in order.
    """
    found: Spans = {}
    ranked: list[list[tuple[int, Mention]]] = []
    plural: list[list[Several]] = []
    covered = {at: x for x in actors for at in range(x.start, x.end)}
    for number, sentence in enumerate(sentences):
        syntax = Syntax(sentence)
        ranked.append(list(_persons_too(syntax, actors, covered)) if syntax.parsed else [])
        if not syntax.parsed:
            plural.append([])
            continue
        back = range(number - 1, max(-1, number - 1 - _BACK), -1)
        near = [x for x in back if sentences[x].paragraph >= sentence.paragraph - 1]
        for place, word in enumerate(syntax.words):
            who: tuple[Mention, ...] = ()
            if word in _BODY:
                who = _alone(_speaker(syntax, place, ranked[number]))
            elif word in _ONE:
                who = _alone(_meant(syntax, place, ranked[number], [ranked[x] for x in near]))
            elif word in MANY and not syntax.children[place]:
                own = [*several(syntax, covered, found, is_plural)]
                since = syntax.tokens[place].start
                who = meant_by_many(syntax, place, since, [own, *(plural[x] for x in near)])
            if who:
                found[syntax.tokens[place].start, syntax.tokens[place].end] = who
        plural.append([*several(syntax, covered, found, is_plural)])
    return found


def _alone(actor: Mention | None) -> tuple[Mention, ...]:
    return () if actor is None else (actor,)


def _persons_too(
    syntax: Syntax, actors: Sequence[Mention], covered: Mapping[int, Mention]
) -> Iterator[tuple[int, Mention]]:
    """Yield the actors by rank, and subjects that are persons without being found as actors.

    "Mali's leader" is no actor of its own beside Mali, and yet "he" means him.
    """
    yield from ranked_actors(syntax, actors)
    for place, token in enumerate(syntax.tokens):
        person = people_at(syntax, place) if token.tag == "NN" else None
        if person is not None and syntax.dep(place) in _SUBJECTS and token.start not in covered:
            yield 2 * len(list(syntax.above(place))) - 1, person


def ranked_actors(syntax: Syntax, actors: Sequence[Mention]) -> Iterator[tuple[int, Mention]]:
    """Yield the actors of a sentence with how deep each stands, subjects first of equals."""
    for actor in actors:
        if not syntax.sentence.start <= actor.start < syntax.sentence.end:
            continue
        places = [
            at
            for at, x in enumerate(syntax.tokens)
            if x.start < actor.end and x.end > actor.start and x.tag != "POS"
        ]
        if places:
            head = min(places, key=lambda x: len(list(syntax.above(x))))
            if syntax.dep(head) == "appos":  # it describes the name before it
                continue
            yield 2 * len(list(syntax.above(head))) - (syntax.dep(head) in _SUBJECTS), actor


def _meant(
    syntax: Syntax,
    place: int,
    here: Sequence[tuple[int, Mention]],
    before: Sequence[Sequence[tuple[int, Mention]]],
) -> Mention | None:
    since = _since(syntax, place)
    own = [(x, y) for x, y in here if y.end <= since]
    if syntax.dep(place) in _SUBJECTS:
        for pool in (own, *before):
            fitting = [(rank, actor) for rank, actor in pool if not is_plural(actor)]
            if fitting:
                return min(fitting, key=lambda x: x[0])[1]
        return None
    for pool in ([x for x in own if not _acts_on(syntax, place, x[1])], *before):
        fitting = [(rank, actor) for rank, actor in pool if not is_plural(actor)]
        if len({x.value for _, x in fitting}) == 1:
            return fitting[0][1]
        if fitting:
            return None
    return None


def _since(syntax: Syntax, place: int) -> int:
    """Return the offset before which whom a pronoun means has been named in its sentence.

    "His trial began on the day named by Berg when he left": who left had been "his" before.
    """
    same = next((x for x in _SAME if syntax.words[place] in x), frozenset())
    first = next((x for x, word in enumerate(syntax.words) if word in same), place)
    return syntax.tokens[first].start


def _acts_on(syntax: Syntax, place: int, actor: Mention) -> bool:
    """Tell whether an actor is the subject of the verb that a pronoun is the object of."""
    verb = syntax.head(place)
    subjects = syntax.with_dep(verb, *_SUBJECTS) if verb is not None else ()
    return any(actor.start <= syntax.tokens[x].start < actor.end for x in subjects)


def _speaker(syntax: Syntax, place: int, here: Sequence[tuple[int, Mention]]) -> Mention | None:
    """Return the body that speaks of itself as "it": "the army said that it had shot"."""
    if syntax.dep(place) != "nsubj":
        return None
    return speaking_body(syntax, place, [actor for _, actor in here])


def speaking_body(syntax: Syntax, place: int, actors: Sequence[Mention]) -> Mention | None:
    """Return the body that says what the verb of a subject says, None where none does."""
    verb = syntax.head(place)
    above = syntax.head(verb) if verb is not None and syntax.dep(verb) == "ccomp" else None
    if above is None or syntax.lemma(above, verb=True) not in sayings():
        return None
    for subject in syntax.with_dep(above, "nsubj"):
        token = syntax.tokens[subject]
        for actor in actors:
            body = not actor.why.startswith("person") and _is_body(actor)
            if body and actor.start <= token.start < actor.end:
                return actor
    return None


def _is_body(actor: Mention) -> bool:
    """Tell whether "it" may mean an actor: a body or a state, no people."""
    if actor.why.startswith("common noun"):
        return _is_group(actor) or actor.why.endswith((": organisation", ": force", ": state"))
    return not actor.why.startswith("state by its people")


def is_plural(actor: Mention) -> bool:
    """Tell whether "they" may mean an actor, rather than "he" or "she"."""
    if actor.why.startswith("person"):
        return False
    if actor.why.startswith("common noun"):
        last = actor.text.split()[-1].lower()
        plural = last.endswith(("s", "men", "people", "police"))
        if _is_group(actor):
            return True
        return class_of_noun(last) in _GROUPS and (plural or _collective(actor))
    return True


def _is_group(actor: Mention) -> bool:
    return actor.text.split()[-1].lower() in _COLLECTIVE


def _collective(actor: Mention) -> bool:
    return any(x in actor.why for x in ("force", "organisation", "people"))
