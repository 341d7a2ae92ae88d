"""Which time expression of its sentence dates a trigger.

Each rule takes a sentence, a trigger and the expressions, and returns one of them or None; `RULES`
has them from the surest to the least sure, with how sure each is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.events.modality import comes_to, effects
from kb.read.article.events.sayings import sayings
from kb.read.article.times.anchors import CLAUSE_ENDS
from kb.read.article.times.calling import follows_call, is_called, is_due, is_judged
from kb.read.article.times.narration import ELSEWHEN, SUBORDINATE, goes_on, is_free
from kb.read.article.words.syntax import PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from kb.read.article.events.attribution import Attribution
    from kb.read.article.events.triggers import Trigger
    from kb.read.article.times.anchors import Anchor
    from kb.read.article.words.syntax import Syntax

#: Prepositions before nouns that bring along a date behind them.
_ENDED = frozenset("after following in during since before from at to".split())
_SAME_CLAUSE = frozenset("dobj nsubj nsubjpass attr oprd conj agent dative".split())
_SUBJECTS = ("nsubj", "nsubjpass")
_WHICH = frozenset("which that who".split())
_WHEN = frozenset("when as while".split())
_PARTS = frozenset("dobj pobj prep npadvmod advmod acl".split())
#: Without a parser: up to how many words into its sentence an expression opens it.
_OPENING = 2
#: Prepositions before what somebody is suspected of, charged with or involved in.
_BLAMED = frozenset("of for with in".split())
#: Things that show what happened before them.
_RECORDS = frozenset("video footage clip recording photo photograph image picture report".split())


def said_on(syntax: Syntax, claim: Attribution | None, anchors: list[Anchor]) -> Anchor | None:
    """Return the expression that dates the saying, not what was said."""
    if claim is None or claim.verb >= len(syntax):
        return None
    for anchor in anchors:
        reached = anchor.site
        if reached == claim.verb:
            return anchor
        if syntax.parsed and reached >= 0 and syntax.tag(reached).startswith("NN"):
            above = next(syntax.above(reached), None)
            over = next(syntax.above(above), None) if above is not None else None
            if claim.verb in (above, over) and syntax.dep(reached) == "pobj":
                return anchor
    return None


def recorded_on(syntax: Syntax, trigger: Trigger, anchors: list[Anchor]) -> Anchor | None:
    """Return the date of the record that shows a trigger: "a video of Monday where …"."""
    if not syntax.parsed:
        return None
    below = trigger.place
    for above in syntax.above(trigger.place):
        if syntax.words[above] in _RECORDS and syntax.dep(below) in ("relcl", "acl", "prep"):
            over = syntax.head(above)
            return next((x for x in anchors if x.site in (above, over)), None)
        below = above
    return None


def _own_words(syntax: Syntax, trigger: Trigger, anchors: list[Anchor]) -> Anchor | None:
    if not trigger.is_noun and trigger.entry.lemma in effects("verb"):
        anchors = [x for x in anchors if not is_due(syntax, x)]
    if not syntax.parsed and trigger.is_noun and follows_call(syntax, trigger.place):
        anchors = [x for x in anchors if is_due(syntax, x)]
    for anchor in anchors:
        if anchor.site == trigger.place or (
            not syntax.parsed and _is_near(syntax, trigger, anchor)
        ):
            return anchor
    return None


def _is_near(syntax: Syntax, trigger: Trigger, anchor: Anchor) -> bool:
    """Tell, without a parser, whether a trigger and what an expression dates are in one clause.

    "Clashes broke out on Thursday"; "declared the outbreak an emergency on Friday".
    """
    if trigger.is_noun:
        return anchor.site == trigger.place + 1
    if trigger.tag != "VBD" or not trigger.place < anchor.site < anchor.first:
        return False
    between = syntax.words[trigger.place + 1 : anchor.first]
    return CLAUSE_ENDS.isdisjoint(between) and not any(
        x == "to" or x.endswith(("ing", "ed")) for x in between
    )


def _its_verb(syntax: Syntax, trigger: Trigger, anchors: list[Anchor]) -> Anchor | None:
    """A noun that is subject or object of the verb that an expression dates.

    What is called off on a day was not due on it; put off until a day, it is.
    """
    if not syntax.parsed or not trigger.is_noun:
        return None
    if trigger.modality.status in ("postponed", "cancelled"):
        anchors = [x for x in anchors if is_due(syntax, x)]
    below = trigger.place
    for above in syntax.above(trigger.place):
        dep = syntax.dep(below)
        if is_called(syntax, below, above):
            anchors = [x for x in anchors if is_due(syntax, x)]
        if is_judged(syntax, below):
            return None
        if dep == "pobj" and (syntax.words[above] in ELSEWHEN or _looks_into(syntax, above)):
            return None
        if syntax.tag(above).startswith("VB"):
            sites = (above, comes_to(syntax, above) if dep in _SUBJECTS else None)
            return next((x for x in anchors if x.site in sites), None)
        if dep == "pobj" or dep == "prep" or dep in _SAME_CLAUSE:
            below = above
            continue
        return None
    return None


def _looks_into(syntax: Syntax, place: int) -> bool:
    """Tell whether "into" leads to what a noun is about: "an inquiry into the shooting"."""
    above = syntax.head(place)
    return syntax.words[place] == "into" and above is not None and syntax.tag(above)[:2] == "NN"


def _its_clause(syntax: Syntax, trigger: Trigger, anchors: list[Anchor]) -> Anchor | None:
    """A verb that goes on from the one that an expression dates: "attacked and killed"."""
    if not syntax.parsed or (trigger.is_noun and is_judged(syntax, trigger.place)):
        return None
    below = trigger.place
    for above in syntax.above(trigger.place):
        dep = syntax.dep(below)
        by_the_way = dep == "advcl" and syntax.lemma(above, verb=True) in sayings()
        if by_the_way or is_called(syntax, below, above):
            return None
        marked = any(syntax.words[x] in SUBORDINATE for x in syntax.children[below])
        if dep not in ("conj", "advcl", "xcomp", "prep", "pcomp", "dobj", "acl") or marked:
            return None
        if syntax.words[above] in SUBORDINATE or not goes_on(syntax, below):
            return None
        if anchor := next((x for x in anchors if x.site == above), None):
            return anchor
        below = above
    return None


def _at_its_end(syntax: Syntax, trigger: Trigger, anchors: list[Anchor]) -> Anchor | None:
    """The expression right behind a noun's phrase: "hurt in the explosion of a bomb on Monday".

    The parser often hangs it on the verb, of which it is true as well.
    """
    place = trigger.place
    over = syntax.head(place)
    if not trigger.is_noun or over is None or syntax.words[over] not in _ENDED:
        return None
    last = max((x for x in range(place, len(syntax)) if _is_below(syntax, x, place)), default=place)
    for anchor in anchors:
        between = syntax.words[last + 1 : anchor.first]
        if anchor.first > last and all(x in PREPOSITIONS for x in between):
            return anchor
    return None


def _is_below(syntax: Syntax, below: int, place: int) -> bool:
    return below == place or place in syntax.above(below)


def _its_phrase(syntax: Syntax, trigger: Trigger, anchors: list[Anchor]) -> Anchor | None:
    """What is said of its parts: "passed an inspection in March"."""
    if not syntax.parsed:
        return None
    if not trigger.is_noun and trigger.entry.lemma in effects("verb"):
        return None
    known = (x for x in anchors if x.site >= 0)
    return next((x for x in known if _is_part(syntax, x.site, trigger.place)), None)


def _is_part(syntax: Syntax, below: int, whole: int) -> bool:
    """Tell whether a word belongs to the phrase of another, no verb and no "after" between."""
    for above in syntax.above(below):
        named = syntax.dep(below) == "ccomp" and syntax.tag(below).startswith("NN")
        if syntax.dep(below) not in _PARTS and not named:
            return False
        if syntax.words[above] in SUBORDINATE | {"following"}:
            return False
        if above == whole:
            return True
        if syntax.tag(above).startswith("VB"):
            return False
        below = above
    return False


def _its_sentence(syntax: Syntax, trigger: Trigger, anchors: list[Anchor]) -> Anchor | None:
    """The only expression of a sentence, where the trigger's clause tells of the same time."""
    days = [x for x in anchors if not x.clock]
    if not syntax.parsed or len(days) != 1 or trigger.modality.status != "occurred":
        return None
    if not trigger.is_noun and trigger.entry.lemma in effects("verb"):
        return None
    if (trigger.is_noun and is_judged(syntax, trigger.place)) or _is_blamed(syntax, trigger.place):
        return None
    anchor = days[0]
    low, high = sorted((anchor.first, trigger.place))
    if trigger.modality.reality != "real" or ";" in syntax.words[low:high]:
        return None
    if _is_complement(syntax, anchor.site, trigger.place) or _dates_subject(syntax, anchor.site):
        return None
    if anchor.site < 0 or not is_free(syntax, anchor.site) or not is_free(syntax, trigger.place):
        return None
    if _clause_of(syntax, anchor.site) not in (None, _clause_of(syntax, trigger.place)):
        return None
    return anchor if goes_on(syntax, trigger.place) and goes_on(syntax, anchor.site) else None


