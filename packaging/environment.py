"""The virtual environment that jbdesk and its tests run in; standard library only."""

import argparse
import dataclasses
import hashlib
import importlib.util
import json
import os
import platform
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from jbdesk import machine

CHECKOUT = Path(__file__).resolve().parent.parent
UNUSABLE = 2  # the exit code of "nothing could be done"


@dataclasses.dataclass(frozen=True)
class Purpose:
    """What the environment is for: what it must hold and what is started in it."""

    name: str
    module: str
    # The locks it satisfies; the first is installed, and holds the others.
    locks: tuple[str, ...]
    arguments: tuple[str, ...] = ()  # of the module, before what a person passes


PURPOSES = {
    "run": Purpose("run", "jbdesk", ("requirements-run.txt",)),
    "test": Purpose(
        "test",
        "pytest",
        ("requirements-test.txt", "requirements-run.txt"),
        # Two at a time, as most machines can; a module's tests stay together.
        ("-n", "2", "--dist", "loadfile"),
    ),
}


@dataclasses.dataclass(frozen=True)
class Environment:
    """A virtual environment in a checkout, and the stamp that says it is ready."""

    checkout: Path = CHECKOUT

    @property
    def folder(self) -> Path:
        return self.checkout / ".venv"

    @property
    def scripts(self) -> Path:
        return self.folder / ("Scripts" if sys.platform == "win32" else "bin")

    @property
    def python(self) -> Path:
        return self.scripts / ("python.exe" if sys.platform == "win32" else "python")

    @property
    def stamp(self) -> Path:
        return self.folder / "jbdesk-ready.json"

    def lock(self, name: str) -> Path:
        return self.checkout / "packaging" / name

    def made_by(self) -> list[str]:
        """Tell what the environment must be made again for when it changes."""
        python = ".".join(str(part) for part in sys.version_info[:2])
        return [python, platform.machine(), str(self.checkout)]

    def marks(self, purpose: Purpose) -> dict[str, str]:
        """Tell what is locked for this purpose, by a digest of each lock."""
        locks = {name: self.lock(name).read_bytes() for name in purpose.locks}
        return {name: hashlib.sha256(text).hexdigest() for name, text in locks.items()}

    def stamped(self) -> tuple[list[str], dict[str, str]]:
        """Read what the stamp says, or nothing where there is none."""
        try:
            noted = json.loads(self.stamp.read_text(encoding="utf-8"))
            return list(noted["made_by"]), dict(noted["locks"])
        except (OSError, ValueError, KeyError, TypeError):
            return [], {}

    def is_ready_for(self, purpose: Purpose) -> bool:
        made_by, locks = self.stamped()
        return (
            self.python.exists()
            and made_by == self.made_by()
            and self.marks(purpose).items() <= locks.items()
        )


def main(arguments: Sequence[str]) -> int:
    """Set up what is missing, then run jbdesk or its tests."""
    options = _parser().parse_args(arguments)
    purpose = PURPOSES[options.purpose]
    passed = options.arguments
    try:
        trouble = unusable(purpose, passed)
        if trouble:
            return _refuse(trouble)
        environment = Environment()
        if not environment.is_ready_for(purpose):
            make(environment, purpose)
    except subprocess.CalledProcessError as error:
        command = shlex.join(str(part) for part in error.cmd)
        return _refuse([f"This step failed (its own words are above): {command}"])
    except KeyboardInterrupt:
        return _refuse(["Stopped; start again to go on."])
    return start(environment, purpose, passed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bootstrap.py",
        description="Set jbdesk up on this machine and run it, or its tests.",
        epilog="example: python3 packaging/bootstrap.py run -- --home demo",
    )
    parser.add_argument("purpose", choices=PURPOSES, help="what to set up and start")
    parser.add_argument(
        "arguments", nargs="*", help="after “--”: arguments of jbdesk, or of pytest"
    )
    return parser


def unusable(purpose: Purpose, passed: Sequence[str]) -> list[str]:
    """Tell what keeps this machine from it; installs system packages if it may."""
    trouble = machine.unsupported()
    if trouble:
        return [trouble]
    environment = surroundings(purpose, passed, os.environ)
    screen = machine.screen_missing(environment)
    missing = [*_missing_python_packages(), *_missing_packages(environment)]
    if missing and not screen and may_install(os.environ):
        install_packages(missing)
        missing = []
    line = machine.packages_line(missing)
    found = [f"This machine lacks some system packages. Install them with: {line}"]
    return [*(found if missing else []), *([screen] if screen else [])]


def surroundings(
    purpose: Purpose, passed: Sequence[str], given: Mapping[str, str]
) -> Mapping[str, str]:
    """Tell the variables that decide how Qt draws; no window is drawn offscreen."""
    shows_window = purpose.name == "run" and shows_a_window(passed)
    return given if shows_window else {**given, "QT_QPA_PLATFORM": "offscreen"}


