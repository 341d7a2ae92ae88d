"""What the words of one sentence tell together: a verb that bears a noun, an act and its toll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.words.clause import led_to

if TYPE_CHECKING:
    from kb.read.article.happenings import Happening
    from kb.read.article.words.syntax import Syntax

#: What an act of violence does: told of in the same breath, it is no event of its own.
RESULTS = frozenset("damage closure death injury killing outage fire".split())
CAUSES = frozenset(
    "attack strike shelling bombing assault sabotage explosion assassination".split()
)
#: Other happenings that harm people and things.
_MISHAPS = frozenset("disaster accident fire battle offensive uprising protest".split())
HARMS = CAUSES | _MISHAPS
#: Verbs that only say that what their noun names took place, with kinds of their own.
_BEARING = frozenset(
    "begin break broker declare end erupt flare impose mediate open proclaim rage resume spread "
    "start sweep".split()
)
#: Verbs that only say that one thing led to another, or that somebody had it.
_LEADING = frozenset("bring cause lead prompt provoke spark suffer sustain trigger".split())
#: Nouns of the steps in which a law is passed: "passed the bill in its second reading".
_STAGES = frozenset({"reading"})
#: Verbs that only say how high a toll is.
_RISING = frozenset("rise climb increase grow reach pass stand jump".split())
_SUBJECTS = ("nsubj", "nsubjpass")
_IN_WHICH = frozenset("in by during from".split())


def only_bears(happening: Happening) -> bool:
    """Tell whether a word may only say of what a noun names that it took place."""
    entry = happening.trigger.entry
    bears = entry.lemma in _BEARING | _LEADING and entry.kind not in CAUSES
    bears = bears or entry.source == "any verb" or (entry.kind == "other" and not entry.size)
    return bears and not happening.trigger.is_noun


def only_rises(happening: Happening) -> bool:
    """Tell whether a verb says no more than how high something is: "rose", of a toll."""
    entry = happening.trigger.entry
    return entry.lemma in _RISING and not entry.size and not happening.trigger.is_noun


def is_coordinated(syntax: Syntax, first: Happening, second: Happening) -> bool:
    """Tell whether the second is done in one breath with the first, or is what came of it."""
    a, b = first.trigger, second.trigger
    fitting = a.kind in CAUSES and (b.kind in RESULTS or b.kind in CAUSES)
    if not fitting or a.is_noun or b.is_noun:
        return False
    if not syntax.parsed:
        between = syntax.words[a.place + 1 : b.place]
        return "and" in between and "," not in between and len(between) <= 4
    at: int | None = b.place
    while at is not None and syntax.dep(at) == "conj":
        at = syntax.head(at)
        if at == a.place:
            return True
    return False


def is_borne(syntax: Syntax, first: Happening, second: Happening) -> bool:
    """Tell whether a verb says no more than that what its noun names took place.

    It does where both are of one kind ("fired warning shots") or violent ("a car bomb exploded"),
    or where it is one of `_BEARING`.
    """
    if _is_completed(syntax, first, second):
        return True
    noun, verb = (first, second) if first.trigger.is_noun else (second, first)
    if not syntax.parsed or not noun.trigger.is_noun or verb.trigger.is_noun:
        return False
    dep, place = syntax.dep(noun.trigger.place), noun.trigger.place
    if noun.trigger.entry.lemma in _STAGES and verb.trigger.kind == "decree":
        return verb.trigger.place in syntax.above(place)
    above = syntax.head(place)
    tied = dep in (*_SUBJECTS, "dobj") and above == verb.trigger.place
    if above is not None and dep in _SUBJECTS and not tied:
        tied = led_to(syntax, above) == verb.trigger.place
    if syntax.dep(verb.trigger.place) == "acl" and syntax.head(verb.trigger.place) == place:
        return verb.trigger.entry.lemma in _BEARING
    one, other = noun.trigger.kind, verb.trigger.kind
    lemma = verb.trigger.entry.lemma
    said = verb.trigger.passive and lemma == "announce"
    led = lemma in _LEADING and dep == "dobj"
    bare = said or led or (only_bears(verb) and lemma not in _LEADING)
    violent = one in CAUSES and other in CAUSES and not verb.trigger.passive
    rising = one in RESULTS and only_rises(verb)
    return tied and (one == other or bare or violent or rising)


def _is_completed(syntax: Syntax, verb: Happening, word: Happening) -> bool:
    """Tell whether an adjective only completes a verb: "left six dead"."""
    if word.trigger.entry.pos != "adjective" or not verb.trigger.entry.size:
        return False
    ends = verb.trigger.entry.pattern.split()[-1] == syntax.words[word.trigger.place]
    near = {verb.trigger.place, *syntax.children[verb.trigger.place]}
    return ends and syntax.head(word.trigger.place) in near


def _is_toll_in(syntax: Syntax, toll: int, cause: int) -> bool:
    """Tell whether one noun is what came of another: "deaths in the attack"."""
    joint = syntax.head(cause)
    of_it = joint is not None and syntax.head(joint) == toll
    return of_it and syntax.dep(cause) == "pobj" and syntax.words[joint or 0] in _IN_WHICH


def is_toll(syntax: Syntax, first: Happening, second: Happening) -> bool:
    """Tell whether one is what an act of violence did, in the words of one clause.

    "An attack on the port killed five", "five died in an attack", "a bomb exploded, killing five",
    "killed five and wounded six".
    """
    a, b = first.trigger, second.trigger
    if not syntax.parsed or b.kind not in RESULTS | HARMS:
        return False
    if a.is_noun and b.is_noun:
        return a.kind in RESULTS and b.kind in HARMS and _is_toll_in(syntax, a.place, b.place)
    if a.is_noun or b.is_noun:
        noun, verb = (a, b) if a.is_noun else (b, a)
        return (noun.kind in HARMS and verb.kind in RESULTS) and verb.place in _bearers(
            syntax, noun.place
        )
    if b.kind not in RESULTS or a.kind not in RESULTS | HARMS:
        return False
    followed = syntax.dep(b.place) in ("advcl", "xcomp") and b.tag == "VBG"
    beside = syntax.dep(b.place) == "conj" and a.kind in RESULTS and b.passive == a.passive
    own = any(syntax.with_dep(b.place, "nsubj", "nsubjpass"))
    return (followed or (beside and not own)) and syntax.head(b.place) == a.place


def _bearers(syntax: Syntax, noun: int) -> set[int]:
    """Return the verbs of which a noun says what did it: its subject, or "in an attack"."""
    above = syntax.head(noun)
    if above is None:
        return set()
    after = min(noun + 1, len(syntax) - 1)
    if syntax.tag(after) == "VBD":  # taken for a participle: "airstrikes killed 23 …, he said"
        return {above, noun + 1}
    if syntax.dep(noun) in ("nsubj", "nsubjpass"):
        return {above, *syntax.with_dep(above, "conj")}
    if syntax.dep(noun) == "pobj" and syntax.words[above] in _IN_WHICH:
        verb = syntax.head(above)
        return set() if verb is None else {verb}
    return set()
