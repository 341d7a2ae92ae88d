"""Who is said to have done what a word names: claims of responsibility, blame, suspicion.

"X claimed responsibility for the raid", "it was blamed on X", "X, suspected of the raid", "the
raid was the work of X". Nobody did it for certain, so these stand in slots of their own. Who denies
it, is cleared of it, is blamed no longer or is blamed falsely is said to have done nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.events.governing import NEGATED, UNREAL, governors
from kb.read.article.words.clause import group_of
from kb.read.article.words.syntax import BE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.read.article.words.syntax import Syntax

CLAIMANT, BLAMED = "claimant", "blamed"
_CLAIM = frozenset("claim accept assume admit take acknowledge".split())
_CREDIT = frozenset("responsibility credit".split())
#: Verbs whose object, or the noun they describe, is said to have done it.
_ACCUSE = frozenset(
    "blame accuse suspect charge convict implicate involve indict sentence arrest link".split()
)
#: Those after which "in" names the charge.
_CHARGE = frozenset("suspect charge convict implicate involve indict sentence".split())
_OF_WHAT = frozenset("for of with over to as on".split())
_ATTRIBUTE = frozenset("attribute ascribe".split())
_WORK = frozenset("work act doing".split())
#: Verbs by which somebody is found not to have done it; parsers leave one of them as it stands.
_CLEAR = frozenset("acquit clear exonerate exonerated absolve vindicate exculpate".split())
_FALSELY = frozenset("wrongly falsely wrongfully mistakenly erroneously unjustly".split())
_UNSAID = frozenset({"denies", NEGATED, UNREAL})
#: Verbs that say that somebody did what a noun names.
_COMMIT = frozenset("perpetrate commit carry stage mastermind execute plan".split())


def said_to_have_done(syntax: Syntax, place: int) -> Iterator[tuple[str, int, str]]:
    """Yield the slot, the word and the reason of each who is said to have done it."""
    yield from _committed(syntax, place)
    below = place
    for above in syntax.above(place):
        lemma = syntax.lemma(above, verb=True)
        rule = _RULES.get(lemma) or (_is_work if syntax.words[above] in BE else None)
        if rule is _accused and not _is_charge(syntax, above, below, place):
            rule = None
        if rule is not None and (found := list(rule(syntax, above, place))):
            if not is_unsaid(syntax, above):
                yield from found
            return
        below = above
        if syntax.tag(above).startswith("VB") and lemma not in ("have", "be"):
            return


def _is_charge(syntax: Syntax, verb: int, below: int, place: int) -> bool:
    """Tell whether somebody is accused of a thing: "arrested for a raid", not "in a raid"."""
    if below == place:
        return True
    if syntax.tag(below)[:2] not in ("IN", "TO"):
        return False
    word = syntax.words[below]
    if word == "in":
        named = {syntax.words[x] for x in syntax.with_dep(below, "pobj")}
        return syntax.lemma(verb, verb=True) in _CHARGE or "connection" in named
    return word in _OF_WHAT


def is_accusation(syntax: Syntax, verb: int) -> bool:
    """Tell whether the object of a verb is said to do what hangs on the verb."""
    return syntax.lemma(verb, verb=True) in _ACCUSE


def is_cleared(syntax: Syntax, verb: int) -> bool:
    """Tell whether a verb says that somebody did not do what hangs on it: "cleared of killing"."""
    lemma = syntax.lemma(verb, verb=True)
    return lemma in _CLEAR or (lemma in _ACCUSE and is_unsaid(syntax, verb))


def is_unsaid(syntax: Syntax, word: int) -> bool:
    """Tell whether nobody is said to have done it: "did not claim", "no longer blame", "denied"."""
    verb = word if syntax.tag(word).startswith("VB") else syntax.head(word)
    if verb is None:
        return False
    tag = syntax.tag(verb)
    if group_of(syntax, verb, tag).negated or any(
        x for at in {word, verb} for x in syntax.with_dep(at, "neg")
    ):
        return True
    beside = {syntax.words[x] for x in syntax.with_dep(verb, "advmod", "neg")}
    if "longer" in beside or not beside.isdisjoint(_FALSELY):
        return True
    return any(effect in _UNSAID for _, effect in governors(syntax, verb))


def _committed(syntax: Syntax, place: int) -> Iterator[tuple[str, int, str]]:
    """Yield by whom something was committed, where a relative clause says so."""
    inner = [y for x in syntax.with_dep(place, "prep") for y in syntax.with_dep(x, "pobj")]
    for noun in (place, *inner):
        for clause in syntax.with_dep(noun, "relcl", "acl"):
            if syntax.lemma(clause, verb=True) in _COMMIT:
                for by in syntax.with_dep(clause, "agent"):
                    yield from (("subject", x, "by") for x in syntax.with_dep(by, "pobj"))


def _claimed(syntax: Syntax, verb: int, place: int) -> Iterator[tuple[str, int, str]]:
    objects = {syntax.words[x] for x in syntax.with_dep(verb, "dobj", "nsubjpass")}
    if not objects.isdisjoint(_CREDIT):
        for subject in syntax.with_dep(verb, "nsubj", "agent"):
            yield CLAIMANT, _below(syntax, subject), "claimed"


def _accused(syntax: Syntax, verb: int, place: int) -> Iterator[tuple[str, int, str]]:
    objects = [*syntax.with_dep(verb, "dobj", "nsubjpass")]
    if place in objects:
        yield from _named_after(syntax, verb, "on", "blamed on")
    elif objects:
        yield from ((BLAMED, x, "blamed for") for x in objects)
    elif syntax.dep(verb) == "acl" and (noun := syntax.head(verb)) is not None:
        yield BLAMED, noun, "said to have done it"
    elif syntax.dep(verb) == "pcomp":  # "suspected of being involved in"
        prep = syntax.head(verb)
        above = syntax.head(prep) if prep is not None else None
        if above is not None and is_accusation(syntax, above):
            yield from _accused(syntax, above, place)


def _attributed(syntax: Syntax, verb: int, place: int) -> Iterator[tuple[str, int, str]]:
    yield from _named_after(syntax, verb, "to", "attributed to")


def _responsible(syntax: Syntax, word: int, place: int) -> Iterator[tuple[str, int, str]]:
    above = syntax.head(word)
    if above is None:
        return
    if syntax.tag(above).startswith("NN"):
        yield BLAMED, above, "responsible"
    else:
        yield from ((BLAMED, x, "responsible") for x in syntax.with_dep(above, "nsubj"))


def _is_work(syntax: Syntax, verb: int, place: int) -> Iterator[tuple[str, int, str]]:
    """Yield whose work something was: "the bombing was the work of smugglers"."""
    for attribute in syntax.with_dep(verb, "attr"):
        if syntax.words[attribute] in _WORK and place in [*syntax.with_dep(verb, "nsubj")]:
            yield from _named_after(syntax, attribute, "of", "work of")


def _named_after(
    syntax: Syntax, word: int, preposition: str, why: str
) -> Iterator[tuple[str, int, str]]:
    for prep in syntax.with_dep(word, "prep"):
        if syntax.words[prep] == preposition:
            yield from ((BLAMED, x, why) for x in syntax.with_dep(prep, "pobj"))


def _below(syntax: Syntax, place: int) -> int:
    """Return the noun after "by", else the word itself."""
    return next(syntax.with_dep(place, "pobj"), place) if syntax.words[place] == "by" else place


_RULES = (
    dict.fromkeys(_CLAIM, _claimed)
    | dict.fromkeys(_ACCUSE, _accused)
    | dict.fromkeys(_ATTRIBUTE, _attributed)
    | {"responsible": _responsible}
)
