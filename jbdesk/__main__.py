"""The command line: the window by default, or one of the commands.

No command imports Qt unless it draws; `COMMANDS` names the module of each, and
only the chosen one is imported.
"""

import argparse
import difflib
import gc
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from jbdesk import __version__, terminal
from jbdesk.model.problem import Failure

UNUSABLE = 2  # the exit code of "nothing could be done"
UNREAD = 141  # what a shell tells of a program whose reader has gone


@dataclass(frozen=True)
class Command:
    """A command; its module has add_arguments(parser) and run(arguments) -> int."""

    name: str
    help: str
    module: str
    example: str


COMMANDS = (
    Command(
        "simulator",
        "serve a Marketing Cloud tenant on this computer",
        "jbdesk.simulator.command",
        "jbdesk simulator --memory --seed demo",
    ),
    Command(
        "check",
        "check journey files",
        "jbdesk.check_command",
        "jbdesk check welcome.json --format json",
    ),
    Command(
        "walk",
        "tell the path that one contact takes, or what a set of them covers",
        "jbdesk.walk_command",
        "jbdesk walk welcome.json --data susan.json",
    ),
    Command(
        "test",
        "run a suite of test contacts with what is expected of them",
        "jbdesk.test_command",
        "jbdesk test welcome-suite.json --format junit",
    ),
    Command(
        "compare",
        "tell what differs between two journeys in meaning",
        "jbdesk.compare_command",
        "jbdesk compare before.json after.json",
    ),
    Command(
        "fire",
        "fire the rows of a file at an event definition, each at most once",
        "jbdesk.fire_command",
        'jbdesk fire people.csv --event APIEvent-1a2b --connection "Sandbox"',
    ),
    Command(
        "draw",
        "draw a journey's picture",
        "jbdesk.draw_command",
        "jbdesk draw welcome.json -o welcome.svg",
    ),
    Command(
        "doctor",
        "tell what this machine lacks",
        "jbdesk.doctor",
        "jbdesk doctor",
    ),
)


class Parser(argparse.ArgumentParser):
    """Tells what is wrong with the arguments in one sentence."""

    def error(self, message: str) -> NoReturn:
        text = f"{message[:1].upper()}{message[1:]}".rstrip(".")
        terminal.complain(f"{text}. “{self.prog} --help” tells more.")
        self.exit(UNUSABLE)


def main(argv: Sequence[str] | None = None) -> int:
    """Run jbdesk; gives the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    command = next((each for each in COMMANDS if arguments[:1] == [each.name]), None)
    try:
        if command is not None:
            return _run(command, arguments[1:])
        _refuse_unknown(arguments)
        return _show_window(_window_parser().parse_args(arguments))
    except Failure as failure:
        terminal.complain(str(failure))
        return UNUSABLE
    except BrokenPipeError:
        # Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREAD
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _refuse_unknown(arguments: list[str]) -> None:
    """Tell of a first word that is neither a command nor an option."""
    word = arguments[0] if arguments else "-"
    if word.startswith("-"):
        return
    near = difflib.get_close_matches(word, [each.name for each in COMMANDS], 1)
    meant = near[0] if near else f"--open {word}" if Path(word).is_file() else ""
    hint = f" Did you mean “jbdesk {meant}”?" if meant else ""
    raise Failure(f"“{word}” is no command of jbdesk.{hint} “jbdesk --help” lists all.")


def _run(command: Command, arguments: list[str]) -> int:
    module = importlib.import_module(command.module)
    parser = Parser(
        prog=f"jbdesk {command.name}",
        description=f"{command.help[0].upper()}{command.help[1:]}.",
        epilog=f"example: {command.example}",
    )
    module.add_arguments(parser)
    code: int = module.run(parser.parse_args(arguments))
    return code


def _window_parser() -> argparse.ArgumentParser:
    listing = "\n".join(f"  {each.name:<12}{each.help}" for each in COMMANDS)
    parser = Parser(
        prog="jbdesk",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Fire test contacts, browse event definitions, build journeys.",
        epilog=f"commands (jbdesk COMMAND --help tells more):\n{listing}\n\n"
        "example: jbdesk --open welcome.json",
    )
    parser.add_argument("--version", action="version", version=f"jbdesk {__version__}")
    parser.add_argument("--home", metavar="DIR", help="the folder that holds all of it")
    parser.add_argument("--connection", metavar="NAME", help="the connection to use")
    parser.add_argument(
        "--open", metavar="FILE", type=Path, help="a journey file to open"
    )
    return parser


def _show_window(options: argparse.Namespace) -> int:
    gc.disable()  # until all is imported that the empty window takes
    # The other commands start without it.
    machine = importlib.import_module("jbdesk.machine")
    missing = machine.window_trouble(os.environ)
    if missing:
        for line in missing:
            print(f"jbdesk: {line}", file=sys.stderr)
        return UNUSABLE
    start = importlib.import_module("jbdesk.start")
    code: int = start.run(
        home=options.home, connection=options.connection, open_file=options.open
    )
    return code


if __name__ == "__main__":
    sys.exit(main())
