"""Times of day, durations, sets and references out of their pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.resolve.dates.find.making import (
    SEASONS,
    Made,
    before_word,
    ends,
    followed,
    mod_of,
    month_of,
    number,
    period,
    said_of,
    unit_named,
    which_of,
    whole,
)
from kb.resolve.dates.find.said import Said

if TYPE_CHECKING:
    from kb.resolve.dates.find.rules import Groups
    from kb.resolve.dates.find.scan import Piece


_AT = frozenset("at by around about from until".split())


def clock(g: Groups) -> Made:
    minute = 0
    if "clock" in g:
        hour, minute, *_ = (int(x) for x in g["clock"].values["clock"].split(":"))
    elif "hhmm" in g:
        hour, minute = divmod(g["hhmm"].values["hhmm"], 100)
        if g[":last"] is g["hhmm"] and not (g["hhmm"].text[0] == "0" and before_word(g) in _AT):
            return None
    else:
        hour = whole(g.get("hour")) or 0
    if "ampm" in g:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if g["ampm"].values["ampm"] == "pm" else 0)
    if hour > 24 or minute > 59:
        return None
    zone = g["zone"].values["zone"] if "zone" in g else None
    return Said(
        "clock",
        "time",
        which="" if g.keys() & {"ampm", "zone", "oclock", "hhmm"} else "bare",
        value=f"T{hour:02}:{minute:02}",
        number=hour * 60 + minute,
        count=zone,
        short="clock" not in g and "hhmm" not in g,
    )


#: Words before which "2:15" is a time and no score.
_CLOCK_CUES = frozenset(
    "at by from until till before after around about to between since -".split()
)


def timed(g: Groups) -> Made:
    time = said_of(g["clock"]) if "clock" in g else _hours(g) if "hours" in g else None
    if "hours" in g and time is None:
        return None
    of = said_of(g["of"]) if "of" in g else None
    part = g["part"].values.get("part", "") if "part" in g else ""
    if "tonight" in g:
        part, of = part or "NI", Said("shift", "day", which="deictic", count=0)
    if "part" in g and "unit" in g["part"].values:
        if g["part"].values["unit"] != "night":
            return None
        part = "NI"
    if "night" in {g[":last"].text.lower(), g[":first"].text.lower()} or g.get("unit"):
        part = part or "NI"
    if "deictic" in g:
        of = Said("shift", "day", which="deictic", count=g["deictic"].values["deictic"])
    then = g[":next"].values if ":next" in g else {}
    if "press" in then or then.get("head") == "daily":
        return None  # "the morning paper"
    if "WD" in g or "shift" in g:
        return _week_timed(g, part or "NI")
    if "ampm" in g:
        if of is None or of.which != "deictic":
            return None
        part = "MO" if g["ampm"].values["ampm"] == "am" else "AF"
    mod = g["edge"].values["edge"] if "edge" in g else ""
    if "of" in g and (of is None or (of.unit != "day" and of.op != "timed")):
        return None
    if of is None and time is not None and not part:
        return time if time.which != "bare" or before_word(g) in _CLOCK_CUES else None
    if "dir" in g:
        step = -1 if g["dir"].text.lower() == "before" else 1
        on = Said("shift", "day", which="context", count=step, value="dir")
        return Said("timed", "time", of=on, value="T" + part.lstrip("T")) if ends(g) else None
    if of is None and not time and g[":first"] is g[":last"] and part[0] != "T":
        return None
    if of is None:
        which = which_of(g.get("which"))
        if not which and not time and not mod:
            before = g.get(":before")
            if before is None or before.text.lower() not in _PART_CUES or followed(g, "of"):
                return None
        night = part == "NI"
        count = {"last": -1, "past": -1, "prev": -1, "next": 1, "following": 1}.get(which, 0)
        how = "context" if which in ("next", "following", "same", "that", "prev", "") else "deictic"
        if which == "last" and not night and part != "EV":
            count = -1
        of = Said("shift", "day", which=how, count=count, value=which)
    return Said(
        "timed",
        "time",
        of=of,
        value=time.value if time else "T" + part.lstrip("T"),
        count=time.count if time else None,
        which="midnight" if part == "T24:00" and "tonight" not in g else "",
        mod=mod or (time.mod if time else ""),
        short=time.short if time else False,
    )


_BEFORE_HOURS = _AT | {"to", "till", "and", "between", "approximately", "-"}


def _hours(g: Groups) -> Said | None:
    """Read "at 1300 on Monday"."""
    return hours_of(g["hours"]) if before_word(g) in _BEFORE_HOURS else None


def hours_of(piece: Piece) -> Said:
    """Return the time of day that four digits are."""
    hour, minute = divmod(piece.values["hhmm"], 100)
    return Said("clock", "time", value=f"T{hour:02}:{minute:02}", number=hour * 60 + minute)


_PART_CUES = frozenset("in during by on at of before after around until since about".split())


def _week_timed(g: Groups, part: str) -> Made:
    """Read "Monday evening next week" and "the first Monday evening of May"."""
    day = said_of(g.get("WD") or g["of"])
    of = said_of(g.get("within") or g["shift"])
    if day is None or day.op != "weekday" or day.which or of is None:
        return None
    if "shift" in g and of.unit != "week":
        return None
    place = 1
    if "number" in g:
        place = -1 if "last" in g["number"].values else whole(g["number"]) or 0
    on = Said("part", "weekday", weekday=day.weekday, number=place, of=of)
    return Said("timed", "time", of=on, value="T" + part)


def _no_count(piece: Piece) -> bool:
    return "vague" in piece.values or "yyyy" in piece.values


def duration(g: Groups) -> Made:
    if "long" in g:
        unit = g["long"].values["long"]
        return Said("duration", unit, count=1, value=period(1, unit))
    unit = unit_named(g, "UNIT") or unit_named(g, "unit") or unit_named(g, "units")
    piece = g.get("count")
    if not unit or unit == "weekend":
        return None
    if "ord" in g and "ordinal" in g["ord"].values and g["ord"].values["ordinal"] != 1:
        return None  # "the second twelve minutes later"
    count = number(piece)
    plural = g[":last"].values.get("units")
    if not plural and ("vague" in g or (piece is not None and _no_count(piece))):
        return None  # "some day", "the 2012 quarter"
    if piece is not None and "a" in piece.values:
        before = g.get(":before")
        quiet = before is not None and before.text.lower() in (
            "for",
            "within",
            "in",
            "after",
            "about",
            "over",
            "than",
            "nearly",
            "almost",
            "lasted",
            "under",
            "least",
            "last",
            "to",
        )
        quiet = quiet or "how" in g or followed(g, "after") or followed(g, "before")
        if not quiet or unit in ("second", "minute"):
            return None
    if piece is None and "vague" not in g and "morethan" not in g:
        return None
    if (unit == "second" and not plural) or (unit == "quarter" and followed(g, "of")):
        return None  # "three quarters of the troops"
    value = period(count, unit)
    if "count2" in g:
        value += period(number(g["count2"]), unit_named(g, "units2")).lstrip("P")
    return Said("duration", unit, count=count, value=value, mod=mod_of(g))


def loose_duration(g: Groups) -> Made:
    unit = g["units"].values["units"]
    if unit == "second":
        return None
    return Said("duration", unit, value=period(None, unit)), "DUR", 1


#: So long are weekdays that are written short.
_SHORT = 5


def frequency(g: Groups) -> Made:
    if g[":last"].text.lower() == "night":
        return Said("set", value="XXXX-XX-XXTNI"), "SET", 1  # "at night"
    if "plural" in g:
        return Said("set", value=g["plural"].values["plural"])
    if "times" in g:
        return Said("set", value=period(1, unit_named(g, "unit")))
    if "frequency" in g:
        return Said("set", value=g["frequency"].values["frequency"])
    if "each" in g:
        return _set_of_weekday(g)
    if "open" in g:  # "Mon-Fri"
        short = all(len(g[x].text) <= _SHORT for x in ("open", ":last"))
        return Said("set", value=f"XXXX-WXX-{g['open'].values['weekday']}") if short else None
    unit = unit_named(g, "UNIT") or unit_named(g, "unit")
    if unit:
        count = number(g.get("number"))
        return Said("set", value=period(count or 1, unit))
    if "day" in g:
        day = whole(g["day"]) or 0
        return Said("set", value=f"XXXX-{month_of(g['month']):02}-{day:02}") if day < 32 else None
    if "weekday" in g:
        return Said("set", value=f"XXXX-WXX-{g['weekday'].values['weekday']}")
    if "MONTH" in g:
        return Said("set", value=f"XXXX-{month_of(g['MONTH']):02}")
    if "season" in g:
        return Said("set", value="XXXX-" + SEASONS[g["season"].values["season"]])
    return Said("set", value="XXXX-XX-XXT" + g["part"].values["part"]) if "part" in g else None


def _is_adjective(g: Groups) -> bool:
    """Tell "a former president" from "the former"."""
    after = g.get(":after")
    return after is not None and after.text[:1].isalpha() and after.text not in _AFTER_PAST


def _set_of_weekday(g: Groups) -> Made:
    """Read "the first Tuesday of every month", for which TIMEX3 has the month alone."""
    unit = unit_named(g, "each")
    if "MONTH" in g:
        return Said("set", value=f"XXXX-{month_of(g['MONTH']):02}") if unit == "year" else None
    return Said("set", value=period(1, unit)) if unit in ("month", "quarter", "year") else None


#: Words before "that time" after which it is one that the text speaks of.
_SPOKEN = frozenset("at during throughout from of".split())


def _is_spoken_of(g: Groups) -> bool:
    """Tell "during this period", of which no rule tells the days, from "this time"."""
    after = g.get(":after")
    return before_word(g) in _SPOKEN and (after is None or "X" not in after.values)


_AFTER_PAST = frozenset(
    "a an the and but to , he she it they we was were is had have has that".split()
)


def ref(g: Groups) -> Made:
    if "recent" in g:
        return Said("ref", g["units"].values["units"], value="PAST_REF")
    if "former" in g:
        return Said("ref", value="PAST_REF") if _is_adjective(g) else None
    if "span" in g:
        return Said("ref") if _is_spoken_of(g) else None
    if "to" in g:
        return Said("ref", value="PRESENT_REF", which="to date") if ends(g) else None
    if "past" in g:
        after = g.get(":after")
        return (
            None
            if after is not None
            and after.text[:1].isalnum()
            and after.text.islower()
            and after.text not in _AFTER_PAST
            else Said("ref", value="PAST_REF")
        )
    if "refadverb" in g:
        if before_word(g) == "as" or followed(g, "-"):
            return None  # "as soon as", "the now-isolated"
        return Said("ref", value=g["refadverb"].values["refadverb"], which="adverb")
    return Said("ref", value=g["ref"].values["ref"])
