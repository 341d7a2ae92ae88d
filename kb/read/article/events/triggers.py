"""The words of a sentence that name happenings: verbs, nouns, and verbs with their particles.

A row of `triggers.csv` says what a word names. Where a parser has tagged the sentence, verbs that
no row has are taken as well, as of kind other, unless they only say how things are. A noun that is
the object of a light verb ("carried out an attack") is the trigger itself, and the verb is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.read.article.events.figurative import without_figures
from kb.read.article.events.modality import LIGHT, Modality, judge_verb
from kb.read.article.events.nounmodality import judge_noun, members_of
from kb.read.article.events.sayings import sayings
from kb.read.article.events.speakers import words_of
from kb.read.article.events.voice import is_passive
from kb.read.article.words.lexicon import Entry, index, match
from kb.read.article.words.phrases import names_people
from kb.read.article.words.stative import FAINT, STATIVE
from kb.read.article.words.syntax import BE, DETERMINERS, PREPOSITIONS, Syntax

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.read.article.values import Sentence

#: Longer spans do not name an event but retell it.
LONGEST = 60
_CARRYING_NOUNS = frozenset("effort operation attempt campaign mission work process".split())
#: Verbs whose object names what was done, whatever it is.
_DOING = frozenset(
    "conduct undergo perform stage suffer sustain mount commit undertake wage".split()
)
#: Verbs that are events themselves, whatever they take.
_OWN = frozenset("report announce spark trigger prompt cause lead".split())
#: Verbs of what goes on, which parsers take for objects in headlines: "fighting rages in Shan".
_GOING_ON = frozenset("rages erupts continues resumes intensifies spreads flares persists".split())
#: Prepositions after which a form in -ing is a noun.
_DURING = frozenset("amid during from despite".split())
_NO_TRIGGER_DEPS = frozenset("amod compound aux auxpass prep".split())


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names a happening.

    `place` is that of its token in the sentence, `start` and `end` are character offsets, `entry`
    the row of `triggers.csv` that names it.
    """

    place: int
    start: int
    end: int
    text: str
    kind: str
    entry: Entry
    tag: str
    passive: bool
    modality: Modality

    @property
    def is_noun(self) -> bool:
        """Whether a noun names it."""
        return self.entry.pos == "noun"


def find_triggers(sentence: Sentence) -> list[Trigger]:
    """Return what names happenings in a sentence, in order.

    What is negated, supposed or general is returned as well; its `modality` says so.
    """
    syntax = Syntax(sentence)
    found: list[Trigger] = []
    for place in range(len(syntax)):
        if found and found[-1].end > sentence.tokens[place].start:
            continue
        trigger = _trigger_at(syntax, place)
        if trigger is not None:
            found = [x for x in found if x.start < trigger.start]
            found.append(trigger)
    meant = [x for x in without_figures(syntax, found) if not _is_taken(syntax, x, found)]
    return [x for x in meant if not _carries(syntax, x, meant)]


#: With a capital these are buildings: "the Lincoln Memorial".
_BUILT = frozenset(["Memorial"])


def _trigger_at(syntax: Syntax, place: int) -> Trigger | None:
    if syntax.dep(place) in _NO_TRIGGER_DEPS and not _carried(syntax, place):
        return None
    if _is_first_part(syntax, place) or syntax.tokens[place].text in _BUILT:
        return None
    if _modifies(syntax, place) or _is_tally(syntax, place):
        return None
    people = not syntax.parsed and names_people(syntax, place)
    if people and not _is_predicate(syntax, place):
        return None
    rows = list(_rows(syntax, place))
    if not rows and (other := _any_verb(syntax, place) or _any_noun(syntax, place)):
        rows = [(other, place, place)]
    if not rows:
        return None
    entry, first, last = max(rows, key=lambda x: x[0].rank)
    return _made(syntax, place, entry, first, last) if entry.weight else None


def _carried(syntax: Syntax, place: int) -> bool:
    """Tell whether a noun stands before one that only says that it was done: "rescue efforts"."""
    above = syntax.head(place)
    compound = syntax.dep(place) == "compound" and above == place + 1
    return compound and syntax.tokens[place + 1].lemma in _CARRYING_NOUNS


