"""What a crash would leave: a home as it is on the disk while it is worked in."""

import contextlib
import shutil


def copy_as_it_is(home, to):
    shutil.copytree(home, to, copy_function=_copy_if_there)


def _copy_if_there(file, to):
    # What is written beside its place is moved there while others are copied.
    with contextlib.suppress(FileNotFoundError):
        shutil.copy2(file, to)
