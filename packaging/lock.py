"""Write the two locks anew from pyproject.toml; asks for uv on the path.

They name versions and hashes, for every system at once, and no address.
"""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
COMPILE = (
    *("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-annotate", "--no-emit-index-url"),
    *("--no-emit-find-links", "--upgrade", "pyproject.toml"),
)
RUN = "packaging/requirements-run.txt"
TEST = "packaging/requirements-test.txt"


def main() -> int:
    """Compile what running needs, then what testing needs on top of it."""
    named = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "python packaging/lock.py"}
    test = [*COMPILE, "--group", "dev", "--constraint", RUN, "-o", TEST]
    for command in ([*COMPILE, "-o", RUN], test):
        code = subprocess.run(command, check=False, cwd=CHECKOUT, env=named).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
