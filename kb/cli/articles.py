"""The commands about articles: `kb read` proposes reports, `kb add` adds the accepted ones."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.options import read as read_data
from kb.cli.printing import echo, echo_rows, progress
from kb.errors import InvalidTable, InvalidValue

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    import pandas as pd

    from kb.base import KnowledgeBase
    from kb.reading import Reading

_STANDARD = "-"
#: Columns in which reports may differ that say the same.
_OWN = frozenset({"event", "report", "relations", "note", "span"})
#: How the names of pages end.
_PAGES = frozenset({".html", ".htm"})


@click.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--published", metavar="DAY", help="when it came out; a page may say it itself")
@click.option("--source", default="", metavar="NAME", help="who published it")
@click.option("--url", default="", help="where it was published")
@click.option("--data", type=click.Path(path_type=Path), help="events that it may tell of as well")
@click.option(
    "--extractor", default="built-in", show_default=True, metavar="NAME", help="what reads it"
)
@click.option("--most", metavar="N", type=click.IntRange(1), help="how many events at most")
@click.option(
    *("-o", "--output"),
    metavar="FILE",
    help="write the candidates there, to judge them: a table, or a page (review.html)",
)
@click.option("--force", is_flag=True, help="write over a file of candidates already judged")
def read_command(
    files: tuple[Path, ...],
    published: str | None,
    source: str,
    url: str,
    data: Path | None,
    extractor: str,
    most: int | None,
    output: str | None,
    force: bool,
) -> None:
    """Read articles into candidate reports, each with its words.

    A file is plain text or a page of HTML; - is standard input. Nothing is fetched.

    Example: kb read article.txt --published 2022-09-06 -o review.html
    """
    from kb.read.article.extractors import BUILT_IN
    from kb.reading import read_article

    page = Path(output or "").suffix.lower() in _PAGES
    _check_output(output, page=page, judged=force)
    if len(files) > 1 and url:
        raise InvalidValue("--url is the address of one article; read the others one by one")
    base = read_data(data) if data else None
    read = partial(
        read_article,
        published=published,
        source=source,
        url=url,
        extractor=extractor,
        places=base.tables.places if base is not None else None,
        most=most,
    )
    with progress("reading"):
        readings, faults = _read_all(files, read, english=extractor == BUILT_IN)
    for path, reading in readings.items():
        _say_issues(path, reading)
    every = list(readings.values())
    if output and page:
        _write_page(output, every, base)
    else:
        _write_table(output, every, base, judged=force)
    if faults:
        said = "; ".join(faults)
        raise InvalidValue(f"{len(faults)} of {len(files)} files could not be read: {said}")


def _check_output(output: str | None, *, page: bool, judged: bool) -> None:
    """Raise InvalidValue before anything is read, when a file is there that is to stay."""
    from kb.review import check_replaceable
    from kb.review_html import check_page

    if output and page:
        check_page(Path(output))
    elif output and output != _STANDARD:
        check_replaceable(Path(output), judged=judged)


def _write_page(output: str, readings: Sequence[Reading], base: KnowledgeBase | None) -> None:
    from kb.review_html import write_review

    write_review(readings, output, base=base)
    n_rows = sum(map(len, readings))
    echo(f"{Path(output).resolve()}: {_counted(n_rows)}", err=True)
    echo("open it in a browser; it saves what you accept as candidates.csv", err=True)


def _write_table(
    output: str | None, readings: Sequence[Reading], base: KnowledgeBase | None, *, judged: bool
) -> None:
    from kb.review import candidates_frame, check_replaceable

    frame = candidates_frame(readings, base)
    if not output:
        _print(frame)
        return
    text = frame.to_csv(index=False, lineterminator="\n")
    if output == _STANDARD:
        click.echo(text, nl=False)
        return
    if not judged:
        check_replaceable(Path(output), text)
    Path(output).write_text(text, encoding="utf-8", newline="")
    echo(f"{Path(output).resolve()}: {_counted(len(frame))}", err=True)
    if len(frame):
        echo("write yes or no into `accept`, mend what is wrong, then: kb add", err=True)


def _not_english(path: Path) -> str:
    """Return what is wrong with a file in another language than English."""
    from kb.read.article.extractors import BUILT_IN, extractor_names

    others = ", ".join(x for x in extractor_names() if x != BUILT_IN)
    return (
        f"{path}: not read, as this does not look like English, in which alone events are found;"
        " --extractor NAME reads with another"
        f" ({others or 'none is installed; docs/reading.md says how to write one'})"
    )


def _read_all(
    files: Sequence[Path], read: Callable[..., Reading], *, english: bool
) -> tuple[dict[Path, Reading], list[str]]:
    """Return the reading of each file that can be read, and what is wrong with the others.

    One bad file of many takes nothing from the rest; where none can be read, the fault is raised.
    """
    readings: dict[Path, Reading] = {}
    faults: list[str] = []
    for path in dict.fromkeys(files):
        try:
            reading = read(sys.stdin.buffer.read() if str(path) == _STANDARD else path)
        except InvalidValue as error:
            faults.append(str(error))
            continue
        if english and reading.is_foreign:
            faults.append(_not_english(path))
        else:
            readings[path] = reading
    if not readings:
        raise InvalidValue("; ".join(dict.fromkeys(faults)))
    return readings, faults


@click.command("add")
@click.argument("candidates", type=click.Path(path_type=Path))
@click.argument("data", type=click.Path(path_type=Path))
@click.option("--all", "undecided", is_flag=True, help="also those of which accept says nothing")
@click.option("--no-places", is_flag=True, help="leave places.csv as it is")
@click.option("--dry-run", is_flag=True, help="show what would be added, and add nothing")
def add_command(
    candidates: Path, data: Path, undecided: bool, no_places: bool, dry_run: bool
) -> None:
    """Add the accepted rows of CANDIDATES to DATA (events.csv or its folder).

    The cells that are there keep their bytes. What may tell of an event that is there is listed:
    write its id into the column event of the candidate to link the two. The places that are named
    are added to places.csv, where a gazetteer has them and no row does.

    Example: kb add candidates.csv data/
    """
    from kb.base import read_events
    from kb.review import accepted, check_sound, likely_links, read_candidates
    from kb.write.atomic import exclusive

    target = data / "events.csv" if data.is_dir() or not data.suffix else data
    table = read_candidates(candidates)
    rows = accepted(table, undecided=undecided)
    if rows.empty:
        raise InvalidValue(
            f"{candidates}: no row is accepted; write yes into the column accept, or add --all"
        )
    check_sound(rows, candidates)
    alone = nullcontext() if dry_run else exclusive(target.with_name(f"{target.name}.adding"))
    with progress("adding"), alone:
        base = read_events(target) if target.exists() else None
        known = set(base.events.index) if base is not None else set()
        rows = accepted(table, undecided=undecided, known=known)
        rows, places = (rows, None) if no_places else _placed(rows, table, target, candidates)
        fresh = _not_there(rows, rows[:0] if base is None else base.reports)
        links = likely_links(fresh, base) if base is not None else []
        if places is not None and not dry_run:
            _append(places, target.with_name("places.csv"))
        if len(fresh) and not dry_run:
            _append(fresh, target)
    _say_added(len(rows), len(fresh), target, dry_run=dry_run)
    if dry_run and len(fresh):
        _show_rows(fresh, known)
    if places is not None:
        _say_places(places, target.with_name("places.csv"), dry_run=dry_run)
    own = dict(zip(fresh.index, fresh["event"], strict=True)) if "event" in fresh else {}
    likely = [(x.row, x.event, x.title, x.reasons) for x in links if own.get(x.row) != x.event]
    if likely:
        echo("may tell of events that are there already; to link one, write its id into `event`:")
        echo_rows(["row", "event", "title", "since it is"], likely)


def _placed(
    rows: pd.DataFrame, table: pd.DataFrame, target: Path, candidates: Path
) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Return reports with their places named as places.csv has them, and rows that it lacks."""
    from kb.read.table import read_table
    from kb.write.places import PlaceBook, place_reports

    path = target.with_name("places.csv")
    book = PlaceBook(read_table(path, name=path.name).frame if path.exists() else None)
    taken_for = table["gazetteer"][rows.index] if "gazetteer" in table else [""] * len(rows)
    try:
        rows = place_reports(rows, list(taken_for), book)
    except InvalidTable as error:
        raise InvalidTable(f"{candidates}: nothing was added; mend first: {error}") from error
    return rows, book.added if len(book.added) else None


