"""What is told only to be called untrue, or of which there is no proof.

"It is not true that …", "reports that … are false", "a video of … was fake", "there is no evidence
that …", "police found no sign of …", "it was not X who …". With a parser the clause is followed up
to the noun or the predicate over it; without one, words before and after it in the sentence tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.events.governing import NEGATED, TALES
from kb.read.article.words.syntax import BE, DETERMINERS, NEGATIONS

if TYPE_CHECKING:
    from kb.read.article.words.syntax import Syntax

DENIED, DOUBTED = "denies", "doubts"
_FALSE = frozenset(
    "false untrue fake faked fabricated fictitious bogus baseless unfounded groundless incorrect "
    "inaccurate wrong debunked disproved disproven refuted invented misleading nonsense hoax lie "
    "lies fabrication fabrications disinformation misinformation falsehood falsehoods fiction "
    "myth propaganda".split()
)
_TRUE = frozenset("true correct accurate factual case truth".split())
_REFUTE = frozenset("debunk disprove refute discredit fabricate invent fake falsify".split())
#: What may bear out that something happened.
_PROOF = frozenset(
    "evidence sign signs proof indication indications trace traces confirmation truth basis "
    "suggestion hint hints".split()
)
#: What tells of something, true or not.
_TELLING = TALES | frozenset(
    "story stories tale tales video videos clip clips footage photo photos photograph photographs "
    "image images picture pictures post posts message messages news assertion assertions statement "
    "statements information theory".split()
)
_BEAR_OUT = frozenset("confirm verify prove establish corroborate".split())
_YET = ["yet", "to"]
_RULE_OUT = ["rule", "out"]
_BRAND = frozenset("called calls branded labelled labeled declared dubbed".split())
_DISMISS = frozenset("dismissed rejected denied refuted rubbished disputed".split())
_SEEM = BE | frozenset("prove turn remain seem appear".split())
_PREDICATES = "acomp attr oprd xcomp advmod prep pobj".split()
#: Over which nothing is said of the clause below.
_ASIDE = frozenset("advcl parataxis conj".split())
_NONE = frozenset("no without any lack absence little scant".split())


def falsity(syntax: Syntax, place: int) -> tuple[str, int] | None:
    """Return what is to be held of what a word names, and the word that says so.

    None where nobody calls it untrue.
    """
    found = _parsed(syntax, place) if syntax.parsed else _near(syntax, place)
    return found or _branded(syntax.words, place)


def _branded(words: list[str], place: int) -> tuple[str, int] | None:
    """Find "called the video of … a fake", which parsers seldom take apart rightly."""
    for at in range(place - 1, -1, -1):
        if words[at] in _BRAND and not _TELLING.isdisjoint(words[at + 1 : min(at + 4, place)]):
            last = next((x for x in range(place + 1, len(words)) if words[x] in _FALSE), None)
            return None if last is None else (DENIED, last)
    return None


def _parsed(syntax: Syntax, place: int) -> tuple[str, int] | None:
    below = place
    if _does(syntax, place):
        return None
    for at in (place, *syntax.above(place)):
        word, noun = syntax.words[at], syntax.tag(at).startswith("NN")
        if noun and word in _PROOF and at != place and (no := _lacking(syntax, at)) is not None:
            return DENIED, no
        if noun and (at == place or word in _TELLING):
            said = _called_false(syntax, at)
        else:
            said = _clause_called_false(syntax, at, below) if at != place else None
        if said is not None:
            return DENIED, said
        if at != place and _unconfirmed(syntax, at, below):
            return DOUBTED, at
        if at != place and (no := _cleft(syntax, at, below)) is not None:
            return NEGATED, no
        if syntax.dep(at) in _ASIDE and syntax.tag(at).startswith("VB") and not _shows(syntax, at):
            return None
        below = at
    return None


def _does(syntax: Syntax, noun: int) -> bool:
    """Tell whether what is denied is only what a noun does: "no sign of the floods letting up"."""
    above = syntax.head(noun)
    subject = above is not None and syntax.dep(noun) == "nsubj" and syntax.tag(above) == "VBG"
    return subject or any(syntax.tag(x) == "VBG" for x in syntax.with_dep(noun, "acl"))


def _shows(syntax: Syntax, verb: int) -> bool:
    """Tell whether a clause says what a video or the like shows: "purporting to show"."""
    return syntax.lemma(verb, verb=True) in ("show", "depict", "prove", "capture")


def _negated(syntax: Syntax, verb: int) -> bool:
    words = {syntax.words[x] for x in syntax.children[verb] if syntax.dep(x) in ("neg", "advmod")}
    return not words.isdisjoint(NEGATIONS)


def _lacking(syntax: Syntax, noun: int) -> int | None:
    """Return the word by which there is no proof: "no evidence", "did not find evidence"."""
    for child in syntax.children[noun]:
        if syntax.words[child] in ("no", "zero", "neither"):
            return child
    above = list(syntax.above(noun))[:2]
    for at in above:
        if syntax.words[at] in ("without", "lack", "absence"):
            return at
    verb = next((x for x in above if syntax.tag(x).startswith("VB")), None)
    return verb if verb is not None and _negated(syntax, verb) else None


def _called_false(syntax: Syntax, noun: int) -> int | None:
    """Return the word that calls what a noun tells untrue."""
    for child in syntax.with_dep(noun, "amod"):
        if syntax.words[child] in _FALSE:
            return child
    above, dep = syntax.head(noun), syntax.dep(noun)
    if above is None:
        return None
    if dep in ("nsubj", "nsubjpass"):
        return _predicate(syntax, above)
    if dep in ("dobj", "pobj") and syntax.lemma(above, verb=True) in _REFUTE:
        return None if _negated(syntax, above) else above
    return None


def _predicate(syntax: Syntax, verb: int) -> int | None:
    """Return the word of untruth that a verb says of its subject: "was fake", "proved untrue"."""
    undone = _negated(syntax, verb)
    if syntax.words[verb] in _FALSE or syntax.lemma(verb, verb=True) in _REFUTE:
        return None if undone else verb
    if syntax.words[verb] not in BE and syntax.lemma(verb, verb=True) not in _SEEM | {"be"}:
        passive = any(syntax.with_dep(verb, "auxpass"))
        return _dismissed_as(syntax, verb) if passive and not undone else None
    wanted = _TRUE if undone else _FALSE
    front = [verb]
    for _ in range(3):
        front = [y for x in front for y in syntax.with_dep(x, *_PREDICATES)]
        for at in front:
            if syntax.words[at] in wanted and at > verb:
                return at
    return None


def _dismissed_as(syntax: Syntax, verb: int) -> int | None:
    """Return "false" in "were dismissed as false"."""
    for prep in syntax.with_dep(verb, "prep", "oprd"):
        for at in (prep, *syntax.with_dep(prep, "amod", "pobj", "pcomp")):
            if syntax.words[at] in _FALSE:
                return at
    return None


def _clause_called_false(syntax: Syntax, at: int, below: int) -> int | None:
    """Return the word that calls a clause untrue: "it is not true that", "it is a lie that"."""
    if syntax.dep(below) not in ("ccomp", "csubj", "acl", "relcl", "advcl", "xcomp"):
        return None
    bearer = next((x for x in (at, *list(syntax.above(at))[:1]) if syntax.words[x] in BE), None)
    if bearer is None:
        return None
    subjects = [syntax.words[x] for x in syntax.with_dep(bearer, "nsubj")]
    by_clause = syntax.dep(below) == "csubj"
    return _predicate(syntax, bearer) if by_clause or subjects in (["it"], ["that"]) else None


def _unconfirmed(syntax: Syntax, verb: int, below: int) -> bool:
    """Tell whether nobody bears out a clause: "did not confirm that", "could not verify that"."""
    if syntax.dep(below) not in ("ccomp", "dobj") or not (
        _negated(syntax, verb) or syntax.words[max(verb - 2, 0) : verb] == _YET
    ):
        return False
    lemma = syntax.lemma(verb, verb=True)
    return lemma in _BEAR_OUT or (lemma in ("say", "claim") and syntax.dep(below) == "ccomp")


def _cleft(syntax: Syntax, at: int, below: int) -> int | None:
    """Return "was" in "it was not the army that shelled the town", which says who did not."""
    verb = syntax.head(at) if syntax.dep(at) == "attr" and syntax.dep(below) == "relcl" else None
    if verb is None or syntax.words[verb] not in BE or not _negated(syntax, verb):
        return None
    return verb if [syntax.words[x] for x in syntax.with_dep(verb, "nsubj")] == ["it"] else None


def _near(syntax: Syntax, place: int) -> tuple[str, int] | None:
    words = syntax.words
    for at in range(place - 1, -1, -1):
        before = words[max(at - 3, 0) : at]
        if words[at] in _PROOF and not (_NONE | NEGATIONS).isdisjoint(words[max(at - 5, 0) : at]):
            return DENIED, at
        undone = not NEGATIONS.isdisjoint(words[x] for x in syntax.auxiliaries(at))
        undone = undone or words[max(at - 2, 0) : at] == _YET
        if undone and (syntax.lemma(at, verb=True) in _BEAR_OUT or words[at : at + 2] == _RULE_OUT):
            return DOUBTED, at
        if (
            words[at] in ("who", "that")
            and words[at - 1] not in _TELLING | _TRUE | _FALSE
            and _denies_whom(syntax, at)
        ):
            return NEGATED, at
        opens = words[at + 1 : at + 2] == ["that"]
        if opens and words[at] in _FALSE and NEGATIONS.isdisjoint(before):
            return DENIED, at
        if opens and words[at] in _TRUE and not NEGATIONS.isdisjoint(before):
            return DENIED, at
        if words[at] in _REFUTE or (words[at] in _FALSE and words[at + 1] in _TELLING):
            return DENIED, at
        if words[at] in _DISMISS and words[at + 1] in _TELLING:
            return DENIED, at
    tale = not _TELLING.isdisjoint(words[:place])
    return _near_after(syntax, place) if tale else None


def _denies_whom(syntax: Syntax, end: int) -> bool:
    """Tell whether words are "it was not the army", of the beginning of a sentence."""
    words = syntax.words
    if end < 4 or not (words[3] in DETERMINERS or syntax.tokens[3].text[:1].isupper()):
        return False
    return words[:3] in (["it", "was", "not"], ["it", "is", "not"], ["it", "was", "n't"])


def _near_after(syntax: Syntax, place: int) -> tuple[str, int] | None:
    """Find what is said of a tale after the clause that it holds: "… are false"."""
    words = syntax.words
    for at in range(place + 1, len(words)):
        before = words[max(at - 5, 0) : at]
        said = not (_SEEM | {"proved", "turned", "as"}).isdisjoint(before)
        undone = not NEGATIONS.isdisjoint(before)
        if said and words[at] in (_TRUE if undone else _FALSE):
            return DENIED, at
    return None