def _is_first_part(syntax: Syntax, place: int) -> bool:
    """Tell whether a word only begins a compound: "conflict-affected areas", "cease-fire"."""
    if syntax.words[place + 1 : place + 2] != ["-"] or place + 2 >= len(syntax):
        return False
    apart = syntax.tokens[place].end < syntax.tokens[place + 1].start
    return not apart and syntax.tokens[place + 1].end == syntax.tokens[place + 2].start


def _modifies(syntax: Syntax, place: int) -> bool:
    """Tell whether a participle stands before the noun it describes: "in occupied Kherson"."""
    if not 0 < place < len(syntax) - 1:
        return False
    before, after = syntax.words[place - 1], syntax.words[place + 1]
    if not syntax.parsed:
        noun = after.isalpha() and after not in PREPOSITIONS | DETERMINERS | BE
        return noun and before in DETERMINERS and syntax.words[place].endswith(("ed", "en"))
    noun = syntax.tokens[place + 1].tag[:2] == "NN"
    described = noun and before in (DETERMINERS | PREPOSITIONS)
    return described and syntax.tokens[place].tag in ("VBN", "JJ")


def _is_tally(syntax: Syntax, place: int) -> bool:
    """Tell whether votes are only counted: "passed by 83 votes to 23"."""
    before = syntax.words[place - 1] if place else ""
    return syntax.words[place] == "votes" and before[:1].isdigit()


def _rows(syntax: Syntax, place: int) -> Iterator[tuple[Entry, int, int]]:
    """Yield the rows that a word fits, with the first and last word that each takes."""
    rows = index().get(syntax.words[place], ())
    if place > 1 and _is_first_part(syntax, place - 2):
        whole = index().get(f"{syntax.words[place - 2]}-{syntax.words[place]}", ())
        yield from ((x, place - 2, place) for x, _ in whole if x.pos == "noun" and not x.pattern)
        rows = () if whole else rows
    possible = frozenset().union(*(tags for _, tags in rows)) if rows else frozenset()
    if not possible:
        return
    tag = "NN" if _is_gerund(syntax, place) else syntax.tag_of_form(place, possible)
    for entry, _ in rows:
        taken = match(entry.pattern, syntax.words, place)
        if taken and _agrees(syntax, place, entry, tag) and not _reaches_in(syntax, *taken):
            yield entry, *taken


def _is_gerund(syntax: Syntax, place: int) -> bool:
    """Tell whether a form in -ing names what went on: "displaced by fighting", "fighting raged"."""
    if syntax.tokens[place].tag != "VBG" or not any(
        x.pos == "noun" and not x.pattern for x, _ in index().get(syntax.words[place], ())
    ):
        return False
    if syntax.words[place + 1 : place + 2] and syntax.words[place + 1] in _GOING_ON:
        return True
    if any(syntax.with_dep(place, "dobj", "xcomp", "ccomp", "prt", "aux", "auxpass")):
        return False
    above = syntax.head(place)
    if syntax.dep(place) == "pcomp" and above is not None:
        done = syntax.head(above)
        by = syntax.words[above] == "by" and done is not None and syntax.tag(done) == "VBN"
        return by or syntax.words[above] in _DURING
    return syntax.dep(place) in ("nsubj", "nsubjpass", "pobj")


def _reaches_in(syntax: Syntax, first: int, last: int) -> bool:
    """Tell whether a pattern ends within a compound: "held hostage talks" holds no hostage."""
    return last > first and syntax.dep(last) == "compound" and syntax.head(last) == last + 1


def _agrees(syntax: Syntax, place: int, entry: Entry, tag: str) -> bool:
    if entry.pos == "adjective":
        return _is_predicate(syntax, place)
    return tag[:2] == ("VB" if entry.pos == "verb" else "NN")


def _is_predicate(syntax: Syntax, place: int) -> bool:
    """Tell whether an adjective says what became of somebody: "was found dead", "left homeless"."""
    if syntax.parsed:
        above = syntax.head(place)
        said = syntax.dep(place) in ("acomp", "oprd", "ccomp", "xcomp", "conj", "ROOT", "advcl")
        return said and (above is None or syntax.tag(above).startswith(("VB", "JJ", "NN")))
    before = syntax.words[max(0, place - 2) : place]
    return any(syntax.lemma(place - 1, verb=True) in _BECOMING for _ in before) or (
        bool(before) and before[-1] in BE
    )


