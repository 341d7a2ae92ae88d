"""Whether what a trigger names has happened: status, stance, aspect, and what is no event at all.

The verb group says tense and negation; the words that govern it (`modality.csv`) say whether it
was planned, put off, tried, denied or doubted. What is only wished for, supposed, general or
somebody's opinion is told apart by `reality`, since it is not to be reported as an event.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kb.read.article.events.governing import (
    ATTEMPTED,
    GENERIC,
    NEGATED,
    OBJECTS,
    OPINION,
    REACH,
    REAL,
    SHARES,
    UNREAL,
    effects,
    governors,
    modifiers,
)
from kb.read.article.words.clause import COMING, NONE, PAST, PRESENT, Group, group_of
from kb.read.article.words.syntax import BE

if TYPE_CHECKING:
    from kb.read.article.words.syntax import Syntax

#: A later one overrules an earlier one.
_STATUSES = ("occurred", "ongoing", "planned", "postponed", "cancelled")
#: Kinds of what is held on a day set before.
_SCHEDULED = frozenset("vote meeting exercise match trial award".split())
#: Modals that say what ought to be; the others what may be.
_OUGHT = frozenset("should must ought".split())
#: Verbs that only say that what their noun names takes place, or who does it.
LIGHT = frozenset(
    "occur happen take hold carry conduct launch stage mount commit make undergo suffer begin "
    "start open see follow erupt continue end perform give face sustain inflict wage "
    "undertake lead cause spark trigger prompt report announce receive perpetrate be".split()
)
_IF = frozenset("if unless whether".split())
#: Relations of words that say which one is meant.
_SPECIFIC = "det poss nummod amod compound prep relcl acl nmod appos".split()


@dataclass(frozen=True, slots=True)
class Modality:
    """What became of it, and the words that say so (places in the sentence).

    `status` and `stance` are terms of the vocabulary; `aspect` is repeated, or empty; `hedged`
    says that the writer does not vouch for it ("reportedly").
    """

    status: str = "occurred"
    stance: str = "asserts"
    reality: str = REAL
    aspect: str = ""
    hedged: bool = False
    clues: tuple[int, ...] = field(default=(), compare=False)

    def with_effect(self, effect: str, place: int) -> Modality:
        """Return what a word of `modality.csv` makes of it."""
        changed = replace(self, clues=(*self.clues, place))
        if effect in _STATUSES:
            return replace(changed, status=max(self.status, effect, key=_STATUSES.index))
        if effect in ("denies", "doubts"):
            return replace(changed, stance="denies" if self.stance == "denies" else effect)
        if effect == "repeated":
            return replace(changed, aspect=effect)
        if effect == "actual":
            return changed
        if effect == "reported":
            return replace(changed, hedged=True)
        effect = GENERIC if effect == "habitual" else effect
        return replace(
            changed, reality=effect if self.reality in (REAL, ATTEMPTED) else self.reality
        )


def judge_verb(syntax: Syntax, place: int, tag: str, *, headline: bool = False) -> Modality:
    """Judge what a verb names. In headlines the present tense tells of what has happened."""
    group = group_of(syntax, place, tag)
    found = _by_group(Modality(), group, place, headline)
    if group.infinitive and not group.perfect and not list(governors(syntax, place)):
        found = replace(found, reality=UNREAL)
    if _is_inverted(syntax, place):
        return replace(found, reality=UNREAL)
    if _has_no_subject(syntax, place):
        found = replace(found, reality=NEGATED)
    for governor, effect in governors(syntax, place):
        found = found.with_effect(effect, governor)
        found = _by_governor(syntax, governor, found)
    return _by_neighbours(syntax, place, found)


def _is_inverted(syntax: Syntax, place: int) -> bool:
    """Tell whether a clause begins with "had" before its subject: "Had the bomb gone off, …"."""
    first = next(iter(syntax.auxiliaries(place)), None)
    subject = next(syntax.with_dep(place, "nsubj", "nsubjpass"), None) if syntax.parsed else None
    if first is None or subject is None or syntax.words[first] not in ("had", "were", "should"):
        return False
    asked = "?" in syntax.words[place:]
    return first < subject < place and not asked and syntax.dep(place) != "ROOT"


def _has_no_subject(syntax: Syntax, place: int) -> bool:
    """Tell whether nobody does it: "nobody was hurt", "no one", "neither side"."""
    if not syntax.parsed:
        near = syntax.words[max(0, place - REACH) : place]
        return bool(_NOBODY & set(near))
    subjects = list(syntax.with_dep(place, "nsubj", "nsubjpass"))
    words = {syntax.words[y] for x in subjects for y in (x, *syntax.with_dep(x, "det", "cc"))}
    return bool((_NOBODY | {"no", "neither"}) & words)


def judge_noun(syntax: Syntax, place: int, kind: str = "", *, headline: bool = False) -> Modality:
    """Judge what a noun names, by its modifiers and by the verb that it belongs to.

    What is of a kind that is held on a day set before, as votes and meetings are, lies ahead of
    what is done with a view to it.
    """
    found = Modality()
    if _is_said_of_this(syntax, place):
        return replace(found, reality=OPINION)
    if kind in _SCHEDULED and _is_in_view(syntax, place):
        found = found.with_effect("planned", place)
    for at, effect in modifiers(syntax, place):
        found = found.with_effect(effect, at)
    for governor, effect in governors(syntax, place):
        if not _is_spared(syntax, place, governor, kind):
            found = _by_governor(syntax, governor, found.with_effect(effect, governor))
    if (aim := _aimed_at(syntax, place)) is not None:
        found = found.with_effect("planned", aim)
    verb = _verb_of(syntax, place)
    if verb is not None:
        found = _by_verb(syntax, place, verb, found, headline)
    return _by_neighbours(syntax, place, found)


def _is_spared(syntax: Syntax, place: int, governor: int, kind: str) -> bool:
    """Tell whether what governs a noun says nothing of whether it took place.

    A truce that is agreed on is there; and who is asked to look into "the attack" is asked for
    something else.
    """
    if any(syntax.words[x] in SHARES for x in range(governor + 1, place)):
        return True
    if kind == "agreement" and syntax.lemma(governor, verb=True) == "agree":
        return True
    if not syntax.parsed or kind in _SCHEDULED or not _is_definite(syntax, place):
        return False
    verb = next((x for x in syntax.above(place) if syntax.tag(x).startswith("VB")), None)
    if verb is None or verb == governor or syntax.lemma(verb, verb=True) in LIGHT:
        return False
    return governor in syntax.above(verb) and effects("verb").get(syntax.lemma(verb, True)) is None


def _is_said_of_this(syntax: Syntax, place: int) -> bool:
    """Tell whether a noun only says what something is or will be: "this will be a decision"."""
    above = syntax.head(place) if syntax.parsed and syntax.dep(place) == "attr" else None
    if above is None or syntax.words[above] not in BE:
        return False
    past = group_of(syntax, above, syntax.tag(above)).tense == PAST
    subjects = [syntax.words[x] for x in syntax.with_dep(above, "nsubj")]
    return not past and any(x in _POINTING for x in subjects)


_POINTING = frozenset("this that these those it".split())


def _is_in_view(syntax: Syntax, place: int) -> bool:
    """Tell whether something is to be done with a view to it: "to coincide with the vote"."""
    if not syntax.parsed or syntax.dep(place) != "pobj":
        return False
    before, verb = [*syntax.above(place), place, place][:2]
    if syntax.words[before] not in _WITH_A_VIEW or not syntax.tag(verb).startswith("VB"):
        return False
    return group_of(syntax, verb, syntax.tag(verb)).infinitive


_WITH_A_VIEW = frozenset("with for before in".split())


def _by_group(found: Modality, group: Group, place: int, headline: bool) -> Modality:
    if group.negated:
        return replace(found, reality=NEGATED)
    if group.tense == COMING:
        return found.with_effect("planned", place)
    if group.modal in _OUGHT:
        return replace(found, reality=OPINION)
    if group.modal:
        return _by_modal(found, group, place)
    if group.progressive and (group.tense == PRESENT or group.perfect):
        return found.with_effect("ongoing", place)
    plain = group.tense == PRESENT and not group.perfect and not group.passive
    return replace(found, reality=GENERIC) if plain and not headline else found


def _by_modal(found: Modality, group: Group, place: int) -> Modality:
    if group.perfect and group.modal == "would":
        return replace(found, reality=UNREAL)
    if group.perfect:
        return found.with_effect("doubts", place)
    if group.modal == "would":
        return found.with_effect("planned", place)
    return replace(found, reality=UNREAL)


def _by_governor(syntax: Syntax, governor: int, found: Modality) -> Modality:
    """Take over what the governing verb's own group says: a plan denied is no plan."""
    tag = syntax.tag(governor, ("VBD", "VBN", "NN"))
    if not tag.startswith("VB"):
        return found
    group = group_of(syntax, governor, tag)
    if found.stance == "doubts" and _is_own(syntax, governor):
        return replace(found, reality=OPINION)
    if group.negated:
        undone = found.reality == NEGATED
        return replace(found, reality=REAL if undone else NEGATED)
    if group.modal and not group.perfect:
        return replace(found, reality=UNREAL)
    return found


