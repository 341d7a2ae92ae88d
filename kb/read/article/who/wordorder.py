"""What stands in the slots of a trigger by word order alone, where no parser has been."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.who.slots import OBJECT, SUBJECT, Argument
from kb.read.article.words.phrases import chunks
from kb.read.article.words.syntax import BE, PREPOSITIONS

if TYPE_CHECKING:
    from kb.read.article.events.triggers import Trigger
    from kb.read.article.words.syntax import Syntax


def by_order(syntax: Syntax, trigger: Trigger) -> list[Argument]:
    """Fill the slots by word order, where no parser has been."""
    phrases = chunks(syntax)
    place = trigger.place
    found: list[Argument] = []
    before = [x for x in phrases if x.last < place]
    after = [x for x in phrases if x.first > place]
    if not trigger.is_noun:
        left = _left_subject(syntax, before, place)
        if left is not None:
            slot = OBJECT if trigger.passive else SUBJECT
            found.append(Argument(slot, left, "before the verb"))
    else:
        found += _inside(syntax, phrases, place)
    if (
        not trigger.is_noun
        and after
        and not trigger.passive
        and _touches(syntax, place, after[0].first)
    ):
        found.append(Argument(OBJECT, after[0].head, "after the verb"))
    return found + _prepositions_by_order(syntax, place, after)


def _left_subject(syntax: Syntax, before: list, place: int) -> int | None:
    for phrase in reversed(before):
        if phrase.first and syntax.words[phrase.first - 1] in PREPOSITIONS - {"to"}:
            continue
        return phrase.head
    return None


def _inside(syntax: Syntax, phrases: list, place: int) -> list[Argument]:
    """Return what stands in the phrase of a noun, before it."""
    for phrase in phrases:
        if phrase.first <= place <= phrase.last:
            return [
                Argument("compound", x, "before the noun")
                for x in range(phrase.first, place)
                if syntax.words[x][0].isalnum()
            ]
    return []


def _touches(syntax: Syntax, place: int, first: int) -> bool:
    between = syntax.words[place + 1 : first]
    return all(x.endswith("ly") or x in ("up", "down", "out", "off", "and") for x in between)


def _prepositions_by_order(syntax: Syntax, place: int, after: list) -> list[Argument]:
    found: list[Argument] = []
    last_slot = ""
    for phrase in after:
        if any(syntax.is_end(x) for x in range(place, phrase.first)):
            break
        word = syntax.words[phrase.first - 1]
        if word in PREPOSITIONS | {"to"}:
            last_slot = SUBJECT if word == "by" else word
            found.append(Argument(last_slot, phrase.head, word))
        elif word == "and" and last_slot:
            found.append(Argument(last_slot, phrase.head, "and"))
        elif syntax.words[phrase.first - 1] in BE or len(found) > 5:
            break
    return found
