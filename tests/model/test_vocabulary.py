"""The vocabulary: its table is sound, and its functions say what stands in it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kb.errors import InvalidValue, UnknownName
from kb.model import vocabulary

HEAVY = {"pandas", "numpy", "difflib", "importlib.resources", "dataclasses"}


@pytest.fixture(params=vocabulary.SCHEMES)
def scheme(request):
    return request.param


def read_codes(scheme):
    """Return the codes that are read as a kind, as often as the table lists them."""
    return [
        code.removeprefix(">")
        for kind in vocabulary.kinds()
        for code in vocabulary._codes(kind, scheme)
        if not code.startswith("<")
    ]


def test_every_row_is_complete():
    """A term has a known type, a label and a definition that ends as a sentence does."""
    for term in vocabulary.terms().values():
        assert term.type in vocabulary.TYPES, term
        assert term.label
        assert term.definition.endswith("."), term


def test_terms_are_unique():
    """A name means one thing, whatever its type."""
    path = vocabulary.Path(vocabulary.__file__).with_name("vocabulary.csv")
    names = [line.split(",")[1] for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    assert len(names) == len(set(names)) == len(vocabulary.terms())


def test_broader_terms_stand_above_in_the_table_and_have_the_same_type():
    """So the hierarchy has no circle, and a list of kinds shows the broad one first."""
    seen = {}
    for name, term in vocabulary.terms().items():
        if term.broader:
            assert seen[term.broader].type == term.type, name
        seen[name] = term


@pytest.mark.parametrize(
    ("term", "above"),
    [
        ("sabotage", ("attack", "conflict")),
        ("annexation", ("politics",)),
        ("other", ()),
        ("children", ("civilians", "people")),
        ("no such thing", ()),
    ],
)
def test_broader(term, above):
    """The terms above come nearest first; an unknown term has none."""
    assert vocabulary.broader(term) == above


def test_narrower_or_same_is_the_reverse_of_broader():
    """A term stands below another exactly when that one stands above it."""
    for low in vocabulary.terms():
        for high in vocabulary.terms():
            below = low == high or high in vocabulary.broader(low)
            assert (low in vocabulary.narrower_or_same(high)) == below


def test_an_unknown_kind_keeps_its_name_and_is_of_the_family_other():
    """A kind that a file brings along is shown and grouped without an error."""
    assert vocabulary.label("skirmish") == "skirmish"
    assert vocabulary.definition("skirmish") == ""
    assert vocabulary.family("skirmish") == "other"
    assert vocabulary.narrower_or_same("skirmish") == {"skirmish"}


def test_a_term_of_another_type_is_no_kind():
    """A status in the column of kinds is a fault."""
    assert not vocabulary.is_known("kind", "planned")
    assert vocabulary.family("planned") == "other"


@pytest.mark.parametrize(
    ("type", "word", "found"),
    [
        ("kind", "shelled", "shelling"),
        ("status", " OCCURED ", "occurred"),
        ("relation", "becauseof", "because of"),
    ],
)
def test_nearest_offers_what_was_meant(type, word, found):
    """A misspelt word gets the term that it looks like."""
    assert vocabulary.nearest(type, word)[0] == found


def test_nearest_offers_nothing_for_nonsense():
    """A word that looks like no term gets no suggestion."""
    assert vocabulary.nearest("kind", "xyzzy") == ()


def test_each_foreign_code_is_read_as_one_kind(scheme):
    """No code leads to two kinds."""
    codes = read_codes(scheme)
    assert len(codes) == len(set(codes))


def test_a_code_of_the_same_meaning_survives_a_round_trip(scheme):
    """A kind that goes out by a code of its own comes back as itself."""
    for kind in vocabulary.kinds():
        written = vocabulary.code(kind, scheme)
        if written in vocabulary._codes(kind, scheme):
            assert vocabulary.kind_of_code(written, scheme) == kind


@pytest.mark.parametrize(
    ("scheme", "code", "kind"),
    [
        ("cameo", "1952", "strike"),
        ("cameo", "1951", "strike"),
        ("cameo", "0874", "withdrawal"),
        ("cameo", "042", "visit"),
        ("cameo", "138", "threat"),
        ("cameo", "", None),
        ("cameo", "99", None),
        ("plover", "ASSAULT:heavy-weapons", "attack"),
        ("plover", "ASSAULT:firearms", "conflict"),
        ("plover", "CONSULT:phone", "meeting"),
        ("plover", "HATCH", None),
        ("acled", "Battles: Government regains territory", "capture"),
        ("acled", "Riots: Mob violence", "protest"),
        ("acled", "Strategic developments: Headquarters or base established", "other"),
    ],
)
def test_kind_of_code(scheme, code, kind):
    """A foreign code is read as the kind that lists it, or as its broader code is."""
    assert vocabulary.kind_of_code(code, scheme) == kind


def test_a_broader_code_is_written_and_never_read():
    """PLOVER has no shelling of its own: it goes out as heavy weapons and comes in as an attack."""
    assert vocabulary.code("shelling", "plover") == "ASSAULT:heavy-weapons"
    assert vocabulary.kind_of_code("ASSAULT:heavy-weapons", "plover") == "attack"


def test_a_narrower_code_is_read_and_never_written():
    """Who took a place decides ACLED's code, so a capture has none by itself."""
    assert vocabulary.code("capture", "acled") is None


def test_codes_have_the_form_of_their_scheme():
    """A slip of the pen in the table is found."""
    for code in read_codes("cameo"):
        assert code.isdigit()
        assert 2 <= len(code) <= 4
    for code in read_codes("plover"):
        assert code.split(":")[0].isupper()
    for code in read_codes("acled"):
        assert code.split(": ")[0] in {
            "Battles",
            "Protests",
            "Riots",
            "Explosions/Remote violence",
            "Violence against civilians",
            "Strategic developments",
        }


def test_sources_are_named_where_there_are_codes():
    """Every code can be traced to the document that defines it."""
    prefixes = {"plover": ("PLOVER-", "CAMEO2PLOVER-"), "cameo": ("CAMEO-",), "acled": ("ACLED-",)}
    for term in vocabulary.terms().values():
        sources = [source.strip() for source in term.sources.split(";")]
        for scheme, starts in prefixes.items():
            named = any(source.startswith(starts) for source in sources)
            assert named == bool(getattr(term, scheme)), term


def test_wrong_arguments_say_what_is_allowed():
    """An unknown scheme, type or kind is an error that lists or suggests the right ones."""
    with pytest.raises(InvalidValue, match="plover, cameo, acled"):
        vocabulary.kind_of_code("195", "ucdp")
    with pytest.raises(InvalidValue, match="kind, status"):
        vocabulary.nearest("colour", "red")
    with pytest.raises(UnknownName, match="shelling"):
        vocabulary.code("sheling", "cameo")


def test_importing_it_loads_nothing_heavy():
    """Commands that only check a word start at once."""
    program = "import sys, kb.model.vocabulary as v; v.kinds(); print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert not HEAVY & set(run.stdout.split())