def _append(rows: pd.DataFrame, target: Path) -> None:
    from kb.write.table import append_rows

    target.parent.mkdir(parents=True, exist_ok=True)
    append_rows(target, rows.reset_index(drop=True))


def _not_there(rows: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that say something that no report, and no row before them, says."""
    from kb.model.tables import REPORT_COLUMNS

    columns = [x for x in REPORT_COLUMNS if x not in _OWN]
    known = set(_keys(reports, columns))
    keep = []
    for key in _keys(rows, columns):
        keep.append(key not in known)
        known.add(key)
    return rows[keep]


def _keys(frame: pd.DataFrame, columns: list[str]) -> list[tuple[str, ...]]:
    cells = frame.reindex(columns=columns, fill_value="").fillna("").astype(str)
    return list(cells.itertuples(index=False, name=None))


def _say_added(n_rows: int, n_fresh: int, target: Path, *, dry_run: bool) -> None:
    done = "would be added to" if dry_run else "added to"
    noun = "report" if n_fresh == 1 else "reports"
    echo(f"{n_fresh:,} {noun} {done} {target}")
    if n_fresh < n_rows:
        echo(f"{n_rows - n_fresh:,} were there already, with the same words in every column")


def _show_rows(rows: pd.DataFrame, known: Collection[str]) -> None:
    """Print the rows that would be added, and whether the event of each is there already."""
    names = ["event", "title", "kind", "status", "date", "places", "claimant"]
    cells = rows.reindex(columns=names, fill_value="").fillna("")
    there = ["there already" if x in known else "new" for x in cells["event"]]
    echo_rows(
        ["row", *names, "the event is"],
        (
            (row, *each, says)
            for row, each, says in zip(rows.index, cells.to_numpy().tolist(), there, strict=True)
        ),
    )


def _say_places(places: pd.DataFrame, path: Path, *, dry_run: bool) -> None:
    done = "would be added to" if dry_run else "added to"
    noun = "place" if len(places) == 1 else "places"
    echo(f"{len(places):,} {noun} {done} {path}, with coordinates of a gazetteer:")
    columns = ["name", "kind", "within", "lat", "lon"]
    echo_rows(columns, places[columns].itertuples(index=False))


def _say_issues(path: Path, reading: Reading) -> None:
    for issue in reading.issues[:10]:
        echo(f"{path}: {issue}", err=True)


def _counted(number: int) -> str:
    return f"{number:,} candidate report{'' if number == 1 else 's'}"


def _print(frame: pd.DataFrame) -> None:
    names = ["title", "kind", "status", "date", "places", "actors", "claimant"]
    echo_rows(
        ["", *names], ((n + 1, *row) for n, row in enumerate(frame[names].to_numpy().tolist()))
    )
    echo(f"{_counted(len(frame))}; -o candidates.csv or -o review.html writes them, to judge them")
