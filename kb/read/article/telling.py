"""Which events tell an analyst enough to be worth a row: when, where, who, or who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.bearing import CAUSES
from kb.read.article.events.nounmodality import SCHEDULED
from kb.read.article.events.sayings import sayings
from kb.read.article.joining import alike, apart
from kb.read.article.words.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from kb.read.article.analysis import Event
    from kb.read.article.events.triggers import Trigger
    from kb.read.article.happenings import Happening
    from kb.read.article.values import Sentence

#: Kinds that say nothing themselves of what happened: of these the day, the place or a name must.
_VAGUE = frozenset({"other"})
_STOPPED = frozenset({"postponed", "cancelled"})
#: Verbs of what has begun: talks that are suspended were held.
_INTERRUPTING = frozenset("suspend halt pause interrupt".split())
_DEFINITE = frozenset("the this that these those".split())
#: Relations of words that say which one is meant.
_MORE = "prep relcl acl amod compound nummod poss".split()
#: How a date belongs to an event alone, not to all that is told beside it.
_OWN_DATES = frozenset({"its own words", "its clause", "its verb", "its phrase"})
#: How many sentences back a noun takes up an event.
_BACK = 4
#: Verbs that only say that somebody spoke, or how; `reporting.csv` has more of them.
_SPEAKING = frozenset(
    "speak mention describe quote cite comment stress emphasise emphasize express convey praise "
    "thank welcome respond post call".split()
)
_TOLD = frozenset({"announcement", "declaration"})
#: Verbs of saying whether something is so.
_CONFIRMING = frozenset(
    "deny confirm admit acknowledge reject dispute refute dismiss reveal disclose claim".split()
)


def telling(
    sentences: Sequence[Sentence],
    events: Sequence[Event],
    related: Collection[int],
    headlines: Collection[int] = (),
) -> dict[int, list[int]]:
    """Return the numbers of the events that tell enough, each with those that only take it up.

    Those that are `related` do, unless they only take one up. A noun that is said of nothing
    ("the war", "another crisis") refers to what readers know, or takes up the one event of its
    kind that the article tells of. "X said" tells what X said, not that X said it, unless on a day
    and of nothing else. Of the `headlines`, the text below tells.
    """
    kept: dict[int, list[int]] = {
        at: []
        for at in range(len(events))
        if _tells(events, at, at in headlines) and not _is_empty(sentences, events[at])
    }
    for at, event in enumerate(events):
        others = [x for x in kept if x != at]
        if at in headlines:
            whole = _below(events, others, at, headlines)
        else:
            wholes = [_stopped(events, others, at), _taken_up(sentences, events, others, at)]
            if at not in kept:
                wholes += [_only(events, others, at), _claimed(events, others, at)]
            whole = next((x for x in wholes if x is not None), None)
            whole = None if at in kept and _blames(event) else whole
        if whole is not None:
            kept[whole] += [at, *kept.pop(at, [])]
        elif at not in kept and at in related and not _is_silent(event.happening.trigger):
            kept[at] = []
    return dict(sorted(kept.items()))


def blaming(
    sentences: Sequence[Sentence], events: Sequence[Event], kept: Collection[int]
) -> Iterator[tuple[int, int]]:
    """Yield the events that say who did what another tells of, or deny it, each with the other."""
    for at in kept:
        whole = _taken_up(sentences, events, [x for x in kept if x != at], at)
        if whole is not None and _blames(events[at]):
            yield at, whole


def _blames(event: Event) -> bool:
    """Tell whether somebody says, or denies, that a party did what a noun names."""
    claim = event.happening.claim
    named = any(x.role == "agent" for x in event.participants)
    return claim is not None and (named or claim.stance != "asserts")


def _alike(events: Sequence[Event], kept: Iterable[int], at: int) -> list[int]:
    kind = events[at].happening.trigger.kind
    return [x for x in kept if events[x].happening.trigger.kind == kind]


def _below(
    events: Sequence[Event], kept: Iterable[int], at: int, headlines: Collection[int]
) -> int | None:
    """Return the first event of the text that a headline tells of."""
    fitting = (x for x in _alike(events, kept, at) if not _differ(events[x], events[at]))
    return next((x for x in fitting if x not in headlines), None)


def _differ(one: Event, other: Event) -> bool:
    """Tell whether two events count other numbers, or lie in other places."""
    counts = [{x.value.rstrip(".~") for x in event.counts} for event in (one, other)]
    places = [[x.mention.place for x in event.places] for event in (one, other)]
    return (all(counts) and not counts[0] & counts[1]) or apart(*places)


def _only(events: Sequence[Event], kept: Iterable[int], at: int) -> int | None:
    """Return the event that a noun takes up, as one alone can be meant."""
    same = _alike(events, kept, at)
    return same[0] if events[at].happening.trigger.is_noun and len(same) == 1 else None


def _claimed(events: Sequence[Event], kept: Iterable[int], at: int) -> int | None:
    """Return the event that a verb of saying tells of, whose words it then only adds to."""
    return next((x for x in kept if _is_claim([events[x]], events[at].happening)), None)


def _stopped(events: Sequence[Event], kept: Iterable[int], at: int) -> int | None:
    """Return the event that stopped what a noun names: "flights were suspended" is one event.

    What is held on a day set before has been put off, and is an event itself.
    """
    happening = events[at].happening
    modality = happening.trigger.modality
    if modality.status not in _STOPPED:
        return None
    for x in kept:
        other = events[x].happening
        begun = other.trigger.entry.lemma in _INTERRUPTING
        if happening.trigger.kind in SCHEDULED and not begun:
            continue
        if other.sentence == happening.sentence and other.trigger.place in modality.clues:
            return x
    return None


def _taken_up(
    sentences: Sequence[Sentence], events: Sequence[Event], kept: Iterable[int], at: int
) -> int | None:
    """Return the event shortly before that "the attack" takes up, where nothing is added to it."""
    happening = events[at].happening
    own = happening.dating.rule in _OWN_DATES or events[at].counts or events[at].joined
    if own or not happening.trigger.is_noun:
        return None
    syntax = Syntax(sentences[happening.sentence])
    if not _is_bare_definite(syntax, happening.trigger.place):
        return None
    least = happening.sentence - _BACK
    before = [x for x in kept if x < at and events[x].happening.sentence >= least]
    same = _alike(events, before, at)
    harm = [x for x in before if _is_broader(happening, events[x].happening)]
    return next(iter([*same[::-1], *harm[::-1]]), None)


def _is_broader(one: Happening, other: Happening) -> bool:
    """Tell whether a word of violence may take up another: "the attack", "the blast"."""
    return one.trigger.kind in CAUSES and alike(one.trigger.kind, other.trigger.kind)


def _is_empty(sentences: Sequence[Sentence], event: Event) -> bool:
    """Tell whether a noun stands alone, with neither a day nor a place."""
    happening = event.happening
    dated = _is_dated(happening)
    own = dated or event.counts or event.joined or event.places
    if dated and _is_state(sentences[happening.sentence], event):
        return True
    if own or happening.claim is not None or not happening.trigger.is_noun:
        return False
    syntax = Syntax(sentences[happening.sentence])
    place = happening.trigger.place
    more = any(syntax.with_dep(place, *_MORE)) or happening.trigger.entry.size
    return syntax.parsed and syntax.dep(place) not in ("nsubj", "dobj") and not more


def _is_state(sentence: Sentence, event: Event) -> bool:
    """Tell whether a noun only says in what state a clause's event found somebody: "in detention".

    The day is then that of the clause.
    """
    syntax, trigger = Syntax(sentence), event.happening.trigger
    if not syntax.parsed or not trigger.is_noun or syntax.dep(trigger.place) != "pobj":
        return False
    named = event.counts or event.joined or event.places or event.participants
    joint = syntax.head(trigger.place)
    state = joint is not None and syntax.words[joint] in ("in", "of", "under")
    return state and not named and not any(syntax.with_dep(trigger.place, "det", "poss", *_MORE))


def _is_bare_definite(syntax: Syntax, noun: int) -> bool:
    said = [syntax.words[x] for x in syntax.with_dep(noun, "det")]
    return bool(said) and said[0] in _DEFINITE and not any(syntax.with_dep(noun, *_MORE))


def _tells(events: Sequence[Event], at: int, headline: bool) -> bool:
    event = events[at]
    trigger = event.happening.trigger
    settled = _is_dated(event.happening) or bool(event.places)
    if _is_speaking(trigger):
        return settled and not _has_company(events, event.happening)
    if _is_confirming(trigger) and _is_claim(events, event.happening):
        return False
    if event.joined:
        return True
    if trigger.kind in _VAGUE:
        return settled or any(x.name[:1].isupper() for x in event.participants)
    if settled or event.participants or event.counts:
        return True
    if headline:
        return False
    return not trigger.is_noun or not (_is_alone(event.happening) or _is_again(events, at))


def _is_speaking(trigger: Trigger) -> bool:
    """Tell whether a verb only says that somebody spoke: "said", "described", "claimed"."""
    lemma = trigger.entry.lemma
    spoken = lemma in _SPEAKING or lemma in sayings() or trigger.is_noun
    said = trigger.kind == "statement" or (trigger.kind in _VAGUE and not trigger.is_noun)
    said = said or lemma in _TOLD
    return spoken and said and not trigger.entry.size


def _is_silent(trigger: Trigger) -> bool:
    return _is_speaking(trigger) or _is_confirming(trigger)


def _is_confirming(trigger: Trigger) -> bool:
    """Tell whether a verb says no more than whether what somebody tells of is so."""
    return trigger.entry.lemma in _CONFIRMING and not trigger.is_noun


def _has_company(events: Sequence[Event], saying: Happening) -> bool:
    """Tell whether the sentence tells of anything else."""
    others = (x.happening for x in events if x.happening is not saying)
    return any(x.sentence == saying.sentence and not _is_speaking(x.trigger) for x in others)


def _is_claim(events: Sequence[Event], saying: Happening) -> bool:
    """Tell whether another event has it for its claim, with the day as that of the saying."""
    claims = (x.happening.claim for x in events)
    place = (saying.sentence, saying.trigger.place)
    return any(x is not None and (x.sentence, x.verb) == place for x in claims)


def _is_dated(happening: Happening) -> bool:
    return happening.dating.time_span is not None


def _is_alone(happening: Happening) -> bool:
    """Tell whether nobody says so, and no word of the sentence says which one it was."""
    return happening.claim is None and happening.trigger.entry.size == 0


def _is_again(events: Sequence[Event], at: int) -> bool:
    kind = events[at].happening.trigger.kind
    return any(x.happening.trigger.kind == kind for n, x in enumerate(events) if n != at)
