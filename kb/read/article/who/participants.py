"""Who takes part in a happening, by name: roles with the actors and places that their words mean.

A pronoun that stands for nobody for sure names no one, so nobody takes that part.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kb.read.article.who.numbers import LEAD, ONE
from kb.read.article.who.states import demonyms
from kb.read.article.words.casing import is_word
from kb.read.article.words.syntax import PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kb.read.article.events.attribution import Attribution
    from kb.read.article.values import Mention, Sentence
    from kb.read.article.who.roles import Role
    from kb.resolve.places import PlaceMention

_NOBODY = PRONOUNS | frozenset(
    "him her us them me himself herself itself themselves one ones some others other several "
    "many few all both everyone everybody nobody somebody someone anybody anyone most such each "
    "these those whose whom this its their his our my your".split()
)


#: Actors' rules that find organisations.
_ORGANISATIONS = ("spelt out", "acronym", "organisation", "known body")
_VAGUE = frozenset("them us whom which these those it".split())
#: People who do what their body does, unlike those whom it employs.
_OF_BODY = re.compile(
    r"\b(?:members?|men|elements?|operatives?|units?|cells?|commandos?|groups?)\b"
)
_TITLE_ALONE = re.compile(r"(?:(?!and\b|or\b)[^\W\d_][\w.’'-]* ){0,4}")
#: What may stand before the name of a body and says what it is: "the extremist group JNIM".
_KIND_ALONE = re.compile(
    r"(?:(?:the |a |an )?(?:[\w-]+ ){0,3}"
    r"(?:group|movement|militia|party|alliance|bloc|organi[sz]ation|agency|charity|faction) )?",
    re.IGNORECASE,
)
_SETTLEMENT = re.compile(r"(?:[\w-]+ ){0,3}(?:city|town|village|port|district|province) of ")
_FOR = "for “"
_MEMBERS = "whose members they are"
_EACH_OTHER = frozenset({"each other", "one another"})


#: Nouns that say only that there were people, or what the event says already.
_CONTENTLESS = frozenset(
    "people person persons man men individual individuals group groups party side other others "
    "number numbers dozen dozens score scores hundred hundreds thousand thousands victim victims "
    "casualty casualties fatality fatalities dead wounded injured suspect suspects perpetrator "
    "perpetrators culprit culprits attacker attackers assailant assailants killer killers member "
    "members body bodies staff life lives human humans".split()
)
#: What may stand beside such a noun and adds nothing.
_COUNTING = re.compile(
    rf"(?:{LEAD}|{ONE}|the|these|those|some|several|many|more|other|of|and|or|to|than|a|an"
    r"|unknown|unidentified|unnamed|its|their|his|her|\d[\d,.]*|tens|dozens|hundreds|thousands|least"
    r"|at|up|about|nearly|around|almost|over)[ ]*",
    re.IGNORECASE,
)
#: Words before a number, which `counts` has.
_ABOUT = re.compile(rf"^{LEAD}[ ](?=\d|{ONE}\b)", re.IGNORECASE)
#: Words by which people belong to a body no more, or against its will.
ONCE = frozenset(
    "former ex ex- retired dissident renegade rogue breakaway "
    "dissidents defectors deserters renegades splinter".split()
)


class Participant(NamedTuple):
    """Who plays a role; `start` and `end` are offsets of the words that name it."""

    role: str
    name: str
    start: int
    end: int
    confidence: float
    rule: str


def _of_members(one: Participant, whole: Mention) -> Participant:
    sure = round(one.confidence * 0.9, 2)
    rule = f"{one.rule}; {_MEMBERS}"
    return Participant(one.role, whole.value, whole.start, whole.end, sure, rule)


def named(participants: Iterable[Participant]) -> list[Participant]:
    """Return those by whom an event can be found: not people beside the body that they are of.

    Nor "three people", whom no other article can mean: how many they are, `counts` say.
    """
    found = list(participants)
    whole = [x for x in found if x.rule.endswith(_MEMBERS)]
    return [
        x
        for x in found
        if not tells_nothing(x.name)
        and not any(
            x is not y and x.role == y.role and x.start <= y.start and y.end <= x.end for y in whole
        )
    ]


def tells_nothing(name: str) -> bool:
    """Tell whether words name nobody who could be met again.

    >>> tells_nothing("17 people"), tells_nothing("Hundreds"), tells_nothing("armed men")
    (True, True, False)
    """
    words = name.lower().split()
    rest = _COUNTING.sub("", " ".join(x for x in words if x not in _CONTENTLESS)).strip()
    return not rest and name[1:] == name[1:].lower()


class Cast:
    """The actors, places and pronouns of an article, to look up whom words mean."""

    def __init__(
        self,
        text: str,
        actors: Sequence[Mention],
        places: Sequence[PlaceMention],
        pronouns: Mapping[tuple[int, int], tuple[Mention, ...]],
    ) -> None:
        self._text = text
        self._pronouns = pronouns
        self._actors = {at: x for x in actors for at in range(x.start, x.end)}
        self._places = {at: x for x in places if not x.is_demonym for at in range(x.start, x.end)}

    def participants(self, sentence: Sentence, roles: Iterable[Role]) -> list[Participant]:
        """Return who plays the roles of a trigger in a sentence, each once."""
        found: dict[tuple[str, str], Participant] = {}
        for role in roles:
            head = sentence.tokens[role.place]
            for name, how in self._named(role, head.start, head.end):
                rule = f"{role.rule}; {how}" if how else role.rule
                sure = role.confidence * (0.7 if how else 1.0)
                one = Participant(role.role, name, role.start, role.end, round(sure, 2), rule)
                found.setdefault((role.role, name), one)
                if role.role == "agent":
                    for whole in self._whose_members(role, name):
                        found.setdefault((role.role, whole.value), _of_members(one, whole))
        return list(_no_self(found.values()))

    def _whose_members(self, role: Role, name: str) -> Iterator[Mention]:
        """Yield the organisations that a phrase names its people by: "members of the front"."""
        first = self._text[role.start : role.end].split()[0].lower()
        head = self._text[role.start : role.end].lower()
        acting = role.noun_class in ("fighter", "force") or _OF_BODY.search(head)
        if first in ONCE or first.startswith("ex-") or not acting:
            return
        inside = {self._actors[x] for x in range(role.start, role.end) if x in self._actors}
        for actor in sorted(inside, key=lambda x: x.start):
            names = actor.why.startswith(_ORGANISATIONS) and not is_word(actor.value.lower())
            joined = "-" in (self._text[actor.start - 1], self._text[actor.end : actor.end + 1])
            once = self._text[role.start : actor.start].split()[-1:]
            if ONCE.intersection(once):  # "dissidents of the former front"
                continue
            if actor.value != name and names and not joined:  # "Hamas-linked gunmen" are not Hamas
                yield actor

    def claim(self, claim: Attribution | None) -> Attribution | None:
        """Return who says so by the name that the article has; None for "a group" and the like."""
        if claim is None:
            return None
        name = claim.name
        actor = self._actors.get(claim.end - 1)
        last = claim.end - len(self._text[claim.start : claim.end].split(" ")[-1])
        meant = self._pronouns.get((last, claim.end), ())
        if len(meant) == 1:
            name = meant[0].value
        elif actor is not None and actor.end == claim.end and actor.start >= claim.start:
            before = self._text[claim.start : actor.start]
            titled = actor.why.startswith("person") and _TITLE_ALONE.fullmatch(before)
            body = actor.why.startswith(_ORGANISATIONS) and _KIND_ALONE.fullmatch(before)
            name = actor.value if titled or body else name
        return None if tells_nothing(name) else replace(claim, name=name)

    def is_place(self, sentence: Sentence, role: Role) -> bool:
        """Tell whether what plays a role is a place, whatever a recogniser took it for."""
        return sentence.tokens[role.place].start in self._places

    def _named(self, role: Role, start: int, end: int) -> Iterator[tuple[str, str]]:
        """Yield the names, and how each was found where the words are not the name."""
        said = self._text[start:end]
        meant = [x for x in self._pronouns.get((start, end), ()) if _bears(role, x, said.lower())]
        for one in meant:
            yield one.value, f"“{said}” {_FOR}{one.text}”"
        words = " ".join(self._text[role.start : role.end].replace(";", ",").split())
        words = _ABOUT.sub("", words, count=1)
        if meant or _is_nobody(words.lower(), said.lower()):
            return
        actor = self._actors.get(start)
        if actor and not (_is_counted_people(role, actor, words) or _is_arm_of(role, actor)):
            yield actor.value, ""
        elif role.slot in ("amod", "compound") and words in demonyms():  # "Israeli airstrikes"
            yield demonyms()[words], ""
        elif (place := self._places.get(start) or self._settlement(role)) is not None:
            yield place.place.name, ""
        else:
            yield words, ""

    def _settlement(self, role: Role) -> PlaceMention | None:
        """Return the place that a phrase names and says what it is: "town of Kyaukme"."""
        match = _SETTLEMENT.match(self._text, role.start, role.end)
        place = self._places.get(match.end()) if match else None
        return place if place is not None and place.end == role.end else None


def _is_arm_of(role: Role, actor: Mention) -> bool:
    """Tell whether a weapon stands in the words for somebody: "victims of a missile attack"."""
    return role.noun_class == "weapon" and actor.start < role.start


def _is_counted_people(role: Role, actor: Mention, words: str) -> bool:
    """Tell whether a people's name stands for people, not their state: "nine Palestinians".

    "The Russians" who attack are Russia; those to whom something is done are people.
    """
    suffers = role.role in ("victim", "target")
    return actor.why.startswith("state by its people") and (suffers or words != actor.text)


def _bears(role: Role, meant: Mention, word: str) -> bool:
    """Tell whether "they" may have been killed or arrested: people may, no office."""
    body = meant.why.startswith(("organisation", "state")) or meant.why.endswith(": organisation")
    return not (body and word in ("they", "them") and role.role in ("victim", "target"))


def _no_self(found: Iterable[Participant]) -> Iterator[Participant]:
    """Yield participants without the pronouns by which somebody would do it to himself.

    One of the two then means somebody else, and nothing tells which.
    """
    row = list(found)
    does = {x.name for x in row if x.role in ("agent", "speaker")}
    suffers = {x.name for x in row if x.role in ("victim", "target")}
    for x in row:
        if not (x.name in does & suffers and _FOR in x.rule):
            yield x


def _is_nobody(words: str, head: str) -> bool:
    """Tell whether words name nobody; "several others" and "one of the guards" name somebody."""
    last = words.rpartition(" ")[2]
    if head not in _NOBODY:
        return not any(x.isalnum() for x in words)
    return " " not in words or words in _EACH_OTHER or last in PRONOUNS or last in _VAGUE