def _is_blamed(syntax: Syntax, place: int) -> bool:
    """Tell whether somebody is only suspected of it: no other clause's day is its day."""
    above = syntax.head(place)
    return syntax.dep(place) == "pcomp" and above is not None and syntax.words[above] in _BLAMED


def _dates_subject(syntax: Syntax, site: int) -> bool:
    """Tell whether an expression dates a noun that something is done to: "the attack on Monday"."""
    return site >= 0 and syntax.dep(site) in ("nsubj", "nsubjpass", "dobj")


def _is_complement(syntax: Syntax, below: int, place: int) -> bool:
    """Tell whether a word is part of what a verb takes: "accused him of killing" her in 2010."""
    deps = []
    for above in syntax.above(below) if below >= 0 else ():
        deps.append(syntax.dep(below))
        if above == place:
            return not {"pcomp", "xcomp", "ccomp", "acl"}.isdisjoint(deps)
        below = above
    return False


def _clause_of(syntax: Syntax, place: int) -> int | None:
    """Return the verb of the adverbial clause that a word stands in; None in the main clause."""
    return next((x for x in (place, *syntax.above(place)) if syntax.dep(x) == "advcl"), None)


def _its_circumstance(syntax: Syntax, trigger: Trigger, anchors: list[Anchor]) -> Anchor | None:
    """What happened when something dated did: "forty died when a ferry sank on Saturday"."""
    if not syntax.parsed:
        return None
    deps = ("relcl",) if trigger.is_noun else ("advcl",)
    further = () if trigger.is_noun else syntax.with_dep(trigger.place, "conj")
    clauses = {x for at in (trigger.place, *further) for x in syntax.with_dep(at, *deps)}
    for anchor in anchors:
        clause = _clause_at(syntax, anchor.site, clauses)
        if clause is None:
            continue
        acts = any(syntax.words[x] in _WHICH for x in syntax.children[clause])
        if acts if trigger.is_noun else _is_same_time(syntax, clause):
            return anchor
    return None


