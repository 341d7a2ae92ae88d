"""A grammar in tables, compiled once: forms to patterns over the symbols of kinds.

A form is a small regular expression over symbols with no repetition: a match reads at most as many
symbols as the form has. Stages run in turn; what a rule makes is one piece for the next stage.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from importlib.resources import files
from typing import Any

from kb.resolve.dates.find.scan import Piece, number_kinds, scan
from kb.resolve.dates.find.scanner import Scanner, build_tongue_lexicon
from kb.resolve.dates.find.tongue import Tongue, load_tongue
from kb.resolve.dates.find.words import (
    ITEM,
    MADE,
    NUMBERS,
    OTHER,
    SCANNED,
    Lexicon,
    build_lexicon,
)

Groups = dict[str, Piece]
Make = Callable[["Groups"], Any]


@dataclass
class Rule:
    """One form: its pattern, what it makes, of which kind that is, and the names in it."""

    name: str
    source: str
    gives: str
    names: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern: few forms of a grammar are ever tried on a short text."""
        return re.compile(self.source)


@dataclass(frozen=True)
class Stage:
    """Rules by the symbol that they begin with."""

    name: str
    by_symbol: dict[str, tuple[Rule, ...]]
    start: re.Pattern[str]


@dataclass(frozen=True)
class Grammar:
    """A compiled grammar."""

    lexicon: Lexicon
    stages: tuple[Stage, ...]
    singles: dict[str, str]
    bounds: dict[tuple[str, ...], str]
    bounds_after: dict[tuple[str, ...], str]
    scan: Callable[[str], list[Piece]]
    gap: frozenset[str] = frozenset()
    tongue: Tongue | None = None


@cache
def load_grammar(code: str) -> Grammar:
    """Return the grammar of a language, compiled: English has forms of its own."""
    return _english() if code == "en" else _tabled(code)


@cache
def _table(name: str) -> dict[str, Any]:
    source = files("kb.resolve.dates").joinpath("find", "grammars", f"{name}.toml")
    return tomllib.loads(source.read_text("utf-8"))


def _english() -> Grammar:
    table = _table("en")
    source = files("kb.resolve.dates").joinpath("languages", "en.toml")
    lexicon = build_lexicon(table, tomllib.loads(source.read_text("utf-8")))
    return Grammar(
        lexicon,
        _stages(table, lexicon),
        _singles(lexicon),
        _bounds(table["bounds"]),
        _bounds(table["bounds_after"]),
        partial(scan, lexicon=lexicon),
    )


def _tabled(code: str) -> Grammar:
    tongue = load_tongue(code)
    lexicon = build_tongue_lexicon(tongue)
    for text in NUMBERS:
        lexicon.add(number_kinds(text))
    for name in (*SCANNED, *MADE):
        lexicon.add(frozenset({name}))
    gap = frozenset(y for x, y in lexicon.symbols.items() if _is_gap(x))
    return Grammar(
        lexicon,
        _stages(_table("common"), lexicon, "".join(sorted(gap))),
        _singles(lexicon),
        {},
        {},
        Scanner(tongue, lexicon).scan,
        gap,
        tongue,
    )


def _is_gap(kinds: frozenset[str]) -> bool:
    """Tell whether a word may stand within a form without being of it."""
    return bool({"=skip", "=in"} & kinds) and all(x.startswith("=") for x in kinds)


def _singles(lexicon: Lexicon) -> dict[str, str]:
    return {x: lexicon.symbols[frozenset({x})] for x in MADE}


def _bounds(table: Mapping[str, list[str]]) -> dict[tuple[str, ...], str]:
    return {tuple(form.split()): how for how, forms in table.items() for form in forms}


def _stages(table: dict[str, Any], lexicon: Lexicon, gap: str = "") -> tuple[Stage, ...]:
    found = []
    for stage in table["stage"]:
        by_symbol: dict[str, list[Rule]] = {}
        for rule in stage["rule"]:
            for form in rule["forms"]:
                built = _compile(form, table["macros"], lexicon, gap)
                if built.lacks:
                    continue
                made = Rule(rule["make"], built.pattern, rule["gives"], tuple(built.names))
                for symbol in built.first:
                    by_symbol.setdefault(symbol, []).append(made)
        start = re.compile("[" + "".join(sorted(by_symbol)) + "]")
        found.append(Stage(stage["name"], {x: tuple(y) for x, y in by_symbol.items()}, start))
    return tuple(found)


@dataclass
class _Form:
    """The pattern of a form while it is built; `open` while it may still begin here."""

    pattern: str = ""
    between: str = ""  # what may stand between two items
    names: list[str] = field(default_factory=list)
    first: set[str] = field(default_factory=set)
    open: bool = True
    lacks: bool = False  # a kind of word that the language has not
    depth: list[bool] = field(default_factory=list)

    def close(self, sign: str) -> None:
        """End a group, or one of its alternatives."""
        self.pattern += sign
        before = self.depth[-1] if sign == "|" else self.depth.pop()
        if sign == "|":
            self.open = before
        elif sign == ")?":
            self.open = before or self.open


def _compile(form: str, macros: Mapping[str, str], lexicon: Lexicon, gap: str) -> _Form:
    built = _Form(between=f"[{gap}]{{0,3}}" if gap else "")
    for item in form.split():
        if item == "(":
            built.pattern += "(?:"
            built.depth.append(built.open)
        elif item in (")", ")?", "|"):
            built.close(item)
        else:
            _add(built, item, macros, lexicon)
    return built


def _add(built: _Form, item: str, macros: Mapping[str, str], lexicon: Lexicon) -> None:
    look, item = ("", item) if item[0] not in "<>" else (item[:2], item[2:])
    close, item = item.startswith("+"), item.removeprefix("+")
    match = ITEM.fullmatch(item)
    if match is None:
        raise ValueError(item)
    name, text, optional = match.groups()
    symbols = _symbols(text, macros, lexicon)
    if not symbols:
        if not built.between:
            raise ValueError(text)
        built.lacks |= not optional and not look
        return
    part = f"[{symbols}]" if len(symbols) > 1 else symbols
    if look:
        built.pattern += f"(?<!{part})" if look == "<!" else f"(?!{part})"
        return
    name = name or (text if text in macros or text in lexicon.kinds else "")
    if name and name not in built.names:
        built.names.append(name)
        part = f"(?P<{name}>{part})"
    if built.between and built.pattern and not close:
        part = f"(?:{built.between}{part})" if optional else built.between + part
    built.pattern += part + (optional or "")
    if built.open:
        built.first |= set(symbols)
        built.open = bool(optional)


def _symbols(text: str, macros: Mapping[str, str], lexicon: Lexicon) -> str:
    """Return the symbols of all pieces that an item may be."""
    if text == OTHER:
        return lexicon.other
    wanted = set(text.split("|"))
    while open_names := wanted & macros.keys():
        wanted = (wanted - open_names).union(*(macros[x].split("|") for x in open_names))
    wanted |= {"=" + x for x in wanted}
    return "".join(symbol for kinds, symbol in lexicon.symbols.items() if kinds & wanted)
