"""The commands as a person types them: their output, exit code and stderr."""

import json
from xml.etree import ElementTree as ET

import pytest
from builders import END, EVENT_KEY, email, journey, split, update, wait

from jbdesk.__main__ import main
from jbdesk.model import wire

SPLIT_LINE = (
    "2026-03-03 09:00  Decision split    “Kind is “new”” is not met"
    " (Kind is “old”), so it takes path “remainder”."
)


@pytest.fixture
def written(tmp_path):
    """Writes JSON (or a journey) into a file and gives its path."""

    def write(name, value):
        file = tmp_path / name
        body = value if isinstance(value, (dict, list)) else wire.body_of(value)
        file.write_text(wire.dumps(body), encoding="utf-8")
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


def dangling():
    return journey(wait("WAIT-1", to="LOST"), name="Bad <name>")


def without_trigger():
    return welcome(triggers=[])


def test_a_journey_without_problems_is_fine(written, told):
    file = written("welcome.json", welcome())

    assert told("check", file) == (0, f"{file}: no problems\n", "")
    assert told("check", file, "--format", "json") == (0, "[]\n", "")


def test_problems_are_told_with_file_and_place(written, told):
    file = written("bad.json", dangling())

    code, out, err = told("check", file, "--format", "json")
    found = json.loads(out)

    assert (code, err) == (1, "")
    assert {each["file"] for each in found} == {file}
    assert any(each["severity"] == "error" for each in found)
    assert all(
        set(each["where"]) == {"kind", "key", "outcome", "field"} for each in found
    )
    assert any(each["where"]["key"] == "WAIT-1" for each in found)


def test_problems_stand_under_their_file_and_are_counted(written, told):
    bad, good = written("bad.json", dangling()), written("good.json", welcome())

    lines = told("check", bad, good)[1].splitlines()

    assert lines[0] == bad
    assert lines[1].startswith("  error       The characters < > can't be used in")
    assert lines[-3:] == [
        f"{good}: no problems",
        "",
        "2 files: 1 error, 1 thing to do before activation.",
    ]


def test_each_journey_of_a_list_has_its_own_heading(written, told):
    items = [wire.body_of(welcome()), wire.body_of(without_trigger())]
    file = written("list.json", {"items": items})

    out = told("check", file)[1]

    assert out.startswith(f"{file}, “Welcome”\n  no problems\n\n{file}, “Welcome”\n")


def test_the_same_problem_is_told_once_with_its_number(written, told):
    goals = [{"configurationArguments": {}}] * 3
    file = written("goals.json", welcome(goals=goals))

    assert "(3 times)" in told("check", file)[1]


def test_what_only_keeps_a_journey_from_being_published_is_an_error_when_strict(
    written, told
):
    file = written("draft.json", without_trigger())

    assert told("check", file)[0] == 0
    assert told("check", file, "--strict")[0] == 1


def test_a_file_that_cannot_be_read_is_one_sentence_and_the_others_are_checked(
    written, told, tmp_path
):
    good = written("welcome.json", welcome())
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    broken, missing = str(tmp_path / "broken.json"), str(tmp_path / "missing.json")

    code, out, err = told("check", broken, missing, good)

    assert code == 2
    assert out == f"{good}: no problems\n\n3 files: no problems, 2 can't be read.\n"
    assert (
        err.splitlines()[1]
        == f"jbdesk: {missing} can't be read: no such file or directory."
    )
    assert len(err.splitlines()) == 2
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "content", ["[]", "7", '"x"', "null", '{"activities": 1}', "[1]"]
)
def test_json_that_is_no_journey_is_told(told, tmp_path, content):
    file = tmp_path / "odd.json"
    file.write_text(content, encoding="utf-8")

    code, out, err = told("check", str(file))

    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_a_list_answer_is_checked_whole(written, told):
    items = [wire.body_of(welcome()), wire.body_of(dangling())]
    file = written("list.json", {"count": 2, "items": items})

    assert told("check", file)[0] == 1


def test_junit_counts_what_makes_the_command_fail(written, told, tmp_path):
    good, bad = written("good.json", welcome()), written("bad.json", dangling())

    code, out, _ = told("check", good, bad, str(tmp_path / "no"), "--format", "junit")
    suites = ET.fromstring(out.encode()).findall("testsuite")

    assert code == 2
    assert [each.get("name") for each in suites[:2]] == [good, bad]
    assert suites[0].get("failures") == "0"
    assert int(suites[1].get("failures")) == len(suites[1].findall("*/failure")) > 0
    assert suites[2].get("errors") == "1"


