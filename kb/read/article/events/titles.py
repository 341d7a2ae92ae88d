"""A few plain words for what a trigger names: who did what to whom, and where.

They are put together from the heads of the sentence's phrases, not quoted: an active clause gives
"Police arrest three men", a passive one "Bridge hit", a noun "Explosion in Nova Kakhovka".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.events.contents import SPEECH, clause_of, content_of
from kb.read.article.events.modality import LIGHT
from kb.read.article.events.shortnames import PRONOUNS, run_of, short_name
from kb.read.article.words.clause import PAST, group_of
from kb.read.article.words.forms import verb_forms
from kb.read.article.words.lexicon import index
from kb.read.article.words.nouns import OBJECTS, class_of_noun
from kb.read.article.words.syntax import BE, DETERMINERS, PREPOSITIONS, Syntax

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.values import Sentence

#: The longest title, in characters: what a line of a table or a bar has room for.
LONGEST = 90
#: The longest name beside a trigger where no parser tells what belongs to it, in words.
_PART = 5
#: Prepositions after which only what names a place is worth saying.
_WITHIN = frozenset("in at near off".split())
#: Prepositions that join a noun and whom or what it was done to.
_UPON = frozenset("on of against between with for to over".split())
_CLOSE = frozenset("in for to over on of".split())
#: Prepositions that a verb without an object needs to say anything.
_TOWARDS = frozenset("to at on from into against towards toward over through of".split())
#: Kinds of what is done with somebody.
_TOGETHER = frozenset("meeting agreement battle visit".split())
#: Verbs that say of what a noun names only that it began, went on or ended.
_PHASES = frozenset("begin start resume continue end erupt break occur stop".split())
_RELATIVE = frozenset("who which that".split())
#: Kinds of which a title says who did it.
_DONE_BY = frozenset("attack offensive strike shelling bombing refusal assault protest".split())
_HARM = frozenset("killing injury death damage closure outage displacement fire".split())
_STATUS = {"postponed": "postponed", "cancelled": "cancelled", "planned": "planned"}
_TIMES = ("DATE", "TIME")


def title_of(sentence: Sentence, trigger: Trigger) -> str:
    """Return a title for what a trigger names, in the words of its clause.

    Without a parser it is the trigger with the words beside it that belong to its phrase.
    """
    syntax = Syntax(sentence)
    if not syntax.parsed:
        parts = [_near(syntax, trigger)]
    elif trigger.is_noun:
        parts = _noun_parts(syntax, trigger)
    else:
        parts = _verb_parts(syntax, trigger)
    words = _trimmed(fitting(parts))
    status = _STATUS.get(trigger.modality.status, "")
    if status and status not in words and " to " not in words:
        words = f"{words} ({status})" if status == "planned" else f"{words} {status}"
    return words[:1].upper() + words[1:]


def fitting(parts: Iterable[str]) -> str:
    """Return parts as one line, without the last ones where it would be too long."""
    line = ""
    for part in parts:
        longer = f"{line} {part}".strip()
        if part and len(longer) <= LONGEST:
            line = longer
        elif part and not line:
            line = longer[:LONGEST].rpartition(" ")[0]
    return line


def came_of(sentence: Sentence, trigger: Trigger) -> str:
    """Return what came of an event as its clause has it: "killing two soldiers"; else empty."""
    syntax = Syntax(sentence)
    result = trigger.kind in _HARM and trigger.tag == "VBG"
    if not (result and syntax.parsed) or syntax.auxiliaries(trigger.place):
        return ""
    whom = next((short_name(syntax, x) for x in syntax.with_dep(trigger.place, "dobj")), "")
    return f"{trigger.text} {whom[:1].lower() + whom[1:]}" if whom else ""


def _trimmed(words: str) -> str:
    """Return a title that does not end in a word that joins."""
    parts = words.split()
    while len(parts) > 1 and parts[-1].lower() in DETERMINERS | PREPOSITIONS:
        parts.pop()
    return " ".join(parts)


def _verb_parts(syntax: Syntax, trigger: Trigger) -> list[str]:
    place = trigger.place
    verb, rest = _verb_words(trigger)
    target, at = _object(syntax, trigger)
    where = _named_place(syntax, place, at)
    if rest in target.lower() or where.startswith(f"{rest} "):
        rest = ""
    elif rest in _UPON | _TOWARDS | _WITHIN:
        rest = _with_noun(syntax, place, rest)
    if _is_result(syntax, trigger) and target:
        done = next(x for x, tag in verb_forms(trigger.entry.lemma) if tag == "VBN")
        return [f"{target} {done} {rest}".strip(), where]
    if trigger.passive:
        return [*_passive(syntax, trigger, verb, rest), where]
    subject = _subject(syntax, place, "nsubj")
    if trigger.tag == "VB" and trigger.modality.status == "planned" and subject:
        verb = f"to {verb}"
    said = content_of(syntax, place, short_name) if _wants_content(syntax, trigger, target) else ""
    if not (target or said):
        target, where = _towards(syntax, trigger, where)
    clause = " ".join(x for x in (subject, verb, target, rest, said) if x)
    return [clause, where if where not in clause else ""]


def _is_result(syntax: Syntax, trigger: Trigger) -> bool:
    """Tell whether a participle says what came of something: "…, killing ten people"."""
    return trigger.tag == "VBG" and not syntax.auxiliaries(trigger.place)


def _wants_content(syntax: Syntax, trigger: Trigger, target: str) -> bool:
    loose = not target and not trigger.entry.size
    return trigger.kind in SPEECH or (loose and any(syntax.with_dep(trigger.place, "xcomp")))


def _object(syntax: Syntax, trigger: Trigger) -> tuple[str, int | None]:
    """Return what it was done to, unless the trigger's own words have it, and its place."""
    taken = trigger.text.lower().split()
    for at in syntax.with_dep(trigger.place, "dobj", "attr", "oprd"):
        name = short_name(syntax, at)
        if name and not set(name.lower().split()) <= set(taken):
            more = "" if " " in name else _more_of(syntax, at)
            return f"{name} {more}".strip(), at
    return "", next(syntax.with_dep(trigger.place, "dobj"), None)


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
    patient = _subject(syntax, place, own) or _modified(syntax, place)
    patient = patient or _subject(syntax, place, "nsubj")
    by = (y for x in syntax.with_dep(place, "agent") for y in syntax.children[x])
    agent = next((x for x in (short_name(syntax, y) for y in by) if x), "")
    if trigger.modality.status == "planned" and trigger.tag == "VBN" and patient:
        verb = f"to be {verb}"
    if not (rest or agent or any(syntax.with_dep(place, "prt"))):
        rest = _towards(syntax, trigger, "")[0]
    return [" ".join(x for x in (patient, verb, rest) if x), f"by {agent}" if agent else ""]


