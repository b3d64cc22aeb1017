"""What is expected of contacts, from one day to the next."""

from jbdesk.model.suites.suite_expectation import Expectation, Kind
from jbdesk.services.suites.expectations import KeptExpectations

REACHES = Expectation(Kind.REACHES, "Email 2")


def test_what_is_expected_is_there_the_next_day(tmp_path):
    KeptExpectations(tmp_path).put("welcome", {"susan": (REACHES,), "bob": ()})

    again = KeptExpectations(tmp_path)

    assert again.of("welcome") == {"susan": (REACHES,)}
    assert again.of("other") == {}


def test_nothing_is_written_where_nothing_changed(tmp_path):
    KeptExpectations(tmp_path).put("welcome", {"susan": ()})

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_ours_is_set_aside(tmp_path):
    (tmp_path / "expectations.json").write_text('{"version": 1, "journeys": [1]}')

    kept = KeptExpectations(tmp_path)

    assert "damaged" in kept.notice
    assert kept.of("welcome") == {}


def test_a_forgotten_contact_is_expected_nothing_of(tmp_path):
    kept = KeptExpectations(tmp_path)
    kept.put("welcome", {"susan": (REACHES,), "susanna": (REACHES,)})
    kept.put("other", {"Susan": (REACHES,)})
    assert kept.mentions("susan") == 2

    assert kept.forget("susan") == 2

    assert kept.of("welcome") == {"susanna": (REACHES,)}
    assert '"Susan"' not in (tmp_path / "expectations.json").read_text()
    assert kept.forget("susan") == 0
