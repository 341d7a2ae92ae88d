"""The command line: every command is a few lines over the front door."""

from __future__ import annotations

import functools
import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.errors import KBError
from kb.model import vocabulary
from kb.version import __version__

if TYPE_CHECKING:
    import pandas as pd

    from kb.base import KnowledgeBase
    from kb.resolve.dates import DateMentions

LANES = ("place", "actor", "kind", "source", "status", "side")

#: Faults and mistakes of who calls: one message, this exit code, no traceback.
USAGE = 2


class Commands(click.Group):
    """Says what is wrong in one message instead of a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except KBError as fault:
            raise Fault(str(fault)) from fault
        except OSError as fault:
            if isinstance(fault, BrokenPipeError):
                raise
            raise Fault(f"{fault.filename or 'file'}: {fault.strerror or fault}") from fault


class Fault(click.ClickException):
    """A message on standard error, and exit code 2."""

    exit_code = USAGE


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kb")
def main() -> None:
    """Turn reported events into a timeline, a graph and answers.

    DATA is events.csv or the folder that holds it; without it, the file in this folder or in
    data/, else the sample that comes with the program.

    Example: kb timeline data --output timeline.html
    """


def data_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command its DATA."""
    return click.argument("data", required=False, type=click.Path(path_type=Path))(command)


