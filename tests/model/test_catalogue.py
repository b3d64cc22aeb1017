"""The catalogue: every type has a row, every row makes a body it knows again."""

import pytest
from builders import activity, email, engagement_split, journey, random_split, wait

from jbdesk.model import catalogue, lens
from jbdesk.model.journey import Activity, Journey
from jbdesk.paths import resources

ROWS = catalogue.ACTIVITY_TYPES


def ids(row):
    return row.name


def test_rows_have_names_of_their_own():
    assert len({row.name for row in ROWS}) == len(ROWS)
    assert all(catalogue.row(row.name) is row for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=ids)
def test_a_new_activity_is_known_as_its_row_and_says_whether_it_is_configured(row):
    made = catalogue.new_activity(row, Journey({}))

    assert catalogue.of(made) is row
    assert len(made.outcomes) >= row.outcomes.minimum
    assert "id" not in made.body
    noted = lens.read(made.body, ("metaData", "isConfigured"), None)
    assert noted in (None, catalogue.is_filled(made))


@pytest.mark.parametrize("row", ROWS, ids=ids)
def test_a_row_has_an_icon(row):
    assert (resources() / "icons" / f"{row.icon}.svg").is_file()


@pytest.mark.parametrize("row", ROWS, ids=ids)
def test_types_compare_in_any_case(row):
    made = catalogue.new_activity(row, Journey({}))
    shouted = Activity({**made.body, "type": made.type.swapcase()})

    assert catalogue.of(shouted) is row


@pytest.mark.parametrize("row", ROWS, ids=ids)
def test_every_field_reads_and_writes_without_harm(row):
    made = catalogue.new_activity(row, Journey({}))

    for field in row.fields:
        value = field.choices[0].value if field.choices else "text"
        written = field.write(made.body, value)
        assert field.read(written) == value


def test_an_unknown_type_is_locked_and_named():
    strange = Activity({"key": "X-1", "type": "SOMETHINGNEW"})

    assert catalogue.of(strange) is catalogue.UNKNOWN
    assert catalogue.of(strange).is_locked
    assert catalogue.summary(strange) == "SOMETHINGNEW"


def test_a_new_key_is_the_next_number_and_leaves_gaps():
    story = journey(wait("WAITBYDURATION-1"), wait("WAITBYDURATION-7"))

    made = catalogue.new_activity(catalogue.row("WAITBYDURATION"), story)

    assert made.key == "WAITBYDURATION-8"


def test_two_new_activities_share_no_outcome_key():
    row = catalogue.row("EMAILV2")
    one = catalogue.new_activity(row, Journey({}))
    other = catalogue.new_activity(row, Journey({}))

    assert one.outcomes[0].key != other.outcomes[0].key


def waits(**settings):
    return activity("W", "Wait", [], settings=settings)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (wait("a", 3), "3 days"),
        (wait("a", "1", "hours"), "1 hour"),
        (wait("a", 3, specifiedTime="09:00"), "3 days, until 09:00"),
        (waits(duration=2, durationUnits="weeks"), "2 weeks"),
        (waits(), "not configured"),
        (waits(specificDate="2026-12-24T00:00:00"), "until 2026-12-24"),
        (
            waits(
                waitEndDateAttributeExpression='{{Event.KEY."Birth day"}}',
                waitDuration=-8,
                waitUnit="DAYS",
            ),
            "8 days before “Birth day”",
        ),
        (random_split("r", (50, "a"), ("30", "b"), (20, "c")), "50 / 30 / 20"),
        (engagement_split("s", message="Welcome"), "Opened “Welcome”?"),
        (email("e", subject="Good morning"), "Good morning"),
        (activity("e", "EMAILV2", []), "not configured"),
    ],
)
def test_a_summary_says_what_matters(shown, said):
    assert catalogue.summary(shown) == said


def test_a_stored_time_that_is_switched_off_is_not_shown():
    off = activity(
        "W",
        "WAIT",
        [],
        settings={"waitDuration": 1, "waitUnit": "MINUTES", "specifiedTime": "00:00"},
        meta={"isExtended": False, "waitType": "duration"},
    )

    assert catalogue.summary(off) == "1 minute"


def test_the_three_waits_share_their_type():
    until = waits(specificDate="2026-12-24")
    by = waits(waitEndDateAttributeExpression="{{Event.KEY.Date}}")

    assert catalogue.of(wait("a")).name == "WAITBYDURATION"
    assert catalogue.of(until).name == "WAITUNTILDATE"
    assert catalogue.of(by).name == "WAITBYATTRIBUTE"


def test_an_email_kept_as_text_is_read_and_stays_text():
    send = '{"emailId":7,"emailSubject":"Hi"}'
    mail = activity("E", "EMAILV2", [], settings={"triggeredSend": send})
    subject = next(f for f in catalogue.of(mail).fields if f.name == "subject")

    changed = subject.write(mail.body, "Hello")

    assert catalogue.summary(mail) == "Hi"
    kept = changed["configurationArguments"]["triggeredSend"]
    assert kept == '{"emailId":7,"emailSubject":"Hello"}'


def test_an_activity_without_a_name_is_titled_by_its_kind():
    assert catalogue.title(wait("a")) == "Wait by duration"
    assert catalogue.title(wait("a", name="1 day")) == "1 day"
