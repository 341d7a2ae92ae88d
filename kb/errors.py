"""One tree of errors: whoever catches KBError catches all that this package raises.

KBError
├── InvalidTimeSpan   (ValueError)   a date that cannot be; text that is no EDTF
├── InvalidTable      (ValueError)   a file that cannot be read as a table at all
├── InvalidValue      (ValueError)   an argument that is not allowed; what is, is listed
├── UnknownName       (KeyError)     an event, place or actor that is not there
├── WriteConflict     (RuntimeError) a file changed by somebody else since it was read
└── MissingLibrary    (ImportError)  a library that only some uses need is not installed
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "InvalidTable",
    "InvalidTimeSpan",
    "InvalidValue",
    "KBError",
    "MissingLibrary",
    "UnknownName",
    "WriteConflict",
]

#: How much of a name, and how many names like it, a suggestion takes into account.
_LONG, _FEW = 80, 500


class KBError(Exception):
    """The root of all errors of this package."""


class InvalidTimeSpan(KBError, ValueError):
    """A date that cannot be."""


class InvalidTable(KBError, ValueError):
    """A file that cannot be read as a table."""


class InvalidValue(KBError, ValueError):
    """An argument outside its allowed values."""

    @classmethod
    def among(cls, what: str, value: object, allowed: Iterable[object]) -> InvalidValue:
        """Say which value of what is not allowed, and list those that are."""
        return cls(f"{what} {value!r} is none of: {', '.join(map(str, allowed))}")


class UnknownName(KBError, KeyError):
    """A name that the knowledge base does not hold."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""

    @classmethod
    def nearest(cls, what: str, name: str, known: Iterable[str]) -> UnknownName:
        """Say that there is no such thing, and offer the names most like it."""
        from difflib import get_close_matches

        near = get_close_matches(name[:_LONG], _likely(name[:_LONG], known), n=3, cutoff=0.5)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        return cls(f"no {what} {name!r}{hint}")


def _likely(name: str, known: Iterable[str]) -> list[str]:
    """Return the names that share most pairs of letters with one, so that few are compared."""
    from heapq import nlargest

    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    return nlargest(_FEW, known, key=lambda each: sum(pair in each for pair in pairs))


class WriteConflict(KBError, RuntimeError):
    """A file that somebody else changed since it was read."""


class MissingLibrary(KBError, ImportError):
    """A library that is not installed, since only some uses need it."""

    @classmethod
    def extra(cls, what: str, library: str, extra: str) -> MissingLibrary:
        """Say what needs the library, and how to install it."""
        return cls(f"{what} needs {library}: pip install '.[{extra}]' in its clone")
