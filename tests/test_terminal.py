"""What a command writes to a terminal, to a file, and to who stopped reading."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import email, journey, wait

from jbdesk import terminal
from jbdesk.__main__ import main
from jbdesk.model import wire
from jbdesk.terminal import Terminal, Tone

FULL = Path("/dev/full")


class Screen(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.fixture
def bad(tmp_path):
    """A journey file with many problems."""
    file = tmp_path / "bad.json"
    story = journey(*(wait(f"W-{each}", to="LOST") for each in range(900)))
    file.write_text(wire.dumps(wire.body_of(story)), encoding="utf-8")
    return str(file)


def jbdesk(*arguments, **more):
    command = [sys.executable, "-m", "jbdesk", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, **more)


def test_colours_are_for_terminals_that_want_them():
    assert terminal.of(Screen(), {}).is_coloured is (os.name != "nt")
    assert not terminal.of(Screen(), {"NO_COLOR": "1"}).is_coloured
    assert not terminal.of(Screen(), {"TERM": "dumb"}).is_coloured
    assert not terminal.of(io.StringIO(), {}).is_coloured


def test_lines_end_at_the_edge_of_a_terminal_and_go_on_in_their_column():
    told = Terminal(width=60).row("error", "word " * 20, column=8, indent=2)

    lines = told.splitlines()
    assert lines[0].startswith("  error word word")
    assert all(each.startswith("        word") for each in lines[1:])
    assert max(map(len, lines)) <= 60


def test_a_file_gets_lines_whole_and_plain():
    told = Terminal().row("error", "word " * 50, column=8, tone=Tone.BAD)

    assert "\n" not in told
    assert "\x1b" not in told


def test_a_colour_is_ours_and_what_the_data_brings_is_shown():
    told = Terminal(is_coloured=True).row("a\x1b[2J", "b", column=4, tone=Tone.BAD)

    assert told == "\x1b[31ma\\x1b[2J\x1b[0m b"


def test_chinese_letters_take_two_columns_and_accents_none():
    assert terminal.cells("王a") == 3
    assert terminal.cells("e\u0301") == 1
    assert Terminal().row("王", "x", column=4) == "王  x"


def test_who_stops_reading_hears_no_complaint(bad):
    with jbdesk("check", bad, stdout=subprocess.PIPE) as running:
        running.stdout.readline()
        running.stdout.close()
        complaint = running.stderr.read()
        code = running.wait()

    assert complaint == b""
    assert code == 141


@pytest.mark.skipif(not FULL.exists(), reason="needs a full disk")
def test_a_full_disk_is_told_in_a_sentence(bad):
    with FULL.open("w") as full, jbdesk("check", bad, stdout=full) as running:
        complaint = running.stderr.read().decode()

    assert complaint.startswith("jbdesk: The output can't be written: no space left")
    assert complaint.count("\n") == 1
    assert running.returncode == 2


def test_without_any_output_a_command_still_gives_its_code(bad, monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)

    assert main(["check", bad]) == 0
    assert main(["check", "nowhere.json"]) == 2


def test_a_journey_is_taken_from_standard_input():
    text = wire.dumps(wire.body_of(journey(wait("W"), email("E"))))

    with jbdesk("check", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        out, err = running.communicate(text.encode())

    assert (out, err) == (
        b"Standard input: no problems\n".replace(b"\n", os.linesep.encode()),
        b"",
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chekc"], "“chekc” is no command of jbdesk. Did you mean “jbdesk check”?"),
        (["xyz"], "“xyz” is no command of jbdesk. “jbdesk --help” lists all."),
        ([__file__], f"Did you mean “jbdesk --open {__file__}”?"),
    ],
)
def test_a_command_that_is_none_is_told_with_the_nearest(arguments, told, capsys):
    assert main(arguments) == 2
    complaint = capsys.readouterr().err

    assert told in complaint
    assert complaint.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check"], "The following arguments are required: FILE."),
        (["check", "x", "--format", "xml"], "invalid choice: 'xml'"),
        (["--nothing"], "Unrecognized arguments: --nothing."),
    ],
)
def test_arguments_that_do_not_fit_are_told_in_one_line(arguments, told, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    complaint = capsys.readouterr().err

    assert ended.value.code == 2
    assert told in complaint
    assert complaint.startswith("jbdesk: ")
    assert complaint.count("\n") == 1
