"""The model is a library of its own: no window, no network, nothing installed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "jbdesk" / "model").rglob("*.py"))
NETWORK = {"socket", "ssl", "http", "urllib.request", "asyncio", "sqlite3"}
FOREIGN = """
import importlib, sys
names = {names!r}
for name in names:
    importlib.import_module(name)
roots = {{name.partition(".")[0] for name in sys.modules if name[0] != "_"}}
print(sorted(roots - set(sys.stdlib_module_names) - {{"jbdesk"}}))
print(sorted(set(sys.modules) & {network!r}))
"""


def python(*arguments, code):
    """Runs code in a Python that has nothing but its own library and this folder."""
    command = [sys.executable, "-I", "-S", *arguments, "-c"]
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
    done = subprocess.run(
        [*command, start + code], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout


def test_the_model_needs_only_the_standard_library_and_nothing_of_networks():
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in MODULES
    ]

    foreign, network = python(
        code=FOREIGN.format(names=names, network=NETWORK)
    ).splitlines()

    assert (foreign, network) == ("[]", "[]")


def test_what_the_readme_shows_runs_as_it_stands(tmp_path):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("## As a library")[2].partition("## ")[0]
    code = shown.partition("```python\n")[2].partition("```")[0]
    fixture = ROOT / "tests" / "fixtures" / "journeys" / "raw-published.json"
    code = code.replace('"welcome.json"', repr(str(fixture)))

    told = python(code=f"import os; os.chdir({str(tmp_path)!r})\n{code}")

    assert "Nothing changed" not in told
    assert told.count("\n") >= 4
    assert (tmp_path / "later.json").is_file()
