"""What is built from the tree works outside of it, and names nobody's machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from zipfile import ZipFile

import pytest

from kb.sample import sample_path
from kb.version import __version__

PUBLIC = {"pypi.org", "files.pythonhosted.org"}


@pytest.fixture(scope="module")
def root(pytestconfig):
    return pytestconfig.rootpath


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    """Build the wheel by the installed hatchling, which asks no network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*command, "--directory", folder], cwd=root, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site-packages")
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def python_there(unpacked, tmp_path):
    """Return a function that runs Python in an empty folder, with the wheel before all else."""

    def run(*arguments):
        environment = {**os.environ, "PYTHONPATH": str(unpacked)}
        environment.pop("KB_DATA", None)
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def files(folder):
    """Return the files below a folder that belong to the project, by their relative paths."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix() for path in found if "__pycache__" not in path.parts
    }


def test_the_wheel_carries_every_file_of_the_package(root, unpacked):
    """Templates, styles and tables come along, not only modules."""
    assert files(root / "kb") <= files(unpacked / "kb")
    assert "model/vocabulary.csv" in files(unpacked / "kb")


def test_the_wheel_carries_the_sample_data_whole(root, unpacked):
    """The first page can be made without a checkout."""
    assert files(root / "data") == files(unpacked / "kb" / "_sample")


def test_the_wheel_carries_nothing_else(unpacked):
    """Tests, scripts and notebooks stay at home."""
    assert {path.name for path in unpacked.iterdir()} == {"kb", f"eventkb-{__version__}.dist-info"}


def test_the_wheel_names_its_command_and_run_time_dependencies_only(root, unpacked):
    """Whoever installs it gets no test tools."""
    metadata = unpacked / f"eventkb-{__version__}.dist-info"
    assert "kb = kb.cli:main" in (metadata / "entry_points.txt").read_text(encoding="utf-8")
    always = re.compile(r"^Requires-Dist: ([\w-]++)(?!.*; extra ==)", re.MULTILINE)
    required = always.findall((metadata / "METADATA").read_text())
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert sorted(required) == sorted(
        re.match(r"[\w-]+", dependency)[0] for dependency in project["dependencies"]
    )


def test_the_unpacked_wheel_runs_in_an_empty_folder(unpacked, python_there):
    """It needs nothing of the checkout: the command, the vocabulary and the data are its own."""
    assert "timeline" in python_there("-m", "kb", "--help")
    program = (
        "import kb, kb.sample, kb.model.vocabulary as v; v.kinds();"
        "print(kb.__file__, kb.sample.sample_path(), sep='\\n')"
    )
    package, data = python_there("-c", program).splitlines()
    assert package == str(unpacked / "kb" / "__init__.py")
    assert data == str(unpacked / "kb" / "_sample")


def test_an_editable_installation_reads_the_data_of_the_checkout(root, monkeypatch):
    """What one changes in data/ shows at once."""
    monkeypatch.delenv("KB_DATA", raising=False)
    assert sample_path() == root / "data"


def test_kb_data_comes_before_all_other_data(tmp_path, monkeypatch):
    """One's own folder takes the place of the sample; one that is not there is an error."""
    monkeypatch.setenv("KB_DATA", str(tmp_path))
    assert sample_path() == tmp_path
    monkeypatch.setenv("KB_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(ValueError, match="nowhere"):
        sample_path()


@pytest.mark.parametrize("name", ["uv.lock", "requirements/run.txt", "requirements/dev.txt"])
def test_lock_files_name_the_public_index_alone(root, name):
    """They hold anywhere: no mirror, no path, no unhashed requirement."""
    text = (root / name).read_text(encoding="utf-8")
    hosts = set(re.findall(r"\w+://([^/\"\s]*)", text))
    assert hosts <= PUBLIC
    assert "file:" not in text


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_locked_requirement_has_hashes(root, name):
    """pip installs what was locked, or nothing."""
    text = (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    requirements = re.split(r"\n(?=\S)", text.strip())
    assert all("==" in one and "--hash=sha256:" in one for one in requirements)


def test_the_version_is_the_same_wherever_it_is_told(root):
    """The citation and the changelog speak of this version."""
    citation = (root / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"^version: (.+)$", citation, re.M)[1] == __version__
    assert f"## [{__version__}]" in (root / "CHANGELOG.md").read_text(encoding="utf-8")
