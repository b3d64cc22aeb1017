"""Hands that reach the window through the accessibility bus alone, as a reader does.

Run by the system's own Python, which has pyatspi, with the command that opens the
window: python3 bus_hands.py COMMAND…
"""

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pyatspi

sys.path.insert(0, str(Path(__file__).parent))
from second_demo import build

PATIENCE = 20.0  # seconds until a story gives up waiting for something to be shown
LASTING = ("page tab", "tree", "list")  # what stands where it stood before
LISTS = ("list", "table", "tree", "combo box")  # looked into only where it is asked


class Bus:
    """Finds what is accessible by its name, and does what it offers to do."""

    def __init__(self, process):
        self.process = process
        self._seen = {}

    async def until(self, asked, what):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if found := asked():
                    return found
            except (LookupError, RuntimeError, AttributeError):
                pass  # it went while it was looked at
            await asyncio.sleep(0.02)
        raise AssertionError(f"waited for {what}; on the screen:\n{self.told()}")

    def application(self):
        desktop = pyatspi.Registry.getDesktop(0)
        return next(each for each in desktop if each.get_process_id() == self.process)

    def shown(self):
        """Everything that is shown, but what is in lists."""
        waiting = [self.application()]
        while waiting:
            each = waiting.pop()
            if each is None or not self.is_shown(each):
                continue
            yield each
            if each.getRoleName() not in LISTS:
                waiting += reversed(children(each))

    @staticmethod
    def is_shown(node):
        is_top = node.getRoleName() == "application"
        return is_top or node.getState().contains(pyatspi.STATE_SHOWING)

    def told(self):
        return "\n".join(f"  {e.getRoleName()} {e.name!r}" for e in self.shown())

    async def find(self, name, *roles):
        def fits(node):
            is_named = clean(node.name) == clean(name)
            return is_named and (not roles or node.getRoleName() in roles)

        def look():
            known = self._seen.pop((name, roles), None)
            if known is not None and self.is_shown(known) and fits(known):
                return known
            return next(filter(fits, self.shown()), None)

        found = await self.until(look, f"“{name}” to appear")
        if found.getRoleName() in LASTING:
            self._seen[name, roles] = found
        return found

    async def find_in(self, holder, name):
        """An item of a list, also further down, by its text or the start of it."""

        def look():
            items = [each for each in inside(holder) if each.name]
            exact = (each for each in items if clean(each.name) == clean(name))
            start = (e for e in items if clean(e.name).startswith(clean(name)))
            return next(exact, None) or next(start, None)

        return await self.until(look, f"“{name}” in “{holder.name}”")

    async def press(self, name, *roles):
        node = await self.find(name, *(roles or ("push button",)))
        await self.until(lambda: sensitive(node), f"“{name}” to be usable")
        act(node)


class Reader(Bus):
    """Somebody who builds a journey and never touches mouse or canvas."""

    async def sees(self, words):
        def look():
            return any(words in told(each) for each in self.shown())

        await self.until(look, f"to read “{words}”")

    async def new_journey(self):
        await self.sees("63 event definitions")
        await self.press("Journeys")
        await self.press("New journey")
        await self.find("Journey canvas")

    async def fill(self, name, text):
        await self._bring("Inspector")
        field = await self.find(name, "text", "password text", "combo box")
        field.queryComponent().grabFocus()
        field.queryEditableText().setTextContents(text)
        await self.until(lambda: told(field) == text, f"“{name}” to hold “{text}”")
        canvas = await self.find("Journey canvas")
        canvas.queryComponent().grabFocus()

    async def choose(self, name, item):
        await self._bring("Inspector")
        box = await self.find(name, "combo box")
        act(box)
        act(await self.find_in(box, item))

    async def choose_event(self, name):
        await self._bring("Inspector")
        await self.press("Choose event")
        field = await self.find("Find entry event", "text")
        field.queryEditableText().setTextContents(name)
        rows = await self.find("Entry events", "table")
        act(await self.find_in(rows, name))
        await self.press("Choose")

    async def add(self, label, *, after):
        await self.select(after)
        palette = await self.find("Activities", "list")
        tree = await self.find("Outline", "tree")
        count = tree.childCount
        act(await self.find_in(palette, label))
        await self.until(lambda: tree.childCount > count, f"{label} to be there")

    async def join(self, source, target):
        await self.select(source)
        await self.choose("Leads to", target)

    async def select(self, name):
        await self._bring("Outline")
        tree = await self.find("Outline", "tree")
        act(await self.find_in(tree, name))

    async def save(self):
        await self.press("Save")

    async def _bring(self, tab):
        await self.press(tab, "page tab")


def clean(text):
    return (text or "").replace("&", "").rstrip("…. ").strip().lower()


def told(node):
    """What stands there: its text, or its name."""
    try:
        return node.queryText().getText(0, -1)
    except NotImplementedError:
        return node.name or ""


def children(node):
    return [node[number] for number in range(node.childCount)]


def inside(node):
    for each in children(node):
        yield each
        yield from inside(each)


def sensitive(node):
    return node.getState().contains(pyatspi.STATE_SENSITIVE)


def act(node):
    """Do the first thing that it offers."""
    node.queryAction().doAction(0)


def main():
    window = subprocess.Popen(sys.argv[1:])
    try:
        asyncio.run(build(Reader(window.pid)))
    finally:
        window.terminate()
        window.wait()


if __name__ == "__main__":
    main()
