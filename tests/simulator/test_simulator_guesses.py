"""The page of guesses is the table of answers, and says so on the command line."""

import subprocess
import sys
from pathlib import Path

from jbdesk.simulator.marks import guesses_page

ROOT = Path(__file__).parent.parent.parent


def test_the_page_in_the_folder_is_the_table():
    kept = (ROOT / "packaging" / "GUESSES.md").read_text(encoding="utf-8")

    assert kept == guesses_page.page(), (
        "Write it anew: jbdesk simulator --guesses > packaging/GUESSES.md"
    )


def test_the_command_prints_the_page_and_ends():
    command = [sys.executable, "-m", "jbdesk", "simulator", "--guesses"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)

    assert done.stdout.decode() == guesses_page.page()


def test_the_readme_leads_to_the_page():
    assert "(packaging/GUESSES.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
