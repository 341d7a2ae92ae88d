"""The events of a page as a list to read: what the template shows, in time order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from kb.errors import InvalidTimeSpan
from kb.model.timespan import TimeSpan
from kb.show.account import Account, Reading, accounts, state_order
from kb.show.phrases import (
    count_words,
    counts_words,
    property_words,
    roles_words,
    showable,
    status_words,
)
from kb.show.theme import FAMILIES, STATUSES, family_of
from kb.show.words import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.model.tables import Tables
    from kb.show.account import Report
    from kb.show.words import Words

__all__ = [
    "LISTED",
    "Entry",
    "Group",
    "entry_of",
    "list_events",
    "summary_line",
    "tallies",
]

_YEAR = re.compile(r"-?\d+")

#: A page lists up to so many events; of more it lists the first FIRST, and counts them all.
LISTED, FIRST = 2_000, 300

#: Of so many places, those with the most events, a page says how many events they have.
MOST_COUNTED = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the list; `datetime` is what HTML understands of its date, or empty."""

    account: Account
    words: Words
    datetime: str

    @property
    def id(self) -> str:
        """The id, as it can be shown."""
        return showable(self.account.event)

    @property
    def title(self) -> str:
        """The title, as it can be shown."""
        return showable(self.account.title)

    @property
    def when(self) -> str:
        """The date in words; for a plan and for no date at all it says so."""
        told, say = self.account, self.words.say
        if told.words and told.edtf:
            return _day_words(told.edtf, self.words) if self.words.lang != "en" else told.words
        if told.plan:
            return say("planned_for", when=_day_words(told.plan_edtf, self.words) or told.plan)
        by = _day_words(told.not_after, self.words)
        return say("no_date_by", day=by) if by else say("no_date")

    @property
    def color(self) -> str:
        """The hue of its kind."""
        return family_of(self.account.kind_code).color

    @property
    def family(self) -> int:
        """Which of the families of kinds it belongs to."""
        return FAMILIES.index(family_of(self.account.kind_code))

    @property
    def kind(self) -> str:
        """What its kind is called."""
        return showable(self.words.kind(self.account.kind_code))

    @property
    def status(self) -> str:
        """What became of it."""
        return status_words(self.account.status, self.words)

    @property
    def status_class(self) -> str:
        """Its status, where that is one that there is a style for."""
        known = {each.name for each in STATUSES}
        return self.account.status if self.account.status in known else "unsaid"

    @property
    def badges(self) -> list[tuple[str, str]]:
        """Pairs of a standing and how it is told, the gravest first."""
        stands, say = self.account.standing, self.words.say
        about = property_words(self.account.contested_properties, self.words)
        told = (
            (stands.withdrawn, "withdrawn", say("badge_withdrawn")),
            (stands.denied, "denied", say("badge_denied")),
            (stands.contested, "contested", say("badge_contested", about=about).rstrip(": ")),
            (stands.one_sided, "one_sided", say("badge_one_sided", side=stands.side or "1")),
        )
        return [(name, showable(text)) for is_so, name, text in told if is_so]

    @property
    def details(self) -> list[tuple[str, str]]:
        """Where, who and how many, each under its name."""
        told = self.account
        pairs = (
            ("fact_places", told.places),
            ("fact_actors", roles_words(told.actors, self.words)),
            ("fact_counts", counts_words(told.counts, self.words)),
        )
        return [(self.words[name], showable(text)) for name, text in pairs if text]

    @property
    def properties(self) -> list[tuple[str, list[tuple[str, str, str, str]]]]:
        """The rival readings of each property: text, who holds it, its state and its name."""
        return [
            (property_words(name, self.words), _side_by_side(readings, self.words))
            for name, readings in self.account.rivals.items()
        ]

    @property
    def reports(self) -> list[tuple[str, str, str, str]]:
        """The reports: who says so, on which day, in which words, and where."""
        return [
            (report_line(each, self.words), _day(each.published), showable(each.quote), each.url)
            for each in self.account.reports
        ]


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and the events below it."""

    heading: str
    entries: tuple[Entry, ...]


def report_line(report: Report, words: Words) -> str:
    """Return who says so, and where: in one line."""
    by = report.claimant or report.source or words["no_source"]
    parts = [words[f"stance_{report.stance}"]] if f"stance_{report.stance}" in words else []
    parts.append(by)
    if report.claimant and report.source:
        parts += [words["in"], report.source]
    if report.via:
        parts += [words["via"], report.via]
    return showable(" ".join(parts))


def _day(published: str) -> str:
    return published[:10] if _datetime(published[:10]) else ""


def summary_line(tables: Tables, words: Words | None = None) -> str:
    """Return how much the tables hold, and from when to when, in one line."""
    words = words or words_in("en")
    events, sources = tables.events, tables.reports["source"]
    n_sources = int(sources[sources != ""].nunique())
    counts = [("n_events", len(events)), ("n_reports", len(tables.reports))]
    counts += [("n_sources", n_sources)] if n_sources else []
    held = ", ".join(words.say(name, n=n) for name, n in counts)
    dated = {text for name in ("earliest", "latest") for text in pd.unique(events[name]) if text}
    if not dated:
        return held
    first, last = (_end_words(end(dated, key=_day_key), words) for end in (min, max))
    form = "holds_when" if first == last else "holds_from_to"
    return words.say(form, held=held, first=first, last=last)


def _day_key(text: str) -> tuple[int, str]:
    """Return what sorts ISO days by time: years have as many digits as they need, and signs."""
    year = _YEAR.match(text)
    return (int(year[0]), text[year.end() :]) if year else (0, text)


def _end_words(text: str, words: Words) -> str:
    """Return the day on which a selection begins or ends; of what lies far back, the year."""
    year = _day_key(text)[0]
    if year < 1:
        return words.say("bc", year=str(1 - year))
    return _day_words(text.split("T")[0], words)


def _day_words(text: str, words: Words) -> str:
    try:
        return words.date(TimeSpan.parse(text)) if text else ""
    except InvalidTimeSpan:
        return showable(text)


def list_events(tables: Tables, words: Words | None = None) -> tuple[list[Group], list[Entry], int]:
    """Return the dated events by month, the undated ones, and how many are left out."""
    words = words or words_in("en")
    events, dated = tables.events.index, tables.spans.dated
    most = LISTED if len(events) <= LISTED else FIRST
    shown, bare = ([str(each) for each in events[mask][:most]] for mask in (dated, ~dated))
    groups: dict[str, list[Entry]] = {}
    for account in accounts(tables, shown):
        groups.setdefault(_heading(account, words), []).append(entry_of(account, words))
    rest = [entry_of(account, words) for account in accounts(tables, bare)]
    left = len(events) - len(shown) - len(bare)
    return [Group(key, tuple(each)) for key, each in groups.items()], rest, left


def _heading(account: Account, words: Words) -> str:
    start = account.earliest[:7]
    return _month_words(start, words) if start else words["beginning_unknown"]


def _month_words(month: str, words: Words) -> str:
    within = words["date_within"].format("")
    return _day_words(month, words).removeprefix(within)


def _months(tables: Tables, words: Words) -> list[tuple[str, int]]:
    """Count the dated events by the month in which they begin at the earliest."""
    earliest = tables.events["earliest"]
    counts = earliest[earliest != ""].str[:7].value_counts(sort=False)
    return [(_month_words(str(month), words), int(count)) for month, count in counts.items()]


def tallies(tables: Tables, words: Words) -> list[tuple[str, list[tuple[str, int]]]]:
    """Count the events by month, by place and by kind, under a heading each."""
    places = tables.event_places["place"].value_counts().head(MOST_COUNTED)
    names = tables.places["name"].to_dict()
    kinds = tables.events["kind"].value_counts()
    by_place = [(showable(str(names.get(at) or at)), int(n)) for at, n in places.items()]
    by_kind = [(words.kind(str(kind)) or words["no_kind"], int(n)) for kind, n in kinds.items()]
    return [
        (words["month"], _months(tables, words)),
        (words["column_places"], by_place),
        (words["column_kind"], by_kind),
    ]


def entry_of(account: Account, words: Words | None = None) -> Entry:
    """Return what a list shows of an event."""
    return Entry(account, words or words_in("en"), _datetime(account.edtf))


#: Properties that are no counts; any other is one.
_NAMED = frozenset("status date kind places actors coordinates relations event".split())


def _side_by_side(readings: Sequence[Reading], words: Words) -> list[tuple[str, str, str, str]]:
    return [
        (
            reading_words(each, words),
            showable(", ".join(each.holders)),
            each.state,
            words.messages.get(f"state_{each.state}", each.state),
        )
        for each in sorted(readings, key=state_order)
    ]


def reading_words(reading: Reading, words: Words) -> str:
    """Return a reading as it is said; a date in words."""
    if reading.property == "date":
        return _day_words(reading.text, words) or words["not_known"]
    if reading.property not in _NAMED and reading.text:
        return showable(count_words(reading.text, words))
    nothing = words["not_so" if reading.state == "denies" else "not_known"]
    return showable(reading.text) or nothing


def _datetime(edtf: str) -> str:
    """Return the day, month or year of a date that HTML's `time` understands, else nothing."""
    plain = edtf.rstrip("~?%").split("/")[0]
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", plain, re.ASCII)
    if not found or found[1] == "0000":
        return ""
    return plain if not found[2] or 1 <= int(found[2]) <= 12 else ""
