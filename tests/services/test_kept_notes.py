"""Notes on activities, kept from one day to the next."""

from jbdesk.services.journeys.notes import Notes


def test_notes_come_back_and_empty_ones_are_gone(tmp_path):
    notes = Notes(tmp_path)
    notes.put("welcome", {"WAIT-1": "Ask legal.", "WAIT-2": "  "})
    notes.put("other", {"E-1": "New subject?"})

    again = Notes(tmp_path)

    assert again.of("welcome") == {"WAIT-1": "Ask legal."}
    assert again.of("nobody") == {}

    again.put("other", {})
    assert Notes(tmp_path).of("other") == {}


def test_a_damaged_file_is_set_aside_and_told(tmp_path):
    (tmp_path / "notes.json").write_text('{"version": 1, "journeys": {"a": {"b": 1}}}')

    notes = Notes(tmp_path)

    assert notes.of("a") == {}
    assert "notes.json" in notes.notice


def test_what_is_the_same_is_not_written_again(tmp_path):
    notes = Notes(tmp_path)

    notes.put("welcome", {})

    assert not (tmp_path / "notes.json").exists()


def test_notes_that_speak_of_a_contact_are_forgotten(tmp_path):
    notes = Notes(tmp_path)
    notes.put("welcome", {"a": "Wrong for susan@sausage.com", "b": "Fine"})

    assert notes.mentions("susan@sausage.com") == 1
    assert notes.forget("susan@sausage.com") == 1
    assert Notes(tmp_path).of("welcome") == {"b": "Fine"}
