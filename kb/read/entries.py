"""One entry of a list cell: an actor in a role, a count, a relation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Entry", "parse_actor", "parse_count", "parse_relation"]

_COUNT = re.compile(
    r"(?P<low>\d{1,15}(?:\.\d{1,6})?)?(?P<range>\.\.)?(?P<high>\d{1,15}(?:\.\d{1,6})?)?(?P<about>~)?"
)

#: How far a count marked `~` may lie from what is printed, as a share of it.
ABOUT = 0.2


class Entry(NamedTuple):
    """What an entry says: its key (role, count, relation), a name, a range; or what is wrong.

    `about` tells that the range stands for one number that was called approximate.
    """

    key: str = ""
    name: str = ""
    low: float = 0.0
    high: float = 0.0
    fault: str = ""
    about: bool = False

    @property
    def usable(self) -> bool:
        """Whether it says anything; an actor in an unknown role still is an actor."""
        return self.fault in ("", "unknown_role")


def parse_actor(text: str, roles: Sequence[str]) -> Entry:
    """Read `role: name`; without a role the actor is a participant.

    Where what stands before the colon is no role, all of it is the name, and a fault.

    >>> parse_actor("agent: Ukraine", ["agent"])[:2]
    ('agent', 'Ukraine')
    """
    role, colon, name = (part.strip() for part in text.partition(":"))
    if not colon:
        return Entry("participant", text)
    if role.lower() in roles:
        return Entry(role.lower(), name) if name else Entry(role.lower(), fault="no_name")
    return Entry("participant", text, fault="unknown_role")


def parse_count(text: str) -> Entry:
    """Read `name: 2`, `name: 3..5`, `name: 5..` (at least), `name: ..5` (at most), `name: 20~`.

    `~` widens a single number by a fifth to either side.

    >>> parse_count("wounded: 3..5")[:4]
    ('wounded', '', 3.0, 5.0)
    """
    key, _, number = (part.strip() for part in text.partition(":"))
    found = _COUNT.fullmatch(number)
    if not key or not found or not (found["low"] or found["high"]):
        return Entry(fault="bad_count")
    low = float(found["low"] or 0)
    high = float(found["high"] or ("inf" if found["range"] else low))
    if not found["range"] and found["high"]:
        return Entry(fault="bad_count")
    if found["about"]:
        low, high = low * (1 - ABOUT), high * (1 + ABOUT)
    if low > high:
        return Entry(fault="bad_count")
    return Entry(key.lower(), "", low, high, about=bool(found["about"]))


def parse_relation(text: str, relations: Sequence[str]) -> Entry:
    """Read `relation: event id`.

    >>> parse_relation("because of: counteroffensive", ["because of"])[:2]
    ('because of', 'counteroffensive')
    """
    relation, _, target = (part.strip() for part in text.partition(":"))
    if " ".join(relation.lower().split()) not in relations:
        return Entry(fault="unknown_relation")
    if not target:
        return Entry(fault="no_event")
    return Entry(" ".join(relation.lower().split()), target)
