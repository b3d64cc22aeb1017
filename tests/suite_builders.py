"""Suites as small as a story needs them, and what came of one, in short."""

from jbdesk.model.suites import suite

WELCOME = "nto-welcome-series"
ADA = {"EmailAddress": "ada@example.com", "FirstName": "Ada"}


def a_suite(*cases):
    contacts = [
        {"contactKey": key, "data": data, "expect": expected, **more}
        for key, data, expected, more in cases
    ]
    return suite.suite_from(
        {"start": "2026-03-02T09:00Z", "contacts": contacts}, "Suite"
    )


def states(result):
    return [[each.state for each in case.verdicts] for case in result.cases]
