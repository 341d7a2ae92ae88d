"""Measure reading, fusing, the graph and the selections; print a table beside the obvious way."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from measure import Measured, measure

SIZES = (10_000, 100_000, 1_000_000)

#: What is looked at, and up to how many reports: a page of a million is for another day.
LOOKS = {
    "base.events, the frame": ("kb_events", 1_000_000),
    "base.reports, the frame": ("kb_reports", 1_000_000),
    "base.claims, the frame": ("kb_claims", 1_000_000),
    "base.event(id), the second": ("kb_event", 1_000_000),
    "as_of, fused anew": ("kb_as_of", 1_000_000),
    "the card in a notebook": ("kb_card", 1_000_000),
    "base.issues": ("kb_issues", 100_000),
    "base.timeline()": ("kb_timeline", 10_000),
    "base.to_html()": ("kb_page", 10_000),
}


def main() -> None:
    """Measure each size in turn, and print as it goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=SIZES, help="how many")
    parser.add_argument("--folder", type=Path, help="where the data is kept; a temporary one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for n_reports in options.reports:
            folder = (options.folder or Path(temporary)) / str(n_reports)
            if not (folder / "events.csv").exists():
                measure("steps:make", folder, n_reports)
            bench(folder, n_reports)


def bench(folder: Path, n_reports: int) -> None:
    """Print the tables of one size."""
    size = (folder / "events.csv").stat().st_size / 1e6
    print(f"\n## {n_reports:,} reports, {size:.0f} MB\n")
    bench_reading(folder)
    bench_graph(folder, check=n_reports <= 100_000)
    bench_looks(folder, n_reports)
    bench_selections(folder)


def bench_reading(folder: Path) -> None:
    """Compare with `read_csv` alone, which checks and understands nothing."""
    alone = measure("steps:pandas_reads", folder)
    rows = [("pandas.read_csv as strings", alone)]
    rows += [("kb: read, check", measure("steps:kb_reads", folder))]
    rows += [("kb: read, check, fuse", measure("steps:kb_fuses", folder))]
    print_row("reading", "CPU s", "peak MB", "times read_csv", head=True)
    for name, each in rows:
        print_row(name, f"{each.cpu:.2f}", f"{each.peak:.0f}", f"{each.cpu / alone.cpu:.1f}")


def bench_graph(folder: Path, *, check: bool) -> None:
    """Compare with a loop; memory is what the peak adds to that of the tables alone."""
    measure("steps:save_tables", folder)
    tables = measure("steps:no_graph", folder)
    loop, own = measure("steps:loop_graph", folder), measure("steps:kb_graph", folder)
    same = f", the same graph: {measure('steps:same_graph', folder).answer}" if check else ""
    print_row(f"graph{same}", "CPU s", "MB more than the tables", "times the loop", head=True)
    print_row("add_node, add_edge", *_graph_cells(loop, loop, tables))
    quiet = measure("steps:quiet_loop_graph", folder)
    print_row("the same, collector off", *_graph_cells(quiet, loop, tables))
    print_row("base.graph()", *_graph_cells(own, loop, tables))


def _graph_cells(each: Measured, loop: Measured, tables: Measured) -> tuple[str, ...]:
    more = each.peak - tables.peak
    memory = f"{more:.0f} ({more / (loop.peak - tables.peak):.2f} times)"
    return f"{each.cpu:.2f}", memory, f"{each.cpu / loop.cpu:.2f}"


def bench_looks(folder: Path, n_reports: int) -> None:
    """Measure what is looked at once the events are fused."""
    print_row("looking, once fused", "CPU s", "peak MB", head=True)
    for name, (step, most) in LOOKS.items():
        if n_reports <= most:
            each = measure(f"steps:{step}", folder)
            print_row(name, f"{each.cpu:.3f}", f"{each.peak:.0f}")


def bench_selections(folder: Path) -> None:
    """Compare each selection, which has other arguments each time."""
    found: dict[str, dict[str, Any]] = measure("selections:measure_selections", folder).answer
    columns = ("first", "median", "slowest", "frame", "pandas")
    titles = ("first ms", "then, median ms", "slowest ms", "with .events ms", "pandas ms")
    print_row("selection", *titles, "same answers", head=True)
    for name, each in found.items():
        times = (f"{each[column]:.1f}" for column in columns)
        print_row(name, *times, each["same"] + (f": {each['lacks']}" if each["lacks"] else ""))


def print_row(*cells: str, head: bool = False) -> None:
    """Print one row of a Markdown table."""
    lead = "\n" if head else ""
    print(
        lead + "| " + " | ".join((f"{cells[0]:<28}", *(f"{x:>10}" for x in cells[1:]))) + " |",
        flush=True,
    )
    if head:
        print("|---" * len(cells) + "|")


if __name__ == "__main__":
    main()
