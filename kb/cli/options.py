"""What the commands share: DATA, and the selections as options."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.cli.printing import echo, progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.base import KnowledgeBase

__all__ = ["data_argument", "format_option", "read", "selecting"]


def data_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command its DATA."""
    return click.argument("data", required=False, type=click.Path(path_type=Path))(command)


def format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that prints a table its format."""
    formats = click.Choice(["table", "csv", "jsonl"])
    return click.option("--format", "form", type=formats, default="table", show_default=True)(
        command
    )


def selecting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the selections as options."""
    options = [
        click.option(
            "--between", nargs=2, metavar="START END", help="may lie between two dates; .. is open"
        ),
        click.option(
            "--certainly", is_flag=True, help="with --between: certainly lies there whole"
        ),
        click.option("--at", metavar="PLACE", help="at a place or in one that it contains"),
        click.option("--involving", metavar="ACTOR", help="of an actor or its members"),
        click.option("--role", metavar="ROLE", help="with --involving: in this role"),
        click.option(
            "--kind", "kinds", metavar="KIND", multiple=True, help="of a kind or a narrower one"
        ),
        click.option("--status", "statuses", metavar="STATUS", multiple=True, help="of a status"),
        click.option("--source", metavar="SOURCE", help="reported by a source"),
        click.option(
            "--reports-from", metavar="SOURCE", help="as the reports of one source alone tell it"
        ),
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
        for option, needed in (("role", "involving"), ("certainly", "between")):
            if chosen[option] and not chosen[needed]:
                raise click.UsageError(f"--{option} goes with --{needed}")
        with progress("reading and fusing"):
            base = _select(read(data, lang=given.get("lang", "en")), **chosen)
        return command(base=base, **given)

    return wrapped


def read(data: Path | None, *, lang: str = "en") -> KnowledgeBase:
    """Read DATA: what is named, else what lies here, else the sample."""
    from kb.base import read_events
    from kb.sample import sample_path

    here = (path for path in (Path("events.csv"), Path("data/events.csv")) if path.is_file())
    found = data or next(here, None)
    if found is None:
        echo("no events.csv here, nor in data/: this is the sample", err=True)
    return read_events(found or sample_path(), lang=lang)


#: The options of `selecting`, under the names in which click hands them over.
_SELECTIONS = (
    *("as_of", "reports_from", "between", "certainly", "involving", "role", "kinds", "statuses"),
    *("at", "source", "claimed_by", "search", "contested", "one_sided", "undated"),
)


def _select(base: KnowledgeBase, **given: Any) -> KnowledgeBase:
    """Choose by the options given: reports first, since that fuses anew, then events."""
    for name in ("as_of", "reports_from"):
        if given[name] is not None:
            base = getattr(base, name)(given[name])
    if given["between"]:
        start, end = (None if each == ".." else each for each in given["between"])
        base = base.between(start, end, certainly=given["certainly"])
    if given["involving"] is not None:
        base = base.involving(given["involving"], role=given["role"])
    for name, method in (("kinds", "of_kind"), ("statuses", "with_status")):
        if given[name]:
            base = getattr(base, method)(*given[name])
    methods = {"source": "from_source"}
    for name in ("at", "source", "claimed_by", "search"):
        if given[name] is not None:
            base = getattr(base, methods.get(name, name))(given[name])
    for name in ("contested", "one_sided", "undated"):
        if given[name]:
            base = getattr(base, name)()
    return base
