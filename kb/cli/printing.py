"""What the commands say: tables, faults and progress, in text that a terminal may be given."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd
    from rich.console import Console

    from kb.base import KnowledgeBase
    from kb.resolve.dates import DateMention, DateMentions

__all__ = [
    "echo",
    "echo_frame",
    "echo_issues",
    "echo_mentions",
    "echo_rows",
    "echo_table",
    "holdings",
    "plain",
    "progress",
]


#: How many characters wide tables are that nobody has told a width: nothing is cut off in a pipe.
_PIPED = 200


def plain(text: str) -> str:
    """Return a text without control characters, which a terminal would obey.

    >>> plain("struck" + chr(27) + "[2J")
    'struck [2J'
    """
    return "".join(each if each.isprintable() else " " for each in text)


def echo(text: str = "", *, err: bool = False) -> None:
    """Print one line of text, whatever the data hold."""
    click.echo(plain(text), err=err)


def holdings(base: KnowledgeBase) -> str:
    """Say how much a knowledge base holds."""
    numbers = {
        "report": len(base.reports),
        "event": len(base),
        "place": len(base.places),
        "actor": len(base.actors),
    }
    return ", ".join(f"{n:,} {what}{'' if n == 1 else 's'}" for what, n in numbers.items())


def echo_issues(base: KnowledgeBase, *, all_of_them: bool = False) -> None:
    """Print what is wrong in the data: all of it, or the first on standard error."""
    from kb.model.tables import Issue

    issues = base.issues
    if issues.empty:
        return
    shown = issues if all_of_them else issues.head(10)
    noun = "fault" if len(issues) == 1 else "faults"
    echo(f"{len(issues):,} {noun} in the data; nothing was dropped:", err=not all_of_them)
    for row in shown.itertuples(index=False):
        echo(f"  {Issue(*row)}", err=not all_of_them)
    if len(shown) < len(issues):
        echo(f"  and {len(issues) - len(shown):,} more: kb check", err=True)


def echo_frame(frame: pd.DataFrame, form: str) -> None:
    """Print a table as CSV or as JSON lines, as it is."""
    if form == "csv":
        click.echo(frame.to_csv(index=False, lineterminator="\n"), nl=False)
    elif len(frame):
        click.echo(frame.to_json(orient="records", lines=True, force_ascii=False), nl=False)


def echo_table(frame: pd.DataFrame) -> None:
    """Print a table for people to read."""
    echo_rows([str(name) for name in frame], frame.itertuples(index=False))


def echo_rows(names: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print rows for people to read, under the names of their columns."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain(str(cell))) for cell in row))
    _console().print(table)


def echo_mentions(text: str, found: DateMentions) -> None:
    """Print a text with its dates marked, then each with its meaning."""
    from rich.text import Text

    marked = Text("".join(each if each == "\n" else plain(each) for each in text))
    for each in found:
        marked.stylize("bold reverse", each.start, each.end)
    _console().print(marked)
    if not found:
        echo("no time expressions found", err=True)
    rows = (
        (each.text, each.kind, each.value, each.mod, _words(each), each.rule, each.anchor)
        for each in found
    )
    echo_rows(("expression", "kind", "value", "mod", "date", "rule", "known from"), rows)


def _words(mention: DateMention) -> str:
    return mention.time_span.words if mention.time_span else ""


def _console() -> Console:
    from rich.console import Console

    measured = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(width=None if measured else _PIPED)


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Say on standard error what is being done, once it has taken a second."""
    from rich.console import Console

    console = Console(stderr=True)
    status = console.status(f"{what} …")
    say = status.start if console.is_terminal else lambda: click.echo(f"{what} …", err=True)
    timer = threading.Timer(1.0, say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        status.stop()
