"""The grammatical places around a trigger, freed of voice: who stands as its subject, its object,
after which preposition.

`subject` is the doer whether the clause is active or passive, `object` the one it is done to; a
preposition is a slot by its own name, `poss`, `compound` and `amod` stand before a noun. With a
parser relative clauses, participles, infinitives, conjunctions and light verbs ("carried out an
attack on") are followed; without one, word order and prepositions tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.events.modality import LIGHT
from kb.read.article.who.blame import is_accusation, is_cleared, said_to_have_done
from kb.read.article.who.slots import OBJECT, SUBJECT, Argument
from kb.read.article.who.voice import is_bare, may_be_active, only_tells
from kb.read.article.who.wordorder import by_order
from kb.read.article.words.nouns import class_of
from kb.read.article.words.syntax import BE, PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.words.syntax import Syntax

#: Verbs of coming upon something, and what goes off under those who do.
_MEET = frozenset("hit strike trigger".split())
_MINES = frozenset("mine mines landmine landmines ied ieds bomb explosives device".split())
_SIDES = frozenset("front vicinity".split())
_RELATIVE = frozenset("who which that whom".split())
_COME = frozenset("come be remain".split())
#: Verbs whose subject is one at whom it was aimed, and who lives.
_LIVE_THROUGH = frozenset("survive escape".split())
#: Light verbs whose subject undergoes what the noun names.
_UNDERGO = frozenset("suffer undergo receive sustain face".split())
#: Nouns that after a verb of having stand for what comes after "of": "took control of the town".
_HOLDS = frozenset("control possession hold command custody charge ownership".split())
#: Verbs whose subject does more or less of what the noun names.
_PHASES = frozenset("step intensify resume renew escalate suspend".split())
#: Light verbs whose subject only tells of it, or comes before it.
_TELL = frozenset("report announce follow see".split())


def arguments(syntax: Syntax, trigger: Trigger) -> list[Argument]:
    """Return what fills the slots of a trigger, conjuncts each by themselves."""
    if not syntax.parsed:
        found = by_order(syntax, trigger)
    elif trigger.is_noun:
        found = [*_of_noun(syntax, trigger.place)]
    else:
        found = [*_of_verb(syntax, trigger.place, trigger.passive)]
    if trigger.entry.lemma in _MEET:
        found = _turned(syntax, found)
    seen: set[tuple[str, int]] = set()
    unique = []
    for x in found:
        if (x.slot, x.place) not in seen and x.place != trigger.place:
            seen.add((x.slot, x.place))
            unique.append(x)
    return unique


def _turned(syntax: Syntax, found: list[Argument]) -> list[Argument]:
    """Return the slots of a verb whose object went off under its subject: "a bus hit a mine"."""
    if not any(x.slot == OBJECT and syntax.words[x.place] in _MINES for x in found):
        return found
    turn = {SUBJECT: OBJECT, OBJECT: "with"}
    return [Argument(turn.get(x.slot, x.slot), x.place, x.how) for x in found]


def _with_conjuncts(syntax: Syntax, slot: str, place: int, how: str) -> Iterator[Argument]:
    place = _antecedent(syntax, place)
    held = list(_held(syntax, place)) if slot == OBJECT else []
    for inner in held:
        yield from _with_conjuncts(syntax, slot, inner, f"{how}, {syntax.words[place]} of it")
    if held:
        return
    yield Argument(slot, place, how)
    listed = [x for x in syntax.with_dep(place, "appos") if _is_listed(syntax, place, x)]
    for other in (*syntax.with_dep(place, "conj"), *listed):
        if not syntax.tag(other).startswith("VB"):
            yield from _with_conjuncts(syntax, slot, other, how)


def _held(syntax: Syntax, place: int) -> Iterator[int]:
    """Yield what somebody has "control of"."""
    if syntax.words[place] in _HOLDS:
        for of in syntax.with_dep(place, "prep"):
            if syntax.words[of] in ("of", "over"):
                yield from syntax.with_dep(of, "pobj")


def _is_listed(syntax: Syntax, place: int, other: int) -> bool:
    """Tell whether what a parser takes for an apposition goes on a list.

    "The exchange, a hotel and a bar" are three; "three leaders, Olsen, Berg and Dahl" are listed by
    name.
    """
    if not any(syntax.with_dep(other, "conj")):
        return False
    if syntax.tag(place) == "NN":
        before = {syntax.words[x] for x in syntax.children[other]}
        return not before.isdisjoint(("a", "an")) and syntax.tag(other) == "NN"
    return syntax.tag(place) == "NNS" and syntax.tokens[other].label == "PERSON"


def _antecedent(syntax: Syntax, place: int) -> int:
    """Return the noun that a relative pronoun stands for."""
    if syntax.words[place] in _RELATIVE:
        for above in syntax.above(place):
            if syntax.dep(above) == "relcl" and (head := syntax.head(above)) is not None:
                return head
    return place


def _of_verb(syntax: Syntax, place: int, passive: bool) -> Iterator[Argument]:
    subject = surface_subject(syntax, place)
    passive = passive or any(syntax.with_dep(place, "agent"))
    if is_bare(syntax, place) and any(x > place for x in syntax.with_dep(place, "dobj")):
        passive = False
    if subject is not None and not (passive and may_be_active(syntax, place, subject[0])):
        for x in _with_conjuncts(syntax, OBJECT if passive else SUBJECT, *subject):
            if not subject[0] < place < x.place:  # what follows the verb is no subject of it
                yield x
    yield from _objects(syntax, place)
    yield from _left_so(syntax, place)
    yield from _among_those(syntax, place)
    yield from _prepositions(syntax, place)
    yield from _armed_with(syntax, place)
    if syntax.dep(place) == "relcl" and not passive and not _has_object(syntax, place):
        head = syntax.head(place)
        if head is not None and (subject is None or subject[0] != head):
            yield from _with_conjuncts(syntax, OBJECT, head, "relative clause")


def _has_object(syntax: Syntax, place: int) -> bool:
    return any(syntax.with_dep(place, "dobj", "prep", "agent", "prt"))


def _objects(syntax: Syntax, place: int) -> Iterator[Argument]:
    objects = [*syntax.with_dep(place, "dobj", "nsubjpass")]
    for after in (x for x in syntax.with_dep(place, "auxpass") if x > place):
        objects += syntax.with_dep(after, "attr", "nsubj")  # "also hurt was a guard"
    if not objects:
        for other in syntax.with_dep(place, "conj"):
            if other - place <= 4:
                objects += syntax.with_dep(other, "dobj")
    for child in objects:
        yield from _with_conjuncts(syntax, OBJECT, child, "object")
    for child in syntax.with_dep(place, "dative"):
        if syntax.words[child] not in PREPOSITIONS:
            yield from _with_conjuncts(syntax, "to", child, "indirect object")


def _left_so(syntax: Syntax, place: int) -> Iterator[Argument]:
    """Yield of whom a word says how they were left: "leaving two soldiers dead"."""
    verb = syntax.head(place)
    if syntax.dep(place) == "oprd" and verb is not None:
        for child in syntax.with_dep(verb, "dobj"):
            yield from _with_conjuncts(syntax, SUBJECT, child, "object of the verb above")


def _prepositions(syntax: Syntax, place: int) -> Iterator[Argument]:
    own = [*syntax.with_dep(place, "agent", "prep", "dative")]
    shared = [y for x in own for y in syntax.with_dep(x, "conj")]  # "at the house and at the bank"
    for child in (*own, *shared):
        word = syntax.words[child]
        slot = SUBJECT if syntax.dep(child) == "agent" else word
        for inner in syntax.with_dep(child, "pobj"):
            if syntax.words[inner] in _SIDES:  # "in front of the bank"
                yield from _beside(syntax, inner)
                continue
            yield from _with_conjuncts(syntax, slot, inner, word)
        for inner in syntax.with_dep(child, "prep"):
            for deep in syntax.with_dep(inner, "pobj"):
                yield from _with_conjuncts(syntax, syntax.words[inner], deep, word)


def _armed_with(syntax: Syntax, place: int) -> Iterator[Argument]:
    """Yield weapons that a parser hangs on the object: "attacked a post with rockets"."""
    for child in syntax.with_dep(place, "dobj"):
        for prep in syntax.with_dep(child, "prep"):
            if syntax.words[prep] == "with":
                for inner in syntax.with_dep(prep, "pobj"):
                    if class_of(syntax, inner) == "weapon":
                        yield from _with_conjuncts(syntax, "with", inner, "with")


def _beside(syntax: Syntax, side: int) -> Iterator[Argument]:
    for of in syntax.with_dep(side, "prep"):
        for inner in syntax.with_dep(of, "pobj"):
            yield from _with_conjuncts(syntax, "outside", inner, "in front of")


def surface_subject(syntax: Syntax, place: int, depth: int = 0) -> tuple[int, str] | None:
    """Return the word that stands as the subject of a verb, its own or a shared one."""
    for child in syntax.with_dep(place, "nsubj", "nsubjpass", "csubj"):
        if syntax.words[child] != "there":
            return child, "subject"
    head, dep = syntax.head(place), syntax.dep(place)
    if head is None or depth > 5:
        return None
    if dep in ("acl", "relcl"):
        return _subject_of_noun(syntax, head, place, depth)
    if dep in ("xcomp", "ccomp"):
        control = next(syntax.with_dep(head, "dobj"), None) if dep == "xcomp" else None
        if control is not None and control < place:
            return control, "object of the verb above"
    if dep == "pcomp":
        above = syntax.head(head)
        if above is None:
            return None
        if syntax.words[head] == "by" and any(syntax.with_dep(above, "nsubjpass", "auxpass")):
            return None  # "they were wounded by shelling": not theirs
        return _subject_of_gerund(syntax, above, depth)
    if dep == "advcl" and only_tells(syntax, head):
        return None
    if dep in ("conj", "xcomp", "advcl"):
        found = surface_subject(syntax, head, depth + 1)
        return (found[0], f"subject shared by {dep}") if found else None
    return None


def _subject_of_gerund(syntax: Syntax, above: int, depth: int) -> tuple[int, str] | None:
    """Return who does what stands after a preposition; "accused them of taking" means them."""
    if is_cleared(syntax, above):
        return None
    accused = next(syntax.with_dep(above, "dobj"), None)
    if accused is not None and is_accusation(syntax, above):
        return accused, "accused of it"
    return surface_subject(syntax, above, depth + 1)


def _subject_of_noun(syntax: Syntax, head: int, place: int, depth: int) -> tuple[int, str] | None:
    if any(syntax.words[x] == "to" for x in syntax.with_dep(place, "aux")):
        holder = next(syntax.with_dep(head, "poss"), None)
        if holder is not None:
            return holder, "holder of the noun"
        above = syntax.head(head)
        return surface_subject(syntax, above, depth + 1) if above is not None else None
    return head, "participle"


def _of_noun(syntax: Syntax, place: int) -> Iterator[Argument]:
    for child in syntax.with_dep(place, "poss", "compound", "amod", "nmod"):
        yield from _with_conjuncts(syntax, syntax.dep(child), child, "before the noun")
    yield from _prepositions(syntax, place)
    yield from _after_doer(syntax, place)
    for child in syntax.with_dep(place, "acl"):
        for agent in syntax.with_dep(child, "agent"):
            for inner in syntax.with_dep(agent, "pobj"):
                yield from _with_conjuncts(syntax, SUBJECT, inner, "participle")
    yield from _of_light_verb(syntax, place)
    yield from _come_under(syntax, place)
    for slot, word, how in said_to_have_done(syntax, place):
        yield from _with_conjuncts(syntax, slot, word, how)


def _after_doer(syntax: Syntax, place: int) -> Iterator[Argument]:
    """Yield at what something was aimed after who did it: "an attack by rebels on a court"."""
    for by in syntax.with_dep(place, "prep", "agent"):
        doers = syntax.with_dep(by, "pobj") if syntax.words[by] == "by" else ()
        for doer in doers:
            for prep in syntax.with_dep(doer, "prep"):
                if syntax.words[prep] in ("on", "against"):
                    for inner in syntax.with_dep(prep, "pobj"):
                        slot = syntax.words[prep]
                        yield from _with_conjuncts(syntax, slot, inner, "after who did it")


def _of_light_verb(syntax: Syntax, place: int) -> Iterator[Argument]:
    while syntax.dep(place) == "conj" and (head := syntax.head(place)) is not None:
        place = head
    verb = syntax.head(place)
    if verb is None or syntax.lemma(verb, verb=True) not in LIGHT | _PHASES | _LIVE_THROUGH:
        return
    dep, lemma = syntax.dep(place), syntax.lemma(verb, verb=True)
    if lemma in _LIVE_THROUGH:
        if dep == "dobj" and (subject := surface_subject(syntax, verb)):
            yield from _with_conjuncts(syntax, "against", *subject)
        return
    told = lemma in _TELL
    if dep == "dobj" and not told and (subject := surface_subject(syntax, verb)):
        undergone = lemma in _UNDERGO or any(syntax.with_dep(verb, "nsubjpass"))
        yield from _with_conjuncts(syntax, OBJECT if undergone else SUBJECT, *subject)
    if dep in ("dobj", "nsubjpass"):
        yield from _prepositions(syntax, verb)
    elif dep == "nsubj":
        yield from (x for x in _prepositions(syntax, verb) if x.slot in ("in", "at", "on"))


def _come_under(syntax: Syntax, place: int) -> Iterator[Argument]:
    """Yield who comes under what a noun names, and from whom: "came under attack from snipers"."""
    prep = syntax.head(place)
    verb = syntax.head(prep) if prep is not None and syntax.words[prep] == "under" else None
    if verb is None or syntax.lemma(verb, verb=True) not in _COME or syntax.dep(place) != "pobj":
        return
    if subject := surface_subject(syntax, verb):
        yield from _with_conjuncts(syntax, OBJECT, *subject)
    for found in _prepositions(syntax, verb):
        if found.slot == "from":
            yield Argument(SUBJECT, found.place, found.how)


def _among_those(syntax: Syntax, place: int) -> Iterator[Argument]:
    """Yield whom "among those killed was" goes on to name."""
    path = [syntax.words[x] for x in syntax.above(place)]
    if syntax.dep(place) == "acl" and path[:2] == ["those", "among"] and path[2:3]:
        verb = [*syntax.above(place)][2]
        for child in syntax.with_dep(verb, "nsubj", "attr"):
            if child > verb and syntax.words[verb] in BE:
                yield from _with_conjuncts(syntax, OBJECT, child, "among those")
