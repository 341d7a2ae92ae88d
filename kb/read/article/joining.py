"""Which triggers tell of one happening, within a sentence and from sentence to sentence.

Two are joined only by what both say: verbs that are coordinated and done to the same thing ("hit
and rendered impassable"), an attack and what its own clause says came of it ("an attack that killed
five", "exploded, wounding six"), a headline and the sentence that tells it in full, or a later word
of the same kind about the same names ("the shooting of N. … N. was shot"). Dates, places and actors
that contradict one another keep them apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.model.vocabulary import broader, family
from kb.read.article.bearing import (
    CAUSES,
    HARMS,
    RESULTS,
    is_borne,
    is_coordinated,
    is_toll,
    only_bears,
    only_rises,
)
from kb.read.article.words.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from kb.model.timespan import TimeSpan
    from kb.read.article.happenings import Happening
    from kb.read.article.placing import Placing
    from kb.read.article.values import Field, Sentence
    from kb.read.article.who.participants import Participant
    from kb.resolve.places import Place

#: How many sentences back a happening may be taken up again.
_BACK = 4
_NEVER = frozenset("statement announcement other".split())
#: Prepositions that lead from harm to what did it: "killed in an attack", "hurt by the blast".
_DIGITS = re.compile(r"\d[\d,.]*\d|\d")


@dataclass(frozen=True, slots=True)
class Taking:
    """Who takes part in a happening, by name (roles as keys), where it was, and how many."""

    actors: Mapping[str, frozenset[str]]
    places: tuple[Place, ...]
    numbers: frozenset[str]


def taking_of(
    participants: Iterable[Participant], placings: Iterable[Placing], counts: Iterable[Field]
) -> Taking:
    """Return who takes part, where and how many, as it is compared."""
    actors: dict[str, frozenset[str]] = {}
    for one in participants:
        actors[one.role] = actors.get(one.role, frozenset()) | {one.name}
    numbers = frozenset(y for x in counts for y in _DIGITS.findall(x.value))
    return Taking(actors, tuple(x.mention.place for x in placings), numbers)


def join_happenings(
    sentences: Sequence[Sentence], happenings: Sequence[Happening], takings: Sequence[Taking]
) -> list[list[int]]:
    """Return groups of happenings by number, each about one; the first of a group leads it."""
    return _Joining(sentences, happenings, takings).groups()


class _Joining:
    """The happenings of an article, side by side with what they are compared by."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        happenings: Sequence[Happening],
        takings: Sequence[Taking],
    ) -> None:
        self.happenings, self.takings = happenings, takings
        self._syntaxes = {x.sentence: Syntax(sentences[x.sentence]) for x in happenings}
        self._headlines = {at for at, x in enumerate(sentences) if x.zone == "title"}

    def groups(self) -> list[list[int]]:
        groups: list[list[int]] = []
        recent: list[list[int]] = []
        for number, happening in enumerate(self.happenings):
            least = happening.sentence - _BACK
            recent = [x for x in recent if self.happenings[x[-1]].sentence >= least]
            group = next((x for x in reversed(recent) if self._belongs(x, number)), None)
            if group is None:
                groups.append([number])
                recent.append(groups[-1])
            else:
                group.append(number)
        return [self._led(group) for group in groups]

    def _led(self, group: Sequence[int]) -> list[int]:
        """Return a group with its leader first: what was done, not what came of it; then the dated.

        A headline leads nothing that the text tells in full.
        """
        found = {x: self.happenings[x] for x in group}
        causes = {x.sentence for x in found.values() if x.trigger.kind in HARMS}

        def rank(number: int) -> tuple[bool, bool, bool, bool, float]:
            x = found[number]
            led = x.trigger.kind in RESULTS and (
                x.trigger.kind != "killing" or x.sentence in causes
            )
            headline = x.sentence in self._headlines
            bears = only_bears(x) or only_rises(x)
            return headline, bears, led, x.dating.time_span is None, -x.salience

        lead = min(group, key=rank)
        return sorted(group, key=lambda x: (x != lead, rank(x)[0]))

    def _belongs(self, group: Sequence[int], number: int) -> bool:
        """Tell whether a happening is that of a group: joined to one of it, at odds with none."""
        one = self.happenings[number]
        told = [x for x in group if self.happenings[x].sentence not in self._headlines]
        return any(self._joined(at, number) for at in told or group) and not any(
            _contradict(one, self.happenings[at]) for at in group
        )

    def _joined(self, at: int, number: int) -> bool:
        """Tell whether a happening and a later one are one."""
        first, second = self.happenings[at], self.happenings[number]
        before, after = self.takings[at], self.takings[number]
        if first.sentence == second.sentence:
            syntax = self._syntaxes[first.sentence]
            return (
                is_borne(syntax, first, second)
                or (is_toll(syntax, first, second) and not apart(before.places, after.places))
                or (is_coordinated(syntax, first, second) and _same_aim(before, after))
            )
        behind = second.sentence - first.sentence
        if second.trigger.kind in _NEVER or behind > _BACK:
            return False
        if first.sentence in self._headlines:
            return _is_told_in_full(first, second, before, after)
        return _is_taken_up(second, first, after, before)


