"""A grammar in tables, compiled once: forms to patterns over the symbols of kinds.

A form is a small regular expression over symbols with no repetition: a match reads at most as many
symbols as the form has. Stages run in turn; what a rule makes is one piece for the next stage.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from kb.resolve.dates.find.scan import Piece
from kb.resolve.dates.find.words import ITEM, MADE, OTHER, Lexicon, build_lexicon

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


@cache
def load_grammar(code: str) -> Grammar:
    """Return the grammar of a language, compiled."""
    folder = files("kb.resolve.dates")
    table = tomllib.loads(folder.joinpath("find", "grammars", f"{code}.toml").read_text("utf-8"))
    base = tomllib.loads(folder.joinpath("languages", f"{code}.toml").read_text("utf-8"))
    lexicon = build_lexicon(table, base)
    return Grammar(
        lexicon,
        _stages(table, lexicon),
        {x: lexicon.symbols[frozenset({x})] for x in MADE},
        _bounds(table["bounds"]),
        _bounds(table["bounds_after"]),
    )


def _bounds(table: Mapping[str, list[str]]) -> dict[tuple[str, ...], str]:
    return {tuple(form.split()): how for how, forms in table.items() for form in forms}


def _stages(table: dict[str, Any], lexicon: Lexicon) -> tuple[Stage, ...]:
    found = []
    for stage in table["stage"]:
        by_symbol: dict[str, list[Rule]] = {}
        for rule in stage["rule"]:
            for form in rule["forms"]:
                built = _compile(form, table["macros"], lexicon)
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
    names: list[str] = field(default_factory=list)
    first: set[str] = field(default_factory=set)
    open: bool = True
    depth: list[bool] = field(default_factory=list)

    def close(self, sign: str) -> None:
        """End a group, or one of its alternatives."""
        self.pattern += sign
        before = self.depth[-1] if sign == "|" else self.depth.pop()
        if sign == "|":
            self.open = before
        elif sign == ")?":
            self.open = before or self.open


def _compile(form: str, macros: Mapping[str, str], lexicon: Lexicon) -> _Form:
    built = _Form()
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
    match = ITEM.fullmatch(item)
    if match is None:
        raise ValueError(item)
    name, text, optional = match.groups()
    symbols = _symbols(text, macros, lexicon)
    part = f"[{symbols}]" if len(symbols) > 1 else symbols
    if look:
        built.pattern += f"(?<!{part})" if look == "<!" else f"(?!{part})"
        return
    name = name or (text if text in macros or text in lexicon.kinds else "")
    if name and name not in built.names:
        built.names.append(name)
        part = f"(?P<{name}>{part})"
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
    found = "".join(symbol for kinds, symbol in lexicon.symbols.items() if kinds & wanted)
    if not found:
        raise ValueError(text)
    return found
