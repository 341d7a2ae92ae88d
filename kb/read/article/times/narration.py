"""Whether a word is told in the time of its story, or is subordinate, looks back or lasts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kb.read.article.words.clause import group_of

if TYPE_CHECKING:
    from kb.read.article.events.triggers import Trigger
    from kb.read.article.words.syntax import Syntax

#: Prepositions that put a noun at another time than its verb.
ELSEWHEN = frozenset(
    "after before since following until despite over about against because amid for from during "
    "of regarding on to under".split()
)
#: Prepositions before nouns that a story does not reach.
NO_STORY = ELSEWHEN | {"under", "by", "with"}
SUBORDINATE = frozenset("after before since until once".split())
_AHEAD = frozenset("for before ahead towards".split())
#: Verbs of telling what happened before the story that tells of them.
_TESTIFIES = frozenset("admit confess recall remember testify".split())
#: How many words a clause has before its verb, where no parser says where it begins.
_CLAUSE = 8


def is_free(syntax: Syntax, place: int) -> bool:
    """Tell whether nothing puts a word at another time than the sentence's main verb."""
    below = place
    for above in (*syntax.above(place), None):
        if syntax.dep(below) in ("relcl", "ccomp", "acl"):
            return False
        if any(syntax.words[x] in SUBORDINATE for x in syntax.with_dep(below, "mark")):
            return False
        if above is None:
            return True
        elsewhen = syntax.words[above] in NO_STORY - {"by", "of", "in"}
        if syntax.dep(below) in ("pobj", "pcomp") and elsewhen:
            return False
        below = above
    return True


def is_awaited(syntax: Syntax, place: int) -> bool:
    """Tell whether a noun is what somebody is at work for: "was campaigning for Sunday's vote"."""
    if not syntax.parsed:
        before = syntax.words[max(0, place - _CLAUSE) : place]
        return any(x.endswith("ing") and y in _AHEAD for x, y in pairwise(before))
    heads = syntax.above(place) if syntax.tag(place).startswith("NN") else ()
    ahead = False
    for above in heads:
        ahead = ahead or syntax.words[above] in _AHEAD
        if syntax.tag(above).startswith("VB"):
            return ahead and syntax.tag(above) == "VBG"
    return False


def looks_back(syntax: Syntax, place: int) -> bool:
    """Tell whether a word is told of another time: "after a bomb went off", "admitted he shot"."""
    if not syntax.parsed:
        return any(x in SUBORDINATE for x in syntax.words[max(0, place - _CLAUSE) : place])
    if syntax.dep(place) == "acl" and syntax.tag(place) == "VBN":
        return True  # "the burial of those killed in the blast"
    below = place
    for above in (*syntax.above(place), None):
        if any(syntax.words[x] in SUBORDINATE for x in syntax.with_dep(below, "mark")):
            return True
        if above is None:
            return False
        if syntax.dep(below) == "ccomp" and syntax.lemma(above, verb=True) in _TESTIFIES:
            return True
        below = above
    return False


def sums_up(syntax: Syntax, trigger: Trigger) -> bool:
    """Tell whether a trigger tells of many or of all so far: "attacks", "have killed"."""
    if trigger.is_noun:
        return syntax.tag(trigger.place, (trigger.tag,)) == "NNS"
    return group_of(syntax, trigger.place, syntax.tag(trigger.place, ("VBN",))).perfect


def goes_on(syntax: Syntax, place: int) -> bool:
    """Tell whether a word's verb carries on in the past: neither perfect nor of what comes."""
    verbs = (x for x in (place, *syntax.above(place)) if syntax.tag(x).startswith("VB"))
    verb = next(verbs, None)
    if verb is None:
        return True
    tag, place = syntax.tag(verb), verb
    group = group_of(syntax, place, tag)
    return not (group.perfect or group.infinitive or group.tense in ("future", "present"))


def is_lasting(syntax: Syntax, trigger: Trigger) -> bool:
    """Tell whether a trigger's verb says what has been going on: the perfect, or "continues"."""
    if trigger.modality.status != "occurred":
        return True
    if not syntax.parsed and trigger.is_noun:
        return True
    verbs = (
        x for x in (trigger.place, *syntax.above(trigger.place)) if syntax.tag(x).startswith("VB")
    )
    verb = next(verbs, None if trigger.is_noun else trigger.place)
    return verb is None or group_of(syntax, verb, syntax.tag(verb, ("VBN",))).perfect
