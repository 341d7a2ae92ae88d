"""What happens together in a sentence: of two such events, the date of one is the other's.

"Ten died in the blast", "an attack in which two were killed", "shot when he came home",
"hours after the vote"; and what happens so many days before or after. A relation holds both
ways, and through a chain of them; an event between two that are dated keeps the date of the
nearer word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kb.read.article.events.modality import effects
from kb.read.article.events.sayings import sayings
from kb.read.article.times.past import moved
from kb.read.article.times.story import is_day, whole_day
from kb.read.article.words.clause import group_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.times.dated import Dating
    from kb.read.article.words.syntax import Syntax

#: Nouns of what goes on for long: what happens in one of them is a part of it alone.
_LONG = frozenset(
    "war conflict campaign offensive counteroffensive insurgency crisis season tour fighting "
    "violence process talk negotiation pandemic epidemic investigation trial rule drought".split()
)
#: Prepositions that put a verb into the time of the noun behind them.
_AMID = frozenset("in during by".split())
_WHEN = frozenset("when as while where".split())
_WHO = frozenset("who that which".split())
_WHICH = frozenset("which that".split())
_AFTER = frozenset("after before following".split())
#: Of "two hours after", "shortly before": so little time that the day is the same one.
_SOON = frozenset(
    "hour hours minute minutes moment moments second seconds shortly immediately soon".split()
)
#: Units of which a count tells the day exactly, with their days.
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()


class _Pair(NamedTuple):
    """Two triggers, by number: `one` is of the day `shift` days after the other's.

    `by_day` says that this holds of days alone, as of what happens within hours.
    """

    one: int
    other: int
    shift: int = 0
    by_day: bool = False


def date_together(
    syntax: Syntax, row: Sequence[Trigger], datings: Sequence[Dating]
) -> list[Dating]:
    """Give the undated triggers of a sentence the dates of those that they happen with."""
    found = list(datings)
    if not syntax.parsed or all(x.time_span is None for x in found):
        return found
    pairs = [x for x in _pairs(syntax, row) if _may(row[x.one]) and _may(row[x.other])]
    for _ in pairs:
        for pair in pairs:
            _pass_on(found, row, pair)
    return found


def _pass_on(found: list[Dating], row: Sequence[Trigger], pair: _Pair) -> None:
    for to, of, days in (
        (pair.one, pair.other, pair.shift),
        (pair.other, pair.one, -pair.shift),
    ):
        span = found[of].time_span
        if found[to].time_span is not None or span is None or (pair.by_day and not is_day(span)):
            continue
        if pair.by_day:
            span = moved(whole_day(span), -days)
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
    return modality.reality == "real" and modality.status in ("occurred", "ongoing")


def _pairs(syntax: Syntax, row: Sequence[Trigger]) -> Iterator[_Pair]:
    numbers = {x.place: at for at, x in enumerate(row)}
    for trigger in row:
        pair = (
            _amid(syntax, trigger, numbers)
            if trigger.is_noun
            else _beside(syntax, trigger, numbers)
        )
        if pair is not None and pair.one != pair.other:
            yield pair


def _beside(syntax: Syntax, trigger: Trigger, numbers: dict[int, int]) -> _Pair | None:
    """Pair a verb with the event that its clause belongs to."""
    place, at = trigger.place, numbers[trigger.place]
    above = syntax.head(place)
    if above is None or not _is_told(syntax, place):
        return None
    dep = syntax.dep(place)
    if dep == "advcl":
        return _in_clause(syntax, place, above, numbers)
    if trigger.entry.lemma in effects("verb") or trigger.entry.lemma in sayings():
        return None
    if dep == "relcl" and (verb := _done_by(syntax, place, above)) in numbers:
        return _Pair(numbers[verb], at)
    same = (dep == "relcl" and _is_in_it(syntax, place)) or (
        dep == "acl" and syntax.tag(place) in ("VBN", "VBG")
    )
    return _Pair(numbers[above], at) if same and above in numbers else None


def _done_by(syntax: Syntax, place: int, doer: int) -> int:
    """Return what was done by those of whom a clause tells: "killed by gunmen who fired at him"."""
    by = syntax.head(doer)
    acts = any(syntax.words[x] in _WHO for x in syntax.with_dep(place, "nsubj"))
    done = by is not None and syntax.dep(by) == "agent" and acts
    return -1 if by is None or not done else syntax.tokens[by].head


def _in_clause(syntax: Syntax, place: int, above: int, numbers: dict[int, int]) -> _Pair | None:
    main = _event_of(syntax, above, numbers)
    if main not in numbers or not _is_told(syntax, main):
        return None
    marks = [x for x in syntax.children[place] if syntax.words[x] in _AFTER]
    for mark in marks:
        if (shift := _shift(syntax, mark)) is not None:
            return _Pair(numbers[main], numbers[place], shift, by_day=True)
    by_the_way = syntax.lemma(main, verb=True) in sayings() and syntax.tag(place) == "VBG"
    if not marks and not by_the_way and _is_when(syntax, place):
        return _Pair(numbers[main], numbers[place])
    return None


def _event_of(syntax: Syntax, verb: int, numbers: dict[int, int]) -> int:
    """Return the noun for "the attack" in "the attack took place", else the verb."""
    if verb in numbers or not _is_told(syntax, verb):
        return verb
    return next((x for x in syntax.with_dep(verb, "nsubj") if x in numbers), verb)


def _amid(syntax: Syntax, trigger: Trigger, numbers: dict[int, int]) -> _Pair | None:
    """Pair a noun with what happens in, during or by it, or so soon after it."""
    place, at = trigger.place, numbers[trigger.place]
    over = syntax.head(place)
    if syntax.dep(place) not in ("pobj", "pcomp") or over is None or trigger.entry.lemma in _LONG:
        return None
    verb = syntax.head(over)
    if verb is not None and syntax.words[verb] in _UNITS.keys() | _SOON:
        verb = syntax.head(verb)
    if verb is None or verb not in numbers or not _is_told(syntax, verb):
        return None
    if (shift := _shift(syntax, over)) is not None:
        return _Pair(numbers[verb], at, shift, by_day=True)
    same = syntax.words[over] in _AMID and syntax.tag(place) == "NN"
    return _Pair(numbers[verb], at) if same else None


def _shift(syntax: Syntax, place: int) -> int | None:
    """Return how many days lie between, by the words before "after" or "before"; 0 for hours."""
    word = syntax.words[place]
    if word not in _AFTER or place == 0:
        return None
    unit = syntax.words[place - 1]
    if unit in _SOON:
        return 0
    count = _count(syntax.words[place - 2]) if place > 1 and unit in _UNITS else None
    if count is None or (place > 2 and syntax.words[place - 3] in ("than", "least", "about")):
        return None
    return count * _UNITS[unit] * (-1 if word == "before" else 1)


def _count(word: str) -> int | None:
    if word in ("a", "an"):
        return 1
    if word in _COUNTS:
        return _COUNTS.index(word) + 1
    return int(word) if word.isdigit() and len(word) <= 3 else None


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


__all__ = ["date_together"]