def shows_a_window(passed: Sequence[str]) -> bool:
    """Tell commands and questions from the window: `simulator`, `--help`."""
    if {"-h", "--help", "--version"} & set(passed):
        return False
    return not passed or passed[0].startswith("-")


def _missing_python_packages() -> list[str]:
    """Name Debian's package for environments where it is not there."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return []
    return [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]


def _missing_packages(environment: Mapping[str, str]) -> list[str]:
    libraries = machine.libraries_for(environment)
    return [each.package for each in machine.missing_libraries(libraries)]


def may_install(given: Mapping[str, str]) -> bool:
    """Tell whether system packages may be installed without asking a person."""
    if not shutil.which("apt-get"):
        return False
    return machine.is_root() or (
        given.get("CI") == "true" and shutil.which("sudo") is not None
    )


def install_packages(packages: Sequence[str]) -> None:
    """Install Debian packages; the lists are fetched where they are not there."""
    sudo = [] if machine.is_root() else ["sudo", "-n"]
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _say(f"Installing system packages: {' '.join(packages)}")
    install = [*sudo, "apt-get", "install", "-y", "-q", "--no-install-recommends"]
    for command in ([*sudo, "apt-get", "update", "-q"], [*install, *packages]):
        subprocess.run(command, check=True, env=variables, stdin=subprocess.DEVNULL)


def make(environment: Environment, purpose: Purpose) -> None:
    """Make the environment, or bring it up to date; the stamp comes last."""
    made_by, locks = environment.stamped()
    is_usable = environment.python.exists()
    is_to_be_kept = is_usable and made_by in ([], environment.made_by())
    environment.stamp.unlink(missing_ok=True)
    _say(f"Setting up {environment.folder} (once; this can take a minute)")
    clear = [] if is_to_be_kept else ["--clear"]
    _run([sys.executable, "-m", "venv", *clear, str(environment.folder)])
    _run([str(environment.python), "-m", "pip", *pip_arguments(environment, purpose)])
    link_checkout(environment)
    kept = locks if is_to_be_kept else {}
    noted = {**kept, **environment.marks(purpose)}
    text = json.dumps({"made_by": environment.made_by(), "locks": noted}, indent=1)
    environment.stamp.write_text(text + "\n", encoding="utf-8")


def pip_arguments(environment: Environment, purpose: Purpose) -> list[str]:
    """Tell pip to install exactly the lock: no other file, nothing built here."""
    lock = str(environment.lock(purpose.locks[0]))
    options = ["--disable-pip-version-check", "--no-input"]
    exactly = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
    return [*options, "install", *exactly, "-r", lock]


def link_checkout(environment: Environment) -> None:
    """Make `import jbdesk` and the command `jbdesk` mean this checkout."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    answer = subprocess.check_output([str(environment.python), "-c", code], text=True)
    link = Path(answer.strip()) / "jbdesk-checkout.pth"
    link.write_text(f"{environment.checkout}\n", encoding="utf-8")
    if sys.platform == "win32":
        command = '@"%~dp0python.exe" -m jbdesk %*\n'
        (environment.scripts / "jbdesk.cmd").write_text(command, encoding="utf-8")
        return
    script = environment.scripts / "jbdesk"
    python = shlex.quote(str(environment.python))
    script.write_text(f'#!/bin/sh\nexec {python} -m jbdesk "$@"\n', encoding="utf-8")
    script.chmod(0o755)


def start(environment: Environment, purpose: Purpose, passed: Sequence[str]) -> int:
    """Become what was asked for; Windows can only wait for it."""
    python, options = str(environment.python), (*purpose.arguments, *passed)
    command = [python, "-m", purpose.module, *options]
    if purpose.name == "test":
        os.chdir(environment.checkout)
    variables = clean(os.environ)
    sys.stdout.flush()
    if sys.platform != "win32":
        os.execve(command[0], command, variables)
    try:
        return subprocess.run(command, check=False, env=variables).returncode
    except KeyboardInterrupt:
        return UNUSABLE


def clean(given: Mapping[str, str]) -> dict[str, str]:
    """Leave out what would lead another Python, or pip, somewhere else."""
    misleading = {"PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
    return {name: value for name, value in given.items() if name not in misleading}


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, env=clean(os.environ), stdin=subprocess.DEVNULL)


def _say(text: str) -> None:
    print(f"jbdesk: {text}", flush=True)


def _refuse(troubles: Sequence[str]) -> int:
    for trouble in troubles:
        print(f"jbdesk: {trouble}", file=sys.stderr)
    return UNUSABLE