def selecting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the selections as options."""
    options = [
        click.option("--between", nargs=2, metavar="START END", help="may lie between two dates; .. is open"),
        click.option("--certainly", is_flag=True, help="with --between: certainly lies there whole"),
        click.option("--at", metavar="PLACE", help="at a place or in one that it contains"),
        click.option("--involving", metavar="ACTOR", help="of an actor or its members"),
        click.option("--role", metavar="ROLE", help="with --involving: in this role"),
        click.option("--kind", "kinds", metavar="KIND", multiple=True, help="of a kind or a narrower one"),
        click.option("--status", "statuses", metavar="STATUS", multiple=True, help="of a status"),
        click.option("--source", metavar="SOURCE", help="reported by a source"),
        click.option("--reports-from", metavar="SOURCE", help="as the reports of one source alone tell it"),
        click.option("--claimed-by", metavar="NAME", help="of which somebody claims something"),
        click.option("--contested", is_flag=True, help="on which roots disagree"),
        click.option("--one-sided", is_flag=True, help="of which one side alone tells"),
        click.option("--undated", is_flag=True, help="without a date"),
        click.option("--search", metavar="TEXT", help="in whose reports all words occur"),
        click.option("--as-of", metavar="DAY", help="as it was known by the end of a day, UTC"),
    ]
    for option in reversed(options):
        command = option(command)

    @functools.wraps(command)
    def wrapped(data: Path | None, **given: Any) -> Any:
        chosen = {name: given.pop(name) for name in _SELECTIONS}
        with progress("reading and fusing"):
            base = _select(_read(data), **chosen)
        return command(base=base, **given)

    return wrapped


@main.command()
@data_argument
@selecting
@click.option("-o", "--output", default="timeline.html", show_default=True, help="the page; - is standard output")
@click.option("--lanes", type=click.Choice(LANES), default="place", show_default=True)
@click.option("--title", help="the title of the page")
def timeline(base: KnowledgeBase, output: str, lanes: Any, title: str | None) -> None:
    """Write the timeline as one HTML file that works offline.

    Example: kb timeline data --between 2022-08 2022-09 --lanes kind --output autumn.html
    """
    with progress("drawing"):
        if output == "-":
            base.to_html(sys.stdout, lanes=lanes, title=title)
        else:
            base.to_html(output, lanes=lanes, title=title)
    where = "" if output == "-" else f"{Path(output).resolve()}: "
    click.echo(f"{where}{_holdings(base)}", err=output == "-")
    _echo_issues(base)


@main.command()
@data_argument
@click.option("--format", "form", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True)
def check(data: Path | None, form: str) -> None:
    """List what is wrong in the data; exit with 1 when there is anything.

    Example: kb check data --format csv > faults.csv
    """
    with progress("reading and checking"):
        base = _read(data)
        issues = base.issues
    if form == "table":
        _echo_issues(base, all_of_them=True)
        if issues.empty:
            click.echo(f"no faults in {_holdings(base)}")
    else:
        _echo_frame(issues, form)
    sys.exit(0 if issues.empty else 1)


@main.command()
@click.argument("event")
@data_argument
def show(event: str, data: Path | None) -> None:
    """Show one event: its values, every reading of each, and its reports.

    Example: kb show kovalev-shot data
    """
    found = _read(data).event(event)
    span = found.time_span
    click.echo(f"{found.title}\n{'=' * min(len(found.title), 100)}")
    facts = {
        "event": found.id,
        "status": found.status,
        "kind": vocabulary.label(found.kind) if found.kind else "",
        "date": f"{span.words} ({span.edtf})" if span else "not known",
        "plan": found.plan.words if found.plan else "",
        "reported by": found.not_after,
        "places": "; ".join(found.places),
        "actors": "; ".join(f"{role}: {actor}" for role, actor in found.actors),
        "contested": "; ".join(found.contested),
        "told by": f"{found.side} alone" if found.one_sided else "",
        "reports": f"{found.n_reports}, of {found.n_roots} roots",
    }
    for name, value in facts.items():
        if value:
            click.echo(f"{name:>12}  {value}")
    click.echo()
    by = ["property", "reading", "state", "rule"]
    held = found.claims.groupby(by, sort=False)["root_name"].agg(", ".join).reset_index()
    _echo_table(held[["property", "reading", "state", "root_name", "rule"]].rename(columns={"root_name": "held by"}))
    click.echo()
    _echo_table(found.reports[["report", "published", "source", "claimant", "date", "title", "url"]])


@main.command()
@data_argument
@selecting
@click.option("--format", "form", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True)
def events(base: KnowledgeBase, form: str) -> None:
    """List events in time order.

    Example: kb events data --at "Kherson Oblast" --contested --format csv
    """
    frame = base.events
    if form != "table":
        _echo_frame(frame.reset_index(), form)
        return
    flags = [
        ", ".join(word for word, on in zip(("contested", "one-sided", "denied", "withdrawn"), row, strict=True) if on)
        for row in frame[["contested", "one_sided", "denied", "withdrawn"]].itertuples(index=False)
    ]
    shown = frame.reset_index()[["event", "words", "status", "kind", "title", "n_reports"]].assign(but=flags)
    _echo_table(shown.rename(columns={"words": "date", "n_reports": "reports"}))
    click.echo(_holdings(base), err=True)


@main.command()
@data_argument
@selecting
@click.option("-o", "--output", default="-", help="the file; its ending tells the format; - is standard output")
@click.option("--format", "form", metavar="FORMAT", help="graphml, gexf, json (node-link) or geojson")
def graph(base: KnowledgeBase, output: str, form: str | None) -> None:
    """Write the graph of events, reports, places, actors and sources.

    Example: kb graph data --involving Ukraine --output ukraine.graphml
    """
    from kb.write.formats import write_graph

    with progress("writing the graph"):
        target = sys.stdout.buffer if output == "-" else output
        write_graph(base.tables, target, form=form)
    if output != "-":
        click.echo(f"{Path(output).resolve()}: {_holdings(base)}", err=True)


@main.command()
def kinds() -> None:
    """List the kinds of events, with what each means.

    Example: kb kinds
    """
    for kind in vocabulary.kinds():
        indent = "  " * len(vocabulary.broader(kind))
        click.echo(f"{indent + kind:<22}{vocabulary.definition(kind)}")


@main.command()
@click.argument("text")
@click.option("--published", metavar="DAY", help="the day of publication, which relative dates count from")
@click.option("--context", metavar="WHAT", help="news, narrative, or the time mentioned before (EDTF)")
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "timex3"]), default="table", show_default=True)
def dates(text: str, published: str | None, context: str | None, form: str) -> None:
    """Find the dates of TEXT, or of the file of that name, and tell what each means.

    Example: kb dates "Voting on Monday was put off until September 30." --published 2022-09-06
    """
    from kb.resolve.dates import find_dates

    if len(text) < _LONGEST_PATH and Path(text).is_file():
        text = Path(text).read_text(encoding="utf-8", errors="replace")
    found = find_dates(text, published=published, context=context)
    if form == "timex3":
        click.echo(found.to_timex3())
    elif form == "jsonl":
        for each in found:
            click.echo(json.dumps(each.as_dict(), ensure_ascii=False))
    else:
        _echo_mentions(text, found)


#: A text with more characters names no file.
_LONGEST_PATH = 1024

#: The options of `selecting`, under the names in which click hands them over.
_SELECTIONS = (
    *("between", "certainly", "at", "involving", "role", "kinds", "statuses", "source", "reports_from", "claimed_by"),
    *("contested", "one_sided", "undated", "search", "as_of"),
)


def _read(data: Path | None) -> KnowledgeBase:
    from kb.base import read_events
    from kb.sample import sample_path

    here = (path for path in (Path("events.csv"), Path("data/events.csv")) if path.is_file())
    return read_events(data or next(here, None) or sample_path())


def _select(base: KnowledgeBase, **given: Any) -> KnowledgeBase:
    if given["as_of"]:
        base = base.as_of(given["as_of"])
    if given["reports_from"]:
        base = base.reports_from(given["reports_from"])
    if given["between"]:
        start, end = (None if each == ".." else each for each in given["between"])
        base = base.between(start, end, certainly=given["certainly"])
    if given["involving"]:
        base = base.involving(given["involving"], role=given["role"])
    for name, method in (("kinds", "of_kind"), ("statuses", "with_status")):
        if given[name]:
            base = getattr(base, method)(*given[name])
    for name, method in (("at", "at"), ("source", "from_source"), ("claimed_by", "claimed_by"), ("search", "search")):
        if given[name]:
            base = getattr(base, method)(given[name])
    for name in ("contested", "one_sided", "undated"):
        if given[name]:
            base = getattr(base, name)()
    return base


def _holdings(base: KnowledgeBase) -> str:
    numbers = {
        "reports": len(base.reports),
        "events": len(base),
        "places": len(base.places),
        "actors": len(base.actors),
    }
    return ", ".join(f"{number:,} {what}" for what, number in numbers.items())


def _echo_issues(base: KnowledgeBase, *, all_of_them: bool = False) -> None:
    from kb.model.tables import Issue

    issues = base.issues
    if issues.empty:
        return
    shown = issues if all_of_them else issues.head(10)
    noun = "fault" if len(issues) == 1 else "faults"
    click.echo(f"{len(issues):,} {noun} in the data; nothing was dropped:", err=not all_of_them)
    for row in shown.itertuples(index=False):
        click.echo(f"  {Issue(*row)}", err=not all_of_them)
    if len(shown) < len(issues):
        click.echo(f"  and {len(issues) - len(shown):,} more: kb check", err=True)


def _echo_frame(frame: pd.DataFrame, form: str) -> None:
    if form == "csv":
        click.echo(frame.to_csv(index=False, lineterminator="\n"), nl=False)
    else:
        click.echo(frame.to_json(orient="records", lines=True, force_ascii=False), nl=False)


def _echo_table(frame: pd.DataFrame) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in frame:
        table.add_column(str(name), overflow="fold")
    for row in frame.itertuples(index=False):
        table.add_row(*(Text(_plain(str(cell))) for cell in row))
    console = Console(width=None if sys.stdout.isatty() else 200)
    console.print(table)


def _echo_mentions(text: str, found: DateMentions) -> None:
    """Print the text with its dates marked, then each with its meaning."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else 200)
    marked = Text(_plain_lines(text))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("expression", "kind", "value", "mod", "date", "rule", "counted from"):
        table.add_column(name, overflow="fold")
    for each in found:
        marked.stylize("bold reverse", each.start, each.end)
        span = each.time_span
        cells = (each.text, each.kind, each.value, each.mod, span.words if span else "", each.rule, each.anchor)
        table.add_row(*(Text(_plain(cell)) for cell in cells))
    console.print(marked)
    console.print(table)


def _plain_lines(text: str) -> str:
    return "".join(each if each.isprintable() or each == "\n" else " " for each in text)


def _plain(text: str) -> str:
    """Return a text without control characters, which a terminal would obey."""
    return "".join(each if each.isprintable() else " " for each in text)


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


if __name__ == "__main__":
    main()
