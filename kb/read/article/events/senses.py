"""One sense per discourse: what a noun names once, it names in the rest of the article.

A "strike" that a union called is no strike from the air three sentences on, where no word says
which is meant: a word that occurs again in a text nearly always shares its sense (Gale, Church and
Yarowsky 1992, One sense per discourse, https://aclanthology.org/H92-1045).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.words.lexicon import Entry


def one_sense(triggers: Sequence[Sequence[Trigger]]) -> list[list[Trigger]]:
    """Give nouns without a word beside them that tells their kind the kind told elsewhere.

    The lists are one for each sentence. Where the article tells of two kinds, nothing changes.
    """
    told = _told(x for row in triggers for x in row if x.is_noun)
    return [[_like(x, told) for x in row] for row in triggers]


def _told(triggers: Iterable[Trigger]) -> dict[str, Entry]:
    found: dict[str, dict[str, Entry]] = {}
    for trigger in triggers:
        if trigger.entry.pattern.startswith("@"):
            found.setdefault(trigger.entry.lemma, {})[trigger.kind] = trigger.entry
    return {lemma: next(iter(x.values())) for lemma, x in found.items() if len(x) == 1}


def _like(trigger: Trigger, told: dict[str, Entry]) -> Trigger:
    entry = told.get(trigger.entry.lemma) if trigger.is_noun else None
    if entry is None or trigger.entry.pattern:
        return trigger
    return replace(trigger, kind=entry.kind, entry=entry)
