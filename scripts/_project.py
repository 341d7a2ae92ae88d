"""What the scripts share: the project's folders, its environment, and how to set that up.

Standard library only: this runs before anything is installed.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may have any Python
    sys.exit(
        f"eventkb needs Python 3.11 or newer; this is {sys.version.split()[0]}, {sys.executable}.\n"
        "Run the script by a newer one, for example: python3.12 scripts/run"
    )

import hashlib
import json
import os
import platform
import shutil
import subprocess
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
LOCKS = {"run": ROOT / "requirements" / "run.txt", "dev": ROOT / "requirements" / "dev.txt"}

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)

_STAMP = ENVIRONMENT / "eventkb-setup.json"


def say(text):
    """Tell the person what happens, on stderr and at once."""
    print(text, file=sys.stderr, flush=True)


def python():
    """Return the environment's own Python."""
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return ENVIRONMENT / folder / name


def run(*command, folder=ROOT, **variables):
    """Run a module or a script by the environment's Python and return the exit code."""
    environment = {**os.environ, **variables}
    return subprocess.run([python(), *command], cwd=folder, env=environment, check=False).returncode


def set_up(lock="run"):
    """Make .venv what the lock says; nothing happens when it already is."""
    wanted = _fingerprint(lock)
    done = _stamp()
    if wanted in (done.get(lock), done.get("dev") if lock == "run" else None):
        return
    if done.get("python", _python_id()) != _python_id() or not _works(python()):
        say(f"making {ENVIRONMENT}")
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        done = {}
    say(f"installing what {LOCKS[lock].relative_to(ROOT)} lists, in a minute or so")
    # The lock is complete and hashed, so there is nothing to resolve and nothing to trust.
    _pip("--require-hashes", "--no-deps", "-r", str(LOCKS[lock]))
    _pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    fingerprints = {name: _fingerprint(name) for name in ("run", lock)}
    _STAMP.write_text(json.dumps({"python": _python_id(), **fingerprints}), encoding="utf-8")


def find_browser():
    """Return the path of a Chromium or Chrome, None where there is none."""
    found = (shutil.which(name) for name in BROWSERS)
    known = (path for path in BROWSER_PATHS if Path(path).exists())
    return next((path for path in (*found, *known) if path), None)


def set_up_browser():
    """Install Debian's chromium where the tests of the page would find no browser."""
    if find_browser():
        return
    become_root = _become_root()
    if shutil.which("apt-get") is None or become_root is None:
        say(
            "There is no Chromium or Chrome here, which the tests of the page draw with, and it\n"
            "cannot be installed without your help. Install one, or leave these tests out:\n"
            "scripts/test -m 'not browser'"
        )
        return
    say("installing chromium, which the tests of the page draw with")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (("update", "-q"), ("install", "-qy", "--no-install-recommends", "chromium")):
        subprocess.run([*become_root, "apt-get", *arguments], env=quiet, check=False)


def _become_root():
    """Return the prefix that makes a command root's, None where that is not permitted."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], check=False).returncode == 0:
        return ["sudo", "-n"]
    return None


def _fingerprint(lock):
    """Return a hash of all that decides what an environment holds."""
    digest = hashlib.sha256()
    for path in (LOCKS[lock], ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    digest.update(f"{ROOT} {_python_id()}".encode())
    return digest.hexdigest()


def _python_id():
    return f"{platform.python_implementation()} {platform.python_version()}"


def _stamp():
    try:
        return json.loads(_STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _works(interpreter):
    """Say whether there is an environment that has pip and this very version of Python."""
    program = "import pip, platform; print(platform.python_version())"
    try:
        answer = subprocess.run([interpreter, "-c", program], capture_output=True, text=True)
    except OSError:
        return False
    return answer.stdout.strip() == platform.python_version()


def _pip(*arguments):
    options = ["-qq", "--disable-pip-version-check", "--no-input"]
    done = subprocess.run([python(), "-m", "pip", "install", *options, *arguments], check=False)
    if done.returncode:
        sys.exit("setting up failed: see pip's message above")
