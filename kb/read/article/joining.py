"""Which triggers tell of one happening, within a sentence and from sentence to sentence.

Two are joined only by what both say: verbs that are coordinated and done to the same thing ("hit
and rendered impassable"), or a later word of the same kind about the same names ("the shooting of
N. … N. was shot"). Dates, places and actors that contradict one another keep them apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.model.vocabulary import broader, family
from kb.read.article.words.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kb.model.timespan import TimeSpan
    from kb.read.article.happenings import Happening
    from kb.read.article.placing import Placing
    from kb.read.article.values import Sentence
    from kb.read.article.who.participants import Participant

#: What an act of violence does: told of in the same breath, it is no event of its own.
_RESULTS = frozenset("damage closure death injury killing outage fire".split())
_CAUSES = frozenset(
    "attack strike shelling bombing assault sabotage explosion assassination".split()
)
#: Other happenings that harm people and things.
_MISHAPS = frozenset("disaster accident fire battle offensive uprising protest".split())
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


@dataclass(frozen=True, slots=True)
class Taking:
    """Who takes part in a happening, by name (roles as keys), and where it was."""

    actors: Mapping[str, frozenset[str]]
    places: frozenset[str]


def taking_of(participants: Iterable[Participant], placings: Iterable[Placing]) -> Taking:
    """Return who takes part and where, as it is compared."""
    actors: dict[str, frozenset[str]] = {}
    for one in participants:
        actors[one.role] = actors.get(one.role, frozenset()) | {one.name}
    return Taking(actors, frozenset(x.mention.place.name for x in placings))


def join_happenings(
    sentences: Sequence[Sentence], happenings: Sequence[Happening], takings: Sequence[Taking]
) -> list[list[int]]:
    """Return groups of happenings by number, each about one; the first of a group leads it."""
    groups: list[list[int]] = []
    recent: list[list[int]] = []
    syntaxes = {x.sentence: Syntax(sentences[x.sentence]) for x in happenings}
    for number, happening in enumerate(happenings):
        least = happening.sentence - _BACK
        recent = [x for x in recent if happenings[x[-1]].sentence >= least]
        fitting = (
            x for x in reversed(recent) if _is_same(syntaxes, happenings, takings, x, number)
        )
        group = next(fitting, None)
        if group is None:
            groups.append([number])
            recent.append(groups[-1])
        else:
            group.append(number)
    return [_led(group, happenings) for group in groups]


def _led(group: list[int], happenings: Sequence[Happening]) -> list[int]:
    """Return a group with its leader first: what was done, not what came of it; then the dated."""
    caused = any(happenings[x].trigger.kind in _CAUSES | _MISHAPS for x in group)

    def rank(number: int) -> tuple[bool, bool, bool, float]:
        x = happenings[number]
        return (
            _only_bears(x),
            x.trigger.kind in _RESULTS and (caused or x.trigger.kind != "killing"),
            x.dating.time_span is None,
            -x.salience,
        )

    lead = min(group, key=rank)
    return [lead, *(x for x in group if x != lead)]


def _only_bears(happening: Happening) -> bool:
    """Tell whether a word may only say of what a noun names that it took place."""
    entry = happening.trigger.entry
    bears = entry.lemma in _BEARING | _LEADING and entry.kind not in _CAUSES
    bears = bears or entry.source == "any verb"
    return bears and not happening.trigger.is_noun


def _is_same(
    syntaxes: Mapping[int, Syntax],
    happenings: Sequence[Happening],
    takings: Sequence[Taking],
    group: Sequence[int],
    number: int,
) -> bool:
    one, taking = happenings[number], takings[number]
    for at in group:
        other = happenings[at]
        if one.trigger.kind in _NEVER and other.sentence != one.sentence:
            continue
        if other.sentence == one.sentence:
            syntax = syntaxes[one.sentence]
            joined = (
                _is_borne(syntax, other, one)
                or _is_outcome(syntax, other, one)
                or (_is_coordinated(syntax, other, one) and _same_aim(taking, takings[at]))
            )
        else:
            near = one.sentence - other.sentence <= _BACK
            joined = near and _is_taken_up(one, other, taking, takings[at])
        if joined:
            return not any(_contradict(one, happenings[x]) for x in group)
    return False


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

    It does where both are of one kind ("fired warning shots"), or where it is one of `_BEARING`.
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
    if not tied or one == other or bare:
        return tied
    harms = one in _CAUSES | _MISHAPS and other in _RESULTS | _CAUSES
    return harms and dep == "nsubj" and not verb.trigger.passive


def _is_outcome(syntax: Syntax, first: Happening, second: Happening) -> bool:
    """Tell whether a participle says what came of the first: "…, killing two soldiers"."""
    verb = second.trigger
    harms = first.trigger.kind in _CAUSES | _MISHAPS and verb.kind in _RESULTS
    if not (harms and syntax.parsed and verb.tag == "VBG" and not verb.is_noun):
        return False
    bare = syntax.dep(verb.place) == "advcl" and not syntax.auxiliaries(verb.place)
    return bare and syntax.head(verb.place) == first.trigger.place


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
    if taking.places and before.places and not taking.places & before.places:
        return False
    shared = _aims(taking) & _aims(before)
    return any(x[:1].isupper() for x in shared)


def _alike(one: str, other: str) -> bool:
    """Tell whether kinds are one, or one is the broader, or both harm people or things."""
    if one == other or one in broader(other) or other in broader(one):
        return True
    harm = _RESULTS | _CAUSES
    return one in harm and other in harm and family(one) == family(other)
