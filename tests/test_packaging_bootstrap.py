"""Setting up: what is asked of the machine, and when the second run starts at once."""

import ast
import dataclasses
import importlib
import shutil
import sys
from pathlib import Path

import pytest

from jbdesk import machine

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def environment():
    """The set-up script's module, which stands beside the package."""
    sys.path.insert(0, str(ROOT / "packaging"))
    yield importlib.import_module("environment")
    sys.path.remove(str(ROOT / "packaging"))


@pytest.fixture
def checkout(environment, tmp_path):
    """An environment in a checkout of its own, as if it had been set up."""
    (tmp_path / "packaging").mkdir()
    for lock in ("requirements-run.txt", "requirements-test.txt"):
        shutil.copy(ROOT / "packaging" / lock, tmp_path / "packaging" / lock)
    return environment.Environment(tmp_path)


def set_up(environment, checkout, purpose, monkeypatch):
    """Do all of make() but the installing itself."""
    checkout.python.parent.mkdir(parents=True, exist_ok=True)
    checkout.python.touch()
    monkeypatch.setattr(environment, "_run", lambda command: None)
    monkeypatch.setattr(environment, "link_checkout", lambda made: None)
    environment.make(checkout, environment.PURPOSES[purpose])


def ready_for(environment, checkout):
    names = environment.PURPOSES.items()
    return {name for name, purpose in names if checkout.is_ready_for(purpose)}


def test_the_second_run_has_nothing_to_set_up(environment, checkout, monkeypatch):
    set_up(environment, checkout, "run", monkeypatch)

    assert ready_for(environment, checkout) == {"run"}


def test_who_can_test_can_run(environment, checkout, monkeypatch):
    set_up(environment, checkout, "test", monkeypatch)

    assert ready_for(environment, checkout) == {"run", "test"}


def test_testing_after_running_keeps_both_ready(environment, checkout, monkeypatch):
    set_up(environment, checkout, "run", monkeypatch)
    set_up(environment, checkout, "test", monkeypatch)

    assert ready_for(environment, checkout) == {"run", "test"}


def test_a_changed_lock_is_installed_anew(environment, checkout, monkeypatch):
    set_up(environment, checkout, "run", monkeypatch)

    with checkout.lock("requirements-run.txt").open("a") as lock:
        lock.write("# changed\n")

    assert ready_for(environment, checkout) == set()


def test_an_environment_of_another_place_is_not_used(
    environment, checkout, monkeypatch, tmp_path
):
    set_up(environment, checkout, "run", monkeypatch)
    shutil.copytree(tmp_path, tmp_path / "moved", dirs_exist_ok=True)

    moved = dataclasses.replace(checkout, checkout=tmp_path / "moved")

    assert ready_for(environment, moved) == set()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"made_by": 1, "locks": 2}'])
def test_a_damaged_stamp_means_not_ready(environment, checkout, text):
    checkout.stamp.parent.mkdir()
    checkout.stamp.write_text(text)

    assert ready_for(environment, checkout) == set()


def test_an_unfinished_set_up_is_not_taken_for_a_finished_one(
    environment, checkout, monkeypatch
):
    set_up(environment, checkout, "run", monkeypatch)
    checkout.lock("requirements-run.txt").write_text("changed\n")

    def stopped(command):
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "_run", stopped)
    with pytest.raises(KeyboardInterrupt):
        environment.make(checkout, environment.PURPOSES["run"])

    assert not checkout.stamp.exists()


def test_an_environment_whose_python_is_gone_is_made_from_the_start(
    environment, checkout, monkeypatch
):
    set_up(environment, checkout, "run", monkeypatch)
    checkout.python.unlink()
    commands = []

    monkeypatch.setattr(environment, "_run", commands.append)
    environment.make(checkout, environment.PURPOSES["run"])

    assert "--clear" in commands[0]


def test_what_stands_after_the_dashes_is_passed_on(environment):
    options = environment._parser().parse_args(["test", "--", "-k", "name", "--lf"])

    assert options.arguments == ["-k", "name", "--lf"]


@pytest.mark.parametrize(
    ("passed", "shows"),
    [
        ([], True),
        (["--home", "X"], True),
        (["doctor"], False),
        (["simulator", "--memory"], False),
        (["--help"], False),
    ],
)
def test_a_command_asks_for_no_screen(environment, passed, shows):
    assert environment.shows_a_window(passed) is shows


def test_tests_need_fewer_libraries_than_the_window(environment):
    screen = {"DISPLAY": ":0"}
    run, test = environment.PURPOSES["run"], environment.PURPOSES["test"]

    for_run = machine.libraries_for(environment.surroundings(run, [], screen))
    for_test = machine.libraries_for(environment.surroundings(test, [], screen))

    assert for_run == machine.X11
    assert for_test == machine.OFFSCREEN


def test_pip_installs_nothing_but_the_locked_files(environment, checkout):
    arguments = environment.pip_arguments(checkout, environment.PURPOSES["run"])

    assert {"--require-hashes", "--no-deps", "--only-binary"} <= set(arguments)


def test_what_leads_another_python_astray_is_left_out(environment):
    given = {"PYTHONPATH": "x", "PIP_USER": "1", "LANG": "C"}

    assert environment.clean(given) == {"LANG": "C"}


def test_every_python_can_read_the_script_that_says_it_is_too_old():
    text = (ROOT / "packaging" / "bootstrap.py").read_text(encoding="ascii")
    tree = ast.parse(text)

    newer = (
        ast.JoinedStr,
        ast.AnnAssign,
        ast.NamedExpr,
        ast.Match,
        ast.AsyncFunctionDef,
    )
    assert [node for node in ast.walk(tree) if isinstance(node, newer)] == []
    imports = [node for node in tree.body if isinstance(node, ast.Import)]
    assert {name.name for node in imports for name in node.names} == {"os", "sys"}
