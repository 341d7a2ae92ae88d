"""Cards: what a notebook shows of a knowledge base and of an event. No script, no request."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from kb.errors import UnknownName
from kb.show.account import accounts
from kb.show.listing import Entry, entry_of, summary_line
from kb.show.phrases import safe_url
from kb.show.sketch import timeline_svg
from kb.show.timeline import build_timeline
from kb.show.words import words_in

if TYPE_CHECKING:
    from kb.model.tables import Tables

__all__ = ["base_card", "event_card"]

#: With more events than this, a card has no drawing: it must come at once.
SKETCHED = 1_000

_FIRST = 8


def base_card(tables: Tables, *, lang: str = "en") -> str:
    """Return a card of a knowledge base or a selection: counts, a still timeline, first events."""
    words, events = words_in(lang), tables.events
    drawing = ""
    if 0 < len(events) <= SKETCHED:
        drawing = timeline_svg(build_timeline(tables, lanes="place", lang=lang))
    first = [entry_of(account, words) for account in accounts(tables, events.index[:_FIRST])]
    notes = {
        "note_contested": int(events["contested"].sum()),
        "note_one_sided": int(events["one_sided"].sum()),
        "note_undated": int((~tables.spans.dated).sum()),
    }
    return _render(
        "base",
        m=words,
        summary=summary_line(tables, words),
        notes=", ".join(words.say(name, n=count) for name, count in notes.items() if count),
        drawing=Markup(drawing),
        entries=first,
        more=len(events) - len(first),
    )


def event_card(tables: Tables, event_id: str, *, lang: str = "en") -> str:
    """Return a card of an event: its facts, what is claimed of it by whom, its reports."""
    if event_id not in tables.events.index:
        raise UnknownName.nearest("event", event_id, tables.events.index)
    (account,) = accounts(tables, [event_id])
    entry: Entry = entry_of(account, words_in(lang))
    return _render("event", m=entry.words, entry=entry, told=account, safe_url=safe_url)


def _render(name: str, **values: Any) -> str:
    return _template().render(card=name, **values)


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    text = files("kb.show").joinpath("card.html").read_text(encoding="utf-8")
    return environment.from_string(text)
