"""What all tests share: golden files, a browser to draw in, and no network."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket

import pytest
from hypothesis import settings

# The suite says the same each time; `--hypothesis-profile fuzz` tries new examples at every run.
settings.register_profile("fuzz", derandomize=False, deadline=None, print_blob=True)
settings.register_profile("suite", derandomize=True, deadline=None)
settings.load_profile("suite")


@pytest.fixture
def golden(request):
    """Return a function that compares a text with a golden file beside the test.

    `scripts/golden` writes the files anew; whoever runs it reads the diff.
    """

    def check(text, name):
        path = request.path.parent / "golden" / name
        if os.environ.get("KB_GOLDEN"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_bytes().decode("utf-8")

    return check


@pytest.fixture(scope="session")
def browser_path():
    """Return the Chromium or Chrome that `scripts/test` found or installed."""
    found = (
        os.environ.get("KB_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    if not found:
        pytest.fail("no Chromium or Chrome: install one, or run with -m 'not browser'")
    return found


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def connect_here(self, address):
        if not _is_here(address):
            raise AssertionError(f"a test asked the network for {address}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


def _is_here(address):
    """Say whether an address is a socket file or a port of this machine."""
    if not isinstance(address, tuple) or address[0] == "localhost":
        return True
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return False