def _contradict(one: Happening, other: Happening) -> bool:
    a, b = one.dating.time_span, other.dating.time_span
    if a is not None and b is not None and (_ends_before(a, b) or _ends_before(b, a)):
        return True
    same = one.trigger.modality.status == other.trigger.modality.status
    lasting = "ongoing" in (one.trigger.modality.status, other.trigger.modality.status)
    return not same or lasting


def _ends_before(one: TimeSpan, other: TimeSpan) -> bool:
    last, first = one.latest, other.earliest
    return last is not None and first is not None and last < first


def _is_told_in_full(headline: Happening, body: Happening, before: Taking, after: Taking) -> bool:
    """Tell whether a headline and a sentence below it tell of one: alike, with something shared."""
    if not alike(headline.trigger.kind, body.trigger.kind):
        return False
    numbers = before.numbers & after.numbers
    if before.numbers and after.numbers and not numbers:
        return False
    if apart(before.places, after.places):
        return False
    words = _words(before) & _words(after)
    return bool(words or (before.places and after.places) or numbers)


def apart(some: Collection[Place], others: Collection[Place]) -> bool:
    """Tell whether both are known, and none of the one may be one of the others."""
    pairs = [x.is_apart(y) for x in some for y in others]
    return bool(pairs) and all(pairs)


def _words(taking: Taking) -> set[str]:
    """Return the words by which those who take part are named."""
    return {
        x.lower()
        for names in taking.actors.values()
        for name in names
        for x in name.split()
        if len(x) > 2
    }


def _same_aim(one: Taking, other: Taking) -> bool:
    """Tell whether both were done to the same; one that names nobody fits."""
    a, b = _aims(one), _aims(other)
    return not a or not b or bool(a & b)


def _aims(taking: Taking) -> frozenset[str]:
    return frozenset().union(
        *(names for role, names in taking.actors.items() if role in ("target", "victim"))
    )


def _is_taken_up(one: Happening, other: Happening, taking: Taking, before: Taking) -> bool:
    if not alike(one.trigger.kind, other.trigger.kind):
        return False
    for role, names in taking.actors.items():
        rivals = before.actors.get(role)
        if rivals and names and not names & rivals:
            return False
    if apart(taking.places, before.places):
        return False
    shared = _aims(taking) & _aims(before)
    return any(x[:1].isupper() for x in shared)


def alike(one: str, other: str) -> bool:
    """Tell whether kinds are one, or one is the broader, or both harm people or things."""
    if one == other or one in broader(other) or other in broader(one):
        return True
    harm = RESULTS | CAUSES
    return one in harm and other in harm and family(one) == family(other)
