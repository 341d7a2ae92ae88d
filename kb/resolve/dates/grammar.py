"""Words to expressions: what a phrase says, before it is known when it was said.

A phrase is read from the outside in: what bounds it ("since", "by"), what joins two dates ("from
… to", "or"), then a single date. A single date is one of TEMPLATES, after clock times, parts of
the day and words without meaning ("on", "the") are taken off. All of a phrase must be read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.resolve.dates.expressions import (
    Bounded,
    Calendar,
    Changed,
    Clock,
    Expression,
    Lasting,
    Pair,
    Part,
    Rolling,
    Several,
    Shift,
)
from kb.resolve.dates.single import Tokens, drop, is_bare, parse_single, trim
from kb.resolve.dates.templates import DURATIONS, match_template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kb.resolve.dates.lexicon import Token

_TODAY = Shift("day", 0, 0, whole=True)


def parse_phrase(tokens: Tokens) -> Expression | None:
    """Return what a phrase says; None where it is no date."""
    found = _phrase(tokens)
    return None if found is None or is_bare(found) else found


def _phrase(tokens: Tokens) -> Expression | None:
    for place, token in enumerate(tokens):
        if "from_pair" in token.marks:
            found = _pair("lasting", ("dash", "to", "until"), tokens[place + 1 :])
            if found:
                return found
        elif "skip" not in token.marks or token.tags:
            break
    tokens = trim(tokens)
    if not tokens:
        return None
    mark = next((x for x in _PREFIXES if x in tokens[0].marks), None)
    if (
        mark == "about"
        and "at" in tokens[0].marks
        and len(tokens) > 1
        and "clock" in tokens[1].tags
    ):
        tokens, mark = tokens[1:], None  # "um 14 Uhr"
    if mark and (found := _PREFIXES[mark](mark, tokens[1:])):
        return found
    if all(x.tags.get("part") == "night" for x in tokens):
        return Changed("night", _TODAY)
    found = _pair("lasting", ("dash", "to"), tokens) or _several(tokens) or parse_single(tokens)
    if not found and len(tokens) > 2 and tokens[0].tags.get("unit") == "weekend":
        return _phrase(tokens[1:])  # "the weekend 17–18 February"
    return found or _dashed(tokens)


def _dashed(tokens: Tokens) -> Expression | None:
    """Read "30-Aug-2022"."""
    kept = [x for x in tokens if "dash" not in x.marks]
    return parse_single(kept) if 2 <= len(kept) <= 3 and len(kept) < len(tokens) else None


# What stands before a date and changes it.


def _bounded(how: str, rest: Tokens) -> Expression | None:
    if how in ("since", "from", "starting") and (
        pair := _pair("lasting", ("dash", "to", "until"), rest)
    ):
        return pair
    found = _phrase(rest)
    if found is None and how == "since":
        return _for("for", rest)
    return Bounded(how, found) if found else None


def _between(_: str, rest: Tokens) -> Expression | None:
    return _pair("within", ("and", "dash", "to"), rest)


def _for(how: str, rest: Tokens) -> Expression | None:
    found = match_template(drop(rest), DURATIONS)
    if not isinstance(found, Rolling):
        return _phrase(rest) if how == "for" else None
    if found.future or how == "within":
        return replace(found, future=True)
    return Lasting(found.unit, found.low, None if how == "for_over" else found.high)


def _throughout(how: str, rest: Tokens) -> Expression | None:
    if len(rest) == 1 and "unit" in rest[0].tags:
        return Changed(how, Shift(rest[0].tags["unit"], 0, 0, whole=True))
    found = _phrase(rest)
    return Changed(how, found) if found else None


def _about(how: str, rest: Tokens) -> Expression | None:
    found = _phrase(rest)
    return Changed(how, found) if found else None


def _night_before(_: str, rest: Tokens) -> Expression | None:
    if pair := _pair("within", ("onto", "to", "dash"), rest):
        return pair
    found = _phrase(rest) if trim(rest) else _TODAY
    return Changed("night", found) if found else None


def _night_from(_: str, rest: Tokens) -> Expression | None:
    return _pair("within", ("onto", "to", "dash"), rest) or _phrase(rest)


def _over(_: str, rest: Tokens) -> Expression | None:
    return _phrase(rest)


_PREFIXES: dict[str, Callable[[str, Tokens], Expression | None]] = {
    **dict.fromkeys(
        ("since", "starting", "from", "until", "by", "before", "after", "from_on"), _bounded
    ),
    "between": _between,
    "throughout": _throughout,
    **dict.fromkeys(("for", "for_over", "within"), _for),
    "about": _about,
    "night_before": _night_before,
    "night_from": _night_from,
    "over": _over,
}


# What joins dates.


def _pair(how: str, joints: tuple[str, ...], tokens: Tokens) -> Expression | None:
    for place in range(1, len(tokens) - 1):
        if tokens[place].marks.isdisjoint(joints):
            continue
        first, last = _sides(tokens[:place], tokens[place + 1 :])
        if first and last:
            first, last = _share(first, last)
            return Pair(how, first, last)
    return None


def _sides(one: Tokens, two: Tokens) -> tuple[Expression | None, Expression | None]:
    """Read two dates; a century or an era that only one of them names counts for both."""
    tail = next(
        (two[x:] for x, y in enumerate(two) if _is_century(y) or {"bc", "ad"} & y.marks), ()
    )
    if tail and not any(_is_century(x) or {"bc", "ad"} & x.marks or "month" in x.tags for x in one):
        first = _side([*one, *tail])
        if first:
            return first, _side(two)
    head = [x for x in one if _is_century(x)]
    if head and not any(map(_is_century, two)):
        era = [x for x in two if {"bc", "ad"} & x.marks]
        return _side(one) or _side([*one, *era]), _side([*head, *two])
    return _side(one), _side(two)


def _is_century(token: Token) -> bool:
    return "century" in (token.tags.get("unit"), token.tags.get("units"))


def _side(tokens: Tokens) -> Expression | None:
    tokens = trim(tokens)
    if tokens and "about" in tokens[0].marks and (found := parse_single(tokens[1:])):
        return Changed("about", found)
    return parse_single(tokens)


def _several(tokens: Tokens) -> Expression | None:
    for joint in ("or", "and"):
        pieces = list(_pieces(tokens, joint))
        if len(pieces) < 2:
            continue
        found = [parse_single(x) for x in pieces]
        if len(pieces) == 2:
            found = list(_sides(*pieces))
        dates = [x for x in found if x is not None]
        if len(dates) < len(pieces):
            return None
        for place in reversed(range(len(dates) - 1)):
            dates[place], dates[place + 1] = _share(dates[place], dates[place + 1])
        for place in range(len(dates) - 1):
            dates[place], dates[place + 1] = _share(dates[place], dates[place + 1])
        return Several(tuple(dates), every=joint == "and")
    return None


def _pieces(tokens: Tokens, joint: str) -> Iterator[Tokens]:
    """Split at the joint, and at commas where there is one: "28, 29 or 30 August"."""
    if not any(joint in x.marks for x in tokens):
        return
    start = 0
    for place, token in enumerate(tokens):
        if joint in token.marks or token.text == ",":
            if start < place:
                yield tokens[start:place]
            start = place + 1
    yield tokens[start:]


def _share(first: Expression, last: Expression) -> tuple[Expression, Expression]:
    """Give each of two dates what only the other says: "28–30 August", "August 28–30"."""
    if isinstance(first, Part | Clock | Changed):
        of, last = _share(first.of, last)
        return replace(first, of=of), last
    if isinstance(last, Part | Clock | Changed):
        first, of = _share(first, last.of)
        return first, replace(last, of=of)
    if not isinstance(first, Calendar) or not isinstance(last, Calendar):
        return first, last
    if first.season and last.season and first.year is None and last.year is not None:
        return replace(first, year=last.year), last
    if first.season and first.year and last.year and not last.month and not last.season:
        return first, replace(last, season=first.season)
    if first.day and not first.month and last.month:
        first = replace(first, month=last.month, month_shift=last.month_shift, bare=False)
    if last.day and not last.month and first.month:
        last = replace(last, month=first.month, month_shift=first.month_shift, bare=False)
    if first.year is None and first.year_shift is None and first.month and last.month:
        year = last.year
        if year is not None and (first.month, first.day or 0) > (last.month, last.day or 99):
            year -= 1
        first = replace(first, year=year, year_shift=last.year_shift)
    elif last.year is None and last.year_shift is None and first.month and last.month:
        year = first.year
        if year is not None and (first.month, first.day or 0) > (last.month, last.day or 99):
            year += 1
        last = replace(last, year=year, year_shift=first.year_shift)
    return first, last
