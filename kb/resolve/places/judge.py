"""Telling names of places from names of people and plain words that look like them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.resolve.places import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.resolve.places.spot import Spot
    from kb.resolve.places.tokens import Token

__all__ = ["judge"]


def judge(
    text: str,
    words: Sequence[Token],
    spots: Sequence[Spot],
    names: Sequence[tuple[int, int, str]],
) -> list[Spot]:
    """Return the spots that are names of places here."""
    return [each for each in spots if _is_place(each, words)]


def _is_place(spot: Spot, words: Sequence[Token]) -> bool:
    if spot.kind != "name":
        return spot.kind != "postal"
    if spot.first == spot.last and (spot.key in tables.common_words() or len(spot.key) < 4):
        return False
    before = words[spot.first - 1] if spot.first > 0 and words[spot.first].joined else None
    if before is not None and before.capital and before.text.casefold() in tables.first_names():
        return False
    return spot.candidates[0].grade < 2 or spot.candidates[0].population > 100_000
