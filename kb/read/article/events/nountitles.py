"""The parts of a title that a noun gives: "Attack on convoy | in Samar | by rebels".

Where the noun is what did something, or what somebody did, its clause tells more than the noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.events.contents import clause_of
from kb.read.article.events.modality import LIGHT
from kb.read.article.events.nounmodality import members_of
from kb.read.article.events.sayings import sayings
from kb.read.article.events.shortnames import short_name
from kb.read.article.events.verbtitles import UPON, particles, past_of, subject_of, with_other
from kb.read.article.events.whereabouts import TIMES, named_place
from kb.read.article.words.clause import PAST, group_of
from kb.read.article.words.lexicon import index
from kb.read.article.words.syntax import BE

if TYPE_CHECKING:
    from kb.read.article.events.triggers import Trigger
    from kb.read.article.words.syntax import Syntax

#: Verbs that say of what a noun names only that it began, went on or ended.
_PHASES = frozenset("begin start resume continue end erupt break occur stop".split())
#: Kinds of which a title says who did it.
_DONE_BY = frozenset("attack offensive strike shelling bombing refusal assault protest".split())
_HAVING = frozenset(
    "declare impose provide proclaim resume deliver offer sign reach extend lift renew prolong "
    "break violate".split()
)


def noun_parts(syntax: Syntax, trigger: Trigger) -> list[str]:
    place = trigger.place
    name = short_name(syntax, place, of=False) or trigger.text
    clause = _clause_of_noun(syntax, trigger, name) or _had(syntax, trigger, name)
    if clause := clause or _state(syntax, place, name):
        return clause
    above = syntax.head(place)
    agent = ""
    if above is not None and syntax.dep(place) == "dobj":
        light = syntax.lemma(above, verb=True) in LIGHT and trigger.kind in _DONE_BY
        agent = subject_of(syntax, above, "nsubj") if light else ""
    upon = _upon(syntax, place) or _aim(syntax, place)
    where = named_place(syntax, place, None)
    return [f"{name} {upon}".strip(), where if where not in upon else "", agent and f"by {agent}"]


def _became(syntax: Syntax, thing: int) -> str:
    """Return what became of a thing, right behind it: "left two sailors dead"."""
    after = thing + 1
    told = after < len(syntax) and syntax.dep(after) in ("oprd", "acomp", "ccomp", "amod", "acl")
    return syntax.words[after] if told and syntax.tag(after) in ("JJ", "VBN") else ""


def _aim(syntax: Syntax, place: int) -> str:
    """Return what a noun is to lead to: "decision to close the border"."""
    aims = (x for x in syntax.with_dep(place, "acl") if syntax.tag(x) == "VB")
    return next((clause_of(syntax, x, short_name) for x in aims), "")


def _clause_of_noun(syntax: Syntax, trigger: Trigger, name: str) -> list[str]:
    """Return what a noun did, where it is a subject: "Two floods affected 29 districts"."""
    verb = syntax.head(trigger.place)
    if verb is None or syntax.dep(trigger.place) != "nsubj":
        return []
    group = group_of(syntax, verb, syntax.tag(verb))
    told = group.tense == PAST or group.perfect
    if not told or group.negated or group.modal or group.infinitive:
        return []
    lemma = syntax.lemma(verb, verb=True)
    word = past_of(lemma, syntax.words[verb])
    upon = _upon(syntax, trigger.place)
    whole = f"{name} {upon}".strip()
    for thing in syntax.with_dep(verb, "dobj") if _is_effect(syntax, verb) else ():
        if target := short_name(syntax, thing):
            where = named_place(syntax, verb, thing) or named_place(syntax, trigger.place, None)
            target = f"{target} {_became(syntax, thing)}".strip()
            return [f"{whole} {word} {target}", where if where not in f"{whole} {target}" else ""]
    if lemma in _PHASES and not any(syntax.with_dep(verb, "dobj", "xcomp", "acomp")):
        particle = "".join(f" {x}" for x in particles(syntax, verb))
        where = named_place(syntax, verb, None) or named_place(syntax, trigger.place, None)
        return [whole, f"{word}{particle}", where if where not in upon else ""]
    return []


def _had(syntax: Syntax, trigger: Trigger, name: str) -> list[str]:
    """Return who had, held or declared what a noun names: "12 regions declared emergency"."""
    thing = _whole_of(syntax, trigger.place)
    verb = syntax.head(thing)
    series = thing != trigger.place
    if verb is None or syntax.dep(thing) != "dobj" or (trigger.kind in _DONE_BY and not series):
        return []
    name = short_name(syntax, thing) if series else name
    lemma, group = syntax.lemma(verb, verb=True), group_of(syntax, verb, syntax.tag(verb))
    told = (group.tense == PAST or group.perfect) and not (group.negated or group.modal)
    having = lemma in (LIGHT | _HAVING) - set(sayings())
    subject = subject_of(syntax, verb, "nsubj") if told and having else ""
    upon = _upon(syntax, trigger.place) or _aim(syntax, trigger.place)
    where = named_place(syntax, verb, trigger.place)
    done = " ".join([past_of(lemma, syntax.words[verb]), *particles(syntax, verb)])
    whole = f"{subject} {done} {name} {upon}".strip()
    return [whole, where if where not in upon else ""] if subject else []


def _whole_of(syntax: Syntax, place: int) -> int:
    """Return the noun of number that a noun belongs to, else the noun: "a wave of strikes"."""
    joint = syntax.head(place)
    whole = None if joint is None or syntax.dep(place) != "pobj" else syntax.head(joint)
    return whole if whole is not None and place in members_of(syntax, whole) else place


def _is_effect(syntax: Syntax, verb: int) -> bool:
    """Tell whether a verb says what something did, not what people felt about it."""
    lemma = syntax.lemma(verb, verb=True)
    rows = index().get(syntax.words[verb], ())
    known = any(x.pos == "verb" and x.kind != "other" and x.weight > 1 for x, _ in rows)
    return lemma in ("affect", "leave") or (known and lemma not in LIGHT)


def _state(syntax: Syntax, place: int, name: str) -> list[str]:
    """Return who is in a state that a noun names: "Suspect in custody"."""
    joint = syntax.head(place)
    verb = None if joint is None else syntax.head(joint)
    if joint is None or verb is None or syntax.words[joint] not in ("in", "under", "on"):
        return []
    bare = syntax.dep(place) == "pobj" and not any(syntax.with_dep(place, "det", "poss"))
    subject = subject_of(syntax, verb, "nsubj") if bare and syntax.words[verb] in BE else ""
    return [f"{subject} {syntax.words[joint]} {name}"] if subject else []


def _upon(syntax: Syntax, place: int) -> str:
    """Return the first phrase that says what a noun is about: "on the convoy", "of the mayor"."""
    for child in syntax.with_dep(place, "prep"):
        if syntax.words[child] not in UPON:
            continue
        for noun in syntax.with_dep(child, "pobj"):
            both = syntax.words[child] == "between"
            named = with_other(syntax, noun) if both else short_name(syntax, noun)
            if named and syntax.tokens[noun].label not in TIMES:
                return f"{syntax.words[child]} {named}"
    return ""
