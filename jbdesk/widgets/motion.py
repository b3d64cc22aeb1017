"""Whether this computer asks for fewer movements; Qt knows it on no system.

Asked once, in a thread: a desktop may take its time to answer.
"""

import configparser
import ctypes
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_SPI_GETCLIENTAREAANIMATION = 0x1042
_PATIENCE = 2  # seconds
_MAC = ("/usr/bin/defaults", "read", "com.apple.universalaccess", "reduceMotion")
_GNOME = ("gsettings", "get", "org.gnome.desktop.interface", "enable-animations")


def is_unwanted() -> bool:
    """Whether the person told the system to do without animations."""
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return _said(_MAC) == "1"
    return kde(Path.home(), os.environ) or _said(_GNOME) == "false"


def _windows() -> bool:
    """“Show animations in Windows”, among its accessibility settings."""
    is_shown = ctypes.c_int(1)
    user = getattr(ctypes, "windll").user32  # noqa: B009 - known on Windows alone
    user.SystemParametersInfoW(
        _SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(is_shown), 0
    )
    return not is_shown.value


def kde(home: Path, environment: Mapping[str, str]) -> bool:
    """KDE's “Animation speed: instant”."""
    folder = environment.get("XDG_CONFIG_HOME") or str(home / ".config")
    settings = configparser.ConfigParser(strict=False, interpolation=None)
    try:
        settings.read(Path(folder) / "kdeglobals", encoding="utf-8")
        return settings.getfloat("KDE", "AnimationDurationFactor", fallback=1.0) == 0
    except (OSError, ValueError, configparser.Error):
        return False


def _said(command: tuple[str, ...]) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - one of the two above
            command, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
