"""The words of a grammar: each with the kinds of meaning that it has, and a symbol for each set.

Each set of kinds that a piece can have is one symbol, so that a text is a string of symbols.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.resolve.dates.find.scan import Kinds, number_kinds, scan_raw

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass
class Lexicon:
    """The words of a grammar and the symbols of their kinds."""

    words: dict[str, tuple[Kinds, dict[str, Any]]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], tuple[Kinds, dict[str, Any]]]]] = field(
        default_factory=dict
    )
    abbreviated: frozenset[str] = frozenset()
    symbols: dict[Kinds, str] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)  # every word of every phrase
    first: set[str] = field(default_factory=set)  # words that phrases begin with
    other: str = " "

    def symbol(self, kinds: Kinds) -> str:
        """Return the symbol of a set of kinds; what no rule speaks of is one symbol."""
        return self.symbols.get(kinds, self.other)

    def add(self, kinds: Kinds) -> None:
        """Give a set of kinds a symbol of its own."""
        if kinds and kinds not in self.symbols:
            self.symbols[kinds] = chr(0x100 + len(self.symbols))
            self.kinds |= {x for x in kinds if x.isidentifier()}


Words = dict[str, dict[str, Any]]
#: What no rule speaks of.
OTHER = "w"
#: Kinds of word whose keys are numbers.
_NUMERIC = frozenset(
    "month weekday number ordinal deictic zone tens scale big decadeword a q h halfquarter".split()
)
BASE = ("month", "weekday", "season", "zone")
MADE = tuple("D M Y S W DEC T TD X DUR DURP SET REF RNG LIST Yw D0 number ordinal month".split())
SCANNED = tuple(
    "n dd hh yy yyy yyyy hhmm num oo apos clock decade dash poss block slashed decimal".split()
)
#: Numbers of each size and kind, so that every set of kinds has its symbol.
NUMBERS = (
    *map(str, range(100)),
    *(f"{x:02}" for x in range(10)),
    *"000 100 0000 0030 0900 0060 1000 1060 2400 2460 2500 3000 9999 10000".split(),
)
#: Kinds that words have only with a capital, or only without.
_CASED = ("cmonth", "lmonth", "cweekday", "cseason")
#: An item of a form: a name for its piece, what it may be, and whether it may be missing.
ITEM = re.compile(r"(?:(\w+)=)?([^\s?]+)(\?)?")


def _gather(words: Words, kind: str, entries: Mapping[str, list[str]]) -> None:
    for key, forms in entries.items():
        value: Any = int(key) if kind in _NUMERIC else key
        for form in forms:
            words.setdefault(form, {})[kind] = value


def _literals(table: dict[str, Any]) -> set[str]:
    """Return the words that forms name themselves."""
    made = {*table["words"], *table["macros"]}
    kinds = {*made, *BASE, *MADE, *SCANNED, *_CASED, OTHER}
    found = set()
    texts = [form for stage in table["stage"] for rule in stage["rule"] for form in rule["forms"]]
    texts += table["macros"].values()
    for text in texts:
        for item in text.split():
            match = ITEM.fullmatch(item.lstrip("<>!"))
            for name in (match[2] if match else "").split("|"):
                if name and name not in kinds and name not in "()":
                    found.add(name)
    return found


def build_lexicon(table: dict[str, Any], base: dict[str, Any]) -> Lexicon:
    """Return the words of a grammar's table and of the language's own, with all symbols."""
    words: Words = {}
    for kind in BASE:
        _gather(words, kind, base[kind])
    for kind, entries in table["words"].items():
        _gather(words, kind, entries)
    for word in _literals(table):
        words.setdefault(word, {})["=" + word] = True
    lexicon = Lexicon(abbreviated=frozenset(table["abbreviated"]))
    ambiguous = frozenset(table["ambiguous"])
    for form, values in words.items():
        _enter(lexicon, form, values, ambiguous=form in ambiguous)
    for found in lexicon.phrases.values():
        found.sort(key=lambda x: -len(x[0]))
    for text in NUMBERS:
        lexicon.add(number_kinds(text))
    for name in (*SCANNED, *MADE):
        lexicon.add(frozenset({name}))
    return lexicon


def _enter(lexicon: Lexicon, form: str, values: dict[str, Any], *, ambiguous: bool) -> None:
    entry, kinds = dict(values), frozenset(values)
    if ambiguous:
        entry |= _cased(kinds)
        kinds = entry["abbreviation"]
    for kind, careful in (
        *(("month", x) for x in ("cmonth", "lmonth")),
        ("weekday", "cweekday"),
        ("season", "cseason"),
    ):
        if kind in entry:
            entry[careful] = entry[kind]
    for each in (kinds, entry.get("cased"), entry.get("abbreviation")):
        lexicon.add(each or frozenset())
    parts = tuple(x.text.lower() for x in scan_raw(form, Lexicon()))
    if len(parts) == 1:
        lexicon.words[form] = (kinds, entry)
    else:
        lexicon.phrases.setdefault(parts[0], []).append((parts, (kinds, entry)))


def _cased(kinds: Kinds) -> dict[str, Any]:
    """Return the kinds of an ambiguous word with a capital, without, and with a dot."""
    swap = {
        "month": ("cmonth", "lmonth"),
        "weekday": ("cweekday", ""),
        "season": ("cseason", "cseason"),
    }
    upper = frozenset(swap.get(x, (x, x))[0] for x in kinds)
    lower = frozenset(x for x in (swap.get(x, (x, x))[1] for x in kinds) if x)
    return {"cased": lower or frozenset({"num"}), "abbreviation": upper}
