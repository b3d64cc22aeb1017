"""What a machine must have before Qt is loaded; needs nothing but Python itself.

Qt ends the whole process without a word for a person when one of these is
missing, so the set-up, the window and `jbdesk doctor` all ask here first.
"""

import ctypes
import os
import platform
import re
import shutil
import socket
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import util
from pathlib import Path

PYTHONS = ((3, 11), (3, 15))  # from, and before: what the Qt packages are built for
OLDEST_GLIBC = {"x86_64": (2, 34), "aarch64": (2, 39)}
OLDEST_MACOS = 13
QT = "PySide6-Essentials"


@dataclass(frozen=True)
class Library:
    """A system library that Qt loads, and the Debian package that brings it."""

    soname: str
    package: str


OFFSCREEN = (
    Library("libEGL.so.1", "libegl1"),
    Library("libGL.so.1", "libgl1"),
    Library("libglib-2.0.so.0", "libglib2.0-0"),
    Library("libdbus-1.so.3", "libdbus-1-3"),
    Library("libfontconfig.so.1", "libfontconfig1"),
    Library("libxkbcommon.so.0", "libxkbcommon0"),
)
X11 = (
    *OFFSCREEN,
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Library("libxcb-shape.so.0", "libxcb-shape0"),
)
WAYLAND = (
    *OFFSCREEN,
    Library("libwayland-client.so.0", "libwayland-client0"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0"),
)


def unsupported() -> str:
    """Tell why jbdesk can't run here whatever is installed, or nothing."""
    first, before = PYTHONS
    if not first <= sys.version_info[:2] < before:
        newest = f"{before[0]}.{before[1] - 1}"
        return (
            f"jbdesk runs on Python {first[0]}.{first[1]} to {newest}; this is "
            f"{platform.python_version()}. Start it with another Python."
        )
    if sys.maxsize < 2**32:
        return "jbdesk needs a 64-bit Python; this one is 32-bit."
    return _old_system(sys.platform)


def _old_system(system: str) -> str:
    if system == "darwin":
        release = platform.mac_ver()[0]
        if release and int(release.split(".")[0]) < OLDEST_MACOS:
            return f"jbdesk needs macOS {OLDEST_MACOS} or newer; this is {release}."
    if system == "linux":
        return _old_glibc(platform.machine(), *platform.libc_ver())
    return ""


def _old_glibc(machine: str, name: str, release: str) -> str:
    oldest = OLDEST_GLIBC.get(machine)
    if oldest is None:
        return (
            f"Qt's packages are built for {' and '.join(OLDEST_GLIBC)}, not {machine}."
        )
    if name != "glibc":
        return "Qt's packages need glibc, and this system has another C library."
    if tuple(int(part) for part in release.split(".")[:2]) < oldest:
        return (
            f"jbdesk needs glibc {oldest[0]}.{oldest[1]} or newer on {machine}; "
            f"this system has {release}."
        )
    return ""


def missing_libraries(wanted: Iterable[Library]) -> tuple[Library, ...]:
    """Tell which of these libraries can't be loaded; asks on Linux only."""
    if sys.platform != "linux":
        return ()
    return tuple(each for each in wanted if not _loads(each.soname))


def libraries_for(environment: Mapping[str, str]) -> tuple[Library, ...]:
    """Tell which libraries Qt will load for the screen that is described."""
    platform_name = environment.get("QT_QPA_PLATFORM", "").split(":")[0]
    if platform_name.startswith(("offscreen", "minimal", "vnc")):
        return OFFSCREEN
    is_wayland_alone = bool(environment.get("WAYLAND_DISPLAY")) and not environment.get(
        "DISPLAY"
    )
    if platform_name.startswith("wayland") or (not platform_name and is_wayland_alone):
        return WAYLAND
    return X11


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def packages_line(packages: Iterable[str]) -> str:
    """Write the command that installs these Debian packages."""
    sudo = "" if is_root() else "sudo "
    return f"{sudo}apt-get install -y {' '.join(packages)}"


def lacking(libraries: Iterable[Library]) -> str:
    """Tell what is missing and what brings it, or nothing."""
    missing = tuple(libraries)
    if not missing:
        return ""
    names = ", ".join(each.soname for each in missing)
    start = f"Qt needs system libraries that this machine lacks: {names}."
    if shutil.which("apt-get"):
        return f"{start} Install them with: " + packages_line(
            each.package for each in missing
        )
    return f"{start} Install the packages of your system that hold them."


def screen_missing(environment: Mapping[str, str]) -> str:
    """Tell that no window can be shown here, or nothing."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform != "linux" or any(environment.get(name) for name in names):
        return ""
    return (
        "There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set. "
        "Start jbdesk in a desktop session."
    )


def qt_trouble() -> str:
    """Tell why the installed Qt can't be used with this Python, or nothing."""
    release = _release_of_qt()
    if not release:
        if hasattr(sys, "frozen"):
            return ""
        return (
            f"{QT} is not installed for this Python. "
            "Set jbdesk up with: python3 packaging/bootstrap.py run"
        )
    return _bad_pair(release, sys.version_info[:2])


def _release_of_qt() -> str:
    """Read it where it stands: the packages' metadata takes longer than all here."""
    found = util.find_spec("PySide6")
    if found is None or found.origin is None or not Path(found.origin).is_file():
        return ""
    text = Path(found.origin).read_text(encoding="utf-8")
    told = re.search(r'^__version__ = "([\d.]+)', text, re.MULTILINE)
    return told[1] if told else ""


def _bad_pair(release: str, python: tuple[int, int]) -> str:
    """Refuse the pair in which every Qt call loses a reference to None."""
    numbers = tuple(int(part) for part in release.split(".")[:2])
    if numbers < (6, 12) or python >= (3, 12):
        return ""
    return (
        f"{QT} {release} crashes on Python {python[0]}.{python[1]}. "
        f"Use Python 3.12 or newer, or install “{QT}<6.12”."
    )


def is_root() -> bool:
    """Tell whether system packages may be installed without asking."""
    return sys.platform != "win32" and os.geteuid() == 0


def screen_silent(environment: Mapping[str, str]) -> str:
    """Tell that the screen that is named does not answer; Qt would just abort."""
    display = environment.get("DISPLAY", "")
    number = re.fullmatch(r":(\d+)(?:\.\d+)?", display)
    is_x = (environment.get("QT_QPA_PLATFORM") or "xcb") == "xcb"
    is_other = not is_x or environment.get("WAYLAND_DISPLAY")
    if sys.platform != "linux" or number is None or is_other:
        return ""
    path = f"/tmp/.X11-unix/X{number[1]}"  # noqa: S108 - X servers listen there
    if any(_answers(address) for address in (path, f"\0{path}")):
        return ""
    return (
        f"No screen answers at DISPLAY {display}. "
        f"Start jbdesk in a desktop session, or set DISPLAY to a screen that runs."
    )


def _answers(address: str) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(2)
        try:
            line.connect(address)
        except OSError:
            return False
    return True


def window_trouble(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Tell all that keeps a window from being shown, each with its next step."""
    found = (
        unsupported(),
        qt_trouble(),
        lacking(missing_libraries(libraries_for(environment))),
        screen_missing(environment),
        screen_silent(environment),
    )
    return tuple(each for each in found if each)
