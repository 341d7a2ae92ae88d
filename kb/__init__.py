"""kb: reported events as a knowledge base, with their uncertainty, sources and history kept."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kb.version import __version__ as __version__

if TYPE_CHECKING:
    from kb.base import KnowledgeBase as KnowledgeBase
    from kb.base import read_events as read_events
    from kb.errors import InvalidTable as InvalidTable
    from kb.errors import InvalidTimeSpan as InvalidTimeSpan
    from kb.errors import InvalidValue as InvalidValue
    from kb.errors import KBError as KBError
    from kb.errors import MissingLibrary as MissingLibrary
    from kb.errors import UnknownName as UnknownName
    from kb.errors import WriteConflict as WriteConflict
    from kb.event import Event as Event
    from kb.graph.chain import event_chain as event_chain
    from kb.graph.projection import actor_projection as actor_projection
    from kb.graph.surroundings import around as around
    from kb.model.tables import Issue as Issue
    from kb.model.timespan import TimeSpan as TimeSpan
    from kb.reading import Reading as Reading
    from kb.reading import read_article as read_article
    from kb.resolve.dates import DateMention as DateMention
    from kb.resolve.dates import find_dates as find_dates
    from kb.resolve.dates import resolve_date as resolve_date
    from kb.resolve.places import Place as Place
    from kb.resolve.places import PlaceMention as PlaceMention
    from kb.resolve.places import find_places as find_places
    from kb.resolve.places import resolve_places as resolve_places
    from kb.review_html import write_review as write_review

#: Where each public name lives; nothing is imported before it is used.
_HOMES = {
    "DateMention": "kb.resolve.dates",
    "Event": "kb.event",
    "InvalidTable": "kb.errors",
    "InvalidTimeSpan": "kb.errors",
    "InvalidValue": "kb.errors",
    "Issue": "kb.model.tables",
    "KBError": "kb.errors",
    "KnowledgeBase": "kb.base",
    "MissingLibrary": "kb.errors",
    "Place": "kb.resolve.places",
    "PlaceMention": "kb.resolve.places",
    "TimeSpan": "kb.model.timespan",
    "UnknownName": "kb.errors",
    "WriteConflict": "kb.errors",
    "Reading": "kb.reading",
    "actor_projection": "kb.graph.projection",
    "around": "kb.graph.surroundings",
    "event_chain": "kb.graph.chain",
    "find_dates": "kb.resolve.dates",
    "find_places": "kb.resolve.places",
    "read_article": "kb.reading",
    "read_events": "kb.base",
    "resolve_date": "kb.resolve.dates",
    "resolve_places": "kb.resolve.places",
    "write_review": "kb.review_html",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kb' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
