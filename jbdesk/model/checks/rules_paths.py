"""How a journey's activities hang together, as rules across activities see it.

Journeys that hang together in the same way share one graph, and what was found
of it; everything here takes one pass over the paths of a journey without loops.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from jbdesk.model.checks.rules_traits import Traits, Ways, of
from jbdesk.model.journey import Journey
from jbdesk.model.types.catalogue_optimizer import OPTIMIZER

Marks = dict[str, int]  # for each activity some bits
_STRAIGHT = 20  # activities; longer lines are looked at with all others


@dataclass(frozen=True, eq=False)
class Graph:
    """A journey's activities and the paths between them that lead somewhere."""

    traits: dict[str, Traits]

    @cached_property
    def _led(self) -> set[str]:
        """Every key that some path leads to, also those that are not there."""
        return {target for each in self.traits.values() for _, target in each.ways}

    @property
    def is_whole(self) -> bool:
        """Whether every path leads to an activity that is there."""
        return self._led <= self.traits.keys()

    @cached_property
    def ways(self) -> dict[str, Ways]:
        known = self.traits
        if self.is_whole:
            return {ref: found.ways for ref, found in known.items()}
        return {
            ref: tuple(each for each in found.ways if each[1] in known)
            for ref, found in known.items()
        }

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """Where contacts can start: nothing leads there; else the first one."""
        free = tuple(ref for ref in self.traits if ref not in self._led)
        return free or tuple(self.traits)[:1]

    @cached_property
    def holds(self) -> frozenset[str]:
        return frozenset(ref for ref, each in self.traits.items() if each.is_hold)

    @cached_property
    def asking(self) -> dict[str, str]:
        """Every split that asks about a message, with the message's key."""
        return {ref: each.asks for ref, each in self.traits.items() if each.asks}

    @cached_property
    def speaking(self) -> dict[str, Traits]:
        """Those that name an event or hand on a contact key."""
        return {
            ref: each
            for ref, each in self.traits.items()
            if each.events or each.identifiers
        }

    @cached_property
    def naming(self) -> dict[str, Traits]:
        """Those that name a result of an activity."""
        return {ref: each for ref, each in self.traits.items() if each.results}

    @cached_property
    def folded(self) -> frozenset[str]:
        """Every key in lower case, as bindings are compared."""
        return frozenset(each.key.casefold() for each in self.traits.values())

    @cached_property
    def optimizers(self) -> dict[str, frozenset[str]]:
        """Every path optimizer with the ends that name it."""
        ends = {ref: each.starts for ref, each in self.traits.items() if each.starts}
        return {
            ref: frozenset(end for end, start in ends.items() if start == ref)
            for ref, each in self.traits.items()
            if each.kind == OPTIMIZER.name
        }

    def said(self, ref: str) -> str:
        return f"“{self.traits[ref].title}”"

    def spread(
        self, start: str, found: set[str], stops: frozenset[str] = frozenset()
    ) -> int:
        """Add all that can be reached from here; gives how many that were."""
        before = len(found)
        waiting = [start]
        found.add(start)
        while waiting:
            for _, target in self.ways[waiting.pop()]:
                if target not in found and target not in stops:
                    found.add(target)
                    waiting.append(target)
        return len(found) - before

    @cached_property
    def _arrivals(self) -> dict[str, int]:
        counts = dict.fromkeys(self.ways, 0)
        for ways in self.ways.values():
            for _, target in ways:
                counts[target] += 1
        return counts

    def is_straight(self, source: str, target: str) -> bool:
        """Whether one line without joins leads from the one to the other."""
        passed = source
        for _ in range(_STRAIGHT):
            ways = self.ways[passed]
            if len(ways) != 1 or self._arrivals[ways[0][1]] != 1:
                return False
            passed = ways[0][1]
            if passed == target:
                return True
        return False

    @cached_property
    def _sorted(self) -> list[str]:
        """Order what no loop leads to so that paths lead forward."""
        counts = dict(self._arrivals)
        order = [ref for ref, count in counts.items() if not count]
        for ref in order:  # grows on the way
            for _, target in self.ways[ref]:
                counts[target] -= 1
                if not counts[target]:
                    order.append(target)
        return order

    @property
    def has_loops(self) -> bool:
        return len(self._sorted) < len(self.ways)

    @cached_property
    def _forward(self) -> list[str]:
        """Order activities so that paths lead forward, but for loops."""
        if not self.has_loops:
            return self._sorted
        done: list[str] = []
        seen: set[str] = set()
        for start in self.ways:
            stack = [] if start in seen else [(start, iter(self.ways[start]))]
            seen.add(start)
            while stack:
                ref, left = stack[-1]
                for _, target in left:
                    if target not in seen:
                        seen.add(target)
                        stack.append((target, iter(self.ways[target])))
                        break
                else:
                    done.append(ref)
                    stack.pop()
        return done[::-1]

    def carried(self, marks: Marks, stops: frozenset[str] = frozenset()) -> Marks:
        """Tell which marks come before each activity on some path, or are its own.

        No mark passes a stop.
        """
        masks = {ref: 0 if ref in stops else marks.get(ref, 0) for ref in self.ways}
        while marks and self._hand_on(masks, stops) and self.has_loops:
            pass
        return masks

    def _hand_on(self, masks: Marks, stops: frozenset[str]) -> bool:
        is_new = False
        for ref in self._forward:
            if mask := masks[ref]:
                for _, target in self.ways[ref]:
                    if mask & ~masks[target] and target not in stops:
                        masks[target] |= mask
                        is_new = True
        return is_new

    def always(self, marks: Marks) -> Marks:
        """Tell which marks come before each activity on every path from the start."""
        masks = dict.fromkeys(self.ways, sum(marks.values()))
        masks.update(dict.fromkeys(self.roots[:1], 0))
        while marks and self._hold_back(masks, marks) and self.has_loops:
            pass
        return masks

    def _hold_back(self, masks: Marks, marks: Marks) -> bool:
        is_new = False
        for ref in self._forward:
            missing = ~(masks[ref] | marks.get(ref, 0))
            for _, target in self.ways[ref]:
                if masks[target] & missing:
                    masks[target] &= ~missing
                    is_new = True
        return is_new

    @cached_property
    def marks(self) -> Marks:
        """A bit for each message that is asked about and each result's activity."""
        keys = dict.fromkeys(self.asking.values())
        for each in self.naming.values():
            keys |= dict.fromkeys(key for key, _ in each.results)
        known = (key for key in keys if key in self.traits)
        return {key: 1 << place for place, key in enumerate(known)}

    @cached_property
    def before(self) -> Marks:
        """Which of the marked come before each activity on some path."""
        return self.carried(self.marks)


@lru_cache(maxsize=2)  # every rule asks about the same journey
def graph(journey: Journey) -> Graph:
    """Tell how a journey's activities hang together."""
    known = journey.by_ref
    return _graph(tuple(known), tuple(map(of, known.values())))


@lru_cache(maxsize=2)  # most edits leave it as it was
def _graph(refs: tuple[str, ...], traits: tuple[Traits, ...]) -> Graph:
    return Graph(dict(zip(refs, traits, strict=True)))
