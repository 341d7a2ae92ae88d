"""The commands that print tables: `kb check`, `kb events` and `kb kinds`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kb.cli.options import data_argument, format_option, read, selecting
from kb.cli.printing import echo, echo_frame, echo_issues, echo_table, holdings, progress
from kb.model import vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from kb.base import KnowledgeBase

__all__ = ["check_command", "events_command", "kinds_command"]


@click.command("check")
@data_argument
@format_option
def check_command(data: Path | None, form: str) -> None:
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


@click.command("events")
@data_argument
@selecting
@format_option
def events_command(base: KnowledgeBase, form: str) -> None:
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


@click.command("kinds")
def kinds_command() -> None:
    """List the kinds of events, with what each means.

    Example: kb kinds
    """
    for kind in vocabulary.kinds():
        indent = "  " * len(vocabulary.broader(kind))
        echo(f"{indent + kind:<22}{vocabulary.definition(kind)}")
