"""Extractors by name: the built-in one, and those that other packages offer.

A package offers one by an entry point of the group `kb.extractors`. It names an `Extractor`, or a
class of extractors, which is made with what stands behind the colon: `llm:gpt-4o`, or `llm` alone.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

from kb.errors import InvalidValue, KBError

if TYPE_CHECKING:
    from kb.read.article.values import Document, Extractor

GROUP = "kb.extractors"
BUILT_IN = "built-in"


def extractor_names() -> list[str]:
    """Return the names of the extractors that are installed."""
    return sorted({BUILT_IN, *(x.name for x in entry_points(group=GROUP))})


def propose(extractor: Extractor, document: Document) -> Any:
    """Return what an extractor proposes; it may be anybody's, and fail in any way.

    Raises
    ------
    InvalidValue
        If it fails. What it returns is for grounding to check.
    """
    name = getattr(extractor, "name", None) or getattr(extractor, "__name__", repr(extractor))
    try:
        proposed: Any = extractor(document)
        return proposed if proposed is None or isinstance(proposed, str) else list(proposed)
    except KBError:
        raise
    except Exception as error:  # it may raise anything
        said = f"{type(error).__name__}: {error}"
        raise InvalidValue(f"extractor {name}: it failed: {said[:300]}") from error


def find_extractor(name: str) -> Extractor:
    """Return the extractor of a name, or of a name and an argument: `llm:gpt-4o`.

    Raises
    ------
    InvalidValue
        If none of this name is installed, or it cannot be loaded.
    """
    base, colon, argument = name.partition(":")
    if base == BUILT_IN and not colon:
        from kb.read.article.extract import extract_events

        return extract_events
    found: Any = next((x for x in entry_points(group=GROUP) if x.name == base), None)
    if found is None:
        raise InvalidValue.among("extractor", base, extractor_names())
    try:
        loaded = found.load()
    except ImportError as error:
        raise InvalidValue(f"extractor {base!r} cannot be loaded: {error}") from error
    if isinstance(loaded, type):
        return loaded(argument) if argument else loaded()
    if colon:
        raise InvalidValue(f"extractor {base!r} takes nothing behind a colon")
    return loaded
