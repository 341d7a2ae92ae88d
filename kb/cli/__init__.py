"""The command line: every command is a few lines over the front door."""

from __future__ import annotations

from typing import Any

import click

from kb.cli.adding import add_command
from kb.cli.articles import read_command
from kb.cli.dates import dates_command
from kb.cli.event import show_command
from kb.cli.pages import diff_command, graph_command, timeline_command
from kb.cli.printing import plain
from kb.cli.tables import check_command, events_command, kinds_command
from kb.errors import KBError
from kb.version import __version__

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


for command in (
    *(timeline_command, check_command, show_command, events_command, graph_command),
    *(dates_command, diff_command, kinds_command, read_command, add_command),
):
    main.add_command(command)
