"""Where what jbdesk ships and what it keeps stand; no Qt, so commands start fast."""

import os
import sys
from pathlib import Path

from jbdesk.model.problem import Failure

HOME_VARIABLE = "JBDESK_HOME"


def resources() -> Path:
    """Give the folder of icons, demo tenant and theme data."""
    package = Path(__file__).parent
    frozen = Path(getattr(sys, "_MEIPASS", package)) / "jbdesk" / "resources"
    places = (frozen, package / "resources", package.parent / "resources")
    found = next((each for each in places if each.is_dir()), None)
    if found is None:
        raise Failure(
            f"jbdesk's own resources are not in “{places[1]}”. Install jbdesk again."
        )
    return found


def home(option: str | os.PathLike[str] | None = None) -> Path:
    """Give the folder that holds all jbdesk keeps, made for its owner alone."""
    folder = _chosen(option)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(
            f"jbdesk can't keep its data in “{folder}”: {error.strerror}. "
            f"Choose another folder with --home."
        ) from error
    return folder


def _chosen(option: str | os.PathLike[str] | None) -> Path:
    """Take the option, else the environment's word, else the platform's place."""
    named = os.fspath(option) if option else os.environ.get(HOME_VARIABLE, "")
    return Path(named).expanduser().absolute() if named else _data_folder() / "jbdesk"


def _data_folder() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    if sys.platform == "win32":
        given = os.environ.get("LOCALAPPDATA", "")
        return Path(given) if given else Path.home() / "AppData" / "Local"
    given = os.environ.get("XDG_DATA_HOME", "")
    # The specification has relative paths ignored.
    is_usable = Path(given).is_absolute()
    return Path(given) if is_usable else Path.home() / ".local" / "share"
