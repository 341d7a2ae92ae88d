"""A single date out of its words, when what bounds it and what joins it to others is taken off.

A clock time, a part of the day and words without meaning ("on", "the") are taken off in turn; what
is left is an early, late or counted part of a date, or one of the templates.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias, TypeGuard

from kb.resolve.dates.expressions import (
    Calendar,
    Changed,
    Clock,
    Expression,
    Fixed,
    Named,
    Pair,
    Part,
    Rolling,
    Several,
    Shift,
    Weekday,
)
from kb.resolve.dates.lexicon import Token
from kb.resolve.dates.templates import PARTS_OF_YEAR, SHIFTS, TEMPLATES, match_template

Tokens: TypeAlias = Sequence[Token]
#: The marks of words that stand before a date and change it.
PREFIXES = frozenset(
    {
        "since",
        "starting",
        "from",
        "until",
        "by",
        "before",
        "after",
        "from_on",
        "between",
        "throughout",
    }
    | {"for", "for_over", "within", "about", "over", "night_before", "night_from"}
)


def is_bare(expression: Expression) -> bool:
    """Tell whether a number in it was left without its month."""
    match expression:
        case Calendar(bare=bare):
            return bare
        case Pair(first=first, last=last):
            return is_bare(first) or is_bare(last)
        case Several(of=of):
            return any(is_bare(x) for x in of)
    return False


def trim(tokens: Tokens) -> Tokens:
    start, stop = 0, len(tokens)
    while start < stop and {"skip", "in"} & tokens[start].marks and not tokens[start].tags:
        if tokens[start].marks & PREFIXES:
            break
        counted = tokens[start + 1].tags.keys() if start + 1 < stop else ()
        if "in" in tokens[start].marks and {"number", "quantity", "unit", "units"} & set(counted):
            break
        start += 1
    while stop > start and "skip" in tokens[stop - 1].marks and not tokens[stop - 1].tags:
        stop -= 1
    return tokens[start:stop]


def parse_single(tokens: Tokens) -> Expression | None:
    """Read a date with, at most, one clock time and one part of the day."""
    return _clock(tokens) or _day(tokens)


def _day(tokens: Tokens) -> Expression | None:
    """Read a date with a part of the day: "Monday morning" is Monday."""
    kept = [x for x in tokens if "part" not in x.tags]
    found = _date(kept)
    return None if len(kept) < len(tokens) and isinstance(found, Named | Rolling) else found


def _date(tokens: Tokens) -> Expression | None:
    tokens = trim(tokens)
    if not tokens:
        return None
    if found := _edge(tokens) or _numbered_part(tokens):
        return found
    kept = drop(tokens)
    for each in (kept, _merge(kept), _turned(kept), _merge(_turned(kept)), _without_which(kept)):
        if found := match_template(each, TEMPLATES):
            return found
    return _named_twice(kept) or _about_within(tokens)


def _about_within(tokens: Tokens) -> Expression | None:
    """Read "hace unos 10 días": about, within the date."""
    kept = [
        x
        for place, x in enumerate(tokens)
        if not (
            "about" in x.marks
            and place
            and place + 1 < len(tokens)
            and "number" in tokens[place + 1].tags
        )
    ]
    found = _date(kept) if len(kept) < len(tokens) else None
    return Changed("about", found) if found else None


def _turned(tokens: Tokens) -> list[Token]:
    """Put "last" before what it belongs to: "semaine dernière", "lunes pasado"."""
    turned: list[Token] = []
    for token in tokens:
        before = turned[-1].tags if turned else {}
        if {"which", "named"} & token.tags.keys() and {
            "unit",
            "units",
            "weekday",
            "month",
            "season",
        } & before.keys():
            place = len(turned) - 1
            while (
                place
                and {"number", "quantity"} & turned[place - 1].tags.keys()
                and "units" in before
            ):
                place -= 1
            turned.insert(place, token)
        else:
            turned.append(token)
    return turned


def _without_which(tokens: Tokens) -> list[Token]:
    """Leave out "last" beside a full date: "el pasado 25 de julio"."""
    kept = [x for x in tokens if "named" not in x.tags]
    return kept if any("month" in x.tags for x in kept) and len(kept) > 1 else []


def _named_twice(tokens: Tokens) -> Expression | None:
    """Read "yesterday, Monday 3 October": the day by two names."""
    place = next((x for x, token in enumerate(tokens) if "deictic" in token.tags), None)
    if place is None or len(tokens) < 2:
        return None
    shift = match_template(tokens[place : place + 1], TEMPLATES)
    rest = _date([*tokens[:place], *tokens[place + 1 :]])
    return rest if isinstance(rest, Calendar) else (shift if isinstance(rest, Weekday) else None)


def _clock(tokens: Tokens) -> Expression | None:
    for place, _token in enumerate(tokens):
        if not (found := _time_of_day(tokens, place)):
            continue
        second, size, used = found
        offset = None
        if place + used < len(tokens) and "zone" in tokens[place + used].tags:
            offset = tokens[place + used].tags["zone"]
            used += 1
        about = place > 0 and {"about", "at"} & tokens[place - 1].marks == {"about"}
        if place and "dash" in tokens[place - 1].marks:
            tokens, place = [*tokens[: place - 1], *tokens[place:]], place - 1
        rest = _day([*tokens[: place - about], *tokens[place + used :]])
        if rest is None:
            return None
        clock = Clock(rest, second, size, offset)
        return Changed("about", clock) if about else clock
    return None


def _time_of_day(tokens: Tokens, place: int) -> tuple[int, int, int] | None:
    """Return second of the day, size in seconds and number of tokens of a clock time."""
    token, following = tokens[place], tokens[place + 1].tags if place + 1 < len(tokens) else {}
    half = following.get("half_day")
    if "clock" in token.tags:
        second, size = token.tags["clock"]
        if not half:
            return second, size, 1
    elif half and 1 <= token.tags.get("number", 0) <= 12:
        second, size = token.tags["number"] * 3600, 3600
    elif "zone" in following and len(token.text) == 4 and token.text.isdigit():
        hour, minute = divmod(int(token.text), 100)
        return (hour * 3600 + minute * 60, 60, 1) if hour < 24 and minute < 60 else None
    else:
        return None
    if second // 3600 > 12:
        return second, size, 2  # "19:00 in the evening"
    if not 1 <= second // 3600 <= 12:
        return None
    return second % 43_200 + (43_200 if half == "pm" else 0), size, 2


def _edge(tokens: Tokens) -> Expression | None:
    which = tokens[0].tags.get("edge")
    if not which:
        return None
    rest = tokens[1:]
    if rest and "dash" in rest[0].marks:
        rest = rest[1:]
    kept = drop(rest)
    if len(kept) == 1 and "unit" in kept[0].tags:
        return Part(Shift(kept[0].tags["unit"], 0, 0, whole=True), which)
    found = _date(rest)
    return Part(found, which) if found and not is_bare(found) else None


def _numbered_part(tokens: Tokens) -> Expression | None:
    """Read "first week of …", "last three days of …", "first half of …"."""
    kept = drop(tokens)
    if (
        len(kept) > 2
        and _unit(kept[0])
        and "ordinal" in kept[1].tags
        and _unit(kept[0]) != "century"
    ):
        kept[:2] = kept[1], kept[0]  # "النصف الأول من"
    if len(kept) > 1 and kept[0].tags.get("unit") in ("week", "weekend"):
        around = _date(kept[1:])
        return Part(around, "around", kept[0].tags["unit"]) if _is_day(around) else None
    number = kept[0].tags.get("ordinal") if kept else None
    if not number:
        return None
    counted = len(kept) > 2 and "number" in kept[1].tags
    place = 2 if counted else 1
    unit = _unit(kept[place]) if place < len(kept) else None
    if unit not in ("day", "week", "weekend", "half", "month", "decade", "quarter"):
        return None
    rest = kept[place + 1 :]
    found = _date(rest)
    left = drop(rest)
    if not found and len(left) == 1 and "unit" in left[0].tags:
        found = Shift(left[0].tags["unit"], 0, 0, whole=True)
    if not found or is_bare(found) or (unit in PARTS_OF_YEAR and _is_year(found)):
        return None
    count = kept[1].tags["number"] if counted else 1
    if unit == "day" and not counted and "units" in kept[place].tags:
        count = 5  # "the first days of"
    return Part(found, unit=unit, number=number, count=count)


def _is_day(expression: Expression | None) -> TypeGuard[Calendar | Fixed]:
    return isinstance(expression, Fixed) or (
        isinstance(expression, Calendar) and bool(expression.day and expression.month)
    )


def _is_year(expression: Expression) -> bool:
    return isinstance(expression, Calendar) and expression.month is None


def _unit(token: Token) -> str | None:
    found: str | None = token.tags.get("unit") or token.tags.get("units")
    return found


def drop(tokens: Tokens) -> list[Token]:
    """Take off the words that add nothing to a single date."""
    kept: list[Token] = []
    counts = any(_unit(x) for x in tokens)
    day_named = False
    for place, token in enumerate(tokens):
        following = tokens[place + 1].tags if place + 1 < len(tokens) else {}
        before = kept[-1].tags if kept else {}
        ahead = next((x.tags for x in tokens[place + 1 :] if x.tags or "skip" not in x.marks), {})
        if "in" in token.marks and not token.tags:
            if not (counts and following.keys() & {"number", "quantity", "unit"}):
                continue
        elif "skip" in token.marks and not token.tags:
            continue
        elif _unit(token) in ("year", "decade") and before.get("decade"):
            continue  # "1920-ті роки"
        elif (
            _unit(token) == "year"
            and "decade_of" not in token.marks
            and ("year" in before or "year" in ahead or "expression" in before)
            and "decade_of" not in token.marks
        ):
            continue  # "2019 рр.", "im Jahre 1937", "عام 2012"
        elif token.tags.get("unit") == "month" and ("month" in ahead or "month" in before):
            continue  # "mes de octubre", "شهر آب"
        elif "month" in token.tags and before.get("month") == token.tags["month"]:
            continue  # "أيلول/سبتمبر"
        elif (
            token.tags.get("unit") == "day"
            and not kept
            and "of_date" in token.marks
            and {"weekday", "month", "number", "ordinal", "deictic", "year"} & ahead.keys()
        ):
            day_named = True
            continue  # "el día 2", "يوم 5 فبراير"
        elif token.tags.get("unit") == "year" and _is_year_number(kept, tokens[place + 1 :]):
            kept[-1] = _as_year(kept[-1], before["number"])
            continue  # "2022 року"
        elif "ad" in token.marks and any(_unit(x) == "century" for x in kept):
            continue
        elif "bc" in token.marks and "number" in before:
            kept[-1] = _as_year(kept[-1], 1 - before["number"])
            continue
        elif "ad" in token.marks and kept and "number" in before:
            kept[-1] = _as_year(kept[-1], before["number"])
            continue
        elif "number" in token.tags and kept and "ad" in kept[-1].marks:
            kept[-1] = _as_year(token, token.tags["number"])
            continue
        kept.append(token)
    if day_named and kept and "number" in kept[0].tags and 1 <= kept[0].tags["number"] <= 31:
        kept[0] = Token(kept[0].text, {"ordinal": kept[0].tags["number"]})
    return kept


def _is_year_number(kept: list[Token], rest: Tokens) -> bool:
    """Tell whether the last number is that of a year: "2022 року", not "2 года назад"."""
    number = kept[-1].tags.get("number", 0) if kept else 0
    return number > 31 and kept[-1].text.isdigit() and not any("ago" in x.marks for x in rest)


def _as_year(token: Token, year: int) -> Token:
    return Token(token.text, {"year": year})


def _merge(tokens: Tokens) -> list[Token]:
    """Make one token of "last year", "this month", "next week"."""
    kept: list[Token] = []
    for token in tokens:
        which = kept[-1].tags.get("which") if kept else None
        unit = token.tags.get("unit")
        if which in SHIFTS and unit in ("year", "month", "week"):
            kept[-1] = Token(token.text, {f"{unit}_shift": SHIFTS[which]})
        else:
            kept.append(token)
    return kept
