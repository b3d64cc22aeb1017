"""A client that is plain requests, and bodies as a client writes them."""

from datetime import UTC, datetime

import requests

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
SIGNUP = "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40"


class RealTime:
    """Real seconds that pass only when a test says so."""

    def __init__(self):
        self.seconds = 1_000_000.0

    def __call__(self):
        return self.seconds


class Client:
    """Signs in once, then speaks as any integration would."""

    def __init__(self, simulator):
        self.simulator = simulator
        self.session = requests.Session()
        self.session.headers["Authorization"] = (
            f"Bearer {self.token().json()['access_token']}"
        )

    def token(self, **changes):
        body = {
            "grant_type": "client_credentials",
            "client_id": self.simulator.client_id,
            "client_secret": self.simulator.client_secret,
        }
        return requests.post(
            f"{self.simulator.auth_url}v2/token", json=body | changes, timeout=10
        )

    def sign_in(self, **changes):
        token = self.token(**changes).json()["access_token"]
        self.session.headers["Authorization"] = f"Bearer {token}"

    def call(self, method, path, body=None, **options):
        url = f"{self.simulator.rest_url}{path}"
        if body is not None:
            options["json"] = body
        return self.session.request(method, url, timeout=30, **options)

    def get(self, path, **options):
        return self.call("GET", path, **options)

    def post(self, path, body=None, **options):
        return self.call("POST", path, body, **options)

    def put(self, path, body=None):
        return self.call("PUT", path, body)

    def delete(self, path):
        return self.call("DELETE", path)

    def fire(self, contact_key, key=SIGNUP, **data):
        body = {"ContactKey": contact_key, "EventDefinitionKey": key, "Data": data}
        return self.post("interaction/v1/events", body)

    def control(self, method, path, body=None):
        return requests.request(
            method,
            f"{self.simulator.rest_url}simulator/{path}",
            json=body,
            headers={"Authorization": f"Bearer {self.simulator.client_secret}"},
            timeout=60,
        )

    def advance(self, length):
        return self.control("POST", "clock", {"advance": length}).json()

    def contact(self, key):
        return self.control("GET", f"contacts/{key}").json()

    def rows(self, name):
        return self.control("GET", f"data-extensions/{name}/rows").json()["rows"]

    def history(self, **filters):
        path = (
            "interaction/v1/interactions/journeyhistory/search?$page=1&$pageSize=1000"
        )
        return self.post(path, filters).json().get("items", [])

    def journey(self, key, **query):
        path = f"interaction/v1/interactions/key:{key}"
        return self.get(path, params=query).json()

    def create(self, key, activities=(), **header):
        body = {"key": key, "name": key, "workflowApiVersion": 1.0, **header}
        return self.post(
            "interaction/v1/interactions", body | {"activities": list(activities)}
        )

    def publish(self, key, version=1):
        """Publish and give what the status says in the end."""
        place = f"interaction/v1/interactions/publishAsync/key:{key}"
        started = self.post(f"{place}?versionNumber={version}", {}).json()
        return self.get(started["statusUrl"].lstrip("/")).json()


def wait(key, minutes, following=None, name=""):
    """Build a wait as a client writes it."""
    outcome = {"key": f"{key}-out", "arguments": {}, "metaData": {}}
    if following:
        outcome["next"] = following
    return {
        "key": key,
        "name": name,
        "description": "",
        "type": "WAIT",
        "outcomes": [outcome],
        "arguments": {},
        "configurationArguments": {"waitDuration": minutes, "waitUnit": "MINUTES"},
        "metaData": {"isConfigured": True, "uiType": "WAITBYDURATION"},
    }


def trigger(key):
    """Build a trigger that listens to an API event."""
    return {
        "key": "TRIGGER",
        "name": "TRIGGER",
        "type": "APIEvent",
        "arguments": {},
        "configurationArguments": {},
        "metaData": {"eventDefinitionKey": key},
    }


def read_all(connection):
    """Give all that comes on a connection until its end."""
    told = b""
    try:
        while part := connection.recv(10_000):
            told += part
    except ConnectionError:
        pass
    return told
