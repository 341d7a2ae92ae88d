"""The parts of a title that a verb gives: "Police | arrested | three men | in Samar"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.events.contents import SPEECH, content_of
from kb.read.article.events.governing import ATTEMPTED
from kb.read.article.events.shortnames import short_name
from kb.read.article.events.whereabouts import TIMES, WITHIN, named_place
from kb.read.article.words.forms import verb_forms
from kb.read.article.words.syntax import PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Collection

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.words.syntax import Syntax

#: Prepositions that join a noun and whom or what it was done to.
UPON = frozenset("on of against between with for to over".split())
_CLOSE = frozenset("in for to over on of".split())
#: Prepositions that a verb without an object needs to say anything.
_TOWARDS = frozenset("to at on from into against towards toward over through of".split())
#: Kinds of what is said for a reason.
_REASONED = frozenset("condemnation announcement".split())
#: And those after a particle: "handed over to the court", "sworn in as mayor".
_ENDS = frozenset({"to", "as"})
#: Kinds of what is done with somebody.
_TOGETHER = frozenset("meeting agreement battle visit".split())
#: The longest pair of names, in words.
_TWO = 6
#: Verbs whose object does what their infinitive says.
_MAKING = frozenset(
    "force order ask tell urge compel oblige prompt lead allow permit enable help cause persuade "
    "pressure invite encourage instruct warn command require authorise authorize".split()
)
_RELATIVE = frozenset("who which that".split())


def verb_parts(syntax: Syntax, trigger: Trigger) -> list[str]:
    place = trigger.place
    verb, rest = _verb_words(syntax, trigger)
    target, at = _object(syntax, trigger)
    where = named_place(syntax, place, at)
    if set(rest.split()) <= set(target.lower().split()) or where.startswith(f"{rest} "):
        rest = ""
    elif rest in UPON | _TOWARDS | WITHIN and rest not in particles(syntax, place):
        rest = _with_noun(syntax, place, rest)
    if rest and _is_not(syntax, place, rest):
        rest = f"not {rest}"
    if _is_result(syntax, trigger) and target and not any(syntax.with_dep(place, "nsubj")):
        done = next(x for x, tag in verb_forms(trigger.entry.lemma) if tag == "VBN")
        return [f"{target} {done} {rest}".strip(), where]
    if trigger.passive:
        return [*_passive(syntax, trigger, verb, rest), where]
    subject = subject_of(syntax, place, "nsubj")
    if trigger.entry.pos == "adjective":
        subject = subject or subject_of(syntax, place, "nsubjpass")
    tried = "tried to " if trigger.modality.reality == ATTEMPTED and trigger.tag == "VB" else ""
    if _is_result(syntax, trigger) and target:
        verb = past_of(trigger.entry.lemma, verb)
    if trigger.tag == "VB" and trigger.modality.status == "planned" and subject:
        verb = f"to {verb}"
    elif trigger.tag == "VB" and target and not subject:
        done = next(x for x, tag in verb_forms(trigger.entry.lemma) if tag == "VBN")
        return [f"{target} to be {done} {rest}".strip(), where]
    elif tried:
        verb = f"{tried}{verb}"
    elif trigger.tag == "VB":
        verb = " ".join([past_of(trigger.entry.lemma, verb.split()[0]), *verb.split()[1:]])
    said = content_of(syntax, place, short_name) if _wants_content(syntax, trigger, target) else ""
    if not (target or said):
        target, where = _towards(syntax, trigger, where)
    first, _, last = verb.rpartition(" ")
    idle = last in PREPOSITIONS and last not in particles(syntax, place)
    if first and idle and not (target or said):
        verb = first
    if trigger.kind in _REASONED and not (said or rest):
        said = _for(syntax, trigger)
    if said.startswith("to "):
        verb = verb.removesuffix(" to")
    clause = " ".join(x for x in (subject, verb, target, rest, said) if x)
    return [clause, "" if where.partition(" ")[2] in clause else where]


def _is_not(syntax: Syntax, verb: int, rest: str) -> bool:
    """Tell whether "not" stands before the words that end a verb's own: "found not guilty"."""
    first = rest.split()[0]
    later = range(verb + 1, len(syntax))
    return any(syntax.words[x] == first and syntax.words[x - 1] == "not" for x in later)


def particles(syntax: Syntax, verb: int) -> list[str]:
    """Return the words that are part of a verb: "in" of "sworn in", "over" of "handed over"."""
    return [syntax.words[x] for x in syntax.with_dep(verb, "prt")]


