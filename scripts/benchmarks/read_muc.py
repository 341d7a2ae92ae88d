"""MUC-3/4: incidents with their type, date, place, perpetrators, targets, victims and weapons."""

from __future__ import annotations

import importlib
import re
import sys
import types
from typing import TYPE_CHECKING, Any

from muc_model import load_model
from muc_rules import read_by_rules
from muc_settings import Settings
from muc_templates import templates_of
from muc_text import read_text

from kb.read.article.words.nouns import class_of_noun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

KEY = "templates"
_STRINGS = ("perp_ind", "perp_org", "phys", "hum", "instr")
#: Words that give a type away, for the baseline.
_WORDS = {
    "BOMBING": r"BOMB\w*|EXPLO\w+|DYNAMIT\w+",
    "KIDNAPPING": r"KIDNAP\w*|ABDUCT\w*|HOSTAGES?",
    "ARSON": r"ARSON|SET FIRE|BURNED",
    "ATTACK": r"ATTACK\w*|KILL\w*|MURDER\w*|ASSASSINAT\w*|MASSACRE\w*",
}
_COUNTRIES = re.compile(
    r"EL SALVADOR|GUATEMALA|HONDURAS|NICARAGUA|COSTA RICA|PANAMA|COLOMBIA|PERU|BOLIVIA|CHILE"
)


#: What follows the name of a file of texts that keeps the case in which they were printed.
MIXED = ".mixed-case"
#: What the rows of a system rest on.
LABELS = {
    "kb": "kb, weights learnt from dev",
    "rules": "kb, rules alone",
    "naive": "naive baseline, lexicon",
}


def load_parts(scorer: ModuleType, folder: Path, splits: Any) -> Iterator[tuple[str, list[Any]]]:
    """Yield the texts of each test that is there, or of each split that is asked for.

    Tests that are there in mixed case too come in both. `dev` has been learnt from, and is scored
    only where it is asked for.
    """
    scorer.ROOT = folder  # type: ignore[attr-defined]
    for split in splits or [x for x in sorted(scorer.KEY) if (folder / x).is_dir()]:
        name = split.removesuffix(MIXED)
        if split == name:
            yield name, scorer.load(name)
        mixed = (folder / f"{scorer.TXT.get(name, name)}{MIXED}").is_file()
        if mixed:
            yield f"{name}{MIXED}", scorer.load(name, case="mixed")


def systems(parser: bool | None) -> dict[str, Callable[[dict[str, Any]], list[Any]]]:
    """Return what is compared.

    `kb` is what kb reads, with what MUC counts as an incident learnt from `dev` (`muc_train.py`);
    `rules` is kb's events alone, turned into templates by plain rules (`muc_rules.py`).
    """
    model = load_model()
    settings = Settings.from_table(model.weights.get("settings", {}))
    return {
        "kb": lambda x: templates_of(read_text(x, parser), model, settings),
        "rules": lambda x: read_by_rules(x, parser),
        "naive": naive,
    }


def naive(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the type whose words come first, by the day of the text, in the country it names.

    Slots get the first words that a lexicon has for them, and the first acronym in brackets.
    """
    text, day = document["text"][document["body_start"] :].upper(), document["date"]
    found = [(x.start(), name) for name, words in _WORDS.items() if (x := re.search(words, text))]
    if not found:
        return []
    country = _COUNTRIES.search(document["text"])
    words = list(dict.fromkeys(re.findall(r"[A-Z-]+", text)))
    fills = {
        slot: [x for x in words if class_of_noun(x.lower()) in classes][:most]
        for slot, (classes, most) in _LEXICON.items()
    }
    fills["perp_org"] = re.findall(r"[\[(]([A-Z]{3,5})[\])]", text.replace("[TEXT]", ""))[:1]
    if "BOMBING" not in min(found):
        fills["instr"] = []
    date = [None, day] if day else None
    return [{"type": min(found)[1], "date": date, "loc": [country[0]] if country else [], **fills}]


#: For the baseline: which classes of nouns fill a slot, and how many at most.
_LEXICON = {
    "perp_ind": (("fighter",), 1),
    "phys": (("facility", "vehicle"), 1),
    "hum": (("civilian", "official"), 2),
    "instr": (("weapon",), 1),
}


def scores(
    scorer: ModuleType, documents: list[Any], predictions: dict[str, list[Any]], _: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the scorer's measures, slot by slot."""
    got = scorer.score(documents, predictions)
    for name in ("all_slots", "when_where_what", "roles", "template", "type", "date", "loc"):
        yield name, got[name]
    for name in _STRINGS:
        yield name, got[name]


def provide_scipy() -> None:
    """Let the scorer align templates by networkx where scipy is not installed."""
    try:
        importlib.import_module("scipy.optimize")
    except ImportError:
        optimize: Any = types.ModuleType("scipy.optimize")
        optimize.linear_sum_assignment = _assign
        scipy: Any = types.ModuleType("scipy")
        scipy.optimize = optimize
        sys.modules |= {"scipy": scipy, "scipy.optimize": optimize}


def _assign(costs: Any) -> tuple[list[int], list[int]]:
    """Return the rows and columns of the cheapest assignment, as scipy's function does."""
    import networkx as nx

    graph = nx.Graph()
    rows, columns = costs.shape
    graph.add_weighted_edges_from(
        (("row", i), ("column", j), -costs[i, j]) for i in range(rows) for j in range(columns)
    )
    pairs = nx.max_weight_matching(graph, maxcardinality=True)
    found = sorted((ends["row"], ends["column"]) for ends in map(dict, pairs))
    return [i for i, _ in found], [j for _, j in found]
