"""Journeys as clients write them, published by the API, and what became of them."""

from plain_client import SIGNUP, trigger, wait

JOURNEYS = "interaction/v1/interactions"
UPGRADED = "nto-membership-upgraded"  # another event on the same data extension


def criteria(key, operator, value):
    """Build a filter of one condition."""
    ephemeral = ' IsEphemeralAttribute="true"' if key.startswith("Event.") else ""
    return (
        '<FilterDefinition><ConditionSet Operator="AND" ConditionSetName="Grouping">'
        f'<Condition{ephemeral} Key="{key}" Operator="{operator}" UiMetaData="{{}}">'
        f"<Value><![CDATA[{value}]]></Value></Condition></ConditionSet>"
        "</FilterDefinition>"
    )


def outcome(key, following, **arguments):
    made = {"key": key, "arguments": arguments, "metaData": {"label": key}}
    return {**made, "next": following} if following else made


def email(key, following=None, subject="Hello", **settings):
    message = {"triggeredSend": {"emailId": 1, "emailSubject": subject}, **settings}
    made = {**wait(key, 0, following), "type": "EMAILV2", "name": key}
    return {**made, "configurationArguments": message}


def decision(key, met, otherwise, xml):
    return {
        **wait(key, 0),
        "type": "MULTICRITERIADECISION",
        "name": key,
        "outcomes": [outcome("yes", met), outcome("remainder_path", otherwise)],
        "configurationArguments": {"criteria": {"yes": xml}},
        "metaData": {"isConfigured": True},
    }


def until_event(key, happened, otherwise, event=UPGRADED, *, xml=""):
    settings = {"waitForEventKey": event, "criteria": xml}
    made = wait(key, 60)
    return {
        **made,
        "type": "WAITUNTILAPI",
        "name": key,
        "outcomes": [outcome("Event", happened), outcome("No event", otherwise)],
        "configurationArguments": {**made["configurationArguments"], **settings},
        "metaData": {"isConfigured": True},
    }


def call(key, *results):
    """Build a custom activity whose answer would choose among results."""
    url = "https://decide.example.com/execute"
    return {
        **wait(key, 0),
        "type": "REST",
        "name": key,
        "outcomes": [outcome(each, f"W-{each}", branchResult=each) for each in results],
        "arguments": {"execute": {"url": url, "verb": "POST", "inArguments": []}},
        "configurationArguments": {},
        "metaData": {"isConfigured": True},
    }


def goal(xml, *, ends=False):
    return {
        "key": "GOAL",
        "name": "Goal",
        "type": "Event",
        "configurationArguments": {"criteria": xml},
        "metaData": {"isExitCriteria": ends, "conversionValue": "50"},
    }


def exit_when(xml):
    return {
        "key": "EXITCRITERIA",
        "name": "Exit criteria",
        "type": "ExitCriteria",
        "configurationArguments": {"criteria": xml},
        "metaData": {},
    }


class Bench:
    """One journey that listens to a sign-up, and contacts that sign up."""

    def __init__(self, client):
        self.client = client

    def publish(self, *activities, key="tried", version=1, **header):
        """Make a version and publish it; the checks of publishing must pass."""
        header = {"entryMode": "MultipleEntries", **header}
        event = header.pop("event", SIGNUP)
        made = self.client.create(key, activities, triggers=[trigger(event)], **header)
        assert made.status_code == 200, made.text
        told = self.client.publish(key, version)
        assert told["status"] == "PublishCompleted", told

    def fire(self, contact_key="ada", key=SIGNUP, **data):
        address = f"{contact_key}@example.com"
        data = {"EmailAddress": address, "FirstName": "Ada", **data}
        answer = self.client.fire(contact_key, key, **data)
        assert answer.status_code == 201, answer.text

    def visits(self, contact_key="ada", key="tried"):
        found = self.client.contact(contact_key)["journeys"]
        return [each for each in found if each["journeyKey"] == key]

    def visit(self, contact_key="ada", key="tried"):
        [found] = self.visits(contact_key, key)
        return found

    def path(self, contact_key="ada", key="tried"):
        return [each["activity"] for each in self.visit(contact_key, key)["steps"]]

    def refusals(self, contact_key="ada", key="tried"):
        found = self.client.history(contactKeys=[contact_key])
        rows = [each for each in found if each["definitionName"] == key]
        return [each["status"] for each in rows if each["status"] != "Complete"]

    def messages(self, contact_key="ada", key="tried"):
        found = self.client.contact(contact_key)["messages"]
        return [each for each in found if each["journeyKey"] == key]

    def status(self, version=1, key="tried"):
        return self.client.journey(key, versionNumber=version)["status"]

    def stats(self, version=1, key="tried"):
        return self.client.journey(key, versionNumber=version, extras="all")["stats"]

    def post(self, action, body=None, version=1, key="tried"):
        path = f"{JOURNEYS}/{action}/key:{key}?versionNumber={version}"
        answer = self.client.post(path, body or {})
        assert answer.ok, answer.text