def past_of(lemma: str, word: str) -> str:
    """Return a verb's past tense, or the word where it has none."""
    return next((x for x, tag in verb_forms(lemma) if tag == "VBD"), word)


def _is_result(syntax: Syntax, trigger: Trigger) -> bool:
    """Tell whether a participle says what came of something: "…, killing ten people"."""
    return trigger.tag == "VBG" and not syntax.auxiliaries(trigger.place)


def _wants_content(syntax: Syntax, trigger: Trigger, target: str) -> bool:
    loose = not target and (not trigger.entry.size or trigger.entry.pattern.endswith("… to"))
    return trigger.kind in SPEECH or (loose and any(syntax.with_dep(trigger.place, "xcomp")))


def _object(syntax: Syntax, trigger: Trigger) -> tuple[str, int | None]:
    """Return what it was done to, unless the trigger's own words have it, and its place."""
    taken = trigger.text.lower().split()
    for at in syntax.with_dep(trigger.place, "dobj", "attr", "oprd"):
        name = short_name(syntax, at)
        if name.lower().partition(" ")[0] in taken[1:]:
            return _of(syntax, at), at
        if name and not set(name.lower().split()) <= set(taken):
            more = "" if " " in name else _more_of(syntax, at)
            return f"{name} {more}".strip(), at
    for said in syntax.with_dep(trigger.place, "ccomp"):
        for at in syntax.with_dep(said, "nsubj") if syntax.tag(said) == "JJ" else ():
            return short_name(syntax, at), at  # "found him guilty"
    if (above := _relative(syntax, trigger.place)) is not None:
        return short_name(syntax, above), above
    last = taken[-1] if len(taken) > 1 else ""
    for child in syntax.with_dep(trigger.place, "prep") if last in PREPOSITIONS else ():
        for at in syntax.with_dep(child, "pobj") if syntax.words[child] == last else ():
            return short_name(syntax, at), at
    return "", next(syntax.with_dep(trigger.place, "dobj"), None)


def _of(syntax: Syntax, noun: int) -> str:
    """Return what a noun of the verb's own is of: "took control of the port of Samar"."""
    for child in syntax.with_dep(noun, "prep"):
        for thing in syntax.with_dep(child, "pobj") if syntax.words[child] == "of" else ():
            return f"of {short_name(syntax, thing)}".strip()
    return ""


def _for(syntax: Syntax, trigger: Trigger) -> str:
    """Return what somebody blames another for, or claims: "for the attack on Kosti"."""
    last = trigger.text.lower().split()[-1]
    things = (x for x in syntax.with_dep(trigger.place, "dobj") if syntax.words[x] == last)
    for above in (*things, trigger.place):
        for child in syntax.with_dep(above, "prep"):
            for noun in syntax.with_dep(child, "pobj") if syntax.words[child] == "for" else ():
                timed = syntax.tokens[noun].label in TIMES
                return "" if timed else f"for {short_name(syntax, noun)}".removesuffix("for ")
    return ""


def _relative(syntax: Syntax, verb: int) -> int | None:
    """Return the noun that a relative clause has for its object: "the act the bloc passed"."""
    subject = next(syntax.with_dep(verb, "nsubj"), None)
    if subject is None or syntax.words[subject] in _RELATIVE:
        return None
    if syntax.dep(verb) not in ("relcl", "acl"):
        return None
    things = list(syntax.with_dep(verb, "dobj"))
    bare = (x for x in syntax.with_dep(verb, "prep") if not syntax.children[x])
    full = any(syntax.words[x] not in _RELATIVE for x in things) or any(bare)
    return None if full or any(syntax.with_dep(verb, "ccomp", "xcomp")) else syntax.head(verb)


def _more_of(syntax: Syntax, noun: int) -> str:
    """Return what a noun of one word needs: "involvement in attack", "access to camp"."""
    for child in syntax.with_dep(noun, "prep"):
        for thing in syntax.with_dep(child, "pobj"):
            named = short_name(syntax, thing)
            if named and not syntax.tokens[thing].label and syntax.words[child] in _CLOSE:
                return f"{syntax.words[child]} {named}"
    return ""


