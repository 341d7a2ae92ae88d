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
@click.option("--format", "form", metavar="FORMAT", help="graphml, gexf, json, geojson or jsonld")
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
@click.argument("old", type=click.Path(path_type=Path, exists=True))
@click.argument("new", type=click.Path(path_type=Path, exists=True))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("-o", "--output", metavar="PAGE", help="write them as one HTML page")
def diff(old: Path, new: Path, form: str, output: str | None) -> None:
    """Show what changed between two versions of the data.

    Example: kb diff published/ data/ --output changes.html
    """
    with progress("reading and comparing"):
        changes = _read(new).changes_since(_read(old))
    counts = ", ".join(f"{number:,} {change}" for change, number in changes.counts().items())
    if output:
        from kb.show.changes import changes_page

        page = changes_page(changes, old=str(old), new=str(new))
        Path(output).write_text(page, encoding="utf-8", newline="\n")
        click.echo(f"{Path(output).resolve()}: {counts or 'nothing has changed'}")
    elif form == "json":
        rows = {name: getattr(changes, name).to_dict("records") for name in ("events", "reports")}
        click.echo(json.dumps({"counts": changes.counts(), **rows}, ensure_ascii=False, indent=1))
    else:
        for frame in (changes.events, changes.reports.drop(columns="url")):
            if len(frame):
                _echo_table(frame)
        click.echo(counts or "nothing has changed")


@main.command()
def kinds() -> None:
    """List the kinds of events, with what each means.

    Example: kb kinds
    """
    for kind in vocabulary.kinds():
        indent = "  " * len(vocabulary.broader(kind))
        click.echo(f"{indent + kind:<22}{vocabulary.definition(kind)}")


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
