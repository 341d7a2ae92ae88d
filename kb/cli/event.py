"""The command about one event: `kb show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kb.cli.options import data_argument, read
from kb.cli.printing import echo, echo_table
from kb.model import vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from kb.base import KnowledgeBase
    from kb.event import Event

__all__ = ["show_command"]

#: Properties of which all entries are kept, and what makes them contested all the same.
_UNITED = {
    "places": "places: roots name places that have nothing in common; all of them are shown",
    "agent": "agent: roots name agents that have nothing in common; all of them are shown",
    "event": "event: one root says that it happened, another that it did not",
}


@click.command("show")
@click.argument("event")
@data_argument
def show_command(event: str, data: Path | None) -> None:
    """Show one event: its values, every reading of each, and its reports.

    Example: kb show kovalev-shot data
    """
    base = read(data)
    found = base.event(event)
    names = _Names(base)
    echo(found.title)
    echo("=" * min(len(found.title), 100))
    for name, value in _facts(found, names).items():
        if value:
            echo(f"{name:>12}  {value}")
    echo()
    echo_table(_readings(found, names))
    for name in found.contested:
        if name in _UNITED:
            echo(f"contested {_UNITED[name]}")
    echo()
    shown = ["report", "published", "source", "claimant", "stance", "date", "counts", "title"]
    echo_table(_filled(found.reports[shown]))
    for report, url in found.reports.loc[found.reports["url"] != "", ["report", "url"]].to_numpy():
        echo(f"{report}: {url}")


def _facts(found: Event, names: _Names) -> dict[str, str]:
    """Return what is known of an event, in words."""
    span, denied = found.time_span, _holders(found, "denies")
    return {
        "event": found.id,
        "status": found.status,
        "kind": vocabulary.label(found.kind) if found.kind else "",
        "date": f"{span.words} ({span.edtf})" if span else "not known",
        "plan": found.plan.words if found.plan else "",
        "happened by": found.not_after,
        "places": "; ".join(names.say("places", each) for each in found.places),
        "actors": "; ".join(names.say("actors", f"{x.role}: {x.actor}") for x in found.actors),
        "counts": "; ".join(
            f"{name}: {_range(*ends, about=name in found.approximate_counts)}"
            for name, ends in found.counts.items()
        ),
        "contested": "; ".join(found.contested),
        "denied": f"by {denied}" if found.denied and denied else "yes" if found.denied else "",
        "withdrawn": "all who told of it took it back" if found.withdrawn else "",
        "told by": f"{found.side} alone" if found.one_sided else "",
        "reports": f"{found.n_reports}, of {found.n_roots} root{'s'[: found.n_roots != 1]}",
    }


def _holders(found: Event, state: str) -> str:
    """Return who holds claims about the event itself that came to a state."""
    claims = found.claims
    some = claims[(claims["property"] == "event") & (claims["state"] == state)]
    return ", ".join(dict.fromkeys(some["root_name"]))


def _range(low: float, high: float, *, about: bool = False) -> str:
    if about:
        return f"about {(low + high) / 2:,.10g}"
    if low == high:
        return f"{low:,.10g}"
    if high == float("inf"):
        return f"{low:,.10g} or more"
    return f"{low:,.10g} to {high:,.10g}" if low > 0 else f"up to {high:,.10g}"


def _readings(found: Event, names: _Names) -> pd.DataFrame:
    """Return every reading with those who hold it; a rule is told where it first applies."""
    by = ["property", "reading", "state", "rule"]
    held = found.claims.groupby(by, sort=False)["root_name"].agg(", ".join).reset_index()
    pairs = zip(held["property"], held["reading"], strict=True)
    held["reading"] = [names.say(property, reading) for property, reading in pairs]
    held.loc[held.duplicated(["property", "rule"]), "rule"] = ""
    held.loc[held.duplicated("property"), "property"] = ""
    held["held by"] = held["root_name"]
    return held[["property", "reading", "state", "held by", "rule"]]


def _filled(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table without the columns that say nothing."""
    return frame.loc[:, (frame != "").any()]


class _Names:
    """What the places, actors and events of a knowledge base are called."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._names = {
            "places": base.places["name"].to_dict(),
            "actors": base.actors["name"].to_dict(),
            "relations": base.events["title"].to_dict(),
        }

    def say(self, property: str, reading: str) -> str:
        """Return a reading, ids in it by name; `role: id` keeps the role."""
        names = self._names.get(property, {})
        role, sep, own = reading.rpartition(": ")
        return f"{role}{sep}{names.get(own) or own}"
