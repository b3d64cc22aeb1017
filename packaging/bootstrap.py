"""Set jbdesk up on this machine and run it, or its tests.

    python3 packaging/bootstrap.py run [-- arguments of jbdesk]
    python3 packaging/bootstrap.py test [-- arguments of pytest]

This file is plain enough for every Python to read, so that an old one is told so.
"""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an old Python shall hear about it
    sys.exit(
        "jbdesk needs Python 3.11 or newer; this is Python %d.%d (%s).\n"  # noqa: UP031 - as above
        "Install a newer one (python.org, or your system's packages) and start this\n"
        "script with it, for example: python3.12 packaging/bootstrap.py run"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )

sys.path.insert(
    0,
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))),  # noqa: PTH100, PTH120 - as above
)

from environment import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
