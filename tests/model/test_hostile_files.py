"""Files that want to break `jbdesk check`: one clear line, or a report.

What would take for ever if some step took the square of its size is big enough
here to run into the time limit that every test has.
"""

import json

import pytest

from jbdesk.__main__ import main
from jbdesk.model.journeys import journey_file

LINE = "jbdesk: "


@pytest.fixture
def check(tmp_path, capsys):
    """Writes a file and checks it; gives exit code, stdout and stderr."""

    def run(content):
        file = tmp_path / "journey.json"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        code = main(["check", str(file)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def step(key, *targets, kind="WAIT", **settings):
    outcomes = [
        {"key": f"{key}-{number}", "next": target}
        for number, target in enumerate(targets)
    ]
    given = {"waitDuration": 1, "waitUnit": "DAYS", **settings}
    return {
        "key": key,
        "type": kind,
        "outcomes": outcomes,
        "configurationArguments": given,
    }


def file_of(*activities):
    header = {"key": "k", "name": "n", "workflowApiVersion": 1.0, "entryMode": "x"}
    return json.dumps({**header, "activities": activities, "triggers": []})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[" * 100_000 + "]" * 100_000, "deeper than 200 levels"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "deeper than 200 levels"),
        ("hello", "This is not JSON"),
        ("", "This is not JSON"),
        (b"\xff\xfe\x00", "not"),
        (b"\x00" * 100, "not"),
        ("42", "A journey is a JSON object"),
        ("null", "A journey is a JSON object"),
        ("{}", "A journey is a JSON object"),
        ('{"message": "Not found", "errorcode": 30000}', "A journey is a JSON object"),
        ("[]", "holds no journey"),
        ("[1, 2]", "holds no journey"),
        ('{"activities": [1]}', "not an object"),
        ('{"activities": [{"x": NaN}]}', "NaN"),
    ],
)
def test_what_is_no_journey_gets_one_line(check, content, told):
    code, out, err = check(content)

    assert (code, out) == (2, "")
    assert err.startswith(LINE)
    assert told in err
    assert err.count("\n") == 1


def test_a_file_that_is_too_large_is_not_read(check, monkeypatch):
    monkeypatch.setattr(journey_file, "LARGEST", 1000)

    code, out, err = check('{"activities": [' + " " * 2000 + "]}")

    assert (code, out) == (2, "")
    assert "larger than" in err


CHAIN = [step(f"w{each}", f"w{each + 1}") for each in range(9_999)]
ASKING = [
    step(f"s{each}", f"e{each + 1}", kind="ENGAGEMENTDECISION", statsTypeId=2)
    for each in range(2_000)
]
for _number, _split in enumerate(ASKING):
    _asked = (_number * 7919) % 2_000
    _split["configurationArguments"]["refActivityCustomerKey"] = f"e{_asked}"
SENDING = [step(f"e{each}", f"s{each}", kind="EMAILV2") for each in range(2_000)]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(file_of(*CHAIN, step("w9999")), id="10,000 in a chain"),
        pytest.param(file_of(*CHAIN, step("w9999", "w0")), id="10,000 in a circle"),
        pytest.param(file_of(*[step("w", "w")] * 10_000), id="one key 10,000 times"),
        pytest.param(
            file_of(
                step(
                    "s",
                    *(f"w{each}" for each in range(5_000)),
                    kind="MULTICRITERIADECISION",
                    criteria={f"s-{each}": "<x/>" for each in range(4_999)},
                ),
                *(step(f"w{each}") for each in range(5_000)),
            ),
            id="5,000 outcomes",
        ),
        pytest.param(
            file_of(step("s", *["w"] * 5_000, kind="ABNTEST"), step("w")),
            id="5,000 outcomes to one activity",
        ),
        pytest.param(file_of(*SENDING, *ASKING), id="2,000 engagement splits"),
        pytest.param(
            file_of(
                {**step("a"), "arguments": {"x": json.loads("[" * 150 + "]" * 150)}}
            ),
            id="deep arguments",
        ),
        pytest.param(
            file_of({**step("a"), "arguments": {"x": '{"a":' * 50_000}}),
            id="deep JSON in a text",
        ),
        pytest.param(
            file_of(
                step(
                    "s",
                    "a",
                    "b",
                    kind="MULTICRITERIADECISION",
                    criteria={"s-0": "<ConditionSet>" * 20_000},
                )
            ),
            id="deep filter",
        ),
        pytest.param(
            '{"key": "k", "activities": [], "x": ' + "9" * 6_000 + "}", id="big number"
        ),
        pytest.param(
            '{"key": 1, "name": [], "activities": [{"key": {}, "type": [],'
            '"outcomes": {"a": 1}, "arguments": [], "configurationArguments": "x",'
            '"metaData": 3}, {"outcomes": [1, null, {"next": 5}]}],'
            '"triggers": [{"metaData": "x"}], "goals": {}, "exits": 5, "defaults": ""}',
            id="everything of another type",
        ),
    ],
)
def test_what_is_odd_or_huge_is_reported_as_any_journey(check, content):
    code, out, err = check(content)

    assert code in (0, 1)
    assert out
    assert err == ""


def test_keys_and_names_cannot_hide_anything(check):
    odd = "a\x00\u202e\ud800"

    code, out, err = check(
        file_of({**step(odd, "\ud800"), "name": "\u202egnp.exe\x00"})
    )

    assert (code, err) == (1, "")
    assert "characters that can't be seen" in out
    assert r"\u202egnp.exe\x00" in out
    assert not set(out) & set("\x00\u202e\ud800")


def test_a_key_that_stands_twice_is_told_where_it_does(check):
    code, out, _ = check(
        '{"key": "k", "name": "n", "name": "m", "activities": [{"key": "a",'
        '"type": "WAIT", "outcomes": [], "arguments": {"x": 1, "x": 2}}],'
        '"triggers": [{"type": "APIEvent", "type": "Event"}]}'
    )

    told = [line for line in out.splitlines() if "stands more than once" in line]
    assert code == 1
    assert len(told) == 3
    assert any(line.endswith("[a]") for line in told)


def test_of_a_key_that_stands_twice_the_last_value_counts(tmp_path):
    file = tmp_path / "journey.json"
    file.write_text('[{"key": "k", "name": "n", "name": "m"}, {"key": "fine"}]')

    (first, problems), (_, none) = journey_file.read(file)

    assert first.name == "m"
    assert [(each.code, each.severity) for each in problems] == [
        ("repeated-key", "warning")
    ]
    assert none == ()
