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
from kb.read.article.words.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kb.model.timespan import TimeSpan
    from kb.read.article.happenings import Happening
    from kb.read.article.placing import Placing
    from kb.read.article.values import Field, Sentence
    from kb.read.article.who.participants import Participant

#: What an act of violence does: told of in the same breath, it is no event of its own.
_RESULTS = frozenset("damage closure death injury killing outage fire".split())
_CAUSES = frozenset(
    "attack strike shelling bombing assault sabotage explosion assassination".split()
)
#: Other happenings that harm people and things.
_MISHAPS = frozenset("disaster accident fire battle offensive uprising protest".split())
_HARMS = _CAUSES | _MISHAPS
#: How many sentences back a happening may be taken up again.
_BACK = 4
#: Verbs that only say that what their noun names took place, with kinds of their own.
_BEARING = frozenset(
    "begin break declare end erupt flare impose open proclaim rage resume spread start "
    "sweep".split()
)
#: Verbs that only say that one thing led to another, or that somebody had it.
_LEADING = frozenset("bring cause lead prompt provoke spark suffer sustain trigger".split())
_NEVER = frozenset("statement announcement other".split())
#: Prepositions that lead from harm to what did it: "killed in an attack", "hurt by the blast".
_DIGITS = re.compile(r"\d[\d,.]*\d|\d")
_IN_WHICH = frozenset("in by during from".split())


@dataclass(frozen=True, slots=True)
class Taking:
    """Who takes part in a happening, by name (roles as keys), where it was, and how many."""

    actors: Mapping[str, frozenset[str]]
    places: frozenset[str]
    numbers: frozenset[str]


def taking_of(
    participants: Iterable[Participant], placings: Iterable[Placing], counts: Iterable[Field]
) -> Taking:
    """Return who takes part, where and how many, as it is compared."""
    actors: dict[str, frozenset[str]] = {}
    for one in participants:
        actors[one.role] = actors.get(one.role, frozenset()) | {one.name}
    numbers = frozenset(y for x in counts for y in _DIGITS.findall(x.value))
    return Taking(actors, frozenset(x.mention.place.name for x in placings), numbers)


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
        causes = {x.sentence for x in found.values() if x.trigger.kind in _HARMS}

        def rank(number: int) -> tuple[bool, bool, bool, bool, float]:
            x = found[number]
            led = x.trigger.kind in _RESULTS and (
                x.trigger.kind != "killing" or x.sentence in causes
            )
            headline = x.sentence in self._headlines
            return headline, _only_bears(x), led, x.dating.time_span is None, -x.salience

        return sorted(group, key=lambda x: x != min(group, key=rank))

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
                _is_borne(syntax, first, second)
                or (_is_toll(syntax, first, second) and not _apart(before, after))
                or (_is_coordinated(syntax, first, second) and _same_aim(before, after))
            )
        apart = second.sentence - first.sentence
        if second.trigger.kind in _NEVER or apart > _BACK:
            return False
        if first.sentence in self._headlines:
            return _is_told_in_full(first, second, before, after)
        return _is_taken_up(second, first, after, before)


def _only_bears(happening: Happening) -> bool:
    """Tell whether a word may only say of what a noun names that it took place."""
    entry = happening.trigger.entry
    bears = entry.lemma in _BEARING | _LEADING and entry.kind not in _CAUSES
    bears = bears or entry.source == "any verb"
    return bears and not happening.trigger.is_noun


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


def _is_coordinated(syntax: Syntax, first: Happening, second: Happening) -> bool:
    """Tell whether the second is done in one breath with the first, or is what came of it."""
    a, b = first.trigger, second.trigger
    fitting = a.kind in _CAUSES and (b.kind in _RESULTS or b.kind in _CAUSES)
    if not fitting or a.is_noun or b.is_noun:
        return False
    if not syntax.parsed:
        between = syntax.words[a.place + 1 : b.place]
        return "and" in between and "," not in between and len(between) <= 4
    at: int | None = b.place
    while at is not None and syntax.dep(at) == "conj":
        at = syntax.head(at)
        if at == a.place:
            return True
    return False


