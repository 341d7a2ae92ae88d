"""The commands that write files to look at: `kb timeline`, `kb graph` and `kb diff`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.cli.options import data_argument, read, selecting
from kb.cli.printing import echo, echo_issues, echo_table, holdings, progress
from kb.cli.texts import check_day, check_page_language
from kb.errors import InvalidValue

if TYPE_CHECKING:
    from kb.base import KnowledgeBase

__all__ = ["diff_command", "graph_command", "timeline_command"]

LANES = ("place", "actor", "kind", "source", "status", "side")


@click.command("timeline")
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
@click.option(
    "--date",
    metavar="DAY",
    callback=check_day,
    help="of the data; else that of the last report",
)
@click.option("--licence", default="", metavar="TEXT", help="of the data, told on the page")
def timeline_command(
    base: KnowledgeBase, output: str, lang: str, date: str | None, **how: Any
) -> None:
    """Write the events as one HTML file to explore: it works offline.

    Example: kb timeline data --between 2022-08 2022-09 --lanes kind --output autumn.html
    """
    _check_no_table(output, "page.html")
    check_page_language(lang, set(base.reports["lang"]))
    how |= {"lang": lang, "date": date or ""}
    with progress("drawing"):
        base.to_html(sys.stdout if output == "-" else output, **how)
    where = "" if output == "-" else f"{Path(output).resolve()}: "
    echo(f"{where}{holdings(base)}", err=output == "-")
    echo_issues(base)


def _check_no_table(output: str, such: str) -> None:
    """Raise InvalidValue where a page or a graph would take the place of a table."""
    if output.lower().endswith(".csv"):
        raise InvalidValue(f"{output} is the name of a table; give another one such as {such}")


@click.command("graph")
@data_argument
@selecting
@click.option(
    "-o",
    "--output",
    default="-",
    help="the file; its ending tells the format; - is standard output",
)
@click.option("--format", "form", metavar="FORMAT", help="graphml, gexf, json, geojson or jsonld")
def graph_command(base: KnowledgeBase, output: str, form: str | None) -> None:
    """Write the graph of events, reports, places, actors and sources.

    Example: kb graph data --involving Ukraine --output ukraine.graphml
    """
    _check_no_table(output, "graph.graphml")
    with progress("writing the graph"):
        base.write_graph(sys.stdout.buffer if output == "-" else output, form=form)
    if output != "-":
        echo(f"{Path(output).resolve()}: {holdings(base)}", err=True)


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@click.option("-o", "--output", metavar="PAGE", help="write them as one HTML page")
@click.option("--lang", default="en", show_default=True, help="of titles and page, where known")
def diff_command(old: Path, new: Path, form: str, output: str | None, lang: str) -> None:
    """Show what changed between two versions of the data.

    Example: kb diff published/ data/ --output changes.html
    """
    _check_no_table(output or "", "changes.html")
    with progress("reading and comparing"):
        later = read(new, lang=lang)
        check_page_language(lang, set(later.reports["lang"]))
        changes = later.changes_since(read(old, lang=lang))
    from kb.show.words import words_in

    words = words_in(lang)
    counts = ", ".join(
        f"{number:,} {words.say(f'changes_n_{change}', n=number)}"
        for change, number in changes.counts().items()
    )
    if output:
        from kb.show.changes import changes_page

        page = changes_page(changes, old=str(old), new=str(new), lang=lang)
        Path(output).write_text(page, encoding="utf-8", newline="\n")
        echo(f"{Path(output).resolve()}: {counts or words['changes_none']}")
    elif form == "json":
        rows = {name: getattr(changes, name).to_dict("records") for name in ("events", "reports")}
        click.echo(json.dumps({"counts": changes.counts(), **rows}, ensure_ascii=False, indent=1))
    else:
        events = changes.events[["event", "change", "title", "before", "after"]]
        for frame in (events, changes.reports.drop(columns="url")):
            if len(frame):
                echo_table(frame)
        echo(counts or words["changes_none"])
