"""Where the sample data lie: in a checkout, in an installed package, or where one says."""

from __future__ import annotations

import os
from pathlib import Path

from kb.errors import InvalidValue

_PACKAGE = Path(__file__).parent


def sample_path() -> Path:
    """Return the folder of the sample data: events.csv and the files beside it.

    The folder that the environment variable `KB_DATA` names comes first, then `data/` of the
    checkout that the package runs from, then the copy that a wheel carries.

    Raises
    ------
    InvalidValue
        `KB_DATA` names no folder, or there is none of the three.

    Examples
    --------
    >>> sample_path().is_dir()
    True
    """
    named = os.environ.get("KB_DATA")
    if named:
        if not Path(named).is_dir():
            raise InvalidValue(f"KB_DATA names no folder: {named}")
        return Path(named)
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "data").is_dir():
        return checkout / "data"
    packaged = _PACKAGE / "_sample"
    if not packaged.is_dir():
        raise InvalidValue("this installation has no sample data; set KB_DATA to a folder of yours")
    return packaged
