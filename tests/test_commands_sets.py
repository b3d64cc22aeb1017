"""Commands over sets: what many contacts cover, what differs between two files."""

import json

import pytest
from builders import END, email, journey, split, update, wait

from jbdesk.__main__ import main
from jbdesk.model import wire


@pytest.fixture
def written(tmp_path):
    """Writes text, JSON or a journey into a file and gives its path."""

    def write(name, value):
        file = tmp_path / name
        if isinstance(value, str):
            text = value
        else:
            body = value if isinstance(value, (dict, list)) else wire.body_of(value)
            text = wire.dumps(body)
        file.write_text(text, encoding="utf-8")
        return str(file)

    return write


@pytest.fixture
def told(capsys):
    """Runs a command; gives its exit code, stdout and stderr."""

    def run(*arguments):
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def welcome(**header):
    return journey(
        wait("WAIT-1", 1, "DAYS"),
        split("SPLIT-1", new="EMAIL-1", remainder="UPDATE-1"),
        email("EMAIL-1", to="UPDATE-1"),
        update("UPDATE-1", to=END),
        **header,
    )


def contact(key, kind):
    return {"contactKey": key, "data": {"Kind": kind}}


def walked(told, *arguments):
    code, out, err = told("walk", *arguments, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_an_array_of_contacts_tells_which_paths_none_took(written, told):
    file = written("welcome.json", welcome())
    data = written("two.json", [contact("susan", "old"), contact("bob", "old")])

    found = walked(told, file, "--data", data)

    assert (found["contacts"], found["entered"]) == (2, 2)
    assert [each["contactKey"] for each in found["walks"]] == ["susan", "bob"]
    assert found["coverage"]["unvisited"] == ["EMAIL-1"]
    assert found["coverage"]["untaken"] == [
        {
            "activity": "SPLIT-1",
            "outcome": "new",
            "position": 0,
            "path": "new",
            "next": "EMAIL-1",
        },
        {
            "activity": "EMAIL-1",
            "outcome": "EMAIL-1-outcome",
            "position": 0,
            "path": "",
            "next": "UPDATE-1",
        },
    ]
    assert found["coverage"]["share"] == 0.6
    counts = {
        (each["activity"], each["position"]): each["contacts"]
        for each in found["coverage"]["paths"]
    }
    assert counts["SPLIT-1", 1] == 2


def test_lines_and_several_files_are_sets_too(written, told):
    file = written("welcome.json", welcome())
    lines = written(
        "lines.ndjson",
        f"{json.dumps(contact('a', 'new'))}\n\n{json.dumps(contact('b', 'old'))}\n",
    )
    one = written("one.json", contact("c", "new"))

    by_lines = walked(told, file, "--data", lines)
    by_files = walked(told, file, "--data", one, "--data", lines)

    assert by_lines["coverage"]["share"] == 1.0
    assert [each["contactKey"] for each in by_files["walks"]] == ["c", "a", "b"]


def test_one_contact_is_told_as_one_path_in_a_file_of_its_own(written, told):
    file = written("welcome.json", welcome())

    alone = walked(told, file, "--data", written("one.json", contact("a", "new")))
    listed = walked(told, file, "--data", written("ones.json", [contact("a", "new")]))

    assert set(alone) == {"entered", "reason", "steps", "ends"}
    assert set(listed) == {"contacts", "entered", "coverage", "walks"}
    assert set(listed["walks"][0]) == {"contactKey", *alone}


def test_what_a_set_covers_reads_well(written, told):
    file = written("welcome.json", welcome())
    data = written("two.json", [contact("susan", "old"), contact("bo", "old")])

    out = told("walk", file, "--data", data, "--start", "2026-03-02")[1]

    assert out.splitlines() == [
        "susan  3 activities in 1 day. The path ends after “Update contact”.",
        "bo     3 activities in 1 day. The path ends after “Update contact”.",
        "",
        "“Decision split” [SPLIT-1], 2 contacts",
        "     0  “new”, taken by nobody",
        "     2  “remainder”",
        "",
        "No contact comes to",
        "  “Email” [EMAIL-1]",
        "",
        "2 contacts, of whom 2 enter; 3 of 5 paths taken (60 %).",
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ('{"contactKey": "a"}\n{"contactKey": 7}', "contact 2: “contactKey” must be"),
        ('{"contactKey": "a"}\n{"contactKey', "contact 2: This is not JSON"),
        ('{"contactKey": \n', "This is not JSON"),
        ("[]", "holds no contact"),
        ("[7]", "contact 1 must hold a JSON object"),
    ],
)
def test_what_is_wrong_with_one_of_the_contacts_is_told(written, told, data, why):
    file = written("welcome.json", welcome())

    code, out, err = told("walk", file, "--data", written("data.json", data))

    assert (code, out) == (2, "")
    assert why in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "data",
    [[], {"contactKey": 7}, {"data": []}, {"engagement": "x"}, {"attributes": None}],
)
def test_data_of_another_shape_is_told_in_a_sentence(written, told, data):
    file = written("welcome.json", welcome())

    code, out, err = told("walk", file, "--data", written("data.json", data))

    assert (code, out) == (2, "")
    assert err.startswith("jbdesk: ")
    assert err.count("\n") == 1


def test_two_journeys_that_mean_the_same_do_not_differ(written, told):
    one = written("one.json", welcome())
    other = written("other.json", welcome(id="1", version=3, status="Published"))

    assert told("compare", one, other) == (0, "Nothing changed.\n", "")
    assert json.loads(told("compare", one, other, "--format", "json")[1]) == {
        "same": True,
        "summary": "Nothing changed",
        "changes": [],
    }


def test_what_differs_is_told_and_counted(written, told):
    one = written("one.json", welcome())
    later = journey(wait("WAIT-1", 3, "DAYS"), email("EMAIL-1"))
    other = written("other.json", later)

    code, out, err = told("compare", one, other)
    found = json.loads(told("compare", one, other, "--format", "json")[1])

    assert (code, err) == (1, "")
    assert "~ “Wait by duration”: Wait for 1 → 3\n" in out
    assert "- “Decision split” removed\n" in out
    assert out.endswith(f"\n\n{len(found['changes'])} differences.\n")
    assert found["same"] is False
    assert found["summary"].startswith("Wait 1 day → 3 days; ")
    assert found["changes"][0] == {
        "kind": "changed",
        "text": "“Wait by duration”: Wait for 1 → 3",
        "where": {
            "kind": "activity",
            "key": "WAIT-1",
            "outcome": None,
            "field": "duration",
        },
    }


def test_a_journey_that_cannot_be_read_is_not_compared(written, told):
    one = written("one.json", welcome())
    many = written("many.json", [wire.body_of(welcome())] * 2)

    assert told("compare", one, "nowhere.json")[0] == 2
    code, out, err = told("compare", many, one)
    assert (code, out) == (2, "")
    assert err == f"jbdesk: {many} holds 2 journeys; give it one.\n"
