"""Reports of the size and kind of real ones, by a seed: data to measure on, never to tune on.

The shares (how many cells are filled, relays, denials, statuses) are about those of
data/events.csv, the lengths too; all names are made up.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from pathlib import Path

FIRST_DAY = np.datetime64("2014-01-01")
N_DAYS, N_PLACES, N_OBLASTS, N_ACTORS, N_SIDES, N_SOURCES = 4_000, 4_000, 25, 3_000, 3, 400
AGENCIES = ("Agency One", "Agency Two", "Agency Three", "Agency Four", "Agency Five")
SHARES = {
    "vague": 0.30,
    "conflicting": 0.15,
    "relayed": 0.28,
    "claimed": 0.60,
    "related": 0.20,
    "counted": 0.27,
    "located": 0.03,
    "by alias": 0.15,
    "instants": 0.40,
    "foreign": 0.20,
    "noted": 0.30,
}
WEEKDAYS = {
    "en": "on Thursday,on Friday,on Saturday,on Sunday,on Monday,on Tuesday,on Wednesday".split(
        ","
    ),
    "uk": "у четвер,у п'ятницю,у суботу,у неділю,у понеділок,у вівторок,у середу".split(","),
}
LAGS = {
    "en": ("today", "yesterday", "two days ago", "three days ago"),
    "uk": ("сьогодні", "вчора", "позавчора", "три дні тому"),
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
LASTING = ("for weeks", "by September 15", "this month", "in recent days", "some time later")
EXACT = ("", "~", "?")
KINDS = (
    *("strike", "shelling", "capture", "battle", "assassination", "decision", "vote", "evacuation"),
    *("damage", "attack", "meeting", "statement"),
)
BROADER = {"strike": "attack", "shelling": "attack", "assassination": "attack"}
STATUSES = {
    "occurred": 0.75,
    "ongoing": 0.09,
    "": 0.08,
    "planned": 0.05,
    "postponed": 0.02,
    "cancelled": 0.01,
}
STANCES = {"": 0.92, "denies": 0.055, "doubts": 0.015, "retracts": 0.01}
ROLES = {"agent": 0.6, "target": 0.25, "victim": 0.05, "speaker": 0.1}
COUNTS = ("killed", "wounded", "evacuated", "settlements")
RELATIONS = {"about": 0.8, "after": 0.15, "because of": 0.05}
WORDS = (
    "forces officials bridge town river depot convoy crossing regional council said struck retaken "
    "closed opened near overnight residents evacuated damaged repaired artillery referendum "
    "planned postponed command southern northern eastern bank ferry power station supply route "
    "village"
).split()
#: Words of running text, by rank: made-up ones, and each twentieth a known one, also with the
#: marks for which a cell needs quotes.
SYLLABLES = "ba ko mi ru te sha vo ni lu pe za gri do le fa stu ma ki ro ve".split()
MADE_UP = ["".join(parts) for parts in product(SYLLABLES, repeat=3)]
TEXT = list(MADE_UP)
for number, word in enumerate(WORDS):
    TEXT[20 * number : 20 * number + 1] = [word, f"{word},", f'"{word}"']


def make_reports(n_reports: int, *, seed: int = 20220906) -> pa.Table:
    """Return reports in the columns of events.csv, in the order of publication.

    Three reports an event on average, but of some dozens; places, actors and sources after
    Zipf's law; 30% of the dates in vague words; 15% of the reports give another day, place, kind
    or agent than the event's.
    """
    random = np.random.default_rng(seed)
    n_events = max(1, n_reports // 3)
    weights = random.lognormal(sigma=0.7, size=n_events)
    event = random.choice(n_events, n_reports, p=weights / weights.sum())

    def chance(share: float) -> np.ndarray:
        return random.random(n_reports) < share

    def of_event(n_values: int) -> np.ndarray:
        return _zipf(random, n_events, n_values)[event]

    conflict = np.where(chance(SHARES["conflicting"]), random.integers(1, 5, n_reports), 0)
    day_of = random.integers(0, N_DAYS, n_events)
    day = day_of[event]
    lag = random.integers(0, 4, n_reports)
    published = FIRST_DAY + day + lag
    day = day - np.where(conflict == 1, random.integers(2, 30, n_reports), 0)
    place = np.where(conflict == 2, _zipf(random, n_reports, N_PLACES), of_event(N_PLACES))
    kind = np.where(conflict == 3, random.integers(0, len(KINDS), n_reports), of_event(len(KINDS)))
    agent = np.where(conflict == 4, _zipf(random, n_reports, N_ACTORS), of_event(N_ACTORS))
    source = _zipf(random, n_reports, N_SOURCES)
    foreign = chance(SHARES["foreign"])
    numbers = pa.array(np.arange(n_reports))
    days = pa.array(published.astype("datetime64[D]")).cast(pa.string())
    kinds = _of(KINDS, kind)
    broader = _of([BROADER.get(name, name) for name in KINDS], kind)
    columns = {
        "event": _event_ids(event),
        "report": _join("report-", numbers),
        "title": _words(random, n_reports, 4, 10),
        "kind": _where(chance(0.91), _where(chance(0.1), broader, kinds)),
        "status": _drawn(random, STATUSES, n_reports),
        "date": _dates(random, FIRST_DAY + day, lag, foreign),
        "said": _where(chance(0.2), _of(WEEKDAYS["en"], random.integers(0, 7, n_reports))),
        "published": _published(random, days),
        "lang": _where(foreign, "uk", _where(chance(0.1), "en")),
        "places": _places(random, place),
        "lat": _where(chance(SHARES["located"]), _degrees(45, place, 700)),
        "lon": None,
        "actors": _actors(random, agent),
        "counts": _counts(random, event),
        "source": _join("Publisher ", source),
        "url": _join(
            "https://publisher",
            source,
            ".example/news/",
            days,
            "/",
            numbers,
            "-of-the-day-in-some-more-words.html",
        ),
        "via": _where(
            chance(SHARES["relayed"]), _of(AGENCIES, _zipf(random, n_reports, len(AGENCIES)))
        ),
        "claimant": _where(
            chance(SHARES["claimed"]), _join("Claimant ", _zipf(random, n_reports, 900))
        ),
        "stance": _drawn(random, STANCES, n_reports),
        "quote": _words(random, n_reports, 2, 16),
        "relations": _relations(random, event, day_of),
        "note": _where(chance(SHARES["noted"]), _words(random, n_reports, 5, 20)),
    }
    columns["lon"] = _where(pc.not_equal(columns["lat"], ""), _degrees(30, place, 900))
    return pa.table(columns).take(pa.array(np.argsort(published, kind="stable")))


def make_authorities() -> dict[str, pa.Table]:
    """Return places.csv, actors.csv and sources.csv for the names in the reports."""
    place, actor, source = (np.arange(n) for n in (N_PLACES, N_ACTORS, N_SOURCES))
    oblasts = np.arange(N_OBLASTS)
    sides = ("Ukraine", "Russia", "neither")
    return {
        "places.csv": pa.table(
            {
                "id": pa.concat_arrays([_join("place-", place), _join("oblast-", oblasts)]),
                "name": pa.concat_arrays([_join("Place ", place), _join("Oblast ", oblasts)]),
                "aliases": pa.concat_arrays(
                    [_join("Місце ", place), _join("Oblast No. ", oblasts)]
                ),
                "within": pa.concat_arrays(
                    [_join("Oblast ", place % N_OBLASTS), _join("", np.full(N_OBLASTS, ""))]
                ),
                "lat": pa.concat_arrays([_degrees(45, place, 700), _degrees(45, oblasts, 700)]),
                "lon": pa.concat_arrays([_degrees(30, place, 900), _degrees(30, oblasts, 900)]),
            }
        ),
        "actors.csv": pa.table(
            {
                "id": _join("actor-", actor),
                "name": _join("Actor ", actor),
                "aliases": _join("Діяч ", actor),
                "member_of": _where(
                    actor >= N_SIDES,
                    _join("actor-", np.where(actor < 60, actor % N_SIDES, actor % 60)),
                ),
                "side": _where(actor < N_SIDES, _of(sides, actor % N_SIDES)),
            }
        ),
        "sources.csv": pa.table(
            {
                "id": _join("publisher-", source),
                "name": _join("Publisher ", source),
                "side": _of(sides, source % N_SIDES),
                "lang": _where(source % 5 == 0, "uk", "en"),
            }
        ),
    }


def write_csv(table: pa.Table, path: Path) -> None:
    """Write a table as spreadsheets do: quotes only where they are needed."""
    cells = []
    for column in table.columns:
        array = column.combine_chunks().cast(pa.large_string())
        special = pc.or_(pc.match_substring(array, ","), pc.match_substring(array, '"'))
        if pc.any(special).as_py():
            doubled = pc.replace_substring(array, '"', '""')
            array = pc.if_else(special, _join('"', doubled, '"'), array)
        cells.append(array)
    lines = pc.binary_join_element_wise(*cells, pa.scalar(",", pa.large_string()))
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(table.column_names) + "\n")
        for start in range(0, len(lines), 100_000):
            file.write("\n".join(lines[start : start + 100_000].to_pylist()) + "\n")


def make_folder(folder: Path, n_reports: int) -> None:
    """Write events.csv and the three files beside it, unless they are there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in make_authorities().items():
        write_csv(table, folder / name)
    write_csv(make_reports(n_reports), folder / "events.csv")


