"""What happens together in a sentence: of two such events, the date of one is the other's.

"Ten died in the blast", "an attack in which two were killed", "shot when he came home",
"hours after the vote". A relation holds both ways, and through a chain of them; an event between
two that are dated keeps the date of the nearer word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.read.article.clause import group_of
from kb.read.article.modality import effects
from kb.read.article.story import is_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.read.article.dating import Dating
    from kb.read.article.syntax import Syntax
    from kb.read.article.triggers import Trigger

#: Nouns of what goes on for long: what happens in one of them is a part of it alone.
_LONG = frozenset(
    "war conflict campaign offensive counteroffensive insurgency crisis season tour fighting "
    "violence process talk negotiation pandemic epidemic investigation trial rule drought".split()
)
#: Prepositions that put a verb into the time of the noun behind them.
_AMID = frozenset("in during by".split())
_WHEN = frozenset("when as while where".split())
_WHICH = frozenset("which that".split())
_AFTER = frozenset("after before following".split())
#: Of "two hours after", "shortly before": so little time that the day is the same one.
_SOON = frozenset(
    "hour hours minute minutes moment moments second seconds shortly immediately soon".split()
)
_TELLING = frozenset({"real"})


def date_together(
    syntax: Syntax, row: Sequence[Trigger], datings: Sequence[Dating]
) -> list[Dating]:
    """Give the undated triggers of a sentence the dates of those that they happen with."""
    found = list(datings)
    if not syntax.parsed or all(x.time_span is None for x in found):
        return found
    pairs = [(x, y, soon) for x, y, soon in _pairs(syntax, row) if _may(row[x]) and _may(row[y])]
    for _ in row:
        for pair in pairs:
            _pass_on(found, row, pair)
    return found


def _pass_on(found: list[Dating], row: Sequence[Trigger], pair: tuple[int, int, bool]) -> None:
    one, other, soon = pair
    for to, of in ((one, other), (other, one)):
        span = found[of].time_span
        if found[to].time_span is not None or span is None:
            continue
        if soon and not is_day(span):
            continue
        found[to] = replace(
            found[to],
            time_span=span,
            start=found[of].start,
            end=found[of].end,
            rule=f"together with “{row[of].text}”",
            confidence=min(0.65, found[of].confidence),
        )


def _may(trigger: Trigger) -> bool:
    modality = trigger.modality
    return modality.reality in _TELLING and modality.status in ("occurred", "ongoing")


def _pairs(syntax: Syntax, row: Sequence[Trigger]) -> Iterator[tuple[int, int, bool]]:
    """Yield the pairs that happen together, and whether one comes soon after the other."""
    numbers = {x.place: at for at, x in enumerate(row)}
    for at, trigger in enumerate(row):
        found = _with(syntax, trigger, numbers)
        if found is not None and found[0] != at:
            yield at, *found


def _with(syntax: Syntax, trigger: Trigger, numbers: dict[int, int]) -> tuple[int, bool] | None:
    if trigger.is_noun:
        return _amid(syntax, trigger, numbers)
    if trigger.entry.lemma in effects("verb"):
        return None
    place = trigger.place
    above = syntax.head(place)
    if above is None or not _is_told(syntax, place):
        return None
    dep = syntax.dep(place)
    if dep == "relcl":
        same = above in numbers and _is_in_it(syntax, place)
    elif dep == "acl":
        same = above in numbers and syntax.tag(place) in ("VBN", "VBG")
    elif dep == "advcl":
        soon = _is_soon(syntax, place)
        above = _event_of(syntax, above, numbers)
        same = above in numbers and (soon or _is_when(syntax, place))
        return (numbers[above], soon) if same and _is_told(syntax, above) else None
    else:
        same = False
    return (numbers[above], False) if same else None


def _amid(syntax: Syntax, trigger: Trigger, numbers: dict[int, int]) -> tuple[int, bool] | None:
    """Return what happens in, during or by what a noun names."""
    place = trigger.place
    over = syntax.head(place)
    if syntax.dep(place) != "pobj" or over is None or trigger.entry.lemma in _LONG:
        return None
    verb = syntax.head(over)
    if verb is None or verb not in numbers:
        return None
    soon = _is_soon_after(syntax, over)
    same = syntax.words[over] in _AMID and syntax.tag(place) == "NN"
    return (numbers[verb], soon) if (soon or same) and _is_told(syntax, verb) else None


def _event_of(syntax: Syntax, verb: int, numbers: dict[int, int]) -> int:
    """Return the noun for "the attack" in "the attack took place", else the verb."""
    if verb in numbers or not _is_told(syntax, verb):
        return verb
    return next((x for x in syntax.with_dep(verb, "nsubj") if x in numbers), verb)


def _is_told(syntax: Syntax, place: int) -> bool:
    """Tell whether a verb is in the simple past or a participle; a noun always is."""
    if not syntax.tag(place).startswith("VB"):
        return True
    group = group_of(syntax, place, syntax.tag(place))
    return not (group.perfect or group.infinitive or group.tense in ("future", "present"))


def _is_in_it(syntax: Syntax, place: int) -> bool:
    """Tell whether a relative clause says what an event did, or what happened in it."""
    below = [x for x in syntax.children[place] if x < place]
    for child in below:
        word, dep = syntax.words[child], syntax.dep(child)
        if (word in _WHICH and dep.startswith("nsubj")) or word in ("where", "when"):
            return True
        if dep == "prep" and word in _AMID and _WHICH & _words_below(syntax, child):
            return True
    return False


def _words_below(syntax: Syntax, place: int) -> set[str]:
    return {syntax.words[x] for x in syntax.children[place]}


def _is_when(syntax: Syntax, place: int) -> bool:
    """Tell whether a clause is one of "when", or a participle that goes along."""
    words = _words_below(syntax, place)
    if words & _WHEN:
        return True
    marked = syntax.with_dep(place, "mark")
    return not any(True for _ in marked) and syntax.tag(place) in ("VBG", "VBN")


def _is_soon(syntax: Syntax, place: int) -> bool:
    return any(_is_soon_after(syntax, x) for x in syntax.with_dep(place, "mark")) or (
        bool(_words_below(syntax, place) & _AFTER) and bool(_words_below(syntax, place) & _SOON)
    )


def _is_soon_after(syntax: Syntax, place: int) -> bool:
    """Tell whether "after" stands behind "two hours" or "shortly"."""
    if syntax.words[place] not in _AFTER:
        return False
    return place > 0 and syntax.words[place - 1] in _SOON


__all__ = ["date_together"]
