"""What is shipped: the locks, the papers, and the files a desktop asks for."""

import configparser
import re
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from jbdesk import __version__, machine

ROOT = Path(__file__).parent.parent
PACKAGING = ROOT / "packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = {
    "requirements-run.txt": PROJECT["project"]["dependencies"],
    "requirements-test.txt": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
    ],
}
PIN = re.compile(r"([a-z0-9-]+)==(\S+)( ; .+)?((?: --hash=sha256:[0-9a-f]{64})+)")


def entries(lock):
    text = (PACKAGING / lock).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    joined = re.sub(r"\s*\\\n\s*", " ", "\n".join(lines))
    return joined.strip().splitlines()


def pins(lock):
    found = [PIN.fullmatch(entry) for entry in entries(lock)]
    return {match[1]: match[2] for match in found if match}


@pytest.mark.parametrize("lock", WANTED)
def test_a_lock_names_versions_and_hashes_and_nothing_else(lock):
    assert [each for each in entries(lock) if not PIN.fullmatch(each)] == []


@pytest.mark.parametrize("lock", WANTED)
def test_a_lock_names_no_address(lock):
    text = (PACKAGING / lock).read_text(encoding="utf-8")

    assert re.findall(r"://|--index|--find|file:|@", text) == []


@pytest.mark.parametrize("lock", WANTED)
def test_a_lock_holds_what_the_project_asks_for(lock):
    locked = pins(lock)
    wanted = [Requirement(each) for each in WANTED[lock]]

    missing = [
        str(each)
        for each in wanted
        if not each.specifier.contains(locked.get(each.name.lower(), "0"))
    ]
    assert missing == []


def test_the_tests_run_on_what_the_application_runs_on():
    assert pins("requirements-run.txt").items() <= pins("requirements-test.txt").items()


def test_the_locked_qt_is_safe_on_the_oldest_python():
    release = pins("requirements-run.txt")["pyside6-essentials"]

    assert tuple(map(int, release.split(".")[:2])) < (6, 12)


def test_the_oldest_python_is_the_same_everywhere():
    oldest = ".".join(map(str, machine.PYTHONS[0]))

    assert PROJECT["project"]["requires-python"] == f">={oldest}"
    script = (PACKAGING / "bootstrap.py").read_text(encoding="utf-8")
    assert f"sys.version_info < {machine.PYTHONS[0]}" in script


def test_the_changelog_tells_of_this_version():
    text = (PACKAGING / "CHANGELOG.md").read_text(encoding="utf-8")

    assert f"## [{__version__}]" in text


def test_the_desktop_file_starts_the_command_that_is_installed():
    desktop = configparser.ConfigParser(interpolation=None)
    desktop.read(PACKAGING / "jbdesk.desktop", encoding="utf-8")
    entry = desktop["Desktop Entry"]

    assert entry["exec"].split()[0] in PROJECT["project"]["gui-scripts"]
    assert (ROOT / "resources" / "icons" / f"{entry['icon']}.svg").exists()


def test_the_store_entry_tells_of_this_version():
    component = ET.parse(PACKAGING / "jbdesk.metainfo.xml").getroot()

    assert component.findtext("launchable") == "jbdesk.desktop"
    assert component.findtext("project_license") == PROJECT["project"]["license"]
    assert component.find("releases/release").get("version") == __version__