def _clause_at(syntax: Syntax, site: int, clauses: Collection[int]) -> int | None:
    """Return the clause that a dated word is of, also of "was about to leave on Monday"."""
    at: int | None = site
    while at is not None and at >= 0 and at not in clauses:
        at = syntax.head(at) if syntax.dep(at) in ("xcomp", "acomp") else None
    return at if at in clauses else None


def _is_same_time(syntax: Syntax, clause: int) -> bool:
    return any(syntax.words[x] in _WHEN for x in syntax.children[clause])


def _near(syntax: Syntax, trigger: Trigger, anchors: list[Anchor]) -> Anchor | None:
    """Without a parser: the only expression of a sentence, when it opens it."""
    if syntax.parsed or len(anchors) != 1:
        return None
    anchor = anchors[0]
    between = syntax.words[anchor.last + 1 : trigger.place]
    if anchor.first > _OPENING and (anchor.site < 0 or _is_apart(trigger, between)):
        return None
    goes_on = not any(x in SUBORDINATE or x in ("that", "who", "which") for x in between)
    return anchor if anchor.last < trigger.place and goes_on else None


def _is_apart(trigger: Trigger, between: list[str]) -> bool:
    """Tell whether a clause begins before a trigger that does not go along: ", killing three"."""
    return "," in between and trigger.tag != "VBG"


#: Name, confidence and rule.
RULES: tuple[tuple[str, float, Callable[[Syntax, Trigger, list[Anchor]], Anchor | None]], ...] = (
    ("its own words", 0.9, _own_words),
    ("its verb", 0.85, _its_verb),
    ("its clause", 0.8, _its_clause),
    ("at its end", 0.65, _at_its_end),
    ("its phrase", 0.7, _its_phrase),
    ("its circumstance", 0.8, _its_circumstance),
    ("its clause", 0.7, _near),
    ("its sentence", 0.6, _its_sentence),
)