def test_the_walk_tells_each_step_with_its_times(written, told):
    file = written("welcome.json", welcome())
    data = written("susan.json", {"contactKey": "susan", "data": {"Kind": "new"}})

    code, out, err = told(
        "walk", file, "--data", data, "--start", "2026-03-02T09:00Z", "--format", "json"
    )
    path = json.loads(out)

    assert (code, err) == (0, "")
    assert path["entered"] is True
    assert [
        (
            each["activity"],
            each["type"],
            each["outcome"],
            each["enters"],
            each["leaves"],
        )
        for each in path["steps"]
    ] == [
        (
            "WAIT-1",
            "WAIT",
            "WAIT-1-outcome",
            "2026-03-02T09:00:00Z",
            "2026-03-03T09:00:00Z",
        ),
        (
            "SPLIT-1",
            "MULTICRITERIADECISION",
            "new",
            "2026-03-03T09:00:00Z",
            "2026-03-03T09:00:00Z",
        ),
        ("EMAIL-1", "EMAILV2", "EMAIL-1-outcome", *["2026-03-03T09:00:00Z"] * 2),
        (
            "UPDATE-1",
            "UPDATECONTACTDATA",
            "UPDATE-1-outcome",
            *["2026-03-03T09:00:00Z"] * 2,
        ),
    ]
    assert path["steps"][3]["writes"] == [
        {
            "dataExtension": "de-1",
            "field": "Updated",
            "name": "Updated",
            "value": "True",
        }
    ]
    assert path["ends"].startswith("The path ends after")


def test_the_walk_reads_well_as_text(written, told):
    file = written("welcome.json", welcome())
    data = written("susan.json", {"contactKey": "susan", "data": {"Kind": "old"}})

    code, out, _ = told("walk", file, "--data", data, "--start", "2026-03-02T09:00")

    assert code == 0
    assert out.splitlines() == [
        "Enters:           There is no filter. Times are UTC.",
        "2026-03-02 09:00  Wait by duration  It waits 1 day.",
        SPLIT_LINE,
        "2026-03-03 09:00  Update contact    It goes on at once.",
        "                                    sets Updated to True",
        "Ends:             The path ends after “Update contact”.",
    ]


def test_several_journeys_are_too_many_to_walk(written, told):
    body = wire.body_of(welcome())
    file = written("list.json", [body, body])

    code, _, err = told("walk", file, "--data", written("data.json", {}))

    assert code == 2
    assert "holds 2 journeys" in err


def test_a_date_that_is_none_is_told_by_the_command_line(written, told, capsys):
    file = written("welcome.json", welcome())
    data = written("data.json", {})

    with pytest.raises(SystemExit) as ended:
        main(["walk", file, "--data", data, "--start", "tomorrow"])

    assert ended.value.code == 2
    assert "is no date like" in capsys.readouterr().err


def test_names_in_a_file_cannot_steer_the_terminal(written, told):
    story = journey(wait("WAIT-1\x1b[2J", to="LOST"), name="<\ud800")
    file = written("odd.json", story)

    code, out, _ = told("check", file)
    xml = told("check", file, "--format", "junit")[1]

    assert code == 1
    assert "\x1b" not in out
    assert ET.fromstring(xml.encode()) is not None


def test_each_command_shows_an_example(capsys):
    for command in ("check", "walk", "compare", "draw", "doctor", "simulator"):
        with pytest.raises(SystemExit):
            main([command, "--help"])
        assert f"example: jbdesk {command}" in capsys.readouterr().out


def test_the_event_key_of_the_entry_source_is_that_of_the_data(written, told):
    entry = f"{{{{Event.{EVENT_KEY}.Kind}}}}"
    story = journey(update("UPDATE-1", value=entry))
    data = written("data.json", {"contactKey": "s", "data": {"Kind": "new"}})

    out = told("walk", written("w.json", story), "--data", data, "--format", "json")[1]

    assert json.loads(out)["steps"][0]["writes"][0]["value"] == "new"