#: Verbs after which an adjective says what became of somebody.
_BECOMING = frozenset("be leave find report declare pronounce remain become go fear".split())


def _any_verb(syntax: Syntax, place: int) -> Entry | None:
    tag = syntax.tokens[place].tag
    if not tag.startswith("VB"):
        return None
    lemma = syntax.tokens[place].lemma
    if lemma in STATIVE or not lemma.isalpha():
        return None
    kind = "statement" if lemma in sayings() else "other"
    return Entry(lemma, "verb", "", kind, 0.3 if lemma in FAINT else 1, "any verb")


def _any_noun(syntax: Syntax, place: int) -> Entry | None:
    """Take the object of a verb that only says that it was done: "underwent maintenance"."""
    token, above = syntax.tokens[place], syntax.head(place)
    if above is None or token.tag not in ("NN", "NNS") or token.label:
        return None
    done = token.dep in ("dobj", "nsubjpass") and syntax.tag(above).startswith("VB")
    if not done or syntax.lemma(above, verb=True) not in _DOING:
        return None
    return Entry(token.lemma, "noun", "", "other", 1, "object of a light verb")


def _made(syntax: Syntax, place: int, entry: Entry, first: int, last: int) -> Trigger:
    tokens = syntax.tokens
    size = entry.size + 2 * (first < place and "-" in entry.lemma)
    near = last - first == size and tokens[last].end - tokens[first].start <= LONGEST
    start, end = (
        (tokens[first].start, tokens[last].end)
        if near
        else (tokens[place].start, tokens[place].end)
    )
    base = syntax.sentence
    possible = [
        x for e, tags in index().get(syntax.words[place], ()) for x in tags if e.pos == entry.pos
    ]
    tag = syntax.tag_of_form(place, possible)
    headline = base.zone in ("title", "heading")
    if entry.pos == "noun":
        modality = judge_noun(syntax, place, entry.kind, headline=headline)
    else:
        modality = judge_verb(syntax, place, tag, headline=headline)
    return Trigger(
        place=place,
        start=start,
        end=end,
        text=words_of(syntax, first, last) if near else tokens[place].text,
        kind=entry.kind,
        entry=entry,
        tag=tag,
        passive=entry.pos == "verb" and is_passive(syntax, place, tag),
        modality=modality,
    )


def _is_due(syntax: Syntax, verb: Trigger, found: list[Trigger]) -> bool:
    """Tell whether a light verb only says of a noun when it was due: "talks due to be held"."""
    below, relative = verb.place, False
    for above in syntax.above(verb.place) if syntax.parsed else ():
        if any(x.is_noun and x.place == above for x in found):
            return relative or syntax.dep(below) in ("relcl", "acl", "amod")
        relative = relative or syntax.dep(below) == "relcl"
        if syntax.dep(below) not in (("pobj", "prep", "relcl") if relative else ("xcomp", "acomp")):
            return False
        below = above
    return False


def _is_taken(syntax: Syntax, word: Trigger, found: list[Trigger]) -> bool:
    """Tell whether a word belongs to the pattern of its verb: "exchanged fire" is one event."""
    verb = next((x for x in found if x.place == syntax.head(word.place)), None)
    if verb is None or verb is word or verb.is_noun or not verb.entry.size:
        return False
    if word.entry.lemma != "fire":
        return False
    return verb.entry.pattern.split()[-1] == syntax.words[word.place]


def _carries(syntax: Syntax, verb: Trigger, found: list[Trigger]) -> bool:
    """Tell whether a light verb only carries a noun that is a trigger itself."""
    if verb.is_noun or verb.entry.size or syntax.lemma(verb.place, verb=True) not in LIGHT - _OWN:
        return False
    if _is_due(syntax, verb, found):
        return True
    if syntax.parsed:
        objects = set(syntax.with_dep(verb.place, "dobj", "nsubjpass", "attr"))
        objects |= {y for x in objects for y in members_of(syntax, x)}
        return any(x.is_noun and x.place in objects for x in found)
    near = any(x.is_noun and 0 < x.place - verb.place <= 4 for x in found)
    return near and not verb.passive
