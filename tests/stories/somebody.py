"""Somebody else at the same tenant."""

import requests


class SomebodyElse:
    """Works on the same tenant from another desk, through the REST API."""

    def __init__(self, simulator):
        self._url = f"{simulator.rest_url}interaction/v1/interactions"
        asked = {
            "grant_type": "client_credentials",
            "client_id": simulator.client_id,
            "client_secret": simulator.client_secret,
        }
        told = requests.post(f"{simulator.auth_url}v2/token", json=asked, timeout=5)
        token = told.json()["access_token"]
        self._headers = {"Authorization": f"Bearer {token}"}

    def read(self, key):
        answer = requests.get(
            f"{self._url}/key:{key}", headers=self._headers, timeout=5
        )
        return answer.json()

    def rename(self, key, activity, name):
        """Give one activity another name."""
        activities = self.read(key)["activities"]
        found = next(each for each in activities if each["key"] == activity)
        found["name"] = name
        self.save(key, activities=activities)

    def save(self, key, **changes):
        body = {**self.read(key), **changes}
        answer = requests.put(self._url, json=body, headers=self._headers, timeout=5)
        assert answer.ok, answer.text

    def create(self, source, **changes):
        """Save a journey anew: under another key, or as a new version."""
        body = {**self.read(source), **changes}
        answer = requests.post(self._url, json=body, headers=self._headers, timeout=5)
        assert answer.ok, answer.text

    def delete(self, key, version=1):
        """Delete one version of a journey."""
        url = f"{self._url}/{self.read(key)['id']}?versionNumber={version}"
        answer = requests.delete(url, headers=self._headers, timeout=5)
        assert answer.ok, answer.text

    def publish(self, key, version):
        """Publish a version, without waiting for its end."""
        url = f"{self._url}/publishAsync/key:{key}?versionNumber={version}"
        answer = requests.post(url, json={}, headers=self._headers, timeout=5)
        assert answer.ok, answer.text
