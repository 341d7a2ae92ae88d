"""When and where an incident was: the candidates that a text offers, and what speaks for each."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from muc_features import fold
from muc_text import is_violent

from kb.read.article.states import states, voices

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from muc_text import Text

    from kb.model.timespan import TimeSpan
    from kb.resolve.places import PlaceMention

#: A day or a range of days; the first may be open.
Interval = tuple[str | None, str | None]
_SECONDS = 86400
_NAME = r"(?:(?:[Dd]e|[Dd]el|[Ll]a|[Ll]as|[Ll]os|[Ee]l) )*[A-Z][\w']+"
_KINDS = (
    "neighborhood|district|municipality|village|town|department|province|avenue|street|farm|"
    "hacienda|sector|suburb|zone|canton|region|hamlet|city|port"
)
_BEFORE_KIND = re.compile(rf"({_NAME}(?: {_NAME}){{0,3}})\s+(?:{_KINDS})\b")
_AFTER_KIND = re.compile(rf"\b(?:{_KINDS})s? of ({_NAME}(?: {_NAME}){{0,3}})")


@dataclass(frozen=True, slots=True)
class Named:
    """A place as printed; `country` is in capitals and empty where no gazetteer knows it."""

    start: int
    end: int
    name: str
    kind: str
    country: str
    confidence: float
    is_demonym: bool


def interval_of(span: TimeSpan | None) -> Interval:
    """Return the first and last day of a span."""
    if span is None:
        return None, None
    low, high = span.earliest, span.latest
    return (
        None if low is None else date.fromordinal(low // _SECONDS).isoformat(),
        None if high is None else date.fromordinal(high // _SECONDS).isoformat(),
    )


def date_candidates(text: Text, incident: Mapping[int, float]) -> dict[Interval, list[str]]:
    """Return the dates that an incident may have, with their features.

    `incident` has the sentences that tell of it, each with its probability.
    """
    day = text.published
    if not day:
        return {}
    found: dict[Interval, list[str]] = {(None, day): ["default"]}
    for mention in text.dates:
        number = text.sentence_at(mention.start)
        interval = _within(interval_of(mention.time_span), mention.text, day)
        if number is None or interval is None:
            continue
        near = min(abs(number - x) for x in incident)
        rows = found.setdefault(interval, _of_interval(interval, day))
        rows += [f"near={min(near, 4)}", f"near={min(near, 4)}/{_ago(interval, day)}"]
        rows += [f"form={mention.rule}", f"word={mention.text.lower()[:20]}"]
        rows.append(f"chance={int(incident.get(number, 0) * 5)}")
    _add_datings(text, incident, found, day)
    others = sum("near=0" in x for x in found.values())
    found[None, day] += [f"others={min(others, 3)}"]
    return found


def _add_datings(
    text: Text, incident: Mapping[int, float], found: dict[Interval, list[str]], day: str
) -> None:
    for number in incident:
        for happening in text.happenings[number]:
            if not is_violent(happening.trigger.kind) or happening.dating.time_span is None:
                continue
            interval = _within(interval_of(happening.dating.time_span), "", day)
            if interval is None:
                continue
            rows = found.setdefault(interval, _of_interval(interval, day))
            rows += [
                f"rule={happening.dating.rule}",
                f"rule={happening.dating.rule}/{_ago(interval, day)}",
            ]
            rows.append(f"kind={happening.trigger.kind}")


def _of_interval(interval: Interval, day: str) -> list[str]:
    first, last = interval
    width = 0 if first == last else 9 if first is None else 5
    return [f"ago={_ago(interval, day)}", f"width={width}"]


def _ago(interval: Interval, day: str) -> str:
    if interval[1] is None:
        return "open"
    days = (date.fromisoformat(day) - date.fromisoformat(interval[1])).days
    for limit in (0, 1, 3, 7, 31, 92, 366):
        if days <= limit:
            return str(limit)
    return "more"


def _within(interval: Interval, words: str, day: str) -> Interval | None:
    """Return an interval as it may be of something that had happened; None where it may not."""
    first, last = interval
    if words.lower() == "last night" and first is not None:
        nightfall = date.fromisoformat(first)
        return first, min(day, (nightfall + timedelta(1)).isoformat())
    if last is None or last > day:
        last = day
    if first is not None and (first > day or first < "1900"):
        return None
    return (first, last) if first != last or first is not None else None


def home_of(text: Text) -> str:
    """Return the country of a text's dateline, in capitals; empty where it has none."""
    town, _, rest = text.dateline.partition(" (")
    for name in (rest.rstrip(")"), town):
        for known in (states(), voices()):
            by_capitals = {fold(x): fold(state) for x, state in known.items()}
            if fold(name) in by_capitals:
                return by_capitals[fold(name)]
    same = (x for x in text.places if x.start < text.body and fold(x.text) == fold(town))
    return next((_country(x) for x in same if fold(town) != "CLANDESTINE"), "")


