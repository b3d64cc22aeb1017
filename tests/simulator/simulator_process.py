import json
import subprocess
import sys


class Process:
    """`jbdesk simulator` as another program starts it."""

    def __init__(self, *arguments):
        self.child = subprocess.Popen(
            [sys.executable, "-m", "jbdesk", "simulator", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        line = self.child.stdout.readline()
        if not line:
            raise AssertionError(self.child.communicate()[1].decode())
        self.told = json.loads(line)
        self.rest_url = self.told["rest_url"]
        self.auth_url = self.told["auth_url"]
        self.client_id = self.told["client_id"]
        self.client_secret = self.told["client_secret"]

    def end(self):
        if self.child.poll() is None:
            self.child.kill()
        self.child.communicate(timeout=20)
