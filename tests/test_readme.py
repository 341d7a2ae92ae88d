"""What the documents say is so: their commands run, their code runs, their links lead somewhere."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
CLI = ROOT / "docs" / "cli.md"
GLOSSARY = ROOT / "docs" / "glossary.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("data/*.md")])

FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")

#: As wide as a page of text; a terminal of any other width says the same.
WIDTH = 100


def text_of(path):
    return path.read_text(encoding="utf-8")


def blocks(path, language):
    """Return the fenced blocks of a language, in the order of the document."""
    return [
        found["body"] for found in FENCE.finditer(text_of(path)) if found["language"] == language
    ]


def kb(arguments):
    """Run a command of kb in the present folder, and return what it did."""
    return CliRunner().invoke(main, arguments, prog_name="kb", terminal_width=WIDTH)


def replay(path):
    """Return a document as it is when its files are saved and its console commands are run.

    A csv block is events.csv from there on; below each line `$ kb …` stands what it puts out.
    """

    def played(fence):
        body = fence["body"]
        if fence["language"] == "csv":
            Path("events.csv").write_text(body, encoding="utf-8")
        if fence["language"] == "console":
            body = "".join(map(answered, re.findall(r"^\$ kb .*$", body, re.MULTILINE)))
        return f"```{fence['language']}\n{body}```"

    return FENCE.sub(played, text_of(path))


def answered(line):
    done = kb(shlex.split(line)[2:])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    said = (said.rstrip() for said in done.stdout.splitlines())
    return "\n".join([line, *said]).strip() + "\n"


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """Work in an empty folder, as somebody with data of their own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    monkeypatch.delenv("KB_DATA", raising=False)
    return tmp_path


@pytest.mark.parametrize("path", [README, CLI], ids=lambda path: path.name)
def test_the_console_says_what_the_document_shows(path, own_folder):
    """`scripts/golden` writes what the commands put out into the document; read the diff."""
    said = replay(path)
    if os.environ.get("KB_GOLDEN"):
        path.write_text(said, encoding="utf-8", newline="\n")
    assert said == text_of(path)


def test_every_command_of_the_shell_blocks_is_there(own_folder):
    """Scripts are in the checkout and can be run; kb runs on the last file of the document."""
    Path("events.csv").write_text(blocks(README, "csv")[-1], encoding="utf-8")
    for line in "".join(blocks(README, "sh")).splitlines():
        name, *arguments = shlex.split(line)
        if name == "kb":
            assert kb(arguments).exit_code == 0, line
        else:
            assert text_of(ROOT / name).startswith("#!/usr/bin/env python3")
            assert os.name == "nt" or os.access(ROOT / name, os.X_OK)


def test_every_command_has_its_help_in_the_reference():
    """A new command is entered in docs/cli.md."""
    shown = re.findall(r"^\$ kb (\w+) --help$", text_of(CLI), re.MULTILINE)
    assert sorted(shown) == sorted(main.commands)


def test_the_python_of_the_readme_runs_and_gives_the_values_beside_it(own_folder):
    """A comment that is a Python literal is the value of its line."""
    shutil.copytree(ROOT / "data", own_folder / "data")
    (code,) = blocks(README, "python")
    names, checked = {}, 0
    for statement in ast.parse(code).body:
        source = ast.unparse(statement)
        if not isinstance(statement, ast.Expr):
            exec(source, names)
            continue
        value = eval(source, names)
        comment = code.splitlines()[statement.end_lineno - 1].partition("#")[2].strip()
        if comment[:1] in {"'", "("}:
            assert value == ast.literal_eval(comment), source
            checked += 1
    assert checked >= 2
    assert (own_folder / "late.html").stat().st_size > 0


def anchors(path):
    """Return the anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text_of(path)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path):
    """Files are there, and so are the headings within them; addresses are not asked."""
    for found in LINK.finditer(FENCE.sub("", text_of(path))):
        target, _, anchor = found["target"].partition("#")
        if re.match(r"https?:", target):
            continue
        there = (path.parent / target).resolve() if target else path
        assert there.exists(), found[0]
        assert not anchor or anchor in anchors(there), found[0]


def test_every_room_of_the_house_is_in_the_design():
    """A new folder or module of the package is entered in docs/design.md, with what flows there."""
    rooms = [
        f"{path.name}/" if path.is_dir() else path.name for path in (ROOT / "kb").glob("[a-z]*")
    ]
    design = text_of(ROOT / "docs" / "design.md")
    assert [room for room in rooms if f"`{room}`" not in design] == []


def test_modules_that_the_design_names_are_there():
    """A module that is renamed is renamed in docs/design.md, too."""
    named = re.findall(r"`([\w/]+\.py)`", text_of(ROOT / "docs" / "design.md"))
    gone = [name for name in named if not any((top / name).exists() for top in (ROOT, ROOT / "kb"))]
    assert len(named) > 5
    assert gone == []


def glossary_words():
    rows = re.findall(r"^\| (?!word |-)([^|]+) \|", text_of(GLOSSARY), re.MULTILINE)
    return [word.strip() for row in rows for word in re.split(r"[,;]", row)]


def test_every_word_of_the_glossary_is_used():
    """A word that no code and no document uses is taken out."""
    used = [*(ROOT / "kb").rglob("*.py"), ROOT / "docs" / "data.md", ROOT / "docs" / "design.md"]
    text = re.sub(r"[\s_-]+", " ", " ".join(map(text_of, used)).lower())
    missing = [
        word
        for word in glossary_words()
        if not re.search(rf"\b{re.escape(word.lower().replace('-', ' '))}", text)
    ]
    assert len(glossary_words()) > 40
    assert missing == []


def test_the_glossary_has_each_word_once():
    """One word per idea, and one idea per word."""
    words = [word.lower() for word in glossary_words()]
    assert len(words) == len(set(words))
