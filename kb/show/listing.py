"""The events of a page as a list to read: what the template shows, in time order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kb.errors import InvalidTimeSpan
from kb.model.timespan import TimeSpan
from kb.model.vocabulary import label
from kb.show.account import Account, Reading, accounts, state_order
from kb.show.theme import FAMILIES, STATUSES, family_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.model.tables import Tables

__all__ = [
    "LISTED",
    "Entry",
    "Group",
    "Summary",
    "entry_of",
    "list_events",
    "months",
    "safe_url",
    "summary",
    "tallies",
]

#: A page lists up to so many events; of more it lists the first FIRST, and counts all by month.
LISTED, FIRST = 2_000, 300

_STATES = {
    "won": "shown", "agrees": "agrees", "lost": "lost", "denies": "denies", "doubts": "doubts",
    "superseded": "superseded", "history": "earlier", "withdrawn": "withdrawn",
}  # fmt: skip


#: Of so many places, those with the most events, a page says how many events they have.
MOST_COUNTED = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the list; `datetime` is what HTML understands of its date, or empty."""

    account: Account
    datetime: str
    color: str
    family: int
    status: str
    properties: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and the events below it."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """How much a page holds."""

    events: int
    reports: int
    sources: int
    first: str
    last: str

    @property
    def line(self) -> str:
        """What the page holds, in one line."""
        counts = (_counted(self.events, "event"), _counted(self.reports, "report"),
                  _counted(self.sources, "source"))  # fmt: skip
        span = f"{self.first} to {self.last}" if self.first != self.last else self.first
        return ", ".join(counts) + (f"; {span}" if span else "")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def summary(tables: Tables) -> Summary:
    """Count what the tables hold, and say from when to when."""
    events, sources = tables.events, tables.reports["source"]
    dated = [text for text in events["earliest"] if text]
    late = [text for text in events["latest"] if text] or dated
    ends = sorted([*dated, *late], key=_day_key)
    return Summary(
        len(events), len(tables.reports), int(sources[sources != ""].nunique()),
        _day_words(ends[0]) if ends else "", _day_words(ends[-1]) if ends else "",
    )  # fmt: skip


def _day_key(text: str) -> tuple[int, str]:
    return (-1, text) if text.startswith(("-", "Y-")) else (0, text)


def _day_words(text: str) -> str:
    try:
        return TimeSpan.parse(text.split("T")[0]).words
    except InvalidTimeSpan:
        return text


def list_events(tables: Tables) -> tuple[list[Group], list[Entry], int]:
    """Return the dated events by month, the undated ones, and how many are left out."""
    events = tables.events.index
    dated = [str(event) for event, is_so in zip(events, tables.spans.dated, strict=True) if is_so]
    undated = [
        str(each) for each, is_so in zip(events, tables.spans.dated, strict=True) if not is_so
    ]
    most = LISTED if len(events) <= LISTED else FIRST
    shown, bare = dated[:most], undated[:most]
    groups: dict[str, list[Entry]] = {}
    for account in accounts(tables, shown):
        groups.setdefault(_heading(account), []).append(entry_of(account))
    rest = [entry_of(account) for account in accounts(tables, bare)]
    left = len(events) - len(shown) - len(bare)
    return [Group(key, tuple(each)) for key, each in groups.items()], rest, left


def _heading(account: Account) -> str:
    return _month_words(account.earliest[:7]) if account.earliest else "Beginning not known"


def _month_words(month: str) -> str:
    try:
        return TimeSpan.parse(month).words.removeprefix("some time in ")
    except InvalidTimeSpan:
        return month


def months(tables: Tables) -> list[tuple[str, int]]:
    """Count the dated events by the month in which they begin at the earliest."""
    earliest = tables.events["earliest"]
    counts = earliest[earliest != ""].str[:7].value_counts(sort=False)
    return [(_month_words(str(month)), int(count)) for month, count in counts.items()]


def tallies(tables: Tables, messages: dict[str, str]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Count the events by month, by place and by kind, under a heading each."""
    places = tables.event_places["place"].value_counts().head(MOST_COUNTED)
    names = tables.places["name"].to_dict()
    kinds = tables.events["kind"].value_counts()
    return [
        (messages["column_time"], months(tables)),
        (
            messages["column_places"],
            [(str(names.get(at) or at), int(n)) for at, n in places.items()],
        ),
        (
            messages["column_kind"],
            [(label(str(kind)) if kind else "", int(n)) for kind, n in kinds.items()],
        ),
    ]


def entry_of(account: Account) -> Entry:
    """Return what a list shows of an event."""
    words = next((each.label for each in STATUSES if each.name == account.status), account.status)
    return Entry(
        account,
        _datetime(account.edtf),
        family_of(account.kind_code).color,
        FAMILIES.index(family_of(account.kind_code)),
        words,
        tuple((name, _side_by_side(readings)) for name, readings in account.rivals.items()),
    )


def _side_by_side(readings: Sequence[Reading]) -> tuple[tuple[str, str, str], ...]:
    ordered = sorted(readings, key=state_order)
    return tuple(
        (_reading_words(each), ", ".join(each.holders), _STATES.get(each.state, each.state))
        for each in ordered
    )


def _reading_words(reading: Reading) -> str:
    """Return a reading as it is said; a date in words."""
    if reading.property == "date":
        return _day_words(reading.text) or "not known"
    return reading.text or ("not so" if reading.state == "denies" else "not known")


def _datetime(edtf: str) -> str:
    """Return the day, month or year of a date that HTML's `time` understands, else nothing."""
    plain = edtf.rstrip("~?%").split("/")[0]
    parts = plain.split("-")
    digits = all(part.isascii() and part.isdigit() for part in parts)
    widths = tuple(map(len, parts))
    if not digits or widths not in ((4,), (4, 2), (4, 2, 2)) or parts[0] == "0000":
        return ""
    return plain if len(parts) < 2 or int(parts[1]) <= 12 else ""


def safe_url(url: str) -> str:
    """Return an address that may become a link, else nothing.

    Examples
    --------
    >>> safe_url("https://example.org/a"), safe_url("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    text = url.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    known = parts.scheme in ("http", "https") and parts.netloc
    return text if known and not any(each.isspace() for each in text) else ""
