"""Whether what a trigger names has happened: status, stance, aspect, and what is no event at all.

The verb group says tense and negation; the words that govern it (`modality.csv`) say whether it
was planned, put off, tried, denied or doubted. What is only wished for, supposed, general or
somebody's opinion is told apart by `reality`, since it is not to be reported as an event.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kb.read.article.events.falsity import falsity
from kb.read.article.events.governing import (
    ATTEMPTED,
    GENERIC,
    NEGATED,
    OPINION,
    REACH,
    REAL,
    UNREAL,
    effects,
    governors,
)
from kb.read.article.words.clause import COMING, NONE, PRESENT, Group, group_of, led_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.read.article.words.syntax import Syntax

#: A later one overrules an earlier one.
_STATUSES = ("occurred", "ongoing", "planned", "postponed", "cancelled")
#: Modals that say what ought to be; the others what may be.
_OUGHT = frozenset("should must ought".split())
#: Verbs that only say that what their noun names takes place, or who does it.
LIGHT = frozenset(
    "occur happen take hold carry conduct launch stage mount commit make undergo suffer begin "
    "start open see follow erupt continue end perform give face sustain inflict wage "
    "undertake lead cause spark trigger prompt report announce receive perpetrate be".split()
)
_NEARLY = frozenset("almost nearly".split())
_IN_PLACE_OF = frozenset([("instead", "of"), ("far", "from"), ("short", "of"), ("rather", "than")])
#: Verbs of what something planned will do that is to take place.
_TAKES_PLACE = (LIGHT - {"end"}) | frozenset("resume restart reconvene".split())
_IF = frozenset("if unless whether".split())


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


def comes_to(syntax: Syntax, verb: int) -> int | None:
    """Return the verb by which what "is to" or "is set to" take place does so."""
    led = led_to(syntax, verb)
    light = led is not None and syntax.lemma(led, verb=True) in _TAKES_PLACE
    return led if light else None


def judge_verb(syntax: Syntax, place: int, tag: str, *, headline: bool = False) -> Modality:
    """Judge what a verb names. In headlines the present tense tells of what has happened."""
    group = group_of(syntax, place, tag)
    found = _by_group(syntax, Modality(), group, place, headline)
    if group.infinitive and not group.perfect and not list(governors(syntax, place)):
        found = replace(found, reality=UNREAL)
    above = syntax.head(place)
    if above is not None and syntax.dep(place) == "acl" and syntax.words[above] in _ANYONE:
        return replace(found, reality=GENERIC)
    if _is_inverted(syntax, place):
        return replace(found, reality=UNREAL)
    if _has_no_subject(syntax, place) or _has_no_object(syntax, place):
        found = replace(found, reality=NEGATED)
    if falls_short(syntax, place):
        found = replace(found, reality=NEGATED)
    for governor, effect in governors(syntax, place):
        found = found.with_effect(effect, governor)
        found = by_governor(syntax, governor, found)
    return by_neighbours(syntax, place, found)


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
        return bool(_NOBODY & set(near)) or _is_neither(syntax, place)
    subjects = list(syntax.with_dep(place, "nsubj", "nsubjpass"))
    return _is_none(syntax, subjects)


def _is_none(syntax: Syntax, nouns: Iterable[int]) -> bool:
    """Tell whether nouns name nobody: "nobody", "no one", "no soldiers", "neither X nor Y"."""
    words = {
        syntax.words[y] for x in nouns for y in (x, *syntax.with_dep(x, "det", "cc", "preconj"))
    }
    return bool((_NOBODY | {"no", "neither", "nor"}) & words)


def _has_no_object(syntax: Syntax, place: int) -> bool:
    """Tell whether it is done to nobody: "killed no civilians", "found neither him nor her"."""
    if syntax.parsed:
        return _is_none(syntax, syntax.with_dep(place, "dobj"))
    after = syntax.words[place + 1 : place + 2]
    return bool(after) and after[0] in _NOBODY | {"no", "neither"}


def _is_neither(syntax: Syntax, place: int) -> bool:
    """Tell whether neither of two does it, as far as the words before tell: "neither X nor Y"."""
    before = syntax.words[max(0, place - 3 * REACH) : place]
    return "neither" in before and "nor" in before[before.index("neither") :]


def falls_short(syntax: Syntax, place: int) -> bool:
    """Tell whether it nearly happened, or something else did: "almost killed", "instead of"."""
    at = place - 1
    while at >= 0 and (syntax.words[at].endswith("ly") and syntax.words[at] not in _NEARLY):
        at -= 1
    if at < 0:
        return False
    if syntax.words[at] in _NEARLY:
        return not syntax.parsed or syntax.head(at) == place
    return tuple(syntax.words[max(at - 1, 0) : at + 1]) in _IN_PLACE_OF or (
        syntax.words[at] == "without" and syntax.tag(place, ("VBG",)) == "VBG"
    )


def _by_group(
    syntax: Syntax, found: Modality, group: Group, place: int, headline: bool
) -> Modality:
    if group.negated:
        return replace(found, reality=NEGATED)
    if group.tense == COMING:
        return found.with_effect("planned", place)
    if group.modal in _OUGHT:
        return replace(found, reality=OPINION)
    if group.modal:
        return _by_modal(syntax, found, group, place)
    if group.progressive and (group.tense == PRESENT or group.perfect):
        return found.with_effect("ongoing", place)
    plain = group.tense == PRESENT and not group.perfect and not group.passive
    return replace(found, reality=GENERIC) if plain and not headline else found


def _by_modal(syntax: Syntax, found: Modality, group: Group, place: int) -> Modality:
    if group.perfect and group.modal == "would":
        return replace(found, reality=UNREAL)
    if group.perfect:
        return found.with_effect("doubts", place)
    if group.modal == "would" and not _is_supposed(syntax, place):
        return found.with_effect("planned", place)
    return replace(found, reality=UNREAL)


def _is_supposed(syntax: Syntax, verb: int) -> bool:
    """Tell whether what would happen hangs on a supposed doing: "leaving would mean war"."""
    chain = [verb, *(x for x in syntax.above(verb) if syntax.tag(x).startswith("VB"))]
    subjects = (y for x in chain[:2] for y in syntax.with_dep(x, "csubj", "nsubj"))
    return any(syntax.tag(x) == "VBG" for x in subjects)


def by_governor(syntax: Syntax, governor: int, found: Modality) -> Modality:
    """Take over what the governing verb's own group says: a plan denied is no plan."""
    tag = syntax.tag(governor, ("VBD", "VBN", "NN"))
    if not tag.startswith("VB"):
        return found
    group = group_of(syntax, governor, tag)
    if found.stance == "doubts" and _is_own(syntax, governor):
        return replace(found, reality=OPINION)
    if group.negated:
        if syntax.lemma(governor, verb=True) == "rule":  # "did not rule out an attack"
            return replace(found, reality=UNREAL)
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


#: Whoever they are: "those detained".
_ANYONE = frozenset("those anyone anybody".split())
_NOBODY = frozenset("nobody none nothing no-one".split())


def by_neighbours(syntax: Syntax, place: int, found: Modality) -> Modality:
    """Take adverbs in the clause, and the conditional, into account."""
    low, high = _clause_limits(syntax, place)
    near = list(syntax.with_dep(place, "advmod", "neg")) if syntax.parsed else ()
    for at in near or range(max(low, place - 3), min(high, place + 3)):
        if at != place and (effect := effects("adverb").get(syntax.words[at], "")):
            found = found.with_effect(effect, at)
    if (untrue := falsity(syntax, place)) is not None:
        found = found.with_effect(*untrue)
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


__all__ = [
    "LIGHT",
    "NONE",
    "Modality",
    "by_governor",
    "by_neighbours",
    "comes_to",
    "effects",
    "judge_verb",
]
