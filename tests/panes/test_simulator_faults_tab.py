"""Faults in the simulator pane: set by example or by hand, counted, cleared."""

from jbdesk.panes.simulator.fault_examples import EXAMPLES


async def rules(bench):
    return (await bench.control("GET", "/simulator/faults"))["rules"]


def test_a_fault_is_set_by_example_and_counts_its_hits(told):
    async def story(bench):
        await bench.turn("Faults")
        await bench.choose("Example", "Throttle every 3rd call")
        await bench.press("Add fault")
        assert bench.cells("Faults") == [
            ["Throttle", "any request", "2 s, every 3 calls", "0 of 0"]
        ]

        await bench.fire("ada")
        await bench.look()

        [[*_, hits]] = bench.cells("Faults")
        assert hits in ("0 of 1", "0 of 2")
        assert "1 fault on" in bench.texts()
        bench.pane.use(bench.connection)
        assert bench.pane.clock_text.endswith("1 fault on")

    told(story)


def test_each_example_goes_through_the_form_as_it_is_written(told):
    async def story(bench):
        await bench.turn("Faults")

        for example in EXAMPLES:
            await bench.choose("Example", example.name)
            await bench.press("Add fault")

        counts = {"matches": 0, "acted": 0}
        assert await rules(bench) == [{**each.rule, **counts} for each in EXAMPLES]

    told(story)


def test_a_fault_is_described_by_hand_and_checked(told, aio):
    async def story(bench):
        await bench.turn("Faults")
        await bench.choose("What happens", "Answer late")
        await aio.until(lambda: bench.has("How many seconds"))
        await bench.type("How many seconds", "long")
        await bench.press("Add fault")
        assert "“long” is not a number." in bench.texts()
        assert await rules(bench) == []

        await bench.type("How many seconds", "2.5")
        await bench.type("Path", "/data/*")
        await bench.choose("Method", "GET")
        await bench.press("Add fault")

        [rule] = await rules(bench)
        assert (rule["seconds"], rule["path"], rule["method"]) == (
            2.5,
            "/data/*",
            "GET",
        )

    told(story)


def test_faults_are_removed_one_by_one_and_all_at_once(told):
    async def story(bench):
        await bench.turn("Faults")
        for name in ("Token ends early", "Login page instead of JSON"):
            await bench.choose("Example", name)
            await bench.press("Add fault")
        await bench.click_row("Faults", "End the token")
        await bench.press("Remove")
        assert [each["action"] for each in await rules(bench)] == ["html"]

        await bench.press("Clear all")

        assert await rules(bench) == []
        assert bench.count("Faults") == 0
        assert "fault on" not in bench.texts()

    told(story)
