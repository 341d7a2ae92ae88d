"""When an incident was: the dates that a text offers, and what speaks for each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from muc_text import is_violent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from muc_text import Text

    from kb.model.timespan import TimeSpan
    from kb.resolve.dates import DateMention

#: A day or a range of days; the first may be open.
Interval = tuple[str | None, str | None]
_SECONDS = 86400


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
        for interval in _intervals(mention, day):
            if number is not None:
                rows = found.setdefault(interval, _of_interval(interval, day))
                rows += _of_mention(text, incident, mention, number, interval)
    _add_datings(text, incident, found, day)
    others = sum("near=0" in x for x in found.values())
    found[None, day] += [f"others={min(others, 3)}"]
    return found


def _intervals(mention: DateMention, day: str) -> list[Interval]:
    """Return what a mention may mean: a night that has passed is its evening, or both its days."""
    first, last = interval_of(mention.time_span)
    found = [(first, last)]
    if first is not None and "night" in mention.text.lower():
        morning = (date.fromisoformat(first) + timedelta(1)).isoformat()
        found.append((first, min(day, morning)))
    within = [_within(x, day) for x in found]
    return list(dict.fromkeys(x for x in within if x is not None))


def _of_mention(
    text: Text, incident: Mapping[int, float], mention: DateMention, number: int, interval: Interval
) -> Iterator[str]:
    near, width = min(min(abs(number - x) for x in incident), 4), interval[0] == interval[1]
    yield from (f"near={near}", f"near={near}/{how_long_ago(interval, text.published)}")
    yield from (f"form={mention.rule}", f"word={mention.text.lower()[:20]}/{width}")
    yield from (f"chance={int(incident.get(number, 0) * 5)}", f"sentence={min(number, 3)}/{near}")
    tokens = text.sentences[number].tokens
    at = next((i for i, x in enumerate(tokens) if x.start >= mention.start), 0)
    yield from (f"before={x.text.lower()}" for x in tokens[max(0, at - 2) : at])
    gaps = [at - x.trigger.place for x in text.happenings[number] if is_violent(x.trigger.kind)]
    gap = min(gaps, key=abs, default=99)
    side = "after" if gap > 0 else "before"
    yield from (f"gap={min(5, abs(gap) // 3)}/{near}", f"gap={min(3, abs(gap) // 4)}/{side}")


def _add_datings(
    text: Text, incident: Mapping[int, float], found: dict[Interval, list[str]], day: str
) -> None:
    for number in incident:
        for happening in text.happenings[number]:
            if not is_violent(happening.trigger.kind) or happening.dating.time_span is None:
                continue
            interval = _within(interval_of(happening.dating.time_span), day)
            if interval is None:
                continue
            rows = found.setdefault(interval, _of_interval(interval, day))
            rows += [
                f"rule={happening.dating.rule}",
                f"rule={happening.dating.rule}/{how_long_ago(interval, day)}",
            ]
            rows.append(f"kind={happening.trigger.kind}")


def _of_interval(interval: Interval, day: str) -> list[str]:
    first, last = interval
    width = 0 if first == last else 9 if first is None else 5
    return [f"ago={how_long_ago(interval, day)}", f"width={width}"]


def how_long_ago(interval: Interval, day: str) -> str:
    """Return how many days before a day an interval ended at most, in steps."""
    if interval[1] is None:
        return "open"
    days = (date.fromisoformat(day) - date.fromisoformat(interval[1])).days
    for limit in (0, 1, 3, 7, 31, 92, 366):
        if days <= limit:
            return str(limit)
    return "more"


def _within(interval: Interval, day: str) -> Interval | None:
    """Return an interval as it may be of something that had happened; None where it may not."""
    first, last = interval
    if last is None or last > day:
        last = day
    if first is not None and (first > day or first < "1900"):
        return None
    return (first, last) if first != last or first is not None else None
