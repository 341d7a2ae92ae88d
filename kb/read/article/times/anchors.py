"""The time expressions of a sentence, and the word that each of them dates.

With a parser an expression dates the verb or the event noun that it hangs on; without one, the
trigger or verb that stands nearest in its clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.read.article.events.sayings import sayings
from kb.read.article.words.syntax import PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.model.timespan import TimeSpan
    from kb.read.article.words.syntax import Syntax
    from kb.resolve.dates import DateMention

#: Kinds of expressions that name a time; durations and frequencies do not.
_NAMING = frozenset({"date", "time"})
#: Words that put what happened within a stretch of days.
_WITHIN = frozenset("over in during within throughout".split())
#: What is between two of these is said by the way.
_ASIDES = frozenset("( ) [ ] — – --".split())
#: How an expression hangs on the noun that it is a part of: "the 1991 law", "a Monday statement".
_PREMODIFIER = frozenset("compound nummod amod nmod".split())
_ABOUT = frozenset(
    "about approximately around exactly almost nearly roughly shortly just early late".split()
)
_HOUR = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
#: Times of day that say no day, and the length of the longest word of a clock time: "a.m.", "noon".
_HOURS = frozenset("noon midday midnight morning afternoon evening".split())
_CLOCK = 4
_COUNTED_FROM = frozenset("before after following".split())
_UNITS = frozenset("day days week weeks month months year years hour hours minute minutes".split())
_DUE = frozenset("due scheduled planned set slated expected".split())
#: Penalty, in words, for a clause border between an expression and what it might date.
_BORDER = 8
#: Up to how many words into its sentence an expression opens it.
_OPENING = 2
_POSSESSIVES = frozenset(("'s", "’s"))
#: Words and signs at which a clause is over, where no parser says where it is.
CLAUSE_ENDS = frozenset(", ; : and but that who which when while after before because as".split())


@dataclass(frozen=True, slots=True)
class Anchor:
    """A time expression with the place of what it dates (`site`), -1 where nothing does.

    `first` and `last` are the places of its words; `clock` says that only a time of day was given,
    so that its day is another's.
    """

    mention: DateMention
    first: int
    last: int
    site: int
    clock: bool
    span: TimeSpan


def anchors_of(
    syntax: Syntax,
    mentions: Iterable[DateMention],
    triggers: Sequence[int],
) -> list[Anchor]:
    """Return the expressions of a sentence that name a time, days before stretches and hours.

    `triggers` are places.
    """
    found = [x for x in (anchor_of(syntax, x, triggers) for x in mentions) if x is not None]
    return sorted(found, key=lambda x: (x.clock, is_stretch(x)))


def is_stretch(anchor: Anchor) -> bool:
    """Tell whether an expression names a stretch of days: "over the past week"."""
    return anchor.mention.kind not in _NAMING


def anchor_of(syntax: Syntax, mention: DateMention, triggers: Sequence[int]) -> Anchor | None:
    """Return an expression of a sentence with what it dates; None where it names no time in it."""
    base, span = syntax.sentence, mention.time_span
    if mention.start < base.start or mention.end > base.end:
        return None
    if span is None or not (mention.kind in _NAMING or _is_known(mention, span)):
        return None
    places = [
        at for at, x in enumerate(syntax.tokens) if x.end > mention.start and x.start < mention.end
    ]
    if not places:
        return None
    first, last = places[0], places[-1]
    if mention.kind not in _NAMING and syntax.words[first - 1] not in _WITHIN:
        return None
    if "same" in syntax.words[first : last + 1] and syntax.words[last + 1 : last + 2] == ["as"]:
        return None  # "on the same day as his brother"
    site = _site(syntax, first, last, triggers)
    if _is_aside(syntax, first, site):
        site = -1
    elif (counted := _counted_from(syntax, first, triggers)) is not None and site < counted[0]:
        site = counted[1]
    clock = _is_clock(mention) or _is_hour(syntax, first, mention)
    return Anchor(mention, first, last, site, clock, span)


def _is_known(mention: DateMention, span: TimeSpan) -> bool:
    """Tell whether a duration is known days up to publication: "the past 12 days"."""
    known = span.earliest is not None and span.latest is not None and "X" not in mention.value
    return known and mention.kind == "duration" and mention.anchor == "published"


def _is_aside(syntax: Syntax, first: int, site: int) -> bool:
    """Tell whether an expression stands in brackets or between dashes, and its site does not."""
    low, high = sorted((first, max(site, 0)))
    marks = [x for x in syntax.words[low:high] if x in _ASIDES]
    return len(marks) % 2 == 1 and _is_enclosed(syntax, first)


def _counted_from(syntax: Syntax, first: int, triggers: Sequence[int]) -> tuple[int, int] | None:
    """Return where "before" stands in "two days before his birthday on 7 May", and what is dated.

    That is the happening that is counted from, -1 where it is none.
    """
    dated = -1
    for place in range(_lead(syntax, first) - 1, 0, -1):
        if syntax.words[place] in _COUNTED_FROM:
            return (place, dated) if syntax.words[place - 1] in _UNITS else None
        if syntax.words[place] in CLAUSE_ENDS or syntax.tag(place).startswith("VB"):
            return None
        dated = place if place in triggers else dated
    return None


def _is_enclosed(syntax: Syntax, place: int) -> bool:
    before = [x for x in syntax.words[:place] if x in _ASIDES]
    after = [x for x in syntax.words[place:] if x in _ASIDES]
    return len(before) % 2 == 1 and bool(after)


def _is_clock(mention: DateMention) -> bool:
    """Tell whether an expression gives a time of day and no day: "at noon", "in the evening"."""
    words = [x for x in mention.text.lower().split() if x not in _ABOUT]
    if mention.rule != "timed" or not words:
        return False
    if words[-1] in _HOURS and set(words[:-1]) <= {"in", "the"}:
        return True
    return mention.anchor == "published" and not any(x.isalpha() and len(x) > _CLOCK for x in words)


def _is_hour(syntax: Syntax, first: int, mention: DateMention) -> bool:
    """Tell whether what looks like a year is a time of day: "at 1830", "at about 1100"."""
    before = [x for x in syntax.words[max(0, first - 2) : first] if x not in _ABOUT]
    return before[-1:] == ["at"] and _HOUR.fullmatch(mention.text.split()[-1]) is not None


def _site(syntax: Syntax, first: int, last: int, triggers: Sequence[int]) -> int:
    if not syntax.parsed:
        return _near_site(syntax, first, last, triggers)
    if (sayer := _sayer_before(syntax, first, last)) is not None:
        return sayer
    return _past_saying(syntax, first, last, _parsed_site(syntax, first, last, triggers))


def _parsed_site(syntax: Syntax, first: int, last: int, triggers: Sequence[int]) -> int:
    at = _top(syntax, first, last)
    if at in triggers:
        return at
    over = syntax.head(at)
    if over is not None and syntax.dep(at) in _PREMODIFIER and over not in triggers and over > last:
        return over if syntax.tag(over).startswith("NN") else -1
    for above in syntax.above(at):
        if above in triggers:
            return above
        if syntax.tag(above).startswith("VB") or syntax.dep(above) == "ROOT":
            return _main_verb(syntax, above) if _opens(syntax, first) else above
    return _main_verb(syntax, -1) if _opens(syntax, first) else -1


def _sayer_before(syntax: Syntax, first: int, last: int) -> int | None:
    """Return "said" in "said on Monday the ship sank", however it was parsed."""
    at = first - 1
    while at > 0 and syntax.words[at] in PREPOSITIONS:
        at -= 1
    if at < 0 or last + 1 >= len(syntax) or syntax.words[last + 1] in _POSSESSIVES:
        return None
    said = syntax.tag(at) == "VBD" and syntax.lemma(at, verb=True) in sayings()
    return at if said else None


def _past_saying(syntax: Syntax, first: int, last: int, verb: int) -> int:
    """Return what is said for a saying by the way, which an expression before it does not date.

    "On Tuesday, the mayor said, people left"; nor does one that ends what is said date the saying
    behind it: "a school was hit on Tuesday, the mayor said".
    """
    if last >= verb or syntax.lemma(verb, verb=True) not in sayings():
        return verb
    if syntax.words[last + 1] != ",":
        return verb
    told = syntax.head(verb) if syntax.dep(verb) == "parataxis" else None
    if told is None:
        told = next(syntax.with_dep(verb, "ccomp"), None)
    if told is None or not (told < first or syntax.words[verb + 1 : verb + 2] == [","]):
        return verb
    return told


def _opens(syntax: Syntax, first: int) -> bool:
    """Tell whether an expression opens its sentence, and so tells of its main clause."""
    return all(x in PREPOSITIONS for x in syntax.words[:first])


def _main_verb(syntax: Syntax, otherwise: int) -> int:
    for at, token in enumerate(syntax.tokens):
        if token.dep == "ROOT" and token.tag.startswith("VB"):
            return at
    return otherwise


def _top(syntax: Syntax, first: int, last: int) -> int:
    """Return the word of an expression that hangs on a word outside of it."""
    for at in range(first, last + 1):
        above = syntax.head(at)
        if above is None or not first <= above <= last:
            return at
    return first


def _near_site(syntax: Syntax, first: int, last: int, triggers: Sequence[int]) -> int:
    """Return what an expression dates, by its neighbours: what it follows, or opens; else -1."""
    after = syntax.words[last + 1] if last + 1 < len(syntax) else ""
    if after in _POSSESSIVES:
        return _possessed(syntax, last + 2, triggers)
    sayers = [x for x in range(len(syntax)) if _is_sayer(syntax, x, first, after)]
    candidates = sorted({*triggers, *sayers})
    lead = _lead(syntax, first)
    before = [x for x in candidates if x < lead and not _borders(syntax, x + 1, lead)]
    if before:
        return before[-1]
    if lead and syntax.words[lead - 1] in _DUE:
        return max((x for x in triggers if x < lead), default=-1)
    near = min(candidates, key=lambda at: _distance(syntax, first, last, at), default=-1)
    return near if first <= _OPENING or _distance(syntax, first, last, near) < _BORDER else -1


def _lead(syntax: Syntax, first: int) -> int:
    """Return where the words that lead to an expression begin: "shortly before", "at about"."""
    while first > 0 and syntax.words[first - 1] in PREPOSITIONS | _ABOUT:
        first -= 1
    return first


def _possessed(syntax: Syntax, place: int, triggers: Sequence[int]) -> int:
    """Return the happening of "Friday's earthquake", from the word behind "'s"."""
    near = (x for x in triggers if x >= place and not _borders(syntax, place, x))
    return next((x for x in near if x - place <= _OPENING), -1)


def _is_sayer(syntax: Syntax, place: int, first: int, after: str) -> bool:
    """Tell whether a word says something, and not by the way: "on Monday, he said, it fell"."""
    word = syntax.words[place]
    if not word.endswith(("d", "s")) or syntax.lemma(place, verb=True) not in sayings():
        return False
    aside = after == "," and syntax.words[place + 1 : place + 2] == [","]
    return not (aside and place > first)


def _borders(syntax: Syntax, low: int, high: int) -> int:
    return sum(x in CLAUSE_ENDS for x in syntax.words[low:high])


def _distance(syntax: Syntax, first: int, last: int, at: int) -> float:
    low, high = (last + 1, at) if at > last else (at + 1, first)
    weight = 0.5 if at > last and first <= _OPENING else _BORDER
    borders = weight * _borders(syntax, low, high)
    return high - low + borders + (0.5 if at > last else 0)