def _event_ids(event: np.ndarray) -> pa.Array:
    return _join(_of(WORDS, event % len(WORDS)), "-", _of(WORDS, event % 31), "-", event)


def _dates(
    random: np.random.Generator, day: np.ndarray, lag: np.ndarray, foreign: np.ndarray
) -> pa.Array:
    """Return days, months, ranges and flags in EDTF; words; and nothing where a report has none."""
    size = len(day)
    exact = pa.array(day.astype("datetime64[D]")).cast(pa.string())
    later = pa.array((day + random.integers(1, 9, size)).astype("datetime64[D]")).cast(pa.string())
    month = pc.utf8_slice_codeunits(exact, 0, 7)
    flag = _of(EXACT, random.choice(len(EXACT), size, p=(0.9, 0.07, 0.03)))
    edtf = _where(random.random(size) < 0.05, _join(exact, "/", later), _join(exact, flag))
    edtf = _where(random.random(size) < 0.05, month, edtf)
    vague = random.random(size) < SHARES["vague"]
    dated = _where(vague, _vague(random, day, lag, foreign), edtf)
    return _where(random.random(size) < 0.9, dated)


def _vague(
    random: np.random.Generator, day: np.ndarray, lag: np.ndarray, foreign: np.ndarray
) -> pa.Array:
    """Return the days in words, as a newspaper has them that is out so many days later."""
    size = len(day)
    weekday = day.astype("datetime64[D]").astype(np.int64) % 7
    month = day.astype("datetime64[M]").astype(np.int64) % 12
    of_month = (day.astype("datetime64[D]") - day.astype("datetime64[M]")).astype(np.int64)
    third = _of(("early ", "mid-", "late "), np.minimum(of_month // 10, 2))
    chosen = random.random(size)
    words = _where(chosen < 0.25, _of(LAGS["en"], lag), _of(WEEKDAYS["en"], weekday))
    native = _where(chosen < 0.25, _of(LAGS["uk"], lag), _of(WEEKDAYS["uk"], weekday))
    words = _where(chosen > 0.70, _join(third, _of(MONTHS, month)), words)
    words = _where(chosen > 0.90, _of(LASTING, random.integers(0, len(LASTING), size)), words)
    return _where(foreign, native, words)


def _published(random: np.random.Generator, days: pa.Array) -> pa.Array:
    size = len(days)
    minute = pc.utf8_lpad(pa.array(random.integers(0, 60, size)).cast(pa.string()), 2, "0")
    hour = pc.utf8_lpad(pa.array(random.integers(0, 24, size)).cast(pa.string()), 2, "0")
    offset = _of(("Z", "+03:00", "+02:00"), random.integers(0, 3, size))
    instant = _join(days, "T", hour, ":", minute, offset)
    known = _where(random.random(size) < SHARES["instants"], instant, days)
    return _where(random.random(size) < 0.89, known)


def _places(random: np.random.Generator, place: np.ndarray) -> pa.Array:
    by_alias = random.random(len(place)) < SHARES["by alias"]
    own = _where(by_alias, _join("Місце ", place), _join("Place ", place))
    both = _where(random.random(len(place)) < 0.4, _join(own, "; Oblast ", place % N_OBLASTS), own)
    return _where(random.random(len(place)) < 0.89, both)


def _actors(random: np.random.Generator, agent: np.ndarray) -> pa.Array:
    size = len(agent)
    by_alias = random.random(size) < SHARES["by alias"]
    name = _where(by_alias, _join("Діяч ", agent), _join("Actor ", agent))
    first = _join("agent: ", name)
    second = _join(
        first, "; ", _drawn(random, ROLES, size), ": Actor ", _zipf(random, size, N_ACTORS)
    )
    actors = _where(random.random(size) < 0.4, second, first)
    return _where(random.random(size) < 0.82, actors)


def _counts(random: np.random.Generator, event: np.ndarray) -> pa.Array:
    size = len(event)
    number = event * 7_919 % 20 + np.where(random.random(size) < 0.1, 1, 0)
    one = _join(_of(COUNTS, event % len(COUNTS)), ": ", number)
    ranged = _where(random.random(size) < 0.2, _join(one, "..", number + 3), one)
    several = _where(random.random(size) < 0.3, _join(ranged, "; wounded: ", number + 5), ranged)
    return _where(random.random(size) < SHARES["counted"], several)


def _relations(random: np.random.Generator, event: np.ndarray, day_of: np.ndarray) -> pa.Array:
    """Return relations to other events; what comes after another does not lie before it."""
    target = _zipf(random, len(event), len(day_of))
    first, second = np.where(day_of[event] > day_of[target], (event, target), (target, event))
    name = random.choice(len(RELATIONS), len(event), p=tuple(RELATIONS.values()))
    target = np.where((name == 0) | (first == event), target, second)
    related = (random.random(len(event)) < SHARES["related"]) & (target != event)
    return _where(related, _join(_of(tuple(RELATIONS), name), ": ", _event_ids(target)))


def _degrees(start: int, number: np.ndarray, span: int) -> pa.Array:
    cents = number * 37 % span
    return _join(start + cents // 100, ".", cents // 10 % 10, cents % 10)


def _words(random: np.random.Generator, size: int, least: int, most: int) -> pa.Array:
    """Return so many texts of least to most words."""
    ends = np.concatenate([[0], np.cumsum(random.integers(least, most, size))])
    words = _of(TEXT, _zipf(random, ends[-1], len(TEXT)))
    return pc.binary_join(pa.LargeListArray.from_arrays(ends, words), " ")


def _drawn(random: np.random.Generator, shares: dict[str, float], size: int) -> pa.Array:
    return _of(tuple(shares), random.choice(len(shares), size, p=tuple(shares.values())))


def _zipf(random: np.random.Generator, size: int, n_values: int) -> np.ndarray:
    weights = 1 / np.arange(1, n_values + 1)
    return random.choice(n_values, size, p=weights / weights.sum())


def _of(texts: tuple[str, ...] | list[str], codes: np.ndarray) -> pa.Array:
    return pa.array(texts, pa.string()).take(pa.array(codes))


def _where(
    mask: np.ndarray | pa.Array, this: pa.Array | str, other: pa.Array | str = ""
) -> pa.Array:
    return pc.if_else(pa.array(mask), this, other)


def _join(*parts: str | np.ndarray | pa.Array) -> pa.Array:
    texts = [part if isinstance(part, str) else pa.array(part).cast(pa.string()) for part in parts]
    return pc.binary_join_element_wise(*texts, "")