def _with_noun(syntax: Syntax, place: int, joint: str) -> str:
    """Return a preposition of the verb with its noun: "at the crowd"; the word alone if none."""
    for child in syntax.with_dep(place, "prep", "dative"):
        if syntax.words[child] == joint:
            for noun in syntax.with_dep(child, "pobj"):
                return f"{joint} {short_name(syntax, noun)}".strip()
    return joint


def _towards(syntax: Syntax, trigger: Trigger, where: str) -> tuple[str, str]:
    """Return the phrase that a verb without an object needs, and the place if it is another."""
    words = trigger.text.lower().split()
    joints = _TOWARDS | {"with"} if trigger.kind in _TOGETHER else _TOWARDS
    for child in syntax.with_dep(trigger.place, "prep", "dative"):
        if child < trigger.place or syntax.words[child] not in joints:
            continue
        for noun in syntax.with_dep(child, "pobj"):
            named = short_name(syntax, noun)
            fits = named and named.lower() not in words
            if fits and syntax.tokens[noun].label not in _TIMES:
                joint = "" if syntax.words[child] in words[1:] else f"{syntax.words[child]} "
                return f"{joint}{named}", "" if named in where else where
    return "", where


def _subject(syntax: Syntax, place: int, dep: str) -> str:
    at: int | None = place
    for _ in range(3):
        if at is None:
            return ""
        for child in reversed(list(syntax.with_dep(at, dep))):
            above = syntax.head(at)
            if syntax.dep(at) == "relcl" and syntax.words[child] in _RELATIVE and above is not None:
                child = above
            return short_name(syntax, child)
        said_of = at == place and syntax.dep(at) == "acomp"
        above = said_of or syntax.dep(at) in ("conj", "xcomp", "advcl")
        at = syntax.head(at) if above else None
    return ""


def _modified(syntax: Syntax, place: int) -> str:
    """Return the noun that a participle belongs to: "soldiers wounded in the blast"."""
    above = syntax.head(place)
    if syntax.dep(place) == "acl" and above is not None:
        return short_name(syntax, above)
    return ""


