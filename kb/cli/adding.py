"""The command `kb add`: what a person accepted of what was read goes into the data."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.printing import echo, echo_rows, progress
from kb.errors import InvalidTable, InvalidValue

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd


#: Columns in which reports may differ that say the same.
_OWN = frozenset({"event", "report", "relations", "note", "span"})


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
    from kb.likeness import likely_links
    from kb.review import read_candidates
    from kb.write.atomic import exclusive

    target = data / "events.csv" if data.is_dir() or not data.suffix else data
    table = read_candidates(candidates)
    if not target.exists():  # no folder is made for what is not added
        _sound(table, candidates, undecided=undecided)
    alone = nullcontext() if dry_run else exclusive(target.with_name(f"{target.name}.adding"))
    with progress("adding"), alone:
        base = read_events(target) if target.exists() else None
        known = set(base.events.index) if base is not None else set()
        rows = _sound(table, candidates, undecided=undecided, known=known)
        rows, places = (rows, None) if no_places else _placed(rows, table, target, candidates)
        fresh = _not_there(rows, rows[:0] if base is None else base.reports)
        links = likely_links(rows, base) if base is not None and len(fresh) else []
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
    likely = [
        (x.row, x.event, x.title, x.reasons)
        for x in links
        if x.row in fresh.index and own.get(x.row) != x.event
    ]
    if likely:
        echo("may tell of events that are there already; to link one, write its id into `event`:")
        echo_rows(["row", "event", "title", "since it is"], likely)


def _sound(
    table: pd.DataFrame, candidates: Path, *, undecided: bool, known: Collection[str] = ()
) -> pd.DataFrame:
    """Return the rows that a person accepted; raise where there are none, or they have faults."""
    from kb.review import accepted, check_sound

    rows = accepted(table, undecided=undecided, known=known)
    if rows.empty:
        raise InvalidValue(
            f"{candidates}: no row is accepted; write yes into the column accept, or add --all"
        )
    check_sound(rows, candidates, known)
    return rows


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