def _passive(syntax: Syntax, trigger: Trigger, verb: str, rest: str) -> list[str]:
    place = trigger.place
    own = "nsubj" if any(syntax.with_dep(place, "nsubj")) else "nsubjpass"
    patient = subject_of(syntax, place, own) or _modified(syntax, place)
    patient = patient or subject_of(syntax, place, "nsubj")
    by = (y for x in syntax.with_dep(place, "agent") for y in syntax.children[x])
    agent = next((x for x in (short_name(syntax, y) for y in by) if x), "")
    if trigger.modality.status == "planned" and trigger.tag == "VBN" and patient:
        verb = f"to be {verb}"
    if not (rest or agent) or rest in particles(syntax, place):
        joints = _ENDS if particles(syntax, place) else _TOWARDS
        rest = f"{rest} {_towards(syntax, trigger, '', joints)[0]}".strip()
    words = " ".join(x for x in (patient, verb, rest) if x)
    return [words, "" if not agent or words.endswith(f"by {agent}") else f"by {agent}"]


def _with_noun(syntax: Syntax, place: int, joint: str) -> str:
    """Return a preposition of the verb with its noun: "at the crowd"; empty if it has none."""
    for child in syntax.with_dep(place, "prep", "dative"):
        if syntax.words[child] == joint:
            for noun in syntax.with_dep(child, "pobj"):
                return f"{joint} {short_name(syntax, noun)}".strip()
    return ""


def _towards(
    syntax: Syntax, trigger: Trigger, where: str, towards: Collection[str] = _TOWARDS
) -> tuple[str, str]:
    """Return the phrase that a verb without an object needs, and the place if it is another."""
    words = trigger.text.lower().split()
    joints = {*towards, "with"} if trigger.kind in _TOGETHER else towards
    for child in syntax.with_dep(trigger.place, "prep", "dative"):
        if child < trigger.place or syntax.words[child] not in joints:
            continue
        for noun in syntax.with_dep(child, "pobj"):
            named = short_name(syntax, noun)
            fits = named and named.lower() not in words
            if fits and syntax.tokens[noun].label not in TIMES:
                joint = "" if syntax.words[child] in words[1:] else f"{syntax.words[child]} "
                return f"{joint}{named}", "" if named in where else where
    return "", where


def subject_of(syntax: Syntax, place: int, dep: str) -> str:
    at: int | None = place
    for _ in range(3):
        if at is None:
            return ""
        if at == place and (doer := _made_to(syntax, place)) is not None:
            return with_other(syntax, doer)
        for child in reversed(list(syntax.with_dep(at, dep))):
            above = syntax.head(at)
            if syntax.dep(at) == "relcl" and syntax.words[child] in _RELATIVE and above is not None:
                child = above
            return with_other(syntax, child)
        said_of = at == place and syntax.dep(at) == "acomp"
        above = said_of or syntax.dep(at) in ("conj", "xcomp", "advcl")
        at = syntax.head(at) if above else None
    return ""


def _made_to(syntax: Syntax, verb: int) -> int | None:
    """Return who is made to do what a verb names: "forced the airport to close"."""
    above = syntax.head(verb)
    if above is None or syntax.tag(verb) != "VB" or syntax.dep(verb) not in ("xcomp", "ccomp"):
        return None
    if syntax.lemma(above, verb=True) not in _MAKING:
        return None
    return next(syntax.with_dep(above, "dobj"), None)


def with_other(syntax: Syntax, noun: int) -> str:
    """Return a name, with the one beside it where two did it together: "Kyiv and Moscow"."""
    name = short_name(syntax, noun)
    others = list(syntax.with_dep(noun, "conj"))
    joined = any(syntax.words[x] == "and" for x in syntax.with_dep(noun, "cc"))
    if not name or len(others) != 1 or not joined or any(syntax.with_dep(others[0], "conj")):
        return name
    other = short_name(syntax, others[0])
    both = f"{name} and {other}"
    return both if other and len(both.split()) <= _TWO else name


def _modified(syntax: Syntax, place: int) -> str:
    """Return the noun that a participle belongs to: "soldiers wounded in the blast"."""
    above = syntax.head(place)
    if syntax.dep(place) == "acl" and above is not None:
        return short_name(syntax, above)
    return ""


def _verb_words(syntax: Syntax, trigger: Trigger) -> tuple[str, str]:
    """Return the verb as printed, and what its pattern has after its object: "put", "on hold".

    What somebody had done by then is what he did: "had retaken" gives "retook".
    """
    pattern, word = trigger.entry.pattern, trigger.text.lower()
    if trigger.tag == "VBN" and not trigger.passive:
        first, *more = word.split()
        if (first, "VBN") in list(verb_forms(trigger.entry.lemma)):
            word = " ".join([past_of(trigger.entry.lemma, first), *more])
    if not trigger.entry.size:
        return " ".join([word, *particles(syntax, trigger.place)]), ""
    rest = pattern.partition("…")[2].strip()
    return word, "" if " " in word else rest