def _country(mention: PlaceMention) -> str:
    place = mention.place
    return fold(place.name if place.kind == "country" else (place.within or ("",))[-1])


def places_of(text: Text) -> list[Named]:
    """Return the places of a text: those of the gazetteer, and those that a noun gives away."""
    home = home_of(text)
    found: list[Named] = []
    for x in text.places:
        if _is_name_of_another(text, x, home):
            continue
        country = _country(x)
        found.append(
            Named(x.start, x.end, x.text, x.place.kind, country, x.confidence, x.is_demonym)
        )
    for pattern in (_BEFORE_KIND, _AFTER_KIND):
        for match in pattern.finditer(text.cased):
            start, end = match.span(1)
            if not any(x.start < end and start < x.end for x in found):
                found.append(Named(start, end, match.group(1), "named", "", 0.5, False))
    return sorted(found, key=lambda x: x.start)


def _is_name_of_another(text: Text, mention: PlaceMention, home: str) -> bool:
    """Tell whether a place's name is part of somebody's, as far as that is sure."""
    around = [x for x in text.actors if x.start <= mention.start and mention.end <= x.end]
    if not around:
        return False
    actor, country = around[0], (mention.place.within or ("",))[-1]
    if actor.why.startswith("person"):
        return mention.place.kind == "country" or "title" in actor.why or fold(country) != home
    whole = (actor.start, actor.end) == (mention.start, mention.end)
    named = actor.why.startswith(("spelt out", "acronym", "organisation"))
    return named and not whole and mention.place.kind != "country"


def place_candidates(
    text: Text, incident: Mapping[int, float], places: list[Named], home: str
) -> dict[str, list[str]]:
    """Return the names of places where an incident may have been, with their features."""
    found: dict[str, list[str]] = {"": ["none"]}
    counts = Counter(fold(x.name) for x in places)
    town = fold(text.dateline.partition(" (")[0])
    for place in places:
        number = text.sentence_at(place.start)
        if number is None or place.is_demonym or place.kind == "country":
            continue
        near = min(abs(number - x) for x in incident)
        if near > 3:
            continue
        name = fold(place.name)
        rows = found.setdefault(name, [f"count={min(counts[name], 4)}", f"kind={place.kind}"])
        rows += _of_place(text, place, number, near, incident)
        if place.country:
            rows.append(f"home={place.country == home}")
        rows.append(f"dateline={name == town}")
    others = sum("near=0" in x for x in found.values())
    found[""] += [f"others={min(others, 3)}"]
    return found


def _of_place(
    text: Text, place: Named, number: int, near: int, incident: Mapping[int, float]
) -> Iterator[str]:
    before = text.cased[max(0, place.start - 25) : place.start].lower().split()[-3:]
    after = text.cased[place.end : place.end + 25].lower().split()[:2]
    word = next((x for x in reversed(before) if x not in ("the", "a")), "")
    yield from (f"near={near}", f"word={word}", f"near={near}/{word}/{place.kind}")
    yield from (f"after={x}" for x in after[:1])
    yield from (f"b={x}" for x in before)
    yield f"sure={int(place.confidence * 4)}"
    yield f"chance={int(incident.get(number, 0) * 5)}"
    at = next((i for i, x in enumerate(text.sentences[number].tokens) if x.start >= place.start), 0)
    gaps = [at - x.trigger.place for x in text.happenings[number] if is_violent(x.trigger.kind)]
    gap = min(gaps, key=abs, default=99)
    yield f"gap={min(5, abs(gap) // 3)}/{'after' if gap > 0 else 'before'}/{near}"


#: What the country of the dateline counts, and one named by its people, beside one that a sentence
#: of the incident names.
HOME, BY_PEOPLE, IN_TEXT, CHOSEN = 0.9, 0.2, 0.15, 0.8


def country_of(
    name: str, incident: Mapping[int, float], text: Text, places: list[Named], home: str
) -> str:
    """Return the country of an incident: that of the place chosen, else the one told of."""
    around: Counter[str] = Counter({home: HOME} if home else {})
    told = Counter(x.country for x in places if x.kind == "country" and x.start >= text.body)
    for country, count in told.items():
        around[country] += min(count, 4) * IN_TEXT
    for place in places:
        number = text.sentence_at(place.start)
        if number in incident and place.country and place.kind == "country":
            around[place.country] += incident[number] * (BY_PEOPLE if place.is_demonym else 1)
        if fold(place.name) == name and place.country in around:
            around[place.country] += CHOSEN
    return around.most_common(1)[0][0] if around else ""


def with_neighbours(name: str, places: list[Named]) -> list[str]:
    """Return a place's name with those printed beside it, which contain it or are in it."""
    spans = [x for x in places if fold(x.name) == name]
    found = [name]
    for place in places:
        beside = any(
            0 <= place.start - x.end <= 25 or 0 <= x.start - place.end <= 25 for x in spans
        )
        if beside and not place.is_demonym and place.kind != "country" and len(found) < 3:
            found.append(fold(place.name))
    return list(dict.fromkeys(found))
