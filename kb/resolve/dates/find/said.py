"""What an expression says, before it is known what it counts from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """One expression as data; `op` names the rule of anchoring, and which fields it reads."""

    op: str
    unit: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str = ""
    which: str = ""
    count: float | None = None  # None where it is vague
    of: Said | None = None
    to: Said | None = None
    more: tuple[Said, ...] = ()
    mod: str = ""
    value: str = ""
    shift: Said | None = None
    number: int = 0
    short: bool = False  # a year of two digits