def _is_own(syntax: Syntax, verb: int) -> bool:
    """Tell whether somebody says what he himself thinks."""
    if syntax.parsed:
        return any(syntax.words[x] in ("i", "we") for x in syntax.with_dep(verb, "nsubj"))
    return bool({"i", "we"} & set(syntax.words[max(0, verb - 2) : verb]))


def _by_verb(syntax: Syntax, place: int, verb: int, found: Modality, headline: bool) -> Modality:
    """Take over the tense of the verb, where it tells of the noun's own happening."""
    group = group_of(syntax, verb, syntax.tag(verb, ("VBD",)))
    light = syntax.lemma(verb, verb=True) in LIGHT
    known = _is_definite(syntax, place)
    if group.negated and (light or not known):
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


_DEFINITE = frozenset("the this that his her their its".split())


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


_NOBODY = frozenset("nobody none nothing no-one".split())


def _by_neighbours(syntax: Syntax, place: int, found: Modality) -> Modality:
    """Take adverbs in the clause, and the conditional, into account."""
    low, high = _clause_limits(syntax, place)
    near = list(syntax.with_dep(place, "advmod", "neg")) if syntax.parsed else ()
    for at in near or range(max(low, place - 3), min(high, place + 3)):
        if at != place and (effect := effects("adverb").get(syntax.words[at], "")):
            found = found.with_effect(effect, at)
    if any(x in _IF for x in syntax.words[max(low - 1, 0) : place]):
        found = replace(found, reality=UNREAL)
    if found.status == "planned" and "if" in syntax.words:
        found = replace(found, reality=UNREAL)
    return found


def _clause_limits(syntax: Syntax, place: int) -> tuple[int, int]:
    low, high = place, place + 1
    while low > 0 and not syntax.is_end(low - 1):
        low -= 1
    while high < len(syntax) and not syntax.is_end(high):
        high += 1
    return low, high


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


__all__ = ["LIGHT", "NONE", "Modality", "effects", "judge_noun", "judge_verb"]
