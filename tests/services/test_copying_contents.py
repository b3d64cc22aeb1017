"""E-mails that a journey sends are looked for where it is copied to."""

from dataclasses import replace

import pytest
from copy_bench import head_office, plan_of

from jbdesk.model.copying import references, rewriting
from jbdesk.model.copying.plan import Match
from jbdesk.model.copying.reference import Kind


@pytest.fixture
def other(connection_with, settings):
    return connection_with(changed=head_office(settings))


def emails_in(plan):
    rows = [each for each in plan.rows if each.reference.kind is Kind.EMAIL]
    return {each.reference.id: each for each in rows}


def test_emails_are_matched_by_key_by_name_or_said_to_be_missing(
    aio, connection, other
):
    found = emails_in(aio(plan_of(connection, other, "nto-spring-trail-campaign")))

    assert (found["41001"].match, found["41001"].used.id) == (Match.KEY, "41902")
    assert (found["41002"].match, found["41002"].used.id) == (Match.NAME, "41903")
    assert found["41003"].match is Match.MISSING
    assert found["41003"].title == "Trail story"


def test_a_copy_sends_the_emails_of_the_other_business_unit(aio, connection, other):
    plan = aio(plan_of(connection, other))

    copied = rewriting.copied(plan, {})

    ids = {e.id for e in references.referred(copied) if e.kind is Kind.EMAIL}
    assert ids == {"41902", "41903"}


def test_emails_that_a_package_may_not_read_can_not_be_looked_up(
    aio, connection, settings, connection_with, tenant
):
    packages = [each for _, each in tenant.tenant.register.packages()]
    own = next(each for each in packages if each.name == "NTO Reporting")
    unit = replace(settings, id="ho", client_id=own.client_id, account_id="")
    reporting = connection_with(own.client_secret, unit)

    found = emails_in(aio(plan_of(connection, reporting)))

    assert {each.match for each in found.values()} == {Match.UNSEEN}
    assert "may not read" in found["41001"].why_unseen
