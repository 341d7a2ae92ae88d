"""Which place belongs to which event of its sentence.

With a parser a place belongs to the first trigger above it; without one, to the nearest trigger of
its clause. What then has no place gets those that stand at the head of the sentence ("In Kherson,").
A place that is only the name of who acts ("Russia's troops") is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from kb.read.article.syntax import PREPOSITIONS, Syntax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.read.article.events import Happening
    from kb.read.article.triggers import Trigger
    from kb.read.article.values import Sentence
    from kb.resolve.places import PlaceMention

_BORDERS = frozenset(", ; : and but that who which when while after before because as".split())
_BORDER = 6
#: Prepositions that say where something happens, and those that say where to or from.
_WHERE = frozenset("in at near on outside inside around across throughout within over off".split())
_AWAY = frozenset("to from into toward towards against of between for with by".split())


@dataclass(frozen=True, slots=True)
class Placing:
    """A place of an event, the rule, and how sure that it happened there (0..1)."""

    mention: PlaceMention
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Site:
    """A place mention in a sentence: its last word, and the preposition before it."""

    mention: PlaceMention
    place: int
    preposition: str


def place_events(
    sentences: Sequence[Sentence],
    happenings: Sequence[Happening],
    mentions: Sequence[PlaceMention],
) -> list[tuple[Placing, ...]]:
    """Return the places of each happening; `happenings` and `mentions` stand in order."""
    by_sentence = _by_sentence(sentences, mentions)
    placed: list[tuple[Placing, ...]] = []
    for number, row in groupby(happenings, key=lambda x: x.sentence):
        triggers = [x.trigger for x in row]
        placed += _placed(Syntax(sentences[number]), triggers, by_sentence[number])
    return placed


def _by_sentence(
    sentences: Sequence[Sentence], mentions: Sequence[PlaceMention]
) -> list[list[PlaceMention]]:
    found: list[list[PlaceMention]] = [[] for _ in sentences]
    at = 0
    for mention in sorted(mentions, key=lambda x: x.start):
        while at < len(sentences) and sentences[at].end <= mention.start:
            at += 1
        if at < len(sentences) and sentences[at].start <= mention.start:
            found[at].append(mention)
    return found


def _placed(
    syntax: Syntax, triggers: Sequence[Trigger], mentions: Sequence[PlaceMention]
) -> list[tuple[Placing, ...]]:
    found: list[list[Placing]] = [[] for _ in triggers]
    rest: list[_Site] = []
    for site in _sites(syntax, mentions):
        at = _above(syntax, triggers, site) if syntax.parsed else _near(syntax, triggers, site)
        if at is None:
            rest.append(site)
        else:
            sure = 0.9 if site.preposition in _WHERE else 0.7
            found[at].append(Placing(site.mention, f"{site.preposition or 'object'} it", sure))
    for site in rest:
        if site.preposition in _WHERE:
            for at in range(len(found)):
                if not found[at]:
                    found[at].append(Placing(site.mention, "of its sentence", 0.5))
    return [tuple(x) for x in found]


def _sites(syntax: Syntax, mentions: Sequence[PlaceMention]) -> list[_Site]:
    sites = []
    for mention in mentions:
        words = [
            at
            for at, x in enumerate(syntax.tokens)
            if x.start < mention.end and x.end > mention.start
        ]
        if not words:
            continue
        before = [syntax.words[x] for x in range(max(0, words[0] - 4), words[0])]
        preposition = next((x for x in reversed(before) if x in PREPOSITIONS or x in _WHERE), "")
        after = syntax.words[words[-1] + 1] if words[-1] + 1 < len(syntax) else ""
        if after in ("'s", "’s") and preposition not in _WHERE:
            continue
        sites.append(_Site(mention, words[-1], preposition))
    return sites


def _above(syntax: Syntax, triggers: Sequence[Trigger], site: _Site) -> int | None:
    """Return the first trigger on the way from a place to the root."""
    places = {x.place: at for at, x in enumerate(triggers)}
    if site.place in places:
        return places[site.place]
    for above in syntax.above(site.place):
        if above in places:
            return places[above]
    return None


def _near(syntax: Syntax, triggers: Sequence[Trigger], site: _Site) -> int | None:
    """Return the nearest trigger, a clause border counting as many words."""

    def distance(trigger: Trigger) -> int:
        low, high = sorted((trigger.place, site.place))
        borders = sum(syntax.words[x] in _BORDERS for x in range(low + 1, high))
        return high - low + _BORDER * borders + 3 * (trigger.place > site.place)

    nearest = min(enumerate(triggers), key=lambda x: distance(x[1]), default=None)
    return None if nearest is None or distance(nearest[1]) > 20 else nearest[0]
