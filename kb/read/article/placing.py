"""Which place belongs to which event of its sentence.

With a parser a place belongs to the first trigger above it; without one, to the nearest trigger of
its clause. What is done to a place happens there. What then has no place gets those of its sentence
("In Kherson, …"), or of a line before it that only says where ("Vysokopillia. Kherson region.").
A place that is only the name of who acts ("Russia's troops", "the Russians") is none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from kb.model.vocabulary import family
from kb.read.article.referring import REFERRED, references
from kb.read.article.setting import SETTING, set_there, setting_of
from kb.read.article.sites import INEXACT, WHERE, Site, sites_of
from kb.read.article.words.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.happenings import Happening
    from kb.read.article.values import Sentence
    from kb.read.article.who.roles import Role
    from kb.resolve.places import PlaceMention

_BORDERS = frozenset(", ; : and but that who which when while after before because as".split())
_BORDER = 6
#: Families of events that happen where their object is, and the roles of such objects.
_ON_SITE = frozenset("conflict territory infrastructure movement emergency".split())
_OBJECTS = frozenset("target victim".split())
_SUBJECTS = ("nsubj", "nsubjpass")
_TO = ("dobj", "nsubjpass")
#: How sure a place is that a preposition only says roughly.
_SURE = dict.fromkeys(INEXACT, 0.6)
#: The longest line that only says where, in words.
_LINE = 4


@dataclass(frozen=True, slots=True)
class Placing:
    """A place of an event, the rule, and how sure that it happened there (0..1)."""

    mention: PlaceMention
    rule: str
    confidence: float


def place_events(
    sentences: Sequence[Sentence],
    happenings: Sequence[Happening],
    roles: Sequence[Sequence[Role]],
    mentions: Sequence[PlaceMention],
) -> list[tuple[Placing, ...]]:
    """Return the places of each happening; `happenings` and `mentions` stand in order.

    `roles` are those of each happening.
    """
    referring = list(references(sentences, mentions))
    by_sentence = _by_sentence(sentences, [*mentions, *referring])
    nouns = {x.start for x in referring}
    placed: list[tuple[Placing, ...]] = []
    for number, row in groupby(zip(happenings, roles, strict=True), key=lambda x: x[0].sentence):
        here, taking_part = zip(*row, strict=True)
        triggers = [x.trigger for x in here]
        found = _placed(Syntax(sentences[number]), triggers, taking_part, by_sentence[number])
        if not any(found):
            found = _by_lines(sentences, number, by_sentence, found)
        placed += [tuple(_once(x, nouns)) for x in found]
    return placed


def place_by_setting(
    sentences: Sequence[Sentence],
    happenings: Sequence[Happening],
    mentions: Sequence[PlaceMention],
    everywhere: Sequence[PlaceMention],
) -> dict[int, Placing]:
    """Return what the headline says of where happenings were, by their numbers.

    `mentions` are those in sentences, `everywhere` those outside as well. It is for what has no
    place otherwise, alone or as a part of an event.
    """
    setting = setting_of(sentences, everywhere)
    if setting is None:
        return {}
    there = Placing(setting, SETTING, 0.4)
    return dict.fromkeys(set_there(setting, sentences, happenings, mentions), there)


def _once(found: Sequence[Placing], nouns: Collection[int]) -> Iterator[Placing]:
    """Yield the places of an event, less surely those that only a noun stands for (`nouns`)."""
    named = {x.mention.place.id for x in found if x.mention.start not in nouns}
    for one in found:
        if one.mention.start not in nouns:
            yield one
        elif one.mention.place.id not in named:
            yield replace(one, rule=REFERRED, confidence=one.confidence * 2 / 3)


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
    rest: list[Site] = []
    for site in sites_of(syntax, mentions, {x.place for x in triggers}):
        owners = [
            at
            for at, (trigger, row) in enumerate(zip(triggers, roles, strict=True))
            if _is_site(syntax, trigger, row, site)
        ]
        if owners:
            for at in owners:
                found[at].append(Placing(site.mention, "what it was done to", 0.9))
            continue
        owner = _above(syntax, triggers, site) if syntax.parsed else _near(syntax, triggers, site)
        owner = None if site.said else owner
        if owner is None or (not site.preposition and site.place != triggers[owner].place):
            rest.append(site)
        elif site.preposition != "for":
            sure = _SURE.get(site.preposition, 0.6 if site.preposition not in WHERE else 0.9)
            found[owner].append(Placing(site.mention, f"“{site.preposition}” and its name", sure))
    _share(syntax, triggers, found)
    for site in rest:
        if site.preposition in WHERE:
            for row in found:
                if not row:
                    row.append(Placing(site.mention, "of its sentence", 0.5))
    return found


def _share(syntax: Syntax, triggers: Sequence[Trigger], found: list[list[Placing]]) -> None:
    """Give what has no place those of what it is told with as one: "floods killed ten in Swat"."""
    if not syntax.parsed:
        return
    at = {x.place: number for number, x in enumerate(triggers)}
    pairs = [(at[x], at[y]) for x in at for y in _together(syntax, x) if y in at]
    for one, other in [*pairs, *((y, x) for x, y in pairs)]:
        if not found[one]:
            found[one] += [Placing(x.mention, "of what it is told with", 0.5) for x in found[other]]


def _together(syntax: Syntax, place: int) -> Iterator[int]:
    """Yield the verb whose subject, means or consequence a happening is."""
    above, dep = syntax.head(place), syntax.dep(place)
    if above is None:
        return
    tag = syntax.tag(place)
    if dep in _SUBJECTS or (dep == "conj" and tag[:2] == "VB") or (dep == "advcl" and tag == "VBG"):
        yield above
    elif dep == "pobj" and syntax.words[above] in ("in", "during", "by"):
        yield from filter(None, [syntax.head(above)])


def _is_site(syntax: Syntax, trigger: Trigger, roles: Sequence[Role], site: Site) -> bool:
    """Tell whether a place is what an event was done to."""
    if family(trigger.kind) not in _ON_SITE:
        return False
    if syntax.dep(site.place) in _TO and syntax.head(site.place) == trigger.place:
        return True
    return any(x.role in _OBJECTS and x.place == site.place for x in roles)


def _above(syntax: Syntax, triggers: Sequence[Trigger], site: Site) -> int | None:
    """Return the first trigger on the way from a place to the root.

    That of a verb that names nothing itself may be its subject: "talks went on in Cairo".
    """
    places = {x.place: at for at, x in enumerate(triggers)}
    for above in (site.place, *syntax.above(site.place)):
        if above in places:
            return places[above]
        for subject in syntax.with_dep(above, *_SUBJECTS):
            if subject in places and above != site.place:
                return places[subject]
    return None


def _near(syntax: Syntax, triggers: Sequence[Trigger], site: Site) -> int | None:
    """Return the nearest trigger, a clause border counting as many words."""

    def distance(trigger: Trigger) -> int:
        low, high = sorted((trigger.place, site.place))
        borders = sum(syntax.words[x] in _BORDERS for x in range(low + 1, high))
        return high - low + _BORDER * borders + 3 * (trigger.place > site.place)

    nearest = min(enumerate(triggers), key=lambda x: distance(x[1]), default=None)
    return None if nearest is None or distance(nearest[1]) > 20 else nearest[0]
