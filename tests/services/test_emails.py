"""The e-mails of a business unit, read from the simulator."""

from jbdesk.services.journeys import emails


def test_every_email_is_listed_with_the_number_journeys_name_it_by(aio, connection):
    found = {each.name: each.email_id for each in aio(emails.all_in(connection))}

    assert found["Letter from the trail"] == "41001"


def test_a_package_that_may_not_read_content_has_nothing_to_choose_from(
    aio, connection, tenant
):
    path = "/asset/v1/content/assets/query"
    tenant.tenant.faults.put([{"path": path, "action": "status", "status": 403}])

    assert aio(emails.all_in(connection)) == ()
