"""Puts any number of history rows into a simulator, as its engine writes them."""

import json
from datetime import UTC, datetime, timedelta

from jbdesk.simulator.kept import versions
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.calls import Ref

KEY = "nto-welcome-series"


def fill(tenant, count, *, days=29, contacts=None, end=None):
    """Spread rows over days: every contact arrives, goes on, leaves or fails."""
    version = versions.of(tenant, Ref(is_key=True, value=KEY))[0]
    end = end or datetime.now(UTC) - timedelta(hours=1)
    step = timedelta(days=days) / max(count, 1)
    named = [(a.body.get("id", ""), a.name, a.type) for a in version.journey.activities]
    made = []
    for number in range(count):
        at = end - timedelta(days=days) + step * number
        place = divmod(number, 4)
        key = f"contact-{place[0] % (contacts or count)}@example.com"
        made.append(_row(version, at, key, place, named))
    with tenant.store.transaction():
        for each in made:
            tenant.store.run(
                "INSERT INTO history (at, contact_key, definition_id, visit, body)"
                " VALUES (?, ?, ?, ?, ?)",
                *each,
            )
    return version


def _row(version, at, key, place, named):
    visit, turn = place
    id_, name, kind = named[turn % len(named)]
    is_away, is_failed = visit % 20 == 7, visit % 25 == 3 and turn == 3
    status = "DidNotMeetEntryCriteria" if is_away else "Complete"
    status = "Failed" if is_failed and not is_away else status
    own = f"00000000-0000-4000-8000-{visit:012d}"
    is_last = turn == 3 or is_away
    body = {
        "id": f"0000000{turn}-1111-4000-8000-{visit:012d}",
        "definitionId": version.definition_id,
        "definitionName": version.journey.name,
        "definitionInstanceId": bodies.NO_GUID if is_away else own,
        "contactKey": key,
        "activityId": id_,
        "activityName": name,
        "activityType": kind,
        "outcomeActivityId": "" if is_last else named[0][0],
        "status": status,
        "clientStatus": status,
        "message": "It failed." if is_failed else "",
        "startDate": bodies.service_date(at),
        "endDate": bodies.service_date(at),
        "transactionTime": bodies.service_date(at),
    }
    return at.timestamp(), key, version.definition_id, own, json.dumps(body)