def _is_borne(syntax: Syntax, first: Happening, second: Happening) -> bool:
    """Tell whether a verb says no more than that what its noun names took place.

    It does where both are of one kind ("fired warning shots") or violent ("a car bomb exploded"),
    or where it is one of `_BEARING`.
    """
    noun, verb = (first, second) if first.trigger.is_noun else (second, first)
    if not syntax.parsed or not noun.trigger.is_noun or verb.trigger.is_noun:
        return False
    dep, place = syntax.dep(noun.trigger.place), noun.trigger.place
    tied = dep in ("nsubj", "nsubjpass", "dobj") and syntax.head(place) == verb.trigger.place
    if syntax.dep(verb.trigger.place) == "acl" and syntax.head(verb.trigger.place) == place:
        return verb.trigger.entry.lemma in _BEARING
    one, other = noun.trigger.kind, verb.trigger.kind
    lemma = verb.trigger.entry.lemma
    said = verb.trigger.passive and lemma == "announce"
    led = lemma in _LEADING and dep == "dobj"
    bare = said or led or (_only_bears(verb) and lemma not in _LEADING)
    violent = one in _CAUSES and other in _CAUSES and not verb.trigger.passive
    return tied and (one == other or bare or violent)


def _is_toll(syntax: Syntax, first: Happening, second: Happening) -> bool:
    """Tell whether one is what an act of violence did, in the words of one clause.

    "An attack on the port killed five", "five died in an attack", "a bomb exploded, killing five",
    "killed five and wounded six".
    """
    a, b = first.trigger, second.trigger
    if not syntax.parsed or (a.is_noun and b.is_noun) or b.kind not in _RESULTS | _HARMS:
        return False
    if a.is_noun or b.is_noun:
        noun, verb = (a, b) if a.is_noun else (b, a)
        return (noun.kind in _HARMS and verb.kind in _RESULTS) and verb.place in _bearers(
            syntax, noun.place
        )
    if b.kind not in _RESULTS or a.kind not in _RESULTS | _HARMS:
        return False
    followed = syntax.dep(b.place) in ("advcl", "xcomp") and b.tag == "VBG"
    beside = syntax.dep(b.place) == "conj" and a.kind in _RESULTS and b.passive == a.passive
    own = any(syntax.with_dep(b.place, "nsubj", "nsubjpass"))
    return (followed or (beside and not own)) and syntax.head(b.place) == a.place


def _bearers(syntax: Syntax, noun: int) -> set[int]:
    """Return the verbs of which a noun says what did it: its subject, or "in an attack"."""
    above = syntax.head(noun)
    if above is None:
        return set()
    last = noun + 1 == len(syntax)
    # taken for a participle: "airstrikes killed 23 …, he said"
    if not last and syntax.tag(noun + 1) == "VBD":
        return {above, noun + 1}
    if syntax.dep(noun) in ("nsubj", "nsubjpass"):
        return {above, *syntax.with_dep(above, "conj")}
    if syntax.dep(noun) == "pobj" and syntax.words[above] in _IN_WHICH:
        verb = syntax.head(above)
        return set() if verb is None else {verb}
    return set()


def _is_told_in_full(headline: Happening, body: Happening, before: Taking, after: Taking) -> bool:
    """Tell whether a headline and a sentence below it tell of one: alike, with something shared."""
    if not _alike(headline.trigger.kind, body.trigger.kind):
        return False
    numbers = before.numbers & after.numbers
    if before.numbers and after.numbers and not numbers:
        return False
    if _apart(before, after):
        return False
    words = _words(before) & _words(after)
    return bool(words or before.places & after.places or numbers)


def _apart(one: Taking, other: Taking) -> bool:
    return bool(one.places and other.places and not one.places & other.places)


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
    if not _alike(one.trigger.kind, other.trigger.kind):
        return False
    for role, names in taking.actors.items():
        rivals = before.actors.get(role)
        if rivals and names and not names & rivals:
            return False
    if _apart(taking, before):
        return False
    shared = _aims(taking) & _aims(before)
    return any(x[:1].isupper() for x in shared)


def _alike(one: str, other: str) -> bool:
    """Tell whether kinds are one, or one is the broader, or both harm people or things."""
    if one == other or one in broader(other) or other in broader(one):
        return True
    harm = _RESULTS | _CAUSES
    return one in harm and other in harm and family(one) == family(other)
