"""The command line: every command is a few lines over the front door."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.cli.articles import add_command, read_command
from kb.cli.options import data_argument, format_option, read, selecting
from kb.cli.printing import (
    echo,
    echo_frame,
    echo_issues,
    echo_mentions,
    echo_table,
    holdings,
    plain,
    progress,
)
from kb.cli.texts import check_context, check_day, check_language, read_text
from kb.errors import InvalidValue, KBError
from kb.model import vocabulary
from kb.version import __version__

if TYPE_CHECKING:
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
            raise Fault(plain(str(fault))) from fault
        except OSError as fault:
            if isinstance(fault, BrokenPipeError):
                raise
            said = f"{fault.filename or 'file'}: {fault.strerror or fault}"
            raise Fault(plain(said)) from fault


class Fault(click.ClickException):
    """A message on standard error, and exit code 2."""

    exit_code = USAGE


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="kb")
def main() -> None:
    """Turn reported events into a timeline, a graph and answers.

    DATA is events.csv or the folder that holds it; without it, the file in this folder or in
    data/, else the sample that comes with the program.

    Example: kb timeline data --output timeline.html
    """


@main.command()
@data_argument
@selecting
@click.option(
    "-o",
    "--output",
    default="timeline.html",
    show_default=True,
    help="the page; - is standard output",
)
@click.option("--lanes", type=click.Choice(LANES), default="place", show_default=True)
@click.option("--title", help="the title of the page")
@click.option("--lang", default="en", show_default=True, help="of titles and page, where known")
@click.option("--data-version", "version", default="", metavar="TEXT", help="told on the page")
@click.option("--date", default="", metavar="DAY", help="of the data; else that of the last report")
@click.option("--licence", default="", metavar="TEXT", help="of the data, told on the page")
def timeline(base: KnowledgeBase, output: str, **how: Any) -> None:
    """Write the events as one HTML file to explore: it works offline.

    Example: kb timeline data --between 2022-08 2022-09 --lanes kind --output autumn.html
    """
    if output.lower().endswith(".csv"):
        raise InvalidValue(f"{output} is the name of a table; give the page one such as page.html")
    with progress("drawing"):
        base.to_html(sys.stdout if output == "-" else output, **how)
    where = "" if output == "-" else f"{Path(output).resolve()}: "
    echo(f"{where}{holdings(base)}", err=output == "-")
    echo_issues(base)


@main.command()
@data_argument
@format_option
def check(data: Path | None, form: str) -> None:
    """List what is wrong in the data; exit with 1 when there is anything.

    Example: kb check data --format csv > faults.csv
    """
    with progress("reading and checking"):
        base = read(data)
        issues = base.issues
    if form == "table":
        echo_issues(base, all_of_them=True)
        if issues.empty:
            echo(f"no faults in {holdings(base)}")
    else:
        echo_frame(issues, form)
    sys.exit(0 if issues.empty else 1)


@main.command()
@click.argument("event")
@data_argument
def show(event: str, data: Path | None) -> None:
    """Show one event: its values, every reading of each, and its reports.

    Example: kb show kovalev-shot data
    """
    found = read(data).event(event)
    span = found.time_span
    echo(found.title)
    echo("=" * min(len(found.title), 100))
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
            echo(f"{name:>12}  {value}")
    echo()
    by = ["property", "reading", "state", "rule"]
    held = found.claims.groupby(by, sort=False)["root_name"].agg(", ".join).reset_index()
    echo_table(
        held[["property", "reading", "state", "root_name", "rule"]].rename(
            columns={"root_name": "held by"}
        )
    )
    echo()
    echo_table(found.reports[["report", "published", "source", "claimant", "date", "title", "url"]])


@main.command()
@data_argument
@selecting
@format_option
def events(base: KnowledgeBase, form: str) -> None:
    """List events in time order.

    Example: kb events data --at "Kherson Oblast" --contested --format csv
    """
    frame = base.events
    if form != "table":
        echo_frame(frame.reset_index(), form)
        return
    flags = [
        ", ".join(
            word
            for word, on in zip(("contested", "one-sided", "denied", "withdrawn"), row, strict=True)
            if on
        )
        for row in frame[["contested", "one_sided", "denied", "withdrawn"]].itertuples(index=False)
    ]
    bound = ("by " + frame["not_after"]).where(frame["not_after"] != "", "")
    shown = frame.assign(words=frame["words"].where(frame["words"] != "", bound), but=flags)
    shown = shown.reset_index()[["event", "words", "status", "kind", "title", "n_reports", "but"]]
    echo_table(shown.rename(columns={"words": "date", "n_reports": "reports"}))
    echo(holdings(base), err=True)


@main.command()
@data_argument
@selecting
@click.option(
    "-o",
    "--output",
    default="-",
    help="the file; its ending tells the format; - is standard output",
)
@click.option("--format", "form", metavar="FORMAT", help="graphml, gexf, json, geojson or jsonld")
def graph(base: KnowledgeBase, output: str, form: str | None) -> None:
    """Write the graph of events, reports, places, actors and sources.

    Example: kb graph data --involving Ukraine --output ukraine.graphml
    """
    with progress("writing the graph"):
        base.write_graph(sys.stdout.buffer if output == "-" else output, form=form)
    if output != "-":
        echo(f"{Path(output).resolve()}: {holdings(base)}", err=True)


@main.command()
@click.argument("text")
@click.option(
    "--published", metavar="DAY", callback=check_day, help="the day that relative dates count from"
)
@click.option(
    "--lang",
    metavar="CODE",
    default="auto",
    show_default=True,
    callback=check_language,
    help="the language of the text: en, uk, ru …; auto finds it",
)
@click.option(
    "--context",
    metavar="WHAT",
    callback=check_context,
    help="news, narrative, or the time before (EDTF)",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "timex3"]),
    default="table",
    show_default=True,
)
def dates(
    text: str, published: str | None, lang: str | None, context: str | None, form: str
) -> None:
    """Find the dates of TEXT, or of the file of that name, and tell what each means.

    TEXT may be - for the standard input.

    Example: kb dates "Voting on Monday was put off until September 30." --published 2022-09-06
    """
    from kb.resolve.dates import find_dates

    text = read_text(text)
    found = find_dates(text, published=published, lang=lang, context=context)
    if form == "timex3":
        click.echo(found.to_timeml(published))
    elif form == "jsonl":
        for each in found:
            echo(json.dumps(each.as_dict(), ensure_ascii=False))
    else:
        echo_mentions(text, found)


@main.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@click.option("-o", "--output", metavar="PAGE", help="write them as one HTML page")
def diff(old: Path, new: Path, form: str, output: str | None) -> None:
    """Show what changed between two versions of the data.

    Example: kb diff published/ data/ --output changes.html
    """
    with progress("reading and comparing"):
        changes = read(new).changes_since(read(old))
    counts = ", ".join(f"{number:,} {change}" for change, number in changes.counts().items())
    if output:
        from kb.show.changes import changes_page

        page = changes_page(changes, old=str(old), new=str(new))
        Path(output).write_text(page, encoding="utf-8", newline="\n")
        echo(f"{Path(output).resolve()}: {counts or 'nothing has changed'}")
    elif form == "json":
        rows = {name: getattr(changes, name).to_dict("records") for name in ("events", "reports")}
        click.echo(json.dumps({"counts": changes.counts(), **rows}, ensure_ascii=False, indent=1))
    else:
        for frame in (changes.events, changes.reports.drop(columns="url")):
            if len(frame):
                echo_table(frame)
        echo(counts or "nothing has changed")


@main.command()
def kinds() -> None:
    """List the kinds of events, with what each means.

    Example: kb kinds
    """
    for kind in vocabulary.kinds():
        indent = "  " * len(vocabulary.broader(kind))
        echo(f"{indent + kind:<22}{vocabulary.definition(kind)}")


main.add_command(read_command)
main.add_command(add_command)
