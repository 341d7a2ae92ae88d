"""A few plain words for what a trigger names: who did what to whom, and where.

They are put together from the heads of the sentence's phrases, not quoted: an active clause gives
"Police arrest three men", a passive one "Bridge hit", a noun "Explosion in Nova Kakhovka".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.events.nountitles import noun_parts
from kb.read.article.events.shortnames import PRONOUNS, run_of, short_name
from kb.read.article.events.verbtitles import particles, verb_parts
from kb.read.article.words.syntax import DETERMINERS, PREPOSITIONS, Syntax

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.values import Sentence

#: The longest title, in characters: what a line of a table or a bar has room for.
LONGEST = 90
#: The longest name beside a trigger where no parser tells what belongs to it, in words.
_PART = 5
_HARM = frozenset("killing injury death damage closure outage displacement fire".split())
_STATUS = {"postponed": "postponed", "cancelled": "cancelled", "planned": "planned"}


def title_of(sentence: Sentence, trigger: Trigger) -> str:
    """Return a title for what a trigger names, in the words of its clause.

    Without a parser it is the trigger with the words beside it that belong to its phrase.
    """
    syntax = Syntax(sentence)
    if not syntax.parsed:
        parts = [_near(syntax, trigger)]
    elif trigger.is_noun:
        parts = noun_parts(syntax, trigger)
    else:
        parts = verb_parts(syntax, trigger)
    words = _trimmed(fitting(parts), particles(syntax, trigger.place))
    status = _STATUS.get(trigger.modality.status, "")
    if status and status not in words and " to " not in words:
        words = f"{words} ({status})" if status == "planned" else f"{words} {status}"
    return words[:1].upper() + words[1:]


def fitting(parts: Iterable[str]) -> str:
    """Return parts as one line, without the last ones where it would be too long."""
    line = ""
    for part in parts:
        longer = f"{line} {part}".strip()
        if part and len(longer) <= LONGEST:
            line = longer
        elif part and not line:
            line = longer[:LONGEST].rpartition(" ")[0]
    return line


def came_of(sentence: Sentence, trigger: Trigger) -> str:
    """Return what came of an event as its clause has it: "killing two soldiers"; else empty."""
    syntax = Syntax(sentence)
    result = trigger.kind in _HARM and trigger.tag == "VBG"
    if not (result and syntax.parsed) or syntax.auxiliaries(trigger.place):
        return ""
    whom = next((short_name(syntax, x) for x in syntax.with_dep(trigger.place, "dobj")), "")
    return f"{trigger.text} {whom[:1].lower() + whom[1:]}" if whom else ""


def _trimmed(words: str, kept: Collection[str]) -> str:
    """Return a title that does not end in a word that joins, but for those that are `kept`."""
    parts = words.split()
    while len(parts) > 1 and parts[-1].lower() in (DETERMINERS | PREPOSITIONS) - set(kept):
        parts.pop()
    return " ".join(parts)


def _near(syntax: Syntax, trigger: Trigger) -> str:
    low, high = trigger.place, trigger.place
    stops = DETERMINERS | PRONOUNS | {"and", "but", "that", "who", "which", "when"}
    while low > 0 and trigger.place - low < _PART and not _stops(syntax, low - 1, stops):
        low -= 1
    while (
        high + 1 < len(syntax)
        and high - trigger.place < _PART
        and not _stops(syntax, high + 1, stops - {"a", "an", "the"})
    ):
        high += 1
    return run_of(syntax, low, high)


def _stops(syntax: Syntax, place: int, stops: frozenset[str]) -> bool:
    return syntax.is_end(place) or syntax.words[place] in stops
