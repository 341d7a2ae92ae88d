"""What a sentence's grammar tells of a word: by a parser's tags and heads, else by neighbours.

Every question has both answers, so that the stages after this ask once and work with less where no
parser is installed. `Syntax` reads one sentence; places are those of its tokens.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kb.read.article.words.lemmas import lemma_of
from kb.resolve.dates.find.tense import is_month

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kb.read.article.values import Sentence

BE = frozenset("be am is are was were been being 's 're 'm ’s ’re ’m".split())
HAVE = frozenset("have has had having 've ’ve".split())
DO = frozenset("do does did".split())
FUTURE = frozenset("will shall 'll ’ll wo".split())
MODALS = frozenset("would could might may should must can ca 'd ought".split())
NEGATIONS = frozenset("not n't n’t never neither nor".split())
DETERMINERS = frozenset(
    "the a an this that these those its his her their our my your no any some each every another "
    "such both several many all".split()
)
PREPOSITIONS = frozenset(
    "of in on at by for with from to into after before during over under against since until "
    "amid amidst following between about through near despite without within upon via".split()
)
PRONOUNS = frozenset("i you he she it we they who which that what there".split())
#: Words that may stand between an auxiliary and its verb, besides those that end in -ly.
_BETWEEN = frozenset(
    "also again already just now then still yet since ever once twice later first last even only "
    "been being not n't never been both all far soon".split()
)
_PUNCTUATION = frozenset(".,;:!?()[]\"'“”‘’—–-…")
_COUNTING = frozenset(
    "one two three four five six seven eight nine ten at more up nearly dozens several".split()
)
SUBORDINATORS = frozenset("that who which because when while if whether after before until".split())

#: How `Syntax` writes the month, which is no modal.
MONTH = "May"


def _words(said: list[str]) -> list[str]:
    """Return words in small letters, but for a month: "on 2 May hit" is not "may hit"."""
    found = [x.lower() for x in said]
    for place, word in enumerate(said):
        near = said[max(place - 1, 0)], (*said, "")[place + 1]
        if word in ("May", "MAY") and is_month(*near):
            found[place] = MONTH
    return found


def _is_counting(word: str) -> bool:
    """Tell whether a word counts what follows: ", killing two women"."""
    return word.isdigit() or word in _COUNTING


class Syntax:
    """A sentence's words, tags and heads; guessed by neighbours where no parser has been."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.words = _words([x.text for x in sentence.tokens])
        self.parsed = any(x.head >= 0 for x in sentence.tokens)

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def children(self) -> list[list[int]]:
        """The words that hang on each word; all empty without a parser."""
        found: list[list[int]] = [[] for _ in self.words]
        for place, token in enumerate(self.tokens):
            if token.head >= 0 and token.head != place:
                found[token.head].append(place)
        return found

    def dep(self, place: int) -> str:
        """Return the relation of a word to its head; empty without a parser."""
        return self.tokens[place].dep

    def head(self, place: int) -> int | None:
        """Return the word that a word hangs on, None for the root or without a parser."""
        above = self.tokens[place].head
        return None if above < 0 or above == place else above

    def lemma(self, place: int, verb: bool) -> str:
        """Return a word's lemma, by its ending where nobody gave one."""
        token = self.tokens[place]
        return token.lemma if token.tag else lemma_of(self.words[place], verb)

    def above(self, place: int) -> Iterator[int]:
        """Yield the heads of a word, nearest first."""
        at, seen = self.head(place), {place}
        while at is not None and at not in seen:
            seen.add(at)
            yield at
            at = self.head(at)

    def with_dep(self, place: int, *deps: str) -> Iterator[int]:
        """Yield the words that hang on a word by one of the relations."""
        found = (x for x in self.children[place] if self.tokens[x].dep in deps)
        return (x for x in found if self.words[x] != MONTH)  # "Shelling on 2 May hit"

    def is_end(self, place: int) -> bool:
        """Tell whether no clause reaches over a word, as far as neighbours show."""
        return not 0 <= place < len(self) or self.words[place] in _PUNCTUATION

    def auxiliaries(self, place: int) -> list[int]:
        """Return the auxiliaries and negations of a verb, from left to right."""
        if self.parsed:
            return self._parsed_auxiliaries(place)
        found: list[int] = []
        at = place - 1
        while at >= 0 and place - at < 6:
            word = self.words[at]
            if word in BE | HAVE | DO | FUTURE | MODALS | NEGATIONS or word == "to":
                found.append(at)
            elif not (word in _BETWEEN or word.endswith("ly")):
                break
            at -= 1
        return found[::-1]

    def _parsed_auxiliaries(self, place: int) -> list[int]:
        found = [
            x
            for x in self.children[place]
            if self.tokens[x].dep in ("aux", "auxpass", "neg")
            and x < place
            and self.words[x] != MONTH
        ]
        above = self.head(place)
        if above is not None and not found and self._is_predicate(place):
            return [*self._parsed_auxiliaries(above), above]
        shared = self.tokens[place].dep == "conj" and above is not None
        if not found and shared and above is not None and self._lacks_subject(place):
            same = self.tag(above)[:2] == "VB" and self.tag(above) == self.tag(place)
            return self._parsed_auxiliaries(above) if same else []
        return found

    def _lacks_subject(self, place: int) -> bool:
        return not any(self.with_dep(place, "nsubj", "nsubjpass", "expl"))

    def tag(self, place: int, possible: Collection[str] = ()) -> str:
        """Return a word's tag (Penn Treebank), chosen among the possible ones by its neighbours."""
        tag = self.tokens[place].tag
        if tag == "JJ" and "VBN" in possible and self._is_predicate(place):
            return "VBN"
        return tag or self._guess(place, possible)

    def tag_of_form(self, place: int, possible: Collection[str]) -> str:
        """Return a word's tag, a form that is known having none but the possible ones.

        Parsers take rare pasts for presents: "retook".
        """
        tag = self.tag(place, possible)
        verbs = [x for x in possible if x.startswith("VB")]
        if tag.startswith("VB") and verbs and tag not in verbs:
            return self._guess_verb(place, self._before(place), "", verbs)
        return tag

    def _is_predicate(self, place: int) -> bool:
        """Tell whether an adjective stands after "be": parsers take "was closed" for one."""
        above = self.head(place)
        return above is not None and self.dep(place) == "acomp" and self.words[above] in BE

    def _guess(self, place: int, possible: Collection[str]) -> str:
        if len(possible) == 1:
            return next(iter(possible))
        before = self._before(place)
        after = self.words[place + 1] if place + 1 < len(self) else "."
        nouns = [x for x in possible if x.startswith("NN")]
        if nouns and not self._as_verb(place, before, after, possible):
            return nouns[0]
        return self._guess_verb(place, before, after, possible)

    def _before(self, place: int) -> str:
        at = place - 1
        while at >= 0 and (self.words[at] in _BETWEEN or self.words[at].endswith("ly")):
            at -= 1
        return self.words[at] if at >= 0 else ""

    def _as_verb(self, place: int, before: str, after: str, possible: Collection[str]) -> bool:
        if before in BE | HAVE and not {"VBN", "VBG"}.isdisjoint(possible):
            return True
        if "VBG" in possible and before not in DETERMINERS and _is_counting(after):
            return True
        if "VBG" in possible and before in (",", "and") and after in DETERMINERS:
            return True
        if before in DETERMINERS or before in PREPOSITIONS - {"to"}:
            return before == "that" and not {"VB", "VBP"} >= set(possible)
        if before in MODALS | FUTURE | DO | PRONOUNS or before == "to":
            return before != "to" or after in DETERMINERS or after.isalpha()
        taken = after in DETERMINERS or (place > 0 and self._is_name(place + 1))
        return taken and (self._is_name(place - 1) or before.endswith("s"))

    def _is_name(self, place: int) -> bool:
        return 0 <= place < len(self) and self.tokens[place].text[:1].isupper()

    def _guess_verb(self, place: int, before: str, after: str, possible: Collection[str]) -> str:
        if before in BE | HAVE and "VBN" in possible:
            return "VBN"
        if before in BE and "VBG" in possible:
            return "VBG"
        if before in MODALS | FUTURE | DO | {"to"} and "VB" in possible:
            return "VB"
        if "VBN" in possible and (after == "by" or before in DETERMINERS or before in ("", ",")):
            return "VBN"
        for tag in ("VBD", "VBZ", "VBG", "VBP", "VBN", "VB", "NN", "NNS"):
            if tag in possible:
                return tag
        return ""
