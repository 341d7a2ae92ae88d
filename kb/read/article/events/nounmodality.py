"""Whether what a noun names has happened, by its modifiers and by the verb that it belongs to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.read.article.events.governing import (
    GENERIC,
    NEGATED,
    OBJECTS,
    OPINION,
    SHARES,
    UNREAL,
    effects,
    governors,
    modifiers,
)
from kb.read.article.events.modality import (
    LIGHT,
    Modality,
    by_governor,
    by_neighbours,
    comes_to,
    falls_short,
)
from kb.read.article.words.clause import COMING, PAST, PRESENT, group_of, led_to
from kb.read.article.words.syntax import BE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.read.article.words.syntax import Syntax

_SERIES = frozenset("wave waves series number string spate round flurry volley salvo".split())
#: Kinds of what is held on a day set before.
SCHEDULED = frozenset("vote meeting exercise match trial award".split())
_SUBJECTS = ("nsubj", "nsubjpass")
_POINTING = frozenset("this that these those it".split())
_WITH_A_VIEW = frozenset("with for before in".split())
_DEFINITE = frozenset("the this that his her their its".split())
#: Relations of words that say which one is meant.
_SPECIFIC = "det poss nummod amod compound prep relcl acl nmod appos".split()


def members_of(syntax: Syntax, noun: int) -> Iterator[int]:
    """Yield what a noun of number consists of: the strikes of "a wave of strikes"."""
    if syntax.words[noun] in _SERIES:
        for joint in syntax.with_dep(noun, "prep"):
            if syntax.words[joint] == "of":
                yield from syntax.with_dep(joint, "pobj")


def judge_noun(syntax: Syntax, place: int, kind: str = "", *, headline: bool = False) -> Modality:
    """Judge what a noun names, by its modifiers and by the verb that it belongs to.

    What is of a kind that is held on a day set before, as votes and meetings are, lies ahead of
    what is done with a view to it.
    """
    found = Modality()
    if _is_said_of_this(syntax, place):
        return replace(found, reality=OPINION)
    if kind in SCHEDULED and _is_in_view(syntax, place):
        found = found.with_effect("planned", place)
    for at, effect in modifiers(syntax, place):
        there = _is_to_do(syntax, place, at) or (at > place and _is_looked_into(syntax, place))
        if effect != "planned" or kind in SCHEDULED or not there:
            found = found.with_effect(effect, at)
    for governor, effect in governors(syntax, place):
        if not _is_spared(syntax, place, governor, kind):
            found = by_governor(syntax, governor, found.with_effect(effect, governor))
    if (aim := _aimed_at(syntax, place)) is not None:
        found = found.with_effect("planned", aim)
    verb = _verb_of(syntax, place)
    if verb is not None and (kind in SCHEDULED or not _is_looked_into(syntax, place)):
        found = _by_verb(syntax, place, verb, found, headline)
    return by_neighbours(syntax, place, found)


def _is_spared(syntax: Syntax, place: int, governor: int, kind: str) -> bool:
    """Tell whether what governs a noun says nothing of whether it took place.

    A truce that is agreed on is there; and who is asked to look into "the attack" is asked for
    something else.
    """
    if _is_to_do(syntax, place, governor):
        return kind not in SCHEDULED
    if _is_looked_into(syntax, place) and syntax.tag(governor).startswith("VB"):
        return kind not in SCHEDULED
    if any(syntax.words[x] in SHARES for x in range(governor + 1, place)):
        return True
    if kind == "agreement" and syntax.lemma(governor, verb=True) == "agree":
        return True
    if not syntax.parsed or kind in SCHEDULED or not _is_definite(syntax, place):
        return False
    verb = next((x for x in syntax.above(place) if syntax.tag(x).startswith("VB")), None)
    if verb is None or verb == governor or syntax.lemma(verb, verb=True) in LIGHT:
        return False
    return governor in syntax.above(verb) and effects("verb").get(syntax.lemma(verb, True)) is None


def _is_to_do(syntax: Syntax, place: int, verb: int) -> bool:
    """Tell whether a noun has something ahead and is there: "the attack is set to raise prices"."""
    if syntax.head(place) != verb or syntax.dep(place) not in _SUBJECTS:
        return False
    return led_to(syntax, verb) is not None and comes_to(syntax, verb) is None


def _is_looked_into(syntax: Syntax, place: int) -> bool:
    """Tell whether a known noun is what another is about: "an inquiry into the shooting"."""
    before = syntax.head(place) if syntax.parsed and syntax.dep(place) == "pobj" else None
    over = None if before is None else syntax.head(before)
    if before is None or over is None or not _is_definite(syntax, place):
        return False
    if syntax.tag(over).startswith("VB"):
        return syntax.dep(over) == "acl"  # "the man accused of the murder"
    return syntax.tag(over).startswith("NN") and syntax.words[before] not in ("of", "for")


def _is_said_of_this(syntax: Syntax, place: int) -> bool:
    """Tell whether a noun only says what something is or will be: "this will be a decision"."""
    above = syntax.head(place) if syntax.parsed and syntax.dep(place) == "attr" else None
    if above is None or syntax.words[above] not in BE:
        return False
    past = group_of(syntax, above, syntax.tag(above)).tense == PAST
    subjects = [syntax.words[x] for x in syntax.with_dep(above, "nsubj")]
    return not past and any(x in _POINTING for x in subjects)


def _is_in_view(syntax: Syntax, place: int) -> bool:
    """Tell whether something is to be done with a view to it: "to coincide with the vote"."""
    if not syntax.parsed or syntax.dep(place) != "pobj":
        return False
    before, verb = [*syntax.above(place), place, place][:2]
    if syntax.words[before] not in _WITH_A_VIEW or not syntax.tag(verb).startswith("VB"):
        return False
    return group_of(syntax, verb, syntax.tag(verb)).infinitive


def _by_verb(syntax: Syntax, place: int, verb: int, found: Modality, headline: bool) -> Modality:
    """Take over the tense of the verb, where it tells of the noun's own happening."""
    if comes_to(syntax, verb) is not None and syntax.dep(place) in _SUBJECTS:
        return found.with_effect("planned", verb)
    group = group_of(syntax, verb, syntax.tag(verb, ("VBD",)))
    light = syntax.lemma(verb, verb=True) in LIGHT
    known = _is_definite(syntax, place)
    if (group.negated or falls_short(syntax, verb)) and (light or not known):
        return replace(found, reality=NEGATED)
    plain = group.tense == PRESENT and not (group.perfect or group.passive or group.progressive)
    if plain and not headline and _is_bare(syntax, place):
        return replace(found, reality=GENERIC)
    if not light and known:
        return found
    if group.tense == COMING or group.modal == "would":
        return found.with_effect("planned", verb)
    if group.modal and not group.perfect:
        return replace(found, reality=UNREAL)
    if light and group.progressive and group.tense != PAST:
        return found.with_effect("ongoing", verb)
    if light and group.infinitive:
        return found if found.status != "occurred" else replace(found, reality=UNREAL)
    return found


