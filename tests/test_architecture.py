"""The laws of the house: who may import whom, and what no module does."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "jbdesk"
MODULES = sorted(PACKAGE.rglob("*.py"))
OURS = [
    *MODULES,
    *sorted((ROOT / "tests").rglob("*.py")),
    *sorted((ROOT / "packaging").glob("*.py")),
]
LINES = 300  # past this a file is named in the README's decisions
MOST_LINES = 400


@dataclass(frozen=True)
class Layer:
    """What a part of the house may import besides itself and the standard library."""

    parts: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    never: tuple[str, ...] = ()  # of the standard library


BLOCKING = ("socket", "http", "urllib.request", "sqlite3", "subprocess", "threading")
EVERYTHING = ("model", "api", "services", "widgets", "editor", "panes", "simulator")
COMMANDS = (
    "check_command",
    "walk_command",
    "test_command",
    "compare_command",
    "draw_command",
    "fire_command",
    "doctor",
)
QT = ("PySide6", "shiboken6")

# A new arrow is drawn here first, in the same commit, with its reason.
HOUSE = {
    "__init__": Layer(),
    "model": Layer(never=("asyncio", *BLOCKING)),
    "paths": Layer(("model",)),
    "machine": Layer(),
    "api": Layer(("model",), ("requests", "urllib3"), ("asyncio",)),
    # openpyxl: rows of contacts in XLSX files, where it is installed.
    # cryptography: the vault with a passphrase.
    "services": Layer(
        ("api", "model", "paths"), ("keyring", "openpyxl", "cryptography")
    ),
    "simulator": Layer(("model", "paths"), never=("asyncio",)),
    # paths: icons and theme data are files.
    "widgets": Layer(("model", "paths"), QT),
    "editor": Layer(("widgets", "model", "paths"), QT),
    "panes": Layer(("editor", "widgets", "services", "model", "paths"), QT),
    # services: which secret stores are trusted is said there, without any library.
    "doctor": Layer(("model", "paths", "machine", "services"), ("keyring",)),
    # How wide, in colour or not: what every command asks before it writes.
    "terminal": Layer(("model",)),
    "check_command": Layer(("model", "paths", "terminal")),
    "walk_command": Layer(("model", "paths", "terminal")),
    # How a suite ended, in words, in JSON and for build servers.
    "test_report": Layer(("model", "terminal")),
    # A connection by its name or spelled out, for commands that ask the service.
    "command_connection": Layer(("model", "services", "paths")),
    # It rehearses on a simulator of its own, whose controls a client asks for.
    "test_elsewhere": Layer(
        (
            "model",
            "api",
            "services",
            "simulator",
            "paths",
            "terminal",
            "command_connection",
        )
    ),
    "test_command": Layer(
        ("model", "terminal", "command_connection", "test_report", "test_elsewhere")
    ),
    "compare_command": Layer(("model", "paths", "terminal")),
    # How a run ended, and how far it is, in words and for programs.
    "fire_report": Layer(("model", "terminal")),
    # Rows are fired by the window's own services, into the same file of runs.
    "fire_command": Layer(
        (
            "model",
            "services",
            "paths",
            "terminal",
            "command_connection",
            "fire_report",
        )
    ),
    # The editor draws the picture; machine: it asks for Qt's libraries first.
    "draw_command": Layer(
        ("model", "paths", "machine", "editor", "widgets", "terminal"), QT
    ),
    # Bugs are reported through Qt; a second start is heard over a local socket.
    "crash": Layer((), QT),
    "instance": Layer((), QT),
    # What the window itself can do: its table and its menu.
    "actions": Layer(("widgets",), QT),
    "window": Layer(("widgets", "actions"), QT),
    # The window as it stood: settings say where and in which colours.
    "front": Layer(("model", "services", "widgets", "window"), QT),
    # What a connection's guard and the window say to one another.
    "arming": Layer(("model", "services", "widgets", "window")),
    # Which connection is in use, and what window and panes are told of it.
    "switching": Layer(("model", "services", "widgets", "panes", "arming", "window")),
    # Evidence becomes a business unit of the simulator, which the desk then uses.
    "fired": Layer(("model", "services", "panes", "window")),
    "desk": Layer((*EVERYTHING, "front", "switching", "fired", "window", "paths"), QT),
    # widgets: whether the system wants animations is asked once all stands.
    "app": Layer(("front", "crash", "desk", "widgets"), (*QT, "qasync")),
    # The app itself is imported once the window is painted.
    "start": Layer(("model", "widgets", "front", "instance", "paths", "app"), QT),
    "__main__": Layer(
        (*EVERYTHING, *COMMANDS, "paths", "machine", "terminal", "start")
    ),
}


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def part_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path) -> Iterator[str]:
    """Every module that this one names, also as import_module("…")."""
    for node in ast.walk(tree_of(path)):
        match node:
            case ast.Import(names=names):
                yield from (each.name for each in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield from (f"{module}.{each.name}" for each in names)
            case ast.ImportFrom():
                yield "relative import"
            case ast.Call(
                func=ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(module)), *_],
            ):
                yield module


def is_allowed(module, layer, part):
    first, *rest = module.split(".")
    if first != "jbdesk":
        is_never = any(f"{module}.".startswith(f"{each}.") for each in layer.never)
        is_standard = first in sys.stdlib_module_names and not is_never
        return is_standard or first in layer.libraries
    is_of_the_package_itself = not rest or rest[0].startswith("__version")
    return is_of_the_package_itself or rest[0] in (part, *layer.parts)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_what_its_layer_may(path):
    part = part_of(path)
    layer = HOUSE.get(part)

    assert layer is not None, f"“{part}” has no line in the table of the house"
    assert [m for m in imported(path) if not is_allowed(m, layer, part)] == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "panes").rglob("*.py")), ids=name_of)
def test_a_pane_knows_no_other_pane(path):
    def family(name):
        return name.removesuffix(".py").split("_")[0]

    own = family(path.relative_to(PACKAGE / "panes").parts[0])

    panes = [m.split(".")[2] for m in imported(path) if m.startswith("jbdesk.panes.")]
    assert {family(name) for name in panes} <= {own}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_circle_is_hidden_behind_type_checking(path):
    names = {node.id for node in ast.walk(tree_of(path)) if isinstance(node, ast.Name)}

    assert "TYPE_CHECKING" not in names


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_a_file_is_short_or_its_length_was_decided(path):
    length = len(path.read_text(encoding="utf-8").splitlines())

    assert length <= MOST_LINES
    assert length <= LINES or name_of(path) in decisions()


def decisions():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return readme.partition("## Decisions")[2]


def is_forbidden(node):
    """Nested loops, modal boxes, unchecked certificates, waiting by sleeping."""
    match node:
        case ast.Call(func=ast.Attribute(attr="exec" | "exec_")):
            return True
        case ast.Attribute(
            value=ast.Name(id="QMessageBox"),
            attr="question" | "information" | "warning" | "critical" | "about",
        ):
            return True
        case ast.keyword(arg="verify", value=ast.Constant(value=False)):
            return True
        case ast.Attribute(value=ast.Name(id="time"), attr="sleep"):
            return True
        case ast.ImportFrom(module="time", names=names):
            return any(each.name == "sleep" for each in names)
    return False


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_forbidden_is_done(path):
    found = [node for node in ast.walk(tree_of(path)) if is_forbidden(node)]

    assert [(node.lineno, ast.unparse(node)) for node in found] == []


def test_the_folders_beside_the_package_are_no_packages():
    # With an __init__.py, `import packaging` would find ours and not the library.
    for folder in ("packaging", "resources", "tests"):
        assert not (ROOT / folder / "__init__.py").exists()


def rooms_of(layer):
    folders = (PACKAGE / layer).iterdir()
    return {each.name for each in folders if (each / "__init__.py").is_file()}


@pytest.mark.parametrize("layer", ["model", "services", "editor"])
def test_no_two_rooms_of_a_layer_look_at_each_other(layer):
    rooms = rooms_of(layer)
    looks = set()
    for room in rooms:
        for path in (PACKAGE / layer / room).glob("*.py"):
            for module in imported(path):
                first, *rest = module.removeprefix(f"jbdesk.{layer}.").split(".")
                if rest and first in rooms - {room}:
                    looks.add((room, first))

    assert rooms
    assert {pair for pair in looks if pair[::-1] in looks} == set()
