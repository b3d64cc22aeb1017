"""What a machine lacks is told in words, with the next step."""

import argparse
import socket
import sys

import pytest

from jbdesk import doctor, machine, paths
from jbdesk.model.problem import Failure

NOWHERE = machine.Library("libjbdesk-nowhere.so.9", "libnowhere9")


@pytest.mark.parametrize(
    ("variables", "libraries"),
    [
        ({"DISPLAY": ":0"}, machine.X11),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, machine.X11),
        ({"WAYLAND_DISPLAY": "wayland-0"}, machine.WAYLAND),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "wayland"}, machine.WAYLAND),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, machine.OFFSCREEN),
        ({"QT_QPA_PLATFORM": "minimal:size=9"}, machine.OFFSCREEN),
        ({}, machine.X11),
    ],
)
def test_the_screen_decides_which_libraries_are_asked_for(variables, libraries):
    assert machine.libraries_for(variables) == libraries


def test_a_missing_library_is_named_with_the_line_that_installs_it(monkeypatch):
    monkeypatch.setattr(machine.sys, "platform", "linux")
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(machine, "is_root", lambda: False)

    text = machine.lacking(machine.missing_libraries([NOWHERE]))

    assert "libjbdesk-nowhere.so.9" in text
    assert text.endswith("sudo apt-get install -y libnowhere9")


def test_nothing_missing_is_nothing_said():
    assert machine.lacking([]) == ""


def test_other_systems_bring_qts_libraries_along(monkeypatch):
    monkeypatch.setattr(machine.sys, "platform", "darwin")

    assert machine.missing_libraries([NOWHERE]) == ()


@pytest.mark.skipif(sys.platform != "linux", reason="abstract sockets are Linux's")
def test_a_screen_that_does_not_answer_is_told_before_qt_aborts():
    nobody, somebody = ":59999", ":59998"

    with socket.socket(socket.AF_UNIX) as screen:
        screen.bind("\0/tmp/.X11-unix/X59998")
        screen.listen()

        assert ":59999" in machine.screen_silent({"DISPLAY": nobody})
        assert machine.screen_silent({"DISPLAY": somebody}) == ""

    on_wayland = {"DISPLAY": nobody, "WAYLAND_DISPLAY": "wayland-0"}
    assert machine.screen_silent(on_wayland) == ""
    assert machine.screen_silent({"DISPLAY": "elsewhere:0"}) == ""


def test_no_screen_is_told_before_qt_ends_the_process(monkeypatch):
    monkeypatch.setattr(machine.sys, "platform", "linux")

    assert "There is no screen here" in machine.screen_missing({})
    assert machine.screen_missing({"DISPLAY": ":0"}) == ""
    assert machine.screen_missing({"QT_QPA_PLATFORM": "offscreen"}) == ""


@pytest.mark.parametrize(
    ("release", "python", "is_refused"),
    [
        ("6.12.0", (3, 11), True),
        ("6.13.1", (3, 11), True),
        ("6.12.0", (3, 12), False),
        ("6.11.3", (3, 11), False),
        ("6.8.3", (3, 11), False),
    ],
)
def test_the_qt_that_loses_references_is_refused(release, python, is_refused):
    assert bool(machine._bad_pair(release, python)) is is_refused


@pytest.mark.parametrize(
    ("processor", "library", "is_refused"),
    [
        ("x86_64", ("glibc", "2.36"), False),
        ("x86_64", ("glibc", "2.31"), True),
        ("aarch64", ("glibc", "2.36"), True),
        ("aarch64", ("glibc", "2.41"), False),
        ("riscv64", ("glibc", "2.41"), True),
        ("x86_64", ("", ""), True),
    ],
)
def test_a_system_older_than_qts_packages_is_told_so(processor, library, is_refused):
    assert bool(machine._old_glibc(processor, *library)) is is_refused


def test_an_old_macos_is_told_so(monkeypatch):
    monkeypatch.setattr(machine.platform, "mac_ver", lambda: ("12.7", ("", "", ""), ""))

    assert "macOS 13" in machine._old_system("darwin")


@pytest.mark.parametrize("python", [(3, 10), (3, 15), (4, 0)])
def test_a_python_qt_is_not_built_for_is_told_so(monkeypatch, python):
    monkeypatch.setattr(machine.sys, "version_info", python)

    assert "Python 3.11 to 3.14" in machine.unsupported()


def test_the_doctor_tells_versions_paths_and_the_secret_store(capsys, tmp_path):
    doctor.run(argparse.Namespace(home=str(tmp_path)))

    said = capsys.readouterr().out
    for word in ("Python", "PySide6-Essentials", "Secret store", "Resources"):
        assert word in said
    assert str(tmp_path) in said


def test_the_doctor_ends_with_one_where_something_is_missing(
    monkeypatch, capsys, tmp_path
):
    monkeypatch.setattr(doctor, "preflight", lambda: ("There is no screen here.",))

    assert doctor.run(argparse.Namespace(home=str(tmp_path))) == 1
    assert "There is no screen here." in capsys.readouterr().out


def test_home_is_for_its_owner_alone(tmp_path):
    made = paths.home(tmp_path / "a" / "b")

    assert made.is_dir()
    assert made.stat().st_mode & 0o077 == 0


def test_the_option_comes_before_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("JBDESK_HOME", str(tmp_path / "variable"))

    assert paths.home(tmp_path / "option").name == "option"
    assert paths.home().name == "variable"


def test_without_a_word_the_data_goes_where_the_desktop_says(monkeypatch, tmp_path):
    monkeypatch.delenv("JBDESK_HOME", raising=False)
    monkeypatch.setattr(paths.sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert paths.home() == tmp_path / "jbdesk"


def test_a_home_that_cannot_be_made_is_told_with_the_next_step(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(Failure, match="Choose another folder with --home"):
        paths.home(tmp_path / "file" / "home")


def test_the_resources_are_found_in_the_checkout():
    assert (paths.resources() / "icons").is_dir()