def _is_definite(syntax: Syntax, place: int) -> bool:
    """Tell whether a noun is one that is known: "the attack", but not "warned that famine"."""
    for at in range(max(0, place - 3), place):
        joins = syntax.words[at] == "that" and syntax.tag(max(at - 1, 0)).startswith("VB")
        if syntax.words[at] in _DEFINITE and not joins:
            return True
    return False


def _aimed_at(syntax: Syntax, place: int) -> int | None:
    """Return "coincide" in "to coincide with the election", which then is still to come."""
    over = syntax.head(place) if syntax.dep(place) == "pobj" else None
    verb = None if over is None else syntax.head(over)
    if verb is None or syntax.lemma(verb, verb=True) != "coincide":
        return None
    above = syntax.head(verb)
    timed = above is not None and syntax.lemma(above, verb=True) == "time"
    return verb if group_of(syntax, verb, "VB").infinitive and not timed else None


def _is_bare(syntax: Syntax, place: int) -> bool:
    """Tell whether nothing says which one is meant: "earthquakes", "war"."""
    return syntax.parsed and not list(syntax.with_dep(place, *_SPECIFIC))


def _verb_of(syntax: Syntax, place: int) -> int | None:
    """Return the verb that a noun is subject or object of."""
    if syntax.parsed:
        below = place
        for above in syntax.above(place):
            if syntax.tag(above).startswith("VB"):
                return above if syntax.dep(below) in (*OBJECTS, "nsubj", "conj") else None
            below = above
        return None
    for at in (*range(place - 1, max(-1, place - 5), -1), *range(place + 1, place + 5)):
        if 0 <= at < len(syntax) and syntax.lemma(at, verb=True) in LIGHT:
            return at
    return None
