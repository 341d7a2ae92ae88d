"""Give text that is all capitals its case back, letter for letter.

Old newswires and many headlines are printed in capitals, which hides names from recognisers and
parsers. A word of the dictionary (`words.txt.gz`, base forms out of SCOWL, see `words.LICENSE`) is
lower-cased, anything else is a name; acronyms, and names that an acronym in brackets spells out,
keep their capitals. Offsets stay as they are, since each letter is replaced by one letter.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

from kb.read.article.words.lemmas import lemma_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

#: Share of capitals among the letters from which on text counts as all capitals.
UPPER = 0.9
#: So many words of a text are looked at to tell.
_SAMPLE = 5000
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
#: An acronym in brackets, after what it stands for.
BRACKETED = re.compile(r"[\[(]([A-Z][A-Z-]{1,9})[\])]")
_PARTICLES = frozenset("de del der di do dos da e el la las los von van y".split())
_ARTICLES = frozenset("el la las los".split())
#: Titles after which a name stands, whatever the dictionary says of the word.
TITLES = frozenset(
    "president vice minister general colonel col gen major maj captain capt lieutenant lt sergeant "
    "sgt corporal senator judge justice mr mrs ms dr doctor father rev reverend priest bishop "
    "archbishop msgr monsignor ambassador governor mayor deputy commander pope secretary".split()
)
_ALWAYS = {
    **dict.fromkeys("monday tuesday wednesday thursday friday saturday sunday".split(), str.title),
    **dict.fromkeys(
        "january february april june july august september october november december".split(),
        str.title,
    ),
    **dict.fromkeys("chile turkey china jordan chad togo mali cuba guinea i".split(), str.title),
    **dict.fromkeys("jan feb apr jun jul aug sep sept oct nov dec".split(), str.title),
    **dict.fromkeys("us usa un eu uk ussr nato cia fbi tv tnt oas".split(), str.upper),
}
_VOWEL = re.compile(r"[AEIOUY]")


def is_upper(text: str) -> bool:
    """Tell whether text is printed in capitals throughout.

    >>> is_upper("GUERRILLAS ATTACKED THE FARM"), is_upper("NATO attacked")
    (True, False)
    """
    letters = [x for x in text[:_SAMPLE] if x.isalpha() and (x.isupper() or x.islower())]
    return bool(letters) and sum(x.isupper() for x in letters) >= UPPER * len(letters)


def truecase(text: str, names: Collection[str] = ()) -> str:
    """Return text in capitals as it would be printed otherwise; of the same length.

    `names` are words, in lower case, that are names although a dictionary has them.

    >>> truecase("PRESIDENT CEREZO SAID IN LIMA THAT THE FMLN ATTACKED THE FARM.")
    'President Cerezo said in Lima that the FMLN attacked the farm.'
    """
    acronyms = {x.group(1) for x in BRACKETED.finditer(text) if not is_word(x.group(1).lower())}
    words = list(_WORD.finditer(text))
    cased = [_cased(x.group(), acronyms, names) for x in words]
    _name_dates(text, words, cased)
    _name_spelt_out(text, words, cased)
    _capitalise_articles(words, cased)
    _capitalise_starts(text, words, cased)
    return _put_back(text, words, cased)


@cache
def dictionary() -> frozenset[str]:
    """Return the base forms of common English words, in lower case."""
    packed = Path(__file__).with_name("words.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode("utf-8").split())


@cache
def is_word(word: str) -> bool:
    """Tell whether a lower-case word is a common English one, in any of its forms."""
    known = dictionary()
    if word in known or word in _FUNCTION:
        return True
    forms = {lemma_of(word, True), lemma_of(word, False)}
    if word.endswith("ly") and len(word) > 4:
        return is_word(word[:-2]) or is_word(word[:-3] + "y")
    for ending in ("er", "est", "r", "st"):
        if word.endswith(ending):
            forms.add(word[: -len(ending)])
    return not forms.isdisjoint(known)


_FUNCTION = frozenset(
    "was were is are am be been being has had does did done went gone said held taken shot dead "
    "guerrilla narcoterrorist extraditable terrorist peasant sapper paramilitary subversive "
    "campesino counterinsurgency subversion congressman undetermined unidentified etat".split()
)


def _cased(word: str, acronyms: Collection[str], names: Collection[str]) -> str:
    low = word.lower()
    stem = low.partition("'")[0]
    if stem in _ALWAYS and not (low == "us" and word != "US"):
        return _ALWAYS[stem](stem) + low[len(stem) :] if stem != "us" else low
    if word.partition("'")[0] in acronyms:
        return word[: len(stem)] + low[len(stem) :]
    if stem in _PARTICLES or ("'" in low and low in _CONTRACTIONS):
        return low
    if stem in names:
        return stem.title() + low[len(stem) :]
    if is_word(stem):
        return low
    if 2 <= len(stem) <= 6 and not _VOWEL.search(word[: len(stem)]):
        return word[: len(stem)] + low[len(stem) :]
    return stem.title() + low[len(stem) :] if len(stem) > 1 else word


_CONTRACTIONS = frozenset("don't doesn't didn't won't can't isn't aren't wasn't weren't".split())


def _name_dates(text: str, words: list[re.Match[str]], cased: list[str]) -> None:
    """Capitalise March and May beside a number."""
    for at, word in enumerate(words):
        if cased[at] in ("march", "may", "mar"):
            around = (
                text[max(0, word.start() - 3) : word.start()],
                text[word.end() : word.end() + 3],
            )
            if any(x.isdigit() for part in around for x in part):
                cased[at] = cased[at].title()


def _name_spelt_out(text: str, words: list[re.Match[str]], cased: list[str]) -> None:
    """Capitalise the words that a bracketed acronym stands for, and titles before names."""
    for at, word in enumerate(words):
        if at and text[word.start() - 1] in "[(" and text[word.end() : word.end() + 1] in "])":
            first = spelt_out(word.group(), [x.group() for x in words[max(0, at - 12) : at]])
            if first is not None:
                cased[at] = word.group()
                for place in range(at - first, at):
                    if cased[place] not in SMALL:
                        cased[place] = cased[place][:1].upper() + cased[place][1:]
        if cased[at] in TITLES and at + 1 < len(words) and cased[at + 1][:1].isupper():
            cased[at] = cased[at].title()


SMALL = frozenset("of the for and in on de del la las los y el e a an".split())


def spelt_out(acronym: str, before: list[str]) -> int | None:
    """Return how many of the words before an acronym it stands for, None where they do not fit.

    >>> spelt_out("FMLN", "of the Farabundo Marti National Liberation Front".split())
    5
    >>> spelt_out("URNG", "the Guatemalan National Revolutionary Unity".split())
    4
    """
    letters = [x for x in acronym.upper() if x.isalpha()]
    initials = [(x[0].upper(), x.lower() in SMALL) for x in before]
    needed = sorted(letters)
    for size in range(len(letters), min(len(before), len(letters) + 4) + 1):
        taken = [x for x, small in initials[-size:] if not small]
        if initials[-size][1] or not taken:
            continue
        if sorted(taken) == needed:
            first = before[-size - 1][:1].upper() if len(before) > size else ""
            longer = taken[0] != letters[0] == first  # FMLN leaves the "Front" out
            return size + 1 if longer else size
    return None


def _capitalise_articles(words: list[re.Match[str]], cased: list[str]) -> None:
    """Capitalise the article that a Spanish name begins with: "in La Paz", but "de la Cruz"."""
    for at in range(1, len(words) - 1):
        if cased[at] in _ARTICLES and cased[at + 1][:1].isupper():
            before = cased[at - 1]
            beside = words[at + 1].start() - words[at].end() == 1
            if beside and not before[:1].isupper() and before not in _PARTICLES:
                cased[at] = cased[at].title()


def _capitalise_starts(text: str, words: list[re.Match[str]], cased: list[str]) -> None:
    end = 0
    for at, word in enumerate(words):
        between = text[end : word.start()]
        if not at or re.search(r"[.!?:]['\"”)\]]*\s|\n\s*\n|--\s", between):
            cased[at] = cased[at][:1].upper() + cased[at][1:]
        end = word.end()


def _put_back(text: str, words: list[re.Match[str]], cased: list[str]) -> str:
    parts, end = [], 0
    for word, new in zip(words, cased, strict=True):
        same = new if len(new) == word.end() - word.start() else word.group()
        parts += [text[end : word.start()], same]
        end = word.end()
    return "".join([*parts, text[end:]])