def _verb_words(trigger: Trigger) -> tuple[str, str]:
    """Return the verb as printed, and what its pattern has after its object: "put", "on hold".

    What somebody had done by then is what he did: "had retaken" gives "retook".
    """
    pattern, word = trigger.entry.pattern, trigger.text.lower()
    if trigger.tag == "VBN" and not trigger.passive:
        forms = list(verb_forms(trigger.entry.lemma))
        if (word, "VBN") in forms:
            word = next(x for x, tag in forms if tag == "VBD")
    if not trigger.entry.size:
        return word, ""
    rest = pattern.partition("…")[2].strip()
    return word, "" if " " in word else rest


def _noun_parts(syntax: Syntax, trigger: Trigger) -> list[str]:
    place = trigger.place
    name = short_name(syntax, place, of=False) or trigger.text
    if clause := _clause_of_noun(syntax, trigger, name) or _state(syntax, place, name):
        return clause
    above = syntax.head(place)
    agent = ""
    if above is not None and syntax.dep(place) == "dobj":
        light = syntax.lemma(above, verb=True) in LIGHT and trigger.kind in _DONE_BY
        agent = _subject(syntax, above, "nsubj") if light else ""
    upon = _upon(syntax, place) or _aim(syntax, place)
    where = _named_place(syntax, place, None)
    return [f"{name} {upon}".strip(), where if where not in upon else "", agent and f"by {agent}"]


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
    word = next((x for x, tag in verb_forms(lemma) if tag == "VBD"), syntax.words[verb])
    upon = _upon(syntax, trigger.place)
    whole = f"{name} {upon}".strip()
    for thing in syntax.with_dep(verb, "dobj") if _is_effect(syntax, verb) else ():
        if target := short_name(syntax, thing):
            where = _named_place(syntax, verb, thing) or _named_place(syntax, trigger.place, None)
            return [f"{whole} {word} {target}", where if where not in f"{whole} {target}" else ""]
    if lemma in _PHASES and not any(syntax.with_dep(verb, "dobj", "xcomp", "acomp")):
        particle = "".join(f" {syntax.words[x]}" for x in syntax.with_dep(verb, "prt"))
        where = _named_place(syntax, verb, None) or _named_place(syntax, trigger.place, None)
        return [whole, f"{word}{particle}", where if where not in upon else ""]
    return []


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
    subject = _subject(syntax, verb, "nsubj") if bare and syntax.words[verb] in BE else ""
    return [f"{subject} {syntax.words[joint]} {name}"] if subject else []


def _upon(syntax: Syntax, place: int) -> str:
    """Return the first phrase that says what a noun is about: "on the convoy", "of the mayor"."""
    for child in syntax.with_dep(place, "prep"):
        if syntax.words[child] not in _UPON:
            continue
        for noun in syntax.with_dep(child, "pobj"):
            named = short_name(syntax, noun)
            if named and syntax.tokens[noun].label not in _TIMES:
                return f"{syntax.words[child]} {named}"
    return ""


def _named_place(syntax: Syntax, place: int, thing: int | None) -> str:
    """Return where it was, by a phrase of a word or of the thing that it was done to."""
    for above in (place, thing):
        for child in syntax.with_dep(above, "prep") if above is not None else ():
            if syntax.words[child] not in _WITHIN:
                continue
            for noun in syntax.with_dep(child, "pobj"):
                at = _telling_place(syntax, noun)
                named = short_name(syntax, at) if at is not None else ""
                if named and syntax.tokens[noun].label not in _TIMES:
                    return f"{syntax.words[child]} {named}"
    return ""


def _telling_place(syntax: Syntax, noun: int) -> int | None:
    """Return the noun that says where: a name, a building, or the name in "area of Kherson"."""
    if syntax.tokens[noun].tag.startswith("NNP") or class_of_noun(syntax.words[noun]) in OBJECTS:
        return noun
    for child in syntax.with_dep(noun, "prep"):
        for below in syntax.with_dep(child, "pobj"):
            if syntax.words[child] in ("of", "in") and syntax.tokens[below].tag.startswith("NNP"):
                return below
    return None


def _near(syntax: Syntax, trigger: Trigger) -> str:
    low, high = trigger.place, trigger.place
    stops = DETERMINERS | PRONOUNS | {"and", "but", "that", "who", "which", "when"}
    while low > 0 and trigger.place - low < _PART and not _stops(syntax, low - 1, stops):
        low -= 1
    while (
        high + 1 < len(syntax)
        and high - trigger.place < _PART
        and not _stops(syntax, high + 1, stops - {"a", "an", "the"})
    ):
        high += 1
    return run_of(syntax, low, high)


def _stops(syntax: Syntax, place: int, stops: frozenset[str]) -> bool:
    return syntax.is_end(place) or syntax.words[place] in stops
