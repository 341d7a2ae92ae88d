"""The slots around a trigger, and what fills one."""

from __future__ import annotations

from dataclasses import dataclass

SUBJECT, OBJECT = "subject", "object"


@dataclass(frozen=True, slots=True)
class Argument:
    """The word that fills a slot, and how it was found."""

    slot: str
    place: int
    how: str
