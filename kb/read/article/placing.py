"""Which place belongs to which event of its sentence.

With a parser a place belongs to the first trigger above it; without one, to the nearest trigger of
its clause. What is done to a place happens there. What then has no place gets those of its sentence
("In Kherson, …"), or of a line before it that only says where ("Vysokopillia. Kherson region.").
A place that is only the name of who acts ("Russia's troops", "the Russians") is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from kb.model.vocabulary import family
from kb.read.article.words.syntax import DETERMINERS, PREPOSITIONS, Syntax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.happenings import Happening
    from kb.read.article.values import Sentence
    from kb.read.article.who.roles import Role
    from kb.resolve.places import PlaceMention

_BORDERS = frozenset(", ; : and but that who which when while after before because as".split())
_BORDER = 6
#: Prepositions that say where something happens, and those that say where to or from.
_WHERE = frozenset("in at near on outside inside around across throughout within over off".split())
#: Nouns that make a place of what an adjective names: "the Ukrainian city".
GROUND = frozenset(
    "city town village region oblast province district border territory soil capital coast "
    "airport bridge".split()
)
#: Families of events that happen where their object is, and the roles of such objects.
_ON_SITE = frozenset("conflict territory infrastructure movement emergency".split())
_OBJECTS = frozenset("target victim".split())
#: The longest line that only says where, in words.
_LINE = 4


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
    roles: Sequence[Sequence[Role]],
    mentions: Sequence[PlaceMention],
) -> list[tuple[Placing, ...]]:
    """Return the places of each happening; `happenings` and `mentions` stand in order.

    `roles` are those of each happening.
    """
    by_sentence = _by_sentence(sentences, mentions)
    placed: list[tuple[Placing, ...]] = []
    for number, row in groupby(zip(happenings, roles, strict=True), key=lambda x: x[0].sentence):
        here, taking_part = zip(*row, strict=True)
        triggers = [x.trigger for x in here]
        found = _placed(Syntax(sentences[number]), triggers, taking_part, by_sentence[number])
        if not any(found):
            found = _by_lines(sentences, number, by_sentence, found)
        placed += [tuple(x) for x in found]
    return placed


def _by_lines(
    sentences: Sequence[Sentence],
    number: int,
    by_sentence: Sequence[Sequence[PlaceMention]],
    found: list[list[Placing]],
) -> list[list[Placing]]:
    """Return the places of lines before a sentence that say nothing but where."""
    lines: list[PlaceMention] = []
    for at in range(number - 1, -1, -1):
        line, mentions = sentences[at], by_sentence[at]
        words = [x for x in line.tokens if x.text[:1].isalnum()]
        if line.paragraph != sentences[number].paragraph or len(words) > _LINE or not mentions:
            break
        lines = [*mentions, *lines]
    for row in found:
        row += [Placing(x, "a line before that says where", 0.5) for x in lines]
    return found


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
    syntax: Syntax,
    triggers: Sequence[Trigger],
    roles: Sequence[Sequence[Role]],
    mentions: Sequence[PlaceMention],
) -> list[list[Placing]]:
    found: list[list[Placing]] = [[] for _ in triggers]
    rest: list[_Site] = []
    for site in _sites(syntax, mentions):
        owners = [
            at
            for at, (trigger, row) in enumerate(zip(triggers, roles, strict=True))
            if _is_site(trigger, row, site)
        ]
        if owners:
            for at in owners:
                found[at].append(Placing(site.mention, "what it was done to", 0.9))
            continue
        owner = _above(syntax, triggers, site) if syntax.parsed else _near(syntax, triggers, site)
        if owner is None or (not site.preposition and site.place != triggers[owner].place):
            rest.append(site)
        else:
            sure = 0.9 if site.preposition in _WHERE else 0.6
            found[owner].append(Placing(site.mention, f"“{site.preposition}” and its name", sure))
    for site in rest:
        if site.preposition in _WHERE:
            for row in found:
                if not row:
                    row.append(Placing(site.mention, "of its sentence", 0.5))
    return found


def _is_site(trigger: Trigger, roles: Sequence[Role], site: _Site) -> bool:
    """Tell whether a place is what an event was done to."""
    return family(trigger.kind) in _ON_SITE and any(
        x.role in _OBJECTS and x.place == site.place for x in roles
    )


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
        after = syntax.words[words[-1] + 1] if words[-1] + 1 < len(syntax) else ""
        if mention.is_demonym and after not in GROUND:
            continue
        preposition = _preposition(syntax, words[0], words[-1])
        if after in ("'s", "’s") and preposition not in _WHERE:
            continue
        sites.append(_Site(mention, words[-1], preposition))
    return sites


def _preposition(syntax: Syntax, first: int, last: int) -> str:
    """Return the preposition that a name stands behind, by itself or within a phrase."""
    if syntax.parsed:
        if syntax.dep(last) in ("compound", "amod", "nmod"):  # "the Kherson region"
            last = syntax.head(last) or last
        head: int | None = syntax.head(last)
        while syntax.dep(last) in ("conj", "appos") and head is not None:
            last, head = head, syntax.head(head)
        if syntax.dep(last) == "pobj" and head is not None:
            return syntax.words[head]
        if first and syntax.tag(first - 1) in ("VBN", "JJ"):  # "in occupied Kherson"
            before = syntax.words[first - 2] if first > 1 else ""
            return before if before in _WHERE else ""
        return ""
    for at in range(first - 1, max(-1, first - 4), -1):
        word = syntax.words[at]
        if word in PREPOSITIONS or word in _WHERE:
            return word
        if word not in DETERMINERS and not syntax.tokens[at].text[:1].isupper():
            return ""
    return ""


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
